/// One state of affairs in which sites serve: day or night, winter, a closed road.
public struct SiteScenario: Sendable {
  /// The costs of the same candidates and demand points in it.
  public var costs: SparseCosts
  /// The weight of each demand point in it.
  public var weights: [Double]
  /// How much it counts in the mean, above 0; shares need not add up to one.
  public var share: Double

  public init(costs: SparseCosts, weights: [Double], share: Double = 1) {
    self.costs = costs
    self.weights = weights
    self.share = share
  }
}

/// What a choice is judged by over several scenarios (Kouvelis & Yu 1997, Robust Discrete Optimization).
public enum ScenarioAim: String, Sendable, CaseIterable {
  /// The mean of the objectives by the shares of the scenarios.
  case expected
  /// The objective of the scenario in which the choice does worst.
  case worst
  /// The greatest loss against the best choice for one scenario alone.
  case regret
}

/// One choice of sites for several scenarios.
public struct ScenarioPlan: Sendable {
  /// What the choice is in one scenario.
  public struct Outcome: Sendable {
    /// The chosen sites serve the demand of the scenario.
    public let standing: SitingSolution
    /// The best choice for this scenario alone.
    public let alone: SitingSolution
    /// What the choice loses against it, 0 or more; nil without either objective.
    public let regret: Double?
  }

  public let status: SitingSolution.Status
  /// By the aim; nil when no choice was found.
  public let objective: Double?
  /// No choice can be better by the aim.
  public let bound: Double?
  /// |bound − objective| / max(|objective|, tiny); nil without both.
  public let gap: Double?
  /// The open sites, existing ones included, ascending.
  public let selected: [Int]
  /// In the order of the scenarios; empty when no choice was found.
  public let outcomes: [Outcome]
  /// The choice by each aim.
  public let values: [ScenarioAim: Double]
  /// The first scenario that has no choice of its own.
  public let infeasibleScenario: Int?
  /// Why there is none: in that scenario, or, where there is no such scenario, in all of them together.
  public let infeasibility: InfeasibilityReason?
}

extension SitingProblem {
  /// The sites that are best over several scenarios, of equally good ones those with the better mean.
  ///
  /// The mean is one problem in which each demand point stands once for each scenario.
  ///
  /// - Throws: `optionOfAnotherModel` for other models than `mclp` and `p-median`; what `solve` throws.
  public func solve(
    over scenarios: [SiteScenario], by aim: ScenarioAim, _ options: SolveOptions = SolveOptions()
  ) throws(SitingError) -> ScenarioPlan {
    guard model == .mclp || model == .pMedian else { throw .optionOfAnotherModel(model: model, name: "scenarios") }
    let clock = SearchClock(options)
    var alone: [SitingSolution] = []
    for (number, scenario) in scenarios.enumerated() {
      let answer = try own(scenario).solve(options.with(clock))
      if answer.status == .infeasible { return .infeasible(answer.infeasibility, in: number) }
      alone.append(answer)
    }
    let judge = ScenarioJudge(problem: self, scenarios: scenarios, alone: alone)
    let mean = try stacked(scenarios, shares: judge.shares).solve(options.with(clock))
    if mean.status == .infeasible { return .infeasible(mean.infeasibility, in: nil) }
    guard mean.objective != nil else { return .unknown(bound: aim == .expected ? mean.bound : nil) }
    if aim == .expected {
      return judge.plan(mean.selected, by: aim, bound: mean.bound, isProven: mean.status == .optimal, mean.status)
    }
    return try worst(scenarios, by: aim, judge, from: mean, options, clock)
  }

  /// The problem of one scenario.
  fileprivate func own(_ scenario: SiteScenario) -> SitingProblem {
    var own = self
    (own.costs, own.weights, own.weightLeftOut) = (scenario.costs, scenario.weights, 0)
    return own
  }

