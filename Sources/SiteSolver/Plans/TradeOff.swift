/// A choice between the least total cost and the least served first.
public struct FairChoice: Sendable {
  /// How much more long ways weigh; nil: the least served come first.
  public let fairness: Double?
  public let solution: SitingSolution
  /// Whether it is the best of its kind.
  public let isProven: Bool
}

/// One point of a trade-off curve.
public struct TradeOffPoint: Sendable {
  /// Sites (units) added.
  public let count: Int
  public let solution: SitingSolution
  /// The greatest cost from a demand point to its nearest open site (the one that serves it, in capacitated models);
  /// nil when somebody is out of reach.
  public let greatestCost: Double?
}

extension SitingProblem {
  /// The best objective for each number of sites, as far as there are candidates that may be added.
  ///
  /// - Throws: what `solve` throws.
  public func curve(over counts: ClosedRange<Int>, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> [TradeOffPoint]
  {
    let clock = SearchClock(options)
    var points: [TradeOffPoint] = []
    for count in counts {
      if let mostUnits, count > mostUnits { break }
      var problem = self
      problem.count = count...count
      let solution = try problem.solve(options.with(clock))
      points.append(TradeOffPoint(count: count, solution: solution, greatestCost: problem.greatestCost(of: solution)))
    }
    return points
  }

  /// The most sites (units) that the candidates leave room for; nil where a site holds any number of units.
  public var mostUnits: Int? {
    let closed = Set(forbidden)
    let existing = existingSites
    guard model.holdsUnits else {
      return (0..<costs.candidateCount).count { !existing.contains($0) && !closed.contains($0) }
    }
    guard let capacities else { return nil }
    var sum = 0
    for (j, capacity) in capacities.enumerated() where !closed.contains(j) {
      guard let room = Int(exactly: capacity.rounded(.down)) else { return nil }
      sum += existing.contains(j) ? max(0, room - 1) : room
    }
    return sum
  }

  /// The efficient choices between the objective of `mclp` or `p-median` and the worst-served demand point: each is
  /// the best that keeps everybody nearer than in the one before (the ε-constraint method, Haimes, Lasdon & Wismer
  /// 1971), and none is as good as another in both and better in one. The first is the best without such a limit, the
  /// last the nearest to the p-centre.
  ///
  /// - Throws: `optionOfAnotherModel` for other models; what `solve` throws.
  public func efficientChoices(atMost count: Int, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> [TradeOffPoint]
  {
    guard model == .mclp || model == .pMedian else {
      throw .optionOfAnotherModel(model: model, name: "efficient choices")
    }
    guard costs.areKept else { throw .missingParameter(model: model, name: "costs") }
    let clock = SearchClock(options)
    let distinct = Array(Set(costs.costs)).sorted()
    var points: [TradeOffPoint] = []
    var problem = self
    while true {
      let solution = try problem.solve(options.with(clock))
      guard let objective = solution.objective else { break }
      let greatest = greatestCost(of: solution)
      // As good, and everybody nearer: the one before was not efficient.
      if let last = points.last?.solution.objective,
        (model.minimises ? objective - last : last - objective) <= 1e-9 * max(1, abs(last))
      {
        points.removeLast()
      }
      if points.count == count { break }
      points.append(TradeOffPoint(count: addedUnits(solution), solution: solution, greatestCost: greatest))
      // The next choice must serve everybody nearer than this one does.
      let nearer = distinct.partitioningIndex { $0 >= greatest ?? .infinity }
      if nearer == 0 || clock.isExpired() { break }
      problem.aim.everyoneWithin = min(everyoneWithin ?? .infinity, distinct[nearer - 1])
    }
    return points
  }

  /// The choices from the least total cost to the least served first: the p-medians in which long ways weigh more and
  /// more, and the lexicographic p-centre.
  ///
  /// - Throws: `optionOfAnotherModel` for other models than `p-median`; what `solve` and `leastServedFirst` throw.
  public func fairChoices(_ options: SolveOptions = SolveOptions()) throws(SitingError) -> [FairChoice] {
    guard case .pMedian(let everyoneWithin, _) = aim else {
      throw .optionOfAnotherModel(model: model, name: "fair choices")
    }
    let clock = SearchClock(options)
    var choices: [FairChoice] = []
    for exponent in [0.0, 0.5, 1, 2, 4, 8] {
      var problem = self
      let fairness = exponent == 0 ? nil : Fairness(exponent: exponent, within: self)
      problem.aim = .pMedian(everyoneWithin: everyoneWithin, fairness: fairness)
      let solution = try problem.solve(options.with(clock))
      choices.append(FairChoice(fairness: exponent, solution: solution, isProven: solution.status == .optimal))
    }
    var centre = self
    centre.aim = .pCentre
    centre.standard = [everyoneWithin, standard].compactMap { $0 }.min()
    let least = try centre.leastServedFirst(from: centre.solve(options.with(clock)), options.with(clock))
    choices.append(FairChoice(fairness: nil, solution: least.solution, isProven: least.isProven))
    return choices
  }

  /// The greatest cost at which a solution serves a demand point: that of the nearest open site, however far, or in
  /// capacitated models of the site assigned; nil when somebody has none, or there is nobody.
  public func greatestCost(of solution: SitingSolution) -> Double? {
    if solution.selected.isEmpty || !costs.areKept || costs.demandCount == 0 { return nil }
    if model.holdsCapacity {
      var greatest = 0.0
      for (i, site) in solution.assignments.enumerated() {
        guard let site, let cost = costs.cost(demand: i, candidate: site) else { return nil }
        greatest = max(greatest, cost)
      }
      for part in solution.divisions {
        greatest = max(greatest, costs.cost(demand: part.demand, candidate: part.site) ?? 0)
      }
      return greatest
    }
    var centre = self
    centre.aim = .pCentre
    centre.standard = nil
    centre.closingPrices = [:]
    return centre.objective(ofOpening: solution.selected)
  }
}

extension Array where Element == Double {
  /// The first index from which on a condition holds, in an array that is ordered by it.
  fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
