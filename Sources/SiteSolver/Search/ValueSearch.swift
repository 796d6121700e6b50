/// Branch and bound for `ValueInstance`: bounds from its linear relaxation, columns fixed by reduced costs, and the
/// instance rebuilt smaller after every round of fixing (Cordeau, Furini & Ljubić 2019, EJOR 275:882, and Chen et
/// al. 2023, EJOR 311:836, for covering; Beasley 1993, EJOR 65:383, for the p-median).
struct ValueSearch {
  /// The instance as asked.
  private let exact: ValueInstance
  /// The instance with its rows cut off where hardly any good choice reaches.
  private let root: ValueInstance
  private let options: SolveOptions
  private let isIntegral: Bool
  private var clock: SearchClock
  /// A relaxation at the root may work on as many threads as there are; those of the tree work beside each other.
  private var threads: Int
  private let isUniform: Bool
  /// The values of the rows under the first choice found, where a Lagrangian descent starts well.
  private var firstValues: [Double] = []
  /// Columns of the root instance.
  private(set) var best: [Int32] = []
  private(set) var bestObjective = -Double.infinity
  private(set) var bound = Double.infinity
  /// The best choice found, even where it is not worth what was asked for.
  private(set) var leading: [Int32] = []
  private(set) var leadingObjective = -Double.infinity
  /// Whether the search is over with the first choice that is worth what was asked for.
  private let stopsWhenReached: Bool
  /// Whether this is the search of a region of a larger one, which must be quick rather than thorough.
  private let isPart: Bool
  /// The greatest bound of a node that was cut off although it was above the best objective.
  private var cutOffBound = -Double.infinity

  /// The instance that the tree grows from, and where its relaxation ended.
  private var trunk: (instance: ValueInstance, start: RelaxationStart?)?

  private struct Node {
    var instance: ValueInstance
    var choosing: [Int32]
    var dropping: [Int32]
    var start: RelaxationStart?
    var bound: Double
    var depth: Int
    /// Whether the instance is the trunk again, to be reduced by all decisions.
    var isPacked = false
  }

  /// - Parameters:
  ///   - target: search only until a choice is worth this much; nil: search for the best.
  ///   - partBeating: for a region of a larger search: what choices must be worth to be of interest.
  init(
    root: ValueInstance, isIntegral: Bool, options: SolveOptions, clock: SearchClock, reaching target: Double? = nil,
    partBeating: Double? = nil
  ) {
    isPart = partBeating != nil
    exact = root
    isUniform = root.isMostlyUniform
    let share = root.columnCount / max(1, min(root.limits.maximum, root.columnCount))
    self.root = isUniform ? root : root.cut(toLength: Tuning.rowLength(columnsPerSite: share))
    self.isIntegral = isIntegral
    self.options = options
    self.clock = clock
    threads = options.threads
    stopsWhenReached = target != nil
    if let partBeating { bestObjective = partBeating }
    if let target { bestObjective = isIntegral ? target.rounded(.up) - 1 : target - 2e-10 * max(1, abs(target)) }
  }

  /// Whether a choice is worth what was asked for.
  var hasReached: Bool { stopsWhenReached && !best.isEmpty }

  /// Runs to the proof, the gap or the time limit. `best` stays empty with `bestObjective` infinite when the limits
  /// allow no choice.
  mutating func run() {
    guard root.limits.isFeasible(columns: root.columnCount) else {
      bound = -.infinity
      return
    }
    defer { if hasReached { bound = max(bound, bestObjective) } }
    if root.columnCount > 0 {
      var interchange = ValueInterchange(root)
      interchange.greedy()
      interchange.improve(clock: clock)
      offer(interchange.isOpen, in: root)
      anneal(from: interchange.isOpen)
      if !isUniform { firstValues = interchange.currentValues }
    }
    var stack = [Node(instance: root, choosing: [], dropping: [], start: nil, bound: root.plainBound, depth: 0)]
    while !stack.isEmpty, !hasReached {
      if clock.isExpired() {
        bound = stack.reduce(max(bestObjective, cutOffBound)) { max($0, $1.bound) }
        return
      }
      expand(&stack, bestFirst: true)
    }
    bound = max(bestObjective, cutOffBound)
    if cutOffBound <= proofCutoff { bound = bestObjective }
  }

