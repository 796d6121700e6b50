import EMSModel
import GeoKit

/// A village has a clinic of its own unless another rule provides for it.
///
/// Measures for village clinics (国卫基层发〔2014〕33号), recalled: in principle one clinic per administrative village; the village of a
/// health centre may do without one.
public struct VillageHasClinic: VillageRule {
  package static let key = "village-has-clinic"
  public let name = Phrase("Village clinic", "村卫生室")
  public let sentence = Phrase(
    "A village has a clinic of its own unless another rule provides for it.", "除另有规定外，每个行政村设一所村卫生室。")
  public let figures = [
    FigureSpec("clinics", .count, required: false, "Clinics per village."),
    FigureSpec(
      "beside", .kilometres, required: false,
      "A village within this distance of a health centre, and without a clinic, needs none."),
  ]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    .notNeeded(without: facts.villages, "village", "村")
      ?? .byConstruction(
        facts.villagesWithoutProvision, of: "village without provision", "villages without provision", "个村没有服务安排",
        else: Phrase("the plan provides for each of them", "方案为每个村安排了服务"))
  }

  /// What decides the rule, stated or not.
  struct Condition {
    /// A village within this distance of a health centre, and without a clinic, needs none.
    let beside: Distance?

    init(_ profile: PolicyProfile) { beside = profile[rule: VillageHasClinic.key]?.distance("beside") }

    /// Whether the village does without a clinic, so far from the health centre.
    func needsNone(_ village: Village, healthCentre: Distance?) -> Bool {
      guard village.hasClinic == false, let beside, let healthCentre else { return false }
      return healthCentre <= beside
    }
  }
}
