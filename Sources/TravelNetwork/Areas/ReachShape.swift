import CReach

/// What a piece of road reaches off the road: the convex hull of the discs at its two ends.
///
/// All lengths are those of the plane, in single precision: a few millimetres at the edge of a service area. A place
/// has the same signed distance whoever asks for it, here or in the loops of `reach.c`, so neighbouring tiles agree on
/// their common corners.
typealias ReachShape = reach_shape

extension ReachShape {
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
}

extension reach_piece {
  /// How far a place is from the edge of what a part of the piece reaches: below zero inside.
  func signedDistance(_ px: Double, _ py: Double, over part: Sight.Part) -> Double {
    let (ex, ey) = (end_x - x, end_y - y)
    let length = (ex * ex + ey * ey).squareRoot()
    let (qx, qy) = (px - x, py - y)
    if length == 0 { return hypotenuse(qx, qy) - max(reach, end_reach) }
    let along = (qx * ex + qy * ey) / length
    let across = abs(qx * ey - qy * ex) / length
    let slope = (end_reach - reach) / length
    let (from, to) = (part.from * length, part.to * length)
    let best =
      slope >= 1
      ? to : slope <= -1 ? from : min(max(along + across * slope / (1 - slope * slope).squareRoot(), from), to)
    return hypotenuse(along - best, across) - (reach + slope * best)
  }

  private func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}

/// A point of a road in the plane.
struct ReachPoint {
  var x: Double
  var y: Double
  /// The open reach.
  var reach: Double
  /// How far the road is off without the point, as ``StretchCourse`` has it, in the plane.
  var offset: Float = .infinity

  func toward(_ other: ReachPoint, _ share: Double) -> ReachPoint {
    ReachPoint(
      x: x + share * (other.x - x), y: y + share * (other.y - y), reach: reach + share * (other.reach - reach))
  }
}
