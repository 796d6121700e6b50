import Testing

@testable import SiteSolver

/// Covering problems by the tree on the linear relaxation against full enumeration.
@Suite struct CoverTreeTests {
  enum Costs: CaseIterable {
    case equal
    case whole
    case broken
  }

  /// So many blocks that share no column; each row has a column.
  private func blocks(_ count: Int, columns: Int, _ costs: Costs, random: inout SeededRandom) -> CoverInstance {
    var (start, column) = ([0], [Int32]())
    for block in 0..<count {
      let range = (block * columns)..<((block + 1) * columns)
      for _ in 0..<Int.random(in: 3...14, using: &random) {
        let members = range.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        column += (members.isEmpty ? [Int.random(in: range, using: &random)] : members).map { Int32($0) }
        start.append(column.count)
      }
    }
    let cost = (0..<count * columns).map { _ in
      switch costs {
      case .equal: 1.0
      case .whole: Double(Int.random(in: 0...6, using: &random))
      case .broken: Double.random(in: 0.1...5, using: &random)
      }
    }
    return instance(start, column, cost)
  }

  private func instance(_ start: [Int], _ column: [Int32], _ cost: [Double], most: Int? = nil) -> CoverInstance {
    let limits = SiteLimits(
      minimum: 0, maximum: most ?? cost.count, group: [], groupMinimum: [], groupMaximum: [])
    return CoverInstance(
      start: start, column: column, cost: cost, constant: 0, original: cost.indices.map { Int32($0) }, chosen: [],
      limits: limits)
  }

  private func covers(_ instance: CoverInstance, _ isChosen: (Int32) -> Bool) -> Bool {
    (0..<instance.rowCount).allSatisfy { i in
      instance.column[instance.start[i]..<instance.start[i + 1]].contains(where: isChosen)
    }
  }

  private func cheapest(_ instance: CoverInstance) -> Double {
    let rows = (0..<instance.rowCount).map { i in
      instance.column[instance.start[i]..<instance.start[i + 1]].reduce(0) { $0 | 1 << Int($1) }
    }
    var best = Double.infinity
    for mask in 0..<(1 << instance.columnCount) where rows.allSatisfy({ $0 & mask != 0 }) {
      best = min(best, instance.cost.indices.reduce(0) { mask >> $1 & 1 == 1 ? $0 + instance.cost[$1] : $0 })
    }
    return best
  }

  private func tree(_ instance: CoverInstance, _ costs: Costs) -> CoverTree {
    CoverTree(instance, isIntegral: costs != .broken, clock: SearchClock(SolveOptions()))
  }

  @Test(arguments: Costs.allCases, 1...60) func equalsEnumeration(costs: Costs, seed: UInt64) {
    var random = SeededRandom(seed)
    let instance = blocks(1, columns: Int.random(in: 2...12, using: &random), costs, random: &random)
    let expected = cheapest(instance)
    let result = tree(instance, costs).solve(mustBeat: .infinity, enough: -.infinity)
    #expect(abs(result.bound - expected) <= 1e-9 * expected)
    let chosen = Set(result.columns ?? [])
    #expect(covers(instance) { chosen.contains($0) })
    #expect(abs(chosen.reduce(0) { $0 + instance.cost[Int($1)] } - expected) <= 1e-9 * expected)
    // Nothing is cheaper than the best: the tree says so, and finds the best when told to beat a little more.
    let refused = tree(instance, costs).solve(mustBeat: expected * (1 - 1e-12), enough: -.infinity)
    #expect(refused.columns == nil && refused.bound >= expected - 1e-9 * expected)
    let found = tree(instance, costs).solve(mustBeat: expected + 1, enough: expected + 1e-9)
    #expect(found.columns != nil)
  }

  /// What falls apart is solved by parts: the whole costs what the parts cost by themselves.
  @Test(arguments: Costs.allCases, 1...20) func partsAddUp(costs: Costs, seed: UInt64) {
    var random = SeededRandom(seed)
    let count = Int.random(in: 2...4, using: &random)
    let columns = Int.random(in: 4...9, using: &random)
    let whole = blocks(count, columns: columns, costs, random: &random)
    var expected = 0.0
    for block in 0..<count {
      let range = Int32(block * columns)..<Int32((block + 1) * columns)
      var (start, column) = ([0], [Int32]())
      for i in 0..<whole.rowCount where range.contains(whole.column[whole.start[i]]) {
        column += whole.column[whole.start[i]..<whole.start[i + 1]].map { $0 - range.lowerBound }
        start.append(column.count)
      }
      let part = instance(start, column, Array(whole.cost[Int(range.lowerBound)..<Int(range.upperBound)]))
      expected += cheapest(part)
    }
    let all = [Bool](repeating: true, count: max(whole.rowCount, whole.columnCount))
    let parts = CoverPart.parts(
      of: whole, rows: Array(all.prefix(whole.rowCount)), columns: Array(all.prefix(whole.columnCount)))
    #expect(parts.count >= count)
    #expect(parts.flatMap(\.rows).sorted() == Array(0..<whole.rowCount))
    let result = tree(whole, costs).solve(mustBeat: .infinity, enough: -.infinity)
    #expect(abs(result.bound - expected) <= 1e-9 * max(1, expected))
  }

