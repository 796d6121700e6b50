/// Branch and bound for a `CoverInstance` that presolve has left small, on its linear relaxation.
///
/// Every node is presolved; what falls apart is solved part by part, so that each part's cost is rounded up by itself.
/// Branching looks at what both sides of the most promising columns would gain (Applegate, Bixby, Chvátal & Cook 1995).
struct CoverTree {
  private let instance: CoverInstance
  private let isIntegral: Bool
  private let clock: SearchClock
  private let presolve: CoverPresolve

  /// A cover cheaper than asked for, if one was found; no cover of that kind costs less than the bound.
  struct Result {
    var columns: [Int32]?
    var bound: Double
  }

  /// Rows to cover by columns in question, after others have been chosen.
  private struct Node {
    var rows: [Bool]
    var columns: [Bool]
    var chosen: [Int32] = []
    var cost = 0.0
    /// The relaxation, the last decision in it; nil: from the beginning.
    var simplex: CoverSimplex?
    var bound: Double
  }

  /// Whether the instance is small enough for the tableau and its limits leave covers by their costs alone.
  static func suits(_ instance: CoverInstance) -> Bool {
    let limits = instance.limits
    guard !limits.hasGroups, limits.minimum == 0, instance.columnCount <= 1_500, instance.column.count <= 300_000 else {
      return false
    }
    return limits.maximum >= min(instance.rowCount, instance.columnCount)
      || instance.cost.allSatisfy { $0 == instance.cost[0] && $0 > 0 }
  }

  init(_ instance: CoverInstance, isIntegral: Bool, clock: SearchClock) {
    self.instance = instance
    self.isIntegral = isIntegral
    self.clock = clock
    presolve = CoverPresolve(instance)
  }

  /// The cheapest cover of all rows.
  ///
  /// - Parameters:
  ///   - mustBeat: covers of this cost or more are of no interest.
  ///   - enough: a cover of no more than this ends the search.
  func solve(mustBeat: Double, enough: Double) -> Result {
    var mustBeat = mustBeat
    let most = instance.limits.maximum
    if most < min(instance.rowCount, instance.columnCount) {
      // All columns cost the same.
      mustBeat = min(mustBeat, Double(most + 1) * instance.cost[0])
    }
    let node = Node(
      rows: [Bool](repeating: true, count: instance.rowCount),
      columns: [Bool](repeating: true, count: instance.columnCount), bound: 0)
    return solve(Search(stack: [node], objective: mustBeat, enough: enough, isFresh: true))
  }

  private func cutoff(_ objective: Double) -> Double {
    if isIntegral { return objective - 1 + 1e-6 }
    return objective.isFinite ? objective - 1e-10 * max(1, abs(objective)) : objective
  }

  /// The least cost that is no less than a bound of the relaxation.
  private func rounded(_ bound: Double) -> Double { isIntegral ? (bound - 1e-6).rounded(.up) : bound }

  // MARK: Search

  private struct Search {
    var stack: [Node]
    var best: [Int32]?
    var objective: Double
    let enough: Double
    /// The least bound of what was left out.
    var cutOffBound = Double.infinity
    /// Whether nothing has looked for covers yet.
    var isFresh: Bool

    mutating func leaveOut(_ bound: Double) { cutOffBound = min(cutOffBound, bound) }
  }

  private func solve(_ start: Search) -> Result {
    var search = start
    while let node = search.stack.popLast() {
      if node.bound >= cutoff(search.objective) || search.objective <= search.enough || clock.isExpired() {
        search.leaveOut(node.bound)
        continue
      }
      process(node, &search)
    }
    let isProven = search.cutOffBound >= cutoff(search.objective)
    return Result(
      columns: search.best?.sorted(), bound: isProven ? search.objective : min(search.objective, search.cutOffBound))
  }

  private func offer(_ columns: [Int32], _ cost: Double, _ search: inout Search) {
    if cost < search.objective { (search.objective, search.best) = (cost, columns) }
  }

