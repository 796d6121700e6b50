import Testing

@testable import GeoKit

@Suite struct PointLocatorTests {
  @Test(arguments: 0..<4) func equalsTheEvenOddRule(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    var shapes: [MultiPolygon] = []
    for _ in 0..<10 {
      var shape = blob(
        at(numbers.number(115...117), numbers.number(39...41)), kilometres: 40, corners: 150, roughness: 0.8,
        using: &numbers)
      let centre = shape.polygons[0].shell.coordinates[0]
      shape.polygons.append(
        contentsOf: blob(at(centre.longitude + 3, centre.latitude), kilometres: 5, corners: 9, using: &numbers).polygons
      )
      shapes.append(shape)
    }
    let locator = try PointLocator(shapes)
    let points = (0..<600).map { _ in at(numbers.number(114...121), numbers.number(38...42)) }
    let found = locator.locate(all: points)
    for (point, index) in zip(points, found) {
      #expect(index == shapes.firstIndex { plainContains($0, point) })
    }
  }

  @Test func boundaryBelongsToTheLowestIndex() throws {
    let locator = try PointLocator([box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 2, 2)])
    #expect(locator.locate(at(1, 0.5)) == 0)
    #expect(locator.locate(at(1, 1)) == 0)
    #expect(locator.locate(at(1.5, 1)) == 1)
    #expect(locator.locate(at(0, 2)) == 2)
    #expect(locator.locate(at(2, 2)) == 2)
    #expect(locator.locate(at(2, 0)) == 1)
    #expect(locator.locate(at(2.0000001, 0)) == nil)
    #expect(locator.contains(at(1, 0.5), in: 1))
  }

  @Test func everyCornerAndMiddleOfAnEdgeCounts() throws {
    var numbers = SeededNumbers(2)
    let corners = (0..<40).map { step in
      let angle = Double(step) / 40 * 6.28
      return (8 * angle.rounded() + numbers.number(0...1) * 0, angle)
    }
    let shape = MultiPolygon([Polygon(shell: ring(corners + [(60, 3)]))])
    let locator = try PointLocator([shape])
    for (a, b) in zip(shape.polygons[0].shell.coordinates, shape.polygons[0].shell.coordinates.dropFirst()) {
      #expect(locator.locate(a) == 0)
      // Level and upright edges have middles that are exactly on them.
      if a.longitude == b.longitude { #expect(locator.locate(at(a.longitude, (a.latitude + b.latitude) / 2)) == 0) }
    }
  }

  @Test func holesAreOutside() throws {
    let shape = MultiPolygon([
      Polygon(shell: ring([(0, 0), (4, 0), (4, 4), (0, 4)]), holes: [ring([(1, 1), (1, 3), (3, 3), (3, 1)])])
    ])
    let locator = try PointLocator([shape])
    #expect(locator.locate(at(2, 2)) == nil)
    #expect(locator.locate(at(1, 2)) == 0)
    #expect(locator.locate(at(0.5, 2)) == 0)
  }

  @Test func shapesMayCrossTheAntimeridian() throws {
    let shape = MultiPolygon([Polygon(shell: ring([(179, -17), (-179, -17), (-179, -16), (179, -16)]))])
    let locator = try PointLocator([shape])
    for longitude in [179.5, -179.5, 180, -180, 179, -179] { #expect(locator.locate(at(longitude, -16.5)) == 0) }
    #expect(locator.locate(at(0, -16.5)) == nil)
  }

  @Test func coordinatesMustBeFinite() {
    #expect(throws: GeoKitError.self) {
      try PointLocator([MultiPolygon([Polygon(shell: ring([(0, 0), (.nan, 1), (1, 1)]))])])
    }
    #expect((try? PointLocator([]))?.locate(at(.nan, 0)) == nil)
  }
}
