import SiteSolver
import Testing

/// Every value is a published optimum, or proven with another solver.
@Suite(.enabled(if: PublishedInstances.folder != nil)) struct PublishedInstanceTests {
  @Test(arguments: 1...10)
  func orLibraryBothModels(number: Int) throws {
    let (costs, count) = try PublishedInstances.orLibrary(number)
    let optimum = try PublishedInstances.lines("orlib-pmed/optima.csv").map { $0.split(separator: ",") }
      .first { $0[0] == "pmed\(number)" }
    let known = try #require(optimum)
    let weights = [Double](repeating: 1, count: costs.demandCount)
    let problem = SitingProblem(aim: .pMedian(), costs: costs, weights: weights, count: count...count)
    #if CBC
      let median = try problem.solve()
      #expect(median.status == .optimal)
      #expect(median.objective == Double(known[3]))
      #expect(median.bound == median.objective && median.gap == 0)
    #else
      // Without CBC to finish it, one of the ten takes minutes in a debug build: what is proven by then must hold.
      let median = try problem.solve(SolveOptions(timeLimit: .seconds(10)))
      let least = try #require(Double(known[3]))
      let (objective, bound) = (try #require(median.objective), try #require(median.bound))
      #expect(median.status == .optimal ? objective == least : bound <= least && least <= objective)
    #endif
    let centre = try SitingProblem(aim: .pCentre, costs: costs, weights: weights, count: count...count).solve()
    #expect(centre.status == .optimal)
    #expect(centre.objective == Double(known[5]))
  }

  @Test(arguments: [324, 402])
  func saoJoseMaximalCover(size: Int) throws {
    let (points, weights) = try PublishedInstances.saoJose(size)
    #expect(points.count == size && weights.count == size)
    for row in try PublishedInstances.lines("sjc-mclp/optima.csv").map(PublishedInstances.numbers) {
      guard row.count >= 5, Int(row[0]) == size else { continue }
      var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
      for (i, a) in points.enumerated() {
        for (j, b) in points.enumerated() {
          let squared = (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
          if squared.squareRoot() <= row[1] { pairs.append((i, j, squared.squareRoot())) }
        }
      }
      let costs = try SparseCosts(demandCount: size, candidateCount: size, pairs: pairs)
      let count = Int(row[2])
      let solution = try SitingProblem(
        aim: .mclp(), costs: costs, weights: weights, count: count...count, standard: row[1]
      ).solve()
      #expect(solution.status == .optimal)
      #expect(solution.objective == row[4], "radius \(row[1]), p \(count)")
    }
  }

  @Test func sanFranciscoEveryModel() throws {
    let (costs, weights) = try PublishedInstances.sanFrancisco()
    #expect(weights.reduce(0, +) == 955_113)
    let cover = try SitingProblem(aim: .lscp, costs: costs, weights: weights, standard: 5000).solve()
    #expect(cover.objective == 8 && cover.status == .optimal)
    let covered: [Double] = [448_255, 671_938, 791_499, 875_247, 927_402]
    let medians = [5_731_159_103.675, 4_009_098_972.135, 3_385_565_397.532, 2_848_268_129.7145, 2_554_123_350.188]
    let centres = [11577.279, 9130.759, 7529.986, 7403.064, 5985.500]
    for p in 1...5 {
      let most = try SitingProblem(
        aim: .mclp(), costs: costs, weights: weights, count: p...p, standard: 5000
      ).solve()
      #expect(most.objective == covered[p - 1] && most.status == .optimal)
      let median = try SitingProblem(aim: .pMedian(), costs: costs, weights: weights, count: p...p).solve()
      #expect(abs((median.objective ?? 0) - medians[p - 1]) < 0.01 && median.status == .optimal)
      let centre = try SitingProblem(aim: .pCentre, costs: costs, weights: weights, count: p...p).solve()
      #expect(abs((centre.objective ?? 0) - centres[p - 1]) < 0.001 && centre.status == .optimal)
    }
  }
}
