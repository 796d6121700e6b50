extension SitingProblem {
  /// MCLP, gradual cover and p-median, as a choice of the best value for each demand point: the weight covered, or
  /// minus weight × cost.
  func solveByValue(_ roles: SiteRoles, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    if servesEveryone {
      let unreachable = unreachable(roles)
      if !unreachable.isEmpty { return .infeasible(.unreachableDemand(unreachable)) }
    }
    let (instance, isIntegral) = valueInstance(roles)
    var search = ValueSearch(root: instance, isIntegral: isIntegral, options: options, clock: clock)
    search.run()
    guard search.bestObjective > -.infinity else { return .infeasible(.limitsClash, clock: clock) }
    let selected = roles.fixed + search.best.map { roles.free[Int($0)] }
    var solution = solution(opening: selected, iterations: clock.iterations, nodes: clock.nodes)
    let proven = search.bound == search.bestObjective
    let bound = model == .pMedian ? -search.bound : search.bound
    guard solution.objective != nil else {
      if proven { return .infeasible(.limitsClash, clock: clock) }
      return .unknown(bound: bound, iterations: clock.iterations, nodes: clock.nodes)
    }
    solution.conclude(bound: bound, provesBest: proven, expired: clock.expired)
    return solution
  }

  private var servesEveryone: Bool { model == .pMedian || everyoneWithin != nil }

  /// The values of the free candidates for the demand points, and whether all are whole numbers.
  func valueInstance(_ roles: SiteRoles) -> (instance: ValueInstance, isIntegral: Bool) {
    let penalty = servesEveryone ? valueSpan() : 0
    var rows = RowMerger(expectedPairs: 0, expectedRows: 0, keepsPrices: false)
    var constant = 0.0
    var isIntegral = true
    var pairs: [(Int32, Double)] = []
    for i in 0..<costs.demandCount where servesEveryone || weights[i] > 0 {
      var lifted = -Double.infinity
      var worst = 0.0
      pairs.removeAll(keepingCapacity: true)
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        guard let value = value(i, costs.cost(at: k)) else { continue }
        let j = Int(costs.candidates[k])
        worst = min(worst, value)
        if roles.isFixed[j] { lifted = max(lifted, value) }
        if roles.column[j] >= 0 { pairs.append((roles.column[j], value)) }
        if isIntegral { isIntegral = value == value.rounded() }
      }
      let base = lifted > -.infinity ? lifted : servesEveryone ? worst - penalty : 0
      if servesEveryone || outerStandard != nil { pairs.sort { ($1.1, $0.0) < ($0.1, $1.0) } }
      rows.beginRow()
      for (j, value) in pairs where value > base { rows.append(column: j, value: value) }
      if rows.currentIsEmpty { constant += base } else { rows.endRow(base: base) }
    }
    let instance = ValueInstance(
      start: rows.start, column: rows.column, value: rows.value, base: rows.base, constant: constant,
      original: (0..<Int32(roles.free.count)).map { $0 }, chosen: [], limits: roles.limits, penalty: penalty,
      typicalSpan: penalty / Double(max(1, costs.demandCount)))
    // Long rows reach everywhere, and no order of them is better than another.
    let isSparse = instance.column.count < instance.rowCount * instance.columnCount / 4
    return (isSparse ? instance.withNeighbouringRows() : instance, isIntegral)
  }

  /// What a site at this cost is worth to a demand point; nil when it does not count.
  @inline(__always) private func value(_ demand: Int, _ cost: Double) -> Double? {
    if model == .pMedian { return isWithinReach(cost) ? -burden(demand, cost) : nil }
    let value = weights[demand] * coverShare(cost)
    if let everyoneWithin { return cost <= everyoneWithin ? value : nil }
    return value > 0 ? value : nil
  }

  /// More than all demand points together can gain: to leave one unserved that must be served never pays.
  private func valueSpan() -> Double {
    var span = 1.0
    for i in 0..<costs.demandCount {
      var least = Double.infinity
      var most = -Double.infinity
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        guard let value = value(i, costs.cost(at: k)) else { continue }
        least = min(least, value)
        most = max(most, value)
      }
      if most > least { span += most - least }
    }
    return span.rounded(.up)
  }
}
