/// The Lagrangian bound of a capacitated instance: the rows that serve each demand point once are relaxed with multipliers, and every site
/// takes the best demand points that fit, a knapsack each (Pirkul 1987; Lorena & Senne 2004).
///
/// The bound is that of the linear relaxation over all ways to fill each site, which is stronger than that of the
/// assignment.
struct CapacitatedRelaxation {
  private let instance: CapacitatedInstance
  private let threads: Int
  /// The demand points that each site can serve.
  private let servable: [[Int32]]
  /// The multiplier of each demand point; never more than leaving it out costs, where that is allowed.
  private(set) var price: [Double]
  /// No choice costs less.
  private(set) var bound = -Double.infinity
  private var bestPrice: [Double]
  private var direction: [Double]
  private var step = 1.5
  private var failures = 0
  /// The sites that the last prices open, fixed ones included.
  private(set) var open: [Int] = []
  /// The prices have come to rest.
  var isDone: Bool { step < 0.004 }

  /// The profits of the knapsacks at some prices, and what they hold.
  private struct Filling {
    var profit: [Double]
    var chosen: [[Int32]]
  }

  init(_ instance: CapacitatedInstance, threads: Int) {
    self.instance = instance
    self.threads = threads
    var servable = [[Int32]](repeating: [], count: instance.siteCount)
    var price = [Double](repeating: 0, count: instance.demandCount)
    for i in 0..<instance.demandCount {
      var (first, second) = (Double.infinity, Double.infinity)
      for j in 0..<instance.siteCount where instance.cost(i, j) < .infinity {
        servable[j].append(Int32(i))
        let cost = instance.cost(i, j)
        if cost < first { (first, second) = (cost, first) } else if cost < second { second = cost }
      }
      price[i] = second < .infinity ? second : first < .infinity ? first : 0
      if instance.mayLeaveOut { price[i] = min(0, price[i] / 2) }
    }
    self.servable = servable
    self.price = price
    bestPrice = price
    direction = [Double](repeating: 0, count: instance.demandCount)
  }

  private func filling(_ price: [Double]) -> Filling {
    let parts = max(1, min(threads, instance.siteCount / 8))
    let results = inParallel(parts, threads: threads) { part -> Filling in
      var knapsack = Knapsack()
      var filling = Filling(profit: [], chosen: [])
      var items: [(item: Int32, profit: Double, load: Double)] = []
      for j in (instance.siteCount * part / parts)..<(instance.siteCount * (part + 1) / parts) {
        items.removeAll(keepingCapacity: true)
        for i in servable[j] {
          let profit = price[Int(i)] - instance.cost(Int(i), j)
          if profit > 0 { items.append((i, profit, instance.load[Int(i)])) }
        }
        filling.profit.append(knapsack.solve(items, capacity: instance.room[j]) - instance.siteCost[j])
        filling.chosen.append(knapsack.chosen)
      }
      return filling
    }
    return Filling(profit: results.flatMap(\.profit), chosen: results.flatMap(\.chosen))
  }

  private func choice(_ profit: [Double]) -> LimitedChoice {
    var choice = LimitedChoice(columns: instance.free.count, groups: instance.limits.groupMinimum.count)
    choice.choose(profit: instance.free.map { profit[$0] }, limits: instance.limits)
    return choice
  }

  private func total(_ price: [Double], _ profit: [Double], _ choice: LimitedChoice) -> Double {
    var sum = price.reduce(0, +) - choice.total
    for j in 0..<instance.siteCount where instance.isFixed[j] { sum -= profit[j] }
    return sum - 1e-9 * max(1, abs(sum))
  }

  /// Moves the prices once, toward a cost that is known to be possible.
  mutating func advance(toward upper: Double) {
    let filling = filling(price)
    let choice = choice(filling.profit)
    open = (0..<instance.siteCount).filter {
      instance.isFixed[$0] || (instance.column[$0] >= 0 && choice.chosen[instance.column[$0]])
    }
    let value = total(price, filling.profit, choice)
    if value > bound {
      if value > bound + 1e-4 * abs(bound) || bound == -.infinity { failures = 0 }
      bound = value
      bestPrice = price
    } else {
      failures += 1
      if failures >= 15 {
        failures = 0
        step *= 0.6
        price = bestPrice
      }
    }
    var slack = [Double](repeating: 1, count: instance.demandCount)
    for j in open { for i in filling.chosen[j] { slack[Int(i)] -= 1 } }
    if instance.mayLeaveOut { for i in slack.indices where price[i] >= 0 { slack[i] = min(slack[i], 0) } }
    var norm = 0.0
    for i in slack.indices {
      direction[i] = slack[i] + 0.4 * direction[i]
      norm += direction[i] * direction[i]
    }
    if norm < 1e-12 {
      step = 0
      return
    }
    let goal = upper < .infinity ? upper : bound + 0.1 * abs(bound) + 1
    let size = step * max(goal - value, 1e-6 * max(1, abs(goal))) / norm
    for i in price.indices {
      price[i] += size * direction[i]
      if instance.mayLeaveOut { price[i] = min(0, price[i]) }
    }
  }

  /// The sites that fill best at the best prices, up to three times as many as may be opened.
  var promising: [Int] {
    let profit = filling(bestPrice).profit
    let sorted = instance.free.sorted { (-profit[$0], $0) < (-profit[$1], $1) }
    return Array(sorted.prefix(max(10, 3 * min(instance.limits.maximum, instance.free.count))))
  }

  /// What a choice must keep to cost less than `upper`: sites that stay closed or open, and pairs that are not used.
  func fixing(below upper: Double) -> (closed: [Bool], opened: [Bool], keepsPair: [Bool]) {
    let filling = filling(bestPrice)
    let choice = choice(filling.profit)
    let value = total(bestPrice, filling.profit, choice)
    let loss = choice.lossOfForcing(profit: instance.free.map { filling.profit[$0] }, limits: instance.limits)
    let margin = upper - value
    var closed = [Bool](repeating: false, count: instance.siteCount)
    var opened = closed
    var keeps = [Bool](repeating: false, count: instance.siteCount * instance.demandCount)
    for j in 0..<instance.siteCount {
      let column = instance.column[j]
      var open = 0.0
      if column >= 0 {
        if choice.chosen[column] { opened[j] = loss[column] > margin } else { open = max(0, loss[column]) }
        if !choice.chosen[column], loss[column] > margin {
          closed[j] = true
          continue
        }
      }
      // The items in order of profit for load, for the bound with one of them held.
      var items = servable[j].map { i in
        (item: i, profit: bestPrice[Int(i)] - instance.cost(Int(i), j), load: instance.load[Int(i)])
      }.filter { $0.profit > 0 }
      items.sort { $0.profit * $1.load > $1.profit * $0.load }
      for i in servable[j] {
        let others = items.filter { $0.item != i }.map { (profit: $0.profit, load: $0.load) }
        let held =
          bestPrice[Int(i)] - instance.cost(Int(i), j)
          + Knapsack.relaxedProfit(others, room: instance.room[j] - instance.load[Int(i)])
        let worse = filling.profit[j] + instance.siteCost[j] - held
        keeps[Int(i) * instance.siteCount + j] = open + worse <= margin
      }
    }
    return (closed, opened, keeps)
  }
}
