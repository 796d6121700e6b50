extension PlanarPolygons {
  /// The polygons that the rings make: those that run counter-clockwise are shells, the others holes, each of the smallest
  /// shell around it; nil when a hole has no shell.
  ///
  /// The rings must not cross; `polygonEnds` is not looked at. Rings without area are left out.
  func nestedRings() -> [(shell: Int, holes: [Int])]? {
    let areas = ringEnds.indices.map { signedArea(ring: $0) }
    let shells = areas.indices.filter { areas[$0] > 0 }
    let holes = areas.indices.filter { areas[$0] < 0 }
    var nested: [(shell: Int, holes: [Int])] = shells.map { ($0, []) }
    guard !holes.isEmpty else { return nested }
    let edges = EdgeHierarchy(self)
    let tree = BoxTree(shells.map { edges.rings[$0] })
    for hole in holes {
      // The shells around it have boxes around its box: those over one of its corners are few.
      let corner = points[pointRange(ring: hole).lowerBound]
      var best: Int?
      for place in tree.intersecting(PlanarBox(low: corner, high: corner)) {
        let area = areas[shells[place]]
        guard area > -areas[hole], edges.rings[shells[place]].contains(edges.rings[hole]) else { continue }
        if let best, area >= areas[shells[best]] { continue }
        if edges.isInside(hole, shells[place], in: points) == true { best = place }
      }
      guard let best else { return nil }
      nested[best].holes.append(hole)
    }
    return nested
  }

  /// The polygons that the rings make, in an order, and each ring with a first corner, that depend on the ground alone; nil
  /// when a hole has no shell.
  func assembled() -> PlanarPolygons? {
    guard let nested = nestedRings() else { return nil }
    let areas = ringEnds.indices.map { signedArea(ring: $0) }
    let lowest = ringEnds.indices.map { lowestCorner(ring: $0) }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      let (p, q) = (points[lowest[a]], points[lowest[b]])
      return (p.x, p.y, areas[a]) < (q.x, q.y, areas[b])
    }
    var result = PlanarPolygons()
    result.points.reserveCapacity(points.count)
    for (shell, holes) in nested.sorted(by: { precedes($0.shell, $1.shell) }) {
      for ring in [shell] + holes.sorted(by: precedes) {
        let range = pointRange(ring: ring)
        result.points.append(contentsOf: points[lowest[ring]..<range.upperBound - 1])
        result.points.append(contentsOf: points[range.lowerBound...lowest[ring]])
        result.ringEnds.append(result.points.count)
      }
      result.polygonEnds.append(result.ringEnds.count)
    }
    return result
  }

  /// The corner of a ring with the least x, then y.
  private func lowestCorner(ring: Int) -> Int {
    pointRange(ring: ring).dropLast().min { (points[$0].x, points[$0].y) < (points[$1].x, points[$1].y) }
      ?? pointRange(ring: ring).lowerBound
  }
}
