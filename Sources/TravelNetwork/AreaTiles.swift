/// A square of the plane through which an outline may pass, with the pieces of road that may draw it there.
struct AreaTile {
  /// The south-west corner and the side, in units.
  var x: Int32
  var y: Int32
  var units: Int32
  /// Cells along a side: 1, 2, 4 or 8; 1 where the side is longer than a unit.
  var cells: Int32
  /// Side of a cell, in the smallest cells.
  @inline(__always)
  var cellSteps: Int32 { units << (3 - Int32(truncatingIfNeeded: cells.trailingZeroBitCount)) }
  var firstCandidate: Int32
  var candidateCount: Int32
  /// The region of 64 × 64 units that it is in.
  var region: Int32

  /// Metres.
  static let unit: Float = 64
  static let unitSteps: Int32 = 8

  /// Metres by which two places in the tile must lie apart to be two in single precision, twice over.
  var resolution: Float { 2 * max(abs(west), abs(south)).ulp }

  var west: Float { Float(x) * Self.unit }
  var south: Float { Float(y) * Self.unit }
  /// Side of a cell in metres.
  @inline(__always)
  var cell: Float { Float(cellSteps) * (Self.unit / Float(Self.unitSteps)) }
}

/// Finds the tiles of the plane through which an outline may pass.
///
/// A square is halved from 256 m down to 64 m, or to 128 m where the reach is wide, only where an outline may pass.
/// Every signed distance changes by at most one metre per metre, so what it is at the centre of a square bounds it over
/// the square: squares that one piece covers and pieces that cannot matter are dropped on the way down. In the largest
/// squares groups stand for their pieces.
struct AreaTiles: ~Copyable {
  private(set) var tiles = GrowingBuffer<AreaTile>()
  /// The pieces that may decide, tile by tile.
  private(set) var candidates = GrowingBuffer<Candidate>()
  /// Regions of 16 × 16 of the largest squares, each with a list of the groups that may matter in it.
  private var regionNumbers = PackedTable(capacity: 64)
  private var regions = GrowingBuffer<Region>()
  private var groups = GrowingBuffer<Entry>()
  private var boxes = GrowingBuffer<Box>()
  /// Of each of the largest squares, region by region and row by row, its place among the squares that were divided; -1
  /// where it is none of them.
  private var divided = GrowingBuffer<Int32>()
  /// Of each square of one region, row by row: the most that the least signed distance of its centre may be, and the
  /// first of its groups, -1 for none.
  private let highest = GrowingBuffer<Float>(capacity: Self.squaresOfRegion)
  private let firstEntries = GrowingBuffer<Int32>(capacity: Self.squaresOfRegion)
  private var nears = GrowingBuffer<Near>()
  private var entries = GrowingBuffer<Entry>()
  /// The tile at each of the 16 units of each divided square, row by row; -1 where no outline can be.
  private var tileNumbers = GrowingBuffer<Int32>()
  /// Numbers of pieces, level by level, and in the same places the least that their signed distances may be at the
  /// centres of four quarters and their reaches there.
  private var work = GrowingBuffer<Int32>()
  private var bounds = GrowingBuffer<SIMD4<Float>>()
  private var reaches = GrowingBuffer<SIMD4<Float>>()
  private var rivals = GrowingBuffer<Int32>()

  private static let squareUnits: Int32 = 4
  private static let regionSquares: Int32 = 16
  private static let regionUnits = regionSquares * squareUnits
  private static let unitsOfSquare = Int(squareUnits * squareUnits)
  private static let squaresOfRegion = Int(regionSquares * regionSquares)

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  struct Region {
    /// In regions.
    var x: Int32
    var y: Int32
    var firstGroup: Int32
  }

  /// A group and four of the largest squares beside each other, of which it may matter in some.
  struct Near {
    /// The least that its signed distances may be at their centres.
    var low: SIMD4<Float>
    /// The first of the squares, in the region.
    var square: Int32
    var group: Int32
  }

  /// Squares, both ends included.
  struct Box {
    var west: Int32
    var south: Int32
    var east: Int32
    var north: Int32
  }

  struct Entry {
    var group: Int32
    var next: Int32
  }

  struct Candidate {
    var piece: Int32
    /// Signed distance of the tile's centre, or less.
    var atCentre: Float
  }

