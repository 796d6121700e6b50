import GeoKit
import SiteSolver

/// Turns a siting question into numbers, has it solved, and turns the answer into sites with reasons.
public struct SiteRecommender: Sendable {
  public var options: SolveOptions

  public init(options: SolveOptions = SolveOptions()) { self.options = options }

  /// Answers one question: by the first aim, then by the second, then by strength, each between the equals that the one
  /// before leaves; sites that add nothing to either are left to the bureau.
  ///
  /// Sites are numbered by id, existing ones among them, so that neither the order of rows nor of files matters. When
  /// the limits clash, the clash is named, and the sites are those of the nearest question that has an answer: county
  /// minima lowered to the candidates that are known, and the count to what the counties allow together.
  ///
  /// - Throws: `SitingError` for a question that makes no sense as put; what the travel model throws.
  public func answer(_ question: SitingQuestion) throws -> SitingAnswer {
    let pairs = try SitePairs(question)
    let answer = try choose(question, among: pairs)
    var result = SitingAnswer(
      question: question, table: answer.table, choice: answer.choice, clash: answer.clash,
      decisions: try decisions(in: question, answer, among: pairs))
    result.decisionsTogether = try decisionsTogether(in: question, answer, among: pairs)
    guard question.weighsCriteria, result.isFree else { return result }
    result.shifts = try shifts(of: result, question, among: pairs)
    result.runnersUp = try runnersUp(of: result, question, among: pairs)
    return result
  }

  /// The shares of what the proposal gains that strength is tried to be worth.
  private static let triedWorths = [0.01, 0.05, 0.2, 1]

  /// How the choice of sub-centres moves as strength is worth more people, or, where no choice brings anybody within
  /// the standard, as it goes before the journeys.
  private func shifts(
    of answer: SitingAnswer, _ question: SitingQuestion, among pairs: SitePairs
  ) throws -> [SiteShift] {
    guard question.model == .mclp, answer.weighting == .people else { return [] }
    let gained = answer.servedAfter.people - answer.servedBefore.people
    let shares = Set(Self.triedWorths.map { Int((Double(gained) * $0).rounded()) })
    let worths = gained > 0 ? shares.filter { $0 > question.strengthWorth }.sorted() : [Self.strengthFirst]
    let sites = answer.recommendations.map(\.site)
    return try worths.map { worth in
      var other = question
      other.strengthWorth = worth
      let (table, choice, _) = try choose(other, among: pairs)
      let evaluation = SiteEvaluation(table: table, open: choice.solution.selected)
      let moved = evaluation.open.filter { !table.isExisting[$0] }.map { table.sites[$0] }
      return SiteShift(
        worth: gained > 0 ? worth : nil, joining: moved.filter { !sites.contains($0) },
        leaving: sites.filter { !moved.contains($0) },
        peopleLost: answer.servedAfter.people - evaluation.demand(servedBy: evaluation.open).people,
        personSecondsLost: (answer.journey?.saved.personSeconds ?? 0) - evaluation.timeSaved.personSeconds)
    }
  }

  /// Fine enough to tell the strengths of candidates apart.
  private static let strengthFirst = 10_000

  /// The best choice of as many sites without those of the proposal; what is decided stays.
  private func runnersUp(
    of answer: SitingAnswer, _ question: SitingQuestion, among pairs: SitePairs
  ) throws -> SiteRunnersUp? {
    var other = question
    let decided = question.named.union(question.forced)
    other.excluded.formUnion(answer.recommendations.map(\.site.place).filter { !decided.contains($0) })
    let left = other.candidates.count { !other.excluded.contains($0.place) }
    other.count = .exactly(min(answer.recommendations.count, left))
    guard question.model == .mclp, left > 0 else { return nil }
    let (table, choice, _) = try choose(other, among: pairs)
    guard choice.solution.objective != nil else { return nil }
    let evaluation = SiteEvaluation(table: table, open: choice.solution.selected)
    let sites = evaluation.open.filter { !table.isExisting[$0] && !decided.contains(table.sites[$0].place) }
      .map { table.sites[$0] }
    guard !sites.isEmpty else { return nil }
    return SiteRunnersUp(
      sites: sites, gained: evaluation.demand(servedBy: evaluation.open).less(answer.servedBefore),
      saved: evaluation.timeSaved, isProven: choice.isProven)
  }

