/// Annealing on a `ValueInstance` whose rows have one value each (MCLP).
///
/// A column is tried at random, or one of a random row, of those without cover rather than others; out goes the column that is
/// missed least among those that the new one stands in for and one more.
struct CoverAnnealing: Sendable {
  fileprivate let instance: ValueInstance
  fileprivate let columnStart: [Int]
  fileprivate let columnRow: [Int32]
  fileprivate let gainOfRow: [Double]

  /// nil when some row has several values.
  init?(_ instance: ValueInstance) {
    var gainOfRow: [Double] = []
    gainOfRow.reserveCapacity(instance.rowCount)
    for i in 0..<instance.rowCount {
      guard instance.value[instance.start[i]] == instance.value[instance.start[i + 1] - 1] else { return nil }
      gainOfRow.append(instance.value[instance.start[i]] - instance.base[i])
    }
    if gainOfRow.isEmpty { return nil }
    self.gainOfRow = gainOfRow
    self.instance = instance
    (columnStart, columnRow) = transposed(
      start: instance.start, column: instance.column, columns: instance.columnCount)
  }

  /// What can be changed by exchanges, from a choice that is as large as the limits allow.
  func exchange(from start: [Bool]) -> any ExchangeState { CoverExchange(self, open: start) }
}

/// Each row names its one open column, so that a trial costs one look at the rows of the column that comes in.
private final class CoverExchange: ExchangeState {
  /// What a trial looks at. The gain is rounded: the best choice is evaluated afresh.
  private struct Row {
    let gain: Float
    /// The one open column; one past the columns for none, two past for several.
    var owner: Int32
  }

  private let instance: ValueInstance
  private let columnStart: [Int]
  private let columnRow: UnsafeMutableBufferPointer<Int32>
  private let rows: UnsafeMutableBufferPointer<Row>
  /// The number of open columns of each row, and their exclusive or: with one open column, that column.
  private let cover: UnsafeMutableBufferPointer<(count: Int32, columns: Int32)>
  /// What only this column covers.
  private let loss: UnsafeMutableBufferPointer<Double>
  /// What the column that comes in covers of the rows of each owner.
  private let relief: UnsafeMutableBufferPointer<Double>
  private let none: Int32
  private(set) var open: OpenSet
  private(set) var work = 0

  init(_ problem: CoverAnnealing, open isOpen: [Bool]) {
    instance = problem.instance
    columnStart = problem.columnStart
    columnRow = .allocate(capacity: problem.columnRow.count)
    _ = columnRow.initialize(from: problem.columnRow)
    none = Int32(instance.columnCount)
    rows = .allocate(capacity: instance.rowCount)
    _ = rows.initialize(from: problem.gainOfRow.lazy.map { [none] in Row(gain: Float($0), owner: none) })
    cover = .allocate(capacity: instance.rowCount)
    cover.initialize(repeating: (0, 0))
    loss = .allocate(capacity: instance.columnCount)
    loss.initialize(repeating: 0)
    relief = .allocate(capacity: instance.columnCount + 2)
    relief.initialize(repeating: 0)
    open = OpenSet(columns: instance.columnCount, limits: instance.limits)
    for j in isOpen.indices where isOpen[j] { insert(Int32(j)) }
  }

  deinit {
    columnRow.deallocate()
    rows.deallocate()
    cover.deallocate()
    loss.deallocate()
    relief.deallocate()
  }

  func suggestion(_ random: inout SplitMix) -> Int32 {
    if random.next() & 1 == 0 { return Int32(random.below(instance.columnCount)) }
    var row = random.below(rows.count)
    if rows[row].owner != none, random.next() & 1 == 0 { row = random.below(rows.count) }
    let begin = instance.start[row]
    return instance.column[begin + random.below(instance.start[row + 1] - begin)]
  }

  func bestExchange(for entering: Int32, _ random: inout SplitMix) -> (leaving: Int32, delta: Double)? {
    let begin = columnStart[Int(entering)]
    let end = columnStart[Int(entering) + 1]
    work += end - begin
    for k in begin..<end {
      let row = rows[Int(columnRow[k])]
      relief[Int(row.owner)] += Double(row.gain)
    }
    let gain = relief[Int(none)]
    var best: Int32 = -1
    var delta = -Double.infinity
    func consider(_ r: Int32) {
      let change = gain - loss[Int(r)] + relief[Int(r)]
      if change > delta, open.allows(r, for: entering) { (best, delta) = (r, change) }
    }
    consider(open.list[random.below(open.list.count)])
    if open.list.count <= end - begin {
      for r in open.list where relief[Int(r)] > 0 {
        consider(r)
        relief[Int(r)] = 0
      }
    } else {
      for k in begin..<end {
        let owner = rows[Int(columnRow[k])].owner
        guard owner < none, relief[Int(owner)] > 0 else { continue }
        consider(owner)
        relief[Int(owner)] = 0
      }
    }
    relief[Int(none)] = 0
    return best >= 0 ? (best, delta) : nil
  }

  func exchange(_ leaving: Int32, for entering: Int32) {
    remove(leaving)
    insert(entering)
  }

  private func insert(_ j: Int32) {
    open.insert(j)
    work += columnStart[Int(j) + 1] - columnStart[Int(j)]
    var own = 0.0
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      let (count, columns) = cover[i]
      let gain = Double(rows[i].gain)
      if count == 0 { own += gain } else if count == 1 { loss[Int(columns)] -= gain }
      cover[i] = (count + 1, columns ^ j)
      rows[i].owner = count == 0 ? j : none + 1
    }
    loss[Int(j)] = own
  }

  private func remove(_ j: Int32) {
    open.remove(j)
    work += columnStart[Int(j) + 1] - columnStart[Int(j)]
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      let (count, columns) = cover[i]
      cover[i] = (count - 1, columns ^ j)
      if count == 1 {
        rows[i].owner = none
      } else if count == 2 {
        rows[i].owner = columns ^ j
        loss[Int(columns ^ j)] += Double(rows[i].gain)
      }
    }
    loss[Int(j)] = 0
  }
}
