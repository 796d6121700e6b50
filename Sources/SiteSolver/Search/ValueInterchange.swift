/// Greedy start and fast interchange (Whitaker 1983; Resende & Werneck 2007, EJOR 180:1205's closest and
/// second-closest bookkeeping) on a `ValueInstance`.
struct ValueInterchange {
  private let instance: ValueInstance
  private let columnStart: [Int]
  private let columnRow: [Int32]
  private let columnValue: [Double]
  private var opened: OpenSet
  /// The best open column of each row (-1: none) with its value, and the second value.
  private var first: [Int32]
  private(set) var currentValues: [Double]
  private var second: [Double]
  /// What each open column holds alone: the sum of first over second values of the rows that it is the best of.
  private var loss: [Double]

  init(_ instance: ValueInstance) {
    self.instance = instance
    (columnStart, columnRow, columnValue) = transposed(
      start: instance.start, column: instance.column, value: instance.value, columns: instance.columnCount)
    opened = OpenSet(columns: instance.columnCount, limits: instance.limits)
    first = [Int32](repeating: -1, count: instance.rowCount)
    currentValues = instance.base
    second = instance.base
    loss = [Double](repeating: 0, count: instance.columnCount)
  }

  /// Whether each column is open.
  var isOpen: [Bool] { opened.isOpen }

  private func gain(of j: Int) -> Double {
    var sum = 0.0
    for k in columnStart[j]..<columnStart[j + 1] {
      sum += max(0, columnValue[k] - currentValues[Int(columnRow[k])])
    }
    return sum
  }

  /// Opens column by column what gains most, the groups' minima first; gains only fall, so stale ones are bounds.
  ///
  /// - Parameter enough: stop when the choice is worth this much and keeps the limits; nil: open as many as may be.
  mutating func greedy(upTo enough: Double? = nil) {
    var worth = enough == nil ? 0 : currentValues.reduce(instance.constant, +)
    let limits = instance.limits
    let target = min(limits.maximum, instance.columnCount)
    var heap = GainHeap((0..<instance.columnCount).map { (gain(of: $0), Int32($0)) })
    var needed = limits.groupMinimum.reduce(0, +)
    while opened.list.count < target {
      if let enough, worth >= enough, needed == 0, opened.list.count >= limits.minimum { return }
      guard let (_, j) = heap.pop() else { return }
      let g = opened.group(j)
      if g >= 0, opened.groupCount[g] >= limits.groupMaximum[g] { continue }
      // From here on the places left are all owed to groups.
      if target - opened.list.count <= needed, g < 0 || opened.groupCount[g] >= limits.groupMinimum[g] { continue }
      let fresh = gain(of: Int(j))
      if let next = heap.greatest, fresh < next.gain || (fresh == next.gain && next.column < j) {
        heap.push(fresh, j)
        continue
      }
      if g >= 0, opened.groupCount[g] < limits.groupMinimum[g] { needed -= 1 }
      worth += fresh
      insert(j)
    }
  }

  /// Opens the given columns.
  mutating func open(_ columns: [Int32]) { for j in columns.sorted() { insert(j) } }