  /// Cells along a side of the tile at the unit when they are smaller than those of `tile`, else 0.
  @inline(__always)
  mutating func finerCells(_ tile: AreaTile, _ x: Int32, _ y: Int32) -> Int32 {
    var region = Int(tile.region)
    if (x ^ tile.x) & ~63 != 0 || (y ^ tile.y) & ~63 != 0 {
      guard let other = regionNumbers.known(x >> 6, y >> 6) else { return 0 }
      region = other
    }
    let square = divided[region * Self.squaresOfRegion + Int((y & 60) << 2 | (x & 60) >> 2)]
    if square < 0 { return 0 }
    let number = tileNumbers[Int(square << 4 | (y & 3) << 2 | x & 3)]
    if number < 0 { return 0 }
    let other = tiles.base + Int(number)
    return other.pointee.cellSteps < tile.cellSteps ? other.pointee.cells : 0
  }

  mutating func divide(_ runs: borrowing ReachRuns, isSingle: Bool) {
    tiles.truncate(to: 0)
    candidates.truncate(to: 0)
    tileNumbers.truncate(to: 0)
    addRegions(runs)
    for region in 0..<regions.count {
      findNear(runs, isSingle, regions[region])
      sortBySquare(isSingle)
      let (x, y) = (regions[region].x * Self.regionUnits, regions[region].y * Self.regionUnits)
      for square in 0..<Self.squaresOfRegion where firstEntries[square] >= 0 {
        divide(
          runs, isSingle, region, square, x + Int32(square & 15) * Self.squareUnits,
          y + Int32(square >> 4) * Self.squareUnits)
      }
    }
  }

  /// The greatest whole number up to here.
  @inline(__always)
  private static func floor(_ number: Float) -> Int32 {
    let towardZero = Int32(number)
    return Float(towardZero) > number ? towardZero - 1 : towardZero
  }

  /// The squares between which a group may matter.
  @inline(__always)
  private static func box(_ group: UnsafePointer<ReachGroup>) -> Box {
    let (box, slack) = (group.pointee.shape.bounds, group.pointee.slack)
    let perSide = 1 / (Float(squareUnits) * AreaTile.unit)
    return Box(
      west: floor((box.west - slack) * perSide), south: floor((box.south - slack) * perSide),
      east: floor((box.east + slack) * perSide), north: floor((box.north + slack) * perSide))
  }

  /// The regions in which groups may matter, and their groups in order: the first mostly reach far.
  private mutating func addRegions(_ runs: borrowing ReachRuns) {
    regionNumbers.removeAll()
    regions.truncate(to: 0)
    groups.truncate(to: 0)
    boxes.truncate(to: 0)
    boxes.reserve(runs.groups.count)
    for number in (0..<runs.groups.count).reversed() {
      let box = Self.box(runs.groups.base + number)
      boxes[number] = box
      for y in box.south >> 4...box.north >> 4 {
        for x in box.west >> 4...box.east >> 4 {
          let (region, isNew) = regionNumbers.number(x, y)
          if isNew { regions.append(Region(x: x, y: y, firstGroup: -1)) }
          let of = regions.base + region
          groups.append(Entry(group: Int32(truncatingIfNeeded: number), next: of.pointee.firstGroup))
          of.pointee.firstGroup = Int32(truncatingIfNeeded: groups.count - 1)
        }
      }
    }
    divided.truncate(to: 0)
    divided.append(repeating: -1, count: regions.count * Self.squaresOfRegion)
  }

  /// Which groups may matter in which squares of the region.
  private mutating func findNear(_ runs: borrowing ReachRuns, _ isSingle: Bool, _ region: Region) {
    highest.base.update(repeating: .infinity, count: Self.squaresOfRegion)
    nears.truncate(to: 0)
    let side = Float(Self.squareUnits) * AreaTile.unit
    let radius = Quarters.radius(ofSide: side)
    let (left, low) = (region.x * Self.regionSquares, region.y * Self.regionSquares)
    var next = region.firstGroup
    while next >= 0 {
      let entry = groups[Int(next)]
      next = entry.next
      let group = runs.groups.base + Int(entry.group)
      let (shape, slack) = (group.pointee.shape, group.pointee.slack)
      let box = boxes[Int(entry.group)]
      let (west, east) = (max(box.west - left, 0) & ~3, min(box.east - left, Self.regionSquares - 1))
      for row in max(box.south - low, 0)...min(box.north - low, Self.regionSquares - 1) {
        let y = SIMD4<Float>(repeating: (Float(low + row) + 0.5) * side)
        var nextColumn = west
        while nextColumn <= east {
          let column = nextColumn
          nextColumn += 4
          let square = Int(row * Self.regionSquares + column)
          let least = UnsafeMutableRawPointer(highest.base + square)
          let before = least.load(as: SIMD4<Float>.self)
          // What is covered need not be looked at.
          if isSingle, all(before .<= -radius) { continue }
          let x = (Float(left + column) + 0.5) * side + SIMD4(0, side, 2 * side, 3 * side)
          let distance = shape.signedDistances(x, y)
          let high = distance + slack
          let now = before.replacing(with: high, where: high .< before)
          least.storeBytes(of: now, as: SIMD4<Float>.self)
          let lowest = distance - slack
          if any(lowest .<= Self.most(now, radius, isSingle)) {
            nears.append(Near(low: lowest, square: Int32(truncatingIfNeeded: square), group: entry.group))
          }
        }
      }
    }
  }

