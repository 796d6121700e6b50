import EMSModel

/// How many of something a unit needs by a rule, and how many it has.
public struct Need: Hashable, Sendable {
  /// The plural that a table or a sentence uses.
  public var thing: Phrase
  /// The fewest and the most that keep the rule; equal where it asks for one number.
  public var needed: ClosedRange<Int>
  /// nil when no list tells.
  public var has: Int?
  /// What the parts of the unit lack together, where one part's surplus is none of another's; nil where it is one part.
  var lacking: Int?
  /// What the lists hold where some of it is assumed, so that ``has`` is not known; nil where they hold none.
  var listed: ListedFacilities?

  public init(of thing: Phrase, needed: ClosedRange<Int>, has: Int?) {
    self.init(of: thing, needed: needed, has: has, lacking: nil)
  }

  init(
    of thing: Phrase, needed: ClosedRange<Int>, has: Int?, lacking: Int?, listed: ListedFacilities? = nil
  ) {
    self.thing = thing
    self.needed = needed
    self.has = has
    self.lacking = lacking
    self.listed = listed
  }

  /// What it rests on, with why nobody knows how many there are.
  package func restingOn(_ other: Phrase?) -> Phrase? {
    guard has == nil, let words = listed?.words else { return other }
    return other.map { Phrase("\($0.english); \(words.english)", "\($0.chinese)；\(words.chinese)") } ?? words
  }

  /// How many there are, in words; that it is not known, and why, where the lists hold assumed ones.
  package var hasText: Phrase {
    if let has { return Phrase(NumberText.grouped(has), NumberText.grouped(has)) }
    return listed.map { Phrase("not known (\($0.words.english))", "未知（\($0.words.chinese)）") }
      ?? Phrase("not known", "未知")
  }

  /// The same with the fewest and the most of this and of other needs for the same thing; what is missing is then what is
  /// missing in every case.
  package func within(_ others: some Sequence<Need>) -> Need {
    others.reduce(into: self) { need, other in
      guard other.thing == need.thing else { return }
      need.needed =
        min(need.needed.lowerBound, other.needed.lowerBound)...max(need.needed.upperBound, other.needed.upperBound)
      need.lacking = need.lacking.flatMap { own in other.lacking.map { min(own, $0) } }
    }
  }

  /// How many are missing to the fewest; nil when it is not known how many there are.
  public var toAdd: Int? { has.map { max(0, needed.lowerBound - $0, lacking ?? 0) } }

  /// How many are needed, in words.
  func askedText(in language: Language) -> String {
    CountRange(minimum: needed.lowerBound, maximum: needed.upperBound).text(in: language)
  }

  /// Met when there are at least the fewest; not known without a list.
  var verdict: Verdict {
    if needed.upperBound == 0 {
      return .notNeeded("no \(thing.english) needed", "不需要\(thing.chinese)")
    }
    guard let has else {
      let why =
        listed.map { Phrase("\(thing.english): \($0.words.english)", "\(thing.chinese)：\($0.words.chinese)") }
        ?? Phrase("no list of \(thing.english)", "缺少\(thing.chinese)名单")
      return .notKnown(
        "\(why.english); \(askedText(in: .english)) \(needed.upperBound == 1 ? "is" : "are") needed",
        "\(why.chinese)；需要\(askedText(in: .chinese))个")
    }
    let fewest = NumberText.grouped(needed.lowerBound)
    // Enough together, but not where they are needed.
    let elsewhere = has < needed.lowerBound ? 0 : lacking ?? 0
    let missing = NumberText.grouped(elsewhere)
    return .decided(
      has >= needed.lowerBound && elsewhere == 0,
      "\(NumberText.grouped(has)) of at least \(fewest) \(thing.english)"
        + (elsewhere == 0 ? "" : ", and \(missing) missing where they are needed"),
      "\(NumberText.grouped(has))个\(thing.chinese)，至少需要\(fewest)个" + (elsewhere == 0 ? "" : "，另有单位缺\(missing)个"))
  }
}
