import CGEOS

/// A ring whose own coordinates are sound, ready to be checked against itself and the others.
struct CheckedRing {
  let polygon: Int
  let ring: Int
  let coordinates: [Coordinate]
}

/// Checks how the edges of a shape's rings meet.
struct TopologyCheck {
  private let rings: [CheckedRing]
  private let plane: CheckPlane
  /// The rings without repeated corners, closed.
  private let outline: PlanarPolygons
  private let edges: EdgeHierarchy

  init(_ rings: [CheckedRing]) {
    self.rings = rings
    plane = CheckPlane(
      MultiPolygon(rings.map { Polygon(shell: Ring($0.coordinates)) }))
    var outline = PlanarPolygons()
    outline.points.reserveCapacity(rings.reduce(0) { $0 + $1.coordinates.count + 1 })
    for ring in rings {
      guard let first = ring.coordinates.first.map(plane.point) else { continue }
      outline.points.append(first)
      var before = first
      for coordinate in ring.coordinates.dropFirst() {
        let point = plane.point(coordinate)
        if point == before { continue }
        outline.points.append(point)
        before = point
      }
      if before != first { outline.points.append(first) }
      outline.ringEnds.append(outline.points.count)
    }
    self.outline = outline
    edges = EdgeHierarchy(outline)
  }

  func problems() -> [GeometryProblem] {
    var found: [GeometryProblem] = []
    var crossings = [Int](repeating: 0, count: rings.count)
    var touching: Set<Int> = []
    edges.forEachTouchingPair(in: outline) { ringA, a, ringB, b in
      guard let contact = contact(a, b, inOneRing: ringA == ringB ? ringA : nil) else { return }
      if ringA != ringB && !contact.isCrossing {
        touching.insert(rings[ringA].polygon)
        touching.insert(rings[ringB].polygon)
        return
      }
      let kind: GeometryProblem.Kind =
        ringA == ringB
        ? .selfIntersection : rings[ringA].polygon == rings[ringB].polygon ? .ringsCross : .polygonsOverlap
      crossings[ringB] += 1
      guard crossings[ringB] <= Validity.crossingLimit else { return }
      found.append(
        GeometryProblem(
          kind: kind, polygon: rings[ringB].polygon, ring: rings[ringB].ring, vertex: vertex(ofPoint: b, ring: ringB),
          coordinate: plane.coordinate(contact.point)))
    }
    for (index, ring) in rings.enumerated() where crossings[index] == 0 && hasNoArea(outline.pointRange(ring: index)) {
      found.append(
        GeometryProblem(kind: .noArea, polygon: ring.polygon, ring: ring.ring, coordinate: ring.coordinates.first))
    }
    if found.isEmpty { found = nesting() }
    // Rings may touch at points; whether they do so properly is left to the library, for it is rare.
    if found.isEmpty && !touching.isEmpty { found = libraryVerdict() }
    return found
  }

  /// The number of a point among the ring's coordinates as they were given.
  private func vertex(ofPoint point: Int, ring: Int) -> Int {
    var rest = point - outline.pointRange(ring: ring).lowerBound
    var before: SIMD2<Double>?
    for (vertex, coordinate) in rings[ring].coordinates.enumerated() {
      let place = plane.point(coordinate)
      if place == before { continue }
      if rest == 0 { return vertex }
      rest -= 1
      before = place
    }
    // The closing corner that was missing.
    return 0
  }

  private struct Contact {
    var point: SIMD2<Double>
    var isCrossing: Bool
  }

  /// How two edges meet; nil when they do not, or only as neighbours in a ring must.
  private func contact(_ a: Int, _ b: Int, inOneRing ring: Int?) -> Contact? {
    let p1 = outline.points[a]
    let p2 = outline.points[a + 1]
    let q1 = outline.points[b]
    let q2 = outline.points[b + 1]
    if let ring {
      let range = outline.pointRange(ring: ring)
      // Edges a and b of one ring follow each other: a before b, or b the last and a the first.
      if b == a + 1 { return spike(p1, p2, q2) }
      if a == range.lowerBound && b == range.upperBound - 2 { return spike(q1, p1, p2) }
    }
    let d1 = ExactOrientation.sign(q1, q2, p1)
    let d2 = ExactOrientation.sign(q1, q2, p2)
    if d1 > 0 && d2 > 0 || d1 < 0 && d2 < 0 { return nil }
    let d3 = ExactOrientation.sign(p1, p2, q1)
    let d4 = ExactOrientation.sign(p1, p2, q2)
    if d3 > 0 && d4 > 0 || d3 < 0 && d4 < 0 { return nil }
    if d1 != 0 && d2 != 0 && d3 != 0 && d4 != 0 {
      let share = d1 / (d1 - d2)
      return Contact(point: p1 + (p2 - p1) * share, isCrossing: true)
    }
    // Some end lies on the line of the other edge; the boxes touch, but on one line they may still miss each other.
    for (end, from, to) in [(p1, q1, q2), (p2, q1, q2), (q1, p1, p2), (q2, p1, p2)] {
      if ExactOrientation.sign(from, to, end) == 0, isBetween(end, from, to) {
        return Contact(point: end, isCrossing: false)
      }
    }
    return nil
  }

