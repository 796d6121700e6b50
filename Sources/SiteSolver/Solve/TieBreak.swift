extension SitingProblem {
  /// The cheapest choice of the same objective, and of those the one with the fewest sites (units), as far as a short
  /// search finds it: no money for nothing, a range of counts ends at the least that is best, and as many units stand at
  /// the fewest sites.
  ///
  /// Objective, bound and proof stay as they are. Money is what the added sites cost and, where a budget pays for it,
  /// the closing of existing ones.
  func thrifty(
    _ solution: SitingSolution, _ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> SitingSolution {
    guard options.breaksTies, solution.objective != nil, !clock.isExpired() else { return solution }
    let prices = roles.free.map { siteCosts?[$0] ?? 1 }
    let costsDiffer = prices.contains { $0 != prices[0] }
    let paysForClosing = budget != nil && !closingPrices.isEmpty
    let countVaries = addedUnits(solution) > count?.lowerBound ?? 0
    let mattersMoney = paysForClosing || (!model.minimisesSites && (costsDiffer || model.holdsUnits))
    // Sites that cost nothing are as cheap idle.
    let countMayVary = costsDiffer || prices.first == 0 || !model.minimisesSites || !closingPrices.isEmpty
    guard mattersMoney || (countVaries && countMayVary) else { return solution }
    var best = solution
    if countVaries, !model.holdsCapacity, sums.isEmpty { best = withoutIdle(best, roles) }
    if model == .pCentre, closingPrices.isEmpty { return try thriftyCentre(best, options, clock) }
    if model == .mclp || model == .pMedian, !mattersMoney, optionForMIP == nil {
      return fewerByValue(best, roles, options, clock)
    }
    #if CBC
      let distances = if case .pDispersion(let distances) = aim { distances.values.count } else { 0 }
      if costs.candidates.count + distances <= 400_000 {
        best = try thriftyByMIP(best, roles, options, clock, mattersMoney)
      }
    #endif
    return best
  }

  /// Sites (units, where sites hold several) that a choice adds to what exists.
  public func addedUnits(_ solution: SitingSolution) -> Int {
    let existing = existingSites
    guard model.holdsUnits else { return solution.selected.count { !existing.contains($0) } }
    return zip(solution.selected, solution.units).reduce(0) { $0 + $1.1 - (existing.contains($1.0) ? 1 : 0) }
  }

  /// What the added sites cost and, where a budget pays for it, the closing of existing ones.
  public func money(_ selected: [Int]) -> Double {
    let open = Set(selected)
    let closed = budget == nil ? [] : closingPrices.filter { !open.contains($0.key) }.map(\.value).sorted()
    return closed.reduce(addedCost(selected), +)
  }

  /// Cheaper, or as cheap with fewer sites.
  private func isThriftier(_ one: SitingSolution, than other: SitingSolution) -> Bool {
    guard let a = one.objective, let b = other.objective else { return false }
    if (model.minimises ? a - b : b - a) > 1e-9 * max(1, abs(b)) { return false }
    let (cost, otherCost) = (money(one.selected), money(other.selected))
    if abs(cost - otherCost) > 1e-9 * max(1, abs(otherCost)) { return cost < otherCost }
    return addedUnits(one) < addedUnits(other)
  }

  /// The same proof for another choice of the same objective.
  private func replacing(_ old: SitingSolution, by new: SitingSolution) -> SitingSolution {
    guard isThriftier(new, than: old) else { return old }
    var result = new
    (result.status, result.gap, result.iterations, result.nodes) = (old.status, old.gap, old.iterations, old.nodes)
    result.bound = old.status == .optimal ? new.objective : old.bound
    return result
  }

  /// Takes away sites whose absence changes nothing, the dearest first.
  private func withoutIdle(_ solution: SitingSolution, _ roles: SiteRoles) -> SitingSolution {
    let added = solution.selected.filter { !roles.isExisting[$0] && !roles.isFixed[$0] }
    guard !model.holdsUnits, costs.candidates.count * added.count <= 500_000_000 else { return solution }
    var result = solution
    func price(_ j: Int) -> Double { siteCosts?[j] ?? 1 }
    for site in added.sorted(by: { (price($0), $0) > (price($1), $1) }) {
      let rest = result.selected.filter { $0 != site }
      guard keepsCounts(opening: rest, roles), objective(ofOpening: rest) == result.objective else { continue }
      result = replacing(result, by: self.solution(opening: rest, iterations: 0, nodes: 0))
    }
    return result
  }

  /// Whether the least counts, in all and of each group, are kept.
  func keepsCounts(opening open: [Int], _ roles: SiteRoles) -> Bool {
    if let count, open.count(where: { !roles.isExisting[$0] }) < count.lowerBound { return false }
    guard let groups else { return true }
    var members = [Int](repeating: 0, count: groups.limits.count)
    for j in open { if let g = groups.groupOfCandidate[j] { members[g] += 1 } }
    return groups.limits.indices.allSatisfy { members[$0] >= groups.limits[$0].lowerBound }
  }

  /// The cheapest cover within the radius that was found.
  private func thriftyCentre(
    _ solution: SitingSolution, _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> SitingSolution {
    var cover = self
    cover.aim = .lscp
    cover.standard = min(standard ?? .infinity, solution.objective ?? .infinity)
    var limited = options
    (limited.timeLimit, limited.gap) = (clock.remaining, 0)
    let cheapest = try cover.solve(limited)
    guard cheapest.objective != nil else { return solution }
    return replacing(solution, by: self.solution(opening: cheapest.selected, iterations: 0, nodes: 0))
  }

  /// One site fewer at a time, until it is proven, or the work is done, that so few are worth less.
  private func fewerByValue(
    _ solution: SitingSolution, _ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock
  ) -> SitingSolution {
    guard let objective = solution.objective else { return solution }
    let target = (model.minimises ? -objective : objective) - 1e-9 * max(1, abs(objective))
    let (instance, isIntegral) = valueInstance(roles)
    var exact = options
    exact.gap = 0
    var best = solution
    let part = SearchClock(following: clock, work: max(20_000_000, clock.work))
    while best.selected.count - roles.fixed.count > max(0, roles.limits.minimum), !part.isExpired() {
      var search = ValueSearch(
        root: instance.limited(to: best.selected.count - roles.fixed.count - 1), isIntegral: isIntegral,
        options: exact, clock: part, reaching: target)
      search.run()
      guard search.hasReached else { break }
      let selected = roles.fixed + search.best.map { roles.free[Int($0)] }
      let found = replacing(best, by: self.solution(opening: selected, iterations: 0, nodes: 0))
      if found.selected.count >= best.selected.count { break }
      best = found
    }
    return best
  }

  #if CBC
    /// The least money, then the fewest sites, with the objective as a limit.
    private func thriftyByMIP(
      _ solution: SitingSolution, _ roles: SiteRoles, _ options: SolveOptions, _ clock: SearchClock,
      _ mattersMoney: Bool
    ) throws(SitingError) -> SitingSolution {
      var limited = self
      // The price of sites is put on the sites themselves, however many units they hold.
      if mattersMoney, model.holdsUnits, budget == nil, closingPrices.isEmpty {
        limited.budget = money(solution.selected)
      }
      var best = solution
      // The radius of a p-centre and the distance of a p-dispersion are limits, and what is left of the objective is the
      // price of closing.
      let price = priceOfClosing(solution.selected)
      let isLevel = model == .pCentre || model == .pDispersion
      let slack: Double = model.minimises ? 1e-9 : -1e-9
      let level = isLevel ? solution.objective.map { $0 - price + slack * max(1, abs($0)) } : nil
      for isMoney in mattersMoney ? [true, false] : [false] {
        if clock.isExpired() { break }
        let formulation = SitingFormulation(limited, roles, level: level)
        var mip = formulation.mip
        guard let objective = best.objective else { break }
        mip.holdObjective(at: level == nil ? objective : price, within: 1e-9)
        let paid = formulation.paidColumns
        if !isMoney, mattersMoney {
          let spent = paid.reduce(0) { $0 + (isOpen($1.0, best, formulation) ? $1.1 : 0) }
          mip.addRow(to: spent + 1e-9 * max(1, abs(spent)), paid)
        }
        let terms = isMoney ? paid : formulation.countedColumns.map { ($0, 1) }
        mip.minimise(terms)
        let answer = try mip.solvedPlainly(options, clock)
        guard answer.values != nil, var found = self.solution(of: answer, formulation) else { continue }
        if isDivisible { found = try servedBest(by: found.selected, options, clock) ?? found }
        best = replacing(best, by: found)
      }
      return best
    }

    /// The best that some open sites make of the demand: where it is divisible, shares that keep the objective as a limit
    /// may be short of it by the tolerance of the solver.
    private func servedBest(
      by open: [Int], _ options: SolveOptions, _ clock: SearchClock
    ) throws(SitingError) -> SitingSolution? {
      let isOpen = openFlags(open)
      var held = self
      held.forbidden = isOpen.indices.filter { !isOpen[$0] }
      held.forced = open.filter { !existingSites.contains($0) }
      for j in open where closingPrices[j] != nil {
        held.closingPrices[j] = nil
        if !held.fixedOpen.contains(j) { held.fixedOpen.append(j) }
      }
      var plain = options.with(clock)
      plain.breaksTies = false
      let answer = try held.solve(plain)
      return answer.objective == nil ? nil : answer
    }

    private func isOpen(_ column: Int, _ solution: SitingSolution, _ formulation: SitingFormulation) -> Bool {
      solution.selected.contains { formulation.presenceColumn[$0] == column }
    }
  #endif
}
