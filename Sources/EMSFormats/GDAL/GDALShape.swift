#if GDAL
  import CGDAL
  import GeoKit

  /// Shapes out of OGR geometries, heights left out, curves made straight.
  enum GDALShape {
    static func read(_ geometry: OGRGeometryH) -> SourceShape? {
      if OGR_G_IsEmpty(geometry) != 0 { return nil }
      if OGR_G_HasCurveGeometry(geometry, 0) != 0, let straight = OGR_G_GetLinearGeometry(geometry, 0, nil) {
        defer { OGR_G_DestroyGeometry(straight) }
        return read(straight)
      }
      switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
      case wkbPoint: return .point(point(geometry, 0))
      case wkbPolygon: return .polygons(MultiPolygon([polygon(geometry)]))
      case wkbMultiPolygon: return .polygons(MultiPolygon(parts(geometry).map(polygon)))
      case wkbMultiPoint, wkbGeometryCollection:
        // KML wraps single shapes into collections.
        let parts = parts(geometry)
        if parts.count == 1 { return read(parts[0]) }
        // A point beside polygons is where their name is drawn.
        let shapes = parts.map(read)
        let polygons = shapes.flatMap { if case .polygons(let shape) = $0 { shape.polygons } else { [Polygon]() } }
        let isDrawn = shapes.allSatisfy { if case .other = $0 { false } else { true } }
        return polygons.isEmpty || !isDrawn ? .other(name(geometry)) : .polygons(MultiPolygon(polygons))
      default: return .other(name(geometry))
      }
    }

    private static func name(_ geometry: OGRGeometryH) -> String { String(cString: OGR_G_GetGeometryName(geometry)) }

    private static func parts(_ geometry: OGRGeometryH) -> [OGRGeometryH] {
      (0..<OGR_G_GetGeometryCount(geometry)).compactMap { OGR_G_GetGeometryRef(geometry, $0) }
    }

    private static func point(_ geometry: OGRGeometryH, _ index: Int32) -> Coordinate {
      Coordinate(longitude: OGR_G_GetX(geometry, index), latitude: OGR_G_GetY(geometry, index))
    }

    private static func polygon(_ geometry: OGRGeometryH) -> Polygon {
      let rings = parts(geometry).map { ring in Ring((0..<OGR_G_GetPointCount(ring)).map { point(ring, $0) }) }
      return Polygon(shell: rings.first ?? Ring([]), holes: Array(rings.dropFirst()))
    }
  }
#endif
