import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

extension PlanReport {
  /// Everything that a run found, as records.
  public init(
    plan: PlanFile, from today: Situation, to planned: Situation, ground: EmergencyGround, circle: ServiceCircleGround,
    proposal: SiteProposal, rounds: MobileRounds?, needs: [UnitNeed], travel: PlanTravel, language: Language
  ) throws {
    let (area, profile) = (planned.area, planned.profile)
    self.init(
      language: language, profileID: profile.key,
      profileTitle: profile.document.map { Phrase($0.fullTitle, $0.fullTitle) } ?? profile.name, area: area,
      notes: area.notes + [today.chainBesideCoverage].compactMap { $0 } + planned.notes
        + proposal.answers.flatMap(\.notes))
    planKeys = plan.keys
    for (key, sites) in [("siting.add", plan.siting.added), ("siting.remove", plan.siting.removed)] where !sites.isEmpty
    {
      planKeys[key] = sites.joined(separator: ", ")
    }
    radii = ground.coverage.radii
    greatestRadius = profile.emergencyRadius.upperBound
    bands = try BandRecord.all(of: ground)
    if planned.coverage.stations.count > today.coverage.stations.count {
      bandsWithPlan = try BandRecord.all(of: planned.coverage, in: area)
    }
    stations = try StationRecord.all(of: ground.coverage, today.response)
    nearestStations = try NearestStations(from: today, to: planned, travel: travel)
    response = today.response.summary
    serviceAreas = circle.areas.map { area in
      ServiceAreaRecord(
        area.facilities, within: circle.limit, by: area.model, shape: area.shape, area: Geodesic.area(of: area.shape))
    }
    let outermost = radii.firstIndex(of: profile.emergencyRadius.upperBound) ?? radii.count - 1
    let emergencyName = ServiceName.emergency(within: profile.emergencyRadius.upperBound)
    let circleName = ServiceName.serviceCircle(within: circle.limit)
    gaps =
      GapTable(service: emergencyName, analysis: ground.gaps(beyond: outermost), knowsSettlements: true)
      .records(of: area)
      + GapTable(service: circleName, analysis: circle.gaps, knowsSettlements: true).records(of: area)
    let scorecard = Scorecard(from: today, to: planned)
    townships = TownshipRecord.all(
      of: ground, outermost: outermost, emergencyName, today: today, circle: circle, circleName,
      scores: scorecard.scores(of: .township))
    settlements = SettlementRecord.all(from: today, to: planned)
    farthest = planned.journeys.farthestOfTownships.map { settlements[$0] }
    sites = proposal.answers.flatMap { answer in
      let records = answer.siteRecords(
        givenBy: Set(area.facilities.filter { $0.tier == answer.service.tier }.map { .facility($0.id) }),
        replaced: answer.service == .centralVillageClinic
          ? Set((planned.provision?.centralReplaced ?? []).map(\.place)) : [])
      return zip(records, area.works(at: records.map(\.place), for: answer.service)).map { record, works in
        var record = record
        record.serviceName = profile.inItsTerms(record.serviceName)
        record.reason = record.reason.map(area.inItsPlaces)
        guard record.status == .recommended else { return record }
        record.works = works
        let costs = plan.costs?.ofService[answer.service.tier]
        record.cost = costs?.ofOne(works)
        record.costUnit = record.cost == nil ? nil : plan.costs?.unit
        record.staff = costs?.staff
        return record
      }
    }
    sitings = proposal.answers.map { answer in
      var siting = SitingRecord(answer, countyWord: area.countyWord)
      siting.serviceName = profile.inItsTerms(siting.serviceName)
      siting.journeyText = siting.journeyText.map(area.inItsPlaces)
      siting.works = sites.filter { $0.service == siting.service && $0.status == .recommended }.map(\.works)
      return siting
    }
    phases = PlanPhases(proposal, sites: sites, sitings: sitings, of: area, profile: profile)
    for at in sites.indices { sites[at].year = phases?.year(of: sites[at]) }
    links = planned.network.links.map { LinkRecord($0, tierNames: planned.network.tierNames, words: area.inItsWords) }
    clinics = planned.provision.map { ClinicRecord.all(of: $0, area: area, profile: profile) } ?? []
    self.rounds = rounds
    rules = RuleRecord.all(of: scorecard)
    self.scorecard = scorecard
    self.profile = profile
    self.needs = needs
    remainders = RemainderRecord.all(of: planned.coverage, beyond: profile.emergencyRadius.upperBound)
    comparisons = ComparisonRecord.all(from: today, to: planned)
    travelMethods = TravelMethods.all(plan: plan, profile: profile, travel: travel)
    methods = Self.methods(profile: profile, travel: travel) + travelMethods
    sources = Self.sources(plan: plan, area: area, roads: travel.roadSource)
    outputs = plan.outputs
    roads = RoadDrawing.all(of: travel)
    notes = profile.inItsTerms(notes, of: area)
  }

