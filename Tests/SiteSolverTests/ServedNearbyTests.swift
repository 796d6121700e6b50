import SiteSolver
import Testing

/// Covers with capacities say who is served and not by whom: nobody is sent farther than the sites' room demands.
@Suite struct ServedNearbyTests {
  /// Two places beside two stations with room for one each: neither is sent to the other's.
  @Test(arguments: [SitingAim.capacitatedLSCP(CapacityUse()), .capacitatedMCLP(CapacityUse())])
  func nobodyCrosses(aim: SitingAim) throws {
    for swapped in [false, true] {
      let near = [(0, 0, 1.0), (1, 1, 1.0), (0, 1, 9.0), (1, 0, 9.0)]
      let costs = try SparseCosts(
        demandCount: 2, candidateCount: 2,
        pairs: near.map { (demand: $0.0, candidate: swapped ? 1 - $0.1 : $0.1, cost: $0.2) })
      let problem = SitingProblem(
        aim: aim, costs: costs, weights: [10, 10], count: 2...2, standard: 10, capacities: [10, 10])
      let solution = try problem.solve()
      #expect(solution.status == .optimal)
      #expect(solution.assignments == (swapped ? [1, 0] : [0, 1]))
    }
  }

  @Test func aPlaceWithoutPeopleIsServedByTheNearest() throws {
    let costs = try SparseCosts(
      demandCount: 3, candidateCount: 2,
      pairs: [(0, 0, 1), (0, 1, 8), (1, 0, 8), (1, 1, 1), (2, 0, 7), (2, 1, 2)].map {
        (demand: $0.0, candidate: $0.1, cost: Double($0.2))
      })
    let problem = SitingProblem(
      aim: .capacitatedLSCP(CapacityUse()), costs: costs, weights: [10, 10, 0], standard: 10, capacities: [10, 10])
    #expect(try problem.solve().assignments == [0, 1, 1])
  }

  #if CBC
    @Test func whoIsSharedOutGoesToTheNearestToo() throws {
      let costs = try SparseCosts(
        demandCount: 2, candidateCount: 2,
        pairs: [(0, 0, 1), (0, 1, 5), (1, 0, 6), (1, 1, 1)].map {
          (demand: $0.0, candidate: $0.1, cost: Double($0.2))
        })
      let problem = SitingProblem(
        aim: .capacitatedLSCP(CapacityUse(isDivisible: true)), costs: costs, weights: [10, 20], standard: 10,
        capacities: [15, 15])
      let solution = try problem.solve()
      let own = solution.divisions.filter { $0.demand == $0.site }
      #expect(own.count == 2 && abs(own[0].share - 1) < 1e-6 && abs(own[1].share - 0.75) < 1e-6)
    }

    /// No assignment of the same demand to the same sites is nearer, over all of them.
    @Test(arguments: [SitingModel.capacitatedLSCP, .capacitatedMCLP])
    func noAssignmentToTheSameSitesIsNearer(model: SitingModel) throws {
      var source = RandomProblem(seed: 2611)
      var compared = 0
      for _ in 0..<150 {
        let problem = try source.make(model, sideConstraints: true, maxCandidates: 5, maxDemand: 7)
        let solution = try problem.solve()
        guard solution.status == .optimal, !(problem.aim.capacityUse?.isDivisible ?? false) else { continue }
        let served = solution.assignments.indices.filter { solution.assignments[$0] != nil }
        guard !served.isEmpty else { continue }
        var near = problem.restricted(toDemand: served)
        var use = CapacityUse(loads: served.map { problem.aim.capacityUse?.loads?[$0] ?? problem.weights[$0] })
        use.leastLoads = problem.aim.capacityUse?.leastLoads
        near.aim = .capacitatedPMedian(use)
        near.fixedOpen = solution.selected.filter { problem.existingSites.contains($0) }
        near.forced = solution.selected.filter { !problem.existingSites.contains($0) }
        near.forbidden = (0..<problem.costs.candidateCount).filter { !solution.selected.contains($0) }
        near.count = near.forced.count...near.forced.count
        (near.budget, near.siteCosts, near.groups, near.closingPrices, near.conflicts) = (nil, nil, nil, [:], [])
        let least = try #require(BruteForce(near).bestObjective())
        let way = served.reduce(0.0) { sum, i in
          let cost = solution.assignments[i].flatMap { problem.costs.cost(demand: i, candidate: $0) } ?? 0
          return sum + problem.weights[i] * cost
        }
        #expect(abs(way - least) <= 1e-6 * max(1, least))
        compared += 1
      }
      #expect(compared > 40)
    }
  #endif
}
