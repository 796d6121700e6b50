/// The best plans for one question, the best first.
public struct AlternativePlans: Sendable {
  /// The plan itself, then its alternatives, the best first.
  public let plans: [SitingSolution]
  /// Whether no better plan was passed over: false when time ran out or a part of the search was left unproven.
  public let isComplete: Bool
}

extension SitingProblem {
  /// Distinct plans in order of their objective, the best first: the k best sets of sites (with their units), as long as
  /// they are within a share of the best objective.
  ///
  /// Splits the choices by which of a plan's decisions is the first to be taken otherwise: a site or unit that is
  /// missing, an existing site that closes or stays (Murty 1968, Operations Research 16:682; Lawler 1972), so that no
  /// plan is missed or found twice. Plans that only add sites to an earlier plan are no alternatives and do not appear.
  ///
  /// - Parameters:
  ///   - best: the solution to which the alternatives are sought; it comes first.
  ///   - share: 0.01 for plans at most 1 % worse.
  /// - Throws: what `solve` throws.
  public func alternatives(
    to best: SitingSolution, count: Int, within share: Double, _ options: SolveOptions = SolveOptions()
  ) throws(SitingError) -> AlternativePlans {
    guard let worth = best.objective, count > 0 else { return AlternativePlans(plans: [], isComplete: true) }
    let clock = SearchClock(options)
    let slack = share * abs(worth) + 1e-9 * max(1, abs(worth))
    let sign: Double = model.minimises ? 1 : -1
    var isComplete = best.status == .optimal
    var found: [SitingSolution] = []
    var waiting: [(solution: SitingSolution, problem: SitingProblem)] = [(best, self)]
    while found.count < count, !waiting.isEmpty {
      let next = waiting.indices.min {
        let (a, b) = (waiting[$0].solution, waiting[$1].solution)
        let difference = sign * ((a.objective ?? 0) - (b.objective ?? 0))
        if abs(difference) > 1e-9 * max(1, abs(worth)) { return difference < 0 }
        // Of equals the one that others only add to comes first.
        let (added, other) = (addedUnits(a), addedUnits(b))
        return added != other ? added < other : a.selected.lexicographicallyPrecedes(b.selected)
      }
      guard let next else { break }
      let (solution, problem) = waiting.remove(at: next)
      if !found.contains(where: { onlyAdds(solution, to: $0) }) { found.append(solution) }
      if found.count == count { break }
      for part in problem.parts(without: solution) {
        if clock.isExpired() { return AlternativePlans(plans: found, isComplete: false) }
        let answer = try part.solve(options.with(clock))
        if answer.status != .optimal && answer.status != .infeasible { isComplete = false }
        guard let objective = answer.objective, sign * (objective - worth) <= slack else { continue }
        waiting.append((answer, part))
      }
    }
    return AlternativePlans(plans: found, isComplete: isComplete)
  }

  /// Whether a choice closes what another one closes, and has all that it has.
  private func onlyAdds(_ solution: SitingSolution, to other: SitingSolution) -> Bool {
    let (units, less) = (Choice(solution, of: self).units, Choice(other, of: self).units)
    return units.indices.allSatisfy {
      closingPrices[$0] == nil ? units[$0] >= less[$0] : (units[$0] > 0) == (less[$0] > 0) && units[$0] >= less[$0]
    }
  }

  /// Problems whose choices together are those of this one that take at least one decision of a choice otherwise: the
  /// first of them in each.
  private func parts(without solution: SitingSolution) -> [SitingProblem] {
    var parts: [SitingProblem] = []
    var rest = self
    let standing = Set(fixedOpen).subtracting(closingPrices.keys)
    let units = Choice(solution, of: self).units
    for (site, n) in units.enumerated() {
      if closingPrices[site] != nil {
        // Stays or closes, in both directions.
        if rest.closingPrices[site] != nil, !rest.forbidden.contains(site) {
          let (kept, closed) = (rest.keeping(open: site), rest.closing(site))
          if let other = n > 0 ? closed : kept { parts.append(other) }
          guard let same = n > 0 ? kept : closed else { return parts }
          rest = same
        }
        if n == 0 { continue }
      }
      let isStanding = standing.contains(site) || closingPrices[site] != nil
      let least = max(leastUnits[site] ?? 0, isStanding || forced.contains(site) ? 1 : 0)
      guard n > least else { continue }
      parts.append(rest.limiting(site, to: n - 1))
      rest.leastUnits[site] = model.holdsUnits ? n : nil
      if !isStanding, !rest.forced.contains(site) { rest.forced.append(site) }
    }
    return parts
  }

  private func closing(_ site: Int) -> SitingProblem {
    var part = self
    part.forbidden.append(site)
    return part
  }

  /// nil when something that must be open is nearer to the site than the separation.
  private func keeping(open site: Int) -> SitingProblem? {
    var part = self
    part.closingPrices[site] = nil
    if !part.fixedOpen.contains(site) { part.fixedOpen.append(site) }
    // Unlike two sites that nobody can close, it does not stand where it is too near.
    for pair in conflicts where pair.first == site || pair.second == site {
      let other = pair.first == site ? pair.second : pair.first
      if forced.contains(other) || (fixedOpen.contains(other) && closingPrices[other] == nil) { return nil }
      if !part.forbidden.contains(other) { part.forbidden.append(other) }
    }
    return part
  }

  /// At most so many units at a site.
  private func limiting(_ site: Int, to most: Int) -> SitingProblem {
    var part = self
    if most == 0 {
      part.forbidden.append(site)
    } else {
      part.capacities = capacities ?? [Double](repeating: .infinity, count: costs.candidateCount)
      part.capacities?[site] = Double(most)
    }
    return part
  }
}
