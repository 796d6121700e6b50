import EMSModel

/// The health centres that the plan names become sub-centres.
///
/// Beibei 二(一)4: 静观镇中心卫生院.
public struct SubCentreNamed: PolicyRule {
  public let key = "sub-centre-named"
  public let name = Phrase("Named sub-centres", "指名的次中心")
  public let sentence = Phrase(
    "The health centres that the plan names become county medical sub-centres.", "规划指名的卫生院建设成县域医疗次中心。")
  public let figures = [
    FigureSpec("names", .name, as: .names, "The names of the health centres.")
  ]
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let chosen = facts.subCentreNames else { return .notKnown("no list of sub-centres", "缺少次中心名单") }
    let absent = rule.words("names").filter { !chosen.contains($0) }
    return .decided(
      absent.isEmpty, absent.isEmpty ? "all named" : "not among them: \(absent.joined(separator: ", "))",
      absent.isEmpty ? "全部列入" : "未列入：\(absent.joined(separator: "、"))")
  }
}
