import GeoKit
import Testing

@testable import TravelNetwork

enum TestOffRoad {
  static func travel(speed: Double = 0.8, limit: Double = 400) -> OffRoadTravel {
    guard let speed = RoadTraversal.Speed(metresPerSecond: speed) else { preconditionFailure("a speed above zero") }
    return OffRoadTravel(speed: speed, limit: .metres(limit))
  }
}

@Suite struct RoadRouterTests {
  /// The same journey by trying every metre of every road. `isOpen`: whether one may go straight from the place to a point,
  /// in metres east and north of it.
  static func bruteForce(
    _ router: RoadRouter, _ facility: Coordinate, _ place: Coordinate, turnout: Double,
    isOpen: (_ x: Double, _ y: Double) -> Bool = { _, _ in true }
  ) -> Double? {
    let graph = router.graph
    let pace = router.offRoad.secondsPerMetre
    let limit = router.offRoad.limit.metres
    let origins = RoadOrigins(router, [facility], turnout: .seconds(turnout))
    let search = RoadSearch(graph, router.direction)
    search.run(origins.seeds, limit: TickScale.longest)
    let frame = PlaceFrame(place)
    var best = Double.infinity
    let direct = frame.metres(to: facility)
    if direct <= limit, isOpen(frame.metres(facility).x, frame.metres(facility).y) { best = turnout + direct * pace }
    for stretch in 0..<graph.stretchCount {
      let profile = StretchProfile(graph, router.direction, stretch)
      for vertex in profile.first..<profile.last {
        let a = frame.metres(graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex])
        let b = frame.metres(graph.vertexLongitudes[vertex + 1], graph.vertexLatitudes[vertex + 1])
        for step in 0...100 {
          let share = Double(step) / 100
          let (x, y) = (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
          let metres = (x * x + y * y).squareRoot()
          if metres > limit || !isOpen(x, y) { continue }
          var ticks = Double.infinity
          let tail = search.ticks[Int(graph.tails[stretch])]
          let head = search.ticks[Int(graph.heads[stretch])]
          if profile.isUpOpen, tail != TickScale.unreached {
            ticks = min(ticks, Double(tail) + profile.between(vertex, share, profile.up))
          }
          if profile.isDownOpen, head != TickScale.unreached {
            ticks = min(ticks, Double(head) + profile.between(vertex, share, profile.down))
          }
          for join in origins.joins where Int(join.place.stretch) == stretch {
            let at = (Int(join.place.vertex), join.place.share)
            let isAhead = (vertex, share) >= at
            if isAhead, profile.isUpOpen {
              let way = profile.between(vertex, share, profile.up) - profile.between(at.0, at.1, profile.up)
              ticks = min(ticks, join.ticks + way)
            }
            if (vertex, share) <= at, profile.isDownOpen {
              let way = profile.between(vertex, share, profile.down) - profile.between(at.0, at.1, profile.down)
              ticks = min(ticks, join.ticks + way)
            }
          }
          best = min(best, ticks / TickScale.perSecond + metres * pace)
        }
      }
    }
    return best == .infinity ? nil : best
  }

  static func places(_ count: Int, seed: UInt64, size: Int) -> [Coordinate] {
    var random = SeededGenerator(seed)
    return (0..<count).map { _ in
      Coordinate(
        longitude: 1.5 + Double.random(in: -0.002...0.004 * Double(size), using: &random),
        latitude: 42.5 + Double.random(in: -0.002...0.003 * Double(size), using: &random))
    }
  }

