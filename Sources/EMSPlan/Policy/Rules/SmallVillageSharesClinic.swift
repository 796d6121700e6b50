/// A village that serves fewer people than the threshold and lies close to another may share one clinic with it.
///
/// Xing'an 二(一)3: fewer than 500 people; "close" has no figure, the distance is a default. Exactly 500 people is not fewer.
public struct SmallVillageSharesClinic: PolicyRule {
  public let key = "small-village-shares-clinic"
  public let name = Phrase("Small villages share a clinic", "小村联办卫生室")
  public let sentence = Phrase(
    "A village that serves fewer people than the threshold and lies close to another may share one clinic with it.",
    "服务人口低于阈值且相距较近的村可联办一所卫生室。")
  public let figures = [
    FigureSpec("people", .people, "A village that serves fewer may share."),
    FigureSpec("distance", .kilometres, "The greatest distance that is close."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .byConstruction(
      facts.villagesSharingWrongly, "villages share a clinic against the rule", "个村联办卫生室不符合规定",
      else: Phrase("the plan lets no other village share", "方案只让符合条件的村联办"))
  }
}
