import CGEOS

extension LocalFrame {
  /// The shape in this frame, its edges being geodesics.
  ///
  /// Shapes that GeoJSON cut at the antimeridian or closed along a pole are joined again. Rings that enclose nothing
  /// are left out.
  /// - Throws: `GeoKitError.outsideFrame` for a coordinate that is not finite or lies on the other side of the world.
  public func shape(of multiPolygon: MultiPolygon) throws(GeoKitError) -> FrameShape {
    var shapes = PlanarPolygons()
    var isSeamed = false
    for polygon in multiPolygon.polygons {
      guard try append(polygon.shell, isShell: true, to: &shapes) != nil else { continue }
      for hole in polygon.holes { _ = try append(hole, isShell: false, to: &shapes) }
      shapes.polygonEnds.append(shapes.ringEnds.count)
      isSeamed = isSeamed || polygon.shell.coordinates.contains(where: \.isOnSeam)
    }
    guard isSeamed else { return FrameShape(frame: self, polygons: shapes) }
    let context = GEOSContext.current
    let raw = try context.multiPolygon(shapes)
    let valid = try context.geometry("make valid") { GEOSMakeValid_r($0, raw.pointer) }
    let joined = try context.geometry("union") { GEOSUnaryUnion_r($0, valid.pointer) }
    return FrameShape(frame: self, polygons: try context.planarPolygons(joined))
  }

  /// The disc in this frame; see `GeodesicDisc.polygon` for the tolerance.
  public func shape(of disc: GeodesicDisc, tolerance: Distance = .metres(0.75)) throws(GeoKitError) -> FrameShape {
    var shapes = PlanarPolygons()
    if try append(disc.ring(tolerance: tolerance), isShell: true, to: &shapes) != nil {
      shapes.polygonEnds.append(shapes.ringEnds.count)
    }
    return FrameShape(frame: self, polygons: shapes)
  }

  /// Everything within a distance of some lines (a line of one point is that point).
  ///
  /// Round caps and joins with 16 corners to the quarter circle, drawn in the plane: the distance is off by at most
  /// 0.25 % of itself and by the stretch of the frame.
  public func shape(
    within distance: Distance, of lines: [[Coordinate]]
  ) throws(GeoKitError) -> FrameShape {
    guard distance.metres > 0, distance.metres.isFinite else {
      throw .notPositive(parameter: "distance", value: distance.metres)
    }
    let context = GEOSContext.current
    var parts = GEOSParts()
    for line in lines where !line.isEmpty {
      let points = line.map(project)
      for (point, coordinate) in zip(points, line) where !(point.x.isFinite && point.y.isFinite) {
        throw .outsideFrame(coordinate)
      }
      parts.append(
        try points.count == 1
          ? context.point(points[0]) : context.line(points, 0..<points.count, closed: false))
    }
    let all = try context.collection(parts, GEOS_GEOMETRYCOLLECTION)
    let buffer = try context.geometry("buffer") { GEOSBuffer_r($0, all.pointer, distance.metres, 16) }
    return FrameShape(frame: self, polygons: try context.planarPolygons(buffer))
  }

  /// Appends a ring with shells counter-clockwise and holes clockwise; whether it was turned round for that; nil when it
  /// encloses nothing.
  func append(
    _ ring: Ring, isShell: Bool, to shapes: inout PlanarPolygons
  ) throws(GeoKitError) -> Bool? {
    let start = shapes.points.count
    try append(ring, to: &shapes.points)
    shapes.ringEnds.append(shapes.points.count)
    let area = shapes.signedArea(ring: shapes.ringEnds.count - 1)
    guard area != 0 else {
      shapes.points.removeSubrange(start...)
      shapes.ringEnds.removeLast()
      return nil
    }
    let isTurned = (area > 0) != isShell
    if isTurned { shapes.points[start...].reverse() }
    return isTurned
  }
}

extension Coordinate {
  /// True on the antimeridian and at the poles, where GeoJSON cuts shapes.
  fileprivate var isOnSeam: Bool { abs(longitude) == 180 || abs(latitude) == 90 }
}
