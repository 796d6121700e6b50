import SiteSolver
import Testing

@Suite struct CostSpreadTests {
  /// A point of weight n is n points of weight 1, whose pairs and ranks can be gone through.
  @Test func isThatOfEveryHead() throws {
    var random = SeededRandom(77)
    for _ in 0..<200 {
      let points = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        (weight: Int.random(in: 0...6, using: &random), cost: Double(Int.random(in: 0...20, using: &random)))
      }
      let spread = CostSpread(points.map { .init(weight: Double($0.weight), cost: $0.cost) })
      let heads = points.flatMap { point in [Double](repeating: point.cost, count: point.weight) }.sorted()
      guard let spread else {
        #expect(heads.isEmpty)
        continue
      }
      let count = Double(heads.count)
      let mean = heads.reduce(0, +) / count
      #expect(abs(spread.mean - mean) < 1e-9)
      #expect(spread.greatest == points.map(\.cost).max())
      for tenth in 1...9 {
        let decile = heads.first { cost in heads.count { $0 <= cost } * 10 >= heads.count * tenth }
        #expect(spread.deciles[tenth - 1] == decile, "\(points)")
      }
      var difference = 0.0
      for a in heads { for b in heads { difference += abs(a - b) } }
      let gini = mean > 0 ? difference / (2 * count * count * mean) : 0
      #expect(abs(spread.gini - gini) < 1e-9, "\(points)")
      // Ten of each head: the worst tenth is as many as there were.
      let tenfold = heads.flatMap { [Double](repeating: $0, count: 10) }.suffix(heads.count)
      #expect(abs(spread.worstTenthMean - tenfold.reduce(0, +) / count) < 1e-9)
    }
  }

  @Test func whoHasNoSiteIsCountedApart() throws {
    let spread = try #require(CostSpread([.init(weight: 3, cost: 5), .init(weight: 4, cost: nil)]))
    #expect(spread.mean == 5 && spread.gini == 0 && spread.weightWithoutSite == 4 && spread.countWithoutSite == 1)
    #expect(CostSpread([.init(weight: 4, cost: nil), .init(weight: 0, cost: 1)]) == nil)
  }
}
