import SiteSolver
import Testing

@Suite struct BruteForceTests {
  static let coreModels: [SitingModel] = [.lscp, .mclp, .pMedian, .pCentre]

  @Test(arguments: coreModels, 0..<10)
  func coreModelsEqualBruteForce(model: SitingModel, block: Int) throws {
    var source = RandomProblem(seed: UInt64(block) * 1_000_003 + 17)
    for _ in 0..<60 { try checkAgainstBruteForce(source.make(model)) }
  }
}

/// The solver's answer has the brute-force objective, keeps the limits, and is worth what it says.
func checkAgainstBruteForce(_ problem: SitingProblem, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  if let count = problem.count, count.lowerBound > problem.costs.candidateCount { return }
  let expected = BruteForce(problem).bestObjective()
  let solution = try problem.solve()
  guard let expected else {
    #expect(solution.status == .infeasible, "\(problem)", sourceLocation: sourceLocation)
    #expect(solution.infeasibility != nil, sourceLocation: sourceLocation)
    return
  }
  #expect(solution.status == .optimal, "\(problem)", sourceLocation: sourceLocation)
  guard let objective = solution.objective else { return }
  let tolerance = 1e-7 * max(1, abs(expected))
  #expect(
    abs(objective - expected) <= tolerance, "\(problem) gives \(solution)", sourceLocation: sourceLocation)
  #expect(
    BruteForce(problem).keepsLimits(solution.selected), "\(problem) \(solution)", sourceLocation: sourceLocation
  )
  if let worth = BruteForce(problem).objective(solution.selected) {
    #expect(abs(worth - objective) <= tolerance, sourceLocation: sourceLocation)
  } else {
    Issue.record("\(solution.selected) leaves demand unserved: \(problem)", sourceLocation: sourceLocation)
  }
}
