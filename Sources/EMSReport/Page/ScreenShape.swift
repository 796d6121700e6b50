import Foundation
import GeoKit

/// Shapes with no more corners than a screen shows, by Ramer (1972) and Douglas & Peucker (1973).
///
/// Only for drawing: a simplified shape may touch itself, and neighbours may part by the tolerance.
struct ScreenShape {
  /// How far a drawn line may stray from the true one.
  let tolerance: Distance
  private let metresPerLatitude = 111_195.0
  private let metresPerLongitude: Double

  /// One five-thousandth of the diagonal of the area, rounded up to 1, 2 or 5 times a power of ten, at least 10 m.
  init(_ box: BoundingBox) {
    let middle = (box.south + box.north) / 2 * .pi / 180
    metresPerLongitude = max(metresPerLatitude * cos(middle), 1)
    let width = (box.west <= box.east ? box.east - box.west : box.east - box.west + 360) * metresPerLongitude
    let height = (box.north - box.south) * metresPerLatitude
    let wanted = max(10, (width * width + height * height).squareRoot() / 5000)
    let power = pow(10, floor(log10(wanted)))
    tolerance = .metres([1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * 0.999_999 } ?? wanted)
  }

  func simplified(_ shape: MultiPolygon) -> MultiPolygon {
    MultiPolygon(
      shape.polygons.compactMap { polygon in
        simplified(polygon.shell).map { Polygon(shell: $0, holes: polygon.holes.compactMap(simplified)) }
      })
  }

  /// nil where nothing is left of the ring.
  private func simplified(_ ring: Ring) -> Ring? {
    let corners = ring.coordinates
    guard corners.count >= 4, let first = corners.first else { return nil }
    // The corner farthest from the first splits the ring into two lines that can be simplified.
    let points = corners.map { plane($0, from: first) }
    let far = points.indices.max { points[$0].squaredLength < points[$1].squaredLength } ?? 0
    guard points[far].squaredLength > tolerance.metres * tolerance.metres else { return nil }
    var isKept = [Bool](repeating: false, count: corners.count)
    for index in [0, far, corners.count - 1] { isKept[index] = true }
    var pending = [(0, far), (far, corners.count - 1)]
    while let (start, end) = pending.popLast() {
      guard end - start > 1 else { continue }
      var farthest = start
      var distance = tolerance.metres * tolerance.metres
      for index in start + 1..<end {
        let candidate = points[index].squaredDistance(from: points[start], to: points[end])
        if candidate > distance { (farthest, distance) = (index, candidate) }
      }
      guard farthest > start else { continue }
      isKept[farthest] = true
      pending += [(start, farthest), (farthest, end)]
    }
    let kept = corners.indices.filter { isKept[$0] }.map { corners[$0] }
    return kept.count >= 4 ? Ring(kept) : nil
  }

  private func plane(_ coordinate: Coordinate, from origin: Coordinate) -> SIMD2<Double> {
    SIMD2(
      (coordinate.longitude - origin.longitude) * metresPerLongitude,
      (coordinate.latitude - origin.latitude) * metresPerLatitude)
  }
}

extension SIMD2<Double> {
  fileprivate var squaredLength: Double { (self * self).sum() }

  /// The squared distance of the point from a segment.
  fileprivate func squaredDistance(from a: Self, to b: Self) -> Double {
    let segment = b - a
    let length = segment.squaredLength
    let share = length > 0 ? Swift.min(1, Swift.max(0, ((self - a) * segment).sum() / length)) : 0
    return (self - (a + segment * share)).squaredLength
  }
}
