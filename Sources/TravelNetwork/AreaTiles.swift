/// A square of the plane through which an outline may pass, with the pieces of road that may draw it there.
struct AreaTile {
  /// The south-west corner and the side, in units.
  var x: Int32
  var y: Int32
  var units: Int32
  /// Cells along a side: 1, 2, 4 or 8; 1 where the side is longer than a unit.
  var cells: Int32
  /// Side of a cell, in the smallest cells.
  var cellSteps: Int32 { units << (3 - Int32(truncatingIfNeeded: cells.trailingZeroBitCount)) }
  var firstCandidate: Int32
  var candidateCount: Int32
  /// The block of 8 × 8 units that it is in.
  var block: Int32

  /// Metres.
  static let unit: Float = 64
  static let unitSteps: Int32 = 8

  var west: Float { Float(x) * Self.unit }
  var south: Float { Float(y) * Self.unit }
  /// Side of a cell in metres.
  var cell: Float { Float(cellSteps) * (Self.unit / Float(Self.unitSteps)) }
}

/// Finds the tiles of the plane through which an outline may pass.
///
/// A square is halved from 512 m down to 64 m, or to 128 m where the reach is wide, only where an outline may pass.
/// Every signed distance changes by at most one metre per metre, so what it is at the centre of a square bounds it over
/// the square: squares that one piece covers and pieces that cannot matter are dropped on the way down. Until the last
/// step whole groups stand for their pieces.
struct AreaTiles: ~Copyable {
  private(set) var tiles = GrowingBuffer<AreaTile>()
  /// Numbers of pieces, tile by tile.
  private(set) var candidates = GrowingBuffer<Int32>()
  private var blockNumbers = PackedTable(capacity: 1024)
  /// The tile at each of the 64 units of each block, row by row; -1 where no outline can be.
  private var tileNumbers = GrowingBuffer<Int32>()
  private var block: Int32 = 0
  private var blocks = GrowingBuffer<Block>()
  private var entries = GrowingBuffer<Entry>()
  private var work = GrowingBuffer<Int32>()
  private var bounds = GrowingBuffer<SIMD4<Float>>()

  private static let blockUnits: Int32 = 8

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  /// One of the largest squares, in blocks, with a list of the groups that may matter in it.
  struct Block {
    var x: Int32
    var y: Int32
    var firstEntry: Int32
  }

  struct Entry {
    var group: Int32
    var next: Int32
  }

  /// Cells along a side of the tile at the unit when they are smaller than those of `tile`, else 0.
  @inline(__always)
  mutating func finerCells(_ tile: AreaTile, _ x: Int32, _ y: Int32) -> Int32 {
    var block = Int(tile.block)
    if (x ^ tile.x) & ~7 != 0 || (y ^ tile.y) & ~7 != 0 {
      guard let other = blockNumbers.known(x >> 3, y >> 3) else { return 0 }
      block = other
    }
    let number = tileNumbers[block * 64 + Int((y & 7) * 8 + (x & 7))]
    if number < 0 { return 0 }
    let other = tiles.base + Int(number)
    return other.pointee.cellSteps < tile.cellSteps ? other.pointee.cells : 0
  }

  mutating func divide(_ runs: borrowing ReachRuns, isSingle: Bool) {
    tiles.truncate(to: 0)
    candidates.truncate(to: 0)
    addBlocks(runs)
    tileNumbers.truncate(to: 0)
    tileNumbers.reserve(blocks.count * 64)
    for _ in 0..<blocks.count * 64 { tileNumbers.append(-1) }
    for number in 0..<blocks.count {
      block = Int32(number)
      work.truncate(to: 0)
      var next = blocks[number].firstEntry
      while next >= 0 {
        work.append(entries[Int(next)].group)
        next = entries[Int(next)].next
      }
      divide(
        runs, isSingle, blocks[number].x * Self.blockUnits, blocks[number].y * Self.blockUnits, Self.blockUnits, 0)
    }
  }

  /// Which groups may matter in which of the largest squares.
  private mutating func addBlocks(_ runs: borrowing ReachRuns) {
    blockNumbers.removeAll()
    blocks.truncate(to: 0)
    entries.truncate(to: 0)
    let perMetre = 1 / (Float(Self.blockUnits) * AreaTile.unit)
    func index(_ metres: Float) -> Int32 {
      let towardZero = Int32(metres * perMetre)
      return Float(towardZero) > metres * perMetre ? towardZero - 1 : towardZero
    }
    // From the last one on, so that the first, which mostly reach far, come first in every block.
    for number in (0..<runs.groups.count).reversed() {
      let group = runs.groups.base + number
      let (bounds, slack) = (group.pointee.shape.bounds, group.pointee.slack)
      let columns = index(bounds.west - slack)...index(bounds.east + slack)
      for y in index(bounds.south - slack)...index(bounds.north + slack) {
        for x in columns {
          let (block, isNew) = blockNumbers.number(x, y)
          if isNew { blocks.append(Block(x: x, y: y, firstEntry: -1)) }
          entries.append(Entry(group: Int32(truncatingIfNeeded: number), next: blocks[block].firstEntry))
          blocks.base[block].firstEntry = Int32(truncatingIfNeeded: entries.count - 1)
        }
      }
    }
  }