  typealias Chosen = (table: SiteTable, choice: SiteChoice, clash: InfeasibilityReason?)

  /// The sites that answer a question, without reasons.
  func choose(_ question: SitingQuestion) throws -> Chosen { try choose(question, among: SitePairs(question)) }

  /// - Parameter pairs: of this question, or of one that differs in decisions alone.
  private func choose(_ question: SitingQuestion, among pairs: SitePairs) throws -> Chosen {
    var options = options
    options.gap = max(options.gap, question.gap)
    options.nodeLimit = question.nodeLimit ?? options.nodeLimit
    var table = try SiteTable(question, pairs)
    var clash = table.shortage
    if clash != nil { table = table.relaxed() }
    var solution = try table.problem.solve(options)
    if clash == nil, let reason = solution.infeasibility, reason.isAboutLimits {
      clash = reason
      table = table.relaxed()
      solution = try table.problem.solve(options)
    }
    clash = clash ?? solution.infeasibility
    guard solution.objective != nil else { return (table, SiteChoice(solution), clash) }
    var choice = try SiteChoice(solution).withShortestJourneys(table, options)
    choice.exchange(in: table)
    choice.dropIdle(in: table)
    return (table, choice, clash)
  }

  /// What each forced or excluded site costs: the question is answered again without that decision.
  private func decisions(
    in question: SitingQuestion, _ own: Chosen, among pairs: SitePairs
  ) throws -> [SiteDecision] {
    let places = question.forced.union(question.excluded).sorted()
    let sites = Dictionary(
      (question.candidates + question.existing).map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    let existing = Set(question.existing.map(\.place))
    return try places.compactMap { place in
      guard let site = sites[place] else { return nil }
      var decision = SiteDecision(
        site: site, kind: question.forced.contains(place) ? .forced : .excluded, cost: nil, moreSites: 0, isExact: true,
        weighting: own.table.weighting)
      if existing.contains(place) { return decision }
      var free = question
      free.forced.remove(place)
      free.excluded.remove(place)
      let (cost, moreSites, isExact) = try loss(of: own, against: free, among: pairs)
      (decision.cost, decision.moreSites, decision.isExact) = (cost, moreSites, isExact)
      return decision
    }
  }
}

extension SiteRecommender {
  /// What all forced and excluded sites cost together; nil where fewer than two decide anything.
  private func decisionsTogether(
    in question: SitingQuestion, _ own: Chosen, among pairs: SitePairs
  ) throws -> SiteDecisionsTogether? {
    let existing = Set(question.existing.map(\.place))
    let sites = Set(question.candidates.map(\.place)).subtracting(existing)
    let decided = question.forced.union(question.excluded).intersection(sites)
    guard decided.count > 1 else { return nil }
    var free = question
    (free.forced, free.excluded) = ([], [])
    let (cost, moreSites, isExact) = try loss(of: own, against: free, among: pairs)
    return SiteDecisionsTogether(
      count: decided.count, cost: cost, moreSites: moreSites, isExact: isExact, weighting: own.table.weighting)
  }

  /// What an answer loses against that of a question with fewer decisions.
  private func loss(
    of own: Chosen, against free: SitingQuestion, among pairs: SitePairs
  ) throws -> (cost: SiteLoss, moreSites: Int, isExact: Bool) {
    let other = try choose(free, among: pairs)
    let (best, worth) = (other.choice.worth(in: other.table), own.choice.worth(in: own.table))
    return (
      SiteLoss(objective: best.objective - worth.objective, personSeconds: best.personSeconds - worth.personSeconds),
      free.model == .lscp ? own.choice.solution.selected.count - other.choice.solution.selected.count : 0,
      own.choice.isProven && other.choice.isProven
    )
  }
}

extension InfeasibilityReason {
  /// Whether lowering counts and county minima can help.
  fileprivate var isAboutLimits: Bool {
    switch self {
    case .unreachableDemand, .shareUnreachable: false
    default: true
    }
  }
}
