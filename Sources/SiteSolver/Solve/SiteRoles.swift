/// Which candidates are open already, which may be opened, and how many.
struct SiteRoles {
  /// Always open, existing or forced, ascending.
  let fixed: [Int]
  /// May be opened, ascending. The columns of a search are positions in this list.
  let free: [Int]
  let isFixed: [Bool]
  /// Exists already, whether or not it may be closed: not counted and not paid for.
  let isExisting: [Bool]
  /// The column of each candidate; -1 for those that are not free.
  let column: [Int32]
  let forcedCount: Int
  /// Limits on the columns, what the fixed sites use up taken off.
  let limits: SiteLimits
  /// Pairs of columns that exclude each other.
  let conflicts: [(Int32, Int32)]

  init(_ problem: SitingProblem) {
    let count = problem.costs.candidateCount
    var isFixed = [Bool](repeating: false, count: count)
    for j in problem.fixedOpen where problem.closingPrices[j] == nil { isFixed[j] = true }
    var isExisting = isFixed
    for j in problem.closingPrices.keys { isExisting[j] = true }
    self.isExisting = isExisting
    for j in problem.forced { isFixed[j] = true }
    var isForbidden = [Bool](repeating: false, count: count)
    for j in problem.forbidden { isForbidden[j] = true }
    for pair in problem.conflicts {
      if isFixed[pair.first], !isFixed[pair.second] { isForbidden[pair.second] = true }
      if isFixed[pair.second], !isFixed[pair.first] { isForbidden[pair.first] = true }
      if pair.first == pair.second, !isFixed[pair.first] { isForbidden[pair.first] = true }
    }
    self.isFixed = isFixed
    fixed = (0..<count).filter { isFixed[$0] }
    free = (0..<count).filter { !isFixed[$0] && !isForbidden[$0] }
    var column = [Int32](repeating: -1, count: count)
    for (k, j) in free.enumerated() { column[j] = Int32(k) }
    self.column = column
    var group: [Int32] = []
    var minimum: [Int] = []
    var maximum: [Int] = []
    if let groups = problem.groups {
      group = free.map { groups.groupOfCandidate[$0].map(Int32.init) ?? -1 }
      if group.isEmpty { group = [-1] }
      minimum = groups.limits.map(\.lowerBound)
      maximum = groups.limits.map(\.upperBound)
      for j in fixed {
        if let g = groups.groupOfCandidate[j] {
          minimum[g] = max(0, minimum[g] - 1)
          maximum[g] -= 1
        }
      }
    }
    let forcedCount = Set(problem.forced).count
    self.forcedCount = forcedCount
    let most = problem.count.map { $0.upperBound - forcedCount } ?? free.count
    limits = SiteLimits(
      minimum: max(0, (problem.count?.lowerBound ?? 0) - forcedCount), maximum: min(most, free.count),
      group: group, groupMinimum: minimum, groupMaximum: maximum)
    conflicts = problem.conflicts.compactMap {
      let pair = (column[$0.first], column[$0.second])
      return pair.0 >= 0 && pair.1 >= 0 ? pair : nil
    }
  }

  /// Whether a site is there whatever is chosen, and was there before.
  func stands(_ j: Int) -> Bool { isFixed[j] && isExisting[j] }

  /// Why the counts alone allow no choice; nil when they do.
  func clash(in problem: SitingProblem) -> InfeasibilityReason? {
    for pair in problem.conflicts where isFixed[pair.first] && isFixed[pair.second] {
      if !(isExisting[pair.first] && isExisting[pair.second]) { return .tooNear(pair.first, pair.second) }
    }
    if let j = problem.forced.first(where: { j in
      problem.conflicts.contains { $0.first == j && $0.second == j }
    }) {
      return .tooNear(j, j)
    }
    var most = free.count
    var least = 0
    if let groups = problem.groups {
      var available = [Int](repeating: 0, count: groups.limits.count)
      var fixedCount = available
      most = 0
      for j in free { if let g = groups.groupOfCandidate[j] { available[g] += 1 } else { most += 1 } }
      for j in fixed { if let g = groups.groupOfCandidate[j] { fixedCount[g] += 1 } }
      for (g, limit) in groups.limits.enumerated() {
        if fixedCount[g] > limit.upperBound {
          return .groupMaximumExceeded(group: g, maximum: limit.upperBound, fixed: fixedCount[g])
        }
        if fixedCount[g] + available[g] < limit.lowerBound {
          return .groupMinimumUnreachable(
            group: g, minimum: limit.lowerBound, available: fixedCount[g] + available[g])
        }
        least += max(0, limit.lowerBound - fixedCount[g])
        most += min(available[g], limit.upperBound - fixedCount[g])
      }
    }
    guard let count = problem.count, !problem.model.holdsUnits else { return nil }
    most += forcedCount
    least += forcedCount
    if !problem.closingPrices.isEmpty { return nil }
    if count.lowerBound > most { return .countAboveAvailable(count: count.lowerBound, available: most) }
    if least > count.upperBound { return .groupMinimaAboveCount(required: least, count: count.upperBound) }
    return nil
  }
}
