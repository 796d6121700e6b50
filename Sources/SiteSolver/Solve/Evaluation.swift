extension SitingProblem {
  /// Whether a pair is within reach for the model: within the outer standard where there is one, else within the
  /// standard.
  @inline(__always) func isWithinReach(_ cost: Double) -> Bool {
    if model == .pMedian, let everyoneWithin, cost > everyoneWithin { return false }
    if let reach = outerStandard ?? standard { return cost <= reach }
    return true
  }

  /// Whether a site at this cost serves a demand point as far as the model demands it.
  @inline(__always) func isAcceptable(_ cost: Double) -> Bool {
    if model == .mclp, let everyoneWithin { return cost <= everyoneWithin }
    return isWithinReach(cost)
  }

  /// The share of a demand point's weight that a site at this cost covers: by the decay where there is one, else 1 up to
  /// the standard.
  @inline(__always) func coverShare(_ cost: Double) -> Double {
    if let decay { return decay.share(cost) }
    return cost <= standard ?? .infinity ? 1 : 0
  }

  /// What serving a demand point at this cost adds to the objective of `p-median`.
  @inline(__always) func burden(_ demand: Int, _ cost: Double) -> Double {
    weights[demand] * (fairness?.counted(cost) ?? cost)
  }

  /// The weight that `psclp` and `dsm` must cover, less a margin for rounding.
  var coverTarget: Double {
    (targetShare ?? 1) * totalWeight - 1e-9 * max(1, totalWeight)
  }

  /// The weight of all demand points, those left out included.
  public var totalWeight: Double { weights.reduce(weightLeftOut, +) }

  /// What a demand point takes of a site's capacity.
  @inline(__always) func load(_ demand: Int) -> Double { loads?[demand] ?? weights[demand] }

  /// What a choice of open sites is worth under the model, each demand point looking at the open sites within its
  /// reach; nil when the choice leaves someone unserved whom the model must serve.
  ///
  /// - Parameter units: the units at each of the sites (`dsm`, `mexclp`); nil: one each.
  /// - Precondition: the model is not a capacitated one, whose worth depends on who is assigned where.
  public func objective(ofOpening selected: [Int], units: [Int]? = nil) -> Double? {
    let tally = CoverTally(self, selected: selected, units: units)
    guard let worth = tally.worth else { return nil }
    return worth + priceOfClosing(selected)
  }

  /// What a choice lacks of what the model demands (demand points, and the share of a target), and what it is worth
  /// apart from that; in the capacitated models as `assignment(opening:)` serves them.
  func measure(opening selected: [Int], units: [Int]) -> (missing: Double, worth: Double) {
    if model.holdsCapacity {
      let assigned = assignment(opening: selected)
      var missing = model == .capacitatedMCLP ? 0 : assigned.count { $0 == nil }
      missing += underloaded(selected, assigned)
      return (Double(missing), worth(ofAssigning: assigned, selected) + priceOfClosing(selected))
    }
    let tally = CoverTally(self, selected: selected, units: units)
    return (tally.missing, tally.worthOfServed + priceOfClosing(selected))
  }

  /// Serves the demand points by open sites within their capacities, the heaviest first, each by the best that has
  /// room; nil: not served.
  func assignment(opening selected: [Int]) -> [Int?] {
    var room = [Double](repeating: -1, count: costs.candidateCount)
    for j in selected { room[j] = capacities?[j] ?? .infinity }
    var assigned = [Int?](repeating: nil, count: weights.count)
    for i in weights.indices.sorted(by: { (-load($0), $0) < (-load($1), $1) }) {
      var best: Int?
      var bestCost = Double.infinity
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let (j, cost) = (Int(costs.candidates[k]), costs.cost(at: k))
        guard cost < bestCost, room[j] >= load(i), isWithinReach(cost) else { continue }
        (best, bestCost) = (j, cost)
      }
      assigned[i] = best
      if let best { room[best] -= load(i) }
    }
    return assigned
  }

  /// How many added sites serve less than they must to be open.
  func underloaded(_ selected: [Int], _ assigned: [Int?]) -> Int {
    guard let leastLoads else { return 0 }
    var served = [Double](repeating: 0, count: costs.candidateCount)
    for (i, site) in assigned.enumerated() { if let site { served[site] += load(i) } }
    let existing = existingSites
    return selected.count { !existing.contains($0) && served[$0] < leastLoads[$0] * (1 - 1e-9) }
  }

  /// Sites that exist, whether or not they may be closed.
  public var existingSites: Set<Int> { Set(fixedOpen).union(closingPrices.keys) }

  /// What it is worth to serve each demand point by the site assigned to it.
  func worth(ofAssigning assigned: [Int?], _ selected: [Int]) -> Double {
    if model == .capacitatedLSCP { return addedCost(selected) }
    var sum = 0.0
    for (i, site) in assigned.enumerated() {
      guard let site, let cost = costs.cost(demand: i, candidate: site) else { continue }
      sum += weights[i] * (model == .capacitatedMCLP ? coverShare(cost) : cost)
    }
    return sum
  }

  /// What closing existing sites adds to the objective, where no budget pays for it.
  func priceOfClosing(_ selected: [Int]) -> Double {
    if closingPrices.isEmpty || budget != nil { return 0 }
    let open = Set(selected)
    let price = closingPrices.sorted { $0.key < $1.key }.reduce(0) { open.contains($1.key) ? $0 : $0 + $1.value }
    return model.minimises ? price : -price
  }

  /// What closing the sites that pay for it would cost; not above 0.
  var leastPriceOfClosing: Double {
    budget != nil ? 0 : closingPrices.values.sorted().reduce(0) { $0 + min(0, $1) }
  }

  /// The cost of the sites that do not exist yet.
  func addedCost(_ selected: [Int]) -> Double {
    let existing = existingSites
    return selected.reduce(0) { existing.contains($1) ? $0 : $0 + (siteCosts?[$1] ?? 1) }
  }

  /// A solution for a choice of open sites, evaluated afresh.
  func solution(opening selected: [Int], units: [Int]? = nil, iterations: Int, nodes: Int) -> SitingSolution {
    let sorted = selected.sorted()
    let tally = CoverTally(self, selected: sorted, units: units)
    return SitingSolution(
      status: .feasible, objective: tally.worth.map { $0 + priceOfClosing(sorted) }, bound: nil, gap: nil,
      selected: sorted, units: units ?? sorted.map { _ in 1 }, assignments: tally.nearest,
      uncovered: tally.nearest.indices.filter { tally.nearest[$0] == nil }, iterations: iterations, nodes: nodes,
      infeasibility: nil)
  }

  /// The demand points that no open or openable site reaches.
  func unreachable(_ roles: SiteRoles) -> [Int] {
    (0..<costs.demandCount).filter { i in
      !(costs.rowStart[i]..<costs.rowStart[i + 1]).contains { k in
        let j = Int(costs.candidates[k])
        return (roles.isFixed[j] || roles.column[j] >= 0) && isAcceptable(costs.cost(at: k))
      }
    }
  }
}

