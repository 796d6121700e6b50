import EMSModel
import EMSPolicy
import GeoKit

/// The facts of each unit that follow from distances, from times and from the sites added.
///
/// Everything is sorted into its units once, so that the work grows with the settlements and not with settlements times
/// units.
struct UnitFacts {
  private let area: PlanningArea
  private let profile: PolicyProfile
  private let isPlanned: Bool
  private let circle: ServiceCircleReach
  private let network: EmergencyNetwork
  /// The facilities that may become county sub-centres; nil where no file tells which.
  private let eligible: Set<PlaceID>?
  /// The services for which anything was sited.
  private let sited: Set<SiteService>
  /// Whether any community health station is known.
  private let listsStations: Bool
  // Of each unit, in the order of `AreaUnits`:
  private let people: [[Person]]
  private let sites: [SiteService: [[CandidateSite]]]
  private let facilities: [[Facility]]
  private let villages: [[ServedVillage]]
  /// The central clinics that a community station replaces.
  private let centralReplaced: [[ReplacedClinic]]

  /// A village, and how it is served with the plan.
  private struct ServedVillage {
    let village: Settlement
    /// Whether a clinic stands there today; nil when unknown.
    let hasClinic: Bool?
    let provision: VillageProvision
  }

  /// One settlement as the rules of distance and time see it.
  private struct Person {
    let settlement: Settlement
    let isInTown: Bool
    /// To the nearest station; nil when there is none.
    let distance: Distance?
    let isReached: Bool
  }

  init(
    area: PlanningArea, profile: PolicyProfile, added: [SiteService: [CandidateSite]], coverage: EmergencyCoverage,
    circle: ServiceCircleReach, network: EmergencyNetwork, provision: AreaProvision?
  ) {
    self.area = area
    self.profile = profile
    self.circle = circle
    self.network = network
    isPlanned = provision != nil
    sited = Set(added.keys)
    listsStations =
      area.facilities.contains { $0.tier == .communityHealthStation }
      || !area.declared(as: .communityHealthStation).isEmpty || added[.communityHealthStation]?.isEmpty == false
    eligible = profile.eligibleSubCentres(of: area).map { Set($0.map { .facility($0.id) }) }
    let units = AreaUnits(area)
    // The settlements of the coverage and those of the area are in the order of their ids.
    people = units.members(
      of: area.settlements.indices.map { index in
        Person(
          settlement: area.settlements[index], isInTown: area.isInTown(area.settlements[index]),
          distance: coverage.reaches[index].distance, isReached: circle.isReached[index])
      }, county: \.settlement.countyID, township: \.settlement.townshipID)
    sites = added.mapValues { units.members(of: $0, county: \.countyID, township: \.townshipID) }
    facilities = units.members(of: area.facilities)
    centralReplaced = units.members(
      of: provision?.centralReplaced ?? [], county: \.countyID, township: \.townshipID)
    villages = units.members(
      of: (provision.map { provision in
        zip(zip(provision.villages, area.haveClinics(provision.villages)), provision.provisions).map {
          ServedVillage(village: $0.0, hasClinic: $0.1, provision: $1)
        }
      } ?? []).filter { $0.provision.service != .notKnown },
      county: \.village.countyID, township: \.village.townshipID)
  }

  /// The facts of each unit, what the inputs alone tell of it among them.
  ///
  /// - Parameter known: for each unit of `AreaUnits`, in its order.
  func facts(from known: [PolicyFacts]) -> [PolicyFacts] {
    zip(known.indices, known).map { unit, facts in
      var facts = facts
      facts.isPlanned = isPlanned
      addEmergency(to: &facts, unit)
      addCircle(to: &facts, unit)
      if facts.level == .region { addNetwork(to: &facts) }
      if isPlanned { addSites(to: &facts, unit) }
      addCapability(to: &facts, unit)
      if facts.level != .township {
        for target in profile.targets { target.count(in: facilities[unit], into: &facts) }
      }
      if isPlanned { addProvision(to: &facts, unit) } else { addSubdistrictClinics(to: &facts, unit) }
      return facts
    }
  }

