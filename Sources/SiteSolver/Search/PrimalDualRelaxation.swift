/// The linear relaxation of a `ValueInstance` with few levels per row (MCLP), solved by a primal-dual method.
///
/// A row's best value is built up over its levels, the distinct values in descending order: reaching level l is
/// worth the step down to the next level times min(1, Σ x over the columns of the levels up to l) (the radius
/// formulation: García, Labbé & Marín 2011, INFORMS Journal on Computing 23:546; for one level per row this is the
/// MCLP). With a multiplier per level, any multipliers between 0 and the step bound the objective from above by
/// Lagrangian duality, however far the method is from converging. The method is the restarted, preconditioned
/// primal-dual hybrid gradient of Chambolle & Pock 2011 and Applegate et al. 2021 ("PDLP"); one iteration is one
/// sweep over the pairs, and a row is left as soon as it is served and no multiplier further down is positive.
final class PrimalDualRelaxation: ValueRelaxation {
  private let instance: ValueInstance
  private let columns: Int
  private let rows: Int
  // Levels: those of row i are levelStart[i]..<levelStart[i + 1]; level l ends before pair levelEnd[l].
  private let levelStart: [Int]
  private let levelEnd: [Int]
  private let step: [Double]
  private let dualStep: [Double]
  private let primalStep: [Double]
  private let firstValues: Double
  /// The columns of each group, and last those without one; empty without groups.
  private let members: [[Int32]]
  private let threads: Int
  /// The rows of a long sweep in four parts, whatever the number of threads, so that sums come out the same.
  private let parts: [Range<Int>]

  private var multiplier: [Double]
  private var multiplierSum: [Double]
  private var multiplierAtRestart: [Double]
  /// One past the last level of each row with a positive multiplier.
  private var activeEnd: [Int]
  private var x: [Double]
  private var extrapolated: [Double]
  private var xSum: [Double]
  private var xAtRestart: [Double]
  private var profit: [Double]
  private var profitSum: [Double]
  private var total = 0.0
  private var totalSum = 0.0
  private var sinceRestart = 0
  private var weight: Double
  private var threshold = 0.0
  private var iterations = 0
  private var gapAtRestart = Double.infinity
  private var lastGap = Double.infinity
  private var choice: LimitedChoice

  /// No choice of columns is worth more.
  private(set) var bestBound = Double.infinity
  /// The worth of the best fractional choice found: no bound of this kind can be below it.
  private(set) var bestFractional = -Double.infinity
  private(set) var bestX: [Double]
  /// Columns that every choice better than the cut-off has (1) or that none has (-1).
  private(set) var fixed: [Int8]

