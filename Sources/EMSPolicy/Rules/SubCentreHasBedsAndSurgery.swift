import EMSModel

/// Sub-centres have inpatient beds and surgery.
///
/// Bayannur 二(三)14.
public struct SubCentreHasBedsAndSurgery: PolicyRule {
  public let key = "sub-centre-has-beds-and-surgery"
  public let name = Phrase("Sub-centres with beds and surgery", "次中心具备住院和手术能力")
  public let sentence = Phrase(
    "County medical sub-centres have inpatient beds and surgery.", "县域医疗次中心提供住院和手术服务。")
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.subCentres, "county sub-centre", "县域医疗次中心")
      ?? .none(
        facts.subCentresWithoutBedsOrSurgery, of: "sub-centre without beds or surgery",
        "sub-centres without beds or surgery", "个次中心不具备住院或手术能力")
  }
}
