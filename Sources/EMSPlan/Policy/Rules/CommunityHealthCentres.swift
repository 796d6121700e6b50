/// So many community health centres are built.
///
/// Hohhot 三(一)3: 10 by 2025.
public struct CommunityHealthCentres: PolicyRule {
  public let key = "community-health-centres"
  public let name = Phrase("Community health centres in the region", "社区卫生服务中心数量")
  public let sentence = Phrase(
    "So many community health centres are built.", "社区卫生服务中心达到规划数量。")
  public let figures = [
    FigureSpec("minimum", .count, "The least in the region.")
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(facts.communityHealthCentres, within: rule.range, of: Phrase("community health centres", "社区卫生服务中心"))
  }
}
