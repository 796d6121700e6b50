extension SitingProblem {
  /// LSCP.
  func solveSetCover(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let unreachable = unreachable(roles)
    if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    let siteCosts = roles.free.map { self.siteCosts?[$0] ?? 1 }
    let instance = coverInstance(
      within: outerStandard ?? standard, roles, siteCosts, minimum: roles.limits.minimum)
    var search = CoverSearch(
      root: instance, isIntegral: siteCosts.allSatisfy { $0 == $0.rounded() }, options: options, clock: clock)
    search.run()
    guard search.bestObjective < .infinity else {
      if clock.expired { return .unknown(bound: search.bound, iterations: clock.iterations, nodes: clock.nodes) }
      return .infeasible(.limitsClash, clock: clock)
    }
    let forcedCost = forced.reduce(0) { $0 + (self.siteCosts?[$1] ?? 1) }
    var solution = solution(
      opening: roles.fixed + search.best.map { roles.free[Int($0)] }, iterations: clock.iterations,
      nodes: clock.nodes)
    solution.conclude(
      bound: search.bound + forcedCost, provesBest: search.bound == search.bestObjective, expired: clock.expired)
    return solution
  }

  /// p-centre by bisection over the distinct costs, each step a covering decision (Minieka 1970, SIAM Review
  /// 12:138; Daskin 1995).
  func solvePCentre(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let unreachable = unreachable(roles)
    if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    let distinct = centreRadii(roles)
    let unitCosts = [Double](repeating: 1, count: roles.free.count)
    var low = 0  // distinct[..<low] are proven too small
    var high = distinct.count  // distinct[high] is known to do
    var best: [Int]?
    var exact = SolveOptions()
    exact.seed = options.seed
    while low < high {
      if let best, let objective = objective(ofOpening: best),
        (objective - distinct[low]) <= options.gap * objective
      {
        break
      }
      let middle =
        high == distinct.count && best == nil && low == 0
        ? min(distinct.count - 1, distinct.count / 8) : (low + high) / 2
      let instance = coverInstance(within: distinct[middle], roles, unitCosts, minimum: 0)
      let most = Double(roles.limits.maximum)
      var search = CoverSearch(
        root: instance, isIntegral: true, options: exact, clock: clock, mustBeat: most + 1, enough: most)
      search.run()
      if search.bestObjective <= most {
        let chosen = padded(search.best, roles)
        let selected = roles.fixed + chosen.map { roles.free[Int($0)] }
        best = selected
        // The choice may reach everybody within less than the radius asked for.
        let reached = objective(ofOpening: selected) ?? distinct[middle]
        while high > low, high == distinct.count || distinct[high] > reached { high -= 1 }
      } else if clock.expired {
        break
      } else {
        low = middle + 1
      }
    }
    guard let best else {
      if !clock.expired { return .infeasible(.limitsClash, clock: clock) }
      return .unknown(
        bound: distinct[min(low, distinct.count - 1)], iterations: clock.iterations, nodes: clock.nodes)
    }
    var solution = solution(opening: best, iterations: clock.iterations, nodes: clock.nodes)
    solution.conclude(
      bound: distinct[min(low, distinct.count - 1)], provesBest: low >= high, expired: clock.expired)
    return solution
  }

  /// The distinct costs that may be the answer of `p-centre`, ascending: none below the greatest of the demand
  /// points' least costs serves everybody.
  func centreRadii(_ roles: SiteRoles) -> [Double] {
    var least = 0.0
    var radii: [Double] = []
    func mayServe(_ k: Int) -> Bool {
      let j = Int(costs.candidates[k])
      return (roles.isFixed[j] || roles.column[j] >= 0) && isWithinReach(costs.costs[k])
    }
    for i in 0..<costs.demandCount {
      var nearest = Double.infinity
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] where mayServe(k) { nearest = min(nearest, costs.costs[k]) }
      least = max(least, nearest)
    }
    for k in costs.costs.indices where costs.costs[k] >= least && mayServe(k) { radii.append(costs.costs[k]) }
    radii.sort()
    var distinct: [Double] = []
    for radius in radii where radius != distinct.last { distinct.append(radius) }
    return distinct.isEmpty ? [0] : distinct
  }

  /// The covering problem of the demand points that no fixed site reaches within the radius.
  private func coverInstance(
    within radius: Double?, _ roles: SiteRoles, _ siteCosts: [Double], minimum: Int
  ) -> CoverInstance {
    var start = [0]
    var column: [Int32] = []
    for i in 0..<costs.demandCount {
      let begin = column.count
      var isCovered = false
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        if let radius, costs.cost(at: k) > radius { continue }
        let j = Int(costs.candidates[k])
        if roles.isFixed[j] {
          isCovered = true
          break
        }
        if roles.column[j] >= 0 { column.append(roles.column[j]) }
      }
      if isCovered { column.removeSubrange(begin...) } else { start.append(column.count) }
    }
    var limits = roles.limits
    limits.minimum = minimum
    return CoverInstance(
      start: start, column: column, cost: siteCosts, constant: 0,
      original: (0..<Int32(siteCosts.count)).map { $0 }, chosen: [], limits: limits)
  }

  /// Adds columns, lowest first, until the count asked for is reached; the limits are known to allow it.
  private func padded(_ chosen: [Int32], _ roles: SiteRoles) -> [Int32] {
    let limits = roles.limits
    var result = chosen
    var groupCount = [Int](repeating: 0, count: limits.groupMinimum.count)
    if limits.hasGroups {
      for j in chosen where limits.group[Int(j)] >= 0 { groupCount[Int(limits.group[Int(j)])] += 1 }
    }
    let isChosen = Set(chosen)
    for j in 0..<Int32(roles.free.count) where !isChosen.contains(j) && result.count < limits.minimum {
      let g = limits.hasGroups ? Int(limits.group[Int(j)]) : -1
      if g >= 0 {
        if groupCount[g] >= limits.groupMaximum[g] { continue }
        groupCount[g] += 1
      }
      result.append(j)
    }
    return result.sorted()
  }
}
