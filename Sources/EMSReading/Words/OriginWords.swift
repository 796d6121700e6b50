import EMSModel

/// Where a row comes from, as lists word it.
enum OriginWords {
  /// nil for other words.
  static func read(_ text: String) -> Origin? {
    let word = text.lowercased()
    if let origin = Origin(rawValue: word) { return origin }
    return words.first { $0.words.contains(word) }?.origin
  }

  private static let words: [(origin: Origin, words: Set<String>)] = [
    (.surveyed, ["实测", "调查", "实地调查", "普查", "统计", "登记", "survey", "census", "measured"]),
    (.derived, ["推导", "推算", "计算", "derivation", "calculated", "computed"]),
    (.assumed, ["假定", "假设", "设定", "assumption"]),
  ]
}
