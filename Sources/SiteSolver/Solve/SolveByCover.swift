extension SitingProblem {
  /// LSCP.
  func solveSetCover(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let unreachable = unreachable(roles)
    if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    let siteCosts = roles.free.map { self.siteCosts?[$0] ?? 1 }
    let instance = coverInstance(
      within: outerStandard ?? standard, roles, siteCosts, roles.limits)
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

  /// The covering problem of the demand points that no fixed site reaches within the radius.
  func coverInstance(
    within radius: Double?, _ roles: SiteRoles, _ siteCosts: [Double], _ limits: SiteLimits
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
    return CoverInstance(
      start: start, column: column, cost: siteCosts, constant: 0,
      original: (0..<Int32(siteCosts.count)).map { $0 }, chosen: [], limits: limits)
  }
}
