/// What the outlines of areas need of every stretch of road: its ends, and the vertices of its course in a row.
struct RoadCourses: Sendable {
  struct Stretch {
    var tail: Int32
    var head: Int32
    /// Its points are `first...last`, the tail's and the head's among them.
    var first: Int32
    var last: Int32
    var isForwardOpen: Bool
    var isBackwardOpen: Bool
    /// Whether a journey may leave it between its ends; where not it reaches nothing beside it.
    var isOpenMidway: Bool
  }

  struct Point {
    /// Degrees times 1e7.
    var longitude: Int32
    var latitude: Int32
    /// Ticks from the tail to the point, and from the point back to the tail.
    var forward: Ticks
    var backward: Ticks
    /// The metres by which the course is off without the point, as ``StretchCourse`` has them: a coarser course leaves
    /// out those with less than its tolerance.
    var offset: Float
  }

  let stretches: [Stretch]
  let points: [Point]

  /// `pace`: ticks for each metre off the road; `tolerance`: vertices that matter less are left out, in metres. Beside a
  /// barrier all are kept, for a chord could run on its other side.
  init(_ graph: RoadGraph, pace: Double, tolerance: Double) {
    var course = StretchCourse()
    var stretches: [Stretch] = []
    var points: [Point] = []
    stretches.reserveCapacity(graph.stretchCount)
    points.reserveCapacity(graph.stretchCount * 4)
    for stretch in 0..<graph.stretchCount {
      course.load(graph, stretch, pace: pace, tolerance: tolerance)
      let first = points.count
      func append(_ vertex: Int, offset: Float) {
        points.append(
          Point(
            longitude: graph.vertexLongitudes[vertex], latitude: graph.vertexLatitudes[vertex],
            forward: graph.forwardTicks[vertex], backward: graph.backwardTicks[vertex], offset: offset))
      }
      if Self.hasBarrier(graph, beside: stretch) {
        for vertex in graph.firstVertex[stretch]..<graph.firstVertex[stretch + 1] {
          append(Int(vertex), offset: .infinity)
        }
      } else {
        for index in 0..<course.vertices.count {
          append(Int(course.vertices[index].number), offset: course.vertices[index].offset)
        }
      }
      stretches.append(
        Stretch(
          tail: graph.tails[stretch], head: graph.heads[stretch], first: Int32(first), last: Int32(points.count - 1),
          isForwardOpen: graph.isForwardOpen[stretch], isBackwardOpen: graph.isBackwardOpen[stretch],
          isOpenMidway: graph.isOpenMidway[stretch]))
    }
    self.stretches = stretches
    self.points = points
  }

  /// The most that a chord may lie off its road, in metres: as ``ReachRuns`` has it where the reach is 2 km.
  private static let widestChord = 100.0

  /// Whether a chord of the stretch could lie on the other side of a barrier than its road.
  private static func hasBarrier(_ graph: RoadGraph, beside stretch: Int) -> Bool {
    if graph.barriers.isEmpty { return false }
    let range = Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1])
    let (longitudes, latitudes) = (graph.vertexLongitudes[range], graph.vertexLatitudes[range])
    guard let west = longitudes.min(), let east = longitudes.max(), let south = latitudes.min(),
      let north = latitudes.max()
    else { return false }
    let metric = LocalMetric(latitude: Double(south))
    let (dx, dy) = (Int(widestChord / max(metric.east, 1e-9)), Int(widestChord / metric.north))
    return graph.barriers.meets((Int(west) - dx, Int(south) - dy, Int(east) + dx, Int(north) + dy))
  }

  /// The same with a greater tolerance, in metres: a vertex that matters less than it is left out.
  init(_ finer: RoadCourses, tolerance: Double) {
    var stretches = finer.stretches
    var points: [Point] = []
    for index in stretches.indices {
      let stretch = stretches[index]
      stretches[index].first = Int32(points.count)
      points += finer.points[Int(stretch.first)...Int(stretch.last)].filter { Double($0.offset) > tolerance }
      stretches[index].last = Int32(points.count - 1)
    }
    self.stretches = stretches
    self.points = points
  }
}
