import EMSModel

/// How an area stands against each rule that its profile states, before and after the proposal.
public struct Scorecard: Hashable, Sendable {
  /// One rule for one unit.
  public struct Line: Hashable, Sendable {
    public var rule: String
    public var name: Phrase
    public var level: ScoreLevel
    public var unitID: String
    public var unitName: String
    public var before: Verdict
    /// nil when nothing is proposed.
    public var after: Verdict?
    /// The figures that are judged, such as `minimum 10 km`, or that there is none; what is no figure of the document says
    /// what it is.
    public var asked: Phrase
    /// The exact words of the document; nil where the profile quotes none.
    public var quote: String?
    /// How the tool reads them.
    public var reading: Phrase
    public var citation: Citation
    /// What of the evidence is derived or assumed, where a verdict rests on it; nil where all is surveyed or nothing is decided.
    public var restsOn: Phrase?

    /// After the proposal where there is one.
    public var verdict: Verdict { after ?? before }

    /// What the unit is called; a region has a name in each language.
    package func unit(in region: Phrase) -> Phrase { level == .region ? region : Phrase(unitName, unitName) }
  }

  /// How many rules are met; those that hold by construction, that nothing needs, that a document only strives for, or
  /// that are not due yet, count for none of the three.
  public struct Score: Hashable, Sendable {
    public var met = 0
    public var notMet = 0
    public var notKnown = 0

    /// The met rules among those that can be decided, 0 to 100; nil when none can.
    public var percentMet: Double? { met + notMet > 0 ? Double(met) / Double(met + notMet) * 100 : nil }

    mutating func add(_ status: Verdict.Status) {
      switch status {
      case .met: met += 1
      case .notMet: notMet += 1
      case .notKnown: notKnown += 1
      case .byConstruction, .notNeeded, .aimedFor, .notDue: break
      }
    }
  }

  /// Rules in their order, and within a rule region, counties and townships by id.
  public var lines: [Line]

  /// Judges every stated rule for every unit of its levels.
  ///
  /// - Parameters:
  ///   - after: the facts of the same units once the proposal stands; empty when nothing is proposed.
  ///   - outerBefore: the same in each outer way in which town people may be spread; empty where nothing depends on it.
  ///   - outerAfter: the same once the proposal stands.
  public init(
    profile: PolicyProfile, before: [PolicyFacts], after: [PolicyFacts] = [], outerBefore: [[PolicyFacts]] = [],
    outerAfter: [[PolicyFacts]] = []
  ) {
    let order = Dictionary(uniqueKeysWithValues: ScoreLevel.allCases.enumerated().map { ($1, $0) })
    func sorted(_ facts: [PolicyFacts]) -> [PolicyFacts] {
      facts.sorted { (order[$0.level] ?? 0, $0.unitID) < (order[$1.level] ?? 0, $1.unitID) }
    }
    func byUnit(_ facts: [PolicyFacts]) -> [[String]: PolicyFacts] {
      Dictionary(facts.map { ([$0.level.rawValue, $0.unitID], $0) }, uniquingKeysWith: { first, _ in first })
    }
    let proposed = byUnit(after)
    let others = (before: outerBefore.map(byUnit), after: outerAfter.map(byUnit))
    let units = sorted(before)
    let area = units.first { $0.level == .region }?.provenance ?? Provenance()
    lines = []
    for rule in profile.allRules {
      guard let stated = profile.stated(rule.key), let citation = stated.source else { continue }
      let guides = Set(rule.figures.filter { !$0.isJudged }.map(\.key))
      let figures = Phrase(
        stated.askedText(in: .english, without: guides), stated.askedText(in: .chinese, without: guides))
      let asked = figures.english.isEmpty ? Phrase("no figure", "未给出数值") : figures
      for unit in units where rule.levels.contains(unit.level) {
        let id = [unit.level.rawValue, unit.unitID]
        let before = rule.judge(unit, by: stated)
          .within(others.before.compactMap { $0[id].map { rule.judge($0, by: stated) } }).held(to: stated)
        let after = proposed[id].map { facts in
          let verdict = rule.judge(facts, by: stated)
            .within(others.after.compactMap { $0[id].map { rule.judge($0, by: stated) } }).held(to: stated)
          return rule.isFilledByPlan && before.status != .met ? verdict.filled() : verdict
        }
        let isDecided = [before, after].contains { $0 != nil && $0?.status != .notKnown && $0?.status != .notNeeded }
        lines.append(
          Line(
            rule: rule.key, name: profile.inItsTerms(rule.name).heading, level: unit.level, unitID: unit.unitID,
            unitName: unit.unitName, before: before.said(by: profile), after: after?.said(by: profile), asked: asked,
            quote: stated.quote, reading: profile.inItsTerms(stated.reading(of: rule)), citation: citation,
            restsOn: isDecided ? unit.provenance.restsOn(rule.evidence, area: area) : nil))
      }
    }
  }

