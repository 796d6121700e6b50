import EMSModel

/// How far a sentence binds: what a document allows, or aims at without a year, nobody breaks.
public enum RuleForce: String, CaseIterable, Hashable, Sendable {
  /// It is to be done.
  case must
  /// It may be done (可, 鼓励, 有条件的, 探索).
  case may
  /// It is to come about step by step (逐步), and the document names no year.
  case gradual

  /// In words; nil where it is simply to be done.
  public var words: Phrase? {
    switch self {
    case .must: nil
    case .may: Phrase("the document allows it and does not demand it", "文件允许而不强制")
    case .gradual: Phrase("the document aims at it step by step and names no year", "文件为逐步实现，未定年份")
    }
  }
}

extension Verdict {
  /// What is not met and need not be asks for nothing; the figure stays beside it.
  func held(to force: RuleForce) -> Verdict {
    guard status == .notMet, let words = force.words else { return self }
    return .notNeeded("\(text.english); \(words.english)", "\(text.chinese)；\(words.chinese)")
  }
}
