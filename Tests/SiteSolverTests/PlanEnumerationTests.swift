import Foundation
import Testing

@testable import SiteSolver

#if CBC
  /// What a planner asks of a solution, against full enumeration, for every model with every option.
  @Suite struct PlanEnumerationTests {
    private static let seed = UInt64(ProcessInfo.processInfo.environment["EMSPLAN_SEED"] ?? "") ?? 0

    /// A problem with its proven answer and all choices that keep its limits.
    private struct Case {
      let problem: SitingProblem
      let judge: BruteForce
      let solution: SitingSolution
      let objective: Double
      let choices: [(units: [Int], objective: Double)]

      var units: [Int] { Choice(solution, of: problem).units }
      var sign: Double { problem.model.minimises ? 1 : -1 }
    }

    private func cases(_ model: SitingModel, seed: UInt64, count: Int = 25) throws -> [Case] {
      var source = RandomProblem(seed: seed + Self.seed)
      return try (0..<count).compactMap { _ in
        let isSlow = model.isSlowToEnumerate
        let problem = try source.make(
          model, sideConstraints: true, maxCandidates: isSlow ? 4 : 6, maxDemand: isSlow ? 6 : 9)
        if let count = problem.count, !model.holdsUnits, count.lowerBound > problem.costs.candidateCount { return nil }
        let solution = try problem.solve()
        guard let objective = solution.objective, solution.status == .optimal else { return nil }
        let judge = BruteForce(problem)
        let choices = Self.everyChoice(problem).compactMap { units in
          judge.keepsLimits(units) ? judge.objective(units).map { (units, $0) } : nil
        }
        return Case(problem: problem, judge: judge, solution: solution, objective: objective, choices: choices)
      }
    }

    private static func everyChoice(_ problem: SitingProblem) -> [[Int]] {
      var choices: [[Int]] = [[]]
      for j in 0..<problem.costs.candidateCount {
        var most = 1
        if problem.model.holdsUnits {
          most = Int(min(problem.capacities?[j] ?? 9, Double(problem.count?.upperBound ?? 3) + 1))
          if problem.existingSites.contains(j) { most = max(most, 1) }
        }
        choices = choices.flatMap { choice in (0...max(0, most)).map { choice + [$0] } }
      }
      return choices
    }

    private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-7 * max(1, abs(b)) }

    @Test(arguments: SitingModel.allCases)
    func tiesGoToTheCheaperAndThenToFewerSites(model: SitingModel) throws {
      for item in try cases(model, seed: 7_001, count: 40) {
        let best = item.choices.filter { isNear($0.objective, item.objective) }
        func money(_ units: [Int]) -> Double { item.problem.money(units.indices.filter { units[$0] > 0 }) }
        func count(_ units: [Int]) -> Int {
          let existing = item.problem.existingSites
          return units.indices.reduce(0) { sum, j in
            sum
              + (item.problem.model.holdsUnits
                ? units[j] - (existing.contains(j) ? 1 : 0) : existing.contains(j) ? 0 : units[j])
          }
        }
        let least = best.map { money($0.units) }.min() ?? .nan
        #expect(isNear(money(item.units), least), "\(item.problem) \(item.solution)")
        let fewest = best.filter { isNear(money($0.units), least) }.map { count($0.units) }.min()
        #expect(count(item.units) == fewest, "\(item.problem) \(item.solution)")
      }
    }

    @Test(arguments: SitingModel.allCases)
    func theOrderTakesTheBestNextAndEndsAtThePlan(model: SitingModel) throws {
      for item in try cases(model, seed: 7_002) {
        var problem = item.problem
        problem.aim.capacityUse?.leastLoads = nil
        let judge = BruteForce(problem)
        let steps = try item.problem.buildOrder(of: item.solution, comparing: true)
        var units = Choice(existingIn: problem).units
        for step in steps {
          var worths: [Double] = []
          for j in units.indices where units[j] != item.units[j] {
            var next = units
            next[j] += units[j] < item.units[j] ? 1 : -1
            if let worth = next == item.units ? item.objective : judge.objective(next) { worths.append(worth) }
          }
          units[step.site] += step.isClosing ? -1 : 1
          #expect(step.units == units[step.site] && step.isProven)
          let best = item.sign > 0 ? worths.min() : worths.max()
          #expect((best == nil) == (step.objective == nil), "\(item.problem) \(steps)")
          if let best, let own = step.objective { #expect(isNear(own, best), "\(item.problem) \(steps)") }
        }
        #expect(units == item.units)
        if let last = steps.last?.objective { #expect(isNear(last, item.objective)) }
        if let last = steps.last {
          var free = item.problem
          let added = steps.count { !$0.isClosing }
          free.count = added...added
          free.forced = []
          free.groups?.limits = item.problem.groups?.limits.map { 0...$0.upperBound } ?? []
          let expected = BruteForce(free).bestObjective()
          #expect((expected == nil) == (last.freeObjective == nil), "\(item.problem) \(steps)")
          if let expected, let own = last.freeObjective { #expect(isNear(own, expected)) }
        }
      }
    }

    @Test(arguments: SitingModel.allCases)
    func valuesAndSubstitutesAreThoseOfFullEvaluation(model: SitingModel) throws {
      for item in try cases(model, seed: 7_003) {
        var problem = item.problem
        problem.aim.capacityUse?.leastLoads = nil
        let judge = BruteForce(problem)
        let existing = problem.existingSites
        for value in try item.problem.siteValues(of: item.solution) {
          var rest = item.units
          rest[value.site] -= value.units
          let without = judge.objective(rest).map { item.sign * ($0 - item.objective) }
          #expect((value.marginal == nil) == (without == nil), "\(item.problem) \(value)")
          if let a = value.marginal, let b = without { #expect(isNear(a, b)) }
          var best: Double?
          for j in rest.indices where j != value.site && (rest[j] == 0 || model.holdsUnits) {
            if rest[j] == 0, existing.contains(j) { continue }
            var next = rest
            next[j] += value.units
            if model.holdsUnits, Double(next[j]) > max(problem.capacities?[j] ?? 99, existing.contains(j) ? 1 : 0) {
              continue
            }
            // What takes its place has enough to do; what stays without it need not.
            guard !problem.forced.contains(value.site), item.judge.keepsLimits(next),
              let worth = item.judge.objective(next)
            else { continue }
            let loss = item.sign * (worth - item.objective)
            best = min(best ?? .infinity, loss)
          }
          #expect((best == nil) == (value.substituteCost == nil), "\(item.problem) \(item.solution) \(value)")
          if let best, let own = value.substituteCost { #expect(isNear(own, best), "\(item.problem) \(value)") }
        }
      }
    }

    @Test(arguments: SitingModel.allCases)
    func alternativesAreTheBestPlans(model: SitingModel) throws {
      for item in try cases(model, seed: 7_004, count: 18) {
        let found = try item.problem.alternatives(to: item.solution, count: 6, within: 0.5)
        let plans = found.plans.map { Choice($0, of: item.problem).units }
        #expect(found.isComplete && Set(plans).count == plans.count)
        for (plan, units) in zip(found.plans, plans) {
          #expect(item.judge.keepsLimits(units), "\(item.problem)")
          #expect(isNear(plan.objective ?? .nan, item.judge.objective(units) ?? .nan), "\(item.problem) \(plan)")
        }
        func onlyAdds(_ units: [Int], to other: [Int]) -> Bool {
          units.indices.allSatisfy {
            units[$0] >= other[$0]
              && (item.problem.closingPrices[$0] == nil || (units[$0] > 0) == (other[$0] > 0))
          }
        }
        for (k, units) in plans.enumerated() {
          #expect(!plans[..<k].contains { onlyAdds(units, to: $0) }, "\(item.problem) \(plans)")
        }
        let slack = 0.5 * abs(item.objective) + 1e-9
        let near = item.choices.map(\.objective).filter { item.sign * ($0 - item.objective) <= slack }.sorted {
          item.sign * ($0 - $1) < 0
        }
        // With one number of sites no plan only adds to another, and every choice is an alternative.
        if let count = item.problem.count, count.count == 1 {
          #expect(plans.count == min(6, near.count), "\(item.problem) \(plans)")
          for (plan, worth) in zip(found.plans, near) { #expect(isNear(plan.objective ?? .nan, worth)) }
        } else {
          #expect(plans.count <= near.count)
        }
      }
    }

    /// c and e are nearer than the separation, and e cannot be closed: no plan keeps c open.
    @Test func alternativesKeepWhatMayCloseNoNearerThanTheSeparation() throws {
      let costs = try SparseCosts(
        candidateCount: 3, rowStart: [0, 3, 6, 7], candidates: [0, 1, 2, 0, 1, 2, 1], costs: [1, 1, 9, 9, 9, 1, 1])
      let problem = SitingProblem(
        aim: .mclp(), costs: costs, weights: [5, 4, 20], count: 0...1, standard: 3, fixedOpen: [0],
        closingPrices: [1: 2], conflicts: [ConflictingPair(0, 1)])
      let best = try problem.solve()
      #expect(best.selected == [0, 2] && best.objective == 7)
      let plans = try problem.alternatives(to: best, count: 9, within: 1).plans
      #expect(plans.map(\.selected) == [[0, 2], [0]])
    }

    /// With second cover alone, one site is worth as much as none and only adds to it.
    @Test func noAlternativeOnlyAddsToAnother() throws {
      let costs = try SparseCosts(
        candidateCount: 2, rowStart: [0, 2], candidates: [0, 1], costs: [1, 1])
      let problem = SitingProblem(
        aim: .bacop2(firstCoverShare: 0), costs: costs, weights: [5], count: 0...2, standard: 3)
      let plans = try problem.alternatives(to: problem.solve(), count: 9, within: 1).plans
      #expect(plans.map(\.selected) == [[0, 1], []])
    }

    @Test(arguments: SitingModel.allCases)
    func theCurveIsTheBestForEachNumberAndEndsWithTheCandidates(model: SitingModel) throws {
      for item in try cases(model, seed: 7_005, count: 12) {
        let curve = try item.problem.curve(over: 0...4)
        if let most = item.problem.mostUnits { #expect(curve.count == min(4, most) + 1) }
        for point in curve {
          var problem = item.problem
          problem.count = point.count...point.count
          let expected = BruteForce(problem).bestObjective()
          #expect((expected == nil) == (point.solution.objective == nil), "\(problem) \(point)")
          if let expected, let own = point.solution.objective { #expect(isNear(own, expected)) }
        }
      }
    }

    @Test(arguments: [SitingModel.mclp, .pMedian])
    func efficientChoicesAreThoseThatNothingDominates(model: SitingModel) throws {
      for item in try cases(model, seed: 7_006, count: 60) {
        guard !item.problem.costs.costs.isEmpty else { continue }
        var all: [(worth: Double, greatest: Double)] = item.choices.map { units, objective in
          let open = units.indices.filter { units[$0] > 0 }
          var greatest = 0.0
          for i in item.problem.weights.indices {
            let costs = open.compactMap { item.problem.costs.cost(demand: i, candidate: $0) }
            greatest = max(greatest, costs.min() ?? .infinity)
          }
          return (item.sign * objective, greatest)
        }
        all = all.filter { one in
          !all.contains { other in
            (other.worth < one.worth - 1e-7 && other.greatest <= one.greatest)
              || (other.worth <= one.worth + 1e-7 && other.greatest < one.greatest)
          }
        }
        var front: [(worth: Double, greatest: Double)] = []
        for one in all.sorted(by: { $0.worth < $1.worth })
        where !front.contains(where: { $0.greatest == one.greatest }) { front.append(one) }
        let found = try item.problem.efficientChoices(atMost: 50)
        #expect(found.count == front.count, "\(item.problem) \(found) \(front)")
        for (point, expected) in zip(found, front) {
          #expect(isNear(item.sign * (point.solution.objective ?? .nan), expected.worth))
          #expect((point.greatestCost ?? .infinity) == expected.greatest)
        }
      }
    }

    /// The named limits leave no choice together, and one as soon as any of them is lifted.
    @Test(arguments: SitingModel.allCases)
    func limitsThatClashAreIrreducible(model: SitingModel) throws {
      var source = RandomProblem(seed: 7_007 + Self.seed)
      var told = 0
      for _ in 0..<120 {
        let isSlow = model.isSlowToEnumerate
        let problem = try source.make(
          model, sideConstraints: true, maxCandidates: isSlow ? 4 : 6, maxDemand: isSlow ? 6 : 9)
        if let count = problem.count, !model.holdsUnits, count.lowerBound > problem.costs.candidateCount { continue }
        guard case .clash(let limits, let needed)? = try problem.solve().infeasibility else { continue }
        told += 1
        #expect(!limits.isEmpty, "\(problem)")
        #expect(!isPossible(problem, limits), "\(problem) \(limits)")
        for limit in limits {
          #expect(isPossible(problem, limits.filter { $0 != limit }), "\(problem) \(limits) without \(limit)")
        }
        if let needed,
          case .mostSites(let most)? = limits.first(where: { if case .mostSites = $0 { true } else { false } })
        {
          #expect(needed > Double(most))
        }
      }
      #expect(told > 0 || [.mclp, .bacop2, .mexclp, .capacitatedMCLP].contains(model))
    }

    /// Whether some choice keeps the limits, by enumeration of problems that make no other demand.
    private func isPossible(_ problem: SitingProblem, _ limits: [SitingLimit]) -> Bool {
      var kept = problem.keeping(Set(limits))
      if kept.waived.contains(.share(problem.targetShare ?? 1)) {
        kept.aim = SitingAim(kept.model, outerStandard: kept.outerStandard ?? 0, share: 0)
      }
      if kept.waived.contains(.leastLoad) { kept.aim.capacityUse?.leastLoads = nil }
      if kept.waived.contains(.capacity), problem.model.holdsCapacity {
        kept.capacities = kept.capacities.map { $0.map { _ in 1e9 } }
      }
      if kept.waived.contains(.service) {
        switch kept.model {
        case .lscp: kept.aim = .mclp()
        case .capacitatedPMedian, .capacitatedLSCP: kept.aim = .capacitatedMCLP(kept.aim.capacityUse ?? CapacityUse())
        default: break
        }
      }
      let judge = BruteForce(kept)
      guard problem.model == .dsm, kept.waived.contains(.service) else {
        let needsNoPair = kept.model == .pDispersion && kept.waived.contains(.pair)
        return Self.everyChoice(kept).contains { judge.keepsLimits($0) && (needsNoPair || judge.objective($0) != nil) }
      }
      // The share within the inner standard may still be asked for.
      var share = kept
      share.aim = .psclp(share: kept.targetShare ?? 1)
      let covers = BruteForce(share)
      return Self.everyChoice(kept).contains { judge.keepsLimits($0) && covers.objective($0) != nil }
    }
  }
#endif