  private func process(_ start: Node, _ search: inout Search) {
    clock.nodes += 1
    var node = start
    while reduce(&node) {
      if !node.rows.contains(true) {
        offer(node.chosen, node.cost, &search)
        return
      }
      if search.isFresh, search.enough > -.infinity {
        search.isFresh = false
        walk(node, &search)
        if search.objective <= search.enough {
          search.leaveOut(node.bound)
          return
        }
      }
      let (simplex, duals, sum, reducedCost) = relaxed(node, upTo: cutoff(search.objective))
      node.simplex = nil
      node.bound = max(node.bound, node.cost + sum)
      if node.bound >= cutoff(search.objective) || clock.isExpired() {
        search.leaveOut(node.bound)
        return
      }
      if search.isFresh {
        search.isFresh = false
        walk(node, &search)
      }
      let parts = CoverPart.parts(of: instance, rows: node.rows, columns: node.columns)
      if parts.count > 1 {
        solve(parts, duals, reducedCost, node, &search)
        return
      }
      let values = simplex.primalValues()
      if !values.contains(where: { $0 > 1e-6 && $0 < 1 - 1e-6 }) {
        let all = values.indices.filter { values[$0] > 0.5 }.map { Int32($0) }
        if covers(node.rows, by: all) {
          offer(node.chosen + all, all.reduce(node.cost) { $0 + instance.cost[Int($1)] }, &search)
          if node.bound >= cutoff(search.objective) {
            search.leaveOut(node.bound)
            return
          }
        }
      }
      let cutoff = cutoff(search.objective)
      let dear = node.columns.indices.filter { node.columns[$0] && node.cost + sum + reducedCost[$0] >= cutoff }
      if !dear.isEmpty {
        for j in dear { node.columns[j] = false }
        search.leaveOut(cutoff)
        node.simplex = simplex
      } else if branch(&node, simplex, &search) {
        return
      }
    }
  }

  /// Presolves a node; false when some row has no column left.
  private func reduce(_ node: inout Node) -> Bool {
    var state = presolve
    state.restart(rows: node.rows, columns: node.columns)
    clock.work += instance.column.count
    guard state.run() else { return false }
    node.chosen += state.chosen
    node.cost = state.chosen.reduce(node.cost) { $0 + instance.cost[Int($1)] }
    (node.rows, node.columns) = (state.keepsRow, state.keepsColumn)
    guard var simplex = node.simplex else { return true }
    node.simplex = nil
    for i in node.rows.indices where !node.rows[i] { simplex.ignore(row: i) }
    for j in node.columns.indices where !node.columns[j] {
      if !simplex.drop(column: j) { return true }
    }
    node.simplex = simplex
    return true
  }

  /// The relaxation of a node, its duals, the bound that they prove, and the reduced cost of each column.
  private func relaxed(_ node: Node, upTo goal: Double) -> (CoverSimplex, [Double], Double, [Double]) {
    var simplex = node.simplex ?? CoverSimplex(instance, rows: node.rows, columns: node.columns, hasTies: isIntegral)
    let pivots = 1_000 + 20 * (instance.rowCount + instance.columnCount)
    simplex.maximise(upTo: goal - node.cost + 1e-7, pivots: pivots, clock: clock)
    let duals = simplex.duals()
    let (sum, reducedCost) = bound(duals, node.rows, node.columns)
    if sum < simplex.value - 1e-4, node.simplex != nil {
      // Rounding has piled up from pivot to pivot: from the beginning.
      var node = node
      node.simplex = nil
      return relaxed(node, upTo: goal)
    }
    return (simplex, duals, sum, reducedCost)
  }

  /// The bound that duals prove whatever their rounding, and the reduced cost of each column.
  private func bound(_ duals: [Double], _ rows: [Bool], _ columns: [Bool]) -> (sum: Double, reducedCost: [Double]) {
    var reducedCost = instance.cost
    var sum = 0.0
    for i in duals.indices where rows[i] && duals[i] > 0 {
      sum += duals[i]
      for k in instance.start[i]..<instance.start[i + 1] { reducedCost[Int(instance.column[k])] -= duals[i] }
    }
    for j in columns.indices where columns[j] && reducedCost[j] < 0 { sum += reducedCost[j] }
    return (sum, reducedCost)
  }

  private func covers(_ rows: [Bool], by columns: [Int32]) -> Bool {
    var isCovered = rows.map { !$0 }
    for j in columns {
      for k in instance.columnStart[Int(j)]..<instance.columnStart[Int(j) + 1] {
        isCovered[Int(instance.columnRow[k])] = true
      }
    }
    return !isCovered.contains(false)
  }

  /// Looks for covers of fewer and fewer columns, where all cost the same, down to what is good enough.
  private func walk(_ node: Node, _ search: inout Search) {
    guard let unit = instance.cost.first, unit > 0, instance.cost.allSatisfy({ $0 == unit }) else { return }
    func columns(_ cost: Double) -> Int {
      Int(min(Double(instance.columnCount), ((cost - node.cost) / unit + 1e-9).rounded(.down)))
    }
    let isDecision = search.enough > -.infinity
    let least = columns(isDecision ? search.enough : rounded(node.bound))
    var count = isDecision ? least : columns(search.objective) - 1
    var walk = RowWeighting(instance, rows: node.rows, columns: node.columns, seed: 1)
    while count >= max(least, 1), let found = walk.cover(count: count, steps: 2_000, clock: clock) {
      offer(node.chosen + found, node.cost + unit * Double(found.count), &search)
      count = found.count - 1
    }
  }

