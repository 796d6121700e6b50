import GeoKit

/// Collects what the reached stretches of road reach, piece by piece. One object is one workspace, for one thread at a
/// time.
struct ReachedRoads: ~Copyable {
  private(set) var runs = ReachRuns()
  /// A reached road is at least this wide to each side, so that its end does not thin out to nothing.
  private static let roadHalfWidth = 5.0

  private var passed = GrowingBuffer<Passed>()
  private var label: Int32 = 0
  /// Whether the reach of the run is held by the width of the road (-1), by nothing (0) or by the off-road limit (1).
  private var hold = 0
  /// The off-road limit and the width of the road of the run, in plane metres.
  private var top = 0.0
  private var bottom = 0.0

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  /// A point of a stretch in the plane, with its open reach from the tail and from the head.
  struct Passed {
    var x: Double
    var y: Double
    var up: Double
    var down: Double
    var offset: Float
  }

  /// `label` turns an owner into the number of its area, below `labels`.
  mutating func collect(
    _ field: RoadField, plane: AreaPlane, labels: Int, label: (Int32) -> Int32, facilities: [(Int32, Coordinate)]
  ) {
    runs.removeAll(labels: labels)
    let metresPerTick = 1 / field.router.pace
    let offRoadLimit = field.router.offRoad.limit.metres
    for (owner, coordinate) in facilities {
      let left = (field.limit - field.origins.turnout) * metresPerTick
      if left < 0 { continue }
      let (longitude, latitude) = (
        Int32((coordinate.longitude * 1e7).rounded()), Int32((coordinate.latitude * 1e7).rounded())
      )
      let scale = plane.scale(latitude)
      let point = ReachPoint(x: plane.x(longitude), y: plane.y(latitude), reach: left * scale)
      runs.append(point, offset: .infinity)
      runs.append(point, offset: .infinity)
      runs.end(label: label(owner), bottom: 0, limit: offRoadLimit * scale)
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
  }

  private struct Source {
    let stretches: UnsafeBufferPointer<RoadCourses.Stretch>
    let points: UnsafeBufferPointer<RoadCourses.Point>
    let ticks: UnsafeBufferPointer<Ticks>
    let owners: UnsafeBufferPointer<Int32>
  }

  private mutating func addStretches(
    _ source: Source, _ field: RoadField, _ plane: AreaPlane, _ label: (Int32) -> Int32
  ) {
    let incidence = field.router.stretchesAtNode
    for node in field.search.reached {
      for index in Int(incidence.first[Int(node)])..<Int(incidence.first[Int(node) + 1]) {
        let stretch = source.stretches[Int(incidence.stretches[index])]
        // A stretch with two reached ends is taken from its tail.
        if stretch.tail != node && source.ticks[Int(stretch.tail)] != TickScale.unreached { continue }
        addStretch(stretch, source, field, plane, label)
      }
    }
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
    let tailLeft = isTailReached ? field.limit - Double(source.ticks[tail]) : -.infinity
    var headLeft = isHeadReached ? field.limit - Double(source.ticks[head]) : -.infinity
    let last = source.points[Int(stretch.last)]
    // What is left at the head, less the ticks from there to the tail.
    headLeft -= Double(isOutward ? last.backward : last.forward)
    let metresPerTick = 1 / field.router.pace
    let detail = Float(plane.detail)
    hold(field, plane.scale(source.points[Int(stretch.first)].latitude))
    passed.truncate(to: 0)
    for index in Int(stretch.first)...Int(stretch.last) {
      let point = source.points[index]
      let metres = metresPerTick * plane.scale(point.latitude)
      let (forward, backward) = (Double(point.forward), Double(point.backward))
      passed.append(
        Passed(
          x: plane.x(point.longitude), y: plane.y(point.latitude),
          up: (tailLeft - (isOutward ? forward : backward)) * metres,
          down: (headLeft + (isOutward ? backward : forward)) * metres, offset: point.offset * detail))
    }
    let (tailLabel, headLabel) = (
      isTailReached ? label(source.owners[tail]) : -1, isHeadReached ? label(source.owners[head]) : -1
    )
    if addWhole(tailLabel, headLabel) { return }
    for index in 1..<passed.count {
      let (before, here) = (passed[index - 1], passed[index])
      let startsUp = before.up >= before.down
      let endsUp = here.up >= here.down
      let a = ReachPoint(x: before.x, y: before.y, reach: startsUp ? before.up : before.down)
      let b = ReachPoint(x: here.x, y: here.y, reach: endsUp ? here.up : here.down)
      if startsUp == endsUp {
        addSegment(a, b, startsUp ? tailLabel : headLabel, here.offset)
      } else {
        // Before the meeting point one end is quicker, behind it the other.
        let gap = before.up - before.down
        let share = gap / (gap - (here.up - here.down))
        var meeting = a.toward(b, share)
        meeting.reach =
          startsUp
          ? before.up + share * (here.up - before.up) : before.down + share * (here.down - before.down)
        addSegment(a, meeting, startsUp ? tailLabel : headLabel, .infinity)
        addSegment(meeting, b, endsUp ? tailLabel : headLabel, here.offset)
      }
    }
    endRun()
  }

  /// Adds the stretch as one run where one end is the quicker all along and nothing holds the reach: the common case.
  private mutating func addWhole(_ tailLabel: Int32, _ headLabel: Int32) -> Bool {
    let last = passed.count - 1
    let isUp = passed[last].up >= passed[last].down
    // What one end is ahead by grows all along.
    if !isUp && passed[0].up >= passed[0].down { return false }
    for index in 0...last {
      let reach = isUp ? passed[index].up : passed[index].down
      if reach < bottom || reach > top { return false }
    }
    for index in 0...last {
      let point = passed[index]
      runs.append(ReachPoint(x: point.x, y: point.y, reach: isUp ? point.up : point.down), offset: point.offset)
    }
    (label, hold) = (isUp ? tailLabel : headLabel, 0)
    endRun()
    return true
  }

  private mutating func addJoin(
    _ number: Int32, _ join: RoadOrigins.Join, _ field: RoadField, _ plane: AreaPlane, _ label: Int32
  ) {
    let graph = field.router.graph
    let profile = StretchProfile(graph, field.router.direction, Int(join.place.stretch))
    hold(field, plane.scale(graph.vertexLatitudes[profile.first]))
    func point(_ vertex: Int, _ ticks: Double) -> ReachPoint {
      let scale = plane.scale(graph.vertexLatitudes[vertex])
      return ReachPoint(
        x: plane.x(graph.vertexLongitudes[vertex]), y: plane.y(graph.vertexLatitudes[vertex]),
        reach: (field.limit - ticks) / field.router.pace * scale)
    }
    for vertex in profile.first..<profile.last {
      RoadField.forEachJoinFront(profile, vertex, number, join) { front in
        let begin = point(vertex, front.begin)
        let end = point(vertex + 1, front.end)
        addSegment(
          front.from == 0 ? begin : begin.toward(end, front.from),
          front.to == 1 ? end : begin.toward(end, front.to), label, .infinity)
        endRun()
      }
    }
  }

  private mutating func hold(_ field: RoadField, _ scale: Double) {
    top = field.router.offRoad.limit.metres * scale
    bottom = min(Self.roadHalfWidth, top)
  }

  /// Adds what is reached of a straight piece, in parts whose reach is held alike; `offset` is that of its end.
  private mutating func addSegment(_ a: ReachPoint, _ b: ReachPoint, _ label: Int32, _ offset: Float) {
    if a.reach < 0 && b.reach < 0 { return endRun() }
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
      addPart(
        start, end, label, middle > top ? 1 : middle < bottom ? -1 : 0, share == 1 ? offset : .infinity)
      start = end
      done = share
    }
    if b.reach < 0 { endRun() }
  }

  /// Continues the run, or starts a new one where the part does not fit on.
  private mutating func addPart(
    _ start: ReachPoint, _ end: ReachPoint, _ label: Int32, _ hold: Int, _ offset: Float
  ) {
    if let last = runs.lastPoint,
      last.x != start.x || last.y != start.y || label != self.label || hold != self.hold
    {
      endRun()
    }
    if runs.lastPoint == nil {
      runs.append(start, offset: .infinity)
      self.label = label
      self.hold = hold
    }
    runs.append(end, offset: offset)
  }

  private mutating func endRun() { runs.end(label: label, bottom: bottom, limit: top) }
}
