/// Overlay of shapes whose outlines cross properly: the common case, many times faster than the general one.
///
/// Outlines are cut where they cross; a piece belongs to the result when the number of other shapes around it is the
/// right one; pieces are joined where they meet (Weiler and Atherton 1977, with counting for more than two shapes).
/// Which edges cross, and which way, is decided exactly. As soon as anything is not in general position, such as
/// outlines that touch, share a line or meet within a micrometre of a corner, the answer is nil and the library decides.
struct Arrangement {
  /// Outlines that cross closer than this to a corner, metres, are left to the library.
  static let leastClearance = 1e-6

  /// Which pieces of a shape's outline belong to the result: those inside so many other shapes.
  struct Rule {
    var depth: Int
    var isReversed: Bool
  }

  private struct Crossing {
    var point: SIMD2<Double>
    /// The crossed edge of each of the two shapes, and how far along it, 0 to 1.
    var edges: (Int, Int)
    var shares: (Double, Double)
    /// True when the first shape's outline enters the second there; then the second's leaves the first.
    var firstEnters: Bool
  }

  /// A crossing as a ring of one shape sees it.
  private struct Event {
    var edge: Int
    var share: Double
    var crossing: Int
    var other: Int
    var enters: Bool
  }

  /// A kept piece of an outline: the points after `edge` up to the start of `lastEdge`, between two crossings.
  private struct Arc {
    var shape: Int
    var ring: Int
    var from: Event
    var to: Event
  }

  private let shapes: [(polygons: PlanarPolygons, edges: EdgeHierarchy)]
  private var crossings: [Crossing] = []
  /// For each shape and ring, the crossings on it.
  private var events: [[[Event]]]
  /// For each shape and ring, in how many other shapes its first point lies.
  private var depths: [[Int]]
  private var isDegenerate = false

  private init(_ shapes: [(polygons: PlanarPolygons, edges: EdgeHierarchy)]) {
    self.shapes = shapes
    events = shapes.map { Array(repeating: [], count: $0.polygons.ringEnds.count) }
    depths = shapes.map { Array(repeating: 0, count: $0.polygons.ringEnds.count) }
  }

  /// The result of an overlay; nil when the outlines are not in general position.
  ///
  /// - Parameter rule: the rule of each shape, by its index.
  static func overlay(
    _ shapes: [(polygons: PlanarPolygons, edges: EdgeHierarchy)], rule: (Int) -> Rule
  ) -> PlanarPolygons? {
    var arrangement = Arrangement(shapes)
    let tree = BoxTree(shapes.map(\.edges.whole))
    for first in shapes.indices {
      guard let box = shapes[first].edges.whole else { continue }
      for second in tree.intersecting(box) where second > first {
        arrangement.cross(first, second)
        if arrangement.isDegenerate { return nil }
      }
    }
    return arrangement.result(rule)
  }

  // MARK: Crossings

  /// Finds where two shapes cross, and which rings of one lie in the other.
  private mutating func cross(_ first: Int, _ second: Int) {
    let start = crossings.count
    let a = shapes[first]
    let b = shapes[second]
    var found: [Crossing] = []
    var rings: [(Int, Int)] = []
    var isDegenerate = false
    a.polygons.points.withUnsafeBufferPointer { p in
      b.polygons.points.withUnsafeBufferPointer { q in
        a.edges.forEachLeafPair(b.edges) { ringA, leafA, ringB, leafB in
          let box = b.edges.leaves[leafB]
          let others = b.edges.edges(leaf: leafB, ring: ringB, b.polygons.pointRange(ring: ringB))
          for edge in a.edges.edges(leaf: leafA, ring: ringA, a.polygons.pointRange(ring: ringA)) {
            let edgeBox = PlanarBox(from: p[edge], to: p[edge + 1])
            guard edgeBox.intersects(box) else { continue }
            for other in others where edgeBox.intersects(PlanarBox(from: q[other], to: q[other + 1])) {
              switch Meeting(p[edge], p[edge + 1], q[other], q[other + 1]) {
              case .apart: break
              case .degenerate: isDegenerate = true
              case .crossing(let point, let share, let otherShare, let enters):
                found.append(
                  Crossing(point: point, edges: (edge, other), shares: (share, otherShare), firstEnters: enters))
                rings.append((ringA, ringB))
              }
            }
          }
        }
      }
    }
    guard !isDegenerate else {
      self.isDegenerate = true
      return
    }
    for (offset, crossing) in found.enumerated() {
      let (ringA, ringB) = rings[offset]
      events[first][ringA].append(
        Event(
          edge: crossing.edges.0, share: crossing.shares.0, crossing: start + offset, other: second,
          enters: crossing.firstEnters))
      events[second][ringB].append(
        Event(
          edge: crossing.edges.1, share: crossing.shares.1, crossing: start + offset, other: first,
          enters: !crossing.firstEnters))
    }
    crossings += found
    count(first, in: second, found.isEmpty)
    count(second, in: first, found.isEmpty)
  }

