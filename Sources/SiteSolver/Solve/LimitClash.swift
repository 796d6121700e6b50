extension SitingProblem {
  /// Why what sites can hold allows no choice, as far as sums tell; nil when they do not.
  func capacityClash(_ roles: SiteRoles) -> InfeasibilityReason? {
    guard model.holdsCapacity, model != .capacitatedMCLP, let capacities else { return nil }
    let tooHeavy = (0..<costs.demandCount).filter { i in
      var most = 0.0
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let j = Int(costs.candidates[k])
        guard roles.isFixed[j] || roles.column[j] >= 0, isWithinReach(costs.cost(at: k)) else { continue }
        most = isDivisible ? most + capacities[j] : max(most, capacities[j])
      }
      return load(i) > most * (1 + 1e-12)
    }
    if !tooHeavy.isEmpty { return .loadAboveCapacities(tooHeavy) }
    let added = roles.free.filter { !roles.isExisting[$0] }.map { capacities[$0] }.sorted(by: >)
    let closable = roles.free.filter { roles.isExisting[$0] }
    var room = (roles.fixed + closable).reduce(0) { $0 + capacities[$1] }
    for capacity in added.prefix(max(0, count.map { $0.upperBound - roles.forcedCount } ?? added.count)) {
      room += capacity
    }
    let all = weights.indices.reduce(0) { $0 + load($1) }
    return all > room * (1 + 1e-12) ? .capacityShort(capacity: room, load: all) : nil
  }

  /// A reason as what causes it: what candidates lack where they lack it with every site allowed, and otherwise the limits
  /// that clash.
  func asCaused(
    _ reason: InfeasibilityReason, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> InfeasibilityReason {
    guard sums.isEmpty else { return reason }
    if case .clash([], _) = reason { return try clash(options, clock) }
    if forbidden.isEmpty, conflicts.isEmpty { return reason }
    var open = self
    open.forbidden = forbidden.filter { closingPrices[$0] != nil }
    open.conflicts = []
    let roles = SiteRoles(open)
    var stays: InfeasibilityReason?
    switch reason {
    case .unreachableDemand:
      let demand = open.unreachable(roles)
      stays = demand.isEmpty ? nil : .unreachableDemand(demand)
    case .shareUnreachable(let target, _):
      let reachable = open.weightWithinStandard(roles)
      stays = reachable < open.coverTarget ? .shareUnreachable(target: target, reachable: reachable / totalWeight) : nil
    case .loadAboveCapacities, .capacityShort: stays = open.capacityClash(roles)
    case .countAboveAvailable, .groupMinimumUnreachable, .groupMinimaAboveCount: stays = roles.clash(in: open)
    case .groupMaximumExceeded, .tooNear, .clash: return reason
    }
    if let stays { return stays }
    let clash = try clash(options, clock)
    // Where the limits were not found out the reason tells more.
    return clash == .limitsClash ? reason : clash
  }

  /// Limits that cannot be kept together, though they could without any one of them (QuickXplain: Junker 2004), and how
  /// many sites or how much money they need where that is one of them.
  private func clash(_ options: SolveOptions, _ clock: SearchClock) throws(SitingError) -> InfeasibilityReason {
    #if CBC
      let finder = ClashFinder(problem: self, options: options, clock: clock)
      return try finder.clash()
    #else
      return .limitsClash
    #endif
  }

  /// All limits, the most telling first.
  var namedLimits: [SitingLimit] {
    var limits: [SitingLimit] = []
    if model.servesAll { limits.append(.service) }
    if model == .pDispersion { limits.append(.pair) }
    if let everyoneWithin { limits.append(.everyoneWithin(everyoneWithin)) }
    if let targetShare { limits.append(.share(targetShare)) }
    if capacities != nil, model.holdsCapacity || model.holdsUnits { limits.append(.capacity) }
    if leastLoads != nil { limits.append(.leastLoad) }
    if let count { limits.append(.mostSites(count.upperBound)) }
    if let budget { limits.append(.budget(budget)) }
    if let count, count.lowerBound > 0 { limits.append(.fewestSites(count.lowerBound)) }
    for (group, limit) in (groups?.limits ?? []).enumerated() {
      limits.append(.groupMaximum(group: group, limit.upperBound))
      if limit.lowerBound > 0 { limits.append(.groupMinimum(group: group, limit.lowerBound)) }
    }
    limits += Set(forced).sorted().map { .forced($0) }
    limits += Set(conflicts).sorted { ($0.first, $0.second) < ($1.first, $1.second) }.map {
      .separation($0.first, $0.second)
    }
    limits += Set(forbidden).sorted().filter { closingPrices[$0] == nil }.map { .forbidden($0) }
    return limits
  }

  /// The same sites and demand with some of the limits only.
  func keeping(_ limits: Set<SitingLimit>) -> SitingProblem {
    var kept = self
    // Whom a site serves and what that is worth says nothing of what is possible.
    switch model {
    case .lscp, .pMedian, .pCentre, .bacop1:
      kept.aim = .lscp
      for case .everyoneWithin(let limit) in limits { kept.standard = min(standard ?? .infinity, limit) }
    case .mclp, .bacop2:
      kept.aim = .lscp
      kept.standard = everyoneWithin ?? standard
    default: break
    }
    let isServed = limits.contains { limit in
      switch limit {
      case .service, .everyoneWithin: true
      default: false
      }
    }
    if !isServed { kept.waived.insert(.service) }
    if !limits.contains(.pair) { kept.waived.insert(.pair) }
    if let share = targetShare, !limits.contains(.share(share)) { kept.waived.insert(.share(share)) }
    if !limits.contains(.capacity) {
      if model.holdsUnits { kept.capacities = nil }
      kept.waived.insert(.capacity)
    }
    if !limits.contains(.leastLoad) { kept.waived.insert(.leastLoad) }
    if let count {
      let least = limits.contains(.fewestSites(count.lowerBound)) ? count.lowerBound : 0
      let all = costs.candidateCount * (model.holdsUnits ? 4 : 1)
      let most = limits.contains(.mostSites(count.upperBound)) ? count.upperBound : max(all, least)
      kept.count = least...max(least, most)
    }
    if let budget, !limits.contains(.budget(budget)) { kept.budget = nil }
    if let groups {
      kept.groups?.limits = groups.limits.enumerated().map { group, limit in
        let least = limits.contains(.groupMinimum(group: group, limit.lowerBound)) ? limit.lowerBound : 0
        let most = limits.contains(.groupMaximum(group: group, limit.upperBound)) ? limit.upperBound : Int(Int32.max)
        return least...max(least, most)
      }
    }
    kept.forced = forced.filter { limits.contains(.forced($0)) }
    kept.forbidden = forbidden.filter { closingPrices[$0] != nil || limits.contains(.forbidden($0)) }
    kept.conflicts = conflicts.filter { limits.contains(.separation($0.first, $0.second)) }
    return kept
  }
}

