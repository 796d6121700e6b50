/// In what a friction surface gives the time of a way, or the speed on it.
public enum FrictionUnit: String, CaseIterable, Hashable, Sendable {
  case secondsPerMetre = "seconds-per-metre"
  /// As the surfaces of the Malaria Atlas Project have it.
  case minutesPerMetre = "minutes-per-metre"
  case secondsPerKilometre = "seconds-per-kilometre"
  case minutesPerKilometre = "minutes-per-kilometre"
  case kilometresPerHour = "kilometres-per-hour"
  case metresPerSecond = "metres-per-second"

  /// Seconds for a metre; infinite for a speed of zero.
  package func secondsPerMetre(_ value: Float) -> Float {
    switch self {
    case .secondsPerMetre: value
    case .minutesPerMetre: value * 60
    case .secondsPerKilometre: value / 1000
    case .minutesPerKilometre: value * 60 / 1000
    case .kilometresPerHour: 3.6 / value
    case .metresPerSecond: 1 / value
    }
  }

  /// Whether a higher value is quicker, so that zero is ground that nobody crosses.
  package var isSpeed: Bool { self == .kilometresPerHour || self == .metresPerSecond }

  /// The unit that a band declares, in its usual spellings; nil when it is empty or another.
  package init?(declaredAs text: String) {
    switch Self.word(text) {
    case "s/m", "sm1": self = .secondsPerMetre
    case "min/m", "minm1": self = .minutesPerMetre
    case "s/km", "skm1": self = .secondsPerKilometre
    case "min/km", "minkm1": self = .minutesPerKilometre
    case "km/h", "kmh", "kmh1", "kph": self = .kilometresPerHour
    case "m/s", "ms1": self = .metresPerSecond
    default: return nil
    }
  }

  /// What to do about a unit that is known and cannot be that of friction; nil for those that can be, and unknown ones.
  package static func advice(onDeclared text: String) -> Phrase? {
    let name = "--friction-unit, unit in the plan"
    switch word(text) {
    case "s", "min", "h", "s/cell", "min/cell", "h/cell", "s/pixel", "min/pixel":
      return Phrase(
        "Divide the time of a cell by its size in metres, or declare what the values are (\(name))",
        "请将每个单元的时间除以单元边长（米），或声明数值的单位（--friction-unit，规划文件中为 unit）")
    case "h/m", "hm1":
      return Phrase(
        "Multiply by 60 and declare minutes-per-metre (\(name))",
        "请乘以 60 并声明 minutes-per-metre（--friction-unit，规划文件中为 unit）")
    case "h/km", "hkm1":
      return Phrase(
        "Multiply by 60 and declare minutes-per-kilometre (\(name))",
        "请乘以 60 并声明 minutes-per-kilometre（--friction-unit，规划文件中为 unit）")
    case "mph", "mi/h", "miles/h", "mile/h":
      return Phrase(
        "Multiply by 1.609344 and declare kilometres-per-hour (\(name))",
        "请乘以 1.609344 并声明 kilometres-per-hour（--friction-unit，规划文件中为 unit）")
    case "m", "km", "ft", "feet":
      return Phrase(
        "Give heights as --elevation, and as friction the time for a metre or a speed",
        "高程请用 --elevation；阻力面应为单位距离的时间或速度")
    default: return nil
    }
  }

  /// A unit in its shortest spelling.
  private static func word(_ text: String) -> String {
    var word = text.lowercased().filter { !$0.isWhitespace && !"_-^.()".contains($0) }
    // The longer words first, so that none is cut by another.
    for (long, short) in [
      ("kilometres", "km"), ("kilometers", "km"), ("kilometre", "km"), ("kilometer", "km"), ("公里", "km"), ("千米", "km"),
      ("metres", "m"), ("meters", "m"), ("metre", "m"), ("meter", "m"), ("米", "m"), ("seconds", "s"), ("second", "s"),
      ("secs", "s"), ("sec", "s"), ("秒", "s"), ("minutes", "min"), ("minute", "min"), ("mins", "min"), ("分钟", "min"),
      ("hours", "h"), ("hour", "h"), ("hr", "h"), ("小时", "h"), ("per", "/"), ("每", "/"),
    ] {
      word = word.split(separator: long, omittingEmptySubsequences: false).joined(separator: short)
    }
    return word
  }
}
