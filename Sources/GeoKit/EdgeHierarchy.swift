/// The one index of edges: boxes around runs of consecutive edges, in three levels: 16 edges, 256 edges, a whole ring.
///
/// Outlines are local along their length, so that runs make good boxes without sorting; it is made in one pass and
/// takes about two bytes for each edge. The points are not kept but given again with each question. Edge i runs from point
/// i to point i + 1.
struct EdgeHierarchy: Hashable, Sendable {
  static let run = 16

  /// Where the points of each ring lie.
  private let ranges: [Range<Int>]
  /// The first leaf, and the first middle box, of each ring, and one past the last.
  private(set) var leafStarts: [Int] = [0]
  private(set) var middleStarts: [Int] = [0]
  private(set) var leaves: [PlanarBox] = []
  private(set) var middles: [PlanarBox] = []
  private(set) var rings: [PlanarBox] = []
  /// The box around all rings; nil when there are none.
  private(set) var whole: PlanarBox?

  init(_ polygons: PlanarPolygons) {
    let ranges = polygons.ringEnds.indices.map { polygons.pointRange(ring: $0) }
    self = polygons.points.withNumbers { EdgeHierarchy(points: $0, rings: ranges) }
  }

  /// - Parameters:
  ///   - points: x and y of each point in turn.
  ///   - ranges: where each closed ring lies in `points`, counted in points; none is empty.
  init(points: UnsafePointer<Double>, rings ranges: [Range<Int>]) {
    @inline(__always) func point(_ index: Int) -> SIMD2<Double> {
      SIMD2(points[2 * index], points[2 * index + 1])
    }
    self.ranges = ranges
    leaves.reserveCapacity(ranges.reduce(0) { $0 + $1.count / Self.run + 1 })
    for (ring, range) in ranges.enumerated() {
      var ringBox = PlanarBox(low: point(range.lowerBound), high: point(range.lowerBound))
      for start in stride(from: range.lowerBound, to: range.upperBound - 1, by: Self.run) {
        var box = PlanarBox(low: point(start), high: point(start))
        for index in start + 1...min(start + Self.run, range.upperBound - 1) {
          box.extend(point(index))
        }
        leaves.append(box)
      }
      let firstLeaf = leafStarts[ring]
      for start in stride(from: firstLeaf, to: leaves.count, by: Self.run) {
        var box = leaves[start]
        for leaf in start + 1..<max(start + 1, min(start + Self.run, leaves.count)) {
          box.extend(leaves[leaf])
        }
        middles.append(box)
        ringBox.extend(box)
      }
      leafStarts.append(leaves.count)
      middleStarts.append(middles.count)
      rings.append(ringBox)
      if whole == nil { whole = ringBox } else { whole?.extend(ringBox) }
    }
  }

  // MARK: Points

  /// Where a point lies by the even-odd rule over all rings, exactly.
  func position(of place: SIMD2<Double>, in points: [SIMD2<Double>]) -> RingPosition {
    points.withNumbers { position(of: place, rings: rings.indices, in: $0) }
  }

  /// Where a point lies with regard to one ring, exactly.
  func position(of place: SIMD2<Double>, ring: Int, in points: [SIMD2<Double>]) -> RingPosition {
    points.withNumbers { position(of: place, rings: ring..<ring + 1, in: $0) }
  }

  /// Where a point lies by the even-odd rule over some rings, exactly.
  func position(of place: SIMD2<Double>, rings chosen: Range<Int>, in points: UnsafePointer<Double>)
    -> RingPosition
  {
    var isInside = false
    for ring in chosen where rings[ring].contains(place) {
      for middle in middleStarts[ring]..<middleStarts[ring + 1]
      where middles[middle].meetsRay(from: place) {
        for leaf in leafRange(middle: middle, ring: ring) where leaves[leaf].meetsRay(from: place) {
          for edge in edges(leaf: leaf, ring: ring) {
            switch RayCrossing(points + 2 * edge, place.x, place.y) {
            case .none: break
            case .crosses: isInside.toggle()
            case .touches: return .boundary
            }
          }
        }
      }
    }
    return isInside ? .inside : .outside
  }

