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

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let least = rule.count("minimum"), let most = rule.count("maximum"),
      let per = PeoplePerSite(least: least, most: most)
    else { return .notKnown("no threshold", "缺少阈值") }
    guard let centres = facts.communityHealthCentres else {
      return .notKnown("no list of community health centres", "缺少社区卫生服务中心名单")
    }
    let byPeople = facts.subdistrictPeople.map { per.sites(for: $0).lowerBound }
    guard let needed = [byPeople, facts.subdistricts].compactMap({ $0 }).min() else {
      return .notKnown("no people of subdistricts", "缺少街道人口")
    }
    return .decided(
      centres >= needed, "\(centres) of at least \(needed) centres", "\(centres)个中心，至少需要\(needed)个")
  }
}
