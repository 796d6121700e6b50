/// The vertices that the course of a stretch needs, each with the metres by which the course is off without it.
///
/// Douglas and Peucker (1973), with two changes: a vertex is held against the point of the chord that is as far along
/// the road, and the metres that one walks in the time by which it is passed too early or too late are added. So a chord
/// stands for place and reach together. One course is one workspace, for one thread at a time.
struct StretchCourse: ~Copyable {
  /// A vertex of the graph, the first and the last of the stretch among them, in order.
  struct Vertex {
    var number: Int32
    /// Infinite at both ends of the stretch; never more than for the vertices between which it was found.
    var offset: Float
  }

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  /// All in metres: the place, the way from the tail, and what one walks in the time from the tail and back to it; zero
  /// where that way is closed.
  struct Point {
    var x: Double
    var y: Double
    var along: Double
    var there: Double
    var back: Double
  }

  struct Span {
    var low: Int32
    var high: Int32
    /// The metres without the vertices between, and without the last one.
    var most: Double
    var offset: Double
  }

  private(set) var vertices = GrowingBuffer<Vertex>()
  private var points = GrowingBuffer<Point>()
  private var spans = GrowingBuffer<Span>()

  /// `pace`: ticks for each metre off the road; `tolerance`: vertices that matter less are left out, in metres.
  mutating func load(_ graph: RoadGraph, _ stretch: Int, pace: Double, tolerance: Double) {
    let base = Int(graph.firstVertex[stretch])
    let last = Int(graph.firstVertex[stretch + 1]) - 1 - base
    vertices.truncate(to: 0)
    vertices.append(Vertex(number: Int32(base), offset: .infinity))
    if last < 2 {
      vertices.append(Vertex(number: Int32(base + last), offset: .infinity))
      return
    }
    loadPoints(graph, stretch, pace)
    spans.truncate(to: 0)
    spans.append(Span(low: 0, high: Int32(last), most: .infinity, offset: .infinity))
    while spans.count > 0 {
      let span = spans[spans.count - 1]
      spans.truncate(to: spans.count - 1)
      let (metres, at) = worst(span)
      if metres > tolerance {
        let most = min(metres, span.most)
        // The nearer half next, so that the vertices come in order.
        spans.append(Span(low: at, high: span.high, most: most, offset: span.offset))
        spans.append(Span(low: span.low, high: at, most: most, offset: most))
      } else {
        vertices.append(Vertex(number: Int32(base) + span.high, offset: Float(span.offset)))
      }
    }
  }

  private mutating func loadPoints(_ graph: RoadGraph, _ stretch: Int, _ pace: Double) {
    points.truncate(to: 0)
    let range = Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1])
    let (longitude, latitude) = (graph.vertexLongitudes[range.lowerBound], graph.vertexLatitudes[range.lowerBound])
    let metric = LocalMetric(latitude: Double(latitude))
    let forward = graph.isForwardOpen[stretch] ? 1 / pace : 0
    let backward = graph.isBackwardOpen[stretch] ? 1 / pace : 0
    for vertex in range {
      let east = LocalMetric.shortWay(Int(graph.vertexLongitudes[vertex]) - Int(longitude))
      let north = Int(graph.vertexLatitudes[vertex]) - Int(latitude)
      points.append(
        Point(
          x: Double(east) * metric.east, y: Double(north) * metric.north, along: Double(graph.vertexMetres[vertex]),
          there: Double(graph.forwardTicks[vertex]) * forward, back: Double(graph.backwardTicks[vertex]) * backward))
    }
  }

  /// How far the vertex between two others is off that matters most.
  private mutating func worst(_ span: Span) -> (metres: Double, vertex: Int32) {
    var worst = (metres: 0.0, vertex: span.low)
    let (start, end) = (points[Int(span.low)], points[Int(span.high)])
    let perMetre = end.along > start.along ? 1 / (end.along - start.along) : 0
    let (wayX, wayY) = ((end.x - start.x) * perMetre, (end.y - start.y) * perMetre)
    let (there, back) = ((end.there - start.there) * perMetre, (end.back - start.back) * perMetre)
    var vertex = span.low + 1
    while vertex < span.high {
      let here = points[Int(vertex)]
      let along = here.along - start.along
      let (x, y) = (here.x - start.x - along * wayX, here.y - start.y - along * wayY)
      let late = max(abs(here.there - start.there - along * there), abs(here.back - start.back - along * back))
      let metres = (x * x + y * y).squareRoot() + late
      if metres > worst.metres { worst = (metres, vertex) }
      vertex += 1
    }
    return worst
  }
}
