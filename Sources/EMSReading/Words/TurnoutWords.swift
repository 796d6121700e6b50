import EMSFormats

/// Turnout times as lists write them: 3, 2.5 min, 3分钟, 180秒.
enum TurnoutWords {
  enum Answer: Hashable, Sendable {
    case time(Duration)
    /// The greatest of a range or of a bound (3-5分钟, 5分钟内), which is what a station keeps to.
    case atMost(Duration)
    /// Words without a figure, such as 不固定.
    case noFigure
  }

  /// What a cell says; nil for figures that are no turnout time.
  static func answer(_ text: String, header: String) -> Answer? {
    if let time = read(text, header: header) { return .time(time) }
    let plain = HalfWidth.compact(text)
    if !plain.contains(where: \.isNumber) { return .noFigure }
    let unbounded = plain.replacing(
      bound, with: "")
    if let time = read(unbounded, header: header) { return .atMost(time) }
    guard let range = unbounded.wholeMatch(of: ofRange),
      let most = read(String(range.2), header: header), let least = Double(range.1),
      let high = Double(
        range.2.prefix { $0.isNumber || $0 == "." }), least <= high
    else { return nil }
    return .atMost(most)
  }

  private nonisolated(unsafe) static let bound = /^(?:≤|<=?|不超过|不大于|小于|少于|至多|最多|within|upto|约|大约)|(?:以内|之内|内|左右|以下)$/
  private nonisolated(unsafe) static let ofRange = /([0-9.]+)(?:分钟?|min|m|秒|sec|s)?(?:-|–|—|~|～|至|到|to)([0-9.]+.*)/
  private nonisolated(unsafe) static let minutesAndSeconds = /([0-9]{1,3})(?:分钟?|min|m|')([0-9]{1,2})(?:秒|sec|s|")/

  /// Nil for anything but 0 to 120 minutes.
  ///
  /// - Parameter header: says the unit where the cell does not; minutes when it does not either.
  static func read(_ text: String, header: String) -> Duration? {
    var plain = HalfWidth.compact(text)
    if let parts = plain.wholeMatch(of: minutesAndSeconds),
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
