/// What becomes of settlements whose people nobody knows.
public enum UnknownPeople: String, CaseIterable, Hashable, Sendable {
  /// They count as settlements and add no people.
  case keep
  /// They share equally what the township's own people leave to them.
  case derive
  /// They are a problem.
  case error
}
