extension MultiPolygon {
  /// A point in the interior of the largest polygon, in the plane of the coordinates as they stand, whatever their
  /// system; nil where no polygon has an interior, or GEOS fails.
  package var pointInside: Coordinate? {
    var planar = PlanarPolygons()
    for polygon in polygons {
      for ring in [polygon.shell] + polygon.holes where ring.coordinates.count > 3 {
        planar.points += ring.coordinates.map { SIMD2($0.longitude, $0.latitude) }
        planar.ringEnds.append(planar.points.count)
      }
      if planar.ringEnds.count > (planar.polygonEnds.last ?? 0) { planar.polygonEnds.append(planar.ringEnds.count) }
    }
    let largest = planar.polygonEnds.indices.max { planar.area(polygon: $0) < planar.area(polygon: $1) }
    guard let largest, planar.area(polygon: largest) > 0,
      let point = try? GEOSContext.current.pointInside(planar, largest)
    else { return nil }
    return Coordinate(longitude: point.x, latitude: point.y)
  }
}
