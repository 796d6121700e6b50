import EMSModel

/// A village that has no qualified doctor for a while may be served from elsewhere.
///
/// Beibei 二(一)4.
public struct VillageWithoutDoctor: VillageRule {
  package static let key = "village-without-doctor"
  public let name = Phrase("Villages without a doctor", "暂无合格村医的村")
  public let sentence = Phrase(
    "A village that has no qualified doctor for a while may be served by mobile rounds, a neighbour or posted staff.",
    "暂无合格村医的村可以由巡回医疗、邻村延伸或上级派驻服务。")

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.villagesWithoutDoctor, "village without a qualified doctor", "无合格村医的村")
      ?? .byConstruction(
        facts.villagesWithoutDoctorUnserved, of: "village without a qualified doctor served from nowhere",
        "villages without a qualified doctor served from nowhere",
        "个无合格村医的村没有服务安排", else: Phrase("the plan serves each of them", "方案为每个此类村安排了服务"))
  }

  /// What decides the rule.
  struct Condition {
    /// nil where the profile does not state the rule.
    init?(_ profile: PolicyProfile) { if profile.stated(VillageWithoutDoctor.key) == nil { return nil } }

    /// Whether the village is known to have no qualified doctor.
    func holds(for village: Village) -> Bool { village.hasQualifiedDoctor == false }
  }
}