  /// What a signed distance may be at most at the centre of a square to matter in it, where the least one is at most
  /// `highest`; -infinity where one piece covers the square.
  @inline(__always)
  private static func most(_ highest: SIMD4<Float>, _ radius: Float, _ isSingle: Bool) -> SIMD4<Float> {
    let outer = SIMD4<Float>(repeating: radius)
    if !isSingle { return outer }
    let nearest = highest + 2 * radius
    return outer.replacing(with: nearest, where: nearest .< outer)
      .replacing(with: -.infinity, where: highest .<= -radius)
  }

  /// The groups of each square of the region.
  private mutating func sortBySquare(_ isSingle: Bool) {
    let radius = Quarters.radius(ofSide: Float(Self.squareUnits) * AreaTile.unit)
    firstEntries.base.update(repeating: -1, count: Self.squaresOfRegion)
    entries.truncate(to: 0)
    entries.reserve(nears.count * 4)
    var used = 0
    for number in 0..<nears.count {
      let near = nears.base + number
      let first = Int(near.pointee.square)
      let high = UnsafeRawPointer(highest.base + first).load(as: SIMD4<Float>.self)
      var lanes = (near.pointee.low .<= Self.most(high, radius, isSingle)).bits
      while lanes != 0 {
        let square = first + lanes.trailingZeroBitCount
        lanes &= lanes - 1
        entries[used] = Entry(group: near.pointee.group, next: firstEntries[square])
        firstEntries[square] = Int32(truncatingIfNeeded: used)
        used += 1
      }
    }
    entries.extend(by: used)
  }

  /// Divides one of the largest squares.
  private mutating func divide(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ region: Int, _ square: Int, _ x: Int32, _ y: Int32
  ) {
    work.truncate(to: 0)
    var next = Int(firstEntries[square])
    while next >= 0 {
      let entry = entries[next]
      let group = runs.groups.base + Int(entry.group)
      let (first, count) = (group.pointee.first, Int(group.pointee.count))
      work.reserve(count)
      let numbers = work.base + work.count
      for index in 0..<count { numbers[index] = first &+ Int32(truncatingIfNeeded: index) }
      work.extend(by: count)
      next = Int(entry.next)
    }
    divided[region * Self.squaresOfRegion + square] = Int32(
      truncatingIfNeeded: tileNumbers.count / Self.unitsOfSquare)
    tileNumbers.append(repeating: -1, count: Self.unitsOfSquare)
    let quarters = Quarters(x, y, Self.squareUnits)
    let lowest = addBounds(runs, quarters, 0)
    let end = work.count
    for quarter in 0..<4 where keep(runs, isSingle, quarters, quarter, lowest[quarter], 0, end) {
      addTiles(runs, isSingle, region, x + Int32(quarter & 1) * 2, y + Int32(quarter >> 1) * 2, end)
      work.truncate(to: end)
    }
  }

  /// The signed distances of the pieces `work[first...]` at the centres of the quarters, and their reaches, into the same
  /// places of the bounds and reaches; returns the least of each.
  private mutating func addBounds(_ runs: borrowing ReachRuns, _ quarters: Quarters, _ first: Int) -> SIMD4<Float> {
    let count = work.count - first
    bounds.truncate(to: first)
    bounds.reserve(count)
    bounds.extend(by: count)
    reaches.truncate(to: first)
    reaches.reserve(count)
    reaches.extend(by: count)
    let shapes = runs.shapes.base
    let (numbers, found, reach) = (work.base + first, bounds.base + first, reaches.base + first)
    let (x, y) = (quarters.x, quarters.y)
    var lowest = SIMD4<Float>(repeating: .infinity)
    for index in 0..<count {
      let (away, reached) = (shapes + Int(numbers[index])).pointee.distancesAndReaches(x, y)
      let distance = away - reached
      lowest = lowest.replacing(with: distance, where: distance .< lowest)
      (found[index], reach[index]) = (distance, reached)
    }
    return lowest
  }

