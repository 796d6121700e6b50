import Foundation

/// The published approximation of the shift that Chinese web maps apply to WGS 84 (国测局坐标, 火星坐标).
///
/// Source: the formulae published with the ChinaMapShift/eviltransform programs, with the Krasovsky 1940 ellipsoid
/// (a = 6378245 m, e² = 0.00669342162296594323). Applies inside ``ChinaBorder``; outside it is the identity.
public enum GCJ02 {
  private static let semiMajorAxis = 6378245.0
  private static let eccentricitySquared = 0.00669342162296594323

  /// The GCJ-02 coordinate of a WGS 84 one.
  public static func fromWGS84(_ wgs84: Coordinate) -> Coordinate {
    ChinaBorder.contains(wgs84) ? shifted(wgs84) : wgs84
  }

  /// The WGS 84 coordinate of a GCJ-02 one, exact to 1e-12 degrees.
  ///
  /// The shift is discontinuous at the border. A coordinate within the shift's length of it that could come from both
  /// sides is taken to come from inside.
  public static func toWGS84(_ gcj02: Coordinate) -> Coordinate {
    guard ChinaBorder.mayContain(gcj02) else { return gcj02 }
    let inside = unshifted(gcj02, by: shifted)
    return ChinaBorder.contains(inside) ? inside : gcj02
  }

  /// Solves `shift(x) == target`; the shift changes by less than 1 % of a step, so each round gains two digits.
  static func unshifted(_ target: Coordinate, by shift: (Coordinate) -> Coordinate) -> Coordinate {
    var solution = target
    for _ in 0..<20 {
      let image = shift(solution)
      let east = target.longitude - image.longitude
      let north = target.latitude - image.latitude
      solution.longitude += east
      solution.latitude += north
      if abs(east) < 1e-14, abs(north) < 1e-14 { break }
    }
    return solution
  }

  /// The shift itself, wherever the coordinate lies.
  static func shifted(_ wgs84: Coordinate) -> Coordinate {
    let x = wgs84.longitude - 105
    let y = wgs84.latitude - 35
    let latitude = wgs84.latitude / 180 * Double.pi
    let root = 1 - eccentricitySquared * sin(latitude) * sin(latitude)
    let meridianRadius = semiMajorAxis * (1 - eccentricitySquared) / (root * root.squareRoot())
    let parallelRadius = semiMajorAxis / root.squareRoot() * cos(latitude)
    return Coordinate(
      longitude: wgs84.longitude + metresEast(x, y) * 180 / (parallelRadius * Double.pi),
      latitude: wgs84.latitude + metresNorth(x, y) * 180 / (meridianRadius * Double.pi))
  }

  private static func metresNorth(_ x: Double, _ y: Double) -> Double {
    var metres = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
    metres += wave(20, 6 * x) + wave(20, 2 * x)
    metres += wave(20, y) + wave(40, y / 3)
    metres += wave(160, y / 12) + wave(320, y / 30)
    return metres
  }

  private static func metresEast(_ x: Double, _ y: Double) -> Double {
    var metres = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
    metres += wave(20, 6 * x) + wave(20, 2 * x)
    metres += wave(20, x) + wave(40, x / 3)
    metres += wave(150, x / 12) + wave(300, x / 30)
    return metres
  }

  private static func wave(_ amplitude: Double, _ phase: Double) -> Double {
    amplitude * sin(phase * Double.pi) * 2 / 3
  }
}
