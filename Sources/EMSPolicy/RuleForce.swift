import EMSModel

/// How far a sentence binds: what a document allows, strives for, or aims at without a year, nobody breaks.
public enum RuleForce: String, CaseIterable, Hashable, Sendable {
  /// It is to be done.
  case must
  /// It may be done (可, 鼓励, 有条件的, 探索).
  case may
  /// It is to come about step by step (逐步), and the document names no year.
  case gradual
  /// The document strives for it (力争, 争取).
  case aim

  /// In words; nil where it is simply to be done.
  public var words: Phrase? {
    switch self {
    case .must: nil
    case .may: Phrase("the document allows it and does not demand it", "文件允许而不强制")
    case .gradual: Phrase("the document aims at it step by step and names no year", "文件为逐步实现，未定年份")
    case .aim: Phrase("the document strives for it and makes it no duty", "文件为力争目标，不作硬性要求")
    }
  }
}

extension PolicyProfile.Rule {
  /// How the tool reads the sentence: in the profile's words, else in the rule's, which do not say that it is an aim.
  func reading(of rule: any PolicyRule) -> Phrase {
    if let says { return says }
    let sentence = rule.sentence
    return force == .aim ? Phrase("Striven for: \(sentence.english)", "力争：\(sentence.chinese)") : sentence
  }
}

extension Verdict {
  /// What is not met and need not be is no breach: an aim says what is aimed for, and all else asks for nothing. The
  /// figure stays beside it.
  func held(to rule: PolicyProfile.Rule) -> Verdict {
    guard status == .notMet, let words = rule.force.words else { return self }
    guard rule.force == .aim else {
      return .notNeeded("\(text.english); \(words.english)", "\(text.chinese)；\(words.chinese)")
    }
    let aim = Phrase(
      rule.figuresText(in: .english), rule.figuresText(in: .chinese))
    return Verdict(
      .aimedFor,
      Phrase(
        "\(text.english); " + (aim.english.isEmpty ? "aimed for" : aim.english),
        "\(text.chinese)；" + (aim.chinese.isEmpty ? "力争目标" : aim.chinese)))
  }
}
