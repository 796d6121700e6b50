import Testing

@testable import SiteSolver

/// The bound by regions against full enumeration.
@Suite struct RegionBoundTests {
  /// Rows along a line, each reaching the columns near it, so that distant columns share none.
  private func line(rows: Int, columns: Int, count: Int, random: inout SeededRandom) -> ValueInstance {
    var (start, column, value, base) = ([0], [Int32](), [Double](), [Double]())
    for i in 0..<rows {
      let centre = Double(i) * Double(columns) / Double(rows)
      let reach = Double.random(in: 0.6...2.5, using: &random)
      let near = (0..<Int32(columns)).filter { abs(Double($0) - centre) <= reach }
      if near.isEmpty { continue }
      column += near
      value += [Double](repeating: Double(Int.random(in: 1...50, using: &random)), count: near.count)
      base.append(0)
      start.append(column.count)
    }
    let limits = SiteLimits(minimum: 0, maximum: count, group: [], groupMinimum: [], groupMaximum: [])
    return ValueInstance(
      start: start, column: column, value: value, base: base, constant: 7, original: (0..<Int32(columns)).map { $0 },
      chosen: [], limits: limits, penalty: 0, typicalSpan: 0)
  }

  private func best(_ instance: ValueInstance) -> Double {
    var best = -Double.infinity
    for mask in 0..<(1 << instance.columnCount) where mask.nonzeroBitCount <= instance.limits.maximum {
      best = max(best, instance.objective(of: (0..<instance.columnCount).map { mask >> $0 & 1 == 1 }))
    }
    return best
  }

  @Test(arguments: 1...30) func standsBetweenTheBestChoiceAndTheRelaxation(seed: UInt64) {
    var random = SeededRandom(seed)
    let instance = line(rows: 40, columns: 12, count: Int.random(in: 1...6, using: &random), random: &random)
    let clock = SearchClock(SolveOptions())
    let relaxation = PrimalDualRelaxation(instance, start: nil, threads: 1)
    _ = relaxation.run(steps: 400, tolerance: 1e-6, cutoff: 0, clock: clock)
    let best = best(instance)
    for size in [1.0, 2, 3, 20] {
      let regions = RegionBound(
        instance, x: relaxation.bestX, prices: relaxation.warmStart().prices, size: size, options: SolveOptions())
      let (bound, chosen) = regions.evaluate(precision: 0, clock: clock)
      #expect(bound >= best - 1e-6)
      // Whole numbers lose against fractions, up to what the relaxation lacked of convergence.
      #expect(bound <= relaxation.bestBound + 1e-3 * best)
      #expect(chosen.count <= instance.limits.maximum)
      // All columns in one region: nothing is relaxed.
      if regions.partition.count == 1 { #expect(abs(bound - best) < 1e-6) }
    }
  }
}
