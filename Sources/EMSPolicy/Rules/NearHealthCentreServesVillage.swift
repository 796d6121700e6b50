import EMSModel

/// A village near the health centre that serves fewer people than the threshold may do without a clinic of its own.
///
/// Beibei 二(一)4: fewer than 800 people, by mobile rounds, a neighbour or posted staff; "near" has no figure, the distance is a
/// default. Exactly 800 people is not fewer. What the plan allows it does not demand: a village that has a clinic and a doctor
/// keeps them.
public struct NearHealthCentreServesVillage: VillageRule {
  package static let key = "near-health-centre-serves-village"
  public let name = Phrase("Small villages near the health centre", "临近卫生院的小村")
  public let sentence = Phrase(
    "A village near the township health centre that serves fewer people than the threshold may be served by mobile rounds, a neighbour or posted staff.",
    "临近卫生院且服务人口低于阈值的村可以由巡回医疗、邻村延伸或上级派驻服务。")
  public let figures = FewPeopleNearby.figures(
    people: "A village that serves fewer may do without a clinic.", distance: "The greatest distance that is near.")

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.villagesOfHealthCentre, "village does without a clinic for that", "因临近卫生院不设卫生室的村")
      ?? .byConstruction(
        facts.villagesOfHealthCentreWrongly, of: "village does without a clinic against the rule",
        "villages do without a clinic against the rule", "个村不设卫生室不符合规定",
        else: Phrase("the plan takes no other village's clinic", "方案只让符合条件的村不设卫生室"))
  }

  /// How few people, and how near the health centre; nil where the profile does not state the rule.
  package static func condition(_ profile: PolicyProfile) -> FewPeopleNearby? { FewPeopleNearby(profile, of: key) }
}