  /// Demand point s × m + i is i in scenario s.
  private func stacked(_ scenarios: [SiteScenario], shares: [Double]) throws(SitingError) -> SitingProblem {
    var start = [0]
    var candidates: [Int32] = []
    var pairs: [Double] = []
    for scenario in scenarios {
      let before = candidates.count
      candidates += scenario.costs.candidates
      pairs += scenario.costs.costs
      start += scenario.costs.rowStart.dropFirst().map { before + $0 }
    }
    var all = self
    all.costs = try SparseCosts(
      candidateCount: costs.candidateCount, rowStart: start, candidates: candidates, costs: pairs)
    all.weights = zip(scenarios, shares).flatMap { scenario, share in scenario.weights.map { $0 * share } }
    all.weightLeftOut = 0
    return all
  }

  /// The choice that does best in its worst scenario, each scenario less an offset.
  ///
  /// Whatever the shares of the scenarios are, the best choice for their mean bounds every choice in its worst scenario;
  /// they move toward the scenarios in which that choice does badly. What gap is left is closed by a mixed-integer model in
  /// which one number is no better than any scenario's objective, where that is small enough.
  private func worst(
    _ scenarios: [SiteScenario], by aim: ScenarioAim, _ judge: ScenarioJudge, from mean: SitingSolution,
    _ options: SolveOptions, _ clock: SearchClock
  ) throws(SitingError) -> ScenarioPlan {
    var search = WorstSearch(judge, aim)
    search.consider(mean.selected)
    // What is best for one scenario alone serves the others, too, unless it leaves somebody out.
    for other in judge.alone { search.consider(other.selected) }
    var plain = options
    // A bound that is half a thousandth less costs a fraction of the time.
    (plain.breaksTies, plain.gap) = (false, max(options.gap, 5e-4))
    var shares = scenarios.map { _ in 1 / Double(scenarios.count) }
    var failures = 0
    for round in 1...20 where failures < 5 && !search.isNear(options.gap) && !clock.isExpired() {
      let answer = try stacked(scenarios, shares: shares).solve(plain.with(clock))
      guard answer.objective != nil, let losses = search.losses(answer.selected) else { break }
      let raised = answer.bound.map { search.raise(by: $0, shares: shares) } ?? false
      failures = raised ? 0 : failures + 1
      search.consider(answer.selected)
      guard let moved = ScenarioShares.moved(shares, toward: losses, round: round, most: 1) else { break }
      shares = moved
    }
    if !search.isNear(options.gap) { search.exchange(clock) }
    #if CBC
      if !search.isNear(options.gap), !clock.isExpired() {
        try search.close(stacked(scenarios, shares: scenarios.map { _ in 1 }), options, clock)
      }
    #endif
    let isExpired = clock.isExpired()
    let isExact = aim == .worst || judge.alone.allSatisfy { $0.status == .optimal }
    return judge.plan(
      judge.withoutIdle(search.best, by: aim, SiteRoles(self)), by: aim, bound: search.boundOfAim,
      isProven: search.isNear(0) && isExact, isExpired ? .timeLimit : .feasible)
  }
}

/// The best choice in its worst scenario that is known, and a bound. Losses are the objectives less the offsets, as what
/// is to be made small.
private struct WorstSearch {
  private let judge: ScenarioJudge
  private let aim: ScenarioAim
  private let offsets: [Double]
  private(set) var best: [Int] = []
  private var loss = Double.infinity
  private var bound: Double

  init(_ judge: ScenarioJudge, _ aim: ScenarioAim) {
    self.judge = judge
    self.aim = aim
    offsets = judge.alone.map { aim == .regret ? $0.objective ?? 0 : 0 }
    // No choice is better in a scenario than the best for it.
    bound =
      zip(judge.alone, offsets).map { alone, offset in
        alone.bound.map { judge.sign * ($0 - offset) } ?? -.infinity
      }.max() ?? -.infinity
  }

  func losses(_ open: [Int]) -> [Double]? {
    judge.worths(open).map { zip($0, offsets).map { judge.sign * ($0 - $1) } }
  }

