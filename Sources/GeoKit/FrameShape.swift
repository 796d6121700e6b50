import CGEOS

/// A shape that lives in the plane of a local frame, so that many overlays share one conversion.
///
/// Areas in the plane are areas on the ellipsoid; edges are within the frame's tolerance of geodesics. A value is
/// immutable and may be shared between threads. Operations want valid shapes of one and the same frame; they throw
/// `GeoKitError.differentFrames` otherwise, and `GeoKitError.geos` with the library's message when a shape is invalid.
public struct FrameShape: Hashable, Sendable {
  /// The plane in which the shape is drawn.
  public let frame: LocalFrame
  let polygons: PlanarPolygons
  let edges: EdgeHierarchy

  init(frame: LocalFrame, polygons: PlanarPolygons) {
    self.frame = frame
    self.polygons = polygons
    edges = EdgeHierarchy(polygons)
  }

  /// No ground at all.
  public static func empty(in frame: LocalFrame) -> FrameShape {
    FrameShape(frame: frame, polygons: PlanarPolygons())
  }

  /// Whether there is no ground at all.
  public var isEmpty: Bool { polygons.isEmpty }

  var box: PlanarBox? { edges.whole }

  /// The area, as `Geodesic.area` gives it for the same outline to about 1e-7.
  public var area: Area { Area(squareMetres: polygons.area) }

  /// The number of corners of all rings, closing corners included.
  public var cornerCount: Int { polygons.points.count }

  /// The shape on the ellipsoid: shells counter-clockwise, holes clockwise, longitudes in -180...180.
  ///
  /// A ring that crosses the antimeridian jumps there; `MultiPolygon.cutAtAntimeridian()` prepares it for GeoJSON.
  public func multiPolygon() -> MultiPolygon {
    MultiPolygon(
      polygons.polygonEnds.indices.map { polygon in
        let rings = polygons.ringRange(polygon: polygon).map { ring in
          Ring(polygons.points[polygons.pointRange(ring: ring)].map { frame.coordinate(at: $0) }.closedExactly())
        }
        return Polygon(shell: rings[0], holes: Array(rings.dropFirst()))
      })
  }

  /// Each polygon as a shape of its own, in order.
  public var pieces: [FrameShape] {
    polygons.polygonEnds.indices.map { index in
      var piece = PlanarPolygons()
      piece.append(polygons, polygon: index)
      return FrameShape(frame: frame, polygons: piece)
    }
  }

  /// The shape without its pieces and holes of less than `least`, and the area that changed by that.
  public func droppingSlivers(below least: Area) -> (shape: FrameShape, dropped: Area) {
    var kept = PlanarPolygons()
    var dropped = 0.0
    for polygon in polygons.polygonEnds.indices {
      let area = polygons.area(polygon: polygon)
      if area < least.squareMetres {
        dropped += area
      } else {
        kept.append(polygons, polygon: polygon)
      }
    }
    guard dropped > 0 || kept.polygonEnds.count < polygons.polygonEnds.count else { return (self, .zero) }
    return (FrameShape(frame: frame, polygons: kept), Area(squareMetres: dropped))
  }

  /// True when the boxes around the two shapes share a point; a quick test before any overlay.
  public func boxIntersects(_ other: FrameShape) -> Bool {
    guard let box, let otherBox = other.box else { return false }
    return box.intersects(otherBox)
  }

  /// True when the point is inside or on the boundary, edges being geodesics.
  ///
  /// For many points, and for edges straight in longitude and latitude, see `PointLocator`.
  public func contains(_ point: Coordinate) -> Bool {
    let place = frame.project(point)
    return edges.position(of: place, in: polygons.points) != .outside
  }

  func checkFrame(_ other: FrameShape) throws(GeoKitError) {
    guard frame == other.frame else { throw .differentFrames(frame.centre, other.frame.centre) }
  }
}

extension Array where Element == Coordinate {
  /// The ring with its last corner equal to its first, whatever rounding did to it.
  fileprivate func closedExactly() -> [Coordinate] {
    var ring = self
    if let first { ring[ring.count - 1] = first }
    return ring
  }
}
