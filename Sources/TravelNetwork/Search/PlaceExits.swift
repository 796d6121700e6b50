import GeoKit

/// How a place is reached from the nodes around it, whatever the search.
struct PlaceExits: Sendable {
  /// Nodes with the time from them to the place (or from the place to them).
  private(set) var seeds: [RoadSearch.TickSeed] = []
  /// Times from facilities that lead over no node, ascending by facility.
  private(set) var withoutNodes: [(facility: Int, ticks: Ticks)] = []

  /// Ways that take longer than `limit` are of no use and left out.
  ///
  /// - Parameter roads: those around the place, as far as the limit lets one go off the road at least.
  init(_ router: RoadRouter, _ origins: RoadOrigins, _ place: Coordinate, _ roads: RoadsAround, limit: Ticks) {
    let graph = router.graph
    let frame = PlaceFrame(place)
    let pace = router.pace
    let off = router.reach(Double(limit))
    let sight = graph.barriers.sight(around: frame, within: off)
    var facilities = LeastTimes()
    origins.forEachFacility(near: frame, place, within: off, sight) { facility, metres in
      facilities.offer(facility, origins.turnouts[Int(facility)] + metres * pace)
    }
    for near in roads.stretches where Double(near.metres) <= off {
      let joins = origins.joins(ofStretch: near.stretch)
      func isIdle(_ join: RoadOrigins.Join, _ metres: Double) -> Bool {
        facilities.time(join.facility) <= join.ticks + metres * pace
      }
      if joins.allSatisfy({ isIdle(origins.join(at: $0), Double(near.metres)) }) { continue }
      let profile = StretchProfile(graph, router.direction, Int(near.stretch))
      for segment in graph.segments(ofStretch: near.stretch) {
        let at = Int(segment.vertex)
        let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
        let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
        let view = SegmentView(a, b)
        let nearest = view.distance(view.nearest)
        if nearest > off { continue }
        let parts = sight?.parts(a, b)
        origins.forEachJoin(joins) { number, join in
          if isIdle(join, nearest) { return }
          RoadField.forEachJoinFront(profile, at, number, join) { front in
            if let (ticks, _) = RoadField.quickest(front, view, parts, pace: pace, limit: off) {
              facilities.offer(join.facility, ticks)
            }
          }
        }
      }
    }
    let most = Double(min(limit, TickScale.longest))
    for exit in roads.exits where exit.ticks.rounded() <= most {
      seeds.append(RoadSearch.TickSeed(node: exit.node, ticks: Ticks(exit.ticks.rounded()), owner: 0))
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
  private var places = PackedTable(capacity: 16)
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
