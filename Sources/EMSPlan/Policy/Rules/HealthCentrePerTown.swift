/// Every town has one public township health centre.
///
/// Beibei 二(一)4.
public struct HealthCentrePerTown: PolicyRule {
  public let key = "health-centre-per-town"
  public let name = Phrase("A health centre in every town", "一镇一院")
  public let sentence = Phrase(
    "Every town has one public township health centre.", "每个镇有1所公立卫生院。")
  public let figures = [
    FigureSpec("centres", .count, "Health centres per town.")
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(facts.townsWithoutHealthCentre, "towns without a health centre", "个镇没有卫生院")
  }

  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let towns = facts.towns, let centres = rule.count("centres") else { return nil }
    // A second centre of one town is none for another.
    let missing = facts.townsWithoutHealthCentre.map { $0 * centres }
    return Need(
      of: Phrase("township health centres", "乡镇卫生院"), needed: towns * centres...towns * centres,
      has: missing.map { towns * centres - $0 })
  }
}
