import SiteSolver
import Testing

/// One choice for several scenarios, held against every choice there is.
@Suite struct SiteScenariosTests {
  /// Two villages; in winter the way of one to the middle is closed.
  private func twoVillages() throws -> (problem: SitingProblem, scenarios: [SiteScenario]) {
    func costs(_ rows: [[Double]]) throws -> SparseCosts {
      try SparseCosts(
        demandCount: 2, candidateCount: 3,
        pairs: rows.enumerated().flatMap { i, row in
          row.enumerated().map { (demand: i, candidate: $0, cost: $1) }
        })
    }
    let summer = try costs([[0, 10, 5], [10, 0, 4]])
    let winter = try costs([[0, 12, 40], [12, 0, 4]])
    return (
      SitingProblem(aim: .pMedian(), costs: summer, weights: [10, 10], count: 1...1),
      [
        SiteScenario(costs: summer, weights: [10, 10], share: 3), SiteScenario(costs: winter, weights: [10, 10]),
      ]
    )
  }

  /// Sites a, b and middle cost 100, 100, 90 in summer and 120, 120, 440 in winter.
  @Test func eachAimIsAsOnPaper() throws {
    let (problem, scenarios) = try twoVillages()
    let mean = try problem.solve(over: scenarios, by: .expected)
    #expect(mean.selected == [0] && mean.objective == 105 && mean.status == .optimal)
    #expect(mean.values == [.expected: 105, .worst: 120, .regret: 10])
    #expect(mean.outcomes.map(\.regret) == [10, 0] && mean.outcomes.map(\.alone.objective) == [90, 120])
    #if CBC
      for aim in [ScenarioAim.worst, .regret] {
        let plan = try problem.solve(over: scenarios, by: aim)
        #expect(plan.selected == [0] && plan.objective == (aim == .worst ? 120 : 10) && plan.status == .optimal)
      }
    #endif
  }

  @Test func aScenarioWithoutAChoiceIsNamed() throws {
    var (problem, scenarios) = try twoVillages()
    scenarios[1].costs = try SparseCosts(
      demandCount: 2, candidateCount: 3, pairs: [(demand: 0, candidate: 0, cost: 1)])
    let plan = try problem.solve(over: scenarios, by: .expected)
    #expect(plan.status == .infeasible && plan.infeasibleScenario == 1 && plan.infeasibility == .unreachableDemand([1]))
    problem.aim = .lscp
    #expect(throws: SitingError.self) { try problem.solve(over: scenarios, by: .expected) }
  }

  #if CBC
    @Test(arguments: [SitingModel.mclp, .pMedian], ScenarioAim.allCases)
    func noChoiceIsBetter(model: SitingModel, aim: ScenarioAim) throws {
      var source = RandomProblem(seed: 1997)
      var solved = 0
      for number in 0..<60 {
        let problem = try source.make(model, sideConstraints: number % 2 == 0, maxCandidates: 7, maxDemand: 8)
        if case .pMedian(_, .some) = problem.aim { continue }
        var scenarios = [SiteScenario(costs: problem.costs, weights: problem.weights, share: 2)]
        for _ in 0..<2 { scenarios.append(try changed(problem, &source)) }
        let plan = try problem.solve(over: scenarios, by: aim)
        guard let best = try enumerated(problem, scenarios, aim) else {
          #expect(plan.status == .infeasible, "\(problem) \(plan)")
          continue
        }
        let found = try #require(plan.objective, "\(problem)")
        #expect(abs(found - best) <= 1e-6 * max(1, abs(best)), "\(problem) \(scenarios)")
        #expect(plan.status == .optimal && plan.bound == plan.objective)
        solved += 1
      }
      #expect(solved > 12)
    }

    /// The same pairs at other costs, some of them gone, and other weights.
    private func changed(_ problem: SitingProblem, _ source: inout RandomProblem) throws -> SiteScenario {
      var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
      for i in 0..<problem.costs.demandCount {
        for j in 0..<problem.costs.candidateCount {
          guard let cost = problem.costs.cost(demand: i, candidate: j) else { continue }
          let draw = Int.random(in: 0..<10, using: &source.random)
          if draw > 0 { pairs.append((i, j, cost * Double(draw) / 4)) }
        }
      }
      return SiteScenario(
        costs: try SparseCosts(
          demandCount: problem.costs.demandCount, candidateCount: problem.costs.candidateCount, pairs: pairs),
        weights: problem.weights.map { $0 * Double(Int.random(in: 0...3, using: &source.random)) })
    }

    /// The best of all choices, by the definition of the aim.
    private func enumerated(_ problem: SitingProblem, _ scenarios: [SiteScenario], _ aim: ScenarioAim) throws -> Double?
    {
      let judges = scenarios.map { scenario in
        var own = problem
        (own.costs, own.weights) = (scenario.costs, scenario.weights)
        return BruteForce(own)
      }
      let minimises = problem.model == .pMedian
      let alone = judges.map { $0.bestObjective() }
      if alone.contains(where: { $0 == nil }) { return nil }
      let shares = scenarios.map { $0.share / scenarios.reduce(0) { $0 + $1.share } }
      var best: Double?
      for set in 0..<(1 << problem.costs.candidateCount) {
        let units = (0..<problem.costs.candidateCount).map { set >> $0 & 1 }
        guard judges[0].keepsLimits(units) else { continue }
        let worths = judges.compactMap { $0.objective(units) }
        guard worths.count == judges.count else { continue }
        let losses = zip(worths, alone).map { minimises ? $0 - ($1 ?? 0) : ($1 ?? 0) - $0 }
        let value =
          switch aim {
          case .expected: zip(worths, shares).reduce(0) { $0 + $1.0 * $1.1 }
          case .worst: (minimises ? worths.max() : worths.min()) ?? 0
          case .regret: losses.max() ?? 0
          }
        let isLeastBest = minimises || aim == .regret
        best = best.map { isLeastBest ? min($0, value) : max($0, value) } ?? value
      }
      return best
    }
  #endif
}
