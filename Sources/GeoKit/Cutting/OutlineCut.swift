/// The cutting of one polygon, the subject, by covered ground.
///
/// Subject and ground have their inside on the left of every ring. Where the two outlines cross, the subject enters the
/// ground and the ground leaves the subject, or the other way about; along each ring the two kinds alternate. Any
/// departure from that means that the crossings are not clear, and the cut gives up.
struct OutlineCut {
  /// A place where an edge of the subject crosses an edge of the ground.
  private struct Crossing {
    /// The edge of the subject, by its first corner, and how far along it: 0 to 1.
    var edge: Int
    var along: Double
    /// The edge of the ground, and how far along it.
    var groundEdge: Int
    var alongGround: Double
    /// True when the subject leaves the ground, which is where the ground enters the subject.
    var leavesGround: Bool
    /// The next crossing along the subject's ring.
    var next = 0
    /// The crossing before it along the ground's ring.
    var beforeOnGround = 0
  }

  private let ground: CoveredGround
  private let subject: TracedShape
  private let subjectRings: Range<Int>
  private var crossings: [Crossing] = []

  init(ground: CoveredGround, subject: TracedShape, polygon: Int) {
    self.ground = ground
    self.subject = subject
    subjectRings = subject.polygons.ringRange(polygon: polygon)
  }

  /// What the ground leaves of the subject; nil when the crossings are not clear.
  mutating func uncovered() -> [GroundPiece]? {
    let shell = subjectRings.lowerBound
    if !ground.traced.edges.mayTouch(subject.edges.rings[shell]),
      let isCovered = side(ofRing: shell)
    {
      return isCovered ? [] : whole()
    }
    var untouched: [Int] = []
    for ring in subjectRings {
      let before = crossings.count
      guard findCrossings(ring: ring) else { return nil }
      if crossings.count == before { untouched.append(ring) }
    }
    guard linkAlongGround() else { return nil }

    var assembly = RingAssembly(frame: subject.frame)
    for ring in untouched {
      guard let isCovered = side(ofRing: ring) else { return nil }
      if !isCovered { appendWhole(ring: ring, of: subject, reversed: false, to: &assembly) }
    }
    for ring in groundRingsInside() { appendWhole(ring: ring, of: ground.traced, reversed: true, to: &assembly) }
    trace(into: &assembly)
    return assembly.pieces()
  }

  private func whole() -> [GroundPiece]? {
    var assembly = RingAssembly(frame: subject.frame)
    for ring in subjectRings { appendWhole(ring: ring, of: subject, reversed: false, to: &assembly) }
    return assembly.pieces()
  }

  // MARK: Crossings

  /// Finds where a ring of the subject crosses the ground, in the order of the ring, and links them; false when it is
  /// not clear.
  private mutating func findCrossings(ring: Int) -> Bool {
    let first = crossings.count
    let points = subject.polygons.points
    let groundPoints = ground.traced.polygons.points
    var isClear = true
    subject.edges.forEachPair(ofRing: ring, in: points, with: ground.traced.edges, in: groundPoints) {
      edge, groundEdge in
      let (p, q) = (points[edge], points[edge + 1])
      let (a, b) = (groundPoints[groundEdge], groundPoints[groundEdge + 1])
      let sideA = ExactOrientation.sign(p, q, a)
      let sideB = ExactOrientation.sign(p, q, b)
      let sideP = ExactOrientation.sign(a, b, p)
      let sideQ = ExactOrientation.sign(a, b, q)
      if sideA * sideB > 0 || sideP * sideQ > 0 { return }
      if sideA == 0 || sideB == 0 || sideP == 0 || sideQ == 0 {
        isClear = false
        return
      }
      crossings.append(
        Crossing(
          edge: edge, along: sideP / (sideP - sideQ), groundEdge: groundEdge,
          alongGround: sideA / (sideA - sideB),
          leavesGround: sideQ < 0))
    }
    guard isClear else { return false }
    crossings[first...].sort {
      ($0.edge, $0.along, $0.groundEdge) < ($1.edge, $1.along, $1.groundEdge)
    }
    let count = crossings.count - first
    guard count & 1 == 0 else { return false }
    for offset in 0..<count {
      let next = first + (offset + 1) % count
      guard crossings[first + offset].leavesGround != crossings[next].leavesGround else { return false }
      crossings[first + offset].next = next
    }
    return true
  }

