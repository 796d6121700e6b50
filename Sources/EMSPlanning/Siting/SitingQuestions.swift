import EMSModel
import EMSPolicy
import GeoKit
import SiteSolver

/// The siting questions that a profile puts to an area, one for each service that it asks for.
public struct SitingQuestions: Sendable {
  package let area: PlanningArea
  /// What the inputs alone tell of each unit.
  let known: [PolicyFacts]
  let profile: PolicyProfile
  /// What the plan sets differently from the profile.
  let overrides: [FacilityTier: PlanFile.SiteCounts]
  /// How a central village clinic is reached, and within what.
  let clinicTravel: any TravelModel
  let clinicLimit: Duration
  /// Within what an ambulance should arrive: the greatest radius of the profile unless the plan gives a time.
  let emergencyStandard: SitingStandard
  /// How ambulances travel; nil: nothing is brought nearer in time.
  let emergencyTravel: (any TravelModel)?

  public init(
    area: PlanningArea, profile: PolicyProfile, overrides: [FacilityTier: PlanFile.SiteCounts] = [:],
    known: [PolicyFacts]? = nil, clinicTravel: any TravelModel, clinicLimit: Duration,
    emergencyStandard: SitingStandard? = nil, emergencyTravel: (any TravelModel)? = nil
  ) {
    self.area = area
    self.known = known ?? PolicyFacts.known(of: area, regionID: "")
    self.profile = profile
    self.overrides = overrides
    self.clinicTravel = clinicTravel
    self.clinicLimit = clinicLimit
    self.emergencyTravel = emergencyTravel
    self.emergencyStandard = emergencyStandard ?? .distance(profile.emergencyRadius.upperBound)
  }

  /// County medical sub-centres: health centres that bring the most people within the greatest emergency
  /// radius of hospital care, hospitals counted as there already. nil when the profile does not ask for them.
  ///
  /// Where the plan gives no number, the fewest that serve everybody whom any candidate can serve. Between choices that
  /// bring as many people, the stronger centres are taken; a profile may make strength worth people.
  public func countySubCentres() -> SitingQuestion? {
    let override = overrides[.countySubCentre]
    guard profile.asksForSubCentres || override != nil else { return nil }
    let candidates = subCentreCandidates
    let named = Set(
      candidates.filter { candidate in profile.namedSubCentres.contains { candidate.name.contains($0) } }
        .map { PlaceID.facility($0.id) })
    let asked = override?.count ?? profile.subCentresInRegion?.minimum ?? (named.isEmpty ? nil : named.count)
    let perCounty = countyLimits(profile.subCentresPerCounty, override)
    let strengthRule = profile.stated("sub-centre-from-health-centre")
    let strengths = CentreStrength.of(candidates, in: area, near: strengthRule?.distance("near"))
    let rules = [
      "sub-centres-in-region", "sub-centres-per-county", "sub-centre-named", "sub-centre-from-health-centre",
    ]
    let thresholds = SubCentreThresholds(strengthRule, in: area)
    let sites = zip(candidates, strengths).map { centre, strength in
      var site = CandidateSite(centre)
      site.strength = strength
      return site
    }
    let leftOut = sites.compactMap { named.contains($0.place) ? nil : thresholds.leftOut($0) }
    let out = Set(leftOut.map(\.site.place))
    var question = question(
      .countySubCentre, asked: asked, perCounty: perCounty, existing: area.reachable.filter(\.isHospital),
      candidates: sites.filter { !out.contains($0.place) }, named: named, settlements: area.settlements,
      standard: emergencyStandard, rules: rules + ["emergency-radius"])
    question.journey = emergencyTravel.map {
      SitingJourney(care: Phrase("second-level care", "二级医疗服务"), today: question.existing, travel: $0)
    }
    question.leftOut = leftOut
    question.candidateNote = namesNote
    question.belowByDerivedPeople = sites.compactMap {
      out.contains($0.place) ? nil : thresholds.belowByDerivedPeople($0)
    }
    // Where as few as serve everybody are sought, a bound of the tool must not leave people unserved.
    if asked != nil, profile.subCentresPerCounty?.maximum == nil, override?.maximumPerCounty == nil {
      question.mostPerCountyByDefault = strengthRule?.count("per-county")
    }
    question.strengthWorth = strengthRule?.count("strength-worth") ?? 0
    return question
  }

