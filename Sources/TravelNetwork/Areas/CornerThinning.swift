/// Leaves out corners of an outline that matter little (after Visvalingam and Whyatt, The Cartographic Journal 1993).
///
/// A corner is left out with the triangle that it makes with its neighbours: the least triangles first, as long as
/// together they are no more than a share of the area, no outline moves by more than a distance, and no other corner lies
/// in the triangle, so that rings neither touch nor cross. What is drawn wrong afterwards is no more than the sum of
/// the triangles.
struct CornerThinning {
  typealias Point = (x: Double, y: Double)

  private let points: [Point]
  private var next: [Int32]
  private var previous: [Int32]
  private var isLeft: [Bool]
  /// By how much the outline may have moved between a corner and the one before it.
  private var drift: [Double]
  private var cornersLeft: [Int]
  private let ringOf: [Int32]
  private let grid: PointGrid

  /// The rings with fewer corners; none with fewer than four.
  ///
  /// - Parameters:
  ///   - share: of the area within all rings, the most that may change.
  ///   - distance: the most that an outline may move.
  static func thinned(_ rings: [[Point]], share: Double, distance: Double) -> [[Point]] {
    var thinning = CornerThinning(rings)
    thinning.run(budget: share * abs(rings.reduce(0) { $0 + area($1) }), distance: distance)
    return thinning.rings
  }

  private static func area(_ ring: [Point]) -> Double {
    guard var before = ring.last, let origin = ring.first else { return 0 }
    var twice = 0.0
    for point in ring {
      twice += (before.x - origin.x) * (point.y - origin.y) - (point.x - origin.x) * (before.y - origin.y)
      before = point
    }
    return twice / 2
  }

  private init(_ rings: [[Point]]) {
    points = rings.flatMap { $0 }
    next = []
    previous = []
    var ringOf: [Int32] = []
    for (number, ring) in rings.enumerated() {
      let first = Int32(next.count)
      for index in ring.indices {
        next.append(first + Int32((index + 1) % ring.count))
        previous.append(first + Int32((index + ring.count - 1) % ring.count))
        ringOf.append(Int32(number))
      }
    }
    self.ringOf = ringOf
    isLeft = [Bool](repeating: true, count: points.count)
    drift = [Double](repeating: 0, count: points.count)
    cornersLeft = rings.map(\.count)
    grid = PointGrid(points)
  }

  private mutating func run(budget: Double, distance: Double) {
    var left = budget
    var candidates = Array(0..<Int32(points.count))
    while !candidates.isEmpty {
      var order: [(area: Double, corner: Int32)] = []
      for corner in candidates where isLeft[Int(corner)] {
        let (area, height) = triangle(corner)
        if area <= left, height <= distance { order.append((area, corner)) }
      }
      order.sort { ($0.area, $0.corner) < ($1.area, $1.corner) }
      // A corner whose neighbour has gone in this round is looked at again in the next.
      var touched = Set<Int32>()
      for (area, corner) in order where area <= left && !touched.contains(corner) {
        let (a, c) = (previous[Int(corner)], next[Int(corner)])
        guard cornersLeft[Int(ringOf[Int(corner)])] > 4, isEmpty(a, corner, c) else { continue }
        let moved = max(drift[Int(corner)], drift[Int(c)]) + triangle(corner).height
        if moved > distance { continue }
        isLeft[Int(corner)] = false
        cornersLeft[Int(ringOf[Int(corner)])] -= 1
        next[Int(a)] = c
        previous[Int(c)] = a
        drift[Int(c)] = moved
        left -= area
        touched.insert(a)
        touched.insert(c)
      }
      candidates = touched.sorted()
    }
  }

