import CGEOS

extension FrameShape {
  /// The ground in this shape, the other, or both.
  public func union(_ other: FrameShape) throws(GeoKitError) -> FrameShape {
    try checkFrame(other)
    return try FrameShape.union(of: [self, other], in: frame)
  }

  /// The ground in both shapes.
  public func intersection(_ other: FrameShape) throws(GeoKitError) -> FrameShape {
    try checkFrame(other)
    guard boxIntersects(other) else { return .empty(in: frame) }
    return try overlay("intersection", other) { GEOSIntersection_r($0, $1, $2) }
  }

  /// The ground in this shape and not in the other.
  public func difference(_ other: FrameShape) throws(GeoKitError) -> FrameShape {
    try checkFrame(other)
    guard boxIntersects(other) else { return self }
    return try overlay("difference", other) { GEOSDifference_r($0, $1, $2) }
  }

  /// The ground in any of the shapes, all of which must be of `frame`; the same to the last bit in whatever order they
  /// come.
  ///
  /// For discs see `union(of:in:tolerance:)`.
  public static func union(of shapes: [FrameShape], in frame: LocalFrame) throws(GeoKitError) -> FrameShape {
    for shape in shapes where shape.frame != frame { throw .differentFrames(shape.frame.centre, frame.centre) }
    let ordered = shapes.sorted { $0.polygons.precedes($1.polygons) }
    let union: FrameShape
    do throws(GeoKitError) {
      union = try joined(ordered, in: frame)
    } catch {
      let valid = try ordered.map { (shape) throws(GeoKitError) in try shape.repaired() }
      union = try joined(valid, in: frame)
    }
    return union.polygons.assembled().map { FrameShape(frame: frame, polygons: $0) } ?? union
  }

  /// Everything within a distance of the shape (see `LocalFrame.shape(within:of:)` for the precision).
  public func buffered(by distance: Distance) throws(GeoKitError) -> FrameShape {
    let context = GEOSContext.current
    let own = try context.multiPolygon(polygons)
    return try result(context.geometry("buffer") { GEOSBuffer_r($0, own.pointer, distance.metres, 16) }, context)
  }

  /// The shape with fewer corners, none of which moves by more than `tolerance`; holes and pieces remain.
  public func simplified(tolerance: Distance) throws(GeoKitError) -> FrameShape {
    let context = GEOSContext.current
    let own = try context.multiPolygon(polygons)
    return try result(
      context.geometry("simplify") { GEOSTopologyPreserveSimplify_r($0, own.pointer, tolerance.metres) }, context)
  }

  /// The shape made valid in the frame, as `Validity.repaired` does in degrees.
  ///
  /// Wanted only for slivers with long edges: bending an edge of 6 km into a geodesic moves its middle by 0.7 m at 45°,
  /// which can make the two sides of something narrower cross. The overlays do it themselves when they have to.
  public func repaired() throws(GeoKitError) -> FrameShape {
    let context = GEOSContext.current
    let own = try context.multiPolygon(polygons)
    return try result(context.makeValid(own), context)
  }

  /// True when the shapes share at least a point.
  public func intersects(_ other: FrameShape) throws(GeoKitError) -> Bool {
    try checkFrame(other)
    guard boxIntersects(other) else { return false }
    let context = GEOSContext.current
    let a = try context.multiPolygon(polygons)
    let b = try context.multiPolygon(other.polygons)
    return try context.predicate("intersects") { GEOSIntersects_r($0, a.pointer, b.pointer) }
  }

  /// True when no part of the other shape lies outside this one.
  public func contains(_ other: FrameShape) throws(GeoKitError) -> Bool {
    try checkFrame(other)
    guard let box, let otherBox = other.box, box.contains(otherBox) else { return false }
    let context = GEOSContext.current
    let a = try context.multiPolygon(polygons)
    let b = try context.multiPolygon(other.polygons)
    return try context.predicate("contains") { GEOSContains_r($0, a.pointer, b.pointer) }
  }

  private func overlay(
    _ operation: String, _ other: FrameShape,
    _ body: (
      GEOSContextHandle_t, UnsafeMutablePointer<GEOSGeom_t>, UnsafeMutablePointer<GEOSGeom_t>
    ) -> UnsafeMutablePointer<GEOSGeom_t>?
  ) throws(GeoKitError) -> FrameShape {
    let context = GEOSContext.current
    func attempt(_ first: PlanarPolygons, _ second: PlanarPolygons) throws(GeoKitError) -> FrameShape {
      let a = try context.multiPolygon(first)
      let b = try context.multiPolygon(second)
      return try result(context.geometry(operation) { body($0, a.pointer, b.pointer) }, context)
    }
    do throws(GeoKitError) {
      return try attempt(polygons, other.polygons)
    } catch {
      // A sliver that is valid with edges straight in degrees can cross itself with geodesic ones.
      return try attempt(repaired().polygons, other.repaired().polygons)
    }
  }

  private func result(
    _ geometry: consuming GEOSGeometry, _ context: GEOSContext
  ) throws(GeoKitError) -> FrameShape {
    FrameShape(frame: frame, polygons: try context.planarPolygons(geometry))
  }

  private static func joined(_ shapes: [FrameShape], in frame: LocalFrame) throws(GeoKitError) -> FrameShape {
    let context = GEOSContext.current
    var parts = GEOSParts()
    for shape in shapes {
      for polygon in shape.polygons.polygonEnds.indices {
        parts.append(try context.polygon(shape.polygons, polygon))
      }
    }
    let all = try context.collection(parts, GEOS_GEOMETRYCOLLECTION)
    let union = try context.geometry("union") { GEOSUnaryUnion_r($0, all.pointer) }
    return FrameShape(frame: frame, polygons: try context.planarPolygons(union))
  }
}
