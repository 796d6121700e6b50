/// A choice of sites and an assignment that moves: demand points change their site, two of them exchange theirs, a
/// site's demand moves to a better site as a whole. What is above a site's room is allowed at a price that adapts.
struct CapacitatedDescent {
  private let instance: CapacitatedInstance
  private(set) var isOpen: [Bool]
  private var open: [Int] = []
  /// The site of each demand point; -1 where it is left out.
  private(set) var site: [Int]
  private var used: [Double]
  private var members: [[Int32]]
  private var groupCount: [Int]
  private var freeCount = 0
  /// The price of a unit above the room.
  private var penalty: Double
  private let basePenalty: Double
  private var random: SplitMix
  private(set) var best: (cost: Double, site: [Int], isOpen: [Bool])?
  /// Pairs looked at.
  private(set) var work = 0

  init(_ instance: CapacitatedInstance, seed: UInt64) {
    self.instance = instance
    random = SplitMix(seed: seed)
    isOpen = instance.isFixed
    site = [Int](repeating: -1, count: instance.demandCount)
    used = [Double](repeating: 0, count: instance.siteCount)
    members = [[Int32]](repeating: [], count: instance.siteCount)
    groupCount = [Int](repeating: 0, count: instance.limits.groupMinimum.count)
    let loads = instance.load.reduce(0, +)
    var finite = 0.0
    var count = 0.0
    for cost in instance.cost where cost < .infinity {
      finite += abs(cost)
      count += 1
    }
    let mean = count > 0 ? finite / count : 1
    basePenalty = max(1e-6, (mean > 0 ? mean : 1) * Double(instance.demandCount) / max(loads, 1e-9))
    penalty = basePenalty
  }

  private func over(_ j: Int, _ change: Double) -> Double {
    max(0, used[j] + change - instance.room[j] * (1 + 1e-12))
  }
  private var overload: Double { open.reduce(0) { $0 + over($1, 0) } }
  private func costOf(_ i: Int, _ j: Int) -> Double { j < 0 ? 0 : instance.cost(i, j) }

  private var cost: Double {
    var sum = 0.0
    for i in 0..<instance.demandCount { sum += costOf(i, site[i]) }
    for j in open { sum += instance.siteCost[j] }
    return sum
  }

  private func group(_ j: Int) -> Int {
    instance.limits.hasGroups && instance.column[j] >= 0 ? Int(instance.limits.group[instance.column[j]]) : -1
  }

  private mutating func setOpen(_ j: Int, _ value: Bool) {
    isOpen[j] = value
    if value { open.append(j) } else { open.removeAll { $0 == j } }
    freeCount += value ? 1 : -1
    let g = group(j)
    if g >= 0 { groupCount[g] += value ? 1 : -1 }
  }

  private mutating func move(_ i: Int, to j: Int) {
    let old = site[i]
    if old >= 0 {
      used[old] -= instance.load[i]
      if let k = members[old].firstIndex(of: Int32(i)) { members[old].swapAt(k, members[old].count - 1) }
      members[old].removeLast()
    }
    site[i] = j
    if j >= 0 {
      used[j] += instance.load[i]
      members[j].append(Int32(i))
    }
  }

  /// Starts afresh from some sites, those with the most to choose between first.
  mutating func start(opening sites: [Int]) {
    isOpen = [Bool](repeating: false, count: instance.siteCount)
    open = []
    for g in groupCount.indices { groupCount[g] = 0 }
    for j in sites {
      isOpen[j] = true
      open.append(j)
      let g = group(j)
      if g >= 0 { groupCount[g] += 1 }
    }
    freeCount = sites.count { !instance.isFixed[$0] }
    for j in used.indices {
      used[j] = 0
      members[j] = []
    }
    for i in site.indices { site[i] = -1 }
    var regret = [Double](repeating: 0, count: instance.demandCount)
    for i in regret.indices {
      var (first, second) = (Double.infinity, Double.infinity)
      for j in open {
        let c = instance.cost(i, j)
        if c < first { (first, second) = (c, first) } else if c < second { second = c }
      }
      regret[i] = second - first
      if regret[i].isNaN { regret[i] = 0 }
    }
    for i in regret.indices.sorted(by: { (-regret[$0], -instance.load[$0], $0) < (-regret[$1], -instance.load[$1], $1) }
    ) {
      move(i, to: bestSite(i))
    }
    work += instance.demandCount * open.count * 2
  }

