import Foundation
import SiteSolver

/// Judges every choice of sites and units by the models' definitions, and shares no code with the solver.
struct BruteForce {
  let problem: SitingProblem
  private let cost: [[Double?]]
  private let existing: Set<Int>

  init(_ problem: SitingProblem) {
    self.problem = problem
    cost = (0..<problem.costs.demandCount).map { i in
      (0..<problem.costs.candidateCount).map { problem.costs.cost(demand: i, candidate: $0) }
    }
    existing = Set(problem.fixedOpen).union(problem.closingPrices.keys)
  }

  private var maximises: Bool {
    switch problem.model {
    case .lscp, .psclp, .pMedian, .pCentre, .capacitatedPMedian, .capacitatedLSCP: false
    default: true
    }
  }

  private var holdsUnits: Bool { problem.model == .mexclp || problem.model == .dsm }

  /// The best objective over all choices; nil when none keeps every limit.
  func bestObjective() -> Double? {
    var best: Double?
    var units = [Int](repeating: 0, count: problem.costs.candidateCount)
    func visit(_ j: Int) {
      if j == units.count {
        if keepsLimits(units), let value = objective(units) {
          if let known = best { best = maximises ? max(known, value) : min(known, value) } else { best = value }
        }
        return
      }
      var most = 1
      if holdsUnits {
        most = Int(min(problem.capacities?[j] ?? 9, Double(problem.count?.upperBound ?? 3) + 1))
        if existing.contains(j) { most = max(most, 1) }
      }
      for n in 0...max(0, most) {
        units[j] = n
        visit(j + 1)
      }
      units[j] = 0
    }
    visit(0)
    return best
  }

  func keepsLimits(_ units: [Int]) -> Bool {
    let open = units.indices.filter { units[$0] > 0 }
    if !Set(problem.fixedOpen).subtracting(open).allSatisfy({ problem.closingPrices[$0] != nil }) { return false }
    if !Set(problem.forced).isSubset(of: open) { return false }
    if !Set(open).isDisjoint(with: problem.forbidden) { return false }
    let added = open.filter { !existing.contains($0) }
    if let count = problem.count {
      var number = added.count
      if holdsUnits { number = open.reduce(0) { $0 + units[$1] - (existing.contains($1) ? 1 : 0) } }
      if !count.contains(number) { return false }
    }
    if let groups = problem.groups {
      for (g, limit) in groups.limits.enumerated() {
        if !limit.contains(open.filter { groups.groupOfCandidate[$0] == g }.count) { return false }
      }
    }
    if let budget = problem.budget {
      let closing = problem.closingPrices.filter { units[$0.key] == 0 }.values.reduce(0, +)
      if added.reduce(closing, { $0 + (problem.siteCosts?[$1] ?? 1) }) > budget + 1e-9 { return false }
    }
    return problem.conflicts.allSatisfy { pair in
      let both = units[pair.first] > 0 && units[pair.second] > 0
      let stands = { problem.fixedOpen.contains($0) && problem.closingPrices[$0] == nil }
      return !both || (pair.first != pair.second && stands(pair.first) && stands(pair.second))
        || (pair.first == pair.second && stands(pair.first))
    }
  }

  /// nil when the choice leaves a demand point unserved that the model must serve.
  func objective(_ units: [Int]) -> Double? {
    guard let worth = worth(units) else { return nil }
    if problem.budget != nil { return worth }
    let closing = problem.closingPrices.filter { units[$0.key] == 0 }.values.reduce(0, +)
    return maximises ? worth - closing : worth + closing
  }

