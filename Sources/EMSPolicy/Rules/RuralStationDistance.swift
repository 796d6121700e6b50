import EMSModel

/// Rural people live within the rural distance of an emergency station.
///
/// National guidance of 2020, by press coverage: 10 to 20 km; the greater decides.
public struct RuralStationDistance: PolicyRule {
  public let key = "rural-station-distance"
  public let name = Phrase("Rural station distance", "农村急救服务半径")
  public let sentence = Phrase(
    "Rural people live within this distance of an emergency station.", "农村居民位于急救站服务半径之内。")
  public let figures = [
    FigureSpec("minimum", .kilometres, "The lower bound of the distance."),
    FigureSpec("maximum", .kilometres, "The greatest distance."),
  ]
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let distance = rule.figure("maximum")
    if facts.ruralPeopleBeyondStation == nil, let unknown = facts.withoutTownAndCountry { return unknown }
    return .notNeeded(without: facts.ruralPeople, "rural people", "农村人口")
      ?? .nobody(
        facts.ruralPeopleBeyondStation, Phrase("rural ", "名农村人口"),
        beyond: distance?.said ?? Phrase("the distance", "半径"), missing: .farPeople)
  }
}
