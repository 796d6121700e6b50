import GeoKit

/// The best choice of one scenario, by both aims of a question.
package struct ScenarioBest: Hashable, Sendable {
  /// Candidates, ascending.
  package let sites: [Int]
  /// What the choice is worth by the first aim.
  package let value: Double
  /// No choice is worth more by the first aim.
  package let bound: Double
  /// Whether no choice is better by the first aim, nor any that is as good by the second.
  package let isProven: Bool
}

extension ScenarioSiting {
  /// What a unit of the first aim counts for in units of the second, the next where that is too little.
  private static let penalties = [600.0, 6e5, 6e8]

  /// The best choice of each scenario; of equally good ones the best by `second`, then that with most sites of `rather`.
  ///
  /// Scenarios that differ in scale alone have one best choice and are solved once.
  func bestOfEach(rather: [Int], then second: ScenarioSiting? = nil, threads: Int?) throws -> [ScenarioBest] {
    var numberOf: [[UInt64]: Int] = [:]
    var solved: [Int] = []
    let numbers = cover.parts.indices.map { scenario in
      let key = signature(of: scenario) + [.max] + (second?.signature(of: scenario) ?? [])
      if let known = numberOf[key] { return known }
      numberOf[key] = solved.count
      solved.append(scenario)
      return solved.count - 1
    }
    let answers = try parallelMap(solved.count, threads: threads) { [solved] number in
      try best(of: solved[number], rather: rather, then: second)
    }
    return numbers.enumerated().map { scenario, number in
      let found = answers[number]
      if solved[number] == scenario { return found }
      let value = cover.value(of: found.sites, in: scenario)
      // Savings of the same shares: the bound grows with the scale.
      let scale = found.value > 0 ? value / found.value : 1
      return ScenarioBest(
        sites: found.sites, value: value, bound: max(value, found.bound * scale), isProven: found.isProven)
    }
  }

  /// The same for scenarios whose rows have the same weights; of savings, weights in the same proportions.
  private func signature(of scenario: Int) -> [UInt64] {
    let parts = cover.parts[scenario]
    let isCovering = parts.allSatisfy { cover.rows[Int($0.row)].shares.isEmpty }
    let most = isCovering ? 1 : parts.map(\.weight).max() ?? 1
    return parts.flatMap { part in
      [UInt64(part.row), isCovering ? part.weight.bitPattern : (part.weight / most * 0x1p32).rounded().bitPattern]
    }
  }

  private func best(of scenario: Int, rather: [Int], then second: ScenarioSiting?) throws -> ScenarioBest {
    var shares = [Double](repeating: 0, count: cover.scenarioCount)
    shares[scenario] = 1
    let first = try best(in: shares, rather: rather)
    let savings = second?.cover.weightedRows(of: scenario) ?? []
    guard let second, !savings.isEmpty else {
      return ScenarioBest(
        sites: first.sites, value: first.value, bound: first.bound, isProven: first.isProven)
    }
    let own = cover.weightedRows(of: scenario)
    func isAsGood(_ sites: [Int]) -> Bool {
      cover.value(of: sites, in: scenario) >= first.value - 1e-9 * max(1, abs(first.value))
    }
    for penalty in own.isEmpty ? [1] : Self.penalties {
      let found = try second.solve(own.map { ($0.row, $0.weight * penalty) } + savings)
      guard isAsGood(found.sites) else { continue }
      let isProven = first.isProven && found.bound - found.value <= 1e-9 * max(1, abs(found.value))
      let saved = second.cover.value(of: found.sites, in: scenario)
      let isPlan =
        isAsGood(rather) && keepsLimits(rather) && rather.count == count
        && second.cover.value(of: rather, in: scenario) >= saved - 1e-9 * max(1, abs(saved))
      return ScenarioBest(
        sites: isPlan ? rather : found.sites, value: first.value, bound: first.bound, isProven: isProven)
    }
    return ScenarioBest(sites: first.sites, value: first.value, bound: first.bound, isProven: false)
  }
}
