/// A village near the health centre that serves fewer people than the threshold is served from there.
///
/// Beibei 二(一)4: fewer than 800 people; "near" has no figure, the distance is a default. Exactly 800 people is not fewer.
public struct NearHealthCentreServesVillage: PolicyRule {
  public let key = "near-health-centre-serves-village"
  public let name = Phrase("Health centre serves near villages", "卫生院服务邻近村")
  public let sentence = Phrase(
    "A village near the township health centre that serves fewer people than the threshold is served from there.",
    "距卫生院较近且服务人口低于阈值的村由卫生院服务。")
  public let figures = [
    FigureSpec("people", .people, "A village that serves fewer is served from the health centre."),
    FigureSpec("distance", .kilometres, "The greatest distance that is near."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(
      facts.villagesOfHealthCentreWrongly, "villages are served by the health centre against the rule",
      "个村由卫生院服务不符合规定")
  }
}
