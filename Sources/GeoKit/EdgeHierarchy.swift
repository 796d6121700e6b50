/// Boxes around runs of consecutive edges, in three levels: 16 edges, 256 edges, a whole ring.
///
/// Outlines are local along their length, so that runs make good boxes without sorting; it is made in one pass and
/// takes about two bytes for each edge.
struct EdgeHierarchy: Hashable, Sendable {
  static let run = 16

  /// The first leaf, and the first middle box, of each ring, and one past the last.
  private(set) var leafStarts: [Int] = [0]
  private(set) var middleStarts: [Int] = [0]
  private(set) var leaves: [PlanarBox] = []
  private(set) var middles: [PlanarBox] = []
  private(set) var rings: [PlanarBox] = []
  /// The box around all rings; nil when there are none.
  private(set) var whole: PlanarBox?

  init(_ polygons: PlanarPolygons) {
    leaves.reserveCapacity(polygons.points.count / Self.run + polygons.ringEnds.count)
    polygons.points.withUnsafeBufferPointer { points in
      for ring in polygons.ringEnds.indices {
        let range = polygons.pointRange(ring: ring)
        var ringBox = PlanarBox(low: points[range.lowerBound], high: points[range.lowerBound])
        for start in stride(from: range.lowerBound, to: range.upperBound - 1, by: Self.run) {
          var box = PlanarBox(low: points[start], high: points[start])
          for index in start + 1...min(start + Self.run, range.upperBound - 1) { box.extend(points[index]) }
          leaves.append(box)
        }
        let firstLeaf = leafStarts[ring]
        for start in stride(from: firstLeaf, to: leaves.count, by: Self.run) {
          var box = leaves[start]
          for leaf in start + 1..<max(start + 1, min(start + Self.run, leaves.count)) { box.extend(leaves[leaf]) }
          middles.append(box)
          ringBox.extend(box)
        }
        leafStarts.append(leaves.count)
        middleStarts.append(middles.count)
        rings.append(ringBox)
        if whole == nil { whole = ringBox } else { whole?.extend(ringBox) }
      }
    }
  }

  /// Where a point lies by the even-odd rule over some rings, exactly.
  func position(of place: SIMD2<Double>, rings chosen: Range<Int>, in polygons: PlanarPolygons) -> RingPosition {
    var isInside = false
    for ring in chosen {
      let box = rings[ring]
      guard box.low.y <= place.y, place.y <= box.high.y, box.low.x <= place.x, place.x <= box.high.x else { continue }
      switch position(of: place, ring: ring, in: polygons) {
      case .outside: break
      case .boundary: return .boundary
      case .inside: isInside.toggle()
      }
    }
    return isInside ? .inside : .outside
  }

  private func position(of place: SIMD2<Double>, ring: Int, in polygons: PlanarPolygons) -> RingPosition {
    let range = polygons.pointRange(ring: ring)
    var isInside = false
    return polygons.points.withNumbers { numbers in
      for middle in middleStarts[ring]..<middleStarts[ring + 1] where middles[middle].meetsRay(from: place) {
        let firstLeaf = leafStarts[ring] + (middle - middleStarts[ring]) * Self.run
        for leaf in firstLeaf..<min(firstLeaf + Self.run, leafStarts[ring + 1]) where leaves[leaf].meetsRay(from: place)
        {
          for edge in edges(leaf: leaf, ring: ring, range) {
            switch RayCrossing(numbers + 2 * edge, place.x, place.y) {
            case .none: break
            case .crosses: isInside.toggle()
            case .touches: return .boundary
            }
          }
        }
      }
      return isInside ? .inside : .outside
    }
  }

  /// The edges of a leaf, as the numbers of their first points.
  @inline(__always)
  func edges(leaf: Int, ring: Int, _ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound + (leaf - leafStarts[ring]) * Self.run
    return start..<min(start + Self.run, range.upperBound - 1)
  }

