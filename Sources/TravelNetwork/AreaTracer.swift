/// Traces the outline of what capsules reach, label by label.
///
/// The plane is divided into squares, and a square again into four, only where an outline may pass: every piece's
/// signed distance changes by at most one metre per metre, so its value at the centre of a square bounds it over the
/// square, and pieces that cannot matter there are dropped on the way down. The smallest squares follow the reach
/// (`sqrt(24 r)` metres for a reach of r metres keeps an arc within three metres of its chord, down to 8 m), so a
/// road's thin end is seen as well as a wide area. In each smallest square the outline runs straight between the points at
/// which it crosses the sides; these are found to centimetres and shared with the neighbour. The rings are therefore
/// closed, never cross, and areas of different labels share their border exactly.
/// One tracer is one workspace: use it as often as needed, from one thread at a time.
struct AreaTracer: ~Copyable {
  private var capsules: [ReachCapsule] = []
  private var shapes = GrowingBuffer<ReachShape>()
  private var isSingle = true

  /// Side of the smallest square in metres; squares are aligned to multiples of their side.
  private static let unit = 8.0
  /// Units in the side of the largest square.
  private static let rootUnits: Int32 = 64

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  struct Leaf {
    var x: Int32
    var y: Int32
    var size: Int32
    var firstCandidate: Int32
    var candidateCount: Int32
  }

  struct Corner {
    var label: Int32
    /// Signed distance, in metres.
    var distance: Double
  }

  struct Crossing {
    var x: Double
    var y: Double
    /// The labels on both sides; -1 is outside.
    var labels: (Int32, Int32)
    /// Where the outline of each of the two labels goes from here.
    var next: (Int32, Int32) = (-1, -1)
  }

  struct PerimeterPoint {
    var x: Int32
    var y: Int32
    var number: Int
  }

  struct Cut {
    var crossing: Int32
    var before: Int32
    var after: Int32
  }

  private var leaves = GrowingBuffer<Leaf>()
  private var candidates = GrowingBuffer<Int32>()
  private var work = GrowingBuffer<Int32>()
  private var distances = GrowingBuffer<Double>()
  private var corners = PackedTable()
  private var cornerValues = GrowingBuffer<Corner>()
  private var crossingNumbers = PackedTable()
  /// The crossing of each number; the others are copies.
  private var crossingOfNumber = GrowingBuffer<Int32>()
  private var crossings = GrowingBuffer<Crossing>()
  private var perimeter = GrowingBuffer<PerimeterPoint>()
  private var cuts = GrowingBuffer<Cut>()

  /// A closed line in the plane, its area to the left.
  struct TracedRing {
    var label: Int32
    var points: [(x: Double, y: Double)]
  }

  mutating func trace(_ capsules: [ReachCapsule]) -> [TracedRing] {
    guard let first = capsules.first else { return [] }
    self.capsules = capsules
    isSingle = capsules.allSatisfy { $0.label == first.label }
    shapes.truncate(to: 0)
    for capsule in capsules { shapes.append(capsule.shape) }
    leaves.truncate(to: 0)
    candidates.truncate(to: 0)
    corners.removeAll()
    cornerValues.truncate(to: 0)
    crossingNumbers.removeAll()
    crossingOfNumber.truncate(to: 0)
    crossings.truncate(to: 0)
    divide()
    for index in 0..<leaves.count { outline(leaves[index]) }
    return rings()
  }

  // MARK: Division

  private mutating func divide() {
    let root = Double(Self.rootUnits) * Self.unit
    func index(_ metres: Double) -> Int32 { Int32((metres / root).rounded(.down)) }
    // Which pieces may matter in which of the largest squares, sorted by square in the order in which they are met.
    var numbers = PackedTable()
    var squares: [(column: Int32, row: Int32)] = []
    var counts: [Int32] = [0]
    var pairs = GrowingBuffer<(square: Int32, piece: Int32)>(capacity: shapes.count * 2)
    for piece in 0..<shapes.count {
      let bounds = shapes[piece].bounds
      for row in index(bounds.south)...index(bounds.north) {
        for column in index(bounds.west)...index(bounds.east) {
          let (square, isNew) = numbers.number(column, row)
          if isNew {
            squares.append((column, row))
            counts.append(0)
          }
          counts[square + 1] += 1
          pairs.append((Int32(square), Int32(piece)))
        }
      }
    }
    for square in squares.indices { counts[square + 1] += counts[square] }
    let sorted = GrowingBuffer<Int32>(capacity: max(pairs.count, 1))
    var next = counts
    for index in 0..<pairs.count {
      let square = Int(pairs[index].square)
      sorted[Int(next[square])] = pairs[index].piece
      next[square] += 1
    }
    for (number, square) in squares.enumerated() {
      work.truncate(to: 0)
      for index in Int(counts[number])..<Int(counts[number + 1]) { work.append(sorted[index]) }
      divide(square.column * Self.rootUnits, square.row * Self.rootUnits, Self.rootUnits, 0)
    }
  }

