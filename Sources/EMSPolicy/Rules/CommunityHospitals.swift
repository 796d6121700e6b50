import EMSModel

/// So many community hospitals stand, or are created.
///
/// Beibei 二(一)4: 3 to 5 stand by 2027, and more are no breach; Hohhot 三(一)3: 8 are created (创建) by 2025.
public struct CommunityHospitals: PolicyRule {
  public let key = "community-hospitals"
  public let name = Phrase("Community hospitals", "社区医院")
  public let sentence = Phrase(
    "So many community hospitals stand, or are created.", "社区医院达到规划数量。")
  public let figures =
    FigureSpec.leastAndMost("in the region") + [
      FigureSpec(
        "create", .count, required: false, "How many are to be created anew; what stands already does not count.")
    ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    if let asked = rule.count("create") {
      return .created(facts.createdCommunityHospitals, of: asked, Phrase("community hospitals", "社区医院"))
        .of(.createdCommunityHospitals, in: facts)
    }
    return .count(
      facts.communityHospitals, within: rule.range, of: "community hospital", "community hospitals", "社区医院",
      isLimit: false
    ).of(.communityHospitals, in: facts)
  }
}
