extension SitingProblem {
  /// The same sites and the same demand served, each as near as the capacities allow, as far as a short search finds it.
  ///
  /// Covers with capacities look at who is served and not at how far away, and may serve two places across each other.
  /// Objective, bound and proof stay as they are.
  func servedNearby(
    _ solution: SitingSolution, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> SitingSolution {
    guard options.breaksTies, solution.objective != nil, costs.areKept, !clock.isExpired(),
      model == .capacitatedLSCP || model == .capacitatedMCLP, costs.candidates.count <= 50_000
    else { return solution }
    #if !CBC
      if isDivisible { return solution }
    #endif
    let served = sharesServed(solution)
    let demand = served.indices.filter { served[$0] > 0 }
    guard !demand.isEmpty else { return solution }
    let existing = existingSites
    let isOpen = openFlags(solution.selected)
    var near = restricted(toDemand: demand)
    near.aim = .capacitatedPMedian(
      CapacityUse(loads: demand.map { load($0) * served[$0] }, leastLoads: leastLoads, isDivisible: isDivisible))
    // Nobody's way counts as nothing, or places without known people would be served anywhere.
    let lightest = weights.filter { $0 > 0 }.min() ?? 1
    let weightOfWay = weights.map { max($0, lightest / 1000) }
    near.weights = demand.map { weightOfWay[$0] * served[$0] }
    near.fixedOpen = solution.selected.filter { existing.contains($0) }
    near.forced = solution.selected.filter { !existing.contains($0) }
    near.forbidden = isOpen.indices.filter { !isOpen[$0] }
    near.count = near.forced.count...near.forced.count
    (near.budget, near.siteCosts, near.groups, near.conflicts, near.sums) = (nil, nil, nil, [], [])
    near.closingPrices = [:]
    var short = options.with(SearchClock(following: clock, work: 50_000_000))
    short.nodeLimit = min(options.nodeLimit ?? .max, 200)
    (short.gap, short.breaksTies) = (0, false)
    let answer = try near.solve(short)
    guard answer.objective != nil, answer.uncovered.isEmpty else { return solution }
    var result = solution
    result.assignments = [Int?](repeating: nil, count: weights.count)
    for (k, i) in demand.enumerated() { result.assignments[i] = answer.assignments[k] }
    result.divisions = answer.divisions.map {
      DemandShare(demand: demand[$0.demand], site: $0.site, share: $0.share * served[demand[$0.demand]])
    }
    return way(result, weightOfWay) < way(solution, weightOfWay) * (1 - 1e-9) ? result : solution
  }

  /// The share of each demand point that is served.
  private func sharesServed(_ solution: SitingSolution) -> [Double] {
    guard isDivisible else { return solution.assignments.map { $0 == nil ? 0 : 1 } }
    var served = [Double](repeating: 0, count: weights.count)
    for part in solution.divisions { served[part.demand] = min(1, served[part.demand] + part.share) }
    return served
  }

  /// Weight × cost of all who are served.
  private func way(_ solution: SitingSolution, _ weights: [Double]) -> Double {
    func way(_ i: Int, _ j: Int) -> Double { weights[i] * (costs.cost(demand: i, candidate: j) ?? 0) }
    if isDivisible { return solution.divisions.reduce(0) { $0 + $1.share * way($1.demand, $1.site) } }
    return solution.assignments.enumerated().reduce(0) { sum, at in sum + (at.element.map { way(at.offset, $0) } ?? 0) }
  }
}
