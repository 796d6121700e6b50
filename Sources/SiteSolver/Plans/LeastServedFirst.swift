/// The choice that serves the least served best, and after them the next: of the choices with the least greatest cost
/// the one with the least weight at that cost, of those the one with the least next cost, and so on.
public struct LeastServedChoice: Sendable {
  /// One step of the choice.
  public struct Level: Sendable, Equatable {
    /// The greatest cost at this step.
    public let cost: Double
    /// The weight served at this cost or a greater one; no choice that is as good at the levels above has less.
    public let weight: Double
    /// Whether it is proven that no choice has less weight at this cost.
    public let isProven: Bool
  }

  /// Its objective is that of `p-centre`.
  public let solution: SitingSolution
  /// Descending by cost, as far as they decided; what is left follows from the sites when the choice is the only one.
  public let levels: [Level]
  /// Whether every level is proven, and with them that no choice is better.
  public let isProven: Bool
}

extension SitingProblem {
  /// Of the choices as good as one of `p-centre` (in its radius, and in what is paid for closing), the one that serves
  /// the least served first (the lexicographic p-centre: Ogryczak 1997, EJOR 100:393), each demand point counted by its
  /// weight; those without weight must be within the radius and count no further. Ties go to the cheaper choice, then to
  /// fewer sites.
  ///
  /// - Parameter best: the answer of `p-centre`; where it is not proven, nothing that follows is.
  /// - Throws: `optionOfAnotherModel`; `needsCBC` in a build without it; what CBC throws.
  public func leastServedFirst(from best: SitingSolution, _ options: SolveOptions = SolveOptions())
    throws(SitingError) -> LeastServedChoice
  {
    guard model == .pCentre else { throw .optionOfAnotherModel(model: model, name: "least served first") }
    guard best.objective != nil else { return LeastServedChoice(solution: best, levels: [], isProven: false) }
    #if CBC
      var search = LeastServedSearch(self, from: best, options)
      return try search.run()
    #else
      throw .needsCBC(model: model, option: "least served first")
    #endif
  }
}

