import EMSFormats
import EMSModel
import EMSPlanning
import EMSReport
import GeoKit

/// Emergency coverage by itself: bands, territories and shares of an area, and the gaps that each radius leaves.
public struct CoverageRun: Sendable {
  /// What was read.
  public let area: PlanningArea
  /// What is covered, as ground.
  public let ground: EmergencyGround
  /// For each radius; empty when gaps were not asked for.
  public let gaps: [GapAnalysis]

  /// Who is covered.
  public var coverage: EmergencyCoverage { ground.coverage }
  /// People, settlements and ground of the whole region within each radius.
  public var region: CoverageShare { ground.region }

  /// - Parameters:
  ///   - stations: the facilities that answer emergencies.
  ///   - radii: at least one.
  ///   - limits: the least and the greatest coverage radius of a station.
  ///   - threads: nil for all cores; the result is the same.
  public init(
    of area: PlanningArea, stations: [Facility], radii: [Distance], limits: ClosedRange<Distance>, findsGaps: Bool,
    slivers: SliverRule = SliverRule(), threads: Int? = nil
  ) throws {
    self.area = area
    let ground = try EmergencyGround(
      of: EmergencyCoverage(stations: stations, settlements: area.settlements, radii: radii, limits: limits), in: area,
      findsGaps: findsGaps, threads: threads)
    self.ground = ground
    gaps = findsGaps ? ground.coverage.radii.indices.map { ground.gaps(beyond: $0, slivers: slivers) } : []
  }

  // MARK: Records

  /// The dissolved bands, one for each radius.
  public var bandRecords: [BandRecord] { get throws { try BandRecord.all(of: ground) } }

  /// The stations with the radius that each needs.
  public var stationRecords: [StationRecord] { get throws { try StationRecord.all(of: coverage) } }

  /// The settlements with their nearest station and its distance.
  public var settlementRecords: [SettlementRecord] {
    zip(coverage.settlements, coverage.reaches).map { settlement, reach in
      SettlementRecord(
        settlement: settlement, facilityID: reach.station.map { coverage.stations[$0].id }, distance: reach.distance,
        band: reach.band.map { coverage.radii[$0] })
    }
  }

  /// The townships with what lies within each radius.
  public var townshipRecords: [TownshipRecord] {
    let names = PlanNames(area)
    return zip(area.townships, ground.townships).map { township, share in
      TownshipRecord(
        township: township, countyName: names.county(township.countyID),
        area: township.boundary.isEmpty ? nil : share.area,
        population: coverage.knownPeople(share.total, of: share.total), settlements: share.total.settlements,
        areaWithin: township.boundary.isEmpty ? [] : share.areaWithin,
        populationWithin: share.within.map { coverage.knownPeople($0, of: share.total) })
    }
  }

  /// What each radius leaves; empty where gaps were not asked for.
  public var gapTables: [GapTable] {
    zip(coverage.radii, gaps).map { radius, analysis in
      GapTable(
        service: .emergency(within: radius), analysis: analysis, knowsSettlements: !coverage.settlements.isEmpty)
    }
  }

  // MARK: Files

  /// The names that `write` may write.
  public static let fileNames: OutputNames = [
    "coverage.geojson", "settlements.csv", "townships.csv", "stations.csv", "gaps.geojson", "gaps.csv",
    "inputs.csv",
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
    if gaps.isEmpty {
      try folder.write(PlanTable.inputs(area.account).csv(for: .program), to: "inputs.csv")
    } else {
      try GapTable.write(gapTables, of: area, to: folder)
    }
  }

  /// What `--json` prints.
  public var summary: PropertyValue {
    [
      "tool": ["name": "emsplan", "version": .text(ToolVersion.text)],
      "stations": .whole(coverage.stations.count { !$0.isOutside }),
      "stations_outside": .whole(coverage.stations.count(where: \.isOutside)),
      "settlements": .whole(region.total.settlements),
      "settlements_of_unknown_population": .whole(region.total.settlementsOfUnknownPopulation),
      "population": .optional(coverage.knownPeople(region.total, of: region.total)),
      "area_km2": .squareKilometres(region.area),
      "within": .list(
        coverage.radii.indices.map { radius in
          [
            "radius_km": .kilometres(coverage.radii[radius]),
            "settlements": .whole(region.within[radius].settlements),
            "population": .optional(coverage.knownPeople(region.within[radius], of: region.total)),
            "area_km2": .squareKilometres(region.areaWithin[radius]),
            "share_population": .share(region.peopleShare(radius: radius)),
            "share_settlements": .share(region.settlementShare(radius: radius)),
            "share_area": .share(region.areaShare(radius: radius)),
          ]
        }),
      "status": .members(
        StationStatus.allCases.map { status in
          .init(status.rawValue, .whole(coverage.count(of: status)))
        }), "inputs": area.account.summary,
      "notes": .list(area.notes.map(\.members)),
    ]
  }
}
