/// What a facility counts as for each service; one place, so that coverage, siting and the scorecard agree.
extension Facility {
  /// Whether its tier is one of these; an unknown tier is none.
  package func isOne(of tiers: some Sequence<FacilityTier>) -> Bool { tier.map(tiers.contains) ?? false }

  /// Hospital care at secondary level or above.
  public var isHospital: Bool {
    switch tier {
    case .tertiaryHospital, .secondaryHospital, .countySubCentre: true
    default: false
    }
  }

  /// A hospital of the second or third level; sub-centres are none.
  public var isRatedHospital: Bool { tier == .tertiaryHospital || tier == .secondaryHospital }

  /// Whether its name says that it treats some patients only: mothers and children, the mentally ill.
  package var treatsSomeOnly: Bool {
    let words = ["妇幼", "妇计", "妇产", "儿童", "精神", "康复", "传染", "肿瘤", "口腔", "眼科", "骨科", "皮肤", "结核", "疗养"]
    return words.contains { name.contains($0) }
  }

  /// Sends ambulances: emergency centres, hospitals and sub-centres, unless the file says that no ambulance stands
  /// there; any other facility when the file says that one does. A plan may decide otherwise (``StationRule``).
  public var isEmergencyStation: Bool { isStationByPlan ?? hasAmbulance ?? isStationByTier }

  /// Whether its tier sends ambulances where the file says nothing of them.
  package var isStationByTier: Bool {
    switch tier {
    case .leagueEmergencyCentre, .countyEmergencyCentre, .emergencySubCentre: return true
    default: return isHospital
    }
  }

  /// A township health centre, or what one became: county and emergency sub-centres grow out of it and stay their town's.
  package var isHealthCentreOfTown: Bool { isOne(of: [.townshipHealthCentre, .countySubCentre, .emergencySubCentre]) }

  /// Gives primary care to whoever comes.
  public var isPrimaryCare: Bool {
    switch tier {
    case .townshipHealthCentre, .countySubCentre, .emergencySubCentre, .communityHealthCentre, .communityHealthStation,
      .centralVillageClinic, .villageClinic:
      true
    default: false
    }
  }

  /// Gives care of any kind, so that a service circle is drawn around it.
  public var givesCare: Bool { isHospital || isPrimaryCare }
}
