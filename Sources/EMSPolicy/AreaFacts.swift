import EMSModel

extension PolicyFacts {
  /// What the inputs alone tell of the region, its counties and its townships; what travel, siting and the emergency
  /// chain tell is for them to add.
  ///
  /// A list that holds no surveyed facility of a tier, or assumed ones beside them, says nothing of that tier: its count
  /// is nil and not 0. County and emergency sub-centres are counted from 0, since a plan starts from those that stand.
  public static func known(of area: PlanningArea, regionID: String) -> [PolicyFacts] {
    let tally = AreaTally(area)
    let units = AreaUnits(area, regionID: regionID)
    let townships = units.members(of: area.townships, county: \.countyID, township: \.id)
    let settlements = units.members(of: area.settlements, county: \.countyID, township: \.townshipID)
    let facilities = units.members(of: area.facilities)
    let declared = units.members(of: area.declared, county: \.countyID, township: \.townshipID)
    let unplaced = units.members(of: area.unplaced, county: \.countyID, township: \.townshipID)
    var facts = units.units.indices.map { unit in
      tally.facts(
        PolicyFacts(level: units.units[unit].level, unitID: units.units[unit].id, unitName: units.units[unit].name),
        of: .init(
          townships: townships[unit], settlements: settlements[unit], facilities: facilities[unit],
          declared: declared[unit], unplaced: units.units[unit].level == .township ? [] : unplaced[unit]))
    }
    facts.shareOut(countyOfTownship: units.countyOfTownship)
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
    createdCommunityHospitals = indicators.createdCommunityHospitals
    createdCommunityHealthCentres = indicators.createdCommunityHealthCentres
    townsBelowStandard = indicators.townsBelowStandard
    hospitalsWithoutFiveCentres = indicators.hospitalsWithoutFiveCentres ?? hospitalsWithoutFiveCentres
    self.indicators = indicators.values
    years = indicators.years.compactMapValues { $0 }
  }
}

/// What lies in one unit.
private struct UnitLists {
  var townships: [Township]
  var settlements: [Settlement]
  var facilities: [Facility]
  var declared: [DeclaredSite]
  /// Of a county or the region: of a single township they are a part of its people, and the rest is not known.
  var unplaced: [UnplacedPeople]
}

/// The lists of an area, counted for one unit after another.
private struct AreaTally {
  /// The tiers whose facilities are all surveyed or given by the plan, and of which there is one.
  let listedTiers: Set<FacilityTier>
  let villagesAreListed: Bool
  let knowsTowns: Bool
  let area: PlanningArea

  init(_ area: PlanningArea) {
    listedTiers = Set(area.facilities.filter { $0.origin == .surveyed }.compactMap(\.tier))
      .union(area.declared.map(\.tier))
      .subtracting(area.facilities.filter { $0.origin != .surveyed }.compactMap(\.tier))
    villagesAreListed = area.settlements.contains { !$0.isDerivedPlace }
    knowsTowns = area.knowsTowns
    self.area = area
  }

