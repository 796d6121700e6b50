/// Where names stand beside their places so that none covers another.
///
/// Eight positions around each place in Imhof's order of preference (1962), chosen by the discrete gradient descent of
/// Christensen, Marks and Shieber (1995): each name begins at its best position, then the move that lessens overlaps
/// most is made until none does. Names that still overlap are left out, the less important first. The result depends on
/// the names alone, not on their order beyond their priority.
struct LabelPlacement: Sendable {
  struct Name: Sendable {
    var place: SIMD2<Double>
    var width: Double
    var height: Double
    /// How far the name keeps from the place; 0 writes it across the place.
    var distance: Double
    /// The smaller is more important.
    var priority: Int
  }

  /// One for each name; nil for a name that found no room.
  let boxes: [MapBox?]

  /// - Parameters:
  ///   - obstacles: marks that names had better not cover.
  ///   - room: what names may not leave.
  init(of names: [Name], around obstacles: [MapBox], in room: MapBox) {
    let candidates = names.map { name in Self.positions(of: name).filter { room.holds($0) } }
    var chosen = candidates.map { $0.isEmpty ? nil : 0 as Int? }
    let near = Self.neighbours(names)
    // What a position costs by itself: its rank in the order of preference, and the marks that it covers.
    let own = candidates.map { boxes in
      boxes.enumerated().map { rank, box in
        Double(rank) * 0.05 + obstacles.reduce(0) { $0 + (box.overlap(with: $1) > 0 ? 0.6 : 0) }
      }
    }
    func cost(_ name: Int, _ position: Int) -> Double {
      let box = candidates[name][position]
      return near[name].reduce(own[name][position]) { sum, other in
        guard let place = chosen[other] else { return sum }
        return sum + (box.overlap(with: candidates[other][place]) > 0 ? 10 : 0)
      }
    }
    // The best move of each name, which changes only when a name that it may meet moves.
    func move(_ name: Int) -> (gain: Double, position: Int)? {
      guard let now = chosen[name] else { return nil }
      let current = cost(name, now)
      var best: (gain: Double, position: Int)?
      for position in candidates[name].indices where position != now {
        let gain = current - cost(name, position)
        if gain > 1e-9, gain > (best?.gain ?? 0) + 1e-9 { best = (gain, position) }
      }
      return best
    }
    var moves = names.indices.map(move)
    for _ in 0..<(names.count * 8) {
      var best: (gain: Double, name: Int, position: Int)?
      for (name, move) in moves.enumerated() {
        if let move, move.gain > (best?.gain ?? 0) + 1e-9 { best = (move.gain, name, move.position) }
      }
      guard let best else { break }
      chosen[best.name] = best.position
      for name in [best.name] + near[best.name] { moves[name] = move(name) }
    }
    // The more important first; whoever then finds its room taken tries its other positions, and goes if all are taken.
    var boxes = [MapBox?](repeating: nil, count: names.count)
    for name in names.indices.sorted(by: { (names[$0].priority, $0) < (names[$1].priority, $1) }) {
      guard let now = chosen[name] else { continue }
      let others = candidates[name].indices.filter { $0 != now }.sorted { own[name][$0] < own[name][$1] }
      boxes[name] = ([now] + others).map { candidates[name][$0] }.first { box in
        near[name].allSatisfy { other in boxes[other].map { box.overlap(with: $0) == 0 } ?? true }
      }
    }
    self.boxes = boxes
  }

  /// In the order of preference: right above, right below, left above, left below, right, above, left, below.
  private static func positions(of name: Name) -> [MapBox] {
    let (w, h, d) = (name.width, name.height, name.distance)
    let (x, y) = (name.place.x, name.place.y)
    func box(_ left: Double, _ top: Double) -> MapBox { MapBox(left: left, top: top, width: w, height: h) }
    guard d > 0 else {
      // A name of an area may shift within it.
      let shifts: [(Double, Double)] = [
        (0, 0), (0, -1), (0, 1), (0.35, 0), (-0.35, 0), (0, -2), (0, 2), (0.35, 1), (-0.35, -1), (0.7, 0), (-0.7, 0),
      ]
      return shifts.map { box(x - w / 2 + $0.0 * w, y - h / 2 + $0.1 * h) }
    }
    let slant = d * 0.7
    return [
      box(x + slant, y - slant - h), box(x + slant, y + slant), box(x - slant - w, y - slant - h),
      box(x - slant - w, y + slant), box(x + d, y - h / 2), box(x - w / 2, y - d - h), box(x - d - w, y - h / 2),
      box(x - w / 2, y + d),
    ]
  }

  /// For each name those that it may ever meet.
  private static func neighbours(_ names: [Name]) -> [[Int]] {
    // How far a name's positions reach from its place, at most.
    let reach = names.map { name in
      positions(of: name).reduce(SIMD2<Double>(0, 0)) { far, box in
        let offset = SIMD2(
          max(name.place.x - box.left, box.right - name.place.x), max(name.place.y - box.top, box.bottom - name.place.y)
        )
        return pointwiseMax(far, offset)
      }
    }
    // From west to east, so that each looks at those beside it alone.
    let order = names.indices.sorted { (names[$0].place.x, $0) < (names[$1].place.x, $1) }
    let widest = reach.map(\.x).max() ?? 0
    var near = [[Int]](repeating: [], count: names.count)
    for (rank, one) in order.enumerated() {
      for other in order[(rank + 1)...] {
        let offset = names[other].place - names[one].place
        if offset.x >= reach[one].x + widest { break }
        let far = reach[one] + reach[other]
        if offset.x < far.x && abs(offset.y) < far.y {
          near[one].append(other)
          near[other].append(one)
        }
      }
    }
    return near.map { $0.sorted() }
  }
}
