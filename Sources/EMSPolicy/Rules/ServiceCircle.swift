import EMSModel

/// People reach health services within the limit (群众健康服务圈).
///
/// Jining 二4: 15 minutes. The plan states no mode: by default by road in the country and on foot in subdistricts.
public struct ServiceCircle: PolicyRule {
  public let key = "service-circle"
  public let name = Phrase("Service circle", "群众健康服务圈")
  public let sentence = Phrase(
    "Everybody reaches health services within the limit.", "居民在规定时间内可获得健康服务。")
  public let figures = [
    FigureSpec("limit", .minutes, "The limit."),
    FigureSpec("rural-mode", .mode, as: Self.modes, "How people travel outside subdistricts."),
    FigureSpec("urban-mode", .mode, as: Self.modes, "How people travel in subdistricts."),
  ]
  private static let modes = FigureSpec.Shape.word(TravelMode.allCases.filter { $0 != .ambulance }.map(\.rawValue))
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .nearestFacilities]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let limit = rule.figure("limit")
    if facts.isUnlocated, let unknown = facts.withoutPeople { return unknown }
    return .nobody(
      facts.peopleOutsideServiceCircle, Phrase("", "人"), beyond: limit?.said ?? Phrase("the limit", "规定时间"),
      missing: .circlePeople)
  }
}
