import GeoKit

extension CostDistance {
  /// The cells that each owner reaches within the limit (`<=`) before any other, as outlines along their edges.
  ///
  /// Cells that touch only at a corner are separate polygons, and every ring is simple; areas of different owners
  /// share their edges exactly.
  public func areas(ownerCount: Int, within limit: Duration) -> [MultiPolygon] {
    let most = Float(limit.seconds)
    return (0..<ownerCount).map { owner in
      GridOutline(frame) { cell in owners[cell] == Int32(owner) && seconds[cell] <= most }.area
    }
  }

  /// All cells that are reached within the limit (`<=`).
  public func area(within limit: Duration) -> MultiPolygon {
    let most = Float(limit.seconds)
    return GridOutline(frame) { seconds[$0] <= most }.area
  }
}

/// The outline of a set of cells.
private struct GridOutline {
  private(set) var area = MultiPolygon()

  init(_ frame: GridFrame, _ isInside: (Int) -> Bool) {
    let width = frame.columns + 1
    // Directed cell edges with the inside on the left, by their first corner: bit 0 east, 1 north, 2 west, 3 south.
    var edges = [UInt8](repeating: 0, count: (frame.rows + 1) * width)
    for row in 0..<frame.rows {
      for column in 0..<frame.columns where isInside(row * frame.columns + column) {
        func open(_ dr: Int, _ dc: Int) -> Bool {
          let (r, c) = (row + dr, column + dc)
          return r < 0 || c < 0 || r >= frame.rows || c >= frame.columns || !isInside(r * frame.columns + c)
        }
        if open(1, 0) { edges[(row + 1) * width + column] |= 1 }
        if open(0, 1) { edges[(row + 1) * width + column + 1] |= 2 }
        if open(-1, 0) { edges[row * width + column + 1] |= 4 }
        if open(0, -1) { edges[row * width + column] |= 8 }
      }
    }
    let moves = [1, -width, -1, width]
    var shells: [(ring: [Int], box: (Int, Int, Int, Int), size: Int)] = []
    var holes: [[Int]] = []
    for start in edges.indices {
      while edges[start] != 0 {
        var ring: [Int] = []
        var at = start
        var heading = edges[start].trailingZeroBitCount
        repeat {
          edges[at] &= ~(1 << UInt8(heading))
          let to = at + moves[heading]
          let before = heading
          at = to
          if at == start && edges[at] == 0 {
            heading = -1
          } else {
            // Turn left first: at a corner where two cells touch, each keeps its own outline.
            let turns = [(before + 1) % 4, before, (before + 3) % 4]
            heading = turns.first { edges[at] & (1 << UInt8($0)) != 0 } ?? -1
          }
          if heading != before { ring.append(at) }
        } while heading >= 0 && !(at == start && ring.count > 1 && ring.first == start)
        // Where two cells outside touch at a corner, the line around them passes it twice.
        for ring in simpleRings(ring) {
          let twice = Self.twiceTheArea(ring, width)
          if twice > 0 {
            let columns = ring.map { $0 % width }
            let rows = ring.map { $0 / width }
            shells.append(
              (ring, (columns.min() ?? 0, columns.max() ?? 0, rows.min() ?? 0, rows.max() ?? 0), twice))
          } else {
            holes.append(ring)
          }
        }
      }
    }
    func coordinates(_ ring: [Int]) -> Ring {
      var line = ring.map { frame.corner(row: Double($0 / width), column: Double($0 % width)) }
      if let first = line.first { line.append(first) }
      return Ring(line)
    }
    var holesOfShell = [[Ring]](repeating: [], count: shells.count)
    let bySize = shells.indices.sorted { (shells[$0].size, $0) < (shells[$1].size, $1) }
    for hole in holes {
      // A point just inside the hole's first corner belongs to the smallest shell around it.
      let (x, y) = (hole[0] % width, hole[0] / width)
      let owner = bySize.first { index in
        let box = shells[index].box
        return x >= box.0 && x <= box.1 && y >= box.2 && y <= box.3
          && Self.contains(shells[index].ring, width, hole)
      }
      if let owner { holesOfShell[owner].append(coordinates(hole)) }
    }
    area = MultiPolygon(
      shells.indices.map { Polygon(shell: coordinates(shells[$0].ring), holes: holesOfShell[$0]) })
  }

  /// Above zero where the inside is on the left; rows count southward.
  private static func twiceTheArea(_ ring: [Int], _ width: Int) -> Int {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) { sum, side in
      sum + (side.1 % width) * (side.0 / width) - (side.0 % width) * (side.1 / width)
    }
  }

  /// Whether the middle of the hole's lowest-left cell is inside the ring, by crossings to the east.
  private static func contains(_ ring: [Int], _ width: Int, _ hole: [Int]) -> Bool {
    let top = hole.map { $0 / width }.min() ?? 0
    let left = hole.filter { $0 / width == top }.map { $0 % width }.min() ?? 0
    let (x, y) = (Double(left) + 0.5, Double(top) + 0.5)
    var isInside = false
    var a = ring[ring.count - 1]
    for b in ring {
      let (ya, yb) = (Double(a / width), Double(b / width))
      if (ya > y) != (yb > y), Double(a % width) > x { isInside.toggle() }
      a = b
    }
    return isInside
  }
}
