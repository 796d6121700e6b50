/// Something a reader of the results must know: a flaw of the data, a derivation, an assumption.
///
/// Both languages are kept, so that a file and a screen can each use theirs.
public struct Note: Hashable, Sendable {
  /// Why a reader must know it.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Something that the planner should look at.
    case warning
    /// A value computed by a named method.
    case derivation
    /// A value taken to be so.
    case assumption
    /// A shape or value that was mended, and by how much.
    case repair
  }

  public var kind: Kind
  public var english: String
  public var chinese: String
  /// The file and rows that it is about, for the screen; outputs leave it out, since the order of rows may not change
  /// them. nil when it is about no rows.
  public var place: Phrase?

  public init(_ kind: Kind, english: String, chinese: String, place: Phrase? = nil) {
    self.kind = kind
    self.english = english
    self.chinese = chinese
    self.place = place
  }

  /// The sentence with the rows that it is about, for the screen.
  public func text(in language: Language) -> String {
    switch (language, place) {
    case (.english, let place?): "\(english) (\(place.english))"
    case (.chinese, let place?): "\(chinese)（\(place.chinese)）"
    case (.english, nil): english
    case (.chinese, nil): chinese
    }
  }
}
