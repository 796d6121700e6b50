import CGEOS

/// Thiessen cells: each piece of an outline given to the seat nearest to it (Voronoi 1908, Thiessen 1911).
public enum ThiessenCells {
  /// Seats closer together than this count as one.
  static let leastSpacing = Distance.metres(1)

  /// The cell of each seat inside the outline, in the order of the seats.
  ///
  /// The cells share their corners and fill the outline without gap or overlap. They are drawn in a local equal-area
  /// frame, whose stretch (0.03 % at 300 km) is how much nearer a seat may seem. A seat outside the outline
  /// has whatever part of its cell is inside. A seat less than a metre from an earlier one, or whose cell misses the
  /// outline, has an empty shape.
  public static func cells(
    of seats: [Coordinate], within outline: MultiPolygon
  ) throws(GeoKitError) -> [MultiPolygon] {
    let frame = LocalFrame(around: [outline])
    return try cells(of: seats, within: frame.shape(of: outline)).map { $0.multiPolygon() }
  }

  /// The same in the frame of the outline.
  public static func cells(
    of seats: [Coordinate], within outline: FrameShape
  ) throws(GeoKitError) -> [FrameShape] {
    let frame = outline.frame
    let index = NearestIndex(seats)
    var owners: [Int] = []
    var places: [SIMD2<Double>] = []
    for (seat, coordinate) in seats.enumerated() {
      let place = try frame.checkedProjection(coordinate)
      if index.within(leastSpacing, of: coordinate).first == seat {
        owners.append(seat)
        places.append(place)
      }
    }
    var cells = [PlanarPolygons](repeating: PlanarPolygons(), count: seats.count)
    if !places.isEmpty, let box = outline.box {
      let faces = try GEOSContext.current.faces(of: outline, dividedBy: places, box)
      for (polygon, inside) in faces.insides.enumerated() {
        guard let inside else { continue }
        var nearest = 0
        var least = Double.infinity
        for (candidate, place) in places.enumerated() {
          let offset = place - inside
          let distance2 = (offset * offset).sum()
          if distance2 < least {
            least = distance2
            nearest = candidate
          }
        }
        cells[owners[nearest]].append(faces.polygons, polygon: polygon)
      }
    }
    return cells.map { FrameShape(frame: frame, polygons: $0) }
  }
}

extension GEOSContext {
  /// The faces into which the lines between seats divide an outline, each with a point inside it; the point is nil for
  /// a face outside the outline.
  ///
  /// Outline and lines are noded together, so that faces share their corners to the last bit.
  fileprivate func faces(
    of outline: FrameShape, dividedBy seats: [SIMD2<Double>], _ box: PlanarBox
  ) throws(GeoKitError) -> (polygons: PlanarPolygons, insides: [SIMD2<Double>?]) {
    let shape = try multiPolygon(outline.polygons)
    var lines = try geometry("boundary") { GEOSBoundary_r($0, shape.pointer) }
    if seats.count > 1 {
      var window = box
      for seat in seats { window.extend(seat) }
      let margin = (window.high - window.low) * 0.1 + 1
      let envelope = try rectangle(PlanarBox(low: window.low - margin, high: window.high + margin))
      let points = try multiPoint(seats)
      let borders = try geometry("Voronoi diagram") {
        GEOSVoronoiDiagram_r($0, points.pointer, envelope.pointer, 0, 1)
      }
      lines = try geometry("union") { GEOSUnion_r($0, lines.pointer, borders.pointer) }
    } else {
      lines = try geometry("union") { GEOSUnaryUnion_r($0, lines.pointer) }
    }
    let noded = lines.pointer
    let faces = try geometry("polygonize") { handle in
      var input: UnsafePointer<GEOSGeom_t>? = UnsafePointer(noded)
      return GEOSPolygonize_r(handle, &input, 1)
    }
    let polygons = try planarPolygons(faces)
    var insides: [SIMD2<Double>?] = []
    for polygon in polygons.polygonEnds.indices {
      let inside = try pointInside(polygons, polygon)
      let position = outline.edges.position(of: inside, in: outline.polygons.points)
      insides.append(position == .inside ? inside : nil)
    }
    return (polygons, insides)
  }

  /// A point in the interior of a polygon.
  func pointInside(_ shapes: PlanarPolygons, _ polygon: Int) throws(GeoKitError) -> SIMD2<Double> {
    let own = try self.polygon(shapes, polygon)
    let point = try geometry("point inside") { GEOSPointOnSurface_r($0, own.pointer) }
    return try coordinates(of: point)
  }

  func coordinates(of point: borrowing GEOSGeometry) throws(GeoKitError) -> SIMD2<Double> {
    var place = SIMD2<Double>.zero
    guard GEOSGeomGetX_r(handle, point.pointer, &place.x) == 1, GEOSGeomGetY_r(handle, point.pointer, &place.y) == 1
    else { throw failure("point") }
    return place
  }

  private func multiPoint(_ points: [SIMD2<Double>]) throws(GeoKitError) -> GEOSGeometry {
    var parts = GEOSParts()
    for point in points { parts.append(try self.point(point)) }
    return try collection(parts, GEOS_MULTIPOINT)
  }

  func rectangle(_ box: PlanarBox) throws(GeoKitError) -> GEOSGeometry {
    try geometry("rectangle") { GEOSGeom_createRectangle_r($0, box.low.x, box.low.y, box.high.x, box.high.y) }
  }
}
