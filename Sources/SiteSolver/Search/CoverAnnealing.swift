#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Simulated annealing on a `ValueInstance` whose rows have one value each (MCLP): one column in, one out.
///
/// A row is tried at random, one without cover rather than another, and in it a column; out goes the column that is
/// missed least among those that the new one stands in for and one more. Each row keeps the number and the sum of
/// its open columns: the sum names the column of a row that has only one, so that a trial costs one look at the rows
/// of the column that comes in.
struct CoverAnnealing: Sendable {
  private let instance: ValueInstance
  private let columnStart: [Int]
  private let columnRow: [Int32]
  private let gainOfRow: [Double]

  /// nil when some row has several values.
  init?(_ instance: ValueInstance) {
    var gainOfRow: [Double] = []
    gainOfRow.reserveCapacity(instance.rowCount)
    for i in 0..<instance.rowCount {
      guard instance.value[instance.start[i]] == instance.value[instance.start[i + 1] - 1] else { return nil }
      gainOfRow.append(instance.value[instance.start[i]] - instance.base[i])
    }
    self.gainOfRow = gainOfRow
    self.instance = instance
    (columnStart, columnRow) = transposed(
      start: instance.start, column: instance.column, columns: instance.columnCount)
  }

  /// So many trials for each row and column, fewer where columns are long: a trial looks at the pairs of one.
  func trials(perPart: Int, most pairs: Int) -> Int {
    let length = max(1, instance.column.count / max(1, instance.columnCount))
    return min(perPart * (instance.columnCount + instance.rowCount), pairs / length)
  }

  /// The best choice met in so many trials from a choice that is as large as the limits allow; it keeps the number
  /// of columns, and the groups' limits.
  ///
  /// - Parameter heat: how much hotter than usual to start; what is best depends on the instance.
  func improved(
    from start: [Bool], trials: Int, heat: Double = 1, seed: UInt64, deadline: SearchClock.Deadline
  ) -> [Bool] {
    var state = State(self, open: start)
    guard !state.open.isEmpty, state.open.count < instance.columnCount, instance.rowCount > 0 else { return start }
    var random = SplitMix(seed: seed)
    var best = start
    var bestWorth = 0.0
    var worth = 0.0
    var isBestKept = true
    let hottest = heat * startingTemperature(&state, &random)
    var temperature = hottest
    for trial in 0..<trials {
      if trial % 1024 == 0 {
        if deadline.isPast { break }
        temperature = hottest * pow(0.05, Double(trial) / Double(trials))
      }
      var row = random.below(instance.rowCount)
      if state.count[row] > 0, random.next() & 1 == 0 { row = random.below(instance.rowCount) }
      let length = instance.start[row + 1] - instance.start[row]
      let entering = instance.column[instance.start[row] + random.below(length)]
      if state.place[Int(entering)] >= 0 { continue }
      guard let (leaving, delta) = state.bestExchange(self, for: entering, &random) else { continue }
      if delta < 0 {
        if random.unit() >= exp(delta / temperature) { continue }
        if !isBestKept {
          best = state.place.map { $0 >= 0 }
          isBestKept = true
        }
      }
      state.close(self, leaving)
      state.insert(self, entering)
      worth += delta
      if worth > bestWorth + 1e-9 * abs(bestWorth) {
        bestWorth = worth
        isBestKept = false
      }
    }
    if !isBestKept { best = state.place.map { $0 >= 0 } }
    return best
  }

  /// What a small loss is here: three in a hundred trials lose less.
  private func startingTemperature(_ state: inout State, _ random: inout SplitMix) -> Double {
    var losses: [Double] = []
    for _ in 0..<1_000 {
      let row = random.below(instance.rowCount)
      let length = instance.start[row + 1] - instance.start[row]
      let entering = instance.column[instance.start[row] + random.below(length)]
      if state.place[Int(entering)] >= 0 { continue }
      guard let (_, delta) = state.bestExchange(self, for: entering, &random), delta < 0 else { continue }
      losses.append(-delta)
    }
    losses.sort()
    return losses.isEmpty ? 1 : losses[losses.count * 3 / 100]
  }