  @inline(__always)
  private mutating func bound(_ index: Int, _ quarter: Int) -> Float {
    UnsafeRawPointer(bounds.base + index).load(fromByteOffset: quarter * 4, as: Float.self)
  }

  /// Appends those of the pieces `work[first..<end]` that may matter in the quarter; false, with nothing appended that
  /// counts, where no outline can be.
  @inline(__always)
  private mutating func keep(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ quarters: Quarters, _ quarter: Int, _ lowest: Float, _ first: Int,
    _ end: Int
  ) -> Bool {
    if lowest > quarters.radius { return false }
    if !isSingle {
      guard findRivals(runs, quarters, quarter, first, end) else { return false }
      for index in 0..<rivals.count { work.append(work[Int(rivals[index])]) }
      return true
    }
    if lowest <= -quarters.radius { return false }
    let most = min(lowest + 2 * quarters.radius, quarters.radius)
    work.reserve(end - first)
    let (numbers, kept) = (work.base + first, work.base + end)
    let bound = UnsafeRawPointer(bounds.base + first) + quarter * 4
    var count = 0
    // Whether one is kept is hard to foretell: without a branch.
    for index in 0..<end - first {
      kept[count] = numbers[index]
      count += bound.load(fromByteOffset: index * 16, as: Float.self) <= most ? 1 : 0
    }
    work.extend(by: count)
    return true
  }

  /// The centres of the quarters of a square: west and east of the south, then of the north.
  private struct Quarters {
    let x: SIMD4<Float>
    let y: SIMD4<Float>
    let radius: Float

    init(_ x: Int32, _ y: Int32, _ size: Int32) {
      let half = Float(size) * AreaTile.unit / 2
      self.x = Float(x) * AreaTile.unit + half + half / 2 * SIMD4(-1, 1, -1, 1)
      self.y = Float(y) * AreaTile.unit + half + half / 2 * SIMD4(-1, -1, 1, 1)
      radius = Self.radius(ofSide: half)
    }

    /// Half the diagonal, rounded up by more than the error of a signed distance.
    static func radius(ofSide side: Float) -> Float { side / 2 * 1.414_214 + 0.2 }
  }

  /// The tiles of a square of two by two units from the pieces `work[first...]`.
  private mutating func addTiles(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ region: Int, _ x: Int32, _ y: Int32, _ first: Int
  ) {
    let quarters = Quarters(x, y, 2)
    let radius = quarters.radius
    let lowest = addBounds(runs, quarters, first)
    if isSingle, addWideTile(region, x, y, quarters, lowest, first) { return }
    for quarter in 0..<4 {
      if lowest[quarter] > radius || (isSingle && lowest[quarter] <= -radius) { continue }
      let start = candidates.count
      let finest: Float
      if isSingle {
        finest = addNearest(quarter, most: min(lowest[quarter] + 2 * radius, radius), first)
      } else if findRivals(runs, quarters, quarter, first, work.count) {
        finest = addRivals(quarter)
      } else {
        continue
      }
      let cell = Self.widestCell(finest, isSingle)
      addTile(
        AreaTile(
          x: x + Int32(quarter & 1), y: y + Int32(quarter >> 1), units: 1,
          cells: cell >= 64 ? 1 : cell >= 32 ? 2 : cell >= 16 ? 4 : 8,
          firstCandidate: Int32(truncatingIfNeeded: start),
          candidateCount: Int32(truncatingIfNeeded: candidates.count - start),
          region: Int32(truncatingIfNeeded: region)))
    }
  }

