import Testing

@testable import GeoKit

@Suite struct ValidityTests {
  private func kinds(_ shape: MultiPolygon) -> [GeometryProblem.Kind] { Validity.problems(of: shape).map(\.kind) }

  private let square = ring([(0, 0), (4, 0), (4, 4), (0, 4)])

  @Test func validShapesHaveNoProblems() {
    #expect(kinds(box(0, 0, 1, 1)).isEmpty)
    #expect(kinds(MultiPolygon()).isEmpty)
    #expect(kinds(MultiPolygon([Polygon(shell: square, holes: [ring([(1, 1), (1, 2), (2, 2)])])])).isEmpty)
    // Two polygons with a common edge are not valid as one shape, two with a common corner are.
    #expect(kinds(MultiPolygon(box(0, 0, 1, 1).polygons + box(1, 1, 2, 2).polygons)).isEmpty)
    // A hole may touch its shell at one corner; an island may lie in a hole.
    #expect(kinds(MultiPolygon([Polygon(shell: square, holes: [ring([(0, 0), (1, 2), (2, 1)])])])).isEmpty)
    let lake = Polygon(shell: square, holes: [ring([(1, 1), (1, 3), (3, 3), (3, 1)])])
    #expect(kinds(MultiPolygon([lake] + box(1.5, 1.5, 2, 2).polygons)).isEmpty)
  }

