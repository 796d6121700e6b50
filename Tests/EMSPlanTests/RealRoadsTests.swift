import Foundation
import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReading

/// What must hold of every network, on the roads of Andorra.
@Suite(.enabled(if: isThere)) struct RealRoadsTests {

  private static func lines() throws -> RoadLines {
    try RoadFile(extract.path).lines
  }

  /// Numbers that are the same in every run (Park and Miller).
  private struct Numbers {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
      state = state * 48271 % 2_147_483_647
      return Int(state) % limit
    }

    mutating func place() -> Coordinate {
      Coordinate(
        longitude: 1.43 + Double(next(below: 30_000)) / 1e5, latitude: 42.44 + Double(next(below: 20_000)) / 1e5)
    }
  }

  @Test func theHierarchyEqualsDijkstra() throws {
    let lines = try Self.lines()
    let graph = RoadMode.drive.graph(of: lines)
    var numbers = Numbers(state: 4)
    let nodes = (0..<60).map { _ in numbers.next(below: graph.nodeCount) }
    let seeds = nodes.map { [SearchSeed(node: $0)] }
    let matrix = ContractionHierarchy(graph).times(from: seeds, to: seeds)
    let search = RoadSearch(graph, .outward)
    var reached = 0
    for (row, node) in nodes.enumerated() {
      search.run([SearchSeed(node: node)])
      for (column, other) in nodes.enumerated() {
        #expect(matrix[row, column] == search.time(toNode: other))
        reached += matrix[row, column] == nil ? 0 : 1
      }
    }
    #expect(reached > 2500)
  }

  /// Places on and off the road, before and after a road between two points of others.
  @Test(arguments: [1, 2, 3]) func aNewRoadNeverMakesAJourneyLonger(seed: UInt64) throws {
    var lines = try Self.lines()
    let offRoad = try #require(RoadMode.drive.offRoad())
    var numbers = Numbers(state: seed)
    let facilities = (0..<3).map { _ in numbers.place() }
    let places = (0..<150).map { _ in numbers.place() }
    func times() -> [Duration?] {
      RoadRouter(RoadMode.drive.graph(of: lines), .inward, offRoad).nearest(of: facilities, to: places)
        .map { $0?.time }
    }
    let before = times()
    let ends = [numbers.next(below: lines.longitudes.count), numbers.next(below: lines.longitudes.count)]
    lines.points += ends.map(Int32.init)
    lines.firstPoint.append(Int32(lines.points.count))
    lines.attributes.append(Int32(lines.attributeSets.count))
    lines.attributeSets.append(["highway": "primary"])
    lines.identifiers.append(-1)
    let after = times()
    for (old, new) in zip(before, after) {
      if let old { #expect(new.map { $0 <= old } ?? false) }
    }
    #expect(zip(before, after).contains { $0 != $1 })
  }

  @Test func aLongerLimitHoldsTheShorter() throws {
    let lines = try Self.lines()
    let offRoad = try #require(RoadMode.drive.offRoad())
    let router = RoadRouter(RoadMode.drive.graph(of: lines), .outward, offRoad)
    let facility = Coordinate(longitude: 1.5218, latitude: 42.5078)
    let areas = [5, 10, 15].map { router.serviceAreas(of: [facility], within: .seconds($0 * 60))[0] }
    let locators = try areas.map { try PointLocator([$0]) }
    var numbers = Numbers(state: 7)
    var counts = [0, 0, 0]
    for _ in 0..<20_000 {
      let place = numbers.place()
      let isInside = locators.map { $0.contains(place, in: 0) }
      for number in 0..<3 where isInside[number] {
        counts[number] += 1
        #expect(isInside[number...].allSatisfy { $0 })
      }
    }
    #expect(counts[0] > 100 && counts[0] < counts[1] && counts[1] < counts[2])
  }

  @Test func directionMattersWhereThereAreOneWays() throws {
    let lines = try Self.lines()
    var numbers = Numbers(state: 9)
    let places = (0..<80).map { _ in numbers.place() }
    let facility = [Coordinate(longitude: 1.5218, latitude: 42.5078)]
    func times(_ mode: RoadMode, _ direction: SearchDirection) throws -> [Duration?] {
      let offRoad = try #require(mode.offRoad())
      return RoadRouter(mode.graph(of: lines), direction, offRoad).nearest(of: facility, to: places).map { $0?.time }
    }
    let (out, back) = (try times(.drive, .outward), try times(.drive, .inward))
    #expect(zip(out, back).contains { $0 != $1 })
    // One walks both ways alike.
    #expect(try times(.walk, .outward) == times(.walk, .inward))
  }

  /// No corner of the area lies further from the simplified outline than was allowed, nor the other way round.
  @Test func simplifiedOutlinesStayWithinTheirTolerance() throws {
    let lines = try Self.lines()
    let offRoad = try #require(RoadMode.drive.offRoad())
    let model = RoadTravel(
      RoadMode.drive.graph(of: lines), mode: .drive, direction: .towardFacility, offRoad: offRoad)
    let facility = Facility(
      id: "F", name: "F", tier: .villageClinic, location: Coordinate(longitude: 1.5218, latitude: 42.5078))
    let exact = try ServiceAreaRun(of: [facility], model: model, within: .seconds(600))
    let simple = try ServiceAreaRun(of: [facility], model: model, within: .seconds(600), simplifiedBy: .metres(20))
    let (before, after) = (try #require(exact.records.first).shape, try #require(simple.records.first).shape)
    #expect(Validity.problems(of: before).isEmpty)
    #expect(Validity.problems(of: after).isEmpty)
    #expect(corners(after).count * 3 < corners(before).count)
    #expect(exact.simplification == nil)
    let simplification = try #require(simple.simplification)
    #expect(abs(simplification.areaChange) < 0.05)
    #expect(simplification.areaBefore == exact.records[0].area)
    #expect(simplification.areaAfter == simple.records[0].area)
    for (own, other) in [(before, after), (after, before)] {
      let outline = segments(other)
      for corner in corners(own) { #expect(distance(corner, outline) < 20.05) }
    }
  }

  private func rings(_ area: MultiPolygon) -> [Ring] { area.polygons.flatMap { [$0.shell] + $0.holes } }
  private func corners(_ area: MultiPolygon) -> [SIMD2<Double>] {
    rings(area).flatMap { $0.coordinates.dropLast().map(metres) }
  }
  private func segments(_ area: MultiPolygon) -> [(SIMD2<Double>, SIMD2<Double>)] {
    rings(area).flatMap { ring in zip(ring.coordinates, ring.coordinates.dropFirst()).map { (metres($0), metres($1)) } }
  }

  /// On a plane around 42.5° north: within 0.1 % over a few metres, a few kilometres away.
  private func metres(_ place: Coordinate) -> SIMD2<Double> {
    SIMD2((place.longitude - 1.52) * 82_190, (place.latitude - 42.5) * 111_080)
  }

  private func distance(_ point: SIMD2<Double>, _ segments: [(SIMD2<Double>, SIMD2<Double>)]) -> Double {
    var least = Double.infinity
    for (a, b) in segments {
      let (along, off) = (b - a, point - a)
      let squared = (along * along).sum()
      let share = squared > 0 ? min(max((along * off).sum() / squared, 0), 1) : 0
      let gap = off - share * along
      least = min(least, (gap * gap).sum())
    }
    return least.squareRoot()
  }
}

private let extract = Checkout.shared.appendingPathComponent("geodata/roads/andorra.osm.pbf")
private let isThere = FileManager.default.fileExists(atPath: extract.path)
