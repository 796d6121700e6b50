/// Sub-centres grow out of township health centres that serve their surroundings.
///
/// Xing'an 二(一)3, Bayannur 二(一)3, Hohhot 三(一)3, Beibei 二(一)4, Jining 二4. Candidates are the township health centres,
/// the central ones (中心卫生院) first where the plan says so, weighed by population, concentration, capacity and grade.
public struct SubCentreFromHealthCentre: PolicyRule {
  public let key = "sub-centre-from-health-centre"
  public let name = Phrase("Sub-centres are health centres", "次中心依托卫生院")
  public let sentence = Phrase(
    "County medical sub-centres grow out of township health centres that serve their surroundings.",
    "县域医疗次中心依托能够辐射周边的乡镇卫生院。")
  public let figures = [
    FigureSpec(
      "name-holds", .name, as: .names, required: false,
      "Only health centres whose name holds one of these words are candidates, where the files list any."),
    FigureSpec(
      "near", .kilometres, required: false,
      "A town's people live concentrated as far as they live within this distance of its health centre."),
    FigureSpec(
      "strength-worth", .people, required: false,
      "How many people the strongest centre is worth more than the weakest; without it strength decides between equals."
    ),
  ]
  public let levels: [ScoreLevel] = [.region, .county]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(facts.subCentresElsewhere, "sub-centres elsewhere than at a township health centre", "个次中心不在乡镇卫生院")
  }
}
