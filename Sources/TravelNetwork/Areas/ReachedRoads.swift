import CReach
import GeoKit

/// Collects what the reached stretches of road reach, piece by piece. One object is one workspace, for one thread at a
/// time.
struct ReachedRoads: ~Copyable {
  private(set) var runs = ReachRuns()
  /// A reached road is at least this wide to each side, so that its end does not thin out to nothing.
  private static let roadHalfWidth = 10.0

  private var stretches = GrowingBuffer<RoadCourses.Stretch>()
  /// The points of the part of a stretch that one end reaches first.
  private var passed = GrowingBuffer<ReachPoint>()
  /// The points of a run whose reach is held alike: by the width of the road (-1), by nothing (0) or by the off-road
  /// limit (1).
  private var run = GrowingBuffer<ReachPoint>()
  private var hold = 0
  private var label: Int32 = 0
  /// The off-road limit and the width of the road of the run, in plane metres.
  private var top = 0.0
  private var bottom = 0.0

  /// `label` turns an owner into the number of its area, below `labels`.
  mutating func collect(
    _ field: RoadField, plane: AreaPlane, labels: Int, label: (Int32) -> Int32, facilities: [(Int32, Coordinate)]
  ) {
    runs.removeAll(labels: labels, hasBarriers: !field.router.graph.barriers.isEmpty)
    let metresPerTick = 1 / field.router.pace
    let offRoadLimit = field.router.offRoad.limit.metres
    for (owner, coordinate) in facilities {
      let left = (field.limit - field.origins.turnouts[Int(owner)]) * metresPerTick
      if left < 0 { continue }
      let (longitude, latitude) = (
        Int32((coordinate.longitude * 1e7).rounded()), Int32((coordinate.latitude * 1e7).rounded())
      )
      let place = plane.place(longitude, latitude)
      let point = ReachPoint(x: place.x, y: place.y, reach: left * place.scale)
      passed.truncate(to: 0)
      passed.append(point)
      passed.append(point)
      runs.add(passed, label: label(owner), bottom: 0, limit: offRoadLimit * place.scale)
    }
    let courses = field.router.courses(plane.detail)
    courses.stretches.withUnsafeBufferPointer { stretches in
      courses.points.withUnsafeBufferPointer { points in
        field.search.ticks.withUnsafeBufferPointer { ticks in
          field.search.owners.withUnsafeBufferPointer { owners in
            let source = Source(stretches: stretches, points: points, ticks: ticks, owners: owners)
            addStretches(source, field, plane, label)
          }
        }
      }
    }
    for (number, join) in field.origins.joins.enumerated() {
      addJoin(Int32(number), join, field, plane, label(join.facility))
    }
    runs.makeShapes()
  }

  private struct Source {
    let stretches: UnsafeBufferPointer<RoadCourses.Stretch>
    let points: UnsafeBufferPointer<RoadCourses.Point>
    let ticks: UnsafeBufferPointer<Ticks>
    let owners: UnsafeBufferPointer<Int32>
  }

  /// In two passes, for stretches lie far apart in memory: the first asks for what the second one needs.
  private mutating func addStretches(
    _ source: Source, _ field: RoadField, _ plane: AreaPlane, _ label: (Int32) -> Int32
  ) {
    let incidence = field.router.stretchesAtNode
    stretches.truncate(to: 0)
    incidence.first.withUnsafeBufferPointer { firsts in
      incidence.stretches.withUnsafeBufferPointer { numbers in
        for node in field.search.reached {
          for index in Int(firsts[Int(node)])..<Int(firsts[Int(node) + 1]) {
            let stretch = source.stretches[Int(numbers[index])]
            if !stretch.isOpenMidway { continue }
            // A stretch with two reached ends is taken from its tail.
            if stretch.tail != node && source.ticks[Int(stretch.tail)] != TickScale.unreached { continue }
            if let points = source.points.baseAddress {
              reach_prefetch(points + Int(stretch.first))
              reach_prefetch(points + Int(stretch.last))
            }
            stretches.append(stretch)
          }
        }
      }
    }
    for index in 0..<stretches.count { addStretch(stretches[index], source, field, plane, label) }
  }

