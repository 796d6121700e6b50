extension [String] {
  /// The first five in one line, and a sign where there are more: for notes that many could be named in.
  package var shortList: String { prefix(5).joined(separator: ", ") + (count > 5 ? ", …" : "") }
}