  /// The known people of the unit for whom a condition holds; nil when no population is known, and when it holds for
  /// nobody but in places of unknown people: “nobody” would be a guess.
  private func people(_ facts: PolicyFacts, _ unit: Int, where holds: (Person) -> Bool) -> Int? {
    guard facts.people != nil else { return nil }
    let there = people[unit].filter(holds).map(\.settlement.population)
    let known = there.compactMap { $0 }.reduce(0, +)
    return known == 0 && there.contains(nil) ? nil : known
  }

  private func addEmergency(to facts: inout PolicyFacts, _ unit: Int) {
    func beyond(_ limit: Distance, where holds: (Person) -> Bool = { _ in true }) -> Int? {
      // Without any station nothing is known of distances.
      guard people[unit].allSatisfy({ $0.distance != nil }) else { return nil }
      return people(facts, unit) { person in holds(person) && person.distance.map { $0 > limit } ?? true }
    }
    facts.peopleBeyondRadius = beyond(profile.emergencyRadius.upperBound)
    guard area.knowsTowns else { return }
    if let urban = profile.stated("urban-station-distance")?.distance("maximum") {
      facts.urbanPeopleBeyondStation = beyond(urban) { $0.isInTown }
    }
    if let rural = profile.stated("rural-station-distance")?.distance("maximum") {
      facts.ruralPeopleBeyondStation = beyond(rural) { !$0.isInTown }
    }
  }

  private func addCircle(to facts: inout PolicyFacts, _ unit: Int) {
    if people[unit].isEmpty { return }
    if people[unit].allSatisfy(\.isReached) {
      facts.peopleOutsideServiceCircle = 0
    } else if circle.leftOut.isEmpty {
      // A facility that is left out could reach them.
      facts.peopleOutsideServiceCircle = people(facts, unit) { !$0.isReached }
    }
  }

  private func addSites(to facts: inout PolicyFacts, _ unit: Int) {
    func sites(_ service: SiteService) -> [CandidateSite] { self.sites[service]?[unit] ?? [] }
    let subCentres = sites(.countySubCentre)
    facts.subCentres = (facts.subCentres ?? 0) + subCentres.count
    facts.subCentreNames = (facts.subCentreNames ?? []) + subCentres.map(\.name)
    facts.subCentresElsewhere = eligible.map { eligible in subCentres.count { !eligible.contains($0.place) } }
    facts.emergencySubCentres = (facts.emergencySubCentres ?? 0) + sites(.emergencySubCentre).count
    if sited.contains(.centralVillageClinic) {
      facts.proposedCentralVillageClinics = sites(.centralVillageClinic).count
      facts.centralVillageClinics = (facts.centralVillageClinics ?? 0) + facts.proposedCentralVillageClinics
    }
    facts.communityHealthCentres = facts.communityHealthCentres.map { $0 + sites(.communityHealthCentre).count }
    facts.communityStations = facts.communityStations.map { $0 + sites(.communityHealthStation).count }
  }

  /// What the sub-centres can do today, those that stand and those proposed; nil where that is not known of every one.
  private func addCapability(to facts: inout PolicyFacts, _ unit: Int) {
    func missing(_ tier: FacilityTier, _ service: SiteService, _ has: (Facility) -> Bool?) -> Int? {
      let declared = Set(area.declared(as: tier).map(\.place))
      let meant = declared.union(sites[service]?[unit].map(\.place) ?? [])
      let centres = facilities[unit].filter { $0.tier == tier || meant.contains(.facility($0.id)) }
      let answers = centres.map(has)
      return centres.isEmpty || answers.contains(nil) ? nil : answers.count { $0 == false }
    }
    facts.subCentresBelowSecondaryLevel = missing(.countySubCentre, .countySubCentre) { centre in
      centre.grade.flatMap(GradeWords.level).map { $0 >= CentreStrength.secondaryLevel }
    }
    facts.subCentresWithoutBedsOrSurgery = missing(.countySubCentre, .countySubCentre) { centre in
      guard let beds = centre.beds, let operates = centre.operates else { return nil }
      return beds > 0 && operates
    }
    facts.emergencySubCentresWithoutHospital = missing(.emergencySubCentre, .emergencySubCentre, \.hasConsultation)
  }

