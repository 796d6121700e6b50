extension SitingProblem {
  /// p-centre by bisection over the distinct costs, each step a covering decision (Minieka 1970, SIAM Review
  /// 12:138; Daskin 1995).
  func solvePCentre(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let unreachable = unreachable(roles)
    if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    let radii = centreRadii(roles)
    var bracket = RadiusBracket(count: radii.count)
    var best: (sites: [Int], radius: Double)?
    var work = min(500 * costs.candidates.count, 600_000_000) + 20_000_000
    func isNearEnough() -> Bool {
      best.map { $0.radius - radii[min(bracket.low, radii.count - 1)] <= options.gap * $0.radius } ?? false
    }
    if let found = descend(radii, roles, clock) {
      best = found
      bracket.covered(at: radii.firstIndex { $0 >= found.radius } ?? radii.count - 1)
    }
    while bracket.low < bracket.high, !isNearEnough() {
      if clock.isExpired() { break }
      guard let middle = bracket.next() else {
        bracket.retry()
        work *= 4
        continue
      }
      switch cover(within: radii[middle], roles, work: work, clock) {
      case .found(let sites):
        // The choice may reach everybody within less than the radius asked for.
        let reached = objective(ofOpening: sites) ?? radii[middle]
        best = (sites, reached)
        var within = middle
        while within > bracket.low, radii[within - 1] >= reached { within -= 1 }
        bracket.covered(at: within)
      case .refused: bracket.refused(at: middle)
      case .undecided: bracket.postpone(middle)
      }
    }
    let bound = radii[min(bracket.low, radii.count - 1)]
    guard let best else {
      if bracket.low >= bracket.high { return .infeasible(.limitsClash, clock: clock) }
      return .unknown(bound: bound, iterations: clock.iterations, nodes: clock.nodes)
    }
    var solution = solution(opening: best.sites, iterations: clock.iterations, nodes: clock.nodes)
    solution.conclude(bound: bound, provesBest: bracket.low >= bracket.high, expired: clock.expired)
    return solution
  }

  /// A good choice before anything is proven: covers within smaller and smaller radii, by walks that give up soon, the
  /// steps down halved where a walk finds none. Where there is too much for a proof, the last steps are walked long and
  /// from several seeds.
  private func descend(_ radii: [Double], _ roles: SiteRoles, _ clock: SearchClock) -> (sites: [Int], radius: Double)? {
    guard !roles.limits.hasGroups, roles.limits.maximum > 0, costs.candidates.count > 20_000,
      var radius = radii.last.map({ $0 * (1 + 1e-9) })
    else { return nil }
    let part = SearchClock(following: clock, work: 150 * costs.candidates.count)
    let isLarge = costs.candidates.count > 2_000_000
    // The rest of the time is for the proof.
    let until = clock.remaining.map { ContinuousClock.now + $0 * (isLarge ? 0.6 : 0.3) }
    var best: (sites: [Int], radius: Double)?
    var share = 0.4
    while share > (isLarge ? 0.0004 : 0.0008), !part.isExpired(), until.map({ ContinuousClock.now < $0 }) ?? true {
      if radius * (1 - share) < radii[0] {
        share /= 2
        continue
      }
      let isLast = isLarge && share < 0.01
      let steps = share > 0.02 ? 1_500 : isLast ? .max : share > 0.005 ? 6_000 : 15_000
      if let columns = walk(within: radius * (1 - share), roles, steps: steps, seeds: isLast ? 4 : 1, part) {
        let sites = roles.fixed + padded(columns, roles).map { roles.free[Int($0)] }
        guard let reached = objective(ofOpening: sites) else { break }
        if reached < best?.radius ?? .infinity { best = (sites, reached) }
        radius = min(reached, radius * (1 - share))
      } else {
        share /= 2
      }
    }
    clock.count(asMuchAs: part)
    return best
  }

  /// A cover within a radius, if a walk of so many steps from one of some seeds finds one; limits of groups are not
  /// looked at.
  private func walk(within radius: Double, _ roles: SiteRoles, steps: Int, seeds: UInt64, _ clock: SearchClock)
    -> [Int32]?
  {
    // More sites than cover are added afterwards.
    var limits = roles.limits
    limits.minimum = 0
    let whole = coverInstance(within: radius, roles, [Double](repeating: 1, count: roles.free.count), limits)
    clock.work += costs.candidates.count
    // Half of the rows and columns say nothing that others do not.
    let reduced = whole.reduced(
      choosing: [], dropping: [], multipliers: [Double](repeating: 0, count: whole.rowCount))
    guard let instance = reduced?.instance else { return nil }
    if instance.rowCount == 0 { return instance.chosen }
    let most = 40_000_000 / max(1, 4 * instance.column.count / instance.columnCount + instance.limits.maximum)
    for seed in 1...seeds {
      var walk = RowWeighting(
        instance, rows: [Bool](repeating: true, count: instance.rowCount),
        columns: [Bool](repeating: true, count: instance.columnCount), seed: seed)
      if let found = walk.cover(count: instance.limits.maximum, steps: min(steps, most), clock: clock) {
        return instance.chosen + found.map { instance.original[Int($0)] }
      }
      if clock.isExpired() { break }
    }
    return nil
  }

  private enum CoverDecision {
    case found([Int])
    case refused
    case undecided
  }

  /// Whether the sites that may be opened cover everybody within a radius, as far as so much work tells.
  private func cover(
    within radius: Double, _ roles: SiteRoles, work: Int, _ clock: SearchClock
  ) -> CoverDecision {
    var limits = roles.limits
    // More sites than cover are added afterwards.
    limits.minimum = 0
    if limits.hasGroups {
      // Without the groups' limits a radius is often refused at once.
      let free = SiteLimits(minimum: 0, maximum: limits.maximum, group: [], groupMinimum: [], groupMaximum: [])
      if search(within: radius, roles, free, work: work, clock).bound > Double(limits.maximum) {
        return .refused
      }
    }
    let search = search(within: radius, roles, limits, work: work, clock)
    if search.bestObjective <= Double(limits.maximum) {
      return .found(roles.fixed + padded(search.best, roles).map { roles.free[Int($0)] })
    }
    return search.bound > Double(limits.maximum) ? .refused : .undecided
  }

  private func search(
    within radius: Double, _ roles: SiteRoles, _ limits: SiteLimits, work: Int, _ clock: SearchClock
  ) -> CoverSearch {
    let most = Double(limits.maximum)
    let part = SearchClock(following: clock, work: work)
    var search = CoverSearch(
      root: coverInstance(within: radius, roles, [Double](repeating: 1, count: roles.free.count), limits),
      isIntegral: true, options: SolveOptions(), clock: part, mustBeat: most + 1, enough: most)
    search.run()
    clock.count(asMuchAs: part)
    return search
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
