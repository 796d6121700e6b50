import EMSModel

/// Whether a rule is met, with the figure that decides it or what is missing to decide it.
public struct Verdict: Hashable, Sendable {
  /// What the verdict is.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case met
    case notMet = "not_met"
    case notKnown = "not_known"
    /// The plan itself chose only what the rule allows, so that its keeping proves nothing; neither met nor not met.
    case byConstruction = "by_construction"
    /// There is nothing in the unit that the rule speaks of, or the document does not demand it; neither met nor not met.
    case notNeeded = "not_needed"
    /// The document strives for it (力争, 争取), and it is not reached yet; neither met nor not met.
    case aimedFor = "aimed_for"
    /// The figure is of an earlier year than that by which the document asks for it, and not there yet; neither met nor
    /// not met.
    case notDue = "not_due"

    public var name: Phrase {
      switch self {
      case .met: Phrase("met", "达标")
      case .notMet: Phrase("not met", "未达标")
      case .notKnown: Phrase("not known", "未知")
      case .byConstruction: Phrase("by construction", "由方案保证")
      case .notNeeded: Phrase("not needed", "无需")
      case .aimedFor: Phrase("aimed for", "力争目标")
      case .notDue: Phrase("not due yet", "未到期")
      }
    }
  }

  public var status: Status
  /// The figure of the facts, or what is missing when the status is `notKnown`.
  public var text: Phrase
  /// The year of the figure that decides; nil where none is given, or what stands today and in the plan decides.
  var year: Int?

  public init(_ status: Status, _ text: Phrase) {
    self.init(status, text, year: nil)
  }

  init(_ status: Status, _ text: Phrase, year: Int?) {
    self.status = status
    self.text = text
    self.year = year
  }

  /// The same, decided by a figure of that year.
  func of(_ year: Int?) -> Verdict { Verdict(status, text, year: year) }

  /// The same, decided by a figure of the bureau's books, whose year is said where they give one.
  func of(_ field: Field, in facts: PolicyFacts) -> Verdict {
    guard status != .notKnown, status != .notNeeded, let year = facts.years[field.rawValue] else { return self }
    return Verdict(status, Phrase("\(text.english) (\(year))", "\(text.chinese)（\(year)年）"), year: year)
  }

  static func notKnown(_ english: String, _ chinese: String) -> Verdict { Verdict(.notKnown, Phrase(english, chinese)) }

  static func notNeeded(_ english: String, _ chinese: String) -> Verdict {
    Verdict(.notNeeded, Phrase(english, chinese))
  }

  /// Not needed where the unit has none of what the rule speaks of; nil where it has some, or nobody knows.
  static func notNeeded(without count: Int?, _ english: String, _ chinese: String) -> Verdict? {
    count == 0 ? .notNeeded("no \(english)", "没有\(chinese)") : nil
  }

  /// Met or not, with the figure that decides it.
  static func decided(_ met: Bool, _ english: String, _ chinese: String) -> Verdict {
    Verdict(met ? .met : .notMet, Phrase(english, chinese))
  }

  /// Whether a count keeps the bounds of a plan; met, with the count, where the plan gives no number.
  ///
  /// One number (建设6个) is at least that many.
  ///
  /// - Parameter isLimit: whether the end of a range is one that the plan forbids to pass; more is no breach otherwise.
  static func count(
    _ count: Int?, within range: CountRange, of one: String, _ many: String, _ chinese: String, isLimit: Bool = true
  ) -> Verdict {
    guard let count else { return .notKnown("not known: number of \(many)", "缺少\(chinese)数量") }
    let (english, found) = (count.of(one, many), "\(NumberText.grouped(count))个\(chinese)")
    guard range != CountRange() else { return .decided(count > 0, english, found) }
    let (asked, wanted) = (range.text(in: .english), range.text(in: .chinese))
    if let most = range.maximum, count > most, range.minimum == most || !isLimit {
      return .decided(
        true, "\(english) where \(asked) \(asked == "1" ? "is" : "are") asked for", "\(found)（要求\(wanted)，已超过）")
    }
    return .decided(range.contains(count), "\(english) of \(asked)", "\(found)（要求\(wanted)）")
  }

  /// Whether nothing breaks a rule: met when the count is 0.
  ///
  /// - Parameters:
  ///   - one: what breaks it, of one: `town without a health centre`.
  ///   - many: the same of many.
  ///   - missing: what may be missing where the count is not known.
  static func none(
    _ count: Int?, of one: String, _ many: String, _ chinese: String, missing: Phrase? = nil
  ) -> Verdict {
    guard let count else {
      return .notKnown(
        "not known: \(many)" + (missing.map { " (\($0.english))" } ?? ""),
        "无法得知有多少\(chinese)" + (missing.map { "（\($0.chinese)）" } ?? ""))
    }
    return .decided(count == 0, count.of(one, many), "\(NumberText.grouped(count))\(chinese)")
  }

  /// The same of people beyond a limit; `whose` is which of them, `urban ` and `名城镇人口`.
  static func nobody(
    _ count: Int?, _ whose: Phrase, beyond limit: Phrase, missing: Phrase
  ) -> Verdict {
    .none(
      count, of: "\(whose.english)person beyond \(limit.english)", "\(whose.english)people beyond \(limit.english)",
      "\(whose.chinese)在\(limit.chinese)以外", missing: missing)
  }

  /// Broken when the count is above 0; else held because the plan chose nothing else.
  static func byConstruction(
    _ broken: Int?, of one: String, _ many: String, _ chinese: String, missing: Phrase? = nil, else held: Phrase
  ) -> Verdict {
    guard broken == 0 else { return .none(broken, of: one, many, chinese, missing: missing) }
    return Verdict(.byConstruction, held)
  }

  /// How many of those to be created are created: what stands already says nothing of it.
  static func created(_ created: Int?, of asked: Int, _ thing: Phrase) -> Verdict {
    let whole = NumberText.grouped(asked)
    guard let created else {
      return .notKnown(
        "no record of how many of the \(whole) \(thing.english) have been created",
        "缺少\(whole)个\(thing.chinese)的创建进度")
    }
    let count = NumberText.grouped(created)
    if created > asked {
      return .decided(
        true, "\(count) \(thing.english) created where \(whole) are asked for",
        "已新创建\(count)个\(thing.chinese)（要求\(whole)个，已超过）")
    }
    return .decided(
      created == asked, "\(count) of \(whole) \(thing.english) created", "已新创建\(count)个\(thing.chinese)（要求\(whole)个）")
  }

  /// The same once the plan stands: what only its own sites bring about holds by construction.
  func filled() -> Verdict {
    guard status == .met else { return self }
    return Verdict(
      .byConstruction,
      Phrase("\(text.english); the plan itself sets up what was missing", "\(text.chinese)；所缺由方案自行补足"), year: year)
  }
}
