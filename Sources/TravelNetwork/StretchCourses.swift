import Dispatch

/// The vertices that the course of every stretch needs, each with the metres by which the course is off without it.
///
/// Douglas and Peucker (1973), with two changes: a vertex is held against the point of the chord that is as far along
/// the road, and the metres that one walks in the time by which it is passed too early or too late are added. So a chord
/// stands for place and reach together.
struct StretchCourses: Sendable {
  /// Vertices that matter less are left out, in metres.
  static let tolerance = 1.5

  /// Where each stretch begins in the other two.
  private(set) var first: [Int32] = [0]
  private(set) var vertices: [Int32] = []
  /// Infinite at both ends of a stretch; never more than for the vertices between which it was found.
  private(set) var offsets: [Float] = []

  /// `pace`: ticks for each metre off the road.
  init(_ graph: RoadGraph, pace: Double) {
    let chunk = 1024
    let parts = (graph.stretchCount + chunk - 1) / chunk
    let found = UnsafeMutableBufferPointer<StretchCourses>.allocate(capacity: parts)
    defer {
      found.deinitialize()
      found.deallocate()
    }
    // Each part writes its own slot only.
    nonisolated(unsafe) let shared = found
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let stretches = part * chunk..<min((part + 1) * chunk, graph.stretchCount)
      shared.initializeElement(at: part, to: StretchCourses(graph, stretches, pace))
    }
    for part in found {
      let base = Int32(vertices.count)
      first.append(contentsOf: part.first.dropFirst().map { $0 + base })
      vertices.append(contentsOf: part.vertices)
      offsets.append(contentsOf: part.offsets)
    }
  }

  private init(_ graph: RoadGraph, _ stretches: Range<Int>, _ pace: Double) {
    // The metres without the vertices between, and without the last one.
    var spans: [(low: Int, high: Int, most: Float, offset: Float)] = []
    for stretch in stretches {
      let (low, high) = (Int(graph.firstVertex[stretch]), Int(graph.firstVertex[stretch + 1]) - 1)
      let metric = LocalMetric(latitude: Double(graph.vertexLatitudes[low]))
      vertices.append(Int32(low))
      offsets.append(.infinity)
      spans.append((low, high, .infinity, .infinity))
      while let span = spans.popLast() {
        let (worst, at) = Self.worst(graph, stretch, span.low, span.high, metric, pace)
        if worst > Self.tolerance {
          let most = min(Float(worst), span.most)
          // The nearer half next, so that the vertices come in order.
          spans.append((at, span.high, most, span.offset))
          spans.append((span.low, at, most, most))
        } else {
          vertices.append(Int32(span.high))
          offsets.append(span.offset)
        }
      }
      first.append(Int32(vertices.count))
    }
  }

  /// How far the vertex between two others is off that matters most.
  private static func worst(
    _ graph: RoadGraph, _ stretch: Int, _ low: Int, _ high: Int, _ metric: LocalMetric, _ pace: Double
  ) -> (metres: Double, vertex: Int) {
    let (longitudes, latitudes) = (graph.vertexLongitudes, graph.vertexLatitudes)
    func place(_ vertex: Int) -> (x: Double, y: Double) {
      (
        Double(LocalMetric.shortWay(Int(longitudes[vertex]) - Int(longitudes[low]))) * metric.east,
        Double(Int(latitudes[vertex]) - Int(latitudes[low])) * metric.north
      )
    }
    let end = place(high)
    let start = graph.vertexMetres[low]
    let length = graph.vertexMetres[high] - start
    var worst = (metres: 0.0, vertex: low)
    for vertex in low + 1..<max(high, low + 1) {
      let share = length > 0 ? Double((graph.vertexMetres[vertex] - start) / length) : 0
      let here = place(vertex)
      let (x, y) = (here.x - share * end.x, here.y - share * end.y)
      func late(_ ticks: [Ticks]) -> Double {
        abs(Double(ticks[vertex] - ticks[low]) - share * Double(ticks[high] - ticks[low])) / pace
      }
      var metres = (x * x + y * y).squareRoot()
      metres += max(
        graph.isForwardOpen[stretch] ? late(graph.forwardTicks) : 0,
        graph.isBackwardOpen[stretch] ? late(graph.backwardTicks) : 0)
      if metres > worst.metres { worst = (metres, vertex) }
    }
    return worst
  }
}
