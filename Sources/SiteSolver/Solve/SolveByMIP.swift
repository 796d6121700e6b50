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
    if model == .psclp {
      let unreachable = Set(unreachable(roles))
      let reachable = weights.indices.reduce(0) { unreachable.contains($1) ? $0 : $0 + weights[$1] }
      if reachable < coverTarget {
        return .infeasible(.shareUnreachable(target: targetShare ?? 1, reachable: reachable / weights.reduce(0, +)))
      }
    }
    #if CBC
      let clock = SearchClock(options)
      if model == .pCentre { return try solveCentreByMIP(roles, options, clock) }
      let formulation = SitingFormulation(self, roles)
      var first: FirstChoice?
      let answer = try formulation.mip.solved(options, clock) { plain in
        first = FirstChoice(self, roles)
        guard let first else { return plain.values }
        let found = solution(of: plain, formulation)
        if let found, !isWorse(found, than: first) { return plain.values }
        return formulation.values(units: first.units, assignments: holdsCapacity ? first.assignments : [])
      }
      if !answer.isProven, first == nil { first = FirstChoice(self, roles) }
      if answer.isInfeasible, first == nil { return .infeasible(.limitsClash) }
      // Stopped before its first relaxation is solved, CBC knows no bound.
      let plain = plainBound(roles)
      let bound =
        answer.isInfeasible ? plain : model.minimises ? max(plain, answer.bound) : min(plain, answer.bound)
      guard
        var solution = better(
          solution(of: answer, formulation), first, iterations: answer.iterations, nodes: answer.nodes)
      else {
        return .unknown(bound: bound, iterations: answer.iterations, nodes: answer.nodes)
      }
      solution.conclude(bound: bound, provesBest: answer.isProven, expired: clock.isExpired())
      return solution
    #else
      throw .needsCBC(model: model, option: option)
    #endif
  }

  #if CBC
    private func solution(of answer: MIPModel.Answer, _ formulation: SitingFormulation) -> SitingSolution? {
      guard let values = answer.values else { return nil }
      let says = formulation.openColumn.contains(-1) ? formulation.unitColumn : formulation.openColumn
      let open = says.indices.filter { values[says[$0]] > 0.5 }
      let units = formulation.holdsUnits ? open.map { Int(values[formulation.unitColumn[$0]].rounded()) } : nil
      let solution = solution(
        opening: open, units: units, iterations: answer.iterations, nodes: answer.nodes)
      guard holdsCapacity else { return solution }
      var assigned = [Int?](repeating: nil, count: weights.count)
      for (column, demand, candidate) in formulation.assignmentColumns where values[column] > 0.5 {
        assigned[demand] = candidate
      }
      return serving(assigned, solution)
    }

    /// The solution with everybody served where assigned.
    private func serving(_ assigned: [Int?], _ solution: SitingSolution) -> SitingSolution {
      var solution = solution
      solution.assignments = assigned
      solution.objective = worth(ofAssigning: assigned) + priceOfClosing(solution.selected)
      solution.uncovered = assigned.indices.filter { assigned[$0] == nil }
      return solution
    }

    private func isWorse(_ found: SitingSolution, than first: FirstChoice) -> Bool {
      guard let objective = found.objective else { return true }
      let loss = model.minimises ? objective - first.objective : first.objective - objective
      return loss > 1e-9 * max(1, abs(objective))
    }

    private var holdsCapacity: Bool { model == .capacitatedMCLP || model == .capacitatedPMedian }

    /// The first choice where CBC has found none, or a worse one, when its time was up.
    private func better(
      _ found: SitingSolution?, _ first: FirstChoice?, iterations: Int, nodes: Int
    ) -> SitingSolution? {
      guard let first else { return found }
      if let found, !isWorse(found, than: first) { return found }
      let open = first.open
      let solution = solution(
        opening: open, units: model == .dsm || model == .mexclp ? open.map { first.units[$0] } : nil,
        iterations: iterations, nodes: nodes)
      guard holdsCapacity else { return solution }
      return serving(first.assignments, solution)
    }

    /// Bisects over the radii, with one model each that makes the price of closing least; where the price counts, on
    /// to the least radius of each smaller price, as long as it may pay.
    private func solveCentreByMIP(_ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock)
      throws(SitingError) -> SitingSolution
    {
      let radii = centreRadii(roles)
      var best: SitingSolution?
      var iterations = 0
      var nodes = 0
      /// No choice that is better than the best has a radius before this one.
      var low = 0
      var price = Double.infinity
      var isProven = false
      search: while !isProven {
        let worth = best?.objective ?? .infinity
        var high = radii.firstIndex { $0 + leastPriceOfClosing >= worth } ?? radii.count
        var found: Double?
        while low < high {
          if clock.isExpired() { break search }
          let middle = best == nil ? radii.count - 1 : (low + high) / 2
          let formulation = SitingFormulation(self, roles, radius: radii[middle])
          let answer = try formulation.mip.solved(SolveOptions(), clock) { $0.values }
          iterations += answer.iterations
          nodes += answer.nodes
          let solution = solution(of: answer, formulation)
          if let solution, let objective = solution.objective, objective < best?.objective ?? .infinity {
            best = solution
          }
          guard answer.isProven || answer.isInfeasible else { break search }
          let paid = solution.map { priceOfClosing($0.selected) } ?? .infinity
          if paid + 1e-9 * max(1, abs(paid)) < price {
            found = paid
            high = middle
          } else {
            low = middle + 1
          }
        }
        if let found, found > leastPriceOfClosing { price = found } else { isProven = true }
      }
      guard var solution = best else {
        return isProven
          ? .infeasible(.limitsClash)
          : .unknown(bound: radii[low] + leastPriceOfClosing, iterations: iterations, nodes: nodes)
      }
      solution.iterations = iterations
      solution.nodes = nodes
      let bound = radii[min(low, radii.count - 1)] + leastPriceOfClosing
      solution.conclude(
        bound: min(bound, solution.objective ?? bound), provesBest: isProven, expired: clock.isExpired())
      return solution
    }
  #endif
}