  /// The health centres that may become sub-centres; all of the kinds named where no file tells which of them may.
  private var subCentreCandidates: [Facility] {
    profile.eligibleSubCentres(of: area) ?? area.facilities.filter { $0.isOne(of: profile.subCentreTiers) }
  }

  /// Tells that the document speaks of centres of certain names alone (中心卫生院) and that no file names any; nil where one
  /// does.
  private var namesNote: Note? {
    let words = profile.stated("sub-centre-from-health-centre")?.words("name-holds") ?? []
    guard !words.isEmpty, profile.eligibleSubCentres(of: area) == nil else { return nil }
    let names = words.shortList
    return Note(
      .assumption,
      english:
        "the document lets \(names.english) alone become county sub-centres, and no name in the lists holds that: which may become one is not known, and the plan chooses among all health centres of the lists",
      chinese: "文件只允许\(names.chinese)建设次中心，而名单中没有名称含此的机构：哪些机构可建次中心无从得知，方案在名单所列全部同类机构中选择")
  }

  /// Rural emergency sub-centres: township health centres that bring the most people within the greatest emergency
  /// radius. nil when the profile does not ask for them.
  ///
  /// - Parameter subCentres: the county sub-centres proposed before. They are a tier of the emergency chain (Xing'an
  ///   二(一)9), so what they reach counts as reached, and they are no candidates.
  public func emergencySubCentres(after subCentres: [CandidateSite]) -> SitingQuestion? {
    let override = overrides[.emergencySubCentre]
    guard let range = profile.emergencySubCentresInRegion ?? (override == nil ? nil : CountRange()) else { return nil }
    let places = Set(subCentres.map(\.place))
    let centres = area.facilities.filter { $0.tier == .townshipHealthCentre }
    let candidates = centres.filter { !places.contains(.facility($0.id)) }
    let taken = centres.filter { places.contains(.facility($0.id)) }
    var question = question(
      .emergencySubCentre, asked: override?.count ?? range.minimum, perCounty: countyLimits(nil, override),
      existing: area.reachable.filter(\.isEmergencyStation), alsoExisting: subCentres,
      candidates: candidates.map { CandidateSite($0) }, settlements: area.settlements,
      standard: emergencyStandard,
      rules: ["emergency-sub-centres-in-region", "emergency-radius"])
    question.journey = emergencyTravel.map {
      SitingJourney(care: Phrase("an ambulance", "急救站点"), today: question.existing, travel: $0)
    }
    question.candidateNote = Self.note(ofTaken: taken, stations: candidates.filter(\.isEmergencyStation))
    return question
  }

  /// Tells which health centres are no candidates, for the plan makes county sub-centres of them or they send ambulances
  /// today; nil where none is.
  private static func note(ofTaken taken: [Facility], stations: [Facility]) -> Note? {
    var parts: [Phrase] = []
    if !taken.isEmpty {
      let names = taken.map(\.name).sorted().shortList
      parts.append(
        Phrase(
          "\(taken.count.of("health centre is no candidate", "health centres are no candidates")) for rural emergency sub-centres, for the plan makes \(taken.count == 1 ? "a county sub-centre of it, which is" : "county sub-centres of them, which are") a tier of the emergency chain already: \(names.english)",
          "\(taken.count)所卫生院已由方案推荐为县域医疗次中心（本身即急救链的一级），不再列为乡村急救分中心候选：\(names.chinese)"))
    }
    if !stations.isEmpty {
      let names = stations.map(\.name).sorted().shortList
      parts.append(
        Phrase(
          "\(stations.count.of("health centre counts", "health centres count")) as an emergency station today (an ambulance stands there, or the plan says so), so that making rural emergency sub-centres there brings nobody nearer: \(names.english); those that the bureau makes such are given in the plan (existing:)",
          "\(stations.count)所卫生院现已计为急救站点（有救护车或由方案指定），在此设乡村急救分中心不增加覆盖，故不列为候选：\(names.chinese)；如认定为分中心，请在方案中写明（existing:）"
        ))
    }
    if parts.isEmpty { return nil }
    return Note(
      .derivation, english: parts.map(\.english).joined(separator: "; "),
      chinese: parts.map(\.chinese).joined(separator: "；"))
  }

