/// What one of several periods allows, and whom it is for.
public struct SitePeriod: Sendable {
  /// How many sites are added in it. nil leaves it free.
  public var count: ClosedRange<Int>?
  /// The most that the sites added in it may cost together. nil: no budget.
  public var budget: Double?
  /// The weight of each demand point in it.
  public var weights: [Double]
  /// How much it counts in the sum over the periods, above 0.
  public var years: Double

  public init(count: ClosedRange<Int>?, budget: Double?, weights: [Double], years: Double = 1) {
    self.count = count
    self.budget = budget
    self.weights = weights
    self.years = years
  }
}

/// Sites over several periods, which stay once they are open.
public struct PeriodPlan: Sendable {
  /// One period of the plan.
  public struct Choice: Sendable {
    /// The sites that open in it, ascending.
    public let opened: [Int]
    /// What stands in it serves its own demand.
    public let standing: SitingSolution
    /// The best for this period alone, with the numbers and the money of all periods so far.
    public let alone: SitingSolution
    /// What stands where each period is decided for itself, what stood before it kept; nil from where that leaves no
    /// choice.
    public let stepByStep: SitingSolution?
  }

  public let status: SitingSolution.Status
  /// The sum over the periods of years × objective; nil when no choice was found.
  public let objective: Double?
  /// No plan can be better.
  public let bound: Double?
  /// |bound − objective| / max(|objective|, tiny); nil without both.
  public let gap: Double?
  /// In the order of the periods; empty when no choice was found.
  public let choices: [Choice]
  /// The sum where each period is decided for itself; nil when that leaves a later one without a choice.
  public let stepByStepObjective: Double?
  /// The first period up to which no choice keeps every limit, where there is none.
  public let infeasiblePeriod: Int?
  /// Why that period alone, with the numbers and the money of all periods so far, has none; nil where it alone has one.
  public let infeasibility: InfeasibilityReason?
}

