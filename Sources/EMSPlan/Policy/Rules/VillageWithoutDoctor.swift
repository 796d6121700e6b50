/// A village that has no qualified doctor for a while may be served from elsewhere.
///
/// Beibei 二(一)4.
public struct VillageWithoutDoctor: PolicyRule {
  public let key = "village-without-doctor"
  public let name = Phrase("Villages without a doctor", "暂无合格村医的村")
  public let sentence = Phrase(
    "A village that has no qualified doctor for a while may be served by mobile rounds, a neighbour or posted staff.",
    "暂无合格村医的村可以由巡回医疗、邻村延伸或上级派驻服务。")
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(
      facts.villagesWithoutDoctorUnserved, "villages without a qualified doctor served from nowhere",
      "个无合格村医的村没有服务安排")
  }
}
