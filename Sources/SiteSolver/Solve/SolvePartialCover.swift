extension SitingProblem {
  /// Whether `solvePartialCover` knows the problem: all sites cost the same.
  var isPartialCoverByCount: Bool {
    guard model == .psclp else { return false }
    guard let siteCosts, let first = siteCosts.first else { return true }
    return first > 0 && siteCosts.allSatisfy { $0 == first }
  }

  /// PSCLP with sites of one cost: as many sites as a greedy choice needs, and then one fewer at a time, until the
  /// most that so few can cover is proven to be too little.
  func solvePartialCover(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let target = coverTarget
    let (instance, isIntegral) = valueInstance(roles)
    var greedy = ValueInterchange(instance)
    greedy.greedy(upTo: target)
    var best = greedy.isOpen.indices.filter { greedy.isOpen[$0] }.map { Int32($0) }
    if instance.objective(of: greedy.isOpen) < target {
      // Greedy opened all that the limits allow, or they stopped it short of the target.
      if let reason = partialCoverClash(roles, target) { return .infeasible(reason, clock: clock) }
      let most = min(instance.limits.maximum, instance.columnCount)
      guard let found = cover(target, with: most, of: instance, isIntegral, options, clock).found else {
        if clock.expired { return .unknown(bound: plainBound(roles), iterations: clock.iterations, nodes: clock.nodes) }
        return .infeasible(.limitsClash, clock: clock)
      }
      best = found
    }
    var fewest = max(instance.limits.minimum, instance.fewestColumns(adding: target))
    while best.count > fewest {
      let (found, proven) = cover(target, with: best.count - 1, of: instance, isIntegral, options, clock)
      if let found {
        best = found
      } else {
        if proven { fewest = best.count }
        break
      }
    }
    let cost = siteCosts?.first ?? 1
    var solution = solution(
      opening: roles.fixed + best.map { roles.free[Int($0)] }, iterations: clock.iterations, nodes: clock.nodes)
    solution.conclude(
      bound: Double(min(fewest, best.count) + roles.forcedCount) * cost, provesBest: best.count <= fewest,
      expired: clock.expired)
    return solution
  }

  /// A choice of so many columns that covers the target, or whether it is proven that there is none.
  private func cover(
    _ target: Double, with count: Int, of instance: ValueInstance, _ isIntegral: Bool, _ options: SolveOptions,
    _ clock: SearchClock
  ) -> (found: [Int32]?, proven: Bool) {
    var exact = options
    exact.gap = 0
    var search = ValueSearch(
      root: instance.limited(to: count), isIntegral: isIntegral, options: exact, clock: clock, reaching: target)
    search.run()
    if search.hasReached { return (search.best, true) }
    return (nil, !clock.expired)
  }

  private func partialCoverClash(_ roles: SiteRoles, _ target: Double) -> InfeasibilityReason? {
    let reachable = weightWithinStandard(roles)
    return reachable >= target ? nil : .shareUnreachable(target: targetShare ?? 1, reachable: reachable / totalWeight)
  }

  /// The weight that all open and openable sites together reach within the standard.
  func weightWithinStandard(_ roles: SiteRoles) -> Double {
    var sum = 0.0
    for i in 0..<costs.demandCount {
      let isReached = (costs.rowStart[i]..<costs.rowStart[i + 1]).contains { k in
        let j = Int(costs.candidates[k])
        return (roles.isFixed[j] || roles.column[j] >= 0) && costs.cost(at: k) <= standard ?? .infinity
      }
      if isReached { sum += weights[i] }
    }
    return sum
  }
}
