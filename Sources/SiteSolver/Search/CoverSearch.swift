/// Branch and bound for `CoverInstance` with Lagrangian bounds and greedy choices by reduced cost (Beasley 1987,
/// EJOR 31:85; Caprara, Fischetti & Toth 1999, Operations Research 47:730), presolving every node.
struct CoverSearch {
  private let root: CoverInstance
  private let isIntegral: Bool
  private let options: SolveOptions
  private let clock: SearchClock
  /// Stop as soon as a choice costs no more than this; infinite negative: search for the best.
  private let enough: Double
  private(set) var best: [Int32] = []
  private(set) var bestObjective = Double.infinity
  private(set) var bound = -Double.infinity
  private var cutOffBound = Double.infinity

  private struct Node {
    var instance: CoverInstance
    var choosing: [Int32]
    var dropping: [Int32]
    var multipliers: [Double]
    var bound: Double
  }

  /// - Parameter mustBeat: choices of this cost or more are of no interest; the bound then only shows that none
  ///   is cheaper.
  init(
    root: CoverInstance, isIntegral: Bool, options: SolveOptions, clock: SearchClock,
    mustBeat: Double = .infinity, enough: Double = -.infinity
  ) {
    self.root = root
    self.isIntegral = isIntegral
    self.options = options
    self.clock = clock
    self.enough = enough
    bestObjective = mustBeat
  }

  private var tolerance: Double { bestObjective.isFinite ? 1e-10 * max(1, abs(bestObjective)) : 0 }
  private var proofCutoff: Double { isIntegral ? bestObjective - 1 + 1e-6 : bestObjective - tolerance }
  private var cutoff: Double { min(proofCutoff, bestObjective - options.gap * abs(bestObjective)) }

  mutating func run() {
    var stack = [
      Node(
        instance: root, choosing: [], dropping: [],
        multipliers: [Double](repeating: 0, count: root.rowCount), bound: plainBound)
    ]
    var isRoot = true
    while let node = stack.popLast() {
      if node.bound >= cutoff || bestObjective <= enough {
        cutOffBound = min(cutOffBound, node.bound)
        continue
      }
      if clock.isExpired() {
        bound = min(bestObjective, rounded(stack.reduce(min(node.bound, cutOffBound)) { min($0, $1.bound) }))
        return
      }
      process(node, isRoot: isRoot, &stack)
      isRoot = false
    }
    bound = min(bestObjective, rounded(cutOffBound))
    if !clock.expired, cutOffBound >= proofCutoff { bound = bestObjective }
  }

  /// A bound that takes no search: the dual of each row is its share of the cheapest column that covers it.
  private var plainBound: Double {
    let sum = root.constant + CoverRelaxation.startingMultipliers(root).reduce(0, +)
    return rounded(sum)
  }

  /// The least objective that is no less than a bound.
  private func rounded(_ bound: Double) -> Double { isIntegral ? (bound - 1e-6).rounded(.up) : bound }

  private mutating func offer(_ columns: [Int32], in instance: CoverInstance) {
    let objective = columns.reduce(instance.constant) { $0 + instance.cost[Int($1)] }
    if objective < bestObjective {
      bestObjective = objective
      best = (instance.chosen + columns.map { instance.original[Int($0)] }).sorted()
    }
  }

  private mutating func process(_ node: Node, isRoot: Bool, _ stack: inout [Node]) {
    clock.nodes += 1
    guard
      var (instance, multipliers) = node.instance.reduced(
        choosing: node.choosing, dropping: node.dropping, multipliers: node.multipliers)
    else { return }
    var nodeBound = node.bound
    var steps = isRoot ? 500 : 80
    while true {
      if instance.rowCount == 0 {
        var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
        choice.choose(profit: instance.cost.map { -$0 }, limits: instance.limits)
        offer(choice.list, in: instance)
        return
      }
      if instance.limits.maximum == 0 { return }
      if CoverTree.suits(instance) {
        let result = CoverTree(instance, isIntegral: isIntegral, clock: clock).solve(
          mustBeat: bestObjective - instance.constant, enough: enough - instance.constant)
        if let columns = result.columns { offer(columns, in: instance) }
        cutOffBound = min(cutOffBound, max(nodeBound, result.bound + instance.constant))
        return
      }
      if isRoot { multipliers = CoverRelaxation.startingMultipliers(instance) }
      var relaxation = CoverRelaxation(instance, multipliers: multipliers)
      relaxation.ascend(steps: steps, target: bestObjective, cutoff: cutoff, clock: clock) { columns in
        offer(columns, in: instance)
        return (bestObjective, cutoff)
      }
      nodeBound = max(nodeBound, relaxation.bestBound)
      multipliers = relaxation.bestMultipliers
      if nodeBound >= cutoff || bestObjective <= enough {
        cutOffBound = min(cutOffBound, nodeBound)
        return
      }
      if clock.isExpired() {
        stack.append(
          Node(instance: instance, choosing: [], dropping: [], multipliers: multipliers, bound: nodeBound))
        return
      }
      let forced = relaxation.fixings(cutoff: cutoff)
      if forced.chosen.count + forced.dropped.count > 0 {
        cutOffBound = min(cutOffBound, max(nodeBound, cutoff))
        guard
          let next = instance.reduced(
            choosing: forced.chosen, dropping: forced.dropped, multipliers: multipliers)
        else { return }
        (instance, multipliers) = next
        steps = 60
        continue
      }
      let j = relaxation.branchingColumn()
      stack.append(
        Node(instance: instance, choosing: [], dropping: [j], multipliers: multipliers, bound: nodeBound))
      stack.append(
        Node(instance: instance, choosing: [j], dropping: [], multipliers: multipliers, bound: nodeBound))
      return
    }
  }
}

