import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

extension BandRecord {
  /// One for each radius, ascending.
  package static func all(of ground: EmergencyGround) throws -> [BandRecord] {
    let (coverage, region) = (ground.coverage, ground.region)
    return try zip(coverage.radii.indices, ground.bands.dissolved).map { radius, shape in
      BandRecord(
        radius: coverage.radii[radius], shape: shape, area: Geodesic.area(of: shape),
        population: coverage.knownPeople(region.within[radius], of: region.total),
        settlements: region.within[radius].settlements)
    }
  }
}

extension BandRecord {
  /// One for each radius, without what they leave of each town.
  static func all(of coverage: EmergencyCoverage, in area: PlanningArea) throws -> [BandRecord] {
    let places = coverage.stations.map(\.location)
    let bands = try CoverageBands(
      stations: places, radii: coverage.radii, in: LocalFrame(townships: area.townships, stations: places))
    return try zip(coverage.radii, bands.dissolved).map { radius, shape in
      let within = coverage.headcount(within: radius)
      return BandRecord(
        radius: radius, shape: shape, area: Geodesic.area(of: shape),
        population: coverage.knownPeople(within, of: coverage.total), settlements: within.settlements)
    }
  }
}

extension EmergencyCoverage {
  /// People known, or nil where settlements were given and nobody's number is known, or none were given.
  package func knownPeople(_ headcount: Headcount, of total: Headcount) -> Int? {
    settlements.isEmpty || total.knownPeople == nil ? nil : headcount.people
  }
}

extension StationRecord {
  /// One for each station, ascending by id; of those outside the region the ones nearest to somebody.
  ///
  /// - Parameter response: nil where no travel model is at hand.
  package static func all(of coverage: EmergencyCoverage, _ response: EmergencyResponse? = nil) throws
    -> [StationRecord]
  {
    try coverage.territories.compactMap { territory in
      let facility = coverage.stations[territory.station]
      if facility.isOutside, territory.headcount.settlements == 0 { return nil }
      return StationRecord(
        facility: facility, radius: territory.resolvedRadius, requiredRadius: territory.requiredRadius,
        status: territory.status.rawValue, settlements: territory.headcount.settlements,
        population: territory.headcount.knownPeople, settlementsBeyond: territory.beyond.settlements,
        populationBeyond: territory.beyond.knownPeople, requiredTime: response?.slowest[territory.station],
        shape: try GeodesicDisc(centre: facility.location, radius: territory.resolvedRadius).polygon())
    }
  }
}

extension TownshipRecord {
  /// One for each township, with its share of the emergency coverage and of the service circle.
  static func all(
    of ground: EmergencyGround, outermost: Int, _ emergencyName: ServiceName, today: Situation,
    circle: ServiceCircleGround, _ circleName: ServiceName, scores: [String: Scorecard.Score]
  ) -> [TownshipRecord] {
    let area = ground.area
    let names = PlanNames(area)
    var reached: [String: Headcount] = [:]
    for (settlement, isReached) in zip(area.settlements, today.circle.isReached) where isReached {
      if let id = settlement.townshipID { reached[id, default: .zero].add(settlement) }
    }
    var spread: [String: SpreadPeople] = [:]
    for settlement in area.settlements {
      guard let id = settlement.townshipID,
        let people = settlement.spread ?? settlement.population.map(SpreadPeople.init)
      else { continue }
      spread[id] = (spread[id] ?? SpreadPeople(0)) + people
    }
    let unplaced = area.unplaced.reduce(into: [String: Int]()) { sums, people in
      if let id = people.townshipID { sums[id, default: 0] += people.people.middle }
    }
    return area.townships.indices.map { index in
      let township = area.townships[index]
      let share = ground.townships[index]
      let inCircle = CoverageShare(
        id: township.id, name: township.name, total: share.total, within: [reached[township.id] ?? .zero],
        area: circle.remainders[index].area, areaWithin: circle.remainders[index].covered)
      let nearest = today.nearestHospitals[index].flatMap { near in
        near.hospital.tier.map { tier in
          Nearest(
            tier: tier, facilityID: near.hospital.id, facilityName: near.hospital.name, distance: near.distance)
        }
      }
      let hasNoPlace = township.boundary.isEmpty && share.total.settlements == 0
      let people = hasNoPlace ? nil : share.total.knownPeople
      var record = TownshipRecord(
        township: township, countyName: names.county(township.countyID),
        area: township.boundary.isEmpty ? nil : share.area,
        population: people, settlements: share.total.settlements,
        areaWithin: township.boundary.isEmpty ? [] : share.areaWithin,
        populationWithin: share.within.map { people == nil ? nil : $0.people },
        shares: [Share(emergencyName, share, radius: outermost), Share(circleName, inCircle, radius: 0)],
        nearest: nearest.map { [$0] } ?? [], demand: people.map { Double($0) },
        score: scores[township.id]?.percentMet, response: today.response.townships[index])
      if !hasNoPlace { record.populationRange = spread[township.id]?.range }
      record.populationUnplaced = unplaced[township.id]
      return record
    }
  }
}

