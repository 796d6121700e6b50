import EMSPlan

/// What was read, in one line.
struct AreaWords {
  let area: PlanningArea
  let language: Language

  private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  /// Settlements that a list names, and places at which a method put people.
  private var places: String {
    let derived = area.settlements.count { $0.isDerivedPlace }
    let listed = area.settlements.count - derived
    let words = [
      listed > 0 || derived == 0
        ? say(listed.of("settlement", "settlements"), "\(NumberText.grouped(listed))个村居") : nil,
      derived > 0
        ? say("\(derived.of("place", "places")) of derived people", "\(NumberText.grouped(derived))个推算点") : nil,
    ]
    return words.compactMap { $0 }.joined(separator: " · ")
  }

  var line: String {
    let derivedTowns = area.townships.contains { $0.boundaryOrigin != .surveyed }
    func counted(_ count: Int, _ one: String, _ many: String, _ chinese: String) -> String {
      say(count.of(one, many), NumberText.grouped(count) + chinese)
    }
    let people = NumberText.grouped(area.countedPeople)
    let towns = TownshipCount(area.townships)
    return [
      counted(area.counties.count, "county", "counties", "个\(area.countyWord)"),
      counted(towns.all, "town", "towns", "个乡镇")
        + (towns.located < towns.all
          ? say(", \(towns.located) located", "，\(towns.located)个已定位")
            + (towns.inUrbanArea > 0
              ? say(", \(towns.inUrbanArea) in urban areas", "，\(towns.inUrbanArea)个在城区内") : "") : "")
        + (derivedTowns ? say(" (boundaries derived)", "（边界为推算）") : ""),
      places,
      counted(area.facilities.count, "facility", "facilities", "所机构"),
      (area.settlements.contains { $0.population != nil }
        ? say("\(people) people", "\(people)人") : say("people not known", "人口未知"))
        + (area.unplacedText.map { say(", \($0.english)", "，\($0.chinese)") } ?? ""),
    ].joined(separator: " · ")
  }
}
