extension PolicyFacts {
  /// What the inputs alone tell of the region, its counties and its townships; what travel, siting and the emergency
  /// chain tell is for them to add.
  ///
  /// A list that holds no surveyed facility of a tier, or assumed ones beside them, says nothing of that tier: its count
  /// is nil and not 0. County and emergency sub-centres are counted from 0, since a plan starts from those that stand.
  public static func known(of area: PlanningArea, regionID: String) -> [PolicyFacts] {
    let tally = AreaTally(area)
    var facts = [
      tally.facts(
        PolicyFacts(level: .region, unitID: regionID, unitName: area.name),
        of: .init(
          counties: area.counties, townships: area.townships, settlements: area.settlements,
          facilities: area.facilities))
    ]
    let townships = Dictionary(grouping: area.townships) { $0.countyID ?? "" }
    let settlements = Dictionary(grouping: area.settlements) { tally.county($0.countyID, $0.townshipID) }
    let facilities = Dictionary(grouping: area.facilities) { tally.county($0.countyID, $0.townshipID) }
    for county in area.counties {
      facts.append(
        tally.facts(
          PolicyFacts(level: .county, unitID: county.id, unitName: county.name),
          of: .init(
            counties: [county], townships: townships[county.id] ?? [], settlements: settlements[county.id] ?? [],
            facilities: facilities[county.id] ?? [])))
    }
    let settlementsOfTownship = Dictionary(grouping: area.settlements) { $0.townshipID ?? "" }
    let facilitiesOfTownship = Dictionary(grouping: area.facilities) { $0.townshipID ?? "" }
    for township in area.townships {
      facts.append(
        tally.facts(
          PolicyFacts(level: .township, unitID: township.id, unitName: township.name),
          of: .init(
            counties: [], townships: [township], settlements: settlementsOfTownship[township.id] ?? [],
            facilities: facilitiesOfTownship[township.id] ?? [])))
    }
    let indicators = Dictionary(area.indicators.map { ($0.unitID, $0) }, uniquingKeysWith: { first, _ in first })
    for unit in facts.indices {
      facts[unit].add(indicators[facts[unit].level == .region ? nil : facts[unit].unitID])
    }
    return facts
  }

  /// What the bureau's books say goes before what the lists tell.
  private mutating func add(_ indicators: UnitIndicators?) {
    guard let indicators else { return }
    posts = indicators.posts
    healthGrids = indicators.healthGrids
    communityHospitals = indicators.communityHospitals
    gradeAHealthCentres = indicators.gradeAHealthCentres ?? gradeAHealthCentres
    assessedCentres = indicators.assessedCentres
    centresAtBasicStandard = indicators.centresAtBasicStandard
    centresAtRecommendedStandard = indicators.centresAtRecommendedStandard
    turnoutShare = indicators.turnoutShare.map { $0 * 100 }
    clinicsAwayFromPeople = indicators.clinicsAwayFromPeople
  }
}

/// What lies in one unit.
private struct UnitLists {
  var counties: [County]
  var townships: [Township]
  var settlements: [Settlement]
  var facilities: [Facility]
}

/// The lists of an area, counted for one unit after another.
private struct AreaTally {
  /// The tiers whose facilities are all surveyed, and of which there is one.
  let listedTiers: Set<FacilityTier>
  let countyOfTownship: [String: String]
  /// Subdistricts whose boundary is surveyed: whoever lives there lives in town. A derived cell reaches far into the
  /// country.
  let surveyedSubdistricts: Set<String>
  let villagesAreListed: Bool
  /// Whether some settlement says that it lies in town or in the country.
  let urbanIsKnown: Bool

