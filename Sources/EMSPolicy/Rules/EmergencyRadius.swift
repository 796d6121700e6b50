import EMSModel

/// People live within the greatest radius of an emergency station; a station's radius is at least the least.
///
/// Xing'an 二(一)9: 10 to 30 km. A place exactly at the radius is within it.
public struct EmergencyRadius: PolicyRule {
  public let key = "emergency-radius"
  public let name = Phrase("Emergency radius", "急救半径")
  public let sentence = Phrase(
    "Everybody lives within the greatest radius of an emergency station.", "全体居民位于急救站最大服务半径之内。")
  public let figures = [
    FigureSpec("minimum", .kilometres, "The least radius of a station."),
    FigureSpec("maximum", .kilometres, "The greatest radius of a station."),
    FigureSpec(
      "bands", .kilometres, as: .numbers, required: false, "The radii at which coverage is counted, ascending."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let radius = rule.figure("maximum")
    if facts.peopleBeyondRadius == nil, let unknown = facts.withoutPeople { return unknown }
    return .nobody(
      facts.peopleBeyondRadius, Phrase("", "人"), beyond: radius?.said ?? Phrase("the radius", "半径"), missing: .farPeople
    )
  }
}