#if CBC
  /// Goes down the costs at which somebody is served, and proves at each that no choice which is as good above serves
  /// less weight there.
  private struct LeastServedSearch {
    private let problem: SitingProblem
    private let start: SitingSolution
    private let roles: SiteRoles
    private let options: SolveOptions
    private let clock: SearchClock
    /// What limits the sites alone.
    private let sites: MIPModel
    private let formulation: SitingFormulation
    private let hasWholeWeights: Bool
    /// The best choice so far and the cost at which it serves each demand point.
    private var open: [Int]
    private var served: [Double]
    /// No choice that is as good at the levels done serves a demand point at more.
    private var limit: [Double]
    /// Demand points that every such choice serves at the levels done, and those without weight.
    private var isSettled: [Bool]
    /// Levels at which one or another demand point may be served.
    private var held: [HeldLevel] = []
    private var lastIsHeld = false
    private var levels: [LeastServedChoice.Level] = []
    private var isProven: Bool

    /// The most weight that may be served at more than a cost, of the demand points that were not settled before.
    private struct HeldLevel {
      var above: Double
      let weight: Double
      let isLeftOut: [Bool]
    }

    /// Columns that are 1 where a demand point is served at more than a cost, and the weight that always is.
    private struct Counted {
      var columns: [(column: Int, weight: Double, demand: Int)] = []
      var constant = 0.0
    }

    init(_ problem: SitingProblem, from best: SitingSolution, _ options: SolveOptions) {
      self.problem = problem
      start = best
      var exact = options
      exact.gap = 0
      self.options = exact
      roles = SiteRoles(problem)
      clock = SearchClock(options)
      var unserved = problem
      unserved.waived.insert(.service)
      formulation = SitingFormulation(unserved, roles)
      var sites = formulation.mip
      sites.minimise([])
      // What is paid for closing stays what the radius needs.
      if problem.budget == nil, !problem.closingPrices.isEmpty {
        let prices = problem.closingPrices.sorted { $0.key < $1.key }
        let kept = prices.reduce(0) { $0 + $1.value } - problem.priceOfClosing(best.selected)
        let says = formulation.presenceColumn
        sites.addRow(from: kept - 1e-9 * max(1, abs(kept)), prices.map { (says[$0.key], $0.value) })
      }
      self.sites = sites
      hasWholeWeights = problem.weights.allSatisfy { $0 == $0.rounded() }
      open = best.selected
      served = problem.servedCosts(opening: best.selected)
      limit = [Double](repeating: served.max() ?? 0, count: served.count)
      isSettled = problem.weights.map { $0 <= 0 }
      isProven = best.status == .optimal
    }

    mutating func run() throws(SitingError) -> LeastServedChoice {
      try startFairly()
      var nextLook = 1
      var isOnly = false
      while !isOnly, !isServedBest, let cost = nextCost {
        if clock.isExpired() {
          isProven = false
          break
        }
        try decide(cost)
        if levels.count >= nextLook {
          isOnly = try isOnlyChoice()
          nextLook *= 2
        }
      }
      if !isOnly, isProven { try takeThriftiest() }
      var solution = problem.solution(opening: open, iterations: start.iterations, nodes: start.nodes)
      solution.conclude(
        bound: start.bound ?? 0, provesBest: start.status == .optimal, expired: start.status == .timeLimit)
      return LeastServedChoice(solution: solution, levels: levels, isProven: isProven)
    }

    private var nextCost: Double? {
      let last = levels.last?.cost ?? .infinity
      return served.indices.lazy.filter { !isSettled[$0] && served[$0] < last }.map { served[$0] }.max()
    }

    /// Whether everybody who is not settled is served by the nearest of all candidates.
    private var isServedBest: Bool {
      served.indices.allSatisfy { i in isSettled[i] || sitesServing(i, { $0 < served[i] }).isEmpty }
    }

    private func sitesServing(_ demand: Int, _ isWithin: (Double) -> Bool) -> [Int] {
      let costs = problem.costs
      return (costs.rowStart[demand]..<costs.rowStart[demand + 1]).compactMap { k in
        let j = Int(costs.candidates[k])
        guard roles.isFixed[j] || roles.column[j] >= 0 else { return nil }
        return problem.isWithinReach(costs.costs[k]) && isWithin(costs.costs[k]) ? j : nil
      }
    }

    /// A choice that is good to begin with: a p-median within the radius that weighs long ways heavily.
    private mutating func startFairly() throws(SitingError) {
      guard problem.optionForMIP == nil, let radius = limit.max(), radius > 0 else { return }
      var fair = problem
      fair.aim = .pMedian(everyoneWithin: radius, fairness: Fairness(exponent: 8, reference: radius))
      var few = options.with(clock)
      (few.workLimit, few.breaksTies) = (min(options.workLimit ?? .max, 100_000_000), false)
      let answer = try fair.solve(few)
      if answer.objective != nil { take(answer.selected) }
    }

    /// Takes a choice where it serves the least served better.
    private mutating func take(_ selected: [Int]) {
      let costs = problem.servedCosts(opening: selected)
      if problem.isKinder(costs, than: served) { (open, served) = (selected.sorted(), costs) }
    }

    // MARK: Levels

    /// Makes the weight least that is served at a cost, the greatest below the levels done at which the best choice so
    /// far serves anybody, or at more.
    private mutating func decide(_ cost: Double) throws(SitingError) {
      // Between the last level and this one the best choice serves nobody, and a better one may not either.
      if lastIsHeld {
        held[held.count - 1].above = cost
      } else {
        for i in limit.indices where !isSettled[i] { limit[i] = min(limit[i], cost) }
      }
      var mip = model()
      let counted = count(in: &mip, above: cost.nextDown, leavingOut: isSettled)
      mip.minimise(counted.columns.map { ($0.column, $0.weight) })
      let settled = weight { isSettled[$0] }
      var isLeast = true
      if weightNow(cost) > counted.constant + slack(counted.constant) {
        let answer = try solved(mip)
        if let values = answer.values { take(sitesOpen(in: values)) }
        let now = weightNow(cost)
        isLeast = answer.isProven && answer.bound + counted.constant >= now - slack(now)
      }
      if !isLeast { isProven = false }
      let now = weightNow(cost)
      levels.append(.init(cost: cost, weight: settled + now, isProven: isProven))
      try settle(cost, now, mip, counted)
    }

    /// The weight that the best choice so far serves at a cost or more, but for those settled.
    private func weightNow(_ cost: Double) -> Double { weight { !isSettled[$0] && served[$0] >= cost } }

    private func weight(of isMeant: (Int) -> Bool) -> Double {
      problem.weights.indices.reduce(0) { isMeant($1) ? $0 + max(0, problem.weights[$1]) : $0 }
    }

    private func slack(_ weight: Double) -> Double { hasWholeWeights ? 0.5 : 1e-9 * max(1, weight) }

    /// Takes note of a level: where all choices that are as good serve the same demand points at it, these are settled
    /// and all others are served at less; else the weight is held.
    private mutating func settle(
      _ cost: Double, _ weight: Double, _ mip: MIPModel, _ counted: Counted
    ) throws(SitingError) {
      let now = counted.columns.filter { served[$0.demand] >= cost }
      var isOnlySet = now.isEmpty
      if !isOnlySet {
        var other = mip
        other.minimise([])
        other.addRow(to: weight - counted.constant + slack(weight), counted.columns.map { ($0.column, $0.weight) })
        other.addRow(to: Double(now.count - 1), now.map { ($0.column, 1) })
        isOnlySet = try solved(other, fromBest: false).isInfeasible
      }
      lastIsHeld = !isOnlySet
      guard isOnlySet else {
        held.append(HeldLevel(above: cost.nextDown, weight: weight, isLeftOut: isSettled))
        return
      }
      for i in served.indices where !isSettled[i] {
        if served[i] >= cost { isSettled[i] = true } else { limit[i] = min(limit[i], cost.nextDown) }
      }
    }

    /// Whether no other sites are as good at the levels done.
    private func isOnlyChoice() throws(SitingError) -> Bool {
      var mip = model()
      let isOpen = problem.openFlags(open)
      mip.addRow(
        from: Double(1 - open.count), formulation.presenceColumn.enumerated().map { ($1, isOpen[$0] ? -1 : 1) })
      return try solved(mip, fromBest: false).isInfeasible
    }

    /// The cheapest choice as good as the best, and of those the one with the fewest sites.
    private mutating func takeThriftiest() throws(SitingError) {
      // Who is not settled is served by the nearest of all, or at the levels held.
      if isServedBest { for i in limit.indices where !isSettled[i] { limit[i] = served[i] } }
      var mip = model()
      for terms in [formulation.paidColumns, formulation.countedColumns.map { ($0, 1) }] {
        mip.minimise(terms)
        let answer = try solved(mip)
        guard answer.isProven, let values = answer.values else { return }
        let selected = sitesOpen(in: values)
        let costs = problem.servedCosts(opening: selected)
        if !problem.isKinder(served, than: costs) { (open, served) = (selected, costs) }
        let spent = terms.reduce(0) { $0 + $1.1 * values[$1.0].rounded() }
        mip.addRow(to: spent + 1e-9 * max(1, abs(spent)), terms)
      }
    }

    // MARK: Models

    /// The choices that are as good as the best at the levels done.
    private func model() -> MIPModel {
      var mip = sites
      let says = formulation.presenceColumn
      var seen = Set<[Int]>()
      for i in limit.indices {
        let serving = sitesServing(i) { $0 <= limit[i] }
        if serving.contains(where: { roles.isFixed[$0] }) || !seen.insert(serving).inserted { continue }
        mip.addRow(from: 1, serving.map { (says[$0], 1) })
      }
      for level in held {
        let counted = count(in: &mip, above: level.above, leavingOut: level.isLeftOut)
        mip.addRow(
          to: level.weight - counted.constant + slack(level.weight), counted.columns.map { ($0.column, $0.weight) })
      }
      return mip
    }

    /// Adds columns that are 1 where demand points are served at more than a cost, one for all that the same sites serve.
    private func count(in mip: inout MIPModel, above cost: Double, leavingOut isLeftOut: [Bool]) -> Counted {
      let says = formulation.presenceColumn
      var counted = Counted()
      var position: [[Int]: Int] = [:]
      for i in limit.indices where !isLeftOut[i] && limit[i] > cost {
        let serving = sitesServing(i) { $0 <= cost }
        if serving.contains(where: { roles.isFixed[$0] }) { continue }
        if serving.isEmpty {
          counted.constant += problem.weights[i]
        } else if let known = position[serving] {
          counted.columns[known].weight += problem.weights[i]
        } else {
          position[serving] = counted.columns.count
          let column = mip.addColumn()
          counted.columns.append((column, problem.weights[i], i))
          mip.addRow(from: 1, serving.map { (says[$0], 1) } + [(column, 1)])
        }
      }
      return counted
    }

    private func solved(_ mip: MIPModel, fromBest: Bool = true) throws(SitingError) -> MIPModel.Answer {
      var values = [Double](repeating: 0, count: mip.columnCount)
      for j in open { values[formulation.presenceColumn[j]] = 1 }
      let plain = try mip.solvedPlainly(options, clock)
      return try mip.solved(after: plain, from: fromBest ? values : nil, options, clock)
    }

    private func sitesOpen(in values: [Double]) -> [Int] {
      formulation.presenceColumn.indices.filter { values[formulation.presenceColumn[$0]] > 0.5 }
    }
  }

  extension SitingProblem {
    /// The cost at which the nearest of some sites serves each demand point; infinite where none is within reach.
    fileprivate func servedCosts(opening open: [Int]) -> [Double] {
      let isOpen = openFlags(open)
      return (0..<costs.demandCount).map { i in
        var least = Double.infinity
        for k in costs.rowStart[i]..<costs.rowStart[i + 1] where isOpen[Int(costs.candidates[k])] {
          if isWithinReach(costs.costs[k]) { least = min(least, costs.costs[k]) }
        }
        return least
      }
    }

    /// Whether the greatest cost at which two lists serve different weights is one at which the first serves less.
    fileprivate func isKinder(_ costs: [Double], than others: [Double]) -> Bool {
      func steps(_ costs: [Double]) -> [(cost: Double, weight: Double)] {
        var steps: [(cost: Double, weight: Double)] = []
        for i in costs.indices.filter({ weights[$0] > 0 }).sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
          if steps.last?.cost == costs[i] {
            steps[steps.count - 1].weight += weights[i]
          } else {
            steps.append((costs[i], weights[i]))
          }
        }
        return steps
      }
      for (own, other) in zip(steps(costs), steps(others)) {
        if own.cost != other.cost { return own.cost < other.cost }
        if abs(own.weight - other.weight) > 1e-9 * max(1, other.weight) { return own.weight < other.weight }
      }
      return false
    }
  }
#endif