/// The Lagrangian bound of a `CoverInstance`.
struct CoverRelaxation {
  private let instance: CoverInstance
  private var multipliers: [Double]
  private var reducedCost: [Double]
  private var profit: [Double]
  private var choice: LimitedChoice
  private var frequency: [Double]
  private(set) var bestBound = -Double.infinity
  private(set) var bestMultipliers: [Double]

  init(_ instance: CoverInstance, multipliers: [Double]) {
    self.instance = instance
    self.multipliers = multipliers
    bestMultipliers = multipliers
    reducedCost = [Double](repeating: 0, count: instance.columnCount)
    profit = reducedCost
    frequency = reducedCost
    choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
  }

  /// Each row shares out its cheapest column's cost per row (Caprara, Fischetti & Toth 1999).
  static func startingMultipliers(_ instance: CoverInstance) -> [Double] {
    (0..<instance.rowCount).map { i in
      var least = Double.infinity
      for k in instance.start[i]..<instance.start[i + 1] {
        let j = Int(instance.column[k])
        least = min(least, instance.cost[j] / Double(instance.columnStart[j + 1] - instance.columnStart[j]))
      }
      return least
    }
  }

  private mutating func evaluate(_ u: [Double]) -> Double {
    var sum = instance.constant
    var magnitude = 0.0
    for j in reducedCost.indices { reducedCost[j] = instance.cost[j] }
    for i in u.indices {
      sum += u[i]
      magnitude += u[i]
      if u[i] == 0 { continue }
      for k in instance.start[i]..<instance.start[i + 1] { reducedCost[Int(instance.column[k])] -= u[i] }
    }
    for j in profit.indices { profit[j] = -reducedCost[j] }
    choice.choose(profit: profit, limits: instance.limits)
    // Less what rounding may have added.
    return sum - choice.total - 1e-13 * magnitude
  }

  mutating func ascend(
    steps: Int, target: Double, cutoff: Double, clock: SearchClock,
    offer: ([Int32]) -> (target: Double, cutoff: Double)
  ) {
    var target = target
    var cutoff = cutoff
    var theta = 1.0
    var stale = 0
    var direction = [Double](repeating: 0, count: instance.rowCount)
    for step in 0..<steps {
      clock.iterations += 1
      clock.work += 2 * instance.column.count
      let bound = evaluate(multipliers)
      let share = step < 5 ? 1 / Double(step + 1) : 0.15
      for j in frequency.indices { frequency[j] += share * ((choice.chosen[j] ? 1 : 0) - frequency[j]) }
      if bound > bestBound {
        if bound > bestBound + 1e-4 * abs(bestBound) { stale = 0 } else { stale += 1 }
        bestBound = bound
        bestMultipliers = multipliers
        if bound >= cutoff { return }
      } else {
        stale += 1
      }
      if step % 10 == 0, let columns = greedyChoice() { (target, cutoff) = offer(columns) }
      if bestBound >= cutoff { return }
      if stale >= 15 {
        theta /= 2
        stale = 0
        multipliers = bestMultipliers
        if theta < 0.005 { break }
        _ = evaluate(multipliers)
      }
      if step % 16 == 15, clock.isExpired() { return }
      var length = 0.0
      var own = 0.0
      for i in multipliers.indices {
        var covered = 0
        for k in instance.start[i]..<instance.start[i + 1] where choice.chosen[Int(instance.column[k])] {
          covered += 1
        }
        let miss = Double(1 - covered)
        if miss > 0 || multipliers[i] > 0 { own += miss * miss }
        var g = miss + 0.3 * direction[i]
        if g < 0 && multipliers[i] <= 0 { g = 0 }
        direction[i] = g
        length += g * g
      }
      // Nothing missed: the bound is the best there is, whatever is left of earlier directions.
      if own == 0 { break }
      // Where earlier directions all but cancel this one, the step must not grow beyond all measure.
      length = max(length, 1e-3 * own)
      let goal = target.isFinite ? target : bound * 1.1 + 1
      let size = theta * max(goal - bound, 1e-6 * max(1, abs(bound))) / length
      for i in multipliers.indices { multipliers[i] = max(0, multipliers[i] + size * direction[i]) }
    }
    _ = evaluate(bestMultipliers)
  }