  /// A motorway A–D with a ramp at each end: B and C are reached from their own road alone.
  @Test(arguments: [RoadAccess.nowhere, .ends, .anywhere])
  func aRoadIsJoinedWhereItIsOpen(access: RoadAccess) throws {
    var roads = DrawnRoads("A         B         C         D")
    roads.add("ABCD", ["access": "\(access)"])
    let speed = try #require(RoadTraversal.Speed(metresPerSecond: 10))
    let graph = RoadGraph(roads.lines) { _ in RoadTraversal(forward: speed, backward: speed, access: access) }
    let router = RoadRouter(graph, .outward, TestOffRoad.travel())
    func place(_ letter: Character) -> Coordinate {
      let point = roads.point(letter)
      return Coordinate(
        longitude: Double(roads.lines.longitudes[point]) / 1e7,
        latitude: Double(roads.lines.latitudes[point]) / 1e7 + 0.001)
    }
    let found = router.nearest(of: [place("A")], to: [place("B"), place("D")]).map { $0 != nil }
    #expect(found == [access == .anywhere, access != .nowhere])
    let matrix = router.times(of: [place("A")], to: [place("B"), place("D")])
    #expect([matrix[0, 0] != nil, matrix[0, 1] != nil] == found)
    let area = router.serviceAreas(of: [place("A")], within: .seconds(3600))[0]
    #expect(area.polygons.contains { $0.shell.coordinates.contains { $0.longitude > 0.025 } } == found[1])
  }

