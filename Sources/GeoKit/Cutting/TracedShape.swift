/// A shape in a frame that remembers, for each corner, the coordinate it came from.
///
/// What is cut out of it keeps the corners of the source exactly, and only the corners that cutting makes are computed.
public struct TracedShape: Sendable {
  /// The plane in which the shape is drawn.
  public let frame: LocalFrame
  let polygons: PlanarPolygons
  /// The coordinate of each of `polygons.points`.
  let coordinates: [Coordinate]
  let edges: EdgeHierarchy
  /// The area, as `Geodesic.area` gives it for the same outline to about 1e-7.
  public let area: Area

  /// - Throws: `GeoKitError.outsideFrame` for a coordinate that is not finite or lies on the other side of the world.
  public init(_ shape: MultiPolygon, in frame: LocalFrame) throws(GeoKitError) {
    self.frame = frame
    var polygons = PlanarPolygons()
    var coordinates: [Coordinate] = []
    for polygon in shape.polygons {
      guard try Self.append(polygon.shell, isShell: true, in: frame, to: &polygons, &coordinates) else { continue }
      for hole in polygon.holes {
        _ = try Self.append(hole, isShell: false, in: frame, to: &polygons, &coordinates)
      }
      polygons.polygonEnds.append(polygons.ringEnds.count)
    }
    self.polygons = polygons
    self.coordinates = coordinates
    edges = EdgeHierarchy(polygons)
    area = Area(squareMetres: polygons.area)
  }

  /// Appends a ring and the coordinates of its corners; false when it encloses nothing.
  private static func append(
    _ ring: Ring, isShell: Bool, in frame: LocalFrame, to polygons: inout PlanarPolygons,
    _ coordinates: inout [Coordinate]
  ) throws(GeoKitError) -> Bool {
    let start = polygons.points.count
    guard let isTurned = try frame.append(ring, isShell: isShell, to: &polygons) else { return false }
    if polygons.points.count - start != ring.coordinates.count {
      // The frame left out repeated corners or put in corners along edges.
      for point in polygons.points[start...] { coordinates.append(frame.coordinate(at: point)) }
    } else if isTurned {
      coordinates.append(contentsOf: ring.coordinates.reversed())
    } else {
      coordinates.append(contentsOf: ring.coordinates)
    }
    return true
  }
}
