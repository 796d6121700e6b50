import SiteSolver
import Testing

/// Sites of several tiers chosen together, held against every choice there is.
@Suite struct SiteTiersTests {
  private func costs(_ rows: [[Double]]) throws -> SparseCosts {
    try SparseCosts(
      demandCount: rows.count, candidateCount: rows[0].count,
      pairs: rows.enumerated().flatMap { i, row in row.enumerated().map { (demand: i, candidate: $0, cost: $1) } })
  }

  /// Two places 10 apart with 10 and 6 people; a hospital (5, reaches 3) is a clinic (2, reaches 3), too. With 7 the hospital
  /// goes to the large place and the clinic to the small one: 10 + 16. A
  /// hospital that is no clinic needs one beside it: 10 + 10.
  @Test func nestedTiersAreAsOnPaper() throws {
    let ways = try costs([[0, 10], [10, 0]])
    let tiers = [5.0, 2].map {
      SiteTier(costs: ways, standard: 3, weights: [10, 6], siteCosts: [$0, $0])
    }
    let base = SitingProblem(aim: .mclp(), costs: ways, weights: [10, 6], budget: 7)
    #if CBC
      let nested = try base.solve(tiers: tiers, isNested: true)
      #expect(nested.status == .optimal && nested.objective == 26 && nested.bound == 26 && nested.money == 7)
      #expect(nested.choices.map(\.opened) == [[0], [1]] && nested.choices.map(\.coveredWeight) == [10, 16])
      #expect(nested.oneAfterTheOtherObjective == 26)
      let apart = try base.solve(tiers: tiers, isNested: false)
      #expect(apart.status == .optimal && apart.objective == 20 && apart.choices.map(\.opened) == [[0], [0]])
    #endif
  }

  /// A hospital for itself takes all the money at the large place: 10 + 10; the cheaper one leaves enough for a clinic there:
  /// 9 + 19.
  @Test func togetherGainsWhereTheFirstTierTakesTheMoney() throws {
    let ways = try costs([[0, 10], [10, 0]])
    let tiers = [
      SiteTier(costs: ways, standard: 3, weights: [10, 9], siteCosts: [7, 5]),
      SiteTier(costs: ways, standard: 3, weights: [10, 9], siteCosts: [2, 2]),
    ]
    let base = SitingProblem(aim: .mclp(), costs: ways, weights: [10, 9], budget: 7)
    #if CBC
      let plan = try base.solve(tiers: tiers, isNested: true)
      #expect(plan.objective == 28 && plan.choices.map(\.opened) == [[1], [0]])
      #expect(plan.oneAfterTheOtherObjective == 20 && plan.oneAfterTheOther.map(\.opened) == [[0], []])
    #endif
  }

  @Test func whatTiersDoNotHaveIsRefused() throws {
    let ways = try costs([[0, 10], [10, 0]])
    let tier = SiteTier(costs: ways, standard: 3, weights: [1, 1], count: 1...1)
    var base = SitingProblem(aim: .pMedian(), costs: ways, weights: [1, 1])
    #expect(throws: SitingError.self) { try base.solve(tiers: [tier], isNested: true) }
    base.aim = .mclp()
    base.forced = [1]
    #expect(throws: SitingError.self) { try base.solve(tiers: [tier], isNested: true) }
  }

  #if CBC
    @Test(arguments: [true, false], 0..<3) func noChoiceIsBetter(isNested: Bool, block: Int) throws {
      var source = RandomProblem(seed: 1987 + UInt64(block) * 7_919)
      var solved = 0
      for _ in 0..<50 {
        let (base, tiers) = try make(&source)
        let plan = try base.solve(tiers: tiers, isNested: isNested)
        guard let best = enumerated(base, tiers, isNested) else {
          #expect(plan.status == .infeasible && plan.infeasibility != nil, "\(base) \(tiers)")
          continue
        }
        let found = try #require(plan.objective, "\(base) \(tiers)")
        #expect(abs(found - best) <= 1e-7 * max(1, best), "\(base) \(tiers) \(plan)")
        #expect(plan.status == .optimal && plan.bound == found)
        let open = plan.choices.map { Set($0.selected) }
        #expect(worth(open, base, tiers, isNested) == found)
        if let steps = plan.oneAfterTheOtherObjective {
          #expect(steps <= found + 1e-7)
          #expect(worth(plan.oneAfterTheOther.map { Set($0.selected) }, base, tiers, isNested) == steps)
        }
        solved += 1
      }
      #expect(solved > 25)
    }

