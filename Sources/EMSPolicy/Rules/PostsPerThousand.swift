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
    return need(facts, by: rule)?.verdict ?? .notKnown("no people outside subdistricts", "缺少街道以外的人口")
  }

  /// Rounded to the nearest whole post.
  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard facts.isSubdistrict != true, let people = facts.peopleOutsideSubdistricts, let rate = rule.number("rate")
    else { return nil }
    let posts = Int((Double(people) * rate / 1000).rounded())
    return Need(of: Phrase("posts", "编制"), needed: posts...posts, has: facts.posts)
  }
}