  /// The candidates of the square are `work[first...]`.
  private mutating func divide(_ x: Int32, _ y: Int32, _ size: Int32, _ first: Int) {
    let half = Double(size) * Self.unit / 2
    let centreX = Double(x) * Self.unit + half
    let centreY = Double(y) * Self.unit + half
    let radius = half * 1.4142135623730951
    let begin = work.count
    let count = begin - first
    distances.truncate(to: 0)
    distances.reserve(count)
    work.reserve(count)
    let found = distances.base
    let pieces = work.base + first
    var lowest = Double.infinity
    for index in 0..<count {
      let distance = shapes.base[Int(pieces[index])].signedDistance(centreX, centreY)
      found[index] = distance
      lowest = min(lowest, distance)
    }
    if lowest > radius { return }
    var finest = Double.infinity
    if isSingle {
      if lowest <= -radius { return }
      let most = min(lowest + 2 * radius, radius)
      for index in 0..<count where found[index] <= most {
        let piece = pieces[index]
        work.append(piece)
        finest = min(finest, shapes.base[Int(piece)].reachNear(centreX, centreY))
      }
    } else {
      guard keepRivals(first, count, centreX, centreY, radius, lowest, &finest) else {
        work.truncate(to: begin)
        return
      }
    }
    // An arc within three metres of its chord, and no square much wider than the reach.
    let allowed = max(Self.unit, min(1.4 * finest, (24 * finest).squareRoot()))
    if Double(size) * Self.unit <= allowed || size == 1 {
      leaves.append(
        Leaf(
          x: x, y: y, size: size, firstCandidate: Int32(candidates.count), candidateCount: Int32(work.count - begin)))
      candidates.reserve(work.count - begin)
      for index in begin..<work.count { candidates.append(work[index]) }
    } else {
      let middle = size / 2
      // Neighbours must see that this square has a vertex in the middle of each side.
      _ = corner(x + middle, y)
      _ = corner(x, y + middle)
      _ = corner(x + size, y + middle)
      _ = corner(x + middle, y + size)
      divide(x, y, middle, begin)
      divide(x + middle, y, middle, begin)
      divide(x, y + middle, middle, begin)
      divide(x + middle, y + middle, middle, begin)
    }
    work.truncate(to: begin)
  }

  /// Keeps the candidates that may be first somewhere in the square; false when one label has all of it.
  private mutating func keepRivals(
    _ first: Int, _ count: Int, _ x: Double, _ y: Double, _ radius: Double, _ lowest: Double,
    _ finest: inout Double
  ) -> Bool {
    var best = Double.infinity
    for index in 0..<count where distances[index] <= -radius {
      let capsule = capsules[Int(work[first + index])]
      best = min(best, capsule.rank(x, y, limit: capsule.limit - radius))
    }
    var labels: (Int32, Bool) = (-1, true)
    for index in 0..<count where distances[index] <= radius {
      let candidate = work[first + index]
      let capsule = capsules[Int(candidate)]
      if capsule.rank(x, y, limit: .infinity) - radius > best + radius { continue }
      work.append(candidate)
      finest = min(finest, capsule.shape.reachNear(x, y))
      if labels.0 == -1 { labels.0 = capsule.label } else if labels.0 != capsule.label { labels.1 = false }
    }
    return !(labels.1 && lowest <= -radius)
  }

  // MARK: Corners

  /// The number of the corner at a place on the grid; new ones have no value yet.
  private mutating func corner(_ x: Int32, _ y: Int32) -> Int {
    let (number, isNew) = corners.number(x, y)
    if isNew { cornerValues.append(Corner(label: -2, distance: 0)) }
    return number
  }

