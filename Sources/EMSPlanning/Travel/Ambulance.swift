extension RoadMode {
  /// An ambulance on a call.
  ///
  /// Speeds: mean speeds of ambulances by class of road from German dispatch centres (GraphHopper issue 3353), except
  /// where those would have it slower than a car or an e-bike on the same road: their 17 km/h of a residential street
  /// and 9 of a service road are of a town's last metres, and here it goes as fast as the quickest of the others; their
  /// 35 of a track is of surfaced farm roads, and here no track is quicker than a street. 村道 and 城市道路 are driven
  /// like a residential street, 机耕路 a little slower, a bus lane like a tertiary road. They are speeds that were driven, and the law frees
  /// an ambulance on a call from the posted limit (Road Traffic Safety Law of the PRC, article 53), so `maxspeed`
  /// does not apply. Private roads are open to it. Off the road the crew walks: Tobler's 0.6 × 5.04 km/h.
  public static let ambulance = RoadMode(
    name: "ambulance",
    classSpeeds: [
      "motorway": 105, "trunk": 89, "primary": 54, "secondary": 47, "tertiary": 40, "track": 25,
      "unclassified": 29, "road": 29, "residential": 25, "living_street": 20, "service": 20, "pedestrian": 9,
      "village_road": 25, "urban_street": 25, "farm_track": 20, "busway": 40,
      "motorway_link": 36, "trunk_link": 36, "primary_link": 36, "secondary_link": 36, "tertiary_link": 36,
      "ferry": 5,
    ],
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar", "emergency"],
    closingValues: ["no"], classesByPermission: ["pedestrian", "busway"], barriers: MotorVehicle.barriers,
    keepsSpeedLimit: false,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:emergency"], offRoadSpeed: 3)
}