  mutating func consider(_ open: [Int]) {
    guard let losses = losses(open), best.isEmpty && loss == .infinity || judge.isBetter(open, than: best, by: aim)
    else { return }
    (best, loss) = (open, losses.max() ?? 0)
  }

  /// By the bound of the mean by some shares; true when that closes a thousandth of the gap.
  mutating func raise(by mean: Double, shares: [Double]) -> Bool {
    let before = bound
    bound = max(bound, judge.sign * (mean - zip(shares, offsets).reduce(0) { $0 + $1.0 * $1.1 }))
    return bound - before > 1e-3 * (loss - before)
  }

  func isNear(_ gap: Double) -> Bool { loss - bound <= max(gap, 1e-9) * max(1, abs(loss)) }

  var boundOfAim: Double? {
    guard bound.isFinite else { return nil }
    return aim == .regret ? max(0, bound) : judge.sign * bound
  }

  /// Exchanges one added site for another as long as that is better.
  mutating func exchange(_ clock: SearchClock) {
    let problem = judge.problem
    let roles = SiteRoles(problem)
    let pairs = judge.scenarios.reduce(0) { $0 + $1.costs.candidates.count }
    var isBetter = true
    while isBetter {
      isBetter = false
      for leaving in best where !roles.isExisting[leaving] && !roles.isFixed[leaving] {
        for entering in roles.free where !best.contains(entering) {
          if clock.isExpired() || clock.work > 2_000_000_000 { return }
          clock.work += pairs
          let tried = (best.filter { $0 != leaving } + [entering]).sorted()
          var choice = Choice(existingIn: problem)
          choice.units = problem.openFlags(tried).map { $0 ? 1 : 0 }
          guard problem.allows(choice), judge.isBetter(tried, than: best, by: aim) else { continue }
          consider(tried)
          isBetter = true
          break
        }
      }
    }
  }

  #if CBC
    /// Puts to CBC what gap is left.
    mutating func close(
      _ all: SitingProblem, _ options: SolveOptions, _ clock: SearchClock
    ) throws(SitingError) {
      var formulation = SitingFormulation(all, SiteRoles(all))
      guard formulation.mip.columnCount <= 20_000 else { return }
      let rows = judge.problem.costs.demandCount
      formulation.holdWorst(of: offsets.indices.map { $0 * rows..<($0 + 1) * rows }, offsets: offsets)
      var answer = try formulation.mip.solvedPlainly(options, clock)
      if let found = all.solution(of: answer, formulation) { consider(found.selected) }
      let start = formulation.values(units: all.openFlags(best).map { $0 ? 1 : 0 }, assignments: [])
      answer = try formulation.mip.solved(after: answer, from: start, options, clock)
      if let found = all.solution(of: answer, formulation) { consider(found.selected) }
      bound = max(bound, min(loss, judge.sign * answer.bound))
      if answer.isProven { bound = max(bound, loss) }
      // Of the choices that do as well in their worst scenario, the one with the best mean.
      guard options.breaksTies, !clock.isExpired() else { return }
      formulation.holdWorst(at: judge.sign * loss, thenMeanBy: judge.shares, rows: rows)
      let tie = try formulation.mip.solvedPlainly(options, clock)
      if let found = all.solution(of: tie, formulation) { consider(found.selected) }
    }
  #endif
}

/// Judges choices over scenarios.
private struct ScenarioJudge {
  let problem: SitingProblem
  let scenarios: [SiteScenario]
  let alone: [SitingSolution]
  /// Add up to one.
  let shares: [Double]

  init(problem: SitingProblem, scenarios: [SiteScenario], alone: [SitingSolution]) {
    self.problem = problem
    self.scenarios = scenarios
    self.alone = alone
    let all = scenarios.reduce(0) { $0 + $1.share }
    shares = scenarios.map { $0.share / all }
  }

