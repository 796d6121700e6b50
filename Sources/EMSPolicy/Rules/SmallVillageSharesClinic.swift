import EMSModel

/// A village that serves fewer people than the threshold and lies close to another may share one clinic with it.
///
/// Xing'an 二(一)3: fewer than 500 people; "close" has no figure, the distance is a default. Exactly 500 people is not fewer.
public struct SmallVillageSharesClinic: VillageRule {
  package static let key = "small-village-shares-clinic"
  public let name = Phrase("Small villages share a clinic", "小村联办卫生室")
  public let sentence = Phrase(
    "A village that serves fewer people than the threshold and lies close to another may share one clinic with it.",
    "服务人口低于阈值且相距较近的村可联办一所卫生室。")
  public let figures = FewPeopleNearby.figures(
    people: "A village that serves fewer may share.", distance: "The greatest distance that is close.")

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.villagesSharing, "village shares a clinic", "联办卫生室的村")
      ?? .byConstruction(
        facts.villagesSharingWrongly, of: "village shares a clinic against the rule",
        "villages share a clinic against the rule", "个村联办卫生室不符合规定",
        else: Phrase("the plan lets no other village share", "方案只让符合条件的村联办"))
  }

  /// How few people, and how close to the other village; nil where the profile does not state the rule.
  package static func condition(_ profile: PolicyProfile) -> FewPeopleNearby? { FewPeopleNearby(profile, of: key) }
}
