import Testing

@testable import GeoKit

@Suite struct AntimeridianTests {
  @Test func shapeAwayFromItComesBackUnchanged() throws {
    let shape = box(170, 10, 180, 20)
    #expect(try shape.cutAtAntimeridian() == shape)
  }

  @Test func ringIsCutInTwoWithTheSameArea() throws {
    let shape = MultiPolygon([Polygon(shell: ring([(179, -17), (-179, -17), (-179, -16), (179, -16)]))])
    let cut = try shape.cutAtAntimeridian()
    #expect(cut.polygons.count == 2)
    #expect(BoundingBox(around: cut) == BoundingBox(west: 179, south: cut.south, east: -179, north: -16))
    #expect(
      relativeDifference(Geodesic.area(of: cut).squareMetres, Geodesic.area(of: shape).squareMetres) < 1e-12)
    #expect(
      cut.polygons.allSatisfy { polygon in polygon.shell.coordinates.filter { abs($0.longitude) == 180 }.count >= 2 })
  }

  @Test func holeAcrossItIsCutToo() throws {
    let shape = MultiPolygon([
      Polygon(
        shell: ring([(178, -18), (-178, -18), (-178, -14), (178, -14)]),
        holes: [ring([(179, -17), (179, -16), (-179, -16), (-179, -17)])])
    ])
    let cut = try shape.cutAtAntimeridian()
    #expect(cut.polygons.count == 2)
    #expect(Validity.problems(of: cut).isEmpty)
    #expect(
      relativeDifference(Geodesic.area(of: cut).squareMetres, Geodesic.area(of: shape).squareMetres) < 1e-9)
  }

  @Test func ringAroundThePoleIsClosedAlongIt() throws {
    let shape = MultiPolygon([Polygon(shell: ring([(-120, 80), (0, 80), (120, 80)]))])
    let cut = try shape.cutAtAntimeridian()
    #expect(cut.polygons.count == 1)
    #expect(Validity.problems(of: cut).isEmpty)
    let corners = cut.polygons[0].shell.coordinates
    #expect(corners.contains(at(180, 90)) && corners.contains(at(-180, 90)))
    #expect(
      relativeDifference(Geodesic.area(of: cut).squareMetres, Geodesic.area(of: shape).squareMetres) < 1e-9)
  }

  @Test func ringThatWindsOverItManyTimesKeepsItsArea() throws {
    for seed in 0..<20 {
      var numbers = SeededNumbers(UInt64(seed))
      let latitude = numbers.number(-89...89)
      let shape = blob(at(180, latitude), kilometres: 400, corners: 60, roughness: 0.95, using: &numbers)
      let cut = try shape.cutAtAntimeridian()
      #expect(Validity.problems(of: cut).isEmpty)
      for polygon in cut.polygons {
        for (a, b) in zip(polygon.shell.coordinates, polygon.shell.coordinates.dropFirst()) {
          #expect(abs(a.longitude - b.longitude) <= 180 || abs(a.latitude) == 90)
        }
      }
      #expect(
        relativeDifference(Geodesic.area(of: cut).squareMetres, Geodesic.area(of: shape).squareMetres) < 1e-6)
    }
  }
}

extension MultiPolygon {
  fileprivate var south: Double {
    polygons.flatMap { $0.shell.coordinates.map(\.latitude) }.min() ?? .nan
  }
}
