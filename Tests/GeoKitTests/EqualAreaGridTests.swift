import Testing

@testable import GeoKit

@Suite struct EqualAreaGridTests {
  @Test(arguments: 0..<6) func cellsFillTheOutline(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let centre = at(numbers.number(-180...180), numbers.number(-80...80))
    let outline = blob(centre, kilometres: 20, corners: 300, roughness: 0.6, using: &numbers)
    let grid = try EqualAreaGrid(within: outline, side: .kilometres(1.5))
    let sum = grid.cells.reduce(0) { $0 + $1.area.squareMetres }
    #expect(relativeDifference(sum, Geodesic.area(of: outline).squareMetres) < 1e-7)
    #expect(grid.cells.allSatisfy { $0.area.squareMetres <= 1500 * 1500 * (1 + 1e-12) })
    #expect(grid.cells.filter { $0.area.squareMetres == 1500 * 1500 }.count > 50)
    let shape = try LocalFrame(around: [outline]).shape(of: outline)
    #expect(grid.cells.allSatisfy { shape.contains($0.centre) })
  }

  @Test func wholeCellsHaveGeodesicallyEqualArea() throws {
    let outline = box(100, 68, 110, 72)
    let grid = try EqualAreaGrid(within: outline, side: .kilometres(50))
    let frame = LocalFrame(around: [outline])
    for cell in grid.cells where cell.area == .squareMetres(2.5e9) {
      let middle = frame.project(cell.centre)
      let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { (x, y) in
        frame.coordinate(at: middle + SIMD2(x, y) * 25_000)
      }
      // Straight sides of 50 km in the plane are not geodesics, which bends them by a few metres.
      #expect(relativeDifference(Geodesic.area(of: Ring(corners + [corners[0]])).squareMetres, 2.5e9) < 1e-3)
    }
    #expect(grid.cells.count > 30)
  }

  @Test func outlineSmallerThanACellHasOneCell() throws {
    let outline = box(116, 40, 116.001, 40.001)
    let grid = try EqualAreaGrid(within: outline, side: .kilometres(10))
    let sum = grid.cells.reduce(0) { $0 + $1.area.squareMetres }
    #expect(grid.cells.count <= 4)
    #expect(relativeDifference(sum, Geodesic.area(of: outline).squareMetres) < 1e-8)
  }

  @Test func senselessSidesAreRefused() throws {
    for side in [0, -1, Double.nan, 0.001] {
      #expect(throws: GeoKitError.self) { try EqualAreaGrid(within: box(116, 40, 117, 41), side: .metres(side)) }
    }
    #expect(try EqualAreaGrid(within: MultiPolygon(), side: .kilometres(1)).cells.isEmpty)
  }
}
