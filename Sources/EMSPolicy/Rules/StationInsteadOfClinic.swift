import EMSModel

/// Where a township became a subdistrict, community health stations take the place of village clinics.
///
/// Xing'an 二(一)3.
public struct StationInsteadOfClinic: PolicyRule {
  package static let key = "station-instead-of-clinic"
  public var key: String { Self.key }
  public let name = Phrase("Stations instead of clinics", "以服务站替代卫生室")
  public let sentence = Phrase(
    "Where a township became a subdistrict, community health stations take the place of village clinics.",
    "乡镇改街道的，以社区卫生服务站替代村卫生室。")
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.facilities, .boundaries]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    if let none = Verdict.notNeeded(without: facts.subdistricts, "subdistrict", "街道") { return none }
    let missing = Phrase(
      "the kind and boundary of every township are not known (column kind), or no clinics are listed",
      "乡镇类型和边界不全（kind），或未列卫生室")
    let (one, many, chinese) = ("village clinic in a subdistrict", "village clinics in subdistricts", "个村卫生室仍设在街道")
    guard facts.isPlanned else {
      return .none(facts.subdistrictVillageClinics, of: one, many, chinese, missing: missing)
    }
    return .byConstruction(
      facts.subdistrictVillageClinics, of: one, many, chinese, missing: missing,
      else: Phrase("the plan puts a station in the place of each", "方案以服务站代替街道内的每个村卫生室"))
  }

  /// What decides the rule.
  struct Condition {
    /// nil where the profile does not state the rule.
    init?(_ profile: PolicyProfile) { if profile.stated(StationInsteadOfClinic.key) == nil { return nil } }

    /// Whether a community station takes the place of the village's clinic.
    func holds(for village: Village) -> Bool { village.isInSubdistrict }
  }
}
