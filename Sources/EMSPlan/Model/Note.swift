/// Something a reader of the results must know: a flaw of the data, a derivation, an assumption.
///
/// Both languages are kept, so that a file and a screen can each use theirs.
public struct Note: Hashable, Sendable {
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

  public init(_ kind: Kind, english: String, chinese: String) {
    self.kind = kind
    self.english = english
    self.chinese = chinese
  }
}
