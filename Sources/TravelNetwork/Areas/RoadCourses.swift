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

  /// `pace`: ticks for each metre off the road; `tolerance`: vertices that matter less are left out, in metres.
  init(_ graph: RoadGraph, pace: Double, tolerance: Double) {
    var course = StretchCourse()
    var stretches: [Stretch] = []
    var points: [Point] = []
    stretches.reserveCapacity(graph.stretchCount)
    points.reserveCapacity(graph.stretchCount * 4)
    for stretch in 0..<graph.stretchCount {
      course.load(graph, stretch, pace: pace, tolerance: tolerance)
      let first = points.count
      for index in 0..<course.vertices.count {
        let (vertex, offset) = (Int(course.vertices[index].number), course.vertices[index].offset)
        points.append(
          Point(
            longitude: graph.vertexLongitudes[vertex], latitude: graph.vertexLatitudes[vertex],
            forward: graph.forwardTicks[vertex], backward: graph.backwardTicks[vertex], offset: offset))
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