  private struct State {
    var open: [Int32] = []
    /// Where each column stands in `open`; -1: closed.
    var place: [Int32]
    var count: [Int32]
    var sum: [Int]
    /// What only this column covers.
    var loss: [Double]
    private var relief: [Double]
    private var touched: [Int32] = []
    private var groupCount: [Int]

    init(_ problem: CoverAnnealing, open isOpen: [Bool]) {
      let instance = problem.instance
      place = [Int32](repeating: -1, count: instance.columnCount)
      count = [Int32](repeating: 0, count: instance.rowCount)
      sum = [Int](repeating: 0, count: instance.rowCount)
      loss = [Double](repeating: 0, count: instance.columnCount)
      relief = loss
      groupCount = [Int](repeating: 0, count: instance.limits.groupMinimum.count)
      for j in isOpen.indices where isOpen[j] { insert(problem, Int32(j)) }
    }

    /// The column to take out for another one, with what the exchange gains; nil when the limits allow none of those
    /// looked at.
    mutating func bestExchange(_ problem: CoverAnnealing, for entering: Int32, _ random: inout SplitMix)
      -> (leaving: Int32, delta: Double)?
    {
      var gain = 0.0
      let end = problem.columnStart[Int(entering) + 1]
      var k = problem.columnStart[Int(entering)]
      while k < end {
        let i = Int(problem.columnRow[k])
        if count[i] == 0 {
          gain += problem.gainOfRow[i]
        } else if count[i] == 1 {
          let owner = sum[i]
          if relief[owner] == 0 { touched.append(Int32(owner)) }
          relief[owner] += problem.gainOfRow[i]
        }
        k += 1
      }
      var best: (leaving: Int32, delta: Double)?
      func consider(_ r: Int32) {
        let delta = gain - loss[Int(r)] + relief[Int(r)]
        if delta > best?.delta ?? -.infinity, isAllowed(problem.instance.limits, r, entering) { best = (r, delta) }
      }
      for r in touched { consider(r) }
      consider(open[random.below(open.count)])
      for r in touched { relief[Int(r)] = 0 }
      touched.removeAll(keepingCapacity: true)
      return best
    }

    private func isAllowed(_ limits: SiteLimits, _ leaving: Int32, _ entering: Int32) -> Bool {
      guard limits.hasGroups else { return true }
      let from = Int(limits.group[Int(leaving)])
      let to = Int(limits.group[Int(entering)])
      if from == to { return true }
      if from >= 0, groupCount[from] <= limits.groupMinimum[from] { return false }
      return to < 0 || groupCount[to] < limits.groupMaximum[to]
    }

    mutating func insert(_ problem: CoverAnnealing, _ j: Int32) {
      place[Int(j)] = Int32(open.count)
      open.append(j)
      countGroup(problem.instance.limits, j, 1)
      for k in problem.columnStart[Int(j)]..<problem.columnStart[Int(j) + 1] {
        let i = Int(problem.columnRow[k])
        if count[i] == 0 {
          loss[Int(j)] += problem.gainOfRow[i]
        } else if count[i] == 1 {
          loss[sum[i]] -= problem.gainOfRow[i]
        }
        count[i] += 1
        sum[i] += Int(j)
      }
    }

    mutating func close(_ problem: CoverAnnealing, _ j: Int32) {
      let at = Int(place[Int(j)])
      let last = open[open.count - 1]
      open[at] = last
      place[Int(last)] = Int32(at)
      open.removeLast()
      place[Int(j)] = -1
      countGroup(problem.instance.limits, j, -1)
      for k in problem.columnStart[Int(j)]..<problem.columnStart[Int(j) + 1] {
        let i = Int(problem.columnRow[k])
        count[i] -= 1
        sum[i] -= Int(j)
        if count[i] == 1 { loss[sum[i]] += problem.gainOfRow[i] }
      }
      loss[Int(j)] = 0
    }

    private mutating func countGroup(_ limits: SiteLimits, _ j: Int32, _ change: Int) {
      if limits.hasGroups, limits.group[Int(j)] >= 0 { groupCount[Int(limits.group[Int(j)])] += change }
    }
  }
}

/// A small random number generator (Steele, Lea & Flood 2014), the same on every machine.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0..<count.
  mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

  /// 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
