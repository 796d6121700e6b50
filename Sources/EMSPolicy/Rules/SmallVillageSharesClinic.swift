import EMSModel
import GeoKit

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

  /// What decides the rule, and judges it.
  package struct Condition {
    private let limits: FewPeopleNearby

    /// The greatest distance that is close.
    var distance: Distance { limits.distance }

    /// nil where the profile does not state the rule.
    package init?(_ profile: PolicyProfile) {
      guard let limits = FewPeopleNearby(profile.stated(SmallVillageSharesClinic.key)) else { return nil }
      self.limits = limits
    }

    /// Whether the village is small enough; one whose people are not known is not.
    func isSmall(_ people: Int?) -> Bool { people.map { $0 < limits.people } ?? false }

    func isClose(_ distance: Distance) -> Bool { distance <= self.distance }

    /// Whether a village of so many people may share a clinic that far away.
    package func allows(people: Int?, at distance: Distance?) -> Bool {
      isSmall(people) && (distance.map(isClose) ?? false)
    }
  }
}
