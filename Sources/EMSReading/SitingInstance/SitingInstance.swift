import EMSModel
import Foundation
import GeoKit
import SiteSolver

/// A siting problem with the ids of its demand points and candidates, both numbered by sorted id, so that the order
/// of the rows changes nothing.
public struct SitingInstance: Sendable {
  public let demandIDs: [String]
  public let candidateIDs: [String]
  public let groupIDs: [String]
  /// The weight of each demand point, left out or not.
  public let weights: [Double]
  /// What each demand point takes of a site's capacity.
  public let loads: [Double]
  /// What was not read, and what lacks.
  public let notes: [Phrase]
  /// The demand points that were left out because no candidate reaches them; indices into `demandIDs`.
  public let leftOut: [Int]
  /// The problem; its demand points are those of `demandIDs` that are not left out.
  public var problem: SitingProblem
  /// The index into `demandIDs` of each demand point of the problem.
  public let demandOfProblem: [Int]
  /// The periods, in the order of their file; empty without one.
  public let periods: [Period]
  /// The scenarios, in the order of their file; empty without one.
  public let scenarios: [Scenario]
  /// The tiers, in the order of their file; empty without one.
  public let tiers: [Tier]
  private let places: InstancePlaces?
  /// The costs of the demand points that were left out, in their order.
  private let leftOutCosts: SparseCosts

  /// A period of an instance.
  public struct Period: Sendable {
    public let name: String
    /// The weight of each demand point in it, left out or not.
    public let weights: [Double]
    /// What the solver takes.
    public let limits: SitePeriod
  }

  /// A scenario of an instance.
  public struct Scenario: Sendable {
    public let name: String
    /// What the solver takes.
    public let state: SiteScenario
  }

  /// A tier of an instance.
  public struct Tier: Sendable {
    public let name: String
    /// What the solver takes.
    public let limits: SiteTier
  }

