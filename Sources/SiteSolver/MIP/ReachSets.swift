extension SitingProblem {
  /// The demand points by the candidates that reach them: each set of candidates once, in the order of its first
  /// demand point, with the weight of all its points. Candidates are those that are open or may be opened.
  func reachSets(_ roles: SiteRoles, _ isWithin: (Double) -> Bool) -> [(candidates: [Int], weight: Double)] {
    var sets: [(candidates: [Int], weight: Double)] = []
    var position: [[Int]: Int] = [:]
    for i in 0..<costs.demandCount {
      var reaching: [Int] = []
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] where isWithin(costs.cost(at: k)) {
        let j = Int(costs.candidates[k])
        if roles.isFixed[j] || roles.column[j] >= 0 { reaching.append(j) }
      }
      if let k = position[reaching] {
        sets[k].weight += weights[i]
      } else {
        position[reaching] = sets.count
        sets.append((reaching, weights[i]))
      }
    }
    return sets
  }

  /// The sets of candidates of which each needs an open one, so that every demand point has one: without those that
  /// hold a fixed site or the whole of another set.
  func neededSets(_ roles: SiteRoles, _ isWithin: (Double) -> Bool) -> [[Int]] {
    let sets = reachSets(roles, isWithin).map(\.candidates).filter { !$0.contains { roles.isFixed[$0] } }
    guard sets.allSatisfy({ !$0.isEmpty }) else { return sets }
    var start = [0]
    for set in sets { start.append(start[start.count - 1] + set.count) }
    let cover = CoverInstance(
      start: start, column: sets.joined().map { Int32($0) },
      cost: [Double](repeating: 1, count: costs.candidateCount), constant: 0, original: [], chosen: [],
      limits: SiteLimits(minimum: 0, maximum: costs.candidateCount, group: [], groupMinimum: [], groupMaximum: []))
    var presolve = CoverPresolve(cover)
    presolve.dropImpliedRows()
    return sets.indices.filter { presolve.keepsRow[$0] }.map { sets[$0] }
  }
}
