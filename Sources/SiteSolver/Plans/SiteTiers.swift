/// One of several tiers of sites, the highest first: what it costs, whom it serves and how far.
public struct SiteTier: Sendable {
  /// From each demand point to each candidate; without costs every pair is within the standard.
  public var costs: SparseCosts
  /// Within it a site of the tier covers. nil: every pair that is present.
  public var standard: Double?
  /// The weight of each demand point for the services of this tier.
  public var weights: [Double]
  /// The cost of each candidate as a site of the tier. nil: 1 each.
  public var siteCosts: [Double]?
  /// How many sites of the tier are added. nil leaves it free.
  public var count: ClosedRange<Int>?
  /// Candidates at which a site of the tier stands.
  public var fixedOpen: [Int]
  /// How much covered weight of this tier counts in the sum over all, above 0.
  public var factor: Double

  public init(
    costs: SparseCosts, standard: Double?, weights: [Double], siteCosts: [Double]? = nil,
    count: ClosedRange<Int>? = nil, fixedOpen: [Int] = [], factor: Double = 1
  ) {
    self.costs = costs
    self.standard = standard
    self.weights = weights
    self.siteCosts = siteCosts
    self.count = count
    self.fixedOpen = fixedOpen
    self.factor = factor
  }
}

/// The sites of several tiers, chosen together.
public struct TierPlan: Sendable {
  /// What stands of one tier, and whom its services reach.
  public struct Choice: Sendable, Equatable {
    /// The sites that are added, ascending.
    public let opened: [Int]
    /// The sites of the tier, existing ones included, ascending.
    public let selected: [Int]
    /// The weight for which a site of the tier, or, where tiers are nested, of a higher one, is within its standard.
    public let coveredWeight: Double
  }

  public let status: SitingSolution.Status
  /// The sum over the tiers of factor × covered weight; nil when no choice was found.
  public let objective: Double?
  /// No choice can be better.
  public let bound: Double?
  /// |bound − objective| / max(|objective|, tiny); nil without both.
  public let gap: Double?
  /// What the added sites cost together.
  public let money: Double
  /// In the order of the tiers; empty when no choice was found.
  public let choices: [Choice]
  /// The same where each tier is decided for itself, from the first on, with what is left of the budget; empty when that
  /// leaves a later one without a choice, or time ran out.
  public let oneAfterTheOther: [Choice]
  /// nil where that is empty.
  public let oneAfterTheOtherObjective: Double?
  /// Why nothing is possible, in the numbers of the joint problem: its candidate t × n + j is site j of tier t, and its
  /// group t the tier t.
  public let infeasibility: InfeasibilityReason?
}

extension SitingProblem {
  /// The sites of several tiers that cover most together (hierarchical covering: Church & Eaton 1987; classes by Şahin &
  /// Süral 2007, Computers & Operations Research 34:2310): the sum over the tiers of factor × covered weight.
  ///
  /// One budget pays for all tiers; forbidden sites are so for every tier, and separations bind within each. Each candidate
  /// of each tier is a candidate of one larger covering problem, with one group limit a tier.
  ///
  /// - Parameter isNested: a site gives the services of the lower tiers, too, so that one tier is added to a place at most,
  ///   and none below one that stands there; what stands may be raised to a higher tier.
  /// - Throws: `optionOfAnotherModel` for other models than `mclp`, and with what a tier has for itself; what `solve` throws.
  public func solve(tiers: [SiteTier], isNested: Bool, _ options: SolveOptions = SolveOptions()) throws(SitingError)
    -> TierPlan
  {
    guard case .mclp(nil, nil) = aim else { throw .optionOfAnotherModel(model: model, name: "tiers") }
    for (name, isEmpty) in [
      ("groups with tiers", groups == nil), ("closing prices with tiers", closingPrices.isEmpty),
      ("forced sites with tiers", forced.isEmpty), ("fixed sites of no tier", fixedOpen.isEmpty),
    ] where !isEmpty { throw .optionOfAnotherModel(model: model, name: name) }
    let clock = SearchClock(options)
    let joint = try merged(tiers, isNested)
    let judge = TierJudge(joint: joint, tiers: tiers)
    let answer = try joint.solve(options.with(clock))
    if answer.status == .infeasible { return .none(.infeasible, because: answer.infeasibility) }
    let steps = try judge.oneAfterTheOther(options, clock)
    let together = answer.objective == nil ? nil : answer.selected
    let chosen = [together, steps].compactMap { $0 }.max {
      judge.worth($0) < judge.worth($1) - 1e-9 * max(1, judge.worth($1))
    }
    guard let chosen else { return .none(.timeLimit, bound: answer.bound) }
    let worth = judge.worth(chosen)
    let isProven = answer.status == .optimal || answer.bound.map { $0 - worth <= 1e-9 * max(1, worth) } ?? false
    return TierPlan(
      status: isProven ? .optimal : answer.status, objective: worth, bound: isProven ? worth : answer.bound,
      gap: isProven ? 0 : answer.bound.map { abs($0 - worth) / max(worth, 1e-12) }, money: joint.addedCost(chosen),
      choices: judge.choices(chosen), oneAfterTheOther: steps.map(judge.choices) ?? [],
      oneAfterTheOtherObjective: steps.map(judge.worth), infeasibility: nil)
  }

