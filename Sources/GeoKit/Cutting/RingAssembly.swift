/// Rings as they are traced, put together into polygons at the end.
struct RingAssembly {
  private let frame: LocalFrame
  private var planar = PlanarPolygons()
  private var coordinates: [Coordinate] = []

  init(frame: LocalFrame) { self.frame = frame }

  mutating func begin(capacity: Int) {
    planar.points.reserveCapacity(planar.points.count + capacity)
    coordinates.reserveCapacity(coordinates.count + capacity)
  }

  @inline(__always)
  mutating func add(_ point: SIMD2<Double>, _ coordinate: Coordinate) {
    planar.points.append(point)
    coordinates.append(coordinate)
  }

  /// Adds a place along an edge, whose coordinate has to be computed.
  mutating func add(crossingOf edge: Int, _ along: Double, in shape: TracedShape) {
    let a = shape.polygons.points[edge]
    let b = shape.polygons.points[edge + 1]
    let point = a + along * (b - a)
    add(point, frame.coordinate(at: point))
  }

  /// Repeats the first corner of the ring at its end.
  mutating func close() {
    let start = planar.ringEnds.last ?? 0
    add(planar.points[start], coordinates[start])
  }

  mutating func end() { planar.ringEnds.append(planar.points.count) }

  /// The polygons of the rings; nil when a hole has no shell.
  func pieces() -> [GroundPiece]? {
    planar.nestedRings()?.map { shell, holes in
      let rings = [shell] + holes
      return GroundPiece(
        polygon: Polygon(shell: ring(shell), holes: holes.map(ring)),
        area: Area(squareMetres: rings.reduce(0) { $0 + planar.signedArea(ring: $1) }),
        perimeter: Distance(metres: rings.reduce(0) { $0 + planar.length(ring: $1).metres }))
    }
  }

  private func ring(_ ring: Int) -> Ring { Ring(Array(coordinates[planar.pointRange(ring: ring)])) }
}

extension PlanarPolygons {
  /// The length of a ring.
  func length(ring: Int) -> Distance {
    points.withUnsafeBufferPointer { points in
      var sum = 0.0
      for edge in pointRange(ring: ring).dropLast() {
        let step = points[edge + 1] - points[edge]
        sum += (step * step).sum().squareRoot()
      }
      return Distance(metres: sum)
    }
  }
}