  /// Divides a square of more than one tile; the groups that may matter in it are `work[first...]`.
  private mutating func divide(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ x: Int32, _ y: Int32, _ size: Int32, _ first: Int
  ) {
    let end = work.count
    let middle = size / 2
    let quarters = Quarters(x, y, size)
    guard let highest = addBounds(runs, isSingle, quarters, first) else { return }
    for quarter in 0..<4 {
      if isSingle {
        if highest[quarter] <= -quarters.radius { continue }
        let most = min(highest[quarter] + 2 * quarters.radius, quarters.radius)
        work.reserve(end - first)
        for index in first..<end where bound(index, quarter) <= most { work.append(work[index]) }
      } else if !keepRivals(runs, quarters, quarter, first, end) {
        work.truncate(to: end)
        continue
      }
      if work.count > end {
        let (column, row) = (x + Int32(quarter & 1) * middle, y + Int32(quarter >> 1) * middle)
        if middle == 2 {
          addTiles(runs, isSingle, column, row, end)
        } else {
          divide(runs, isSingle, column, row, middle, end)
        }
      }
      work.truncate(to: end)
    }
  }

  /// The least that the signed distances of the groups `work[first...]` may be at the centres of the quarters, into the
  /// same places of the bounds. Returns the most that the least of them may be; nil when no outline can pass the square.
  private mutating func addBounds(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ quarters: Quarters, _ first: Int
  ) -> SIMD4<Float>? {
    bounds.truncate(to: first)
    bounds.reserve(work.count - first)
    var highest = SIMD4<Float>(repeating: .infinity)
    for index in first..<work.count {
      let group = runs.groups.base + Int(work[index])
      let found = group.pointee.shape.signedDistances(quarters.x, quarters.y)
      let high = found + group.pointee.slack
      highest = highest.replacing(with: high, where: high .< highest)
      if isSingle, all(highest .<= -quarters.radius) { return nil }
      bounds.append(found - group.pointee.slack)
    }
    return highest
  }

  @inline(__always)
  private mutating func bound(_ index: Int, _ quarter: Int) -> Float {
    UnsafeRawPointer(bounds.base + index).load(fromByteOffset: quarter * 4, as: Float.self)
  }

  /// The centres of the quarters of a square: west and east of the south, then of the north.
  private struct Quarters {
    let x: SIMD4<Float>
    let y: SIMD4<Float>
    /// The centre of the square.
    let middleX: Float
    let middleY: Float
    /// Half a quarter's diagonal, rounded up by more than the error of a signed distance.
    let radius: Float

    init(_ x: Int32, _ y: Int32, _ size: Int32) {
      let half = Float(size) * AreaTile.unit / 2
      (middleX, middleY) = (Float(x) * AreaTile.unit + half, Float(y) * AreaTile.unit + half)
      self.x = middleX + half / 2 * SIMD4(-1, 1, -1, 1)
      self.y = middleY + half / 2 * SIMD4(-1, -1, 1, 1)
      radius = half / 2 * 1.414_214 + 0.2
    }
  }

