import SiteSolver

extension SitingProblem {
  /// A problem made up for a test, without the limits that are not said.
  init(
    aim: SitingAim, costs: SparseCosts, weights: [Double], count: ClosedRange<Int>? = nil, budget: Double? = nil,
    standard: Double? = nil, capacities: [Double]? = nil, fixedOpen: [Int] = [], closingPrices: [Int: Double] = [:],
    conflicts: [ConflictingPair] = []
  ) {
    self.init(
      aim: aim, costs: costs, weights: weights, weightLeftOut: 0, count: count, budget: budget, siteCosts: nil,
      standard: standard, capacities: capacities, fixedOpen: fixedOpen, forced: [], forbidden: [],
      closingPrices: closingPrices, groups: nil, conflicts: conflicts)
  }
}
