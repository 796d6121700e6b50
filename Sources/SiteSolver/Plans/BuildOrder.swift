/// One step of building a plan over the years.
public struct BuildStep: Sendable, Equatable {
  public let site: Int
  /// The objective with the sites up to and including this one; nil while somebody who must be served is not.
  public let objective: Double?
  /// The objective of the best free choice of as many sites; nil when there is none or it was not asked for.
  public let freeObjective: Double?
}

extension SitingProblem {
  /// The added sites of a choice in an order that keeps every prefix good: each step takes the site with which the
  /// objective is best, ties to the lower index. Sites that must be there anyway (forced) come in the same order.
  ///
  /// - Parameter comparing: also solve for each number of sites freely, to show what the order costs.
  /// - Throws: what `solve` throws.
  public func buildOrder(of selected: [Int], comparing: Bool, _ options: SolveOptions = SolveOptions())
    throws(SitingError) -> [BuildStep]
  {
    let roles = SiteRoles(self)
    var open = selected.filter { roles.isExisting[$0] }
    var left = selected.filter { !roles.isExisting[$0] }
    var steps: [BuildStep] = []
    while !left.isEmpty {
      let best = bestAddition(to: open, from: left)
      // Before everybody can be served no objective exists: take the site that reaches the most weight.
      let site = best?.site ?? reachingMost(left, beyond: open)
      open.append(site)
      left.removeAll { $0 == site }
      var free: Double?
      if comparing {
        var problem = self
        problem.count = (steps.count + 1)...(steps.count + 1)
        problem.groups = nil
        problem.forced = []
        free = try problem.solve(options).objective
      }
      steps.append(
        BuildStep(site: site, objective: objective(ofOpening: open.sorted()), freeObjective: free))
    }
    return steps
  }

  private func reachingMost(_ candidates: [Int], beyond open: [Int]) -> Int {
    var problem = self
    problem.model = .mclp
    problem.outerStandard = nil
    problem.everyoneWithin = nil
    problem.standard = outerStandard ?? standard
    return problem.bestAddition(to: open, from: candidates)?.site ?? candidates[0]
  }
}
