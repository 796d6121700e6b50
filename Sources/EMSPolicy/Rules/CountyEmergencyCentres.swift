import EMSModel

/// Each county hospital has its five emergency centres (急诊急救“五大中心”).
///
/// Xing'an 二(一)9, Bayannur 二(一)2, Hohhot 三(一)4, Beibei 二(一)5, Jining 二3. The five are centres of a hospital, for chest pain,
/// stroke, trauma, mothers, and newborns and children in danger; an emergency centre or station of the county says nothing of them.
public struct CountyEmergencyCentres: PolicyRule {
  public let key = "county-emergency-centres"
  public let name = Phrase("The five emergency centres of county hospitals", "县级医院急诊急救“五大中心”")
  public let sentence = Phrase(
    "Each county hospital has the five emergency centres: chest pain, stroke, trauma, mothers, newborns and children.",
    "县级医院设有急诊急救“五大中心”：胸痛、卒中、创伤、危重孕产妇、危重儿童和新生儿。")
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let without = facts.hospitalsWithoutFiveCentres else {
      return .notKnown("no list of the five centres of each county hospital", "缺少各县级医院“五大中心”名单")
    }
    return .none(
      without, of: "county hospital without all five centres", "county hospitals without all five centres",
      "家县级医院“五大中心”不全"
    ).of(.hospitalsWithoutFiveCentres, in: facts)
  }
}
