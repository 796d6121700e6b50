import GeoKit

/// How a place is reached from the nodes around it, whatever the search.
struct PlaceExits: Sendable {
  /// Nodes with the time from them to the place (or from the place to them).
  private(set) var seeds: [RoadSearch.TickSeed] = []
  /// Times from facilities that lead over no node.
  private(set) var withoutNodes: [(facility: Int, ticks: Ticks)] = []

  /// Ways that take longer than `limit` are of no use and left out.
  init(_ router: RoadRouter, _ origins: RoadOrigins, _ place: Coordinate, limit: Ticks = TickScale.longest) {
    let graph = router.graph
    let frame = PlaceFrame(place)
    let pace = router.pace
    // A tick more, for times are rounded.
    let off = min(router.offRoad.limit.metres, (Double(limit) + 1) / pace)
    var nodes = LeastTimes()
    var facilities = LeastTimes()
    let sight = graph.barriers.sight(around: frame, within: off)
    origins.forEachFacility(near: frame, place, within: off, sight) { facility, metres in
      facilities.offer(facility, origins.turnouts[Int(facility)] + metres * pace)
    }
    router.locator.forEachSegment(near: frame, within: off) { segment in
      let at = Int(segment.vertex)
      let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
      let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
      let view = SegmentView(a, b)
      let nearest = view.distance(view.nearest)
      if nearest > off { return }
      let joins = origins.joins(ofStretch: segment.stretch)
      let profile = StretchProfile(graph, router.direction, Int(segment.stretch))
      let parts = sight?.parts(a, b)
      func offer(_ node: Int32, _ begin: Double, _ end: Double) {
        // Nobody is quicker than along the road and straight to the place from the nearest point.
        if nodes.time(node) <= min(begin, end) + nearest * pace { return }
        let front = SegmentFront(source: .tail, owner: 0, begin: begin, end: end)
        if let (ticks, _) = RoadField.quickest(front, view, parts, pace: pace, limit: off) { nodes.offer(node, ticks) }
      }
      if profile.isUpOpen { offer(graph.tails[profile.stretch], profile.up(at), profile.up(at + 1)) }
      if profile.isDownOpen { offer(graph.heads[profile.stretch], profile.down(at), profile.down(at + 1)) }
      origins.forEachJoin(joins) { number, join in
        if facilities.time(join.facility) <= join.ticks + nearest * pace { return }
        RoadField.forEachJoinFront(profile, at, number, join) { front in
          if let (ticks, _) = RoadField.quickest(front, view, parts, pace: pace, limit: off) {
            facilities.offer(join.facility, ticks)
          }
        }
      }
    }
    let table = graph.arcs(router.direction)
    for (node, ticks) in nodes.ascending where ticks <= Double(TickScale.longest) {
      // A node from which another one leads to the place sooner is of no use.
      let row = Int(table.first[Int(node)])..<Int(table.first[Int(node) + 1])
      let isOvertaken = row.contains { index in
        let arc = table.arcs[index]
        return nodes.time(arc.head) + Double(arc.ticks) < ticks
      }
      if !isOvertaken { seeds.append(RoadSearch.TickSeed(node: node, ticks: Ticks(ticks.rounded()), owner: 0)) }
    }
    for (facility, ticks) in facilities.ascending where ticks <= Double(TickScale.longest) {
      withoutNodes.append((Int(facility), Ticks(ticks.rounded())))
    }
  }
}

extension PlaceExits {
  /// The least ticks over the nodes that a search reached; ``TickScale/unreached`` where it reached none of them.
  @inline(__always)
  func ticks(in search: RoadSearch) -> Ticks {
    var best = TickScale.unreached
    for seed in seeds {
      let node = search.ticks[Int(seed.node)]
      if node != TickScale.unreached { best = min(best, node + seed.ticks) }
    }
    return best
  }
}

/// The least time offered for each of some numbers.
private struct LeastTimes: ~Copyable {
  private var places = PackedTable(capacity: 256)
  private var entries: [(number: Int32, ticks: Double)] = []

  /// Infinite where none was offered.
  @inline(__always)
  func time(_ number: Int32) -> Double { places.known(number, 0).map { entries[$0].ticks } ?? .infinity }

  @inline(__always)
  mutating func offer(_ number: Int32, _ ticks: Double) {
    let (place, isNew) = places.number(number, 0)
    if isNew {
      entries.append((number, ticks))
    } else if ticks < entries[place].ticks {
      entries[place].ticks = ticks
    }
  }

  /// By ascending number.
  var ascending: [(number: Int32, ticks: Double)] { entries.sorted { $0.number < $1.number } }
}
