import EMSModel

/// The emergency chain has its tiers, every lower unit reaches the top, and every village point has its station in reach.
///
/// Xing'an 二(一)9: 120 dispatch centre, league centre, county centre, sub-centre, township station, village point; Beibei 二(一)4:
/// district, town, village.
public struct EmergencyChain: PolicyRule {
  public let key = "emergency-chain"
  public let name = Phrase("Emergency chain", "急救链条")
  public let sentence = Phrase(
    "The emergency chain has its tiers, and every unit hangs on one above it within reach.",
    "急救体系层级齐全，下级单位均隶属上级并在其服务半径内。")
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
    let beyond = facts.chainPointsBeyondStandard ?? 0
    let missing = facts.missingChainTiers
    let names = Phrase(
      missing.isEmpty ? "" : " (missing: \(missing.map(\.english).joined(separator: ", ")))",
      missing.isEmpty ? "" : "（缺：\(missing.map(\.chinese).joined(separator: "、"))）")
    let far = Phrase(
      beyond == 0 ? "" : ", \(NumberText.grouped(beyond)) points beyond the radius of their unit",
      beyond == 0 ? "" : "，\(NumberText.grouped(beyond))个村级点超出其上级服务半径")
    return .decided(
      tiers >= asked && loose == 0 && beyond == 0,
      "\(tiers) of \(asked) tiers\(names.english), \(NumberText.grouped(loose)) units do not reach the top within their county\(far.english)",
      "\(asked)级中已有\(tiers)级\(names.chinese)，\(NumberText.grouped(loose))个单位未在本县内连通顶层\(far.chinese)")
  }
}
