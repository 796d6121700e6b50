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
  /// Whether rows were cut off: then a choice may be worth less than the instance says, and never more.
  let isCut: Bool

  var rowCount: Int { start.count - 1 }
  /// Whether most rows have one value only, as in MCLP.
  var isMostlyUniform: Bool {
    var uniform = 0
    for i in 0..<rowCount where value[start[i]] == value[start[i + 1] - 1] { uniform += 1 }
    return 4 * uniform >= 3 * rowCount
  }

  init(
    start: [Int], column: [Int32], value: [Double], base: [Double], constant: Double,
    original: [Int32], chosen: [Int32], limits: SiteLimits, penalty: Double, typicalSpan: Double, isCut: Bool = false
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
    self.isCut = isCut
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
      limits: limits.reduced(choosing: chosenNow, kept: kept), penalty: penalty, typicalSpan: typicalSpan, isCut: isCut)
    let newStart = warm.map { warm in
      RelaxationStart(
        x: kept.map { warm.x[Int($0)] }, prices: rows.price,
        multipliers: warm.multipliers.isEmpty ? [] : rows.multiplier, weight: warm.weight)
    }
    return (instance, newStart)
  }

  /// The instance with only the first pairs of each row: what comes after them is served as well as the best of it.
  ///
  /// - Parameter limits: where given, the first pairs are counted from this value of each row down, and half as many
  ///   again as stand above it.
  func cut(toLength length: Int, below limits: [Double]? = nil) -> ValueInstance {
    var newStart = [0]
    var newColumn: [Int32] = []
    var newValue: [Double] = []
    var newBase = base
    for i in 0..<rowCount {
      var above = 0
      if let limits { while start[i] + above < start[i + 1], value[start[i] + above] > limits[i] { above += 1 } }
      var end = min(start[i] + above + above / 2 + length, start[i + 1])
      while end < start[i + 1], value[end] == value[end - 1] { end += 1 }
      if end < start[i + 1] { newBase[i] = value[end] }
      newColumn += column[start[i]..<end]
      newValue += value[start[i]..<end]
      newStart.append(newColumn.count)
    }
    if newColumn.count == column.count { return self }
    return ValueInstance(
      start: newStart, column: newColumn, value: newValue, base: newBase, constant: constant, original: original,
      chosen: chosen, limits: self.limits, penalty: penalty, typicalSpan: typicalSpan, isCut: true)
  }

  /// The same instance with rows of the same columns near each other, for the sake of the cache: columns are followed
  /// one after another, each the one that shares the most rows with the one before, as a sample tells.
  func withNeighbouringRows() -> ValueInstance {
    let (columnStart, columnRow) = transposed(start: start, column: column, columns: columnCount)
    var order: [Int32] = []
    order.reserveCapacity(rowCount)
    var isPlaced = [Bool](repeating: false, count: rowCount)
    var isVisited = [Bool](repeating: false, count: columnCount)
    var shared = [Int32](repeating: 0, count: columnCount)
    var touched: [Int32] = []
    var lowest = 0
    while true {
      while lowest < columnCount, isVisited[lowest] { lowest += 1 }
      if lowest == columnCount { break }
      var next: Int32? = Int32(lowest)
      while let j = next {
        isVisited[Int(j)] = true
        let own = columnStart[Int(j)]..<columnStart[Int(j) + 1]
        for k in own where !isPlaced[Int(columnRow[k])] {
          isPlaced[Int(columnRow[k])] = true
          order.append(columnRow[k])
        }
        touched.removeAll(keepingCapacity: true)
        for k in stride(from: own.lowerBound, to: own.upperBound, by: max(1, own.count / 16)) {
          let i = Int(columnRow[k])
          for l in start[i]..<start[i + 1] where !isVisited[Int(column[l])] {
            if shared[Int(column[l])] == 0 { touched.append(column[l]) }
            shared[Int(column[l])] += 1
          }
        }
        next = touched.min { (-shared[Int($0)], $0) < (-shared[Int($1)], $1) }
        for t in touched { shared[Int(t)] = 0 }
      }
    }
    var newStart = [0]
    var newColumn: [Int32] = []
    var newValue: [Double] = []
    newStart.reserveCapacity(rowCount + 1)
    newColumn.reserveCapacity(column.count)
    newValue.reserveCapacity(column.count)
    for i in order {
      newColumn += column[start[Int(i)]..<start[Int(i) + 1]]
      newValue += value[start[Int(i)]..<start[Int(i) + 1]]
      newStart.append(newColumn.count)
    }
    return ValueInstance(
      start: newStart, column: newColumn, value: newValue, base: order.map { base[Int($0)] }, constant: constant,
      original: original, chosen: chosen, limits: limits, penalty: penalty, typicalSpan: typicalSpan, isCut: isCut)
  }

  /// The instance with no more than so many columns to choose.
  func limited(to count: Int) -> ValueInstance {
    var limits = limits
    limits.maximum = min(limits.maximum, count)
    return ValueInstance(
      start: start, column: column, value: value, base: base, constant: constant, original: original, chosen: chosen,
      limits: limits, penalty: penalty, typicalSpan: typicalSpan, isCut: isCut)
  }

  /// What each column adds if no other one is open.
  private var profitAlone: [Double] {
    var profit = [Double](repeating: 0, count: columnCount)
    for i in 0..<rowCount {
      for k in start[i]..<start[i + 1] { profit[Int(column[k])] += value[k] - base[i] }
    }
    return profit
  }

  /// As many columns as it takes at least to be worth so much.
  func fewestColumns(adding target: Double) -> Int {
    var sum = base.reduce(constant, +)
    for (count, best) in profitAlone.sorted(by: >).enumerated() {
      if sum >= target - 1e-9 * max(1, abs(target)) { return count }
      sum += best
    }
    return columnCount
  }

  /// A bound that takes no search: the best value of each row, or what the best columns would add up to if no two
  /// were of use to the same row.
  var plainBound: Double {
    let best = (0..<rowCount).reduce(constant) { $0 + value[start[$1]] }
    var choice = LimitedChoice(columns: columnCount, groups: limits.groupMinimum.count)
    choice.choose(profit: profitAlone, limits: limits)
    return min(best, constant + base.reduce(0, +) + choice.total)
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
