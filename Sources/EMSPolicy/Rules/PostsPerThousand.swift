import EMSModel

/// Township health centres have about so many posts per thousand people served.
///
/// Bayannur 二(五)18: 1 per 1,000, reset every 5 years. The people of subdistricts are served by community health centres, which the
/// sentence leaves out.
public struct PostsPerThousand: PolicyRule {
  public let key = "posts-per-thousand"
  public let name = Phrase("Posts per thousand people", "每千人编制")
  public let sentence = Phrase(
    "Township health centres have about so many posts per thousand people served; subdistricts have none.",
    "苏木乡镇卫生院按服务人口核定编制，街道不计。")
  public let figures = [
    FigureSpec("rate", .perMille, "Posts per thousand people served."),
    FigureSpec("period", .years, required: false, "How often the posts are reset."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .boundaries]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    if facts.isSubdistrict == true { return .notNeeded("a subdistrict has none of these posts", "街道不设苏木乡镇卫生院编制") }
    return need(facts, by: rule)?.verdict.of(.posts, in: facts) ?? facts.withoutKinds
  }

  /// To the nearest whole post of each county, which the sentence names: a region has the posts of its counties, and a
  /// county shares its own between its towns.
  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard facts.isSubdistrict != true, let people = facts.peopleOutsideSubdistricts, let rate = rule.number("rate")
    else { return nil }
    func quota(_ people: Int) -> Double { Double(people) * rate / 1000 }
    func posts(_ people: Int) -> Int { Int(quota(people).rounded()) }
    var needed = posts(people)
    if let place = facts.placeInCounty, let county = facts.counties.first {
      let towns = county.towns.map { quota($0.outsideSubdistricts ?? 0) }
      needed = wholeShares(of: posts(county.people.outsideSubdistricts ?? 0), by: towns)[place]
    } else if facts.level == .region, !facts.counties.isEmpty {
      needed = facts.counties.reduce(0) { $0 + posts($1.people.outsideSubdistricts ?? 0) }
    }
    return Need(of: Phrase("posts at township health centres", "乡镇卫生院编制"), needed: needed...needed, has: facts.posts)
  }
}
