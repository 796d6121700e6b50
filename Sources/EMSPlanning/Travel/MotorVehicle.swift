/// What slows every motor vehicle, whatever its purpose.
enum MotorVehicle {
  /// Kilometres per hour. Project OSRM, profiles/car.lua, table `surface_speeds`.
  static let surfaceSpeeds: [String: Double] = [
    "cement": 80, "compacted": 80, "fine_gravel": 80, "paving_stones": 60, "metal": 60, "bricks": 60,
    "grass": 40,
    "wood": 40, "sett": 40, "grass_paver": 40, "gravel": 40, "unpaved": 40, "ground": 40, "dirt": 40,
    "pebblestone": 40, "tartan": 40, "cobblestone": 30, "clay": 30, "earth": 20, "stone": 20, "rocky": 20,
    "sand": 20, "mud": 10,
  ]

  /// Kilometres per hour. Project OSRM, profiles/car.lua, table `tracktype_speeds`.
  static let trackSpeeds: [String: Double] = [
    "grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20,
  ]

  /// Kilometres per hour. Project OSRM, profiles/car.lua, table `smoothness_speeds`.
  static let smoothnessSpeeds: [String: Double] = [
    "intermediate": 80, "bad": 40, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 0,
  ]

  /// Barriers that stop a car. OpenStreetMap wiki, "Key:barrier", default access of each value.
  static let barriers: Set<String> = [
    "bollard", "block", "jersey_barrier", "stile", "kissing_gate", "turnstile", "cycle_barrier",
    "motorcycle_barrier",
    "log", "debris", "chain", "fence", "wall", "hedge", "ditch", "horse_stile", "full-height_turnstile",
    "planter", "bus_trap", "sump_buster",
  ]
}
