import EMSModel

/// The region has as many county medical sub-centres as its plan says.
///
/// Xing'an 二(一)3: 6; Beibei 二(一)4: 1; Jining 二4: at least 30.
public struct SubCentresInRegion: PolicyRule {
  public let key = "sub-centres-in-region"
  public let name = Phrase("County sub-centres in the region", "全域县域医疗次中心数量")
  public let sentence = Phrase(
    "The region has as many county medical sub-centres as the plan says.", "全域县域医疗次中心达到规划数量。")
  public let figures = FigureSpec.leastAndMost("in the region")
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(
      facts.subCentres, within: rule.range, of: "county sub-centre", "county sub-centres", "县域医疗次中心")
  }
}
