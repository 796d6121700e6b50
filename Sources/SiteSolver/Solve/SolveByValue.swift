extension SitingProblem {
  /// MCLP and gradual cover.
  func solveMaximalCover(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(limit: options.timeLimit)
    var rows = RowMerger(expectedPairs: 0, expectedRows: 0)
    var constant = 0.0
    var isIntegral = true
    var pairs: [(Int32, Double)] = []
    for i in 0..<costs.demandCount where weights[i] > 0 {
      var lifted = 0.0
      pairs.removeAll(keepingCapacity: true)
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let value = weights[i] * coverShare(costs.cost(at: k))
        if value <= 0 { continue }
        let j = Int(costs.candidates[k])
        if roles.isFixed[j] { lifted = max(lifted, value) }
        if roles.column[j] >= 0 { pairs.append((roles.column[j], value)) }
      }
      if isIntegral { isIntegral = lifted == lifted.rounded() && pairs.allSatisfy { $0.1 == $0.1.rounded() } }
      if outerStandard != nil { pairs.sort { ($1.1, $0.0) < ($0.1, $1.0) } }
      rows.beginRow()
      for (j, value) in pairs where value > lifted { rows.append(column: j, value: value) }
      if rows.currentIsEmpty { constant += lifted } else { rows.endRow(base: lifted, multiplier: lifted) }
    }
    return solveByValue(rows, constant: constant, isIntegral: isIntegral, roles, options, clock)
  }

  func solvePMedian(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(limit: options.timeLimit)
    let unreachable = unreachable(roles)
    if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    // A demand point left unserved costs more than all others can ever save.
    var span = 1.0
    for i in 0..<costs.demandCount {
      var least = Double.infinity
      var most = 0.0
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] where isWithinReach(costs.costs[k]) {
        least = min(least, costs.costs[k])
        most = max(most, costs.costs[k])
      }
      span += weights[i] * (most - least)
    }
    var rows = RowMerger(expectedPairs: 0, expectedRows: 0)
    var constant = 0.0
    var isIntegral = true
    var pairs: [(Int32, Double)] = []
    for i in 0..<costs.demandCount {
      var lifted = -Double.infinity
      var worst = 0.0
      pairs.removeAll(keepingCapacity: true)
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] where isWithinReach(costs.costs[k]) {
        let value = -weights[i] * costs.costs[k]
        let j = Int(costs.candidates[k])
        worst = min(worst, value)
        if roles.isFixed[j] { lifted = max(lifted, value) }
        if roles.column[j] >= 0 { pairs.append((roles.column[j], value)) }
      }
      if isIntegral {
        isIntegral =
          pairs.allSatisfy { $0.1 == $0.1.rounded() } && (lifted.isInfinite || lifted == lifted.rounded())
      }
      let base = lifted.isInfinite ? worst - span.rounded(.up) : lifted
      pairs.sort { ($1.1, $0.0) < ($0.1, $1.0) }
      rows.beginRow()
      for (j, value) in pairs where value > base { rows.append(column: j, value: value) }
      if rows.currentIsEmpty { constant += base } else { rows.endRow(base: base, multiplier: base) }
    }
    return solveByValue(rows, constant: constant, isIntegral: isIntegral, roles, options, clock)
  }

  private func solveByValue(
    _ rows: RowMerger, constant: Double, isIntegral: Bool, _ roles: SiteRoles, _ options: SolveOptions,
    _ clock: SearchClock
  ) -> SitingSolution {
    let instance = ValueInstance(
      start: rows.start, column: rows.column, value: rows.value, base: rows.base, constant: constant,
      original: (0..<Int32(roles.free.count)).map { $0 }, chosen: [], limits: roles.limits)
    var search = ValueSearch(root: instance, isIntegral: isIntegral, options: options, clock: clock)
    search.run()
    guard search.bestObjective > -.infinity else { return .infeasible(.limitsClash, clock: clock) }
    let selected = roles.fixed + search.best.map { roles.free[Int($0)] }
    var solution = solution(opening: selected, iterations: clock.iterations, nodes: clock.nodes)
    let proven = search.bound == search.bestObjective
    guard solution.objective != nil else {
      if proven { return .infeasible(.limitsClash, clock: clock) }
      return .unknown(bound: -search.bound, iterations: clock.iterations, nodes: clock.nodes)
    }
    solution.conclude(
      bound: model == .pMedian ? -search.bound : search.bound, provesBest: proven, expired: clock.expired)
    return solution
  }
}
