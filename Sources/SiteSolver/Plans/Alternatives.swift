extension SitingProblem {
  /// Distinct plans in order of their objective, the best first: the k best sets of sites, as long as they are within
  /// a share of the best objective.
  ///
  /// Splits the choices by which of a plan's sites is the first to be missing (Murty 1968, Operations Research
  /// 16:682; Lawler 1972), so that no plan is missed or found twice. Plans that only add sites to an earlier plan
  /// are no alternatives and do not appear.
  ///
  /// - Parameters:
  ///   - best: the solution to which the alternatives are sought; it comes first.
  ///   - share: 0.01 for plans at most 1 % worse.
  /// - Throws: what `solve` throws.
  public func alternatives(
    to best: SitingSolution, count: Int, within share: Double, _ options: SolveOptions = SolveOptions()
  ) throws(SitingError) -> [SitingSolution] {
    guard let worth = best.objective, count > 0 else { return [] }
    let clock = SearchClock(options)
    let existing = Set(fixedOpen).union(closingPrices.keys)
    let slack = share * abs(worth) + 1e-9 * max(1, abs(worth))
    var found: [SitingSolution] = []
    var waiting: [(solution: SitingSolution, problem: SitingProblem)] = [(best, self)]
    while found.count < count, !waiting.isEmpty {
      let sign: Double = model.minimises ? 1 : -1
      let next = waiting.indices.min {
        let a = waiting[$0].solution
        let b = waiting[$1].solution
        let difference = sign * ((a.objective ?? 0) - (b.objective ?? 0))
        return difference != 0 ? difference < 0 : a.selected.lexicographicallyPrecedes(b.selected)
      }
      guard let next else { break }
      let (solution, problem) = waiting.remove(at: next)
      found.append(solution)
      if found.count == count { break }
      var forcedSoFar = problem.forced
      for site in solution.selected where !existing.contains(site) && !problem.forced.contains(site) {
        if clock.isExpired() { return found }
        var part = problem
        part.forced = forcedSoFar
        part.forbidden = problem.forbidden + [site]
        forcedSoFar.append(site)
        var limited = options
        limited.timeLimit = clock.remaining
        let answer = try part.solve(limited)
        guard let objective = answer.objective, sign * (objective - worth) <= slack else { continue }
        waiting.append((answer, part))
      }
    }
    return found
  }
}
