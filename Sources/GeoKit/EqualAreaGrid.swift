import CGEOS

/// An outline divided into square cells of equal area, those at the border cut along it.
///
/// Rural people are spread over such cells. The cells lie in rows from south to north, each from west to east, in a
/// local equal-area frame around the middle of the outline, and their areas add up to that of the outline.
public struct EqualAreaGrid: Sendable {
  /// A square, or what of it lies within the outline.
  public struct Cell: Hashable, Sendable {
    /// The middle of the cell, or some point inside its part within the outline when the middle is not.
    public var centre: Coordinate
    /// The area of the cell within the outline.
    public var area: Area
  }

  /// From south to north, each row from west to east.
  public let cells: [Cell]

  /// - Parameter side: the side of a whole cell, whose area is its square.
  /// - Throws: `GeoKitError.notPositive` for a side that is not positive or so short that there were more than ten
  ///   million cells.
  public init(within outline: MultiPolygon, side: Distance) throws(GeoKitError) {
    let frame = LocalFrame(around: [outline])
    let shape = try frame.shape(of: outline)
    guard let box = shape.box else {
      cells = []
      return
    }
    let extent = (box.high - box.low) / side.metres
    guard side.metres > 0, side.metres.isFinite, (extent.x + 2) * (extent.y + 2) < 1e7 else {
      throw .notPositive(parameter: "side", value: side.metres)
    }
    let lattice = Lattice(box: box, side: side.metres)
    let isCut = lattice.cellsOnBorder(of: shape.polygons)
    let context = GEOSContext.current
    let whole = try context.multiPolygon(shape.polygons)
    var cells: [Cell] = []
    for row in 0..<lattice.rows {
      let columns = 0..<lattice.columns
      let first = row * lattice.columns
      var strip: GEOSGeometry?
      if columns.contains(where: { isCut[first + $0] }) {
        let band = try context.rectangle(lattice.rowBox(row))
        strip = try context.geometry("intersection") { GEOSIntersection_r($0, whole.pointer, band.pointer) }
      }
      for column in columns {
        let cell = lattice.cellBox(row, column)
        let middle = (cell.low + cell.high) / 2
        if let pointer = strip?.pointer, isCut[first + column] {
          let square = try context.rectangle(cell)
          let part = try context.geometry("intersection") { GEOSIntersection_r($0, pointer, square.pointer) }
          let pieces = try context.planarPolygons(part)
          let area = pieces.area
          guard area > 0 else { continue }
          let centre = try context.middle(of: pieces, wanted: middle)
          cells.append(Cell(centre: frame.coordinate(at: centre), area: Area(squareMetres: area)))
        } else if shape.edges.position(of: middle, in: shape.polygons.points) == .inside {
          let area = Area(squareMetres: side.metres * side.metres)
          cells.append(Cell(centre: frame.coordinate(at: middle), area: area))
        }
      }
    }
    self.cells = cells
  }
}

/// Squares of the plane that cover a box, with the frame's centre on a corner.
private struct Lattice {
  let side: Double
  let origin: SIMD2<Double>
  let columns: Int
  let rows: Int

  init(box: PlanarBox, side: Double) {
    self.side = side
    origin = (box.low / side).rounded(.down) * side
    let count = ((box.high - origin) / side).rounded(.down) + 1
    columns = Int(count.x)
    rows = Int(count.y)
  }

  func cellBox(_ row: Int, _ column: Int) -> PlanarBox {
    let low = origin + SIMD2(Double(column), Double(row)) * side
    return PlanarBox(low: low, high: origin + SIMD2(Double(column + 1), Double(row + 1)) * side)
  }

  func rowBox(_ row: Int) -> PlanarBox {
    var box = cellBox(row, 0)
    box.extend(cellBox(row, columns - 1).high)
    return box
  }

  /// The cells that an edge may pass through; cells that only share the edge's box are taken along in short steps.
  func cellsOnBorder(of shapes: PlanarPolygons) -> [Bool] {
    var isCut = [Bool](repeating: false, count: rows * columns)
    for ring in shapes.ringEnds.indices {
      let range = shapes.pointRange(ring: ring)
      for index in range.dropLast() {
        let a = shapes.points[index]
        let edge = shapes.points[index + 1] - a
        let longest = max(abs(edge.x), abs(edge.y))
        let steps = max(1, Int((longest / side).rounded(.up)))
        for step in 0..<steps {
          let from = a + edge * (Double(step) / Double(steps))
          let to = a + edge * (Double(step + 1) / Double(steps))
          mark(pointwiseMin(from, to), pointwiseMax(from, to), &isCut)
        }
      }
    }
    return isCut
  }

  private func mark(_ low: SIMD2<Double>, _ high: SIMD2<Double>, _ isCut: inout [Bool]) {
    // A hair's breadth more, so that rounding cannot miss a cell.
    let margin = side * 1e-9
    let first = ((low - origin - margin) / side).rounded(.down)
    let last = ((high - origin + margin) / side).rounded(.down)
    for row in max(0, Int(first.y))...min(rows - 1, max(0, Int(last.y))) {
      for column in max(0, Int(first.x))...min(columns - 1, max(0, Int(last.x))) {
        isCut[row * columns + column] = true
      }
    }
  }
}

extension GEOSContext {
  /// The wanted point where the pieces hold it, and otherwise a point inside the largest piece.
  fileprivate func middle(of pieces: PlanarPolygons, wanted: SIMD2<Double>) throws(GeoKitError) -> SIMD2<Double> {
    if EdgeHierarchy(pieces).position(of: wanted, in: pieces.points) == .inside { return wanted }
    var largest = 0
    for polygon in pieces.polygonEnds.indices.dropFirst()
    where pieces.area(polygon: polygon) > pieces.area(polygon: largest) {
      largest = polygon
    }
    return try pointInside(pieces, largest)
  }
}