  /// Appends the groups that may be first somewhere in the quarter; false when one label has all of it.
  private mutating func keepRivals(
    _ runs: borrowing ReachRuns, _ quarters: Quarters, _ quarter: Int, _ first: Int, _ end: Int
  ) -> Bool {
    let (x, y) = (Double(quarters.x[quarter]), Double(quarters.y[quarter]))
    let radius = Double(quarters.radius)
    guard let nearest = (first..<end).min(by: { bound($0, quarter) < bound($1, quarter) }),
      bound(nearest, quarter) <= quarters.radius
    else { return false }
    let best = runs.groups[Int(work[nearest])]
    var rank = Double.infinity
    for number in Int(best.first)..<Int(best.first + best.count) {
      if runs.shapes[number].signedDistance(x, y) > -quarters.radius { continue }
      let claim = runs.claims.base + number
      rank = min(rank, claim.pointee.rank(x, y, limit: claim.pointee.limit - radius))
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

  /// The tiles of a square of two by two units, from groups to their pieces.
  private mutating func addTiles(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ x: Int32, _ y: Int32, _ first: Int
  ) {
    let quarters = Quarters(x, y, 2)
    let radius = quarters.radius
    // What the groups alone tell.
    guard let highest = addBounds(runs, isSingle, quarters, first) else { return }
    var most = SIMD4<Float>(repeating: radius)
    if isSingle {
      let nearest = highest + 2 * radius
      most = most.replacing(with: nearest, where: nearest .< most)
      most = most.replacing(with: -.infinity, where: highest .<= -radius)
    }
    var kept = first
    for index in first..<work.count where any(bounds[index] .<= most) {
      work[kept] = work[index]
      kept += 1
    }
    work.truncate(to: kept)
    // What their pieces tell: bounds[first + i] is that of work[end + i].
    bounds.truncate(to: first)
    let end = work.count
    var lowest = SIMD4<Float>(repeating: .infinity)
    for index in first..<end {
      let group = runs.groups[Int(work[index])]
      bounds.reserve(Int(group.count))
      work.reserve(Int(group.count))
      for number in group.first..<group.first + group.count {
        let found = (runs.shapes.base + Int(number)).pointee.signedDistances(quarters.x, quarters.y)
        lowest = lowest.replacing(with: found, where: found .< lowest)
        bounds.append(found)
        work.append(number)
      }
    }
    defer { work.truncate(to: end) }
    if isSingle, addWideTile(runs, x, y, quarters, lowest, first, end) { return }
    for quarter in 0..<4 {
      if lowest[quarter] > radius || (isSingle && lowest[quarter] <= -radius) { continue }
      let start = candidates.count
      candidates.reserve(work.count - end)
      if isSingle {
        let most = min(lowest[quarter] + 2 * radius, radius)
        for index in first..<bounds.count where bound(index, quarter) <= most {
          candidates.append(work[end + index - first])
        }
      } else if !addRivals(runs, quarters, quarter, first, end) {
        candidates.truncate(to: start)
        continue
      }
      let finest = finestReach(runs, quarters.x[quarter], quarters.y[quarter], start)
      let cell = Self.widestCell(finest, isSingle)
      addTile(
        AreaTile(
          x: x + Int32(quarter & 1), y: y + Int32(quarter >> 1), units: 1,
          cells: cell >= 64 ? 1 : cell >= 32 ? 2 : cell >= 16 ? 4 : 8, firstCandidate: Int32(start),
          candidateCount: Int32(candidates.count - start), block: block))
    }
  }

  /// One tile for the whole square where the reach is wide; false, and nothing added, where it is not.
  private mutating func addWideTile(
    _ runs: borrowing ReachRuns, _ x: Int32, _ y: Int32, _ quarters: Quarters, _ lowest: SIMD4<Float>,
    _ first: Int, _ end: Int
  ) -> Bool {
    let radius = quarters.radius
    let isCovered = lowest .<= -radius
    if all(isCovered .| (lowest .> radius)) { return true }
    let nearest = lowest + 2 * radius
    let most = SIMD4(repeating: radius).replacing(with: nearest, where: nearest .< radius)
    let start = candidates.count
    candidates.reserve(bounds.count - first)
    for index in first..<bounds.count {
      // Who covers a quarter still counts at the corners of the tile.
      let bound = bounds[index]
      if any((bound .<= most) .& (.!isCovered .| (bound .== lowest))) { candidates.append(work[end + index - first]) }
    }
    if Self.widestCell(finestReach(runs, quarters.middleX, quarters.middleY, start), true) < 2 * AreaTile.unit {
      candidates.truncate(to: start)
      return false
    }
    addTile(
      AreaTile(
        x: x, y: y, units: 2, cells: 1, firstCandidate: Int32(start),
        candidateCount: Int32(candidates.count - start), block: block))
    return true
  }

  /// Appends the pieces that may be first somewhere in the tile; false when one label has all of it.
  private mutating func addRivals(
    _ runs: borrowing ReachRuns, _ quarters: Quarters, _ quarter: Int, _ first: Int, _ end: Int
  ) -> Bool {
    let (x, y) = (Double(quarters.x[quarter]), Double(quarters.y[quarter]))
    let radius = Double(quarters.radius)
    var rank = Double.infinity
    for index in first..<bounds.count where bound(index, quarter) <= -quarters.radius {
      let claim = runs.claims.base + Int(work[end + index - first])
      rank = min(rank, claim.pointee.rank(x, y, limit: claim.pointee.limit - radius))
    }
    var label: Int32 = -1
    var isShared = false
    for index in first..<bounds.count where bound(index, quarter) <= quarters.radius {
      let claim = runs.claims.base + Int(work[end + index - first])
      if claim.pointee.rank(x, y, limit: .infinity) > rank + 2 * radius { continue }
      candidates.append(work[end + index - first])
      if label >= 0, claim.pointee.label != label { isShared = true }
      label = claim.pointee.label
    }
    return isShared || rank == .infinity
  }

  private mutating func finestReach(_ runs: borrowing ReachRuns, _ x: Float, _ y: Float, _ start: Int) -> Float {
    var finest = Float.infinity
    for index in start..<candidates.count {
      finest = min(finest, (runs.shapes.base + Int(candidates[index])).pointee.reachNear(x, y))
    }
    return finest
  }

  /// No cell is much wider than the reach, and an arc lies within four metres of its chord; within eight where the
  /// outline can be bent.
  private static func widestCell(_ reach: Float, _ isBent: Bool) -> Float {
    min(1.4 * reach, ((isBent ? 64 : 32) * reach).squareRoot())
  }

  private mutating func addTile(_ tile: AreaTile) {
    for row in tile.y..<tile.y + tile.units {
      for column in tile.x..<tile.x + tile.units {
        tileNumbers[Int(block) * 64 + Int((row & 7) * 8 + (column & 7))] = Int32(tiles.count)
      }
    }
    tiles.append(tile)
  }
}
