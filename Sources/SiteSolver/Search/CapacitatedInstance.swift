/// Demand points to be assigned to sites with room for them, at the least cost; the greatest worth is a negative cost.
struct CapacitatedInstance {
  let demandCount: Int
  let siteCount: Int
  /// By demand point; infinite where a site cannot serve it.
  let cost: [Double]
  /// What each demand point takes of a site's room.
  let load: [Double]
  let room: [Double]
  /// What it costs to open each site.
  let siteCost: [Double]
  let isFixed: [Bool]
  /// The column of each site that may be opened; -1 for those that are always open.
  let column: [Int]
  /// The sites that may be opened, in the order of their columns.
  let free: [Int]
  let limits: SiteLimits
  /// A demand point may go without a site, at no cost.
  let mayLeaveOut: Bool
  /// All costs are whole numbers.
  let isIntegral: Bool

  @inline(__always) func cost(_ demand: Int, _ site: Int) -> Double { cost[demand * siteCount + site] }
}

extension SitingProblem {
  /// The problem without its closed sites; nil where a table of all pairs would be too large. `sites` are the
  /// candidates of its sites.
  func capacitatedInstance(_ roles: SiteRoles) -> (instance: CapacitatedInstance, sites: [Int])? {
    let sites = (0..<costs.candidateCount).filter { roles.isFixed[$0] || roles.column[$0] >= 0 }
    guard !sites.isEmpty, sites.count * costs.demandCount <= 20_000_000 else { return nil }
    var position = [Int](repeating: -1, count: costs.candidateCount)
    for (k, j) in sites.enumerated() { position[j] = k }
    var cost = [Double](repeating: .infinity, count: sites.count * costs.demandCount)
    var isIntegral = true
    for i in 0..<costs.demandCount {
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let j = Int(costs.candidates[k])
        let distance = costs.cost(at: k)
        guard position[j] >= 0, isWithinReach(distance), load(i) <= capacities?[j] ?? 0 else { continue }
        let worth: Double
        switch model {
        case .capacitatedMCLP: worth = -weights[i] * coverShare(distance)
        case .capacitatedLSCP: worth = 0
        default: worth = weights[i] * distance
        }
        cost[i * sites.count + position[j]] = worth
        if isIntegral { isIntegral = worth == worth.rounded() && abs(worth) < 1e12 }
      }
    }
    let siteCost = sites.map { j in
      model == .capacitatedLSCP && !roles.isExisting[j] ? siteCosts?[j] ?? 1 : 0
    }
    let instance = CapacitatedInstance(
      demandCount: costs.demandCount, siteCount: sites.count, cost: cost,
      load: (0..<costs.demandCount).map { load($0) }, room: sites.map { capacities?[$0] ?? 0 }, siteCost: siteCost,
      isFixed: sites.map { roles.isFixed[$0] }, column: sites.map { Int(roles.column[$0]) },
      free: roles.free.map { position[$0] }, limits: roles.limits, mayLeaveOut: model == .capacitatedMCLP,
      isIntegral: isIntegral && siteCost.allSatisfy { $0 == $0.rounded() })
    return (instance, sites)
  }
}
