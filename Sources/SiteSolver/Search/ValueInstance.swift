/// Choose columns so that the sum over the rows of the best chosen value, or the row's base value, is greatest.
///
/// p-median (values are negative costs), MCLP and gradual cover are all of this form. Rows are compressed; the
/// values of a row descend (ties by column), and all are above the row's base.
final class ValueInstance: Sendable {
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
  /// Bases of rows that must be served are this much below their values; 0 when no row must be.
  let penalty: Double
  /// The mean span of the values of a row, for rows that have none of their own.
  let typicalSpan: Double

  var rowCount: Int { start.count - 1 }
  /// Whether most rows have one value only, as in MCLP.
  var isMostlyUniform: Bool {
    var uniform = 0
    for i in 0..<rowCount where value[start[i]] == value[start[i + 1] - 1] { uniform += 1 }
    return 4 * uniform >= 3 * rowCount
  }

  init(
    start: [Int], column: [Int32], value: [Double], base: [Double], constant: Double,
    original: [Int32], chosen: [Int32], limits: SiteLimits, penalty: Double, typicalSpan: Double
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
    self.penalty = penalty
    self.typicalSpan = typicalSpan
  }

  /// The instance after choosing some columns and dropping others: rows are lifted to the chosen values, pairs
  /// that can no longer matter go, rows without pairs become constants, rows with the same columns are added up.
  /// The start of the relaxation is carried along.
  func reduced(choosing chosenNow: [Int32], dropping dropped: [Int32], start warm: RelaxationStart?)
    -> (instance: ValueInstance, start: RelaxationStart?)
  {
    var newColumn = [Int32](repeating: 0, count: columnCount)  // -1 dropped, -2 chosen
    for j in dropped { newColumn[Int(j)] = -1 }
    for j in chosenNow { newColumn[Int(j)] = -2 }
    var kept: [Int32] = []
    for j in 0..<columnCount where newColumn[j] == 0 {
      newColumn[j] = Int32(kept.count)
      kept.append(Int32(j))
    }
    var rows = RowMerger(
      expectedPairs: column.count, expectedRows: rowCount, keepsPrices: warm?.prices.isEmpty == false)
    let hasPrices = warm?.prices.isEmpty == false
    let hasMultipliers = warm?.multipliers.isEmpty == false
    var constant = constant
    for i in 0..<rowCount {
      var lifted = base[i]
      var priceOfLifted = 0.0
      rows.beginRow()
      for k in start[i]..<start[i + 1] {
        if value[k] <= lifted { break }
        let j = newColumn[Int(column[k])]
        if j == -2 {
          lifted = value[k]
          priceOfLifted = hasPrices ? warm?.prices[k] ?? 0 : 0
        } else if j >= 0 {
          rows.append(column: j, value: value[k], price: hasPrices ? warm?.prices[k] ?? 0 : 0)
        }
      }
      rows.dropTail(notAbove: lifted)
      if rows.currentIsEmpty {
        constant += lifted
      } else {
        rows.endRow(
          base: lifted, priceOfBase: priceOfLifted, multiplier: hasMultipliers ? warm?.multipliers[i] ?? 0 : 0)
      }
    }
    let instance = ValueInstance(
      start: rows.start, column: rows.column, value: rows.value, base: rows.base, constant: constant,
      original: kept.map { original[Int($0)] }, chosen: chosen + chosenNow.map { original[Int($0)] },
      limits: limits.reduced(choosing: chosenNow, kept: kept), penalty: penalty, typicalSpan: typicalSpan)
    let newStart = warm.map { warm in
      RelaxationStart(
        x: kept.map { warm.x[Int($0)] }, prices: rows.price,
        multipliers: warm.multipliers.isEmpty ? [] : rows.multiplier, weight: warm.weight)
    }
    return (instance, newStart)
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
  private(set) var price: [Double] = []
  private(set) var base: [Double] = []
  private(set) var multiplier: [Double] = []
  private var firstOfHash: [UInt64: Int32] = [:]
  private var nextOfRow: [Int32] = []

  private let keepsPrices: Bool

  init(expectedPairs: Int, expectedRows: Int, keepsPrices: Bool) {
    self.keepsPrices = keepsPrices
    column.reserveCapacity(expectedPairs)
    value.reserveCapacity(expectedPairs)
    if keepsPrices { price.reserveCapacity(expectedPairs) }
    start.reserveCapacity(expectedRows + 1)
    base.reserveCapacity(expectedRows)
    firstOfHash.reserveCapacity(expectedRows)
  }

  var currentIsEmpty: Bool { column.count == start[start.count - 1] }

  mutating func beginRow() { truncate(to: start[start.count - 1]) }

  private mutating func truncate(to count: Int) {
    column.removeLast(column.count - count)
    value.removeLast(value.count - count)
    if keepsPrices { price.removeLast(price.count - count) }
  }

  @inline(__always) mutating func append(column j: Int32, value v: Double, price p: Double = 0) {
    column.append(j)
    value.append(v)
    if keepsPrices { price.append(p) }
  }

  mutating func dropTail(notAbove floor: Double) {
    while !currentIsEmpty, let last = value.last, last <= floor { truncate(to: column.count - 1) }
  }

  /// - Parameter priceOfBase: taken off the prices, which then tell what a column is worth above the base.
  mutating func endRow(base newBase: Double, priceOfBase: Double = 0, multiplier newMultiplier: Double = 0) {
    let begin = start[start.count - 1]
    let end = column.count
    if keepsPrices, priceOfBase > 0 { for k in begin..<end { price[k] -= priceOfBase } }
    let length = end - begin
    var hash: UInt64 = 1_469_598_103_934_665_603
    for k in begin..<end { hash = (hash ^ UInt64(UInt32(bitPattern: column[k]))) &* 1_099_511_628_211 }
    var candidate = firstOfHash[hash] ?? -1
    while candidate >= 0 {
      let row = Int(candidate)
      let first = start[row]
      if start[row + 1] - first == length, isSame(first, begin, length) {
        for k in 0..<length {
          value[first + k] += value[begin + k]
          if keepsPrices { price[first + k] += price[begin + k] }
        }
        base[row] += newBase
        multiplier[row] += max(newMultiplier, newBase)
        truncate(to: begin)
        return
      }
      candidate = nextOfRow[row]
    }
    nextOfRow.append(firstOfHash[hash] ?? -1)
    firstOfHash[hash] = Int32(start.count - 1)
    start.append(end)
    base.append(newBase)
    multiplier.append(max(newMultiplier, newBase))
  }

  private func isSame(_ a: Int, _ b: Int, _ length: Int) -> Bool {
    for k in 0..<length where column[a + k] != column[b + k] { return false }
    return true
  }
}
