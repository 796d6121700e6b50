import GeoKit
import Testing

@testable import TravelNetwork

@Suite struct ServiceAreaTests {
  /// Even–odd over all rings, in degrees: the areas are small.
  static func contains(_ area: MultiPolygon, _ point: Coordinate) -> Bool {
    var isInside = false
    for polygon in area.polygons {
      for ring in [polygon.shell] + polygon.holes {
        for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst()) {
          if (a.latitude > point.latitude) != (b.latitude > point.latitude) {
            let x =
              (b.longitude - a.longitude) * (point.latitude - a.latitude) / (b.latitude - a.latitude)
              + a.longitude
            if point.longitude < x { isInside.toggle() }
          }
        }
      }
    }
    return isInside
  }

  /// The node of the largest island that is nearest to the middle of the test roads.
  private static func centre(of graph: RoadGraph) -> Coordinate {
    let islands = graph.islands().ofNode
    let frame = PlaceFrame(Coordinate(longitude: 1.518, latitude: 42.5135))
    let nodes = (0..<graph.nodeCount).filter { islands[$0] == 0 }.map { graph.coordinate(ofNode: $0) }
    return nodes.min { frame.metres(to: $0) < frame.metres(to: $1) } ?? Coordinate(longitude: 0, latitude: 0)
  }

  private static func roadPoints(_ graph: RoadGraph, _ count: Int, seed: UInt64) -> [Coordinate] {
    var random = SeededGenerator(seed)
    return (0..<count).map { _ in
      let stretch = Int.random(in: 0..<graph.stretchCount, using: &random)
      let vertex = Int.random(
        in: Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1]) - 1, using: &random)
      let share = Double.random(in: 0...1, using: &random)
      func mix(_ values: [Int32]) -> Double {
        (Double(values[vertex]) * (1 - share) + Double(values[vertex + 1]) * share) / 1e7
      }
      return Coordinate(longitude: mix(graph.vertexLongitudes), latitude: mix(graph.vertexLatitudes))
    }
  }

  @Test(arguments: [(1, 420, 400), (3, 600, 100)], SearchDirection.allCases)
  func areasHoldWhatJourneysReach(
    task: (seed: Int, seconds: Int, offRoad: Int), direction: SearchDirection
  ) {
    let size = 9
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(task.seed), size: size))
    let router = RoadRouter(graph, direction, TestOffRoad.travel(limit: Double(task.offRoad)))
    let facility = Self.centre(of: graph)
    let limit = Duration.seconds(task.seconds)
    let area = router.serviceAreas(of: [facility], turnout: .seconds(60), within: limit)[0]
    for points in [
      RoadRouterTests.places(600, seed: 77, size: size), Self.roadPoints(graph, 600, seed: 78),
    ] {
      let journeys = router.nearest(of: [facility], to: points, turnout: .seconds(60), within: limit)
      var (inside, wronglyIn, wronglyOut) = (0, 0, 0)
      for (point, journey) in zip(points, journeys) {
        if journey != nil { inside += 1 }
        switch (journey != nil, Self.contains(area, point)) {
        case (true, false): wronglyOut += 1
        case (false, true): wronglyIn += 1
        default: break
        }
      }
      #expect(inside > 30)
      #expect(Double(wronglyIn) <= 0.005 * Double(points.count))
      #expect(Double(wronglyOut) <= 0.005 * Double(points.count))
    }
  }

  /// Wide reaches over a dense town: squares that one road covers must stay covered. What is reached well within the
  /// limit is inside, what is far from reached is not.
  @Test(arguments: [UInt64(1), 2, 3, 4]) func whatIsReachedEarlyIsNeverMissing(seed: UInt64) {
    let size = 60
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: size))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(speed: 0.83, limit: 2000))
    let points = RoadRouterTests.places(4000, seed: seed + 20, size: size)
    for (number, seconds) in [(0, 900.0), (1, 1800)] {
      let facility = RoadRouterTests.places(2, seed: seed + 30, size: size)[number]
      let area = router.serviceAreas(of: [facility], within: .seconds(seconds))[0]
      let journeys = router.nearest(of: [facility], to: points)
      var reached = 0
      for (point, journey) in zip(points, journeys) {
        let time = journey?.time.seconds ?? .infinity
        // Time in which one walks 33 m, and 80 m: no pocket is as wide.
        if time < seconds - 40 {
          reached += 1
          #expect(Self.contains(area, point), "reached in \(time) s of \(seconds)")
        } else if time > seconds + 100 {
          #expect(!Self.contains(area, point), "reached in \(time) s of \(seconds)")
        }
      }
      #expect(reached > 100)
    }
  }

  /// With narrow reaches, and with ones so wide that the catchments meet far within them.
  @Test(arguments: [(8, 12, 6, 150, 240), (9, 40, 40, 2000, 900), (10, 40, 40, 2000, 1500)])
  func catchmentsShareTheUnionWithoutOverlap(
    task: (seed: UInt64, size: Int, facilities: Int, offRoad: Double, seconds: Double)
  ) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: task.seed, size: task.size))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(limit: task.offRoad))
    let facilities = RoadRouterTests.places(task.facilities, seed: 3, size: task.size)
    let limit = Duration.seconds(task.seconds)
    let catchments = router.catchments(of: facilities, within: limit)
    let points =
      RoadRouterTests.places(1000, seed: 5, size: task.size) + Self.roadPoints(graph, 1000, seed: 6)
    let nearest = router.nearest(of: facilities, to: points, within: limit)
    var wrong = 0
    for (point, journey) in zip(points, nearest) {
      let holders = facilities.indices.filter { Self.contains(catchments[$0], point) }
      #expect(holders.count <= 1)
      if holders.first != journey?.facility { wrong += 1 }
    }
    #expect(nearest.compactMap { $0 }.count > 100)
    #expect(Double(wrong) <= 0.01 * Double(points.count))
  }

  /// A dense town of few facilities with narrow and wide reaches, so that often three catchments meet in one cell.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6], [6.0, 100, 2000]) func catchmentsAreValidShapes(
    seed: UInt64, offRoad: Double
  ) {
    let size = 24
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: size))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(speed: 0.83, limit: offRoad))
    let facilities = RoadRouterTests.places(12, seed: seed + 10, size: size)
    for limit in [200.0, 600, 1500] {
      for catchment in router.catchments(of: facilities, within: .seconds(limit)) {
        #expect(Validity.problems(of: catchment).isEmpty, "within \(limit) s")
      }
    }
  }

  @Test func anAreaIsTheSameAloneAndAmongOthers() {
    let size = 12
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 4, size: size))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(limit: 300))
    // More than there are parts, so that workspaces are used again.
    let facilities = RoadRouterTests.places(20, seed: 9, size: size)
    let limit = Duration.seconds(400)
    let together = router.serviceAreas(of: facilities, within: limit)
    #expect(together.contains { !$0.isEmpty })
    for (facility, area) in zip(facilities, together) {
      #expect(router.serviceAreas(of: [facility], within: limit)[0] == area)
    }
  }

  @Test(arguments: [3, 4]) func aJointAreaIsTheUnionOfAll(seed: UInt64) throws {
    let size = 12
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: size))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(limit: 300))
    let facilities = RoadRouterTests.places(20, seed: seed + 5, size: size)
    let limit = Duration.seconds(400)
    let joint = router.jointArea(of: facilities, within: limit, keepsCorners: true)
    let union = try Overlay.union(router.serviceAreas(of: facilities, within: limit, keepsCorners: true))
    let all = Geodesic.area(of: union).squareMetres
    #expect(all > 0)
    let more = Geodesic.area(of: try Overlay.difference(joint, union)).squareMetres
    let less = Geodesic.area(of: try Overlay.difference(union, joint)).squareMetres
    #expect(more < 0.002 * all && less < 0.002 * all, "\(more / all) more, \(less / all) less")
    #expect(
      router.jointArea(of: [facilities[0]], within: limit) == router.serviceAreas(of: [facilities[0]], within: limit)[0]
    )
    #expect(router.jointArea(of: [], within: limit).isEmpty)
  }

  @Test func withoutRoadsTheAreaIsTheOffRoadDisc() {
    var drawn = DrawnRoads("A B")
    drawn.add("AB")
    let router = RoadRouter(drawn.graph, .outward, TestOffRoad.travel(speed: 1, limit: 400))
    let far = Coordinate(longitude: 10, latitude: 60)
    let area = router.serviceAreas(of: [far], within: .seconds(300))[0]
    #expect(area.polygons.count == 1)
    let frame = PlaceFrame(far)
    for corner in area.polygons[0].shell.coordinates {
      #expect(abs(frame.metres(to: corner) - 300) < 1)
    }
    #expect(router.serviceAreas(of: [far], turnout: .seconds(301), within: .seconds(300))[0].isEmpty)
  }

  @Test func shellsRunCounterClockwiseAndRingsClose() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 2, size: 12))
    let router = RoadRouter(graph, .outward, TestOffRoad.travel(limit: 60))
    let facility = Self.centre(of: graph)
    let area = router.serviceAreas(of: [facility], within: .seconds(500))[0]
    func twiceArea(_ ring: Ring) -> Double {
      zip(ring.coordinates, ring.coordinates.dropFirst()).reduce(0) {
        $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
      }
    }
    for polygon in area.polygons {
      #expect(twiceArea(polygon.shell) > 0)
      #expect(polygon.shell.coordinates.first == polygon.shell.coordinates.last)
      for hole in polygon.holes { #expect(twiceArea(hole) < 0) }
    }
    #expect(area.polygons.contains { !$0.holes.isEmpty })
  }
}
