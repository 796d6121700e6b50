/// What a one-way sign of OpenStreetMap says (OpenStreetMap wiki, "Key:oneway").
package enum OneWaySign {
  case forward
  case backward
  case both
  /// Now one way, now the other: closed to who does not know the hour.
  case neither

  /// Nil for anything else; who reads it then takes the road as two-way.
  package init?(_ text: String) {
    switch text.lowercased().filter({ !$0.isWhitespace }) {
    case "yes", "true", "1", "forward": self = .forward
    case "-1", "reverse", "reversed", "backward": self = .backward
    case "no", "false", "0", "both", "alternating": self = .both
    case "reversible": self = .neither
    default: return nil
    }
  }
}
