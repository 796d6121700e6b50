import SiteSolver
import Testing

@Suite struct SolverPropertyTests {
  /// Points in the unit square scaled to 100, every point a candidate in every third place.
  private func plane(_ demand: Int, _ candidates: Int, seed: UInt64, reach: Double = .infinity) throws
    -> (costs: SparseCosts, weights: [Double])
  {
    var random = SeededRandom(seed)
    func point() -> (Double, Double) {
      (Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
    }
    let people = (0..<demand).map { _ in point() }
    let sites = (0..<candidates).map { _ in point() }
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for (i, a) in people.enumerated() {
      for (j, b) in sites.enumerated() {
        let d = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
        if d <= reach { pairs.append((i, j, d)) }
      }
    }
    let weights = (0..<demand).map { _ in Double(Int.random(in: 1...500, using: &random)) }
    return (try SparseCosts(demandCount: demand, candidateCount: candidates, pairs: pairs), weights)
  }

  @Test func coverGrowsAndMedianFallsWithTheNumberOfSites() throws {
    let (costs, weights) = try plane(120, 30, seed: 4)
    var covered = -1.0
    var median = Double.infinity
    for p in 1...12 {
      let most = try SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: p...p, standard: 15).solve()
      let least = try SitingProblem(aim: .pMedian(), costs: costs, weights: weights, count: p...p).solve()
      #expect(most.status == .optimal && least.status == .optimal)
      let (a, b) = (try #require(most.objective), try #require(least.objective))
      #expect(a >= covered && b <= median)
      (covered, median) = (a, b)
    }
  }

  @Test func oneSiteFewerThanTheSetCoverNeverCovers() throws {
    for seed in 0..<6 {
      let (costs, weights) = try plane(80, 40, seed: UInt64(seed) + 90)
      let cover = try SitingProblem(aim: .lscp, costs: costs, weights: weights, standard: 25).solve()
      guard cover.status == .optimal else { continue }
      let p = cover.selected.count
      let all = weights.reduce(0, +)
      let same = try SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: p...p, standard: 25).solve()
      let fewer = try SitingProblem(
        aim: .mclp(), costs: costs, weights: weights, count: (p - 1)...(p - 1), standard: 25
      ).solve()
      #expect(same.objective == all)
      #expect(try #require(fewer.bound) < all)
    }
  }

