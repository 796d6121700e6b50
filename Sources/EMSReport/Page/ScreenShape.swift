import EMSMaps
import Foundation
import GeoKit

/// Shapes with no more corners than a screen shows. Only for drawing.
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
    let halves = [0...far, far...corners.count - 1].map { half in
      LineSimplification.needed(Array(points[half]), tolerance: tolerance.metres).map { corners[half.lowerBound + $0] }
    }
    let kept = halves[0] + halves[1].dropFirst()
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
}
