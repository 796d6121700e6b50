/// How many columns of a search may be chosen, in all and per group.
///
/// Count and group limits form a generalised polymatroid: the greedy choice is a best choice, and the best choice
/// with one column forced in or out differs from it by one exchange. Both facts are used for bounds and fixing.
struct SiteLimits: Sendable {
  /// The fewest and the most columns to choose.
  var minimum: Int
  var maximum: Int
  /// The group of each column, -1 for none; empty when there are no group limits.
  var group: [Int32]
  var groupMinimum: [Int]
  var groupMaximum: [Int]

  var hasGroups: Bool { !group.isEmpty }

  /// Whether any choice from the columns keeps all limits.
  func isFeasible(columns: Int) -> Bool {
    if minimum > maximum || maximum < 0 { return false }
    guard hasGroups else { return minimum <= columns }
    var available = [Int](repeating: 0, count: groupMinimum.count)
    var most = 0
    for g in group { if g >= 0 { available[Int(g)] += 1 } else { most += 1 } }
    var least = 0
    for g in available.indices {
      if groupMaximum[g] < 0 || groupMinimum[g] > min(available[g], groupMaximum[g]) { return false }
      least += max(0, groupMinimum[g])
      most += min(available[g], groupMaximum[g])
    }
    return least <= maximum && minimum <= most
  }

  /// The limits that remain after some columns are chosen and others dropped; `kept` maps new columns to old.
  func reduced(choosing chosen: [Int32], kept: [Int32]) -> SiteLimits {
    var limits = self
    limits.minimum = max(0, minimum - chosen.count)
    limits.maximum = maximum == Int.max ? Int.max : maximum - chosen.count
    if hasGroups {
      for column in chosen where group[Int(column)] >= 0 {
        limits.groupMinimum[Int(group[Int(column)])] -= 1
        limits.groupMaximum[Int(group[Int(column)])] -= 1
      }
      for g in limits.groupMinimum.indices { limits.groupMinimum[g] = max(0, limits.groupMinimum[g]) }
      limits.group = kept.map { group[Int($0)] }
      if limits.group.isEmpty { limits.group = [-1] }
    }
    return limits
  }
}

/// The best choice of columns by profit under the limits, and what it costs to force a column in or out.
struct LimitedChoice {
  private(set) var chosen: [Bool]
  private(set) var list: [Int32] = []
  private(set) var total = 0.0
  private var order: [Int32]
  private var groupCount: [Int]

  init(columns: Int, groups: Int) {
    chosen = [Bool](repeating: false, count: columns)
    order = (0..<Int32(columns)).map { $0 }
    groupCount = [Int](repeating: 0, count: groups)
  }

  /// Chooses the columns of the greatest total profit; ties by column. Columns without positive profit are taken
  /// only to reach a minimum.
  mutating func choose(profit: [Double], limits: SiteLimits) {
    for column in list { chosen[Int(column)] = false }
    list.removeAll(keepingCapacity: true)
    total = 0
    profit.withUnsafeBufferPointer { profit in
      let before: (Int32, Int32) -> Bool = {
        let a = profit[Int($0)]
        let b = profit[Int($1)]
        return a > b || (a == b && $0 < $1)
      }
      if !limits.hasGroups {
        let most = min(limits.maximum, profit.count)
        selectFirst(most, before: before)
        for k in 0..<most where profit[Int(order[k])] > 0 { take(order[k], profit) }
        // For a minimum the best of the others: the prefix is not sorted.
        if list.count < limits.minimum {
          order.sort(by: before)
          for column in order where list.count < limits.minimum && !chosen[Int(column)] { take(column, profit) }
        }
        return
      }
      order.sort(by: before)
      for g in groupCount.indices { groupCount[g] = 0 }
      for column in order {
        let g = Int(limits.group[Int(column)])
        if g >= 0, groupCount[g] < limits.groupMinimum[g] {
          groupCount[g] += 1
          take(column, profit)
        }
      }
      for column in order where !chosen[Int(column)] {
        if list.count >= limits.maximum { break }
        if profit[Int(column)] <= 0 && list.count >= limits.minimum { break }
        let g = Int(limits.group[Int(column)])
        if g >= 0 {
          if groupCount[g] >= limits.groupMaximum[g] { continue }
          groupCount[g] += 1
        }
        take(column, profit)
      }
    }
  }

  private mutating func take(_ column: Int32, _ profit: UnsafeBufferPointer<Double>) {
    chosen[Int(column)] = true
    list.append(column)
    total += profit[Int(column)]
  }

  /// Moves the first `count` columns of the order to the front, in no particular order among themselves.
  private mutating func selectFirst(_ count: Int, before: (Int32, Int32) -> Bool) {
    guard count > 0, count < order.count else { return }
    order.withUnsafeMutableBufferPointer { order in
      var low = 0
      var high = order.count - 1
      while low < high {
        let pivot = order[(low + high) / 2]
        var i = low
        var j = high
        while i <= j {
          while before(order[i], pivot) { i += 1 }
          while before(pivot, order[j]) { j -= 1 }
          if i <= j {
            order.swapAt(i, j)
            i += 1
            j -= 1
          }
        }
        if count - 1 <= j { high = j } else if count - 1 >= i { low = i } else { return }
      }
    }
  }

  /// What the best choice loses at least when each column is forced the other way: out for the chosen, in for
  /// the rest. Infinite when the limits leave no such choice.
  func lossOfForcing(profit: [Double], limits: SiteLimits) -> [Double] {
    let groups = groupCount.count
    let count = list.count
    // Cheapest removable of the chosen and best addable of the rest, by group and over groups that can give or take.
    var cheapest = [Double](repeating: .infinity, count: groups)
    var best = [Double](repeating: -.infinity, count: groups)
    var cheapestFree = Double.infinity
    var bestFree = -Double.infinity
    for j in profit.indices {
      let g = limits.hasGroups ? Int(limits.group[j]) : -1
      if chosen[j] {
        if g >= 0 { cheapest[g] = min(cheapest[g], profit[j]) }
        if g < 0 || groupCount[g] > limits.groupMinimum[g] { cheapestFree = min(cheapestFree, profit[j]) }
      } else {
        if g >= 0 { best[g] = max(best[g], profit[j]) }
        if g < 0 || groupCount[g] < limits.groupMaximum[g] { bestFree = max(bestFree, profit[j]) }
      }
    }
    return profit.indices.map { j in
      let g = limits.hasGroups ? Int(limits.group[j]) : -1
      if chosen[j] {
        var replacement = g >= 0 ? best[g] : -Double.infinity
        if g < 0 || groupCount[g] > limits.groupMinimum[g] {
          replacement = max(replacement, bestFree)
          if count > limits.minimum { replacement = max(replacement, 0) }
        }
        return profit[j] - replacement
      }
      var displaced = g >= 0 ? cheapest[g] : Double.infinity
      if g < 0 || groupCount[g] < limits.groupMaximum[g] {
        displaced = min(displaced, cheapestFree)
        if count < limits.maximum { displaced = min(displaced, 0) }
      }
      return displaced - profit[j]
    }
  }
}
