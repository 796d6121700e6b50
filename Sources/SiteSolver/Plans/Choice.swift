/// A choice of sites, by the units at each candidate; one each where a site holds no more.
struct Choice {
  var units: [Int]

  init(_ solution: SitingSolution, of problem: SitingProblem) {
    units = [Int](repeating: 0, count: problem.costs.candidateCount)
    for (j, n) in zip(solution.selected, solution.units) { units[j] = n }
  }

  /// What exists, with one unit each.
  init(existingIn problem: SitingProblem) {
    units = [Int](repeating: 0, count: problem.costs.candidateCount)
    for j in problem.existingSites { units[j] = 1 }
  }

  /// The open sites, ascending.
  var open: [Int] { units.indices.filter { units[$0] > 0 } }
}

/// What a choice is worth to a model, and whether that is proven where it takes a search of its own.
struct ChoiceWorth {
  /// nil when somebody who must be served is not, or a share is missed.
  var objective: Double?
  var isProven = true
}

extension SitingProblem {
  /// What a choice is worth by the model's own objective. In capacitated models that is the best assignment.
  func worth(of choice: Choice, _ options: SolveOptions, _ clock: SearchClock) throws(SitingError) -> ChoiceWorth {
    let open = choice.open
    guard model.holdsCapacity else {
      return ChoiceWorth(objective: objective(ofOpening: open, units: open.map { choice.units[$0] }))
    }
    var held = settled(at: choice)
    held.forbidden = (0..<costs.candidateCount).filter { choice.units[$0] == 0 }
    let answer = try held.solve(options.with(clock))
    let own = answer.objective.map { model == .capacitatedLSCP ? addedCost(open) : $0 }
    return ChoiceWorth(
      objective: own.map { $0 + priceOfClosing(open) },
      isProven: answer.status == .optimal || answer.status == .infeasible)
  }

  /// The same problem with the sites of a choice fixed open, its closed ones closed for good, and no limit on what is
  /// added to it.
  func settled(at choice: Choice) -> SitingProblem {
    var held = self
    held.fixedOpen = choice.open
    held.forced = []
    held.closingPrices = [:]
    held.forbidden = forbidden + existingSites.filter { choice.units[$0] == 0 }.sorted()
    (held.count, held.budget, held.groups, held.conflicts, held.leastUnits) = (nil, nil, nil, [], [:])
    if !model.minimisesSites { held.count = 0...0 }
    // Whether a site has enough to do is asked of the whole plan.
    held.aim.capacityUse?.leastLoads = nil
    return held
  }

  /// Whether counts per group, budget, separation and capacities allow a choice; how many are added is not asked.
  func allows(_ choice: Choice) -> Bool {
    if model.holdsUnits, let capacities {
      let existing = existingSites
      for (j, n) in choice.units.enumerated() where n > 0 {
        if Double(n) > max(capacities[j].rounded(.down), existing.contains(j) ? 1 : 0) { return false }
      }
    }
    let open = choice.open
    if let groups {
      var members = [Int](repeating: 0, count: groups.limits.count)
      for j in open { if let g = groups.groupOfCandidate[j] { members[g] += 1 } }
      for (g, limit) in groups.limits.enumerated() where !limit.contains(members[g]) { return false }
    }
    if let budget, money(open) > budget + 1e-9 * max(1, budget) { return false }
    if conflicts.isEmpty { return true }
    let standing = Set(fixedOpen).subtracting(closingPrices.keys)
    return conflicts.allSatisfy { pair in
      choice.units[pair.first] == 0 || choice.units[pair.second] == 0
        || (standing.contains(pair.first) && standing.contains(pair.second))
    }
  }
}

extension SolveOptions {
  /// The same options with what is left of the time.
  func with(_ clock: SearchClock) -> SolveOptions {
    var limited = self
    limited.timeLimit = clock.remaining
    return limited
  }
}