  /// Reads the files of a request.
  ///
  /// - Throws: every problem of every file together.
  public init(_ request: SitingRequest) throws(InputProblems) {
    var problems: [InputProblem] = []
    var isMissing: [Bool] = []
    func attempt<Result>(_ read: () throws(InputProblems) -> Result) -> Result? {
      do {
        return try read()
      } catch {
        problems += error.problems
        isMissing.append(error.onlyMissingFiles)
        return nil
      }
    }
    let periods = request.periods.flatMap { url in attempt { () throws(InputProblems) in try PeriodRows(url) } }
    let hasCosts = if case .scenarios = request.metric { false } else { true }
    let scenarios = request.scenarios.flatMap { url in
      attempt { () throws(InputProblems) in try ScenarioRows(url, hasCosts: hasCosts) }
    }
    let tiers = request.tiers.flatMap { url in
      attempt { () throws(InputProblems) in try TierRows(url, hasBudget: request.budget != nil) }
    }
    let demand =
      request.demand.map { url in
        attempt { () throws(InputProblems) in
          try DemandRows(url, request, periods?.ownWeights ?? scenarios?.ownWeights ?? tiers?.ownWeights)
        }
      } ?? DemandRows.none
    let candidates = attempt { () throws(InputProblems) in try CandidateRows(request, tiers) }
    let groups = request.groups.flatMap { url in
      attempt { () throws(InputProblems) in try GroupRows(url, candidates: candidates) }
    }
    let decay = request.decay.flatMap { url in attempt { () throws(InputProblems) in try DecayRows(url) } }
    guard let demand, let candidates else { throw Self.error(problems, isMissing) }
    var aim = request.aim
    if let decay { aim = .mclp(decay: decay.decay, everyoneWithin: aim.everyoneWithin) }
    var costs: SparseCosts?
    var places: InstancePlaces?
    var notes =
      (periods?.notes ?? []) + (scenarios?.notes ?? []) + (tiers?.notes ?? []) + (demand.notes + candidates.notes)
      + (groups?.notes(candidates) ?? [])
    notes += decay?.notes ?? []
    let ownCosts = (scenarios?.rows.map(\.costs) ?? tiers?.rows.map(\.costs) ?? []).map { table in
      table.flatMap { url in
        let read = attempt { () throws(InputProblems) in try InstanceCosts.listed(url, demand, candidates) }
        notes += read?.notes ?? []
        return read?.costs
      }
    }
    switch request.metric {
    case _ where aim.model == .pDispersion:
      costs = try InstanceCosts.checked(candidates.file) { () throws(SitingError) in
        try SparseCosts(candidateCount: candidates.ids.count, rowStart: [0], candidates: [], costs: [])
      }
      let read = attempt { () throws(InputProblems) in try CandidateDistances(request.metric, candidates) }
      if let read { aim = .pDispersion(read.distances) }
      notes += read?.notes ?? []
    case .scenarios: costs = ownCosts.first.flatMap { $0 }
    case .costs(let url), .matrix(let url):
      let read = attempt { () throws(InputProblems) in
        if case .matrix = request.metric { return try InstanceCosts.matrix(url, demand, candidates) }
        return try InstanceCosts.listed(url, demand, candidates)
      }
      costs = read?.costs
      notes += read?.notes ?? []
    case .geodesic, .euclidean:
      let made = InstancePlaces(request.metric, demand, candidates)
      places = made
      if problems.isEmpty {
        let keepsCosts =
          aim.model.readsCosts || aim.outerStandard != nil || request.keepsCosts || scenarios != nil || tiers != nil
        // Trade-offs look at everybody's distance, within the standard or not.
        let reach =
          request.keepsCosts ? nil : aim.outerStandard ?? request.standard ?? tiers?.rows.map(\.standard).max()
        costs = attempt { () throws(InputProblems) in
          try made.costs(within: reach, keepingCosts: keepsCosts, file: demand.file)
        }
      }
    }
    if let separation = request.separation, request.metric.isListed {
      let unit =
        candidates.isGeodesic
        ? Phrase("metres on the ellipsoid, from longitude and latitude", "椭球面上的米，按经纬度计算")
        : Phrase("units of the plane, from x and y", "平面单位，按 x 与 y 计算")
      notes.append(
        Phrase(
          "the separation \(separation) is measured in \(unit.english)", "间距 \(separation) 的单位：\(unit.chinese)"))
    }
    if let closing = periods?.closing(candidates) { problems.append(closing) }
    guard problems.isEmpty, let costs else { throw Self.error(problems, isMissing) }
    demandIDs = demand.ids
    candidateIDs = candidates.ids
    groupIDs = groups?.ids ?? []
    weights = demand.weights
    loads = demand.loads ?? demand.weights
    self.notes = notes
    self.places = places

    aim.capacityUse?.loads = demand.loads
    aim.capacityUse?.leastLoads = candidates.leastLoads
    let tooNear = request.separation.map { (places ?? InstancePlaces(candidates)).pairs(nearerThan: $0) }
    var problem = SitingProblem(
      aim: aim, costs: costs, weights: demand.weights, weightLeftOut: 0, count: request.count, budget: request.budget,
      siteCosts: candidates.costs, standard: request.standard, capacities: candidates.capacities,
      fixedOpen: candidates.fixed, forced: candidates.forced, forbidden: candidates.forbidden,
      closingPrices: candidates.closingPrices, groups: groups?.limits(of: candidates),
      conflicts: (tooNear ?? []) + candidates.levelPairs)
    var kept = Array(demand.ids.indices)
    var leftOut: [Int] = []
    if request.reachableOnly { leftOut = problem.demandBeyondReach() }
    let leftOutCosts = problem.restricted(toDemand: leftOut).costs
    if request.reachableOnly {
      if !leftOut.isEmpty {
        let gone = Set(leftOut)
        kept.removeAll { gone.contains($0) }
        problem = problem.restricted(toDemand: kept)
      }
    }
    self.leftOut = leftOut
    demandOfProblem = kept
    self.periods = zip(periods?.rows ?? [], demand.weightsByRow).map { row, weights in
      Period(
        name: row.name, weights: weights,
        limits: SitePeriod(
          count: row.count, budget: row.budget, weights: kept.map { weights[$0] }, years: row.years))
    }
    self.scenarios = (scenarios?.rows ?? []).enumerated().map { number, row in
      Scenario(
        name: row.name,
        state: SiteScenario(
          costs: ownCosts[number] ?? costs, weights: demand.weightsByRow[number], share: row.share))
    }
    self.tiers = (tiers?.rows ?? []).enumerated().map { number, row in
      Tier(
        name: row.name,
        limits: SiteTier(
          costs: ownCosts[number] ?? costs, standard: row.standard, weights: demand.weightsByRow[number],
          siteCosts: candidates.ofTiers[number].costs, count: row.count, fixedOpen: candidates.ofTiers[number].fixed,
          factor: row.factor))
    }
    self.leftOutCosts = leftOutCosts
    if let fairness = request.fairness {
      problem.aim = .pMedian(
        everyoneWithin: problem.aim.everyoneWithin, fairness: Fairness(exponent: fairness, within: problem))
    }
    self.problem = problem
  }

  private static func error(_ problems: [InputProblem], _ isMissing: [Bool]) -> InputProblems {
    InputProblems(problems, onlyMissingFiles: !isMissing.isEmpty && isMissing.allSatisfy { $0 })
  }

