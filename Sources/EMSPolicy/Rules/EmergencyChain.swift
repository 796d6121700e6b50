import EMSModel

/// The emergency chain has its tiers, every lower unit reaches the top, and every village point has its station in reach.
///
/// Xing'an 二(一)9: 120 dispatch centre, league centre, county centre, sub-centre, township station, village point; Beibei 二(一)4:
/// district, town, village.
public struct EmergencyChain: PolicyRule {
  public let key = "emergency-chain"
  public let name = Phrase("Emergency chain", "急救链")
  public let sentence = Phrase(
    "The emergency chain has its tiers, and every unit hangs on one above it within reach.",
    "急救体系层级齐全，下级单位均隶属上级并在其服务半径内。")
  public let figures = [
    FigureSpec("tiers", .count, "How many tiers the chain has."),
    FigureSpec("tier-names", .name, as: .names, required: false, "What the plan calls them, highest first."),
  ]
  public let evidence: Set<Evidence> = [.facilities, .people]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let tiers = facts.chainTiers, let loose = facts.chainLoose, let asked = rule.count("tiers") else {
      return .notKnown("no emergency chain", "缺少急救链")
    }
    let beyond = facts.chainBeyondStandard ?? ChainShortfall()
    let missing = facts.missingChainTiers
    let names = Phrase(
      missing.isEmpty ? "" : " (missing: \(missing.map(\.english).joined(separator: ", ")))",
      missing.isEmpty ? "" : "（缺：\(missing.map(\.chinese).joined(separator: "、"))）")
    // Without its highest tiers the chain ends at the highest that there is.
    let top = missing.isEmpty ? Phrase("the top", "顶层") : Phrase("the highest tier there is", "现有最高层级")
    let reach =
      loose.units == 0
      ? Phrase("every unit reaches \(top.english) within its county", "各单位均在本县内连通\(top.chinese)")
      : Phrase(
        "\(loose.units.of("unit does not reach \(top.english) within its county", "units do not reach \(top.english) within their county"))",
        "\(NumberText.grouped(loose.units))个单位未在本县内连通\(top.chinese)")
    var found = Phrase(
      "\(tiers) of \(asked) tiers\(names.english), \(reach.english)",
      "\(asked)级中已有\(tiers)级\(names.chinese)，\(reach.chinese)")
    if loose.places > 0 {
      found = Phrase(
        found.english
          + ", \(loose.units == 0 ? "but places" : "nor do places") of \(loose.people.of("person", "people"))\(loose.units == 0 ? " do not" : "")",
        found.chinese + "，另有\(NumberText.grouped(loose.people))人所在地未连通")
    }
    if beyond.units > 0 {
      found = Phrase(
        found.english
          + ", \(beyond.units.of("point beyond the radius of its unit", "points beyond the radius of their unit"))",
        found.chinese + "，\(NumberText.grouped(beyond.units))个村级点超出其上级服务半径")
    }
    if beyond.places > 0 {
      found = Phrase(
        found.english + ", \(beyond.people.of("person", "people")) beyond the radius of the unit above",
        found.chinese + "，\(NumberText.grouped(beyond.people))人在上级单位服务半径以外")
    }
    // A tier that is not missing and has no unit is one of places: no file says whether its units stand.
    if missing.isEmpty, tiers < asked {
      found = Phrase(found.english + "; the village points are in no list", found.chinese + "；村级急救点未见于名单")
      if loose.isNone, beyond.isNone { return Verdict(.notKnown, found) }
    }
    return .decided(tiers >= asked && loose.isNone && beyond.isNone, found.english, found.chinese)
  }
}
