import EMSModel

extension Verdict {
  /// The verdict where its facts are known only within a range, which other ways to spread town people tell.
  ///
  /// Where every way decides alike it is decided, and its figure has the range; where they disagree nothing is decided.
  ///
  /// - Parameter others: the verdicts on the same unit in the outer ways; empty where nothing depends on them.
  func within(_ others: [Verdict]) -> Verdict {
    let texts = [text] + others.map(\.text)
    let english = NumberRange.text(texts.map(\.english)) { "\($0) (\($1) to \($2))" }
    let chinese = NumberRange.text(texts.map(\.chinese)) { "\($0)（\($1)至\($2)）" }
    if others.allSatisfy({ $0.status == status }) {
      return Verdict(status, Phrase(english ?? text.english, chinese ?? text.chinese))
    }
    return .notKnown(
      "met or not by where town people live: "
        + (NumberRange.text(texts.map(\.english)) { "\($1) to \($2)" } ?? Self.list(texts.map(\.english), ", or ")),
      "取决于城镇人口分布："
        + (NumberRange.text(texts.map(\.chinese)) { "\($1)至\($2)" } ?? Self.list(texts.map(\.chinese), "，或")))
  }

  private static func list(_ texts: [String], _ or: String) -> String {
    texts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: or)
  }
}

/// Sentences that differ in one number, as one sentence with the range of that number.
enum NumberRange {
  /// nil where they differ in more than one number, in anything else, or not at all.
  ///
  /// - Parameter range: makes the words from the first sentence's number, the least and the greatest.
  static func text(_ sentences: [String], _ range: (String, String, String) -> String) -> String? {
    let all = sentences.map(parts)
    guard let first = all.first, all.allSatisfy({ $0.count == first.count }) else { return nil }
    let different = first.indices.filter { index in all.contains { $0[index] != first[index] } }
    guard different.count == 1, let index = different.first else { return nil }
    let numbers = all.compactMap { parts -> (value: Double, text: String)? in
      Double(parts[index].replacing(",", with: "")).map { ($0, parts[index]) }
    }
    guard numbers.count == all.count, let least = numbers.min(by: { $0.value < $1.value }),
      let greatest = numbers.max(by: { $0.value < $1.value })
    else { return nil }
    var words = first
    words[index] = range(first[index], least.text, greatest.text)
    return words.joined()
  }

  /// The sentence in pieces that are numbers, with their commas and points, and pieces that are none.
  private static func parts(_ sentence: String) -> [String] {
    var parts: [String] = []
    var wasNumber: Bool?
    for character in sentence {
      let isNumber = character.isASCII && (character.isNumber || wasNumber == true && ",.".contains(character))
      if isNumber == wasNumber {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
        wasNumber = isNumber
      }
    }
    return parts
  }
}
