extension PlanningArea {
  /// What the region calls its counties in Chinese: 旗县 where one of them is a banner, else 县区.
  package var countyWord: String { counties.contains { $0.name.contains("旗") } ? "旗县" : "县区" }

  /// The tool's own words with what the region calls the emergency centre above its counties: a league's (盟) or a city's
  /// (市), as its name in either language says; where it says neither, as they are beside banners, else a prefecture's
  /// (地市级), which is either.
  package func inItsWords(_ words: Phrase) -> Phrase {
    let own = FacilityTier.leagueEmergencyCentre.name.chinese
    let called = name + title.chinese
    if called.contains("盟") || called.contains("League") {
      return Phrase(
        words.english.replacing("league or city", with: "league"), words.chinese.replacing(own, with: "盟急救中心"))
    }
    func above(_ one: String, _ chinese: String) -> Phrase {
      Phrase(
        words.english.replacing("league or city", with: one)
          .replacing(
            "League emergency centre", with: "\(one.prefix(1).uppercased())\(one.dropFirst()) emergency centre"
          )
          .replacing("league emergency centre", with: "\(one) emergency centre"),
        words.chinese.replacing(own, with: chinese))
    }
    if called.contains("市") || called.contains("City") { return above("city", "市急救中心") }
    return countyWord == "旗县" ? words : above("prefecture", "地市级急救中心")
  }
}
