import SiteSolver

/// What each open site adds, and what each closed one would do in its place; on indices of a `SiteTable`.
///
/// Losses are in the unit of the model and never negative where the open set is optimal. For the covering models the
/// unit is weight covered: a substitute is judged by the people whom it would leave out, LSCP included.
struct SiteEvaluation {
  let table: SiteTable
  /// Open sites ascending, existing ones included.
  let open: [Int]
  private let isOpen: [Bool]
  /// Sites that a swap may bring in.
  let closed: [Int]
  /// The settlements within the standard of each site, ascending.
  private let reach: [[Int]]
  /// How many open sites have each settlement within the standard.
  private let coverCount: [Int]
  /// The weight of the settlements without cover that each site has within the standard.
  private let gainAlone: [Double]
  /// Per demand point the nearest and second-nearest open site (p-median, p-centre); empty for covering models.
  private let nearest: [(first: Int, cost: Double, secondCost: Double?)]
  /// The journeys of the second aim; nil where there is none.
  let journey: JourneyState?
  /// What each site would save on top of the open ones, and what each open one saves that no other would.
  private let timeGains: [Double]
  private let timeLosses: [TimeSaved]
  /// The settlements whose quickest site each is.
  private let quickest: [[Int]]

  init(table: SiteTable, open: [Int]) {
    self.table = table
    self.open = open
    var isOpen = [Bool](repeating: false, count: table.sites.count)
    for site in open { isOpen[site] = true }
    self.isOpen = isOpen
    closed = table.sites.indices.filter { !isOpen[$0] && !table.isExcluded[$0] }

    let cover = table.withinStandard
    var reach = [[Int]](repeating: [], count: table.sites.count)
    var coverCount = [Int](repeating: 0, count: table.settlements.count)
    for settlement in table.settlements.indices {
      for pair in cover.rowStart[settlement]..<cover.rowStart[settlement + 1] {
        let site = Int(cover.candidates[pair])
        reach[site].append(settlement)
        if isOpen[site] { coverCount[settlement] += 1 }
      }
    }
    self.reach = reach
    self.coverCount = coverCount
    gainAlone = reach.map { $0.reduce(0) { coverCount[$1] == 0 ? $0 + table.weights[$1] : $0 } }
    nearest = Self.minimisesCost(table.problem.model) ? Self.nearestTwo(table.costs, isOpen: isOpen) : []
    let state = table.journey.map { JourneyState($0, weights: table.weights, isOpen: isOpen) }
    journey = state
    timeGains = state?.gains(siteCount: table.sites.count) ?? []
    timeLosses = state?.losses(siteCount: table.sites.count) ?? []
    var quickest = [[Int]](repeating: [], count: state == nil ? 0 : table.sites.count)
    for (settlement, site) in (state?.first ?? []).enumerated() {
      if let site { quickest[site].append(settlement) }
    }
    self.quickest = quickest
  }

  /// Whether the model works on costs to the nearest site rather than on cover.
  static func minimisesCost(_ model: SitingModel) -> Bool {
    switch model {
    case .pMedian, .pCentre, .capacitatedPMedian: true
    default: false
    }
  }

  /// Settlements within the standard of this open site and of no other.
  func served(onlyBy site: Int) -> [Int] { reach[site].filter { coverCount[$0] == 1 } }

  func demand(of settlements: some Sequence<Int>) -> Headcount {
    var result = Headcount.zero
    for settlement in settlements { result.add(table.settlements[settlement]) }
    return result
  }

  /// Everyone within the standard of one of these sites.
  func demand(servedBy sites: some Sequence<Int>) -> Headcount {
    var seen = [Bool](repeating: false, count: table.settlements.count)
    for site in sites { for settlement in reach[site] { seen[settlement] = true } }
    return demand(of: seen.indices.filter { seen[$0] })
  }

  /// Which closed sites bring the most more people within the standard when they are added, each the best after those
  /// before it; fewer where none adds anybody. Ties go to the lower place.
  func bestAdditions(upTo most: Int) -> (sites: [Int], gained: Headcount) {
    var isServed = coverCount.map { $0 > 0 }
    var sites: [Int] = []
    var gained = Headcount.zero
    while sites.count < most {
      let gains = closed.map { site in reach[site].reduce(0) { isServed[$1] ? $0 : $0 + table.weights[$1] } }
      guard let best = closed.indices.max(by: { (gains[$0], -$0) < (gains[$1], -$1) }), gains[best] > 0 else { break }
      let new = reach[closed[best]].filter { !isServed[$0] }
      for settlement in new { isServed[settlement] = true }
      gained = gained + demand(of: new)
      sites.append(closed[best])
    }
    return (sites, gained)
  }

