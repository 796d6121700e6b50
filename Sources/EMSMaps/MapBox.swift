/// An upright rectangle on paper, in points from the upper left corner.
struct MapBox: Hashable, Sendable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }
  var centre: SIMD2<Double> { SIMD2(left + width / 2, top + height / 2) }

  /// The area that it shares with another, 0 where they only touch.
  func overlap(with other: MapBox) -> Double {
    let across = min(right, other.right) - max(left, other.left)
    let down = min(bottom, other.bottom) - max(top, other.top)
    return across > 0 && down > 0 ? across * down : 0
  }

  /// Whether another lies wholly in it.
  func holds(_ other: MapBox) -> Bool {
    other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
  }

  func contains(_ point: SIMD2<Double>) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }

  func inset(by margin: Double) -> MapBox {
    MapBox(left: left + margin, top: top + margin, width: width - 2 * margin, height: height - 2 * margin)
  }
}