extension TownshipRecord.Share {
  fileprivate init(_ service: ServiceName, _ share: CoverageShare, radius: Int) {
    self.init(
      service: service.word, serviceName: service.name, area: share.areaShare(radius: radius),
      population: share.peopleShare(radius: radius), settlements: share.settlementShare(radius: radius))
  }
}

extension SettlementRecord {
  /// One for each settlement, ascending by id.
  static func all(from today: Situation, to planned: Situation) -> [SettlementRecord] {
    let coverage = today.coverage
    return coverage.settlements.indices.map { index in
      let reach = coverage.reaches[index]
      let quickest = today.response.nearest[index]
      var record = SettlementRecord(
        settlement: coverage.settlements[index], facilityID: reach.station.map { coverage.stations[$0].id },
        distance: reach.distance, band: reach.band.map { coverage.radii[$0] }, time: quickest?.time,
        quickestFacilityID: quickest.map { coverage.stations[$0.facility].id },
        timeWithPlan: planned.response.nearest[index]?.time)
      record.journey = today.journeys.journeys[index]
      record.journeyWithPlan = planned.journeys.journeys[index]
      return record
    }
  }
}

extension ComparisonRecord {
  /// The people within each radius and their response times, in one situation and the other.
  static func all(from today: Situation, to planned: Situation) -> [ComparisonRecord] {
    guard today.coverage.total.knownPeople != nil, !planned.coverage.settlements.isEmpty,
      !planned.coverage.stations.isEmpty
    else { return [] }
    let radii = today.coverage.radii.map { radius in
      let limit = LimitName(radius)
      return ComparisonRecord(
        id: "population_within_\(limit.word)",
        measure: Phrase(
          "People within \(limit.text.english) of an emergency station", "急救站点\(limit.text.chinese)范围内人口"),
        unit: .people, before: Double(today.coverage.headcount(within: radius).people),
        after: Double(planned.coverage.headcount(within: radius).people))
    }
    let (before, after) = (today.response.region, planned.response.region)
    func minutes(_ time: Duration?) -> Double? { time.map { $0 / .seconds(60) } }
    return radii + [
      ComparisonRecord(
        id: "response_median_min", measure: Phrase("Minutes to half of the people", "半数人口的急救到达时间"), unit: .minutes,
        before: minutes(before.median), after: minutes(after.median)),
      ComparisonRecord(
        id: "response_p90_min", measure: Phrase("Minutes to nine tenths of the people", "九成人口的急救到达时间"),
        unit: .minutes, before: minutes(before.ninetieth), after: minutes(after.ninetieth)),
      ComparisonRecord(
        id: "response_share_30_min", measure: Phrase("Share of people reached in 30 minutes", "30分钟内可达人口占比"),
        unit: .share, before: before.shareWithin30, after: after.shareWithin30),
    ]
      + [60, 90].map { limit in
        ComparisonRecord(
          id: "care_share_\(limit)_min",
          measure: Phrase(
            "Share of people handed over to a hospital or sub-centre within \(limit) minutes of the call",
            "呼叫后\(limit)分钟内由医院或次中心接诊的人口占比"), unit: .share,
          before: today.journeys.share(within: .seconds(limit * 60)),
          after: planned.journeys.share(within: .seconds(limit * 60)))
      }
  }
}
