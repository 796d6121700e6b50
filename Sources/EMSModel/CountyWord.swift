extension PlanningArea {
  /// What the region calls its counties in Chinese: 旗县 where one of them is a banner, else 县区.
  package var countyWord: String { counties.contains { $0.name.contains("旗") } ? "旗县" : "县区" }

  /// The tool's own words with what the region calls the emergency centre above its counties: a league's (盟) or a city's
  /// (市), as its name in either language says; as they are where it says neither.
  package func inItsWords(_ words: Phrase) -> Phrase {
    let above = FacilityTier.leagueEmergencyCentre.name.chinese
    let called = name + title.chinese
    if called.contains("盟") || called.contains("League") {
      return Phrase(
        words.english.replacing("league or city", with: "league"), words.chinese.replacing(above, with: "盟急救中心"))
    }
    guard called.contains("市") || called.contains("City") else { return words }
    return Phrase(
      words.english.replacing("league or city", with: "city")
        .replacing("League emergency centre", with: "City emergency centre")
        .replacing("league emergency centre", with: "city emergency centre"),
      words.chinese.replacing(above, with: "市急救中心"))
  }
}
