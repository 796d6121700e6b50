import EMSModel
import GeoKit
import TravelNetwork

/// Travel on roads: turnout, the way to the road, the road, and the way from it.
///
/// Facilities and settlements meet the roads as `RoadRouter` of TravelNetwork says. Facilities answer with their
/// index; of equally quick ones the lowest.
public struct RoadTravel: CatchmentModel {
  public let name = "roads"
  public let mode: TravelMode
  public let direction: TravelDirection
  /// Counted for ambulances only.
  public let turnout: Duration
  public let router: RoadRouter
  /// Whether service areas keep every corner.
  public var keepsCorners = false

  /// How far one goes between a place and the road when nothing else is said: 2 km, 40 minutes at 3 km/h.
  public static let usualOffRoadLimit = Distance.kilometres(2)

  /// - Parameter keepsPlaces: as ``RoadRouter`` has it.
  public init(
    _ graph: RoadGraph, mode: TravelMode, direction: TravelDirection, offRoad: OffRoadTravel,
    turnout: Duration = .zero, keepsPlaces: Bool = false
  ) {
    self.mode = mode
    self.direction = direction
    self.turnout = mode == .ambulance ? turnout : .zero
    router = RoadRouter(graph, direction == .fromFacility ? .outward : .inward, offRoad, keepsPlaces: keepsPlaces)
  }

  /// The same roads with another turnout.
  init(_ other: RoadTravel, turnout: Duration) {
    mode = other.mode
    direction = other.direction
    self.turnout = other.mode == .ambulance ? turnout : .zero
    router = other.router
  }

  /// The same journeys on other roads.
  init(_ other: RoadTravel, on router: RoadRouter) {
    (mode, direction, turnout, keepsCorners) = (other.mode, other.direction, other.turnout, other.keepsCorners)
    self.router = router
  }

  /// The whole journeys to the quickest facility, with their legs.
  public func journeys(
    of facilities: [Coordinate], to places: [Coordinate], within limit: Duration? = nil
  ) -> [RoadJourney?] {
    router.nearest(of: facilities, to: places, turnout: turnout, within: limit)
  }

  public func nearest(of facilities: [Coordinate], to places: [Coordinate]) -> [NearestFacility?] {
    let pace = router.offRoad.speed.metresPerSecond
    return journeys(of: facilities, to: places).map { journey in
      journey.map {
        let legs = ($0.startAccess + $0.endAccess).seconds * pace
        return NearestFacility(
          facility: $0.facility, time: $0.time, distance: .metres($0.roadLength.metres + legs))
      }
    }
  }

  public func times(
    from facilities: [Coordinate], to places: [Coordinate], within limit: Duration
  ) -> [[TravelTime]] {
    times(from: facilities, to: places, withinEach: [Duration](repeating: limit, count: places.count))
  }

  public func times(
    from facilities: [Coordinate], to places: [Coordinate], withinEach limits: [Duration]
  ) -> [[TravelTime]] {
    router.times(of: facilities, to: places, turnout: turnout, withinEach: limits).map { row in
      row.map { TravelTime(facility: $0.facility, time: $0.time) }
    }
  }

  public func serviceAreas(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon] {
    router.serviceAreas(of: facilities, turnout: turnout, within: limit, keepsCorners: keepsCorners)
  }

  public func jointArea(of facilities: [Coordinate], within limit: Duration) -> MultiPolygon {
    router.jointArea(of: facilities, turnout: turnout, within: limit, keepsCorners: keepsCorners)
  }

  public func catchments(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon] {
    router.catchments(of: facilities, turnout: turnout, within: limit)
  }
}

extension RoadMode {
  /// The graph of the roads that the mode may use in a scenario; no stretch goes on beyond the ends of the roads in
  /// `cutting`.
  public func graph(
    of lines: RoadLines, in scenario: RoadScenario = RoadScenario(), cutting: Set<Int64> = []
  ) -> RoadGraph {
    var mode = self
    if let speeds = scenario.speeds, let named = TravelMode(rawValue: name) {
      mode.classSpeeds = speeds.classSpeeds(named)
    }
    return RoadGraph(
      lines, closed: Set(scenario.closed.keys), cutting: cutting, blocks: isStopped(by:), turns: turn
    ) { mode.traversal($0, in: scenario) }
  }

  /// Classes of road that no table of any mode knows, with the number of lines of each, by name.
  public static func unknownClasses(in lines: RoadLines) -> [(name: String, lines: Int)] {
    let known = Set(all.flatMap { $0.classSpeeds.keys })
    var counts: [String: Int] = [:]
    for set in lines.attributes {
      let tags = lines.attributeSets[Int(set)]
      let name = tags["highway"] ?? tags["route"] ?? ""
      if !known.contains(name) { counts[name, default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The roads of the graph over the ground.
  public func roads(_ graph: RoadGraph, on grid: FrictionGrid) -> GroundRoads? {
    RoadTraversal.Speed(kilometresPerHour: offRoadSpeed).map { GroundRoads(graph, on: grid, offRoad: $0) }
  }

  /// How far places may be from the road, at this mode's speed there.
  public func offRoad(within limit: Distance = RoadTravel.usualOffRoadLimit) -> OffRoadTravel? {
    RoadTraversal.Speed(kilometresPerHour: offRoadSpeed).map { OffRoadTravel(speed: $0, limit: limit) }
  }
}