  @Test func theBoundHoldsWhenTimeRunsOut() throws {
    let (costs, weights) = try plane(300, 60, seed: 8)
    var problem = SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: 6...6, standard: 12)
    let exact = try problem.solve()
    let hurried = try problem.solve(SolveOptions(timeLimit: .zero))
    #expect(try #require(hurried.bound) >= (try #require(exact.objective)))
    #expect(hurried.status == .timeLimit || hurried.objective == exact.objective)
    problem.aim = .pMedian()
    problem.standard = nil
    let exactMedian = try problem.solve()
    let loose = try problem.solve(SolveOptions(gap: 0.05))
    #expect(try #require(loose.bound) <= (try #require(exactMedian.objective)) + 1e-6)
    #expect(try #require(loose.objective) <= (try #require(exactMedian.objective)) * 1.05 + 1e-6)
    #expect(loose.status != .optimal || loose.objective == loose.bound)
  }

  /// A limit that strikes before the first relaxation still leaves a bound that holds.
  @Test(arguments: SitingModel.allCases, [true, false]) func theBoundIsFiniteHoweverEarlyTheStop(
    model: SitingModel, isTime: Bool
  ) throws {
    #if !CBC
      guard [.lscp, .mclp, .pMedian, .pCentre, .pDispersion].contains(model) else { return }
    #endif
    let (costs, weights) = try plane(60, 12, seed: 77, reach: 60)
    let distances = SiteDistances(candidateCount: 12) { a, b in Double((a * 37 + b * 53) % 101) }
    var problem = SitingProblem(
      aim: SitingAim(model, distances: distances), costs: costs, weights: weights, count: 4...4, standard: 40)
    problem.capacities = model == .dsm || model == .mexclp ? nil : (0..<12).map { _ in 8_000 }
    if model.minimisesSites { problem.count = nil }
    let exact = try problem.solve()
    let hurried = try problem.solve(isTime ? SolveOptions(timeLimit: .zero) : SolveOptions(workLimit: 0))
    let best = try #require(exact.objective)
    let bound = try #require(hurried.bound)
    #expect(bound.isFinite)
    #expect(model.minimises ? bound <= best + 1e-6 : bound >= best - 1e-6)
    if let objective = hurried.objective { #expect(model.minimises ? objective >= best : objective <= best) }
  }

  @Test func aWorkLimitStopsAtTheSamePlace() throws {
    let (costs, weights) = try plane(500, 100, seed: 31)
    for model in [SitingModel.mclp, .pMedian] {
      let problem = SitingProblem(
        aim: SitingAim(model), costs: costs, weights: weights, count: 10...10, standard: model == .mclp ? 8 : nil)
      let whole = try problem.solve()
      var stopped = 0
      for limit in [0, 10_000, 100_000, 1_000_000] {
        let one = try problem.solve(SolveOptions(workLimit: limit, threads: 1))
        let two = try problem.solve(SolveOptions(workLimit: limit, threads: 2))
        #expect(one.iterations == two.iterations && one.selected == two.selected && one.bound == two.bound)
        #expect(one.status == .timeLimit || one.objective == whole.objective)
        if one.status == .timeLimit { stopped += 1 }
      }
      #expect(stopped > 0)
    }
  }

  #if CBC
    /// A budget that buys every site changes nothing, and puts the problem to CBC.
    @Test(arguments: 0..<6) func theSearchAndTheMixedIntegerModelAgree(seed: Int) throws {
      let (costs, weights) = try plane(250, 60, seed: UInt64(seed) + 300)
      var problem = SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: 7...7, standard: 12)
      if seed % 2 == 1 {
        problem.groups = GroupLimits(
          groupOfCandidate: (0..<60).map { $0 % 4 }, limits: [ClosedRange<Int>](repeating: 1...2, count: 4))
      }
      let searched = try problem.solve()
      problem.budget = 60
      let modelled = try problem.solve()
      #expect(searched.status == .optimal && modelled.status == .optimal)
      #expect(searched.objective == modelled.objective)
    }
  #endif

  @Test func threadsAndRepetitionChangeNothing() throws {
    let (costs, weights) = try plane(400, 80, seed: 15)
    let problem = SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: 9...9, standard: 9)
    let once = try problem.solve(SolveOptions(threads: 1))
    let again = try problem.solve(SolveOptions(threads: 8))
    #expect(once.selected == again.selected && once.objective == again.objective)
    #expect(once.iterations == again.iterations && once.nodes == again.nodes)
  }

  @Test func jiningsCountiesHaveOneToThreeSubCentresAndThirtyInAll() throws {
    let (costs, weights) = try plane(400, 77, seed: 21)
    let groups = GroupLimits(
      groupOfCandidate: (0..<77).map { $0 % 11 }, limits: [ClosedRange<Int>](repeating: 1...3, count: 11))
    var problem = SitingProblem(aim: .mclp(), costs: costs, weights: weights, count: 30...33, standard: 6)
    problem.groups = groups
    let plan = try problem.solve()
    #expect(plan.status == .optimal)
    #expect(plan.selected.count >= 30)
    for county in 0..<11 { #expect((1...3).contains(plan.selected.count { $0 % 11 == county })) }
    problem.count = 35...35
    let impossible = try problem.solve()
    #expect(impossible.status == .infeasible)
    #expect(impossible.infeasibility == .countAboveAvailable(count: 35, available: 33))
    problem.count = 5...5
    #expect(try problem.solve().infeasibility == .groupMinimaAboveCount(required: 11, count: 5))
  }

  @Test func whatMakesAProblemInfeasibleIsNamed() throws {
    let costs = try SparseCosts(
      demandCount: 3, candidateCount: 2, pairs: [(0, 0, 1), (1, 1, 9), (2, 0, 3), (2, 1, 2)])
    var problem = SitingProblem(aim: .lscp, costs: costs, weights: [1, 1, 1], standard: 5)
    #expect(try problem.solve().infeasibility == .unreachableDemand([1]))
    problem.standard = 9
    problem.groups = GroupLimits(groupOfCandidate: [0, 0], limits: [3...4])
    #expect(
      try problem.solve().infeasibility == .groupMinimumUnreachable(group: 0, minimum: 3, available: 2))
    problem.groups = GroupLimits(groupOfCandidate: [0, 0], limits: [0...1])
    #if CBC
      #expect(
        try problem.solve().infeasibility == .clash([.service, .groupMaximum(group: 0, 1)], needed: nil))
    #endif
    problem.fixedOpen = [0, 1]
    #expect(try problem.solve().infeasibility == .groupMaximumExceeded(group: 0, maximum: 1, fixed: 2))
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    let costs = try SparseCosts(demandCount: 2, candidateCount: 2, pairs: [(0, 0, 1), (1, 1, 2)])
    func refusal(_ change: (inout SitingProblem) -> Void) -> SitingError? {
      var problem = SitingProblem(aim: .pMedian(), costs: costs, weights: [1, 1], count: 1...1)
      change(&problem)
      do throws(SitingError) { _ = try problem.solve() } catch { return error }
      return nil
    }
    #expect(refusal { $0.weights = [1, -2] } == .negativeWeight(demand: 1, weight: -2))
    #expect(refusal { $0.weights = [1] } == .wrongLength(what: "weights", length: 1, expected: 2))
    #expect(refusal { $0.count = nil } == .missingParameter(model: .pMedian, name: "count or budget"))
    #expect(refusal { $0.fixedOpen = [2] } == .indexOutOfRange(what: "fixed site", index: 2))
    #expect(refusal { ($0.fixedOpen, $0.forbidden) = ([1], [1]) } == .contradictoryRoles(candidate: 1))
    #expect(refusal { ($0.fixedOpen, $0.forced) = ([1], [1]) } == .contradictoryRoles(candidate: 1))
    #expect(
      refusal { $0.groups = GroupLimits(groupOfCandidate: [0, 0], limits: [0...1, 0...1]) }
        == .emptyGroup(group: 1))
    #expect(throws: SitingError.self) {
      try SparseCosts(demandCount: 1, candidateCount: 1, pairs: [(0, 0, -.infinity)])
    }
    #expect(throws: SitingError.self) {
      try SparseCosts(demandCount: 1, candidateCount: 1, pairs: [(0, 1, 1)])
    }
  }
}