  /// A corner whose second edge runs back along its first.
  private func spike(_ a: SIMD2<Double>, _ corner: SIMD2<Double>, _ b: SIMD2<Double>) -> Contact? {
    guard ExactOrientation.sign(a, corner, b) == 0, ((a - corner) * (b - corner)).sum() > 0 else { return nil }
    return Contact(point: corner, isCrossing: true)
  }

  private func isBetween(_ point: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    PlanarBox(from: a, to: b).intersects(PlanarBox(low: point, high: point))
  }

  private func hasNoArea(_ range: Range<Int>) -> Bool {
    let a = outline.points[range.lowerBound]
    guard let b = outline.points[range].first(where: { $0 != a }) else { return true }
    return outline.points[range].allSatisfy { ExactOrientation.sign(a, b, $0) == 0 }
  }

  // MARK: Nesting

  /// Rings that do not cross may still be in the wrong place.
  private func nesting() -> [GeometryProblem] {
    guard rings.count > 1 else { return [] }
    let tree = BoxTree(edges.rings)
    var found: [GeometryProblem] = []
    func isInside(_ inner: Int, _ outer: Int) -> Bool? {
      edges.isInside(inner, outer, in: outline.points)
    }
    for (index, ring) in rings.enumerated() {
      let near = tree.intersecting(edges.rings[index]).filter { $0 != index }
      func report(_ kind: GeometryProblem.Kind) {
        found.append(
          GeometryProblem(
            kind: kind, polygon: ring.polygon, ring: ring.ring, coordinate: ring.coordinates.first))
      }
      if ring.ring > 0 {
        let shell = rings.firstIndex { $0.polygon == ring.polygon && $0.ring == 0 }
        if let shell, !near.contains(shell) || isInside(index, shell) == false { report(.holeOutsideShell) }
      }
      for other in near where rings[other].polygon == ring.polygon {
        if isInside(index, other) == nil, isInside(other, index) == nil {
          if other < index { report(.duplicateRings) }
        } else if ring.ring > 0, rings[other].ring > 0, isInside(index, other) == true {
          report(.nestedHoles)
        }
      }
      guard ring.ring == 0 else { continue }
      for other in near where rings[other].polygon != ring.polygon && rings[other].ring == 0 {
        let holes = near.filter { rings[$0].polygon == rings[other].polygon && rings[$0].ring > 0 }
        let isCovered = isInside(index, other) == true && !holes.contains { isInside(index, $0) != false }
        let isSame = isInside(index, other) == nil && isInside(other, index) == nil && other < index
        if isCovered || isSame { report(.polygonsOverlap) }
      }
    }
    return found
  }

  /// What the library finds in the shape as a whole.
  private func libraryVerdict() -> [GeometryProblem] {
    var shapes = PlanarPolygons()
    for polygon in Set(rings.lazy.filter { $0.ring == 0 }.map(\.polygon)).sorted() {
      for (index, ring) in rings.enumerated() where ring.polygon == polygon {
        shapes.points += outline.points[outline.pointRange(ring: index)]
        shapes.ringEnds.append(shapes.points.count)
      }
      shapes.polygonEnds.append(shapes.ringEnds.count)
    }
    let context = GEOSContext.current
    guard let geometry = try? context.multiPolygon(shapes),
      let place = try? context.invalidPlace(geometry)
    else { return [] }
    // The ring with the corner nearest to the place.
    var nearest = 0
    var least = Double.infinity
    for index in outline.points.indices {
      let offset = outline.points[index] - place
      let distance = (offset * offset).sum()
      if distance < least {
        least = distance
        nearest = index
      }
    }
    guard let ring = outline.ringEnds.firstIndex(where: { nearest < $0 }) else { return [] }
    return [
      GeometryProblem(
        kind: .interiorNotConnected, polygon: rings[ring].polygon, ring: rings[ring].ring,
        vertex: vertex(ofPoint: nearest, ring: ring), coordinate: plane.coordinate(place))
    ]
  }
}

extension GEOSContext {
  /// Where a geometry is invalid; nil when it is valid.
  fileprivate func invalidPlace(_ geometry: borrowing GEOSGeometry) throws(GeoKitError) -> SIMD2<Double>? {
    var place: UnsafeMutablePointer<GEOSGeom_t>?
    clearMessage()
    let verdict = GEOSisValidDetail_r(handle, geometry.pointer, 0, nil, &place)
    guard let place else {
      if verdict == 1 { return nil }
      throw failure("validity")
    }
    let owned = GEOSGeometry(owning: place)
    var point = SIMD2<Double>.zero
    guard GEOSGeomGetX_r(handle, owned.pointer, &point.x) == 1, GEOSGeomGetY_r(handle, owned.pointer, &point.y) == 1
    else { throw failure("validity") }
    return verdict == 0 ? point : nil
  }
}
