import Dispatch
import GeoKit

/// A whole journey between a facility and a place.
public struct RoadJourney: Hashable, Sendable {
  /// The number of the facility.
  public var facility: Int
  /// Turnout, both ways off the road, and the road.
  public var time: Duration
  /// The part of the way on roads.
  public var roadLength: Distance
  /// From the start of the journey to the road; the whole way where no road is used.
  public var startAccess: Duration
  /// From the road to the end of the journey.
  public var endAccess: Duration
}

/// Whole journeys over a road graph: turnout, the way to the road, the road, the way from it.
///
/// A facility joins every stretch of road within the off-road limit, at the stretch's nearest point. A place is
/// reached from every road point within the limit, and the quickest way counts; so a new road never makes a journey
/// longer, and a service area is exactly the set of places whose journey is within its limit. A facility and a place
/// within the limit of each other also reach one another without any road. A place that no usable road comes near
/// has no journey. No way off the road crosses a barrier of the graph: a facility joins a stretch at the nearest point
/// in sight, and a place is reached from the points in sight.
public final class RoadRouter: Sendable {
  public let graph: RoadGraph
  /// Whether journeys start at the facilities or end there.
  public let direction: SearchDirection
  /// How the way between a place and the road is travelled.
  public let offRoad: OffRoadTravel
  let locator: RoadLocator
  /// The stretches at each node, loops and parallel ones included.
  let stretchesAtNode: (first: [Int32], stretches: [Int32])
  /// For each stretch a number that it shares with those into which it goes on without a junction, which a facility joins
  /// at one point together; nil where none does.
  let chains: [Int32]?
  /// What is found around places, where they are asked about again and again; nil where each is forgotten.
  private let kept: (roads: KeptPlaces<RoadsAround>, joins: KeptPlaces<[RoadJoin]>)?
  private let courseQueue = DispatchQueue(label: "courses")
  // Read and written on `courseQueue` only.
  private nonisolated(unsafe) var knownCourses: (wide: RoadCourses, finest: RoadCourses)?

  /// - Parameter keepsPlaces: whether the roads around places are kept for the next question: for those who ask about the
  ///   same places many times. The answers are the same.
  public init(
    _ graph: RoadGraph, _ direction: SearchDirection, _ offRoad: OffRoadTravel, keepsPlaces: Bool = false
  ) {
    kept = keepsPlaces ? (KeptPlaces(), KeptPlaces()) : nil
    self.graph = graph
    self.direction = direction
    self.offRoad = offRoad
    locator = RoadLocator(graph)
    var first = [Int32](repeating: 0, count: graph.nodeCount + 1)
    for stretch in 0..<graph.stretchCount {
      first[Int(graph.tails[stretch]) + 1] += 1
      if graph.tails[stretch] != graph.heads[stretch] { first[Int(graph.heads[stretch]) + 1] += 1 }
    }
    for node in 0..<graph.nodeCount { first[node + 1] += first[node] }
    var next = first
    var stretches = [Int32](repeating: 0, count: Int(first[graph.nodeCount]))
    for stretch in 0..<graph.stretchCount {
      for node in Set([graph.tails[stretch], graph.heads[stretch]]) {
        stretches[Int(next[Int(node)])] = Int32(stretch)
        next[Int(node)] += 1
      }
    }
    stretchesAtNode = (first, stretches)
    chains = nil
  }

  /// On the same roads, some of which are closed (``RoadGraph/closing(_:)``).
  init(_ router: RoadRouter, closing stretches: Set<Int32>, chains: [Int32]) {
    self.chains = chains
    kept = nil
    graph = router.graph.closing(stretches)
    direction = router.direction
    offRoad = router.offRoad
    locator = router.locator
    stretchesAtNode = router.stretchesAtNode
  }

  /// Simplifies the courses of all roads for the outlines of areas: once for a router, and where nobody asks for it,
  /// with the first area.
  public func prepareAreas() { _ = courses }

  /// As areas of the detail need them, or finer.
  func courses(_ detail: Double) -> RoadCourses {
    let courses = self.courses
    return detail == 1 ? courses.wide : courses.finest
  }

  private var courses: (wide: RoadCourses, finest: RoadCourses) {
    courseQueue.sync {
      if let known = knownCourses { return known }
      let floor = ReachRuns.tolerance.floor
      let finest = RoadCourses(graph, pace: pace, tolerance: floor / ServiceAreaDetail.finest)
      let courses = (RoadCourses(finest, tolerance: floor), finest)
      knownCourses = courses
      return courses
    }
  }

