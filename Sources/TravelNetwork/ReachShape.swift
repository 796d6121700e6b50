/// What a piece of road reaches off the road: the convex hull of the discs at its two ends.
///
/// All lengths are metres in the plane, in single precision: a few millimetres at the edge of a service area. A place
/// has the same signed distance whoever asks for it, so neighbouring tiles agree on their common corners.
///
/// Each number stands four times beside itself, so that four places are looked at without spreading it again.
struct ReachShape {
  let x: SIMD4<Float>
  let y: SIMD4<Float>
  /// Unit vector along the piece.
  let dx: SIMD4<Float>
  let dy: SIMD4<Float>
  let length: SIMD4<Float>
  /// Reach at the begin.
  let reach: SIMD4<Float>
  /// Change of the reach for each metre; between -1 and 1.
  let slope: SIMD4<Float>
  /// Tangent of the angle whose sine is the slope.
  let tangent: SIMD4<Float>

  init(from a: ReachPoint, to b: ReachPoint, reach: Double, endReach: Double) {
    let (ex, ey) = (b.x - a.x, b.y - a.y)
    let length = (ex * ex + ey * ey).squareRoot()
    let perLength = length > 0 ? 1 / length : 0
    let slope = (endReach - reach) * perLength
    if abs(slope) < 1 {
      self.init(
        x: a.x, y: a.y, dx: length > 0 ? ex * perLength : 1, dy: ey * perLength, length: length, reach: reach,
        slope: slope)
    } else {
      // One end's disc holds the other's.
      self.init(
        x: slope > 0 ? b.x : a.x, y: slope > 0 ? b.y : a.y, dx: 1, dy: 0, length: 0, reach: max(reach, endReach),
        slope: 0)
    }
  }

  @inline(__always)
  private init(x: Double, y: Double, dx: Double, dy: Double, length: Double, reach: Double, slope: Double) {
    (self.x, self.y) = (SIMD4(repeating: Float(x)), SIMD4(repeating: Float(y)))
    (self.dx, self.dy) = (SIMD4(repeating: Float(dx)), SIMD4(repeating: Float(dy)))
    (self.length, self.reach) = (SIMD4(repeating: Float(length)), SIMD4(repeating: Float(reach)))
    self.slope = SIMD4(repeating: Float(slope))
    tangent = SIMD4(repeating: Float(slope / (1 - slope * slope).squareRoot()))
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
    let (x, y, reach, length) = (x[0], y[0], reach[0], length[0])
    let (endX, endY, endReach) = (x + dx[0] * length, y + dy[0] * length, reach + slope[0] * length)
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
