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

  init(_ instance: ValueInstance, start: RelaxationStart?) {
    self.instance = instance
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
    choice = LimitedChoice(columns: columns, groups: instance.limits.groupMinimum.count)
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
    let weight = weight
    let column = instance.column
    let start = instance.start
    let rows = rows
    var total = 0.0
    multiplier.withUnsafeMutableBufferPointer { multiplier in
      multiplierSum.withUnsafeMutableBufferPointer { multiplierSum in
        activeEnd.withUnsafeMutableBufferPointer { activeEnd in
          profit.withUnsafeMutableBufferPointer { profit in
            profit.update(repeating: 0)
            extrapolated.withUnsafeBufferPointer { x in
              levelStart.withUnsafeBufferPointer { levelStart in
                levelEnd.withUnsafeBufferPointer { levelEnd in
                  step.withUnsafeBufferPointer { step in
                    dualStep.withUnsafeBufferPointer { dualStep in
                      column.withUnsafeBufferPointer { column in
                        start.withUnsafeBufferPointer { start in
                          for i in 0..<rows {
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
            }
          }
        }
      }
    }
    self.total = total
    totalSum += total
    for j in 0..<columns { profitSum[j] += profit[j] }
  }

  /// One primal step: along the profits, then to the nearest point that keeps the limits.
  private func project() {
    for j in 0..<columns { extrapolated[j] = x[j] + primalStep[j] / weight * profit[j] }
    let limits = instance.limits
    let most = Double(min(limits.maximum, columns))
    if limits.hasGroups {
      projectWithGroups(most)
    } else {
      threshold = cappedThreshold(extrapolated, target: most, from: threshold) { _ in true }
      for j in 0..<columns {
        let projected = min(max(extrapolated[j] - primalStep[j] * threshold, 0), 1)
        extrapolated[j] = 2 * projected - x[j]
        x[j] = projected
        xSum[j] += projected
      }
    }
  }

  /// The multiplier t for which Σ clip(v − step × t) over some columns is the target, by safeguarded Newton steps.
  private func cappedThreshold(
    _ v: [Double], target: Double, from guess: Double, _ isIn: (Int) -> Bool
  ) -> Double {
    var low = -Double.infinity
    var high = Double.infinity
    var t = guess
    for _ in 0..<60 {
      var sum = 0.0
      var slope = 0.0
      for j in 0..<columns where isIn(j) {
        let value = v[j] - primalStep[j] * t
        if value >= 1 {
          sum += 1
        } else if value > 0 {
          sum += value
          slope += primalStep[j]
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
          for j in 0..<columns where isIn(j) { reach = max(reach, (abs(v[j]) + 1) / primalStep[j]) }
          next = low.isFinite ? reach : -reach
          if next == t { break }
        }
      }
      t = next
    }
    return t
  }

  private func projectWithGroups(_ most: Double) {
    let limits = instance.limits
    let groups = limits.groupMinimum.count
    var members = [[Int]](repeating: [], count: groups)
    var ungrouped: [Int] = []
    for j in 0..<columns {
      if limits.group[j] >= 0 { members[Int(limits.group[j])].append(j) } else { ungrouped.append(j) }
    }
    func value(_ j: Int, _ t: Double) -> Double { min(max(extrapolated[j] - primalStep[j] * t, 0), 1) }
    func sum(_ list: [Int], _ t: Double) -> Double { list.reduce(0) { $0 + value($1, t) } }
    func threshold(of g: Int, at t: Double) -> Double {
      let now = sum(members[g], t)
      let target: Double
      if now > Double(limits.groupMaximum[g]) {
        target = Double(limits.groupMaximum[g])
      } else if now < Double(limits.groupMinimum[g]) {
        target = Double(limits.groupMinimum[g])
      } else {
        return t
      }
      var (low, high) = bracket(members[g])
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if sum(members[g], middle) > target { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
    func bracket(_ list: [Int]) -> (Double, Double) {
      var low = Double.infinity
      var high = -Double.infinity
      for j in list {
        low = min(low, (extrapolated[j] - 1) / primalStep[j])
        high = max(high, extrapolated[j] / primalStep[j])
      }
      return list.isEmpty ? (0, 0) : (low, high)
    }
    var (low, high) = bracket(Array(0..<columns))
    for _ in 0..<40 {
      let middle = (low + high) / 2
      var all = sum(ungrouped, middle)
      for g in 0..<groups { all += sum(members[g], threshold(of: g, at: middle)) }
      if all > most { low = middle } else { high = middle }
    }
    let common = (low + high) / 2
    func settle(_ j: Int, _ t: Double) {
      let projected = value(j, t)
      extrapolated[j] = 2 * projected - x[j]
      x[j] = projected
      xSum[j] += projected
    }
    for g in 0..<groups {
      let t = threshold(of: g, at: common)
      for j in members[g] { settle(j, t) }
    }
    for j in ungrouped { settle(j, common) }
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
