extension RoadMode {
  /// An ambulance on a call.
  ///
  /// Speeds: mean speeds of ambulances by class of road from German dispatch centres (GraphHopper issue 3353);
  /// `living_street` has no figure and takes that of `service`. They are speeds that were driven, and the law frees
  /// an ambulance on a call from the posted limit (Road Traffic Safety Law of the PRC, article 53), so `maxspeed`
  /// does not apply. Private roads are open to it. Off the road the crew walks: Tobler's 0.6 × 5.04 km/h.
  public static let ambulance = RoadMode(
    name: "ambulance",
    classSpeeds: [
      "motorway": 105, "trunk": 89, "primary": 54, "secondary": 47, "tertiary": 40, "track": 35,
      "unclassified": 29, "road": 29, "residential": 17, "living_street": 9, "service": 9, "pedestrian": 9,
      "motorway_link": 36, "trunk_link": 36, "primary_link": 36, "secondary_link": 36, "tertiary_link": 36,
      "ferry": 5,
    ],
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar", "emergency"],
    closingValues: ["no"], classesByPermission: ["pedestrian"], barriers: MotorVehicle.barriers,
    keepsSpeedLimit: false, keepsOneWay: true, offRoadSpeed: 3)
}
