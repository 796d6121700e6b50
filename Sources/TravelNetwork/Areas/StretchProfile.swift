/// Times along one stretch as a search spreads over it from its two ends.
struct StretchProfile {
  let graph: RoadGraph
  let direction: SearchDirection
  let stretch: Int
  let first: Int
  let last: Int
  /// Whether a time at the tail spreads toward the head.
  let isUpOpen: Bool
  /// Whether a time at the head spreads toward the tail.
  let isDownOpen: Bool

  init(_ graph: RoadGraph, _ direction: SearchDirection, _ stretch: Int) {
    self.graph = graph
    self.direction = direction
    self.stretch = stretch
    first = Int(graph.firstVertex[stretch])
    last = Int(graph.firstVertex[stretch + 1]) - 1
    isUpOpen = direction == .outward ? graph.isForwardOpen[stretch] : graph.isBackwardOpen[stretch]
    isDownOpen = direction == .outward ? graph.isBackwardOpen[stretch] : graph.isForwardOpen[stretch]
  }

  /// Ticks from the tail to the vertex.
  @inline(__always)
  func up(_ vertex: Int) -> Double {
    Double(direction == .outward ? graph.forwardTicks[vertex] : graph.backwardTicks[vertex])
  }

  /// Ticks from the head to the vertex.
  @inline(__always)
  func down(_ vertex: Int) -> Double {
    direction == .outward
      ? Double(graph.backwardTicks[last] - graph.backwardTicks[vertex])
      : Double(graph.forwardTicks[last] - graph.forwardTicks[vertex])
  }

  /// A value known at vertices, at a share of the way from `vertex` to the next.
  @inline(__always)
  func between(_ vertex: Int, _ share: Double, _ value: (Int) -> Double) -> Double {
    let here = value(vertex)
    return share == 0 ? here : here + share * (value(vertex + 1) - here)
  }

  func metres(_ vertex: Int, _ share: Double) -> Double {
    between(vertex, share) { Double(graph.vertexMetres[$0]) }
  }
}

/// Where a facility meets a stretch: the nearest point of the stretch.
struct RoadJoin: Sendable {
  var stretch: Int32
  /// The vertex before the point.
  var vertex: Int32
  /// The share of the way to the next vertex.
  var share: Double
  /// Metres off the road.
  var metres: Double
}
