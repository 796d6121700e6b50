import EMSModel

extension Verdict {
  /// The verdict where its facts are known only within a range, which other ways to spread town people tell.
  ///
  /// Where every way decides alike it is decided, and its figures have their ranges; where they disagree nothing is decided.
  ///
  /// - Parameter others: the verdicts on the same unit in the outer ways; empty where nothing depends on them.
  func within(_ others: [Verdict]) -> Verdict {
    let texts = [text] + others.map(\.text)
    let english = NumberRange.text(texts.map(\.english)) { "\($0) (\($1) to \($2))" }
    let chinese = NumberRange.text(texts.map(\.chinese)) { "\($0)（\($1)至\($2)）" }
    if others.allSatisfy({ $0.status == status }) {
      // Sentences that differ in words are all said.
      return Verdict(
        status,
        Phrase(
          english ?? Self.list(texts.map(\.english), ", or "), chinese ?? Self.list(texts.map(\.chinese), "，或")),
        year: year)
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

/// Sentences that differ in numbers alone, as one sentence with the range of each.
enum NumberRange {
  /// nil where they differ in anything else, or not at all.
  ///
  /// A range that they write out (28 to 72) becomes the least and the greatest of all of them.
  ///
  /// - Parameter range: makes the words from the first sentence's number, the least and the greatest.
  static func text(_ sentences: [String], _ range: (String, String, String) -> String) -> String? {
    let all = sentences.map(parts)
    guard let first = all.first, all.allSatisfy({ $0.count == first.count }) else { return nil }
    var words = ""
    var differ = false
    for index in first.indices {
      let own = all.map { $0[index] }
      guard own.contains(where: { $0 != first[index] }) else {
        words += first[index].text
        continue
      }
      let numbers = own.compactMap(\.bounds)
      guard numbers.count == own.count, let least = numbers.map(\.least).min(by: { $0.value < $1.value }),
        let greatest = numbers.map(\.greatest).max(by: { $0.value < $1.value })
      else { return nil }
      differ = true
      if let between = own.compactMap(\.between).first {
        words += least.value == greatest.value ? least.text : least.text + between + greatest.text
      } else {
        words += range(first[index].text, least.text, greatest.text)
      }
    }
    return differ ? words : nil
  }

  private struct Number: Equatable {
    var value: Double
    var text: String
  }

  /// A piece of a sentence: words, a number with its commas and points, or a range from one to another.
  private struct Part: Equatable {
    var text: String
    /// nil of words.
    var bounds: (least: Number, greatest: Number)?
    /// What stands between the ends of a range.
    var between: String?

    static func == (one: Part, other: Part) -> Bool { one.text == other.text }
  }

  private static func parts(_ sentence: String) -> [Part] {
    var parts: [Part] = []
    for piece in pieces(sentence) {
      let number = Double(piece.replacing(",", with: "")).map { Number(value: $0, text: piece) }
      if let number, parts.count >= 2, let between = parts.last, betweens.contains(between.text),
        let start = parts[parts.count - 2].bounds, parts[parts.count - 2].between == nil
      {
        parts.removeLast(2)
        parts.append(
          Part(
            text: start.least.text + between.text + piece, bounds: (start.least, number), between: between.text))
      } else {
        parts.append(Part(text: piece, bounds: number.map { ($0, $0) }))
      }
    }
    return parts
  }

  /// What stands between the ends of a range that is written out.
  private static let betweens: Set<String> = [" to ", "至"]

  /// The sentence in pieces that are numbers, with their commas and points, and pieces that are none; the stop behind a
  /// number is none of its digits.
  private static func pieces(_ sentence: String) -> [String] {
    var pieces: [String] = []
    var (number, words) = ("", "")
    func endNumber() {
      if number.isEmpty { return }
      words = number.last.map(",.".contains) == true ? String(number.removeLast()) : ""
      pieces.append(number)
      number = ""
    }
    for character in sentence {
      if character.isASCII, character.isNumber || !number.isEmpty && ",.".contains(character) {
        if number.isEmpty, !words.isEmpty {
          pieces.append(words)
          words = ""
        }
        number.append(character)
      } else {
        endNumber()
        words.append(character)
      }
    }
    endNumber()
    return words.isEmpty ? pieces : pieces + [words]
  }
}