  /// Whether a ring lies inside another that it does not cross; nil when all its corners lie on the other.
  func isInside(_ inner: Int, _ outer: Int, in points: [SIMD2<Double>]) -> Bool? {
    for corner in points[ranges[inner]] {
      switch position(of: corner, ring: outer, in: points) {
      case .inside: return true
      case .outside: return false
      case .boundary: continue
      }
    }
    return nil
  }

  // MARK: Runs of edges

  /// The ring of an edge.
  func ring(ofEdge edge: Int) -> Int {
    var (low, high) = (0, ranges.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= edge { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The edges of a leaf, as the numbers of their first points.
  @inline(__always)
  private func edges(leaf: Int, ring: Int) -> Range<Int> {
    let start = ranges[ring].lowerBound + (leaf - leafStarts[ring]) * Self.run
    return start..<min(start + Self.run, ranges[ring].upperBound - 1)
  }

  @inline(__always)
  private func leafRange(middle: Int, ring: Int) -> Range<Int> {
    let start = leafStarts[ring] + (middle - middleStarts[ring]) * Self.run
    return start..<min(start + Self.run, leafStarts[ring + 1])
  }

  /// True when a run of edges may touch a box.
  func mayTouch(_ box: PlanarBox) -> Bool {
    rings.indices.contains { ring in
      rings[ring].intersects(box)
        && (middleStarts[ring]..<middleStarts[ring + 1]).contains { middle in
          middles[middle].intersects(box)
            && leafRange(middle: middle, ring: ring).contains { leaves[$0].intersects(box) }
        }
    }
  }

  /// Calls `body` once for each edge of a ring and edge of another hierarchy whose boxes share a point.
  @inline(__always)
  func forEachPair(
    ofRing ring: Int, in points: [SIMD2<Double>], with other: EdgeHierarchy,
    in otherPoints: [SIMD2<Double>],
    _ body: (_ edge: Int, _ other: Int) -> Void
  ) {
    points.withUnsafeBufferPointer { points in
      otherPoints.withUnsafeBufferPointer { otherPoints in
        for otherRing in other.rings.indices where other.rings[otherRing].intersects(rings[ring]) {
          for otherMiddle in other.middleStarts[otherRing]..<other.middleStarts[otherRing + 1]
          where other.middles[otherMiddle].intersects(rings[ring]) {
            let otherLeaves = other.leafRange(middle: otherMiddle, ring: otherRing)
            for middle in middleStarts[ring]..<middleStarts[ring + 1]
            where middles[middle].intersects(other.middles[otherMiddle]) {
              for leaf in leafRange(middle: middle, ring: ring)
              where leaves[leaf].intersects(other.middles[otherMiddle]) {
                for otherLeaf in otherLeaves where other.leaves[otherLeaf].intersects(leaves[leaf]) {
                  let others = other.edges(leaf: otherLeaf, ring: otherRing)
                  for edge in edges(leaf: leaf, ring: ring) {
                    let box = PlanarBox(from: points[edge], to: points[edge + 1])
                    guard box.intersects(other.leaves[otherLeaf]) else { continue }
                    for otherEdge in others
                    where box.intersects(
                      PlanarBox(from: otherPoints[otherEdge], to: otherPoints[otherEdge + 1]))
                    {
                      body(edge, otherEdge)
                    }
                  }
                }
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
          let others = leafRange(middle: second, ring: otherRing)
          for leaf in leafRange(middle: first, ring: ring)
          where leaves[leaf].intersects(middles[second]) {
            let edges = edges(leaf: leaf, ring: ring)
            if first == second {
              Self.forEachTouchingPair(of: edges, points) { body(ring, $0, ring, $1) }
            }
            for other in max(leaf + 1, others.lowerBound)..<max(leaf + 1, others.upperBound)
            where leaves[leaf].intersects(leaves[other]) {
              let otherEdges = self.edges(leaf: other, ring: otherRing)
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
}

extension PlanarBox {
  /// True when the ray from a point toward greater x may meet something in the box.
  @inline(__always)
  fileprivate func meetsRay(from place: SIMD2<Double>) -> Bool {
    low.y <= place.y && place.y <= high.y && place.x <= high.x
  }
}
