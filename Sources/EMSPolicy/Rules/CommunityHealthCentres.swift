import EMSModel

/// So many community health centres stand, or are created.
///
/// Hohhot 三(一)3: 10 are created (创建) by 2025, whatever stands today.
public struct CommunityHealthCentres: PolicyRule {
  public let key = "community-health-centres"
  public let name = Phrase("Community health centres in the region", "社区卫生服务中心数量")
  public let sentence = Phrase(
    "So many community health centres stand, or are created.", "社区卫生服务中心达到规划数量。")
  public let figures = [
    FigureSpec("minimum", .count, required: false, "The least in the region."),
    FigureSpec(
      "create", .count, required: false, "How many are to be created anew; what stands already does not count."),
  ]
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    if let asked = rule.count("create") {
      return .created(facts.createdCommunityHealthCentres, of: asked, Phrase("community health centres", "社区卫生服务中心"))
        .of(.createdCommunityHealthCentres, in: facts)
    }
    return .count(
      facts.communityHealthCentres, within: rule.range, of: "community health centre", "community health centres",
      "社区卫生服务中心")
  }
}
