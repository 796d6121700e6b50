import SiteSolver
import Testing

/// What a planner asks of a solution, against full enumeration.
@Suite struct PlanTests {
  private func problems(_ model: SitingModel, seed: UInt64) throws -> [SitingProblem] {
    var source = RandomProblem(seed: seed)
    return try (0..<40).map { _ in
      try source.make(model, sideConstraints: false, maxCandidates: 7, maxDemand: 10)
    }
  }

  @Test(arguments: [SitingModel.mclp, .pMedian, .pCentre])
  func alternativesAreTheBestSets(model: SitingModel) throws {
    for problem in try problems(model, seed: 77) where problem.groups == nil {
      guard let count = problem.count, count.count == 1, count.lowerBound <= problem.costs.candidateCount else {
        continue
      }
      let best = try problem.solve()
      guard best.objective != nil else { continue }
      let found = try problem.alternatives(to: best, count: 5, within: 10)
      let judge = BruteForce(problem)
      var all: [Double] = []
      for mask in 0..<(1 << problem.costs.candidateCount) {
        let units = (0..<problem.costs.candidateCount).map { mask >> $0 & 1 }
        if judge.keepsLimits(units), let worth = judge.objective(units) { all.append(worth) }
      }
      all.sort { model.minimises ? $0 < $1 : $0 > $1 }
      let limit = 10 * abs(all[0])
      let expected = all.prefix(5).filter { abs($0 - all[0]) <= limit + 1e-9 }
      #expect(found.count == expected.count)
      for (plan, worth) in zip(found, expected) {
        #expect(abs((plan.objective ?? .nan) - worth) <= 1e-7 * max(1, abs(worth)))
      }
      #expect(Set(found.map(\.selected)).count == found.count)
    }
  }

  @Test(arguments: [SitingModel.mclp, .pMedian, .pCentre, .lscp])
  func valuesAndSubstitutesAreThoseOfFullEvaluation(model: SitingModel) throws {
    for problem in try problems(model, seed: 31) {
      if let count = problem.count, count.lowerBound > problem.costs.candidateCount { continue }
      let solution = try problem.solve()
      guard let worth = solution.objective else { continue }
      let judge = BruteForce(problem)
      func judged(_ open: [Int]) -> Double? {
        judge.objective((0..<problem.costs.candidateCount).map { open.contains($0) ? 1 : 0 })
      }
      let sign: Double = model.minimises ? -1 : 1
      for value in problem.siteValues(of: solution.selected) {
        let rest = solution.selected.filter { $0 != value.site }
        let without = judged(rest).map { sign * (worth - $0) }
        #expect((value.marginal == nil) == (without == nil))
        if let a = value.marginal, let b = without { #expect(abs(a - b) < 1e-7 * max(1, abs(b))) }
        if let substitute = value.substitute, let cost = value.substituteCost {
          let open = (rest + [substitute]).sorted()
          #expect(judge.keepsLimits((0..<problem.costs.candidateCount).map { open.contains($0) ? 1 : 0 }))
          let exact = sign * (worth - (judged(open) ?? .nan))
          #expect(abs(cost - exact) < 1e-7 * max(1, abs(exact)))
          if solution.status == .optimal { #expect(cost >= -1e-7) }
        }
      }
    }
  }

  @Test func theBuildOrderIsGreedyAndEndsAtThePlan() throws {
    for problem in try problems(.mclp, seed: 12) {
      guard let count = problem.count, count.count == 1, count.lowerBound <= problem.costs.candidateCount else {
        continue
      }
      let solution = try problem.solve()
      guard let worth = solution.objective else { continue }
      let steps = try problem.buildOrder(of: solution.selected, comparing: false)
      let existing = Set(problem.fixedOpen)
      #expect(Set(steps.map(\.site)) == Set(solution.selected).subtracting(existing))
      if let last = steps.last?.objective { #expect(abs(last - worth) < 1e-9 * max(1, worth)) }
      let objectives = steps.compactMap(\.objective)
      #expect(objectives == objectives.sorted())
    }
  }

  @Test func efficientChoicesTradeTheMeanForTheWorst() throws {
    var random = SeededRandom(3)
    let points = (0..<40).map { _ in
      (Double.random(in: 0...50, using: &random), Double.random(in: 0...50, using: &random))
    }
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for i in 0..<40 {
      for j in 0..<10 {
        let (dx, dy) = (points[i].0 - points[j].0, points[i].1 - points[j].1)
        pairs.append((i, j, (dx * dx + dy * dy).squareRoot()))
      }
    }
    let costs = try SparseCosts(demandCount: 40, candidateCount: 10, pairs: pairs)
    let weights = [Double](repeating: 1, count: 40)
    let problem = SitingProblem(model: .pMedian, costs: costs, weights: weights, count: 3...3)
    let choices = try problem.efficientChoices(atMost: 50)
    let centre = try SitingProblem(model: .pCentre, costs: costs, weights: weights, count: 3...3).solve()
    #expect(choices.last?.greatestCost == centre.objective)
    for (a, b) in zip(choices, choices.dropFirst()) {
      #expect((a.greatestCost ?? 0) > (b.greatestCost ?? 0))
      #expect((a.solution.objective ?? 0) <= (b.solution.objective ?? 0))
    }
  }
}
