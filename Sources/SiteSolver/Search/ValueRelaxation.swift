/// The Lagrangian bound of a `ValueInstance` and its descent by deflected subgradients.
struct ValueRelaxation {
  private let instance: ValueInstance
  private var multipliers: [Double]
  private var profit: [Double]
  private var choice: LimitedChoice
  private(set) var bestBound = Double.infinity
  private(set) var bestMultipliers: [Double]
  /// How often each column was chosen lately, as a running mean: a stand-in for the linear relaxation's value.
  private(set) var frequency: [Double]

  init(_ instance: ValueInstance, multipliers: [Double]) {
    self.instance = instance
    self.multipliers = multipliers
    bestMultipliers = multipliers
    profit = [Double](repeating: 0, count: instance.columnCount)
    frequency = [Double](repeating: 0, count: instance.columnCount)
    choice = LimitedChoice(columns: instance.columnCount, groups: instance.limits.groupMinimum.count)
  }

  /// Sets the profits for the multipliers and returns the bound.
  private mutating func evaluate(_ u: [Double]) -> Double {
    var sum = instance.constant
    let instance = instance
    profit.withUnsafeMutableBufferPointer { profit in
      profit.update(repeating: 0)
      u.withUnsafeBufferPointer { u in
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

  /// Descends until the cut-off, the steps or the clock ends it. `offer` is given choices now and then and returns
  /// the best objective and the cut-off of the search.
  mutating func descend(
    steps: Int, target: Double, cutoff: Double, clock: SearchClock,
    offer: ([Bool]) -> (target: Double, cutoff: Double)
  ) {
    var target = target
    var cutoff = cutoff
    var theta = 1.0
    var stale = 0
    var direction = [Double](repeating: 0, count: instance.rowCount)
    for step in 0..<steps {
      clock.iterations += 1
      let bound = evaluate(multipliers)
      let share = step < 5 ? 1 / Double(step + 1) : 0.15
      for j in frequency.indices { frequency[j] += share * ((choice.chosen[j] ? 1 : 0) - frequency[j]) }
      if bound < bestBound {
        if bound < bestBound - 1e-5 * abs(bestBound) { stale = 0 } else { stale += 1 }
        bestBound = bound
        bestMultipliers = multipliers
        if bound <= cutoff { return }
      } else {
        stale += 1
      }
      if step % 8 == 0 || target == -.infinity { (target, cutoff) = offer(choice.chosen) }
      if bestBound <= cutoff { return }
      if stale >= 12 {
        theta /= 2
        stale = 0
        multipliers = bestMultipliers
        if theta < 0.002 { break }
        _ = evaluate(multipliers)
      }
      if step % 16 == 15, clock.isExpired() { return }
      let length = subgradient(&direction)
      if length == 0 { break }
      let gap = max(bound - max(target, bound - 0.05 * max(abs(bound), 1)), 1e-9 * abs(bound))
      let size = theta * gap / length
      for i in multipliers.indices {
        multipliers[i] = max(instance.base[i], multipliers[i] - size * direction[i])
      }
    }
    // The profits and the choice are read by the fixing tests, and must be those of the best multipliers.
    _ = evaluate(bestMultipliers)
  }

  /// The deflected subgradient and its squared length.
  private func subgradient(_ direction: inout [Double]) -> Double {
    var length = 0.0
    let chosen = choice.chosen
    direction.withUnsafeMutableBufferPointer { direction in
      chosen.withUnsafeBufferPointer { chosen in
        instance.start.withUnsafeBufferPointer { start in
          instance.column.withUnsafeBufferPointer { column in
            instance.value.withUnsafeBufferPointer { value in
              for i in 0..<multipliers.count {
                let ui = multipliers[i]
                var served = 0
                var k = start[i]
                let end = start[i + 1]
                while k < end, value[k] > ui {
                  if chosen[Int(column[k])] { served += 1 }
                  k += 1
                }
                var g = Double(1 - served) + 0.3 * direction[i]
                if g > 0 && ui <= instance.base[i] { g = 0 }
                direction[i] = g
                length += g * g
              }
            }
          }
        }
      }
    }
    return length
  }

  /// The columns that every choice better than the cut-off has, and those that none has.
  func fixings(cutoff: Double) -> (chosen: [Int32], dropped: [Int32]) {
    var chosen: [Int32] = []
    var dropped: [Int32] = []
    let losses = choice.lossOfForcing(profit: profit, limits: instance.limits)
    for (j, loss) in losses.enumerated() where bestBound - loss <= cutoff {
      if choice.chosen[j] { chosen.append(Int32(j)) } else { dropped.append(Int32(j)) }
    }
    return (chosen, dropped)
  }

  /// The column that the relaxation is least sure of.
  func branchingColumn() -> Int32 {
    var best = 0
    var bestScore = -Double.infinity
    for j in frequency.indices {
      let score = (0.5 - abs(frequency[j] - 0.5)) * (profit[j] + 1e-9) + 1e-12 * profit[j]
      if score > bestScore {
        bestScore = score
        best = j
      }
    }
    return Int32(best)
  }
}
