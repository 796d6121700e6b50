import EMSModel

/// Every town has one township health centre, run by the government and built to standard.
///
/// Beibei 二(一)4, by 2027. That a centre stands can be read off a list; that the government runs it and that it is to standard
/// is known from an indicator alone.
public struct HealthCentrePerTown: PolicyRule {
  public let key = "health-centre-per-town"
  public let name = Phrase("A health centre in every town", "一镇一院")
  public let sentence = Phrase(
    "Every town has one township health centre, run by the government and built to standard.",
    "每个镇有1所政府举办的标准化镇卫生院。")
  public let figures = [
    FigureSpec("centres", .count, "Health centres per town.")
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.facilities, .boundaries]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    if let none = Verdict.notNeeded(without: facts.towns, "town", "镇") { return none }
    guard facts.townsWithoutHealthCentre == 0 else {
      let missing =
        facts.towns == nil
        ? Phrase("the kinds of the townships are not known (column kind)", "乡镇类型未知（kind）")
        : facts.listed[.townshipHealthCentre]?.words ?? Phrase("no list of township health centres", "缺少乡镇卫生院名单")
      return .none(
        facts.townsWithoutHealthCentre, of: "town without a health centre", "towns without a health centre", "个镇没有卫生院",
        missing: missing)
    }
    guard let below = facts.townsBelowStandard else {
      return .notKnown(
        "every town has a health centre; whether the government runs it and it is to standard is in no list",
        "各镇均有卫生院；是否政府举办、是否标准化缺少名单")
    }
    return .none(
      below, of: "town whose health centre is not to standard", "towns whose health centre is not to standard",
      "个镇的卫生院未达标准化"
    )
    .of(.townsBelowStandard, in: facts)
  }

  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let towns = facts.towns, let centres = rule.count("centres") else { return nil }
    // A second centre of one town is none for another.
    let missing = facts.townsWithoutHealthCentre.map { $0 * centres }
    return Need(
      of: Phrase("township health centres", "乡镇卫生院"), needed: towns * centres...towns * centres,
      has: missing.map { towns * centres - $0 }, lacking: nil, listed: facts.listed[.townshipHealthCentre])
  }
}