  /// The quickest facility for each place, or nil where none comes within `limit` (`<=`; nil: 59 hours).
  ///
  /// Of equally quick facilities the lowest number is reported.
  public func nearest(
    of facilities: [Coordinate], to places: [Coordinate], turnout: Duration = .zero, within limit: Duration? = nil
  ) -> [RoadJourney?] {
    let most = TickScale.limit(limit)
    let origins = RoadOrigins(self, facilities, turnout: turnout, limit: most)
    let search = RoadSearch(graph, direction)
    search.run(origins.seeds, limit: most)
    let field = RoadField(self, search, origins, limit: Double(most))
    nonisolated(unsafe) let shared = field
    let roads = keptRoads(around: places)
    let arrivals = parallelMap(places.count, inChunksOf: 256) {
      shared.arrival(at: PlaceFrame(places[$0]), places[$0], roads?[$0])
    }
    var paths = RoadPaths(search, origins)
    return arrivals.map { $0.map { paths.journey($0, self, origins) } }
  }

  /// The time from (or to) every facility (row) for every place (column).
  ///
  /// Large tasks go through a contraction hierarchy, small ones through one search per facility; the times are the
  /// same.
  public func times(
    of facilities: [Coordinate], to places: [Coordinate], turnout: Duration = .zero, within limit: Duration? = nil
  ) -> TimeMatrix {
    let most = TickScale.limit(limit)
    let origins = RoadOrigins(self, facilities, turnout: turnout, limit: most)
    let exits = exits(origins, places) { _ in most }
    let starts = origins.seedsByFacility
    var matrix: TimeMatrix
    if usesHierarchy(facilities.count) {
      let hierarchy = graph.hierarchy
      let ends = exits.map(\.seeds)
      matrix =
        direction == .outward
        ? hierarchy.times(from: starts, to: ends, limit: most)
        : hierarchy.times(from: ends, to: starts, limit: most).transposed
    } else {
      var ticks: [Ticks] = []
      ticks.reserveCapacity(facilities.count * places.count)
      let search = RoadSearch(graph, direction)
      for seeds in starts {
        search.run(seeds, limit: most)
        for place in exits { ticks.append(place.ticks(in: search)) }
      }
      matrix = TimeMatrix(rows: facilities.count, columns: places.count, ticks: ticks)
    }
    for (column, place) in exits.enumerated() {
      for shortcut in place.withoutNodes { matrix.improve(shortcut.facility, column, shortcut.ticks) }
    }
    matrix.limit(to: most)
    return matrix
  }

  /// How each place is reached, without ways that take longer than its limit.
  func exits(_ origins: RoadOrigins, _ places: [Coordinate], limit: @Sendable (Int) -> Ticks) -> [PlaceExits] {
    let roads = keptRoads(around: places)
    return parallelMap(places.count, inChunksOf: 256) { place in
      let around = roads?[place] ?? RoadsAround(self, around: places[place], within: reach(Double(limit(place))))
      return PlaceExits(self, origins, places[place], around, limit: limit(place))
    }
  }

  /// The roads within the off-road limit of each place; nil where they are not kept.
  private func keptRoads(around places: [Coordinate]) -> [RoadsAround]? {
    kept?.roads.values(at: places) { RoadsAround(self, around: $0, within: offRoad.limit.metres) }
  }

  /// Where each facility joins the roads within the off-road limit; nil where that is not kept.
  func keptJoins(of facilities: [Coordinate]) -> [[RoadJoin]]? {
    kept?.joins.values(at: facilities) { RoadOrigins.joins(self, $0, within: offRoad.limit.metres) }
  }

  /// Metres off the road at most within so many ticks. A tick more, for times are rounded.
  func reach(_ ticks: Double) -> Double { min(offRoad.limit.metres, (ticks + 1) / pace) }

  /// Whether any usable road lies within the off-road limit of the place.
  public func joinsRoad(at place: Coordinate) -> Bool {
    let frame = PlaceFrame(place)
    let most = offRoad.limit.metres
    // Most places have a road beside them.
    return [min(most, 250), most].contains { radius in
      let sight = graph.barriers.sight(around: frame, within: most)
      return locator.hasSegment(near: frame, within: radius) { segment in
        let at = Int(segment.vertex)
        let a = frame.metres(graph.vertexLongitudes[at], graph.vertexLatitudes[at])
        let b = frame.metres(graph.vertexLongitudes[at + 1], graph.vertexLatitudes[at + 1])
        let view = SegmentView(a, b)
        if view.distance(view.nearest) > most { return false }
        guard let parts = sight?.parts(a, b) else { return true }
        return parts.contains { view.distance(view.nearest(in: $0)) <= most }
      }
    }
  }

  /// Whether any usable road, be it a motorway, lies within the off-road limit of the place.
  public func liesNearRoad(_ place: Coordinate) -> Bool {
    let frame = PlaceFrame(place)
    return (0..<graph.stretchCount).contains { stretch in
      (Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1]) - 1).contains { vertex in
        let view = SegmentView(
          frame.metres(graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex]),
          frame.metres(graph.vertexLongitudes[vertex + 1], graph.vertexLatitudes[vertex + 1]))
        return view.distance(view.nearest) <= offRoad.limit.metres
      }
    }
  }

  /// Ticks for each metre off the road.
  var pace: Double { offRoad.secondsPerMetre * TickScale.perSecond }
}
