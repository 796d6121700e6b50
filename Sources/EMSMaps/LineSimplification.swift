/// Lines with no more corners than are seen, by Ramer (1972) and Douglas & Peucker (1973).
///
/// Only for drawing: a simplified ring may touch itself, and neighbours may part by the tolerance.
package enum LineSimplification {
  /// The corners that the line needs so that no other is farther from it than `tolerance`; its two ends always.
  package static func needed(_ points: [SIMD2<Double>], tolerance: Double) -> [Int] {
    guard points.count > 2 else { return Array(points.indices) }
    var isNeeded = [Bool](repeating: false, count: points.count)
    isNeeded[0] = true
    isNeeded[points.count - 1] = true
    var pending = [(0, points.count - 1)]
    while let (start, end) = pending.popLast() {
      guard end - start > 1 else { continue }
      var farthest = start
      var distance = tolerance * tolerance
      for index in start + 1..<end {
        let candidate = squaredDistance(of: points[index], from: points[start], to: points[end])
        if candidate > distance { (farthest, distance) = (index, candidate) }
      }
      guard farthest > start else { continue }
      isNeeded[farthest] = true
      pending += [(start, farthest), (farthest, end)]
    }
    return points.indices.filter { isNeeded[$0] }
  }

  /// Of a point from a segment.
  private static func squaredDistance(
    of point: SIMD2<Double>, from a: SIMD2<Double>, to b: SIMD2<Double>
  ) -> Double {
    let segment = b - a
    let length = (segment * segment).sum()
    let share = length > 0 ? min(1, max(0, ((point - a) * segment).sum() / length)) : 0
    let offset = point - (a + segment * share)
    return (offset * offset).sum()
  }
}