#if CBC
  /// Finds limits that clash by asking of some of them at a time whether they can be kept.
  private struct ClashFinder {
    let problem: SitingProblem
    let options: SolveOptions
    let clock: SearchClock

    func clash() throws(SitingError) -> InfeasibilityReason {
      let all = problem.namedLimits
      guard !all.isEmpty, try isImpossible(Set(all)) else { return .limitsClash }
      let limits = try smallest(beside: [], isGrown: false, all)
      return .clash(limits, needed: try needed(Set(limits), among: Set(all)))
    }

    /// The limits of a list that clash with each other and with those beside it.
    private func smallest(
      beside base: Set<SitingLimit>, isGrown: Bool, _ limits: [SitingLimit]
    ) throws(SitingError) -> [SitingLimit] {
      if isGrown, try isImpossible(base) { return [] }
      if limits.count == 1 { return limits }
      let half = limits.count / 2
      let (first, second) = (Array(limits[..<half]), Array(limits[half...]))
      let ofSecond = try smallest(beside: base.union(first), isGrown: true, second)
      let ofFirst = try smallest(beside: base.union(ofSecond), isGrown: !ofSecond.isEmpty, first)
      return ofFirst + ofSecond
    }

    /// Whether it is proven that some limits cannot be kept together.
    private func isImpossible(_ limits: Set<SitingLimit>) throws(SitingError) -> Bool {
      let kept = problem.keeping(limits)
      let roles = SiteRoles(kept)
      if kept.clashesPlainly(roles) { return true }
      var mip = SitingFormulation(kept, roles).mip
      mip.minimise([])
      return try answer(mip).isInfeasible
    }

    private func answer(_ mip: MIPModel) throws(SitingError) -> MIPModel.Answer {
      var few = options
      few.nodeLimit = min(options.nodeLimit ?? .max, 1000)
      let plain = try mip.solvedPlainly(few, clock)
      return try mip.solved(after: plain, from: plain.values, few, clock)
    }

    /// The fewest sites (units), or the least money, with which all other limits can be kept; nil when neither is among
    /// those that clash, or no number helps.
    private func needed(_ limits: Set<SitingLimit>, among all: Set<SitingLimit>) throws(SitingError) -> Double? {
      for limit in limits {
        var isMoney = false
        switch limit {
        case .mostSites: break
        case .budget: isMoney = true
        default: continue
        }
        var kept = problem.keeping(all.subtracting([limit]))
        let prices = problem.closingPrices.values.reduce(0, +)
        if isMoney {
          kept.budget = (problem.siteCosts ?? []).reduce(Double(problem.costs.candidateCount), +) + abs(prices)
        }
        let formulation = SitingFormulation(kept, SiteRoles(kept))
        var mip = formulation.mip
        mip.minimise(isMoney ? formulation.paidColumns : formulation.countedColumns.map { ($0, 1) })
        let found = try answer(mip)
        guard found.isProven, let values = found.values else { return nil }
        let choice = kept.choice(values, formulation)
        return isMoney ? kept.money(choice.selected) : Double(kept.addedUnits(choice))
      }
      return nil
    }
  }

  extension SitingProblem {
    /// Whether counts, separations or reach alone allow no choice.
    fileprivate func clashesPlainly(_ roles: SiteRoles) -> Bool {
      if roles.clash(in: self) != nil { return true }
      let served = model.servesAll && !waived.contains(.service)
      return served && !unreachable(roles).isEmpty
    }

    /// The open sites and units that the values of a formulation mean.
    fileprivate func choice(_ values: [Double], _ formulation: SitingFormulation) -> SitingSolution {
      let says = formulation.presenceColumn
      let open = says.indices.filter { values[says[$0]] > 0.5 }
      let units =
        model.holdsUnits ? open.map { Int(values[formulation.unitColumn[$0]].rounded()) } : open.map { _ in 1 }
      return SitingSolution(
        status: .feasible, objective: nil, bound: nil, gap: nil, selected: open, units: units, assignments: [],
        uncovered: [], iterations: 0, nodes: 0, infeasibility: nil)
    }
  }
#endif
