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
    return facts
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
  let subdistricts: Set<String>
  /// Whether the kind of every township is known.
  let kindsAreKnown: Bool
  let villagesAreListed: Bool

  init(_ area: PlanningArea) {
    listedTiers = Set(area.facilities.filter { $0.origin == .surveyed }.map(\.tier))
      .subtracting(area.facilities.filter { $0.origin != .surveyed }.map(\.tier))
    countyOfTownship = area.townships.reduce(into: [:]) { $0[$1.id] = $1.countyID }
    subdistricts = Set(area.townships.filter { $0.kind == .subdistrict }.map(\.id))
    kindsAreKnown = !area.townships.isEmpty && area.townships.allSatisfy { $0.kind != nil }
    villagesAreListed = area.settlements.contains { $0.origin == .surveyed }
  }

  /// The county of a place, through its township where the place does not say; empty when not known.
  func county(_ county: String?, _ township: String?) -> String {
    county ?? township.flatMap { countyOfTownship[$0] } ?? ""
  }

  func facts(_ unit: PolicyFacts, of lists: UnitLists) -> PolicyFacts {
    let (townships, settlements, facilities) = (lists.townships, lists.settlements, lists.facilities)
    func listed(_ tier: FacilityTier) -> Int? {
      listedTiers.contains(tier) ? facilities.count { $0.tier == tier } : nil
    }

    var facts = unit
    facts.people = people(of: settlements)
    if unit.level == .township, kindsAreKnown { facts.isSubdistrict = subdistricts.contains(unit.unitID) }
    facts.subCentres = facilities.count { $0.tier == .countySubCentre }
    facts.subCentreNames = facilities.filter { $0.tier == .countySubCentre }.map(\.name)
    facts.emergencySubCentres = facilities.count { $0.tier == .emergencySubCentre }
    facts.centralVillageClinics = listed(.centralVillageClinic)
    facts.communityStations = listed(.communityHealthStation)
    facts.healthCentres = listed(.townshipHealthCentre)
    facts.communityHealthCentres = listed(.communityHealthCentre)
    if villagesAreListed {
      facts.villages = settlements.count { $0.origin == .surveyed && $0.isUrban != true }
    }
    if kindsAreKnown {
      let own = Set(townships.filter { $0.kind == .subdistrict }.map(\.id))
      facts.subdistricts = own.count
      facts.subdistrictPeople =
        own.isEmpty ? 0 : people(of: settlements.filter { $0.townshipID.map(own.contains) ?? false })
      if listedTiers.contains(.townshipHealthCentre) {
        let served = Set(
          facilities.filter { $0.tier == .townshipHealthCentre }.compactMap(\.townshipID))
        facts.townsWithoutHealthCentre = townships.count {
          [.town, .township, .sumu].contains($0.kind) && !served.contains($0.id)
        }
      }
    }
    if unit.level != .township, listedTiers.contains(.countyEmergencyCentre) {
      let served = Set(
        facilities.filter { $0.tier == .countyEmergencyCentre }.compactMap(\.countyID))
      facts.countiesWithoutEmergencyCentre = lists.counties.count { !served.contains($0.id) }
    }
    return facts
  }

  /// nil when no settlement says how many people it has.
  private func people(of settlements: [Settlement]) -> Int? {
    let known = settlements.compactMap(\.population)
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
