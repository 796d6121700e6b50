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
}
