import EMSModel

/// Each village is one health grid; in the city (城区) a grid has about so many people; each has its doctor and its
/// public-health worker.
///
/// Xing'an 二(一)5: about 2,000 people; at least one doctor and one public-health worker. One grid for each village and for each full
/// or part of so many people of the city. The plan does not say where the city ends: subdistricts belong to it, and other
/// seats may; between the two nothing is decided. Where a book counts the grids and the villages are not known, people
/// alone count.
public struct HealthGrid: PolicyRule {
  public let key = "health-grid"
  public let name = Phrase("Health grids", "健康管理网格")
  public let sentence = Phrase(
    "Each village is one health grid, and in the city a grid has about so many people; each has its staff.",
    "农村一村一网格，城区按人口划分网格，每个网格配备人员。")
  public let figures = [
    FigureSpec("people", .people, "About how many people a grid of the city has."),
    FigureSpec("doctors", .count, required: false, "The least doctors of a grid."),
    FigureSpec("public-health-workers", .count, required: false, "The least public-health workers of a grid."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .boundaries]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let need = grids(facts, by: rule) else {
      return facts.withoutTownAndCountry ?? .notKnown("no list of villages", "缺少村居名单")
    }
    if let has = need.has, has >= need.needed.lowerBound, has < need.needed.upperBound {
      return .notKnown(
        "\(has.of("health grid", "health grids")); \(need.askedText(in: .english)) \(need.needed.upperBound == 1 ? "is" : "are") needed, by where the city ends",
        "\(NumberText.grouped(has))个健康管理网格；按城区范围需要\(need.askedText(in: .chinese))个")
    }
    return need.verdict.of(.healthGrids, in: facts)
  }

  public func needs(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> [Need] {
    guard let grids = grids(facts, by: rule) else { return [] }
    func staff(_ key: String, _ thing: Phrase) -> Need? {
      rule.count(key).map { each in
        Need(of: thing, needed: grids.needed.lowerBound * each...grids.needed.upperBound * each, has: nil)
      }
    }
    return [
      grids, staff("doctors", Phrase("doctors of health grids", "网格医生")),
      staff("public-health-workers", Phrase("public-health workers of health grids", "网格公共卫生人员")),
    ].compactMap { $0 }
  }

  private func grids(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let people = rule.count("people"), people > 0 else { return nil }
    guard let villages = facts.villages, let fewest = facts.subdistrictPeople ?? facts.urbanPeople.map({ _ in 0 })
    else {
      // Where a book counts the grids and no list the villages, everybody counts as if in the city: the least that is needed.
      guard let has = facts.healthGrids, let all = facts.people else { return nil }
      let least = (all + people - 1) / people
      return Need(
        of: Phrase("health grids by people alone (villages not known)", "健康管理网格（村数未知，仅按人口计）"), needed: least...least,
        has: has)
    }
    // Each town's part of the city is divided by itself, so that a county has the grids of its towns.
    let whole = UnitPeople(inSubdistricts: fewest, urban: facts.urbanPeople)
    let towns = facts.level == .township || facts.counties.isEmpty ? [whole] : facts.counties.flatMap(\.towns)
    var (least, most) = (villages, villages)
    for town in towns {
      let inSubdistricts = town.inSubdistricts ?? 0
      least += (inSubdistricts + people - 1) / people
      most += (max(inSubdistricts, town.urban ?? 0) + people - 1) / people
    }
    return Need(of: Phrase("health grids", "健康管理网格"), needed: least...most, has: facts.healthGrids)
  }
}
