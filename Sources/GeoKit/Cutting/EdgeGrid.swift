/// The edges of some polygons sorted into square cells, with the side on which the middle of each cell lies.
///
/// An edge is known by the index of its first corner in the flat points. Places outside the grid belong to its outermost
/// cells, which hold no edge.
struct EdgeGrid: Sendable {
  let origin: SIMD2<Double>
  let side: Double
  let columns: Int
  let rows: Int
  /// Where the edges of each cell begin in `edges`, one more than there are cells.
  let starts: [Int32]
  let edges: [Int32]
  /// Whether the middle of each cell lies inside the polygons.
  let isInside: [Bool]

  init(_ polygons: PlanarPolygons) {
    let box = polygons.envelope ?? PlanarBox(low: .zero, high: .zero)
    let size = box.high - box.low
    // About two cells for each edge: boundaries are lines, so most cells are empty and most edges alone.
    let wanted = Double(max(16, 2 * polygons.points.count))
    let side = max((size.x * size.y / wanted).squareRoot(), max(size.x, size.y) / 4096, 1)
    let origin = box.low - SIMD2(repeating: 1.5 * side)
    let columns = Int(size.x / side) + 4
    let rows = Int(size.y / side) + 4

    func forEachCell(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ body: (Int) -> Void) {
      let low = (pointwiseMin(a, b) - origin) / side
      let high = (pointwiseMax(a, b) - origin) / side
      for row in Int(low.y)...Int(high.y) {
        for column in Int(low.x)...Int(high.x) { body(row * columns + column) }
      }
    }
    var starts = [Int32](repeating: 0, count: columns * rows + 1)
    polygons.forEachEdge { _, a, b in forEachCell(a, b) { starts[$0 + 1] += 1 } }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var edges = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var next = starts
    polygons.forEachEdge { edge, a, b in
      forEachCell(a, b) { cell in
        edges[Int(next[cell])] = Int32(edge)
        next[cell] += 1
      }
    }

    // Along the middle of each row, every edge crossed turns inside into outside.
    var crossings = [[Double]](repeating: [], count: rows)
    polygons.forEachEdge { _, a, b in
      guard a.y != b.y else { return }
      let low = Int(((min(a.y, b.y) - origin.y) / side - 0.5).rounded(.down))
      let high = Int(((max(a.y, b.y) - origin.y) / side - 0.5).rounded(.up))
      for row in low...high {
        let y = origin.y + (Double(row) + 0.5) * side
        guard (a.y > y) != (b.y > y) else { continue }
        crossings[row].append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
      }
    }
    var isInside = [Bool](repeating: false, count: columns * rows)
    for row in 0..<rows {
      crossings[row].sort()
      var passed = 0
      for column in 0..<columns {
        let x = origin.x + (Double(column) + 0.5) * side
        while passed < crossings[row].count, crossings[row][passed] < x { passed += 1 }
        isInside[row * columns + column] = passed & 1 == 1
      }
    }
    self.origin = origin
    self.side = side
    self.columns = columns
    self.rows = rows
    self.starts = starts
    self.edges = edges
    self.isInside = isInside
  }

  /// The column and row of a place.
  @inline(__always)
  func position(_ point: SIMD2<Double>) -> SIMD2<Int32> {
    let cell = (point - origin) / side
    return SIMD2(
      Int32(max(0, min(cell.x, Double(columns - 1)))), Int32(max(0, min(cell.y, Double(rows - 1)))))
  }

  /// The number of the cell in a column and row.
  @inline(__always)
  func cell(_ position: SIMD2<Int32>) -> Int { Int(position.y) * columns + Int(position.x) }

  /// True when no edge touches a cell between two corners of the grid, these included.
  func isEmpty(from low: SIMD2<Int32>, to high: SIMD2<Int32>) -> Bool {
    for row in low.y...high.y {
      if starts[cell(SIMD2(low.x, row))] != starts[cell(SIMD2(high.x, row)) + 1] { return false }
    }
    return true
  }

  /// Whether a place lies inside the polygons that the grid was made of; on an edge either may be the answer.
  func contains(_ point: SIMD2<Double>, _ points: [SIMD2<Double>]) -> Bool {
    let position = position(point)
    let cell = cell(position)
    var inside = isInside[cell]
    let range = Int(starts[cell])..<Int(starts[cell + 1])
    guard !range.isEmpty else { return inside }
    // Walk from the place along x to the middle column, then along y to the middle: both legs stay in the cell.
    let middle = origin + (SIMD2(Double(position.x), Double(position.y)) + 0.5) * side
    let lowX = min(point.x, middle.x)
    let highX = max(point.x, middle.x)
    let lowY = min(point.y, middle.y)
    let highY = max(point.y, middle.y)
    for index in range {
      let edge = Int(edges[index])
      let a = points[edge]
      let b = points[edge + 1]
      if (a.y > point.y) != (b.y > point.y) {
        let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
        if lowX <= x, x < highX { inside.toggle() }
      }
      if (a.x > middle.x) != (b.x > middle.x) {
        let y = a.y + (middle.x - a.x) / (b.x - a.x) * (b.y - a.y)
        if lowY <= y, y < highY { inside.toggle() }
      }
    }
    return inside
  }
}

extension PlanarPolygons {
  /// Calls `body` with each edge: the index of its first corner, and both corners.
  @inline(__always)
  func forEachEdge(_ body: (Int, SIMD2<Double>, SIMD2<Double>) -> Void) {
    points.withUnsafeBufferPointer { points in
      for ring in ringEnds.indices {
        for edge in pointRange(ring: ring).dropLast() { body(edge, points[edge], points[edge + 1]) }
      }
    }
  }
}
