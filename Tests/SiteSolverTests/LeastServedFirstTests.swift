import Foundation
import SiteSolver
import Testing

#if CBC
  /// The lexicographic p-centre against every choice of sites.
  @Suite struct LeastServedFirstTests {
    private static let seed = UInt64(ProcessInfo.processInfo.environment["EMSPLAN_SEED"] ?? "") ?? 0

    /// What everybody with weight is served at, one entry a head, the greatest first.
    private func heads(_ problem: SitingProblem, _ open: [Int]) -> [Double] {
      problem.weights.indices.flatMap { i in
        let costs = open.compactMap { problem.costs.cost(demand: i, candidate: $0) }
        return [Double](repeating: costs.min() ?? .infinity, count: Int(problem.weights[i]))
      }.sorted(by: >)
    }

    /// Small costs, so that many choices tie at many levels.
    @Test(arguments: 0..<8) func isTheBestOfAllChoices(block: Int) throws {
      var source = RandomProblem(seed: UInt64(block) * 77_003 + 9 + Self.seed)
      var compared = 0
      var levels = 0
      for _ in 0..<150 {
        var problem = try source.make(.pCentre, sideConstraints: true, maxCandidates: 7, maxDemand: 12)
        let few = Double(Int.random(in: 1...20, using: &source.random))
        problem.weights = problem.weights.map { ($0 / 4).rounded() }
        problem.costs = try SparseCosts(
          candidateCount: problem.costs.candidateCount, rowStart: problem.costs.rowStart,
          candidates: problem.costs.candidates, costs: problem.costs.costs.map { ($0 * few / 20).rounded() })
        if let count = problem.count, count.lowerBound > problem.costs.candidateCount { continue }
        let centre = try problem.solve()
        guard let objective = centre.objective, centre.status == .optimal else { continue }
        let choice = try problem.leastServedFirst(from: centre)
        let own = choice.solution.selected
        #expect(choice.isProven && choice.solution.status == .optimal && choice.solution.objective == objective)
        let judge = BruteForce(problem)
        #expect(judge.keepsLimits((0..<problem.costs.candidateCount).map { own.contains($0) ? 1 : 0 }))
        func paid(_ open: [Int]) -> Double {
          problem.budget != nil ? 0 : problem.closingPrices.reduce(0) { open.contains($1.key) ? $0 : $0 + $1.value }
        }
        var best = heads(problem, own)
        let found = best
        var thriftiest = (problem.money(own), own.count)
        for mask in 0..<(1 << problem.costs.candidateCount) {
          let units = (0..<problem.costs.candidateCount).map { mask >> $0 & 1 }
          let open = units.indices.filter { units[$0] == 1 }
          guard judge.keepsLimits(units), let worth = judge.objective(units), paid(open) <= paid(own) + 1e-9,
            worth - paid(open) <= objective - paid(centre.selected) + 1e-9
          else { continue }
          let costs = heads(problem, open)
          if costs.lexicographicallyPrecedes(best) { best = costs }
          if costs == found {
            let other = (problem.money(open), open.count)
            if other.0 < thriftiest.0 - 1e-9 || (abs(other.0 - thriftiest.0) <= 1e-9 && other.1 < thriftiest.1) {
              thriftiest = other
            }
          }
        }
        #expect(found == best, "\(problem) \(choice)")
        #expect(
          abs(thriftiest.0 - problem.money(own)) <= 1e-9 && thriftiest.1 == own.count, "\(problem) \(choice)")
        for level in choice.levels { #expect(level.weight == Double(found.count { $0 >= level.cost })) }
        compared += 1
        levels += choice.levels.count
      }
      #expect(compared > 40 && levels > 20)
    }

    /// From the p-median to the lexicographic p-centre the mean does not fall and the greatest cost does not rise.
    @Test func theFrontierGoesFromTheTotalToTheWorst() throws {
      var source = RandomProblem(seed: 31 + Self.seed)
      var differing = 0
      for _ in 0..<200 {
        var problem = try source.make(.pMedian, sideConstraints: false)
        problem.aim = .pMedian(everyoneWithin: problem.everyoneWithin)
        if let count = problem.count, count.lowerBound > problem.costs.candidateCount { continue }
        let choices = try problem.fairChoices().filter { $0.solution.objective != nil && $0.isProven }
        guard choices.count == 7, let first = choices.first?.solution, let last = choices.last?.solution else {
          continue
        }
        func mean(_ solution: SitingSolution) -> Double {
          problem.objective(ofOpening: solution.selected) ?? .infinity
        }
        let (total, worst) = (mean(first), last.objective ?? 0)
        for choice in choices {
          #expect(mean(choice.solution) >= total - 1e-9 * max(1, total))
          #expect((problem.greatestCost(of: choice.solution) ?? .infinity) >= worst - 1e-9)
        }
        if mean(last) > total + 1e-9 { differing += 1 }
      }
      #expect(differing > 3)
    }
  }
#endif
