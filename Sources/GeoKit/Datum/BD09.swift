import Foundation

/// The published approximation of the second shift that Baidu maps apply to GCJ-02.
///
/// Applies inside ``ChinaBorder``; outside it is the identity. The published formulae of the two directions are not
/// each other's inverse: they miss by up to 5e-7 degrees (5 cm). The way to and from WGS 84, which reading and writing
/// take, is therefore the exact inverse of the way there; only the direct step from BD-09 to GCJ-02 is the published
/// formula.
public enum BD09 {
  private static let wavenumber = Double.pi * 3000 / 180

  /// The BD-09 coordinate of a WGS 84 one.
  public static func fromWGS84(_ wgs84: Coordinate) -> Coordinate {
    ChinaBorder.contains(wgs84) ? shifted(GCJ02.shifted(wgs84)) : wgs84
  }

  /// The WGS 84 coordinate of a BD-09 one: the inverse of ``fromWGS84(_:)``, exact to 1e-12 degrees.
  public static func toWGS84(_ bd09: Coordinate) -> Coordinate {
    guard ChinaBorder.mayContain(bd09) else { return bd09 }
    let inside = GCJ02.unshifted(bd09) { shifted(GCJ02.shifted($0)) }
    return ChinaBorder.contains(inside) ? inside : bd09
  }

  /// The BD-09 coordinate of a GCJ-02 one, by the published formula.
  public static func fromGCJ02(_ gcj02: Coordinate) -> Coordinate {
    ChinaBorder.contains(GCJ02.toWGS84(gcj02)) ? shifted(gcj02) : gcj02
  }

  /// The GCJ-02 coordinate of a BD-09 one, by the published formula.
  public static func toGCJ02(_ bd09: Coordinate) -> Coordinate {
    guard ChinaBorder.contains(toWGS84(bd09)) else { return bd09 }
    let x = bd09.longitude - 0.0065
    let y = bd09.latitude - 0.006
    let radius = (x * x + y * y).squareRoot() - 0.00002 * sin(y * wavenumber)
    let angle = atan2(y, x) - 0.000003 * cos(x * wavenumber)
    return Coordinate(longitude: radius * cos(angle), latitude: radius * sin(angle))
  }

  private static func shifted(_ gcj02: Coordinate) -> Coordinate {
    let x = gcj02.longitude
    let y = gcj02.latitude
    let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * wavenumber)
    let angle = atan2(y, x) + 0.000003 * cos(x * wavenumber)
    return Coordinate(longitude: radius * cos(angle) + 0.0065, latitude: radius * sin(angle) + 0.006)
  }
}
