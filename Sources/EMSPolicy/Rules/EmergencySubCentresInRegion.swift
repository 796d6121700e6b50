import EMSModel

/// The region has as many rural emergency sub-centres as its plan says.
///
/// Xing'an 二(一)9: 12.
public struct EmergencySubCentresInRegion: PolicyRule {
  public let key = "emergency-sub-centres-in-region"
  public let name = Phrase("Rural emergency sub-centres in the region", "全域乡村急救分中心数量")
  public let sentence = Phrase(
    "The region has as many rural emergency sub-centres as the plan says.", "全域乡村急救分中心达到规划数量。")
  public let figures = FigureSpec.leastAndMost("in the region")
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(
      facts.emergencySubCentres, within: rule.range, of: "emergency sub-centre", "emergency sub-centres", "乡村急救分中心")
  }
}
