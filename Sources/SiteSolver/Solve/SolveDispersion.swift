extension SitingProblem {
  /// p-dispersion by bisection over the distinct distances, each step the question whether so many sites keep it.
  ///
  /// Limits of groups, budgets and prices of closing go to CBC.
  func solveDispersion(_ roles: SiteRoles, _ distances: SiteDistances, _ options: SolveOptions) -> SitingSolution {
    let clock = SearchClock(options)
    let search = DispersionSearch(self, roles, distances)
    // Two sites at least, not both of them standing.
    let pair = roles.fixed.contains(where: roles.stands) ? 1 : 2
    let need = max(roles.limits.minimum, pair - roles.forcedCount)
    if need > roles.limits.maximum { return .infeasible(.limitsClash, clock: clock) }
    var best = search.firstChoice(of: need, clock)
    let levels = search.levels(above: best?.distance ?? -.infinity, need)
    // The distances from the greatest on are as ascending radii.
    var bracket = RadiusBracket(count: levels.count)
    if best != nil { bracket.covered(at: levels.count - 1) }
    var work = 20_000_000
    func isNearEnough() -> Bool {
      best.map { levels[min(bracket.low, levels.count - 1)] - $0.distance <= options.gap * $0.distance } ?? false
    }
    while bracket.low < bracket.high, !isNearEnough() {
      if clock.isExpired() { break }
      guard let middle = bracket.next() else {
        bracket.retry()
        work *= 4
        continue
      }
      switch search.choice(of: need, keeping: levels[middle], work: work, clock) {
      case .found(let columns):
        let found = search.improved(columns)
        best = found
        var within = middle
        while within > bracket.low, levels[within - 1] <= found.distance { within -= 1 }
        bracket.covered(at: within)
      case .refused: bracket.refused(at: middle)
      case .undecided: bracket.postpone(middle)
      }
    }
    let bound = levels.isEmpty ? 0 : levels[min(bracket.low, levels.count - 1)]
    guard let best else {
      if bracket.low >= bracket.high { return .infeasible(.limitsClash, clock: clock) }
      return .unknown(bound: bound, iterations: clock.iterations, nodes: clock.nodes)
    }
    var solution = solution(
      opening: roles.fixed + best.columns.map { roles.free[Int($0)] }, iterations: clock.iterations, nodes: clock.nodes)
    solution.conclude(bound: bound, provesBest: bracket.low >= bracket.high, expired: clock.expired)
    return solution
  }

  /// The nearest other site of each of some open sites, ascending; two that stand for good are not compared. Ties go to the
  /// lower index. Empty for other models.
  public func nearestSites(among selected: [Int]) -> [NearestSite] {
    guard case .pDispersion(let distances) = aim else { return [] }
    let standing = Set(fixedOpen).subtracting(closingPrices.keys)
    return selected.sorted().compactMap { site in
      let others = selected.filter { $0 != site && !(standing.contains(site) && standing.contains($0)) }
      guard let nearest = others.min(by: { (distances[site, $0], $0) < (distances[site, $1], $1) }) else { return nil }
      return NearestSite(site: site, nearest: nearest, distance: distances[site, nearest])
    }
  }

  /// How far the two nearest of some open sites are apart; nil where there are no two to compare.
  func leastDistance(between selected: [Int]) -> Double? {
    nearestSites(among: selected).lazy.map(\.distance).min()
  }

  /// The distinct distances between two sites that may both be open, not both of them standing for good, from the
  /// greatest on.
  func dispersionLevels(_ roles: SiteRoles) -> [Double] {
    guard case .pDispersion(let distances) = aim else { return [] }
    let open = (roles.fixed + roles.free).sorted()
    var values: [Double] = []
    for (k, a) in open.enumerated() {
      for b in open[..<k] where !(roles.stands(a) && roles.stands(b)) { values.append(distances[a, b]) }
    }
    return values.distinctDescending()
  }
}

/// The nearest other site of an open site (`p-dispersion`).
public struct NearestSite: Sendable, Equatable {
  /// The open candidate.
  public let site: Int
  /// The open candidate nearest to it.
  public let nearest: Int
  /// Between the two, in the unit of the distances given.
  public let distance: Double
}

extension Array where Element == Double {
  func distinctDescending() -> [Double] {
    var distinct: [Double] = []
    for value in sorted(by: >) where value != distinct.last { distinct.append(value) }
    return distinct
  }
}

/// Choices of columns by how far apart they and what is open anyway are.
private struct DispersionSearch {
  typealias Found = (columns: [Int32], distance: Double)

  private let free: [Int]
  private let distances: SiteDistances
  /// How far each column is from what is open anyway.
  private let base: [Double]
  /// How far what is open anyway is apart.
  private let ceiling: Double