  /// Candidate t × n + j is site j of tier t, and demand point t × m + i is i in need of the services of tier t.
  private func merged(_ tiers: [SiteTier], _ isNested: Bool) throws(SitingError) -> SitingProblem {
    let all = costs.candidateCount
    var start = [0]
    var candidates: [Int32] = []
    for (t, tier) in tiers.enumerated() {
      for i in 0..<tier.costs.demandCount {
        let reach = (tier.costs.rowStart[i]..<tier.costs.rowStart[i + 1]).filter {
          tier.costs.cost(at: $0) <= tier.standard ?? .infinity
        }
        for s in (isNested ? 0 : t)...t { candidates += reach.map { Int32(s * all) + tier.costs.candidates[$0] } }
        start.append(candidates.count)
      }
    }
    var joint = self
    joint.costs = try SparseCosts(
      candidateCount: all * tiers.count, rowStart: start, candidates: candidates, costs: [])
    joint.weights = tiers.flatMap { tier in tier.weights.map { $0 * tier.factor } }
    joint.weightLeftOut = 0
    joint.standard = nil
    joint.siteCosts =
      tiers.contains { $0.siteCosts != nil }
      ? tiers.flatMap { $0.siteCosts ?? [Double](repeating: 1, count: all) } : nil
    joint.fixedOpen = tiers.enumerated().flatMap { t, tier in tier.fixedOpen.map { t * all + $0 } }
    let standing = Set(joint.fixedOpen)
    var closed = tiers.indices.flatMap { t in forbidden.map { t * all + $0 } }
    joint.conflicts = tiers.indices.flatMap { t in
      conflicts.map { ConflictingPair(t * all + $0.first, t * all + $0.second) }
    }
    if isNested {
      for j in 0..<all {
        for t in tiers.indices {
          for s in 0..<t {
            if standing.contains(s * all + j) {
              closed.append(t * all + j)
            } else if !standing.contains(t * all + j) {
              joint.conflicts.append(ConflictingPair(s * all + j, t * all + j))
            }
          }
        }
      }
    }
    joint.forbidden = Set(closed).subtracting(standing).sorted()
    let counts = tiers.map { $0.count ?? 0...all }
    joint.count = counts.reduce(0) { $0 + $1.lowerBound }...counts.reduce(0) { $0 + $1.upperBound }
    joint.groups = GroupLimits(
      groupOfCandidate: tiers.indices.flatMap { t in (0..<all).map { standing.contains(t * all + $0) ? nil : t } },
      limits: counts)
    // A group must have members; a tier that stands everywhere has none and needs no limit.
    if let groups = joint.groups {
      let members = Set(groups.groupOfCandidate.compactMap { $0 })
      for t in tiers.indices where !members.contains(t) { joint.groups?.groupOfCandidate[t * all] = t }
      for t in tiers.indices where !members.contains(t) { joint.groups?.limits[t] = counts[t].lowerBound + 1...all + 1 }
    }
    return joint
  }
}

/// Judges choices of the joint problem of several tiers.
private struct TierJudge {
  let joint: SitingProblem
  let tiers: [SiteTier]

  private var all: Int { joint.costs.candidateCount / max(1, tiers.count) }
  private var places: Int { joint.weights.count / max(1, tiers.count) }

  func choices(_ open: [Int]) -> [TierPlan.Choice] {
    let isOpen = joint.openFlags(open)
    return tiers.enumerated().map { t, tier in
      let selected = open.filter { $0 / all == t }.map { $0 % all }.sorted()
      var covered = 0.0
      for i in 0..<places {
        let row = joint.costs.rowStart[t * places + i]..<joint.costs.rowStart[t * places + i + 1]
        if row.contains(where: { isOpen[Int(joint.costs.candidates[$0])] }) { covered += tier.weights[i] }
      }
      return TierPlan.Choice(
        opened: selected.filter { !tier.fixedOpen.contains($0) }, selected: selected, coveredWeight: covered)
    }
  }

  func worth(_ open: [Int]) -> Double {
    zip(tiers, choices(open)).reduce(0) { $0 + $1.0.factor * $1.1.coveredWeight }
  }

  /// Each tier decided for itself, for its own demand and with what is left of the budget; nil when a tier has no choice.
  func oneAfterTheOther(_ options: SolveOptions, _ clock: SearchClock) throws(SitingError) -> [Int]? {
    var open = joint.fixedOpen
    var left = joint.budget
    for t in tiers.indices {
      var own = joint
      own.fixedOpen = open
      let standing = Set(open)
      own.forbidden = Set(own.forbidden).union(joint.openFlags([]).indices.filter { $0 / all != t })
        .subtracting(standing).sorted()
      for i in own.weights.indices where i / places != t { own.weights[i] = 0 }
      own.groups = nil
      own.count = tiers[t].count ?? 0...all
      own.budget = left
      let answer = try own.solve(options.with(clock))
      guard answer.objective != nil else { return nil }
      left = left.map { $0 - own.addedCost(answer.selected) }.map { max(0, $0) }
      open = answer.selected
    }
    return open
  }
}

extension TierPlan {
  fileprivate static func none(
    _ status: SitingSolution.Status, because reason: InfeasibilityReason? = nil, bound: Double? = nil
  ) -> TierPlan {
    TierPlan(
      status: status, objective: nil, bound: bound, gap: nil, money: 0, choices: [], oneAfterTheOther: [],
      oneAfterTheOtherObjective: nil, infeasibility: reason)
  }
}
