extension RoadMode {
  /// A private car.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`. The posted limit applies. Off the road one walks: Tobler's 0.6 × 5.04 km/h.
  public static let drive = RoadMode(
    name: "drive",
    classSpeeds: SpeedTable.standard.classSpeeds(.drive),
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar"],
    closingValues: ["no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"],
    classesByPermission: [], barriers: MotorVehicle.barriers, keepsSpeedLimit: true,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar"],
    turnNames: ["vehicle", "motor_vehicle", "motorcar"], offRoadSpeed: 3)
}