  private func evaluate(_ px: Double, _ py: Double, _ leaf: Leaf) -> Corner {
    var lowest = Double.infinity
    let pieces = candidates.base + Int(leaf.firstCandidate)
    let count = Int(leaf.candidateCount)
    if isSingle {
      for index in 0..<count { lowest = min(lowest, shapes.base[Int(pieces[index])].signedDistance(px, py)) }
      return Corner(label: lowest <= 0 ? capsules[0].label : -1, distance: lowest)
    }
    var label: Int32 = -1
    var best = Double.infinity
    for index in 0..<count {
      let distance = shapes.base[Int(pieces[index])].signedDistance(px, py)
      lowest = min(lowest, distance)
      if distance > 0 { continue }
      let capsule = capsules[Int(pieces[index])]
      let rank = capsule.rank(px, py, limit: capsule.limit * 1.000_001)
      if rank < best || (rank == best && capsule.label < label) {
        best = rank
        label = capsule.label
      }
    }
    return Corner(label: label, distance: lowest)
  }

  private func value(_ point: PerimeterPoint, _ leaf: Leaf) -> Corner {
    if cornerValues[point.number].label == -2 {
      cornerValues[point.number] = evaluate(Double(point.x) * Self.unit, Double(point.y) * Self.unit, leaf)
    }
    return cornerValues[point.number]
  }

  // MARK: Outline

  private mutating func outline(_ leaf: Leaf) {
    perimeter.truncate(to: 0)
    let (x, y, s) = (leaf.x, leaf.y, leaf.size)
    addSide(x, y, x + s, y)
    addSide(x + s, y, x + s, y + s)
    addSide(x + s, y + s, x, y + s)
    addSide(x, y + s, x, y)
    cuts.truncate(to: 0)
    var previous = perimeter[perimeter.count - 1]
    var before = value(previous, leaf)
    for index in 0..<perimeter.count {
      let point = perimeter[index]
      let after = value(point, leaf)
      if after.label != before.label {
        let crossing = crossing(previous, before, point, after, leaf)
        cuts.append(Cut(crossing: crossing, before: before.label, after: after.label))
      }
      previous = point
      before = after
    }
    if cuts.count == 0 { return }
    let half = Double(s) * Self.unit / 2
    var centre: Int32
    if cuts.count == 2 {
      centre = cuts[0].before
    } else {
      centre = evaluate(Double(x) * Self.unit + half, Double(y) * Self.unit + half, leaf).label
      if !(0..<cuts.count).contains(where: { cuts[$0].after == centre }) { centre = cuts[0].before }
    }
    // Each run of another label than the centre's is cut off by a chord. The centre's own outline passes the same
    // chord the other way; where two such runs meet it turns at their border.
    let first = (0..<cuts.count).first { cuts[$0].before == centre } ?? 0
    var turn: Int32 = -1
    for step in 0..<cuts.count {
      let index = (first + step) % cuts.count
      let entry = cuts[index]
      if entry.after == centre { continue }
      let exit = cuts[(index + 1) % cuts.count]
      link(from: exit.crossing, to: entry.crossing, label: entry.after)
      if centre < 0 { continue }
      let start = entry.before == centre ? entry.crossing : turn
      if exit.after == centre {
        link(from: start, to: exit.crossing, label: centre)
      } else {
        turn = copy(exit.crossing, label: centre)
        link(from: start, to: turn, label: centre)
      }
    }
  }

  private mutating func addSide(_ x1: Int32, _ y1: Int32, _ x2: Int32, _ y2: Int32) {
    let (mx, my) = ((x1 + x2) / 2, (y1 + y2) / 2)
    if (x1 &- x2).magnitude + (y1 &- y2).magnitude > 1, corners.contains(mx, my) {
      addSide(x1, y1, mx, my)
      addSide(mx, my, x2, y2)
    } else {
      perimeter.append(PerimeterPoint(x: x2, y: y2, number: corner(x2, y2)))
    }
  }

