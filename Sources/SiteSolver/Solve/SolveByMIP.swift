extension SitingProblem {
  /// Puts the problem to CBC.
  ///
  /// - Throws: `needsCBC` in a build without the trait; `solverFailed`.
  func solveByMIP(_ roles: SiteRoles, _ options: SolveOptions, because option: String) throws(SitingError)
    -> SitingSolution
  {
    if model.servesAll || everyoneWithin != nil {
      let unreachable = unreachable(roles)
      if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    }
    if model == .psclp || model == .dsm {
      let reachable = weightWithinStandard(roles)
      if reachable < coverTarget {
        return .infeasible(.shareUnreachable(target: targetShare ?? 1, reachable: reachable / totalWeight))
      }
    }
    if let short = capacityClash(roles) { return .infeasible(short) }
    #if CBC
      let clock = SearchClock(options)
      if model == .pCentre { return try solve(over: centreRadii(roles), roles, options, clock) }
      if model == .pDispersion { return try solve(over: dispersionLevels(roles).map { -$0 }, roles, options, clock) }
      let formulation = SitingFormulation(self, roles)
      var answer = try formulation.mip.solvedPlainly(options, clock)
      // That search does not know sums.
      let first = answer.isProven || !sums.isEmpty ? nil : FirstChoice(self, roles)
      var start = answer.values
      if let first, isWorse(solution(of: answer, formulation), than: first) {
        start = formulation.values(units: first.units, assignments: model.holdsCapacity ? first.assignments : [])
      }
      answer = try formulation.mip.solved(after: answer, from: start, options, clock)
      if answer.isInfeasible, first == nil { return .infeasible(.limitsClash) }
      let found = solution(of: answer, formulation)
      // Whoever says that nothing is better than the worse has proven nothing.
      let isRefuted = answer.isInfeasible || (answer.isProven && first.map { isWorse(found, than: $0) } ?? false)
      // Stopped before its first relaxation is solved, CBC knows no bound.
      let plain = plainBound(roles)
      let bound = isRefuted ? plain : model.minimises ? max(plain, answer.bound) : min(plain, answer.bound)
      guard
        var solution = better(found, first, iterations: answer.iterations, nodes: answer.nodes)
      else {
        return .unknown(bound: bound, iterations: answer.iterations, nodes: answer.nodes)
      }
      solution.conclude(bound: bound, provesBest: answer.isProven && !isRefuted, expired: clock.isExpired())
      return solution
    #else
      throw .needsCBC(model: model, option: option)
    #endif
  }

  #if CBC
    func solution(of answer: MIPModel.Answer, _ formulation: SitingFormulation) -> SitingSolution? {
      guard let values = answer.values else { return nil }
      let says = formulation.presenceColumn
      let open = says.indices.filter { values[says[$0]] > 0.5 }
      let units = model.holdsUnits ? open.map { Int(values[formulation.unitColumn[$0]].rounded()) } : nil
      let solution = solution(
        opening: open, units: units, iterations: answer.iterations, nodes: answer.nodes)
      guard model.holdsCapacity else { return solution }
      var assigned = [Int?](repeating: nil, count: weights.count)
      if isDivisible { return sharing(values, formulation, solution) }
      for (column, demand, candidate) in formulation.assignmentColumns where values[column] > 0.5 {
        assigned[demand] = candidate
      }
      return serving(assigned, solution)
    }

    /// The solution with everybody shared out among the sites; assigned to the one with the largest share.
    private func sharing(
      _ values: [Double], _ formulation: SitingFormulation, _ solution: SitingSolution
    ) -> SitingSolution {
      var solution = solution
      var largest = [Double](repeating: 0, count: weights.count)
      solution.assignments = [Int?](repeating: nil, count: weights.count)
      var sum = 0.0
      for (column, demand, candidate) in formulation.assignmentColumns where values[column] > 1e-9 {
        let share = min(1, values[column])
        solution.divisions.append(DemandShare(demand: demand, site: candidate, share: share))
        let cost = costs.cost(demand: demand, candidate: candidate) ?? 0
        sum += share * weights[demand] * (model == .capacitatedMCLP ? coverShare(cost) : cost)
        if share > largest[demand] {
          largest[demand] = share
          solution.assignments[demand] = candidate
        }
      }
      solution.objective =
        (model == .capacitatedLSCP ? addedCost(solution.selected) : sum) + priceOfClosing(solution.selected)
      solution.uncovered = solution.assignments.indices.filter { solution.assignments[$0] == nil }
      return solution
    }

    /// The solution with everybody served where assigned.
    func serving(_ assigned: [Int?], _ solution: SitingSolution) -> SitingSolution {
      var solution = solution
      solution.assignments = assigned
      solution.objective = worth(ofAssigning: assigned, solution.selected) + priceOfClosing(solution.selected)
      solution.uncovered = assigned.indices.filter { assigned[$0] == nil }
      return solution
    }

    private func isWorse(_ found: SitingSolution?, than first: FirstChoice) -> Bool {
      guard let objective = found?.objective else { return true }
      let loss = model.minimises ? objective - first.objective : first.objective - objective
      return loss > 1e-9 * max(1, abs(objective))
    }

    /// The first choice where CBC has found none, or a worse one, when its time was up.
    private func better(
      _ found: SitingSolution?, _ first: FirstChoice?, iterations: Int, nodes: Int
    ) -> SitingSolution? {
      guard let first, isWorse(found, than: first) else { return found }
      let open = first.open
      let solution = solution(
        opening: open, units: model.holdsUnits ? open.map { first.units[$0] } : nil,
        iterations: iterations, nodes: nodes)
      guard model.holdsCapacity else { return solution }
      return serving(first.assignments, solution)
    }

    /// Bisects over the radii of `p-centre`, or minus the distances of `p-dispersion`, with one model each that makes the
    /// price of closing least; where the price counts, on to the least radius of each smaller price, as long as it may pay.
    private func solve(
      over radii: [Double], _ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock
    ) throws(SitingError) -> SitingSolution {
      let sign: Double = model.minimises ? 1 : -1
      let leastPrice = leastPriceOfClosing
      var best: SitingSolution?
      var iterations = 0
      var nodes = 0
      /// No choice that is better than the best has a radius before this one.
      var low = 0
      var price = Double.infinity
      var isProven = false
      search: while !isProven {
        let worth = best?.objective.map { sign * $0 } ?? .infinity
        var high = radii.firstIndex { $0 + leastPrice >= worth } ?? radii.count
        var found: Double?
        while low < high {
          if clock.isExpired() { break search }
          let middle = best == nil ? radii.count - 1 : (low + high) / 2
          let formulation = SitingFormulation(self, roles, level: sign * radii[middle])
          let plain = try formulation.mip.solvedPlainly(SolveOptions(), clock)
          let answer = try formulation.mip.solved(after: plain, from: plain.values, SolveOptions(), clock)
          iterations += answer.iterations
          nodes += answer.nodes
          let solution = solution(of: answer, formulation)
          if let solution, let objective = solution.objective,
            sign * objective < best?.objective.map({ sign * $0 }) ?? .infinity
          {
            best = solution
          }
          guard answer.isProven || answer.isInfeasible else { break search }
          let paid = solution.map { sign * priceOfClosing($0.selected) } ?? .infinity
          if paid + 1e-9 * max(1, abs(paid)) < price {
            found = paid
            high = middle
          } else {
            low = middle + 1
          }
        }
        if let found, found > leastPrice { price = found } else { isProven = true }
      }
      guard var solution = best else {
        return isProven
          ? .infeasible(.limitsClash)
          : .unknown(
            bound: sign * ((radii[min(low, radii.count - 1)]) + leastPrice), iterations: iterations, nodes: nodes)
      }
      solution.iterations = iterations
      solution.nodes = nodes
      let bound = sign * (radii[min(low, radii.count - 1)] + leastPrice)
      solution.conclude(
        bound: sign * min(sign * bound, solution.objective.map { sign * $0 } ?? .infinity), provesBest: isProven,
        expired: clock.isExpired())
      return solution
    }
  #endif
}
