import GeoKit

/// The roads within reach of a place without a road, whatever the facilities.
struct RoadsAround: Sendable {
  /// The quickest way between the place and a node, over a stretch that ends there.
  struct Exit: Sendable {
    /// From the node to the place, or from the place to the node.
    var ticks: Double
    var node: Int32
    /// Where the road is left: the stretch, and the vertex before the point.
    var stretch: Int32
    var vertex: Int32
  }

  /// A stretch with metres that are no more than those between it and the place.
  struct Near: Sendable {
    var stretch: Int32
    var metres: Float
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
    var numbers = PackedTable(capacity: 256)
    var near: [(stretch: Int32, metres: Double)] = []
    let sight = graph.barriers.sight(around: frame, within: off)
    router.locator.forEachSegment(near: frame, within: off) { segment in
      let at = Int(segment.vertex)
      let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
      let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
      let view = SegmentView(a, b)
      let nearest = view.distance(view.nearest)
      if nearest > off { return }
      let (number, isNew) = numbers.number(segment.stretch, 0)
      if isNew {
        near.append((segment.stretch, nearest))
      } else {
        near[number].metres = min(near[number].metres, nearest)
      }
      let profile = StretchProfile(graph, router.direction, Int(segment.stretch))
      let parts = sight?.parts(a, b)
      func offer(_ node: Int32, _ begin: Double, _ end: Double) {
        let number = nodes.known(node, 0)
        // Nobody is quicker than along the road and straight to the place from the nearest point.
        if let number, known[number].ticks <= min(begin, end) + nearest * pace { return }
        let front = SegmentFront(source: .tail, owner: 0, begin: begin, end: end)
        guard let (ticks, _) = RoadField.quickest(front, view, parts, pace: pace, limit: off) else { return }
        let exit = Exit(ticks: ticks, node: node, stretch: segment.stretch, vertex: segment.vertex)
        if let number {
          if ticks < known[number].ticks { known[number] = exit }
        } else {
          _ = nodes.number(node, 0)
          known.append(exit)
        }
      }
      if profile.isUpOpen { offer(graph.tails[profile.stretch], profile.up(at), profile.up(at + 1)) }
      if profile.isDownOpen { offer(graph.heads[profile.stretch], profile.down(at), profile.down(at + 1)) }
    }
    near.sort { ($0.metres, $0.stretch) < ($1.metres, $1.stretch) }
    stretches = near.map { Near(stretch: $0.stretch, metres: Float($0.metres).nextDown) }
    let table = graph.arcs(router.direction)
    let useful = known.filter { exit in
      // A node from which another one leads to the place sooner is of no use.
      let row = Int(table.first[Int(exit.node)])..<Int(table.first[Int(exit.node) + 1])
      return !row.contains { index in
        let arc = table.arcs[index]
        guard let other = nodes.known(arc.head, 0) else { return false }
        return known[other].ticks + Double(arc.ticks) < exit.ticks
      }
    }
    // An array of its own length: many are kept.
    exits = useful.sorted { $0.node < $1.node }.map { $0 }
  }
}
