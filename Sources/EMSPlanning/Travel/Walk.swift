extension RoadMode {
  /// On foot.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`; surfaces by the factors of 0.75 and 0.5 of Project OSRM's profiles/foot.lua. Off
  /// the road: Tobler's 0.6 × 5.04 km/h. Only one-ways for people on foot apply.
  public static let walk = RoadMode(
    name: "walk",
    classSpeeds: SpeedTable.standard.classSpeeds(.walk),
    surfaceSpeeds: ["fine_gravel": 3.75, "gravel": 3.75, "pebblestone": 3.75, "mud": 2.5, "sand": 2.5],
    trackSpeeds: [:], smoothnessSpeeds: [:],
    accessKeys: ["access", "foot"], closingValues: ["no", "private", "military", "use_sidepath"],
    classesByPermission: [],
    barriers: ["wall", "fence"], keepsSpeedLimit: false, oneWayKeys: ["oneway:foot"], turnNames: ["foot"],
    offRoadSpeed: 3)
}
