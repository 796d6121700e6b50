import EMSModel

/// So many township and community health centres of the region reach the national recommended standard.
///
/// Jining 二4: 80.
public struct RecommendedStandardCount: PolicyRule {
  public let key = "recommended-standard-count"
  public let name = Phrase("Health centres at the recommended standard", "达到推荐标准的卫生院数量")
  public let sentence = Phrase(
    "So many township and community health centres of the region reach the national recommended standard.",
    "达到国家推荐标准的乡镇卫生院（社区卫生服务中心）达到规划数量。")
  public let figures = [
    FigureSpec("minimum", .count, "The least in the region.")
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(
      facts.centresAtRecommendedStandard, within: rule.range, of: "health centre at the standard",
      "health centres at the standard", "达标卫生院"
    ).of(.centresAtRecommendedStandard, in: facts)
  }
}
