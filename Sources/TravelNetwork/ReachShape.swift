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

  /// The least signed distance to some of the shapes at four places.
  // Not inlined: vectors that the compiler sees come together lane by lane are taken apart again lane by lane.
  @inline(never)
  static func lowest(
    _ shapes: UnsafePointer<ReachShape>, _ numbers: UnsafePointer<Int32>, _ count: Int, _ px: SIMD4<Float>,
    _ py: SIMD4<Float>
  ) -> SIMD4<Float> {
    var lowest = SIMD4<Float>(repeating: .infinity)
    for index in 0..<count {
      let found = (shapes + Int(numbers[index])).pointee.signedDistances(px, py)
      lowest = lowest.replacing(with: found, where: found .< lowest)
    }
    return lowest
  }

  /// The reach at the point of the piece that is nearest.
  @inline(__always)
  func reachNear(_ px: Float, _ py: Float) -> Float {
    reach + slope * min(max((px - x) * dx + (py - y) * dy, 0), length)
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
