/// The greatest profit of items that fit a capacity, by branch and bound on the items in order of profit for load
/// (Horowitz & Sahni 1974).
struct Knapsack {
  private static let mostNodes = 4000

  private var profit: [Double] = []
  private var load: [Double] = []
  private var item: [Int32] = []
  private var taken: [Bool] = []
  private var bestTaken: [Bool] = []
  private var best = 0.0
  private var nodes = 0

  /// The chosen items of the last solve.
  private(set) var chosen: [Int32] = []

  /// The greatest profit, or, where it takes too long to find, a bound that is not below it.
  ///
  /// - Parameter items: each with its profit, above 0, and its load.
  mutating func solve(_ items: [(item: Int32, profit: Double, load: Double)], capacity: Double) -> Double {
    let sorted = items.filter { $0.load <= capacity }.sorted {
      let (a, b) = ($0.profit * $1.load, $1.profit * $0.load)
      return a != b ? a > b : $0.item < $1.item
    }
    profit.removeAll(keepingCapacity: true)
    load.removeAll(keepingCapacity: true)
    item.removeAll(keepingCapacity: true)
    for one in sorted {
      profit.append(one.profit)
      load.append(one.load)
      item.append(one.item)
    }
    taken = [Bool](repeating: false, count: item.count)
    bestTaken = taken
    best = 0
    nodes = 0
    let bound = relaxed(from: 0, room: capacity)
    visit(0, 0, capacity)
    chosen.removeAll(keepingCapacity: true)
    for k in item.indices where bestTaken[k] { chosen.append(item[k]) }
    return nodes > Self.mostNodes ? max(best, bound) : best
  }

  /// The profit of the items from one on where one of them may be cut.
  private func relaxed(from first: Int, room: Double) -> Double {
    var room = room
    var sum = 0.0
    for k in first..<item.count {
      if load[k] > room { return sum + profit[k] * room / load[k] }
      room -= load[k]
      sum += profit[k]
    }
    return sum
  }

  private mutating func visit(_ k: Int, _ sum: Double, _ room: Double) {
    nodes += 1
    if sum > best {
      best = sum
      bestTaken = taken
    }
    if k == item.count || nodes > Self.mostNodes { return }
    if load[k] <= room {
      taken[k] = true
      visit(k + 1, sum + profit[k], room - load[k])
      taken[k] = false
    }
    if sum + relaxed(from: k + 1, room: room) > best * (1 + 1e-12) { visit(k + 1, sum, room) }
  }

  /// A bound on the profit of a choice that must hold one item more, of which the capacity and profit are given apart.
  static func relaxedProfit(_ items: [(profit: Double, load: Double)], room: Double) -> Double {
    var room = room
    var sum = 0.0
    for one in items {
      if one.load > room { return sum + one.profit * room / one.load }
      room -= one.load
      sum += one.profit
    }
    return sum
  }
}