  /// The open site at which a demand point costs least, what it puts above the room included.
  private func bestSite(_ i: Int) -> Int {
    var best = -1
    var least = instance.mayLeaveOut ? 0 : Double.infinity
    for j in open {
      let c = instance.cost(i, j)
      guard c < least else { continue }
      let total = c + penalty * (over(j, instance.load[i]) - over(j, 0))
      if total < least { (best, least) = (j, total) }
    }
    return best
  }

  /// Moves as long as that makes the choice better; keeps the best that no site is too full for.
  mutating func improve() {
    var isBetter = true
    var rounds = 0
    while isBetter, rounds < 60 {
      isBetter = false
      rounds += 1
      for i in 0..<instance.demandCount where shiftOrSwap(i) { isBetter = true }
      if !isBetter, relocate() { isBetter = true }
    }
    let isFull = overload > 0
    let served = instance.mayLeaveOut || !site.contains { $0 < 0 }
    if !isFull, served, keepsLimits {
      let cost = cost
      if cost < best.map({ $0.cost - 1e-9 * max(1, abs($0.cost)) }) ?? .infinity { best = (cost, site, isOpen) }
    }
    penalty = min(max(penalty * (isFull || !served ? 1.4 : 0.93), basePenalty / 8), basePenalty * 500)
  }

  private var keepsLimits: Bool {
    if freeCount < instance.limits.minimum || freeCount > instance.limits.maximum { return false }
    return groupCount.indices.allSatisfy {
      groupCount[$0] >= instance.limits.groupMinimum[$0] && groupCount[$0] <= instance.limits.groupMaximum[$0]
    }
  }

  private mutating func shiftOrSwap(_ i: Int) -> Bool {
    let from = site[i]
    let own = costOf(i, from)
    let load = instance.load[i]
    let relief = from >= 0 ? penalty * (over(from, -load) - over(from, 0)) : 0
    var best = -1e-9 * max(1, abs(own))
    var target: Int?
    var partner: Int?
    if instance.mayLeaveOut, from >= 0, relief - own < best { (best, target) = (relief - own, -1) }
    work += open.count
    for j in open where j != from {
      let c = instance.cost(i, j)
      guard c < .infinity else { continue }
      let shift = c - own + relief + penalty * (over(j, load) - over(j, 0))
      if shift < best { (best, target, partner) = (shift, j, nil) }
      // An exchange that pays is found from the side that it makes cheaper, or that is too full.
      guard c < own || (from >= 0 && over(from, 0) > 0), from >= 0 || instance.mayLeaveOut else { continue }
      work += members[j].count
      for k in members[j] {
        let other = Int(k)
        let back = costOf(other, from)
        guard back < .infinity else { continue }
        let change = instance.load[other] - load
        let relieved = from >= 0 ? over(from, change) - over(from, 0) : 0
        let swap =
          c + back - own - instance.cost(other, j) + penalty * (relieved + over(j, -change) - over(j, 0))
        if swap < best { (best, target, partner) = (swap, j, other) }
      }
    }
    guard let target else { return false }
    if let partner {
      move(partner, to: from)
      move(i, to: target)
    } else {
      move(i, to: target)
    }
    return true
  }

