import EMSFormats

/// Turnout times as lists write them: 3, 2.5 min, 3分钟, 180秒.
enum TurnoutWords {
  /// Nil for anything but 0 to 120 minutes.
  ///
  /// - Parameter header: says the unit where the cell does not; minutes when it does not either.
  static func read(_ text: String, header: String) -> Duration? {
    var plain = HalfWidth.compact(text)
    if let parts = plain.wholeMatch(of: /([0-9]{1,3})(?:分钟?|min|m|')([0-9]{1,2})(?:秒|sec|s|")/),
      let minutes = Int(parts.1),
      let seconds = Int(parts.2), seconds < 60, minutes < 120
    {
      return .seconds(60 * minutes + seconds)
    }
    let head = header.lowercased()
    var isSeconds = ["秒", "sec"].contains { head.contains($0) }
    for (unit, seconds) in [
      ("minutes", false), ("minute", false), ("mins", false), ("min", false), ("分钟", false), ("分", false),
      ("seconds", true),
      ("secs", true), ("sec", true), ("秒", true), ("s", true),
    ] where plain.hasSuffix(unit) {
      plain.removeLast(unit.count)
      isSeconds = seconds
      break
    }
    guard plain.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let number = Double(plain) else { return nil }
    let minutes = isSeconds ? number / 60 : number
    return (0...120).contains(minutes) ? .seconds(minutes * 60) : nil
  }
}