  /// The stretch as its two ends reach it; where both do, the quicker counts.
  private mutating func addStretch(
    _ stretch: RoadCourses.Stretch, _ source: Source, _ field: RoadField, _ plane: AreaPlane,
    _ label: (Int32) -> Int32
  ) {
    let isOutward = field.router.direction == .outward
    let (tail, head) = (Int(stretch.tail), Int(stretch.head))
    let (isUpOpen, isDownOpen) =
      isOutward
      ? (stretch.isForwardOpen, stretch.isBackwardOpen) : (stretch.isBackwardOpen, stretch.isForwardOpen)
    let isTailReached = isUpOpen && source.ticks[tail] != TickScale.unreached
    let isHeadReached = isDownOpen && source.ticks[head] != TickScale.unreached
    if !isTailReached && !isHeadReached { return }
    let (first, last) = (Int(stretch.first), Int(stretch.last))
    let tailLeft = isTailReached ? field.limit - Double(source.ticks[tail]) : -.infinity
    var headLeft = isHeadReached ? field.limit - Double(source.ticks[head]) : -.infinity
    // What is left at the head, less the ticks from there to the tail.
    let whole = source.points[last]
    headLeft -= Double(isOutward ? whole.backward : whole.forward)
    func up(_ index: Int) -> Double {
      tailLeft - Double(isOutward ? source.points[index].forward : source.points[index].backward)
    }
    func down(_ index: Int) -> Double {
      headLeft + Double(isOutward ? source.points[index].backward : source.points[index].forward)
    }
    let metresPerTick = 1 / field.router.pace
    let detail = Float(plane.detail)
    func point(_ index: Int, _ ticks: Double) -> ReachPoint {
      let point = source.points[index]
      let place = plane.place(point.longitude, point.latitude)
      return ReachPoint(
        x: place.x, y: place.y, reach: ticks * (metresPerTick * place.scale), offset: point.offset * detail)
    }
    // Courses may be finer than the area needs them.
    let least = Float(ReachRuns.tolerance.floor) / detail
    hold(field, plane.place(source.points[first].longitude, source.points[first].latitude).scale)
    passed.truncate(to: 0)
    passed.reserve(last - first + 2)
    var index = first
    if isTailReached {
      // As far as the tail is the quicker; what one end is ahead by grows all along.
      var before = first
      while index <= last {
        if source.points[index].offset > least {
          if up(index) < down(index) { break }
          passed.append(point(index, up(index)))
          before = index
        }
        index += 1
      }
      if index > first, index <= last {
        let (gap, next) = (up(before) - down(before), up(index) - down(index))
        let meeting = passed[passed.count - 1].toward(point(index, up(index)), gap / (gap - next))
        passed.append(meeting)
        addPassed(label(source.owners[tail]))
        passed.truncate(to: 0)
        passed.append(meeting)
      } else if index > last {
        return addPassed(label(source.owners[tail]))
      }
    }
    while index <= last {
      if source.points[index].offset > least { passed.append(point(index, down(index))) }
      index += 1
    }
    addPassed(label(source.owners[head]))
  }

  /// Adds the part of a stretch: as one run where nothing holds its reach, which is the common case.
  private mutating func addPassed(_ label: Int32) {
    var isHeld = false
    for index in 0..<passed.count {
      let reach = passed[index].reach
      isHeld = isHeld || reach < bottom || reach > top
    }
    if !isHeld { return runs.add(passed, label: label, bottom: bottom, limit: top) }
    for index in 1..<passed.count { addSegment(passed[index - 1], passed[index], label) }
    endRun()
  }

  private mutating func addJoin(
    _ number: Int32, _ join: RoadOrigins.Join, _ field: RoadField, _ plane: AreaPlane, _ label: Int32
  ) {
    let graph = field.router.graph
    let profile = StretchProfile(graph, field.router.direction, Int(join.place.stretch))
    hold(field, plane.place(graph.vertexLongitudes[profile.first], graph.vertexLatitudes[profile.first]).scale)
    func point(_ vertex: Int, _ ticks: Double) -> ReachPoint {
      let place = plane.place(graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex])
      return ReachPoint(x: place.x, y: place.y, reach: (field.limit - ticks) / field.router.pace * place.scale)
    }
    for vertex in profile.first..<profile.last {
      RoadField.forEachJoinFront(profile, vertex, number, join) { front in
        let begin = point(vertex, front.begin)
        let end = point(vertex + 1, front.end)
        addSegment(
          front.from == 0 ? begin : begin.toward(end, front.from),
          front.to == 1 ? end : begin.toward(end, front.to), label)
        endRun()
      }
    }
  }

  private mutating func hold(_ field: RoadField, _ scale: Double) {
    top = field.router.offRoad.limit.metres * scale
    bottom = min(Self.roadHalfWidth, top)
  }

  /// Adds what is reached of a straight piece, in parts whose reach is held alike.
  private mutating func addSegment(_ a: ReachPoint, _ b: ReachPoint, _ label: Int32) {
    if a.reach < 0 && b.reach < 0 { return endRun() }
    if min(a.reach, b.reach) >= bottom && max(a.reach, b.reach) <= top { return addPart(a, b, label, 0) }
    let fall = a.reach - b.reach
    func cut(_ reach: Double, _ otherwise: Double) -> Double {
      (a.reach < reach) == (b.reach < reach) ? otherwise : (a.reach - reach) / fall
    }
    // The disc at the end of what is reached, which is as wide as the road, ends there itself.
    let way = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    let tip = bottom / max(way, 0.01)
    var done = a.reach < 0 ? min(a.reach / fall + tip, 1) : 0
    let last = b.reach < 0 ? max(a.reach / fall - tip, 0) : 1
    if last <= done { return endRun() }
    let (atTop, atBottom) = (cut(top, last), cut(bottom, last))
    var start = done == 0 ? a : a.toward(b, done)
    for share in [min(atTop, atBottom), max(atTop, atBottom), last] where share > done {
      let end = share == 1 ? b : a.toward(b, share)
      let middle = (start.reach + end.reach) / 2
      addPart(start, end, label, middle > top ? 1 : middle < bottom ? -1 : 0)
      start = end
      done = share
    }
    if b.reach < 0 { endRun() }
  }

  /// Continues the run, or starts a new one where the part does not fit on.
  private mutating func addPart(_ start: ReachPoint, _ end: ReachPoint, _ label: Int32, _ hold: Int) {
    if run.count > 0 {
      let last = run[run.count - 1]
      if last.x != start.x || last.y != start.y || label != self.label || hold != self.hold { endRun() }
    }
    if run.count == 0 {
      run.append(start)
      self.label = label
      self.hold = hold
    }
    run.append(end)
  }

  private mutating func endRun() {
    runs.add(run, label: label, bottom: bottom, limit: top)
    run.truncate(to: 0)
  }
}