  /// Village clinics that stand in subdistricts today; nil where no list of clinics tells, or no surveyed boundary.
  private func addSubdistrictClinics(to facts: inout PolicyFacts, _ unit: Int) {
    guard facts.level != .township || facts.isSubdistrict != nil, area.knowsSubdistricts,
      area.facilities.contains(where: { $0.tier == .villageClinic })
    else { return }
    facts.subdistrictVillageClinics = facilities[unit].count { facility in
      facility.isOne(of: [.villageClinic, .centralVillageClinic])
        && area.isInSubdistrict(facility)
    }
  }

  private func addNetwork(to facts: inout PolicyFacts) {
    facts.chainTiers = network.tiersWithUnits
    facts.missingChainTiers = network.missingTiers
    facts.chainLoose = network.loose
    facts.chainBeyondStandard = network.beyondStandard
  }

  private func addProvision(to facts: inout PolicyFacts, _ unit: Int) {
    facts.centralVillageClinics = facts.centralVillageClinics.map { max(0, $0 - centralReplaced[unit].count) }
    // Where no village is known, nothing can be scored.
    guard !villages[0].isEmpty else { return }
    let own = villages[unit]
    let shares = SmallVillageSharesClinic.condition(profile)
    let near = NearHealthCentreServesVillage.condition(profile)
    let elsewhere = SmallVillageServedFromElsewhere.Condition(profile)
    // Where nobody lists stations, whether a community has one is not known.
    let mayHaveStation =
      own.contains { $0.provision.service == .communityStation && $0.provision.servedBy == nil }
      && !listsStations
    facts.villagesWithoutProvision = mayHaveStation ? nil : own.count { isUnserved($0.provision) }
    let small = own.count { elsewhere.isSmall($0.village.population) }
    // Where people are not known, a village may be small.
    let mayBeSmall = small == 0 && own.contains { $0.village.population == nil }
    facts.smallVillages = elsewhere.people == nil || mayBeSmall ? nil : small
    facts.villagesSharing = own.count { $0.provision.service == .shared }
    facts.villagesOfHealthCentre = own.count { $0.provision.rule == NearHealthCentreServesVillage.key }
    facts.smallVillagesUnserved =
      mayBeSmall ? nil : own.count { isUnserved($0.provision) && elsewhere.isSmall($0.village.population) }
    facts.villagesSharingWrongly = own.count {
      $0.provision.service == .shared
        && shares?.holds(people: $0.village.population, at: $0.provision.distance) != true
    }
    facts.villagesOfHealthCentreWrongly = own.count {
      $0.provision.rule == NearHealthCentreServesVillage.key
        && near?.holds(people: $0.village.population, at: $0.provision.distance) != true
    }
    if own.contains(where: { $0.village.hasDoctor != nil }) {
      facts.villagesWithoutDoctor = own.count { $0.village.hasDoctor == false }
      facts.villagesWithoutDoctorUnserved = own.count {
        $0.village.hasDoctor == false && (isUnserved($0.provision) || $0.provision.service == .own)
      }
      // The sentence is of clinics: where none stands, there is none to post to.
      let clinics = own.filter { $0.village.hasDoctor == false && $0.hasClinic != false }
      facts.clinicsWithoutDoctor = clinics.count
      facts.clinicsWithoutDoctorUnposted = clinics.count { $0.provision.service == .own }
    }
    if area.knowsSubdistricts {
      facts.subdistrictVillageClinics = own.count {
        area.isInSubdistrict($0.village) && $0.provision.service != .communityStation
      }
    }
  }

  /// Neither a clinic of its own nor a known place that serves it nor staff posted to it.
  private func isUnserved(_ provision: VillageProvision) -> Bool {
    provision.service != .own && provision.service != .posted && provision.servedBy == nil
  }
}
