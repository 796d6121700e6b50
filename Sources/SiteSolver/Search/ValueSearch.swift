/// Branch and bound for `ValueInstance`: bounds from its linear relaxation, columns fixed by reduced costs, and the
/// instance rebuilt smaller after every round of fixing (Cordeau, Furini & Ljubić 2019, EJOR 275:882, and Chen et
/// al. 2023, EJOR 311:836, for covering; Beasley 1993, EJOR 65:383, for the p-median).
struct ValueSearch {
  private let root: ValueInstance
  private let options: SolveOptions
  private let isIntegral: Bool
  private let clock: SearchClock
  private let isUniform: Bool
  /// The values of the rows under the first choice found, where a Lagrangian descent starts well.
  private var firstValues: [Double] = []
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
    var start: RelaxationStart?
    var bound: Double
    var depth: Int
  }

  init(root: ValueInstance, isIntegral: Bool, options: SolveOptions, clock: SearchClock) {
    self.root = root
    self.isIntegral = isIntegral
    self.options = options
    self.clock = clock
    isUniform = root.isMostlyUniform
  }

  /// Runs to the proof, the gap or the time limit. `best` stays empty with `bestObjective` infinite when the limits
  /// allow no choice.
  mutating func run() {
    guard root.limits.isFeasible(columns: root.columnCount) else {
      bound = -.infinity
      return
    }
    if root.columnCount > 0 {
      var interchange = ValueInterchange(root)
      interchange.greedy()
      interchange.improve(clock: clock)
      offer(interchange.isOpen, in: root)
      anneal(from: interchange.isOpen)
      if !isUniform { firstValues = interchange.currentValues }
    }
    var stack = [Node(instance: root, choosing: [], dropping: [], start: nil, bound: .infinity, depth: 0)]
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
    bound = max(bestObjective, cutOffBound)
    if cutOffBound <= proofCutoff { bound = bestObjective }
  }

  private var tolerance: Double { 1e-10 * max(1, abs(bestObjective)) }
  /// A bound up to here proves the best objective.
  private var proofCutoff: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return isIntegral ? bestObjective + 1 - 1e-6 - tolerance : bestObjective + tolerance
  }
  private var cutoff: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return max(proofCutoff, bestObjective + options.gap * abs(bestObjective))
  }

  private func relaxation(of instance: ValueInstance, _ start: RelaxationStart?) -> any ValueRelaxation {
    if isUniform { return PrimalDualRelaxation(instance, start: start) }
    let values = firstValues.count == instance.rowCount ? firstValues : instance.base
    return LagrangianRelaxation(instance, start: start, values: values)
  }

  /// Annealing of the first choice, where every row is covered or not.
  private mutating func anneal(from start: [Bool]) {
    guard isUniform, let annealing = CoverAnnealing(root) else { return }
    let isOpen = annealing.improved(
      from: start, trials: annealing.trials(perPart: 30, most: 60_000_000), seed: options.seed, deadline: clock.deadline
    )
    offer(isOpen, in: root)
  }

  /// Follows the relaxation down to a choice, opening a part of the sites that it is surest of at each step, and
  /// improves the choice by interchange among the columns of the instance.
  private mutating func dive(from top: ValueInstance, _ start: RelaxationStart, share: Double) {
    var instance = top
    var start: RelaxationStart? = start
    while !clock.isExpired(), instance.limits.isFeasible(columns: instance.columnCount) {
      let left = min(instance.limits.maximum, instance.columnCount)
      if left == 0 || instance.rowCount == 0 || instance.columnCount <= instance.limits.minimum { break }
      let relaxation = relaxation(of: instance, start)
      if relaxation.run(steps: 60, tolerance: 0.3, cutoff: cutoff, clock: clock) == .cutOff { break }
      let x = relaxation.bestX
      var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
      choice.choose(profit: x.map { $0 + 1e-9 }, limits: instance.limits)
      let sorted = choice.list.sorted { (x[Int($1)], $0) < (x[Int($0)], $1) }
      let sure = max(1, Int(Double(left) * share), sorted.count { x[Int($0)] > 0.98 })
      (instance, start) = instance.reduced(
        choosing: Array(sorted.prefix(sure)), dropping: [], start: relaxation.warmStart())
    }
    var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
    choice.choose(profit: [Double](repeating: 1, count: instance.columnCount), limits: instance.limits)
    let chosen = Set(instance.chosen + choice.list.map { instance.original[Int($0)] })
    var interchange = ValueInterchange(top)
    interchange.open((0..<Int32(top.columnCount)).filter { chosen.contains(top.original[Int($0)]) })
    interchange.improve(clock: clock)
    offer(interchange.isOpen, in: top)
  }

  #if CBC
    /// Puts what survives fixing to CBC: true when that proves that nothing better is left in the instance.
    private mutating func finishByMIP(_ instance: ValueInstance) -> Bool {
      // With few columns left the tree of our own is the faster one.
      let isWorthwhile = instance.columnCount > 60 && instance.column.count <= 10_000
      guard isWorthwhile, bestObjective > -.infinity else { return false }
      let formulation = ValueFormulation(instance)
      do {
        let answer = try CBCSolver(formulation.mip).solve(
          start: [:], options: options, timeLimit: clock.remaining, cutoff: -cutoff)
        clock.iterations += answer.iterations
        clock.nodes += answer.nodes
        if let values = answer.values {
          offer((0..<instance.columnCount).map { values[$0] > 0.5 }, in: instance)
        }
        return answer.isInfeasible || answer.isProven
      } catch {
        return false
      }
    }
  #endif

  /// Looks for better choices among the columns that the relaxation opens at least a little: a small search of its
  /// own, cut short (relaxation-enforced neighbourhood search, Berthold 2014).
  private mutating func searchSupport(_ instance: ValueInstance, _ relaxation: any ValueRelaxation, nodes: Int) {
    let dropped = (0..<Int32(instance.columnCount)).filter { relaxation.bestX[Int($0)] < 0.02 }
    if dropped.isEmpty { return }
    let savedCutOff = cutOffBound
    var stack = [
      Node(
        instance: instance, choosing: [], dropping: dropped, start: relaxation.warmStart(), bound: .infinity,
        depth: 1)
    ]
    let last = clock.nodes + nodes
    while let node = stack.popLast(), clock.nodes < last, !clock.isExpired() {
      if node.bound > cutoff { process(node, &stack) }
    }
    cutOffBound = savedCutOff
  }

  /// Anneals among the columns that the relaxation opens at least a little and those of the best choice, a few times
  /// over, on as many threads as may work.
  private mutating func annealSupport(_ instance: ValueInstance, _ relaxation: any ValueRelaxation) {
    guard isUniform, !clock.isExpired() else { return }
    var isBest = [Bool](repeating: false, count: root.columnCount)
    for j in best { isBest[Int(j)] = true }
    let dropped = (0..<Int32(instance.columnCount)).filter {
      relaxation.bestX[Int($0)] < 0.005 && !isBest[Int(instance.original[Int($0)])]
    }
    let support = instance.reduced(choosing: [], dropping: dropped, start: nil).instance
    guard let annealing = CoverAnnealing(support) else { return }
    var start = support.original.map { isBest[Int($0)] }
    // A fixing may have gone against the best choice, which is then no start.
    guard start.count(where: { $0 }) == min(support.limits.maximum, support.columnCount) else { return }
    let trials = annealing.trials(perPart: 50, most: 200_000_000)
    let heats = [0.5, 1, 2, 4]
    // Who asks for no proof wants an answer soon.
    for round in 0..<(options.gap > 0 ? 1 : 6) {
      let before = bestObjective
      let seed = options.seed &+ UInt64(round * heats.count)
      let runs = inParallel(heats.count, threads: options.threads) { [start, deadline = clock.deadline] run in
        annealing.improved(
          from: start, trials: trials, heat: heats[run], seed: seed &+ UInt64(run), deadline: deadline)
      }
      for isOpen in runs {
        let known = bestObjective
        offer(isOpen, in: support)
        if bestObjective > known { start = isOpen }
      }
      if bestObjective == before || clock.isExpired() { break }
    }
  }

  private mutating func offer(_ isChosen: [Bool], in instance: ValueInstance) {
    var columns = instance.chosen
    for j in isChosen.indices where isChosen[j] { columns.append(instance.original[j]) }
    let objective = instance.objective(of: isChosen)
    if objective > bestObjective {
      bestObjective = objective
      best = columns.sorted()
    }
  }

  /// Opens the columns that a fractional choice has most of, and improves on them by interchange.
  private mutating func round(_ x: [Double], in instance: ValueInstance) {
    var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
    choice.choose(profit: x.map { $0 + 1e-9 }, limits: instance.limits)
    var interchange = ValueInterchange(instance)
    interchange.open(choice.list)
    interchange.improve(clock: clock)
    offer(interchange.isOpen, in: instance)
  }

  private mutating func process(_ node: Node, _ stack: inout [Node]) {
    clock.nodes += 1
    var (instance, start) = (node.instance, node.start)
    if !node.choosing.isEmpty || !node.dropping.isEmpty {
      (instance, start) = instance.reduced(choosing: node.choosing, dropping: node.dropping, start: start)
    }
    let isRoot = node.depth == 0
    var nodeBound = node.bound
    var roundsLeft = isRoot ? 30 : 4
    var firstSteps = 60
    var hasSearchedSupport = false
    var current: (any ValueRelaxation)?
    while true {
      guard instance.limits.isFeasible(columns: instance.columnCount) else { return }
      if instance.columnCount <= instance.limits.minimum || instance.limits.maximum == 0 || instance.rowCount == 0 {
        var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
        choice.choose(
          profit: [Double](repeating: 1, count: instance.columnCount), limits: instance.limits)
        offer(choice.chosen, in: instance)
        return
      }
      let relaxation = current ?? self.relaxation(of: instance, start)
      current = relaxation
      let outcome = relaxation.run(
        steps: isRoot ? firstSteps : 80, tolerance: isRoot ? 0.05 : 0.25, cutoff: cutoff, clock: clock)
      nodeBound = min(nodeBound, relaxation.bestBound)
      if outcome == .cutOff {
        cutOffBound = max(cutOffBound, nodeBound)
        return
      }
      if isRoot || clock.nodes % 8 == 0 {
        round(relaxation.bestX, in: instance)
        if nodeBound <= cutoff {
          cutOffBound = max(cutOffBound, nodeBound)
          return
        }
      }
      if clock.isExpired() {
        stack.append(
          Node(instance: instance, choosing: [], dropping: [], start: nil, bound: nodeBound, depth: 1))
        return
      }
      roundsLeft -= 1
      // A Lagrangian's choices differ all along the way, and each is worth rounding.
      firstSteps = isUniform ? min(200, firstSteps * 2) : 60
      let chosen = relaxation.fixed.indices.filter { relaxation.fixed[$0] > 0 }.map { Int32($0) }
      let dropped = relaxation.fixed.indices.filter { relaxation.fixed[$0] < 0 }.map { Int32($0) }
      let fixed = chosen.count + dropped.count
      if fixed > 0 { cutOffBound = max(cutOffBound, min(nodeBound, cutoff)) }
      let isDone = outcome == .converged || roundsLeft <= 0
      if fixed > 0, fixed * 10 >= instance.columnCount || fixed == instance.columnCount {
        (instance, start) = instance.reduced(choosing: chosen, dropping: dropped, start: relaxation.warmStart())
        current = nil
        continue
      }
      if !isDone { continue }
      if isRoot, !hasSearchedSupport {
        // A better choice fixes more columns before the tree grows.
        hasSearchedSupport = true
        let warm = relaxation.warmStart()
        dive(from: instance, warm, share: 0.2)
        dive(from: instance, warm, share: 0.05)
        annealSupport(instance, relaxation)
        searchSupport(instance, relaxation, nodes: 60)
        roundsLeft = 2
        continue
      }
      #if CBC
        if isRoot, !isUniform, finishByMIP(instance) { return }
      #endif
      start = relaxation.warmStart()
      let j = relaxation.branchingColumn()
      let rest = Set(chosen + dropped)
      func child(choosing: [Int32], dropping: [Int32]) -> Node {
        Node(
          instance: instance, choosing: chosen.filter { $0 != j } + choosing,
          dropping: dropped.filter { $0 != j } + dropping, start: start, bound: nodeBound, depth: node.depth + 1)
      }
      let isDecided = rest.contains(j)
      let out = child(choosing: [], dropping: [j])
      let inside = child(choosing: [j], dropping: [])
      if isDecided {
        stack.append(chosen.contains(j) ? inside : out)
      } else if relaxation.bestX[Int(j)] >= 0.5 {
        stack.append(out)
        stack.append(inside)
      } else {
        stack.append(inside)
        stack.append(out)
      }
      return
    }
  }
}
