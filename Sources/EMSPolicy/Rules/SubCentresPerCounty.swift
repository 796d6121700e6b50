import EMSModel

/// Each county has so many county medical sub-centres.
///
/// Jining 二4: 1 to 3.
public struct SubCentresPerCounty: PolicyRule {
  public let key = "sub-centres-per-county"
  public let name = Phrase("County sub-centres in each county", "各县县域医疗次中心数量")
  public let sentence = Phrase(
    "Each county has at least and at most so many county medical sub-centres.", "每个县的县域医疗次中心数量在规定范围内。")
  public let figures = FigureSpec.leastAndMost("in a county")
  public let levels: [ScoreLevel] = [.county]
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(
      facts.subCentres, within: rule.range, of: "county sub-centre", "county sub-centres", "县域医疗次中心")
  }
}
