extension RoadMode {
  /// An electric bicycle.
  ///
  /// Speeds: 20 km/h on roads, below the 25 km/h at which the motor must stop (GB 17761-2018, section 6.1.1);
  /// surfaces by the ratios of Project OSRM's profiles/bicycle.lua, table `surface_speeds`, to its 15 km/h; where
  /// cycling is not for sure allowed the bicycle is pushed at 4 km/h. Off the road it is pushed: Tobler's
  /// 0.6 × 5.04 km/h.
  public static let eBike = RoadMode(
    name: "ebike",
    classSpeeds: [
      "trunk": 20, "trunk_link": 20, "primary": 20, "primary_link": 20, "secondary": 20, "secondary_link": 20,
      "tertiary": 20, "tertiary_link": 20, "unclassified": 20, "road": 20, "residential": 20,
      "living_street": 20,
      "service": 20, "track": 16, "cycleway": 20, "path": 16, "bridleway": 8, "footway": 4, "pedestrian": 4,
      "village_road": 20, "urban_street": 20, "farm_track": 16,
      "ferry": 5,
    ],
    surfaceSpeeds: [
      "compacted": 13, "paving_stones": 13, "fine_gravel": 13, "sett": 13, "gravel": 8, "pebblestone": 8,
      "unpaved": 8, "ground": 8, "dirt": 8, "earth": 8, "grass": 8, "cobblestone": 8, "mud": 4, "sand": 4,
    ],
    trackSpeeds: ["grade1": 20, "grade2": 16, "grade3": 13, "grade4": 8, "grade5": 8],
    smoothnessSpeeds: ["bad": 13, "very_bad": 8, "horrible": 4, "very_horrible": 4, "impassable": 0],
    accessKeys: ["access", "vehicle", "bicycle"],
    closingValues: ["no", "private", "agricultural", "forestry", "military"],
    classesByPermission: [],
    barriers: ["stile", "kissing_gate", "turnstile", "wall", "fence", "full-height_turnstile"],
    keepsSpeedLimit: false, oneWayKeys: ["oneway", "oneway:vehicle", "oneway:bicycle"], offRoadSpeed: 3)
}
