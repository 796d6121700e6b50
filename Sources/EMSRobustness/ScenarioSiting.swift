import SiteSolver

/// A choice under uncertainty, with its proof.
package struct RobustChoice: Hashable, Sendable {
  /// Candidates, ascending.
  package let sites: [Int]
  /// What the choice is worth by the aim.
  package let value: Double
  /// No choice is worth more.
  package let bound: Double

  /// (bound − value) / |value|; 0 where they meet.
  package var gap: Double { isProven ? 0 : (bound - value) / max(abs(value), 1e-9) }
  package var isProven: Bool { bound - value <= 1e-9 * max(1, abs(value)) }
}

/// So many sites among candidates, chosen over scenarios of cover (maximal covering, Church & ReVelle 1974) or of savings of
/// journeys (p-median, Hakimi 1964).
///
/// A choice x is worth min over q in Q of Σ q_s (v_s(x) − c_s): v_s is what it covers, or saves, in scenario s. For the mean, Q is
/// the even share alone; for the worst tenth, all shares of at most 10 / scenarios; for the regret, all shares, and c_s
/// is the best of scenario s. Whatever q is, max over x of Σ q_s (v_s(x) − c_s), one problem of the solver,
/// bounds every choice; q is moved toward the scenarios in which choices do badly (projected subgradients), and a search
/// of the tree of choices closes what gap is left, where it ends within its work.
package struct ScenarioSiting: Sendable {
  package let cover: ScenarioCover
  /// How many candidates to choose.
  package let count: Int
  /// The fewest and most of a group; nil: none.
  package let groups: GroupLimits?
  private let options: SolveOptions

  /// Rounds of the subgradient search, and pairs of row and candidate looked at by the search of the tree.
  package struct Effort: Sendable {
    package var rounds = 40
    package var treeWork = 200_000_000

    package init() {}
  }

  package init(_ cover: ScenarioCover, count: Int, groups: GroupLimits?, options: SolveOptions) {
    self.cover = cover
    self.count = min(count, cover.candidateCount)
    self.groups = groups
    self.options = options
  }

  /// The best choice where scenarios count in these shares; of equally good ones that with most sites of `rather`.
  ///
  /// - Parameter rather: decides between equals where the weights, in those shares, are whole numbers of `unit`.
  /// - Throws: `SitingError` for limits that clash; what the solver throws.
  package func best(in shares: [Double], rather: [Int] = [], unit: Double = 1) throws -> RobustChoice {
    let weights = cover.weights(in: shares)
    let constant = cover.constant(in: shares)
    let rows = zip(cover.rows, weights).filter { $1 > 0 }.map { (row: $0, weight: $1) }
    if rather.isEmpty || rows.contains(where: { !$0.row.shares.isEmpty }) {
      let found = try solve(rows)
      let own = value(of: rather, weights)
      let isAsGood = !rather.isEmpty && own >= found.value - 1e-9 * max(1, abs(found.value))
      return RobustChoice(
        sites: isAsGood ? rather : found.sites, value: constant + max(found.value, isAsGood ? own : 0),
        bound: constant + max(found.value, found.bound, isAsGood ? own : 0))
    }
    let found = try solve(rows, weights, rather: rather, unit: unit)
    return RobustChoice(
      sites: found.sites, value: constant + found.value, bound: constant + max(found.value, found.bound))
  }

  /// The best choice by an aim.
  ///
  /// - Parameters:
  ///   - optima: the best of each scenario, for the regret.
  ///   - bounds: what no choice exceeds in each scenario; empty where nothing is known.
  ///   - starts: choices to look at first; of equally good ones the first of them.
  package func best(
    _ aim: RobustAim, optima: [Double], bounds: [Double] = [], starts: [[Int]], effort: Effort = Effort()
  ) throws -> RobustChoice {
    let scenarios = cover.scenarioCount
    let even = [Double](repeating: 1 / Double(scenarios), count: scenarios)
    // No choice does better than the best of every scenario.
    let most = bounds.isEmpty ? Double.infinity : aim.value(bounds, optima: optima)
    if let first = starts.first, keepsLimits(first), first.count == count {
      let value = aim.value(cover.values(of: first), optima: optima)
      if most.isFinite, most - value <= 1e-9 * max(1, abs(most)) {
        return RobustChoice(sites: first, value: value, bound: value)
      }
    }
    if aim == .expectation { return try best(in: even, rather: starts.first ?? [], unit: 1 / Double(scenarios)) }
    let offsets = aim == .regret ? optima : [Double](repeating: 0, count: scenarios)
    let share = min(1, aim == .regret ? 1 : 1 / (0.1 * Double(scenarios)))
    func worth(_ values: [Double]) -> Double {
      ScenarioShares.worst(zip(values, offsets).map { $0 - $1 }, most: share)
    }
    var best: (sites: [Int], worth: Double)?
    func consider(_ sites: [Int]) {
      guard sites.count == count, keepsLimits(sites) else { return }
      let worth = worth(cover.values(of: sites))
      if let held = best, worth <= held.worth { return }
      best = (sites, worth)
    }
    for start in starts { consider(start) }

    var shares = even
    var bound = most
    var sharesOfBound = even
    let scale = max(cover.totals.max() ?? 1, 1)
    let isAboutJourneys = cover.rows.contains { !$0.shares.isEmpty }
    // A p-median takes many times as long as a cover.
    for round in 0..<(isAboutJourneys ? effort.rounds / 4 : effort.rounds) {
      let choice = try self.best(in: shares)
      let constant = zip(shares, offsets).reduce(0) { $0 + $1.0 * $1.1 }
      if choice.bound - constant < bound {
        bound = choice.bound - constant
        sharesOfBound = shares
      }
      consider(choice.sites)
      if let best, bound - best.worth <= 1e-9 * scale { break }
      let losses = zip(cover.values(of: choice.sites), offsets).map { $1 - $0 }
      guard let moved = ScenarioShares.moved(shares, toward: losses, round: round + 1, most: share) else { break }
      shares = moved
    }
    if let found = best {
      let improved = improve(found.sites, worth: worth)
      if improved.worth > found.worth { best = improved }
    }
    guard let incumbent = best else {
      throw SitingError.malformedCosts(detail: "no choice keeps the limits")
    }
    var tree = ChoiceTree(
      siting: self, weights: cover.weights(in: sharesOfBound),
      constant: cover.constant(in: sharesOfBound) - zip(sharesOfBound, offsets).reduce(0) { $0 + $1.0 * $1.1 },
      work: effort.treeWork)
    let closed = tree.search(from: incumbent, worth: { worth(self.cover.values(of: $0)) })
    return RobustChoice(
      sites: closed.best.sites, value: closed.best.worth,
      bound: closed.isComplete ? closed.best.worth : max(bound, closed.best.worth))
  }

  /// Exchanges one site for another as long as that is worth more.
  private func improve(
    _ sites: [Int], worth: ([Double]) -> Double
  ) -> (sites: [Int], worth: Double) {
    var best = (sites: sites, worth: worth(cover.values(of: sites)))
    let work = cover.parts.reduce(0) { $0 + $1.count } + cover.rows.count
    // Beyond this the bound's own choices have to do.
    guard sites.count * (cover.candidateCount - sites.count) * work < 400_000_000 else { return best }
    while true {
      var next = best
      for leaving in best.sites {
        let kept = best.sites.filter { $0 != leaving }
        for entering in 0..<cover.candidateCount where !best.sites.contains(entering) {
          let tried = (kept + [entering]).sorted()
          guard keepsLimits(tried) else { continue }
          let worth = worth(cover.values(of: tried))
          if worth > next.worth { next = (tried, worth) }
        }
      }
      if next.worth <= best.worth { return best }
      best = next
    }
  }

  /// What a choice brings of the rows.
  func value(of sites: [Int], _ weights: [Double]) -> Double {
    var isOpen = [Bool](repeating: false, count: cover.candidateCount)
    for site in sites { isOpen[site] = true }
    return zip(cover.rows, weights).reduce(0) { $1.1 > 0 ? $0 + $1.0.best(isOpen) * $1.1 : $0 }
  }

  func keepsLimits(_ sites: [Int]) -> Bool { groups?.allow(sites) ?? true }

  /// Each of `rather` is worth a part of a unit, all together less than half of one.
  private func solve(
    _ rows: [WeightedRow], _ weights: [Double], rather: [Int], unit: Double
  ) throws -> (sites: [Int], value: Double, bound: Double) {
    let bonus = 0.5 / Double(rather.count + 1)
    let found = try solve(
      rows.map { ($0.row, ($0.weight / unit).rounded()) }
        + rather.map { (ScenarioCover.Row(candidates: [Int32($0)], shares: []), bonus) })
    // The bonus is in the bound, and no more than half a unit of it.
    return (found.sites, value(of: found.sites, weights), (found.bound + 1e-6).rounded(.down) * unit)
  }

  typealias WeightedRow = (row: ScenarioCover.Row, weight: Double)

  /// The choice that brings most of these rows: maximal covering where each candidate brings all of a row, else a
  /// p-median in which a last site, always open, stands for what there is without any.
  func solve(_ rows: [WeightedRow]) throws -> (sites: [Int], value: Double, bound: Double) {
    let rows = rows.filter { $0.weight > 0 }
    if rows.isEmpty {
      // Nobody depends on the choice: any that keeps the limits.
      return (try firstChoice(), 0, 0)
    }
    let isCovering = rows.allSatisfy { $0.row.shares.isEmpty }
    let without = Int32(cover.candidateCount)
    var rowStart = [0]
    var candidates: [Int32] = []
    var costs: [Double] = []
    for (row, _) in rows {
      candidates += row.candidates
      if !isCovering {
        costs += row.candidates.indices.map { 1 - row.share($0) } + [1]
        candidates.append(without)
      }
      rowStart.append(candidates.count)
    }
    let problem = SitingProblem(
      aim: isCovering ? .mclp() : .pMedian(),
      costs: try SparseCosts(
        candidateCount: cover.candidateCount + (isCovering ? 0 : 1), rowStart: rowStart, candidates: candidates,
        costs: costs),
      weights: rows.map(\.weight), weightLeftOut: 0, count: count...count, budget: nil, siteCosts: nil, standard: nil,
      capacities: nil, fixedOpen: isCovering ? [] : [cover.candidateCount], forced: [], forbidden: [],
      closingPrices: [:],
      groups: isCovering
        ? groups : groups.map { GroupLimits(groupOfCandidate: $0.groupOfCandidate + [nil], limits: $0.limits) },
      conflicts: [])
    let solution = try problem.solve(options)
    guard solution.objective != nil, let bound = solution.bound else {
      throw SitingError.malformedCosts(detail: "no choice keeps the limits")
    }
    let sites = solution.selected.filter { $0 < cover.candidateCount }
    var isOpen = [Bool](repeating: false, count: cover.candidateCount)
    for site in sites { isOpen[site] = true }
    let value = rows.reduce(0) { $0 + $1.row.best(isOpen) * $1.weight }
    let all = rows.reduce(0) { $0 + $1.weight }
    return (sites, value, isCovering ? bound : solution.status == .optimal ? value : all - bound)
  }

  private func firstChoice() throws -> [Int] {
    guard let groups else { return Array(0..<count) }
    var sites: [Int] = []
    var counts = [Int](repeating: 0, count: groups.limits.count)
    for needed in [true, false] {
      for site in 0..<cover.candidateCount where sites.count < count && !sites.contains(site) {
        guard let group = groups.groupOfCandidate[site] else {
          if !needed { sites.append(site) }
          continue
        }
        let limit = groups.limits[group]
        if counts[group] < (needed ? limit.lowerBound : limit.upperBound) {
          counts[group] += 1
          sites.append(site)
        }
      }
    }
    return sites.sorted()
  }
}

extension GroupLimits {
  /// Whether so many candidates of each group may be chosen.
  func allow(_ chosen: [Int]) -> Bool {
    var counts = [Int](repeating: 0, count: limits.count)
    for site in chosen { if let group = groupOfCandidate[site] { counts[group] += 1 } }
    return zip(counts, limits).allSatisfy { $1.contains($0) }
  }
}
