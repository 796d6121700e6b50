/// A piece of road with the off-road reach that the time left allows at each of its points.
///
/// All lengths are metres in the plane. The reach falls or rises evenly along the piece, so what it reaches is the
/// convex hull of the discs at its two ends.
struct ReachCapsule {
  let x: Double
  let y: Double
  /// Unit vector along the piece.
  let dx: Double
  let dy: Double
  let length: Double
  /// Reach at the begin.
  let reach: Double
  /// Change of the reach for each metre.
  let slope: Double
  /// Cosine and tangent of the angle whose sine is the slope.
  private let cosine: Double
  private let tangent: Double
  /// The reach if there were no off-road limit, at the begin and for each metre: what orders two facilities.
  let openReach: Double
  let openSlope: Double
  /// The off-road limit in plane metres.
  let limit: Double
  let label: Int32

  init(
    from a: ReachPoint, to b: ReachPoint, reach: Double, endReach: Double, limit: Double, label: Int32
  ) {
    x = a.x
    y = a.y
    let ex = b.x - a.x
    let ey = b.y - a.y
    length = (ex * ex + ey * ey).squareRoot()
    dx = length > 0 ? ex / length : 1
    dy = length > 0 ? ey / length : 0
    self.reach = reach
    slope = length > 0 ? (endReach - reach) / length : 0
    if abs(slope) < 1 {
      cosine = (1 - slope * slope).squareRoot()
      tangent = slope / cosine
    } else {
      // One end's disc holds the other's: the best point is always that end.
      cosine = 0
      tangent = slope > 0 ? .infinity : -.infinity
    }
    openReach = a.reach
    openSlope = length > 0 ? (b.reach - a.reach) / length : 0
    self.limit = limit
    self.label = label
  }

  var endReach: Double { reach + slope * length }

  /// Metres from the edge of what the piece reaches: below zero inside.
  @inline(__always)
  func signedDistance(_ px: Double, _ py: Double) -> Double {
    let qx = px - x
    let qy = py - y
    let along = qx * dx + qy * dy
    let across = abs(qx * dy - qy * dx)
    if cosine > 0 {
      let best = along + across * tangent
      if best <= 0 { return (along * along + across * across).squareRoot() - reach }
      if best >= length {
        let beyond = along - length
        return (beyond * beyond + across * across).squareRoot() - endReach
      }
      return across * cosine - reach - slope * along
    }
    let end = slope > 0 ? length : 0
    let beyond = along - end
    return (beyond * beyond + across * across).squareRoot() - (reach + slope * end)
  }

  /// The reach at the point of the piece that is nearest.
  @inline(__always)
  func reachNear(_ px: Double, _ py: Double) -> Double {
    let along = (px - x) * dx + (py - y) * dy
    return reach + slope * min(max(along, 0), length)
  }

  /// What orders pieces by the time at which they reach a point: metres off the road less the open reach, with no
  /// more than `limit` metres off the road; infinite where that is impossible.
  @inline(__always)
  func rank(_ px: Double, _ py: Double, limit: Double) -> Double {
    let qx = px - x
    let qy = py - y
    let along = qx * dx + qy * dy
    let across = abs(qx * dy - qy * dx)
    guard across <= limit else { return .infinity }
    let half = limit.isFinite ? (limit * limit - across * across).squareRoot() : .infinity
    let low = max(0, along - half)
    let high = min(length, along + half)
    guard low <= high else { return .infinity }
    var best: Double
    if openSlope >= 1 {
      best = high
    } else if openSlope <= -1 {
      best = low
    } else {
      best = min(max(along + across * openSlope / (1 - openSlope * openSlope).squareRoot(), low), high)
    }
    let beyond = along - best
    best = (beyond * beyond + across * across).squareRoot() - openReach - openSlope * best
    return best
  }
}

/// A point of a road in the plane, with its open reach.
struct ReachPoint {
  var x: Double
  var y: Double
  var reach: Double
  /// Plane metres for each metre on the ground.
  var scale: Double

  func toward(_ other: ReachPoint, _ share: Double) -> ReachPoint {
    ReachPoint(
      x: x + share * (other.x - x), y: y + share * (other.y - y), reach: reach + share * (other.reach - reach),
      scale: scale)
  }
}