  init(_ instance: ValueInstance, start: RelaxationStart?, threads: Int) {
    self.instance = instance
    self.threads = threads
    columns = instance.columnCount
    rows = instance.rowCount
    var levelStart = [0]
    var levelEnd: [Int] = []
    var step: [Double] = []
    var dualStep: [Double] = []
    var multiplier: [Double] = []
    levelStart.reserveCapacity(rows + 1)
    levelEnd.reserveCapacity(instance.column.count)
    step.reserveCapacity(instance.column.count)
    dualStep.reserveCapacity(instance.column.count)
    multiplier.reserveCapacity(instance.column.count)
    var slope = [Double](repeating: 0, count: columns)
    var firstValues = instance.constant
    let most = max(1, min(instance.limits.maximum, columns))
    // Levels far beyond the share of columns that each open one serves never matter, and must not slow the rest.
    let depth = 2 * (columns / most) + 5
    for i in 0..<rows {
      let begin = instance.start[i]
      let end = instance.start[i + 1]
      firstValues += instance.value[begin]
      let span = instance.value[begin] - instance.value[end - 1]
      let isPenalised = instance.penalty > 0 && instance.value[end - 1] - instance.base[i] >= instance.penalty * 0.999
      var reach = begin + depth
      while reach < end, instance.value[reach] == instance.value[begin] { reach += 1 }
      let floor =
        reach < end
        ? instance.value[reach]
        : isPenalised ? instance.value[end - 1] - max(span, instance.typicalSpan) : instance.base[i]
      for k in begin..<end {
        if instance.value[k] > floor { slope[Int(instance.column[k])] += instance.value[k] - floor }
        let next = k + 1 < end ? instance.value[k + 1] : instance.base[i]
        if next == instance.value[k] { continue }
        let height = instance.value[k] - next
        levelEnd.append(k + 1)
        step.append(height)
        let scale = isPenalised && k + 1 == end ? max(span, instance.typicalSpan) : height
        dualStep.append(scale / Double(k + 1 - begin))
        if let start {
          let below = k + 1 < end ? start.prices[k + 1] : 0
          multiplier.append(min(max(start.prices[k] - below, 0), height))
        } else {
          multiplier.append(k < reach ? (isPenalised && k + 1 == end ? 0 : height / 2) : 0)
        }
      }
      levelStart.append(levelEnd.count)
    }
    self.levelStart = levelStart
    self.levelEnd = levelEnd
    self.step = step
    self.dualStep = dualStep
    self.multiplier = multiplier
    self.firstValues = firstValues
    let steepest = slope.max() ?? 1
    primalStep = slope.map { 1 / max($0, 1e-6 * steepest, 1e-12) }
    multiplierSum = [Double](repeating: 0, count: multiplier.count)
    multiplierAtRestart = multiplier
    activeEnd = Array(levelStart.dropFirst())
    let uniform = min(1, Double(most) / Double(max(1, columns)))
    x = start?.x ?? [Double](repeating: uniform, count: columns)
    weight = start?.weight ?? 1
    extrapolated = x
    xSum = [Double](repeating: 0, count: columns)
    xAtRestart = x
    bestX = x
    profit = xSum
    profitSum = xSum
    fixed = [Int8](repeating: 0, count: columns)
    let groups = instance.limits.groupMinimum.count
    choice = LimitedChoice(columns: columns, groups: groups)
    var members: [[Int32]] = []
    if instance.limits.hasGroups {
      members = [[Int32]](repeating: [], count: groups + 1)
      for j in 0..<columns {
        let g = Int(instance.limits.group[j])
        members[g >= 0 ? g : groups].append(Int32(j))
      }
    }
    self.members = members
    parts = Self.parts(of: instance)
  }

  private static func parts(of instance: ValueInstance) -> [Range<Int>] {
    let count = instance.column.count < 200_000 ? 1 : 4
    var ends = [0]
    for part in 1..<(count + 1) {
      var row = ends[part - 1]
      while row < instance.rowCount, instance.start[row] < instance.column.count / count * part { row += 1 }
      ends.append(part == count ? instance.rowCount : row)
    }
    return (0..<count).map { ends[$0]..<ends[$0 + 1] }
  }

  /// Iterates until the bound is at the cut-off, or the fractional choice shows that it will not get there and the
  /// bound has closed in on it, or the steps or the time are used up.
  ///
  /// - Parameter tolerance: how near: the distance of bound and fractional worth as a share of that of bound and
  ///   cut-off.
  func run(steps: Int, tolerance: Double, cutoff: Double, clock: SearchClock) -> RelaxationOutcome {
    let checkEvery = 20
    for iteration in 1...max(1, steps) {
      clock.iterations += 1
      clock.work += 2 * instance.column.count
      iterations += 1
      sweep()
      project()
      sinceRestart += 1
      guard iteration % checkEvery == 0 || iteration == steps else { continue }
      let averageScale = 1 / Double(sinceRestart)
      let averageProfit = profitSum.map { $0 * averageScale }
      let averageX = xSum.map { $0 * averageScale }
      let currentBound = bound(profit: profit, total: total, cutoff: cutoff)
      if bestBound <= cutoff { return .cutOff }
      let averageBound = bound(profit: averageProfit, total: totalSum * averageScale, cutoff: cutoff)
      if bestBound <= cutoff { return .cutOff }
      let currentWorth = fractionalWorth(x)
      let averageWorth = fractionalWorth(averageX)
      if currentWorth > bestFractional {
        bestFractional = currentWorth
        bestX = x
      }
      if averageWorth > bestFractional {
        bestFractional = averageWorth
        bestX = averageX
      }
      if bestFractional > cutoff, bestBound - bestFractional <= tolerance * (bestBound - cutoff) {
        return .converged
      }
      if clock.isExpired() { return .outOfSteps }
      let currentGap = currentBound - currentWorth
      let averageGap = averageBound - averageWorth
      let gap = min(currentGap, averageGap)
      if gapAtRestart == .infinity { gapAtRestart = 4 * gap }
      let isLong = sinceRestart >= 60 && Double(sinceRestart) >= 0.36 * Double(iterations)
      if gap < 0.2 * gapAtRestart || (gap < 0.6 * gapAtRestart && gap > lastGap) || isLong {
        restart(fromAverage: averageGap < currentGap, averageX)
        gapAtRestart = gap
      }
      lastGap = gap
    }
    return .outOfSteps
  }

