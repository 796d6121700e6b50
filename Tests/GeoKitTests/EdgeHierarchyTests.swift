import Testing

@testable import GeoKit

@Suite struct EdgeHierarchyTests {
  private struct Pair: Hashable {
    var edge: Int
    var other: Int
  }

  /// All pairs of edges whose boxes share a point, one by one.
  private func plainTouchingPairs(_ polygons: PlanarPolygons) -> Set<Pair> {
    let points = polygons.points
    let edges = polygons.ringEnds.indices.flatMap { polygons.pointRange(ring: $0).dropLast() }
    func touch(_ a: Int, _ b: Int, _ axis: Int) -> Bool {
      min(points[a][axis], points[a + 1][axis]) <= max(points[b][axis], points[b + 1][axis])
        && min(points[b][axis], points[b + 1][axis]) <= max(points[a][axis], points[a + 1][axis])
    }
    var pairs: Set<Pair> = []
    for (position, a) in edges.enumerated() {
      for b in edges[(position + 1)...] where touch(a, b, 0) && touch(a, b, 1) { pairs.insert(Pair(edge: a, other: b)) }
    }
    return pairs
  }

  /// Rings of 3 to 700 corners on a coarse grid, where much touches: up to three levels of boxes.
  private func randomRings(_ numbers: inout SeededNumbers) -> PlanarPolygons {
    var polygons = PlanarPolygons()
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let start = polygons.points.count
      let corners = [3, 5, 17, 40, 300, 700].randomElement(using: &numbers) ?? 3
      var place = SIMD2(numbers.number(0...40).rounded(), numbers.number(0...40).rounded())
      for _ in 0..<corners {
        polygons.points.append(place)
        var step = SIMD2<Double>.zero
        while step == .zero { step = SIMD2(numbers.number(-2...3).rounded(), numbers.number(-2...2).rounded()) }
        place += step
      }
      if polygons.points[polygons.points.count - 1] == polygons.points[start] { polygons.points.removeLast() }
      polygons.points.append(polygons.points[start])
      polygons.ringEnds.append(polygons.points.count)
      polygons.polygonEnds.append(polygons.ringEnds.count)
    }
    return polygons
  }

  @Test(arguments: 0..<20) func touchingPairsAreThoseOfBruteForce(seed: UInt64) {
    var numbers = SeededNumbers(seed)
    let polygons = randomRings(&numbers)
    var found: [Pair] = []
    EdgeHierarchy(polygons).forEachTouchingPair(in: polygons) { ring, edge, otherRing, other in
      #expect(polygons.pointRange(ring: ring).contains(edge) && polygons.pointRange(ring: otherRing).contains(other))
      found.append(Pair(edge: edge, other: other))
    }
    let all = plainTouchingPairs(polygons)
    let distinct = Set(found)
    #expect(distinct.count == found.count)
    #expect(distinct.isSubset(of: all))
    // What is left out are neighbours whose outline goes on in one direction.
    let points = polygons.points
    for pair in all.subtracting(distinct) {
      let step = points[pair.edge + 1] - points[pair.edge]
      let next = points[pair.other + 1] - points[pair.other]
      #expect(pair.other == pair.edge + 1 && (step.x * next.x > 0 || step.y * next.y > 0))
    }
  }

  /// The even-odd rule edge by edge, in whole numbers.
  private func plainPosition(of place: SIMD2<Double>, in polygons: PlanarPolygons) -> RingPosition {
    var isInside = false
    for ring in polygons.ringEnds.indices {
      for edge in polygons.pointRange(ring: ring).dropLast() {
        let (a, b) = (polygons.points[edge], polygons.points[edge + 1])
        let side = (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)
        let isInBox =
          min(a.x, b.x) <= place.x && place.x <= max(a.x, b.x) && min(a.y, b.y) <= place.y && place.y <= max(a.y, b.y)
        if side == 0 && isInBox { return .boundary }
        if (a.y > place.y) != (b.y > place.y), (side > 0) == (b.y > a.y) { isInside.toggle() }
      }
    }
    return isInside ? .inside : .outside
  }

  @Test(arguments: 0..<20) func positionsAreThoseOfBruteForce(seed: UInt64) {
    var numbers = SeededNumbers(seed)
    let polygons = randomRings(&numbers)
    let edges = EdgeHierarchy(polygons)
    guard let box = edges.whole else { return }
    var found: Set<RingPosition> = []
    for _ in 0..<300 {
      // On the grid, where corners and edges are met, and between its lines.
      let place = SIMD2(
        (numbers.number(box.low.x - 1...box.high.x + 1) * 2).rounded() / 2,
        (numbers.number(box.low.y - 1...box.high.y + 1) * 2).rounded() / 2)
      let position = edges.position(of: place, in: polygons.points)
      #expect(position == plainPosition(of: place, in: polygons))
      found.insert(position)
    }
    #expect(found.count == 3)
    for edge in polygons.points.indices {
      #expect(polygons.pointRange(ring: edges.ring(ofEdge: edge)).contains(edge))
    }
  }
}