  /// Adds to the depth of each ring of a shape whether its first point lies in the other shape.
  private mutating func count(_ shape: Int, in other: Int, _ areApart: Bool) {
    guard let box = shapes[other].edges.whole else { return }
    for ring in shapes[shape].polygons.ringEnds.indices where shapes[shape].edges.rings[ring].intersects(box) {
      // The first crossing along the ring tells; without one the point itself is looked up.
      var firstEvent: Event?
      if !areApart {
        for event in events[shape][ring] where event.other == other {
          if let best = firstEvent, (best.edge, best.share) < (event.edge, event.share) { continue }
          firstEvent = event
        }
      }
      if let firstEvent {
        if !firstEvent.enters { depths[shape][ring] += 1 }
        continue
      }
      let polygons = shapes[other].polygons
      let place = shapes[shape].polygons.points[shapes[shape].polygons.pointRange(ring: ring).lowerBound]
      switch shapes[other].edges.position(of: place, rings: polygons.ringEnds.indices, in: polygons) {
      case .outside: break
      case .inside: depths[shape][ring] += 1
      case .boundary: isDegenerate = true
      }
    }
  }

  // MARK: Result

  private mutating func result(_ rule: (Int) -> Rule) -> PlanarPolygons? {
    // Rings that touch may come to touch twice once they are cut and joined, and would have to be split there.
    for shape in shapes.indices where events[shape].contains(where: { !$0.isEmpty }) {
      if shapes[shape].polygons.hasTouchingRings { return nil }
    }
    var collected = RingCollector()
    var arcs: [Arc] = []
    // The kept arc that sets out from each crossing.
    var arcFrom = [Int](repeating: -1, count: crossings.count)
    for shape in shapes.indices {
      let rule = rule(shape)
      let polygons = shapes[shape].polygons
      for ring in polygons.ringEnds.indices {
        var onRing = events[shape][ring]
        if onRing.isEmpty {
          if depths[shape][ring] == rule.depth {
            collected.append(polygons.points[polygons.pointRange(ring: ring)], isReversed: rule.isReversed)
          }
          continue
        }
        onRing.sort { ($0.edge, $0.share, $0.crossing) < ($1.edge, $1.share, $1.crossing) }
        var depth = depths[shape][ring]
        for (index, event) in onRing.enumerated() {
          let next = onRing[index + 1 < onRing.count ? index + 1 : 0]
          if next.edge == event.edge, onRing.count > 1 {
            let gap = crossings[next.crossing].point - crossings[event.crossing].point
            if abs(gap.x) + abs(gap.y) < Self.leastClearance { return nil }
          }
          depth += event.enters ? 1 : -1
          guard depth == rule.depth else { continue }
          let start = rule.isReversed ? next.crossing : event.crossing
          if arcFrom[start] >= 0 { return nil }
          arcFrom[start] = arcs.count
          arcs.append(Arc(shape: shape, ring: ring, from: event, to: next))
        }
        // Once around, as many shapes are entered as are left.
        if depth != depths[shape][ring] { return nil }
      }
    }
    guard trace(arcs, arcFrom, rule, &collected) else { return nil }
    return collected.polygons()
  }

  /// Joins arcs to rings; false when one leads nowhere.
  private func trace(
    _ arcs: [Arc], _ arcFrom: [Int], _ rule: (Int) -> Rule, _ collected: inout RingCollector
  ) -> Bool {
    var isUsed = [Bool](repeating: false, count: arcs.count)
    for first in arcs.indices where !isUsed[first] {
      var points: [SIMD2<Double>] = []
      var current = first
      repeat {
        isUsed[current] = true
        let arc = arcs[current]
        let isReversed = rule(arc.shape).isReversed
        points.append(crossings[isReversed ? arc.to.crossing : arc.from.crossing].point)
        append(arc, isReversed, &points)
        let next = arcFrom[isReversed ? arc.from.crossing : arc.to.crossing]
        if next < 0 || (isUsed[next] && next != first) { return false }
        current = next
      } while current != first
      points.append(points[0])
      collected.append(points[...], isReversed: false)
    }
    return true
  }

  /// Appends the corners of an outline between the two crossings of an arc.
  private func append(_ arc: Arc, _ isReversed: Bool, _ points: inout [SIMD2<Double>]) {
    let polygons = shapes[arc.shape].polygons
    let range = polygons.pointRange(ring: arc.ring)
    let start = points.count
    if (arc.from.edge, arc.from.share) < (arc.to.edge, arc.to.share) {
      points.append(contentsOf: polygons.points[arc.from.edge + 1..<arc.to.edge + 1])
    } else {
      // Over the closing corner, which stands in the ring twice.
      points.append(contentsOf: polygons.points[arc.from.edge + 1..<range.upperBound])
      points.append(contentsOf: polygons.points[range.lowerBound + 1..<max(range.lowerBound, arc.to.edge) + 1])
    }
    if isReversed { points[start...].reverse() }
  }
}

/// How two edges meet.
private enum Meeting {
  case apart
  /// They touch, share a line, or cross too close to an end or at too small an angle to be told safely.
  case degenerate
  case crossing(SIMD2<Double>, share: Double, otherShare: Double, enters: Bool)

