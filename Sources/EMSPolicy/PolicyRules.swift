/// Every rule, in the order of the plans: sub-centres, emergency network, service circle, villages, towns, capability.
public enum PolicyRules {
  public static let all: [any PolicyRule] = [
    SubCentresInRegion(), SubCentresPerCounty(), SubCentreNamed(), SubCentreFromHealthCentre(),
    SubCentreAtSecondaryLevel(), SubCentreHasBedsAndSurgery(),
    EmergencyChain(), EmergencyRadius(), EmergencySubCentresInRegion(), EmergencySubCentreHasHospitalAbove(),
    CountyEmergencyCentres(), UrbanStationDistance(), RuralStationDistance(), AmbulanceTurnout(),
    ServiceCircle(),
    VillageHasClinic(), CentralVillageClinics(), SmallVillageServedFromElsewhere(), SmallVillageSharesClinic(),
    NearHealthCentreServesVillage(), ClinicWithoutDoctorGetsPosted(), VillageWithoutDoctor(), StationInsteadOfClinic(),
    ClinicFollowsPeople(),
    CommunityStationPerPeople(), HealthCentrePerTown(), CommunityCentrePerPeople(), GradeAHealthCentres(),
    CommunityHospitals(), CommunityHealthCentres(), HealthGrid(), PostsPerThousand(),
    BasicStandard(), RecommendedStandard(), RecommendedStandardCount(),
  ]

  /// The rule of that key; nil when there is none.
  public static subscript(key key: String) -> (any PolicyRule)? { all.first { $0.key == key } }
}