  /// Central village clinics: villages that bring the most rural people within the service circle of a health centre or
  /// central clinic, those that stand counted. A clinic that serves its own village alone, whether a list or the village's
  /// row names it, makes no central clinic unnecessary. nil when the profile does not ask for them.
  ///
  /// Where the plan gives no number, clinics are added while the next best one brings the least people of the rule.
  /// Hundreds of clinics are proven to within 0.5 %.
  ///
  /// - Parameter places: where a clinic may stand: in villages that are known, or in cells of derived demand, which tells
  ///   of numbers alone (``ClinicRanges``). nil when there are none.
  public func centralVillageClinics(at places: ClinicPlaces = .villages) -> SitingQuestion? {
    let override = overrides[.centralVillageClinic]
    guard let range = profile.centralVillageClinics ?? (override == nil ? nil : CountRange()) else { return nil }
    let villages = area.settlements.filter(area.isVillage)
    let candidates = places == .cells ? villages : villages.filter { !$0.isDerivedPlace }
    guard !candidates.isEmpty else { return nil }
    let serving = area.reachable.filter { $0.isPrimaryCare && $0.tier != .villageClinic }
    var question = question(
      .centralVillageClinic, asked: override?.count ?? range.minimum, perCounty: countyLimits(nil, override),
      existing: serving, candidates: candidates.map { CandidateSite($0) },
      settlements: villages, standard: .time(clinicLimit, clinicTravel),
      rules: ["central-village-clinics", "service-circle"])
    question.aim = .mclp()
    question.replaced = Set(area.centralClinicsReplaced(by: profile).map(\.place))
    if places == .villages {
      question.candidateNote = ordinaryClinicsNote
      question.journey = SitingJourney(
        care: Phrase("a health centre or central clinic", "卫生院或中心村卫生室"),
        today: (serving.map { CandidateSite($0) }
          + area.declared(as: .centralVillageClinic).map { CandidateSite($0) }), travel: clinicTravel)
    }
    question.gap = 0.005
    question.nodeLimit = 20
    if question.count == .fewest {
      let least = profile[rule: "central-village-clinics"]?.figure("least-people")
      question.count = .whileEachBrings(
        people: profile[rule: "central-village-clinics"]?.count("least-people") ?? 1)
      question.citations += [least?.citation].compactMap { $0 }
    }
    return question
  }

  /// Tells that clinics which serve their own village make no central clinic unnecessary; nil where no file names any.
  private var ordinaryClinicsNote: Note? {
    let villages = area.settlements.filter { area.isVillage($0) && !$0.isDerivedPlace }
    let listed = area.facilities.contains { $0.tier == .villageClinic }
    guard listed || villages.contains(where: { $0.hasClinic == true }) else { return nil }
    return Note(
      .derivation,
      english:
        "A village clinic that serves its own village makes no central village clinic unnecessary, whether a list or the village's own row (has_clinic) names it: health centres, community health centres and stations and central clinics alone do",
      chinese: "普通村卫生室只服务本村，无论由名单还是村表（有无卫生室）列出，都不替代中心村卫生室；仅卫生院、社区卫生服务中心（站）和中心村卫生室计为已有服务")
  }

  /// Where a central village clinic may stand.
  public enum ClinicPlaces: Sendable {
    case villages, cells
  }