  /// Primal values that cover all and duals within every column's cost, of the same sum, prove each other best;
  /// also after columns have been dropped and chosen.
  @Test(arguments: 1...40) func theRelaxationProvesItself(seed: UInt64) {
    var random = SeededRandom(seed)
    let instance = blocks(2, columns: 20, .broken, random: &random)
    var rows = [Bool](repeating: true, count: instance.rowCount)
    var columns = [Bool](repeating: true, count: instance.columnCount)
    var simplex = CoverSimplex(instance, rows: rows, columns: columns, hasTies: false)
    let clock = SearchClock(SolveOptions())
    for step in 0..<10 {
      let outcome = simplex.maximise(upTo: .infinity, pivots: 10_000, clock: clock)
      #expect(outcome == .optimal)
      let (values, duals) = (simplex.primalValues(), simplex.duals())
      for i in rows.indices where rows[i] {
        #expect(
          instance.column[instance.start[i]..<instance.start[i + 1]].reduce(0) { $0 + values[Int($1)] } > 1 - 1e-7)
      }
      for j in columns.indices {
        let paid = instance.columnRow[instance.columnStart[j]..<instance.columnStart[j + 1]]
          .reduce(0) { $0 + duals[Int($1)] }
        #expect(!columns[j] || paid <= instance.cost[j] + 1e-7)
        #expect(columns[j] || values[j] == 0)
      }
      let cost = values.indices.reduce(0) { $0 + values[$1] * instance.cost[$1] }
      #expect(abs(cost - duals.reduce(0, +)) < 1e-6 && abs(cost - simplex.value) < 1e-6)
      // A decision on a column that the relaxation uses, where it has one.
      guard let j = values.indices.filter({ columns[$0] }).max(by: { values[$0] < values[$1] }) else { break }
      columns[j] = false
      if step % 2 == 0 {
        let isLimited = simplex.choose(column: j)
        #expect(isLimited)
        for k in instance.columnStart[j]..<instance.columnStart[j + 1] { rows[Int(instance.columnRow[k])] = false }
      } else {
        // A row that only this column covers would be left alone.
        let isNeeded = rows.indices.contains { i in
          rows[i] && !instance.column[instance.start[i]..<instance.start[i + 1]].contains { columns[Int($0)] }
        }
        if isNeeded { break }
        let isLimited = simplex.drop(column: j)
        #expect(isLimited)
      }
    }
  }

  @Test(arguments: 1...30) func aWalkFindsCoversAndNoneSmallerThanTheBest(seed: UInt64) {
    var random = SeededRandom(seed)
    let instance = blocks(1, columns: 12, .equal, random: &random)
    let best = Int(cheapest(instance))
    let rows = [Bool](repeating: true, count: instance.rowCount)
    let columns = [Bool](repeating: true, count: instance.columnCount)
    let clock = SearchClock(SolveOptions())
    for count in 1...12 {
      var walk = RowWeighting(instance, rows: rows, columns: columns, seed: 1)
      let cover = walk.cover(count: count, steps: 500, clock: clock)
      #expect((cover != nil) == (count >= best))
      if let cover { #expect(cover.count <= count && covers(instance) { cover.contains($0) }) }
    }
  }

  /// However early the work runs out, no cover is cheaper than the bound.
  @Test(arguments: 1...20) func theBoundHoldsWhenWorkRunsOut(seed: UInt64) {
    var random = SeededRandom(seed)
    let instance = blocks(2, columns: 60, .equal, random: &random)
    let expected = tree(instance, .equal).solve(mustBeat: .infinity, enough: -.infinity).bound
    for limit in [0, 100, 1_000, 5_000, 20_000] {
      let clock = SearchClock(SolveOptions(workLimit: limit))
      let result = CoverTree(instance, isIntegral: true, clock: clock).solve(mustBeat: .infinity, enough: -.infinity)
      #expect(result.bound <= expected)
      if let columns = result.columns { #expect(Double(columns.count) >= expected) }
    }
  }
}
