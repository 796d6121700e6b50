/// What share of each cell of a grid an area covers, exactly: signed areas under the edges, added up along each row.
///
/// The method is that of font renderers (Levien's font-rs, after Carpenter's A-buffer): an edge adds the area between it
/// and the right border of the grid, upward edges with the opposite sign of downward ones, so that one running sum per
/// row gives each cell's share without cutting a polygon.
struct CellShares {
  /// The columns and rows that the area touches, within the grid.
  let columns: Range<Int>
  let rows: Range<Int>
  /// Row by row from the top; 0 to 1.
  private(set) var shares: [Double]

  /// Shares this near to none or all are none or all: rounding leaves no cell with a hair of people.
  private static let hair = 1e-9

  /// - Parameters:
  ///   - rings: in columns and rows of the grid, x to the right and y down; a ring's inside counts once, whichever way
  ///     it turns.
  ///   - holes: the same, taken out.
  ///   - width: columns of the grid.
  ///   - height: rows of the grid.
  init(rings: [[SIMD2<Double>]], holes: [[SIMD2<Double>]], width: Int, height: Int) {
    let corners = rings.joined()
    func range(_ values: some Sequence<Double>, _ count: Int) -> Range<Int> {
      var (low, high) = (Double.infinity, -Double.infinity)
      for value in values { (low, high) = (min(low, value), max(high, value)) }
      let first = Int(min(max(low, 0), Double(count)).rounded(.down))
      let last = Int(max(min(high, Double(count)), 0).rounded(.up))
      return first..<max(first, last)
    }
    columns = range(corners.lazy.map(\.x), width)
    rows = range(corners.lazy.map(\.y), height)
    // Two cells more per row take what an edge at the right border adds beyond it.
    let stride = columns.count + 2
    var sums = [Double](repeating: 0, count: stride * rows.count)
    let origin = SIMD2(Double(columns.lowerBound), Double(rows.lowerBound))
    let size = SIMD2(Double(columns.count), Double(rows.count))
    sums.withUnsafeMutableBufferPointer { sums in
      for (ring, sign) in rings.map({ ($0, 1.0) }) + holes.map({ ($0, -1.0) }) {
        let turn = Self.doubledArea(ring) >= 0 ? sign : -sign
        for (a, b) in zip(ring, ring.dropFirst()) {
          Self.add(a - origin, b - origin, turn, size, stride, sums)
        }
      }
    }
    shares = [Double](repeating: 0, count: columns.count * rows.count)
    for row in 0..<rows.count {
      var sum = 0.0
      for column in 0..<columns.count {
        sum += sums[row * stride + column]
        shares[row * columns.count + column] = sum < Self.hair ? 0 : sum > 1 - Self.hair ? 1 : sum
      }
    }
  }

  /// 0 outside the touched part of the grid.
  func share(row: Int, column: Int) -> Double {
    guard rows.contains(row), columns.contains(column) else { return 0 }
    return shares[(row - rows.lowerBound) * columns.count + column - columns.lowerBound]
  }

  /// Calls `body` with row and column of each cell that is covered in part or whole, and the share.
  func forEach(_ body: (_ row: Int, _ column: Int, _ share: Double) -> Void) {
    var at = 0
    for row in rows {
      for column in columns {
        let share = shares[at]
        at += 1
        if share > 0 { body(row, column, share) }
      }
    }
  }

  private static func doubledArea(_ ring: [SIMD2<Double>]) -> Double {
    guard let origin = ring.first else { return 0 }
    return zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
      let (a, b) = (edge.0 - origin, edge.1 - origin)
      // Positive for a ring whose left side, y down, goes down: its edges then add the inside.
      return sum + a.y * b.x - a.x * b.y
    }
  }

  /// Adds one edge, cut at the left and right border: what lies left of the grid adds to whole rows, what lies right of
  /// it to nothing.
  private static func add(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ sign: Double, _ size: SIMD2<Double>, _ stride: Int,
    _ sums: UnsafeMutableBufferPointer<Double>
  ) {
    for border in [0, size.x] where (a.x < border && b.x > border) || (a.x > border && b.x < border) {
      let middle = SIMD2(border, a.y + (b.y - a.y) * (border - a.x) / (b.x - a.x))
      add(a, middle, sign, size, stride, sums)
      add(middle, b, sign, size, stride, sums)
      return
    }
    let direction = a.y < b.y ? sign : -sign
    let (top, bottom) = a.y < b.y ? (a, b) : (b, a)
    let (first, last) = (max(top.y, 0), min(bottom.y, size.y))
    guard first < last else { return }
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    func x(at y: Double) -> Double { min(max(top.x + (y - top.y) * slope, 0), size.x) }
    for row in Int(first)..<Int(last.rounded(.up)) {
      let (start, end) = (max(first, Double(row)), min(last, Double(row + 1)))
      guard start < end else { continue }
      addRow(x(at: start), x(at: end), height: (end - start) * direction, row * stride, sums)
    }
  }

  /// Adds a piece of an edge within one row: to each cell the area right of the piece in it, to the cell after the last
  /// what completes the height.
  private static func addRow(
    _ a: Double, _ b: Double, height: Double, _ offset: Int, _ sums: UnsafeMutableBufferPointer<Double>
  ) {
    let (left, right) = (min(a, b), max(a, b))
    let first = Int(left)
    let last = max(first, Int(right.rounded(.up)) - 1)
    if first == last {
      let mean = (left + right) / 2 - Double(first)
      sums[offset + first] += height * (1 - mean)
      sums[offset + first + 1] += height * mean
      return
    }
    // The height that the piece has risen at the right border of each cell, and the mean of it over the cell.
    let slope = 1 / (right - left)
    var before = 0.0
    for cell in first...last {
      let entry = max(left, Double(cell))
      let exit = min(right, Double(cell + 1))
      let risenIn = (entry - left) * slope
      let risenOut = (exit - left) * slope
      // Right of the piece: the trapezium under it in the cell, and all of the cell beyond its end.
      let area = (risenIn + risenOut) / 2 * (exit - entry) + risenOut * (Double(cell + 1) - exit)
      sums[offset + cell] += height * (area - before)
      before = area
    }
    sums[offset + last + 1] += height * (1 - before)
  }
}
