/// Choose the cheapest columns so that every row has a chosen column (LSCP).
final class CoverInstance {
  let columnCount: Int
  let start: [Int]
  let column: [Int32]
  let columnStart: [Int]
  let columnRow: [Int32]
  let cost: [Double]
  /// The cost of the columns chosen already.
  let constant: Double
  let original: [Int32]
  let chosen: [Int32]
  let limits: SiteLimits

  var rowCount: Int { start.count - 1 }

  init(
    start: [Int], column: [Int32], cost: [Double], constant: Double, original: [Int32], chosen: [Int32],
    limits: SiteLimits
  ) {
    columnCount = cost.count
    self.start = start
    self.column = column
    self.cost = cost
    self.constant = constant
    self.original = original
    self.chosen = chosen
    self.limits = limits
    (columnStart, columnRow) = transposed(start: start, column: column, columns: cost.count)
  }

  /// The instance after choosing some columns and dropping others, presolved: covered, repeated and implied rows
  /// go, and columns that another one of the same group replaces at no greater cost. nil when a row is left
  /// without columns or the limits cannot be kept. The multipliers are carried along.
  func reduced(choosing chosenNow: [Int32], dropping dropped: [Int32], multipliers: [Double])
    -> (instance: CoverInstance, multipliers: [Double])?
  {
    var state = CoverPresolve(self)
    for j in dropped { state.keepsColumn[Int(j)] = false }
    for j in chosenNow { state.choose(Int(j)) }
    guard state.run() else { return nil }
    let kept = (0..<Int32(columnCount)).filter { state.keepsColumn[Int($0)] }
    var newColumn = [Int32](repeating: -1, count: columnCount)
    for (new, old) in kept.enumerated() { newColumn[Int(old)] = Int32(new) }
    var newStart = [0]
    var newColumns: [Int32] = []
    var newMultipliers: [Double] = []
    for i in 0..<rowCount where state.keepsRow[i] {
      for k in start[i]..<start[i + 1] where newColumn[Int(column[k])] >= 0 {
        newColumns.append(newColumn[Int(column[k])])
      }
      newStart.append(newColumns.count)
      newMultipliers.append(multipliers[i])
    }
    let limits = limits.reduced(choosing: state.chosen, kept: kept)
    guard limits.isFeasible(columns: kept.count) else { return nil }
    let instance = CoverInstance(
      start: newStart, column: newColumns, cost: kept.map { cost[Int($0)] },
      constant: state.chosen.reduce(constant) { $0 + cost[Int($1)] },
      original: kept.map { original[Int($0)] }, chosen: chosen + state.chosen.map { original[Int($0)] },
      limits: limits)
    return (instance, newMultipliers)
  }
}
