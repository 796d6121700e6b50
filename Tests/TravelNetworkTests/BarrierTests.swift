import GeoKit
import Testing

@testable import TravelNetwork

/// Held against crossings of segments, tried point by point.
@Suite struct BarrierTests {
  private typealias Point = (x: Double, y: Double)

  /// Whether two straight lines cross, by the orientations of their ends.
  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func turn(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
  }

  /// Winding lines over the ground of ``RandomRoads``.
  private static func rivers(seed: UInt64, size: Int) -> [BarrierPiece] {
    var random = SeededGenerator(seed)
    var pieces: [BarrierPiece] = []
    for _ in 0..<size * 5 {
      var (x, y) = (
        15_000_000 + Int32.random(in: 0...Int32(size) * 40_000, using: &random),
        425_000_000 + Int32.random(in: 0...Int32(size) * 30_000, using: &random)
      )
      for _ in 0..<6 {
        let (endX, endY) = (
          x + Int32.random(in: -20_000...20_000, using: &random), y + Int32.random(in: -15_000...15_000, using: &random)
        )
        pieces.append(BarrierPiece(longitude: x, latitude: y, endLongitude: endX, endLatitude: endY))
        (x, y) = (endX, endY)
      }
    }
    return pieces
  }

  private static func graph(seed: UInt64, size: Int) -> RoadGraph {
    var lines = RandomRoads.lines(seed: seed, size: size)
    lines.barriers = rivers(seed: seed + 50, size: size)
    return DrawnRoads.graph(of: lines)
  }

  private static func isOpen(_ frame: PlaceFrame, _ barriers: [BarrierPiece]) -> (Double, Double) -> Bool {
    let lines = barriers.map {
      (frame.metres($0.longitude, $0.latitude), frame.metres($0.endLongitude, $0.endLatitude))
    }
    return { x, y in !lines.contains { cross((0, 0), (x, y), $0.0, $0.1) } }
  }