  /// Community health centres: where in the subdistricts without one those stand best that the region has too few of,
  /// each county as many as it lacks.
  ///
  /// Where several counties lack some, those of a county's subdistricts are taken in which the most people live, so that
  /// no county gets what another lacks. nil when the profile does not ask for them, nothing is missing, or no list tells
  /// how many there are.
  public func communityHealthCentres() -> SitingQuestion? {
    let key = "community-centre-per-people"
    guard let region = known.first(where: { $0.level == .region }),
      let missing = need(of: region, by: key)?.toAdd, missing > 0
    else { return nil }
    let lacking = known.filter { $0.level == .county }.reduce(into: [String: Int]()) { lacking, facts in
      if let toAdd = need(of: facts, by: key)?.toAdd, toAdd > 0 { lacking[facts.unitID] = toAdd }
    }
    let enough = Set(known.filter { $0.level == .county && need(of: $0, by: key)?.toAdd == 0 }.map(\.unitID))
    let counties = Dictionary(area.townships.map { ($0.id, $0.countyID) }, uniquingKeysWith: { first, _ in first })
    func county(_ facts: PolicyFacts) -> String? { counties[facts.unitID] ?? nil }
    var without = known.filter { facts in
      facts.level == .township && facts.isSubdistrict == true && facts.communityHealthCentres == 0
        && county(facts).map(enough.contains) != true
    }
    var note: Note?
    if lacking.count > 1 {
      let ranked = without.sorted { ($1.people ?? 0, $0.unitID) < ($0.people ?? 0, $1.unitID) }
      let taken = Dictionary(grouping: ranked, by: county).map { county, units in
        county.flatMap { lacking[$0] }.map { Array(units.prefix($0)) } ?? units
      }.joined().map(\.unitID)
      if taken.count < without.count {
        without.removeAll { !taken.contains($0.unitID) }
        let names = without.map(\.unitName).shortList
        note = Note(
          .derivation,
          english:
            "each of \(lacking.count) counties gets as many community health centres as it lacks: of its subdistricts without one those in which the most people live (\(names.english))",
          chinese:
            "\(lacking.count)个\(area.countyWord)各按所缺数量新增社区卫生服务中心，在没有中心的街道中取人口最多的（\(names.chinese)）")
      }
    }
    var question = townQuestion(
      .communityHealthCentre, count: missing,
      limits: Dictionary(
        without.map { ($0.unitID, CountyLimits(minimum: 0, maximum: 1)) }, uniquingKeysWith: { first, _ in first }),
      existing: [.communityHealthCentre], rule: key)
    question?.sharedOut = note
    return question
  }

  /// Community health stations: where in each subdistrict those stand best that it has too few of.
  ///
  /// Candidates are its communities; a site brings people within the service circle on foot. nil when the profile does
  /// not ask for them, nothing is missing, or no list tells how many there are.
  ///
  /// - Parameter centres: the community health centres proposed before; the community of each needs no station.
  public func communityHealthStations(after centres: [CandidateSite]) -> SitingQuestion? {
    let key = CommunityStationPerPeople.key
    let facts = known.filter { $0.level == .township && $0.isSubdistrict == true }
    var limits: [String: CountyLimits] = [:]
    for township in facts {
      let proposed = centres.count { $0.townshipID == township.unitID }
      guard let missing = need(of: township, by: key)?.toAdd, missing > proposed else { continue }
      limits[township.unitID] = CountyLimits(minimum: missing - proposed, maximum: missing - proposed)
    }
    return townQuestion(
      .communityHealthStation, count: limits.values.reduce(0) { $0 + $1.minimum }, limits: limits,
      existing: [.communityHealthStation, .communityHealthCentre], alsoExisting: centres, rule: key)
  }

  /// The questions with what the plan decides of single sites; no answer of one is known to the next.
  ///
  /// - Throws: `InputProblems`, of every site that the plan names and that is not there.
  package func decided(by plan: PlanFile) throws(InputProblems) -> [SitingQuestion] {
    var all = [
      countySubCentres(), emergencySubCentres(after: []), centralVillageClinics(), communityHealthCentres(),
      communityHealthStations(after: []),
    ].compactMap { $0 }
    var decisions = SiteDecisions(area, plan: plan)
    decisions.apply(to: &all)
    if !decisions.problems.isEmpty { throw InputProblems(decisions.problems) }
    return all
  }

