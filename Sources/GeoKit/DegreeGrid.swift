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
    grid.points.reserveCapacity(polygons.reduce(0) { $0 + $1.cornerCount })
    for polygon in polygons {
      for (index, ring) in ([polygon.shell] + polygon.holes).enumerated() {
        let start = grid.points.count
        var before = SIMD2(repeating: Double.nan)
        for coordinate in ring.coordinates {
          let point = SIMD2(
            roundedAwayFromZero(coordinate.longitude * scale) / scale,
            roundedAwayFromZero(coordinate.latitude * scale) / scale)
          if point == before { continue }
          grid.points.append(point)
          before = point
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

extension Polygon {
  /// The number of corners of all rings, closing corners included.
  fileprivate var cornerCount: Int { holes.reduce(shell.coordinates.count) { $0 + $1.coordinates.count } }
}

/// What `rounded()` gives, which is a call into the C library for each number.
@inline(__always)
private func roundedAwayFromZero(_ number: Double) -> Double {
  guard abs(number) < 1e15 else { return number.rounded() }
  let whole = Double(Int64(number))
  // Exact: the two are within a factor of two, or the whole is zero.
  let rest = number - whole
  return rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole
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