  /// What a child of the search starts from.
  func warmStart() -> RelaxationStart {
    var prices = [Double](repeating: 0, count: instance.column.count)
    for i in 0..<rows {
      var l = levelStart[i + 1]
      var sum = 0.0
      var k = instance.start[i + 1]
      while l > levelStart[i] {
        l -= 1
        sum += multiplier[l]
        let begin = l > levelStart[i] ? levelEnd[l - 1] : instance.start[i]
        while k > begin {
          k -= 1
          prices[k] = sum
        }
      }
    }
    return RelaxationStart(x: x, prices: prices, multipliers: [], weight: weight)
  }

  /// One dual step, and with it the profit of each column under the new multipliers.
  private func sweep() {
    nonisolated(unsafe) let this = self
    let columns = columns
    multiplier.withUnsafeMutableBufferPointer { multiplier in
      multiplierSum.withUnsafeMutableBufferPointer { multiplierSum in
        activeEnd.withUnsafeMutableBufferPointer { activeEnd in
          extrapolated.withUnsafeBufferPointer { x in
            // Each part has rows of its own.
            nonisolated(unsafe) let (multiplier, multiplierSum, activeEnd, x) = (
              multiplier, multiplierSum, activeEnd, x
            )
            let results = inParallel(parts.count, threads: threads) { part in
              var profit = [Double](repeating: 0, count: columns)
              let total = profit.withUnsafeMutableBufferPointer { profit in
                this.sweep(this.parts[part], multiplier, multiplierSum, activeEnd, x, profit)
              }
              return (profit: profit, total: total)
            }
            total = results.reduce(0) { $0 + $1.total }
            profit = results[0].profit
            for result in results.dropFirst() { for j in 0..<columns { profit[j] += result.profit[j] } }
          }
        }
      }
    }
    totalSum += total
    for j in 0..<columns { profitSum[j] += profit[j] }
  }

  private func sweep(
    _ range: Range<Int>, _ multiplier: UnsafeMutableBufferPointer<Double>,
    _ multiplierSum: UnsafeMutableBufferPointer<Double>, _ activeEnd: UnsafeMutableBufferPointer<Int>,
    _ x: UnsafeBufferPointer<Double>, _ profit: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let weight = weight
    let instance = instance
    var total = 0.0
    levelStart.withUnsafeBufferPointer { levelStart in
      levelEnd.withUnsafeBufferPointer { levelEnd in
        step.withUnsafeBufferPointer { step in
          dualStep.withUnsafeBufferPointer { dualStep in
            instance.column.withUnsafeBufferPointer { column in
              instance.start.withUnsafeBufferPointer { start in
                for i in range {
                  let first = levelStart[i]
                  let end = levelStart[i + 1]
                  let active = activeEnd[i]
                  var l = first
                  var k = start[i]
                  var reached = 0.0
                  var newEnd = first
                  while l < end {
                    let stop = levelEnd[l]
                    while k < stop {
                      reached += x[Int(column[k])]
                      k += 1
                    }
                    let moved = multiplier[l] - weight * dualStep[l] * (reached - 1)
                    let value = min(max(moved, 0), step[l])
                    multiplier[l] = value
                    l += 1
                    if value > 0 {
                      multiplierSum[l - 1] += value
                      newEnd = l
                    }
                    if reached >= 1 && l >= active { break }
                  }
                  activeEnd[i] = newEnd
                  var sum = 0.0
                  l = newEnd
                  if l > first { k = levelEnd[l - 1] }
                  while l > first {
                    l -= 1
                    sum += multiplier[l]
                    let begin = l > first ? levelEnd[l - 1] : start[i]
                    while k > begin {
                      k -= 1
                      profit[Int(column[k])] += sum
                    }
                  }
                  total += sum
                }
              }
            }
          }
        }
      }
    }
    return total
  }

