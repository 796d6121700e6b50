/// Capsules along reached roads, in groups that one wider capsule stands for.
///
/// A run of road is simplified as far as its reach allows: Douglas and Peucker (1973) on place and reach together, to
/// a tolerance that grows with the reach. The same division gives the groups: a coarser chord of the run with its
/// greatest deviation bounds the signed distance of all capsules beneath it, from both sides.
struct CapsuleRuns: ~Copyable {
  /// How far a group may lie off its capsules: metres, or a share of the reach.
  private static let groupFloor = 8.0
  private static let groupShare = 0.08

  private(set) var capsules = GrowingBuffer<ReachCapsule>(capacity: 4096)
  private(set) var groups = GrowingBuffer<CapsuleGroup>(capacity: 1024)
  private var points = GrowingBuffer<ReachPoint>()
  private var spans = GrowingBuffer<Span>()

  struct Span {
    var low: Int32
    var high: Int32
    var isInGroup: Bool
  }

  mutating func removeAll() {
    capsules.truncate(to: 0)
    groups.truncate(to: 0)
    points.truncate(to: 0)
  }

  var lastPoint: ReachPoint? { points.count == 0 ? nil : points[points.count - 1] }

  mutating func append(_ point: ReachPoint) { points.append(point) }

  /// Ends the run: its points become capsules of the label. Reaches are held between `bottom` and `limit`, which no
  /// segment of the run passes.
  mutating func end(label: Int32, bottom: Double, limit: Double) {
    defer { points.truncate(to: 0) }
    if points.count < 2 { return }
    spans.truncate(to: 0)
    spans.append(Span(low: 0, high: Int32(points.count - 1), isInGroup: false))
    while spans.count > 0 {
      var span = spans[spans.count - 1]
      spans.truncate(to: spans.count - 1)
      let (a, b) = (points[Int(span.low)], points[Int(span.high)])
      let (worst, at, lowest) = deviation(span)
      let isGroup = !span.isInGroup && worst <= max(Self.groupFloor, Self.groupShare * lowest)
      let isCapsule = worst <= max(0.8, 0.01 * lowest)
      if isGroup || isCapsule {
        let capsule = ReachCapsule(
          from: a, to: b, reach: min(max(a.reach, bottom), limit), endReach: min(max(b.reach, bottom), limit),
          limit: limit, label: label)
        if isGroup {
          span.isInGroup = true
          groups.append(
            CapsuleGroup(
              shape: capsule.shape, slack: isCapsule ? 0 : Float(worst) + 0.1,
              openSlack: Float(max(0, max(a.reach, b.reach) - limit)), label: label, first: Int32(capsules.count),
              count: 0))
        }
        if isCapsule {
          capsules.append(capsule)
          groups.base[groups.count - 1].count += 1
          continue
        }
      }
      // The nearer half next.
      spans.append(Span(low: at, high: span.high, isInGroup: span.isInGroup))
      spans.append(Span(low: span.low, high: at, isInGroup: span.isInGroup))
    }
  }

  /// How far the points between the ends lie off their chord, the worst of them and the least reach.
  private func deviation(_ span: Span) -> (worst: Double, at: Int32, lowest: Double) {
    let (a, b) = (points[Int(span.low)], points[Int(span.high)])
    let (ex, ey, er) = (b.x - a.x, b.y - a.y, b.reach - a.reach)
    let squared = ex * ex + ey * ey
    let inverse = squared > 0 ? 1 / squared : 0
    var worst = -1.0
    var at = span.low + 1
    var lowest = min(a.reach, b.reach)
    var index = span.low + 1
    while index < span.high {
      let p = points[Int(index)]
      let share = min(max(((p.x - a.x) * ex + (p.y - a.y) * ey) * inverse, 0), 1)
      let (ox, oy) = (p.x - a.x - share * ex, p.y - a.y - share * ey)
      let off = (ox * ox + oy * oy).squareRoot() + abs(p.reach - a.reach - share * er)
      lowest = min(lowest, p.reach)
      if off > worst {
        worst = off
        at = index
      }
      index += 1
    }
    return (worst, at, lowest)
  }
}

/// Capsules that follow each other and the one capsule that stands for all of them.
struct CapsuleGroup {
  var shape: ReachShape
  /// The signed distance of the group is that of its shape give or take so many metres.
  var slack: Float
  /// Metres by which the open reach passes the off-road limit.
  var openSlack: Float
  var label: Int32
  var first: Int32
  var count: Int32
}