  @Test func theVisiblePartsAreThoseWithoutACrossing() {
    var random = SeededGenerator(5)
    func point() -> Point {
      (Double.random(in: -100...100, using: &random), Double.random(in: -100...100, using: &random))
    }
    var (seen, hidden, wrong) = (0, 0, 0)
    for _ in 0..<2000 {
      let (a, b) = (point(), point())
      let lines = (0..<4).map { _ in Sight.Line(point(), point()) }
      let parts = Sight(barriers: lines).parts(a, b) ?? [(0, 1)]
      for step in 1..<40 {
        let share = Double(step) / 40
        let p = (x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
        let isOpen = !lines.contains { Self.cross((0, 0), p, ($0.ax, $0.ay), ($0.bx, $0.by)) }
        if parts.contains(where: { $0.from <= share && share <= $0.to }) != isOpen { wrong += 1 }
        if isOpen { seen += 1 } else { hidden += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(seen > 10_000 && hidden > 10_000)
  }

  /// Two pieces of one line meet in a point of the way: there is no gap.
  @Test func aLineHasNoGapsAtItsCorners() {
    let lines = [
      Sight.Line((-50, 20), (0, 10)), Sight.Line((0, 10), (50, 20)),
    ]
    let parts = Sight(barriers: lines).parts((-40, 40), (40, 40))
    #expect(parts?.isEmpty == true)
    #expect(!Sight(barriers: lines).sees((0, 40)))
    #expect(Sight(barriers: lines).sees((0, 5)))
    // A way that ends on the line does not cross it.
    #expect(Sight(barriers: lines).sees((0, 10)))
  }

  @Test(arguments: [1, 2, 3], SearchDirection.allCases)
  func aJourneyIsTheBestOverTheRoadPointsInSight(seed: UInt64, direction: SearchDirection) throws {
    let graph = Self.graph(seed: seed, size: 7)
    let barriers = Self.rivers(seed: seed + 50, size: 7)
    let router = RoadRouter(graph, direction, TestOffRoad.travel())
    let facility = Coordinate(longitude: 1.5111, latitude: 42.5092)
    let places = RoadRouterTests.places(80, seed: seed + 100, size: 7)
    let journeys = router.nearest(of: [facility], to: places, turnout: .seconds(90))
    let open = RoadRouter(
      DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: 7)), direction, TestOffRoad.travel()
    ).nearest(of: [facility], to: places, turnout: .seconds(90))
    var (found, later) = (0, 0)
    for (index, place) in places.enumerated() {
      let expected = RoadRouterTests.bruteForce(
        router, facility, place, turnout: 90, isOpen: Self.isOpen(PlaceFrame(place), barriers))
      if let time = journeys[index]?.time.seconds, let expected {
        found += 1
        // The brute force steps over at most 4 m of road.
        #expect(time <= expected + 0.01)
        #expect(time >= expected - 5)
      } else if let expected {
        Issue.record("no journey, but one of \(expected) s")
      }
      if let without = open[index]?.time, journeys[index].map({ $0.time > without + .seconds(1) }) ?? true {
        later += 1
      }
    }
    #expect(found > 30)
    #expect(later > 3)
  }

  @Test(arguments: [UInt64(1), 2]) func aFacilityJoinsEachStretchAtTheNearestPointInSight(seed: UInt64) throws {
    let graph = Self.graph(seed: seed, size: 7)
    let barriers = Self.rivers(seed: seed + 50, size: 7)
    let router = RoadRouter(graph, .outward, TestOffRoad.travel())
    var moved = 0
    for facility in RoadRouterTests.places(40, seed: seed + 7, size: 7) {
      let frame = PlaceFrame(facility)
      let isOpen = Self.isOpen(frame, barriers)
      for join in RoadOrigins(router, [facility], turnout: .zero).joins {
        func metres(_ vertex: Int, _ share: Double) -> Double? {
          let a = frame.metres(graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex])
          let b = frame.metres(graph.vertexLongitudes[vertex + 1], graph.vertexLatitudes[vertex + 1])
          let (x, y) = (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
          // Just before what hides it.
          return isOpen(x * 0.999_999, y * 0.999_999) ? (x * x + y * y).squareRoot() : nil
        }
        let first = Int(graph.firstVertex[Int(join.place.stretch)])
        let last = Int(graph.firstVertex[Int(join.place.stretch) + 1]) - 1
        let points = (first..<last).flatMap { vertex in (0...200).map { metres(vertex, Double($0) / 200) } }
        let nearest = try #require(points.compactMap { $0 }.min())
        #expect(join.place.metres <= nearest + 1e-6)
        #expect(join.place.metres >= nearest - 3)
        if points.contains(where: { $0 == nil }) { moved += 1 }
      }
    }
    #expect(moved > 10)
  }

  @Test(arguments: SearchDirection.allCases) func matrixNearestAndWeightsAgree(direction: SearchDirection) {
    let graph = Self.graph(seed: 4, size: 10)
    let router = RoadRouter(graph, direction, TestOffRoad.travel())
    let facilities = RoadRouterTests.places(7, seed: 1, size: 10)
    let places = RoadRouterTests.places(120, seed: 2, size: 10)
    let limit = Duration.seconds(900)
    let matrix = router.times(of: facilities, to: places, within: limit)
    for (column, journey) in router.nearest(of: facilities, to: places, within: limit).enumerated() {
      let best = facilities.indices.compactMap { matrix[$0, column] }.min()
      #expect((journey == nil) == (best == nil))
      if let journey, let best { #expect(abs((journey.time - best).seconds) < 3e-4) }
    }
    let sums = router.weightsWithin(limit, of: facilities, to: places, weights: places.map { _ in SIMD2(1, 1) })
    for row in facilities.indices {
      #expect(sums[row]?.x ?? 0 == Int64(places.indices.count { matrix[row, $0] != nil }))
    }
  }

  /// What is kept of a place serves any facilities and limits that are asked about later.
  @Test(arguments: SearchDirection.allCases) func aRouterThatKeepsPlacesAnswersTheSame(direction: SearchDirection) {
    let graph = Self.graph(seed: 7, size: 12)
    let offRoad = TestOffRoad.travel(limit: 900)
    let (forgets, keeps) = (
      RoadRouter(graph, direction, offRoad), RoadRouter(graph, direction, offRoad, keepsPlaces: true)
    )
    let sites = RoadRouterTests.places(40, seed: 1, size: 12)
    let places = RoadRouterTests.places(80, seed: 2, size: 12) + sites.prefix(5)
    var found = 0
    for (round, limit) in [300.0, 2000, 60, 900, 2000].enumerated() {
      let facilities = Array(sites.dropFirst(round * 3).prefix(round == 4 ? 1 : 12))
      let (turnout, within) = (Duration.seconds(20 * round), Duration.seconds(limit))
      let nearest = [forgets, keeps].map { $0.nearest(of: facilities, to: places, turnout: turnout, within: within) }
      for (one, other) in zip(nearest[0], nearest[1]) {
        #expect(one?.facility == other?.facility)
        if let one, let other {
          found += 1
          #expect(abs((one.time - other.time).seconds) <= 1e-6)
          #expect(abs(one.roadLength.metres - other.roadLength.metres) < 0.05)
          #expect(abs((one.startAccess - other.startAccess).seconds) <= 1e-6)
          #expect(abs((one.endAccess - other.endAccess).seconds) <= 1e-6)
        }
      }
      let matrices = [forgets, keeps].map { $0.times(of: facilities, to: places, turnout: turnout, within: within) }
      for row in facilities.indices {
        for column in places.indices { #expect(matrices[0][row, column] == matrices[1][row, column]) }
      }
      let limits = places.indices.map { Duration.seconds(limit * Double($0 % 7) / 6) }
      let rows = [forgets, keeps].map { $0.times(of: facilities, to: places, turnout: turnout, withinEach: limits) }
      #expect(rows[0] == rows[1])
    }
    #expect(found > 200)
  }

  /// Each share within half a percent, as without barriers; and where barriers matter.
  @Test(arguments: [(UInt64(1), 420.0, 400.0), (5, 900, 2000)], SearchDirection.allCases)
  func areasHoldWhatJourneysReach(task: (seed: UInt64, seconds: Double, offRoad: Double), direction: SearchDirection) {
    let size = 12
    let graph = Self.graph(seed: task.seed, size: size)
    let router = RoadRouter(graph, direction, TestOffRoad.travel(limit: task.offRoad))
    let without = RoadRouter(
      DrawnRoads.graph(of: RandomRoads.lines(seed: task.seed, size: size)), direction,
      TestOffRoad.travel(limit: task.offRoad))
    let points = RoadRouterTests.places(4000, seed: 77, size: size)
    var (inside, wronglyIn, wronglyOut, hidden, shown) = (0, 0, 0, 0, 0)
    for facility in RoadRouterTests.places(3, seed: task.seed + 9, size: size) {
      let limit = Duration.seconds(task.seconds)
      let area = router.serviceAreas(of: [facility], within: limit)[0]
      #expect(Validity.problems(of: area).isEmpty)
      let journeys = router.nearest(of: [facility], to: points, within: limit)
      let open = without.nearest(of: [facility], to: points, within: limit)
      for (index, point) in points.enumerated() {
        if journeys[index] != nil { inside += 1 }
        let isInside = ServiceAreaTests.contains(area, point)
        if journeys[index] == nil && open[index] != nil {
          hidden += 1
          if isInside { shown += 1 }
        }
        switch (journeys[index] != nil, isInside) {
        case (true, false): wronglyOut += 1
        case (false, true): wronglyIn += 1
        default: break
        }
      }
    }
    #expect(inside > 300)
    // Most of what barriers hide lies well behind them.
    #expect(hidden >= 25 && shown <= hidden / 5, "\(shown) of \(hidden) hidden")
    #expect(Double(wronglyIn) <= 0.005 * Double(3 * points.count), "\(wronglyIn) of \(inside)")
    #expect(Double(wronglyOut) <= 0.005 * Double(3 * points.count), "\(wronglyOut) of \(inside)")
  }

  @Test(arguments: [400.0, 2000]) func catchmentsHoldWhoComesFirst(offRoad: Double) {
    let size = 12
    let router = RoadRouter(Self.graph(seed: 8, size: size), .outward, TestOffRoad.travel(limit: offRoad))
    let facilities = RoadRouterTests.places(6, seed: 3, size: size)
    let limit = Duration.seconds(500)
    let catchments = router.catchments(of: facilities, within: limit)
    for catchment in catchments { #expect(Validity.problems(of: catchment).isEmpty) }
    let points = RoadRouterTests.places(2000, seed: 5, size: size)
    var wrong = 0
    for (point, journey) in zip(points, router.nearest(of: facilities, to: points, within: limit)) {
      let holders = facilities.indices.filter { ServiceAreaTests.contains(catchments[$0], point) }
      #expect(holders.count <= 1)
      if holders.first != journey?.facility { wrong += 1 }
    }
    #expect(Double(wrong) <= 0.01 * Double(points.count))
  }

  /// A road along a river: whoever lives on the other bank reaches it only where the river is open.
  @Test func theOtherBankIsReachedThroughTheOpeningAlone() throws {
    var roads = DrawnRoads("A         B         C")
    roads.add("ABC")
    // 111 m south of the road, with a gap of 20 m below B.
    let b = roads.lines.longitudes[roads.point("B")]
    roads.lines.barriers = [
      BarrierPiece(longitude: -50_000, latitude: -10_000, endLongitude: b - 900, endLatitude: -10_000),
      BarrierPiece(longitude: b + 900, latitude: -10_000, endLongitude: 250_000, endLatitude: -10_000),
    ]
    let router = RoadRouter(roads.graph, .outward, TestOffRoad.travel(limit: 1000))
    let facility = Coordinate(longitude: 0, latitude: 0)
    let opening = Coordinate(longitude: Double(b) / 1e7, latitude: -0.0015)
    let aside = Coordinate(longitude: Double(b) / 1e7 + 0.005, latitude: -0.0011)
    let journeys = router.nearest(of: [facility], to: [opening, aside])
    #expect(journeys[0] != nil)
    #expect(journeys[1] == nil)
    #expect(router.joinsRoad(at: opening) && !router.joinsRoad(at: aside))
    let area = router.serviceAreas(of: [facility], within: .seconds(3000))[0]
    #expect(ServiceAreaTests.contains(area, opening))
    #expect(!ServiceAreaTests.contains(area, aside))
  }
}