  private mutating func crossing(
    _ a: PerimeterPoint, _ valueA: Corner, _ b: PerimeterPoint, _ valueB: Corner, _ leaf: Leaf
  ) -> Int32 {
    // From the lower corner number, so that both neighbours compute and find the same point.
    let (low, high) = a.number < b.number ? (a, b) : (b, a)
    let (lowValue, highValue) = a.number < b.number ? (valueA, valueB) : (valueB, valueA)
    let (number, isNew) = crossingNumbers.number(Int32(low.number), Int32(high.number))
    if !isNew { return crossingOfNumber[number] }
    let (x1, y1) = (Double(low.x) * Self.unit, Double(low.y) * Self.unit)
    let (x2, y2) = (Double(high.x) * Self.unit, Double(high.y) * Self.unit)
    let length = abs(x2 - x1) + abs(y2 - y1)
    var from = 0.0
    var to = 1.0
    var share = 0.5
    if lowValue.label < 0 || highValue.label < 0 {
      // The outline: a zero of the signed distance (regula falsi, Illinois).
      var (f, g) = (lowValue.distance, highValue.distance)
      for _ in 0..<8 {
        share = f == g ? (from + to) / 2 : (from * g - to * f) / (g - f)
        if !(share > from && share < to) { share = (from + to) / 2 }
        let value = evaluate(x1 + share * (x2 - x1), y1 + share * (y2 - y1), leaf).distance
        if abs(value) < 0.02 || (to - from) * length < 0.05 { break }
        if (value <= 0) == (f <= 0) {
          from = share
          f = value
          g /= 2
        } else {
          to = share
          g = value
          f /= 2
        }
      }
    } else {
      // The border of two areas: bisection on who is quicker.
      for _ in 0..<12 {
        share = (from + to) / 2
        let label = evaluate(x1 + share * (x2 - x1), y1 + share * (y2 - y1), leaf).label
        if label == lowValue.label { from = share } else { to = share }
      }
    }
    // Never at a corner, so that no two crossings are the same point.
    share = min(max(share, 0.002), 0.998)
    crossings.append(
      Crossing(
        x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1), labels: (lowValue.label, highValue.label)))
    crossingOfNumber.append(Int32(crossings.count - 1))
    return Int32(crossings.count - 1)
  }

  private mutating func copy(_ crossing: Int32, label: Int32) -> Int32 {
    var twin = crossings[Int(crossing)]
    twin.labels = (label, -1)
    crossings.append(twin)
    return Int32(crossings.count - 1)
  }

  private mutating func link(from start: Int32, to end: Int32, label: Int32) {
    if label < 0 { return }
    let crossing = crossings.base + Int(start)
    if crossing.pointee.labels.0 == label { crossing.pointee.next.0 = end } else { crossing.pointee.next.1 = end }
  }

  // MARK: Rings

  private mutating func rings() -> [TracedRing] {
    var found: [TracedRing] = []
    for start in 0..<crossings.count {
      for slot in 0..<2 {
        let label = slot == 0 ? crossings[start].labels.0 : crossings[start].labels.1
        if label < 0 { continue }
        var points: [(x: Double, y: Double)] = []
        var at = start
        while true {
          let isFirst = crossings[at].labels.0 == label
          let next = isFirst ? crossings[at].next.0 : crossings[at].next.1
          if next < 0 { break }
          points.append((crossings[at].x, crossings[at].y))
          if isFirst { crossings.base[at].next.0 = -1 } else { crossings.base[at].next.1 = -1 }
          at = Int(next)
        }
        if points.count >= 3 { found.append(TracedRing(label: label, points: points)) }
      }
    }
    return found
  }
}

/// Numbers for pairs of integers in the order in which they are first asked for: open addressing, linear probing.
struct PackedTable {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private var mask: Int
  private(set) var count = 0
  /// The pair that is never asked for.
  private static let empty = pack(.min, .min)

  init(capacity: Int = 4096) {
    keys = [UInt64](repeating: Self.empty, count: capacity)
    numbers = [Int32](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  mutating func removeAll() {
    for index in keys.indices { keys[index] = Self.empty }
    count = 0
  }

  @inline(__always)
  private static func pack(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    var at = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
    while keys[at] != key && keys[at] != Self.empty { at = (at + 1) & mask }
    return at
  }

  @inline(__always)
  func contains(_ a: Int32, _ b: Int32) -> Bool {
    let key = Self.pack(a, b)
    return keys[slot(key)] == key
  }

  @inline(__always)
  mutating func number(_ a: Int32, _ b: Int32) -> (number: Int, isNew: Bool) {
    let key = Self.pack(a, b)
    let at = slot(key)
    if keys[at] == key { return (Int(numbers[at]), false) }
    keys[at] = key
    numbers[at] = Int32(count)
    count += 1
    if count * 2 > keys.count { grow() }
    return (count - 1, true)
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = [UInt64](repeating: Self.empty, count: oldKeys.count * 2)
    numbers = [Int32](repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    for (index, key) in oldKeys.enumerated() where key != Self.empty {
      let at = slot(key)
      keys[at] = key
      numbers[at] = oldNumbers[index]
    }
  }
}
