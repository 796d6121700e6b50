/// Choose columns so that the sum over the rows of the best chosen value, or the row's base value, is greatest.
///
/// p-median (values are negative costs), MCLP and gradual cover are all of this form. Rows are compressed; the
/// values of a row descend (ties by column), and all are above the row's base.
final class ValueInstance {
  let columnCount: Int
  let start: [Int]
  let column: [Int32]
  let value: [Double]
  let base: [Double]
  /// What rows that no open choice concerns any more add to the objective.
  let constant: Double
  /// The column of the first instance that each column stands for.
  let original: [Int32]
  /// Columns of the first instance that are chosen already.
  let chosen: [Int32]
  let limits: SiteLimits

  var rowCount: Int { start.count - 1 }

  init(
    start: [Int], column: [Int32], value: [Double], base: [Double], constant: Double,
    original: [Int32], chosen: [Int32], limits: SiteLimits
  ) {
    columnCount = original.count
    self.start = start
    self.column = column
    self.value = value
    self.base = base
    self.constant = constant
    self.original = original
    self.chosen = chosen
    self.limits = limits
  }

  /// The instance after choosing some columns and dropping others: rows are lifted to the chosen values, pairs
  /// that can no longer matter go, rows without pairs become constants, rows with the same columns are added up.
  /// The multipliers of the rows are carried along.
  func reduced(choosing chosenNow: [Int32], dropping dropped: [Int32], multipliers: [Double])
    -> (instance: ValueInstance, multipliers: [Double])
  {
    var newColumn = [Int32](repeating: 0, count: columnCount)  // -1 dropped, -2 chosen
    for j in dropped { newColumn[Int(j)] = -1 }
    for j in chosenNow { newColumn[Int(j)] = -2 }
    var kept: [Int32] = []
    for j in 0..<columnCount where newColumn[j] == 0 {
      newColumn[j] = Int32(kept.count)
      kept.append(Int32(j))
    }
    var rows = RowMerger(expectedPairs: column.count, expectedRows: rowCount)
    var constant = constant
    for i in 0..<rowCount {
      var lifted = base[i]
      rows.beginRow()
      for k in start[i]..<start[i + 1] {
        if value[k] <= lifted { break }
        let j = newColumn[Int(column[k])]
        if j == -2 {
          lifted = value[k]
        } else if j >= 0 {
          rows.append(column: j, value: value[k])
        }
      }
      rows.dropTail(notAbove: lifted)
      if rows.currentIsEmpty {
        constant += lifted
      } else {
        rows.endRow(base: lifted, multiplier: max(multipliers[i], lifted))
      }
    }
    let instance = ValueInstance(
      start: rows.start, column: rows.column, value: rows.value, base: rows.base, constant: constant,
      original: kept.map { original[Int($0)] }, chosen: chosen + chosenNow.map { original[Int($0)] },
      limits: limits.reduced(choosing: chosenNow, kept: kept))
    return (instance, rows.multiplier)
  }

  /// The objective of a choice of columns.
  func objective(of isChosen: [Bool]) -> Double {
    var sum = constant
    column.withUnsafeBufferPointer { column in
      isChosen.withUnsafeBufferPointer { isChosen in
        for i in 0..<rowCount {
          var best = base[i]
          for k in start[i]..<start[i + 1] where isChosen[Int(column[k])] {
            best = value[k]
            break
          }
          sum += best
        }
      }
    }
    return sum
  }
}

/// Collects rows and adds up those with the same sequence of columns (isomorphic aggregation, Chen et al. 2023).
struct RowMerger {
  private(set) var start = [0]
  private(set) var column: [Int32] = []
  private(set) var value: [Double] = []
  private(set) var base: [Double] = []
  private(set) var multiplier: [Double] = []
  private var firstOfHash: [UInt64: Int32] = [:]
  private var nextOfRow: [Int32] = []

  init(expectedPairs: Int, expectedRows: Int) {
    column.reserveCapacity(expectedPairs)
    value.reserveCapacity(expectedPairs)
    start.reserveCapacity(expectedRows + 1)
    base.reserveCapacity(expectedRows)
    firstOfHash.reserveCapacity(expectedRows)
  }

  var currentIsEmpty: Bool { column.count == start[start.count - 1] }

  mutating func beginRow() {
    let begin = start[start.count - 1]
    column.removeSubrange(begin...)
    value.removeSubrange(begin...)
  }

  @inline(__always) mutating func append(column j: Int32, value v: Double) {
    column.append(j)
    value.append(v)
  }

  mutating func dropTail(notAbove floor: Double) {
    while !currentIsEmpty, let last = value.last, last <= floor {
      column.removeLast()
      value.removeLast()
    }
  }

  mutating func endRow(base newBase: Double, multiplier newMultiplier: Double) {
    let begin = start[start.count - 1]
    let length = column.count - begin
    var hash: UInt64 = 1_469_598_103_934_665_603
    for k in begin..<column.count { hash = (hash ^ UInt64(UInt32(bitPattern: column[k]))) &* 1_099_511_628_211 }
    var candidate = firstOfHash[hash] ?? -1
    while candidate >= 0 {
      let row = Int(candidate)
      if start[row + 1] - start[row] == length,
        (0..<length).allSatisfy({ column[start[row] + $0] == column[begin + $0] })
      {
        for k in 0..<length { value[start[row] + k] += value[begin + k] }
        base[row] += newBase
        multiplier[row] += newMultiplier
        column.removeSubrange(begin...)
        value.removeSubrange(begin...)
        return
      }
      candidate = nextOfRow[row]
    }
    let row = Int32(start.count - 1)
    nextOfRow.append(firstOfHash[hash] ?? -1)
    firstOfHash[hash] = row
    start.append(column.count)
    base.append(newBase)
    multiplier.append(newMultiplier)
  }
}
