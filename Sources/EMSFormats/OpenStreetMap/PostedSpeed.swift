/// A posted speed limit as road data write it (OpenStreetMap wiki, "Key:maxspeed" and "Default speed limits").
package enum PostedSpeed: Equatable {
  /// Kilometres per hour.
  case limit(Double)
  /// A sign that sets no fixed limit: `none`, `signals`, `variable`.
  case unlimited

  /// Nil for anything that is not a speed limit; of several values (`50;80`, `40|60`) the lowest is safe.
  package init?(_ text: String) {
    let plain = HalfWidth.compact(text)
    // One digit after a comma is a decimal, as in 30,5; more are another value. Nearly no limit has one, and they are
    // read for each set of tags of each graph.
    let decimal = !plain.contains(",") ? plain : plain.replacing(/([0-9]),([0-9])(?![0-9])/) { "\($0.1).\($0.2)" }
    let parts = decimal.split(omittingEmptySubsequences: false) { ";|,".contains($0) }.map(String.init)
    var read: [PostedSpeed] = []
    for part in parts {
      guard let speed = Self.single(part) else { return nil }
      read.append(speed)
    }
    guard !read.isEmpty else { return nil }
    let limits = read.compactMap(\.kilometresPerHour)
    self = limits.min().map { .limit($0) } ?? .unlimited
  }

  /// The limit that the tags of a road post for cars in one direction, `forward` or `backward`: of cars, of the direction,
  /// of both, or of the zone that they name instead of a figure; nil where none is posted, or none is read. What is not
  /// read (`maxspeed=sign`) gives way to the next.
  package init?(of tags: [String: String], _ direction: String) {
    let texts =
      (OpenStreetMapTags.limitsOfCars + ["maxspeed"]).map { OpenStreetMapTags.value($0, direction, tags) }
      + OpenStreetMapTags.impliedLimits.map { tags[$0] }
    guard let speed = texts.lazy.compactMap({ $0.flatMap { PostedSpeed($0) } }).first else { return nil }
    self = speed
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
    for (unit, factor) in units where text.hasSuffix(unit) {
      if let value = number(text.dropLast(unit.count)) { return .limit(value * factor) }
    }
    return zone(text)
  }

  private static let units: [(String, Double)] = [
    ("mph", 1.609_344), ("mi/h", 1.609_344), ("miles/h", 1.609_344), ("knots", 1.852), ("km/h", 1), ("kmh", 1),
    ("kph", 1), ("km/hr", 1), ("km/hour", 1), ("公里/小时", 1), ("公里/时", 1), ("千米/小时", 1), ("千米/时", 1), ("公里每小时", 1),
    ("千米每小时", 1), ("", 1),
  ]

  /// A number above zero in plain decimals.
  private static func number(_ text: Substring) -> Double? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
    return Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  /// `DE:zone30`, `zone:20`, `FR:30`, `CN:urban`: a zone's figure, or what the law of a country sets for a kind of road.
  private static func zone(_ text: String) -> PostedSpeed? {
    var words = text.split(separator: ":").map(String.init)
    let country = words.first.flatMap { $0.count == 2 ? $0 : nil }
    if country != nil { words.removeFirst() }
    let name = words.joined()
    let figure = name.hasPrefix("zone") ? name.dropFirst(4) : Substring(name)
    if country != nil || name.hasPrefix("zone"), let value = number(figure) { return .limit(value) }
    if country == "gb", name.hasSuffix("zone"), let value = number(name.dropLast(4)) {
      return .limit(value * 1.609_344)
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
    "de": [
      "urban": .limit(50), "rural": .limit(100), "motorway": .unlimited, "living_street": .limit(walkingPace),
      "bicycle_road": .limit(30),
    ],
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
