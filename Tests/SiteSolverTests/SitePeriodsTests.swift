import Foundation
import Testing

@testable import SiteSolver

#if CBC
  /// Sites over several periods against every way to open each site in some period or never.
  @Suite struct SitePeriodsTests {
    private static let seed = UInt64(ProcessInfo.processInfo.environment["EMSPLAN_SEED"] ?? "") ?? 0

    /// Counts, budgets and weights of one to three periods.
    private func periods(_ source: inout RandomProblem, _ problem: SitingProblem) -> [SitePeriod] {
      (0..<Int.random(in: 1...3, using: &source.random)).map { _ in
        let isCounted = !source.one(in: 4)
        let least = Int.random(in: 0...2, using: &source.random)
        return SitePeriod(
          count: isCounted ? least...(least + (source.one(in: 3) ? 1 : 0)) : nil,
          budget: !isCounted || source.one(in: 5) ? source.number(upTo: 12, true) : nil,
          weights: problem.weights.map { _ in source.number(upTo: 20, true) }, years: source.one(in: 3) ? 2.5 : 1)
      }
    }

    /// What some open sites are worth in a period, with limits on numbers and money for them.
    private func worth(
      _ problem: SitingProblem, _ open: [Int], in period: SitePeriod, count: ClosedRange<Int>?, budget: Double?,
      isLast: Bool
    ) -> Double? {
      var own = problem
      (own.weights, own.count, own.budget) = (period.weights, count ?? 0...99, budget)
      if !isLast {
        own.forced = []
        own.groups?.limits = problem.groups?.limits.map { 0...$0.upperBound } ?? []
      }
      let units = (0..<problem.costs.candidateCount).map { open.contains($0) ? 1 : 0 }
      let judge = BruteForce(own)
      return judge.keepsLimits(units) ? judge.objective(units) : nil
    }

    /// The best sum over all ways to open; nil when there is none.
    private func best(_ problem: SitingProblem, _ periods: [SitePeriod]) -> Double? {
      let all = problem.costs.candidateCount
      var best: Double?
      var when = [Int](repeating: 0, count: all)
      func visit(_ j: Int) {
        if j < all {
          for t in 0...periods.count where t == 0 || !problem.fixedOpen.contains(j) {
            when[j] = t
            visit(j + 1)
          }
          return
        }
        var sum = 0.0
        for (t, period) in periods.enumerated() {
          let opened = (0..<all).filter { when[$0] == t && !problem.fixedOpen.contains($0) }
          if let count = period.count, !count.contains(opened.count) { return }
          let money = opened.reduce(0) { $0 + (problem.siteCosts?[$1] ?? 1) }
          if let budget = period.budget, money > budget + 1e-9 { return }
          let open = (0..<all).filter { when[$0] <= t }
          guard
            let worth = worth(problem, open, in: period, count: nil, budget: nil, isLast: t == periods.count - 1)
          else { return }
          sum += period.years * worth
        }
        if let known = best, problem.model.minimises ? sum >= known : sum <= known { return }
        best = sum
      }
      visit(0)
      return best
    }

    private func isNear(_ a: Double?, _ b: Double?) -> Bool {
      guard let a, let b else { return a == nil && b == nil }
      return abs(a - b) <= 1e-7 * max(1, abs(b))
    }

    @Test(arguments: [SitingModel.mclp, .pMedian], 0..<4)
    func everyPeriodIsPartOfTheBestPlan(model: SitingModel, block: Int) throws {
      var source = RandomProblem(seed: UInt64(block) * 5_003 + 41 + Self.seed)
      var solved = 0
      for _ in 0..<40 {
        var problem = try source.make(model, sideConstraints: true, maxCandidates: 5, maxDemand: 8)
        (problem.closingPrices, problem.count, problem.budget) = ([:], nil, nil)
        let periods = periods(&source, problem)
        // More sites than candidates are refused, not found impossible.
        if periods.reduce(0, { $0 + ($1.count?.lowerBound ?? 0) }) > problem.costs.candidateCount { continue }
        let plan = try problem.solve(over: periods)
        let expected = best(problem, periods)
        #expect(isNear(plan.objective, expected), "\(problem) \(periods) \(plan)")
        #expect(plan.status == (expected == nil ? .infeasible : .optimal))
        guard expected != nil else {
          #expect(plan.infeasiblePeriod != nil)
          continue
        }
        solved += 1
        var open = Set(problem.fixedOpen)
        var sum = 0.0
        for (t, choice) in plan.choices.enumerated() {
          let (period, isLast) = (periods[t], t == periods.count - 1)
          #expect(open.isDisjoint(with: choice.opened))
          open.formUnion(choice.opened)
          #expect(choice.standing.selected == open.sorted())
          #expect(period.count?.contains(choice.opened.count) ?? true)
          let own = worth(problem, open.sorted(), in: period, count: nil, budget: nil, isLast: isLast)
          #expect(isNear(choice.standing.objective, own), "\(problem) \(plan)")
          sum += period.years * (own ?? .nan)
          // With the numbers and the money of all periods so far, the period alone does at least as well.
          let standing = choice.standing.objective ?? .nan
          let alone = choice.alone.objective ?? .nan
          #expect(model.minimises ? alone <= standing + 1e-7 : alone >= standing - 1e-7)
          #expect(choice.alone.status == .optimal)
        }
        #expect(isNear(sum, expected))
        if let steps = plan.stepByStepObjective, let expected {
          #expect(model.minimises ? steps >= expected - 1e-7 : steps <= expected + 1e-7)
        }
      }
      #expect(solved > 5)
    }

    /// 10 people now in the middle and 9 and 8 in the two towns that grow: who looks at the first year alone builds where
    /// nobody will live.
    @Test func decidingForTheFirstPeriodAloneCostsTheLater() throws {
      let costs = try SparseCosts(
        candidateCount: 3, rowStart: [0, 1, 2, 3], candidates: [0, 1, 2], costs: [1, 1, 1])
      let problem = SitingProblem(aim: .mclp(), costs: costs, weights: [], standard: 2)
      let plan = try problem.solve(over: [
        SitePeriod(count: 1...1, budget: nil, weights: [10, 9, 8]),
        SitePeriod(count: 1...1, budget: nil, weights: [0, 30, 20]),
      ])
      #expect(plan.status == .optimal && plan.objective == 59 && plan.stepByStepObjective == 40)
      #expect(plan.choices.map(\.opened) == [[1], [2]])
      #expect(plan.choices.map(\.alone.objective) == [10, 50])
      #expect(plan.choices.map { $0.stepByStep?.objective } == [10, 30])
    }

    @Test func otherModelsAndClosingAreRefused() throws {
      let costs = try SparseCosts(candidateCount: 1, rowStart: [0, 1], candidates: [0], costs: [1])
      let period = SitePeriod(count: 1...1, budget: nil, weights: [1])
      #expect(throws: SitingError.self) {
        try SitingProblem(aim: .pCentre, costs: costs, weights: [1]).solve(over: [period])
      }
      #expect(throws: SitingError.self) {
        try SitingProblem(aim: .mclp(), costs: costs, weights: [1], standard: 1, closingPrices: [0: 1])
          .solve(over: [period])
      }
    }
  }
#endif