  @Test(arguments: [1, 2], SearchDirection.allCases)
  func aJourneyIsTheBestOverAllRoadPoints(seed: Int, direction: SearchDirection) throws {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 7))
    let router = RoadRouter(graph, direction, TestOffRoad.travel())
    let facility = Coordinate(longitude: 1.5111, latitude: 42.5092)
    let places = Self.places(60, seed: UInt64(seed) + 100, size: 7)
    let journeys = router.nearest(of: [facility], to: places, turnout: .seconds(90))
    var found = 0
    for (place, journey) in zip(places, journeys) {
      let expected = Self.bruteForce(router, facility, place, turnout: 90)
      if let journey, let expected {
        found += 1
        // The brute force steps over at most 4 m of road.
        #expect(journey.time.seconds <= expected + 0.01)
        #expect(journey.time.seconds >= expected - 0.6)
        // The legs and the turnout are parts of the whole.
        #expect(journey.startAccess + journey.endAccess + .seconds(90) <= journey.time + .milliseconds(1))
      } else {
        #expect((journey == nil) == (expected == nil))
      }
    }
    #expect(found > 30)
  }

  @Test(arguments: SearchDirection.allCases) func theMatrixHoldsTheNearest(direction: SearchDirection) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 4, size: 10))
    let router = RoadRouter(graph, direction, TestOffRoad.travel())
    let facilities = Self.places(7, seed: 1, size: 10)
    let places = Self.places(80, seed: 2, size: 10)
    let matrix = router.times(of: facilities, to: places, turnout: .seconds(60), within: .seconds(900))
    let nearest = router.nearest(of: facilities, to: places, turnout: .seconds(60), within: .seconds(900))
    for (column, journey) in nearest.enumerated() {
      let times = facilities.indices.compactMap { row in matrix[row, column].map { ($0, row) } }
      let best = times.min { $0.0 < $1.0 }
      #expect((journey == nil) == (best == nil))
      if let journey, let best {
        #expect(abs((journey.time - best.0).seconds) < 3e-4)
        #expect(matrix[journey.facility, column].map { abs(($0 - journey.time).seconds) < 3e-4 } == true)
      }
    }
  }

  /// Many facilities on many roads go through the hierarchy; each alone goes through a plain search.
  @Test func theHierarchyAndPlainSearchAgree() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 6, size: 60))
    #expect(graph.nodeCount > 2000)
    let router = RoadRouter(graph, .inward, TestOffRoad.travel())
    let facilities = Self.places(64, seed: 3, size: 60)
    let places = Self.places(20, seed: 4, size: 60)
    let whole = router.times(of: facilities, to: places)
    for row in stride(from: 0, to: 64, by: 16) {
      let alone = router.times(of: [facilities[row]], to: places)
      for column in places.indices { #expect(whole[row, column] == alone[0, column]) }
    }
  }

  /// Rows with a limit for each place are the matrix without what is beyond it: through the hierarchy and by plain search.
  @Test(arguments: SearchDirection.allCases, [64, 5])
  func rowsWithALimitForEachPlaceAreThoseOfTheMatrix(direction: SearchDirection, facilityCount: Int) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 8, size: 60))
    let router = RoadRouter(graph, direction, TestOffRoad.travel())
    let facilities = Self.places(facilityCount, seed: 3, size: 60)
    // Some of them where a facility is, which no road leads to.
    let places = Self.places(30, seed: 4, size: 60) + facilities.prefix(4)
    let matrix = router.times(of: facilities, to: places, turnout: .seconds(45))
    let ofPlaces = places.indices.map { place in
      facilities.indices.compactMap { facility in matrix[facility, place].map { RoadTime(facility: facility, time: $0) }
      }
    }
    // For every other place just the median of its times, which is within.
    let limits = ofPlaces.enumerated().map { index, row -> Duration in
      let times = row.map(\.time).sorted()
      return index % 2 == 0 || times.isEmpty ? .seconds(40 * index) : times[times.count / 2]
    }
    let rows = router.times(of: facilities, to: places, turnout: .seconds(45), withinEach: limits)
    #expect(rows == zip(ofPlaces, limits).map { row, limit in row.filter { $0.time <= limit } })
    #expect(rows.contains { !$0.isEmpty } && rows != ofPlaces)
  }

  @Test func aPlaceFarFromEveryRoadHasNoJourney() throws {
    var drawn = DrawnRoads("A B")
    drawn.add("AB")
    let router = RoadRouter(drawn.graph, .outward, TestOffRoad.travel(limit: 100))
    let facility = Coordinate(longitude: 0, latitude: 0)
    let near = Coordinate(longitude: 0.0009, latitude: 0.0008)
    let far = Coordinate(longitude: 0.0009, latitude: 0.0010)
    let journeys = router.nearest(of: [facility], to: [near, far])
    #expect(journeys[0] != nil)
    #expect(journeys[1] == nil)
    #expect(router.nearest(of: [facility], to: [near], within: .seconds(20))[0] == nil)
  }

  /// Facilities with turnouts of their own in one search: each place uses the roads of the facility that comes first.
  @Test(arguments: SearchDirection.allCases) func theRoadsUsedAreThoseOfWhoComesFirst(direction: SearchDirection) {
    let lines = RandomRoads.lines(seed: 12, size: 9)
    let router = RoadRouter(DrawnRoads.graph(of: lines), direction, TestOffRoad.travel())
    let facilities = Self.places(6, seed: 31, size: 9)
    let turnouts = [0, 240, 60, 60, 600, 120].map { Duration.seconds($0) }
    let places = Self.places(50, seed: 32, size: 9)
    var expected: [Int64: [Int]] = [:]
    var first: Set<Int> = []
    for (number, place) in places.enumerated() {
      let times = facilities.indices.compactMap { facility in
        router.nearest(of: [facilities[facility]], to: [place], turnout: turnouts[facility])[0]
          .map { (time: $0.time, facility: facility) }
      }
      guard let best = times.min(by: { ($0.time, $0.facility) < ($1.time, $1.facility) }) else { continue }
      first.insert(best.facility)
      for road in router.roadsUsed(in: lines, of: [facilities[best.facility]], to: [place]) {
        expected[road.identifier, default: []].append(number)
      }
    }
    let used = router.roadsUsed(in: lines, of: facilities, to: places, turnouts: turnouts)
    #expect(Dictionary(uniqueKeysWithValues: used.map { ($0.identifier, $0.places) }) == expected)
    #expect(used.map(\.identifier) == expected.keys.sorted())
    #expect(first.count > 2 && !first.contains(4))
  }

  /// A facility that stands on a junction is on all of its roads: nothing is later than by a search from the junction.
  @Test(arguments: [UInt64(1), 2, 3], SearchDirection.allCases)
  func aFacilityOnAJunctionIsOnItsRoads(seed: UInt64, direction: SearchDirection) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: seed, size: 14))
    let router = RoadRouter(graph, direction, TestOffRoad.travel(limit: 600))
    let nodes = Array(0..<graph.nodeCount)
    let places = nodes.map { graph.coordinate(ofNode: $0) }
    let search = RoadSearch(graph, direction)
    for node in nodes {
      search.run([SearchSeed(node: node)])
      let journeys = router.nearest(of: [places[node]], to: places)
      let (late, limited) = zip(nodes, journeys).reduce(into: ([Int](), [Int]())) { found, pair in
        let (other, journey) = pair
        guard let byRoad = search.time(toNode: other) else { return }
        if !(journey.map { $0.time <= byRoad + .microseconds(300) } ?? false) { found.0.append(other) }
        if journey.map({ $0.time <= .seconds(300) }) ?? false { found.1.append(other) }
      }
      #expect(late.isEmpty, "from \(node)")
      // What is within a limit does not depend on whether one is given.
      let within = router.nearest(of: [places[node]], to: places, within: .seconds(300))
      #expect(limited.allSatisfy { within[$0]?.time == journeys[$0]?.time })
    }
  }

  /// On a road of one speed, time and length say the same, whichever way round a loop the journey leaves.
  @Test func lengthsOnALoopAreThoseOfTheWayTaken() throws {
    var drawn = DrawnRoads("A B C D\n  F   E")
    drawn.add("AB")
    drawn.add("BCDEFB")
    let router = RoadRouter(drawn.graph, .outward, TestOffRoad.travel(speed: 0.1, limit: 50))
    let end = Coordinate(longitude: 0, latitude: 0)
    for letter in "CDEF" {
      let point = drawn.point(letter)
      let start = Coordinate(
        longitude: Double(drawn.lines.longitudes[point]) / 1e7, latitude: Double(drawn.lines.latitudes[point]) / 1e7)
      let journey = try #require(router.nearest(of: [start], to: [end])[0])
      #expect(abs(journey.roadLength.metres - journey.time.seconds * 10) < 0.1, "from \(letter)")
    }
  }

  @Test func theSideOfAOneWayCounts() throws {
    var drawn = DrawnRoads("A B C D")
    drawn.add("ABCD", ["oneway": "yes"])
    let router = RoadRouter(drawn.graph, .outward, TestOffRoad.travel(speed: 0.5, limit: 50))
    let onB = Coordinate(longitude: 0.0018, latitude: 0)
    let onA = Coordinate(longitude: 0.0002, latitude: 0)
    let onC = Coordinate(longitude: 0.0036, latitude: 0)
    let journeys = router.nearest(of: [onB], to: [onA, onC])
    #expect(journeys[0] == nil)
    let there = try #require(journeys[1])
    #expect(abs(there.time.seconds - LocalMetric.metres(18_000, 0, 36_000, 0) / 10) < 1e-3)
    #expect(abs(there.roadLength.metres - LocalMetric.metres(18_000, 0, 36_000, 0)) < 0.01)
    let inward = RoadRouter(drawn.graph, .inward, TestOffRoad.travel(speed: 0.5, limit: 50))
    #expect(inward.nearest(of: [onB], to: [onA, onC]).map { $0 == nil } == [false, true])
  }

  @Test func aNewRoadNeverMakesAJourneyLonger() {
    let lines = RandomRoads.lines(seed: 31, size: 14)
    let facilities = Self.places(3, seed: 8, size: 14)
    let places = Self.places(120, seed: 9, size: 14)
    var before: [RoadJourney?] = places.map { _ in nil }
    for share in [6, 4, 3, 2, 0] as [Int64] {
      let closed = Set(lines.identifiers.filter { share > 0 && $0 % 7 < share })
      let router = RoadRouter(DrawnRoads.graph(of: lines, closed: closed), .outward, TestOffRoad.travel())
      let now = router.nearest(of: facilities, to: places)
      for (old, new) in zip(before, now) {
        if let old { #expect(new.map { $0.time <= old.time + .microseconds(300) } == true) }
      }
      before = now
    }
    #expect(before.compactMap { $0 }.count > 60)
  }
}
