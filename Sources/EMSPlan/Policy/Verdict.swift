/// Whether a rule is met, with the figure that decides it or what is missing to decide it.
public struct Verdict: Hashable, Sendable {
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case met
    case notMet = "not_met"
    case notKnown = "not_known"
  }

  public var status: Status
  /// The figure of the facts, or what is missing when the status is `notKnown`.
  public var text: Phrase

  public init(_ status: Status, _ text: Phrase) {
    self.status = status
    self.text = text
  }

  static func notKnown(_ english: String, _ chinese: String) -> Verdict { Verdict(.notKnown, Phrase(english, chinese)) }

  /// Met or not, with the figure that decides it.
  static func decided(_ met: Bool, _ english: String, _ chinese: String) -> Verdict {
    Verdict(met ? .met : .notMet, Phrase(english, chinese))
  }

  /// Whether a count keeps the bounds of a plan; met, with the count, where the plan gives no number.
  static func count(_ count: Int?, within range: CountRange, of thing: Phrase) -> Verdict {
    guard let count else {
      return .notKnown("not known: number of \(thing.english)", "缺少\(thing.chinese)数量")
    }
    let asked = range == CountRange()
    return .decided(
      asked ? count > 0 : range.contains(count),
      "\(NumberText.grouped(count)) \(thing.english)" + (asked ? "" : " of \(range.text(in: .english))"),
      "\(NumberText.grouped(count))个\(thing.chinese)" + (asked ? "" : "（要求\(range.text(in: .chinese))）"))
  }

  /// Whether nothing breaks a rule: met when the count is 0.
  static func none(_ count: Int?, _ english: String, _ chinese: String) -> Verdict {
    guard let count else { return .notKnown("not known: \(english)", "无法得知有多少\(chinese)") }
    return .decided(count == 0, "\(NumberText.grouped(count)) \(english)", "\(NumberText.grouped(count))\(chinese)")
  }
}
