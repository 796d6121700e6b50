extension RoadMode {
  /// An electric bicycle.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`; surfaces by the ratios of Project OSRM's profiles/bicycle.lua, table
  /// `surface_speeds`, to its 15 km/h. Off the road it is pushed: Tobler's 0.6 × 5.04 km/h.
  public static let eBike = RoadMode(
    name: "ebike",
    classSpeeds: SpeedTable.standard.classSpeeds(.ebike),
    surfaceSpeeds: [
      "compacted": 13, "paving_stones": 13, "fine_gravel": 13, "sett": 13, "gravel": 8, "pebblestone": 8,
      "unpaved": 8, "ground": 8, "dirt": 8, "earth": 8, "grass": 8, "cobblestone": 8, "mud": 4, "sand": 4,
    ],
    trackSpeeds: ["grade1": 20, "grade2": 16, "grade3": 13, "grade4": 8, "grade5": 8],
    smoothnessSpeeds: ["bad": 13, "very_bad": 8, "horrible": 4, "very_horrible": 4, "impassable": 0],
    accessKeys: ["access", "vehicle", "bicycle"],
    closingValues: ["no", "private", "agricultural", "forestry", "military", "use_sidepath"],
    classesByPermission: [],
    barriers: ["stile", "kissing_gate", "turnstile", "wall", "fence", "full-height_turnstile"],
    keepsSpeedLimit: false, oneWayKeys: ["oneway", "oneway:vehicle", "oneway:bicycle"],
    turnNames: ["vehicle", "bicycle"], offRoadSpeed: 3)
}
