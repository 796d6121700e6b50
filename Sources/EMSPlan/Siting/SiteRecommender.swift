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
        return SitingAnswer(question: question, table: table, solution: solution, clash: solution.infeasibility)
      }
      clash = reason
    }
    let relaxed = table.relaxed()
    let second = try relaxed.problem.solve(options)
    return SitingAnswer(question: question, table: relaxed, solution: second, clash: clash)
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