  @Test func bowTieIsFoundWhereItCrosses() throws {
    let problem = try #require(
      Validity.problems(of: MultiPolygon([Polygon(shell: ring([(0, 0), (2, 2), (2, 0), (0, 2)]))])).first)
    #expect(problem.kind == .selfIntersection)
    #expect(problem.polygon == 0 && problem.ring == 0 && problem.vertex == 2)
    #expect(problem.coordinate == at(1, 1))
  }

  @Test func eachProblemIsNamed() {
    #expect(kinds(MultiPolygon([Polygon(shell: Ring(Array(square.coordinates.dropLast())))])) == [.ringNotClosed])
    #expect(kinds(MultiPolygon([Polygon(shell: Ring([at(0, 0), at(1, 1), at(0, 0)]))])) == [.tooFewPoints(2)])
    #expect(kinds(MultiPolygon([Polygon(shell: Ring([]))])) == [.tooFewPoints(0)])
    #expect(kinds(MultiPolygon([Polygon(shell: ring([(0, 0), (.nan, 1), (1, 1)]))])) == [.nonFinite])
    #expect(kinds(MultiPolygon([Polygon(shell: ring([(0, 0), (181, 1), (1, 1)]))])) == [.outOfRange])
    #expect(kinds(MultiPolygon([Polygon(shell: ring([(0, 0), (1, 1), (0, 91)]))])) == [.outOfRange])
    let hole = ring([(1, 1), (1, 3), (3, 3), (3, 1)])
    #expect(
      kinds(MultiPolygon([Polygon(shell: square, holes: [ring([(5, 5), (5, 6), (6, 6)])])])) == [.holeOutsideShell])
    #expect(
      kinds(MultiPolygon([Polygon(shell: square, holes: [hole, ring([(1.5, 1.5), (1.5, 2), (2, 2)])])]))
        == [.nestedHoles])
    #expect(kinds(MultiPolygon([Polygon(shell: square, holes: [hole, hole])])) == [.duplicateRings])
    #expect(kinds(MultiPolygon([Polygon(shell: square, holes: [square])])) == [.duplicateRings])
    #expect(kinds(MultiPolygon(box(0, 0, 2, 2).polygons + box(1, 1, 3, 3).polygons)).first == .polygonsOverlap)
    #expect(kinds(MultiPolygon(box(0, 0, 4, 4).polygons + box(1, 1, 3, 3).polygons)) == [.polygonsOverlap])
    #expect(kinds(MultiPolygon(box(0, 0, 4, 4).polygons + box(0, 0, 4, 4).polygons)) == [.polygonsOverlap])
    #expect(
      kinds(MultiPolygon([Polygon(shell: square, holes: [ring([(3, 3), (3, 5), (3.5, 3)])])])).contains(.ringsCross))
    #expect(kinds(MultiPolygon([Polygon(shell: ring([(0, 0), (2, 0), (3, 0), (1, 0)]))])).contains(.selfIntersection))
    // A spike that runs out and back along itself.
    #expect(
      kinds(MultiPolygon([Polygon(shell: ring([(0, 0), (4, 0), (6, 0), (4, 0), (4, 4), (0, 4)]))]))
        .contains(.selfIntersection))
    // Two holes that touch at both ends cut the polygon in two.
    #expect(
      kinds(
        MultiPolygon([
          Polygon(shell: square, holes: [ring([(0, 2), (2, 2.5), (2, 1.5)]), ring([(2, 1.5), (2, 2.5), (4, 2)])])
        ])
      ).contains(.interiorNotConnected))
  }

  @Test func allProblemsAreReportedAtOnce() {
    let shape = MultiPolygon([
      Polygon(shell: ring([(0, 0), (2, 2), (2, 0), (0, 2)])),
      Polygon(shell: ring([(10, 0), (12, 2), (12, 0), (10, 2)]), holes: [Ring([at(11, 1)])]),
    ])
    #expect(kinds(shape) == [.selfIntersection, .selfIntersection, .tooFewPoints(1)])
  }

  @Test func repeatedCornersAreNoProblem() {
    let shape = MultiPolygon([Polygon(shell: ring([(0, 0), (0, 0), (4, 0), (4, 0), (4, 4), (0, 4), (0, 0)]))])
    #expect(kinds(shape).isEmpty)
  }

  @Test func shapeAcrossTheAntimeridianIsValid() {
    let shape = MultiPolygon([Polygon(shell: ring([(179, -17), (-179, -17), (-179, -16), (179, -16)]))])
    #expect(kinds(shape).isEmpty)
  }

  @Test(arguments: 0..<30) func agreesWithTheLibraryOnRandomRings(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    // Whole numbers make touching corners, collinear runs and repeated corners likely.
    let corners = (0..<Int(numbers.number(3...7))).map { _ in
      (numbers.number(0...4).rounded(), numbers.number(0...4).rounded())
    }
    let shape = MultiPolygon([Polygon(shell: ring(corners))])
    let repaired = try Validity.repaired(shape).shape
    #expect(kinds(repaired).isEmpty)
    if kinds(shape).isEmpty {
      #expect(
        relativeDifference(
          Geodesic.area(of: repaired).squareMetres, Geodesic.area(of: shape).squareMetres) < 1e-12)
    }
  }

  /// Long rings take several levels of boxes; two corners exchanged make some of them cross themselves.
  @Test(arguments: [20, 60, 300, 3000], 0..<6) func agreesWithTheLibraryOnLongRings(corners: Int, seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    var shape = blob(at(120, 45), kilometres: 20, corners: corners, roughness: 0.02, using: &numbers)
    #expect(kinds(shape).isEmpty)
    let exchanged = Int.random(in: 1..<corners - 1, using: &numbers)
    shape.polygons[0].shell.coordinates.swapAt(exchanged, min(exchanged + 1 + Int(seed), corners - 1))
    // The library's repair leaves a ring that does not cross itself as it is, to rounding.
    let isCrossing = try Validity.repaired(shape).changedArea.squareMetres > 0.01
    #expect(kinds(shape).contains(.selfIntersection) == isCrossing)
  }

  @Test func bowTieIsRepairedIntoItsLobes() throws {
    let shape = MultiPolygon([Polygon(shell: ring([(0, 0), (2, 2), (2, 0), (0, 2)]))])
    let (repaired, changed) = try Validity.repaired(shape)
    #expect(repaired.polygons.count == 2)
    #expect(kinds(repaired).isEmpty)
    let lobes = Geodesic.area(of: repaired).squareMetres
    #expect(relativeDifference(changed.squareMetres, lobes - Geodesic.area(of: shape).squareMetres) < 1e-9)
  }

  @Test func unclosedRingIsClosedWithoutChange() throws {
    let (repaired, changed) = try Validity.repaired(
      MultiPolygon([Polygon(shell: Ring(Array(square.coordinates.dropLast())))]))
    #expect(kinds(repaired).isEmpty)
    #expect(changed.squareMetres < 1)
  }

  /// Found by fuzzing: edges along the antimeridian and to the pole, whose crossings are rounded to degrees.
  @Test func whatIsRepairedIsValidOrRefused() throws {
    let world: [(Double, Double)] = [
      (180, 0), (-180, 0), (0, 0), (0, 0), (180.0 / 127, 90), (126.0 / 127, 37.0 / 254), (-180, 0),
      (180.0 / 127, 1800.0 / 127),
    ]
    let shape = MultiPolygon([
      Polygon(shell: Ring(world.map { Coordinate(longitude: $0.0, latitude: $0.1) }))
    ])
    switch Result(catching: { try Validity.repaired(shape) }) {
    case .success(let mended): #expect(kinds(mended.shape).isEmpty)
    case .failure(let error): #expect("\(error)".contains("still not valid"))
    }
  }

  @Test func notANumberHasNoRepair() {
    #expect(throws: GeoKitError.self) {
      try Validity.repaired(MultiPolygon([Polygon(shell: ring([(0, 0), (.infinity, 1), (1, 1)]))]))
    }
  }
}
