import EMSModel

/// Sub-centres are built to the level of a secondary general hospital.
///
/// Xing'an 二(一)3, Hohhot 三(一)3, Beibei 二(一)6, Jining 二4. A plan on the map cannot show it: it is known from an assessment alone.
public struct SubCentreAtSecondaryLevel: PolicyRule {
  public let key = "sub-centre-at-secondary-level"
  public let name = Phrase("Sub-centres at secondary level", "次中心达到二级水平")
  public let sentence = Phrase(
    "County medical sub-centres reach the level of a secondary general hospital.", "县域医疗次中心达到二级综合医院水平。")
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.subCentres, "county sub-centre", "县域医疗次中心")
      ?? .none(
        facts.subCentresBelowSecondaryLevel, of: "sub-centre below secondary level",
        "sub-centres below secondary level",
        "个次中心未达二级水平")
  }
}
