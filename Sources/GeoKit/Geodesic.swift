import CProj

/// Shortest paths on the WGS 84 ellipsoid, by Karney's algorithms (J. Geodesy 87, 2013) as PROJ implements them.
///
/// Distances are good to 15 nanometres. Every function is safe from any thread and allocates nothing.
public enum Geodesic {
  // Written once, before anyone can read it, and never freed.
  nonisolated(unsafe) static let ellipsoid: UnsafePointer<geod_geodesic> = {
    let pointer = UnsafeMutablePointer<geod_geodesic>.allocate(capacity: 1)
    geod_init(pointer, Ellipsoid.equatorialRadius, Ellipsoid.flattening)
    return UnsafePointer(pointer)
  }()

  /// The length of the shortest path between two points; NaN when a coordinate is not finite.
  public static func distance(_ a: Coordinate, _ b: Coordinate) -> Distance {
    var metres = 0.0
    geod_inverse(ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, &metres, nil, nil)
    return Distance(metres: metres)
  }

  /// The direction in which the shortest path from `a` to `b` sets out, degrees clockwise from north, -180 to 180.
  public static func azimuth(from a: Coordinate, to b: Coordinate) -> Double {
    var azimuth = 0.0
    geod_inverse(ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, nil, &azimuth, nil)
    return azimuth
  }

  /// The point reached from `start` by going straight on for `distance`.
  ///
  /// - Parameter azimuth: degrees clockwise from north.
  public static func destination(from start: Coordinate, azimuth: Double, distance: Distance) -> Coordinate {
    var latitude = 0.0
    var longitude = 0.0
    geod_direct(ellipsoid, start.latitude, start.longitude, azimuth, distance.metres, &latitude, &longitude, nil)
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// The points that divide the shortest path from `a` to `b` into `parts` equal parts, ends excluded.
  public static func points(between a: Coordinate, and b: Coordinate, parts: Int) -> [Coordinate] {
    guard parts > 1 else { return [] }
    var line = geod_geodesicline()
    geod_inverseline(&line, ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, 0)
    return (1..<parts).map { part in
      var latitude = 0.0
      var longitude = 0.0
      geod_position(&line, line.s13 * Double(part) / Double(parts), &latitude, &longitude, nil)
      return Coordinate(longitude: longitude, latitude: latitude)
    }
  }

  /// The area inside a ring whose edges are geodesics, whichever way the ring runs.
  ///
  /// A ring around a pole is understood as the smaller of its two sides. Fewer than three corners have no area.
  public static func area(of ring: Ring) -> Area {
    var sum = geod_polygon()
    geod_polygon_init(&sum, 0)
    var corners = ring.coordinates[...]
    if corners.count > 1, corners.first == corners.last { corners.removeLast() }
    for corner in corners {
      geod_polygon_addpoint(ellipsoid, &sum, corner.latitude, corner.longitude)
    }
    var metres = 0.0
    geod_polygon_compute(ellipsoid, &sum, 0, 1, &metres, nil)
    return Area(squareMetres: abs(metres))
  }

  /// The area of the shell less that of the holes, edges being geodesics.
  public static func area(of polygon: Polygon) -> Area {
    polygon.holes.reduce(area(of: polygon.shell)) { $0 - area(of: $1) }
  }

  /// The sum of the areas of the polygons.
  public static func area(of multiPolygon: MultiPolygon) -> Area {
    multiPolygon.polygons.reduce(.zero) { $0 + area(of: $1) }
  }
}
