import EMSModel

/// Each rural emergency sub-centre has round-the-clock consultation with the hospital above it.
///
/// Xing'an 二(一)9.
public struct EmergencySubCentreHasHospitalAbove: PolicyRule {
  public let key = "emergency-sub-centre-has-hospital-above"
  public let name = Phrase("Consultation with the hospital above", "与上级医院会诊联动")
  public let sentence = Phrase(
    "Each rural emergency sub-centre has round-the-clock consultation with the hospital above it.",
    "乡村急救分中心与上级医院24小时会诊联动。")
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.facilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.emergencySubCentres, "rural emergency sub-centre", "乡村急救分中心")
      ?? .none(
        facts.emergencySubCentresWithoutHospital, of: "emergency sub-centre without consultation",
        "emergency sub-centres without consultation", "个急救分中心无会诊联动")
  }
}
