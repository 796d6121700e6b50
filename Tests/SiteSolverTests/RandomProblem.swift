import SiteSolver

/// Small random problems with every option that a model may have.
struct RandomProblem {
  var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed) }

  /// - Parameter sideConstraints: also separation, budgets, site costs and closing prices.
  mutating func make(
    _ model: SitingModel, sideConstraints: Bool, maxCandidates: Int = 9, maxDemand: Int = 14
  ) throws -> SitingProblem {
    let candidates = Int.random(in: 1...maxCandidates, using: &random)
    let demand = Int.random(in: 1...maxDemand, using: &random)
    let density = Double.random(in: 0.3...1, using: &random)
    let isInteger = Bool.random(using: &random)
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for i in 0..<demand {
      for j in 0..<candidates where Double.random(in: 0...1, using: &random) < density {
        pairs.append((i, j, number(upTo: 20, isInteger)))
      }
    }
    let weights = (0..<demand).map { _ in one(in: 8) ? 0 : number(upTo: 30, isInteger) }
    let costs = try SparseCosts(demandCount: demand, candidateCount: candidates, pairs: pairs)
    var problem = SitingProblem(aim: SitingAim(model), costs: costs, weights: weights)
    addParameters(to: &problem, isInteger)
    let roles = (0..<candidates).map { _ in Int.random(in: 0..<12, using: &random) }
    if one(in: 2) {
      problem.fixedOpen = roles.indices.filter { roles[$0] == 0 }
      problem.forbidden = roles.indices.filter { roles[$0] == 1 }
      let mostForced = problem.count?.upperBound ?? 1
      problem.forced = Array(roles.indices.filter { roles[$0] == 2 }.prefix(mostForced))
    }
    if one(in: 3) { addGroups(to: &problem) }
    if sideConstraints { addSideConstraints(to: &problem, roles, isInteger) }
    if model == .pMedian, one(in: 4) {
      let exponent = [0.5, 1, 2, 7][Int.random(in: 0..<4, using: &random)]
      problem.aim = .pMedian(
        everyoneWithin: problem.aim.everyoneWithin, fairness: Fairness(exponent: exponent, within: problem))
    }
    return problem
  }

  /// A problem that has every one of some constraints.
  mutating func make(
    _ model: SitingModel, with constraints: [SideConstraint], maxCandidates: Int, maxDemand: Int
  ) throws -> SitingProblem {
    var problem = try make(model, sideConstraints: false, maxCandidates: maxCandidates, maxDemand: maxDemand)
    (problem.fixedOpen, problem.forbidden, problem.forced, problem.groups) = ([], [], [], nil)
    let candidates = problem.costs.candidateCount
    // Each candidate has one role at most.
    var free = Array(0..<candidates).shuffled(using: &random)
    for constraint in constraints {
      switch constraint {
      case .fixed: problem.fixedOpen += free.popLast().map { [$0] } ?? []
      case .closable: if let j = free.popLast() { problem.closingPrices[j] = number(upTo: 12, true) - 3 }
      case .forbidden: problem.forbidden = free.popLast().map { [$0] } ?? []
      case .groups: addGroups(to: &problem)
      case .separation:
        for _ in 0..<3 where candidates > 1 {
          let first = Int.random(in: 1..<candidates, using: &random)
          problem.conflicts.append(ConflictingPair(first, Int.random(in: 0..<first, using: &random)))
        }
      case .budget:
        problem.siteCosts = (0..<candidates).map { _ in number(upTo: 10, true) }
        problem.budget = number(upTo: 30, true)
      }
    }
    return problem
  }

  private mutating func addParameters(to problem: inout SitingProblem, _ isInteger: Bool) {
    let candidates = problem.costs.candidateCount
    let model = problem.model
    let count = Int.random(in: 0...min(candidates, 4), using: &random)
    if model != .lscp && model != .psclp && model != .capacitatedLSCP { problem.count = count...count }
    if one(in: 4) { problem.count = count...Int.random(in: count...candidates, using: &random) }
    let needsStandard: Set<SitingModel> = [
      .lscp, .psclp, .mclp, .bacop1, .bacop2, .dsm, .mexclp, .capacitatedMCLP, .capacitatedLSCP,
    ]
    if needsStandard.contains(model) || one(in: 4) {
      problem.standard = Double(Int.random(in: 5...20, using: &random))
    }
    var outer: Double?
    if model == .dsm || (model == .mclp && one(in: 3)) {
      outer = (problem.standard ?? 0) + number(upTo: 9, isInteger) + 1
    }
    var everyoneWithin: Double?
    if model == .mclp || model == .pMedian, one(in: 4) {
      everyoneWithin = Double(Int.random(in: 5...20, using: &random))
    }
    switch model {
    case .pDispersion:
      problem.aim = .pDispersion(SiteDistances(candidateCount: candidates) { _, _ in number(upTo: 20, isInteger) })
    case .mclp:
      var decay = outer.map { CoverDecay(from: problem.standard ?? 0, to: $0) }
      if one(in: 4) {
        decay = randomDecay(isInteger)
        problem.standard = nil
      }
      problem.aim = .mclp(decay: decay, everyoneWithin: everyoneWithin)
    case .pMedian: problem.aim = .pMedian(everyoneWithin: everyoneWithin)
    case .mexclp: problem.aim = .mexclp(busyFraction: Double.random(in: 0...0.9, using: &random))
    case .psclp, .dsm, .bacop2:
      problem.aim = SitingAim(
        model, outerStandard: outer ?? 0, share: Double(Int.random(in: 0...10, using: &random)) / 10)
    default: break
    }
    if model == .dsm || model == .mexclp, one(in: 2) {
      problem.capacities = (0..<candidates).map { _ in Double(Int.random(in: 0...3, using: &random)) }
    }
    if model == .capacitatedMCLP || model == .capacitatedPMedian || model == .capacitatedLSCP {
      problem.capacities = (0..<candidates).map { _ in number(upTo: 90, isInteger) }
      if one(in: 3) { problem.aim.capacityUse?.loads = problem.weights.map { _ in number(upTo: 30, isInteger) } }
      if one(in: 4) { problem.aim.capacityUse?.leastLoads = (0..<candidates).map { _ in number(upTo: 25, isInteger) } }
    }
  }

  /// One to five points, now and then with a step, not always from all of the weight or down to nothing.
  private mutating func randomDecay(_ isInteger: Bool) -> CoverDecay {
    let costs = (0..<Int.random(in: 1...5, using: &random)).map { _ in number(upTo: 20, isInteger) }.sorted()
    let shares = costs.map { _ in Double(Int.random(in: 0...10, using: &random)) / 10 }.sorted(by: >)
    return CoverDecay(zip(costs, shares).map { CoverDecay.Point(cost: $0, share: $1) })
  }

  private mutating func addGroups(to problem: inout SitingProblem) {
    let candidates = problem.costs.candidateCount
    let groups = Int.random(in: 1...min(3, candidates), using: &random)
    let of: [Int?] = (0..<candidates).map { j in
      let drawn = j < groups ? j : Int.random(in: -1..<groups, using: &random)
      return drawn < 0 ? nil : drawn
    }
    let limits = (0..<groups).map { _ in
      let least = Int.random(in: 0...1, using: &random)
      return least...Int.random(in: max(1, least)...3, using: &random)
    }
    problem.groups = GroupLimits(groupOfCandidate: of, limits: limits)
  }

  private mutating func addSideConstraints(to problem: inout SitingProblem, _ roles: [Int], _ isInteger: Bool) {
    let candidates = problem.costs.candidateCount
    if one(in: 2) {
      problem.siteCosts = (0..<candidates).map { _ in number(upTo: 10, isInteger) }
      if one(in: 2) {
        problem.budget = number(upTo: 30, isInteger)
        if one(in: 2), problem.model != .dsm, problem.model != .mexclp { problem.count = nil }
      }
    }
    if one(in: 3) {
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        problem.conflicts.append(
          ConflictingPair(
            Int.random(in: 0..<candidates, using: &random), Int.random(in: 0..<candidates, using: &random)))
      }
      problem.conflicts.removeAll { $0.first == $0.second }
    }
    if one(in: 3) {
      for j in roles.indices where roles[j] == 3 { problem.closingPrices[j] = number(upTo: 12, isInteger) - 3 }
      problem.fixedOpen += problem.closingPrices.keys.sorted().filter { _ in one(in: 2) }
    }
  }

  mutating func one(in n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }

  mutating func number(upTo most: Int, _ isInteger: Bool) -> Double {
    isInteger
      ? Double(Int.random(in: 0...most, using: &random)) : Double.random(in: 0...Double(most), using: &random)
  }
}

