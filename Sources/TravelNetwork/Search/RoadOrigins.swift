import GeoKit

/// Where facilities join the roads, and the search seeds that follow.
struct RoadOrigins: Sendable {
  struct Join: Sendable {
    var facility: Int32
    var place: RoadJoin
    /// Turnout and the way to the road.
    var ticks: Double
  }

  struct Facility: Sendable {
    var number: Int32
    var coordinate: Coordinate
  }

  let joins: [Join]
  /// Numbers into `joins` by the stretch that they join, then ascending; the joined stretches ascending, each with where
  /// its numbers begin.
  private let joinsByStretch: [Int32]
  private let joinedStretches: [Int32]
  private let firstOfStretch: [Int32]
  /// A bit for each stretch of the graph: most are joined by nobody, and asked about most often.
  private let isJoined: [UInt64]
  let seeds: [RoadSearch.TickSeed]
  /// For each seed, the join that it comes from, and the metres of road from there.
  let joinOfSeed: [Int32]
  let metresOfSeed: [Double]
  /// In ticks, of each facility.
  let turnouts: [Double]
  /// From south to north, for finding those near a place.
  private let byLatitude: [Facility]
  private let facilityCount: Int

  /// With one turnout for all.
  init(
    _ router: RoadRouter, _ facilities: [Coordinate], turnout: Duration, limit: Ticks = TickScale.longest,
    keptJoins: [[RoadJoin]]? = nil
  ) {
    let turnouts = [Duration](repeating: turnout, count: facilities.count)
    self.init(router, facilities, turnouts: turnouts, limit: limit, keptJoins: keptJoins)
  }

  /// Joins that take longer than `limit` are of no use and left out; a tick more stays, for times are rounded.
  ///
  /// - Parameter keptJoins: those of each facility within the off-road limit, where they are known.
  init(
    _ router: RoadRouter, _ facilities: [Coordinate], turnouts: [Duration], limit: Ticks = TickScale.longest,
    keptJoins: [[RoadJoin]]? = nil
  ) {
    self.turnouts = turnouts.map { max($0.seconds, 0) * TickScale.perSecond }
    facilityCount = facilities.count
    let reaches = self.turnouts.map { router.reach(Double(limit) - $0) }
    let places =
      keptJoins
      ?? parallelMap(facilities.count, inChunksOf: 64) { Self.joins(router, facilities[$0], within: reaches[$0]) }
    var joins: [Join] = []
    for (number, places) in places.enumerated() {
      for place in places where place.metres <= reaches[number] {
        let ticks = self.turnouts[number] + place.metres * router.pace
        joins.append(Join(facility: Int32(number), place: place, ticks: ticks))
      }
    }
    self.joins = joins
    var seeds: [RoadSearch.TickSeed] = []
    var joinOfSeed: [Int32] = []
    var metresOfSeed: [Double] = []
    for (number, join) in joins.enumerated() {
      for (seed, metres) in Self.seeds(router, join) {
        seeds.append(seed)
        joinOfSeed.append(Int32(number))
        metresOfSeed.append(metres)
      }
    }
    joinsByStretch = joins.indices.map { UInt64(joins[$0].place.stretch) << 32 | UInt64($0) }.sorted()
      .map { Int32($0 & 0xffff_ffff) }
    var joined: [Int32] = []
    var firsts: [Int32] = []
    for (index, number) in joinsByStretch.enumerated() where joins[Int(number)].place.stretch != joined.last {
      joined.append(joins[Int(number)].place.stretch)
      firsts.append(Int32(index))
    }
    joinedStretches = joined
    var bits = [UInt64](repeating: 0, count: router.graph.stretchCount / 64 + 1)
    for stretch in joined { bits[Int(stretch) / 64] |= 1 << UInt64(stretch % 64) }
    isJoined = bits
    firstOfStretch = firsts + [Int32(joins.count)]
    self.seeds = seeds
    self.joinOfSeed = joinOfSeed
    self.metresOfSeed = metresOfSeed
    byLatitude = facilities.enumerated().map { Facility(number: Int32($0), coordinate: $1) }
      .sorted { ($0.coordinate.latitude, $0.number) < ($1.coordinate.latitude, $1.number) }
  }

