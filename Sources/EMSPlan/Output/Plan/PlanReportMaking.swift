import GeoKit

extension PlanReport {
  /// Everything that a run found, as records.
  public init(
    plan: PlanFile, profile: PolicyProfile, area: PlanningArea, emergency: EmergencyFindings,
    response: ResponseFindings, circle: ServiceCircleFindings, proposal: SiteProposal, network: EmergencyNetwork,
    provision: AreaProvision, rounds: MobileRounds, scorecard: Scorecard, travel: PlanTravel, language: Language
  ) throws {
    self.init(
      language: language, profileID: profile.key,
      profileTitle: profile.document.map { Phrase($0.fullTitle, $0.fullTitle) } ?? profile.name, area: area,
      notes: area.notes)
    radii = emergency.coverage.radii
    greatestRadius = emergency.greatestRadius
    bands = Self.bands(of: emergency)
    stations = try Self.stations(of: emergency, response)
    self.response = response.summary
    serviceAreas = zip(circle.facilities, circle.areas).map { facility, shape in
      ServiceAreaRecord(
        facility: facility, limit: circle.limit, mode: circle.model.mode, model: circle.model.name, shape: shape,
        area: Geodesic.area(of: shape))
    }
    gaps = Self.gaps(emergency, circle: circle, area: area)
    townships = Self.townships(of: area, emergency: emergency, response, circle: circle)
    let scores = scorecard.scores(of: .township)
    for index in townships.indices { townships[index].score = scores[townships[index].township.id]?.percentMet }
    settlements = try Self.settlements(of: emergency, response, proposal: proposal, travel: travel)
    sites = proposal.answers.flatMap { $0.siteRecords }
    sitings = proposal.answers.map { SitingRecord($0) }
    links = network.links.map { LinkRecord($0, tierNames: network.tierNames) }
    clinics = ClinicRecord.all(of: provision, area: area, profile: profile)
    self.rounds = rounds
    rules = RuleRecord.all(of: scorecard)
    self.scorecard = scorecard
    self.profile = profile
    needs = UnitNeed.all(of: area, profile: profile, proposal: proposal)
    comparisons = try Self.comparisons(emergency: emergency, response, proposal: proposal)
    methods = Self.methods(profile: profile, travel: travel)
    sources = Self.sources(plan: plan, area: area)
    writesFlatGeobuf = plan.writesFlatGeobuf
  }

  private static func bands(of emergency: EmergencyFindings) -> [BandRecord] {
    emergency.coverage.radii.indices.map { index in
      BandRecord(
        radius: emergency.coverage.radii[index], shape: emergency.bands[index], area: emergency.bandAreas[index],
        population: emergency.region.total.knownPeople == nil ? nil : emergency.region.within[index].people,
        settlements: emergency.region.within[index].settlements)
    }
  }

  private static func stations(
    of emergency: EmergencyFindings, _ response: ResponseFindings
  ) throws -> [StationRecord] {
    try emergency.coverage.territories.map { territory in
      let facility = emergency.coverage.stations[territory.station]
      return StationRecord(
        facility: facility, radius: territory.resolvedRadius, requiredRadius: territory.requiredRadius,
        status: territory.status.rawValue, settlements: territory.headcount.settlements,
        population: territory.headcount.knownPeople, settlementsBeyond: territory.beyond.settlements,
        populationBeyond: territory.beyond.knownPeople, requiredTime: response.slowest[territory.station],
        shape: try GeodesicDisc(centre: facility.location, radius: territory.resolvedRadius).polygon())
    }
  }

  private static func gaps(
    _ emergency: EmergencyFindings, circle: ServiceCircleFindings, area: PlanningArea
  ) -> [GapRecord] {
    func records(_ analysis: GapAnalysis, _ service: ServiceName) -> [GapRecord] {
      analysis.gaps.map { gap in
        GapRecord(
          service: service.word, serviceName: service.name, rank: gap.rank,
          townshipID: area.townships[gap.township].id, shape: gap.shape, area: gap.area,
          population: gap.headcount.knownPeople, settlements: gap.headcount.settlements)
      }
    }
    return records(emergency.gaps, .emergency(within: emergency.greatestRadius))
      + records(circle.gaps, .serviceCircle(within: circle.limit))
  }

