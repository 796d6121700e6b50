/// The Lagrangian bound of a `ValueInstance` whose rows have many levels (p-median, gradual cover).
///
/// Each row has a multiplier and is served at most once; a column is worth what rows would gain above their multipliers
/// (Cornuéjols, Fisher & Nemhauser 1977, Management Science 23:789). Descent by deflected subgradients with Polyak
/// steps towards the best choice known.
final class LagrangianRelaxation: ValueRelaxation {
  private let instance: ValueInstance
  private let columns: Int
  private var multipliers: [Double]
  private var bestMultipliers: [Double]
  private var direction: [Double]
  private var profit: [Double]
  private var choice: LimitedChoice
  private var theta = 1.0
  private var stale = 0
  private var steps = 0
  private(set) var bestBound = Double.infinity
  /// How often each column was chosen lately, as a running mean: a stand-in for the linear relaxation's value.
  private(set) var bestX: [Double]
  private(set) var fixed: [Int8]

  init(_ instance: ValueInstance, start: RelaxationStart?, values: [Double]) {
    self.instance = instance
    columns = instance.columnCount
    if let start, !start.multipliers.isEmpty {
      multipliers = start.multipliers
      theta = 0.3
    } else {
      multipliers = zip(values, instance.base).map { max($0, $1) }
    }
    for i in multipliers.indices { multipliers[i] = max(multipliers[i], instance.base[i]) }
    bestMultipliers = multipliers
    direction = [Double](repeating: 0, count: instance.rowCount)
    profit = [Double](repeating: 0, count: columns)
    bestX = start?.x ?? profit
    fixed = [Int8](repeating: 0, count: columns)
    choice = LimitedChoice(columns: columns, groups: instance.limits.groupMinimum.count)
  }

  func run(steps limit: Int, tolerance: Double, cutoff: Double, clock: SearchClock) -> RelaxationOutcome {
    for step in 0..<limit {
      clock.iterations += 1
      clock.work += instance.column.count
      steps += 1
      let bound = evaluate()
      let share = max(0.05, 1 / Double(steps + 1))
      for j in 0..<columns { bestX[j] += share * ((choice.chosen[j] ? 1 : 0) - bestX[j]) }
      if bound < bestBound {
        // Progress is measured against what is left to gain.
        let isProgress = bestBound == .infinity || bestBound - bound > 0.001 * max(bestBound - cutoff, 0)
        stale = isProgress ? 0 : stale + 1
        bestBound = bound
        bestMultipliers = multipliers
        if bound <= cutoff { return .cutOff }
        fix(bound, cutoff)
      } else {
        stale += 1
        if stale % 5 == 0 { fix(bound, cutoff) }
      }
      if stale >= 10 {
        theta /= 1.5
        stale = 0
        multipliers = bestMultipliers
        for i in direction.indices { direction[i] = 0 }
        if theta < tolerance * 0.002 { return .converged }
        _ = evaluate()
      }
      if step % 16 == 15, clock.isExpired() { break }
      let length = subgradient()
      if length == 0 { return .converged }
      let target = cutoff > -.infinity ? cutoff : bound - 0.05 * max(abs(bound), 1)
      let size = theta * max(bound - target, 1e-9 * abs(bound)) / length
      multipliers.withUnsafeMutableBufferPointer { u in
        direction.withUnsafeBufferPointer { d in
          instance.base.withUnsafeBufferPointer { base in
            for i in 0..<u.count { u[i] = max(base[i], u[i] - size * d[i]) }
          }
        }
      }
    }
    return .outOfSteps
  }

  func warmStart() -> RelaxationStart {
    RelaxationStart(x: bestX, prices: [], multipliers: bestMultipliers, weight: 1)
  }

  /// Sets the profits and the choice for the multipliers and returns the bound.
  private func evaluate() -> Double {
    var sum = instance.constant
    let instance = instance
    profit.withUnsafeMutableBufferPointer { profit in
      profit.update(repeating: 0)
      multipliers.withUnsafeBufferPointer { u in
        instance.start.withUnsafeBufferPointer { start in
          instance.column.withUnsafeBufferPointer { column in
            instance.value.withUnsafeBufferPointer { value in
              for i in 0..<u.count {
                let ui = u[i]
                sum += ui
                var k = start[i]
                let end = start[i + 1]
                while k < end, value[k] > ui {
                  profit[Int(column[k])] += value[k] - ui
                  k += 1
                }
              }
            }
          }
        }
      }
    }
    choice.choose(profit: profit, limits: instance.limits)
    return sum + choice.total
  }

  private func fix(_ bound: Double, _ cutoff: Double) {
    guard cutoff > -.infinity else { return }
    let losses = choice.lossOfForcing(profit: profit, limits: instance.limits)
    for j in 0..<columns where bound - losses[j] <= cutoff { fixed[j] = choice.chosen[j] ? 1 : -1 }
  }

  /// The deflected subgradient and its squared length.
  ///
  /// Zero when the choice serves every row once, whatever is left of earlier directions; and no less than a share of
  /// the undeflected one, so that a step does not grow beyond all measure where the two all but cancel.
  private func subgradient() -> Double {
    var length = 0.0
    var own = 0.0
    let chosen = choice.chosen
    let instance = instance
    direction.withUnsafeMutableBufferPointer { direction in
      chosen.withUnsafeBufferPointer { chosen in
        instance.start.withUnsafeBufferPointer { start in
          instance.column.withUnsafeBufferPointer { column in
            instance.value.withUnsafeBufferPointer { value in
              multipliers.withUnsafeBufferPointer { multipliers in
                for i in 0..<multipliers.count {
                  let ui = multipliers[i]
                  var served = 0
                  var k = start[i]
                  let end = start[i + 1]
                  while k < end, value[k] > ui {
                    if chosen[Int(column[k])] { served += 1 }
                    k += 1
                  }
                  let miss = Double(1 - served)
                  if miss < 0 || ui > instance.base[i] { own += miss * miss }
                  var g = miss + 0.7 * direction[i]
                  if g > 0 && ui <= instance.base[i] { g = 0 }
                  direction[i] = g
                  length += g * g
                }
              }
            }
          }
        }
      }
    }
    return own == 0 ? 0 : max(length, 1e-3 * own)
  }

  /// Those whose forcing costs less than half of the gap.
  func likelyColumns(cutoff: Double) -> [Bool] {
    multipliers = bestMultipliers
    let gap = evaluate() - cutoff
    let losses = choice.lossOfForcing(profit: profit, limits: instance.limits)
    return losses.indices.map { choice.chosen[$0] || losses[$0] < 0.5 * gap }
  }

  func branchingColumn() -> Int32 {
    var best = 0
    var bestScore = -Double.infinity
    for j in 0..<columns where fixed[j] == 0 {
      let score = min(bestX[j], 1 - bestX[j]) * (profit[j] + 1e-9) + 1e-12 * profit[j]
      if score > bestScore {
        bestScore = score
        best = j
      }
    }
    return Int32(best)
  }
}
