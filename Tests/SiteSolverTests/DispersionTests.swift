import Foundation
import Testing

@testable import SiteSolver

/// p-dispersion on points of the plane.
@Suite struct DispersionTests {
  private func problem(_ points: [(Double, Double)], count: ClosedRange<Int>) throws -> SitingProblem {
    let distances = SiteDistances(candidateCount: points.count) { a, b in
      let (dx, dy) = (points[a].0 - points[b].0, points[a].1 - points[b].1)
      return (dx * dx + dy * dy).squareRoot()
    }
    let costs = try SparseCosts(candidateCount: points.count, rowStart: [0], candidates: [], costs: [])
    return SitingProblem(aim: .pDispersion(distances), costs: costs, weights: [], count: count)
  }

  private func scattered(_ count: Int, seed: UInt64) -> [(Double, Double)] {
    var random = SeededRandom(seed)
    return (0..<count).map { _ in
      (Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
    }
  }

  /// Corners and middle of a square with sides of 10: two corners across are √200 apart, three corners 10, and with the
  /// middle √50.
  @Test func aSquareIsAsOnPaper() throws {
    let square = [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (5, 5)]
    for (count, least) in [(2, 200.0.squareRoot()), (3, 10), (4, 10), (5, 50.0.squareRoot())] {
      let answer = try problem(square, count: count...count).solve()
      #expect(answer.status == .optimal && answer.objective == least && answer.bound == least && answer.gap == 0)
      #expect(answer.selected.count == count && answer.assignments.isEmpty && answer.uncovered.isEmpty)
    }
  }

  /// Two sites that stand are 1 apart, and only what is new is compared with them.
  @Test func whatStandsIsComparedWithWhatIsNew() throws {
    var line = try problem([(0, 0), (1, 0), (4, 0), (9, 0)], count: 1...1)
    line.fixedOpen = [0, 1]
    let answer = try line.solve()
    #expect(answer.status == .optimal && answer.selected == [0, 1, 3] && answer.objective == 8)
    let nearest = line.nearestSites(among: answer.selected)
    #expect(
      nearest == [
        NearestSite(site: 0, nearest: 3, distance: 9), NearestSite(site: 1, nearest: 3, distance: 8),
        NearestSite(site: 3, nearest: 1, distance: 8),
      ])
    line.count = 0...0
    #expect(try line.solve().status == .infeasible)
    line.count = 0...2
    #expect(try line.solve().selected == [0, 1, 3])
  }

  @Test func oneSiteAloneIsNoChoice() throws {
    let answer = try problem([(0, 0), (1, 0)], count: 1...1).solve()
    #expect(answer.status == .infeasible)
    #if CBC
      #expect(answer.infeasibility == .clash([.pair, .mostSites(1)], needed: 2))
    #endif
  }

  /// Every subset is looked at.
  @Test(arguments: 1...120) func noSubsetIsFartherApart(seed: UInt64) throws {
    let points = scattered(13 + Int(seed % 5), seed: seed)
    let count = 2 + Int(seed % 6)
    let answer = try problem(points, count: count...count).solve()
    var best = 0.0
    func visit(_ chosen: [Int], _ next: Int, _ least: Double) {
      if least <= best { return }
      if chosen.count == count {
        best = least
        return
      }
      for j in next..<points.count {
        let own = chosen.map { hypot(points[$0].0 - points[j].0, points[$0].1 - points[j].1) }.min() ?? .infinity
        visit(chosen + [j], j + 1, min(least, own))
      }
    }
    visit([], 0, .infinity)
    #expect(answer.status == .optimal && abs((answer.objective ?? 0) - best) <= 1e-9 * best)
    #expect(answer.selected.count == count)
  }

  /// Wherever the work stops, the answer is between what was found and the bound, the same on any number of threads.
  @Test(arguments: 1...3) func aLimitOfWorkLeavesTheAnswerInTheInterval(seed: UInt64) throws {
    let problem = try problem(scattered(150, seed: seed), count: 14...14)
    let exact = try #require(try problem.solve().objective)
    for limit in [0, 10_000, 100_000, 1_000_000] {
      let one = try problem.solve(SolveOptions(workLimit: limit, threads: 1))
      let two = try problem.solve(SolveOptions(workLimit: limit, threads: 2))
      #expect(one.bound == two.bound && one.selected == two.selected)
      #expect(try #require(one.bound) >= exact)
      if let objective = one.objective { #expect(objective <= exact) }
    }
  }

  #if CBC
    /// The models for groups and budgets find the same as the search.
    @Test(arguments: 1...6) func bothWaysMeet(seed: UInt64) throws {
      let count = 4 + Int(seed)
      let problem = try problem(scattered(40 + Int(seed % 3) * 10, seed: seed), count: count...count)
      let models = try problem.solveByMIP(SiteRoles(problem), SolveOptions(), because: "model")
      let search = try problem.solve()
      #expect(models.status == .optimal && search.status == .optimal && models.objective == search.objective)
    }
  #endif
}