  /// Where in the joins by stretch those of one stretch stand; empty where no facility joins it.
  @inline(__always)
  func joins(ofStretch stretch: Int32) -> Range<Int> {
    if isJoined[Int(stretch) / 64] & 1 << UInt64(stretch % 64) == 0 { return 0..<0 }
    var low = 0
    var high = joinedStretches.count
    while low < high {
      let middle = (low + high) / 2
      if joinedStretches[middle] < stretch { low = middle + 1 } else { high = middle }
    }
    return Int(firstOfStretch[low])..<Int(firstOfStretch[low + 1])
  }

  /// The join at one of these places.
  @inline(__always)
  func join(at place: Int) -> Join { joins[Int(joinsByStretch[place])] }

  /// Calls `body` for each join at the places, with its number.
  @inline(__always)
  func forEachJoin(_ places: Range<Int>, _ body: (Int32, Join) -> Void) {
    for place in places {
      let number = joinsByStretch[place]
      body(number, joins[Int(number)])
    }
  }

  var seedsByFacility: [[RoadSearch.TickSeed]] {
    var lists = [[RoadSearch.TickSeed]](repeating: [], count: facilityCount)
    for seed in seeds { lists[Int(seed.owner)].append(seed) }
    return lists
  }

  /// Every facility in sight of the place and within the off-road limit of it, with metres.
  func forEachFacility(
    near frame: PlaceFrame, _ place: Coordinate, within limit: Double, _ sight: Sight?,
    _ body: (Int32, Double) -> Void
  ) {
    let reach = (limit / frame.metric.north + 2) / 1e7
    var low = 0
    var high = byLatitude.count
    while low < high {
      let middle = (low + high) / 2
      if byLatitude[middle].coordinate.latitude < place.latitude - reach { low = middle + 1 } else { high = middle }
    }
    while low < byLatitude.count, byLatitude[low].coordinate.latitude <= place.latitude + reach {
      let metres = frame.metres(to: byLatitude[low].coordinate)
      if metres <= limit, sight?.sees(frame.metres(byLatitude[low].coordinate)) ?? true {
        body(byLatitude[low].number, metres)
      }
      low += 1
    }
  }

  /// The nearest point in sight of each stretch within the limit (metres), less those that the other joins reach sooner by road.
  static func joins(_ router: RoadRouter, _ coordinate: Coordinate, within limit: Double) -> [RoadJoin] {
    if limit < 0 { return [] }
    let frame = PlaceFrame(coordinate)
    let graph = router.graph
    var nearest = NearestJoins()
    let sight = graph.barriers.sight(around: frame, within: limit)
    router.locator.forEachSegment(near: frame, within: limit) { segment in
      let at = Int(segment.vertex)
      let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
      let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
      let view = SegmentView(a, b)
      if view.distance(view.nearest) > limit { return }
      let chain = router.chains?[Int(segment.stretch)] ?? segment.stretch
      if let parts = sight?.parts(a, b) {
        for part in parts { nearest.offer(segment, of: chain, view, view.nearest(in: part), within: limit) }
      } else {
        nearest.offer(segment, of: chain, view, view.nearest, within: limit)
      }
    }
    let joins = nearest.joins.sorted { $0.stretch < $1.stretch }
    return joins.count > 2 ? withoutOvertaken(joins, router) : joins
  }

  /// The nearest of the points that were offered of each stretch, or chain of stretches.
  private struct NearestJoins: ~Copyable {
    private(set) var joins: [RoadJoin] = []
    private var numbers = PackedTable(capacity: 256)

    /// The point `along` metres after the beginning of the segment, where it is within `limit` metres.
    @inline(__always)
    mutating func offer(
      _ segment: RoadLocator.Segment, of chain: Int32, _ view: SegmentView, _ along: Double, within limit: Double
    ) {
      let metres = view.distance(along)
      if metres > limit { return }
      let join = RoadJoin(
        stretch: segment.stretch, vertex: segment.vertex, share: view.length > 0 ? along / view.length : 0,
        metres: metres)
      let (number, isNew) = numbers.number(chain, 0)
      if isNew {
        joins.append(join)
      } else {
        let known = joins[number]
        if (join.metres, join.vertex, join.share) < (known.metres, known.vertex, known.share) { joins[number] = join }
      }
    }
  }