extension SitingProblem {
  /// The sites of several periods that are best for all of them together: the sum over the periods of years × objective.
  ///
  /// Sites that open stay. Counts and budgets are those of each period; maxima of groups and separations bind in every
  /// period, and minima of groups and forced sites by the end. Each candidate of each period is a candidate of a larger
  /// problem, which reaches the demand of its own and all later periods.
  ///
  /// - Throws: `optionOfAnotherModel` for other models than `mclp` and `p-median`, or with sites that may be closed; what
  ///   `solve` throws.
  public func solve(over periods: [SitePeriod], _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> PeriodPlan
  {
    guard model == .mclp || model == .pMedian else { throw .optionOfAnotherModel(model: model, name: "periods") }
    guard closingPrices.isEmpty else { throw .optionOfAnotherModel(model: model, name: "closing prices with periods") }
    let clock = SearchClock(options)
    let steps = try stepByStep(periods, options, clock)
    var alone: [SitingSolution] = []
    for t in periods.indices {
      let answer = try limited(to: periods, upTo: t).solve(options.with(clock))
      if answer.status == .infeasible { return try infeasible(periods, options, clock) }
      alone.append(answer)
    }
    let (answer, sites) = try solveTogether(periods, options, clock)
    if answer.status == .infeasible { return try infeasible(periods, options, clock) }
    let together = sites.map { standing($0, periods) }
    let stepped = steps.count == periods.count ? steps : nil
    let chosen = [together, stepped].compactMap { $0 }.min { isBetter(sum($0, periods), sum($1, periods)) }
    var bound = answer.bound
    var sumAlone: Double? = 0
    for (period, best) in zip(periods, alone) {
      sumAlone = sumAlone.flatMap { sum in best.bound.map { sum + period.years * $0 } }
    }
    if let sumAlone, let known = bound { bound = model.minimises ? max(known, sumAlone) : min(known, sumAlone) }
    guard let chosen, let worth = sum(chosen, periods) else { return .unknown(bound: bound) }
    let isProven =
      answer.status == .optimal || bound.map { abs($0 - worth) <= 1e-9 * max(1, abs(worth)) } ?? false
    var before = Set(fixedOpen)
    var choices: [PeriodPlan.Choice] = []
    for t in periods.indices {
      choices.append(
        PeriodPlan.Choice(
          opened: chosen[t].selected.filter { !before.contains($0) }, standing: chosen[t], alone: alone[t],
          stepByStep: steps.indices.contains(t) ? steps[t] : nil))
      before.formUnion(chosen[t].selected)
    }
    return PeriodPlan(
      status: isProven ? .optimal : answer.status, objective: worth, bound: isProven ? worth : bound,
      gap: isProven ? 0 : bound.map { abs($0 - worth) / max(abs(worth), 1e-12) }, choices: choices,
      stepByStepObjective: stepped.flatMap { sum($0, periods) }, infeasiblePeriod: nil, infeasibility: nil)
  }

  private func isBetter(_ one: Double?, _ other: Double?) -> Bool {
    guard let one else { return false }
    guard let other else { return true }
    return model.minimises ? one < other : one > other
  }

  private func sum(_ standing: [SitingSolution], _ periods: [SitePeriod]) -> Double? {
    zip(periods, standing).reduce(0.0) { sum, one in
      sum.flatMap { known in one.1.objective.map { known + one.0.years * $0 } }
    }
  }

  /// What stands in each period serves its demand.
  private func standing(_ sites: [[Int]], _ periods: [SitePeriod]) -> [SitingSolution] {
    zip(periods, sites).map { period, open in
      var own = self
      own.weights = period.weights
      return own.solution(opening: open, iterations: 0, nodes: 0)
    }
  }

  // MARK: Single periods

  /// The problem of one period alone, with the numbers and the money of the periods so far; what must be there by the end
  /// is asked of the last one.
  private func limited(to periods: [SitePeriod], upTo last: Int, from first: Int = 0) -> SitingProblem {
    var own = self
    let counting = periods[first...last]
    own.weights = periods[last].weights
    let counts = counting.compactMap(\.count)
    let budgets = counting.compactMap(\.budget)
    let all = costs.candidateCount
    own.count =
      counts.count == counting.count
      ? counts.reduce(0) { $0 + $1.lowerBound }...counts.reduce(0) { $0 + $1.upperBound }
      : counts.reduce(0) { $0 + $1.lowerBound }...max(all, counts.reduce(0) { $0 + $1.lowerBound })
    own.budget = budgets.count == counting.count ? budgets.reduce(0, +) : nil
    if last < periods.count - 1 {
      own.forced = []
      own.groups?.limits = groups?.limits.map { 0...$0.upperBound } ?? []
    }
    return own
  }

  /// Each period decided for itself; ends before the first one without a choice.
  private func stepByStep(_ periods: [SitePeriod], _ options: SolveOptions, _ clock: SearchClock) throws(SitingError)
    -> [SitingSolution]
  {
    var steps: [SitingSolution] = []
    for t in periods.indices {
      var own = limited(to: periods, upTo: t, from: t)
      let before = Set(steps.last?.selected ?? []).union(fixedOpen)
      own.forced.removeAll { before.contains($0) }
      own.fixedOpen = before.sorted()
      let answer = try own.solve(options.with(clock))
      if answer.objective == nil { break }
      steps.append(answer)
    }
    return steps
  }

  // MARK: All periods

  /// The sites that stand in each period, the best together.
  private func solveTogether(
    _ periods: [SitePeriod], _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> (answer: SitingSolution, sites: [[Int]]?) {
    let all = costs.candidateCount
    let answer = try expanded(over: periods).solve(options.with(clock))
    guard answer.objective != nil else { return (answer, nil) }
    var open = Set(fixedOpen)
    var sites: [[Int]] = []
    let taken = Set(answer.selected.map { $0 % all }).union(forbidden)
    var spare = (0..<all).filter { !taken.contains($0) }
    for (t, period) in periods.enumerated() {
      let opening = answer.selected.filter { $0 / all == t && !fixedOpen.contains($0 % all) }.map { $0 % all }
      let fresh = opening.filter { !open.contains($0) }
      open.formUnion(fresh)
      // A site that stood already is worth no more than another one.
      let missing = max(0, (period.count?.lowerBound ?? 0) - fresh.count)
      open.formUnion(spare.prefix(missing))
      spare.removeFirst(min(missing, spare.count))
      sites.append(open.sorted())
    }
    return (answer, sites)
  }

  /// Candidate t × n + j is site j opened in period t, and demand point t × m + i is i in period t.
  private func expanded(over periods: [SitePeriod]) throws(SitingError) -> SitingProblem {
    let all = costs.candidateCount
    let isFixed = openFlags(fixedOpen)
    let isForbidden = openFlags(forbidden)
    let free = (0..<all).filter { !isFixed[$0] && !isForbidden[$0] }
    var start = [0]
    var candidates: [Int32] = []
    var pairs: [Double] = []
    for t in periods.indices {
      for i in 0..<costs.demandCount {
        let row = costs.rowStart[i]..<costs.rowStart[i + 1]
        for s in 0...t {
          for k in row where s == 0 || !isFixed[Int(costs.candidates[k])] {
            candidates.append(Int32(s * all) + costs.candidates[k])
            if !costs.costs.isEmpty { pairs.append(costs.costs[k]) }
          }
        }
        start.append(candidates.count)
      }
    }
    var problem = self
    problem.costs = try SparseCosts(
      candidateCount: all * periods.count, rowStart: start, candidates: candidates, costs: pairs)
    problem.weights = periods.flatMap { period in period.weights.map { $0 * period.years } }
    problem.weightLeftOut = 0
    problem.siteCosts = siteCosts.map { own in periods.flatMap { _ in own } }
    problem.forced = []
    problem.forbidden = periods.indices.flatMap { t in
      (0..<all).filter { isForbidden[$0] || (t > 0 && isFixed[$0]) }.map { t * all + $0 }
    }
    let counts = periods.map { $0.count ?? 0...free.count }
    problem.count = counts.reduce(0) { $0 + $1.lowerBound }...counts.reduce(0) { $0 + $1.upperBound }
    problem.budget = nil
    problem.groups =
      free.isEmpty
      ? nil
      : GroupLimits(
        groupOfCandidate: periods.indices.flatMap { t in
          (0..<all).map { isFixed[$0] || isForbidden[$0] ? nil : t }
        }, limits: counts)
    problem.conflicts = conflicts.flatMap { pair in
      periods.indices.flatMap { s in
        periods.indices.map { ConflictingPair(s * all + pair.first, $0 * all + pair.second) }
      }
    }
    problem.sums = sums(of: free, over: periods)
    return problem
  }

  /// Budgets of the periods, limits of groups and forced sites; with any of them, and where the candidates may run out,
  /// that each site opens once.
  private func sums(of free: [Int], over periods: [SitePeriod]) -> [SiteSum] {
    let all = costs.candidateCount
    func columns(_ j: Int) -> [(site: Int, factor: Double)] { periods.indices.map { ($0 * all + j, 1) } }
    var sums: [SiteSum] = []
    for (t, period) in periods.enumerated() {
      guard let budget = period.budget else { continue }
      sums.append(
        SiteSum(terms: free.map { (t * all + $0, siteCosts?[$0] ?? 1) }, range: 0...(budget + 1e-9 * max(1, budget))))
    }
    for j in forced { sums.append(SiteSum(terms: columns(j), range: 1...1)) }
    for (g, limit) in (groups?.limits ?? []).enumerated() {
      let members = free.filter { groups?.groupOfCandidate[$0] == g }
      let standing = Double(fixedOpen.count { groups?.groupOfCandidate[$0] == g })
      let range = (Double(limit.lowerBound) - standing)...(Double(limit.upperBound) - standing)
      sums.append(SiteSum(terms: members.flatMap(columns), range: range))
    }
    let most = periods.reduce(0) { $0 + ($1.count?.upperBound ?? free.count) }
    if !sums.isEmpty || !conflicts.isEmpty || most > free.count {
      for j in free { sums.append(SiteSum(terms: columns(j), range: 0...1)) }
    }
    return sums
  }

  /// Says up to which period nothing keeps every limit, and why where that period alone tells.
  private func infeasible(_ periods: [SitePeriod], _ options: SolveOptions, _ clock: SearchClock) throws(SitingError)
    -> PeriodPlan
  {
    let first = try firstWithoutChoice(periods, options, clock)
    let alone = try limited(to: periods, upTo: first).solve(options.with(clock))
    return PeriodPlan(
      status: .infeasible, objective: nil, bound: nil, gap: nil, choices: [], stepByStepObjective: nil,
      infeasiblePeriod: first, infeasibility: alone.infeasibility)
  }

  /// The first period up to which nothing keeps every limit.
  private func firstWithoutChoice(
    _ periods: [SitePeriod], _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> Int {
    for t in periods.indices.dropLast() {
      var early = self
      early.forced = []
      early.groups?.limits = groups?.limits.map { 0...$0.upperBound } ?? []
      if try early.solveTogether(Array(periods[...t]), options, clock).answer.status == .infeasible { return t }
    }
    return periods.count - 1
  }
}

extension PeriodPlan {
  fileprivate static func unknown(bound: Double?) -> PeriodPlan {
    PeriodPlan(
      status: .timeLimit, objective: nil, bound: bound, gap: nil, choices: [], stepByStepObjective: nil,
      infeasiblePeriod: nil, infeasibility: nil)
  }
}
