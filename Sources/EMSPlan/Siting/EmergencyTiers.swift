import GeoKit

extension EmergencyNetwork {
  /// The chain of an area with its proposed sites, in as many tiers as the profile's plan has.
  ///
  /// Six tiers (Xing'an 二(一)9): dispatch centre, league emergency centre, county emergency centre, county sub-centre,
  /// township emergency station, village emergency point. Three tiers (Beibei 二(一)4): district, town, village. Where
  /// the profile states no chain, the six tiers are used. Village points are the village clinics that are known, else
  /// the villages and derived demand points, which are called so.
  public init(
    of area: PlanningArea, proposal: SiteProposal, profile: PolicyProfile, travel: any TravelModel
  ) throws {
    func units(_ tiers: FacilityTier...) -> [ChainUnit] {
      area.facilities.filter { tiers.contains($0.tier) }.map { ChainUnit($0) }
    }
    let subCentres = proposal.sites(of: .countySubCentre).map { ChainUnit($0) }
    let subCentreIDs = Set(subCentres.map(\.id))
    let stations = units(.emergencySubCentre, .townshipHealthCentre).filter { !subCentreIDs.contains($0.id) }
    let points = units(.villageClinic, .centralVillageClinic)
    let villages = points.isEmpty ? area.settlements.filter { $0.isUrban != true }.map { ChainUnit($0) } : points
    let tiers: [(name: Phrase, units: [ChainUnit])]
    if profile.emergencyChainTiers == 3 {
      tiers = [
        (
          Phrase("District emergency centre", "区急救中心"),
          units(.countyEmergencyCentre)
        ),
        (Phrase("Town emergency station", "镇急救站"), subCentres + stations),
        (Phrase("Village emergency point", "村急救点"), villages),
      ]
    } else {
      tiers = [
        (Phrase("120 dispatch centre", "120调度指挥中心"), units(.dispatchCentre)),
        (Phrase("League emergency centre", "盟市急救中心"), units(.leagueEmergencyCentre)),
        (Phrase("County emergency centre", "旗县急救中心"), units(.countyEmergencyCentre)),
        (Phrase("County sub-centre", "县域医疗次中心"), units(.countySubCentre) + subCentres),
        (Phrase("Township emergency station", "苏木乡镇急救站"), stations),
        (Phrase("Village emergency point", "嘎查村急救点"), villages),
      ]
    }
    try self.init(tiers: tiers, travel: travel, standard: nil)
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
      origin: settlement.origin)
  }
}
