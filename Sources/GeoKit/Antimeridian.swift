import CGEOS
import CProj

extension MultiPolygon {
  /// The same ground with no edge across the antimeridian and rings around a pole closed along it, as GeoJSON wants
  /// it (RFC 7946, section 3.1.9).
  ///
  /// An edge whose longitudes differ by more than 180° is taken to go the short way around. A ring around a pole is
  /// taken to enclose the pole of its hemisphere. Shapes that need no cut come back unchanged.
  public func cutAtAntimeridian() throws(GeoKitError) -> MultiPolygon {
    guard polygons.contains(where: \.crossesAntimeridian) else { return self }
    var result: [Polygon] = []
    for polygon in polygons {
      guard polygon.crossesAntimeridian else {
        result.append(polygon)
        continue
      }
      let context = GEOSContext.current
      let shell = try context.cutAtAntimeridian(polygon.shell)
      var pieces = try context.multiPolygon(shell)
      for hole in polygon.holes {
        let cut = try context.multiPolygon(context.cutAtAntimeridian(hole))
        pieces = try context.geometry("difference") { GEOSDifference_r($0, pieces.pointer, cut.pointer) }
      }
      result += try context.planarPolygons(pieces).polygonsInDegrees
    }
    return MultiPolygon(result)
  }
}

extension Polygon {
  fileprivate var crossesAntimeridian: Bool {
    shell.jumpsAtAntimeridian || holes.contains(where: \.jumpsAtAntimeridian)
  }
}

extension Ring {
  /// True when an edge goes from one side of the antimeridian to the other; the edge along a pole does not count.
  var jumpsAtAntimeridian: Bool {
    coordinates.withUnsafeBufferPointer { corners in
      for index in corners.indices.dropFirst() {
        let a = corners[index - 1]
        let b = corners[index]
        if abs(a.longitude - b.longitude) > 180, abs(a.latitude) != 90 || a.latitude != b.latitude { return true }
      }
      return false
    }
  }

  /// The corners with longitudes that run on beyond ±180 instead of jumping, and a corner wherever an edge meets the
  /// antimeridian; closed along the pole when the ring goes around it.
  fileprivate func unrolled() -> [SIMD2<Double>] {
    var points: [SIMD2<Double>] = []
    var turns = 0.0
    let corners = bentInDegrees
    for (a, b) in zip(corners, corners.dropFirst()) {
      points.append(SIMD2(a.longitude + turns, a.latitude))
      let step = b.longitude - a.longitude
      if abs(step) > 180 {
        points.append(SIMD2((step < 0 ? 180 : -180) + turns, latitudeAtAntimeridian(a, b)))
        turns += step < 0 ? 360 : -360
      }
    }
    guard let first = points.first else { return [] }
    guard turns != 0 else { return points + [first] }
    // The pole is reached along the antimeridian from where the ring meets it nearest to the pole: beyond that point
    // the antimeridian is inside.
    let mean = points.reduce(0) { $0 + $1.y } / Double(points.count)
    let pole = mean < 0 ? -90.0 : 90.0
    let seam =
      points.indices.filter { (points[$0].x - 180).remainder(dividingBy: 360) == 0 }
      .max { abs(points[$0].y - pole) > abs(points[$1].y - pole) } ?? 0
    let turned = points[seam...] + points[..<seam].map { SIMD2($0.x + turns, $0.y) }
    let start = points[seam]
    return turned + [
      SIMD2(start.x + turns, start.y), SIMD2(start.x + turns, pole), SIMD2(start.x, pole), start,
    ]
  }

  /// The corners, and more along edges that turn by over a degree of longitude, as they do near a pole: there a
  /// geodesic is far from straight in degrees.
  private var bentInDegrees: [Coordinate] {
    var corners: [Coordinate] = []
    for (a, b) in zip(coordinates, coordinates.dropFirst()) {
      corners.append(a)
      let turn = abs((b.longitude - a.longitude).remainder(dividingBy: 360))
      guard turn > 1, abs(a.latitude) < 90, abs(b.latitude) < 90 else { continue }
      corners += Geodesic.points(between: a, and: b, parts: Int(turn.rounded(.up)))
    }
    return corners + coordinates.suffix(1)
  }

  /// The latitude at which the shortest path between two points meets the antimeridian.
  private func latitudeAtAntimeridian(_ a: Coordinate, _ b: Coordinate) -> Double {
    if abs(a.longitude) == 180 { return a.latitude }
    if abs(b.longitude) == 180 { return b.latitude }
    var line = geod_geodesicline()
    geod_inverseline(&line, Geodesic.ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, 0)
    var low = 0.0
    var high = line.s13
    var latitude = a.latitude
    for _ in 0..<60 where high - low > 1e-9 {
      let middle = (low + high) / 2
      var longitude = 0.0
      geod_position(&line, middle, &latitude, &longitude, nil)
      if (longitude > 0) == (a.longitude > 0) { low = middle } else { high = middle }
    }
    return latitude
  }
}

extension GEOSContext {
  /// What a ring encloses, in degrees, cut into the pieces on either side of the antimeridian.
  fileprivate func cutAtAntimeridian(_ ring: Ring) throws(GeoKitError) -> PlanarPolygons {
    let points = ring.jumpsAtAntimeridian ? ring.unrolled() : ring.coordinates.map { SIMD2($0.longitude, $0.latitude) }
    let whole = PlanarPolygons(points: points, ringEnds: [points.count], polygonEnds: [1])
    guard let box = whole.envelope else { return whole }
    var pieces = PlanarPolygons()
    var shape = try multiPolygon(whole)
    if try !predicate("validity", { GEOSisValid_r($0, shape.pointer) }) { shape = try makeValid(shape) }
    let firstBand = ((box.low.x + 180) / 360).rounded(.down)
    let lastBand = ((box.high.x - 180) / 360).rounded(.up)
    for band in stride(from: firstBand, through: max(firstBand, lastBand), by: 1) {
      let offset = SIMD2(band * 360, 0)
      let corners = [SIMD2(-180.0, -91), SIMD2(180, -91), SIMD2(180, 91), SIMD2(-180, 91), SIMD2(-180, -91)]
      let frame = PlanarPolygons(points: corners.map { $0 + offset }, ringEnds: [5], polygonEnds: [1])
      let window = try multiPolygon(frame)
      var piece = try planarPolygons(geometry("intersection") { GEOSIntersection_r($0, shape.pointer, window.pointer) })
      for index in piece.points.indices { piece.points[index] -= offset }
      pieces.append(piece)
    }
    return pieces
  }
}

extension PlanarPolygons {
  /// Polygons whose plane is longitude and latitude in degrees.
  var polygonsInDegrees: [Polygon] {
    polygonEnds.indices.map { polygon in
      let rings = ringRange(polygon: polygon).map { ring in
        Ring(points[pointRange(ring: ring)].map { Coordinate(longitude: $0.x, latitude: $0.y) })
      }
      return Polygon(shell: rings[0], holes: Array(rings.dropFirst()))
    }
  }
}
