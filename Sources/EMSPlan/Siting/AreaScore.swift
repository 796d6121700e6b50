import GeoKit

extension Scorecard {
  /// Scores an area today and with the proposal: what the inputs tell, and what coverage, siting, the chain and the
  /// provision of villages add to it. What none of them tells stays not known.
  public init(
    of area: PlanningArea, profile: PolicyProfile, emergency: EmergencyFindings, circle: ServiceCircleFindings,
    proposal: SiteProposal, networkToday: EmergencyNetwork, network: EmergencyNetwork, provision: AreaProvision
  ) throws {
    let today = UnitFacts(area: area, profile: profile, stations: emergency.coverage.stations.map(\.location))
    let proposed = proposal.sites(of: .countySubCentre) + proposal.sites(of: .emergencySubCentre)
    let later = UnitFacts(
      area: area, profile: profile, stations: emergency.coverage.stations.map(\.location) + proposed.map(\.location))
    let known = PolicyFacts.known(of: area, regionID: "")
    let reached = circle.isReached
    let reachedLater = try circle.isReached(adding: proposal.sites(givingCare: true).map(\.location), in: area)
    // Facilities known only to their county seat are left out of the circle, so who is outside it is not known.
    let knowsCircle = circle.leftOut.isEmpty && circle.gaps.headcount.settlements > 0
    self.init(
      profile: profile,
      before: known.map { facts in
        var facts = facts
        today.addEmergency(to: &facts)
        if knowsCircle { today.addCircle(to: &facts, isReached: reached) }
        if facts.level == .region { today.addNetwork(to: &facts, network: networkToday) }
        today.addCapability(to: &facts, proposal: nil)
        today.addSubdistrictClinics(to: &facts)
        return facts
      },
      after: known.map { facts in
        var facts = facts
        later.addEmergency(to: &facts)
        if knowsCircle { later.addCircle(to: &facts, isReached: reachedLater) }
        later.addSites(to: &facts, proposal: proposal)
        later.addCapability(to: &facts, proposal: proposal)
        if facts.level == .region { later.addNetwork(to: &facts, network: network) }
        later.addProvision(to: &facts, provision: provision)
        return facts
      })
  }
}

/// The facts of each unit that follow from distances and from the proposal.
private struct UnitFacts {
  let area: PlanningArea
  let profile: PolicyProfile
  /// The geodesic distance of each settlement to the nearest station; nil when there is none.
  let distances: [Distance]?
  let countyOfTownship: [String: String]
  /// The ids of the facilities that may become county sub-centres.
  let eligible: Set<PlaceID>
  /// Subdistricts with a surveyed boundary, and whether every kind and boundary is known, so that there are no others.
  let subdistricts: Set<String>
  let knowsSubdistricts: Bool

  init(area: PlanningArea, profile: PolicyProfile, stations: [Coordinate]) {
    self.area = area
    self.profile = profile
    distances =
      stations.isEmpty
      ? nil : NearestIndex(stations).nearest(toAll: area.settlements.map(\.location)).map(\.distance)
    countyOfTownship = area.townships.reduce(into: [:]) { $0[$1.id] = $1.countyID }
    eligible = Set(area.facilities.filter { profile.subCentreTiers.contains($0.tier) }.map { .facility($0.id) })
    subdistricts = Set(
      area.townships.filter { $0.kind == .subdistrict && $0.boundaryOrigin == .surveyed }.map(\.id))
    knowsSubdistricts =
      !area.townships.isEmpty && area.townships.allSatisfy { $0.kind != nil && $0.boundaryOrigin == .surveyed }
  }

  /// Whether a place belongs to the unit of the facts.
  func contains(_ facts: PolicyFacts, countyID: String?, townshipID: String?) -> Bool {
    switch facts.level {
    case .region: true
    case .county: (countyID ?? townshipID.flatMap { countyOfTownship[$0] }) == facts.unitID
    case .township: townshipID == facts.unitID
    }
  }

  /// People of the unit for whom a condition holds; nil when no population is known.
  private func people(_ facts: PolicyFacts, where holds: (Int, Settlement) -> Bool) -> Int? {
    guard facts.people != nil else { return nil }
    var sum = 0
    for (index, settlement) in area.settlements.enumerated()
    where contains(facts, countyID: settlement.countyID, townshipID: settlement.townshipID) && holds(index, settlement)
    {
      sum += settlement.population ?? 0
    }
    return sum
  }

  func addEmergency(to facts: inout PolicyFacts) {
    guard let distances else { return }
    let greatest = profile.emergencyRadius.upperBound
    facts.peopleBeyondRadius = people(facts) { index, _ in distances[index] > greatest }
    let knowsUrban = area.settlements.contains { $0.isUrban != nil }
    if knowsUrban, let urban = profile.stated("urban-station-distance")?.distance("maximum") {
      facts.urbanPeopleBeyondStation = people(facts) { $1.isUrban == true && distances[$0] > urban }
    }
    if knowsUrban, let rural = profile.stated("rural-station-distance")?.distance("maximum") {
      facts.ruralPeopleBeyondStation = people(facts) { $1.isUrban != true && distances[$0] > rural }
    }
  }

  func addCircle(to facts: inout PolicyFacts, isReached: [Bool]) {
    facts.peopleOutsideServiceCircle = people(facts) { index, _ in !isReached[index] }
  }