  /// 1 where the objective is to be made small, else -1.
  var sign: Double { problem.model.minimises ? 1 : -1 }

  /// What a choice is worth in each scenario; nil where it leaves somebody out who must be served.
  func worths(_ open: [Int]) -> [Double]? {
    var worths: [Double] = []
    for scenario in scenarios {
      guard let worth = problem.own(scenario).objective(ofOpening: open) else { return nil }
      worths.append(worth)
    }
    return worths
  }

  private func regrets(_ worths: [Double]) -> [Double] {
    zip(worths, alone).map { max(0, sign * ($0 - ($1.objective ?? $0))) }
  }

  private func value(_ worths: [Double], by aim: ScenarioAim) -> Double {
    switch aim {
    case .expected: zip(worths, shares).reduce(0) { $0 + $1.0 * $1.1 }
    case .worst: worths.map { sign * $0 }.max().map { sign * $0 } ?? 0
    case .regret: regrets(worths).max() ?? 0
    }
  }

  /// Better by the aim or, as good by it, better on average.
  func isBetter(_ one: [Int], than other: [Int], by aim: ScenarioAim) -> Bool {
    guard let a = worths(one) else { return false }
    guard let b = worths(other) else { return true }
    for aim in [aim, .expected] {
      let sign: Double = aim == .regret ? 1 : self.sign
      let (x, y) = (sign * value(a, by: aim), sign * value(b, by: aim))
      if abs(x - y) > 1e-9 * max(1, abs(y)) { return x < y }
    }
    return false
  }

  /// Without the added sites that change nothing, the dearest first.
  func withoutIdle(_ open: [Int], by aim: ScenarioAim, _ roles: SiteRoles) -> [Int] {
    var best = open
    let mayGo = open.filter { !roles.isExisting[$0] && !roles.isFixed[$0] }
    for site in mayGo.sorted(by: { (problem.siteCosts?[$0] ?? 1, $0) > (problem.siteCosts?[$1] ?? 1, $1) }) {
      let rest = best.filter { $0 != site }
      if problem.keepsCounts(opening: rest, roles), !isBetter(best, than: rest, by: aim) { best = rest }
    }
    return best
  }

  func plan(
    _ open: [Int], by aim: ScenarioAim, bound: Double?, isProven: Bool, _ status: SitingSolution.Status
  ) -> ScenarioPlan {
    guard let worths = worths(open) else { return .unknown(bound: bound) }
    let regrets = regrets(worths)
    let objective = value(worths, by: aim)
    let gap = bound.map { abs($0 - objective) / max(abs(objective), 1e-12) }
    let outcomes = scenarios.indices.map { s in
      ScenarioPlan.Outcome(
        standing: problem.own(scenarios[s]).solution(opening: open, iterations: 0, nodes: 0), alone: alone[s],
        regret: alone[s].objective == nil ? nil : regrets[s])
    }
    return ScenarioPlan(
      status: isProven ? .optimal : status, objective: objective, bound: isProven ? objective : bound,
      gap: isProven ? 0 : gap, selected: open.sorted(), outcomes: outcomes,
      values: Dictionary(uniqueKeysWithValues: ScenarioAim.allCases.map { ($0, value(worths, by: $0)) }),
      infeasibleScenario: nil, infeasibility: nil)
  }
}

extension ScenarioPlan {
  fileprivate static func infeasible(_ reason: InfeasibilityReason?, in scenario: Int?) -> ScenarioPlan {
    ScenarioPlan(
      status: .infeasible, objective: nil, bound: nil, gap: nil, selected: [], outcomes: [], values: [:],
      infeasibleScenario: scenario, infeasibility: reason)
  }

  fileprivate static func unknown(bound: Double?) -> ScenarioPlan {
    ScenarioPlan(
      status: .timeLimit, objective: nil, bound: bound, gap: nil, selected: [], outcomes: [], values: [:],
      infeasibleScenario: nil, infeasibility: nil)
  }
}
