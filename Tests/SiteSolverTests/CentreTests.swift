import Testing

@testable import SiteSolver

/// p-centre on clustered points, all of them candidates.
@Suite struct CentreTests {
  private func clustered(_ count: Int, seed: UInt64) throws -> SparseCosts {
    var random = SeededRandom(seed)
    func number(_ most: Double) -> Double { Double.random(in: 0...most, using: &random) }
    let centres = (0..<6).map { _ in (number(900), number(900)) }
    let points = (0..<count).map { i in (centres[i % 6].0 + number(250), centres[i % 6].1 + number(250)) }
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for (i, a) in points.enumerated() {
      for (j, b) in points.enumerated() {
        pairs.append((i, j, ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()))
      }
    }
    return try SparseCosts(demandCount: count, candidateCount: count, pairs: pairs)
  }

  /// Wherever the work stops, the radius is between the bound and what was found; with enough work it is proven.
  @Test(arguments: 1...3) func aLimitOfWorkLeavesTheRadiusInTheInterval(seed: UInt64) throws {
    let costs = try clustered(150, seed: seed)
    let problem = SitingProblem(
      aim: .pCentre, costs: costs, weights: [Double](repeating: 1, count: 150), count: 15...15)
    let exact = try problem.solve()
    #expect(exact.status == .optimal)
    let radius = try #require(exact.objective)
    for limit in [0, 10_000, 100_000, 300_000, 1_000_000, 3_000_000] {
      let one = try problem.solve(SolveOptions(workLimit: limit, threads: 1))
      let two = try problem.solve(SolveOptions(workLimit: limit, threads: 2))
      #expect(one.bound == two.bound && one.selected == two.selected && one.iterations == two.iterations)
      #expect(try #require(one.bound) <= radius)
      if let objective = one.objective { #expect(objective >= radius) }
      #expect(one.status == .timeLimit || one.objective == radius)
    }
  }

  #if CBC
    /// Another solver covers everybody with so many sites at the radius, and with no fewer than one more below it.
    @Test(arguments: [(80, 8), (120, 20), (160, 12)]) func theRadiusIsTheLeastThatCovers(count: Int, sites: Int) throws
    {
      let costs = try clustered(count, seed: UInt64(count))
      var problem = SitingProblem(
        aim: .pCentre, costs: costs, weights: [Double](repeating: 1, count: count), count: sites...sites)
      let radius = try #require(try problem.solve().objective)
      let below = try #require(costs.costs.filter { $0 < radius }.max())
      (problem.aim, problem.count) = (.lscp, nil)
      for (standard, suffices) in [(radius, true), (below, false)] {
        problem.standard = standard
        let cover = try problem.solveByMIP(SiteRoles(problem), SolveOptions(), because: "model")
        #expect(cover.status == .optimal)
        #expect((cover.selected.count <= sites) == suffices)
      }
    }
  #endif

  /// Bisection finds the least radius that does, whichever radii take too long at first.
  @Test(arguments: 1...200) func bisectionMeetsTheRadius(seed: UInt64) {
    var random = SeededRandom(seed)
    let count = Int.random(in: 1...300, using: &random)
    let answer = Int.random(in: 0...count, using: &random)
    var patience = Int.random(in: 0...3, using: &random)
    var bracket = RadiusBracket(count: count)
    var questions = 0
    while bracket.low < bracket.high, questions < 1_000 {
      guard let radius = bracket.next() else {
        bracket.retry()
        patience *= 3
        patience += 1
        continue
      }
      questions += 1
      #expect((bracket.low..<bracket.high).contains(radius))
      // The nearer to the answer the harder.
      if (abs(radius - answer) + 1) * patience < 20 {
        bracket.postpone(radius)
      } else if radius >= answer {
        bracket.covered(at: Int.random(in: answer...radius, using: &random))
      } else {
        bracket.refused(at: radius)
      }
    }
    #expect(bracket.low == answer && bracket.high == answer)
  }
}
