extension SitingProblem {
  /// Whether the question makes sense as put.
  ///
  /// - Throws: `SitingError` for the first thing that does not.
  public func validate() throws(SitingError) {
    let candidateCount = costs.candidateCount
    try check(weights.count, is: costs.demandCount, "weights")
    for (i, weight) in weights.enumerated() where !(weight.isFinite && weight >= 0) {
      throw .negativeWeight(demand: i, weight: weight)
    }
    if let siteCosts {
      try check(siteCosts.count, is: candidateCount, "site costs")
      for (j, cost) in siteCosts.enumerated() where !(cost.isFinite && cost >= 0) {
        throw .badSiteCost(candidate: j, cost: cost)
      }
    }
    if let capacities {
      try check(capacities.count, is: candidateCount, "capacities")
      for (j, capacity) in capacities.enumerated() where capacity.isNaN || capacity < 0 {
        throw .badCapacity(candidate: j, capacity: capacity)
      }
    }
    for (name, values, count) in [("loads", loads, costs.demandCount), ("least loads", leastLoads, candidateCount)] {
      guard let values else { continue }
      try check(values.count, is: count, name)
      for value in values where !(value.isFinite && value >= 0) { throw .badParameter(name: name, value: value) }
    }
    if !weightLeftOut.isFinite || weightLeftOut < 0 {
      throw .badParameter(name: "weight left out", value: weightLeftOut)
    }
    try checkIndices(fixedOpen, "fixed site")
    try checkIndices(forbidden, "forbidden site")
    try checkIndices(closingPrices.keys.sorted(), "closable site")
    try checkIndices(conflicts.flatMap { [$0.first, $0.second] }, "conflicting site")
    try checkIndices(forced, "forced site")
    let existing = Set(fixedOpen).union(closingPrices.keys)
    for j in forced where existing.contains(j) { throw .contradictoryRoles(candidate: j) }
    let mustOpen = existing.subtracting(closingPrices.keys).union(forced)
    for j in forbidden where mustOpen.contains(j) { throw .contradictoryRoles(candidate: j) }
    for (j, price) in closingPrices.sorted(by: { $0.key < $1.key }) where !price.isFinite {
      throw .badSiteCost(candidate: j, cost: price)
    }
    if let groups {
      try check(groups.groupOfCandidate.count, is: candidateCount, "groups of candidates")
      var members = [Int](repeating: 0, count: groups.limits.count)
      for case .some(let group) in groups.groupOfCandidate {
        guard groups.limits.indices.contains(group) else { throw .indexOutOfRange(what: "group", index: group) }
        members[group] += 1
      }
      for (group, limit) in groups.limits.enumerated() {
        if limit.lowerBound < 0 { throw .badParameter(name: "group minimum", value: Double(limit.lowerBound)) }
        if members[group] == 0 { throw .emptyGroup(group: group) }
      }
    }
    try checkParameters()
  }

  private func checkParameters() throws(SitingError) {
    if let count, count.lowerBound < 0 { throw .badParameter(name: "count", value: Double(count.lowerBound)) }
    try checkParameter(budget, "budget", 0...Double.greatestFiniteMagnitude)
    try checkParameter(standard, "standard", 0...Double.greatestFiniteMagnitude)
    try checkParameter(everyoneWithin, "everyone within", 0...Double.greatestFiniteMagnitude)
    try checkParameter(fairness?.exponent, "fairness", 0...16)
    try checkParameter(fairness?.reference, "reference", .leastNormalMagnitude...Double.greatestFiniteMagnitude)
    try checkParameter(targetShare, "target share", 0...1)
    switch aim {
    case .lscp, .psclp: break
    case .pDispersion(let distances):
      try check(distances)
      try require(count != nil || budget != nil, "count or budget")
    case .dsm(let outer, _):
      try checkParameter(outer, "outer standard", (standard ?? 0)...Double.greatestFiniteMagnitude)
      try require(standard != nil, "standard")
      try require(count != nil, "count")
    case .mexclp(let busyFraction):
      try checkParameter(busyFraction, "busy fraction", 0...1)
      try require(count != nil, "count")
    case .capacitatedPMedian, .capacitatedMCLP:
      try require(capacities != nil, "capacities")
      try require(count != nil || budget != nil, "count or budget")
    case .capacitatedLSCP: try require(capacities != nil, "capacities")
    case .bacop2(let firstCoverShare):
      try checkParameter(firstCoverShare, "first cover share", 0...1)
      try require(count != nil || budget != nil, "count or budget")
    case .mclp, .pMedian, .pCentre, .bacop1:
      try require(count != nil || budget != nil, "count or budget")
    }
    if let decay { try check(decay) }
    if !costs.areKept {
      let readsCosts =
        [.pMedian, .pCentre, .capacitatedPMedian, .dsm].contains(model) || outerStandard != nil || everyoneWithin != nil
      try require(!readsCosts, "costs")
    }
  }

  /// A distance for each pair.
  private func check(_ distances: SiteDistances) throws(SitingError) {
    try check(distances.candidateCount, is: costs.candidateCount, "distances between candidates")
    for distance in distances.values where !(distance.isFinite && distance >= 0) {
      throw .badParameter(name: "distance between candidates", value: distance)
    }
  }

  /// Costs that do not fall and shares that do not rise.
  private func check(_ decay: CoverDecay) throws(SitingError) {
    try require(!decay.points.isEmpty, "decay")
    var last = CoverDecay.Point(cost: 0, share: 1)
    for point in decay.points {
      try checkParameter(point.cost, "cost of the decay", last.cost...Double.greatestFiniteMagnitude)
      try checkParameter(point.share, "share of the decay", 0...last.share)
      last = point
    }
  }

  private func check(_ length: Int, is expected: Int, _ what: String) throws(SitingError) {
    if length != expected { throw .wrongLength(what: what, length: length, expected: expected) }
  }

  private func checkIndices(_ indices: [Int], _ what: String) throws(SitingError) {
    for index in indices where index < 0 || index >= costs.candidateCount {
      throw .indexOutOfRange(what: what, index: index)
    }
  }

  private func checkParameter(_ value: Double?, _ name: String, _ range: ClosedRange<Double>)
    throws(SitingError)
  {
    if let value, !range.contains(value) { throw .badParameter(name: name, value: value) }
  }

  private func require(_ isGiven: Bool, _ name: String) throws(SitingError) {
    if !isGiven { throw .missingParameter(model: model, name: name) }
  }
}
