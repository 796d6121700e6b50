/// A square of the plane through which an outline may pass, with the capsules that may draw it there.
struct AreaTile {
  /// In tiles.
  var x: Int32
  var y: Int32
  /// Cells along a side: 1, 2, 4 or 8.
  var cells: Int32
  var firstCandidate: Int32
  var candidateCount: Int32
  /// A signed distance found in single precision has the right sign from here on.
  var doubt: Float

  /// Metres.
  static let side = 64.0
}

/// Finds the tiles of the plane through which an outline may pass.
///
/// A square is halved from 512 m down to 64 m only where an outline may pass: every capsule's signed distance
/// changes by at most one metre per metre, so its value at the centre of a square bounds it over the square. Squares
/// that one capsule covers and capsules that cannot matter are dropped on the way down; until the last step whole
/// groups of capsules stand for their members.
struct AreaTiles: ~Copyable {
  private(set) var tiles = GrowingBuffer<AreaTile>()
  /// Numbers of capsules, tile by tile.
  private(set) var candidates = GrowingBuffer<Int32>()
  private var blockNumbers = PackedTable(capacity: 1024)
  /// The tile at each of the 64 places of each block, row by row; -1 where no outline can be.
  private var tileNumbers = GrowingBuffer<Int32>()
  private var block = 0
  private var work = GrowingBuffer<Int32>()
  private var bounds = GrowingBuffer<SIMD4<Float>>()

  private static let blockTiles: Int32 = 8

  /// Cells along a side of the south, east, north and west neighbours that have more than the tile, else 0.
  func finerNeighbours(_ tile: AreaTile) -> (Int, Int, Int, Int) {
    if tile.cells == 8 { return (0, 0, 0, 0) }
    func finer(_ x: Int32, _ y: Int32) -> Int {
      guard let block = blockNumbers.known(x >> 3, y >> 3) else { return 0 }
      let number = tileNumbers[block * 64 + Int((y & 7) * 8 + (x & 7))]
      return number >= 0 && tiles[Int(number)].cells > tile.cells ? Int(tiles[Int(number)].cells) : 0
    }
    return (finer(tile.x, tile.y - 1), finer(tile.x + 1, tile.y), finer(tile.x, tile.y + 1), finer(tile.x - 1, tile.y))
  }

  mutating func divide(_ runs: borrowing CapsuleRuns, isSingle: Bool) {
    tiles.truncate(to: 0)
    candidates.truncate(to: 0)
    blockNumbers.removeAll()
    let side = Double(Self.blockTiles) * AreaTile.side
    func index(_ metres: Double) -> Int32 { Int32((metres / side).rounded(.down)) }
    // Which groups may matter in which of the largest squares, sorted by square in the order in which they are met.
    var blocks: [(x: Int32, y: Int32)] = []
    var counts: [Int32] = [0]
    var pairs = GrowingBuffer<(block: Int32, group: Int32)>(capacity: runs.groups.count * 8)
    for number in 0..<runs.groups.count {
      let bounds = runs.groups[number].shape.bounds
      let slack = Double(runs.groups[number].slack)
      for y in index(bounds.south - slack)...index(bounds.north + slack) {
        for x in index(bounds.west - slack)...index(bounds.east + slack) {
          let (block, isNew) = blockNumbers.number(x, y)
          if isNew {
            blocks.append((x, y))
            counts.append(0)
          }
          counts[block + 1] += 1
          pairs.append((Int32(block), Int32(number)))
        }
      }
    }
    for block in blocks.indices { counts[block + 1] += counts[block] }
    let sorted = GrowingBuffer<Int32>(capacity: max(pairs.count, 1))
    var next = counts
    for index in 0..<pairs.count {
      let block = Int(pairs[index].block)
      sorted[Int(next[block])] = pairs[index].group
      next[block] += 1
    }
    tileNumbers.truncate(to: 0)
    tileNumbers.reserve(blocks.count * 64)
    for _ in 0..<blocks.count * 64 { tileNumbers.append(-1) }
    for (number, block) in blocks.enumerated() {
      self.block = number
      work.truncate(to: 0)
      for index in Int(counts[number])..<Int(counts[number + 1]) { work.append(sorted[index]) }
      divide(runs, isSingle, block.x * Self.blockTiles, block.y * Self.blockTiles, Self.blockTiles, 0)
    }
  }