  /// One primal step: along the profits, then to the nearest point that keeps the limits.
  private func project() {
    let limits = instance.limits
    let most = Double(min(limits.maximum, columns))
    let columns = columns
    let weight = weight
    var threshold = threshold
    extrapolated.withUnsafeMutableBufferPointer { v in
      x.withUnsafeMutableBufferPointer { x in
        xSum.withUnsafeMutableBufferPointer { xSum in
          primalStep.withUnsafeBufferPointer { step in
            profit.withUnsafeBufferPointer { profit in
              for j in 0..<columns { v[j] = x[j] + step[j] / weight * profit[j] }
            }
            let values = UnsafeBufferPointer(v)
            func settle(_ j: Int, _ t: Double) {
              let projected = min(max(v[j] - step[j] * t, 0), 1)
              v[j] = 2 * projected - x[j]
              x[j] = projected
              xSum[j] += projected
            }
            guard limits.hasGroups else {
              threshold = Self.threshold(values, step, 0..<columns, target: most, from: threshold)
              for j in 0..<columns { settle(j, threshold) }
              return
            }
            // A group's own multiplier differs from the common one only where that breaks one of its limits: then it
            // is the one that meets the limit.
            let least = Self.groupThresholds(values, step, members, limits.groupMaximum)
            let greatest = Self.groupThresholds(values, step, members, limits.groupMinimum)
            threshold = Self.commonThreshold(values, step, members, from: least, to: greatest, target: most)
            for g in members.indices {
              let t = g < least.count ? max(least[g], min(threshold, greatest[g])) : threshold
              for j in members[g] { settle(Int(j), t) }
            }
          }
        }
      }
    }
    self.threshold = threshold
  }

  /// The multiplier t for which Σ clip(v − step × t) over some columns is the target, by safeguarded Newton steps.
  private static func threshold(
    _ v: UnsafeBufferPointer<Double>, _ step: UnsafeBufferPointer<Double>, _ list: some Collection<Int>,
    target: Double, from guess: Double
  ) -> Double {
    var low = -Double.infinity
    var high = Double.infinity
    var t = guess
    for _ in 0..<60 {
      var sum = 0.0
      var slope = 0.0
      for j in list {
        let value = v[j] - step[j] * t
        if value >= 1 {
          sum += 1
        } else if value > 0 {
          sum += value
          slope += step[j]
        }
      }
      let excess = sum - target
      if abs(excess) <= 1e-9 * max(1, target) { break }
      if excess > 0 { low = t } else { high = t }
      var next = slope > 0 ? t + excess / slope : .nan
      if !(next > low && next < high) {
        if low.isFinite && high.isFinite {
          next = (low + high) / 2
        } else {
          // Jump far enough out to bracket the target.
          var reach = 0.0
          for j in list { reach = max(reach, (abs(v[j]) + 1) / step[j]) }
          next = low.isFinite ? reach : -reach
          if next == t { break }
        }
      }
      t = next
    }
    return t
  }

  /// For each group the multiplier at which it has a number of columns: minus infinity where it never has more, plus
  /// infinity where it never has fewer.
  private static func groupThresholds(
    _ v: UnsafeBufferPointer<Double>, _ step: UnsafeBufferPointer<Double>, _ members: [[Int32]], _ counts: [Int]
  ) -> [Double] {
    counts.indices.map { g in
      if counts[g] >= members[g].count { return -.infinity }
      if counts[g] <= 0 { return .infinity }
      return threshold(v, step, members[g].lazy.map { Int($0) }, target: Double(counts[g]), from: 0)
    }
  }

