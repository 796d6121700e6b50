import Foundation
import SiteSolver

/// A siting question as the command line puts it: files, and what to make of them.
public struct SitingRequest: Sendable {
  /// How far a candidate is from a demand point.
  public enum Metric: Sendable {
    /// Metres along the WGS 84 ellipsoid, from `lon` and `lat`.
    case geodesic
    /// The straight line in the plane, from `x` and `y`, in their unit.
    case euclidean
    /// Listed pairs: `demand,candidate,cost`; a missing pair is unreachable. For `p-dispersion` both are candidates.
    case costs(URL)
    /// A matrix: candidates across, demand points down; an empty cell is unreachable.
    case matrix(URL)
    /// The table of scenarios or tiers names a table of pairs for each.
    case scenarios

    /// Whether costs are listed rather than measured.
    var isListed: Bool {
      switch self {
      case .costs, .matrix, .scenarios: true
      case .geodesic, .euclidean: false
      }
    }
  }

  /// The model with its parameters; fairness, loads and least loads come from the files or from ``fairness``.
  public var aim: SitingAim
  /// nil for `p-dispersion`, which has no demand.
  public var demand: URL?
  public var candidates: URL
  public var metric: Metric
  public var count: ClosedRange<Int>?
  /// What the added sites may cost together, in the unit of the candidates' costs; nil: no budget.
  public var budget: Double?
  /// The greatest cost at which a site covers, in the unit of the metric (`<=`); nil: every pair given.
  public var standard: Double?
  /// `p-median`: how much more long ways weigh (`Fairness.exponent`).
  public var fairness: Double?
  /// `mclp`: what a site at a cost covers of a demand point's weight.
  public var decay: URL?
  public var groups: URL?
  /// `mclp` and `p-median`: sites over several periods, which stay once they are open.
  public var periods: URL?
  /// `mclp` and `p-median`: several scenarios with costs or weights of their own.
  public var scenarios: URL?
  /// `mclp`: several tiers of sites under one budget.
  public var tiers: URL?
  /// The least distance between two open sites, in the metric's unit; from the candidates' coordinates.
  public var separation: Double?
  /// Ids of candidates on top of those that the file marks; an entry that is no id is a list with commas, and an id that
  /// has a comma stands in double quotes there.
  public var fixed: [String] = []
  public var forced: [String] = []
  public var forbidden: [String] = []
  /// Leave out, and list as uncovered, the demand points that no candidate reaches, instead of finding the whole
  /// infeasible.
  public var reachableOnly = false

  /// Keep the distances of all pairs, even where the model only asks which are within the standard.
  public var keepsCosts = false

  public init(aim: SitingAim, demand: URL?, candidates: URL, metric: Metric) {
    self.aim = aim
    self.demand = demand
    self.candidates = candidates
    self.metric = metric
  }
}
