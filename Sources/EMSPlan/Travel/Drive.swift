extension RoadMode {
  /// A private car.
  ///
  /// Speeds: Project OSRM, profiles/car.lua, table `speeds`; `track` from GraphHopper's car model (15 km/h), because
  /// in the countryside the last kilometre is often a track. The posted limit applies. Off the road one walks:
  /// Tobler's 0.6 × 5.04 km/h.
  public static let drive = RoadMode(
    name: "drive",
    classSpeeds: [
      "motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65, "primary_link": 30,
      "secondary": 55, "secondary_link": 25, "tertiary": 40, "tertiary_link": 20, "unclassified": 25,
      "road": 25,
      "residential": 25, "living_street": 10, "service": 15, "track": 15, "ferry": 5,
    ],
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar"],
    closingValues: ["no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"],
    classesByPermission: [], barriers: MotorVehicle.barriers, keepsSpeedLimit: true, keepsOneWay: true,
    offRoadSpeed: 3)
}
