import CGEOS
import Foundation

extension MultiPolygon {
  /// The shape with every coordinate rounded to so many decimals of a degree, still valid, shells counter-clockwise.
  ///
  /// Rounding can make a narrow neck touch itself. Such a shape is put on the grid by snap-rounding (GEOS precision
  /// reduction), which keeps it valid; rings and parts that vanish on the grid are dropped.
  /// - Parameter decimals: 0 to 9.
  public func rounded(decimals: Int) throws(GeoKitError) -> MultiPolygon {
    let scale = pow(10, Double(decimals))
    var grid = PlanarPolygons()
    for polygon in polygons {
      for (index, ring) in ([polygon.shell] + polygon.holes).enumerated() {
        let start = grid.points.count
        for coordinate in ring.coordinates {
          let point = SIMD2(
            (coordinate.longitude * scale).rounded() / scale, (coordinate.latitude * scale).rounded() / scale)
          if grid.points.count > start, grid.points[grid.points.count - 1] == point { continue }
          grid.points.append(point)
        }
        if grid.points.count - start >= 4 {
          grid.ringEnds.append(grid.points.count)
          if (grid.signedArea(ring: grid.ringEnds.count - 1) < 0) == (index == 0) {
            grid.points[start...].reverse()
          }
        } else {
          grid.points.removeSubrange(start...)
          if index == 0 { break }
        }
      }
      if grid.ringEnds.count > (grid.polygonEnds.last ?? 0) { grid.polygonEnds.append(grid.ringEnds.count) }
    }
    guard !grid.isEmpty else { return MultiPolygon() }
    let rounded = MultiPolygon(grid.polygonsInDegrees)
    if Validity.problems(of: rounded).isEmpty { return rounded }
    let context = GEOSContext.current
    let exact = try context.multiPolygon(PlanarPolygons(inDegrees: self))
    let snapped = try context.geometry("precision reduction") {
      GEOSGeom_setPrecision_r($0, exact.pointer, 1 / scale, 0)
    }
    return MultiPolygon(try context.planarPolygons(snapped).polygonsInDegrees)
  }
}

extension PlanarPolygons {
  /// The polygons of a shape in the plane of longitude and latitude in degrees.
  fileprivate init(inDegrees shape: MultiPolygon) {
    self.init()
    for polygon in shape.polygons {
      for ring in [polygon.shell] + polygon.holes {
        points += ring.coordinates.map { SIMD2($0.longitude, $0.latitude) }
        ringEnds.append(points.count)
      }
      polygonEnds.append(ringEnds.count)
    }
  }
}
