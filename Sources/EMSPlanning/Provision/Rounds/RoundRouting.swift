/// Splits the stops of one base into rounds of at most a day, with the least driving; on a matrix of seconds.
///
/// Node 0 is the base, the others are the stops. This is the vehicle routing problem with a limit on the length of a
/// route (Laporte, Desrochers and Nobert 1984). Up to ``exactStops`` stops are solved exactly: the best tour of every
/// set of stops (Held and Karp 1962), and the best partition into sets. More are split by savings (Clarke and Wright
/// 1964) and improved by moves and exchanges between rounds; then the bound says how far from the best they may be.
struct RoundRouting {
  /// The most stops that are solved exactly.
  static let exactStops = 10

  /// The journey from one node to another; infinite where there is none.
  let seconds: [[Double]]
  /// The stay at each stop.
  let visit: Double
  /// The longest round, stays included; a stop that takes longer alone has a round of its own all the same.
  let day: Double

  struct Answer {
    /// The stops of each round in their order, ascending by the first stop.
    var rounds: [[Int]]
    /// The driving of all rounds together.
    var driving: Double
    /// What no split can be below.
    var bound: Double
    var isOptimal: Bool
  }

  private var stops: Int { seconds.count - 1 }

  func solve() -> Answer {
    guard stops > 0 else { return Answer(rounds: [], driving: 0, bound: 0, isOptimal: true) }
    let isExact = stops <= Self.exactStops
    let rounds = (isExact ? exactRounds() : improvedRounds()).map(oriented).sorted { $0[0] < $1[0] }
    let driving = rounds.reduce(0) { $0 + length(of: $1) }
    return Answer(
      rounds: rounds, driving: driving, bound: isExact ? driving : min(driving, bound(below: driving)),
      isOptimal: isExact)
  }

  /// The driving of one round, out and back.
  func length(of round: [Int]) -> Double {
    var sum = 0.0
    var last = 0
    for stop in round {
      sum += seconds[last][stop]
      last = stop
    }
    return sum + seconds[last][0]
  }

  private func fits(_ driving: Double, stops count: Int) -> Bool {
    count == 1 || driving + Double(count) * visit <= day + Self.tolerance
  }

  /// Rounding of sums of seconds may not decide.
  private static let tolerance = 1e-6

  /// Where both ways take the same time, the one that begins with the lower stop.
  private func oriented(_ round: [Int]) -> [Int] {
    let reversed = Array(round.reversed())
    guard length(of: reversed) <= length(of: round) + Self.tolerance, let first = round.first, let last = round.last,
      last < first
    else { return round }
    return reversed
  }

  // MARK: Exact

  private func exactRounds() -> [[Int]] {
    let (cost, order) = bestTours(of: Array(1...stops))
    let sets = 1 << stops
    var best = [Double](repeating: .infinity, count: sets)
    var choice = [Int](repeating: 0, count: sets)
    best[0] = 0
    for set in 1..<sets {
      // The round of the lowest stop is chosen first, so that each partition is looked at once.
      let lowest = set & -set
      let rest = set ^ lowest
      var other = rest
      while true {
        let part = other | lowest
        if fits(cost[part], stops: part.nonzeroBitCount) {
          let total = cost[part] + best[set ^ part]
          if total < best[set] - Self.tolerance {
            best[set] = total
            choice[set] = part
          }
        }
        if other == 0 { break }
        other = (other - 1) & rest
      }
    }
    var rounds: [[Int]] = []
    var set = sets - 1
    while set != 0 {
      rounds.append(order(choice[set]))
      set ^= choice[set]
    }
    return rounds
  }

  /// The least driving of a tour through each set of the nodes, and the order of one that has it (Held and Karp 1962).
  private func bestTours(of nodes: [Int]) -> (cost: [Double], order: (Int) -> [Int]) {
    let count = nodes.count
    let sets = 1 << count
    var path = [Double](repeating: .infinity, count: sets * count)
    var before = [Int8](repeating: -1, count: sets * count)
    for end in 0..<count { path[(1 << end) * count + end] = seconds[0][nodes[end]] }
    for set in 1..<sets {
      for end in 0..<count where set & (1 << end) != 0 {
        let here = path[set * count + end]
        guard here.isFinite else { continue }
        for next in 0..<count where set & (1 << next) == 0 {
          let index = (set | 1 << next) * count + next
          let there = here + seconds[nodes[end]][nodes[next]]
          if there < path[index] {
            path[index] = there
            before[index] = Int8(end)
          }
        }
      }
    }
    var cost = [Double](repeating: 0, count: sets)
    var last = [Int](repeating: -1, count: sets)
    for set in 1..<sets {
      cost[set] = .infinity
      for end in 0..<count where set & (1 << end) != 0 {
        let total = path[set * count + end] + seconds[nodes[end]][0]
        if total < cost[set] { (cost[set], last[set]) = (total, end) }
      }
    }
    return (
      cost,
      { chosen in
        var order: [Int] = []
        var (set, end) = (chosen, last[chosen])
        while end >= 0 {
          order.append(nodes[end])
          let previous = Int(before[set * count + end])
          set ^= 1 << end
          end = previous
        }
        return order.reversed()
      }
    )
  }