  /// Moves the demand of one site to a closed site as a whole.
  private mutating func relocate() -> Bool {
    for old in open where !instance.isFixed[old] {
      let now =
        members[old].reduce(0) { $0 + instance.cost(Int($1), old) } + instance.siteCost[old] + penalty * over(old, 0)
      var least = now - 1e-9 * max(1, abs(now))
      var better: Int?
      for new in instance.free where !isOpen[new] && (group(new) == group(old)) {
        var sum = instance.siteCost[new] + penalty * max(0, used[old] - instance.room[new] * (1 + 1e-12))
        work += members[old].count
        for i in members[old] {
          sum += instance.cost(Int(i), new)
          if sum >= least { break }
        }
        if sum < least { (least, better) = (sum, new) }
      }
      guard let better else { continue }
      let moved = members[old]
      setOpen(better, true)
      for i in moved { move(Int(i), to: better) }
      setOpen(old, false)
      return true
    }
    return false
  }

  /// Goes back to the best choice known.
  mutating func returnToBest() {
    guard let best else { return }
    let sites = (0..<instance.siteCount).filter { best.isOpen[$0] }
    start(opening: sites)
    for (i, j) in best.site.enumerated() where site[i] != j { move(i, to: j) }
  }

  /// Closes, opens or exchanges a site at random, the open one's neighbours preferred.
  ///
  /// - Parameter promising: sites worth opening.
  mutating func shake(_ promising: [Int]) {
    let removable = open.filter { !instance.isFixed[$0] }
    let range = instance.limits
    var canDrop = freeCount > range.minimum && !removable.isEmpty
    var canAdd = freeCount < range.maximum
    let draw = random.below(10)
    if canDrop && canAdd {
      (canDrop, canAdd) = draw < 3 ? (true, false) : draw < 5 ? (false, true) : (false, false)
    } else if canDrop {
      canDrop = draw < 4
    } else if canAdd {
      canAdd = draw < 4 || removable.isEmpty
    }
    var closing: Int?
    if !canAdd, !removable.isEmpty { closing = removable[random.below(removable.count)] }
    var opening: Int?
    if !canDrop {
      let pool = random.below(4) == 0 ? instance.free : promising
      for _ in 0..<12 where !pool.isEmpty {
        var j = pool[random.below(pool.count)]
        if let closing, random.below(2) == 0, !members[closing].isEmpty {
          // Where one of its own is served cheapest.
          let i = Int(members[closing][random.below(members[closing].count)])
          j = cheapestClosed(i, rank: random.below(4)) ?? j
        }
        if !isOpen[j], closing.map({ group($0) == group(j) }) ?? true || !instance.limits.hasGroups {
          opening = j
          break
        }
      }
      guard opening != nil else { return }
    }
    if let opening { setOpen(opening, true) }
    if let closing {
      let moved = members[closing]
      setOpen(closing, false)
      for i in moved { move(Int(i), to: -1) }
      for i in moved.sorted(by: { (-instance.load[Int($0)], $0) < (-instance.load[Int($1)], $1) }) {
        move(Int(i), to: bestSite(Int(i)))
      }
    }
    work += instance.demandCount
  }

  private func cheapestClosed(_ i: Int, rank: Int) -> Int? {
    var near: [(cost: Double, site: Int)] = []
    for j in instance.free where !isOpen[j] && instance.cost(i, j) < .infinity {
      let entry = (instance.cost(i, j), j)
      if near.count <= rank || entry < (near[near.count - 1].cost, near[near.count - 1].site) {
        let at = near.firstIndex { entry < ($0.cost, $0.site) } ?? near.count
        near.insert((cost: entry.0, site: entry.1), at: at)
        if near.count > rank + 1 { near.removeLast() }
      }
    }
    return near.last?.site
  }

  /// What the choice costs now, what is above the room at its price included.
  var penalised: Double {
    cost + basePenalty * 20 * overload + (instance.mayLeaveOut ? 0 : Double(site.count { $0 < 0 }) * 1e12)
  }
}
