/// County hospitals have emergency centres.
///
/// Bayannur 二(一)2, 二(一)4: five emergency centres in county hospitals. An emergency centre that is only assumed does not decide it.
public struct CountyEmergencyCentres: PolicyRule {
  public let key = "county-emergency-centres"
  public let name = Phrase("Emergency centres in county hospitals", "县级医院急救中心")
  public let sentence = Phrase(
    "Each county hospital has its emergency centres.", "县级医院设有急救中心。")
  public let levels: [ScoreLevel] = [.region, .county]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .none(
      facts.countiesWithoutEmergencyCentre, "counties without an emergency centre in the county hospital",
      "个县的县级医院没有急救中心")
  }
}
