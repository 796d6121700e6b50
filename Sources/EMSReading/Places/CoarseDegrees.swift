import EMSModel
import GeoKit

extension LayerReader {
  /// So many places are enough to tell that the decimals were cut off: fewer may have none by chance.
  private static let enoughPlaces = 20
  /// Steps to a degree with none, one and two decimals; with more a place is nearer than it is wide.
  private static let steps = [1.0, 10, 100]

  /// Says of a list in which no coordinate has more than two decimals how far its places may be from where they are said
  /// to be.
  func warnOfCoarseDegrees(_ points: [Coordinate?], _ findings: inout Findings) {
    let places = Set(points.compactMap { $0 })
    guard places.count >= Self.enoughPlaces,
      let decimals = Self.steps.indices.first(where: { decimals in
        places.allSatisfy { Self.hasNoMore(decimals, $0.longitude) && Self.hasNoMore(decimals, $0.latitude) }
      })
    else { return }
    // Half a step to the north and to the east, where the steps are widest.
    let half = 0.5 / Self.steps[decimals]
    let widest = places.min { abs($0.latitude) < abs($1.latitude) }?.latitude ?? 0
    let far = Geodesic.distance(
      Coordinate(longitude: 0, latitude: widest),
      Coordinate(longitude: half, latitude: widest + (widest > 0 ? -half : half)))
    let kilometres = NumberText.oneDecimal(far.kilometres)
    findings.note(
      .warning,
      "\(layer.file): the coordinates have \(decimals == 0 ? "no decimals" : decimals.of("decimal", "decimals")) of a degree: where they were rounded, a place may be \(kilometres) km from where it is said to be",
      "\(layer.file)：坐标只有 \(decimals) 位小数；如经四舍五入，位置偏差可达 \(kilometres) 公里")
  }

  private static func hasNoMore(_ decimals: Int, _ degrees: Double) -> Bool {
    let steps = degrees * Self.steps[decimals]
    return abs(steps - steps.rounded()) < 1e-7
  }
}
