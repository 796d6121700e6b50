import Testing

@testable import GeoKit

@Suite struct ThiessenCellsTests {
  @Test(arguments: 0..<8) func cellsFillTheOutline(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let centre = at(numbers.number(-180...180), numbers.number(-70...70))
    var outline = blob(centre, kilometres: 60, corners: 500, roughness: 0.5, using: &numbers)
    let lake = blob(centre, kilometres: 8, corners: 50, using: &numbers).polygons[0].shell
    outline.polygons[0].holes = [Ring(lake.coordinates.reversed())]
    let seats = (0..<40).map { _ in
      Geodesic.destination(
        from: centre, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0...70)))
    }
    let frame = LocalFrame(around: [outline])
    let whole = try frame.shape(of: outline)
    let cells = try ThiessenCells.cells(of: seats, within: whole)
    let sum = cells.reduce(0) { $0 + $1.area.squareMetres }
    #expect(relativeDifference(sum, whole.area.squareMetres) < 1e-9)
    for i in cells.indices {
      for j in i + 1..<cells.count {
        #expect(try cells[i].intersection(cells[j]).area.squareMetres < 1e-3)
      }
    }
    // Corners are shared, so a union by corners alone closes up.
    let joined = try #require(try FrameShape.coverageUnion(of: cells, in: frame))
    #expect(joined.pieces.count == whole.pieces.count)
    #expect(relativeDifference(joined.area.squareMetres, whole.area.squareMetres) < 1e-9)
    // Random places belong to the seat that is nearest by the geodesic.
    let locator = try PointLocator(cells.map { $0.multiPolygon() })
    let index = NearestIndex(seats)
    for _ in 0..<200 {
      let place = Geodesic.destination(
        from: centre, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0...30)))
      guard let cell = locator.locate(place) else { continue }
      let nearest = index.nearest(to: place, count: 2)
      // At 100 km from the middle the frame stretches by 3e-5.
      if nearest[1].distance.metres - nearest[0].distance.metres > 10 { #expect(cell == nearest[0].index) }
    }
  }

  @Test func orderOfSeatsDoesNotMoveCells() throws {
    let outline = box(116, 40, 117, 41)
    let seats = [at(116.2, 40.3), at(116.7, 40.2), at(116.5, 40.8), at(116.9, 40.9)]
    let cells = try ThiessenCells.cells(of: seats, within: outline)
    let turned = try ThiessenCells.cells(of: seats.reversed(), within: outline)
    for (a, b) in zip(cells, turned.reversed()) {
      #expect(relativeDifference(Geodesic.area(of: a).squareMetres, Geodesic.area(of: b).squareMetres) < 1e-12)
    }
  }

  @Test func oneSeatHasTheWholeOutline() throws {
    let outline = box(116, 40, 117, 41)
    let cells = try ThiessenCells.cells(of: [at(110, 30)], within: outline)
    #expect(cells.count == 1)
    #expect(
      relativeDifference(Geodesic.area(of: cells[0]).squareMetres, Geodesic.area(of: outline).squareMetres) < 1e-9)
  }

  @Test func seatsInOnePlaceShareTheCellOfTheFirst() throws {
    let outline = box(116, 40, 117, 41)
    let near = Geodesic.destination(from: at(116.2, 40.5), azimuth: 90, distance: .metres(0.5))
    let cells = try ThiessenCells.cells(of: [at(116.2, 40.5), at(116.8, 40.5), near], within: outline)
    #expect(!cells[0].isEmpty && !cells[1].isEmpty && cells[2].isEmpty)
    let halves = Geodesic.area(of: cells[0]).squareMetres / Geodesic.area(of: cells[1]).squareMetres
    #expect(abs(halves - 1) < 1e-3)
    #expect(try ThiessenCells.cells(of: [], within: outline).isEmpty)
  }

  @Test func seatsOnALineAndOnALattice() throws {
    let outline = box(116, 40, 117, 41)
    let line = (1...9).map { at(116 + Double($0) / 10, 40.5) }
    let lattice = (1...6).flatMap { x in (1...6).map { y in at(116 + Double(x) / 7, 40 + Double(y) / 7) } }
    for seats in [line, lattice] {
      let cells = try ThiessenCells.cells(of: seats, within: outline)
      #expect(cells.allSatisfy { !$0.isEmpty })
      let sum = cells.reduce(0) { $0 + Geodesic.area(of: $1).squareMetres }
      #expect(relativeDifference(sum, Geodesic.area(of: outline).squareMetres) < 1e-8)
    }
  }
}
