import EMSPlan
import SiteSolver

/// Who is served by a solution: of all demand and at each site.
struct ServedDemand {
  struct Site {
    let site: Int
    let isExisting: Bool
    let units: Int
    /// Demand points that the site serves, in part where demand is divisible.
    var demandPoints = 0
    /// What they bring: their load in the capacitated models, else their weight.
    var load = 0.0
    /// nil where the model keeps no capacities, or the site has no limit.
    let capacity: Double?
    var utilisation: Double? { capacity.flatMap { $0 > 0 ? load / $0 : nil } }
  }

  /// The weight that is served.
  let weight: Double
  /// The weight of all demand points, those left out included.
  let totalWeight: Double
  /// The part of it that is served within the standard, where costs are known; nil without a standard.
  let weightWithinStandard: Double?
  let sites: [Site]
  /// Existing sites that close.
  let closed: [Int]

  var share: Double? { totalWeight > 0 ? weight / totalWeight : nil }

  /// nil when there is no choice of sites.
  init?(_ instance: SitingInstance, _ solution: SitingSolution) {
    guard solution.objective != nil else { return nil }
    let problem = instance.problem
    let existing = problem.existingSites
    let keepsCapacity = problem.model.holdsCapacity
    var sites = zip(solution.selected, solution.units).map { j, units in
      let capacity = keepsCapacity ? problem.capacities?[j] : nil
      return Site(
        site: j, isExisting: existing.contains(j), units: units,
        capacity: capacity.flatMap { $0.isFinite ? $0 : nil })
    }
    var position: [Int: Int] = [:]
    for (k, site) in sites.enumerated() { position[site.site] = k }
    let loads = keepsCapacity ? instance.loads : instance.weights
    var weight = 0.0
    func add(_ demand: Int, _ site: Int, _ share: Double) {
      weight += share * instance.weights[demand]
      guard let k = position[site] else { return }
      sites[k].demandPoints += 1
      sites[k].load += share * loads[demand]
    }
    if solution.divisions.isEmpty {
      for (demand, site) in solution.assignments.enumerated() { if let site { add(demand, site, 1) } }
    } else {
      for part in solution.divisions { add(part.demand, part.site, part.share) }
    }
    self.weight = weight
    totalWeight = instance.weights.reduce(0, +)
    self.sites = sites
    closed = existing.subtracting(solution.selected).sorted()
    weightWithinStandard = instance.weightWithinStandard(of: solution)
  }
}
