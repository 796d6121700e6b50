import GeoKit

extension EmergencyNetwork {
  /// The chain of an area with its proposed county sub-centres, in as many tiers as the profile's plan has.
  ///
  /// Six tiers (Xing'an 二(一)9): dispatch centre, league emergency centre, county emergency centre, county sub-centre,
  /// township emergency station, village emergency point. Three tiers (Beibei 二(一)4): district, town, village. Where
  /// the profile states no chain, the six tiers are used. Village points are the village clinics that are known, else
  /// the villages and derived demand points, which are called so.
  ///
  /// - Parameter standard: within what a village point's station must be; nil is the greatest emergency radius of the profile.
  public init(
    of area: PlanningArea, subCentres: [CandidateSite], profile: PolicyProfile, travel: any TravelModel,
    standard: ChainStandard? = nil
  ) throws {
    func units(_ tiers: FacilityTier...) -> [ChainUnit] {
      area.facilities.filter { tiers.contains($0.tier) }.map { ChainUnit($0) }
    }
    let proposed = Set(subCentres.map(\.place))
    let hospitals = units(.countySubCentre) + subCentres.map { ChainUnit($0) }
    let stations = units(.emergencySubCentre, .townshipHealthCentre).filter { !proposed.contains(.facility($0.id)) }
    let points = units(.villageClinic, .centralVillageClinic)
    let villages = points.isEmpty ? area.settlements.filter { $0.isUrban != true }.map { ChainUnit($0) } : points
    // The plan's own words for the tiers, where it names as many.
    let names = profile.emergencyChainTierNames
    func name(_ tier: Int, of count: Int, _ english: String, _ chinese: String) -> Phrase {
      Phrase(english, names.count == count ? names[tier] : chinese)
    }
    let tiers: [ChainTier]
    if profile.emergencyChainTiers == 3 {
      tiers = [
        ChainTier(name(0, of: 3, "District emergency centre", "区急救中心"), units(.countyEmergencyCentre)),
        ChainTier(name(1, of: 3, "Town emergency station", "镇急救站"), hospitals + stations),
        ChainTier(name(2, of: 3, "Village emergency point", "村急救点"), villages, isPatient: true),
      ]
    } else {
      tiers = [
        ChainTier(name(0, of: 6, "120 dispatch centre", "120调度指挥中心"), units(.dispatchCentre)),
        ChainTier(name(1, of: 6, "League emergency centre", "盟市急救中心"), units(.leagueEmergencyCentre)),
        ChainTier(name(2, of: 6, "County emergency centre", "旗县急救中心"), units(.countyEmergencyCentre)),
        ChainTier(name(3, of: 6, "County sub-centre", "县域医疗次中心"), hospitals),
        ChainTier(name(4, of: 6, "Township emergency station", "苏木乡镇急救站"), stations),
        ChainTier(name(5, of: 6, "Village emergency point", "嘎查村急救点"), villages, isPatient: true),
      ]
    }
    try self.init(
      tiers: tiers, travel: travel, standard: standard ?? .distance(profile.emergencyRadius.upperBound))
  }
}

extension ChainUnit {
  init(_ facility: Facility) {
    self.init(
      id: facility.id, name: facility.name, location: facility.location, countyID: facility.countyID,
      origin: facility.origin)
  }

  init(_ site: CandidateSite) {
    self.init(id: site.id, name: site.name, location: site.location, countyID: site.countyID, origin: site.origin)
  }

  init(_ settlement: Settlement) {
    self.init(
      id: settlement.id, name: settlement.name, location: settlement.location, countyID: settlement.countyID,
      people: settlement.population, origin: settlement.origin)
  }
}
