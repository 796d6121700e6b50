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
    let answer = try choose(question)
    return SitingAnswer(
      question: question, table: answer.table, choice: answer.choice, clash: answer.clash,
      decisions: try decisions(in: question, answer))
  }

  private typealias Chosen = (table: SiteTable, choice: SiteChoice, clash: InfeasibilityReason?)

  private func choose(_ question: SitingQuestion) throws -> Chosen {
    var options = options
    options.gap = max(options.gap, question.gap)
    options.nodeLimit = question.nodeLimit ?? options.nodeLimit
    var table = try SiteTable(question)
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
  private func decisions(in question: SitingQuestion, _ own: Chosen) throws -> [SiteDecision] {
    let places = question.forced.union(question.excluded).sorted()
    let sites = Dictionary(
      (question.candidates + question.existing).map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    let existing = Set(question.existing.map(\.place))
    let worth = own.choice.worth(in: own.table)
    return try places.compactMap { place in
      guard let site = sites[place] else { return nil }
      var decision = SiteDecision(
        site: site, kind: question.forced.contains(place) ? .forced : .excluded, cost: nil, moreSites: 0, isExact: true,
        weighting: own.table.weighting)
      if existing.contains(place) { return decision }
      var free = question
      free.forced.remove(place)
      free.excluded.remove(place)
      let other = try choose(free)
      let best = other.choice.worth(in: other.table)
      decision.cost = SiteLoss(
        objective: best.objective - worth.objective, personSeconds: best.personSeconds - worth.personSeconds)
      if question.model == .lscp {
        decision.moreSites = own.choice.solution.selected.count - other.choice.solution.selected.count
      }
      decision.isExact = own.choice.isProven && other.choice.isProven
      return decision
    }
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
