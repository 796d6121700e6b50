import SiteSolver
import Testing

@Suite struct PlanTests {
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
    let problem = SitingProblem(aim: .pMedian(), costs: costs, weights: weights, count: 3...3)
    let choices = try problem.efficientChoices(atMost: 50)
    let centre = try SitingProblem(aim: .pCentre, costs: costs, weights: weights, count: 3...3).solve()
    #expect(choices.last?.greatestCost == centre.objective)
    for (a, b) in zip(choices, choices.dropFirst()) {
      #expect((a.greatestCost ?? 0) > (b.greatestCost ?? 0))
      #expect((a.solution.objective ?? 0) <= (b.solution.objective ?? 0))
    }
  }
}
