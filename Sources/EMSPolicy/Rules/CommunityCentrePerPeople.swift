import EMSModel

/// Every subdistrict, or every so many people, has one community health centre.
///
/// Beibei 二(一)4: 30,000 to 100,000. A county meets it by one per subdistrict or by as many as its people need, whichever is
/// fewer; a region by its counties.
public struct CommunityCentrePerPeople: PolicyRule {
  public let key = "community-centre-per-people"
  public let name = Phrase("Community health centres per people", "按人口设置社区卫生服务中心")
  public let sentence = Phrase(
    "Every subdistrict, or every so many people, has one community health centre.", "每个街道或按服务人口设置1所社区卫生服务中心。")
  public let figures = [
    FigureSpec("minimum", .people, "The fewest people of a centre."),
    FigureSpec("maximum", .people, "The most people of a centre."),
  ]
  /// A subdistrict by itself need not have one where its county has one for so many people.
  public let levels: [ScoreLevel] = [.region, .county]
  public let evidence: Set<Evidence> = [.people, .facilities, .boundaries]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    need(facts, by: rule)?.verdict ?? facts.withoutKinds
  }

  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let least = rule.count("minimum"), let most = rule.count("maximum"),
      let per = PeoplePerSite(least: least, most: most)
    else { return nil }
    let whole = UnitPeople(
      inSubdistricts: facts.subdistrictPeople, subdistricts: facts.subdistricts,
      communityHealthCentres: facts.communityHealthCentres)
    let counties = facts.level == .region && !facts.counties.isEmpty ? facts.counties.map(\.people) : [whole]
    var (fewest, greatest) = (0, 0)
    var lacking: Int? = 0
    for county in counties {
      let byPeople = county.inSubdistricts.map { per.sites(for: $0) }
      guard let its = [byPeople?.lowerBound, county.subdistricts].compactMap({ $0 }).min() else { return nil }
      fewest += its
      greatest += max(its, byPeople?.upperBound ?? its, county.subdistricts ?? its)
      lacking = lacking.flatMap { sum in county.communityHealthCentres.map { sum + max(0, its - $0) } }
    }
    return Need(
      of: Phrase("community health centres", "社区卫生服务中心"), needed: fewest...greatest,
      has: facts.communityHealthCentres, lacking: lacking, listed: facts.listed[.communityHealthCentre])
  }
}
