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
    var shells: [[Int]] = []
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
          if Self.twiceTheArea(ring, width) > 0 { shells.append(ring) } else { holes.append(ring) }
        }
      }
    }
    func coordinates(_ ring: [Int]) -> Ring {
      var line = ring.map { frame.corner(row: Double($0 / width), column: Double($0 % width)) }
      if let first = line.first { line.append(first) }
      return Ring(line)
    }
    var holesOfShell = [[Ring]](repeating: [], count: shells.count)
    for (hole, shell) in zip(holes, Self.shells(of: holes, in: shells, width)) where shell >= 0 {
      holesOfShell[shell].append(coordinates(hole))
    }
    area = MultiPolygon(shells.indices.map { Polygon(shell: coordinates(shells[$0]), holes: holesOfShell[$0]) })
  }

  /// The shell around each hole: from the hole's north-west corner west over cells inside, up to the first edge. It is
  /// the shell's, or that of a hole further north or west whose shell is known.
  private static func shells(of holes: [[Int]], in shells: [[Int]], _ width: Int) -> [Int] {
    // By the corner at its north end, the ring of each edge with the inside to the east: holes after the shells.
    var ringOfEdge: [Int: Int] = [:]
    for (number, ring) in (shells + holes).enumerated() {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) where from % width == to % width && to > from {
        for corner in stride(from: from, to: to, by: width) { ringOfEdge[corner] = number }
      }
    }
    let corners = holes.map { $0.min() ?? 0 }
    var owners = [Int](repeating: -1, count: holes.count)
    for hole in holes.indices.sorted(by: { corners[$0] < corners[$1] }) {
      var corner = corners[hole] - 1
      while corner >= 0, ringOfEdge[corner] == nil { corner -= 1 }
      guard let number = ringOfEdge[corner] else { continue }
      owners[hole] = number < shells.count ? number : owners[number - shells.count]
    }
    return owners
  }

  /// Above zero where the inside is on the left; rows count southward.
  private static func twiceTheArea(_ ring: [Int], _ width: Int) -> Int {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) { sum, side in
      sum + (side.1 % width) * (side.0 / width) - (side.0 % width) * (side.1 / width)
    }
  }
}
