/// What a piece of road reaches off the road: the convex hull of the discs at its two ends.
///
/// All lengths are metres in the plane, in single precision: a few millimetres at the edge of a service area. A place
/// has the same signed distance whoever asks for it, so neighbouring tiles agree on their common corners.
struct ReachShape {
  // In this order the compiler does not take two of them for one vector, which would make the innermost loop twice as
  // long.
  let x: Float
  let length: Float
  /// Unit vector along the piece.
  let dx: Float
  /// Reach at the begin.
  let reach: Float
  let y: Float
  /// Change of the reach for each metre; between -1 and 1.
  let slope: Float
  let dy: Float
  /// Tangent of the angle whose sine is the slope.
  let tangent: Float

  init(from a: ReachPoint, to b: ReachPoint, reach: Double, endReach: Double) {
    let (ex, ey) = (b.x - a.x, b.y - a.y)
    let length = (ex * ex + ey * ey).squareRoot()
    let perLength = length > 0 ? 1 / length : 0
    let slope = (endReach - reach) * perLength
    if abs(slope) < 1 {
      (x, y) = (Float(a.x), Float(a.y))
      (dx, dy) = length > 0 ? (Float(ex * perLength), Float(ey * perLength)) : (1, 0)
      (self.length, self.reach, self.slope) = (Float(length), Float(reach), Float(slope))
      tangent = Float(slope / (1 - slope * slope).squareRoot())
    } else {
      // One end's disc holds the other's.
      (x, y) = slope > 0 ? (Float(b.x), Float(b.y)) : (Float(a.x), Float(a.y))
      (dx, dy) = (1, 0)
      (self.length, self.reach, self.slope) = (0, Float(max(reach, endReach)), 0)
      tangent = 0
    }
  }

  /// Metres from the edge at four places at once: below zero inside.
  @inline(__always)
  func signedDistances(_ px: SIMD4<Float>, _ py: SIMD4<Float>) -> SIMD4<Float> {
    let (distance, reach) = distancesAndReaches(px, py)
    return distance - reach
  }

  /// Metres from the point of the piece that decides about each of four places, and the reach there.
  @inline(__always)
  func distancesAndReaches(_ px: SIMD4<Float>, _ py: SIMD4<Float>) -> (SIMD4<Float>, SIMD4<Float>) {
    Self.distancesAndReaches(
      px, py, x: SIMD4(repeating: x), y: SIMD4(repeating: y), dx: SIMD4(repeating: dx), dy: SIMD4(repeating: dy),
      length: SIMD4(repeating: length), reach: SIMD4(repeating: reach), slope: SIMD4(repeating: slope),
      tangent: SIMD4(repeating: tangent))
  }

  /// The same of a shape whose numbers stand four times beside themselves.
  @inline(__always)
  static func distancesAndReaches(
    _ px: SIMD4<Float>, _ py: SIMD4<Float>, x: SIMD4<Float>, y: SIMD4<Float>, dx: SIMD4<Float>, dy: SIMD4<Float>,
    length: SIMD4<Float>, reach: SIMD4<Float>, slope: SIMD4<Float>, tangent: SIMD4<Float>
  ) -> (SIMD4<Float>, SIMD4<Float>) {
    let qx = px - x
    let qy = py - y
    let along = qx * dx + qy * dy
    let side = qx * dy - qy * dx
    let across = (-side).replacing(with: side, where: side .> -side)
    var best = along + across * tangent
    best = best.replacing(with: 0, where: best .< 0)
    best = best.replacing(with: length, where: best .> length)
    let beyond = along - best
    return ((beyond * beyond + across * across).squareRoot(), best * slope + reach)
  }

  /// The same at one place.
  @inline(__always)
  func signedDistance(_ px: Double, _ py: Double) -> Float {
    signedDistances(SIMD4(repeating: Float(px)), SIMD4(repeating: Float(py)))[0]
  }

  /// The box around it.
  var bounds: (west: Float, south: Float, east: Float, north: Float) {
    let (endX, endY, endReach) = (x + dx * length, y + dy * length, reach + slope * length)
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
