/// One point of a trade-off curve.
public struct TradeOffPoint: Sendable {
  /// Sites added.
  public let count: Int
  public let solution: SitingSolution
  /// The greatest cost from a demand point to its nearest open site; nil when somebody is out of reach.
  public let greatestCost: Double?
}

extension SitingProblem {
  /// The best objective for each number of sites.
  ///
  /// - Throws: what `solve` throws.
  public func curve(over counts: ClosedRange<Int>, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> [TradeOffPoint]
  {
    var points: [TradeOffPoint] = []
    for count in counts {
      var problem = self
      problem.count = count...count
      let solution = try problem.solve(options)
      points.append(
        TradeOffPoint(count: count, solution: solution, greatestCost: greatestCost(of: solution.selected)))
    }
    return points
  }

  /// The efficient choices between the objective of `mclp` or `p-median` and the worst-served demand point: each is
  /// the best that keeps everybody nearer than in the one before (the ε-constraint method, Haimes, Lasdon & Wismer
  /// 1971). The first is the best without such a limit, the last the nearest to the p-centre.
  ///
  /// - Throws: `badParameter` for other models; what `solve` throws.
  public func efficientChoices(atMost count: Int, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> [TradeOffPoint]
  {
    guard model == .mclp || model == .pMedian, !costs.costs.isEmpty else {
      throw .missingParameter(model: model, name: "costs of an mclp or p-median")
    }
    let distinct = Array(Set(costs.costs)).sorted()
    var points: [TradeOffPoint] = []
    var problem = self
    while points.count < count {
      let solution = try problem.solve(options)
      guard solution.objective != nil else { break }
      let greatest = greatestCost(of: solution.selected)
      points.append(
        TradeOffPoint(
          count: solution.selected.count - Set(fixedOpen).count, solution: solution, greatestCost: greatest))
      // The next choice must serve everybody nearer than this one does.
      var low = 0
      var high = distinct.count
      let limit = greatest ?? .infinity
      while low < high {
        let middle = (low + high) / 2
        if distinct[middle] < limit { low = middle + 1 } else { high = middle }
      }
      if low == 0 { break }
      problem.everyoneWithin = distinct[low - 1]
    }
    return points
  }

  /// The greatest cost from a demand point to its nearest open site, however far that is; nil when somebody has none.
  public func greatestCost(of selected: [Int]) -> Double? {
    if selected.isEmpty || costs.costs.isEmpty { return nil }
    var centre = self
    centre.model = .pCentre
    centre.standard = nil
    centre.outerStandard = nil
    centre.closingPrices = [:]
    return centre.objective(ofOpening: selected)
  }
}