  /// Works on nodes beside each other: eight of the greatest bounds, or the last two. All know the best choice of
  /// before and not what the others find, so that the number of threads changes nothing.
  private mutating func expand(_ stack: inout [Node], bestFirst: Bool) {
    var nodes: [Node] = []
    while nodes.count < (bestFirst ? Tuning.nodesBesideEachOther : 2), !stack.isEmpty {
      var next = stack.count - 1
      if bestFirst { for k in stack.indices.reversed() where stack[k].bound > stack[next].bound { next = k } }
      let node = stack.remove(at: next)
      if node.bound <= cutoff { cutOffBound = max(cutOffBound, node.bound) } else { nodes.append(node) }
    }
    if nodes.isEmpty { return }
    if nodes.count == 1 {
      process(nodes[0], &stack)
      return
    }
    defer { if bestFirst { pack(&stack) } }
    let before = clock.counts
    let share = clock.workLeft / nodes.count
    let pair = nodes
    nonisolated(unsafe) let search = self
    let results = inParallel(pair.count, threads: threads) { k in
      var part = search
      part.clock = SearchClock(following: search.clock, work: share)
      part.threads = 1
      var children: [Node] = []
      part.process(pair[k], &children)
      return (search: part, children: children)
    }
    for result in results {
      clock.add(result.search.clock, since: before)
      cutOffBound = max(cutOffBound, result.search.cutOffBound)
      if result.search.bestObjective > bestObjective {
        bestObjective = result.search.bestObjective
        best = result.search.best
      }
      if result.search.leadingObjective > leadingObjective {
        leadingObjective = result.search.leadingObjective
        leading = result.search.leading
      }
    }
    // The node that was on top stays the first to be followed.
    for result in results.reversed() { stack += result.children }
  }

  /// Frees the instances of nodes whose turn is far off; they are made again from the trunk.
  private func pack(_ stack: inout [Node]) {
    guard let trunk else { return }
    let most = max(4, Tuning.pairsOfUnpackedNodes / max(1, trunk.instance.column.count))
    if stack.count <= most { return }
    let bounds = stack.map(\.bound).sorted(by: >)
    for k in stack.indices where !stack[k].isPacked && stack[k].bound <= bounds[most] {
      let node = stack[k]
      let chosen = Set(node.instance.chosen).union(node.choosing.map { node.instance.original[Int($0)] })
      let kept = Set(node.instance.original).subtracting(node.dropping.map { node.instance.original[Int($0)] })
      let columns = (0..<Int32(trunk.instance.columnCount))
      stack[k] = Node(
        instance: trunk.instance, choosing: columns.filter { chosen.contains(trunk.instance.original[Int($0)]) },
        dropping: columns.filter {
          let j = trunk.instance.original[Int($0)]
          return !chosen.contains(j) && !kept.contains(j)
        }, start: trunk.start, bound: node.bound, depth: node.depth, isPacked: true)
    }
  }

