import EMSModel

/// Every subdistrict, or every so many people, has one community health centre.
///
/// Beibei 二(一)4: 30,000 to 100,000. Met by one per subdistrict or by as many as the people need, whichever is fewer.
public struct CommunityCentrePerPeople: PolicyRule {
  public let key = "community-centre-per-people"
  public let name = Phrase("Community health centres per people", "按人口设置社区卫生服务中心")
  public let sentence = Phrase(
    "Every subdistrict, or every so many people, has one community health centre.", "每个街道或按服务人口设置1所社区卫生服务中心。")
  public let figures = [
    FigureSpec("minimum", .people, "The fewest people of a centre."),
    FigureSpec("maximum", .people, "The most people of a centre."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .facilities, .boundaries]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    need(facts, by: rule)?.verdict ?? .notKnown("no people of subdistricts", "缺少街道人口")
  }

  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let least = rule.count("minimum"), let most = rule.count("maximum"),
      let per = PeoplePerSite(least: least, most: most)
    else { return nil }
    let byPeople = facts.subdistrictPeople.map { per.sites(for: $0) }
    guard let fewest = [byPeople?.lowerBound, facts.subdistricts].compactMap({ $0 }).min() else { return nil }
    return Need(
      of: Phrase("community health centres", "社区卫生服务中心"),
      needed: fewest...max(fewest, byPeople?.upperBound ?? fewest, facts.subdistricts ?? fewest),
      has: facts.communityHealthCentres)
  }
}