  init(_ area: PlanningArea) {
    listedTiers = Set(area.facilities.filter { $0.origin == .surveyed }.map(\.tier))
      .subtracting(area.facilities.filter { $0.origin != .surveyed }.map(\.tier))
    countyOfTownship = area.townships.reduce(into: [:]) { $0[$1.id] = $1.countyID }
    surveyedSubdistricts = Set(
      area.townships.filter { $0.kind == .subdistrict && $0.boundaryOrigin == .surveyed }.map(\.id))
    urbanIsKnown = area.settlements.contains { $0.isUrban != nil }
    villagesAreListed = area.settlements.contains { !$0.isDerivedPlace }
  }

  /// The county of a place, through its township where the place does not say; empty when not known.
  func county(_ county: String?, _ township: String?) -> String {
    county ?? township.flatMap { countyOfTownship[$0] } ?? ""
  }

  private func isInTown(_ settlement: Settlement) -> Bool {
    settlement.isUrban == true || settlement.townshipID.map(surveyedSubdistricts.contains) == true
  }

  func facts(_ unit: PolicyFacts, of lists: UnitLists) -> PolicyFacts {
    let (townships, settlements, facilities) = (lists.townships, lists.settlements, lists.facilities)
    func listed(_ tier: FacilityTier) -> Int? {
      listedTiers.contains(tier) ? facilities.count { $0.tier == tier } : nil
    }

    var facts = unit
    facts.people = people(of: settlements)
    facts.provenance = Provenance(townships: townships, settlements: settlements, facilities: facilities)
    let subdistricts = Set(townships.filter { $0.kind == .subdistrict }.map(\.id))
    if townships.contains(where: { $0.kind != nil }) {
      facts.peopleOutsideSubdistricts = people(of: settlements) {
        $0.townshipID.map(subdistricts.contains) != true
      }
    }
    let kindsAreKnown = !townships.isEmpty && townships.allSatisfy { $0.kind != nil }
    if unit.level == .township, kindsAreKnown { facts.isSubdistrict = townships[0].kind == .subdistrict }
    if urbanIsKnown || !surveyedSubdistricts.isEmpty { facts.urbanPeople = people(of: settlements, where: isInTown) }
    facts.subCentres = facilities.count { $0.tier == .countySubCentre }
    facts.subCentreNames = facilities.filter { $0.tier == .countySubCentre }.map(\.name)
    facts.emergencySubCentres = facilities.count { $0.tier == .emergencySubCentre }
    facts.centralVillageClinics = listed(.centralVillageClinic)
    facts.communityStations = listed(.communityHealthStation)
    facts.healthCentres = listed(.townshipHealthCentre)
    facts.communityHealthCentres = listed(.communityHealthCentre)
    if villagesAreListed {
      facts.villages = settlements.count { !$0.isDerivedPlace && !isInTown($0) }
    }
    if kindsAreKnown {
      facts.subdistricts = subdistricts.count
      facts.subdistrictPeople =
        subdistricts.isEmpty
        ? 0 : people(of: settlements) { $0.townshipID.map(subdistricts.contains) == true && isInTown($0) }
      facts.towns = townships.count { isTown($0) }
      if listedTiers.contains(.townshipHealthCentre) {
        let served = Set(
          facilities.filter { $0.tier == .townshipHealthCentre }.compactMap(\.townshipID))
        facts.townsWithoutHealthCentre = townships.count { isTown($0) && !served.contains($0.id) }
      }
    }
    let graded = facilities.filter { $0.tier == .townshipHealthCentre && $0.grade != nil }
    if !graded.isEmpty, graded.count == facts.healthCentres {
      facts.gradeAHealthCentres = graded.count { $0.grade?.contains("甲") == true }
    }
    return facts
  }

  private func isTown(_ township: Township) -> Bool {
    switch township.kind {
    case .town, .township, .sumu: true
    default: false
    }
  }

  /// The people for whom a condition holds; nil when no settlement of the unit says how many people it has.
  private func people(of settlements: [Settlement], where holds: (Settlement) -> Bool = { _ in true }) -> Int? {
    guard settlements.contains(where: { $0.population != nil }) else { return nil }
    return settlements.reduce(0) { holds($1) ? $0 + ($1.population ?? 0) : $0 }
  }
}