  private func worth(_ units: [Int]) -> Double? {
    let standard = problem.standard ?? .infinity
    let open = units.indices.filter { units[$0] > 0 }
    let price = open.filter { !existing.contains($0) }.reduce(0) { $0 + (problem.siteCosts?[$1] ?? 1) }
    if problem.model == .capacitatedMCLP || problem.model == .capacitatedPMedian { return bestAssignment(open) }
    if case .pDispersion(let distances) = problem.aim {
      let stands = { problem.fixedOpen.contains($0) && problem.closingPrices[$0] == nil }
      let pairs = open.flatMap { a in open.filter { $0 < a && !(stands(a) && stands($0)) }.map { distances[a, $0] } }
      return pairs.min()
    }
    if problem.model == .capacitatedLSCP { return bestAssignment(open) == nil ? nil : price }
    let total = problem.weights.reduce(0, +)
    let target = (problem.targetShare ?? 1) * total - 1e-9 * max(1, total)
    var sum = 0.0
    var once = 0.0
    var twice = 0.0
    for (i, weight) in problem.weights.enumerated() {
      let reached = open.compactMap { cost[i][$0] }
      if let limit = problem.everyoneWithin, !reached.contains(where: { $0 <= limit }) { return nil }
      let within = reached.filter { $0 <= standard }
      let unitsWithin = open.reduce(0) { (cost[i][$1] ?? .infinity) <= standard ? $0 + units[$1] : $0 }
      if unitsWithin >= 1 { once += weight }
      if unitsWithin >= 2 { twice += weight }
      switch problem.aim {
      case .lscp, .bacop1: if within.isEmpty { return nil }
      case .mclp:
        if let points = problem.decay?.points {
          sum += weight * (reached.map { Self.share($0, points) }.max() ?? 0)
        } else if !within.isEmpty {
          sum += weight
        }
      case .pMedian:
        guard let nearest = within.min() else { return nil }
        let fairness = problem.fairness.map { pow(nearest / $0.reference, $0.exponent) } ?? 1
        sum += weight * nearest * fairness
      case .pCentre:
        guard let nearest = within.min() else { return nil }
        sum = max(sum, nearest)
      case .dsm:
        if !reached.contains(where: { $0 <= problem.outerStandard ?? 0 }) { return nil }
      case .mexclp(let busy):
        var allBusy = 1.0
        for _ in 0..<unitsWithin { allBusy *= busy }
        sum += weight * (1 - allBusy)
      case .psclp, .pDispersion, .bacop2, .capacitatedPMedian, .capacitatedMCLP, .capacitatedLSCP: break
      }
    }
    switch problem.aim {
    case .lscp: return price
    case .psclp: return once >= target ? price : nil
    case .bacop1: return twice
    case .bacop2(let share): return share * once + (1 - share) * twice
    case .dsm: return once >= target ? twice : nil
    default: return sum
    }
  }

  /// What is covered at a cost, segment by segment.
  private static func share(_ cost: Double, _ points: [CoverDecay.Point]) -> Double {
    for (k, point) in points.enumerated() where point.cost >= cost {
      if k == 0 || point.cost == cost { return point.share }
      let part = (cost - points[k - 1].cost) / (point.cost - points[k - 1].cost)
      return points[k - 1].share + part * (point.share - points[k - 1].share)
    }
    return 0
  }

  /// Tries every assignment of demand points to open sites with room.
  private func bestAssignment(_ open: [Int]) -> Double? {
    let covers = problem.model == .capacitatedMCLP
    var room = problem.capacities ?? []
    var best: Double?
    func visit(_ i: Int, _ sum: Double) {
      if i == problem.weights.count {
        if let least = problem.leastLoads {
          let capacity = problem.capacities ?? []
          let isIdle = open.contains {
            !existing.contains($0) && capacity[$0] - room[$0] < least[$0] - 1e-9
          }
          if isIdle { return }
        }
        if let known = best { best = covers ? max(known, sum) : min(known, sum) } else { best = sum }
        return
      }
      let weight = problem.weights[i]
      let load = problem.loads?[i] ?? weight
      if covers { visit(i + 1, sum) }
      for j in open {
        guard let c = cost[i][j], c <= problem.standard ?? .infinity, load <= room[j] + 1e-9 else { continue }
        room[j] -= load
        visit(i + 1, sum + (covers ? weight : weight * c))
        room[j] += load
      }
    }
    visit(0, 0)
    return best
  }
}