  /// A joined stretch as a part of the roads: between which two nodes, and how long each way takes.
  private struct JoinedStretch {
    let tail: Int
    let head: Int
    /// From the tail to the head and back, and from the tail and the head to the join; infinite where it is closed.
    let up: Double
    let down: Double
    let fromTail: Double
    let fromHead: Double
  }

  /// The joined stretches alone, relaxed until nothing changes (Bellman 1958): a join that another one reaches sooner
  /// along them is never used.
  private static func withoutOvertaken(_ joins: [RoadJoin], _ router: RoadRouter) -> [RoadJoin] {
    let graph = router.graph
    var numbers = PackedTable(capacity: 256)
    var times: [Double] = []
    var stretches: [JoinedStretch] = []
    stretches.reserveCapacity(joins.count)
    // What is later than all joins overtakes none.
    var most = 0.0
    for join in joins {
      let ticks = join.metres * router.pace
      most = max(most, ticks)
      let profile = StretchProfile(graph, router.direction, Int(join.stretch))
      let (vertex, share) = (Int(join.vertex), join.share)
      let (tail, isTailNew) = numbers.number(graph.tails[profile.stretch], 0)
      if isTailNew { times.append(.infinity) }
      let (head, isHeadNew) = numbers.number(graph.heads[profile.stretch], 0)
      if isHeadNew { times.append(.infinity) }
      let stretch = JoinedStretch(
        tail: tail, head: head, up: profile.isUpOpen ? profile.up(profile.last) : .infinity,
        down: profile.isDownOpen ? profile.down(profile.first) : .infinity,
        fromTail: profile.isUpOpen ? profile.between(vertex, share, profile.up) : .infinity,
        fromHead: profile.isDownOpen ? profile.between(vertex, share, profile.down) : .infinity)
      stretches.append(stretch)
      if profile.isUpOpen { times[head] = min(times[head], ticks + stretch.up - stretch.fromTail) }
      if profile.isDownOpen { times[tail] = min(times[tail], ticks + stretch.down - stretch.fromHead) }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for stretch in stretches {
        let (tail, head) = (times[stretch.tail], times[stretch.head])
        if tail <= most, tail + stretch.up < head {
          times[stretch.head] = tail + stretch.up
          isChanged = true
        } else if head <= most, head + stretch.down < tail {
          times[stretch.tail] = head + stretch.down
          isChanged = true
        }
      }
    }
    var kept: [RoadJoin] = []
    for (join, stretch) in zip(joins, stretches) {
      let byRoad = min(times[stretch.tail] + stretch.fromTail, times[stretch.head] + stretch.fromHead)
      // A join never overtakes itself, though rounding may make it seem so.
      if byRoad >= join.metres * router.pace - 0.5 { kept.append(join) }
    }
    return kept
  }

  private static func seeds(_ router: RoadRouter, _ join: Join) -> [(seed: RoadSearch.TickSeed, metres: Double)] {
    let profile = StretchProfile(router.graph, router.direction, Int(join.place.stretch))
    let at = (Int(join.place.vertex), join.place.share)
    let metres = profile.metres(at.0, at.1)
    var seeds: [(seed: RoadSearch.TickSeed, metres: Double)] = []
    func add(_ node: Int32, _ ticks: Double, _ metres: Double) {
      if ticks <= Double(TickScale.longest) {
        seeds.append((RoadSearch.TickSeed(node: node, ticks: Ticks(ticks.rounded()), owner: join.facility), metres))
      }
    }
    if profile.isUpOpen {
      let rest = profile.up(profile.last) - profile.between(at.0, at.1, profile.up)
      add(router.graph.heads[profile.stretch], join.ticks + rest, profile.metres(profile.last, 0) - metres)
    }
    if profile.isDownOpen {
      let rest = profile.down(profile.first) - profile.between(at.0, at.1, profile.down)
      add(router.graph.tails[profile.stretch], join.ticks + rest, metres)
    }
    return seeds
  }
}
