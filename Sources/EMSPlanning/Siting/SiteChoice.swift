import SiteSolver

/// A choice of sites on its way from the first aim to the last.
struct SiteChoice {
  /// Of the first aim.
  private(set) var solution: SitingSolution
  /// The most people-seconds that any choice as good by the first aim saves; nil where there is no second aim.
  private(set) var mostSaved: Double?
  /// Whether the second aim is proven.
  private(set) var isJourneyProven = false
  /// How many sites were asked for that would add nothing.
  private(set) var idle = 0

  init(_ solution: SitingSolution) { self.solution = solution }

  /// The chosen sites that are not there yet; none where no choice keeps the limits.
  func newSites(in table: SiteTable) -> [Int] {
    guard solution.objective != nil else { return [] }
    return solution.selected.filter { $0 < table.sites.count && !table.isExisting[$0] }
  }

  /// Exchanges that improve a choice which is not proven end here, at the same place on every machine.
  private static let mostExchanges = 200
  /// What leaving one person outside the standard counts for at first, in longest journeys; it grows until nobody is.
  private static let penalties = [10.0, 1e4, 1e7]

  /// The choice that saves the most time among those with as many people within the standard.
  ///
  /// Where it is proven that none has more, and that this one is best with everybody outside counting for so much more,
  /// it is best by both aims: any other with as many inside saves no more.
  func withShortestJourneys(_ table: SiteTable, _ options: SolveOptions) throws -> SiteChoice {
    guard let journey = table.journey, table.isCovering else { return self }
    let fixed = Set(table.problem.fixedOpen)
    let least = table.worthOfFirstAim(solution.selected)
    let longest = max(1, journey.today.reduce(0) { max($0, $1 ?? 0) })
    for factor in Self.penalties {
      let penalty = factor * longest
      let problem = try table.problem(
        of: journey, outside: penalty, count: solution.selected.count - fixed.count)
      let second = try problem.solve(options)
      guard second.objective != nil, let bound = second.bound else { continue }
      let selected = second.selected.filter { $0 < table.sites.count }
      let worth = table.worthOfFirstAim(selected)
      guard worth >= least else { continue }
      var result = self
      result.solution.take(selected, worth: table.problem.objective(ofOpening: selected))
      // People-seconds of the rows today, less the least that they can come to with as few outside.
      let rows = problem.costs
      let before = (0..<rows.demandCount).reduce(0.0) { sum, row in
        sum + problem.weights[row] * rows.costs[rows.rowStart[row + 1] - 1]
      }
      let outside = table.openRows.reduce(0.0) { $0 + $1.weight }
      let gained = worth - table.worthOfFirstAim(Array(fixed).sorted())
      result.mostSaved = (before - penalty * outside) - (bound - penalty * (outside - gained))
      result.isJourneyProven = second.status == .optimal
      return result
    }
    var result = self
    result.mostSaved = .infinity
    return result
  }

  /// Exchanges sites for better ones: by the first aim, the second, then for stronger centres, as long as there are any.
  ///
  /// What is proven stays as it is. The weakest site goes first, for the one that does best; ties by id. Every exchange
  /// makes the choice better, so that it ends.
  mutating func exchange(in table: SiteTable) {
    func score(_ site: Int) -> Double { table.sites[site].strength?.score ?? 0 }
    search: for _ in 0..<Self.mostExchanges {
      let evaluation = SiteEvaluation(table: table, open: solution.selected)
      let own = evaluation.open.filter { !table.isFixed($0) }
      for site in own.sorted(by: { (score($0), $0) < (score($1), $1) }) {
        let better = evaluation.lossesOfSwaps(replacing: site).filter {
          $0.loss < .zero || $0.loss == .zero && score($0.candidate) > score(site)
        }
        let best = better.min { a, b in
          a.loss != b.loss
            ? a.loss < b.loss : (-score(a.candidate), a.candidate) < (-score(b.candidate), b.candidate)
        }
        guard let best else { continue }
        let selected = (solution.selected.filter { $0 != site } + [best.candidate]).sorted()
        solution.take(selected, worth: table.problem.objective(ofOpening: selected))
        continue search
      }
      return
    }
  }

  /// Whether every aim is proven.
  var isProven: Bool { solution.status == .optimal && (mostSaved == nil || isJourneyProven) }

  /// What the choice comes to by both aims, the more the better.
  func worth(in table: SiteTable) -> SiteLoss {
    let saved = SiteEvaluation(table: table, open: solution.selected).timeSaved
    return SiteLoss(
      objective: table.worthOfFirstAim(solution.selected), personSeconds: saved.personSeconds)
  }

  /// Takes out the sites that bring nobody within the standard and nobody nearer to care.
  mutating func dropIdle(in table: SiteTable) {
    guard table.problem.model == .mclp, !table.proposesIdle else { return }
    let evaluation = SiteEvaluation(table: table, open: solution.selected)
    let order = evaluation.buildOrder(of: evaluation.open.filter { !table.isFixed($0) })
    let idle = Set(order.filter { $0.gained.isEmpty && $0.saved.personSeconds == 0 }.map(\.site))
    self.idle = idle.count
    solution.selected.removeAll(where: idle.contains)
  }
}

extension SiteTable {
  var isCovering: Bool { problem.model == .mclp || problem.model == .lscp }

  /// Whether the site is open whatever is chosen.
  func isFixed(_ site: Int) -> Bool { isExisting[site] || isNamed[site] || isForced[site] }

  /// What a choice is worth by the first aim, the more the better: the weight of the rows that it reaches.
  func worthOfFirstAim(_ selected: [Int]) -> Double {
    let open = Set(selected.map(Int32.init))
    return (0..<problem.costs.demandCount).reduce(0) { sum, row in
      let pairs = problem.costs.rowStart[row]..<problem.costs.rowStart[row + 1]
      return problem.costs.candidates[pairs].contains(where: open.contains) ? sum + problem.weights[row] : sum
    }
  }
}

extension SitingSolution {
  /// The same proof for another choice.
  mutating func take(_ selected: [Int], worth: Double?) {
    self.selected = selected
    guard let worth, let bound, worth != objective else { return }
    objective = worth
    gap = abs(bound - worth) / max(abs(worth), 1e-12)
    if bound == worth { status = .optimal }
  }
}
