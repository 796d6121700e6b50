import GeoKit

/// Finds the road segments around a place at which a journey may leave or join the road.
struct RoadLocator: Sendable {
  /// A straight piece of a stretch, from a vertex to the next.
  struct Segment: Sendable {
    var stretch: Int32
    /// The vertex at which it begins.
    var vertex: Int32
  }

  private let cells: SegmentCells<Segment>

  /// 0.005 degrees.
  private static let cell = 50_000

  init(_ graph: RoadGraph) {
    let rows = (Int(graph.vertexLatitudes.min() ?? 0), Int(graph.vertexLatitudes.max() ?? 0))
    cells = SegmentCells(cell: Self.cell, rows: rows, capacity: graph.vertexCount * 5 / 4) { add in
      for stretch in 0..<graph.stretchCount where graph.isOpenMidway[stretch] {
        for vertex in graph.firstVertex[stretch]..<graph.firstVertex[stretch + 1] - 1 {
          let at = Int(vertex)
          add(
            Int(graph.vertexLongitudes[at]), Int(graph.vertexLatitudes[at]), Int(graph.vertexLongitudes[at + 1]),
            Int(graph.vertexLatitudes[at + 1]), Segment(stretch: Int32(stretch), vertex: vertex))
        }
      }
    }
  }

  /// Calls `body` for every segment that may be within `radius` metres of the place, some of them more than once.
  @inline(__always)
  func forEachSegment(near place: PlaceFrame, within radius: Double, _ body: (Segment) -> Void) {
    _ = hasSegment(near: place, within: radius) { segment in
      body(segment)
      return false
    }
  }

  /// Whether `isWanted` of any segment that may be within `radius` metres of the place; none is asked after the first.
  @inline(__always)
  func hasSegment(near place: PlaceFrame, within radius: Double, _ isWanted: (Segment) -> Bool) -> Bool {
    let box = place.box(around: radius)
    return cells.has(west: box.west, south: box.south, east: box.east, north: box.north, isWanted)
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

  /// East and north of the place, in metres.
  func metres(_ other: Coordinate) -> (x: Double, y: Double) {
    var east = other.longitude * 1e7 - longitude
    if east > 1.8e9 { east -= 3.6e9 } else if east < -1.8e9 { east += 3.6e9 }
    return (east * metric.east, (other.latitude * 1e7 - latitude) * metric.north)
  }

  /// What may be within `radius` metres, in 1e-7 degrees.
  @inline(__always)
  func box(around radius: Double) -> (west: Int, south: Int, east: Int, north: Int) {
    let dx = radius / max(metric.east, 1e-9) + 2
    let dy = radius / metric.north + 2
    return (
      Int(max(longitude - dx, -1.8e9)), Int(latitude - dy), Int(min(longitude + dx, 1.8e9)), Int(latitude + dy)
    )
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

extension RoadGraph {
  /// The pieces of a stretch from its tail to its head.
  @inline(__always)
  func segments(ofStretch stretch: Int32) -> LazyMapSequence<Range<Int32>, RoadLocator.Segment> {
    (firstVertex[Int(stretch)]..<firstVertex[Int(stretch) + 1] - 1).lazy.map {
      RoadLocator.Segment(stretch: stretch, vertex: $0)
    }
  }
}
