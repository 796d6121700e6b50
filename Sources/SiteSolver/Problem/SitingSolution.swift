/// The answer to a siting problem with its proof.
public struct SitingSolution: Sendable {
  /// How the search ended.
  public enum Status: String, Sendable {
    /// Proven: no other choice is better.
    case optimal
    /// A choice that keeps every limit, with a gap that was allowed.
    case feasible
    /// Proven: no choice keeps every limit.
    case infeasible
    /// Time ran out; the best choice found so far, if any.
    case timeLimit = "time_limit"
  }

  /// How the search ended.
  public var status: Status
  /// Weight covered, sites or cost, weight × cost, or greatest cost, by the model. nil when no choice was found.
  public var objective: Double?
  /// No choice can be better than this. nil when the problem is infeasible.
  public var bound: Double?
  /// |bound − objective| / max(|objective|, tiny); nil without an objective.
  public var gap: Double?
  /// The open sites, existing ones included, ascending.
  public var selected: [Int]
  /// Units at each selected site (`dsm`, `mexclp`); elsewhere 1 each.
  public var units: [Int]
  /// The site that serves each demand point: the nearest open one (by the model's rule within the standard; the
  /// one assigned in capacitated models). nil: not served.
  public var assignments: [Int?]
  /// The demand points that are not served, ascending.
  public var uncovered: [Int]
  /// What share of each demand point each site serves, where demand is divisible; empty elsewhere.
  public var divisions: [DemandShare] = []
  /// Bounding steps made (Lagrangian steps, or simplex iterations of the MIP solver).
  public var iterations: Int
  /// Nodes of the branch and bound tree.
  public var nodes: Int
  /// Why nothing is feasible.
  public var infeasibility: InfeasibilityReason?
}

/// Why no choice of sites keeps every limit.
public enum InfeasibilityReason: Sendable, Equatable {
  /// Demand points that no allowed candidate reaches within the standard.
  case unreachableDemand([Int])
  /// A group must have more sites than it has candidates left (or than its existing sites leave room for).
  case groupMinimumUnreachable(group: Int, minimum: Int, available: Int)
  /// A group has more sites fixed open than it may have.
  case groupMaximumExceeded(group: Int, maximum: Int, fixed: Int)
  /// More sites are asked for than the groups and candidates allow together.
  case countAboveAvailable(count: Int, available: Int)
  /// The groups must have more sites than may be added in all.
  case groupMinimaAboveCount(required: Int, count: Int)
  /// The share asked for is more than all allowed candidates cover together.
  case shareUnreachable(target: Double, reachable: Double)
  /// Demand points whose load is more than any site within reach can hold.
  case loadAboveCapacities([Int])
  /// The largest sites that may be open together hold less than all demand points bring.
  case capacityShort(capacity: Double, load: Double)
  /// Two sites that must both be open are nearer to each other than the separation.
  case tooNear(Int, Int)
  /// Limits that cannot be kept together, though they could without any one of them. Empty: not found out.
  ///
  /// `needed` is the fewest sites (units) or the least money with which all other limits of the problem can be kept, where
  /// the number or the budget is one of those that clash; nil where no number helps.
  case clash([SitingLimit], needed: Double?)

  static var limitsClash: InfeasibilityReason { .clash([], needed: nil) }
}

/// A limit of a problem, by what it limits.
public enum SitingLimit: Sendable, Hashable {
  /// Everybody must be served within reach.
  case service
  /// Two open sites at least, not both of them standing for good (`p-dispersion`).
  case pair
  /// The share of the weight to be covered.
  case share(Double)
  case everyoneWithin(Double)
  case mostSites(Int)
  case fewestSites(Int)
  case budget(Double)
  case groupMinimum(group: Int, Int)
  case groupMaximum(group: Int, Int)
  case forced(Int)
  case forbidden(Int)
  case separation(Int, Int)
  /// What sites can hold.
  case capacity
  /// What a site must serve to be open.
  case leastLoad
}

/// The share of a demand point that one of several sites serves.
public struct DemandShare: Sendable, Equatable {
  /// The index of the demand point.
  public let demand: Int
  /// The index of the open candidate.
  public let site: Int
  /// Above 0, at most 1.
  public let share: Double

  public init(demand: Int, site: Int, share: Double) {
    self.demand = demand
    self.site = site
    self.share = share
  }
}
