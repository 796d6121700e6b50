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

/// Domination between rows and between columns of a covering problem (Toregas & ReVelle 1973; Beasley 1987), and
/// the choice of columns that a row forces.
struct CoverPresolve {
  private let instance: CoverInstance
  var keepsRow: [Bool]
  var keepsColumn: [Bool]
  private(set) var chosen: [Int32] = []
  private var rowSize: [Int]
  private var columnSize: [Int]
  private var mark: [Int32]
  private var stamp: Int32 = 0

  init(_ instance: CoverInstance) {
    self.instance = instance
    keepsRow = [Bool](repeating: true, count: instance.rowCount)
    keepsColumn = [Bool](repeating: true, count: instance.columnCount)
    rowSize = []
    columnSize = []
    mark = [Int32](repeating: 0, count: max(instance.rowCount, instance.columnCount))
  }

  mutating func choose(_ j: Int) {
    keepsColumn[j] = false
    chosen.append(Int32(j))
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
      keepsRow[Int(instance.columnRow[k])] = false
    }
  }

  private mutating func recount() {
    rowSize = [Int](repeating: 0, count: instance.rowCount)
    columnSize = [Int](repeating: 0, count: instance.columnCount)
    for i in 0..<instance.rowCount where keepsRow[i] {
      for k in instance.start[i]..<instance.start[i + 1] where keepsColumn[Int(instance.column[k])] {
        rowSize[i] += 1
        columnSize[Int(instance.column[k])] += 1
      }
    }
  }

  /// Reduces until nothing changes; false when a row has no column left.
  mutating func run() -> Bool {
    var changed = true
    while changed {
      changed = false
      recount()
      for i in 0..<instance.rowCount where keepsRow[i] {
        if rowSize[i] == 0 { return false }
        if rowSize[i] == 1 {
          for k in instance.start[i]..<instance.start[i + 1] where keepsColumn[Int(instance.column[k])] {
            choose(Int(instance.column[k]))
            break
          }
          changed = true
        }
      }
      if changed { continue }
      let rows = dropRows()
      let columns = dropColumns()
      changed = rows || columns
    }
    return true
  }

  /// Drops rows whose columns include all columns of another row.
  private mutating func dropRows() -> Bool {
    var dropped = false
    for i in 0..<instance.rowCount where keepsRow[i] {
      stamp += 1
      var pivot = -1
      for k in instance.start[i]..<instance.start[i + 1] {
        let j = Int(instance.column[k])
        guard keepsColumn[j] else { continue }
        mark[j] = stamp
        if pivot < 0 || columnSize[j] < columnSize[pivot] { pivot = j }
      }
      for k in instance.columnStart[pivot]..<instance.columnStart[pivot + 1] {
        let other = Int(instance.columnRow[k])
        guard other != i, keepsRow[other] else { continue }
        if rowSize[other] < rowSize[i] || (rowSize[other] == rowSize[i] && other < i) { continue }
        var shared = 0
        for l in instance.start[other]..<instance.start[other + 1] where mark[Int(instance.column[l])] == stamp {
          if keepsColumn[Int(instance.column[l])] { shared += 1 }
        }
        if shared == rowSize[i] {
          keepsRow[other] = false
          for l in instance.start[other]..<instance.start[other + 1] {
            columnSize[Int(instance.column[l])] -= 1
          }
          dropped = true
        }
      }
    }
    return dropped
  }

  /// Drops columns that cover no more than another one that costs no more and counts in the same group.
  private mutating func dropColumns() -> Bool {
    // Where sites must be many, a column may be wanted for its number rather than for what it covers.
    if instance.limits.minimum > 0 || instance.limits.groupMinimum.contains(where: { $0 > 0 }) { return false }
    var dropped = false
    for j in 0..<instance.columnCount where keepsColumn[j] {
      if columnSize[j] == 0 {
        keepsColumn[j] = false
        continue
      }
      stamp += 1
      var pivot = -1
      for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
        let i = Int(instance.columnRow[k])
        guard keepsRow[i] else { continue }
        mark[i] = stamp
        if pivot < 0 || rowSize[i] < rowSize[pivot] { pivot = i }
      }
      search: for k in instance.start[pivot]..<instance.start[pivot + 1] {
        let other = Int(instance.column[k])
        guard other != j, keepsColumn[other], instance.cost[other] <= instance.cost[j],
          columnSize[other] >= columnSize[j]
        else { continue }
        if instance.limits.hasGroups {
          let g = instance.limits.group[other]
          if g >= 0 && g != instance.limits.group[j] { continue }
        }
        if columnSize[other] == columnSize[j] && instance.cost[other] == instance.cost[j] && other > j,
          !instance.limits.hasGroups || instance.limits.group[other] == instance.limits.group[j]
        {
          continue
        }
        var shared = 0
        for l in instance.columnStart[other]..<instance.columnStart[other + 1] {
          let i = Int(instance.columnRow[l])
          if keepsRow[i] && mark[i] == stamp { shared += 1 }
        }
        if shared == columnSize[j] {
          keepsColumn[j] = false
          for l in instance.columnStart[j]..<instance.columnStart[j + 1] {
            rowSize[Int(instance.columnRow[l])] -= 1
          }
          dropped = true
          break search
        }
      }
    }
    return dropped
  }
}