  /// Divides a square of more than one tile; the groups that may matter in it are `work[first...]`.
  private mutating func divide(
    _ runs: borrowing CapsuleRuns, _ isSingle: Bool, _ x: Int32, _ y: Int32, _ size: Int32, _ first: Int
  ) {
    let end = work.count
    let middle = size / 2
    let quarters = Quarters(x, y, size)
    bounds.truncate(to: first)
    bounds.reserve(end - first)
    // Upper and lower bounds of the signed distance at the centres of the quarters.
    var lowest = SIMD4<Float>(repeating: .infinity)
    var least = lowest
    for index in first..<end {
      let group = runs.groups.base + Int(work[index])
      let found = group.pointee.shape.signedDistances(
        fromX: quarters.centreX, fromY: quarters.centreY, Quarters.east * quarters.quarter,
        Quarters.north * quarters.quarter)
      let high = found + group.pointee.slack
      let low = found - group.pointee.slack
      lowest = lowest.replacing(with: high, where: high .< lowest)
      least = least.replacing(with: low, where: low .< least)
      bounds.append(low)
    }
    let radius = quarters.radius
    for quarter in 0..<4 where least[quarter] <= radius {
      if isSingle {
        if lowest[quarter] <= -radius { continue }
        let most = min(lowest[quarter] + 2 * radius, radius)
        work.reserve(end - first)
        for index in first..<end where bound(index, quarter) <= most { work.append(work[index]) }
      } else if !keepRivals(runs, quarters, quarter, first, end) {
        work.truncate(to: end)
        continue
      }
      let (column, row) = (x + Int32(quarter & 1) * middle, y + Int32(quarter >> 1) * middle)
      if middle == 2 {
        addTiles(runs, isSingle, column, row, end)
      } else {
        divide(runs, isSingle, column, row, middle, end)
      }
      work.truncate(to: end)
    }
  }

  @inline(__always)
  private func bound(_ index: Int, _ quarter: Int) -> Float {
    UnsafeRawPointer(bounds.base + index).load(fromByteOffset: quarter * 4, as: Float.self)
  }

  /// The centres of the quarters of a square: west and east of the south, then of the north.
  private struct Quarters {
    static var east: SIMD4<Float> { SIMD4(-1, 1, -1, 1) }
    static var north: SIMD4<Float> { SIMD4(-1, -1, 1, 1) }
    let centreX: Double
    let centreY: Double
    /// Metres from the centre of the square to those of its quarters, east and north.
    let quarter: Float
    /// Half a quarter's diagonal, rounded up by more than the error of a signed distance.
    let radius: Float

    init(_ x: Int32, _ y: Int32, _ size: Int32) {
      let half = Double(size) * AreaTile.side / 2
      (centreX, centreY) = (Double(x) * AreaTile.side + half, Double(y) * AreaTile.side + half)
      quarter = Float(half / 2)
      radius = quarter * 1.414_214 + 0.05
    }

    func centre(_ quarter: Int) -> (x: Double, y: Double) {
      (
        centreX + Double(Self.east[quarter] * self.quarter), centreY + Double(Self.north[quarter] * self.quarter)
      )
    }
  }

  /// Appends the groups that may be first somewhere in the quarter; false when one label has all of it.
  private mutating func keepRivals(
    _ runs: borrowing CapsuleRuns, _ quarters: Quarters, _ quarter: Int, _ first: Int, _ end: Int
  ) -> Bool {
    let (x, y) = quarters.centre(quarter)
    let radius = Double(quarters.radius)
    guard let nearest = (first..<end).min(by: { bound($0, quarter) < bound($1, quarter) }) else { return false }
    let best = runs.groups[Int(work[nearest])]
    var rank = Double.infinity
    for number in Int(best.first)..<Int(best.first + best.count) {
      let capsule = runs.capsules.base + number
      if capsule.pointee.shape.signedDistance(x, y) > -radius { continue }
      rank = min(rank, capsule.pointee.rank(x, y, limit: capsule.pointee.limit - radius))
    }
    var isShared = false
    for index in first..<end where bound(index, quarter) <= quarters.radius {
      let group = runs.groups.base + Int(work[index])
      if Double(bound(index, quarter) - group.pointee.openSlack) > rank + 2 * radius { continue }
      work.append(work[index])
      if group.pointee.label != best.label { isShared = true }
    }
    return isShared || rank == .infinity
  }

