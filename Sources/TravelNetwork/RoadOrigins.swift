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
  /// Numbers into `joins`, by stretch.
  let joinsOfStretch: [Int32: [Int32]]
  let seeds: [RoadSearch.TickSeed]
  /// For each seed, the join that it comes from, and the metres of road from there.
  let joinOfSeed: [Int32]
  let metresOfSeed: [Double]
  let turnout: Double
  /// From south to north, for finding those near a place.
  private let byLatitude: [Facility]
  private let facilityCount: Int

  /// Joins that take longer than `limit` are of no use and left out.
  init(_ router: RoadRouter, _ facilities: [Coordinate], turnout: Duration, limit: Ticks = TickScale.longest) {
    self.turnout = max(turnout.seconds, 0) * TickScale.perSecond
    // A tick more, for times are rounded.
    let reach = min(router.offRoad.limit.metres, (Double(limit) + 1 - self.turnout) / router.pace)
    facilityCount = facilities.count
    var joins: [Join] = []
    for (number, coordinate) in facilities.enumerated() where reach >= 0 {
      joins += Self.joins(router, Int32(number), coordinate, self.turnout, within: reach)
    }
    self.joins = joins
    var ofStretch: [Int32: [Int32]] = [:]
    var seeds: [RoadSearch.TickSeed] = []
    var joinOfSeed: [Int32] = []
    var metresOfSeed: [Double] = []
    for (number, join) in joins.enumerated() {
      ofStretch[join.place.stretch, default: []].append(Int32(number))
      for (seed, metres) in Self.seeds(router, join) {
        seeds.append(seed)
        joinOfSeed.append(Int32(number))
        metresOfSeed.append(metres)
      }
    }
    joinsOfStretch = ofStretch
    self.seeds = seeds
    self.joinOfSeed = joinOfSeed
    self.metresOfSeed = metresOfSeed
    byLatitude = facilities.enumerated().map { Facility(number: Int32($0), coordinate: $1) }
      .sorted { ($0.coordinate.latitude, $0.number) < ($1.coordinate.latitude, $1.number) }
  }

  var seedsByFacility: [[RoadSearch.TickSeed]] {
    var lists = [[RoadSearch.TickSeed]](repeating: [], count: facilityCount)
    for seed in seeds { lists[Int(seed.owner)].append(seed) }
    return lists
  }

  /// Every facility within the off-road limit of the place, with metres.
  func forEachFacility(
    near frame: PlaceFrame, _ place: Coordinate, within limit: Double, _ body: (Int32, Double) -> Void
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
      if metres <= limit { body(byLatitude[low].number, metres) }
      low += 1
    }
  }

  /// The nearest point of each stretch within the limit (metres), less those that the other joins reach sooner by road.
  private static func joins(
    _ router: RoadRouter, _ facility: Int32, _ coordinate: Coordinate, _ turnout: Double, within limit: Double
  ) -> [Join] {
    let frame = PlaceFrame(coordinate)
    var found: [RoadJoin] = []
    router.locator.forEachSegment(near: frame, within: limit) { segment in
      let at = Int(segment.vertex)
      let graph = router.graph
      let view = SegmentView(
        frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at]),
        frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1]))
      let metres = view.distance(view.nearest)
      if metres <= limit {
        let share = view.length > 0 ? view.nearest / view.length : 0
        found.append(RoadJoin(stretch: segment.stretch, vertex: segment.vertex, share: share, metres: metres))
      }
    }
    found.sort { ($0.stretch, $0.metres, $0.vertex, $0.share) < ($1.stretch, $1.metres, $1.vertex, $1.share) }
    var joins: [Join] = []
    for join in found where join.stretch != joins.last?.place.stretch {
      joins.append(Join(facility: facility, place: join, ticks: turnout + join.metres * router.pace))
    }
    return joins.count > 2 ? withoutOvertaken(joins, router) : joins
  }

  /// The joined stretches alone, relaxed until nothing changes (Bellman 1958): a join that another one reaches sooner
  /// along them is never used.
  private static func withoutOvertaken(_ joins: [Join], _ router: RoadRouter) -> [Join] {
    let graph = router.graph
    var numbers: [Int32: Int] = [:]
    numbers.reserveCapacity(joins.count * 2)
    var times: [Double] = []
    times.reserveCapacity(joins.count * 2)
    func offer(_ node: Int32, _ ticks: Double) -> Int {
      if let known = numbers[node] {
        times[known] = min(times[known], ticks)
        return known
      }
      numbers[node] = times.count
      times.append(ticks)
      return times.count - 1
    }
    var arcs: [(tail: Int, head: Int, ticks: Double)] = []
    arcs.reserveCapacity(joins.count * 2)
    for join in joins {
      let profile = StretchProfile(graph, router.direction, Int(join.place.stretch))
      let at = (Int(join.place.vertex), join.place.share)
      let up = profile.isUpOpen ? profile.up(profile.last) : .infinity
      let down = profile.isDownOpen ? profile.down(profile.first) : .infinity
      let head = offer(
        graph.heads[profile.stretch],
        profile.isUpOpen ? join.ticks + up - profile.between(at.0, at.1, profile.up) : .infinity)
      let tail = offer(
        graph.tails[profile.stretch],
        profile.isDownOpen ? join.ticks + down - profile.between(at.0, at.1, profile.down) : .infinity)
      if profile.isUpOpen { arcs.append((tail, head, up)) }
      if profile.isDownOpen { arcs.append((head, tail, down)) }
    }
    // What is later than all joins overtakes none.
    let most = joins.reduce(0) { max($0, $1.ticks) }
    var isChanged = true
    while isChanged {
      isChanged = false
      for arc in arcs where times[arc.tail] <= most && times[arc.tail] + arc.ticks < times[arc.head] {
        times[arc.head] = times[arc.tail] + arc.ticks
        isChanged = true
      }
    }
    return joins.filter { join in
      let profile = StretchProfile(graph, router.direction, Int(join.place.stretch))
      let at = (Int(join.place.vertex), join.place.share)
      var byRoad = Double.infinity
      if profile.isUpOpen, let tail = numbers[graph.tails[profile.stretch]] {
        byRoad = min(byRoad, times[tail] + profile.between(at.0, at.1, profile.up))
      }
      if profile.isDownOpen, let head = numbers[graph.heads[profile.stretch]] {
        byRoad = min(byRoad, times[head] + profile.between(at.0, at.1, profile.down))
      }
      // A join never overtakes itself, though rounding may make it seem so.
      return byRoad >= join.ticks - 0.5
    }
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