/// Who is served by a choice of sites, and what that is worth under the model.
private struct CoverTally {
  /// The nearest open site of each demand point within reach; ties to the lower index.
  private(set) var nearest: [Int?] = []
  private(set) var worthOfServed = 0.0
  /// The demand points that are left out though the model serves everyone, and the share of its target that is missed.
  private(set) var missing = 0.0
  /// nil when something is missing.
  var worth: Double? { missing > 0 ? nil : worthOfServed }

  init(_ problem: SitingProblem, selected: [Int], units: [Int]?) {
    let costs = problem.costs
    var unitsAt = [Int32](repeating: 0, count: costs.candidateCount)
    for (k, j) in selected.enumerated() { unitsAt[j] = Int32(units?[k] ?? 1) }
    nearest.reserveCapacity(costs.demandCount)
    var sum = 0.0
    var first = 0.0
    var second = 0.0
    for i in 0..<costs.demandCount {
      var best: Int?
      var bestCost = Double.infinity
      var within = 0
      var least = Double.infinity
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let j = Int(costs.candidates[k])
        let cost = costs.cost(at: k)
        if unitsAt[j] == 0 { continue }
        least = min(least, cost)
        if !problem.isWithinReach(cost) { continue }
        if cost <= problem.standard ?? .infinity { within += Int(unitsAt[j]) }
        if cost < bestCost {
          bestCost = cost
          best = j
        }
      }
      nearest.append(best)
      if best == nil && problem.model.servesAll || least > problem.everyoneWithin ?? .infinity { missing += 1 }
      let weight = problem.weights[i]
      if within >= 1 { first += weight }
      if within >= 2 { second += weight }
      guard best != nil else { continue }
      switch problem.aim {
      case .mclp, .capacitatedMCLP: sum += weight * problem.coverShare(bestCost)
      case .pMedian: sum += problem.burden(i, bestCost)
      case .capacitatedPMedian: sum += weight * bestCost
      case .pCentre: sum = max(sum, bestCost)
      case .mexclp(let busy):
        // Each further unit counts if those before it are busy (Daskin 1983).
        var share = 1 - busy
        for _ in 0..<within {
          sum += weight * share
          share *= busy
        }
      case .lscp, .psclp, .pDispersion, .capacitatedLSCP, .bacop1, .bacop2, .dsm: break
      }
    }
    switch problem.aim {
    case .lscp, .psclp, .capacitatedLSCP: worthOfServed = problem.addedCost(selected)
    case .bacop1, .dsm: worthOfServed = second
    case .pDispersion:
      // One site alone is at no distance from another.
      if let least = problem.leastDistance(between: selected) { worthOfServed = least } else { missing = 1 }
    case .bacop2(let share): worthOfServed = share * first + (1 - share) * second
    default: worthOfServed = sum
    }
    if problem.model == .psclp || problem.model == .dsm, first < problem.coverTarget {
      missing += (problem.coverTarget - first) / problem.coverTarget
    }
  }
}

extension SitingProblem {
  /// The demand points that no open or openable site reaches, ascending.
  public func demandBeyondReach() -> [Int] { unreachable(SiteRoles(self)) }

  /// The same problem with some of the demand points only, in the given order.
  public func restricted(toDemand kept: [Int]) -> SitingProblem {
    var result = self
    result.weights = kept.map { weights[$0] }
    result.aim.capacityUse?.loads = loads.map { loads in kept.map { loads[$0] } }
    result.weightLeftOut = max(0, totalWeight - result.weights.reduce(0, +))
    result.costs = costs.restricted(toDemand: kept)
    return result
  }
}
