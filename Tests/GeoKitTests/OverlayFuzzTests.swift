import Testing

@testable import GeoKit

/// Random shapes with all that goes wrong in real files: corners on top of each other, collinear runs, spikes, holes
/// that touch, slivers; at ordinary places, on the antimeridian and at the poles.
@Suite struct OverlayFuzzTests {
  private static let places = [at(116, 40), at(180, 66), at(-179.99, -17), at(30, 89.95), at(0, -90), at(0, 0)]

  /// A shape whose corners lie on a lattice of 1 km, some of them nudged by a hair.
  private func rough(_ frame: LocalFrame, _ numbers: inout SeededNumbers) throws -> FrameShape {
    func ring(_ corners: Int) -> Ring {
      let coordinates = (0..<corners).map { _ in
        let nudge = numbers.number(0...1) < 0.1 ? numbers.number(-1e-6...1e-6) : 0
        return frame.coordinate(
          at: SIMD2(numbers.number(-6...6).rounded() * 1000 + nudge, numbers.number(-6...6).rounded() * 1000 - nudge))
      }
      return Ring(coordinates + [coordinates[0]])
    }
    let polygons = (0..<Int(numbers.number(1...3))).map { _ in
      Polygon(
        shell: ring(Int(numbers.number(3...9))),
        holes: (0..<Int(numbers.number(0...2.9))).map { _ in ring(Int(numbers.number(3...5))) })
    }
    return try frame.shape(of: Validity.repaired(MultiPolygon(polygons)).shape)
  }

  /// The shape's own plane taken for degrees; the scale is a power of two, so that nothing is rounded.
  private func problemsInPlane(_ shape: FrameShape) -> [GeometryProblem] {
    let scale = 1.0 / 1024
    let planar = shape.polygons
    return Validity.problems(
      of: MultiPolygon(
        planar.polygonEnds.indices.map { polygon in
          let rings = planar.ringRange(polygon: polygon).map { ring in
            Ring(planar.points[planar.pointRange(ring: ring)].map { at($0.x * scale, $0.y * scale) })
          }
          return Polygon(shell: rings[0], holes: Array(rings.dropFirst()))
        }))
  }

  @Test(arguments: 0..<60) func areasAddUp(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let frame = LocalFrame(centre: Self.places[Int(seed) % Self.places.count])
    let a = try rough(frame, &numbers).repaired()
    let b = try rough(frame, &numbers).repaired()
    let both = try a.intersection(b)
    let any = try a.union(b)
    let onlyA = try a.difference(b)
    let onlyB = try b.difference(a)
    func close(_ x: Double, _ y: Double) -> Bool { abs(x - y) < 1 }
    let (areaA, areaB) = (a.area.squareMetres, b.area.squareMetres)
    #expect(close(both.area.squareMetres + onlyA.area.squareMetres, areaA))
    #expect(close(both.area.squareMetres + onlyB.area.squareMetres, areaB))
    #expect(close(any.area.squareMetres + both.area.squareMetres, areaA + areaB))
    for shape in [both, any, onlyA, onlyB] { #expect(problemsInPlane(shape).isEmpty) }
    // A point is in the results that its being in a and in b says.
    for _ in 0..<20 {
      let place = frame.coordinate(at: SIMD2(numbers.number(-6500...6500), numbers.number(-6500...6500)))
      let (inA, inB) = (a.contains(place), b.contains(place))
      #expect(both.contains(place) == (inA && inB))
      #expect(any.contains(place) == (inA || inB))
      #expect(onlyA.contains(place) == (inA && !inB))
    }
  }

  @Test(arguments: 0..<60) func sliversThatCrossWhenBentDoNotStopAnOverlay(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let frame = LocalFrame(centre: Self.places[Int(seed) % Self.places.count])
    let a = try rough(frame, &numbers)
    let b = try rough(frame, &numbers)
    let (both, onlyA, any) = (try a.intersection(b), try a.difference(b), try a.union(b))
    // The ground is that of the shapes made valid; what bending folds over is a few millimetres wide and kilometres long.
    let (soundA, soundB) = (try a.repaired(), try b.repaired())
    let (areaA, areaB) = (soundA.area.squareMetres, soundB.area.squareMetres)
    #expect(abs(both.area.squareMetres + onlyA.area.squareMetres - areaA) < 100)
    #expect(abs(any.area.squareMetres + both.area.squareMetres - areaA - areaB) < 100)
    for shape in [both, onlyA, any] { #expect(problemsInPlane(shape).isEmpty) }
    for _ in 0..<20 {
      let place = frame.coordinate(at: SIMD2(numbers.number(-6500...6500), numbers.number(-6500...6500)))
      let (inA, inB) = (soundA.contains(place), soundB.contains(place))
      #expect(both.contains(place) == (inA && inB))
      #expect(any.contains(place) == (inA || inB))
      #expect(onlyA.contains(place) == (inA && !inB))
    }
  }

  @Test(arguments: 0..<30) func cutForGeoJSONAndReadBackIsTheSameGround(seed: UInt64) throws {
    var numbers = SeededNumbers(seed &+ 1000)
    let place = Self.places[Int(seed) % Self.places.count]
    let frame = LocalFrame(centre: place)
    let shape = try frame.shape(
      of: blob(place, kilometres: 20, corners: 200, roughness: 0.5, using: &numbers))
    let cut = try shape.multiPolygon().cutAtAntimeridian()
    let back = try frame.shape(of: cut)
    #expect(relativeDifference(back.area.squareMetres, shape.area.squareMetres) < 1e-6)
    #expect(back.pieces.count == shape.pieces.count)
  }

  @Test func collapsedRingsVanish() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let line = Polygon(shell: ring([(116, 40), (116, 40.5), (116, 40.2)]))
    let point = Polygon(shell: Ring([at(116, 40), at(116, 40), at(116, 40), at(116, 40)]))
    let nothing = Polygon(shell: Ring([]))
    #expect(try frame.shape(of: MultiPolygon([point, nothing])).isEmpty)
    #expect(try frame.shape(of: Validity.repaired(MultiPolygon([line, point, nothing])).shape).isEmpty)
    let whole = box(116, 40, 117, 41).polygons[0]
    let pricked = Polygon(shell: whole.shell, holes: [point.shell])
    #expect(try frame.shape(of: MultiPolygon([pricked])).area == frame.shape(of: MultiPolygon([whole])).area)
  }
}
