/// Of how many people shares are shares: those of the settlements whose people are known.
public struct KnownPeople: Hashable, Sendable {
  /// The sum of those that are known.
  public let people: Int
  /// All of them, whether their people are known or not.
  public let settlements: Int
  /// The settlements whose people are not known.
  public let unknown: Int

  public init(_ settlements: [Settlement]) {
    people = settlements.reduce(0) { $0 + ($1.population ?? 0) }
    unknown = settlements.count { $0.population == nil }
    self.settlements = settlements.count
  }

  /// "Shares are of 1,000 people known in 2 of 7 settlements".
  public var text: Phrase {
    let known = NumberText.grouped(settlements - unknown)
    let all = NumberText.grouped(settlements)
    let count = NumberText.grouped(people)
    return Phrase(
      "shares are of \(count) people known in \(known) of \(all) settlements",
      "占比以 \(all) 个村居中已知的 \(known) 个、共 \(count) 人计")
  }
}
