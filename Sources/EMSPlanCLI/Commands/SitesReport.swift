import EMSPlan
import SiteSolver

/// What `emsplan sites` prints: the solution with the ids of the files.
struct SitesReport {
  let instance: SitingInstance
  var solution: SitingSolution?
  var seconds = 0.0
  var alternatives: AlternativePlans?
  var values: [SiteValue]?
  var order: [BuildStep]?
  var curve: [TradeOffPoint]?
  var curveAsked: ClosedRange<Int>?
  var efficient: [TradeOffPoint]?
  var leastServed: LeastServedChoice?
  var frontier: [FairChoice]?

  init(instance: SitingInstance) { self.instance = instance }

  func site(_ j: Int) -> PropertyValue { .text(instance.candidateIDs[j]) }
  func sites(_ list: [Int]) -> PropertyValue { .list(list.map(site)) }
  func number(_ value: Double?) -> PropertyValue { .optional(value, places: 9) }

  var json: PropertyValue {
    guard let solution else { return .null }
    var members: [PropertyValue.Member] = [
      .init("model", .text(instance.problem.model.rawValue)),
      .init("status", .text(solution.status.rawValue)),
      .init("objective", number(solution.objective)),
      .init("bound", number(solution.bound)),
      .init("gap", number(solution.gap)),
      .init("selected", sites(solution.selected)),
      .init(
        "assignments",
        .members(
          solution.assignments.enumerated().map { demand, candidate in
            .init(instance.demandIDs[demand], candidate.map(site) ?? .null)
          })),
      .init("uncovered", .list(solution.uncovered.map { .text(instance.demandIDs[$0]) })),
      .init("iterations", .whole(solution.iterations)),
      .init("seconds", .decimal(seconds, places: 3)),
      .init("nodes", .whole(solution.nodes)),
    ]
    if instance.problem.model.holdsUnits {
      members.append(.init("units", units(solution)))
    }
    if instance.problem.model == .pDispersion, solution.objective != nil {
      let nearest = instance.problem.nearestSites(among: solution.selected)
      members += [
        .init("nearest_sites", .list(nearest.map(json))),
        .init("closed", sites(instance.problem.existingSites.subtracting(solution.selected).sorted())),
      ]
    } else if let served = ServedDemand(instance, solution) {
      members += [
        .init("covered_weight", number(served.weight)), .init("total_weight", number(served.totalWeight)),
        .init("covered_share", .share(served.share)),
        .init("weight_within_standard", number(served.weightWithinStandard)),
        .init("cost_spread", json(instance.costSpread(of: solution))),
        .init("sites", .list(served.sites.map(json))), .init("closed", sites(served.closed)),
      ]
      if !solution.divisions.isEmpty {
        members.append(
          .init(
            "divisions",
            .list(
              solution.divisions.map {
                .members([
                  .init("demand", .text(instance.demandIDs[$0.demand])), .init("site", site($0.site)),
                  .init("share", number($0.share)),
                ])
              })))
      }
    }
    if !instance.leftOut.isEmpty {
      members.append(.init("left_out", .list(instance.leftOut.map { .text(instance.demandIDs[$0]) })))
    }
    members.append(.init("notes", .list(instance.notes.map { .text($0.english) })))
    if let reason = solution.infeasibility {
      members.append(.init("infeasibility", InfeasibilityWords(instance: instance).json(of: reason)))
    }
    members += planMembers(solution)
    return .members(members)
  }

  private func units(_ solution: SitingSolution) -> PropertyValue {
    .members(zip(solution.selected, solution.units).map { .init(instance.candidateIDs[$0], .whole($1)) })
  }

  private func json(_ spread: CostSpread?) -> PropertyValue {
    guard let spread else { return .null }
    return .members([
      .init("mean", number(spread.mean)), .init("deciles", .list(spread.deciles.map { number($0) })),
      .init("worst_tenth_mean", number(spread.worstTenthMean)), .init("greatest", number(spread.greatest)),
      .init("gini", number(spread.gini)), .init("weight_without_site", number(spread.weightWithoutSite)),
      .init("count_without_site", .whole(spread.countWithoutSite)),
    ])
  }

  private func json(_ nearest: NearestSite) -> PropertyValue {
    .members([
      .init("id", site(nearest.site)), .init("nearest", site(nearest.nearest)),
      .init("distance", number(nearest.distance)),
    ])
  }

  private func json(_ served: ServedDemand.Site) -> PropertyValue {
    .members([
      .init("id", site(served.site)), .init("existing", .flag(served.isExisting)), .init("units", .whole(served.units)),
      .init("demand_points", .whole(served.demandPoints)), .init("load", number(served.load)),
      .init("capacity", number(served.capacity)), .init("utilisation", .share(served.utilisation)),
    ])
  }

