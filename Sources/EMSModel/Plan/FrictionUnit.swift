/// In what a friction surface gives the time of a way.
public enum FrictionUnit: String, CaseIterable, Hashable, Sendable {
  case secondsPerMetre = "seconds-per-metre"
  /// As the surfaces of the Malaria Atlas Project have it.
  case minutesPerMetre = "minutes-per-metre"

  /// The unit that a band declares, in its usual spellings; nil when it is empty or another.
  package init?(declaredAs text: String) {
    let word = text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    switch word {
    case "s/m", "sec/m", "seconds/metre", "seconds/meter", "secondspermetre", "secondspermeter", "sm1":
      self = .secondsPerMetre
    case "min/m", "minutes/metre", "minutes/meter", "minutespermetre", "minutespermeter", "minm1":
      self = .minutesPerMetre
    default: return nil
    }
  }
}
