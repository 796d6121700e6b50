import CReach

/// What reached roads reach, piece by piece.
///
/// A run of road is simplified as far as its reach allows: to a tolerance that grows with the reach.
struct ReachRuns: ~Copyable {
  /// How far a piece may lie off the road: a length in the plane, or a share of the reach.
  static let tolerance = (floor: 5.0, share: 0.05)
  /// A length in the plane by which each reach is drawn wider: what chords cut off from arcs, in the mean.
  private static let widening = 0.4

  private(set) var pieces = GrowingBuffer<reach_piece>(capacity: 4096)
  private(set) var shapes = GrowingBuffer<ReachShape>(capacity: 4096)
  /// One for each piece, where there are several labels or barriers.
  private(set) var claims = GrowingBuffer<ReachClaim>()
  private var isShared = false

  /// - Parameters:
  ///   - labels: how many labels the runs to come may have.
  ///   - hasBarriers: whether barriers may stand between the roads and what they reach.
  mutating func removeAll(labels: Int, hasBarriers: Bool = false) {
    isShared = labels > 1 || hasBarriers
    pieces.truncate(to: 0)
    shapes.truncate(to: 0)
    claims.truncate(to: 0)
  }

  /// Adds a run of points as pieces of the label. Reaches are held between `bottom` and `limit`, which no segment of the
  /// run passes.
  mutating func add(_ points: borrowing GrowingBuffer<ReachPoint>, label: Int32, bottom: Double, limit: Double) {
    if points.count < 2 { return }
    let last = points.base + (points.count - 1)
    var lowest = last.pointee.reach
    var point = points.base
    while point < last {
      lowest = point.pointee.reach < lowest ? point.pointee.reach : lowest
      point += 1
    }
    // Several labels meet anywhere, not only where the reach ends.
    let tolerance = Float(isShared ? Self.tolerance.floor : max(Self.tolerance.floor, Self.tolerance.share * lowest))
    func held(_ reach: Double) -> Double {
      let wider = reach + Self.widening
      return wider < bottom ? bottom : wider > limit ? limit : wider
    }
    // At most as many pieces as segments.
    pieces.reserve(points.count)
    if isShared { claims.reserve(points.count) }
    var begin = points.base
    var end = begin + 1
    while end <= last {
      if end.pointee.offset > tolerance || end == last {
        pieces.append(
          reach_piece(
            x: begin.pointee.x, y: begin.pointee.y, reach: held(begin.pointee.reach), end_x: end.pointee.x,
            end_y: end.pointee.y, end_reach: held(end.pointee.reach)))
        if isShared { claims.append(ReachClaim(from: begin.pointee, to: end.pointee, limit: limit, label: label)) }
        begin = end
      }
      end += 1
    }
  }

  /// Makes the shapes of all pieces.
  mutating func makeShapes() {
    shapes.reserve(pieces.count)
    reach_make_shapes(pieces.base, pieces.count, shapes.base)
    shapes.extend(by: pieces.count)
  }
}