  // MARK: Savings and improvement

  private func improvedRounds() -> [[Int]] {
    var rounds = savings()
    // Each pass shortens the driving; a pass over many stops takes long, so there are fewer of those.
    for _ in 0..<min(100, max(5, 20_000 / stops)) {
      rounds = rounds.map(shortened)
      guard let better = moved(rounds) ?? exchanged(rounds) else { break }
      rounds = better.filter { !$0.isEmpty }
    }
    return rounds
  }

  private func savings() -> [[Int]] {
    var roundOf = Array(0...stops)
    var rounds: [[Int]] = [[]] + (1...stops).map { [$0] }
    var pairs: [(saving: Double, from: Int, to: Int)] = []
    for from in 1...stops {
      for to in 1...stops where to != from {
        let saving = seconds[from][0] + seconds[0][to] - seconds[from][to]
        if saving > 0 { pairs.append((saving, from, to)) }
      }
    }
    pairs.sort { ($1.saving, $0.from, $0.to) < ($0.saving, $1.from, $1.to) }
    for pair in pairs {
      let (head, tail) = (roundOf[pair.from], roundOf[pair.to])
      guard head != tail, rounds[head].last == pair.from, rounds[tail].first == pair.to else { continue }
      let joined = rounds[head] + rounds[tail]
      guard fits(length(of: joined), stops: joined.count) else { continue }
      rounds[head] = joined
      for stop in rounds[tail] { roundOf[stop] = head }
      rounds[tail] = []
    }
    return rounds.filter { !$0.isEmpty }
  }

  /// The same stops in a better order.
  private func shortened(_ round: [Int]) -> [Int] {
    if round.count <= Self.exactStops {
      let order = bestTours(of: round.sorted()).order((1 << round.count) - 1)
      return length(of: order) < length(of: round) - Self.tolerance ? order : round
    }
    var best = round
    var improved = true
    while improved {
      improved = false
      for start in 0..<best.count - 1 {
        for end in start + 1..<best.count {
          var turned = best
          turned[start...end].reverse()
          if length(of: turned) < length(of: best) - Self.tolerance {
            best = turned
            improved = true
          }
        }
      }
    }
    return best
  }

  /// One stop in another round, where that shortens the driving; nil when none does.
  private func moved(_ rounds: [[Int]]) -> [[Int]]? {
    for from in rounds.indices {
      for at in rounds[from].indices {
        var left = rounds[from]
        let stop = left.remove(at: at)
        let gain = length(of: rounds[from]) - (left.isEmpty ? 0 : length(of: left))
        for to in rounds.indices where to != from {
          let old = length(of: rounds[to])
          for place in 0...rounds[to].count {
            var longer = rounds[to]
            longer.insert(stop, at: place)
            let new = length(of: longer)
            guard new - old < gain - Self.tolerance, fits(new, stops: longer.count) else { continue }
            var result = rounds
            (result[from], result[to]) = (left, longer)
            return result
          }
        }
      }
    }
    return nil
  }

  /// Two stops in each other's round, where that shortens the driving; nil when none does.
  private func exchanged(_ rounds: [[Int]]) -> [[Int]]? {
    for first in rounds.indices {
      for second in rounds.indices where second > first {
        let old = length(of: rounds[first]) + length(of: rounds[second])
        for i in rounds[first].indices {
          for j in rounds[second].indices {
            var (one, two) = (rounds[first], rounds[second])
            (one[i], two[j]) = (two[j], one[i])
            let (a, b) = (length(of: one), length(of: two))
            guard a + b < old - Self.tolerance, fits(a, stops: one.count), fits(b, stops: two.count) else { continue }
            var result = rounds
            (result[first], result[second]) = (one, two)
            return result
          }
        }
      }
    }
    return nil
  }

  // MARK: Bound

