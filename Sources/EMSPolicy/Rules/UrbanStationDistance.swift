import EMSModel

/// Urban people live within the urban distance of an emergency station.
///
/// National guidance of 2020, by press coverage: 5 km.
public struct UrbanStationDistance: PolicyRule {
  public let key = "urban-station-distance"
  public let name = Phrase("Urban station distance", "城市急救服务半径")
  public let sentence = Phrase(
    "Urban people live within this distance of an emergency station.", "城市居民位于急救站服务半径之内。")
  public let figures = [
    FigureSpec("maximum", .kilometres, "The greatest distance.")
  ]
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let distance = rule.figure("maximum")
    if facts.urbanPeopleBeyondStation == nil, let unknown = facts.withoutTownAndCountry { return unknown }
    return .notNeeded(without: facts.urbanPeople, "urban people", "城镇人口")
      ?? .nobody(
        facts.urbanPeopleBeyondStation, Phrase("urban ", "名城镇人口"),
        beyond: distance?.said ?? Phrase("the distance", "半径"), missing: .farPeople)
  }
}
