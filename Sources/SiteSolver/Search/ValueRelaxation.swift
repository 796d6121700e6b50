/// A bound on a `ValueInstance` from a relaxation, and what it tells about the columns.
protocol ValueRelaxation: AnyObject {
  /// No choice of columns is worth more.
  var bestBound: Double { get }
  /// How much of each column the relaxation opens.
  var bestX: [Double] { get }
  /// Columns that every choice better than the cut-off has (1) or that none has (-1).
  var fixed: [Int8] { get }

  /// Iterates until the bound is at the cut-off, or will not get there and has closed in on its best value, or the
  /// steps or the time are used up; may be called again to go on.
  ///
  /// - Parameter tolerance: how near, as a share of the distance between bound and cut-off.
  func run(steps: Int, tolerance: Double, cutoff: Double, clock: SearchClock) -> RelaxationOutcome

  /// What a child of the search starts from.
  func warmStart() -> RelaxationStart

  func branchingColumn() -> Int32

  /// The columns that good choices are likely to be made of.
  func likelyColumns(cutoff: Double) -> [Bool]
}

enum RelaxationOutcome {
  /// The bound is at the cut-off.
  case cutOff
  /// The bound is as near to the relaxation's value as was asked for.
  case converged
  case outOfSteps
}

/// Where a relaxation starts from.
struct RelaxationStart {
  /// How much of each column is open.
  var x: [Double]
  /// Primal-dual: for each pair, the sum of the multipliers of its level and those below it.
  var prices: [Double]
  /// Lagrangian: the multiplier of each row.
  var multipliers: [Double]
  var weight: Double
}
