import EMSModel

/// So many township health centres are of grade A.
///
/// Beibei 二(一)4: 3 by 2027.
public struct GradeAHealthCentres: PolicyRule {
  public let key = "grade-a-health-centres"
  public let name = Phrase("Grade-A health centres", "甲级卫生院")
  public let sentence = Phrase(
    "So many township health centres are of grade A.", "甲级卫生院达到规划数量。")
  public let figures = [
    FigureSpec("minimum", .count, "The least in the region.")
  ]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .count(
      facts.gradeAHealthCentres, within: rule.range, of: "grade-A health centre", "grade-A health centres", "甲级卫生院"
    ).of(.gradeAHealthCentres, in: facts)
  }
}
