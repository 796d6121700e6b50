import EMSModel

/// How far a sentence binds: what a document allows, strives for, or aims at without a year, nobody breaks; what it asks in
/// principle is to be done, and where it is not, there may be a reason.
public enum RuleForce: String, CaseIterable, Hashable, Sendable {
  /// It is to be done.
  case must
  /// It is to be done in principle (原则上), so that exceptions have a reason.
  case principle
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
    case .principle: Phrase("the document asks for it in principle, so that there may be exceptions", "文件为原则性要求，可有例外")
    case .may: Phrase("the document allows it and does not demand it", "文件允许而不强制")
    case .gradual: Phrase("the document aims at it step by step and names no year", "文件为逐步实现，未定年份")
    case .aim: Phrase("the document strives for it and makes it no duty", "文件为力争目标，不作硬性要求")
    }
  }

  /// The word before what is asked; nil where it is simply asked.
  var label: Phrase? {
    switch self {
    case .must: nil
    case .principle: Phrase("in principle", "原则上")
    case .may: Phrase("allowed", "可")
    case .gradual: Phrase("step by step", "逐步")
    case .aim: Phrase("aimed for", "力争")
    }
  }

  /// Whether what is not there breaks the sentence.
  var isDuty: Bool { self == .must || self == .principle }
}

extension PolicyProfile.Rule {
  /// How the tool reads the sentence: in the profile's words, else in the rule's with the figure that a target asks for;
  /// these do not say that it is an aim or holds in principle.
  func reading(of rule: any PolicyRule) -> Phrase {
    if let says { return says }
    let sentence = (rule as? CountableTarget)?.sentence(by: self) ?? rule.sentence
    return switch force {
    case .aim: Phrase("Striven for: \(sentence.english)", "力争：\(sentence.chinese)")
    case .principle: Phrase("In principle: \(sentence.english)", "原则上：\(sentence.chinese)")
    default: sentence
    }
  }
}

extension Verdict {
  /// What is not met and need not be, or not yet, is no breach: an aim says what is aimed for, what is asked by a later
  /// year than that of the figure is not due, and all else asks for nothing. The figure stays beside it.
  func held(to rule: PolicyProfile.Rule) -> Verdict {
    guard status == .notMet else { return self }
    func with(_ status: Status, _ words: Phrase) -> Verdict {
      Verdict(
        status, Phrase("\(text.english); \(words.english)", "\(text.chinese)；\(words.chinese)"), year: year)
    }
    if rule.force == .aim {
      return with(.aimedFor, Phrase(rule.askedText(in: .english), rule.askedText(in: .chinese)))
    }
    if let words = rule.force.words, !rule.force.isDuty { return with(.notNeeded, words) }
    if let due = rule.due, let year, year < due {
      return with(.notDue, Phrase("asked by \(due)", "要求到\(due)年达到"))
    }
    return rule.force.words.map { with(.notMet, $0) } ?? self
  }
}
