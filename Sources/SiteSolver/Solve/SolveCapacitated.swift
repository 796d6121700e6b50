extension SitingProblem {
  /// The option of a capacitated model that the search of its own does not know, by name.
  var capacitatedOptionForMIP: String? {
    if isDivisible { return "divisible demand" }
    return leastLoads.map { $0.contains { $0 > 0 } } == true ? "least loads" : nil
  }

  /// Capacitated p-median, cover and set cover with each demand point at one site: Lagrangian bounds, descents from what
  /// the relaxation opens, shakes of the best choice, and a mixed-integer model of what the bound leaves open.
  ///
  /// - Throws: what `solveByMIP` throws.
  func solveCapacitated(_ roles: SiteRoles, _ options: SolveOptions) throws(SitingError) -> SitingSolution {
    let clock = SearchClock(options)
    if model.servesAll {
      let unreachable = unreachable(roles)
      if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    }
    if let short = capacityClash(roles) { return .infeasible(short) }
    guard let (instance, sites) = capacitatedInstance(roles), roles.limits.isFeasible(columns: roles.free.count) else {
      return try solveByMIP(roles, options, because: "model")
    }
    var search = CapacitatedSearch(instance, options: options, clock: clock)
    search.run()
    let sign: Double = model.minimises ? 1 : -1
    let plain = plainBound(roles)
    func bounded(_ bound: Double) -> Double {
      let own = sign * bound
      return model.minimises ? max(plain, own) : min(plain, own)
    }
    guard let best = search.best else {
      var rest = options
      rest.timeLimit = clock.remaining
      var solution = try solveByMIP(roles, rest, because: "model")
      guard let bound = solution.bound, solution.status != .optimal else { return solution }
      let better = model.minimises ? max(bound, bounded(search.bound)) : min(bound, bounded(search.bound))
      if solution.objective != nil {
        solution.conclude(bound: better, provesBest: false, expired: solution.status == .timeLimit)
      } else {
        solution.bound = better
      }
      return solution
    }
    var assigned = best.site.map { $0 < 0 ? nil : Optional(sites[$0]) }
    var open = sites.indices.filter { best.isOpen[$0] }.map { sites[$0] }
    var bound = search.bound
    var isProven = search.isProven
    if !isProven, !isNear(best.cost, bound, options.gap), !clock.isExpired() {
      #if CBC
        let left = try solveRest(search, sites, roles, options, clock)
        if let found = left.found { (open, assigned) = (found.selected, found.assignments) }
        (bound, isProven) = (max(bound, left.bound), left.isProven)
      #endif
    }
    var solution = solution(opening: open, iterations: clock.iterations, nodes: clock.nodes)
    solution.assignments = assigned
    solution.objective = worth(ofAssigning: assigned, solution.selected)
    solution.uncovered = assigned.indices.filter { assigned[$0] == nil }
    solution.conclude(bound: bounded(bound), provesBest: isProven, expired: clock.isExpired())
    return solution
  }

  private func isNear(_ cost: Double, _ bound: Double, _ gap: Double) -> Bool {
    gap > 0 && cost - bound <= gap * max(abs(cost), 1e-12)
  }

  #if CBC
    /// Puts to CBC what may still be better than the best choice.
    private func solveRest(
      _ search: CapacitatedSearch, _ sites: [Int], _ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock
    ) throws(SitingError) -> (found: SitingSolution?, bound: Double, isProven: Bool) {
      guard let best = search.best else { return (nil, search.bound, false) }
      let sign: Double = model.minimises ? 1 : -1
      let fixing = search.fixing()
      var rest = self
      var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
      for i in 0..<costs.demandCount {
        for (k, j) in sites.enumerated() where fixing.keepsPair[i * sites.count + k] || best.site[i] == k {
          guard !fixing.closed[k] || best.isOpen[k], let cost = costs.cost(demand: i, candidate: j) else { continue }
          pairs.append((i, j, cost))
        }
      }
      rest.costs = try SparseCosts(
        demandCount: costs.demandCount, candidateCount: costs.candidateCount, pairs: pairs)
      rest.forbidden += sites.indices.filter { fixing.closed[$0] && !best.isOpen[$0] }.map { sites[$0] }
      let formulation = SitingFormulation(rest, SiteRoles(rest))
      var units = [Int](repeating: 0, count: costs.candidateCount)
      for k in sites.indices where best.isOpen[k] { units[sites[k]] = 1 }
      let start = formulation.values(units: units, assignments: best.site.map { $0 < 0 ? nil : sites[$0] })
      var answer = try formulation.mip.solvedPlainly(options, clock)
      var from = start
      if let values = answer.values, let found = solution(of: answer, formulation)?.objective,
        sign * found < best.cost - 1e-9 * max(1, abs(best.cost))
      {
        from = values
      }
      answer = try formulation.mip.solved(after: answer, from: from, options, clock)
      let found = solution(of: answer, formulation).flatMap { solution -> SitingSolution? in
        guard let objective = solution.objective, sign * objective < best.cost - 1e-9 * max(1, abs(best.cost)),
          !model.servesAll || solution.uncovered.isEmpty
        else { return nil }
        return solution
      }
      let known = found?.objective.map { sign * $0 } ?? best.cost
      // What was left out is worth no less than the best choice before.
      let isProven = answer.isProven || answer.isInfeasible
      let bound = answer.isInfeasible ? known : min(sign * answer.bound, best.cost, known)
      clock.iterations += answer.iterations
      clock.nodes += answer.nodes
      // Whoever says that nothing is better than the worse has proven nothing.
      let claimed = answer.values.flatMap { _ in solution(of: answer, formulation)?.objective }.map { sign * $0 }
      let isRefuted = answer.isProven && (claimed.map { $0 > known + 1e-7 * max(1, abs(known)) } ?? false)
      return (found, isRefuted ? search.bound : bound, isProven && !isRefuted)
    }
  #endif
}