  /// The weight of the demand points that a solution serves within the standard; nil without a standard, or where the
  /// distances of the pairs are not kept.
  public func weightWithinStandard(of solution: SitingSolution) -> Double? {
    guard let standard = problem.standard, problem.aim.outerStandard == nil || problem.costs.areKept else { return nil }
    var isOpen = [Bool](repeating: false, count: candidateIDs.count)
    for j in solution.selected { isOpen[j] = true }
    var sum = 0.0
    for (i, demand) in demandOfProblem.enumerated() where solution.assignments[demand] != nil {
      let costs = problem.costs
      if problem.model.holdsCapacity || !costs.areKept {
        // Who is served is served within the standard.
        sum += weights[demand]
      } else if (costs.rowStart[i]..<costs.rowStart[i + 1]).contains(where: { k in
        isOpen[Int(costs.candidates[k])] && costs.costs[k] <= standard
      }) {
        sum += weights[demand]
      }
    }
    return sum
  }

  /// The weight that the sites standing in a period serve, of its own weights.
  public func coveredWeight(of solution: SitingSolution, in period: Period) -> Double {
    let served = located(solution).assignments
    return served.indices.reduce(0) { served[$1] == nil ? $0 : $0 + period.weights[$1] }
  }

  /// How evenly a solution serves: the cost of everybody to the nearest open site, however far, or in capacitated models
  /// to the sites assigned; of all demand points, those left out included.
  ///
  /// - Parameter solution: its demand indices point into `demandIDs`.
  /// - Returns: nil where nobody with any weight has a site.
  public func costSpread(of solution: SitingSolution) -> CostSpread? {
    var row = [Int?](repeating: nil, count: demandIDs.count)
    for (own, demand) in demandOfProblem.enumerated() { row[demand] = own }
    for (own, demand) in leftOut.enumerated() { row[demand] = own }
    let isLeftOut = Set(leftOut)
    func cost(_ demand: Int, _ site: Int) -> Double? {
      if let places { return places.distance(demand: demand, candidate: site) }
      guard let row = row[demand] else { return nil }
      return (isLeftOut.contains(demand) ? leftOutCosts : problem.costs).cost(demand: row, candidate: site)
    }
    if !solution.divisions.isEmpty {
      let isServed = Set(solution.divisions.map(\.demand))
      return CostSpread(
        solution.divisions.map { .init(weight: weights[$0.demand] * $0.share, cost: cost($0.demand, $0.site)) }
          + demandIDs.indices.filter { !isServed.contains($0) }.map { .init(weight: weights[$0], cost: nil) })
    }
    return CostSpread(
      demandIDs.indices.map { demand in
        let site = solution.assignments.indices.contains(demand) ? solution.assignments[demand] : nil
        if let site { return .init(weight: weights[demand], cost: cost(demand, site)) }
        // Who is not served has a nearest site all the same, where sites have no limits.
        let least =
          problem.model.holdsCapacity ? nil : solution.selected.lazy.compactMap { cost(demand, $0) }.min()
        return .init(weight: weights[demand], cost: least)
      })
  }

  /// Solves the instance; the solution's demand indices point into `demandIDs`.
  ///
  /// - Throws: what the solver cannot do.
  public func solve(_ options: SolveOptions) throws(SitingError) -> SitingSolution {
    located(try problem.solve(options))
  }

  /// The solution with its demand indices turned into those of `demandIDs`, each demand point assigned to its nearest
  /// site even where the solver kept no distances.
  public func located(_ solution: SitingSolution) -> SitingSolution {
    var result = solution
    // A choice may serve nobody and open nothing.
    if solution.objective == nil {
      switch solution.infeasibility {
      case .unreachableDemand(let demand):
        result.infeasibility = .unreachableDemand(demand.map { demandOfProblem[$0] })
      case .loadAboveCapacities(let demand):
        result.infeasibility = .loadAboveCapacities(demand.map { demandOfProblem[$0] })
      default: break
      }
      return result
    }
    let keepsAssignments = problem.model.holdsCapacity
    result.assignments = demandIDs.map { _ in nil }
    for (i, site) in solution.assignments.enumerated() {
      guard let site else { continue }
      let demand = demandOfProblem[i]
      result.assignments[demand] =
        !problem.costs.areKept && !keepsAssignments
        ? places?.nearest(to: demand, of: solution.selected) ?? site : site
    }
    result.divisions = solution.divisions.map {
      DemandShare(demand: demandOfProblem[$0.demand], site: $0.site, share: $0.share)
    }
    result.uncovered = result.assignments.indices.filter { result.assignments[$0] == nil }
    return result
  }
}

extension SitingModel {
  /// Whether the model looks at the cost of a pair beyond its being within the standard.
  var readsCosts: Bool {
    switch self {
    case .pMedian, .pCentre, .capacitatedPMedian, .dsm: true
    case .lscp, .mclp, .psclp, .pDispersion, .bacop1, .bacop2, .mexclp, .capacitatedMCLP, .capacitatedLSCP: false
    }
  }
}