  /// What no split can be below: the greatest of three bounds.
  ///
  /// Radial (Haimovich and Rinnooy Kan 1985): a round is at least as long as the way to any of its stops and back, so at
  /// least the mean over its stops, and beside a far stop a day holds only so many. Spanning tree: without the last leg
  /// of each, the rounds connect everything, and there are at least as many rounds as days of work. Set prices: see
  /// ``priced(below:)``.
  func bound(below known: Double = .infinity) -> Double {
    let there = (1...stops).map { seconds[0][$0] + seconds[$0][0] }
    let radial = (1...stops).reduce(0) { $0 + share(of: $1) }
    let tree = spanningTree()
    let rounds = max(1, ((Double(stops) * visit + tree) / day - Self.tolerance).rounded(.up))
    // A stop that takes longer than a day alone makes the count of days meaningless, though not the tree.
    let fewest = there.allSatisfy { $0 + visit <= day } ? rounds : 1
    let shortest = (1...stops).map { seconds[$0][0] }.min() ?? 0
    let simple = max(radial, tree + fewest * shortest)
    guard known.isFinite, let priced = priced(below: known) else { return simple }
    return max(simple, priced)
  }

  /// The way to a stop and back, divided by the most stops that a day with that way holds.
  private func share(of stop: Int) -> Double {
    let there = seconds[0][stop] + seconds[stop][0]
    let most = visit > 0 ? ((day - there + Self.tolerance) / visit).rounded(.down) : Double(stops)
    return there / min(max(1, most), Double(stops))
  }

  /// More sets of stops than this are not looked at, nor rounds of more stops.
  private static let mostSets = 10_000
  private static let longestPricedRound = 5

  /// The bound of the set partitioning problem over all rounds that fit a day, its cover relaxed by prices of the stops
  /// that a subgradient search raises (Fisher 1981); nil where there are too many such rounds.
  ///
  /// For any prices the sum of all prices, plus for each stop the least negative of cost less prices over the rounds of
  /// which it is the lowest stop, is a bound.
  private func priced(below known: Double) -> Double? {
    guard let sets = fittingSets() else { return nil }
    var price = [0] + (1...stops).map(share)
    var best = 0.0
    var step = 1.0
    var stale = 0
    for _ in 0..<200 {
      var value = price.reduce(0, +)
      var slope = [0] + [Double](repeating: 1, count: stops)
      for group in sets.groups {
        var least = -Self.tolerance
        var chosen: Int?
        for set in group {
          var reduced = sets.cost[set]
          for member in sets.start[set]..<sets.start[set + 1] { reduced -= price[sets.members[member]] }
          if reduced < least { (least, chosen) = (reduced, set) }
        }
        guard let chosen else { continue }
        value += least
        for member in sets.start[chosen]..<sets.start[chosen + 1] { slope[sets.members[member]] -= 1 }
      }
      if value > best + Self.tolerance {
        best = value
        stale = 0
      } else {
        stale += 1
        if stale == 8 { (step, stale) = (step / 2, 0) }
      }
      let norm = slope.reduce(0) { $0 + $1 * $1 }
      guard norm > 0 else { break }
      let move = step * (known - value) / norm
      for stop in 1...stops { price[stop] += move * slope[stop] }
    }
    return best
  }

  /// Sets of stops that fit a day, each with its least driving, grouped by their lowest stop.
  private struct FittingSets {
    var members: [Int] = []
    var start = [0]
    var cost: [Double] = []
    var groups: [Range<Int>] = []
  }

  private func fittingSets() -> FittingSets? {
    guard visit > 0, (day + Self.tolerance) / visit < Double(Self.longestPricedRound + 1) else { return nil }
    var sets = FittingSets()
    // By the triangle inequality a set that does not fit is in none that does.
    func extend(_ set: [Int], driving: Double) -> Bool {
      guard sets.cost.count < Self.mostSets else { return false }
      sets.members += set
      sets.start.append(sets.members.count)
      sets.cost.append(driving)
      guard let last = set.last, last < stops, fits(driving, stops: set.count + 1) else { return true }
      for next in last + 1...stops {
        let longer = set + [next]
        let driving = bestTours(of: longer).cost[(1 << longer.count) - 1]
        if fits(driving, stops: longer.count), !extend(longer, driving: driving) { return false }
      }
      return true
    }
    for lowest in 1...stops {
      let first = sets.cost.count
      guard extend([lowest], driving: seconds[0][lowest] + seconds[lowest][0]) else { return nil }
      sets.groups.append(first..<sets.cost.count)
    }
    return sets
  }

  private func spanningTree() -> Double {
    var reach = [Double](repeating: .infinity, count: stops + 1)
    var isIn = [Bool](repeating: false, count: stops + 1)
    reach[0] = 0
    var sum = 0.0
    for _ in 0...stops {
      guard let node = reach.indices.filter({ !isIn[$0] }).min(by: { (reach[$0], $0) < (reach[$1], $1) }) else { break }
      isIn[node] = true
      sum += reach[node]
      for other in reach.indices where !isIn[other] {
        reach[other] = min(reach[other], min(seconds[node][other], seconds[other][node]))
      }
    }
    return sum
  }
}
