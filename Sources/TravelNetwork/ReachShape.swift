import CReach

/// What a piece of road reaches off the road: the convex hull of the discs at its two ends.
///
/// All lengths are those of the plane, in single precision: a few millimetres at the edge of a service area. A place
/// has the same signed distance whoever asks for it, here or in the loops of `reach.c`, so neighbouring tiles agree on
/// their common corners.
typealias ReachShape = reach_shape

extension ReachShape {
  init(from a: ReachPoint, to b: ReachPoint, reach: Double, endReach: Double) {
    let (ex, ey) = (b.x - a.x, b.y - a.y)
    let length = (ex * ex + ey * ey).squareRoot()
    let perLength = length > 0 ? 1 / length : 0
    let slope = (endReach - reach) * perLength
    if abs(slope) < 1 {
      self.init(
        x: Float(a.x), y: Float(a.y), dx: length > 0 ? Float(ex * perLength) : 1, dy: Float(ey * perLength),
        length: Float(length), reach: Float(reach), slope: Float(slope),
        tangent: Float(slope / (1 - slope * slope).squareRoot()))
    } else {
      // One end's disc holds the other's.
      self.init(
        x: Float(slope > 0 ? b.x : a.x), y: Float(slope > 0 ? b.y : a.y), dx: 1, dy: 0, length: 0,
        reach: Float(max(reach, endReach)), slope: 0, tangent: 0)
    }
  }

  /// How far from the edge at four places at once: below zero inside.
  @inline(__always)
  func signedDistances(_ px: SIMD4<Float>, _ py: SIMD4<Float>) -> SIMD4<Float> {
    let qx = px - x
    let qy = py - y
    let along = qx * dx + qy * dy
    let side = qx * dy - qy * dx
    let across = (-side).replacing(with: side, where: side .> -side)
    var best = along + across * tangent
    best = best.replacing(with: 0, where: best .< 0)
    best = best.replacing(with: length, where: best .> length)
    let beyond = along - best
    return (beyond * beyond + across * across).squareRoot() - (best * slope + reach)
  }

  /// The same at one place.
  @inline(__always)
  func signedDistance(_ px: Double, _ py: Double) -> Float {
    signedDistances(SIMD4(repeating: Float(px)), SIMD4(repeating: Float(py)))[0]
  }

  /// The box around it.
  @inline(__always)
  var bounds: (west: Float, south: Float, east: Float, north: Float) {
    let (endX, endY, endReach) = (x + dx * length, y + dy * length, reach + slope * length)
    let (west, south, east, north) = (endX - endReach, endY - endReach, endX + endReach, endY + endReach)
    // Those of the standard library look at whether either is a number.
    return (
      west < x - reach ? west : x - reach, south < y - reach ? south : y - reach, east > x + reach ? east : x + reach,
      north > y + reach ? north : y + reach
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
