extension SitingProblem {
  /// Whether a pair is within reach for the model: within the outer standard where there is one, else within the
  /// standard.
  @inline(__always) func isWithinReach(_ cost: Double) -> Bool {
    if let reach = outerStandard ?? standard { return cost <= reach }
    return true
  }

  /// The share of a demand point's weight that a site at this cost covers: 1 up to the standard, falling linearly
  /// to 0 at the outer standard where there is one.
  @inline(__always) func coverShare(_ cost: Double) -> Double {
    guard let standard else { return 1 }
    if cost <= standard { return 1 }
    guard let outerStandard, cost < outerStandard else { return 0 }
    return (outerStandard - cost) / (outerStandard - standard)
  }

  /// The nearest open site of each demand point within reach; ties to the lower index.
  func nearestOpen(_ isOpen: [Bool]) -> [Int?] {
    (0..<costs.demandCount).map { i in
      var best: Int?
      var bestCost = Double.infinity
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] where isOpen[Int(costs.candidates[k])] {
        let cost = costs.cost(at: k)
        if cost < bestCost, isWithinReach(cost) {
          bestCost = cost
          best = Int(costs.candidates[k])
        }
      }
      return best
    }
  }

  func openFlags(_ selected: [Int]) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: costs.candidateCount)
    for j in selected { isOpen[j] = true }
    return isOpen
  }

  /// What a choice of open sites is worth under the model, for the models in which each demand point looks at its
  /// nearest open site; nil when the choice leaves someone unserved whom the model must serve.
  public func objective(ofOpening selected: [Int]) -> Double? {
    let isOpen = openFlags(selected)
    let nearest = nearestOpen(isOpen)
    switch model {
    case .mclp, .capacitatedMCLP, .bacop1, .bacop2, .dsm, .mexclp:
      var sum = 0.0
      for (i, j) in nearest.enumerated() {
        if let j, let cost = costs.cost(demand: i, candidate: j) { sum += weights[i] * coverShare(cost) }
      }
      return sum
    case .pMedian, .capacitatedPMedian:
      var sum = 0.0
      for (i, j) in nearest.enumerated() {
        guard let j, let cost = costs.cost(demand: i, candidate: j) else { return nil }
        sum += weights[i] * cost
      }
      return sum
    case .pCentre:
      var greatest = 0.0
      for (i, j) in nearest.enumerated() {
        guard let j, let cost = costs.cost(demand: i, candidate: j) else { return nil }
        greatest = max(greatest, cost)
      }
      return greatest
    case .lscp:
      if nearest.contains(where: { $0 == nil }) { return nil }
      return addedCost(selected)
    case .psclp:
      var covered = 0.0
      for (i, j) in nearest.enumerated() where j != nil { covered += weights[i] }
      return covered >= coverTarget ? addedCost(selected) : nil
    }
  }

  /// The cost of the sites that do not exist yet.
  func addedCost(_ selected: [Int]) -> Double {
    let existing = Set(fixedOpen)
    return selected.reduce(0) { existing.contains($1) ? $0 : $0 + (siteCosts?[$1] ?? 1) }
  }

  /// The weight that `psclp` must cover, less a margin for rounding.
  var coverTarget: Double {
    let total = weights.reduce(0, +)
    return (targetShare ?? 1) * total - 1e-9 * max(1, total)
  }

  /// A solution for a choice of open sites, evaluated afresh.
  func solution(opening selected: [Int], clock: SearchClock) -> SitingSolution {
    let sorted = selected.sorted()
    let assignments = nearestOpen(openFlags(sorted))
    return SitingSolution(
      status: .feasible, objective: objective(ofOpening: sorted), bound: nil, gap: nil, selected: sorted,
      units: sorted.map { _ in 1 }, assignments: assignments,
      uncovered: assignments.indices.filter { assignments[$0] == nil }, iterations: clock.iterations,
      nodes: clock.nodes, infeasibility: nil)
  }

  /// The demand points that no open or openable site reaches.
  func unreachable(_ roles: SiteRoles) -> [Int] {
    (0..<costs.demandCount).filter { i in
      !(costs.rowStart[i]..<costs.rowStart[i + 1]).contains { k in
        let j = Int(costs.candidates[k])
        return (roles.isFixed[j] || roles.column[j] >= 0) && isWithinReach(costs.cost(at: k))
      }
    }
  }
}