  /// Settlements that no open site reaches within the standard.
  var unserved: [Int] { coverCount.indices.filter { coverCount[$0] == 0 } }

  /// The settlements whose nearest open site within the standard this is, for every open site.
  func territories() -> [Int: [Int]] {
    let cover = table.withinStandard
    var result: [Int: [Int]] = [:]
    for settlement in table.settlements.indices {
      var best: (site: Int, cost: Double)?
      for pair in cover.rowStart[settlement]..<cover.rowStart[settlement + 1] {
        let site = Int(cover.candidates[pair])
        guard isOpen[site], best.map({ cover.costs[pair] < $0.cost }) ?? true else { continue }
        best = (site, cover.costs[pair])
      }
      if let best { result[best.site, default: []].append(settlement) }
    }
    return result
  }

  /// What this open site saves of people's journeys that no other would.
  func timeSaved(onlyBy site: Int) -> TimeSaved { timeLosses.isEmpty ? .none : timeLosses[site] }

  /// The person-seconds that a closed site would save on top of the open ones; nil where there is no second aim.
  func timeGain(of site: Int) -> Double? { timeGains.isEmpty ? nil : timeGains[site] }

  /// What all open sites save of today's journeys.
  var timeSaved: TimeSaved { journey?.saved ?? .none }

  /// By how much the choice gets worse without this site; nil when somebody would then have no site at all.
  func lossWithout(_ site: Int) -> SiteLoss? {
    guard !nearest.isEmpty else {
      return SiteLoss(
        objective: served(onlyBy: site).reduce(table.worth[site]) { $0 + table.weights[$1] },
        personSeconds: timeSaved(onlyBy: site).personSeconds)
    }
    var total = 0.0
    var greatest = 0.0
    for (demand, near) in nearest.enumerated() {
      var cost = near.cost
      if near.first == site {
        guard let second = near.secondCost else { return nil }
        cost = second
      }
      total += table.weights[demand] * cost
      greatest = max(greatest, cost)
    }
    return SiteLoss(objective: combined(total: total, greatest: greatest) - currentCost)
  }

  /// For every closed candidate the loss when it takes the place of an open site; nil where the limits forbid it or
  /// somebody would have no site at all.
  func lossesOfSwaps(replacing site: Int) -> [(candidate: Int, loss: SiteLoss)] {
    var result: [(candidate: Int, loss: SiteLoss)] = []
    if nearest.isEmpty {
      let unique = served(onlyBy: site)
      let lost = unique.reduce(table.worth[site]) { $0 + table.weights[$1] }
      var regained: [Int: Double] = [:]
      let cover = table.withinStandard
      for settlement in unique {
        for pair in cover.rowStart[settlement]..<cover.rowStart[settlement + 1] {
          regained[Int(cover.candidates[pair]), default: 0] += table.weights[settlement]
        }
      }
      let madeGood = journey?.madeGood(without: site, members: quickest[site]) ?? [:]
      let timeLost = timeSaved(onlyBy: site).personSeconds
      for candidate in closed where limitsAllow(replacing: site, by: candidate) {
        let time = timeGains.isEmpty ? 0 : timeLost - timeGains[candidate] - (madeGood[candidate] ?? 0)
        result.append(
          (
            candidate,
            SiteLoss(
              objective: lost - (table.worth[candidate] + gainAlone[candidate] + (regained[candidate] ?? 0)),
              personSeconds: time)
          ))
      }
      return result
    }
    for candidate in closed where limitsAllow(replacing: site, by: candidate) {
      var total = 0.0
      var greatest = 0.0
      var everyoneHasASite = true
      for (demand, near) in nearest.enumerated() {
        let kept: Double? = near.first == site ? near.secondCost : near.cost
        let own = table.costs.cost(demand: demand, candidate: candidate)
        guard let cost = [kept, own].compactMap({ $0 }).min() else {
          everyoneHasASite = false
          break
        }
        total += table.weights[demand] * cost
        greatest = max(greatest, cost)
      }
      if everyoneHasASite {
        result.append((candidate, SiteLoss(objective: combined(total: total, greatest: greatest) - currentCost)))
      }
    }
    return result
  }

