import GeoKit

/// Emergency coverage by itself: bands, territories and shares of an area, and the gaps that each radius leaves.
public struct CoverageRun: Sendable {
  public let area: PlanningArea
  public let coverage: EmergencyCoverage
  public let bands: CoverageBands
  /// For each township of the area.
  public let townships: [CoverageShare]
  public let region: CoverageShare
  /// For each radius; empty when gaps were not asked for.
  public let gaps: [GapAnalysis]

  /// - Parameters:
  ///   - stations: the facilities that answer emergencies.
  ///   - radii: at least one.
  ///   - limits: the least and the greatest coverage radius of a station.
  ///   - threads: nil for all cores; the result is the same.
  public init(
    of area: PlanningArea, stations: [Facility], radii: [Distance], limits: ClosedRange<Distance>, findsGaps: Bool,
    slivers: SliverRule = SliverRule(), threads: Int? = nil
  ) throws {
    let coverage = EmergencyCoverage(
      stations: stations, settlements: area.settlements, radii: radii, limits: limits)
    let places = coverage.stations.map(\.location)
    let frame = LocalFrame(townships: area.townships, stations: places)
    let bands = try CoverageBands(stations: places, radii: coverage.radii, in: frame, threads: threads)
    let remainders = try CoveredGround.remainders(
      of: area.townships, leftBy: bands.grounds, keepingPieces: findsGaps, threads: threads)

    self.area = area
    self.coverage = coverage
    self.bands = bands
    townships = zip(coverage.shares(of: area.townships), remainders).map { share, remainder in
      var share = share
      share.area = remainder.area
      share.areaWithin = remainder.covered
      return share
    }
    var region = coverage.regionShare(name: area.name)
    region.area = remainders.reduce(.zero) { $0 + $1.area }
    region.areaWithin = coverage.radii.indices.map { radius in
      remainders.reduce(.zero) { $0 + $1.covered[radius] }
    }
    self.region = region
    gaps =
      findsGaps
      ? coverage.radii.indices.map { radius in
        GapAnalysis(
          townships: area.townships, remainders: remainders, ground: radius, settlements: coverage.settlements,
          isCovered: coverage.reaches.map { $0.band.map { $0 <= radius } ?? false }, slivers: slivers)
      } : []
  }

  /// People known, or nil where settlements were given and nobody's number is known, or none were given.
  private func known(_ headcount: Headcount, of total: Headcount) -> Int? {
    coverage.settlements.isEmpty || total.knownPeople == nil ? nil : headcount.people
  }

  // MARK: Records

  public var bandRecords: [BandRecord] {
    get throws {
      try zip(coverage.radii.indices, bands.dissolved).map { radius, shape in
        BandRecord(
          radius: coverage.radii[radius], shape: shape, area: bands.grounds[radius].area,
          population: known(region.within[radius], of: region.total), settlements: region.within[radius].settlements)
      }
    }
  }

  public var stationRecords: [StationRecord] {
    get throws {
      try coverage.territories.map { territory in
        let station = coverage.stations[territory.station]
        return StationRecord(
          facility: station, radius: territory.resolvedRadius, requiredRadius: territory.requiredRadius,
          status: territory.status.rawValue, settlements: territory.headcount.settlements,
          population: territory.headcount.knownPeople, settlementsBeyond: territory.beyond.settlements,
          populationBeyond: territory.beyond.knownPeople,
          shape: try GeodesicDisc(centre: station.location, radius: territory.resolvedRadius).polygon())
      }
    }
  }

  public var settlementRecords: [SettlementRecord] {
    zip(coverage.settlements, coverage.reaches).map { settlement, reach in
      SettlementRecord(
        settlement: settlement, facilityID: reach.station.map { coverage.stations[$0].id }, distance: reach.distance,
        band: reach.band.map { coverage.radii[$0] })
    }
  }

  public var townshipRecords: [TownshipRecord] {
    let names = PlanNames(area)
    return zip(area.townships, townships).map { township, share in
      TownshipRecord(
        township: township, countyName: names.county(township.countyID), area: share.area,
        population: known(share.total, of: share.total), settlements: share.total.settlements,
        areaWithin: share.areaWithin, populationWithin: share.within.map { known($0, of: share.total) })
    }
  }

  public var gapTables: [GapTable] {
    zip(coverage.radii, gaps).map { radius, analysis in
      GapTable(
        service: .emergency(within: radius), analysis: analysis, knowsSettlements: !coverage.settlements.isEmpty)
    }
  }

  // MARK: Files

  /// The names that `write` may write.
  public static let fileNames: Set<String> = [
    "coverage.geojson", "settlements.csv", "townships.csv", "stations.csv", "gaps.geojson", "gaps.csv",
  ]

  /// Writes every table and layer; the caller commits the folder.
  public func write(to folder: OutputFolder) throws {
    let stations = try stationRecords
    try folder.write(PlanLayer.coverage(bands: try bandRecords, stations: stations), notes: area.notes)
    let tables: [PlanTable] = [
      .settlements(settlementRecords, area: area), .townships(townshipRecords, radii: coverage.radii),
      .stations(stations),
    ]
    for table in tables { try folder.write(table.csv(for: .program), to: "\(table.name).csv") }
    if !gaps.isEmpty { try GapTable.write(gapTables, of: area, to: folder) }
  }

  /// What `--json` prints.
  public var summary: PropertyValue {
    [
      "stations": .whole(coverage.stations.count), "settlements": .whole(region.total.settlements),
      "settlements_of_unknown_population": .whole(region.total.settlementsOfUnknownPopulation),
      "population": .optional(known(region.total, of: region.total)), "area_km2": .squareKilometres(region.area),
      "within": .list(
        coverage.radii.indices.map { radius in
          [
            "radius_km": .kilometres(coverage.radii[radius]),
            "settlements": .whole(region.within[radius].settlements),
            "population": .optional(known(region.within[radius], of: region.total)),
            "area_km2": .squareKilometres(region.areaWithin[radius]),
            "share_population": .share(region.peopleShare(radius: radius)),
            "share_settlements": .share(region.settlementShare(radius: radius)),
            "share_area": .share(region.areaShare(radius: radius)),
          ]
        }),
      "status": .members(
        StationStatus.allCases.map { status in
          .init(status.rawValue, .whole(coverage.territories.count { $0.status == status }))
        }), "notes": .list(area.notes.map(\.members)),
    ]
  }
}
