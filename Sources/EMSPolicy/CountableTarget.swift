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

  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = "at-least"
    case atMost = "at-most"
    /// More than so much (超过): as much is not enough.
    case moreThan = "more-than"
    case exactly
    /// About so much (左右); the document does not say how much less is still enough, so nothing less is called met.
    case about
    /// The latest figure is above the earliest, where the plan names no figure.
    case rises
  }

  public let key: String
  /// What is counted, or the share or ratio itself.
  public let counted: Phrase
  /// All those among whom it is counted; nil for a plain count, or a share that the books give as such.
  public let among: Phrase?
  public let unit: Unit
  public let comparison: Comparison
  /// Of the figure that is asked; nil where the plan names none.
  public let figureUnit: FigureUnit?
  /// How facilities' own columns tell it; nil where only the bureau's books do.
  public let fromFacilities: FacilityCount?

  public var name: Phrase {
    guard let among else { return counted }
    return Phrase("\(counted.english), among \(among.english)", "\(counted.chinese)（占\(among.chinese)）")
  }

  public var sentence: Phrase {
    switch comparison {
    case .atLeast: Phrase("At least so many: \(name.english).", "\(name.chinese)不低于规定值。")
    case .moreThan: Phrase("More than so many: \(name.english).", "\(name.chinese)超过规定值。")
    case .atMost: Phrase("At most so many: \(name.english).", "\(name.chinese)不高于规定值。")
    case .about:
      Phrase(
        "About so many, taken as at least so many: \(name.english).", "\(name.chinese)达到规定值左右；按不低于规定值判定。")
    case .exactly: Phrase("Exactly so many: \(name.english).", "\(name.chinese)等于规定值。")
    case .rises: Phrase("Rising: \(name.english).", "\(name.chinese)逐步提高。")
    }
  }

  public var figures: [FigureSpec] {
    figureUnit.map { [FigureSpec("asked", $0, "What the plan asks for.")] } ?? []
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
    if comparison == .rises { return rises(facts) }
    guard let asked = rule.number("asked") else { return missing(counted) }
    guard among != nil else {
      let text = figureUnit?.text(latest.number, in: .english) ?? "\(latest.number)"
      let chinese = figureUnit?.text(latest.number, in: .chinese) ?? "\(latest.number)"
      return .decided(keeps(latest.number, asked), text + year.english, chinese + year.chinese)
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
    return .decided(
      keeps(latest.number * 100, asked * all.number), "\(part) of \(whole)\(year.english)",
      "\(whole)中的\(part)\(year.chinese)")
  }

  private func keeps(_ found: Double, _ asked: Double) -> Bool {
    switch comparison {
    case .atLeast, .about, .rises: found >= asked
    case .atMost: found <= asked
    case .moreThan: found > asked
    case .exactly: found == asked
    }
  }

  private func rises(_ facts: PolicyFacts) -> Verdict {
    let values = facts.indicators[key] ?? []
    guard let first = values.first, let last = values.last, let from = first.year, let to = last.year, from < to else {
      return missing(Phrase("\(counted.english) of two years", "两个年份的\(counted.chinese)"))
    }
    func text(_ number: Double) -> String { FigureUnit.factor.text(number, in: .english) }
    return .decided(
      last.number > first.number, "\(text(first.number)) (\(from)) to \(text(last.number)) (\(to))",
      "\(text(first.number))（\(from)年）至\(text(last.number))（\(to)年）")
  }

  private func missing(_ what: Phrase) -> Verdict {
    .notKnown("not known: \(what.english)", "缺少指标：\(what.chinese)")
  }
}