  /// One line per rule: the one that decides it, which is the first that is not met, else the first aim that is not
  /// reached, else the first that is not due yet, else the first that is not known, else the first that holds by
  /// construction, else the first that is met, else the first.
  public var decisiveLines: [Line] { decisive(\.verdict) }

  /// The same before the proposal.
  public var decisiveLinesBefore: [Line] { decisive(\.before) }

  /// The words of a verdict that decides a rule, with how many other units of its level stand to it likewise; as they are
  /// where the region is judged, and where none does.
  ///
  /// - Parameter verdict: that of the line, today's or the plan's.
  package func words(of line: Line, _ verdict: (Line) -> Verdict) -> Phrase {
    let own = verdict(line)
    let alike =
      line.level == .region
      ? 0
      : lines.count {
        $0.rule == line.rule && $0.level == line.level && $0.unitID != line.unitID && verdict($0).status == own.status
      }
    guard alike > 0 else { return own.text }
    let units = line.level == .county ? alike.of("more county", "more counties") : alike.of("more town", "more towns")
    let chinese = "\(NumberText.grouped(alike))个\(line.level == .county ? "县级单位" : "乡镇")"
    return Phrase("\(own.text.english) (likewise in \(units))", "\(own.text.chinese)（另有\(chinese)同此）")
  }

  /// How many rules the area meets: a rule is not met when any unit does not meet it, and not known when no unit breaks it
  /// and some unit is not known.
  public var score: Score { score(\.verdict) }

  /// The same before the proposal.
  public var scoreBefore: Score { score(\.before) }

  /// The score of each unit of a level, by its id.
  public func scores(of level: ScoreLevel) -> [String: Score] {
    lines.reduce(into: [:]) { scores, line in
      if line.level == level { scores[line.unitID, default: Score()].add(line.verdict.status) }
    }
  }

  private func score(_ verdict: (Line) -> Verdict) -> Score {
    var score = Score()
    for line in decisive(verdict) { score.add(verdict(line).status) }
    return score
  }

  private func decisive(_ verdict: (Line) -> Verdict) -> [Line] {
    var chosen: [Line] = []
    for line in lines {
      guard let last = chosen.last, last.rule == line.rule else {
        chosen.append(line)
        continue
      }
      if verdict(line).status.weight > verdict(last).status.weight { chosen[chosen.count - 1] = line }
    }
    return chosen
  }
}

extension Verdict {
  /// The same in the terms of the document.
  fileprivate func said(by profile: PolicyProfile) -> Verdict {
    Verdict(status, profile.inItsTerms(text), year: year)
  }
}

extension Verdict.Status {
  /// Of several units the heaviest verdict is that of the rule.
  fileprivate var weight: Int {
    switch self {
    case .notNeeded: 0
    case .met: 1
    case .byConstruction: 2
    case .notKnown: 3
    case .notDue: 4
    case .aimedFor: 5
    case .notMet: 6
    }
  }
}
