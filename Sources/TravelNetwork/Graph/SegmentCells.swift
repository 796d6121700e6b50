/// Straight pieces on a plane, found by where they are: in square cells, row by row, each row sorted by column.
///
/// Coordinates are whole units, those of the piece and of the question alike.
package struct SegmentCells<Item: Sendable>: Sendable {
  private let cell: Int
  private let firstRow: Int
  private let rowStarts: [Int32]
  private let columns: [Int32]
  private let items: [Item]

  private static func cellNumber(_ units: Int, _ cell: Int) -> Int {
    units >= 0 ? units / cell : (units - cell + 1) / cell
  }

  /// - Parameters:
  ///   - cell: the side of a cell, in units; no coordinate is as great as a million cells.
  ///   - rows: the least and the greatest northward coordinate.
  ///   - fill: hands over each piece, from one end to the other.
  package init(
    cell: Int, rows: (Int, Int), capacity: Int,
    _ fill: (_ add: (_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, Item) -> Void) -> Void
  ) {
    self.cell = cell
    let lowest = Self.cellNumber(rows.0, cell)
    let highest = Self.cellNumber(rows.1, cell)
    firstRow = lowest
    var cells: [(row: Int32, column: Int32, item: Item)] = []
    cells.reserveCapacity(capacity)
    var counts = [Int32](repeating: 0, count: highest - lowest + 2)
    fill { x1, y1, x2, y2, item in
      Self.forEachCell(x1, y1, x2, y2, cell) { row, column in
        cells.append((Int32(row - lowest), Int32(column), item))
        counts[row - lowest + 1] += 1
      }
    }
    for row in 0..<counts.count - 1 { counts[row + 1] += counts[row] }
    rowStarts = counts
    var keys = [UInt64](repeating: 0, count: cells.count)
    for (index, cell) in cells.enumerated() {
      // The offset makes western columns sort first.
      keys[Int(counts[Int(cell.row)])] = UInt64(Int(cell.column) + 1 << 20) << 32 | UInt64(index)
      counts[Int(cell.row)] += 1
    }
    for row in 0..<rowStarts.count - 1 { keys[Int(rowStarts[row])..<Int(rowStarts[row + 1])].sort() }
    columns = keys.map { Int32(Int($0 >> 32) - 1 << 20) }
    items = keys.map { cells[Int($0 & 0xffff_ffff)].item }
  }

  /// The cells that a piece passes, row by row.
  private static func forEachCell(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ cell: Int, _ body: (Int, Int) -> Void) {
    let (row1, row2) = (cellNumber(min(y1, y2), cell), cellNumber(max(y1, y2), cell))
    if abs(x2 - x1) > 1_800_000_000 {
      // Across the antimeridian: its two ends.
      body(cellNumber(y1, cell), cellNumber(x1, cell))
      body(cellNumber(y2, cell), cellNumber(x2, cell))
      return
    }
    for row in row1...row2 {
      var (west, east) = (min(x1, x2), max(x1, x2))
      if row1 != row2 && y1 != y2 {
        let low = max(min(y1, y2), row * cell)
        let high = min(max(y1, y2), (row + 1) * cell)
        let slope = Double(x2 - x1) / Double(y2 - y1)
        let xa = Double(x1) + Double(low - y1) * slope
        let xb = Double(x1) + Double(high - y1) * slope
        west = max(west, Int(min(xa, xb)) - 1)
        east = min(east, Int(max(xa, xb)) + 1)
      }
      for column in cellNumber(west, cell)...cellNumber(max(west, east), cell) { body(row, column) }
    }
  }

  /// Whether `isWanted` of any piece that may meet the box, some of them more than once; none is asked after the first.
  @inline(__always)
  package func has(west: Int, south: Int, east: Int, north: Int, _ isWanted: (Item) -> Bool) -> Bool {
    guard !items.isEmpty else { return false }
    let rows = Self.cellNumber(south, cell)...Self.cellNumber(north, cell)
    let (west, east) = (Self.cellNumber(west, cell), Self.cellNumber(east, cell))
    for row in rows where row >= firstRow && row - firstRow < rowStarts.count - 1 {
      let end = Int(rowStarts[row - firstRow + 1])
      var low = Int(rowStarts[row - firstRow])
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if Int(columns[middle]) < west { low = middle + 1 } else { high = middle }
      }
      while low < end, Int(columns[low]) <= east {
        if isWanted(items[low]) { return true }
        low += 1
      }
    }
    return false
  }
}
