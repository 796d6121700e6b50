/// Each village is one health grid; in town a grid has about so many people.
///
/// Xing'an 二(一)5: about 2,000; each grid has at least one doctor and one public-health worker. One grid for each village and for
/// each full or part of so many people in subdistricts.
public struct HealthGrid: PolicyRule {
  public let key = "health-grid"
  public let name = Phrase("Health grids", "健康网格")
  public let sentence = Phrase(
    "Each village is one health grid; in town a grid has about so many people.", "农村一村一网格，城镇按人口划分网格。")
  public let figures = [
    FigureSpec("people", .people, "About how many people a grid in town has.")
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let needed = needed(facts, by: rule) else { return .notKnown("no villages or people in town", "缺少村数或城镇人口") }
    guard let grids = facts.healthGrids else {
      return .notKnown("no list of grids; \(needed) are needed", "缺少网格名单；需要\(needed)个")
    }
    return .decided(grids >= needed, "\(grids) of \(needed) grids", "\(grids)个网格，需要\(needed)个")
  }

  /// The grids that a unit needs; nil when its villages or its people in town are not known.
  public func needed(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Int? {
    guard let villages = facts.villages, let inTown = facts.subdistrictPeople, let people = rule.count("people"),
      people > 0
    else { return nil }
    return villages + (inTown + people - 1) / people
  }
}