  /// The area that goes with the corner, and how far it lies from the line between its neighbours.
  private func triangle(_ corner: Int32) -> (area: Double, height: Double) {
    let (a, b, c) = (points[Int(previous[Int(corner)])], points[Int(corner)], points[Int(next[Int(corner)])])
    let (dx, dy) = (c.x - a.x, c.y - a.y)
    let twice = abs((b.x - a.x) * dy - (b.y - a.y) * dx)
    let base = (dx * dx + dy * dy).squareRoot()
    // Where the foot lies outside the base, the nearest end of it counts.
    let along = (b.x - a.x) * dx + (b.y - a.y) * dy
    let (toA, toC) = (
      ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot(),
      ((b.x - c.x) * (b.x - c.x) + (b.y - c.y) * (b.y - c.y)).squareRoot()
    )
    let height = base == 0 || along < 0 ? toA : along > base * base ? toC : twice / base
    return (twice / 2, height)
  }

  /// Whether no other corner lies in the triangle or on its edge.
  private func isEmpty(_ i: Int32, _ j: Int32, _ k: Int32) -> Bool {
    let (a, b, c) = (points[Int(i)], points[Int(j)], points[Int(k)])
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    let sign = side(a, b, c) < 0 ? -1.0 : 1
    // A centimetre beside the triangle counts as in it, for corners are rounded when they are written.
    let room = 0.02 * max(abs(b.x - a.x) + abs(b.y - a.y), abs(c.x - a.x) + abs(c.y - a.y), 1)
    return grid.allSatisfy(
      west: min(a.x, b.x, c.x) - 0.05, east: max(a.x, b.x, c.x) + 0.05, south: min(a.y, b.y, c.y) - 0.05,
      north: max(a.y, b.y, c.y) + 0.05
    ) { number in
      if number == i || number == j || number == k || !isLeft[Int(number)] { return true }
      let p = points[Int(number)]
      return side(a, b, p) * sign < -room || side(b, c, p) * sign < -room || side(c, a, p) * sign < -room
    }
  }

  private var rings: [[Point]] {
    var rings = [[Point]](repeating: [], count: cornersLeft.count)
    for index in points.indices where isLeft[index] { rings[Int(ringOf[index])].append(points[index]) }
    return rings
  }
}

/// Points in square cells, about one in each.
private struct PointGrid {
  private let points: [CornerThinning.Point]
  private let west: Double
  private let south: Double
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private let first: [Int32]
  private let numbers: [Int32]

  init(_ points: [CornerThinning.Point]) {
    self.points = points
    var box = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    for point in points {
      box = (min(box.0, point.x), max(box.1, point.x), min(box.2, point.y), max(box.3, point.y))
    }
    let (width, height) = points.isEmpty ? (1, 1) : (max(box.1 - box.0, 1), max(box.3 - box.2, 1))
    (west, south) = points.isEmpty ? (0, 0) : (box.0, box.2)
    cell = max((width * height / Double(max(points.count, 1))).squareRoot(), max(width, height) / 4096)
    columns = Int(width / cell) + 1
    rows = Int(height / cell) + 1
    var counts = [Int32](repeating: 0, count: columns * rows + 1)
    let cells = points.map { [west, south, cell, columns] in
      Int(($0.y - south) / cell) * columns + Int(($0.x - west) / cell)
    }
    for number in cells { counts[number + 1] += 1 }
    for index in 0..<columns * rows { counts[index + 1] += counts[index] }
    first = counts
    var sorted = [Int32](repeating: 0, count: points.count)
    for (index, number) in cells.enumerated() {
      sorted[Int(counts[number])] = Int32(index)
      counts[number] += 1
    }
    numbers = sorted
  }

  /// Whether all points in the cells that the box touches are as asked.
  func allSatisfy(west: Double, east: Double, south: Double, north: Double, _ body: (Int32) -> Bool) -> Bool {
    func column(_ x: Double) -> Int { min(max(Int((x - self.west) / cell), 0), columns - 1) }
    func row(_ y: Double) -> Int { min(max(Int((y - self.south) / cell), 0), rows - 1) }
    for row in row(south)...row(north) {
      for index in Int(first[row * columns + column(west)])..<Int(first[row * columns + column(east) + 1]) {
        let point = points[Int(numbers[index])]
        if point.x < west || point.x > east || point.y < south || point.y > north { continue }
        if !body(numbers[index]) { return false }
      }
    }
    return true
  }
}
