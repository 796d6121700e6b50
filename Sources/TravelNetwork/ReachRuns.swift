/// What reached roads reach, piece by piece.
///
/// A run of road is simplified as far as its reach allows: to a tolerance that grows with the reach.
struct ReachRuns: ~Copyable {
  /// How far a piece may lie off the road: a length in the plane, or a share of the reach.
  static let tolerance = (floor: 4.0, share: 0.03)

  private(set) var shapes = GrowingBuffer<ReachShape>(capacity: 4096)
  /// One for each shape, where there are several labels.
  private(set) var claims = GrowingBuffer<ReachClaim>()
  private var isShared = false
  private var points = GrowingBuffer<ReachPoint>()
  /// How far the run is off without each point.
  private var offsets = GrowingBuffer<Float>()

  /// `labels`: how many labels the runs to come may have.
  mutating func removeAll(labels: Int) {
    isShared = labels > 1
    shapes.truncate(to: 0)
    claims.truncate(to: 0)
    points.truncate(to: 0)
    offsets.truncate(to: 0)
  }

  var lastPoint: ReachPoint? { points.count == 0 ? nil : points[points.count - 1] }

  /// `offset`: how far the run is off without the point, as ``StretchCourse`` has it.
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
    // At most as many pieces as segments.
    shapes.reserve(last)
    if isShared { claims.reserve(last) }
    var begin = 0
    for end in 1...last where end == last || offsets[end] > tolerance {
      let (a, b) = (points + begin, points + end)
      shapes.append(
        ReachShape(
          from: a.pointee, to: b.pointee, reach: min(max(a.pointee.reach, bottom), limit),
          endReach: min(max(b.pointee.reach, bottom), limit)))
      if isShared { claims.append(ReachClaim(from: a.pointee, to: b.pointee, limit: limit, label: label)) }
      begin = end
    }
  }
}