    private func make(_ source: inout RandomProblem) throws -> (SitingProblem, [SiteTier]) {
      let count = Int.random(in: 2...4, using: &source.random)
      let places = Int.random(in: 2...7, using: &source.random)
      let rows = (0..<places).map { _ in (0..<count).map { _ in source.number(upTo: 20, true) } }
      let ways = try costs(rows)
      let hasBudget = source.one(in: 2)
      var tiers: [SiteTier] = []
      for _ in 0..<Int.random(in: 2...3, using: &source.random) {
        let least = Int.random(in: 0...1, using: &source.random)
        let standing = (0..<count).filter { _ in source.one(in: 8) }
        tiers.append(
          SiteTier(
            costs: ways, standard: Double(Int.random(in: 4...14, using: &source.random)),
            weights: (0..<places).map { _ in source.number(upTo: 30, true) },
            siteCosts: source.one(in: 4) ? nil : (0..<count).map { _ in source.number(upTo: 9, true) },
            count: hasBudget && source.one(in: 2)
              ? nil : least...Int.random(in: max(1, least)...2, using: &source.random),
            fixedOpen: standing, factor: Double(Int.random(in: 1...3, using: &source.random))))
      }
      var base = SitingProblem(aim: .mclp(), costs: ways, weights: [Double](repeating: 1, count: places))
      if hasBudget { base.budget = source.number(upTo: 20, true) }
      if source.one(in: 4) { base.forbidden = [0] }
      if source.one(in: 4) { base.conflicts = [ConflictingPair(0, 1)] }
      for t in tiers.indices { tiers[t].fixedOpen.removeAll { base.forbidden.contains($0) } }
      return (base, tiers)
    }

    /// The best of every set of sites of every tier.
    private func enumerated(_ base: SitingProblem, _ tiers: [SiteTier], _ isNested: Bool) -> Double? {
      let count = base.costs.candidateCount
      var best: Double?
      for bits in 0..<(1 << (count * tiers.count)) {
        let open = tiers.indices.map { t in Set((0..<count).filter { bits >> (t * count + $0) & 1 == 1 }) }
        if let worth = worth(open, base, tiers, isNested), worth > best ?? -1 { best = worth }
      }
      return best
    }

    /// What a choice covers; nil where it breaks a limit.
    private func worth(_ open: [Set<Int>], _ base: SitingProblem, _ tiers: [SiteTier], _ isNested: Bool) -> Double? {
      var money = 0.0
      for (tier, open) in zip(tiers, open) {
        let added = open.subtracting(tier.fixedOpen)
        if !Set(tier.fixedOpen).isSubset(of: open) || !added.isDisjoint(with: base.forbidden) { return nil }
        if let count = tier.count, !count.contains(added.count) { return nil }
        money += added.reduce(0) { $0 + (tier.siteCosts?[$1] ?? 1) }
        for pair in base.conflicts where open.contains(pair.first) && open.contains(pair.second) {
          if added.contains(pair.first) || added.contains(pair.second) { return nil }
        }
      }
      if money > (base.budget ?? .infinity) + 1e-9 { return nil }
      if isNested {
        for t in tiers.indices {
          for j in open[t].subtracting(tiers[t].fixedOpen) where open[..<t].contains(where: { $0.contains(j) }) {
            return nil
          }
        }
      }
      var sum = 0.0
      for (t, tier) in tiers.enumerated() {
        for (i, weight) in tier.weights.enumerated() {
          let serving = isNested ? open[...t].reduce(into: Set()) { $0.formUnion($1) } : open[t]
          let isCovered = serving.contains { j in
            tier.costs.cost(demand: i, candidate: j).map { $0 <= tier.standard ?? .infinity } ?? false
          }
          if isCovered { sum += tier.factor * weight }
        }
      }
      return sum
    }
  #endif
}
