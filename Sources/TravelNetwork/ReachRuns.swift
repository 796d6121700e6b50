/// What reached roads reach, piece by piece, in groups that one wider piece stands for.
///
/// A run of road is simplified as far as its reach allows, to a tolerance that grows with the reach; to a coarser
/// tolerance the same points end the groups. The greatest deviation of a group from its chord bounds the signed
/// distance of all its pieces, from both sides.
struct ReachRuns: ~Copyable {
  /// How far a piece, and a group, may lie off the road: metres, or a share of the reach.
  private static let tolerance = (floor: StretchCourse.tolerance, share: 0.015)
  private static let groupTolerance = (floor: 8.0, share: 0.08)

  private(set) var shapes = GrowingBuffer<ReachShape>(capacity: 4096)
  /// One for each shape, where there are several labels.
  private(set) var claims = GrowingBuffer<ReachClaim>()
  private(set) var groups = GrowingBuffer<ReachGroup>(capacity: 1024)
  private var isShared = false
  private var points = GrowingBuffer<ReachPoint>()
  /// The metres by which the run is off without each point.
  private var offsets = GrowingBuffer<Float>()

  /// `labels`: how many labels the runs to come may have.
  mutating func removeAll(labels: Int) {
    isShared = labels > 1
    shapes.truncate(to: 0)
    claims.truncate(to: 0)
    groups.truncate(to: 0)
    points.truncate(to: 0)
    offsets.truncate(to: 0)
  }

  var lastPoint: ReachPoint? { points.count == 0 ? nil : points[points.count - 1] }

  /// `offset`: the metres by which the run is off without the point, as ``StretchCourse`` has them.
  mutating func append(_ point: ReachPoint, offset: Float) {
    points.append(point)
    offsets.append(offset)
  }

  /// Ends the run: its points become pieces of the label. Reaches are held between `bottom` and `limit`, which no
  /// segment of the run passes.
  mutating func end(label: Int32, bottom: Double, limit: Double) {
    defer {
      points.truncate(to: 0)
      offsets.truncate(to: 0)
    }
    let last = points.count - 1
    if last < 1 { return }
    let (points, offsets) = (points.base, offsets.base)
    var lowest = Double.infinity
    for index in 0...last { lowest = min(lowest, points[index].reach) }
    let tolerance = Float(max(Self.tolerance.floor, Self.tolerance.share * lowest))
    let groupTolerance = Float(max(Self.groupTolerance.floor, Self.groupTolerance.share * lowest))
    // At most as many pieces and groups as segments.
    shapes.reserve(last)
    groups.reserve(last)
    if isShared { claims.reserve(last) }
    @inline(__always)
    func shape(_ low: Int, _ high: Int) -> ReachShape {
      let (a, b) = (points + low, points + high)
      return ReachShape(
        from: a.pointee, to: b.pointee, reach: min(max(a.pointee.reach, bottom), limit),
        endReach: min(max(b.pointee.reach, bottom), limit))
    }
    var low = 0
    while low < last {
      var high = low + 1
      while high < last, offsets[high] <= groupTolerance { high += 1 }
      let first = shapes.count
      var begin = low
      var worst = 0.0
      for index in low + 1...high where index == high || offsets[index] > tolerance {
        shapes.append(shape(begin, index))
        if isShared { claims.append(ReachClaim(from: points[begin], to: points[index], limit: limit, label: label)) }
        begin = index
        if index < high { worst = max(worst, Self.offset(of: points[index], points[low], points[high])) }
      }
      let isWhole = shapes.count == first + 1
      groups.append(
        ReachGroup(
          shape: isWhole ? shapes[first] : shape(low, high), slack: isWhole ? 0 : Float(worst) + 0.1, label: label,
          first: Int32(truncatingIfNeeded: first), count: Int32(truncatingIfNeeded: shapes.count - first)))
      low = high
    }
  }

  /// How far a point, with its reach, lies off the chord between two others.
  private static func offset(of p: ReachPoint, _ a: ReachPoint, _ b: ReachPoint) -> Double {
    let (ex, ey, er) = (b.x - a.x, b.y - a.y, b.reach - a.reach)
    let squared = ex * ex + ey * ey
    let share = squared > 0 ? min(max(((p.x - a.x) * ex + (p.y - a.y) * ey) / squared, 0), 1) : 0
    let (ox, oy) = (p.x - a.x - share * ex, p.y - a.y - share * ey)
    return (ox * ox + oy * oy).squareRoot() + abs(p.reach - a.reach - share * er)
  }
}

/// Pieces that follow each other and the one piece that stands for all of them.
struct ReachGroup {
  var shape: ReachShape
  /// The signed distance of the group is that of its shape give or take so many metres.
  var slack: Float
  var label: Int32
  var first: Int32
  var count: Int32
}
