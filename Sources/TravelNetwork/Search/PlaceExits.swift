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
    let frame = PlaceFrame(place)
    let pace = router.pace
    let off = router.reach(Double(limit))
    let sight = router.graph.barriers.sight(around: frame, within: off)
    var facilities = LeastTimes()
    origins.forEachFacility(near: frame, place, within: off, sight) { facility, metres in
      facilities.offer(facility, origins.turnouts[Int(facility)] + metres * pace)
    }
    roads.forEachWayWithoutNodes(router, origins, frame, sight, within: off) { join, metres in
      facilities.time(join.facility) <= join.ticks + metres * pace
    } _: { front, ticks, _, _, _ in
      facilities.offer(front.owner, ticks)
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