  /// The multiplier at which all columns together are the target, each group's own kept between its two; the last
  /// list of members are the columns without a group.
  private static func commonThreshold(
    _ v: UnsafeBufferPointer<Double>, _ step: UnsafeBufferPointer<Double>, _ members: [[Int32]],
    from least: [Double], to greatest: [Double], target: Double
  ) -> Double {
    func total(_ t: Double) -> Double {
      var sum = 0.0
      for g in members.indices {
        let own = g < least.count ? max(least[g], min(t, greatest[g])) : t
        for j in members[g] { sum += min(max(v[Int(j)] - step[Int(j)] * own, 0), 1) }
      }
      return sum
    }
    var low = Double.infinity
    var high = -Double.infinity
    for j in v.indices {
      low = min(low, (v[j] - 1) / step[j])
      high = max(high, v[j] / step[j])
    }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if total(middle) > target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The Lagrangian bound of some multipliers, by the profits that they give; fixes the columns that it decides.
  private func bound(profit: [Double], total: Double, cutoff: Double) -> Double {
    choice.choose(profit: profit, limits: instance.limits)
    let bound = firstValues - total + choice.total
    bestBound = min(bestBound, bound)
    if cutoff > -.infinity, bound > cutoff {
      let losses = choice.lossOfForcing(profit: profit, limits: instance.limits)
      for j in 0..<columns where bound - losses[j] <= cutoff { fixed[j] = choice.chosen[j] ? 1 : -1 }
    }
    return bound
  }

  private func fractionalWorth(_ x: [Double]) -> Double {
    var sum = instance.constant
    let instance = instance
    x.withUnsafeBufferPointer { x in
      instance.column.withUnsafeBufferPointer { column in
        for i in 0..<rows {
          var l = levelStart[i]
          let end = levelStart[i + 1]
          var k = instance.start[i]
          var reached = 0.0
          sum += instance.base[i]
          while l < end {
            while k < levelEnd[l] {
              reached += x[Int(column[k])]
              k += 1
            }
            if reached >= 1 {
              sum += instance.value[k - 1] - instance.base[i]
              break
            }
            sum += step[l] * reached
            l += 1
          }
        }
      }
    }
    return sum
  }

  private func restart(fromAverage: Bool, _ averageX: [Double]) {
    if fromAverage {
      let scale = 1 / Double(sinceRestart)
      x = averageX
      for i in 0..<rows {
        var end = levelStart[i]
        for l in levelStart[i]..<levelStart[i + 1] {
          multiplier[l] = multiplierSum[l] * scale
          if multiplier[l] > 0 { end = l + 1 }
        }
        activeEnd[i] = end
      }
    }
    // Balance the steps by how far each side moved.
    var primal = 0.0
    for j in 0..<columns { primal += (x[j] - xAtRestart[j]) * (x[j] - xAtRestart[j]) / primalStep[j] }
    var dual = 0.0
    for l in multiplier.indices {
      let moved = multiplier[l] - multiplierAtRestart[l]
      if moved != 0 { dual += moved * moved / dualStep[l] }
    }
    if primal > 1e-18, dual > 1e-18 {
      weight = (dual.squareRoot() / primal.squareRoot() * weight).squareRoot()
    }
    extrapolated = x
    xAtRestart = x
    multiplierAtRestart = multiplier
    for l in multiplierSum.indices { multiplierSum[l] = 0 }
    for j in 0..<columns {
      xSum[j] = 0
      profitSum[j] = 0
    }
    totalSum = 0
    sinceRestart = 0
  }

  func likelyColumns(cutoff: Double) -> [Bool] { bestX.map { $0 >= 0.001 } }

  /// The column to branch on: the most undecided by its weight in the objective.
  func branchingColumn() -> Int32 {
    var best = 0
    var bestScore = -1.0
    for j in 0..<columns {
      let score = min(bestX[j], 1 - bestX[j]) * profit[j] + 1e-9 * profit[j]
      if score > bestScore {
        bestScore = score
        best = j
      }
    }
    return Int32(best)
  }
}
