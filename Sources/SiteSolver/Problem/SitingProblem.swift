/// One siting question, on indices: demand points `0..<weights.count`, candidates `0..<costs.candidateCount`.
///
/// Ties are broken by index; a caller that numbers candidates and demand by sorted id gets answers that do not
/// depend on the order of its rows.
public struct SitingProblem: Sendable {
  /// The model, with the parameters that it alone has.
  public var aim: SitingAim
  /// Who can reach whom, and at what cost: distances or times in one unit, which `standard` has, too.
  public var costs: SparseCosts
  /// The weight of each demand point; zero and fractions are allowed, negative is not.
  public var weights: [Double]
  /// Weight of demand points that were left out of the problem and that shares are still shares of.
  public var weightLeftOut: Double
  /// How many sites to add to those fixed open (for `dsm` and `mexclp`: units). nil leaves it free.
  public var count: ClosedRange<Int>?
  /// The most that the added sites may cost together. nil: no budget.
  public var budget: Double?
  /// The cost of each candidate: what `lscp` and `psclp` minimise and what the budget pays. nil: 1 each.
  public var siteCosts: [Double]?
  /// Within the standard means `cost <= standard`. nil: every pair present is within.
  public var standard: Double?
  /// The most units that each candidate can hold (`dsm`, `mexclp`) or the most weight that it can serve
  /// (capacitated models). nil: as many units as there are; unlimited weight is not allowed in capacitated models.
  public var capacities: [Double]?
  /// Sites that exist: always open, not counted in `count`, and free.
  public var fixedOpen: [Int]
  /// Candidates that must be among the added sites; counted and paid for like them.
  public var forced: [Int]
  /// Candidates that must not be opened; existing sites among those that may be closed must close.
  public var forbidden: [Int]
  /// Existing sites that may be closed, with the price of closing each; paid from the budget, or, where there is
  /// none, added to the cost that `lscp` and `psclp` minimise and taken from (added to) the objective of the others.
  public var closingPrices: [Int: Double]
  /// How many open sites each group may and must have; nil: no groups.
  public var groups: GroupLimits?
  /// Pairs of candidates that are too near to each other to be both open. Two sites fixed open are left alone.
  public var conflicts: [ConflictingPair]
  /// Limits on weighted numbers of open sites, for problems of several periods.
  var sums: [SiteSum] = []
  /// The fewest units at some candidates (`dsm`, `mexclp`), for parts of a search.
  var leastUnits: [Int: Int] = [:]
  /// Demands that are not made, to find out which of them clash.
  var waived: Set<SitingLimit> = []

  /// Every limit is said, so that none is forgotten where one problem is made of another.
  public init(
    aim: SitingAim, costs: SparseCosts, weights: [Double], weightLeftOut: Double, count: ClosedRange<Int>?,
    budget: Double?, siteCosts: [Double]?, standard: Double?, capacities: [Double]?, fixedOpen: [Int], forced: [Int],
    forbidden: [Int], closingPrices: [Int: Double], groups: GroupLimits?, conflicts: [ConflictingPair]
  ) {
    self.aim = aim
    self.costs = costs
    self.weights = weights
    self.weightLeftOut = weightLeftOut
    self.count = count
    self.budget = budget
    self.siteCosts = siteCosts
    self.standard = standard
    self.capacities = capacities
    self.fixedOpen = fixedOpen
    self.forced = forced
    self.forbidden = forbidden
    self.closingPrices = closingPrices
    self.groups = groups
    self.conflicts = conflicts
  }
}

/// A limit on a weighted number of open sites.
struct SiteSum: Sendable {
  let terms: [(site: Int, factor: Double)]
  let range: ClosedRange<Double>
}

/// Two candidates that must not both be open.
public struct ConflictingPair: Sendable, Hashable {
  /// The lesser index.
  public let first: Int
  /// The greater index.
  public let second: Int

  /// In either order.
  public init(_ first: Int, _ second: Int) {
    self.first = min(first, second)
    self.second = max(first, second)
  }
}