  /// Appends the pieces whose bound at the quarter is at most `most`; returns the least reach among them.
  @inline(__always)
  private mutating func addNearest(_ quarter: Int, most: Float, _ first: Int) -> Float {
    let count = work.count - first
    candidates.reserve(count)
    let (numbers, kept) = (work.base + first, candidates.base + candidates.count)
    let bound = UnsafeRawPointer(bounds.base + first) + quarter * 4
    let reach = UnsafeRawPointer(reaches.base + first) + quarter * 4
    var finest = Float.infinity
    var at = 0
    // Without a branch, as in `keep`.
    for index in 0..<count {
      let here = bound.load(fromByteOffset: index * 16, as: Float.self)
      let isKept = here <= most
      kept[at] = Candidate(piece: numbers[index], atCentre: here)
      at += isKept ? 1 : 0
      let fine = isKept ? reach.load(fromByteOffset: index * 16, as: Float.self) : .infinity
      finest = fine < finest ? fine : finest
    }
    candidates.extend(by: at)
    return finest
  }

  /// One tile for the whole square where the reach is wide; false, and nothing added, where it is not.
  private mutating func addWideTile(
    _ region: Int, _ x: Int32, _ y: Int32, _ quarters: Quarters, _ lowest: SIMD4<Float>, _ first: Int
  ) -> Bool {
    let radius = quarters.radius
    let isCovered = lowest .<= -radius
    if all(isCovered .| (lowest .> radius)) { return true }
    let nearest = lowest + 2 * radius
    let most = SIMD4(repeating: radius).replacing(with: nearest, where: nearest .< radius)
    let start = candidates.count
    let count = work.count - first
    candidates.reserve(count)
    let (numbers, kept) = (work.base + first, candidates.base + start)
    let (found, reach) = (bounds.base + first, reaches.base + first)
    var finest = SIMD4<Float>(repeating: .infinity)
    var at = 0
    for index in 0..<count {
      // Who covers a quarter still counts at the corners of the tile.
      let isNear = (found[index] .<= most) .& (.!isCovered .| (found[index] .== lowest))
      let fine = finest.replacing(with: reach[index], where: isNear)
      finest = finest.replacing(with: fine, where: fine .< finest)
      kept[at] = Candidate(piece: numbers[index], atCentre: -.infinity)
      at += any(isNear) ? 1 : 0
    }
    if Self.widestCell(finest.min(), true) < 2 * AreaTile.unit { return false }
    candidates.extend(by: at)
    addTile(
      AreaTile(
        x: x, y: y, units: 2, cells: 1, firstCandidate: Int32(truncatingIfNeeded: start),
        candidateCount: Int32(truncatingIfNeeded: at), region: Int32(truncatingIfNeeded: region)))
    return true
  }

  /// The places of those of the pieces `work[first..<end]` that may be first somewhere in the quarter; false when one
  /// label has all of it.
  private mutating func findRivals(
    _ runs: borrowing ReachRuns, _ quarters: Quarters, _ quarter: Int, _ first: Int, _ end: Int
  ) -> Bool {
    let (x, y) = (Double(quarters.x[quarter]), Double(quarters.y[quarter]))
    let radius = Double(quarters.radius)
    var rank = Double.infinity
    for index in first..<end where bound(index, quarter) <= -quarters.radius {
      let claim = runs.claims.base + Int(work[index])
      if Double(bound(index, quarter)) - claim.pointee.openSlack >= rank { continue }
      rank = min(rank, claim.pointee.rank(x, y, limit: claim.pointee.limit - radius))
    }
    rivals.truncate(to: 0)
    var label: Int32 = -1
    var isShared = false
    for index in first..<end where bound(index, quarter) <= quarters.radius {
      let claim = runs.claims.base + Int(work[index])
      if Double(bound(index, quarter)) - claim.pointee.openSlack > rank + 2 * radius { continue }
      if claim.pointee.rank(x, y, limit: .infinity) > rank + 2 * radius { continue }
      rivals.append(Int32(truncatingIfNeeded: index))
      if label >= 0, claim.pointee.label != label { isShared = true }
      label = claim.pointee.label
    }
    return isShared || rank == .infinity
  }

  /// Appends the rivals as candidates; returns the least reach among them.
  private mutating func addRivals(_ quarter: Int) -> Float {
    var finest = Float.infinity
    for at in 0..<rivals.count {
      let index = Int(rivals[at])
      candidates.append(Candidate(piece: work[index], atCentre: bound(index, quarter)))
      finest = min(finest, reaches[index][quarter])
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
        // The square that is being divided is the last one.
        tileNumbers[tileNumbers.count - Self.unitsOfSquare + Int((row & 3) << 2 | column & 3)] = Int32(
          truncatingIfNeeded: tiles.count)
      }
    }
    tiles.append(tile)
  }
}
