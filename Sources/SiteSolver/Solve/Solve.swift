extension SitingProblem {
  /// Solves the problem.
  ///
  /// LSCP, MCLP, partial and gradual cover, p-median and p-centre with existing and forbidden sites, counts and
  /// group limits run on searches of our own, capacitated models too as far as what is left after them; everything else
  /// is put to CBC. The answer depends only on the problem, the seed, and, where one is set, on the time limit.
  ///
  /// - Throws: `SitingError` when the question makes no sense as put, or needs CBC in a build without it.
  public func solve(_ options: SolveOptions = SolveOptions()) throws(SitingError) -> SitingSolution {
    try validate()
    let roles = SiteRoles(self)
    let clock = SearchClock(options)
    if let clash = roles.clash(in: self) { return .infeasible(try asCaused(clash, options, clock)) }
    var solution = try solveFeasibly(roles, options)
    if let reason = solution.infeasibility { solution.infeasibility = try asCaused(reason, options, clock) }
    return try servedNearby(thrifty(solution, roles, options, clock), options, clock)
  }

  private func solveFeasibly(_ roles: SiteRoles, _ options: SolveOptions) throws(SitingError) -> SitingSolution {
    if let option = optionForMIP { return try solveByMIP(roles, options, because: option) }
    switch aim {
    case .mclp, .pMedian: return solveByValue(roles, options)
    case .lscp: return solveSetCover(roles, options)
    case .pCentre: return solvePCentre(roles, options)
    case .pDispersion(let distances): return solveDispersion(roles, distances, options)
    case .capacitatedPMedian, .capacitatedMCLP, .capacitatedLSCP:
      if let option = capacitatedOptionForMIP { return try solveByMIP(roles, options, because: option) }
      return try solveCapacitated(roles, options)
    case .psclp where isPartialCoverByCount: return solvePartialCover(roles, options)
    default: return try solveByMIP(roles, options, because: "model")
    }
  }

  /// The option that our own searches do not know, by name.
  var optionForMIP: String? {
    if model == .pDispersion {
      if groups != nil { return "group limits" }
    } else if !conflicts.isEmpty {
      return "separation"
    }
    if !closingPrices.isEmpty { return "closing prices" }
    if !sums.isEmpty { return "periods" }
    if budget != nil { return "budget" }
    return nil
  }
}

extension SitingSolution {
  static func infeasible(_ reason: InfeasibilityReason, clock: SearchClock? = nil) -> SitingSolution {
    SitingSolution(
      status: .infeasible, objective: nil, bound: nil, gap: nil, selected: [], units: [], assignments: [],
      uncovered: [], iterations: clock?.iterations ?? 0, nodes: clock?.nodes ?? 0, infeasibility: reason)
  }

  /// Time ran out before any choice was found.
  static func unknown(bound: Double, iterations: Int, nodes: Int) -> SitingSolution {
    SitingSolution(
      status: .timeLimit, objective: nil, bound: bound, gap: nil, selected: [], units: [], assignments: [],
      uncovered: [], iterations: iterations, nodes: nodes, infeasibility: nil)
  }

  /// Sets status and gap from objective and bound.
  mutating func conclude(bound newBound: Double, provesBest: Bool, expired: Bool) {
    guard let objective else { return }
    let proven = provesBest || newBound == objective
    bound = proven ? objective : newBound
    gap = proven ? 0 : abs(newBound - objective) / max(abs(objective), 1e-12)
    status = proven ? .optimal : expired ? .timeLimit : .feasible
  }
}
