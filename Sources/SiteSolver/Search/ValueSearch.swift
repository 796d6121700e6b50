/// Branch and bound for `ValueInstance` with Lagrangian bounds (Cornuéjols, Fisher & Nemhauser 1977, Management
/// Science 23:789; Beasley 1993, EJOR 65:383): the rows' demand to be served at most once is relaxed, columns are
/// fixed by their reduced costs, and the instance is rebuilt smaller after every round of fixing.
struct ValueSearch {
  private let root: ValueInstance
  private let options: SolveOptions
  private let isIntegral: Bool
  private let clock: SearchClock
  /// Columns of the root instance.
  private(set) var best: [Int32] = []
  private(set) var bestObjective = -Double.infinity
  private(set) var bound = Double.infinity
  /// The greatest bound of a node that was cut off although it was above the best objective.
  private var cutOffBound = -Double.infinity

  private struct Node {
    var instance: ValueInstance
    var choosing: [Int32]
    var dropping: [Int32]
    var multipliers: [Double]
    var bound: Double
    var depth: Int
  }

  init(root: ValueInstance, isIntegral: Bool, options: SolveOptions, clock: SearchClock) {
    self.root = root
    self.isIntegral = isIntegral
    self.options = options
    self.clock = clock
  }

  /// Runs to the proof, the gap or the time limit. `best` stays empty with `bestObjective` infinite when the limits
  /// allow no choice.
  mutating func run() {
    guard root.limits.isFeasible(columns: root.columnCount) else {
      bound = -.infinity
      return
    }
    var multipliers = root.base
    if root.columnCount > 0 {
      var interchange = ValueInterchange(root)
      interchange.greedy()
      interchange.improve(clock: clock)
      offer(interchange.isOpen, in: root)
      multipliers = interchange.currentValues
    }
    var stack = [
      Node(
        instance: root, choosing: [], dropping: [], multipliers: multipliers, bound: .infinity, depth: 0)
    ]
    while let node = stack.popLast() {
      if node.bound <= cutoff {
        cutOffBound = max(cutOffBound, node.bound)
        continue
      }
      if clock.isExpired() {
        bound = stack.reduce(max(node.bound, cutOffBound)) { max($0, $1.bound) }
        bound = max(bound, bestObjective)
        return
      }
      process(node, &stack)
    }
    bound = max(bestObjective, min(cutOffBound, cutoffWithGap))
    if !clock.expired, cutOffBound <= proofCutoff { bound = bestObjective }
  }

  private var tolerance: Double { 1e-10 * max(1, abs(bestObjective)) }
  /// A bound up to here proves the best objective.
  private var proofCutoff: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return isIntegral ? bestObjective + 1 - 1e-6 - tolerance : bestObjective + tolerance
  }
  private var cutoffWithGap: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return max(proofCutoff, bestObjective + options.gap * abs(bestObjective))
  }
  private var cutoff: Double { cutoffWithGap }

  private mutating func offer(_ isChosen: [Bool], in instance: ValueInstance) {
    let objective = instance.objective(of: isChosen)
    if objective > bestObjective {
      bestObjective = objective
      best = instance.chosen
      for j in isChosen.indices where isChosen[j] { best.append(instance.original[j]) }
      best.sort()
    }
  }

  private mutating func process(_ node: Node, _ stack: inout [Node]) {
    clock.nodes += 1
    var (instance, multipliers) = (node.instance, node.multipliers)
    if node.depth > 0 || root.columnCount == 0 {
      (instance, multipliers) = instance.reduced(
        choosing: node.choosing, dropping: node.dropping, multipliers: multipliers)
    }
    var nodeBound = node.bound
    var steps = node.depth == 0 ? 600 : 60
    while true {
      guard instance.limits.isFeasible(columns: instance.columnCount) else { return }
      if instance.columnCount <= instance.limits.minimum || instance.limits.maximum == 0
        || instance.rowCount == 0
      {
        var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
        choice.choose(
          profit: [Double](repeating: 1, count: instance.columnCount), limits: instance.limits)
        offer(choice.chosen, in: instance)
        return
      }
      var relaxation = ValueRelaxation(instance, multipliers: multipliers)
      relaxation.descend(steps: steps, target: bestObjective, cutoff: cutoff, clock: clock) { chosen in
        offer(chosen, in: instance)
        return (bestObjective, cutoff)
      }
      nodeBound = min(nodeBound, relaxation.bestBound)
      multipliers = relaxation.bestMultipliers
      if nodeBound <= cutoff {
        cutOffBound = max(cutOffBound, nodeBound)
        return
      }
      if clock.isExpired() {
        stack.append(
          Node(
            instance: instance, choosing: [], dropping: [], multipliers: multipliers, bound: nodeBound, depth: 1
          ))
        return
      }
      let forced = relaxation.fixings(cutoff: cutoff)
      if !forced.chosen.isEmpty || !forced.dropped.isEmpty {
        // What is dropped here was proven to be no better than the cut-off, which a gap may hold above the best.
        cutOffBound = max(cutOffBound, min(nodeBound, cutoff))
        let fixed = forced.chosen.count + forced.dropped.count
        let worthAnotherRound = fixed * 5 > instance.columnCount
        (instance, multipliers) = instance.reduced(
          choosing: forced.chosen, dropping: forced.dropped, multipliers: multipliers)
        if worthAnotherRound || instance.columnCount <= instance.limits.minimum || instance.limits.maximum == 0
          || instance.rowCount == 0 || !instance.limits.isFeasible(columns: instance.columnCount)
        {
          steps = 60
          continue
        }
        var again = ValueRelaxation(instance, multipliers: multipliers)
        again.descend(steps: 20, target: bestObjective, cutoff: cutoff, clock: clock) { chosen in
          offer(chosen, in: instance)
          return (bestObjective, cutoff)
        }
        nodeBound = min(nodeBound, again.bestBound)
        if nodeBound <= cutoff {
          cutOffBound = max(cutOffBound, nodeBound)
          return
        }
        multipliers = again.bestMultipliers
        branch(instance, again, multipliers, nodeBound, node.depth, &stack)
        return
      }
      branch(instance, relaxation, multipliers, nodeBound, node.depth, &stack)
      return
    }
  }

  private func branch(
    _ instance: ValueInstance, _ relaxation: ValueRelaxation, _ multipliers: [Double], _ bound: Double,
    _ depth: Int, _ stack: inout [Node]
  ) {
    let j = relaxation.branchingColumn()
    let out = Node(
      instance: instance, choosing: [], dropping: [j], multipliers: multipliers, bound: bound, depth: depth + 1)
    let inside = Node(
      instance: instance, choosing: [j], dropping: [], multipliers: multipliers, bound: bound, depth: depth + 1)
    if relaxation.frequency[Int(j)] >= 0.5 {
      stack.append(out)
      stack.append(inside)
    } else {
      stack.append(inside)
      stack.append(out)
    }
  }
}
