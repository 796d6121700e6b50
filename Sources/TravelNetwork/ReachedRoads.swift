import GeoKit

/// Collects what the reached stretches of road reach, piece by piece. One object is one workspace, for one thread at a
/// time.
struct ReachedRoads: ~Copyable {
  private(set) var runs = ReachRuns()
  /// A reached road is at least this wide to each side, in metres, so that its end does not thin out to nothing.
  static let roadHalfWidth = 5.5

  private var course = StretchCourse()
  private var label: Int32 = 0
  /// Whether the reach of the run is held by the width of the road (-1), by nothing (0) or by the off-road limit (1).
  private var hold = 0
  /// The off-road limit and the width of the road of the run, in plane metres.
  private var top = 0.0
  private var bottom = 0.0

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
    let graph = field.router.graph
    let incidence = field.router.stretchesAtNode
    for node in field.search.reached {
      for index in Int(incidence.first[Int(node)])..<Int(incidence.first[Int(node) + 1]) {
        let stretch = Int(incidence.stretches[index])
        // A stretch with two reached ends is taken from its tail.
        if graph.tails[stretch] != node && field.search.ticks[Int(graph.tails[stretch])] != TickScale.unreached {
          continue
        }
        addStretch(stretch, field, plane, label)
      }
    }
    for (number, join) in field.origins.joins.enumerated() {
      addJoin(Int32(number), join, field, plane, label(join.facility))
    }
  }

  /// The stretch as its two ends reach it; where both do, the quicker counts.
  private mutating func addStretch(
    _ stretch: Int, _ field: RoadField, _ plane: AreaPlane, _ label: (Int32) -> Int32
  ) {
    let search = field.search
    let graph = field.router.graph
    let profile = StretchProfile(graph, field.router.direction, stretch)
    let (tail, head) = (Int(graph.tails[stretch]), Int(graph.heads[stretch]))
    let tailTicks =
      profile.isUpOpen && search.ticks[tail] != TickScale.unreached ? Double(search.ticks[tail]) : .infinity
    let headTicks =
      profile.isDownOpen && search.ticks[head] != TickScale.unreached ? Double(search.ticks[head]) : .infinity
    if tailTicks == .infinity && headTicks == .infinity { return }
    let tailLabel = tailTicks < .infinity ? label(search.owners[tail]) : -1
    let headLabel = headTicks < .infinity ? label(search.owners[head]) : -1
    let metresPerTick = 1 / field.router.pace
    let (tailLeft, headLeft) = (field.limit - tailTicks, field.limit - headTicks)
    hold(field, plane.scale(graph.vertexLatitudes[profile.first]))
    var before = (up: 0.0, down: 0.0, x: 0.0, y: 0.0)
    course.load(graph, stretch, pace: field.router.pace)
    for index in 0..<course.vertices.count {
      let vertex = Int(course.vertices[index].number)
      let metres = metresPerTick * plane.scale(graph.vertexLatitudes[vertex])
      let up = (tailLeft - profile.up(vertex)) * metres
      let down = (headLeft - profile.down(vertex)) * metres
      let x = plane.x(graph.vertexLongitudes[vertex])
      let y = plane.y(graph.vertexLatitudes[vertex])
      let offset = course.vertices[index].offset
      if index > 0 {
        let startsUp = before.up >= before.down
        let endsUp = up >= down
        let a = ReachPoint(x: before.x, y: before.y, reach: startsUp ? before.up : before.down)
        let b = ReachPoint(x: x, y: y, reach: endsUp ? up : down)
        if startsUp == endsUp {
          addSegment(a, b, startsUp ? tailLabel : headLabel, offset)
        } else {
          // Before the meeting point one end is quicker, behind it the other.
          let gap = before.up - before.down
          let share = gap / (gap - (up - down))
          var meeting = a.toward(b, share)
          meeting.reach =
            startsUp ? before.up + share * (up - before.up) : before.down + share * (down - before.down)
          addSegment(a, meeting, startsUp ? tailLabel : headLabel, .infinity)
          addSegment(meeting, b, endsUp ? tailLabel : headLabel, offset)
        }
      }
      before = (up, down, x, y)
    }
    endRun()
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
    var done = a.reach < 0 ? a.reach / fall : 0
    let last = b.reach < 0 ? a.reach / fall : 1
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
