/// A text in both languages of the tool.
public struct Phrase: Hashable, Sendable {
  public var english: String
  public var chinese: String

  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(language: Language) -> String { language == .chinese ? chinese : english }
}
