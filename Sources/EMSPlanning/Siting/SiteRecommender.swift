import GeoKit
import SiteSolver

/// Turns a siting question into numbers, has it solved, and turns the answer into sites with reasons.
public struct SiteRecommender: Sendable {
  public var options: SolveOptions

  public init(options: SolveOptions = SolveOptions()) { self.options = options }

  /// Answers one question.
  ///
  /// Sites are numbered by id, existing ones among them, so that neither the order of rows nor of files matters. When
  /// the limits clash, the clash is named, and the sites are those of the nearest question that has an answer: county
  /// minima lowered to the candidates that are known, and the count to what the counties allow together.
  ///
  /// - Throws: `SitingError` for a question that makes no sense as put; what the travel model throws.
  public func answer(_ question: SitingQuestion) throws -> SitingAnswer {
    var options = options
    options.gap = max(options.gap, question.gap)
    options.nodeLimit = question.nodeLimit ?? options.nodeLimit
    let table = try SiteTable(question)
    let clash: InfeasibilityReason
    if let shortage = table.shortage {
      clash = shortage
    } else {
      let solution = try table.problem.solve(options)
      guard let reason = solution.infeasibility, reason.isAboutLimits else {
        let backed = try withBackup(withStronger(solution, table: table), table: table, options: options)
        return SitingAnswer(question: question, table: table, solution: backed, clash: solution.infeasibility)
      }
      clash = reason
    }
    let relaxed = table.relaxed()
    let second = withStronger(try relaxed.problem.solve(options), table: relaxed)
    return SitingAnswer(
      question: question, table: relaxed, solution: try withBackup(second, table: relaxed, options: options),
      clash: clash)
  }

  /// Exchanges sites for stronger ones as long as that costs nothing.
  ///
  /// Objective, bound and proof stay as they are. The weakest site goes first, for the strongest that does as well; ties
  /// by id. Every exchange raises the sum of the scores, so that it ends.
  private func withStronger(_ solution: SitingSolution, table: SiteTable) -> SitingSolution {
    guard solution.objective != nil, table.sites.contains(where: { $0.strength != nil }) else { return solution }
    func score(_ site: Int) -> Double { table.sites[site].strength?.score ?? 0 }
    var result = solution
    search: while true {
      let evaluation = SiteEvaluation(table: table, open: result.selected)
      let own = evaluation.open.filter { !table.isExisting[$0] && !table.isNamed[$0] }
      for site in own.sorted(by: { (score($0), $0) < (score($1), $1) }) {
        let stronger = evaluation.lossesOfSwaps(replacing: site).filter {
          $0.loss <= 0 && score($0.candidate) > score(site)
        }
        guard let best = stronger.max(by: { (score($0.candidate), $1.candidate) < (score($1.candidate), $0.candidate) })
        else { continue }
        result.selected = (result.selected.filter { $0 != site } + [best.candidate]).sorted()
        continue search
      }
      return result
    }
  }

  /// Moves the sites that add nobody to where they give the most people a second site within the standard.
  ///
  /// A plan may ask for more sites than it takes to reach everybody who can be reached. First cover, its bound and its
  /// proof stay as they are; second cover is the best that the sites which add somebody leave room for (backup
  /// coverage in the sense of Hogan and ReVelle 1986, the first cover held).
  private func withBackup(
    _ solution: SitingSolution, table: SiteTable, options: SolveOptions
  ) throws -> SitingSolution {
    guard table.problem.model == .mclp, solution.objective != nil else { return solution }
    let evaluation = SiteEvaluation(table: table, open: solution.selected)
    let fixed = Set(table.problem.fixedOpen)
    let order = evaluation.buildOrder(of: evaluation.open.filter { !fixed.contains($0) })
    let idle = Set(order.filter { step in step.gained.allSatisfy { table.weights[$0] == 0 } }.map(\.site))
    guard !idle.isEmpty else { return solution }
    let kept = solution.selected.filter { !idle.contains($0) }
    let backup = try table.backupProblem(open: kept, count: idle.count).solve(options)
    guard backup.objective != nil else { return solution }
    var result = solution
    result.selected = backup.selected
    return result
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
