import EMSPlan

/// What was read, in one line.
struct AreaWords {
  let area: PlanningArea
  let language: Language

  private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  var line: String {
    let derivedTowns = area.townships.contains { $0.boundaryOrigin != .surveyed }
    let derivedPeople = area.settlements.contains { $0.origin != .surveyed }
    let counties = NumberText.grouped(area.counties.count)
    let towns = NumberText.grouped(area.townships.count)
    let settlements = NumberText.grouped(area.settlements.count)
    let facilities = NumberText.grouped(area.facilities.count)
    let people = NumberText.grouped(area.knownPopulation)
    return [
      say("\(counties) \(area.counties.count == 1 ? "county" : "counties")", "\(counties)个旗县"),
      say("\(towns) towns", "\(towns)个乡镇") + (derivedTowns ? say(" (boundaries derived)", "（边界为推导）") : ""),
      say("\(settlements) settlements", "\(settlements)个居民点") + (derivedPeople ? say(" (derived)", "（推导）") : ""),
      say("\(facilities) \(area.facilities.count == 1 ? "facility" : "facilities")", "\(facilities)所机构"),
      say("\(people) people", "\(people)人"),
    ].joined(separator: " · ")
  }
}
