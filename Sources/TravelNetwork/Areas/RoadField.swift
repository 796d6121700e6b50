import GeoKit

/// One way along a segment: the ticks at its two ends, and the part that it covers.
struct SegmentFront {
  enum Source: Hashable, Sendable {
    case tail
    case head
    case join(Int32)
    /// No road at all.
    case facility
  }

  var source: Source
  var owner: Int32
  /// Ticks at the segment's begin, continued along its line where the front starts further in.
  var begin: Double
  var end: Double
  /// Shares of the segment.
  var from: Double = 0
  var to: Double = 1
}

/// How a place is reached best.
struct RoadArrival: Sendable {
  var ticks: Double
  var owner: Int32
  var source: SegmentFront.Source
  var stretch: Int32
  var vertex: Int32
  var share: Double
  /// Metres off the road at the place.
  var metres: Double
}

/// The times that one search found, at every point of the roads and around them.
struct RoadField {
  let router: RoadRouter
  let search: RoadSearch
  let origins: RoadOrigins
  let limit: Double

  init(_ router: RoadRouter, _ search: RoadSearch, _ origins: RoadOrigins, limit: Double) {
    self.router = router
    self.search = search
    self.origins = origins
    self.limit = limit
  }

  /// Every front that passes the segment after `vertex`.
  @inline(__always)
  func forEachFront(_ profile: StretchProfile, _ vertex: Int, _ joins: Range<Int>, _ body: (SegmentFront) -> Void) {
    let graph = router.graph
    let tail = Int(graph.tails[profile.stretch])
    let head = Int(graph.heads[profile.stretch])
    if profile.isUpOpen, search.ticks[tail] != TickScale.unreached {
      let start = Double(search.ticks[tail])
      body(
        SegmentFront(
          source: .tail, owner: search.owners[tail], begin: start + profile.up(vertex),
          end: start + profile.up(vertex + 1)))
    }
    if profile.isDownOpen, search.ticks[head] != TickScale.unreached {
      let start = Double(search.ticks[head])
      body(
        SegmentFront(
          source: .head, owner: search.owners[head], begin: start + profile.down(vertex),
          end: start + profile.down(vertex + 1)))
    }
    origins.forEachJoin(joins) { Self.forEachJoinFront(profile, vertex, $0, $1, body) }
  }

  static func forEachJoinFront(
    _ profile: StretchProfile, _ vertex: Int, _ number: Int32, _ join: RoadOrigins.Join,
    _ body: (SegmentFront) -> Void
  ) {
    let at = Int(join.place.vertex)
    if profile.isUpOpen, at <= vertex {
      let zero = join.ticks - profile.between(at, join.place.share, profile.up)
      body(
        SegmentFront(
          source: .join(number), owner: join.facility, begin: zero + profile.up(vertex),
          end: zero + profile.up(vertex + 1), from: at == vertex ? join.place.share : 0))
    }
    if profile.isDownOpen, at >= vertex {
      let zero = join.ticks - profile.between(at, join.place.share, profile.down)
      body(
        SegmentFront(
          source: .join(number), owner: join.facility, begin: zero + profile.down(vertex),
          end: zero + profile.down(vertex + 1), to: at == vertex ? join.place.share : 1))
    }
  }

  /// The quickest arrival at the place within the limit, or nil.
  ///
  /// - Parameter roads: those within the off-road limit of the place, where they are known.
  func arrival(at frame: PlaceFrame, _ place: Coordinate, _ roads: RoadsAround? = nil) -> RoadArrival? {
    let pace = router.pace
    let off = router.offRoad.limit.metres
    var best = BestArrival(limit: limit)
    let sight = router.graph.barriers.sight(around: frame, within: off)
    origins.forEachFacility(near: frame, place, within: off, sight) { facility, metres in
      let ticks = origins.turnouts[Int(facility)] + metres * pace
      best.offer(ticks, facility) {
        RoadArrival(
          ticks: ticks, owner: facility, source: .facility, stretch: -1, vertex: -1, share: 0, metres: metres)
      }
    }
    if let roads {
      offer(roads, frame, sight, to: &best)
      return best.arrival
    }
    // Outward from the place: a way that is known already leaves no time for longer ones off the road. A tick more, for
    // times are rounded.
    var reached = 0.0
    while true {
      let needed = min(off, (best.ticks + 1) / pace)
      if reached >= needed { break }
      reached =
        reached == 0 ? min(needed, Self.firstRadius) : best.arrival == nil ? min(needed, reached * 3) : needed
      offerRoads(around: frame, within: reached, sight, to: &best)
    }
    return best.arrival
  }