  private static func townships(
    of area: PlanningArea, emergency: EmergencyFindings, _ response: ResponseFindings, circle: ServiceCircleFindings
  ) -> [TownshipRecord] {
    let countyNames = Dictionary(area.counties.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let emergencyName = ServiceName.emergency(within: emergency.greatestRadius)
    let circleName = ServiceName.serviceCircle(within: circle.limit)
    var reached: [String: Headcount] = [:]
    for (settlement, isReached) in zip(area.settlements, circle.isReached) where isReached {
      if let id = settlement.townshipID { reached[id, default: .zero].add(settlement) }
    }
    let hospitals = area.facilities.filter(\.isHospital)
    let hospitalIndex = NearestIndex(hospitals.map(\.location))
    return area.townships.indices.map { index in
      let township = area.townships[index]
      let share = emergency.townships[index]
      let inCircle = CoverageShare(
        id: township.id, name: township.name, total: share.total, within: [reached[township.id] ?? .zero],
        area: circle.remainders[index].area, areaWithin: circle.remainders[index].covered)
      let nearest = township.seat.flatMap { hospitalIndex.nearest(to: $0) }.map { near in
        TownshipRecord.Nearest(
          tier: hospitals[near.index].tier, facilityID: hospitals[near.index].id,
          facilityName: hospitals[near.index].name, distance: near.distance)
      }
      let people = share.total.knownPeople
      return TownshipRecord(
        township: township, countyName: township.countyID.flatMap { countyNames[$0] }, area: share.area,
        population: people, settlements: share.total.settlements, areaWithin: share.areaWithin,
        populationWithin: share.within.map { people == nil ? nil : $0.people },
        shares: [
          TownshipRecord.Share(emergencyName, share, radius: emergency.outermost),
          TownshipRecord.Share(circleName, inCircle, radius: 0),
        ],
        nearest: nearest.map { [$0] } ?? [], demand: people.map { Double($0) }, response: response.townships[index])
    }
  }

  private static func settlements(
    of emergency: EmergencyFindings, _ response: ResponseFindings, proposal: SiteProposal, travel: PlanTravel
  ) throws -> [SettlementRecord] {
    let coverage = emergency.coverage
    let proposed = proposedSubCentres(proposal).map(\.location)
    let planned =
      proposed.isEmpty
      ? coverage.settlements.map { _ in nil }
      : try travel.emergency.nearest(of: proposed, to: coverage.settlements.map(\.location)).map { $0?.time }
    return coverage.settlements.indices.map { index in
      let reach = coverage.reaches[index]
      return SettlementRecord(
        settlement: coverage.settlements[index], facilityID: reach.station.map { coverage.stations[$0].id },
        distance: reach.distance, band: reach.band.map { coverage.radii[$0] }, time: response.nearest[index]?.time,
        quickestFacilityID: response.nearest[index].map { coverage.stations[$0.facility].id },
        timeWithPlan: [response.nearest[index]?.time, planned[index]].compactMap { $0 }.min())
    }
  }

  /// The sites from which ambulances would start, too.
  private static func proposedSubCentres(_ proposal: SiteProposal) -> [CandidateSite] {
    proposal.sites(of: .countySubCentre) + proposal.sites(of: .emergencySubCentre)
  }

  /// The people within each radius and their response times, today and with the proposed sub-centres.
  private static func comparisons(
    emergency: EmergencyFindings, _ response: ResponseFindings, proposal: SiteProposal
  ) throws -> [ComparisonRecord] {
    let coverage = emergency.coverage
    let proposed = proposedSubCentres(proposal)
    let index = NearestIndex(coverage.stations.map(\.location) + proposed.map(\.location))
    let nearest = index.nearest(toAll: coverage.settlements.map(\.location))
    guard emergency.region.total.knownPeople != nil, !nearest.isEmpty else { return [] }
    let radii = coverage.radii.enumerated().map { position, radius in
      let after = zip(coverage.settlements, nearest).reduce(0) { sum, pair in
        pair.1.distance <= radius ? sum + (pair.0.population ?? 0) : sum
      }
      let limit = LimitName(radius)
      return ComparisonRecord(
        id: "population_within_\(limit.word)",
        measure: Phrase(
          "People within \(limit.text.english) of an emergency station", "急救站点\(limit.text.chinese)范围内人口"),
        unit: .people, before: Double(emergency.region.within[position].people), after: Double(after))
    }
    let (before, after) = (response.region, try response.region(of: coverage, adding: proposed.map(\.location)))
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
  }

  private static func methods(profile: PolicyProfile, travel: PlanTravel) -> [Phrase] {
    let limits = profile.emergencyRadius
    let least = LimitName(limits.lowerBound).figure
    let most = LimitName(limits.upperBound).figure
    let circle = travel.serviceCircle
    return [
      Phrase(
        "Whether a settlement lies within a radius is decided by the geodesic distance on the WGS 84 ellipsoid; "
          + "a settlement on the radius is within it.",
        "居民点是否在半径内，按WGS 84椭球测地线距离判定，恰在半径上视为在内。"),
      Phrase(
        "A station's radius is the distance to the farthest settlement nearest to it, kept between \(least) and "
          + "\(most) km; people farther away than \(most) km are counted as beyond.",
        "站点半径取以其为最近站点的最远居民点距离，限于\(least)至\(most)公里；超过\(most)公里者计为覆盖之外。"),
      Phrase(
        "Service areas are drawn by this travel model: \(circle.title.english).", "服务圈按此出行模型绘制：\(circle.title.chinese)。"
      ),
      Phrase(
        "Sites bring the most people within the standard (maximal covering, Church and ReVelle 1974), or are the "
          + "fewest that serve everybody whom a candidate can reach (set covering, Toregas et al. 1971). A bound is "
          + "proven with each; optimal is said only where bound and answer meet.",
        "选址按最大覆盖模型（Church和ReVelle，1974）使标准范围内人口最多，或按集合覆盖模型（Toregas等，1971）求最少站点；"
          + "每项均给出界，仅当界与结果相等时称为最优。"),
    ]
  }

  private static func sources(plan: PlanFile, area: PlanningArea) -> [SourceRecord] {
    func record(_ content: Phrase, _ layer: PlanFile.Layer?, _ origins: [Origin]) -> SourceRecord {
      SourceRecord(
        content: content, file: layer?.file, origins: origins, datum: layer.map { $0.crs ?? "wgs84" })
    }
    var records: [SourceRecord] = []
    if let counties = plan.inputs.counties {
      records.append(record(Phrase("Counties", "县界"), counties, area.counties.map { _ in .surveyed }))
    }
    let boundaries = area.townships.map(\.boundaryOrigin)
    switch plan.inputs.townships {
    case .boundaries(let layer): records.append(record(Phrase("Townships", "乡镇边界"), layer, boundaries))
    case .thiessen(let seats):
      records.append(record(Phrase("Townships, Thiessen cells of their seats", "乡镇边界（驻地泰森多边形）"), seats, boundaries))
    }
    records.append(record(Phrase("Facilities", "机构"), plan.inputs.facilities, area.facilities.map(\.origin)))
    let cells = area.settlements.filter(\.isDerivedPlace)
    if let settlements = plan.inputs.settlements {
      let listed = plan.inputs.demand == nil ? area.settlements : area.settlements.filter { !$0.isDerivedPlace }
      records.append(record(Phrase("Settlements", "居民点"), settlements, listed.map(\.origin)))
    }
    if plan.inputs.demand != nil, !cells.isEmpty {
      records.append(record(Phrase("Derived demand points", "推导需求点"), nil, cells.map(\.origin)))
    }
    return records
  }
}

extension TownshipRecord.Share {
  fileprivate init(_ service: ServiceName, _ share: CoverageShare, radius: Int) {
    self.init(
      service: service.word, serviceName: service.name, area: share.areaShare(radius: radius),
      population: share.peopleShare(radius: radius), settlements: share.settlementShare(radius: radius))
  }
}
