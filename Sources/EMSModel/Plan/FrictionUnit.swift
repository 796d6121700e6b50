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
    switch word {
    case "s/m", "sm1": self = .secondsPerMetre
    case "min/m", "minm1": self = .minutesPerMetre
    case "s/km", "skm1": self = .secondsPerKilometre
    case "min/km", "minkm1": self = .minutesPerKilometre
    case "km/h", "kmh", "kmh1", "kph": self = .kilometresPerHour
    case "m/s", "ms1": self = .metresPerSecond
    default: return nil
    }
  }
}
