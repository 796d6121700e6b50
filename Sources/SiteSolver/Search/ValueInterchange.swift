/// Greedy start and fast interchange (Whitaker 1983; Resende & Werneck 2007, EJOR 180:1205's closest and
/// second-closest bookkeeping) on a `ValueInstance`.
struct ValueInterchange {
  private let instance: ValueInstance
  private let columnStart: [Int]
  private let columnRow: [Int32]
  private let columnValue: [Double]
  private(set) var isOpen: [Bool]
  private var opened: [Int32] = []
  private var groupCount: [Int]
  /// The best open column of each row (-1: none) with its value, and the second value.
  private var first: [Int32]
  private(set) var currentValues: [Double]
  private var second: [Double]

  init(_ instance: ValueInstance) {
    self.instance = instance
    var columnStart = [Int](repeating: 0, count: instance.columnCount + 1)
    for j in instance.column { columnStart[Int(j) + 1] += 1 }
    for j in 0..<instance.columnCount { columnStart[j + 1] += columnStart[j] }
    var next = columnStart
    var columnRow = [Int32](repeating: 0, count: instance.column.count)
    var columnValue = [Double](repeating: 0, count: instance.column.count)
    for i in 0..<instance.rowCount {
      for k in instance.start[i]..<instance.start[i + 1] {
        let j = Int(instance.column[k])
        columnRow[next[j]] = Int32(i)
        columnValue[next[j]] = instance.value[k]
        next[j] += 1
      }
    }
    self.columnStart = columnStart
    self.columnRow = columnRow
    self.columnValue = columnValue
    isOpen = [Bool](repeating: false, count: instance.columnCount)
    groupCount = [Int](repeating: 0, count: instance.limits.groupMinimum.count)
    first = [Int32](repeating: -1, count: instance.rowCount)
    currentValues = instance.base
    second = instance.base
  }

  private func gain(of j: Int) -> Double {
    var sum = 0.0
    for k in columnStart[j]..<columnStart[j + 1] {
      sum += max(0, columnValue[k] - currentValues[Int(columnRow[k])])
    }
    return sum
  }

  private func group(_ j: Int32) -> Int { instance.limits.hasGroups ? Int(instance.limits.group[Int(j)]) : -1 }

  /// Opens column by column what gains most, the groups' minima first; gains only fall, so stale ones are bounds.
  mutating func greedy() {
    let limits = instance.limits
    let target = min(limits.maximum, instance.columnCount)
    var gains = (0..<instance.columnCount).map { gain(of: $0) }
    var needed = limits.groupMinimum.reduce(0, +)
    while opened.count < target {
      let mustServeGroups = target - opened.count <= needed
      var heap: [Int32] = []
      for j in 0..<Int32(instance.columnCount) where !isOpen[Int(j)] {
        let g = group(j)
        if g >= 0, groupCount[g] >= limits.groupMaximum[g] { continue }
        if mustServeGroups, g < 0 || groupCount[g] >= limits.groupMinimum[g] { continue }
        heap.append(j)
      }
      if heap.isEmpty { break }
      var bestColumn: Int32 = -1
      var bestGain = -Double.infinity
      // A lazy pass in order of the stale gains: stop when no stale gain can beat the best fresh one.
      heap.sort { gains[Int($0)] > gains[Int($1)] || (gains[Int($0)] == gains[Int($1)] && $0 < $1) }
      for j in heap {
        if gains[Int(j)] <= bestGain { break }
        let fresh = gain(of: Int(j))
        gains[Int(j)] = fresh
        if fresh > bestGain {
          bestGain = fresh
          bestColumn = j
        }
      }
      if bestColumn < 0 { break }
      let g = group(bestColumn)
      if g >= 0, groupCount[g] < limits.groupMinimum[g] { needed -= 1 }
      insert(bestColumn)
    }
  }

  /// Opens the given columns.
  mutating func open(_ columns: [Int32]) { for j in columns.sorted() { insert(j) } }

  private mutating func insert(_ j: Int32) {
    isOpen[Int(j)] = true
    opened.append(j)
    let g = group(j)
    if g >= 0 { groupCount[g] += 1 }
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      let v = columnValue[k]
      if v > currentValues[i] || first[i] < 0 {
        second[i] = first[i] < 0 ? instance.base[i] : currentValues[i]
        currentValues[i] = v
        first[i] = j
      } else if v > second[i] {
        second[i] = v
      }
    }
  }

  private mutating func rescan(_ i: Int) {
    first[i] = -1
    currentValues[i] = instance.base[i]
    second[i] = instance.base[i]
    for k in instance.start[i]..<instance.start[i + 1] where isOpen[Int(instance.column[k])] {
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
    isOpen[Int(j)] = false
    opened.removeAll { $0 == j }
    let g = group(j)
    if g >= 0 { groupCount[g] -= 1 }
    for k in columnStart[Int(j)]..<columnStart[Int(j) + 1] {
      let i = Int(columnRow[k])
      if first[i] == j || columnValue[k] == second[i] { rescan(i) }
    }
  }

  /// Swaps until no exchange of one open for one closed column gains.
  mutating func improve(clock: SearchClock) {
    let limits = instance.limits
    var loss = [Double](repeating: 0, count: instance.columnCount)
    var unchanged = 0
    var j: Int32 = 0
    let columns = Int32(instance.columnCount)
    guard !opened.isEmpty, columns > 0 else { return }
    func recount() {
      for r in opened { loss[Int(r)] = 0 }
      for i in 0..<instance.rowCount where first[i] >= 0 {
        loss[Int(first[i])] += currentValues[i] - second[i]
      }
    }
    recount()
    var relief = [Double](repeating: 0, count: instance.columnCount)
    var touched: [Int32] = []
    while unchanged < instance.columnCount {
      defer { j = (j + 1) % columns }
      unchanged += 1
      if isOpen[Int(j)] { continue }
      if j % 64 == 0, clock.isExpired() { return }
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
      var bestNet = 1e-9 * max(1, abs(gain))
      var bestOut: Int32 = -1
      let gj = group(j)
      for r in opened {
        let gr = group(r)
        if gr != gj {
          if gr >= 0, groupCount[gr] <= limits.groupMinimum[gr] { continue }
          if gj >= 0, groupCount[gj] >= limits.groupMaximum[gj] { continue }
        }
        let net = gain - loss[Int(r)] + relief[Int(r)]
        if net > bestNet || (net == bestNet && bestOut >= 0 && r < bestOut) {
          bestNet = net
          bestOut = r
        }
      }
      for r in touched { relief[Int(r)] = 0 }
      touched.removeAll(keepingCapacity: true)
      if bestOut >= 0 {
        remove(bestOut)
        insert(j)
        recount()
        unchanged = 0
      }
    }
  }
}