  /// The tiles of a square of two by two, from groups to their capsules.
  private mutating func addTiles(
    _ runs: borrowing CapsuleRuns, _ isSingle: Bool, _ x: Int32, _ y: Int32, _ first: Int
  ) {
    let quarters = Quarters(x, y, 2)
    var end = work.count
    let (east, north) = (Quarters.east * quarters.quarter, Quarters.north * quarters.quarter)
    // What the groups alone tell.
    bounds.truncate(to: first)
    bounds.reserve(end - first)
    var lowest = SIMD4<Float>(repeating: .infinity)
    for index in first..<end {
      let group = runs.groups.base + Int(work[index])
      let found = group.pointee.shape.signedDistances(
        fromX: quarters.centreX, fromY: quarters.centreY, east, north)
      let high = found + group.pointee.slack
      lowest = lowest.replacing(with: high, where: high .< lowest)
      bounds.append(found - group.pointee.slack)
    }
    var most = SIMD4<Float>(repeating: quarters.radius)
    if isSingle {
      let nearest = lowest + 2 * quarters.radius
      most = most.replacing(with: nearest, where: nearest .< most)
      most = most.replacing(with: -.infinity, where: lowest .<= -quarters.radius)
    }
    var kept = first
    for index in first..<end where any(bounds[index] .<= most) {
      work[kept] = work[index]
      kept += 1
    }
    end = kept
    work.truncate(to: end)
    bounds.truncate(to: first)
    for index in first..<end {
      let group = runs.groups[Int(work[index])]
      bounds.reserve(Int(group.count))
      work.reserve(Int(group.count))
      for number in group.first..<group.first + group.count {
        let found = (runs.capsules.base + Int(number)).pointee.shape.signedDistances(
          fromX: quarters.centreX, fromY: quarters.centreY, east, north)
        lowest = lowest.replacing(with: found, where: found .< lowest)
        bounds.append(found)
        work.append(number)
      }
    }
    let radius = quarters.radius
    for quarter in 0..<4 {
      if lowest[quarter] > radius || (isSingle && lowest[quarter] <= -radius) { continue }
      let start = candidates.count
      candidates.reserve(work.count - end)
      if isSingle {
        let most = min(lowest[quarter] + 2 * radius, radius)
        for index in end..<work.count where bound(first + index - end, quarter) <= most {
          candidates.append(work[index])
        }
      } else if !addRivals(runs, quarters, quarter, first, end) {
        candidates.truncate(to: start)
        continue
      }
      addTile(runs, x + Int32(quarter & 1), y + Int32(quarter >> 1), quarters.centre(quarter), start)
    }
    work.truncate(to: end)
  }

  /// Appends the capsules that may be first somewhere in the tile; false when one label has all of it.
  private mutating func addRivals(
    _ runs: borrowing CapsuleRuns, _ quarters: Quarters, _ quarter: Int, _ first: Int, _ end: Int
  ) -> Bool {
    let (x, y) = quarters.centre(quarter)
    let radius = Double(quarters.radius)
    var rank = Double.infinity
    for index in end..<work.count where bound(first + index - end, quarter) <= -quarters.radius {
      let capsule = runs.capsules.base + Int(work[index])
      rank = min(rank, capsule.pointee.rank(x, y, limit: capsule.pointee.limit - radius))
    }
    var label: Int32 = -1
    var isShared = false
    for index in end..<work.count where bound(first + index - end, quarter) <= quarters.radius {
      let capsule = runs.capsules.base + Int(work[index])
      if capsule.pointee.rank(x, y, limit: .infinity) > rank + 2 * radius { continue }
      candidates.append(work[index])
      if label >= 0, capsule.pointee.label != label { isShared = true }
      label = capsule.pointee.label
    }
    return isShared || rank == .infinity
  }

  private mutating func addTile(
    _ runs: borrowing CapsuleRuns, _ x: Int32, _ y: Int32, _ centre: (x: Double, y: Double), _ start: Int
  ) {
    var finest = Double.infinity
    var longest: Float = 0
    for index in start..<candidates.count {
      let shape = runs.capsules.base + Int(candidates[index])
      finest = min(finest, shape.pointee.shape.reachNear(centre.x, centre.y))
      longest = max(longest, shape.pointee.shape.length)
    }
    // An arc within four metres of its chord, and no cell much wider than the reach.
    let allowed = min(1.4 * finest, (32 * finest).squareRoot())
    let cells: Int32 = allowed >= 64 ? 1 : allowed >= 32 ? 2 : allowed >= 16 ? 4 : 8
    tileNumbers[block * 64 + Int((y & 7) * 8 + (x & 7))] = Int32(tiles.count)
    tiles.append(
      AreaTile(
        x: x, y: y, cells: cells, firstCandidate: Int32(start), candidateCount: Int32(candidates.count - start),
        doubt: 0.001 + 1e-6 * longest))
  }
}
