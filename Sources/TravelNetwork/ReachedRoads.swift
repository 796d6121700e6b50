import GeoKit

/// The reached stretches of road as capsules, simplified as far as their reach allows.
struct ReachedRoads {
  private(set) var capsules: [ReachCapsule] = []
  let plane: AreaPlane
  /// Longest way off the road, in ground metres.
  private let offRoadLimit: Double
  /// A reached road is at least this wide to each side, in metres, so that its end does not thin out to nothing.
  static let roadHalfWidth = 5.5

  private let field: RoadField
  private let metresPerTick: Double
  private var run: [ReachPoint] = []
  private var runLabel: Int32 = 0
  private var stack: [(Int, Int)] = []
  private var kept: [Bool] = []

  /// `label` turns an owner into the number of its area.
  init(_ field: RoadField, plane: AreaPlane, label: (Int32) -> Int32, facilities: [(Int32, Coordinate)]) {
    self.field = field
    self.plane = plane
    offRoadLimit = field.router.offRoad.limit.metres
    metresPerTick = 1 / field.router.pace
    for (owner, coordinate) in facilities {
      let left = (field.limit - field.origins.turnout) * metresPerTick
      if left < 0 { continue }
      let (longitude, latitude) = (
        Int32((coordinate.longitude * 1e7).rounded()), Int32((coordinate.latitude * 1e7).rounded())
      )
      let scale = plane.scale(latitude)
      let point = ReachPoint(x: plane.x(longitude), y: plane.y(latitude), reach: left * scale, scale: scale)
      let reach = min(left, offRoadLimit) * scale
      capsules.append(
        ReachCapsule(
          from: point, to: point, reach: reach, endReach: reach, limit: offRoadLimit * scale, label: label(owner)))
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
        addStretch(stretch, label)
      }
    }
    for (number, join) in field.origins.joins.enumerated() { addJoin(Int32(number), join, label) }
  }

  /// Reach in plane metres at a vertex for a time in ticks; below zero when the time is past the limit.
  @inline(__always)
  private func reach(_ ticks: Double, _ vertex: Int) -> Double {
    (field.limit - ticks) * metresPerTick * plane.scale(field.router.graph.vertexLatitudes[vertex])
  }

  private func point(_ vertex: Int, _ ticks: Double) -> ReachPoint {
    let graph = field.router.graph
    return ReachPoint(
      x: plane.x(graph.vertexLongitudes[vertex]), y: plane.y(graph.vertexLatitudes[vertex]),
      reach: reach(ticks, vertex), scale: plane.scale(graph.vertexLatitudes[vertex]))
  }

  /// The stretch as its two ends reach it; where both do, the quicker counts.
  private mutating func addStretch(_ stretch: Int, _ label: (Int32) -> Int32) {
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
    var previous: (up: Double, down: Double, x: Double, y: Double)?
    for vertex in profile.first...profile.last {
      let scale = plane.scale(graph.vertexLatitudes[vertex])
      let up = (field.limit - tailTicks - profile.up(vertex)) * metresPerTick * scale
      let down = (field.limit - headTicks - profile.down(vertex)) * metresPerTick * scale
      let x = plane.x(graph.vertexLongitudes[vertex])
      let y = plane.y(graph.vertexLatitudes[vertex])
      if let before = previous {
        let startsUp = before.up >= before.down
        let endsUp = up >= down
        if startsUp == endsUp {
          addSegment(
            ReachPoint(x: before.x, y: before.y, reach: startsUp ? before.up : before.down, scale: scale),
            ReachPoint(x: x, y: y, reach: startsUp ? up : down, scale: scale), startsUp ? tailLabel : headLabel)
        } else {
          // Before the meeting point one end is quicker, behind it the other.
          let gap = before.up - before.down
          let share = gap / (gap - (up - down))
          let a = ReachPoint(x: before.x, y: before.y, reach: startsUp ? before.up : before.down, scale: scale)
          let b = ReachPoint(x: x, y: y, reach: endsUp ? up : down, scale: scale)
          var meeting = a.toward(b, share)
          meeting.reach =
            startsUp ? before.up + share * (up - before.up) : before.down + share * (down - before.down)
          addSegment(a, meeting, startsUp ? tailLabel : headLabel)
          addSegment(meeting, b, endsUp ? tailLabel : headLabel)
        }
      }
      previous = (up, down, x, y)
    }
    endRun()
  }

  private mutating func addJoin(_ number: Int32, _ join: RoadOrigins.Join, _ label: (Int32) -> Int32) {
    let profile = StretchProfile(field.router.graph, field.router.direction, Int(join.place.stretch))
    let owner = label(join.facility)
    for vertex in profile.first..<profile.last {
      RoadField.forEachJoinFront(profile, vertex, number, join) { front in
        let begin = point(vertex, front.begin)
        let end = point(vertex + 1, front.end)
        addSegment(
          front.from == 0 ? begin : begin.toward(end, front.from),
          front.to == 1 ? end : begin.toward(end, front.to), owner)
        endRun()
      }
    }
  }

  /// Adds what is reached of a straight piece, and starts a new run where it does not continue the last one.
  private mutating func addSegment(_ a: ReachPoint, _ b: ReachPoint, _ label: Int32) {
    if a.reach < 0 && b.reach < 0 { return endRun() }
    var start = a
    var end = b
    if a.reach < 0 { start = a.toward(b, a.reach / (a.reach - b.reach)) }
    if b.reach < 0 { end = a.toward(b, a.reach / (a.reach - b.reach)) }
    if let last = run.last {
      if last.x != start.x || last.y != start.y || label != runLabel { endRun() }
    }
    if run.isEmpty {
      run.append(start)
      runLabel = label
    }
    run.append(end)
    if b.reach < 0 { endRun() }
  }

  private mutating func endRun() {
    defer { run.removeAll(keepingCapacity: true) }
    if run.count < 2 { return }
    simplify()
    var last = 0
    for index in 1..<run.count where kept[index] {
      addCapsules(run[last], run[index])
      last = index
    }
  }

  /// Douglas and Peucker (1973) on place and reach together, to a tolerance that grows with the reach.
  private mutating func simplify() {
    kept.removeAll(keepingCapacity: true)
    for _ in run.indices { kept.append(false) }
    kept[0] = true
    kept[run.count - 1] = true
    if run.count == 2 { return }
    stack.append((0, run.count - 1))
    while let (low, high) = stack.popLast() {
      if high - low < 2 { continue }
      let a = run[low]
      let b = run[high]
      let (ex, ey, er) = (b.x - a.x, b.y - a.y, b.reach - a.reach)
      let squared = ex * ex + ey * ey
      var worst = -1.0
      var at = low + 1
      var lowest = min(a.reach, b.reach)
      for index in low + 1..<high {
        let p = run[index]
        let share = squared > 0 ? min(max(((p.x - a.x) * ex + (p.y - a.y) * ey) / squared, 0), 1) : 0
        let (ox, oy) = (p.x - a.x - share * ex, p.y - a.y - share * ey)
        let off = (ox * ox + oy * oy).squareRoot() + abs(p.reach - a.reach - share * er)
        lowest = min(lowest, p.reach)
        if off > worst {
          worst = off
          at = index
        }
      }
      if worst > max(0.8, 0.005 * lowest) {
        kept[at] = true
        stack.append((low, at))
        stack.append((at, high))
      }
    }
  }

  /// Cuts a piece where its reach passes the off-road limit or falls to the width of the road.
  private mutating func addCapsules(_ a: ReachPoint, _ b: ReachPoint) {
    let top = offRoadLimit * a.scale
    let bottom = min(Self.roadHalfWidth, top)
    let fall = a.reach - b.reach
    let atTop = (a.reach - top) * (b.reach - top) < 0 ? (a.reach - top) / fall : 1
    let atBottom = (a.reach - bottom) * (b.reach - bottom) < 0 ? (a.reach - bottom) / fall : 1
    var start = a
    var done = 0.0
    for cut in [min(atTop, atBottom), max(atTop, atBottom), 1] where cut > done {
      let end = cut == 1 ? b : a.toward(b, cut)
      capsules.append(
        ReachCapsule(
          from: start, to: end, reach: min(max(start.reach, bottom), top),
          endReach: min(max(end.reach, bottom), top), limit: top, label: runLabel))
      start = end
      done = cut
    }
  }
}
