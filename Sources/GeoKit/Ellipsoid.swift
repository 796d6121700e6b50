/// The WGS 84 ellipsoid (NIMA TR8350.2), lengths in metres.
enum Ellipsoid {
  static let equatorialRadius = 6_378_137.0
  static let flattening = 1 / 298.257223563
  static let eccentricitySquared = flattening * (2 - flattening)
  static let polarRadius = equatorialRadius * (1 - flattening)

  /// The least radius of curvature of any geodesic: that of the meridian at the equator, b²/a.
  static let leastCurvatureRadius = polarRadius * polarRadius / equatorialRadius
}

let radiansPerDegree = Double.pi / 180