  private mutating func insert(_ j: Int32) {
    opened.insert(j)
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      let v = columnValue[k]
      let f = first[i]
      if f < 0 {
        first[i] = j
        currentValues[i] = v
        loss[Int(j)] += v - second[i]
      } else if v > currentValues[i] {
        loss[Int(f)] -= currentValues[i] - second[i]
        second[i] = currentValues[i]
        currentValues[i] = v
        first[i] = j
        loss[Int(j)] += v - second[i]
      } else if v > second[i] {
        loss[Int(f)] -= v - second[i]
        second[i] = v
      }
    }
  }

  private mutating func rescan(_ i: Int) {
    first[i] = -1
    currentValues[i] = instance.base[i]
    second[i] = instance.base[i]
    for k in instance.start[i]..<instance.start[i + 1] where opened.contains(instance.column[k]) {
      if first[i] < 0 {
        first[i] = instance.column[k]
        currentValues[i] = instance.value[k]
      } else {
        second[i] = instance.value[k]
        return
      }
    }
  }

  private mutating func remove(_ j: Int32) {
    opened.remove(j)
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      guard first[i] == j || columnValue[k] == second[i] else { continue }
      loss[Int(first[i])] -= currentValues[i] - second[i]
      rescan(i)
      if first[i] >= 0 { loss[Int(first[i])] += currentValues[i] - second[i] }
    }
    loss[Int(j)] = 0
  }

  /// Swaps until no exchange of one open for one closed column gains.
  mutating func improve(clock: SearchClock) {
    var unchanged = 0
    var swaps = 0
    var j: Int32 = 0
    let columns = Int32(instance.columnCount)
    guard !opened.list.isEmpty, columns > 0 else { return }
    var relief = [Double](repeating: 0, count: instance.columnCount)
    var touched: [Int32] = []
    while unchanged < instance.columnCount {
      defer { j = (j + 1) % columns }
      unchanged += 1
      if opened.contains(j) { continue }
      if j % 64 == 0, clock.isExpired() { return }
      clock.work += columnStart[Int(j) + 1] - columnStart[Int(j)]
      var gain = 0.0
      for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
        let i = Int(columnRow[k])
        let v = columnValue[k]
        let f = first[i]
        if v > currentValues[i] { gain += v - currentValues[i] }
        if f >= 0 {
          let saved = min(v, currentValues[i]) - second[i]
          if saved > 0 {
            if relief[Int(f)] == 0 { touched.append(f) }
            relief[Int(f)] += saved
          }
        }
      }
      var bestNet = 1e-9 * abs(gain)
      var bestOut: Int32 = -1
      for r in opened.list {
        let net = gain - loss[Int(r)] + relief[Int(r)]
        guard net > bestNet || (net == bestNet && bestOut >= 0 && r < bestOut), opened.allows(r, for: j)
        else { continue }
        bestNet = net
        bestOut = r
      }
      for r in touched { relief[Int(r)] = 0 }
      touched.removeAll(keepingCapacity: true)
      if bestOut >= 0 {
        remove(bestOut)
        insert(j)
        unchanged = 0
        swaps += 1
        // Fractions add up differently in every order; start from true sums now and then.
        if swaps % 64 == 0 { recountLosses() }
      }
    }
  }

  private mutating func recountLosses() {
    for r in opened.list { loss[Int(r)] = 0 }
    for i in 0..<instance.rowCount where first[i] >= 0 {
      loss[Int(first[i])] += currentValues[i] - second[i]
    }
  }
}

/// Columns by gain, the greatest first; ties to the lower column.
private struct GainHeap {
  private var nodes: [(gain: Double, column: Int32)]

  init(_ gains: [(gain: Double, column: Int32)]) {
    // A descending list is a heap.
    nodes = gains.sorted { $0.gain > $1.gain || ($0.gain == $1.gain && $0.column < $1.column) }
  }

  var greatest: (gain: Double, column: Int32)? { nodes.first }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    nodes[a].gain > nodes[b].gain || (nodes[a].gain == nodes[b].gain && nodes[a].column < nodes[b].column)
  }

  mutating func push(_ gain: Double, _ column: Int32) {
    nodes.append((gain, column))
    var child = nodes.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      nodes.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (gain: Double, column: Int32)? {
    guard let greatest = nodes.first, let last = nodes.popLast() else { return nil }
    if nodes.isEmpty { return greatest }
    nodes[0] = last
    var parent = 0
    while 2 * parent + 1 < nodes.count {
      var child = 2 * parent + 1
      if child + 1 < nodes.count, isBefore(child + 1, child) { child += 1 }
      if !isBefore(child, parent) { break }
      nodes.swapAt(parent, child)
      parent = child
    }
    return greatest
  }
}