  /// Calls `body` for each pair of leaves of two hierarchies whose boxes share a point, with the rings they are of.
  @inline(__always)
  func forEachLeafPair(_ other: EdgeHierarchy, _ body: (_ ring: Int, _ leaf: Int, _ ring: Int, _ leaf: Int) -> Void) {
    guard let otherWhole = other.whole else { return }
    for ring in rings.indices where rings[ring].intersects(otherWhole) {
      for otherRing in other.rings.indices where other.rings[otherRing].intersects(rings[ring]) {
        for middle in middleStarts[ring]..<middleStarts[ring + 1]
        where middles[middle].intersects(other.rings[otherRing]) {
          for otherMiddle in other.middleStarts[otherRing]..<other.middleStarts[otherRing + 1]
          where other.middles[otherMiddle].intersects(middles[middle]) {
            let firstLeaf = leafStarts[ring] + (middle - middleStarts[ring]) * Self.run
            let otherFirst = other.leafStarts[otherRing] + (otherMiddle - other.middleStarts[otherRing]) * Self.run
            let otherEnd = min(otherFirst + Self.run, other.leafStarts[otherRing + 1])
            for leaf in firstLeaf..<min(firstLeaf + Self.run, leafStarts[ring + 1])
            where leaves[leaf].intersects(other.middles[otherMiddle]) {
              for otherLeaf in otherFirst..<otherEnd where other.leaves[otherLeaf].intersects(leaves[leaf]) {
                body(ring, leaf, otherRing, otherLeaf)
              }
            }
          }
        }
      }
    }
  }
}

extension EdgeHierarchy {
  /// Calls `body` once for each pair of edges whose boxes share a point, the edge of the lower number first.
  ///
  /// Neighbours where the outline goes on toward greater x, lesser x, greater y or lesser y are left out: they meet at
  /// their common corner and nowhere else.
  @inline(__always)
  func forEachTouchingPair(
    in polygons: PlanarPolygons, _ body: (_ ring: Int, _ edge: Int, _ ring: Int, _ edge: Int) -> Void
  ) {
    let ringOfMiddle = rings.indices.flatMap { ring in
      repeatElement(ring, count: middleStarts[ring + 1] - middleStarts[ring])
    }
    let fromTheLeft = middles.indices.sorted { (middles[$0].low.x, $0) < (middles[$1].low.x, $1) }
    polygons.points.withUnsafeBufferPointer { points in
      for position in fromTheLeft.indices {
        for otherPosition in position..<fromTheLeft.count {
          let first = min(fromTheLeft[position], fromTheLeft[otherPosition])
          let second = max(fromTheLeft[position], fromTheLeft[otherPosition])
          if middles[fromTheLeft[otherPosition]].low.x > middles[fromTheLeft[position]].high.x { break }
          guard middles[first].intersects(middles[second]) else { continue }
          let ring = ringOfMiddle[first]
          let otherRing = ringOfMiddle[second]
          let range = polygons.pointRange(ring: ring)
          let otherRange = polygons.pointRange(ring: otherRing)
          let others = leafRange(middle: second, ring: otherRing)
          for leaf in leafRange(middle: first, ring: ring) where leaves[leaf].intersects(middles[second]) {
            let edges = edges(leaf: leaf, ring: ring, range)
            if first == second { Self.forEachTouchingPair(of: edges, points) { body(ring, $0, ring, $1) } }
            for other in max(leaf + 1, others.lowerBound)..<max(leaf + 1, others.upperBound)
            where leaves[leaf].intersects(leaves[other]) {
              let otherEdges = self.edges(leaf: other, ring: otherRing, otherRange)
              for edge in edges {
                let box = PlanarBox(from: points[edge], to: points[edge + 1])
                guard box.intersects(leaves[other]) else { continue }
                for otherEdge in otherEdges
                where box.intersects(PlanarBox(from: points[otherEdge], to: points[otherEdge + 1])) {
                  body(ring, edge, otherRing, otherEdge)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The same for the edges of one run.
  @inline(__always)
  private static func forEachTouchingPair(
    of edges: Range<Int>, _ points: UnsafeBufferPointer<SIMD2<Double>>, _ body: (Int, Int) -> Void
  ) {
    // The last edge up to which the outline has gone on in one direction of x, and of y.
    var lastAlongX = edges.upperBound - 1
    var lastAlongY = lastAlongX
    var next = SIMD2<Double>.zero
    for edge in edges.reversed() {
      let step = points[edge + 1] - points[edge]
      if step.x * next.x <= 0 { lastAlongX = edge }
      if step.y * next.y <= 0 { lastAlongY = edge }
      next = step
      let box = PlanarBox(from: points[edge], to: points[edge + 1])
      for other in max(lastAlongX, lastAlongY) + 1..<edges.upperBound
      where box.intersects(PlanarBox(from: points[other], to: points[other + 1])) {
        body(edge, other)
      }
    }
  }

  private func leafRange(middle: Int, ring: Int) -> Range<Int> {
    let start = leafStarts[ring] + (middle - middleStarts[ring]) * Self.run
    return start..<min(start + Self.run, leafStarts[ring + 1])
  }
}

extension PlanarBox {
  /// True when the ray from a point toward greater x may meet something in the box.
  @inline(__always)
  fileprivate func meetsRay(from place: SIMD2<Double>) -> Bool {
    low.y <= place.y && place.y <= high.y && place.x <= high.x
  }
}