  @inline(__always)
  init(_ p1: SIMD2<Double>, _ p2: SIMD2<Double>, _ q1: SIMD2<Double>, _ q2: SIMD2<Double>) {
    let d1 = ExactOrientation.sign(q1, q2, p1)
    let d2 = ExactOrientation.sign(q1, q2, p2)
    if d1 > 0 && d2 > 0 || d1 < 0 && d2 < 0 {
      self = .apart
      return
    }
    let d3 = ExactOrientation.sign(p1, p2, q1)
    let d4 = ExactOrientation.sign(p1, p2, q2)
    if d3 > 0 && d4 > 0 || d3 < 0 && d4 < 0 {
      self = .apart
      return
    }
    guard d1 != 0, d2 != 0, d3 != 0, d4 != 0 else {
      self = .degenerate
      return
    }
    let share = d1 / (d1 - d2)
    let otherShare = d3 / (d3 - d4)
    // The same point whichever of the two edges comes first.
    let isSwapped = (q1.x, q1.y) < (p1.x, p1.y)
    let point = isSwapped ? q1 + (q2 - q1) * otherShare : p1 + (p2 - p1) * share
    let clearance = min(
      min(Self.length(point - p1), Self.length(point - p2)), min(Self.length(point - q1), Self.length(point - q2)))
    let along = p2 - p1
    let across = q2 - q1
    let turn = abs(along.x * across.y - along.y * across.x)
    guard clearance >= Arrangement.leastClearance, turn > 1e-5 * Self.length(along) * Self.length(across) else {
      self = .degenerate
      return
    }
    // The inside of the other shape is to the left of its edge.
    self = .crossing(point, share: share, otherShare: otherShare, enters: d2 > 0)
  }

  @inline(__always)
  private static func length(_ v: SIMD2<Double>) -> Double { (v * v).sum().squareRoot() }
}

/// Gathers the rings of a result and sorts holes into their shells.
private struct RingCollector {
  private var rings = PlanarPolygons()

  mutating func append(_ points: ArraySlice<SIMD2<Double>>, isReversed: Bool) {
    if isReversed {
      rings.points.append(contentsOf: points.reversed())
    } else {
      rings.points.append(contentsOf: points)
    }
    rings.ringEnds.append(rings.points.count)
  }

  /// Polygons in an order, and rings with a first corner, that depend on the shape alone; nil when a hole has no shell.
  func polygons() -> PlanarPolygons? {
    let areas = rings.ringEnds.indices.map { rings.signedArea(ring: $0) }
    let shells = areas.indices.filter { areas[$0] > 0 }
    let holes = areas.indices.filter { areas[$0] < 0 }
    var holesOfShell = [[Int]](repeating: [], count: areas.count)
    if !holes.isEmpty {
      let edges = EdgeHierarchy(rings)
      let bySize = shells.sorted { (areas[$0], $0) < (areas[$1], $1) }
      for hole in holes {
        let shell = bySize.first { shell in
          guard areas[shell] > -areas[hole], edges.rings[shell].contains(edges.rings[hole]) else { return false }
          for point in rings.points[rings.pointRange(ring: hole)] {
            switch edges.position(of: point, rings: shell..<shell + 1, in: rings) {
            case .inside: return true
            case .outside: return false
            case .boundary: continue
            }
          }
          return false
        }
        guard let shell else { return nil }
        holesOfShell[shell].append(hole)
      }
    }
    let lowest = rings.ringEnds.indices.map { lowestPoint(ring: $0) }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      let p = rings.points[lowest[a]]
      let q = rings.points[lowest[b]]
      return (p.x, p.y, areas[a]) < (q.x, q.y, areas[b])
    }
    var result = PlanarPolygons()
    result.points.reserveCapacity(rings.points.count)
    for shell in shells.sorted(by: precedes) {
      for ring in [shell] + holesOfShell[shell].sorted(by: precedes) {
        let range = rings.pointRange(ring: ring)
        result.points.append(contentsOf: rings.points[lowest[ring]..<range.upperBound - 1])
        result.points.append(contentsOf: rings.points[range.lowerBound...lowest[ring]])
        result.ringEnds.append(result.points.count)
      }
      result.polygonEnds.append(result.ringEnds.count)
    }
    return result
  }

  /// The corner of a ring with the least x, then y.
  private func lowestPoint(ring: Int) -> Int {
    let range = rings.pointRange(ring: ring)
    var best = range.lowerBound
    for index in range.dropFirst().dropLast()
    where (rings.points[index].x, rings.points[index].y) < (rings.points[best].x, rings.points[best].y) {
      best = index
    }
    return best
  }
}

extension PlanarPolygons {
  /// True when rings have corners in common, as a hole may have with its shell.
  fileprivate var hasTouchingRings: Bool {
    guard ringEnds.count > 1 else { return false }
    var corners: [SIMD2<Double>] = []
    corners.reserveCapacity(points.count)
    for ring in ringEnds.indices { corners += points[pointRange(ring: ring).dropLast()] }
    corners.sort { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
    return zip(corners, corners.dropFirst()).contains { $0 == $1 }
  }
}