  /// Covers all rows by choosing columns of the least reduced cost per newly covered row, then drops the redundant;
  /// nil when the limits stop it.
  private func greedyChoice() -> [Int32]? {
    let limits = instance.limits
    var columns: [Int32] = []
    var groupCount = [Int](repeating: 0, count: limits.groupMinimum.count)
    func group(_ j: Int) -> Int { limits.hasGroups ? Int(limits.group[j]) : -1 }
    var cover = [Int32](repeating: 0, count: instance.rowCount)
    var fresh = (0..<instance.columnCount).map { instance.columnStart[$0 + 1] - instance.columnStart[$0] }
    var isChosen = [Bool](repeating: false, count: instance.columnCount)
    var left = instance.rowCount
    func take(_ j: Int) {
      isChosen[j] = true
      columns.append(Int32(j))
      if group(j) >= 0 { groupCount[group(j)] += 1 }
      for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
        let i = Int(instance.columnRow[k])
        cover[i] += 1
        if cover[i] == 1 {
          left -= 1
          for l in instance.start[i]..<instance.start[i + 1] { fresh[Int(instance.column[l])] -= 1 }
        }
      }
    }
    // What the relaxation already wants to pay for.
    for j in choice.list.sorted(by: { (reducedCost[Int($0)], $0) < (reducedCost[Int($1)], $1) })
    where reducedCost[Int(j)] < -1e-9 && fresh[Int(j)] > 0 && columns.count < limits.maximum {
      take(Int(j))
    }
    while left > 0 {
      if columns.count >= limits.maximum { return nil }
      var best = -1
      var bestScore = Double.infinity
      for j in 0..<instance.columnCount where fresh[j] > 0 {
        let g = group(j)
        if g >= 0, groupCount[g] >= limits.groupMaximum[g] { continue }
        let c = max(reducedCost[j], 0.001 * instance.cost[j] + 1e-9)
        let score = c / Double(fresh[j])
        if score < bestScore {
          bestScore = score
          best = j
        }
      }
      if best < 0 { return nil }
      take(best)
    }
    for j in columns.sorted(by: { (instance.cost[Int($0)], $0) > (instance.cost[Int($1)], $1) }) {
      let range = instance.columnStart[Int(j)]..<instance.columnStart[Int(j) + 1]
      if range.allSatisfy({ cover[Int(instance.columnRow[$0])] > 1 }) {
        for k in range { cover[Int(instance.columnRow[k])] -= 1 }
        isChosen[Int(j)] = false
        if group(Int(j)) >= 0 { groupCount[group(Int(j))] -= 1 }
      }
    }
    columns.removeAll { !isChosen[Int($0)] }
    // Minima that the cover alone does not meet are filled with the cheapest columns.
    let byCost = (0..<instance.columnCount).sorted { (instance.cost[$0], $0) < (instance.cost[$1], $1) }
    for j in byCost where !isChosen[j] {
      let g = group(j)
      if g >= 0, groupCount[g] < limits.groupMinimum[g] {
        isChosen[j] = true
        groupCount[g] += 1
        columns.append(Int32(j))
      }
    }
    for j in byCost where !isChosen[j] && columns.count < limits.minimum {
      let g = group(j)
      if g >= 0, groupCount[g] >= limits.groupMaximum[g] { continue }
      if g >= 0 { groupCount[g] += 1 }
      isChosen[j] = true
      columns.append(Int32(j))
    }
    return columns.count <= limits.maximum ? columns : nil
  }

  func fixings(cutoff: Double) -> (chosen: [Int32], dropped: [Int32]) {
    var chosen: [Int32] = []
    var dropped: [Int32] = []
    guard cutoff.isFinite else { return (chosen, dropped) }
    let losses = choice.lossOfForcing(profit: profit, limits: instance.limits)
    for (j, loss) in losses.enumerated() where bestBound + loss >= cutoff {
      if choice.chosen[j] { chosen.append(Int32(j)) } else { dropped.append(Int32(j)) }
    }
    return (chosen, dropped)
  }

  func branchingColumn() -> Int32 {
    var best = 0
    var bestScore = -Double.infinity
    for j in frequency.indices {
      let size = Double(instance.columnStart[j + 1] - instance.columnStart[j])
      let score = (0.5 - abs(frequency[j] - 0.5) + 0.01) * size
      if score > bestScore {
        bestScore = score
        best = j
      }
    }
    return Int32(best)
  }
}
