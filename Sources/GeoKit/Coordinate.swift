/// A point on the WGS 84 ellipsoid.
///
/// Every coordinate inside EMSPlan is WGS 84; another datum exists only while a file is being read or written.
public struct Coordinate: Hashable, Sendable {
  /// Degrees east of Greenwich, -180 to 180.
  public var longitude: Double
  /// Degrees north of the equator, -90 to 90.
  public var latitude: Double

  @inlinable
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}
