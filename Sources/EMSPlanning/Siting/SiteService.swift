import EMSModel

/// What a recommended site is to become.
public enum SiteService: String, Codable, Hashable, Sendable, CaseIterable {
  /// County medical sub-centre (县域医疗次中心).
  case countySubCentre = "county_sub_centre"
  /// Rural emergency sub-centre (乡村急救分中心).
  case emergencySubCentre = "emergency_sub_centre"
  /// Central village clinic (中心村卫生室).
  case centralVillageClinic = "central_village_clinic"
  /// Community health station (社区卫生服务站).
  case communityHealthStation = "community_health_station"
  /// Community health centre (社区卫生服务中心).
  case communityHealthCentre = "community_health_centre"

  /// Whether it adds a place where care is given: the sub-centres are health centres that give it already.
  public var givesCare: Bool {
    switch self {
    case .countySubCentre, .emergencySubCentre: false
    case .centralVillageClinic, .communityHealthStation, .communityHealthCentre: true
    }
  }

  /// What a facility that gives it is.
  public var tier: FacilityTier {
    switch self {
    case .countySubCentre: .countySubCentre
    case .emergencySubCentre: .emergencySubCentre
    case .centralVillageClinic: .centralVillageClinic
    case .communityHealthStation: .communityHealthStation
    case .communityHealthCentre: .communityHealthCentre
    }
  }

  /// The plural that a table or a sentence uses.
  public var name: Phrase {
    switch self {
    case .countySubCentre: Phrase("county sub-centres", "县域医疗次中心")
    case .emergencySubCentre: Phrase("rural emergency sub-centres", "乡村急救分中心")
    case .centralVillageClinic: Phrase("central village clinics", "中心村卫生室")
    case .communityHealthStation: Phrase("community health stations", "社区卫生服务站")
    case .communityHealthCentre: Phrase("community health centres", "社区卫生服务中心")
    }
  }
}
