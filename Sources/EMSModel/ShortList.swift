extension [String] {
  /// The first five in one line, and a sign where there are more: for notes that many could be named in.
  package var shortList: Phrase {
    Phrase(
      prefix(5).joined(separator: ", ") + (count > 5 ? ", …" : ""),
      prefix(5).joined(separator: "、") + (count > 5 ? "等" : ""))
  }

  /// The first so many in one line, and how many more there are.
  package func list(upTo most: Int) -> Phrase {
    let more = count - most
    return Phrase(
      prefix(most).joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
      prefix(most).joined(separator: "、") + (more > 0 ? "等\(count)个" : ""))
  }
}

extension Dictionary where Key: Comparable, Value == Int {
  /// Each key with its count, by the order of the keys: `在建 (2), 未通车 (1)`.
  package var countedList: String {
    sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }
}