  private func planMembers(_ solution: SitingSolution) -> [PropertyValue.Member] {
    var members: [PropertyValue.Member] = []
    if let alternatives {
      members += [
        .init(
          "alternatives",
          .list(
            zip(alternatives.plans, spreads(of: alternatives)).map { json(of: $0, $1, against: solution) })),
        .init("alternatives_complete", .flag(alternatives.isComplete)),
        .init("alternatives_leave_out", .text("plans that only add sites to one that is listed")),
      ]
      let common = alternatives.plans.dropFirst().reduce(Set(solution.selected)) { $0.intersection($1.selected) }
      members.append(.init("in_all_alternatives", sites(common.sorted())))
    }
    if let values {
      members.append(
        .init(
          "values",
          .list(
            values.map {
              .members([
                .init("site", site($0.site)), .init("units", .whole($0.units)),
                .init("marginal", number($0.marginal)), .init("substitute", $0.substitute.map(site) ?? .null),
                .init("substitute_cost", number($0.substituteCost)), .init("proven", .flag($0.isProven)),
              ])
            })))
    }
    if let order {
      members.append(
        .init(
          "order",
          .list(
            order.map {
              .members([
                .init("site", site($0.site)), .init("step", .text($0.isClosing ? "close" : "open")),
                .init("units", .whole($0.units)), .init("objective", number($0.objective)),
                .init("free_objective", number($0.freeObjective)), .init("proven", .flag($0.isProven)),
              ])
            })))
    }
    if let curve {
      members.append(.init("curve", points(curve)))
      members.append(.init("curve_ends_at", .optional(curveEnd)))
    }
    if let efficient { members.append(.init("efficient", points(efficient))) }
    if let leastServed {
      members.append(
        .init(
          "least_served_first",
          .members([
            .init("proven", .flag(leastServed.isProven)),
            .init("others_compare", .text(Self.othersCompareRadius.english)),
            .init(
              "levels",
              .list(
                leastServed.levels.map {
                  .members([
                    .init("cost", number($0.cost)), .init("weight", number($0.weight)),
                    .init("proven", .flag($0.isProven)),
                  ])
                })),
          ])))
    }
    if let frontier {
      members.append(
        .init(
          "frontier",
          .list(
            frontier.map {
              .members([
                .init("fairness", number($0.fairness)), .init("proven", .flag($0.isProven)),
                .init("objective", number($0.solution.objective)), .init("bound", number($0.solution.bound)),
                .init("selected", sites($0.solution.selected)), .init("cost_spread", json(spread(of: $0))),
              ])
            })))
    }
    return members
  }

  /// The number at which a curve ends because the candidates allow no more; nil when it goes as far as asked.
  var curveEnd: Int? {
    guard let curve, let curveAsked, curveAsked.count > curve.count else { return nil }
    return curve.last?.count ?? instance.problem.mostUnits
  }

  /// How evenly each of the best plans serves; the first is the answer.
  func spreads(of alternatives: AlternativePlans) -> [CostSpread?] {
    alternatives.plans.enumerated().map { at, plan in
      instance.costSpread(of: at == 0 ? solution ?? plan : instance.located(plan))
    }
  }

  private func json(
    of plan: SitingSolution, _ spread: CostSpread?, against best: SitingSolution
  ) -> PropertyValue {
    .members([
      .init("status", .text(plan.status.rawValue)), .init("objective", number(plan.objective)),
      .init("bound", number(plan.bound)), .init("selected", sites(plan.selected)), .init("units", units(plan)),
      .init("added", sites(plan.selected.filter { !best.selected.contains($0) })),
      .init("dropped", sites(best.selected.filter { !plan.selected.contains($0) })),
      .init("cost_spread", json(spread)),
    ])
  }

  private func points(_ points: [TradeOffPoint]) -> PropertyValue {
    .list(
      points.map {
        let spread = spread(of: $0)
        return .members([
          .init("count", .whole($0.count)), .init("status", .text($0.solution.status.rawValue)),
          .init("objective", number($0.solution.objective)), .init("bound", number($0.solution.bound)),
          .init("greatest_cost", number(greatest($0, spread))), .init("selected", sites($0.solution.selected)),
          .init("units", units($0.solution)), .init("cost_spread", json(spread)),
        ])
      })
  }

  func spread(of point: TradeOffPoint) -> CostSpread? {
    point.solution.objective == nil ? nil : instance.costSpread(of: instance.located(point.solution))
  }

  func spread(of choice: FairChoice) -> CostSpread? {
    choice.solution.objective == nil ? nil : instance.costSpread(of: instance.located(choice.solution))
  }

  /// The greatest cost of a point; nil when somebody is out of reach.
  func greatest(_ point: TradeOffPoint, _ spread: CostSpread?) -> Double? {
    // Where nobody has any weight, nothing is spread.
    spread == nil && instance.leftOut.isEmpty ? point.greatestCost : greatest(spread)
  }

  /// The greatest cost; nil when somebody is out of reach.
  func greatest(_ spread: CostSpread?) -> Double? {
    spread.flatMap { $0.countWithoutSite == 0 ? $0.greatest : nil }
  }
}
