/// A straight piece of a line that nobody crosses off the road: of a river, a canal, a railway or a fence.
public struct BarrierPiece: Hashable, Sendable {
  /// In 1e-7 degrees.
  public var longitude: Int32
  public var latitude: Int32
  public var endLongitude: Int32
  public var endLatitude: Int32

  public init(longitude: Int32, latitude: Int32, endLongitude: Int32, endLatitude: Int32) {
    self.longitude = longitude
    self.latitude = latitude
    self.endLongitude = endLongitude
    self.endLatitude = endLatitude
  }
}

extension BarrierPiece {
  package var metres: Double { LocalMetric.metres(longitude, latitude, endLongitude, endLatitude) }

  /// In 1e-7 degrees.
  package var box: (west: Int, south: Int, east: Int, north: Int) {
    (
      Int(min(longitude, endLongitude)), Int(min(latitude, endLatitude)), Int(max(longitude, endLongitude)),
      Int(max(latitude, endLatitude))
    )
  }

  /// The numbers of pieces by where they are.
  fileprivate static func cells(_ pieces: [BarrierPiece]) -> SegmentCells<Int32> {
    let rows = (
      Int(pieces.lazy.map { min($0.latitude, $0.endLatitude) }.min() ?? 0),
      Int(pieces.lazy.map { max($0.latitude, $0.endLatitude) }.max() ?? 0)
    )
    // 0.005 degrees, as of roads.
    return SegmentCells(cell: 50_000, rows: rows, capacity: pieces.count * 5 / 4) { add in
      for (number, piece) in pieces.enumerated() {
        add(
          Int(piece.longitude), Int(piece.latitude), Int(piece.endLongitude), Int(piece.endLatitude),
          Int32(truncatingIfNeeded: number))
      }
    }
  }

  fileprivate func mayMeet(_ box: Barriers.Box) -> Bool {
    let own = self.box
    return own.west <= box.east && own.east >= box.west && own.south <= box.north && own.north >= box.south
  }
}

/// The barriers of an area, found by where they are.
package struct Barriers: Sendable {
  private let pieces: [BarrierPiece]
  private let cells: SegmentCells<Int32>

  package init(_ pieces: [BarrierPiece]) {
    self.pieces = pieces
    cells = BarrierPiece.cells(pieces)
  }

  var isEmpty: Bool { pieces.isEmpty }

  /// In 1e-7 degrees.
  package typealias Box = (west: Int, south: Int, east: Int, north: Int)

  /// Whether a piece may meet the box.
  func meets(_ box: Box) -> Bool {
    cells.has(west: box.west, south: box.south, east: box.east, north: box.north) { pieces[Int($0)].mayMeet(box) }
  }

  /// Each piece that may meet the box, once.
  package func pieces(in box: Box) -> [BarrierPiece] {
    var numbers: Set<Int32> = []
    _ = cells.has(west: box.west, south: box.south, east: box.east, north: box.north) { number in
      if pieces[Int(number)].mayMeet(box) { numbers.insert(number) }
      return false
    }
    return numbers.sorted().map { pieces[Int($0)] }
  }

  /// What one sees from a place, as far as `radius` metres; nil where no barrier is so near.
  func sight(around frame: PlaceFrame, within radius: Double) -> Sight? {
    if isEmpty { return nil }
    let near = pieces(in: frame.box(around: radius))
    if near.isEmpty { return nil }
    return Sight(
      barriers: near.map { piece in
        let (a, b) = (
          frame.metres(piece.longitude, piece.latitude), frame.metres(piece.endLongitude, piece.endLatitude)
        )
        return Sight.Line(a, b)
      })
  }
}

/// What barriers leave in sight of a place, which is at the origin: where a straight way off the road may lead.
///
/// A way that ends on a barrier does not cross it. Where one barrier line is drawn in several pieces, there is no gap
/// between them.
struct Sight {
  /// A straight piece of a barrier, from `a` to `b`.
  struct Line: Sendable {
    let ax: Double
    let ay: Double
    let bx: Double
    let by: Double

    init(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) { (ax, ay, bx, by) = (a.x, a.y, b.x, b.y) }

    /// As seen from another place.
    func seen(fromX x: Double, _ y: Double) -> Line { Line((ax - x, ay - y), (bx - x, by - y)) }

    /// Whether it may meet the box.
    @inline(__always)
    func mayMeet(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Bool {
      !(ax < west && bx < west || ax > east && bx > east || ay < south && by < south || ay > north && by > north)
    }
  }

  var barriers: [Line]

  /// Shares of a straight piece of road.
  typealias Part = (from: Double, to: Double)

  /// The parts of the piece of road from `a` to `b` that are in sight; nil where all of it is.
  func parts(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> [Part]? {
    var hidden: [Part] = []
    let (west, east) = (min(a.x, b.x, 0), max(a.x, b.x, 0))
    let (south, north) = (min(a.y, b.y, 0), max(a.y, b.y, 0))
    for line in barriers where line.mayMeet(west, south, east, north) { Self.hide(a, b, line, &hidden) }
    if hidden.isEmpty { return nil }
    if a == b { return [] }
    hidden.sort { $0.from < $1.from }
    var parts: [Part] = []
    var seen = 0.0
    for part in hidden {
      if part.from > seen { parts.append((seen, part.from)) }
      seen = max(seen, part.to)
    }
    if seen < 1 { parts.append((seen, 1)) }
    return parts
  }

  func sees(_ place: (x: Double, y: Double)) -> Bool { parts(place, place) == nil }

  /// Adds the parts of the piece that the barrier hides.
  ///
  /// The way to a point of the piece crosses the barrier where the barrier's ends lie on different sides of the way, and
  /// the ends of the way on different sides of the barrier. Along the piece each of the three changes once at most.
  private static func hide(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ line: Line, _ hidden: inout [Part]
  ) {
    let (alongX, alongY) = (line.bx - line.ax, line.by - line.ay)
    let here = alongY * line.ax - alongX * line.ay
    let beyondA = (alongX * (a.y - line.ay) - alongY * (a.x - line.ax)) * here
    let beyondB = (alongX * (b.y - line.ay) - alongY * (b.x - line.ax)) * here
    if beyondA >= 0 && beyondB >= 0 { return }
    let (leftA, leftB) = (a.x * line.ay - a.y * line.ax, b.x * line.ay - b.y * line.ax)
    let (rightA, rightB) = (a.x * line.by - a.y * line.bx, b.x * line.by - b.y * line.bx)
    if (leftA < 0) == (rightA < 0) && (leftB < 0) == (rightB < 0) && (leftA < 0) == (leftB < 0) { return }
    func change(_ first: Double, _ last: Double) -> Double { (first < 0) != (last < 0) ? first / (first - last) : 1 }
    var (low, middle, high) = (change(beyondA, beyondB), change(leftA, leftB), change(rightA, rightB))
    if low > middle { swap(&low, &middle) }
    if middle > high { swap(&middle, &high) }
    if low > middle { swap(&low, &middle) }
    func offer(_ from: Double, _ to: Double) {
      if from >= to { return }
      let half = (from + to) / 2
      func at(_ first: Double, _ last: Double) -> Double { first + half * (last - first) }
      if at(beyondA, beyondB) < 0, (at(leftA, leftB) < 0) != (at(rightA, rightB) < 0) { hidden.append((from, to)) }
    }
    offer(0, low)
    offer(low, middle)
    offer(middle, high)
    offer(high, 1)
  }
}