  /// Links each crossing to the one before it along the ground's ring; false when they do not alternate.
  private mutating func linkAlongGround() -> Bool {
    let order = crossings.indices.sorted {
      let (a, b) = (crossings[$0], crossings[$1])
      return a.groundEdge != b.groundEdge
        ? a.groundEdge < b.groundEdge : a.alongGround != b.alongGround ? a.alongGround < b.alongGround : $0 < $1
    }
    var start = 0
    while start < order.count {
      let last = ground.traced.polygons.ringEnds[
        ground.traced.edges.ring(ofEdge: crossings[order[start]].groundEdge)]
      var end = start + 1
      while end < order.count, crossings[order[end]].groundEdge < last { end += 1 }
      guard (end - start) & 1 == 0 else { return false }
      for index in start..<end {
        let before = order[index == start ? end - 1 : index - 1]
        guard crossings[order[index]].leavesGround != crossings[before].leavesGround else { return false }
        crossings[order[index]].beforeOnGround = before
      }
      start = end
    }
    return true
  }

  // MARK: Sides

  /// Whether a ring of the subject that crosses nothing is covered; nil when its first corner lies on the ground's outline.
  private func side(ofRing ring: Int) -> Bool? {
    let corner = subject.polygons.points[subject.polygons.pointRange(ring: ring).lowerBound]
    return switch ground.traced.edges.position(of: corner, in: ground.traced.polygons.points) {
    case .inside: true
    case .outside: false
    case .boundary: nil
    }
  }

  /// The rings of the ground that lie inside the subject without crossing it.
  private func groundRingsInside() -> [Int] {
    let box = subject.edges.rings[subjectRings.lowerBound]
    let crossed = Set(crossings.map { ground.traced.edges.ring(ofEdge: $0.groundEdge) })
    return ground.traced.edges.rings.indices.filter { ring in
      guard box.contains(ground.traced.edges.rings[ring]), !crossed.contains(ring) else { return false }
      let corner = ground.traced.polygons.points[
        ground.traced.polygons.pointRange(ring: ring).lowerBound]
      return subject.polygons.points.withNumbers {
        subject.edges.position(of: corner, rings: subjectRings, in: $0) == .inside
      }
    }
  }

  // MARK: Tracing

  private func appendWhole(ring: Int, of shape: TracedShape, reversed: Bool, to assembly: inout RingAssembly) {
    let range = shape.polygons.pointRange(ring: ring)
    assembly.begin(capacity: range.count)
    if reversed {
      for corner in range.reversed() { assembly.add(shape.polygons.points[corner], shape.coordinates[corner]) }
    } else {
      for corner in range { assembly.add(shape.polygons.points[corner], shape.coordinates[corner]) }
    }
    assembly.end()
  }

  /// Follows the subject outside the ground and the ground, backward, inside the subject.
  private func trace(into assembly: inout RingAssembly) {
    var isDone = [Bool](repeating: false, count: crossings.count)
    for start in crossings.indices where crossings[start].leavesGround && !isDone[start] {
      assembly.begin(capacity: 0)
      var current = start
      repeat {
        isDone[current] = true
        let leaves = crossings[current]
        let enters = crossings[leaves.next]
        assembly.add(crossingOf: leaves.edge, leaves.along, in: subject)
        walk(
          subject, from: leaves.edge, leaves.along, to: enters.edge, enters.along,
          ring: subject.polygons.pointRange(ring: subject.edges.ring(ofEdge: leaves.edge)),
          backward: false, &assembly)
        assembly.add(crossingOf: enters.edge, enters.along, in: subject)
        current = enters.beforeOnGround
        let back = crossings[current]
        walk(
          ground.traced, from: back.groundEdge, back.alongGround, to: enters.groundEdge,
          enters.alongGround,
          ring: ground.traced.polygons.pointRange(
            ring: ground.traced.edges.ring(ofEdge: enters.groundEdge)),
          backward: true,
          &assembly)
      } while current != start && !isDone[current]
      assembly.close()
      assembly.end()
    }
  }

  /// Adds the corners between two places of a ring, going forward from the first to the second, or back again.
  private func walk(
    _ shape: TracedShape, from edge: Int, _ along: Double, to last: Int, _ lastAlong: Double, ring: Range<Int>,
    backward: Bool, _ assembly: inout RingAssembly
  ) {
    let isAhead = last > edge || (last == edge && lastAlong > along)
    // Without the closing corner, which repeats the first.
    let parts = isAhead ? [edge + 1..<last + 1] : [edge + 1..<ring.upperBound - 1, ring.lowerBound..<last + 1]
    if backward {
      for part in parts.reversed() {
        for corner in part.reversed() { assembly.add(shape.polygons.points[corner], shape.coordinates[corner]) }
      }
    } else {
      for part in parts {
        for corner in part { assembly.add(shape.polygons.points[corner], shape.coordinates[corner]) }
      }
    }
  }
}
