import CGEOS

/// Whether shapes are valid, what is wrong where, and their repair.
public enum Validity {
  /// So many self-intersections and crossings are reported for a ring; a scribble has millions.
  static let crossingLimit = 16

  /// Everything that is wrong with a shape, in the order of polygons, rings and corners; empty when it is valid.
  ///
  /// Edges are straight in longitude and latitude; where a ring jumps at the antimeridian, in a local frame. At most 16
  /// crossings are listed for each ring. Crossings are found exactly, without rounding.
  public static func problems(of shape: MultiPolygon) -> [GeometryProblem] {
    var problems: [GeometryProblem] = []
    var rings: [CheckedRing] = []
    for (polygonIndex, polygon) in shape.polygons.enumerated() {
      for (ringIndex, ring) in ([polygon.shell] + polygon.holes).enumerated() {
        let before = problems.count
        check(ring, polygonIndex, ringIndex, &problems)
        if problems[before...].allSatisfy({ $0.kind == .ringNotClosed }) {
          rings.append(CheckedRing(polygon: polygonIndex, ring: ringIndex, coordinates: ring.coordinates))
        }
      }
    }
    if !rings.isEmpty {
      problems += TopologyCheck(rings).problems()
    }
    return problems.sorted { ($0.polygon, $0.ring, $0.vertex ?? -1) < ($1.polygon, $1.ring, $1.vertex ?? -1) }
  }

  /// The shape made valid, shells counter-clockwise, and by how much its area changed.
  ///
  /// Rings are closed, rings that cross themselves are split where they cross and their parts kept, holes are cut out
  /// of shells, polygons that overlap are joined, and what has no area is dropped (GEOS MakeValid, structure method).
  /// `changedArea` is the difference between the geodesic area of the rings as they were, holes subtracted, and that of
  /// the result.
  /// - Throws: `GeoKitError.outsideFrame` for a coordinate that is not finite or out of range, `notRepaired` for a shape
  ///   that a few repairs do not make valid, such as one that winds around a pole.
  public static func repaired(
    _ shape: MultiPolygon
  ) throws(GeoKitError) -> (shape: MultiPolygon, changedArea: Area) {
    let given = try closed(shape)
    var result = given
    var left: GeometryProblem?
    // A corner that a repair adds is rounded to degrees, which can make edges meet anew.
    for _ in 0..<3 {
      result = try mended(result)
      left = problems(of: result).first
      if left == nil { break }
    }
    if let left { throw .notRepaired(left) }
    let change = Geodesic.area(of: result).squareMetres - Geodesic.area(of: given).squareMetres
    return (result, Area(squareMetres: abs(change)))
  }

  /// The rings of three corners and more, closed.
  private static func closed(_ shape: MultiPolygon) throws(GeoKitError) -> MultiPolygon {
    var given = MultiPolygon()
    for polygon in shape.polygons {
      var rings: [Ring] = []
      for (index, ring) in ([polygon.shell] + polygon.holes).enumerated() {
        for coordinate in ring.coordinates where !coordinate.isOnEarth { throw .outsideFrame(coordinate) }
        let corners = ring.coordinates.withoutRepetition
        guard corners.count >= 3 else {
          if index == 0 { break }
          continue
        }
        rings.append(Ring(corners + [corners[0]]))
      }
      guard let shell = rings.first else { continue }
      given.polygons.append(Polygon(shell: shell, holes: Array(rings.dropFirst())))
    }
    return given
  }

  private static func mended(_ given: MultiPolygon) throws(GeoKitError) -> MultiPolygon {
    var raw = PlanarPolygons()
    let plane = CheckPlane(given)
    for polygon in given.polygons {
      for ring in [polygon.shell] + polygon.holes {
        raw.points += ring.coordinates.map(plane.point)
        raw.ringEnds.append(raw.points.count)
      }
      raw.polygonEnds.append(raw.ringEnds.count)
    }
    let context = GEOSContext.current
    let own = try context.multiPolygon(raw)
    let valid = try context.makeValid(own)
    let mended = try context.planarPolygons(valid)
    return MultiPolygon(
      mended.polygonEnds.indices.map { polygon in
        let rings = mended.ringRange(polygon: polygon).map { ring in
          Ring(mended.points[mended.pointRange(ring: ring)].map(plane.coordinate))
        }
        return Polygon(shell: rings[0], holes: Array(rings.dropFirst()))
      })
  }

  /// The checks that need one ring alone.
  private static func check(
    _ ring: Ring, _ polygon: Int, _ index: Int, _ problems: inout [GeometryProblem]
  ) {
    var allOnEarth = true
    for (vertex, coordinate) in ring.coordinates.enumerated() where !coordinate.isOnEarth {
      allOnEarth = false
      let isFinite = coordinate.longitude.isFinite && coordinate.latitude.isFinite
      problems.append(
        GeometryProblem(
          kind: isFinite ? .outOfRange : .nonFinite, polygon: polygon, ring: index, vertex: vertex,
          coordinate: coordinate))
    }
    guard allOnEarth else { return }
    if let first = ring.coordinates.first, let last = ring.coordinates.last, first != last {
      problems.append(
        GeometryProblem(
          kind: .ringNotClosed, polygon: polygon, ring: index, vertex: ring.coordinates.count - 1, coordinate: last))
    }
    var corners: Set<Coordinate> = []
    for coordinate in ring.coordinates {
      corners.insert(coordinate)
      if corners.count == 3 { return }
    }
    problems.append(
      GeometryProblem(
        kind: .tooFewPoints(corners.count), polygon: polygon, ring: index, coordinate: ring.coordinates.first))
  }
}

/// The plane in which a shape is checked: degrees, or a local frame for shapes that jump at the antimeridian.
struct CheckPlane {
  private let frame: LocalFrame?

  init(_ shape: MultiPolygon) {
    let jumps = shape.polygons.contains { polygon in
      ([polygon.shell] + polygon.holes).contains(where: \.jumpsAtAntimeridian)
    }
    frame = jumps ? LocalFrame(around: [shape]) : nil
  }

  func point(_ coordinate: Coordinate) -> SIMD2<Double> {
    frame?.project(coordinate) ?? SIMD2(coordinate.longitude, coordinate.latitude)
  }

  func coordinate(_ point: SIMD2<Double>) -> Coordinate {
    frame?.coordinate(at: point) ?? Coordinate(longitude: point.x, latitude: point.y)
  }
}

extension Coordinate {
  /// True when both numbers are finite and in range.
  var isOnEarth: Bool { abs(longitude) <= 180 && abs(latitude) <= 90 }
}

extension Array where Element == Coordinate {
  /// The corners of a ring without those equal to the one before, and without the closing one.
  var withoutRepetition: [Coordinate] {
    var corners: [Coordinate] = []
    corners.reserveCapacity(count)
    for coordinate in self where coordinate != corners.last { corners.append(coordinate) }
    while corners.count > 1, corners.last == corners.first { corners.removeLast() }
    return corners
  }
}

extension GEOSContext {
  /// The geometry made valid by the structure method, which keeps shells shells and holes holes.
  func makeValid(_ geometry: borrowing GEOSGeometry) throws(GeoKitError) -> GEOSGeometry {
    guard let parameters = GEOSMakeValidParams_create_r(handle) else { throw failure("make valid") }
    defer { GEOSMakeValidParams_destroy_r(handle, parameters) }
    guard GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE) != 0 else {
      throw failure("make valid")
    }
    let pointer = geometry.pointer
    return try self.geometry("make valid") { GEOSMakeValidWithParams_r($0, pointer, parameters) }
  }
}