  /// Offers the arrivals over the roads around the place.
  private func offer(_ roads: RoadsAround, _ frame: PlaceFrame, _ sight: Sight?, to best: inout BestArrival) {
    for exit in roads.exits {
      let ticks = search.ticks[Int(exit.node)]
      // A tick more, for sums in another order are rounded in another way.
      if ticks == TickScale.unreached || Double(ticks) + exit.ticks > best.ticks + 1 { continue }
      offer(RoadLocator.Segment(stretch: exit.stretch, vertex: exit.vertex), frame, sight, to: &best)
    }
    for near in roads.stretches {
      let metres = Double(near.metres)
      let joins = origins.joins(ofStretch: near.stretch)
      if !joins.contains(where: { origins.join(at: $0).ticks + metres * router.pace <= best.ticks }) { continue }
      for segment in router.graph.segments(ofStretch: near.stretch) { offer(segment, frame, sight, to: &best) }
    }
  }

  /// The quickest of the arrivals that were offered; of equally quick ones that of the first facility.
  private struct BestArrival {
    /// Those that take longer are of no use.
    private(set) var ticks: Double
    private(set) var arrival: RoadArrival?

    init(limit: Double) { ticks = limit.nextUp }

    @inline(__always)
    mutating func offer(_ ticks: Double, _ owner: Int32, _ make: () -> RoadArrival) {
      if ticks < self.ticks || (ticks == self.ticks && owner < arrival?.owner ?? .max) {
        self.ticks = ticks
        arrival = make()
      }
    }
  }

  /// Where arrivals are looked for first, in metres: about as wide as a cell of the locator.
  private static let firstRadius = 250.0

  /// Offers the arrivals over each piece of road within `radius` metres that may be as quick as the best one so far.
  @inline(__always)
  private func offerRoads(
    around frame: PlaceFrame, within radius: Double, _ sight: Sight?, to best: inout BestArrival
  ) {
    router.locator.forEachSegment(near: frame, within: radius) { offer($0, frame, sight, to: &best) }
  }

  /// Offers the arrivals over one piece of road.
  @inline(__always)
  private func offer(
    _ segment: RoadLocator.Segment, _ frame: PlaceFrame, _ sight: Sight?, to best: inout BestArrival
  ) {
    let graph = router.graph
    let pace = router.pace
    let off = router.offRoad.limit.metres
    let stretch = Int(segment.stretch)
    let joins = origins.joins(ofStretch: segment.stretch)
    let lowest = min(search.ticks[Int(graph.tails[stretch])], search.ticks[Int(graph.heads[stretch])])
    if lowest == TickScale.unreached && joins.isEmpty { return }
    let at = Int(segment.vertex)
    let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
    let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
    let view = SegmentView(a, b)
    let nearest = view.distance(view.nearest)
    if nearest > off || nearest * pace > best.ticks { return }
    if joins.isEmpty, Double(lowest) + nearest * pace > best.ticks { return }
    let profile = StretchProfile(graph, router.direction, stretch)
    let parts = sight?.parts(a, b)
    forEachFront(profile, at, joins) { front in
      guard let (ticks, along) = Self.quickest(front, view, parts, pace: pace, limit: off) else { return }
      best.offer(ticks, front.owner) {
        RoadArrival(
          ticks: ticks, owner: front.owner, source: front.source, stretch: segment.stretch,
          vertex: segment.vertex, share: view.length > 0 ? along / view.length : 0,
          metres: view.distance(along))
      }
    }
  }

