/// Health centres have about so many posts per thousand people served.
///
/// Bayannur (五)18: 1 per 1,000, reset every 5 years.
public struct PostsPerThousand: PolicyRule {
  public let key = "posts-per-thousand"
  public let name = Phrase("Posts per thousand people", "每千人编制")
  public let sentence = Phrase(
    "Health centres have about so many posts per thousand people served.", "卫生院按服务人口核定编制。")
  public let figures = [
    FigureSpec("rate", .perMille, "Posts per thousand people served."),
    FigureSpec("period", .years, required: false, "How often the posts are reset."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let needed = needed(facts, by: rule) else { return .notKnown("no people", "缺少人口") }
    guard let posts = facts.posts else {
      return .notKnown("no number of posts; \(needed) are needed", "缺少编制数；需要\(needed)个")
    }
    return .decided(posts >= needed, "\(posts) of \(needed) posts", "\(posts)个编制，需要\(needed)个")
  }

  /// The posts that the people of a unit need, rounded to the nearest whole; nil when the people are not known.
  public func needed(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Int? {
    guard let people = facts.people, let rate = rule.number("rate") else { return nil }
    return Int((Double(people) * rate / 1000).rounded())
  }
}
