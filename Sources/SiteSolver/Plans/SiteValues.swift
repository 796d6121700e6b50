/// What one site of a solution is worth.
public struct SiteValue: Sendable, Equatable {
  /// The open candidate that is looked at.
  public let site: Int
  /// The units that the plan adds there.
  public let units: Int
  /// What the objective loses without the site (its added units), below 0 where a limit alone (a count, a least load)
  /// demands it; nil when somebody who must be served would not be, or a share would be missed.
  public let marginal: Double?
  /// The candidate that replaces it best within all limits; nil when none can.
  public let substitute: Int?
  /// What the objective loses when the substitute stands in.
  public let substituteCost: Double?
  /// Whether both are proven, where they take a search of their own (capacitated models).
  public let isProven: Bool
}

extension SitingProblem {
  /// The value of each added site of a choice: what is lost without it, and with its best substitute, which takes as
  /// many units. The rest of the plan stays; in capacitated models demand is assigned anew.
  ///
  /// Existing sites are left out but for the units added to them. Ties between substitutes go to the lower index.
  ///
  /// - Throws: what `solve` throws.
  public func siteValues(of plan: SitingSolution, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> [SiteValue]
  {
    guard let worth = plan.objective else { return [] }
    let clock = SearchClock(options)
    let existing = existingSites
    let choice = Choice(plan, of: self)
    let sign: Double = model.minimises ? -1 : 1
    var values: [SiteValue] = []
    for site in plan.selected {
      let own = choice.units[site] - (existing.contains(site) ? 1 : 0)
      if own < 1 { continue }
      var rest = choice
      rest.units[site] -= own
      let without = try self.worth(of: rest, options, clock)
      let best = forced.contains(site) ? nil : try bestSubstitute(for: site, own, in: rest, options, clock)
      values.append(
        SiteValue(
          site: site, units: own, marginal: without.objective.map { sign * (worth - $0) }, substitute: best?.site,
          substituteCost: best?.worth.objective.map { sign * (worth - $0) },
          isProven: without.isProven && best?.worth.isProven ?? true))
    }
    return values
  }

  /// The candidate that does best with so many units beside the rest of a plan.
  private func bestSubstitute(
    for site: Int, _ units: Int, in rest: Choice, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> (site: Int, worth: ChoiceWorth)? {
    let isForbidden = Set(forbidden)
    let existing = existingSites
    func with(_ candidate: Int) -> Choice {
      var next = rest
      next.units[candidate] += units
      return next
    }
    let allowed = rest.units.indices.filter { j in
      if j == site || isForbidden.contains(j) { return false }
      if rest.units[j] > 0 ? !model.holdsUnits : existing.contains(j) { return false }
      return allows(with(j))
    }
    if allowed.isEmpty { return nil }
    if model.holdsCapacity {
      var next = settled(at: rest)
      let isAllowed = Set(allowed)
      next.forbidden = rest.units.indices.filter { rest.units[$0] == 0 && !isAllowed.contains($0) }
      // The added sites must have enough to do; existing ones need not.
      next.aim.capacityUse?.leastLoads = leastLoads
      next.fixedOpen = rest.open.filter(existing.contains)
      next.forced = rest.open.filter { !existing.contains($0) }
      next.count = (next.forced.count + 1)...(next.forced.count + 1)
      let answer = try next.solve(options.with(clock))
      guard let substitute = answer.selected.first(where: { isAllowed.contains($0) }) else { return nil }
      let open = with(substitute).open
      let own = answer.objective.map { model == .capacitatedLSCP ? addedCost(open) : $0 }
      return (
        substitute,
        ChoiceWorth(objective: own.map { $0 + priceOfClosing(open) }, isProven: answer.status == .optimal)
      )
    }
    if !model.holdsUnits {
      return bestAddition(to: rest.open, from: allowed).map { ($0.site, ChoiceWorth(objective: $0.objective)) }
    }
    var best: (site: Int, worth: ChoiceWorth)?
    for j in allowed {
      let worth = try worth(of: with(j), options, clock)
      guard let objective = worth.objective else { continue }
      if let known = best?.worth.objective, model.minimises ? objective >= known : objective <= known { continue }
      best = (j, worth)
    }
    return best
  }

  func openFlags(_ selected: [Int]) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: costs.candidateCount)
    for j in selected { isOpen[j] = true }
    return isOpen
  }

  /// The candidate whose addition makes the best objective.
  func bestAddition(to open: [Int], from candidates: [Int]) -> (site: Int, objective: Double)? {
    if model == .mclp || model == .pMedian, everyoneWithin == nil { return bestAdditionByGain(open, candidates) }
    var best: (site: Int, objective: Double)?
    for j in candidates {
      guard let worth = objective(ofOpening: (open + [j]).sorted()) else { continue }
      if let known = best, model.minimises ? worth >= known.objective : worth <= known.objective { continue }
      best = (j, worth)
    }
    return best
  }

  /// All gains in one pass over the pairs.
  private func bestAdditionByGain(_ open: [Int], _ candidates: [Int]) -> (site: Int, objective: Double)? {
    let isOpen = openFlags(open)
    var gain = [Double](repeating: 0, count: costs.candidateCount)
    // In p-median someone may be left unserved by the rest; only a candidate that reaches all of them will do.
    var serves = [Int](repeating: 0, count: costs.candidateCount)
    var unserved = 0
    var base = 0.0
    for i in 0..<costs.demandCount {
      let range = costs.rowStart[i]..<costs.rowStart[i + 1]
      var least = Double.infinity
      for k in range where isOpen[Int(costs.candidates[k])] {
        let cost = costs.cost(at: k)
        if isWithinReach(cost) { least = min(least, cost) }
      }
      let isServed = least < .infinity
      if model == .mclp {
        let share = isServed ? coverShare(least) : 0
        base += weights[i] * share
        for k in range {
          let better = coverShare(costs.cost(at: k)) - share
          if better > 0 { gain[Int(costs.candidates[k])] += weights[i] * better }
        }
      } else if isServed {
        base -= burden(i, least)
        for k in range where costs.cost(at: k) < least {
          gain[Int(costs.candidates[k])] += burden(i, least) - burden(i, costs.cost(at: k))
        }
      } else {
        unserved += 1
        for k in range where isWithinReach(costs.cost(at: k)) {
          gain[Int(costs.candidates[k])] -= burden(i, costs.cost(at: k))
          serves[Int(costs.candidates[k])] += 1
        }
      }
    }
    var best: Int?
    for j in candidates where serves[j] == unserved || model == .mclp {
      if let known = best, gain[j] <= gain[known] { continue }
      best = j
    }
    guard let best else { return nil }
    let worth = base + gain[best]
    return (best, (model.minimises ? -worth : worth) + priceOfClosing(open + [best]))
  }
}