  init(_ problem: SitingProblem, _ roles: SiteRoles, _ all: SiteDistances) {
    var distances = all
    // Whoever is too near for a separation is nearer than any distance.
    for (a, b) in roles.conflicts { distances[roles.free[Int(a)], roles.free[Int(b)]] = -1 }
    self.distances = distances
    free = roles.free
    ceiling = problem.leastDistance(between: roles.fixed) ?? .infinity
    base = roles.free.map { j in roles.fixed.reduce(.infinity) { min($0, all[j, $1]) } }
  }

  private func distance(_ a: Int32, _ b: Int32) -> Double { distances[free[Int(a)], free[Int(b)]] }

  /// How far apart some columns and what is open anyway are.
  private func worth(_ columns: [Int32]) -> Double {
    var least = ceiling
    for (k, a) in columns.enumerated() {
      least = min(least, base[Int(a)])
      for b in columns[..<k] { least = min(least, distance(a, b)) }
    }
    return least
  }

  /// The distances that may be the answer and are not less than a known one, from the greatest on: in a choice everybody
  /// has as many others at that distance or more.
  func levels(above known: Double, _ need: Int) -> [Double] {
    var values = base.filter { $0.isFinite }
    if ceiling.isFinite { values.append(ceiling) }
    var most = ceiling
    if need > 1 {
      var reaches: [Double] = []
      for a in free.indices {
        let own = free.indices.lazy.filter { $0 != a }.map { self.distance(Int32(a), Int32($0)) }.sorted(by: >)
        reaches.append(min(base[a], own.count >= need - 1 ? own[need - 2] : -1))
        for b in 0..<a { values.append(distance(Int32(a), Int32(b))) }
      }
      reaches.sort(by: >)
      if reaches.count >= need { most = min(most, reaches[need - 1]) }
    } else if need == 1 {
      most = min(most, base.max() ?? most)
    }
    return values.filter { $0 >= max(0, known) && $0 <= most }.distinctDescending()
  }

  /// A choice that keeps a distance, if there is one.
  func choice(of need: Int, keeping distance: Double, work: Int, _ clock: SearchClock) -> FarSets.Outcome {
    guard distance <= ceiling else { return .refused }
    let part = SearchClock(following: clock, work: work)
    let sets = FarSets(
      free.indices.filter { base[$0] >= distance }.map { Int32($0) }, needing: need, part
    ) { self.distance($0, $1) >= distance }
    let outcome = sets.search(for: need, part)
    clock.count(asMuchAs: part)
    return outcome
  }

  /// A good choice: the farthest from what is chosen next (Erkut, Ülküsal & Yeniçerioğlu 1994), from several beginnings,
  /// then exchanges; nil where separations leave none that was found.
  func firstChoice(of need: Int, _ clock: SearchClock) -> Found? {
    guard need > 0 else { return ([], ceiling) }
    var best: Found?
    let hasBase = base.contains { $0.isFinite }
    let starts: [Int32?] = hasBase ? [nil] : []
    // From what is there, and from columns spread over all of them.
    let step = max(1, free.count / 32)
    for start in starts + stride(from: 0, to: free.count, by: step).map({ Int32($0) }) {
      if best != nil, clock.isExpired() { break }
      clock.work += free.count * need
      guard let grown = grown(from: start, to: need) else { continue }
      let found = improved(grown)
      if found.distance > best?.distance ?? -.infinity { best = found }
    }
    return best
  }

  private func grown(from start: Int32?, to need: Int) -> [Int32]? {
    var chosen: [Int32] = []
    var gap = base
    var next = start
    while chosen.count < need {
      if next == nil {
        for j in free.indices where gap[j] >= 0 && gap[j] > next.map({ gap[Int($0)] }) ?? -1 { next = Int32(j) }
      }
      guard let column = next else { return nil }
      chosen.append(column)
      next = nil
      gap[Int(column)] = -1
      for j in free.indices where gap[j] >= 0 { gap[j] = min(gap[j], distance(column, Int32(j))) }
    }
    return chosen
  }

  /// One of the two nearest exchanged for the column that is farthest from the rest, as long as that is farther.
  func improved(_ columns: [Int32]) -> Found {
    var best: Found = (columns.sorted(), worth(columns))
    var isBetter = true
    while isBetter {
      isBetter = false
      let critical = best.columns.filter { a in
        base[Int(a)] <= best.distance || best.columns.contains { $0 != a && distance(a, $0) <= best.distance }
      }
      for leaving in critical {
        let rest = best.columns.filter { $0 != leaving }
        if worth(rest) <= best.distance { continue }
        var entering: (column: Int32, distance: Double)?
        for j in free.indices where base[j] > entering?.distance ?? best.distance {
          let column = Int32(j)
          if rest.contains(column) { continue }
          var gap = base[j]
          for other in rest {
            gap = min(gap, distance(column, other))
            if gap <= entering?.distance ?? best.distance { break }
          }
          if gap > entering?.distance ?? best.distance { entering = (column, gap) }
        }
        if let entering {
          let columns = (rest + [entering.column]).sorted()
          best = (columns, worth(columns))
          isBetter = true
          break
        }
      }
    }
    return best
  }
}
