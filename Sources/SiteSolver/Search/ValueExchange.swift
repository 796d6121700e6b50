/// Annealing on any `ValueInstance`, with the bookkeeping of the fast interchange: the best and second-best open column
/// of each row.
final class ValueExchange: ExchangeState {
  private struct Row {
    /// The best open column; -1: none.
    var first: Int32
    var best: Double
    var second: Double
  }

  private let instance: ValueInstance
  private let columnStart: [Int]
  private let pairs: UnsafeMutableBufferPointer<(row: Int32, value: Double)>
  private let rows: UnsafeMutableBufferPointer<Row>
  /// What each open column holds alone.
  private let loss: UnsafeMutableBufferPointer<Double>
  /// What the column that comes in makes up for of each open column's loss.
  private let relief: UnsafeMutableBufferPointer<Double>
  private(set) var open: OpenSet
  private(set) var work = 0

  init(_ instance: ValueInstance, open isOpen: [Bool]) {
    self.instance = instance
    let byColumn = transposed(
      start: instance.start, column: instance.column, value: instance.value, columns: instance.columnCount)
    columnStart = byColumn.start
    pairs = .allocate(capacity: instance.column.count)
    _ = pairs.initialize(from: zip(byColumn.row, byColumn.value).lazy.map { (row: $0, value: $1) })
    rows = .allocate(capacity: instance.rowCount)
    _ = rows.initialize(from: instance.base.lazy.map { Row(first: -1, best: $0, second: $0) })
    loss = .allocate(capacity: instance.columnCount)
    loss.initialize(repeating: 0)
    relief = .allocate(capacity: instance.columnCount)
    relief.initialize(repeating: 0)
    open = OpenSet(columns: instance.columnCount, limits: instance.limits)
    for j in isOpen.indices where isOpen[j] { insert(Int32(j)) }
  }

  deinit {
    pairs.deallocate()
    rows.deallocate()
    loss.deallocate()
    relief.deallocate()
  }

  func suggestion(_ random: inout SplitMix) -> Int32 { Int32(random.below(instance.columnCount)) }

  func bestExchange(for entering: Int32, _ random: inout SplitMix) -> (leaving: Int32, delta: Double)? {
    var gain = 0.0
    work += columnStart[Int(entering) + 1] - columnStart[Int(entering)]
    for k in columnStart[Int(entering)]..<columnStart[Int(entering) + 1] {
      let (i, value) = pairs[k]
      let row = rows[Int(i)]
      if value > row.best { gain += value - row.best }
      if value > row.second, row.first >= 0 { relief[Int(row.first)] += min(value, row.best) - row.second }
    }
    var best: Int32 = -1
    var delta = -Double.infinity
    func consider(_ r: Int32) {
      let change = gain - loss[Int(r)] + relief[Int(r)]
      if change > delta, open.allows(r, for: entering) { (best, delta) = (r, change) }
    }
    consider(open.list[random.below(open.list.count)])
    for r in open.list where relief[Int(r)] > 0 {
      consider(r)
      relief[Int(r)] = 0
    }
    return best >= 0 ? (best, delta) : nil
  }

  func exchange(_ leaving: Int32, for entering: Int32) {
    remove(leaving)
    insert(entering)
  }

  private func insert(_ j: Int32) {
    open.insert(j)
    work += columnStart[Int(j) + 1] - columnStart[Int(j)]
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let (i, value) = pairs[k]
      var row = rows[Int(i)]
      if value > row.best || row.first < 0 {
        if row.first >= 0 {
          loss[Int(row.first)] -= row.best - row.second
          row.second = row.best
        }
        (row.first, row.best) = (j, value)
        loss[Int(j)] += value - row.second
      } else if value > row.second {
        loss[Int(row.first)] -= value - row.second
        row.second = value
      } else {
        continue
      }
      rows[Int(i)] = row
    }
  }

  private func remove(_ j: Int32) {
    open.remove(j)
    work += columnStart[Int(j) + 1] - columnStart[Int(j)]
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let (i, value) = pairs[k]
      let row = rows[Int(i)]
      guard row.first == j || value == row.second else { continue }
      loss[Int(row.first)] -= row.best - row.second
      rows[Int(i)] = rescanned(Int(i))
    }
    loss[Int(j)] = 0
  }

  /// The best and second-best of the open columns, which counts to the best one's loss.
  private func rescanned(_ i: Int) -> Row {
    var row = Row(first: -1, best: instance.base[i], second: instance.base[i])
    var last = instance.start[i]
    defer { work += last - instance.start[i] }
    for k in instance.start[i]..<instance.start[i + 1] {
      last = k + 1
      guard open.contains(instance.column[k]) else { continue }
      if row.first >= 0 {
        row.second = instance.value[k]
        break
      }
      (row.first, row.best) = (instance.column[k], instance.value[k])
    }
    if row.first >= 0 { loss[Int(row.first)] += row.best - row.second }
    return row
  }
}
