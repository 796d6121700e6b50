import GeoKit

/// The roads within reach of a place without a road, whatever the facilities.
struct RoadsAround: Sendable {
  /// The quickest way between the place and a node, over a stretch that ends there.
  struct Exit: Sendable {
    var node: Int32
    /// From the node to the place, or from the place to the node.
    var ticks: Double
    /// Where the road is left.
    var stretch: Int32
    var vertex: Int32
    var share: Double
    /// Metres off the road.
    var metres: Double
    /// Whether the node is the head of the stretch, and not its tail.
    var isHead: Bool
  }

  /// A stretch with the least metres between it and the place.
  struct Near: Sendable {
    var stretch: Int32
    var metres: Double
  }

  /// By ascending node; a node from which another one leads to the place sooner has none.
  private(set) var exits: [Exit] = []
  /// From the nearest on.
  private(set) var stretches: [Near] = []

  /// - Parameter off: metres off the road at most.
  init(_ router: RoadRouter, around place: Coordinate, within off: Double) {
    let graph = router.graph
    let frame = PlaceFrame(place)
    let pace = router.pace
    var nodes = PackedTable(capacity: 256)
    var known: [Exit] = []
    var near = PackedTable(capacity: 256)
    let sight = graph.barriers.sight(around: frame, within: off)
    router.locator.forEachSegment(near: frame, within: off) { segment in
      let at = Int(segment.vertex)
      let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
      let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
      let view = SegmentView(a, b)
      let nearest = view.distance(view.nearest)
      if nearest > off { return }
      let (number, isNew) = near.number(segment.stretch, 0)
      if isNew {
        stretches.append(Near(stretch: segment.stretch, metres: nearest))
      } else if nearest < stretches[number].metres {
        stretches[number].metres = nearest
      }
      let profile = StretchProfile(graph, router.direction, Int(segment.stretch))
      let parts = sight?.parts(a, b)
      func offer(_ node: Int32, _ begin: Double, _ end: Double, isHead: Bool) {
        let number = nodes.known(node, 0)
        // Nobody is quicker than along the road and straight to the place from the nearest point.
        if let number, known[number].ticks <= min(begin, end) + nearest * pace { return }
        let front = SegmentFront(source: .tail, owner: 0, begin: begin, end: end)
        guard let (ticks, along) = RoadField.quickest(front, view, parts, pace: pace, limit: off) else { return }
        let exit = Exit(
          node: node, ticks: ticks, stretch: segment.stretch, vertex: segment.vertex,
          share: view.length > 0 ? along / view.length : 0, metres: view.distance(along), isHead: isHead)
        if let number {
          if ticks < known[number].ticks { known[number] = exit }
        } else {
          _ = nodes.number(node, 0)
          known.append(exit)
        }
      }
      if profile.isUpOpen { offer(graph.tails[profile.stretch], profile.up(at), profile.up(at + 1), isHead: false) }
      if profile.isDownOpen {
        offer(graph.heads[profile.stretch], profile.down(at), profile.down(at + 1), isHead: true)
      }
    }
    stretches.sort { ($0.metres, $0.stretch) < ($1.metres, $1.stretch) }
    let table = graph.arcs(router.direction)
    exits = known.filter { exit in
      // A node from which another one leads to the place sooner is of no use.
      let row = Int(table.first[Int(exit.node)])..<Int(table.first[Int(exit.node) + 1])
      return !row.contains { index in
        let arc = table.arcs[index]
        guard let other = nodes.known(arc.head, 0) else { return false }
        return known[other].ticks + Double(arc.ticks) < exit.ticks
      }
    }
    exits.sort { $0.node < $1.node }
  }

  /// Calls `body` for each way from a facility to the place that joins a stretch and leaves it at the place, over no node.
  ///
  /// - Parameters:
  ///   - isIdle: whether no way from this join over so few metres off the road could be of use.
  ///   - body: the number of the join, its facility, the ticks, the segment, the metres along it, and its view.
  @inline(__always)
  func forEachWayWithoutNodes(
    _ router: RoadRouter, _ origins: RoadOrigins, _ frame: PlaceFrame, _ sight: Sight?, within off: Double,
    isIdle: (RoadOrigins.Join, Double) -> Bool,
    _ body: (SegmentFront, Double, RoadLocator.Segment, Double, SegmentView) -> Void
  ) {
    let graph = router.graph
    for near in stretches {
      if near.metres > off { return }
      let joins = origins.joins(ofStretch: near.stretch)
      if joins.isEmpty { continue }
      var isNeeded = false
      origins.forEachJoin(joins) { _, join in if !isNeeded, !isIdle(join, near.metres) { isNeeded = true } }
      if !isNeeded { continue }
      let profile = StretchProfile(graph, router.direction, Int(near.stretch))
      for at in profile.first..<profile.last {
        let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
        let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
        let view = SegmentView(a, b)
        let nearest = view.distance(view.nearest)
        if nearest > off { continue }
        let parts = sight?.parts(a, b)
        origins.forEachJoin(joins) { number, join in
          if isIdle(join, nearest) { return }
          RoadField.forEachJoinFront(profile, at, number, join) { front in
            if let (ticks, along) = RoadField.quickest(front, view, parts, pace: router.pace, limit: off) {
              body(front, ticks, RoadLocator.Segment(stretch: near.stretch, vertex: Int32(at)), along, view)
            }
          }
        }
      }
    }
  }
}
