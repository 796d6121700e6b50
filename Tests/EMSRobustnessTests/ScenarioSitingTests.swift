import SiteSolver
import TestSupport
import Testing

@testable import EMSRobustness

/// Choices over scenarios, by cover and by savings of journeys, held against looking at every choice.
@Suite struct ScenarioSitingTests {
  /// A made-up problem of few candidates, with whole weights.
  private struct Problem {
    let siting: ScenarioSiting
    /// What the same candidates save of journeys in the same scenarios.
    let savings: ScenarioSiting
    let all: [[Int]]

    init(seed: UInt64, grouped: Bool) {
      var random = SeededGenerator(seed: seed)
      let candidates = Int.random(in: 3...7, using: &random)
      let count = Int.random(in: 1..<candidates, using: &random)
      let places = Int.random(in: 4...14, using: &random)
      var cover = ScenarioCover(candidateCount: candidates)
      for _ in 0..<Int.random(in: 2...14, using: &random) {
        cover.add(
          (0..<places).map { _ in
            let near = (0..<Int32(candidates)).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            let weight = Double(Int.random(in: 0...40, using: &random))
            return (weight, Int.random(in: 0..<9, using: &random) == 0 ? nil : near)
          })
      }
      var saved = ScenarioCover(candidateCount: candidates)
      for scenario in cover.parts.indices {
        saved.add(
          savings: (0..<places).map { place in
            let near = (0..<Int32(candidates)).filter { _ in Int.random(in: 0..<2, using: &random) == 0 }
            let amounts = near.map { _ in Double(Int.random(in: 1...30, using: &random)) }
            // Some scenarios differ in scale alone.
            let scale = seed % 2 == 0 && scenario > 0 ? Double(scenario) : 1
            return (Double(Int.random(in: 0...40, using: &random)) * scale, zip(near, amounts).map { ($0, $1) })
          })
      }
      var groups: GroupLimits?
      if grouped {
        // The first candidates are a group of which at most, and at least, so many may be chosen.
        let members = Int.random(in: 1..<candidates, using: &random)
        let most = Int.random(in: 1...members, using: &random)
        let least = min(most, max(0, count - (candidates - members)))
        groups = GroupLimits(
          groupOfCandidate: (0..<candidates).map { $0 < members ? 0 : nil },
          limits: [least...max(most, least, count - (candidates - members))])
      }
      let siting = ScenarioSiting(cover, count: count, groups: groups, options: SolveOptions())
      self.siting = siting
      savings = ScenarioSiting(saved, count: count, groups: groups, options: SolveOptions())
      all = Self.choices(of: count, below: candidates).filter(siting.keepsLimits)
    }

    private static func choices(of count: Int, below candidates: Int) -> [[Int]] {
      if count == 0 { return [[]] }
      guard candidates >= count else { return [] }
      return choices(of: count, below: candidates - 1)
        + choices(of: count - 1, below: candidates - 1).map { $0 + [candidates - 1] }
    }

    func worth(
      _ choice: [Int], _ aim: RobustAim, _ optima: [Double], in siting: ScenarioSiting? = nil
    ) -> Double {
      let values = (siting ?? self.siting).cover.values(of: choice)
      switch aim {
      case .expectation: return values.reduce(0, +) / Double(values.count)
      case .regret: return zip(values, optima).map { $0 - $1 }.min() ?? 0
      case .worstTenth:
        // Of fewer than ten scenarios the worst; else the mean of the worst tenth, the last one in part.
        let tenth = max(1, Double(values.count) / 10)
        var left = tenth
        return values.sorted().reduce(0) { sum, value in
          let part = min(1, left)
          left -= part
          return sum + part * value
        } / tenth
      }
    }
  }

  @Test(arguments: 0..<120) func everyAimIsTheBestOfAllChoices(seed: Int) throws {
    let problem = Problem(seed: UInt64(seed), grouped: seed % 3 == 0)
    let siting = problem.siting
    let optima = siting.cover.parts.indices.map { scenario in
      problem.all.map { siting.cover.values(of: $0)[scenario] }.max() ?? 0
    }
    let best = try siting.bestOfEach(rather: [], threads: 1)
    #expect(best.map(\.value) == optima)
    for aim in RobustAim.allCases {
      let found = try siting.best(aim, optima: optima, starts: [])
      let expected = problem.all.map { problem.worth($0, aim, optima) }.max() ?? 0
      #expect(abs(found.value - expected) < 1e-6, "\(aim)")
      #expect(abs(problem.worth(found.sites, aim, optima) - found.value) < 1e-6, "\(aim)")
      #expect(abs(aim.value(siting.cover.values(of: found.sites), optima: optima) - found.value) < 1e-6, "\(aim)")
      #expect(found.bound >= expected - 1e-6, "\(aim)")
      #expect(abs(found.bound - expected) < 1e-6, "\(aim): small trees are searched to the end")
      #expect(siting.keepsLimits(found.sites))
    }
  }