  func facts(_ unit: PolicyFacts, of lists: UnitLists) -> PolicyFacts {
    let (townships, settlements, facilities) = (lists.townships, lists.settlements, lists.facilities)
    let kinds = Dictionary(townships.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    /// The people of the unit: those of a place for whom `holds`, and those of no place whose township `holds`.
    func people(
      where holds: (Settlement) -> Bool = { _ in true }, unplaced isOf: (TownshipKind?) -> Bool = { _ in true }
    ) -> Int? {
      let nowhere = lists.unplaced.filter { isOf($0.townshipID.flatMap { kinds[$0] ?? nil }) }.reduce(0) {
        $0 + $1.people.middle
      }
      return self.people(of: settlements, where: holds).map { $0 + nowhere }
    }
    func standing(_ tier: FacilityTier) -> Int {
      facilities.count { $0.tier == tier } + lists.declared.count { $0.tier == tier }
    }
    func listed(_ tier: FacilityTier) -> Int? { listedTiers.contains(tier) ? standing(tier) : nil }

    var facts = unit
    facts.people = people()
    facts.unplacedPeople = lists.unplaced.reduce(0) { $0 + $1.people.middle }
    facts.provenance = Provenance(townships: townships, settlements: settlements, facilities: facilities)
    let subdistricts = Set(townships.filter { $0.kind?.isSubdistrict == true }.map(\.id))
    /// Who lives in the country within the derived cell of a subdistrict's seat lives in a town that is not located.
    func isOfSubdistrict(_ settlement: Settlement) -> Bool {
      settlement.townshipID.map(subdistricts.contains) == true
        && (area.isInTown(settlement) || !settlement.isDerivedPlace)
    }
    if townships.contains(where: { $0.kind != nil }) {
      facts.peopleOutsideSubdistricts = people(where: { !isOfSubdistrict($0) }, unplaced: { $0 != .subdistrict })
    }
    facts.isUnlocated = unit.level == .township && settlements.isEmpty && townships.allSatisfy { !$0.isLocated }
    facts.isOfUrbanArea = facts.isUnlocated && townships.contains { $0.urbanAreaID != nil }
    let kindsAreKnown = !townships.isEmpty && townships.allSatisfy { $0.kind != nil }
    if unit.level == .township, kindsAreKnown { facts.isSubdistrict = townships[0].kind?.isSubdistrict }
    if knowsTowns { facts.urbanPeople = people(where: area.isInTown) }
    facts.subCentres = standing(.countySubCentre)
    facts.subCentreNames =
      facilities.filter { $0.tier == .countySubCentre }.map(\.name)
      + lists.declared.filter { $0.tier == .countySubCentre }.map(\.name)
    facts.emergencySubCentres = standing(.emergencySubCentre)
    facts.centralVillageClinics = listed(.centralVillageClinic)
    facts.communityStations = listed(.communityHealthStation)
    facts.healthCentres = listed(.townshipHealthCentre)
    facts.communityHealthCentres = listed(.communityHealthCentre)
    facts.listedCentres = (facts.healthCentres ?? 0) + (facts.communityHealthCentres ?? 0)
    for tier in [FacilityTier.townshipHealthCentre, .communityHealthCentre, .communityHealthStation] {
      let members = facilities.filter { $0.tier == tier }
      let assumed = members.count { $0.origin != .surveyed }
      if assumed > 0 { facts.listed[tier] = ListedFacilities(all: members.count, assumed: assumed) }
    }
    if villagesAreListed {
      facts.villages = settlements.count { !$0.isDerivedPlace && area.isVillage($0) }
    }
    if kindsAreKnown {
      facts.subdistricts = townships.count { $0.kind == .subdistrict }
      facts.subdistrictPeople =
        subdistricts.isEmpty ? 0 : people(where: isOfSubdistrict, unplaced: { $0 == .subdistrict })
      if unit.level != .township {
        facts.eachSubdistrict = eachSubdistrict(of: lists, where: isOfSubdistrict)
      }
      facts.towns = townships.count { isTown($0) }
      // A town of which a surveyed row tells has one, whatever is assumed of others.
      let isListed = listedTiers.contains(.townshipHealthCentre)
      let served = Set(
        facilities.filter { $0.isHealthCentreOfTown && (isListed || $0.origin == .surveyed) }.compactMap(\.townshipID))
      let without = townships.count { isTown($0) && !served.contains($0.id) }
      if isListed || without == 0 { facts.townsWithoutHealthCentre = without }
    }
    // Which hospitals are meant the list says by filling their cells: those of every county, or nothing is known.
    let asked = facilities.filter { $0.isHospital && $0.origin == .surveyed && $0.features[.fiveCentres] != nil }
    let counties = unit.level == .region ? Set(area.counties.map(\.id)) : [unit.unitID]
    if unit.level != .township, !asked.isEmpty, counties.isSubset(of: asked.compactMap(\.countyID)) {
      facts.hospitalsWithoutFiveCentres = asked.count { $0.features[.fiveCentres] == false }
    }
    let centres = facilities.filter(\.isHealthCentreOfTown)
    if facts.healthCentres != nil, !centres.isEmpty,
      centres.allSatisfy({ $0.grade.map(GradeWords.isUnderstood) == true })
    {
      facts.gradeAHealthCentres = centres.count { $0.grade.map(GradeWords.isClassA) == true }
    }
    return facts
  }

  /// Each subdistrict with people, those without a place among them.
  private func eachSubdistrict(
    of lists: UnitLists, where isOfSubdistrict: (Settlement) -> Bool
  ) -> [SubdistrictFacts] {
    let settlements = Dictionary(grouping: lists.settlements) { $0.townshipID }
    let towns = (lists.facilities.map { ($0.tier, $0.townshipID) } + lists.declared.map { ($0.tier, $0.townshipID) })
    func counts(_ tier: FacilityTier) -> [String?: Int] {
      towns.reduce(into: [:]) { if $1.0 == tier { $0[$1.1, default: 0] += 1 } }
    }
    let (centres, stations) = (counts(.communityHealthCentre), counts(.communityHealthStation))
    func listed(_ tier: FacilityTier, _ counts: [String?: Int], in township: String) -> Int? {
      // What stands in no known township may be this one's.
      listedTiers.contains(tier) && counts[nil] == nil ? counts[township] ?? 0 : nil
    }
    let unplaced = Dictionary(grouping: lists.unplaced) { $0.townshipID }
    return lists.townships.filter { $0.kind?.isSubdistrict == true }.compactMap { township in
      let placed = people(of: settlements[township.id] ?? [], where: isOfSubdistrict)
      let nowhere = township.kind == .subdistrict ? unplaced[township.id] ?? [] : []
      guard placed != nil || !nowhere.isEmpty else { return nil }
      return SubdistrictFacts(
        people: (placed ?? 0) + nowhere.reduce(0) { $0 + $1.people.middle },
        centres: listedTiers.contains(.communityHealthCentre) ? centres[township.id] ?? 0 : nil,
        stations: listed(.communityHealthStation, stations, in: township.id),
        assumedCentres: township.kind == .subdistrict ? 1 : 0)
    }
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