  private func need(of facts: PolicyFacts, by key: String) -> Need? {
    guard let stated = profile.stated(key) else { return nil }
    return PolicyRules[key: key]?.need(facts, by: stated)
  }

  private func townQuestion(
    _ service: SiteService, count: Int, limits: [String: CountyLimits], existing: [FacilityTier],
    alsoExisting: [CandidateSite] = [], rule: String
  ) -> SitingQuestion? {
    let mode = profile.serviceCircleMode(inSubdistrict: true)
    guard count > 0, !limits.isEmpty, let speed = profile.distanceInOneHour(by: mode),
      let travel = try? StraightLineTravel(
        mode: mode, direction: .towardFacility, speed: speed, detour: profile.detourFactor)
    else { return nil }
    let surveyed = Set(area.townships.filter { $0.boundaryOrigin == .surveyed }.map(\.id))
    let communities = area.settlements.filter { settlement in
      guard let township = settlement.townshipID, limits[township] != nil else { return false }
      return settlement.isUrban == true || surveyed.contains(township)
    }
    let taken = Set(alsoExisting.map(\.place))
    var question = question(
      service, asked: count, perCounty: nil, existing: area.facilities.filter { $0.isOne(of: existing) },
      alsoExisting: alsoExisting,
      candidates: communities.map { CandidateSite($0) }.filter { !taken.contains($0.place) },
      settlements: communities, standard: .time(profile.serviceCircleLimit, travel), rules: [rule, "service-circle"])
    question.perTownship = limits
    // What is missing is what is asked for.
    question.countsStanding = false
    question.journey = SitingJourney(
      care: Phrase("a community health centre or station", "社区卫生服务中心（站）"), today: question.existing, travel: travel)
    return question
  }

  private func question(
    _ service: SiteService, asked: Int?, perCounty: CountyLimits?, existing: [Facility],
    alsoExisting: [CandidateSite] = [], candidates: [CandidateSite], named: Set<PlaceID> = [],
    settlements: [Settlement], standard: SitingStandard, rules: [String]
  ) -> SitingQuestion {
    // What gives the service today needs no other proposal to give it.
    let there = Set(existing.map { PlaceID.facility($0.id) })
    let planned = alsoExisting.filter { !there.contains($0.place) }
    let standing = existing.map { CandidateSite($0) } + planned
    let known = Set(standing.map(\.place))
    let declared = area.declared(as: service.tier).map { CandidateSite($0) }
    let given = Set(declared.map(\.place))
    var question = SitingQuestion(
      service: service, aim: asked == nil ? .lscp : .mclp(),
      existing: standing + declared.filter { !known.contains($0.place) },
      candidates: candidates.filter { !given.contains($0.place) }, named: named,
      settlements: settlements, standard: standard, count: asked.map { .exactly($0) } ?? .fewest,
      perCounty: perCounty,
      citations: rules.compactMap { source(of: $0) })
    question.planned = Set(planned.map(\.place))
    question.listed = given.union(
      existing.filter { !$0.isOutside && $0.tier == service.tier }.map { .facility($0.id) })
    let override = overrides[service.tier]
    question.countsStanding = override?.count == nil
    question.countsStandingByCounty = override?.minimumPerCounty == nil && override?.maximumPerCounty == nil
    return question
  }

  /// What asks for a rule; of the emergency radius what gives the greatest, within which a site serves, and nothing where
  /// the plan gives a time instead.
  private func source(of rule: String) -> Citation? {
    guard rule == "emergency-radius" else { return profile[rule: rule]?.source }
    guard case .distance = emergencyStandard else { return nil }
    return profile[rule: rule]?.citation ?? profile[rule: rule]?.figure("maximum")?.citation
  }

  private func countyLimits(_ range: CountRange?, _ override: PlanFile.SiteCounts?) -> CountyLimits? {
    let minimum = override?.minimumPerCounty ?? range?.minimum
    let maximum = override?.maximumPerCounty ?? range?.maximum
    guard minimum != nil || maximum != nil else { return nil }
    return CountyLimits(minimum: minimum ?? 0, maximum: maximum ?? Int(Int32.max))
  }
}
