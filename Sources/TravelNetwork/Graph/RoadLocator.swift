import GeoKit

/// Finds the road segments around a place at which a journey may leave or join the road: cells of 0.005° by row, each
/// row sorted by column.
struct RoadLocator: Sendable {
  /// A straight piece of a stretch, from a vertex to the next.
  struct Segment: Sendable {
    var stretch: Int32
    /// The vertex at which it begins.
    var vertex: Int32
  }

  private let graph: RoadGraph
  private let firstRow: Int
  private let rowStarts: [Int32]
  private let columns: [Int32]
  private let segments: [Segment]

  private static let cell = 50_000

  private static func cellNumber(_ units: Int) -> Int {
    units >= 0 ? units / cell : (units - cell + 1) / cell
  }

  init(_ graph: RoadGraph) {
    self.graph = graph
    let lowest = Self.cellNumber(Int(graph.vertexLatitudes.min() ?? 0))
    let highest = Self.cellNumber(Int(graph.vertexLatitudes.max() ?? 0))
    firstRow = lowest
    var cells: [(row: Int32, column: Int32, segment: Segment)] = []
    cells.reserveCapacity(graph.vertexCount * 5 / 4)
    var counts = [Int32](repeating: 0, count: highest - lowest + 2)
    for stretch in 0..<graph.stretchCount where graph.isOpenMidway[stretch] {
      for vertex in graph.firstVertex[stretch]..<graph.firstVertex[stretch + 1] - 1 {
        let at = Int(vertex)
        let segment = Segment(stretch: Int32(stretch), vertex: vertex)
        Self.forEachCell(
          Int(graph.vertexLongitudes[at]), Int(graph.vertexLatitudes[at]), Int(graph.vertexLongitudes[at + 1]),
          Int(graph.vertexLatitudes[at + 1])
        ) { row, column in
          cells.append((Int32(row - lowest), Int32(column), segment))
          counts[row - lowest + 1] += 1
        }
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
    segments = keys.map { cells[Int($0 & 0xffff_ffff)].segment }
  }

  /// The cells that a segment passes, row by row.
  private static func forEachCell(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ body: (Int, Int) -> Void) {
    let (row1, row2) = (cellNumber(min(y1, y2)), cellNumber(max(y1, y2)))
    if abs(x2 - x1) > 1_800_000_000 {
      // Across the antimeridian: its two ends.
      body(cellNumber(y1), cellNumber(x1))
      body(cellNumber(y2), cellNumber(x2))
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
      for column in cellNumber(west)...cellNumber(max(west, east)) { body(row, column) }
    }
  }

  /// Calls `body` for every segment that may be within `radius` metres of the place, some of them more than once.
  func forEachSegment(near place: PlaceFrame, within radius: Double, _ body: (Segment) -> Void) {
    _ = hasSegment(near: place, within: radius) { segment in
      body(segment)
      return false
    }
  }

  /// Whether `isWanted` of any segment that may be within `radius` metres of the place; none is asked after the first.
  @inline(__always)
  func hasSegment(near place: PlaceFrame, within radius: Double, _ isWanted: (Segment) -> Bool) -> Bool {
    guard !segments.isEmpty else { return false }
    let dx = radius / max(place.metric.east, 1e-9) + 2
    let dy = radius / place.metric.north + 2
    let rows = Self.cellNumber(Int(place.latitude - dy))...Self.cellNumber(Int(place.latitude + dy))
    let west = Self.cellNumber(Int(max(place.longitude - dx, -1.8e9)))
    let east = Self.cellNumber(Int(min(place.longitude + dx, 1.8e9)))
    for row in rows where row >= firstRow && row - firstRow < rowStarts.count - 1 {
      let end = Int(rowStarts[row - firstRow + 1])
      var low = Int(rowStarts[row - firstRow])
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if Int(columns[middle]) < west { low = middle + 1 } else { high = middle }
      }
      while low < end, Int(columns[low]) <= east {
        if isWanted(segments[low]) { return true }
        low += 1
      }
    }
    return false
  }
}

/// A place and metres around it: east and north of the place on the plane that touches it there.
struct PlaceFrame: Sendable {
  /// In 1e-7 degrees.
  let longitude: Double
  let latitude: Double
  let metric: LocalMetric

  init(_ place: Coordinate) {
    longitude = place.longitude * 1e7
    latitude = place.latitude * 1e7
    metric = LocalMetric(latitude: latitude)
  }

  @inline(__always)
  func metres(_ longitude: Int32, _ latitude: Int32) -> (x: Double, y: Double) {
    var east = Double(longitude) - self.longitude
    if east > 1.8e9 { east -= 3.6e9 } else if east < -1.8e9 { east += 3.6e9 }
    return (east * metric.east, (Double(latitude) - self.latitude) * metric.north)
  }

  /// Metres to another place that is near.
  func metres(to other: Coordinate) -> Double {
    // The scale half-way, as for road segments.
    let middle = LocalMetric(latitude: (latitude + other.latitude * 1e7) / 2)
    var east = other.longitude * 1e7 - longitude
    if east > 1.8e9 { east -= 3.6e9 } else if east < -1.8e9 { east += 3.6e9 }
    let dx = east * middle.east
    let dy = (other.latitude * 1e7 - latitude) * middle.north
    return (dx * dx + dy * dy).squareRoot()
  }
}
