/// A piece of road with the off-road reach that the time left allows at each of its points.
///
/// All lengths are metres in the plane. The reach falls or rises evenly along the piece, so what it reaches is the
/// convex hull of the discs at its two ends.
struct ReachCapsule {
  /// What it reaches.
  let shape: ReachShape
  private let x: Double
  private let y: Double
  /// Unit vector along the piece.
  private let dx: Double
  private let dy: Double
  private let length: Double
  /// The reach if there were no off-road limit, at the begin and for each metre: what orders two facilities.
  private let openReach: Double
  private let openSlope: Double
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
    let perLength = length > 0 ? 1 / length : 0
    dx = length > 0 ? ex * perLength : 1
    dy = ey * perLength
    let slope = Float((endReach - reach) * perLength)
    if abs(slope) < 1 {
      shape = ReachShape(
        x: x, y: y, dx: Float(dx), dy: Float(dy), length: Float(length), reach: Float(reach), slope: slope,
        tangent: slope / (1 - slope * slope).squareRoot())
    } else {
      // One end's disc holds the other's.
      let (end, reach) = slope > 0 ? (b, endReach) : (a, reach)
      shape = ReachShape(
        x: end.x, y: end.y, dx: 1, dy: 0, length: 0, reach: Float(reach), slope: 0, tangent: 0)
    }
    openReach = a.reach
    openSlope = (b.reach - a.reach) * perLength
    self.limit = limit
    self.label = label
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

/// The convex hull of two discs.
struct ReachShape {
  let x: Double
  let y: Double
  /// Unit vector along the piece.
  let dx: Float
  let dy: Float
  let length: Float
  /// Reach at the begin.
  let reach: Float
  /// Change of the reach for each metre; between -1 and 1.
  let slope: Float
  /// Tangent of the angle whose sine is the slope.
  let tangent: Float

  /// Metres from the edge: below zero inside.
  @inline(__always)
  func signedDistance(_ px: Double, _ py: Double) -> Double {
    let qx = px - x
    let qy = py - y
    let along = qx * Double(dx) + qy * Double(dy)
    let across = abs(qx * Double(dy) - qy * Double(dx))
    let best = min(max(along + across * Double(tangent), 0), Double(length))
    let beyond = along - best
    return (beyond * beyond + across * across).squareRoot() - Double(reach) - Double(slope) * best
  }

  /// The same for four places at once, to about a millimetre for each kilometre of length; `px` and `py` from the
  /// corner, in metres.
  @inline(__always)
  func signedDistances(
    fromX cornerX: Double, fromY cornerY: Double, _ px: SIMD4<Float>, _ py: SIMD4<Float>
  ) -> SIMD4<Float> {
    let qx = px + Float(cornerX - x)
    let qy = py + Float(cornerY - y)
    let along = qx * dx + qy * dy
    let side = qx * dy - qy * dx
    let across = side.replacing(with: -side, where: side .< 0)
    var best = along + across * tangent
    best = best.replacing(with: 0, where: best .< 0)
    best = best.replacing(with: length, where: best .> length)
    let beyond = along - best
    return (beyond * beyond + across * across).squareRoot() - (best * slope + reach)
  }

  /// The reach at the point of the piece that is nearest.
  @inline(__always)
  func reachNear(_ px: Double, _ py: Double) -> Double {
    let along = (px - x) * Double(dx) + (py - y) * Double(dy)
    return Double(reach) + Double(slope) * min(max(along, 0), Double(length))
  }

  /// The box around it.
  var bounds: (west: Double, south: Double, east: Double, north: Double) {
    let (endX, endY) = (x + Double(dx * length), y + Double(dy * length))
    let (reach, endReach) = (Double(reach), Double(reach + slope * length))
    return (
      min(x - reach, endX - endReach), min(y - reach, endY - endReach), max(x + reach, endX + endReach),
      max(y + reach, endY + endReach)
    )
  }
}

/// A point of a road in the plane, with its open reach.
struct ReachPoint {
  var x: Double
  var y: Double
  var reach: Double

  func toward(_ other: ReachPoint, _ share: Double) -> ReachPoint {
    ReachPoint(
      x: x + share * (other.x - x), y: y + share * (other.y - y), reach: reach + share * (other.reach - reach))
  }
}
