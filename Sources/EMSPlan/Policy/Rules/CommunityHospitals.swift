/// So many community hospitals are built.
///
/// Beibei 二(一)4: 3 to 5 by 2027; Hohhot 三(一)3: 8 by 2025.
public struct CommunityHospitals: PolicyRule {
  public let key = "community-hospitals"
  public let name = Phrase("Community hospitals", "社区医院")
  public let sentence = Phrase(
    "So many community hospitals are built.", "社区医院达到规划数量。")
  public let figures = [
    FigureSpec("minimum", .count, "The least in the region."),
    FigureSpec("maximum", .count, required: false, "The most in the region."),
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(facts.communityHospitals, within: rule.range, of: Phrase("community hospitals", "社区医院"))
  }
}
