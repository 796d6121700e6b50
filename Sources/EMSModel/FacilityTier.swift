/// What a facility is in the network of care, from the highest tier to the lowest.
public enum FacilityTier: String, Codable, Hashable, Sendable, CaseIterable {
  /// 120 dispatch centre (120 调度指挥中心).
  case dispatchCentre = "dispatch_centre"
  /// League or city emergency centre (盟市急救中心).
  case leagueEmergencyCentre = "league_emergency_centre"
  /// Banner or county emergency centre (县级急救中心).
  case countyEmergencyCentre = "county_emergency_centre"
  /// Tertiary hospital (三级医院).
  case tertiaryHospital = "tertiary_hospital"
  /// Secondary hospital (二级医院), county hospitals among them.
  case secondaryHospital = "secondary_hospital"
  /// County medical sub-centre (县域医疗次中心).
  case countySubCentre = "county_sub_centre"
  /// Rural emergency sub-centre (乡村急救分中心).
  case emergencySubCentre = "emergency_sub_centre"
  /// Township health centre (乡镇卫生院 / 苏木卫生院), with a township emergency station.
  case townshipHealthCentre = "township_health_centre"
  /// Community health centre (社区卫生服务中心).
  case communityHealthCentre = "community_health_centre"
  /// Community health station (社区卫生服务站).
  case communityHealthStation = "community_health_station"
  /// Central village clinic (中心村卫生室).
  case centralVillageClinic = "central_village_clinic"
  /// Village clinic (村卫生室 / 嘎查村卫生室), with a village emergency point.
  case villageClinic = "village_clinic"
}

extension FacilityTier {
  /// What the tier is called.
  public var name: Phrase {
    switch self {
    case .dispatchCentre: Phrase("120 dispatch centre", "120调度指挥中心")
    case .leagueEmergencyCentre: Phrase("league or city emergency centre", "盟市急救中心")
    case .countyEmergencyCentre: Phrase("county emergency centre", "县级急救中心")
    case .tertiaryHospital: Phrase("tertiary hospital", "三级医院")
    case .secondaryHospital: Phrase("secondary hospital", "二级医院")
    case .countySubCentre: Phrase("county sub-centre", "县域医疗次中心")
    case .emergencySubCentre: Phrase("rural emergency sub-centre", "乡村急救分中心")
    case .townshipHealthCentre: Phrase("township health centre", "乡镇卫生院")
    case .communityHealthCentre: Phrase("community health centre", "社区卫生服务中心")
    case .communityHealthStation: Phrase("community health station", "社区卫生服务站")
    case .centralVillageClinic: Phrase("central village clinic", "中心村卫生室")
    case .villageClinic: Phrase("village clinic", "村卫生室")
    }
  }
}
