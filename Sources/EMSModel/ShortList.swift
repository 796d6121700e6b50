extension [String] {
  /// The first five in one line, and a sign where there are more: for notes that many could be named in.
  package var shortList: Phrase {
    Phrase(
      prefix(5).joined(separator: ", ") + (count > 5 ? ", …" : ""),
      prefix(5).joined(separator: "、") + (count > 5 ? "等" : ""))
  }
}

extension Dictionary where Key: Comparable, Value == Int {
  /// Each key with its count, by the order of the keys: `在建 (2), 未通车 (1)`.
  package var countedList: String {
    sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }
}
