extension PlanningArea {
  /// What the region calls its counties in Chinese: 旗县 where one of them is a banner, else 县区.
  package var countyWord: String { counties.contains { $0.name.contains("旗") } ? "旗县" : "县区" }
}
