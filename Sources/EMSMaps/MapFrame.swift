import GeoKit

/// How the ground lies on a sheet: Lambert's azimuthal equal-area projection around the region, at a round scale.
struct MapFrame: Sendable {
  let paper: MapPaper
  /// Metres on the ground for a metre of paper.
  let denominator: Double
  private let frame: LocalFrame
  /// The middle of the region, metres from the centre of the projection.
  private let middle: SIMD2<Double>
  private let pointsPerMetre: Double

  /// Points of paper in a metre.
  private static let paperPoints = 72 / 0.0254

  /// nil for no extent.
  init?(around extent: [Coordinate], isFigure: Bool = false) {
    guard !extent.isEmpty else { return nil }
    let frame = LocalFrame(around: extent)
    var low = SIMD2(repeating: Double.infinity)
    var high = SIMD2(repeating: -Double.infinity)
    for coordinate in extent {
      let point = frame.project(coordinate)
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let size = pointwiseMax(high - low, SIMD2(repeating: 100))
    paper = isFigure ? MapPaper(figureOf: size.y / size.x) : MapPaper(isTall: size.y > size.x * 1.15)
    let room = paper.map.inset(by: 14)
    let least = max(size.x / room.width, size.y / room.height) * Self.paperPoints
    denominator = Self.round(least)
    pointsPerMetre = Self.paperPoints / denominator
    middle = (low + high) / 2
    self.frame = frame
  }

  /// Where a place lies on the sheet.
  func point(_ coordinate: Coordinate) -> SIMD2<Double> {
    let offset = (frame.project(coordinate) - middle) * pointsPerMetre
    return SIMD2(paper.map.centre.x + offset.x, paper.map.centre.y - offset.y)
  }

  /// The breadth of a kilometre on the sheet.
  var pointsPerKilometre: Double { pointsPerMetre * 1000 }

  /// The next scale that is easy to read, at least as small as this.
  private static func round(_ denominator: Double) -> Double {
    var power = 1.0
    while power * 10 <= denominator { power *= 10 }
    let steps = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10]
    return (steps.first { $0 * power >= denominator * 0.999_999 } ?? 10) * power
  }

  /// The kilometres of a scale bar: the greatest of 1, 2 or 5 times a power of ten that is not longer than this.
  func scaleBar(atMost points: Double) -> Int {
    let most = points / pointsPerKilometre
    var power = 1
    while Double(power * 10) <= most { power *= 10 }
    return [5, 2, 1].map { $0 * power }.first { Double($0) <= most } ?? 1
  }
}
