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
    need(facts, by: rule)?.verdict ?? .notKnown("no villages or people in town", "缺少村数或城镇人口")
  }

  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let villages = facts.villages, let inTown = facts.urbanPeople ?? facts.subdistrictPeople,
      let people = rule.count("people"), people > 0
    else { return nil }
    let grids = villages + (inTown + people - 1) / people
    return Need(of: Phrase("health grids", "健康网格"), needed: grids...grids, has: facts.healthGrids)
  }
}
