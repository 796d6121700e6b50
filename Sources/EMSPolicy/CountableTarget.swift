import EMSModel

/// A countable sentence of a plan, as data: so many of something, such a share of it, or such a ratio, in each unit.
///
/// One kind of rule holds every such sentence. Its figures come from the bureau's books (`inputs.indicators`).
public struct CountableTarget: PolicyRule, Hashable {
  /// Of what the sentence says it.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    case region, county, township
    /// Facilities or bodies, which are counted in the rows of their county or of the region.
    case hospital, centre, clinic, hall, institution, community
  }

  /// How what is found is held against the figure.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = "at-least"
    /// At most so much (不高于, 降低到).
    case atMost = "at-most"
    /// Less than so much (低于): as much is too much.
    case lessThan = "less-than"
    /// More than so much (超过): as much is not enough.
    case moreThan = "more-than"
    case exactly
    /// About so much (左右); the document does not say how much less is still enough, so nothing less is called met.
    case about
    /// From so much to so much, where the plan lets neither less nor more.
    case within
    /// The latest figure is above the earliest, or that of the year that the plan names, where it names no figure.
    case rises
    /// The latest figure is below the earliest, or that of the year that the plan names (下降, 减少).
    case falls

    /// Whether figures of two years are compared with one another.
    var isTrend: Bool { self == .rises || self == .falls }

    /// The words with which a figure is asked; a plain figure is the least, and one to so many is asked as it is.
    func words(before value: String, of unit: FigureUnit) -> Phrase {
      if unit == .oneTo { return Phrase(value, value) }
      return switch self {
      case .atLeast, .exactly, .within, .rises, .falls: Phrase(value, value)
      case .about: Phrase("about \(value)", "\(value)左右")
      case .atMost: Phrase("at most \(value)", "不高于\(value)")
      case .lessThan: Phrase("less than \(value)", "低于\(value)")
      case .moreThan: Phrase("more than \(value)", "超过\(value)")
      }
    }
  }

  public let key: String
  /// What is counted, or the share or ratio itself.
  public let counted: Phrase
  /// All those among whom it is counted; nil for a plain count, or a share that the books give as such.
  public let among: Phrase?
  public let unit: Unit
  public let comparison: Comparison
  /// The year against which a figure rises or falls; nil: the earliest of which a figure is known.
  public var since: Int?
  /// Whether the plan asks for a range. Where the comparison is not ``Comparison/within``, more than its end is no breach.
  var hasRange = false
  /// Of the figure that is asked; nil where the plan names none.
  public let figureUnit: FigureUnit?
  /// How facilities' own columns tell it; nil where only the bureau's books do.
  public let fromFacilities: FacilityCount?

  public var name: Phrase {
    guard let among else { return counted }
    return Phrase("\(counted.english), among \(among.english)", "\(counted.chinese)（占\(among.chinese)）")
  }

  public var sentence: Phrase {
    sentence(asking: Phrase("so many", "规定值"), within: Phrase("so many to so many", "规定"))
  }

  /// The sentence with the figure that a profile asks for; nil where it asks for none.
  func sentence(by rule: PolicyProfile.Rule) -> Phrase? {
    guard let figure = rule.figure("asked") else { return nil }
    let range = rule.number("most").map { most in
      Phrase(figure.text(upTo: most, in: .english), figure.text(upTo: most, in: .chinese))
    }
    return sentence(asking: figure.said, within: range)
  }

  private func sentence(asking asked: Phrase, within range: Phrase?) -> Phrase {
    let name = name
    func told(_ english: String, _ chinese: String) -> Phrase {
      Phrase("\(english): \(name.english).", "\(name.chinese)\(chinese)。")
    }
    return switch comparison {
    case .atLeast:
      // More than the end of a range is no breach.
      hasRange
        ? told(
          "At least \(asked.english), of \((range ?? asked).english)",
          "不低于\(asked.chinese)（文件为\((range ?? asked).chinese)）")
        : asked.english == "100 %"
          ? told("100 %", "达到100%") : told("At least \(asked.english)", "不低于\(asked.chinese)")
    case .moreThan: told("More than \(asked.english)", "超过\(asked.chinese)")
    case .atMost: told("At most \(asked.english)", "不高于\(asked.chinese)")
    case .lessThan: told("Less than \(asked.english)", "低于\(asked.chinese)")
    case .about:
      told(
        "About \(asked.english), taken as at least \(asked.english)", "达到\(asked.chinese)左右；按不低于\(asked.chinese)判定")
    case .exactly: told("Exactly \(asked.english)", "等于\(asked.chinese)")
    case .within: told("From \((range ?? asked).english)", "在\((range ?? asked).chinese)范围内")
    case .rises: told("Rising\(sinceText.english)", "\(sinceText.chinese)提高")
    case .falls: told("Falling\(sinceText.english)", "\(sinceText.chinese)下降")
    }
  }

  /// What is asked of a figure that is to rise or fall; nil where the plan asks for a figure.
  var trend: Phrase? {
    let since = sinceText
    return switch comparison {
    case .rises: Phrase("rising\(since.english)", "\(since.chinese)提高")
    case .falls: Phrase("falling\(since.english)", "\(since.chinese)下降")
    default: nil
    }
  }

  private var sinceText: Phrase {
    since.map { Phrase(" against \($0)", "较\($0)年") } ?? Phrase("", "")
  }

  public var figures: [FigureSpec] {
    guard let figureUnit else { return [] }
    let asked = FigureSpec("asked", figureUnit, "What the plan asks for.")
    return hasRange ? [asked, FigureSpec("most", figureUnit, "The end of the range.")] : [asked]
  }

  public var levels: [ScoreLevel] {
    switch unit {
    case .region: [.region]
    case .county: [.county]
    case .township: [.township]
    default: [.region, .county]
    }
  }

  /// The key of the indicator that counts all those among whom it is counted.
  var amongKey: String { key + Self.amongSuffix }

  static let amongSuffix = "-all"

  public var evidence: Set<Evidence> { fromFacilities == nil ? [] : [.facilities] }

  /// Adds the figures that facilities' columns tell where the books give none.
  package func count(in facilities: [Facility], into facts: inout PolicyFacts) {
    guard facts.indicators[key] == nil, let count = fromFacilities?.count(in: facilities) else { return }
    facts.indicators[key] = [IndicatorValue(year: nil, number: Double(count.part))]
    if among != nil { facts.indicators[amongKey] = [IndicatorValue(year: nil, number: Double(count.all))] }
  }

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    guard let latest = facts.indicators[key]?.last else { return missing(counted) }
    let year = latest.year.map { Phrase(" (\($0))", "（\($0)年）") } ?? Phrase("", "")
    if comparison.isTrend { return moves(facts) }
    guard let asked = rule.number("asked") else { return missing(counted) }
    let most = rule.number("most")
    guard among != nil else {
      let text = figureUnit?.text(latest.number, in: .english) ?? "\(latest.number)"
      let chinese = figureUnit?.text(latest.number, in: .chinese) ?? "\(latest.number)"
      return decided(
        latest.number, asked, most, hasYear: latest.year != nil, in: rule,
        Phrase(text + year.english, chinese + year.chinese)
      ).of(latest.year)
    }
    guard let all = facts.indicators[amongKey]?.last(where: { $0.year == latest.year }) else {
      return missing(Phrase("\(among?.english ?? "")\(year.english)", "\(among?.chinese ?? "")\(year.chinese)"))
    }
    guard all.number > 0 else {
      return .notKnown("there are no \(among?.english ?? "")", "没有\(among?.chinese ?? "")")
    }
    let (part, whole) = (
      FigureUnit.factor.text(latest.number, in: .english), FigureUnit.factor.text(all.number, in: .english)
    )
    // Multiplied, not divided: 1 of 2 is exactly 50 %.
    return decided(
      latest.number * 100, asked * all.number, most.map { $0 * all.number }, hasYear: latest.year != nil, in: rule,
      Phrase("\(part) of \(whole)\(year.english)", "\(whole)中的\(part)\(year.chinese)")
    ).of(latest.year)
  }

  /// Whether what was found keeps what is asked; outside a range it is said on which side, and above it is a breach only
  /// where the plan limits it.
  private func decided(
    _ found: Double, _ asked: Double, _ most: Double?, hasYear: Bool, in rule: PolicyProfile.Rule, _ text: Phrase
  ) -> Verdict {
    // Of a figure without its year nobody can say whether it is early.
    let early =
      rule.due.flatMap { due in
        hasYear || fromFacilities != nil
          ? nil : Phrase("; of no given year, asked by \(due)", "；未注明年份，要求到\(due)年达到")
      } ?? Phrase("", "")
    guard let most, found < asked || found > most else {
      let isKept = keeps(found, asked)
      return .decided(
        isKept, text.english + (isKept ? "" : early.english), text.chinese + (isKept ? "" : early.chinese))
    }
    func range(_ language: Language) -> String {
      rule.figure("asked")?.text(upTo: rule.number("most") ?? 0, in: language) ?? ""
    }
    let (side, chinese) = found < asked ? ("below", "低于") : ("above", "高于")
    return .decided(
      found > most && comparison != .within,
      "\(text.english), \(side) \(range(.english))" + (found < asked ? early.english : ""),
      "\(text.chinese)，\(chinese)\(range(.chinese))" + (found < asked ? early.chinese : ""))
  }

  private func keeps(_ found: Double, _ asked: Double) -> Bool {
    switch comparison {
    case .atLeast, .about, .within, .rises, .falls: found >= asked
    case .atMost: found <= asked
    case .lessThan: found < asked
    case .moreThan: found > asked
    case .exactly: found == asked
    }
  }

  /// Whether the latest figure is above, or below, the earliest or that of the year that the plan names.
  private func moves(_ facts: PolicyFacts) -> Verdict {
    let values = facts.indicators[key] ?? []
    let before = since.map { year in values.last { $0.year == year } } ?? values.first
    guard let first = before, let last = values.last, let from = first.year, let to = last.year, from < to else {
      return missing(
        since.map { Phrase("\(counted.english) of \($0) and of a later year", "\($0)年及其后年份的\(counted.chinese)") }
          ?? Phrase("\(counted.english) of two years", "两个年份的\(counted.chinese)"))
    }
    func text(_ value: IndicatorValue, _ language: Language) -> String {
      (value.isPercent ? FigureUnit.percent : .factor).text(value.number, in: language)
    }
    return .decided(
      comparison == .rises ? last.number > first.number : last.number < first.number,
      "\(text(first, .english)) (\(from)) to \(text(last, .english)) (\(to))",
      "\(text(first, .chinese))（\(from)年）至\(text(last, .chinese))（\(to)年）"
    ).of(to)
  }

  private func missing(_ what: Phrase) -> Verdict {
    .notKnown("not known: \(what.english)", "缺少指标：\(what.chinese)")
  }
}