  /// The same over those parts of the segment that are in sight; nil stands for all of it.
  @inline(__always)
  static func quickest(
    _ front: SegmentFront, _ view: SegmentView, _ parts: [Sight.Part]?, pace: Double, limit: Double
  ) -> (ticks: Double, along: Double)? {
    guard let parts else { return quickest(front, view, pace: pace, limit: limit) }
    var best: (ticks: Double, along: Double)?
    for part in parts {
      var seen = front
      (seen.from, seen.to) = (max(front.from, part.from), min(front.to, part.to))
      guard seen.from <= seen.to, let found = quickest(seen, view, pace: pace, limit: limit) else { continue }
      if best.map({ found.ticks < $0.ticks }) ?? true { best = found }
    }
    return best
  }

  /// The least time by a front over a segment, and the metres along the segment at which the road is left.
  @inline(__always)
  static func quickest(
    _ front: SegmentFront, _ view: SegmentView, pace: Double, limit: Double
  ) -> (ticks: Double, along: Double)? {
    let slope = view.length > 0 ? (front.end - front.begin) / view.length : 0
    guard
      let along = view.departure(
        slope: slope, pace: pace, limit: limit, from: front.from * view.length, to: front.to * view.length)
    else { return nil }
    return (front.begin + slope * along + view.distance(along) * pace, along)
  }
}

/// Follows quickest ways back to the facility for their length and their first leg; every node is visited once.
struct RoadPaths {
  private let search: RoadSearch
  /// Metres on roads to each node; NaN where not asked yet.
  private var metres: [Float]
  /// The join at the start of the way to each node.
  private var starts: [Int32]

  init(_ search: RoadSearch, _ origins: RoadOrigins) {
    self.search = search
    metres = [Float](repeating: .nan, count: search.graph.nodeCount)
    starts = [Int32](repeating: -1, count: search.graph.nodeCount)
    for (index, seed) in origins.seeds.enumerated() {
      let node = Int(seed.node)
      guard search.parents[node] < 0, search.ticks[node] == seed.ticks, search.owners[node] == seed.owner,
        metres[node].isNaN
      else { continue }
      metres[node] = Float(origins.metresOfSeed[index])
      starts[node] = origins.joinOfSeed[index]
    }
  }

  private mutating func follow(_ node: Int) -> (metres: Double, join: Int32) {
    var chain: [Int] = []
    var at = node
    while metres[at].isNaN, let previous = search.predecessor(ofNode: at) {
      chain.append(at)
      at = previous
    }
    var length = metres[at]
    let start = starts[at]
    let graph = search.graph
    for step in chain.reversed() {
      let stretch = Int(search.table.stretches[Int(search.parents[step])]) / 2
      length += graph.vertexMetres[Int(graph.firstVertex[stretch + 1]) - 1]
      metres[step] = length
      starts[step] = start
    }
    return (Double(length), start)
  }

  mutating func journey(_ arrival: RoadArrival, _ router: RoadRouter, _ origins: RoadOrigins) -> RoadJourney {
    var road = 0.0
    var facilityLeg = 0.0
    var placeLeg = arrival.metres
    if arrival.source == .facility {
      (facilityLeg, placeLeg) = router.direction == .outward ? (arrival.metres, 0) : (0, arrival.metres)
    } else {
      let profile = StretchProfile(router.graph, router.direction, Int(arrival.stretch))
      let at = profile.metres(Int(arrival.vertex), arrival.share)
      let join: Int32
      switch arrival.source {
      case .tail:
        let way = follow(Int(router.graph.tails[profile.stretch]))
        (road, join) = (way.metres + at, way.join)
      case .head:
        let way = follow(Int(router.graph.heads[profile.stretch]))
        (road, join) = (way.metres + profile.metres(profile.last, 0) - at, way.join)
      case .join(let number):
        let place = origins.joins[Int(number)].place
        (road, join) = (abs(at - profile.metres(Int(place.vertex), place.share)), number)
      case .facility:
        join = -1
      }
      if join >= 0 { facilityLeg = origins.joins[Int(join)].place.metres }
    }
    let pace = router.offRoad.secondsPerMetre
    let legs = (Duration.seconds(facilityLeg * pace), Duration.seconds(placeLeg * pace))
    let isOutward = router.direction == .outward
    return RoadJourney(
      facility: Int(arrival.owner), time: .microseconds(Int64((arrival.ticks * 100).rounded())),
      roadLength: .metres(road), startAccess: isOutward ? legs.0 : legs.1, endAccess: isOutward ? legs.1 : legs.0)
  }
}
