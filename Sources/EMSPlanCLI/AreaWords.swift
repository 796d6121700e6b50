import EMSPlan

/// What was read, in one line.
struct AreaWords {
  let area: PlanningArea
  let language: Language

  private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  var line: String {
    let derivedTowns = area.townships.contains { $0.boundaryOrigin != .surveyed }
    let derivedPeople = area.settlements.contains { $0.origin != .surveyed }
    func counted(_ count: Int, _ one: String, _ many: String, _ chinese: String) -> String {
      say(count.of(one, many), NumberText.grouped(count) + chinese)
    }
    let people = NumberText.grouped(area.countedPeople)
    let towns = TownshipCount(area.townships)
    return [
      counted(area.counties.count, "county", "counties", "个旗县"),
      counted(towns.all, "town", "towns", "个乡镇")
        + (towns.located < towns.all
          ? say(", \(towns.located) located", "，\(towns.located)个已定位")
            + (towns.inUrbanArea > 0
              ? say(", \(towns.inUrbanArea) in urban areas", "，\(towns.inUrbanArea)个在城区内") : "") : "")
        + (derivedTowns ? say(" (boundaries derived)", "（边界为推导）") : ""),
      counted(area.settlements.count, "settlement", "settlements", "个居民点")
        + (derivedPeople ? say(" (derived)", "（推导）") : ""),
      counted(area.facilities.count, "facility", "facilities", "所机构"),
      say("\(people) people", "\(people)人")
        + (area.unplacedText.map { say(", \($0.english)", "，\($0.chinese)") } ?? ""),
    ].joined(separator: " · ")
  }
}