  // MARK: Parts

  /// Solves a node whose rows fall into parts that share no column: the cheapest cover is that of each part.
  private func solve(
    _ parts: [CoverPart], _ duals: [Double], _ reducedCost: [Double], _ node: Node, _ search: inout Search
  ) {
    let least = parts.map { part in
      rounded(
        part.rows.reduce(0) { $0 + duals[$1] } + part.columns.reduce(0) { $0 + min(0, reducedCost[$1]) })
    }
    var sum = least.reduce(node.cost, +)
    var chosen = node.chosen
    for (part, least) in zip(parts, least) {
      if sum >= cutoff(search.objective) || clock.isExpired() { break }
      var rows = [Bool](repeating: false, count: instance.rowCount)
      var columns = [Bool](repeating: false, count: instance.columnCount)
      for i in part.rows { rows[i] = true }
      for j in part.columns { columns[j] = true }
      let others = sum - least
      let node = Node(rows: rows, columns: columns, bound: least)
      let result = solve(
        Search(stack: [node], objective: search.objective - others, enough: -.infinity, isFresh: false))
      sum = others + max(least, result.bound)
      guard let found = result.columns, !clock.isExpired() else { break }
      chosen += found
    }
    if covers(node.rows, by: chosen) {
      offer(chosen, chosen.reduce(0) { $0 + instance.cost[Int($1)] }, &search)
    }
    search.leaveOut(max(node.bound, sum))
  }

  // MARK: Branching

  /// Divides a node by a column, or decides the column where one side is out of the question.
  ///
  /// - Returns: whether the node is done with.
  private func branch(_ node: inout Node, _ simplex: CoverSimplex, _ search: inout Search) -> Bool {
    let cutoff = cutoff(search.objective)
    let room = cutoff - node.bound
    var simplex = simplex
    var candidates = Array(simplex.undecided(most: room).prefix(4))
    if candidates.isEmpty, let j = node.columns.firstIndex(of: true) { candidates = [Int32(j)] }
    var best: (without: Node, with: Node)?
    var bestScore = -Double.infinity
    for j in candidates {
      let without = child(of: node, without: Int(j), simplex, cutoff)
      let with = child(of: node, with: Int(j), simplex, cutoff)
      if without.bound >= cutoff || with.bound >= cutoff {
        search.leaveOut(max(without.bound, with.bound))
        if without.bound >= cutoff, with.bound >= cutoff {
          search.leaveOut(min(without.bound, with.bound))
          return true
        }
        node = without.bound >= cutoff ? with : without
        return false
      }
      let score = max(without.bound - node.bound, 1e-4) * max(with.bound - node.bound, 1e-4)
      if score > bestScore { (best, bestScore) = ((without, with), score) }
    }
    if case (var without, let with)? = best {
      // What waits may wait long: its relaxation is kept only while all that waits takes little memory.
      if (without.simplex?.squareSize ?? 0) * search.stack.count > 30_000_000 { without.simplex = nil }
      search.stack += [without, with]
    }
    return true
  }

  private func child(of node: Node, without j: Int, _ simplex: CoverSimplex, _ cutoff: Double) -> Node {
    var child = node
    child.columns[j] = false
    var simplex = simplex
    if simplex.drop(column: j) { price(&child, simplex, cutoff) }
    return child
  }

  private func child(of node: Node, with j: Int, _ simplex: CoverSimplex, _ cutoff: Double) -> Node {
    var child = node
    child.columns[j] = false
    child.chosen.append(Int32(j))
    child.cost += instance.cost[j]
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] { child.rows[Int(instance.columnRow[k])] = false }
    var simplex = simplex
    if simplex.choose(column: j) { price(&child, simplex, cutoff) }
    return child
  }

  /// Raises the bound of a child by a few pivots.
  private func price(_ child: inout Node, _ simplex: CoverSimplex, _ cutoff: Double) {
    var simplex = simplex
    simplex.maximise(upTo: cutoff - child.cost + 1e-7, pivots: 15, clock: clock)
    child.bound = max(child.bound, child.cost + bound(simplex.duals(), child.rows, child.columns).sum)
    child.simplex = simplex
  }
}
