import SiteSolver

/// Judges every choice of sites by the models' definitions, and shares no code with the solver.
struct BruteForce {
  let problem: SitingProblem
  private let cost: [[Double?]]

  init(_ problem: SitingProblem) {
    self.problem = problem
    cost = (0..<problem.costs.demandCount).map { i in
      (0..<problem.costs.candidateCount).map { problem.costs.cost(demand: i, candidate: $0) }
    }
  }

  private var maximises: Bool {
    switch problem.model {
    case .lscp, .psclp, .pMedian, .pCentre, .capacitatedPMedian: false
    default: true
    }
  }

  /// The best objective over all choices; nil when none keeps every limit.
  func bestObjective() -> Double? {
    var best: Double?
    for mask in 0..<(1 << problem.costs.candidateCount) {
      let open = (0..<problem.costs.candidateCount).filter { mask >> $0 & 1 == 1 }
      guard keepsLimits(open), let value = objective(open) else { continue }
      if let known = best { best = maximises ? max(known, value) : min(known, value) } else { best = value }
    }
    return best
  }

  func keepsLimits(_ open: [Int]) -> Bool {
    let existing = Set(problem.fixedOpen)
    if !existing.subtracting(open).allSatisfy({ problem.closingPrices[$0] != nil }) { return false }
    if !Set(open).isDisjoint(with: problem.forbidden) { return false }
    let added = open.filter { !existing.contains($0) && problem.closingPrices[$0] == nil }
    if let count = problem.count, !count.contains(added.count) { return false }
    if let groups = problem.groups {
      for (g, limit) in groups.limits.enumerated() {
        if !limit.contains(open.filter { groups.groupOfCandidate[$0] == g }.count) { return false }
      }
    }
    if let budget = problem.budget {
      let closing = problem.closingPrices.filter { !open.contains($0.key) }.values.reduce(0, +)
      if added.reduce(closing, { $0 + (problem.siteCosts?[$1] ?? 1) }) > budget + 1e-9 { return false }
    }
    return problem.conflicts.allSatisfy { pair in
      let both = open.contains(pair.first) && open.contains(pair.second)
      let isStanding = { existing.contains($0) && problem.closingPrices[$0] == nil }
      return !both || (pair.first != pair.second && isStanding(pair.first) && isStanding(pair.second))
    }
  }

  /// nil when the choice leaves a demand point unserved that the model must serve.
  func objective(_ open: [Int]) -> Double? {
    let standard = problem.standard ?? .infinity
    let added = open.filter { !problem.fixedOpen.contains($0) }
    let price = added.reduce(0) { $0 + (problem.siteCosts?[$1] ?? 1) }
    var sum = 0.0
    for (i, weight) in problem.weights.enumerated() {
      let reached = open.compactMap { cost[i][$0] }
      let within = reached.filter { $0 <= standard }
      switch problem.model {
      case .lscp:
        if within.isEmpty { return nil }
      case .mclp:
        if let outer = problem.outerStandard {
          sum += weight * (reached.map { min(1, max(0, (outer - $0) / (outer - standard))) }.max() ?? 0)
        } else if !within.isEmpty {
          sum += weight
        }
      case .psclp:
        if !within.isEmpty { sum += weight }
      case .pMedian:
        guard let nearest = within.min() else { return nil }
        sum += weight * nearest
      case .pCentre:
        guard let nearest = within.min() else { return nil }
        sum = max(sum, nearest)
      default: return nil
      }
    }
    switch problem.model {
    case .lscp: return price
    case .psclp:
      let total = problem.weights.reduce(0, +)
      return sum >= (problem.targetShare ?? 1) * total - 1e-9 * max(1, total) ? price : nil
    default: return sum
    }
  }
}
