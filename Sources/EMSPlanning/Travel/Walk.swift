extension RoadMode {
  /// On foot.
  ///
  /// Speeds: 5 km/h (Project OSRM, profiles/foot.lua, and Tobler 1993 on level ground, 5.04 km/h); surfaces by the
  /// same profile's factors of 0.75 and 0.5. Off the road: Tobler's 0.6 × 5.04 km/h. Only one-ways for people on foot apply.
  public static let walk = RoadMode(
    name: "walk",
    classSpeeds: [
      "trunk": 5, "trunk_link": 5, "primary": 5, "primary_link": 5, "secondary": 5, "secondary_link": 5,
      "tertiary": 5, "tertiary_link": 5, "unclassified": 5, "road": 5, "residential": 5, "living_street": 5,
      "service": 5, "track": 5, "path": 5, "footway": 5, "pedestrian": 5, "steps": 3, "cycleway": 5,
      "bridleway": 5, "village_road": 5, "urban_street": 5, "farm_track": 5, "ferry": 5,
    ],
    surfaceSpeeds: ["fine_gravel": 3.75, "gravel": 3.75, "pebblestone": 3.75, "mud": 2.5, "sand": 2.5],
    trackSpeeds: [:], smoothnessSpeeds: [:],
    accessKeys: ["access", "foot"], closingValues: ["no", "private", "military"], classesByPermission: [],
    barriers: ["wall", "fence"], keepsSpeedLimit: false, oneWayKeys: ["oneway:foot"], offRoadSpeed: 3)
}
