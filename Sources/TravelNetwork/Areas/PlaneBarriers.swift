import CReach

/// The barriers around an area, in its plane.
struct PlaneBarriers: Sendable {
  private let lines: [Sight.Line]
  private let cells: SegmentCells<Int32>

  /// Units of the cells for each length of the plane, and the side of a cell in units: a square of the tracer's.
  private static let units = 16.0
  private static let cell = 640 * 16

  /// Those of the graph that may stand between what the runs reach and their roads; nil where there are none.
  init?(_ barriers: Barriers, around runs: borrowing ReachRuns, _ plane: AreaPlane) {
    if barriers.isEmpty || runs.pieces.count == 0 { return nil }
    var (west, south, east, north) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for index in 0..<runs.pieces.count {
      let piece = runs.pieces[index]
      let reach = max(piece.reach, piece.end_reach, 0)
      (west, east) = (min(west, piece.x - reach, piece.end_x - reach), max(east, piece.x + reach, piece.end_x + reach))
      (south, north) = (
        min(south, piece.y - reach, piece.end_y - reach), max(north, piece.y + reach, piece.end_y + reach)
      )
    }
    let (southWest, northEast) = (plane.coordinate(west, south), plane.coordinate(east, north))
    let near = barriers.pieces(
      in: (
        Int((southWest.longitude * 1e7).rounded(.down)), Int((southWest.latitude * 1e7).rounded(.down)),
        Int((northEast.longitude * 1e7).rounded(.up)), Int((northEast.latitude * 1e7).rounded(.up))
      ))
    if near.isEmpty { return nil }
    let lines = near.map { piece in
      let begin = plane.place(piece.longitude, piece.latitude)
      let end = plane.place(piece.endLongitude, piece.endLatitude)
      return Sight.Line((begin.x, begin.y), (end.x, end.y))
    }
    self.lines = lines
    let rows = (
      Self.unit(lines.lazy.map { min($0.ay, $0.by) }.min() ?? 0),
      Self.unit(lines.lazy.map { max($0.ay, $0.by) }.max() ?? 0)
    )
    cells = SegmentCells(cell: Self.cell, rows: rows, capacity: lines.count * 2) { add in
      for (number, line) in lines.enumerated() {
        add(
          Self.unit(line.ax), Self.unit(line.ay), Self.unit(line.bx), Self.unit(line.by),
          Int32(truncatingIfNeeded: number))
      }
    }
  }

  private static func unit(_ length: Double) -> Int { Int((length * units).rounded(.down)) }

  /// A box in the plane.
  struct Box {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    /// The same with a piece of road in it.
    @inline(__always)
    mutating func extend(to piece: reach_piece) {
      (west, east) = (min(west, piece.x, piece.end_x), max(east, piece.x, piece.end_x))
      (south, north) = (min(south, piece.y, piece.end_y), max(north, piece.y, piece.end_y))
    }
  }

  @inline(__always)
  private func has(_ box: Box, _ isWanted: (Int32) -> Bool) -> Bool {
    cells.has(
      west: Self.unit(box.west), south: Self.unit(box.south), east: Self.unit(box.east), north: Self.unit(box.north)
    ) { lines[Int($0)].mayMeet(box.west, box.south, box.east, box.north) && isWanted($0) }
  }

  /// Whether a barrier may meet the box.
  func meets(_ box: Box) -> Bool { has(box) { _ in true } }

  /// Those that may meet the box.
  func lines(_ box: Box) -> [Sight.Line] {
    var numbers: Set<Int32> = []
    _ = has(box) { number in
      numbers.insert(number)
      return false
    }
    return numbers.sorted().map { lines[Int($0)] }
  }
}
