import EMSModel

/// So many ambulances leave within the limit.
///
/// National guidance of 2020, by press coverage: 95 % within 3 minutes of the call. Known from dispatch records alone.
public struct AmbulanceTurnout: PolicyRule {
  public let key = "ambulance-turnout"
  public let name = Phrase("Ambulance turnout", "出车时间")
  public let sentence = Phrase(
    "So many ambulances leave within the limit after the call.", "规定时间内出车的比例达标。")
  public let figures = [
    FigureSpec("limit", .minutes, "From the call to the wheels."),
    FigureSpec("share", .percent, "The share that keeps the limit."),
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let share = facts.turnoutShare, let asked = rule.number("share") else {
      return .notKnown("no dispatch records", "缺少调度记录")
    }
    return .decided(
      share >= asked, "\(FigureUnit.percent.text(share, in: .english)) leave in time",
      "及时出车率\(FigureUnit.percent.text(share, in: .chinese))"
    ).of(.turnoutShare, in: facts)
  }
}
