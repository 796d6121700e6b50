import Testing

@testable import SiteSolver

#if CBC
  /// What is said of questions that cannot be answered, and of sites that cost nothing; small enough to be seen.
  @Suite struct CausesTests {
    /// Two places; the second site stands near the second place.
    private static func pair(_ aim: SitingAim = .lscp) throws -> SitingProblem {
      let costs = try SparseCosts(demandCount: 2, candidateCount: 2, pairs: [(0, 0, 0), (1, 1, 2)])
      return SitingProblem(aim: aim, costs: costs, weights: [1, 1], standard: 5)
    }

    @Test func whatASeparationKeepsAwayIsNotOutOfReach() throws {
      var problem = try Self.pair()
      problem.fixedOpen = [0]
      problem.conflicts = [ConflictingPair(0, 1)]
      #expect(try problem.solve().infeasibility == .clash([.service, .separation(0, 1)], needed: nil))
      // Out of reach of every site is out of reach whatever is too near.
      problem.standard = 1
      #expect(try problem.solve().infeasibility == .unreachableDemand([1]))
    }

    @Test func whatIsForbiddenIsNotOutOfReach() throws {
      var problem = try Self.pair()
      problem.forbidden = [1]
      #expect(try problem.solve().infeasibility == .clash([.service, .forbidden(1)], needed: nil))
      problem.aim = .psclp(share: 1)
      #expect(try problem.solve().infeasibility == .clash([.share(1), .forbidden(1)], needed: nil))
      problem.aim = .mclp()
      problem.count = 2...2
      #expect(try problem.solve().infeasibility == .clash([.fewestSites(2), .forbidden(1)], needed: nil))
      problem.count = 3...3
      #expect(try problem.solve().infeasibility == .countAboveAvailable(count: 3, available: 2))
    }

    /// Two sites hold 5 each at costs of 1 and 3, and each of two places brings 5: 4 is needed, though 1 buys a site.
    @Test func theMoneyNeededIsThatOfAllLimits() throws {
      let costs = try SparseCosts(
        demandCount: 2, candidateCount: 2, pairs: [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)])
      for budget in [0, 1, 3.5] {
        var problem = SitingProblem(aim: .capacitatedPMedian(CapacityUse()), costs: costs, weights: [5, 5])
        (problem.capacities, problem.siteCosts, problem.budget) = ([5, 5], [1, 3], budget)
        guard case .clash(let limits, let needed)? = try problem.solve().infeasibility else {
          Issue.record("no clash with \(budget)")
          continue
        }
        #expect(limits.contains(.budget(budget)) && needed == 4)
      }
    }

    /// The third site holds both, but must serve 5 to be open and could take one place of 4 from either.
    @Test(arguments: [false, true]) func aSubstituteHasEnoughToDo(isDivisible: Bool) throws {
      let costs = try SparseCosts(demandCount: 2, candidateCount: 3, pairs: [(0, 0, 0), (1, 1, 0), (1, 2, 1)])
      let use = CapacityUse(leastLoads: [0, 0, 5], isDivisible: isDivisible)
      var problem = SitingProblem(aim: .capacitatedMCLP(use), costs: costs, weights: [4, 4], count: 2...2, standard: 5)
      problem.capacities = [4, 4, 8]
      let plan = try problem.solve()
      #expect(plan.selected == [0, 1] && plan.objective == 8)
      #expect(try problem.siteValues(of: plan).allSatisfy { $0.substitute == nil && $0.isProven })
      problem.aim.capacityUse?.leastLoads = [0, 0, 4]
      #expect(try problem.siteValues(of: plan).contains { $0.substitute == 2 })
    }

    @Test func aSiteThatCostsNothingIsNotOpenedForNothing() throws {
      let costs = try SparseCosts(demandCount: 1, candidateCount: 2, pairs: [(0, 0, 1), (0, 1, 2)])
      for aim in [SitingAim.psclp(share: 0.5), .capacitatedLSCP(CapacityUse()), .lscp] {
        var problem = SitingProblem(aim: aim, costs: costs, weights: [1], standard: 5)
        (problem.siteCosts, problem.capacities) = ([0, 0], [5, 5])
        let plan = try problem.solve()
        #expect(plan.status == .optimal && plan.selected.count == 1, "\(aim)")
      }
    }
  }
#endif
