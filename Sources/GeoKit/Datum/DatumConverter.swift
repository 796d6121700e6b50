/// Brings coordinates from one datum to another, point by point.
///
/// Not for sharing between threads; each worker makes its own.
public struct DatumConverter {
  /// In what coordinates are given.
  public let source: Datum
  /// In what they come out.
  public let target: Datum
  private let sourceTransformation: ProjTransformation?
  private let targetTransformation: ProjTransformation?

  /// - Throws: ``DatumError`` for a system that cannot be transformed well.
  public init(from source: Datum, to target: Datum = .wgs84) throws(DatumError) {
    // All that may fail comes first: Swift 6 destroys a whole value when half of it was set before an error.
    let sourceTransformation = try Self.transformation(source)
    let targetTransformation = try Self.transformation(target)
    self.source = source
    self.target = target
    self.sourceTransformation = sourceTransformation
    self.targetTransformation = targetTransformation
  }

  private static func transformation(_ datum: Datum) throws(DatumError) -> ProjTransformation? {
    switch datum {
    case .epsg(let code): return try ProjTransformation(epsg: code)
    case .wellKnownText(let text): return try ProjTransformation(wellKnownText: text)
    default: return nil
    }
  }

  /// Whether the source's coordinates are metres on a plane: easting and northing.
  public var sourceIsProjected: Bool { sourceTransformation?.isProjected ?? false }
  /// Whether what comes out is metres in a plane, and not degrees.
  public var targetIsProjected: Bool { targetTransformation?.isProjected ?? false }

  /// Whether the target's coordinates are those of the source.
  public var isIdentity: Bool {
    source == target || [source, target].allSatisfy { $0 == .wgs84 || $0 == .cgcs2000 }
  }

  /// The coordinate in the target datum; longitude or easting first, in and out.
  public func convert(x: Double, y: Double) throws(DatumError) -> (x: Double, y: Double) {
    if isIdentity { return (x, y) }
    let point = Coordinate(longitude: x, latitude: y)
    switch (source, target) {
    case (.gcj02, .bd09): return pair(BD09.fromGCJ02(point))
    case (.bd09, .gcj02): return pair(BD09.toGCJ02(point))
    default: break
    }
    let wgs84 = try toWGS84(point)
    switch target {
    case .wgs84, .cgcs2000: return pair(wgs84)
    case .gcj02: return pair(GCJ02.fromWGS84(wgs84))
    case .bd09: return pair(BD09.fromWGS84(wgs84))
    case .epsg, .wellKnownText: return try targetTransformation?.fromWGS84(wgs84) ?? pair(wgs84)
    }
  }

  /// The WGS 84 coordinate of one in the source datum; an easting stands as longitude, a northing as latitude.
  public func toWGS84(_ point: Coordinate) throws(DatumError) -> Coordinate {
    switch source {
    case .wgs84, .cgcs2000: point
    case .gcj02: GCJ02.toWGS84(point)
    case .bd09: BD09.toWGS84(point)
    case .epsg, .wellKnownText: try sourceTransformation?.toWGS84(x: point.longitude, y: point.latitude) ?? point
    }
  }

  private func pair(_ point: Coordinate) -> (x: Double, y: Double) { (point.longitude, point.latitude) }
}
