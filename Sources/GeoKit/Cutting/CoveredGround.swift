/// The union of any shapes, prepared for finding what it leaves uncovered of many others.
///
/// A value is immutable and may be shared between threads.
public struct CoveredGround: Sendable {
  /// The union; holes are ground that no shape covers.
  public let shape: MultiPolygon
  let traced: TracedShape
  /// The union as the geometry library knows it, for cuts that are not clear.
  private let union: FrameShape

  /// Joins the shapes.
  ///
  /// Discs of 30 km and townships of 1,000 counties alike fit one frame: areas are true everywhere in it.
  public init(joining shapes: [MultiPolygon], in frame: LocalFrame) throws(GeoKitError) {
    var parts: [FrameShape] = []
    parts.reserveCapacity(shapes.count)
    for shape in shapes where !shape.isEmpty { parts.append(try frame.shape(of: shape)) }
    try self.init(FrameShape.union(of: parts, in: frame))
  }

  /// Joins discs, drawn as `GeodesicDisc.polygon` draws them.
  public init(joining discs: [GeodesicDisc], in frame: LocalFrame) throws(GeoKitError) {
    try self.init(FrameShape.union(of: discs, in: frame))
  }

  private init(_ union: FrameShape) throws(GeoKitError) {
    self.union = union
    shape = union.multiPolygon()
    traced = try TracedShape(shape, in: union.frame)
  }

  /// The plane in which it was worked out.
  public var frame: LocalFrame { traced.frame }

  /// The area of the union.
  public var area: Area { traced.area }

  /// What is left of a shape when the covered ground is taken away.
  ///
  /// Each polygon of the shape is cut by following its outline and that of the ground from crossing to crossing
  /// (Weiler & Atherton 1977), which takes time in proportion to the outline. Where an outline runs through a corner or
  /// along an edge of the ground, so that crossings are not clear, the geometry library makes the difference instead.
  /// - Throws: `GeoKitError.differentFrames`; `GeoKitError.geos` when the library has to help and the shape is invalid.
  public func uncovered(of other: TracedShape) throws(GeoKitError) -> [GroundPiece] {
    guard frame == other.frame else { throw .differentFrames(frame.centre, other.frame.centre) }
    var pieces: [GroundPiece] = []
    for polygon in other.polygons.polygonEnds.indices {
      var cut = OutlineCut(ground: self, subject: other, polygon: polygon)
      if let left = cut.uncovered() {
        pieces += left
      } else {
        pieces += try differenceByLibrary(other, polygon)
      }
    }
    return pieces
  }

  private func differenceByLibrary(_ other: TracedShape, _ polygon: Int) throws(GeoKitError) -> [GroundPiece] {
    var alone = PlanarPolygons()
    alone.append(other.polygons, polygon: polygon)
    let rest = try FrameShape(frame: frame, polygons: alone).difference(union)
    return zip(rest.multiPolygon().polygons, rest.polygons.polygonEnds.indices).map { shape, polygon in
      let perimeter = rest.polygons.ringRange(polygon: polygon)
        .reduce(0) { $0 + rest.polygons.length(ring: $1).metres }
      return GroundPiece(
        polygon: shape, area: Area(squareMetres: rest.polygons.area(polygon: polygon)),
        perimeter: Distance(metres: perimeter))
    }
  }
}