  private var tolerance: Double { 1e-10 * max(1, abs(bestObjective)) }
  /// A bound up to here proves the best objective.
  private var proofCutoff: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return isIntegral ? bestObjective + 1 - Tuning.integrality - tolerance : bestObjective + tolerance
  }
  private var cutoff: Double {
    guard bestObjective > -.infinity else { return -.infinity }
    return max(proofCutoff, bestObjective + options.gap * abs(bestObjective))
  }

  private func relaxation(of instance: ValueInstance, _ start: RelaxationStart?) -> any ValueRelaxation {
    if isUniform { return PrimalDualRelaxation(instance, start: start, threads: threads) }
    let values = firstValues.count == instance.rowCount ? firstValues : instance.base
    return LagrangianRelaxation(instance, start: start, values: values)
  }

  /// Annealing of the first choice, where every row is covered or not.
  private mutating func anneal(from start: [Bool]) {
    guard isUniform, let annealing = CoverAnnealing(root) else { return }
    annealTwice(root, annealing, from: start, trials: Tuning.firstTrials * root.columnCount, seed: options.seed)
  }

  /// Anneals twice, at different heats; true when that found something better.
  @discardableResult
  private mutating func annealTwice(
    _ instance: ValueInstance, _ cover: CoverAnnealing?, from start: [Bool], trials: Int, seed: UInt64
  ) -> Bool {
    let runs = inParallel(Tuning.heats.count, threads: threads) {
      [deadline = clock.deadline, most = clock.workLeft / Tuning.heats.count] run in
      let state = cover?.exchange(from: start) ?? ValueExchange(instance, open: start)
      let isOpen = state.annealed(
        trials: trials, work: most, heat: Tuning.heats[run],
        cooling: cover == nil ? Tuning.coolingOfValues : Tuning.coolingOfCovers,
        seed: seed &+ UInt64(run), deadline: deadline)
      return (isOpen: isOpen, work: state.work)
    }
    let before = leadingObjective
    for run in runs {
      clock.work += run.work
      offer(run.isOpen, in: instance)
    }
    return leadingObjective > before
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
      let outcome = relaxation.run(
        steps: Tuning.steps, tolerance: Tuning.toleranceOfDive, cutoff: cutoff, clock: clock)
      if outcome == .cutOff { break }
      let x = relaxation.bestX
      var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
      choice.choose(profit: x.map { $0 + 1e-9 }, limits: instance.limits)
      let sorted = choice.list.sorted { (x[Int($1)], $0) < (x[Int($0)], $1) }
      let sure = max(1, Int(Double(left) * share), sorted.count { x[Int($0)] > Tuning.sure })
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

  /// Whether a bound by regions is worth its time before the tree grows.
  private func isLargeForATree(_ instance: ValueInstance) -> Bool {
    isUniform && !isPart && !instance.limits.hasGroups && instance.column.count >= Tuning.pairsTooManyForATree
      && bestObjective > -.infinity
  }

  /// The bound by regions; their choices put together are tried as a choice.
  private mutating func boundByRegions(
    _ instance: ValueInstance, _ relaxation: any ValueRelaxation, _ prices: [Double]
  ) -> Double {
    let regions = RegionBound(
      instance, x: relaxation.bestX, prices: prices, size: Tuning.sitesOfRegion, options: options)
    let (bound, chosen) = regions.evaluate(
      precision: Tuning.precisionOfRegions * (relaxation.bestBound - bestObjective), clock: clock)
    var interchange = ValueInterchange(instance)
    interchange.open(chosen)
    interchange.improve(clock: clock)
    offer(interchange.isOpen, in: instance)
    return bound
  }

  #if CBC
    /// Puts what survives fixing to CBC: true when that proves that nothing better is left in the instance.
    private mutating func finishByMIP(_ cut: ValueInstance) -> Bool {
      // For covers, and with few columns that many rows want, the tree of our own is the faster one.
      if isUniform { return false }
      let instance = whole(cut)
      let pairs = instance.column.count
      let isWorthwhile =
        pairs <= Tuning.pairsForMIP
        || (instance.columnCount > Tuning.columnsForMIP && pairs <= Tuning.pairsOfManyColumnsForMIP)
      guard isWorthwhile, bestObjective > -.infinity else { return false }
      let formulation = ValueFormulation(instance)
      do {
        var options = options
        // What CBC cannot prove in so many nodes is left to the tree.
        if options.workLimit != nil { options.nodeLimit = min(options.nodeLimit ?? .max, Tuning.nodesOfMIP) }
        let answer = try CBCSolver(formulation.mip).solve(
          options: options, timeLimit: clock.remaining, cutoff: -cutoff)
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
  ///
  /// - Returns: whether the search came to its end, so that nothing better is left there.
  @discardableResult
  private mutating func searchSupport(
    _ instance: ValueInstance, _ relaxation: any ValueRelaxation, nodes: Int
  ) -> Bool {
    let dropped = (0..<Int32(instance.columnCount)).filter { relaxation.bestX[Int($0)] < Tuning.littleOpen }
    if dropped.isEmpty { return false }
    let savedCutOff = cutOffBound
    var stack = [
      Node(
        instance: instance, choosing: [], dropping: dropped, start: relaxation.warmStart(), bound: .infinity,
        depth: 1)
    ]
    let last = clock.nodes + nodes
    while !stack.isEmpty, clock.nodes < last, !clock.isExpired() { expand(&stack, bestFirst: false) }
    cutOffBound = savedCutOff
    return stack.isEmpty
  }

  /// Anneals among the columns that the relaxation opens at least a little and those of the best choice, as long as
  /// that helps; true when it did.
  @discardableResult
  private mutating func annealSupport(_ instance: ValueInstance, _ relaxation: any ValueRelaxation) -> Bool {
    if clock.isExpired() { return false }
    let before = leadingObjective
    var isBest = [Bool](repeating: false, count: root.columnCount)
    for j in leading { isBest[Int(j)] = true }
    let likely = relaxation.likelyColumns(cutoff: cutoff)
    let dropped = (0..<Int32(instance.columnCount)).filter {
      !likely[Int($0)] && !isBest[Int(instance.original[Int($0)])]
    }
    let support = instance.reduced(choosing: [], dropping: dropped, start: nil).instance
    // Among few columns the tree is the faster one.
    if support.columnCount <= Tuning.columnsForTreeAlone { return false }
    let cover = isUniform ? CoverAnnealing(support) : nil
    // Where no tree will come to its end, the best choice found is all the more the answer.
    let patience = isUniform && instance.column.count >= Tuning.pairsTooManyForATree ? Tuning.failuresOfAnnealing : 1
    var failures = 0
    for round in 0..<Tuning.roundsOfAnnealing where failures < patience && !hasReached && !clock.isExpired() {
      for j in isBest.indices { isBest[j] = false }
      for j in leading { isBest[Int(j)] = true }
      let start = support.original.map { isBest[Int($0)] }
      // A fixing may have gone against the best choice, which is then no start.
      guard start.count(where: { $0 }) == min(support.limits.maximum, support.columnCount) else { break }
      let isBetter = annealTwice(
        support, cover, from: start,
        trials: (isUniform ? Tuning.trialsOfCovers : Tuning.trialsOfValues) * support.columnCount,
        seed: options.seed &+ UInt64(2 * round + 2))
      failures = isBetter ? 0 : failures + 1
      // Who asks for no proof wants an answer soon.
      if options.gap > 0 { break }
    }
    return leadingObjective > before
  }

  /// The instance with nothing cut off.
  private func whole(_ instance: ValueInstance) -> ValueInstance {
    if !instance.isCut { return instance }
    let kept = Set(instance.original).union(instance.chosen)
    return exact.reduced(
      choosing: instance.chosen, dropping: (0..<Int32(exact.columnCount)).filter { !kept.contains($0) }, start: nil
    ).instance
  }

  private mutating func offer(_ isChosen: [Bool], in instance: ValueInstance) {
    var columns = instance.chosen
    for j in isChosen.indices where isChosen[j] { columns.append(instance.original[j]) }
    var objective = instance.objective(of: isChosen)
    if instance.isCut, objective > leadingObjective {
      var isOpen = [Bool](repeating: false, count: exact.columnCount)
      for j in columns { isOpen[Int(j)] = true }
      objective = exact.objective(of: isOpen)
    }
    if objective > leadingObjective {
      leadingObjective = objective
      leading = columns.sorted()
      if objective > bestObjective { (bestObjective, best) = (objective, leading) }
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

  private func dropDominated(_ instance: inout ValueInstance, _ start: inout RelaxationStart?) {
    guard isUniform else { return }
    while true {
      let dominated = instance.dominatedColumns()
      if dominated.isEmpty { return }
      (instance, start) = instance.reduced(choosing: [], dropping: dominated, start: start)
    }
  }

  private mutating func process(_ node: Node, _ stack: inout [Node]) {
    clock.nodes += 1
    var (instance, start) = (node.instance, node.start)
    if !node.choosing.isEmpty || !node.dropping.isEmpty {
      (instance, start) = instance.reduced(choosing: node.choosing, dropping: node.dropping, start: start)
    }
    dropDominated(&instance, &start)
    let isRoot = node.depth == 0
    var nodeBound = node.bound
    var roundsLeft = isRoot ? Tuning.roundsOfRoot : Tuning.roundsOfNode
    var firstSteps = Tuning.steps
    var hasSearchedSupport = false
    var current: (any ValueRelaxation)?
    while true {
      guard instance.limits.isFeasible(columns: instance.columnCount) else { return }
      if instance.columnCount <= instance.limits.minimum || instance.limits.maximum == 0 || instance.rowCount == 0 {
        var choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
        choice.choose(
          profit: [Double](repeating: 1, count: instance.columnCount), limits: instance.limits)
        let isDecided = instance.rowCount > 0 || instance.columnCount <= instance.limits.minimum
        if instance.isCut, !isDecided, instance.limits.maximum > 0 {
          (instance, start, current) = (whole(instance), nil, nil)
          continue
        }
        offer(choice.chosen, in: instance)
        return
      }
      let relaxation = current ?? self.relaxation(of: instance, start)
      current = relaxation
      let outcome = relaxation.run(
        steps: isRoot ? firstSteps : isUniform ? Tuning.stepsOfCoverNode : Tuning.stepsOfValueNode,
        tolerance: isRoot ? Tuning.toleranceOfRoot : Tuning.toleranceOfNode, cutoff: cutoff, clock: clock)
      nodeBound = min(nodeBound, relaxation.bestBound)
      if outcome == .cutOff {
        cutOffBound = max(cutOffBound, nodeBound)
        return
      }
      if isRoot || clock.nodes % Tuning.nodesBetweenRoundings == 0 {
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
      firstSteps = isUniform ? min(Tuning.mostSteps, firstSteps * 2) : Tuning.steps
      let chosen = relaxation.fixed.indices.filter { relaxation.fixed[$0] > 0 }.map { Int32($0) }
      let dropped = relaxation.fixed.indices.filter { relaxation.fixed[$0] < 0 }.map { Int32($0) }
      let fixed = chosen.count + dropped.count
      if fixed > 0 { cutOffBound = max(cutOffBound, min(nodeBound, cutoff)) }
      let isDone = outcome == .converged || roundsLeft <= 0
      if fixed > 0,
        fixed * (isUniform ? Tuning.fixedPartOfCovers : Tuning.fixedPartOfValues) >= instance.columnCount
          || fixed == instance.columnCount
      {
        (instance, start) = instance.reduced(choosing: chosen, dropping: dropped, start: relaxation.warmStart())
        dropDominated(&instance, &start)
        current = nil
        continue
      }
      if !isDone { continue }
      if isRoot, !hasSearchedSupport {
        // A better choice fixes more columns before the tree grows.
        hasSearchedSupport = true
        let warm = relaxation.warmStart()
        if isUniform {
          for share in Tuning.sharesOfDives { dive(from: instance, warm, share: share) }
        }
        if isUniform {
          // A node of a cover is done soon.
          let isDecided = searchSupport(instance, relaxation, nodes: Tuning.nodesOfSupport)
          if !isDecided, annealSupport(instance, relaxation) {
            searchSupport(instance, relaxation, nodes: Tuning.nodesOfSupport)
          }
        } else {
          // One of the p-median takes long, and finds little where it starts from little.
          annealSupport(instance.cut(toLength: Tuning.rowLengthOfTree, below: warm.multipliers), relaxation)
          searchSupport(instance, relaxation, nodes: Tuning.nodesOfSupport)
        }
        roundsLeft = Tuning.roundsOfNode
        continue
      }
      #if CBC
        if isRoot, finishByMIP(instance) { return }
      #endif
      start = relaxation.warmStart()
      if isRoot, let prices = start?.prices, isLargeForATree(instance) {
        nodeBound = min(nodeBound, boundByRegions(instance, relaxation, prices))
        if nodeBound <= cutoff {
          cutOffBound = max(cutOffBound, nodeBound)
          return
        }
      }
      if isRoot, let multipliers = start?.multipliers, !multipliers.isEmpty {
        instance = instance.cut(toLength: Tuning.rowLengthOfTree, below: multipliers)
      }
      if isRoot { trunk = (instance, start) }
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
