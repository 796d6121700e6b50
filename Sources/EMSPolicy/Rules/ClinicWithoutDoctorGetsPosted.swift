import EMSModel

/// A village clinic that lacks staff has a doctor posted to it from above.
///
/// Xing'an 二(一)3. The clinic stays; of a village whose clinic no list names, and which says that it has no doctor, the clinic is
/// taken to stand.
public struct ClinicWithoutDoctorGetsPosted: VillageRule {
  package static let key = "clinic-without-doctor-gets-posted"
  public let name = Phrase("Doctors posted to clinics without one", "向缺少医生的卫生室派驻医生")
  public let sentence = Phrase(
    "A village clinic that lacks a doctor has one posted to it.", "缺少医生的村卫生室由上级派驻医生。")

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.clinicsWithoutDoctor, "clinic without a doctor", "缺少医生的卫生室")
      ?? .byConstruction(
        facts.clinicsWithoutDoctorUnposted, of: "clinic without a doctor to which none is posted",
        "clinics without a doctor to which none is posted", "个缺少医生的卫生室没有派驻",
        else: Phrase("the plan posts a doctor to each of them", "方案向每个此类卫生室派驻医生"))
  }

  /// What decides the rule.
  struct Condition {
    /// nil where the profile does not state the rule.
    init?(_ profile: PolicyProfile) { if profile.stated(ClinicWithoutDoctorGetsPosted.key) == nil { return nil } }

    /// Whether a doctor is posted to the village's clinic.
    func holds(for village: Village) -> Bool { village.hasQualifiedDoctor == false && village.hasClinic != false }
  }
}