  func addSites(to facts: inout PolicyFacts, proposal: SiteProposal) {
    func sites(_ service: SiteService) -> [CandidateSite] {
      proposal.sites(of: service).filter { contains(facts, countyID: $0.countyID, townshipID: $0.townshipID) }
    }
    let subCentres = sites(.countySubCentre)
    facts.subCentres = (facts.subCentres ?? 0) + subCentres.count
    facts.subCentreNames = (facts.subCentreNames ?? []) + subCentres.map(\.name)
    facts.subCentresElsewhere = subCentres.count { !eligible.contains($0.place) }
    facts.emergencySubCentres = (facts.emergencySubCentres ?? 0) + sites(.emergencySubCentre).count
    if proposal.answers.contains(where: { $0.service == .centralVillageClinic }) {
      facts.centralVillageClinics = (facts.centralVillageClinics ?? 0) + sites(.centralVillageClinic).count
    }
    facts.communityHealthCentres = facts.communityHealthCentres.map { $0 + sites(.communityHealthCentre).count }
    facts.communityStations = facts.communityStations.map { $0 + sites(.communityHealthStation).count }
  }

  /// What the sub-centres can do today, those that stand and those proposed; nil where that is not known of every one.
  func addCapability(to facts: inout PolicyFacts, proposal: SiteProposal?) {
    func missing(_ tier: FacilityTier, _ service: SiteService, _ has: (Facility) -> Bool?) -> Int? {
      let proposed = Set(proposal?.sites(of: service).map(\.place) ?? [])
      let centres = area.facilities.filter { facility in
        (facility.tier == tier || proposed.contains(.facility(facility.id)))
          && contains(facts, countyID: facility.countyID, townshipID: facility.townshipID)
      }
      let answers = centres.map(has)
      return centres.isEmpty || answers.contains(nil) ? nil : answers.count { $0 == false }
    }
    facts.subCentresBelowSecondaryLevel = missing(.countySubCentre, .countySubCentre) { centre in
      centre.grade.flatMap(CentreStrength.level).map { $0 >= CentreStrength.secondaryLevel }
    }
    facts.subCentresWithoutBedsOrSurgery = missing(.countySubCentre, .countySubCentre) { centre in
      guard let beds = centre.beds, let operates = centre.operates else { return nil }
      return beds > 0 && operates
    }
    facts.emergencySubCentresWithoutHospital = missing(.emergencySubCentre, .emergencySubCentre, \.hasConsultation)
  }

  /// Village clinics that stand in subdistricts today; nil where no list of clinics tells, or no surveyed boundary.
  func addSubdistrictClinics(to facts: inout PolicyFacts) {
    guard facts.level != .township || facts.isSubdistrict != nil, knowsSubdistricts,
      area.facilities.contains(where: { $0.tier == .villageClinic })
    else { return }
    facts.subdistrictVillageClinics = area.facilities.count { facility in
      [.villageClinic, .centralVillageClinic].contains(facility.tier)
        && contains(facts, countyID: facility.countyID, townshipID: facility.townshipID)
        && facility.townshipID.map(subdistricts.contains) == true
    }
  }

  func addNetwork(to facts: inout PolicyFacts, network: EmergencyNetwork) {
    facts.chainTiers = Set(network.links.map(\.tier)).count
    let top = network.links.map(\.tier).min()
    facts.chainUnitsWithoutParent = network.links.count { $0.tier != top && $0.parent == nil }
  }

  func addProvision(to facts: inout PolicyFacts, provision: AreaProvision) {
    // Where no village is known, nothing can be scored.
    guard !provision.villages.isEmpty else { return }
    let own = zip(provision.villages, provision.provisions).filter { village, _ in
      contains(facts, countyID: village.countyID, townshipID: village.townshipID)
    }
    facts.villagesWithoutProvision = own.count { isUnserved($0.1) }
    facts.smallVillagesUnserved = own.count { village, provision in
      isUnserved(provision) && isSmaller(village, than: "small-village-served-from-elsewhere")
    }
    facts.villagesSharingWrongly = own.count { village, provision in
      provision.service == .shared && !keeps(village, provision, rule: "small-village-shares-clinic")
    }
    facts.villagesOfHealthCentreWrongly = own.count { village, provision in
      provision.rule == "near-health-centre-serves-village" && !keeps(village, provision, rule: provision.rule)
    }
    if own.contains(where: { $0.0.hasDoctor != nil }) {
      facts.villagesWithoutDoctorUnserved = own.count { village, provision in
        village.hasDoctor == false && (isUnserved(provision) || provision.service == .own)
      }
      facts.clinicsWithoutDoctorUnposted = own.count { village, provision in
        village.hasDoctor == false && provision.service == .own
      }
    }
    if knowsSubdistricts {
      facts.subdistrictVillageClinics = own.count { village, provision in
        village.townshipID.map(subdistricts.contains) == true && provision.service != .communityStation
      }
    }
  }

  /// Neither a clinic of its own nor a known place that serves it nor staff posted to it.
  private func isUnserved(_ provision: VillageProvision) -> Bool {
    provision.service != .own && provision.service != .posted && provision.servedBy == nil
  }

  private func isSmaller(_ village: Settlement, than rule: String) -> Bool {
    guard let people = village.population, let threshold = profile[rule: rule]?.count("people") else { return false }
    return people < threshold
  }

  private func keeps(_ village: Settlement, _ provision: VillageProvision, rule: String) -> Bool {
    guard let distance = provision.distance, let reach = profile[rule: rule]?.distance("distance") else { return false }
    return isSmaller(village, than: rule) && distance <= reach
  }
}
