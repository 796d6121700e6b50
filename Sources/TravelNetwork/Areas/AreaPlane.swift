import GeoKit

/// A conformal plane around a centre, in metres that are true at the centre's latitude, times ``detail``.
///
/// Outlines are drawn to lengths of the plane, so a plane of more detail has finer ones.
///
/// Mercator's projection (Snyder 1987, section 7) as its series about the centre: a circle on the ground stays a
/// circle, larger by ``scale(_:)``, wherever it lies. The inverse solves the same series, so there and back is exact.
struct AreaPlane {
  private let centreLongitude: Double
  private let centreLatitude: Double
  private let eastScale: Double
  private let northScale: Double
  private let c2: Double
  private let c3: Double
  private let c4: Double
  private let c5: Double
  /// Of the derivative.
  private let s1: Double
  private let s2: Double
  private let s3: Double
  private let s4: Double
  /// Degrees for each length eastward, radians for each length northward.
  private let degreesPerEast: Double
  private let perNorth: Double
  /// Lengths in the plane for each metre.
  let detail: Double
  private static let radiansPerUnit = Double.pi / 180 / 1e7

  /// `longitude` and `latitude` in 1e-7 degrees.
  init(longitude: Double, latitude: Double, detail: Double = 1) {
    self.detail = detail
    centreLongitude = longitude
    // The plane has no poles.
    centreLatitude = min(max(latitude, -8.5e8), 8.5e8) * Self.radiansPerUnit
    let metric = LocalMetric(latitude: min(max(latitude, -8.5e8), 8.5e8))
    eastScale = metric.east * detail
    northScale = metric.north / Self.radiansPerUnit * detail
    (degreesPerEast, perNorth) = (1 / (eastScale * 1e7), 1 / northScale)
    // Derivatives of the Mercator ordinate, divided by the first.
    let t = tangentOf(centreLatitude)
    c2 = t / 2
    c3 = (1 + 2 * t * t) / 6
    c4 = t * (5 + 6 * t * t) / 24
    c5 = (5 + 28 * t * t + 24 * t * t * t * t) / 120
    (s1, s2, s3, s4) = (2 * c2, 3 * c3, 4 * c4, 5 * c5)
  }

  /// A place in the plane, and the lengths in the plane for each metre on the ground there; in 1e-7 degrees.
  @inline(__always)
  func place(_ longitude: Int32, _ latitude: Int32) -> (x: Double, y: Double, scale: Double) {
    let d = Double(latitude) * Self.radiansPerUnit - centreLatitude
    return (
      x(longitude), northScale * d * (1 + d * (c2 + d * (c3 + d * (c4 + d * c5)))), detail * slope(d)
    )
  }

  @inline(__always)
  private func x(_ longitude: Int32) -> Double {
    var east = Double(longitude) - centreLongitude
    if east > 1.8e9 { east -= 3.6e9 } else if east < -1.8e9 { east += 3.6e9 }
    return east * eastScale
  }

  @inline(__always)
  private func slope(_ d: Double) -> Double {
    1 + d * (s1 + d * (s2 + d * (s3 + d * s4)))
  }

  func coordinate(_ x: Double, _ y: Double) -> Coordinate {
    let target = y * perNorth
    var d = target * (1 - c2 * target)
    for _ in 0..<6 {
      let value = d * (1 + d * (c2 + d * (c3 + d * (c4 + d * c5)))) - target
      let step = value / max(slope(d), 0.05)
      d -= step
      // The next step would be its square.
      if abs(step) < 1e-7 { break }
    }
    var longitude = centreLongitude * 1e-7 + x * degreesPerEast
    if longitude > 180 { longitude -= 360 } else if longitude < -180 { longitude += 360 }
    return Coordinate(longitude: longitude, latitude: (centreLatitude + d) * (180 / Double.pi))
  }
}
