import Foundation
import Testing

@testable import GeoKit

@Suite struct FrameShapeTests {
  @Test(arguments: 0..<20) func coveredPlusGapIsTheTownship(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let centre = at(numbers.number(-180...180), numbers.number(-75...75))
    let township = blob(centre, kilometres: 25, corners: 400, using: &numbers)
    let frame = LocalFrame(around: [township])
    let discs = try (0..<4).map { _ in
      let place = Geodesic.destination(
        from: centre, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0...35)))
      return try frame.shape(of: GeodesicDisc(centre: place, radius: .kilometres(10)))
    }
    let covered = try FrameShape.union(of: discs, in: frame)
    let whole = try frame.shape(of: township)
    let inside = try whole.intersection(covered)
    let gap = try whole.difference(covered)
    #expect(relativeDifference((inside.area + gap.area).squareMetres, whole.area.squareMetres) < 1e-9)
    let geodesic = Geodesic.area(of: inside.multiPolygon()) + Geodesic.area(of: gap.multiPolygon())
    #expect(relativeDifference(geodesic.squareMetres, Geodesic.area(of: township).squareMetres) < 1e-6)
    #expect(Validity.problems(of: gap.multiPolygon()).isEmpty)
    #expect(Validity.problems(of: inside.multiPolygon()).isEmpty)
  }

  @Test func overlayOfBoxes() throws {
    let a = box(116, 40, 116.2, 40.2)
    let b = box(116.1, 40.1, 116.3, 40.3)
    let areaA = Geodesic.area(of: a).squareMetres
    let areaB = Geodesic.area(of: b).squareMetres
    let both = Geodesic.area(of: try Overlay.intersection(a, b)).squareMetres
    let any = Geodesic.area(of: try Overlay.union([a, b])).squareMetres
    let onlyA = Geodesic.area(of: try Overlay.difference(a, b)).squareMetres
    #expect(relativeDifference(areaA + areaB, any + both) < 1e-7)
    #expect(relativeDifference(areaA, onlyA + both) < 1e-7)
    // The common quarter is a box of its own; its southern edge is cut at other corners, hence the looser bound.
    #expect(relativeDifference(both, Geodesic.area(of: box(116.1, 40.1, 116.2, 40.2)).squareMetres) < 1e-2)
    #expect(try Overlay.intersection(a, box(117, 40, 118, 41)).isEmpty)
    #expect(try Overlay.difference(a, box(117, 40, 118, 41)).polygons.count == 1)
  }

  @Test func resultFollowsTheRightHandRule() throws {
    let outer = box(116, 40, 117, 41)
    let ringed = try Overlay.difference(outer, box(116.4, 40.4, 116.6, 40.6))
    let polygon = try #require(ringed.polygons.first)
    #expect(polygon.holes.count == 1)
    func turn(_ ring: Ring) -> Double {
      zip(ring.coordinates, ring.coordinates.dropFirst()).reduce(0) {
        $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
      }
    }
    #expect(turn(polygon.shell) > 0)
    #expect(turn(polygon.holes[0]) < 0)
    #expect(polygon.shell.coordinates.first == polygon.shell.coordinates.last)
  }

  @Test func shapeCutAtTheAntimeridianIsJoined() throws {
    let disc = GeodesicDisc(centre: at(180, 66), radius: .kilometres(30))
    let cut = try disc.polygon()
    let frame = LocalFrame(around: [cut])
    let joined = try frame.shape(of: cut)
    #expect(joined.pieces.count == 1)
    #expect(relativeDifference(joined.area.squareMetres, try frame.shape(of: disc).area.squareMetres) < 1e-6)
  }

  @Test func poleClosedForGeoJSONIsJoined() throws {
    let disc = GeodesicDisc(centre: at(20, 89.8), radius: .kilometres(100))
    let frame = LocalFrame(centre: disc.centre)
    let joined = try frame.shape(of: try disc.polygon())
    #expect(joined.pieces.count == 1)
    #expect(relativeDifference(joined.area.squareMetres, try frame.shape(of: disc).area.squareMetres) < 1e-6)
  }

  @Test func coverageUnionJoinsNeighbours() throws {
    let frame = LocalFrame(centre: at(116.1, 40.1))
    let left = try frame.shape(of: box(116, 40, 116.1, 40.2))
    let right = try frame.shape(of: box(116.1, 40, 116.2, 40.2))
    let joined = try #require(try FrameShape.coverageUnion(of: [left, right], in: frame))
    #expect(joined.pieces.count == 1)
    #expect(relativeDifference(joined.area.squareMetres, (left.area + right.area).squareMetres) < 1e-12)
  }

  /// Cells of a crooked grid, some left out: corners that meet corners, holes, holes that touch.
  @Test(arguments: 0..<20) func coverageUnionEqualsTheUnion(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let frame = LocalFrame(centre: at(116, 40))
    let side = 9
    let nodes = (0..<(side + 1) * (side + 1)).map { node in
      SIMD2(Double(node % (side + 1)), Double(node / (side + 1))) * 1000
        + SIMD2(numbers.number(-300...300), numbers.number(-300...300))
    }
    var shapes: [FrameShape] = []
    for cell in 0..<side * side where numbers.number(0...1) < 0.7 {
      let corner = cell / side * (side + 1) + cell % side
      let ring = [corner, corner + 1, corner + side + 2, corner + side + 1, corner].map { nodes[$0] }
      shapes.append(FrameShape(frame: frame, polygons: PlanarPolygons(points: ring, ringEnds: [5], polygonEnds: [1])))
    }
    let joined = try #require(try FrameShape.coverageUnion(of: shapes, in: frame))
    let union = try FrameShape.union(of: shapes, in: frame)
    // The library may leave out corners, not ground.
    #expect(joined.polygons.polygonEnds.count == union.polygons.polygonEnds.count)
    #expect(joined.polygons.ringEnds.count == union.polygons.ringEnds.count)
    #expect(relativeDifference(joined.area.squareMetres, union.area.squareMetres) < 1e-12)
    #expect(try joined.difference(union).area.squareMetres < 1e-3)
    #expect(Validity.problems(of: joined.multiPolygon()).isEmpty)
    #expect(try FrameShape.coverageUnion(of: shapes + shapes.prefix(1), in: frame) == nil)
  }

  @Test func sliversAreDroppedAndCounted() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let shape = try frame.shape(
      of: MultiPolygon(box(116, 40, 116.1, 40.1).polygons + box(116.2, 40, 116.2001, 40.0001).polygons))
    let sliver = shape.pieces[1].area
    let (kept, dropped) = shape.droppingSlivers(below: .squareMetres(1000))
    #expect(kept.pieces.count == 1)
    #expect(dropped == sliver)
    #expect(shape.droppingSlivers(below: sliver).shape == shape)
  }

  @Test func bufferOfAPointIsADisc() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let shape = try frame.shape(within: .kilometres(1), of: [[at(116, 40)]])
    #expect(relativeDifference(shape.area.squareMetres, .pi * 1e6) < 2e-3)
    let line = try frame.shape(within: .kilometres(1), of: [[at(116, 40), at(116.1, 40)]])
    let length = Geodesic.distance(at(116, 40), at(116.1, 40)).metres
    #expect(relativeDifference(line.area.squareMetres, .pi * 1e6 + 2000 * length) < 1e-3)
    #expect(relativeDifference(try shape.buffered(by: .kilometres(1)).area.squareMetres, 4 * .pi * 1e6) < 5e-3)
    #expect(throws: GeoKitError.notPositive(parameter: "distance", value: -1)) {
      try frame.shape(within: .metres(-1), of: [[at(116, 40)]])
    }
  }

  @Test func simplificationKeepsHolesAndTolerance() throws {
    var numbers = SeededNumbers(4)
    let rough = blob(at(116, 40), kilometres: 20, corners: 2000, roughness: 0.001, using: &numbers)
    let frame = LocalFrame(around: [rough])
    let shape = try frame.shape(of: rough)
    let simple = try shape.simplified(tolerance: .metres(50))
    #expect(simple.cornerCount < shape.cornerCount / 4)
    #expect(relativeDifference(simple.area.squareMetres, shape.area.squareMetres) < 0.01)
  }

  @Test func predicates() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let big = try frame.shape(of: box(116, 40, 117, 41))
    let small = try frame.shape(of: box(116.2, 40.2, 116.3, 40.3))
    let far = try frame.shape(of: box(118, 40, 119, 41))
    #expect(try big.contains(small))
    #expect(try !small.contains(big))
    #expect(try big.intersects(small))
    #expect(try !big.intersects(far))
  }

  @Test func containsPointsInsideAndOnTheBoundary() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let shape = try frame.shape(
      of: MultiPolygon([
        Polygon(
          shell: box(116, 40, 117, 41).polygons[0].shell, holes: [ring([(116.4, 40.4), (116.4, 40.6), (116.6, 40.5)])])
      ]))
    #expect(shape.contains(at(116.1, 40.1)) && shape.contains(at(116, 40)))
    #expect(!shape.contains(at(116.45, 40.5)) && !shape.contains(at(117.1, 40.5)) && shape.contains(at(116.4, 40.4)))
    // The southern edge is a geodesic, which bulges to the north of the parallel by some 120 m.
    #expect(!shape.contains(at(116.5, 40.00005)) && shape.contains(at(116.5, 40.002)))
  }

  @Test func apartInsideAndAround() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let big = try frame.shape(of: box(116, 40, 117, 41))
    let small = try frame.shape(of: box(116.4, 40.4, 116.6, 40.6))
    let far = try frame.shape(of: box(118, 40, 119, 41))
    #expect(try big.difference(small).polygons.ringEnds.count == 2)
    #expect(try small.difference(big).isEmpty)
    #expect(relativeDifference(try small.intersection(big).area.squareMetres, small.area.squareMetres) < 1e-12)
    #expect(relativeDifference(try big.union(small).area.squareMetres, big.area.squareMetres) < 1e-12)
    #expect(try big.union(far).pieces.count == 2)
    #expect(try big.difference(far) == big)
    #expect(try FrameShape.union(of: [FrameShape](), in: frame).isEmpty)
    // An island in the lake of another shape.
    let ringed = try big.difference(small)
    let island = try frame.shape(of: box(116.45, 40.45, 116.5, 40.5))
    #expect(try ringed.intersection(island).isEmpty)
    #expect(try ringed.union(island).pieces.count == 2)
  }

  @Test func outlinesThatTouch() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let left = try frame.shape(of: box(116, 40, 116.5, 41))
    let right = try frame.shape(of: box(116.5, 40, 117, 41))
    let corner = try frame.shape(of: box(116.25, 40.5, 116.5, 40.6))
    #expect(try left.union(right).pieces.count == 1)
    #expect(try left.intersection(right).isEmpty)
    #expect(try left.difference(left).isEmpty)
    #expect(
      relativeDifference(try left.difference(corner).area.squareMetres, (left.area - corner.area).squareMetres) < 1e-7)
  }

  @Test(arguments: 0..<10) func unionIsTheSameInAnyOrder(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let frame = LocalFrame(centre: at(116, 40))
    let shapes = try (0..<20).map { _ in
      try frame.shape(
        of: blob(
          at(numbers.number(115...117), numbers.number(39...41)), kilometres: 25, corners: 60, roughness: 0.6,
          using: &numbers))
    }
    #expect(
      try FrameShape.union(of: shapes, in: frame) == FrameShape.union(of: shapes.shuffled(using: &numbers), in: frame))
  }

  @Test func framesMustMatch() throws {
    let a = try LocalFrame(centre: at(116, 40)).shape(of: box(116, 40, 117, 41))
    let b = try LocalFrame(centre: at(116, 41)).shape(of: box(116, 40, 117, 41))
    #expect(throws: GeoKitError.differentFrames(at(116, 40), at(116, 41))) { try a.intersection(b) }
  }

  @Test func libraryMessageIsInTheError() {
    let frame = LocalFrame(centre: at(0, 0))
    let broken = FrameShape(
      frame: frame,
      polygons: PlanarPolygons(points: [SIMD2(0, 0), SIMD2(1, 1)], ringEnds: [2], polygonEnds: [1]))
    let error = #expect(throws: GeoKitError.self) { try FrameShape.union(of: [broken], in: frame) }
    #expect(error?.description.contains("LinearRing") == true)
  }

  @Test func handlesAreAllFreed() throws {
    let before = GEOSContext.current.liveHandles
    let frame = LocalFrame(centre: at(116, 40))
    let a = try frame.shape(of: box(116, 40, 116.2, 40.2))
    let b = try frame.shape(of: box(116.1, 40.1, 116.3, 40.3))
    _ = try a.union(b)
    _ = try a.intersection(b).buffered(by: .metres(10)).simplified(tolerance: .metres(1))
    _ = try FrameShape.coverageUnion(of: [a, b], in: frame)
    _ = try Validity.repaired(MultiPolygon([Polygon(shell: ring([(0, 0), (1, 1), (1, 0), (0, 1)]))]))
    _ = Validity.problems(
      of: MultiPolygon([
        Polygon(shell: ring([(0, 0), (4, 0), (4, 4), (0, 4)]), holes: [ring([(0, 0), (1, 2), (2, 1)])])
      ]))
    _ = try GeodesicDisc(centre: at(180, 10), radius: .kilometres(5)).polygon()
    let broken = FrameShape(
      frame: frame,
      polygons: PlanarPolygons(points: [SIMD2(0, 0), SIMD2(1, 1)], ringEnds: [2], polygonEnds: [1]))
    #expect(throws: GeoKitError.self) { try FrameShape.union(of: [a, broken], in: frame) }
    #expect(throws: GeoKitError.self) { try a.difference(broken) }
    #expect(GEOSContext.current.liveHandles == before)
  }
}
