/// The emergency chain has its tiers, and every lower unit hangs on one of the tier above.
///
/// Xing'an 二(一)9: 120 dispatch centre, league centre, county centre, sub-centre, township station, village point; Beibei 二(一)4:
/// district, town, village.
public struct EmergencyChain: PolicyRule {
  public let key = "emergency-chain"
  public let name = Phrase("Emergency chain", "急救链条")
  public let sentence = Phrase(
    "The emergency chain has its tiers, and every unit hangs on one of the tier above.", "急救体系层级齐全，下级单位均隶属上一级。")
  public let figures = [
    FigureSpec("tiers", .count, "How many tiers the chain has."),
    FigureSpec("tier-names", .name, as: .names, required: false, "What the plan calls them, highest first."),
  ]
  public let evidence: Set<Evidence> = [.facilities, .people]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let tiers = facts.chainTiers, let loose = facts.chainUnitsWithoutParent, let asked = rule.count("tiers")
    else {
      return .notKnown("no emergency chain", "缺少急救链条")
    }
    return .decided(
      tiers >= asked && loose == 0, "\(tiers) of \(asked) tiers, \(loose) units hang on none",
      "\(asked)级中已有\(tiers)级，\(loose)个单位无上级")
  }
}
