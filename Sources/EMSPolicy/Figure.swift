import EMSModel

/// A figure of a policy profile: a value with its unit, beside its citation.
public struct Figure: Hashable, Sendable {
  /// What stands in the profile.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case numbers([Double])
    case words([String])
  }

  /// The key under the rule, such as `minimum`.
  public var key: String
  public var value: Value
  public var unit: FigureUnit
  public var citation: Citation
  /// The year by which it is to be reached; nil when the document gives none.
  public var by: Int?
  /// The document's words for it, and in English what they say, where that is more than the value (45%左右).
  public var written: Phrase?
  /// How what is found is held against it, where the sentence is a countable target's.
  var comparison: CountableTarget.Comparison?
  /// The key of the profile that gave it.
  public var profile: String
  /// Where it is written, for messages.
  var file: String
  var line: Int

  /// What is asked as a reader sees it: as the document words it, else with the words of the comparison.
  ///
  /// - Parameter most: the other end where a range is asked.
  func askedText(upTo most: Double? = nil, in language: Language) -> String {
    if let written { return written[language] }
    let value = most.map { text(upTo: $0, in: language) } ?? text(in: language)
    return comparison?.words(before: value, of: unit)[language] ?? value
  }

  /// A range from the value to another, such as `8 to 10`.
  func text(upTo most: Double, in language: Language) -> String {
    guard case .number(let least) = value else { return text(in: language) }
    return unit.text(from: least, to: most, in: language)
  }

  /// The value with its unit in both languages.
  var said: Phrase { Phrase(text(in: .english), text(in: .chinese)) }

  /// The value with its unit, as a reader sees it.
  public func text(in language: Language) -> String {
    switch value {
    case .number(let number): unit.text(number, in: language)
    case .numbers(let numbers): unit.text(numbers, in: language)
    case .words(let words):
      words.map { unit.word($0, in: language) }.joined(separator: language == .chinese ? "、" : ", ")
    }
  }
}