  private static func methods(profile: PolicyProfile, travel: PlanTravel) -> [Phrase] {
    let limits = profile.emergencyRadius
    let least = LimitName(limits.lowerBound).figure
    let most = LimitName(limits.upperBound).figure
    let (circle, onFoot) = (travel.serviceCircle.title, travel.serviceCircleInSubdistricts.title)
    let inSubdistricts =
      onFoot == circle
      ? Phrase("", "") : Phrase("; in subdistricts by this: \(onFoot.english)", "；街道内按：\(onFoot.chinese)")
    return [
      Phrase(
        "Whether a settlement lies within a radius is decided by the geodesic distance on the WGS 84 ellipsoid; "
          + "a settlement on the radius is within it.",
        "村居是否在半径内，按WGS 84椭球测地线距离判定，恰在半径上视为在内。"),
      Phrase(
        "A station's radius is the distance to the farthest settlement nearest to it, kept between \(least) and "
          + "\(most) km; people farther away than \(most) km are counted as beyond.",
        "站点半径取以其为最近站点的最远村居距离，限于\(least)至\(most)公里；超过\(most)公里者计为覆盖之外。"),
      Phrase(
        "Care is reached along the chain: from the station on which a place hangs to the scene, from there to the first "
          + "hospital or sub-centre of the county, and \(LimitName(profile.handover).text.english) until it has taken over "
          + "(\(travel.transport.title.english)); the stay at the scene is not counted.",
        "接诊时间沿急救链计算：所属急救站至现场，再至本县最先到达的医院或次中心，另计交接\(LimitName(profile.handover).text.chinese)（\(travel.transport.title.chinese)）；不计现场停留时间。"
      ),
      Phrase(
        "Service areas are drawn by this travel model: \(circle.english)\(inSubdistricts.english).",
        "服务圈按此出行模型绘制：\(circle.chinese)\(inSubdistricts.chinese)。"
      ),
      Phrase(
        "Sites bring the most people within the standard (maximal covering, Church and ReVelle 1974), or are the "
          + "fewest that serve everybody whom a candidate can reach (set covering, Toregas et al. 1971). A bound is "
          + "proven with each; optimal is said only where bound and answer meet.",
        "选址按最大覆盖模型（Church和ReVelle，1974）使标准范围内人口最多，或按集合覆盖模型（Toregas等，1971）求最少站点；"
          + "每项均给出界，仅当界与结果相等时称为最优。"),
    ]
  }

  private static func sources(plan: PlanFile, area: PlanningArea, roads: RoadSource?) -> [SourceRecord] {
    func record(_ content: Phrase, _ layer: PlanFile.Layer?, _ origins: [Origin]) -> SourceRecord {
      // As the files were read: what one declares itself counts as much as what the plan says.
      // Several sheets of one workbook are one file.
      var names: [String] = []
      for source in layer?.sources ?? [] where !names.contains(source.file) { names.append(source.file) }
      let datum = area.account.entries.first { entry in
        entry.item == .datum && names.contains { entry.file == $0 || entry.file.hasPrefix("\($0) [") }
      }?.value
      return SourceRecord(
        content: content, file: layer == nil ? nil : names.joined(separator: ", "), origins: origins, datum: datum)
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
    var facilities = record(Phrase("Facilities", "机构"), plan.inputs.facilities, area.facilities.map(\.origin))
    facilities.isOfFacilities = true
    records.append(facilities)
    let cells = area.settlements.filter(\.isDerivedPlace)
    if let settlements = plan.inputs.settlements {
      let listed = plan.inputs.demand == nil ? area.settlements : area.settlements.filter { !$0.isDerivedPlace }
      records.append(record(Phrase("Settlements", "村居"), settlements, listed.map(\.origin)))
    }
    if plan.inputs.demand != nil, !cells.isEmpty {
      records.append(record(Phrase("Derived places", "推算点"), nil, cells.map(\.origin)))
    }
    return records + travelSources(plan, roads)
  }

  /// Roads and ground, where a purpose travels on them.
  private static func travelSources(_ plan: PlanFile, _ roads: RoadSource?) -> [SourceRecord] {
    let models = [plan.emergencyTravel, plan.serviceCircleTravel, plan.clinicTravel].compactMap { $0?.model }
    guard models.contains(where: { $0 != .straightLine }) else { return [] }
    var files: [(Phrase, String?)] = [(Phrase("Roads", "道路"), plan.inputs.roads?.file)]
    if models.contains(.friction) {
      files += [
        (Phrase("Land cover", "土地覆盖"), plan.inputs.landCover?.file), (Phrase("Friction", "阻力面"), plan.inputs.friction),
        (Phrase("Heights", "高程"), plan.inputs.elevation),
      ]
    }
    return files.compactMap { content, file in
      guard let file else { return nil }
      let isOfRoads = file == plan.inputs.roads?.file
      // An extract in OpenStreetMap's own format is OpenStreetMap's.
      let isExtract = isOfRoads && roads?.format == .openStreetMap || file.lowercased().hasSuffix(".osm")
      var record = SourceRecord(
        content: content, file: file, origins: [],
        licence: isExtract ? OpenStreetMapLicence.attribution : plan.attribution,
        dataUntil: isOfRoads ? roads?.dataUntil : nil)
      record.isOfTravel = true
      return record
    }
  }
}