  private var currentCost: Double {
    var total = 0.0
    var greatest = 0.0
    for (demand, near) in nearest.enumerated() {
      total += table.weights[demand] * near.cost
      greatest = max(greatest, near.cost)
    }
    return combined(total: total, greatest: greatest)
  }

  private func combined(total: Double, greatest: Double) -> Double {
    table.problem.model == .pCentre ? greatest : total
  }

  private func limitsAllow(replacing site: Int, by candidate: Int) -> Bool {
    guard let groups = table.problem.groups else { return true }
    let from = groups.groupOfCandidate[site]
    let to = groups.groupOfCandidate[candidate]
    guard from != to else { return true }
    func openCount(_ group: Int) -> Int { open.count { groups.groupOfCandidate[$0] == group } }
    if let from, openCount(from) - 1 < groups.limits[from].lowerBound { return false }
    if let to, openCount(to) + 1 > groups.limits[to].upperBound { return false }
    return true
  }

  private static func nearestTwo(
    _ costs: SparseCosts, isOpen: [Bool]
  ) -> [(first: Int, cost: Double, secondCost: Double?)] {
    var result: [(first: Int, cost: Double, secondCost: Double?)] = []
    result.reserveCapacity(costs.demandCount)
    for demand in 0..<costs.demandCount {
      var first = -1
      var firstCost = Double.infinity
      var secondCost = Double.infinity
      for pair in costs.rowStart[demand]..<costs.rowStart[demand + 1] {
        let site = Int(costs.candidates[pair])
        guard isOpen[site] else { continue }
        let cost = costs.costs[pair]
        if cost < firstCost {
          secondCost = firstCost
          first = site
          firstCost = cost
        } else if cost < secondCost {
          secondCost = cost
        }
      }
      guard first >= 0 else { return [] }
      result.append((first, firstCost, secondCost.isFinite ? secondCost : nil))
    }
    return result
  }

  /// The chosen sites in the order in which each adds the most to the existing ones and those before it: weight
  /// within the standard, then time saved, then settlements, then id.
  func buildOrder(of chosen: [Int]) -> [(site: Int, gained: [Int], saved: TimeSaved)] {
    var seen = [Bool](repeating: false, count: table.settlements.count)
    let chosenSet = Set(chosen)
    for site in open where !chosenSet.contains(site) {
      for settlement in reach[site] { seen[settlement] = true }
    }
    var journeys: [Int: [(settlement: Int, seconds: Double)]] = [:]
    if let costs = table.journey?.costs {
      for settlement in table.settlements.indices {
        for pair in costs.rowStart[settlement]..<costs.rowStart[settlement + 1] {
          let site = Int(costs.candidates[pair])
          if chosenSet.contains(site) { journeys[site, default: []].append((settlement, costs.costs[pair])) }
        }
      }
    }
    var seconds = table.journey?.today ?? []
    func saved(by site: Int) -> (heads: Double, seconds: Double) {
      var result = (heads: 0.0, seconds: 0.0)
      for (settlement, time) in journeys[site] ?? [] {
        guard let now = seconds[settlement], time < now else { continue }
        result.heads += table.weights[settlement]
        result.seconds += table.weights[settlement] * (now - time)
      }
      return result
    }
    var left = chosen
    var order: [(site: Int, gained: [Int], saved: TimeSaved)] = []
    while !left.isEmpty {
      var best: (at: Int, gained: [Int], weight: Double, time: (heads: Double, seconds: Double))?
      for (at, site) in left.enumerated() {
        let gained = reach[site].filter { !seen[$0] }
        let weight = gained.reduce(0) { $0 + table.weights[$1] }
        let time = saved(by: site)
        if let held = best,
          (weight, time.seconds, gained.count) <= (held.weight, held.time.seconds, held.gained.count)
        {
          continue
        }
        best = (at, gained, weight, time)
      }
      guard let best else { break }
      let site = left.remove(at: best.at)
      order.append((site, best.gained, TimeSaved(heads: Int(best.time.heads), personSeconds: best.time.seconds)))
      for settlement in best.gained { seen[settlement] = true }
      for (settlement, time) in journeys[site] ?? [] {
        if let now = seconds[settlement], time < now { seconds[settlement] = time }
      }
    }
    return order
  }
}
