/// Polygons of a plane in flat arrays: closed rings one after the other, the shell of each polygon before its holes.
struct PlanarPolygons: Hashable, Sendable {
  var points: [SIMD2<Double>] = []
  /// Where each ring ends in `points`.
  var ringEnds: [Int] = []
  /// Where each polygon ends in `ringEnds`.
  var polygonEnds: [Int] = []

  var isEmpty: Bool { polygonEnds.isEmpty }

  /// The points of a ring, its first point repeated at the end.
  func pointRange(ring: Int) -> Range<Int> { (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring] }

  /// The rings of a polygon, its shell first.
  func ringRange(polygon: Int) -> Range<Int> { (polygon == 0 ? 0 : polygonEnds[polygon - 1])..<polygonEnds[polygon] }

  /// Twice the area to the left of a ring is positive when the ring runs counter-clockwise.
  func signedArea(ring: Int) -> Double {
    points.withUnsafeBufferPointer { points in
      let range = pointRange(ring: ring)
      guard range.count > 3 else { return 0 }
      let origin = points[range.lowerBound]
      var sum = 0.0
      var before = SIMD2<Double>.zero
      for index in range.dropFirst() {
        let next = points[index] - origin
        sum += before.x * next.y - before.y * next.x
        before = next
      }
      return sum / 2
    }
  }

  /// The area of a polygon: its shell less its holes.
  func area(polygon: Int) -> Double {
    let rings = ringRange(polygon: polygon)
    return rings.dropFirst().reduce(abs(signedArea(ring: rings.lowerBound))) { $0 - abs(signedArea(ring: $1)) }
  }

  var area: Double { polygonEnds.indices.reduce(0) { $0 + area(polygon: $1) } }

  /// The box around all points; nil when there are none.
  var envelope: PlanarBox? {
    guard let first = points.first else { return nil }
    var box = PlanarBox(low: first, high: first)
    points.withUnsafeBufferPointer { points in
      for point in points { box.extend(point) }
    }
    return box
  }

  /// An order by the corners alone.
  func precedes(_ other: PlanarPolygons) -> Bool {
    points.lexicographicallyPrecedes(other.points) { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  mutating func append(_ other: PlanarPolygons, polygon: Int) {
    for ring in other.ringRange(polygon: polygon) {
      points.append(contentsOf: other.points[other.pointRange(ring: ring)])
      ringEnds.append(points.count)
    }
    polygonEnds.append(ringEnds.count)
  }

  mutating func append(_ other: PlanarPolygons) {
    for polygon in other.polygonEnds.indices { append(other, polygon: polygon) }
  }
}

/// A box of the plane with sides along the axes.
struct PlanarBox: Hashable, Sendable {
  var low: SIMD2<Double>
  var high: SIMD2<Double>

  init(low: SIMD2<Double>, high: SIMD2<Double>) {
    self.low = low
    self.high = high
  }

  /// The box around an edge.
  @inline(__always)
  init(from a: SIMD2<Double>, to b: SIMD2<Double>) {
    low = a.replacing(with: b, where: b .< a)
    high = a.replacing(with: b, where: b .> a)
  }

  // Written so that both axes are compared at once and without a branch.

  @inline(__always)
  mutating func extend(_ point: SIMD2<Double>) {
    low.replace(with: point, where: point .< low)
    high.replace(with: point, where: point .> high)
  }

  @inline(__always)
  mutating func extend(_ other: PlanarBox) {
    low.replace(with: other.low, where: other.low .< low)
    high.replace(with: other.high, where: other.high .> high)
  }

  @inline(__always)
  func intersects(_ other: PlanarBox) -> Bool { !any((low .> other.high) .| (other.low .> high)) }

  @inline(__always)
  func contains(_ point: SIMD2<Double>) -> Bool {
    low.x <= point.x && point.x <= high.x && low.y <= point.y && point.y <= high.y
  }

  func contains(_ other: PlanarBox) -> Bool {
    low.x <= other.low.x && other.high.x <= high.x && low.y <= other.low.y && other.high.y <= high.y
  }
}

extension Array where Element == SIMD2<Double> {
  /// The points as x and y in turn, without a copy.
  @inline(__always)
  func withNumbers<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
    withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return withUnsafePointer(to: 0, body) }
      return start.withMemoryRebound(to: Double.self, capacity: 2 * buffer.count) { body($0) }
    }
  }
}
