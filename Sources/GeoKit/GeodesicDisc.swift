import CProj
import Foundation

/// Everything within a distance of a point, measured on the ellipsoid.
///
/// Whether a place is inside is decided by the distance (`contains`), never by the drawn polygon.
public struct GeodesicDisc: Hashable, Sendable {
  public var centre: Coordinate
  /// On the ellipsoid; what is exactly so far belongs to the disc.
  public var radius: Distance

  public init(centre: Coordinate, radius: Distance) {
    self.centre = centre
    self.radius = radius
  }

  /// True when the geodesic distance to the centre is at most the radius.
  public func contains(_ point: Coordinate) -> Bool {
    Geodesic.distance(centre, point) <= radius
  }

  /// The disc as a polygon, counter-clockwise, cut at the antimeridian (RFC 7946, section 3.1.9).
  ///
  /// The corners lie on a slightly larger geodesic circle, so that the area is that of the disc; no point of the
  /// outline is farther than `tolerance` from the true circle. The radius must be below 9,000 km.
  public func polygon(tolerance: Distance = .metres(0.75)) throws -> MultiPolygon {
    try MultiPolygon([Polygon(shell: ring(tolerance: tolerance))]).cutAtAntimeridian()
  }

  /// The outline as one closed counter-clockwise ring whose edges are geodesics, not cut at the antimeridian.
  func ring(tolerance: Distance) throws(GeoKitError) -> Ring {
    guard radius.metres > 0, radius.metres < 9e6 else {
      throw .notPositive(parameter: "radius", value: radius.metres)
    }
    guard centre.longitude.isFinite, abs(centre.latitude) <= 90 else { throw .outsideFrame(centre) }
    let corners = Self.cornerCount(radius: radius, tolerance: tolerance)
    let angle = 2 * Double.pi / Double(corners)
    // A regular polygon of circumradius r' has the area n/2 r'² sin(2π/n); this r' makes it πr².
    let reach = radius.metres * (angle / sin(angle)).squareRoot()
    var ring = [Coordinate](repeating: centre, count: corners + 1)
    let half = corners / 2
    // The ellipsoid is one of revolution: the western half is the mirror image of the eastern.
    for step in 0...half {
      let azimuth = 360 * Double(step) / Double(corners)
      var latitude = 0.0
      var longitude = 0.0
      geod_direct(Geodesic.ellipsoid, centre.latitude, 0, azimuth, reach, &latitude, &longitude, nil)
      // Counter-clockwise from north: azimuths fall, so the western side comes first.
      ring[corners - step] = Coordinate(longitude: normalised(centre.longitude + longitude), latitude: latitude)
      ring[step] = Coordinate(longitude: normalised(centre.longitude - longitude), latitude: latitude)
    }
    ring[corners] = ring[0]
    return Ring(ring)
  }

  /// The even number of corners for which the outline stays within the tolerance of the circle.
  ///
  /// With the area kept, corners stand out by r(2π/n)²/12 and the middles of edges fall short by half of that.
  static func cornerCount(radius: Distance, tolerance: Distance) -> Int {
    let angle = (12 * tolerance.metres / radius.metres).squareRoot()
    let corners = Int((2 * Double.pi / angle).rounded(.up))
    return min(max(corners + corners & 1, 64), 100_000)
  }
}

/// A longitude brought into -180...180.
@inline(__always)
func normalised(_ longitude: Double) -> Double {
  if longitude >= -180 && longitude <= 180 { return longitude }
  return longitude - 360 * (longitude / 360).rounded()
}
