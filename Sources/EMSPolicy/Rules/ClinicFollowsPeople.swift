import EMSModel

/// Clinics follow where people have moved, and stand near the Party and community centre (党群活动中心) or the
/// home for the aged (幸福院, 敬老院).
///
/// Hohhot 三(一)3.
public struct ClinicFollowsPeople: PolicyRule {
  public let key = "clinic-follows-people"
  public let name = Phrase("Clinics follow people", "卫生室随人口调整")
  public let sentence = Phrase(
    "Clinics follow where people have moved, and stand near the Party and community centre or the home for the aged.",
    "村卫生室随人口流动调整，选址临近党群活动中心、幸福院（敬老院）。")
  public let levels: [ScoreLevel] = [.region, .county]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(
      facts.clinicsAwayFromPeople, of: "clinic away from where people are", "clinics away from where people are",
      "个卫生室远离居民聚集处"
    ).of(.clinicsAwayFromPeople, in: facts)
  }
}
