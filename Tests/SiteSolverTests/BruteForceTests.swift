import Foundation
import SiteSolver
import Testing

@Suite struct BruteForceTests {
  /// Other problems of the same kind, for Scripts/brute-force.
  private static let seed = UInt64(ProcessInfo.processInfo.environment["EMSPLAN_SEED"] ?? "") ?? 0

  #if CBC
    static let coreModels: [SitingModel] = [.lscp, .mclp, .psclp, .pMedian, .pCentre, .pDispersion]
  #else
    // Limits of groups of p-dispersion go to CBC.
    static let coreModels: [SitingModel] = [.lscp, .mclp, .psclp, .pMedian, .pCentre]
  #endif

  @Test(arguments: coreModels, 0..<10)
  func coreModelsEqualBruteForce(model: SitingModel, block: Int) throws {
    var source = RandomProblem(seed: UInt64(block) * 1_000_003 + 17 + Self.seed)
    for _ in 0..<60 { try checkAgainstBruteForce(source.make(model, sideConstraints: false)) }
  }

  /// Problems with group limits whose multipliers once ran away, until rounding passed for a bound.
  @Test(arguments: [4, 8, 69])
  func stepsKeepTheirMeasureWhereDirectionsCancel(block: Int) throws {
    var source = RandomProblem(seed: UInt64(block) * 1_000_033 + 19)
    for _ in 0..<60 { try checkAgainstBruteForce(source.make(.pCentre, sideConstraints: false)) }
  }

  #if CBC
    @Test(arguments: SitingModel.allCases, 0..<4)
    func everyModelWithEveryOptionEqualsBruteForce(model: SitingModel, block: Int) throws {
      var source = RandomProblem(seed: UInt64(block) * 7_654_321 + 5 + Self.seed)
      let isSlow = model.isSlowToEnumerate
      for _ in 0..<40 {
        try checkAgainstBruteForce(
          source.make(
            model, sideConstraints: true, maxCandidates: isSlow ? 4 : 7, maxDemand: isSlow ? 6 : 12))
      }
    }

    /// Every pair of constraints, and all of them at once.
    @Test(arguments: SitingModel.allCases)
    func everyModelWithConstraintsTogetherEqualsBruteForce(model: SitingModel) throws {
      var source = RandomProblem(seed: 8_080 + Self.seed)
      let isSlow = model.isSlowToEnumerate
      let all = SideConstraint.allCases
      for (first, one) in all.enumerated() {
        for other in all[(first + 1)...] {
          for _ in 0..<3 {
            try checkAgainstBruteForce(
              source.make(model, with: [one, other], maxCandidates: isSlow ? 4 : 8, maxDemand: isSlow ? 6 : 12))
          }
        }
      }
      for _ in 0..<10 {
        try checkAgainstBruteForce(
          source.make(model, with: all, maxCandidates: isSlow ? 4 : 8, maxDemand: isSlow ? 6 : 12))
      }
    }

    /// What is there before CBC has begun is a choice that keeps every limit, worth what is said of it.
    @Test(arguments: SitingModel.allCases.filter { $0 != .pCentre })
    func whatIsFoundInNoTimeKeepsEveryLimit(model: SitingModel) throws {
      var source = RandomProblem(seed: 515)
      let isCapacitated = model == .capacitatedMCLP || model == .capacitatedPMedian
      var found = 0
      for _ in 0..<60 {
        let problem = try source.make(model, sideConstraints: true, maxCandidates: 6, maxDemand: 9)
        let hurried = try problem.solve(SolveOptions(timeLimit: .zero))
        guard let objective = hurried.objective else { continue }
        found += 1
        let judge = BruteForce(problem)
        var units = [Int](repeating: 0, count: problem.costs.candidateCount)
        for (j, n) in zip(hurried.selected, hurried.units) { units[j] = n }
        #expect(judge.keepsLimits(units), "\(problem) \(hurried)")
        let best = try #require(judge.objective(units), "\(problem) \(hurried)")
        let loss = model.minimises ? objective - best : best - objective
        #expect(loss >= -1e-7 * max(1, abs(best)) && (isCapacitated || loss <= 1e-7 * max(1, abs(best))))
      }
      #expect(found > 0)
    }

    /// Two existing sites that may be closed back each other up, though no unit is added: 10 (1 − q) + 10 q (1 − q).
    @Test func closableSitesBackEachOtherUp() throws {
      var problem = SitingProblem(
        aim: .mexclp(busyFraction: 0.2),
        costs: try SparseCosts(candidateCount: 2, rowStart: [0, 2], candidates: [0, 1], costs: [1, 1]),
        weights: [10])
      problem.count = 0...0
      problem.standard = 1
      problem.fixedOpen = [0, 1]
      problem.closingPrices = [0: 0.5, 1: 0.5]
      let solution = try problem.solve()
      #expect(solution.status == .optimal)
      #expect(abs((solution.objective ?? 0) - 9.6) < 1e-9)
      #expect(solution.selected == [0, 1])
    }

    @Test(arguments: [SitingModel.mclp, .pMedian, .bacop1, .mexclp])
    func lightWeightsAreWeighedAsExactly(model: SitingModel) throws {
      var source = RandomProblem(seed: 404)
      for _ in 0..<25 {
        var problem = try source.make(model, sideConstraints: true, maxCandidates: 4, maxDemand: 8)
        problem.weights = problem.weights.map { $0 * 1e-7 }
        problem.closingPrices = [:]
        try checkAgainstBruteForce(problem, scale: 1e-7)
      }
    }
  #endif
}

extension SitingModel {
  /// Whether units or assignments multiply the choices.
  var isSlowToEnumerate: Bool {
    [.dsm, .mexclp, .capacitatedMCLP, .capacitatedPMedian, .capacitatedLSCP].contains(self)
  }
}

/// The solver's answer has the brute-force objective, keeps the limits, and is worth what it says.
func checkAgainstBruteForce(
  _ problem: SitingProblem, scale: Double = 1, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let judge = BruteForce(problem)
  let expected = judge.bestObjective()
  let solution = try problem.solve()
  guard let expected else {
    #expect(solution.status == .infeasible, "\(problem)", sourceLocation: sourceLocation)
    #expect(solution.infeasibility != nil, sourceLocation: sourceLocation)
    return
  }
  #expect(solution.status == .optimal, "\(problem)", sourceLocation: sourceLocation)
  guard let objective = solution.objective else { return }
  let tolerance = 1e-7 * max(scale, abs(expected))
  #expect(
    abs(objective - expected) <= tolerance, "expected \(expected) for \(problem) got \(solution)",
    sourceLocation: sourceLocation)
  var units = [Int](repeating: 0, count: problem.costs.candidateCount)
  for (j, n) in zip(solution.selected, solution.units) { units[j] = n }
  #expect(judge.keepsLimits(units), "\(problem) \(solution)", sourceLocation: sourceLocation)
  if let worth = judge.objective(units) {
    #expect(abs(worth - objective) <= tolerance, sourceLocation: sourceLocation)
  } else {
    Issue.record("\(solution.selected) leaves demand unserved: \(problem)", sourceLocation: sourceLocation)
  }
}
