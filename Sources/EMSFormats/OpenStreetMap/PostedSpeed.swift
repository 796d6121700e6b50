/// A posted speed limit as road data write it (OpenStreetMap wiki, "Key:maxspeed" and "Default speed limits").
package enum PostedSpeed: Equatable {
  /// Kilometres per hour.
  case limit(Double)
  /// A sign that sets no fixed limit: `none`, `signals`, `variable`.
  case unlimited

  /// Nil for anything that is not a speed limit; of several values (`50;80`, `40|60`) the lowest is safe.
  package init?(_ text: String) {
    let parts = text.lowercased().split(omittingEmptySubsequences: false) { ";|,".contains($0) }
      .map { $0.filter { !$0.isWhitespace } }
    var read: [PostedSpeed] = []
    for part in parts {
      guard let speed = Self.single(part) else { return nil }
      read.append(speed)
    }
    guard !read.isEmpty else { return nil }
    let limits = read.compactMap(\.kilometresPerHour)
    self = limits.min().map { .limit($0) } ?? .unlimited
  }

  /// Nil where there is no fixed limit.
  package var kilometresPerHour: Double? {
    switch self {
    case .limit(let speed): speed
    case .unlimited: nil
    }
  }

  private static func single(_ text: String) -> PostedSpeed? {
    switch text {
    case "none", "signals", "variable": return .unlimited
    case "walk": return .limit(walkingPace)
    default: break
    }
    let units = [("mph", 1.609_344), ("knots", 1.852), ("km/h", 1), ("kmh", 1), ("kph", 1), ("公里/小时", 1), ("", 1)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      if let value = Double(text.dropLast(unit.count)), value > 0, value.isFinite { return .limit(value * factor) }
    }
    return zone(text)
  }

  /// `DE:zone30`, `zone:20`, `FR:30`, `CN:urban`: a zone's figure, or what the law of a country sets for a kind of road.
  private static func zone(_ text: String) -> PostedSpeed? {
    var words = text.split(separator: ":").map(String.init)
    let country = words.first.flatMap { $0.count == 2 ? $0 : nil }
    if country != nil { words.removeFirst() }
    let name = words.joined()
    let figure = name.hasPrefix("zone") ? name.dropFirst(4) : Substring(name)
    if country != nil || name.hasPrefix("zone"), let value = Double(figure), value > 0, value.isFinite {
      return .limit(value)
    }
    return country.flatMap { lawful[$0]?[name] }
  }

  /// A German court's reading of "walking pace", which OpenStreetMap's `walk` stands for.
  private static let walkingPace = 7.0

  /// General limits of cars by country. China: Regulations on the Implementation of the Road Traffic Safety Law,
  /// articles 45 and 78, for a road with one lane each way; the others: OpenStreetMap wiki, "Default speed limits".
  private static let lawful: [String: [String: PostedSpeed]] = [
    "cn": ["urban": .limit(50), "rural": .limit(70), "motorway": .limit(120)],
    "ru": ["urban": .limit(60), "rural": .limit(90), "motorway": .limit(110), "living_street": .limit(20)],
    "kz": ["urban": .limit(60), "rural": .limit(100)],
    "mn": ["urban": .limit(60), "rural": .limit(80)],
    "de": ["urban": .limit(50), "rural": .limit(100), "motorway": .unlimited, "living_street": .limit(walkingPace)],
    "at": ["urban": .limit(50), "rural": .limit(100), "trunk": .limit(100), "motorway": .limit(130)],
    "ch": ["urban": .limit(50), "rural": .limit(80), "trunk": .limit(100), "motorway": .limit(120)],
    "fr": ["urban": .limit(50), "rural": .limit(80), "motorway": .limit(130), "living_street": .limit(20)],
    "it": ["urban": .limit(50), "rural": .limit(90), "trunk": .limit(110), "motorway": .limit(130)],
    "es": ["urban": .limit(50), "rural": .limit(90), "motorway": .limit(120)],
    "pl": ["urban": .limit(50), "rural": .limit(90), "motorway": .limit(140), "living_street": .limit(20)],
    "ua": ["urban": .limit(50), "rural": .limit(90), "motorway": .limit(130), "living_street": .limit(20)],
    "gb": [
      "nsl_restricted": .limit(48.28), "nsl_single": .limit(96.56), "nsl_dual": .limit(112.65),
      "motorway": .limit(112.65),
    ],
  ]
}
