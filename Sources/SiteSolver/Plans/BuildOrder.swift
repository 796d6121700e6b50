/// One step of building a plan over the years.
public struct BuildStep: Sendable, Equatable {
  /// The candidate that is built in this step.
  public let site: Int
  /// The step closes an existing site; otherwise it opens the site, or adds a unit to it.
  public let isClosing: Bool
  /// Units at the site after the step.
  public let units: Int
  /// The objective after the step; nil while somebody who must be served is not.
  public let objective: Double?
  /// The objective of the best free choice of as many sites (units); nil when there is none or it was not asked for.
  public let freeObjective: Double?
  /// Whether both objectives are proven, and with them that the step is the best next.
  public let isProven: Bool
}

extension SitingProblem {
  /// The changes that make a plan out of what exists, in an order that keeps every prefix good: each step is the one
  /// after which the objective is best, openings before closings and ties to the lower index. Sites that must be there
  /// anyway (forced) come in the same order. The last step is the plan.
  ///
  /// Limits on all sites together (counts, least members of a group, budget) are kept by the plan, not by what is
  /// built of it so far.
  ///
  /// - Parameter comparing: also solve for each number of sites freely, to show what the order costs.
  /// - Throws: what `solve` throws.
  public func buildOrder(of plan: SitingSolution, comparing: Bool, _ options: SolveOptions = SolveOptions())
    throws(SitingError) -> [BuildStep]
  {
    let clock = SearchClock(options)
    let goal = Choice(plan, of: self)
    var now = Choice(existingIn: self)
    var steps: [BuildStep] = []
    var free: (count: Int, worth: ChoiceWorth)?
    while now.units != goal.units {
      var (site, worth) = try bestStep(from: now, to: goal, options, clock)
      let isClosing = goal.units[site] < now.units[site]
      now.units[site] += isClosing ? -1 : 1
      // The whole plan keeps least loads, too.
      if leastLoads != nil, now.units == goal.units {
        worth = ChoiceWorth(objective: plan.objective, isProven: plan.status == .optimal)
      }
      if comparing {
        let count = steps.count { !$0.isClosing } + (isClosing ? 0 : 1)
        if free?.count != count { free = (count, try freeChoice(of: count, options.with(clock))) }
      }
      steps.append(
        BuildStep(
          site: site, isClosing: isClosing, units: now.units[site], objective: worth.objective,
          freeObjective: free?.worth.objective, isProven: worth.isProven && free?.worth.isProven ?? true))
    }
    return steps
  }

  /// The best choice of so many sites under what limits each of them; nil in it when there is none.
  private func freeChoice(of count: Int, _ options: SolveOptions) throws(SitingError) -> ChoiceWorth {
    var problem = self
    problem.count = count...count
    problem.forced = []
    problem.groups?.limits = groups?.limits.map { 0...$0.upperBound } ?? []
    let answer = try problem.solve(options)
    return ChoiceWorth(
      objective: answer.objective, isProven: answer.status == .optimal || answer.status == .infeasible)
  }

  /// The next step of a plan.
  private func bestStep(
    from now: Choice, to goal: Choice, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> (site: Int, worth: ChoiceWorth) {
    let openings = now.units.indices.filter { now.units[$0] < goal.units[$0] }
    let closings = now.units.indices.filter { now.units[$0] > goal.units[$0] }
    var best: (site: Int, worth: ChoiceWorth)?
    func take(_ site: Int, _ worth: ChoiceWorth) {
      if let known = best {
        guard let a = worth.objective else { return }
        if let b = known.worth.objective, model.minimises ? a >= b : a <= b { return }
      }
      best = (site, worth)
    }
    if model.holdsCapacity, model != .capacitatedLSCP {
      if let site = try bestCapacitatedOpening(from: now, of: openings, options, clock) {
        take(site, try worth(of: changed(now, site, by: 1), options, clock))
      }
    } else if !model.holdsUnits, !model.holdsCapacity, closings.isEmpty {
      if let found = bestAddition(to: now.open, from: openings) {
        take(found.site, ChoiceWorth(objective: found.objective))
      }
    } else {
      for site in openings { take(site, try worth(of: changed(now, site, by: 1), options, clock)) }
    }
    for site in closings { take(site, try worth(of: changed(now, site, by: -1), options, clock)) }
    if let best, best.worth.objective != nil { return best }
    // Before everybody can be served no objective exists: take the site that reaches the most weight.
    guard !openings.isEmpty else { return best ?? (closings[0], ChoiceWorth(objective: nil)) }
    let site = reachingMost(openings, beyond: now.open)
    return (site, try worth(of: changed(now, site, by: 1), options, clock))
  }

  private func changed(_ choice: Choice, _ site: Int, by step: Int) -> Choice {
    var next = choice
    next.units[site] += step
    return next
  }

  /// The site whose opening makes the best objective with the best assignment; nil when none serves everybody.
  private func bestCapacitatedOpening(
    from now: Choice, of openings: [Int], _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> Int? {
    guard openings.count > 1 else { return openings.first }
    var next = settled(at: now)
    let isGoal = Set(openings)
    next.forbidden = now.units.indices.filter { now.units[$0] == 0 && !isGoal.contains($0) }
    next.count = 1...1
    let answer = try next.solve(options.with(clock))
    return answer.selected.first { isGoal.contains($0) && now.units[$0] == 0 }
  }

  private func reachingMost(_ candidates: [Int], beyond open: [Int]) -> Int {
    var problem = self
    problem.aim = .mclp()
    problem.closingPrices = [:]
    problem.standard = everyoneWithin ?? outerStandard ?? standard
    return problem.bestAddition(to: open, from: candidates)?.site ?? candidates[0]
  }
}
