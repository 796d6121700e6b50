extension RoadMode {
  /// A private car.
  ///
  /// Speeds: Project OSRM, profiles/car.lua, table `speeds`; `track` from GraphHopper's car model (15 km/h), because
  /// in the countryside the last kilometre is often a track. OSRM's figures for primary (65) and secondary roads (55)
  /// and for the links of motorways (45) and trunk roads (40) are above what ambulances on call were seen to drive; a
  /// car has no more than they. 村道 and 城市道路 are driven like a residential street, 机耕路 like a track. The posted
  /// limit applies. Off the road one walks:
  /// Tobler's 0.6 × 5.04 km/h.
  public static let drive = RoadMode(
    name: "drive",
    classSpeeds: [
      "motorway": 90, "motorway_link": 36, "trunk": 85, "trunk_link": 36, "primary": 54, "primary_link": 30,
      "secondary": 47, "secondary_link": 25, "tertiary": 40, "tertiary_link": 20, "unclassified": 25,
      "road": 25,
      "residential": 25, "living_street": 10, "service": 15, "track": 15, "village_road": 25,
      "urban_street": 25, "farm_track": 15, "ferry": 5,
    ],
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar"],
    closingValues: ["no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"],
    classesByPermission: [], barriers: MotorVehicle.barriers, keepsSpeedLimit: true,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar"],
    offRoadSpeed: 3)
}