  /// The same of savings: p-medians over scenarios.
  @Test(arguments: 0..<80) func everyAimOfSavingsIsTheBestOfAllChoices(seed: Int) throws {
    let problem = Problem(seed: UInt64(5000 + seed), grouped: seed % 3 == 0)
    let siting = problem.savings
    let optima = siting.cover.parts.indices.map { scenario in
      problem.all.map { siting.cover.values(of: $0)[scenario] }.max() ?? 0
    }
    let best = try siting.bestOfEach(rather: [], threads: 1)
    for (found, expected) in zip(best.map(\.value), optima) { #expect(abs(found - expected) < 1e-6) }
    for bounds in [[], best.map(\.bound)] {
      for aim in RobustAim.allCases {
        let found = try siting.best(aim, optima: optima, bounds: bounds, starts: [problem.all[0]])
        let expected = problem.all.map { problem.worth($0, aim, optima, in: siting) }.max() ?? 0
        #expect(abs(found.value - expected) < 1e-5, "\(aim)")
        #expect(abs(problem.worth(found.sites, aim, optima, in: siting) - found.value) < 1e-5, "\(aim)")
        #expect(found.bound >= expected - 1e-5, "\(aim)")
        #expect(siting.keepsLimits(found.sites))
      }
    }
  }

  /// First as many as can be within the standard, then the most saved: of all choices none is better by both.
  @Test(arguments: 0..<80) func theBestOfAScenarioIsBestByBothAims(seed: Int) throws {
    let problem = Problem(seed: UInt64(9000 + seed), grouped: seed % 3 == 0)
    let plan = problem.all[seed % problem.all.count]
    let best = try problem.siting.bestOfEach(rather: plan, then: problem.savings, threads: 2)
    for (scenario, found) in best.enumerated() {
      func worth(_ choice: [Int]) -> (Double, Double) {
        (
          problem.siting.cover.value(of: choice, in: scenario),
          (problem.savings.cover.value(of: choice, in: scenario) * 1e4).rounded()
        )
      }
      let expected = problem.all.map(worth).max { $0 < $1 }
      #expect(expected.map { worth(found.sites) == $0 } ?? false)
      #expect(found.isProven)
      // Of equally good ones it is the plan.
      if let expected, worth(plan) == expected { #expect(found.sites == plan) }
    }
  }

  /// A bound holds however little is spent on it.
  @Test(arguments: 0..<40) func boundHoldsWithoutTheTree(seed: Int) throws {
    let problem = Problem(seed: UInt64(1000 + seed), grouped: false)
    let optima = try problem.siting.bestOfEach(rather: [], threads: 1).map(\.value)
    var effort = ScenarioSiting.Effort()
    effort.rounds = 3
    effort.treeWork = 0
    for aim in [RobustAim.worstTenth, .regret] {
      let found = try problem.siting.best(aim, optima: optima, starts: [problem.all[0]], effort: effort)
      let expected = problem.all.map { problem.worth($0, aim, optima) }.max() ?? 0
      #expect(found.bound >= expected - 1e-6)
      #expect(found.value <= expected + 1e-6)
      if found.value < expected - 1e-6 { #expect(!found.isProven && found.gap > 0) }
    }
  }

  @Test func equallyGoodChoicesGoToThePlan() throws {
    var cover = ScenarioCover(candidateCount: 4)
    cover.add([(10, [0, 2]), (7, [1, 3])])
    let siting = ScenarioSiting(cover, count: 2, groups: nil, options: SolveOptions())
    for plan in [[0, 1], [0, 3], [1, 2], [2, 3]] {
      let best = try siting.bestOfEach(rather: plan, threads: 1)
      #expect(best.map(\.sites) == [plan])
    }
  }

  @Test(arguments: 0..<50) func projectedSharesAddUpAndKeepTheirLimit(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let values = (0..<Int.random(in: 1...30, using: &random)).map { _ in Double.random(in: -2...2, using: &random) }
    let most = max(1 / Double(values.count), Double.random(in: 0...1, using: &random))
    let shares = ScenarioShares.projected(values, most: most)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(shares.allSatisfy { $0 >= 0 && $0 <= most + 1e-9 })
    // Nearer than random other shares.
    func distance(_ other: [Double]) -> Double { zip(values, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    for _ in 0..<20 {
      let other = ScenarioShares.projected(values.map { _ in Double.random(in: 0...1, using: &random) }, most: most)
      #expect(distance(shares) <= distance(other) + 1e-7)
    }
  }
}
