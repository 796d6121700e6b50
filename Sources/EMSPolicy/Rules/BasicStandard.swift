import EMSModel

/// So many health centres reach the basic standard of service capability.
///
/// Bayannur 二(一)3 and Hohhot 三(一)3: all; Xing'an 二(三)16: at least 50 %.
public struct BasicStandard: PolicyRule {
  public let key = "basic-standard"
  public let name = Phrase("Basic standard", "服务能力基本标准")
  public let sentence = Phrase(
    "So many health centres reach the basic standard of service capability.", "卫生院达到服务能力基本标准的比例达标。")
  public let figures = [
    FigureSpec("share", .percent, "The least share.")
  ]
  public let levels: [ScoreLevel] = [.region, .county]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let centres = facts.assessedCentres, let reached = facts.centresAtBasicStandard,
      let asked = rule.number("share"),
      centres > 0
    else { return .notKnown("no assessment of health centres", "缺少卫生院能力评估") }
    // Whole numbers decide: 1 of 2 is exactly 50 %.
    return .decided(
      Double(reached) * 100 >= asked * Double(centres), "\(reached) of \(centres) centres",
      "\(centres)所中\(reached)所达标")
  }
}
