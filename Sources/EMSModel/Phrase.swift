/// A text in both languages of the tool.
public struct Phrase: Hashable, Sendable {
  public var english: String
  public var chinese: String

  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The sentence in one language.
  public subscript(language: Language) -> String { language == .chinese ? chinese : english }
}

extension DefaultStringInterpolation {
  // A phrase within a text has a language. Deprecated, which the build holds for an error: an unavailable function gives
  // way to the one that describes values of any type.

  @available(*, deprecated, message: "say .english or .chinese")
  public mutating func appendInterpolation(_ phrase: Phrase) {}

  @available(*, deprecated, message: "say .english or .chinese")
  public mutating func appendInterpolation(_ phrase: Phrase?) {}

  @available(*, deprecated, message: "say .english or .chinese")
  public mutating func appendInterpolation(_ phrases: [Phrase]) {}
}

extension Int {
  /// The number with the words for one or for many: `1 facility lies`, `3,000 facilities lie`.
  public func of(_ one: String, _ many: String) -> String { "\(NumberText.grouped(self)) \(self == 1 ? one : many)" }
}
