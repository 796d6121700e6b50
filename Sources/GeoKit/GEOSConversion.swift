import CGEOS

extension GEOSContext {
  /// A multipolygon of the library from flat polygons.
  func multiPolygon(_ shapes: borrowing PlanarPolygons) throws(GeoKitError) -> GEOSGeometry {
    var parts = GEOSParts()
    for polygon in shapes.polygonEnds.indices { parts.append(try self.polygon(shapes, polygon)) }
    return try collection(parts, GEOS_MULTIPOLYGON)
  }

  /// One polygon of the library from flat polygons.
  func polygon(_ shapes: borrowing PlanarPolygons, _ polygon: Int) throws(GeoKitError) -> GEOSGeometry {
    let rings = shapes.ringRange(polygon: polygon)
    let shell = try line(shapes.points, shapes.pointRange(ring: rings.lowerBound), closed: true)
    var holes = GEOSParts()
    for ring in rings.dropFirst() {
      holes.append(try line(shapes.points, shapes.pointRange(ring: ring), closed: true))
    }
    var holePointers = holes.release()
    let shellPointer = shell.release()
    // The library frees the rings itself when it cannot make the polygon.
    return try geometry("polygon") {
      GEOSGeom_createPolygon_r($0, shellPointer, &holePointers, UInt32(holePointers.count))
    }
  }

  /// A line string, or a closed ring, of the library.
  func line(_ points: [SIMD2<Double>], _ range: Range<Int>, closed: Bool) throws(GeoKitError) -> GEOSGeometry {
    clearMessage()
    let sequence = points.withUnsafeBytes { bytes in
      GEOSCoordSeq_copyFromBuffer_r(
        handle, bytes.baseAddress?.advanced(by: range.lowerBound * 16).assumingMemoryBound(to: Double.self),
        UInt32(range.count), 0, 0)
    }
    guard let sequence else { throw failure("coordinates") }
    return try geometry(closed ? "ring" : "line") {
      closed ? GEOSGeom_createLinearRing_r($0, sequence) : GEOSGeom_createLineString_r($0, sequence)
    }
  }

  /// A point of the library.
  func point(_ point: SIMD2<Double>) throws(GeoKitError) -> GEOSGeometry {
    try geometry("point") { GEOSGeom_createPointFromXY_r($0, point.x, point.y) }
  }

  /// A collection that takes over its parts; the library frees them when it cannot make the collection.
  func collection(_ parts: consuming GEOSParts, _ type: GEOSGeomTypes) throws(GeoKitError) -> GEOSGeometry {
    var pointers = parts.release()
    return try geometry("collection") {
      GEOSGeom_createCollection_r($0, Int32(type.rawValue), &pointers, UInt32(pointers.count))
    }
  }

  /// The polygons of a geometry as flat arrays; points and lines are left out, for they have no area.
  ///
  /// Shells run counter-clockwise and holes clockwise.
  func planarPolygons(_ geometry: borrowing GEOSGeometry) throws(GeoKitError) -> PlanarPolygons {
    var shapes = PlanarPolygons()
    try append(geometry.pointer, to: &shapes)
    return shapes
  }

  private func append(_ geometry: UnsafePointer<GEOSGeom_t>, to shapes: inout PlanarPolygons) throws(GeoKitError) {
    switch GEOSGeomTypeId_r(handle, geometry) {
    case Int32(GEOS_POLYGON.rawValue):
      guard GEOSisEmpty_r(handle, geometry) == 0 else { return }
      try append(ring: GEOSGetExteriorRing_r(handle, geometry), counterClockwise: true, to: &shapes)
      let holes = GEOSGetNumInteriorRings_r(handle, geometry)
      guard holes >= 0 else { throw failure("interior rings") }
      for hole in 0..<holes {
        try append(ring: GEOSGetInteriorRingN_r(handle, geometry, hole), counterClockwise: false, to: &shapes)
      }
      shapes.polygonEnds.append(shapes.ringEnds.count)
    case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
      let count = GEOSGetNumGeometries_r(handle, geometry)
      guard count >= 0 else { throw failure("parts") }
      for part in 0..<count {
        guard let pointer = GEOSGetGeometryN_r(handle, geometry, part) else { throw failure("part") }
        try append(pointer, to: &shapes)
      }
    case -1:
      throw failure("type")
    default:
      break
    }
  }

  private func append(
    ring: UnsafePointer<GEOSGeom_t>?, counterClockwise: Bool, to shapes: inout PlanarPolygons
  ) throws(GeoKitError) {
    var size: UInt32 = 0
    guard let ring, let sequence = GEOSGeom_getCoordSeq_r(handle, ring),
      GEOSCoordSeq_getSize_r(handle, sequence, &size) != 0
    else { throw failure("ring") }
    let start = shapes.points.count
    shapes.points.append(contentsOf: repeatElement(.zero, count: Int(size)))
    let copied = shapes.points.withUnsafeMutableBytes { bytes in
      GEOSCoordSeq_copyToBuffer_r(
        handle, sequence, bytes.baseAddress?.advanced(by: start * 16).assumingMemoryBound(to: Double.self), 0, 0)
    }
    guard copied != 0 else { throw failure("coordinates") }
    shapes.ringEnds.append(shapes.points.count)
    if (shapes.signedArea(ring: shapes.ringEnds.count - 1) < 0) == counterClockwise {
      shapes.points[start...].reverse()
    }
  }
}
