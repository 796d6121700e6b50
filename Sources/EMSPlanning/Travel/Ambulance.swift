extension RoadMode {
  /// An ambulance on a call.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`. They are speeds that were driven, and the law frees an ambulance on a call from the
  /// posted limit (Road Traffic Safety Law of the PRC, article 53), so `maxspeed` does not apply. Private roads are open to
  /// it. Off the road the crew walks: Tobler's 0.6 × 5.04 km/h.
  public static let ambulance = RoadMode(
    name: "ambulance",
    classSpeeds: SpeedTable.standard.classSpeeds(.ambulance),
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar", "emergency"],
    closingValues: ["no"], classesByPermission: ["pedestrian", "busway"], barriers: MotorVehicle.barriers,
    keepsSpeedLimit: false,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar", "oneway:emergency"],
    turnNames: ["vehicle", "motor_vehicle", "motorcar", "emergency"], offRoadSpeed: 3)
}
