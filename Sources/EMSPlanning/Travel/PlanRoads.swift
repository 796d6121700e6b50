import TravelNetwork

/// The roads of a plan, and the state in which it travels on them.
struct PlanRoads: Sendable {
  let lines: RoadLines
  let scenario: RoadScenario

  /// The roads as the travel uses them, ready for closing any of these.
  func closable(_ roads: Set<Int64>, for travel: RoadTravel) -> ClosableRoads {
    let graph = RoadMode(travel.mode).graph(of: lines, in: scenario, cutting: roads)
    return ClosableRoads(RoadRouter(graph, travel.router.direction, travel.router.offRoad), roads, of: lines)
  }

  /// Travel as before, but with these roads closed besides; nil where that leaves no road that the mode may use.
  ///
  /// The same as a plan that lists them as closed.
  func travel(_ travel: RoadTravel, closing closed: [Int64]) -> RoadTravel? {
    var scenario = scenario
    for road in closed { scenario.closed[road] = String(road) }
    return self.travel(travel, in: scenario)
  }

  /// The same travel on the roads in another state; nil where that leaves no road that the mode may use.
  func travel(_ travel: RoadTravel, in scenario: RoadScenario) -> RoadTravel? {
    let graph = RoadMode(travel.mode).graph(of: lines, in: scenario)
    if graph.nodeCount == 0 { return nil }
    return RoadTravel(
      graph, mode: travel.mode, direction: travel.direction, offRoad: travel.router.offRoad, turnout: travel.turnout)
  }
}