/// What a problem may ask for besides its model.
enum SideConstraint: CaseIterable {
  case fixed, closable, forbidden, groups, separation, budget
}

extension SitingAim {
  /// A model with parameters, of which each model takes its own; those of `pDispersion` are between no candidates; of `bacop2` the share is that of first cover.
  init(
    _ model: SitingModel, outerStandard: Double = 60, share: Double = 0.5, busyFraction: Double = 0.3,
    distances: SiteDistances = SiteDistances(candidateCount: 0) { _, _ in 0 }
  ) {
    self =
      switch model {
      case .lscp: .lscp
      case .mclp: .mclp()
      case .psclp: .psclp(share: share)
      case .pMedian: .pMedian()
      case .pCentre: .pCentre
      case .pDispersion: .pDispersion(distances)
      case .bacop1: .bacop1
      case .bacop2: .bacop2(firstCoverShare: share)
      case .dsm: .dsm(outerStandard: outerStandard, share: share)
      case .mexclp: .mexclp(busyFraction: busyFraction)
      case .capacitatedPMedian: .capacitatedPMedian(CapacityUse())
      case .capacitatedMCLP: .capacitatedMCLP(CapacityUse())
      case .capacitatedLSCP: .capacitatedLSCP(CapacityUse())
      }
  }
}
