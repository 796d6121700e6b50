import GeoKit
import Testing

@testable import TravelNetwork

@Suite struct CornerThinningTests {
  private func area(_ ring: [CornerThinning.Point]) -> Double {
    ring.indices.reduce(0) { sum, index in
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      return sum + (a.x * b.y - b.x * a.y) / 2
    }
  }

  @Test func aCircleLosesMostCornersAndLittleArea() {
    let circle = (0..<2000).map { index in
      let angle = Double(index) / 2000 * 2 * .pi
      return (x: 1000 * cosineOf(angle), y: 1000 * sineOf(angle))
    }
    let thinned = CornerThinning.thinned([circle], share: 0.001, distance: 5)[0]
    #expect(thinned.count < 200)
    #expect(abs(area(thinned) / area(circle) - 1) <= 0.001)
    // Every corner that went lies within the distance of what is left.
    for point in circle {
      var nearest = Double.infinity
      for index in thinned.indices {
        let (a, b) = (thinned[index], thinned[(index + 1) % thinned.count])
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let along = (point.x - a.x) * dx + (point.y - a.y) * dy
        let share = min(max(along / (dx * dx + dy * dy), 0), 1)
        let (x, y) = (a.x + share * dx - point.x, a.y + share * dy - point.y)
        nearest = min(nearest, (x * x + y * y).squareRoot())
      }
      #expect(nearest <= 5)
    }
  }

  /// A comb whose teeth come within a metre of each other: no ring may touch itself.
  @Test func ringsNeitherTouchNorCross() throws {
    var comb: [CornerThinning.Point] = [(0, 0), (2000, 0), (2000, 60)]
    for tooth in stride(from: 1990.0, through: 20, by: -10) {
      let height = 60 + (tooth / 10).truncatingRemainder(dividingBy: 3)
      comb.append((x: tooth, y: height))
      for (back, low) in [(4.0, 4.5), (5, 4), (6, 4.5)] { comb.append((x: tooth - back, y: low)) }
    }
    comb.append((0, 60))
    var hole: [CornerThinning.Point] = []
    for index in 0..<40 { hole.append((x: Double(500 + index * 10), y: index % 2 == 0 ? 1.4 : 1)) }
    for index in (0..<40).reversed() { hole.append((x: Double(500 + index * 10), y: index % 2 == 0 ? 2.9 : 2.5)) }
    let thinned = CornerThinning.thinned([comb, hole.reversed()], share: 0.02, distance: 8)
    func ring(_ points: [CornerThinning.Point]) -> Ring {
      let coordinates = (points + [points[0]]).map { Coordinate(longitude: $0.x / 1e5, latitude: $0.y / 1e5) }
      return Ring(coordinates)
    }
    #expect(thinned.reduce(0) { $0 + $1.count } < comb.count + hole.count)
    let shape = MultiPolygon([Polygon(shell: ring(thinned[0]), holes: [ring(thinned[1])])])
    #expect(Validity.problems(of: shape).isEmpty)
  }

  @Test(arguments: 0..<4)
  func areasOfRoadsStayWithinTheirShare(seed: Int) throws {
    let lines = RandomRoads.lines(seed: UInt64(seed), size: 12)
    let graph = RoadGraph(lines) { set in
      let speed = RoadTraversal.Speed(metresPerSecond: Double(set["speed"] ?? "") ?? 0)
      return RoadTraversal(forward: speed, backward: speed)
    }
    let walk = try #require(RoadTraversal.Speed(kilometresPerHour: 3))
    let router = RoadRouter(graph, .outward, OffRoadTravel(speed: walk, limit: .metres(800)))
    let places = [17, 60, 100].map {
      Coordinate(longitude: Double(lines.longitudes[$0]) / 1e7, latitude: Double(lines.latitudes[$0]) / 1e7)
    }
    let exact = router.serviceAreas(of: places, within: .seconds(600), keepsCorners: true)
    let thinned = router.serviceAreas(of: places, within: .seconds(600))
    for (before, after) in zip(exact, thinned) {
      let (a, b) = (Geodesic.area(of: before).squareMetres, Geodesic.area(of: after).squareMetres)
      #expect(abs(b / a - 1) < RoadRouter.thinnedShare)
      #expect(Validity.problems(of: after).isEmpty)
      func corners(_ shape: MultiPolygon) -> Int {
        shape.polygons.reduce(0) { $0 + $1.shell.coordinates.count + $1.holes.reduce(0) { $0 + $1.coordinates.count } }
      }
      #expect(corners(after) * 2 < corners(before))
    }
  }
}
