import CReach

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

  /// A length in the plane.
  static let unit: Float = 80
  static let unitSteps: Int32 = 8

  /// How far two places in the tile must lie apart to be two in single precision, twice over.
  var resolution: Float { 2 * max(abs(west), abs(south)).ulp }

  var west: Float { Float(x) * Self.unit }
  var south: Float { Float(y) * Self.unit }
  /// Side of a cell.
  @inline(__always)
  var cell: Float { Float(cellSteps) * (Self.unit / Float(Self.unitSteps)) }
}

/// Finds the tiles of the plane through which an outline may pass.
///
/// A square is halved from eight units down to one, or to two where the reach is wide, only where an outline may pass.
/// Every signed distance changes by at most one metre per metre, so what it is at the centre of a square bounds it over
/// the square: squares that one piece covers and pieces that cannot matter are dropped on the way down.
struct AreaTiles: ~Copyable {
  private(set) var tiles = GrowingBuffer<AreaTile>()
  /// The pieces that may decide, tile by tile.
  private(set) var candidates = GrowingBuffer<Int32>()
  /// Of each candidate, the signed distance of the tile's centre, or less.
  private(set) var atCentre = GrowingBuffer<Float>()
  /// Regions of 64 × 64 units, each with a list of the pieces that may matter in it.
  private var regionNumbers = PackedTable(capacity: 64)
  private var regions = GrowingBuffer<Region>()
  private var pieces = GrowingBuffer<Entry>()
  private var boxes = GrowingBuffer<reach_box>()
  /// The pieces of one region.
  private var numbers = GrowingBuffer<Int32>()
  /// Of each place of one region, row by row: the most that the least signed distance of its centre may be, and where its
  /// pieces begin and end in the list of them.
  private let highest = GrowingBuffer<Float>(capacity: Self.placesOfRegion)
  private let firsts = GrowingBuffer<Int32>(capacity: Self.placesOfRegion + 1)
  private let ends = GrowingBuffer<Int32>(capacity: Self.placesOfRegion)
  private var sorted = GrowingBuffer<Int32>()
  private var nears = GrowingBuffer<reach_near>()
  /// The side of the cells at each unit, region by region and row by row, in the smallest cells; 0 where no outline can
  /// be.
  private var stepsOfUnit = GrowingBuffer<UInt8>()
  /// Numbers of pieces, level by level, and in the same places the least that their signed distances may be at the
  /// centres of four quarters and their reaches there.
  private var work = GrowingBuffer<Int32>()
  private var bounds = GrowingBuffer<SIMD4<Float>>()
  private var reaches = GrowingBuffer<SIMD4<Float>>()
  private var rivals = GrowingBuffer<Int32>()

  /// As powers of two.
  private static let regionUnitsLog: Int32 = 6
  private static let regionSquaresLog: Int32 = 4
  private static let regionUnits: Int32 = 1 << regionUnitsLog
  private static let regionSquares: Int32 = 1 << regionSquaresLog
  private static let squareUnits = regionUnits / regionSquares
  private static let unitsOfRegion = Int(regionUnits * regionUnits)
  /// Places in a row of a region's tables: its squares, and one more, so that every square is the south-west one of four.
  private static let rowPlaces = regionSquares + 1
  private static let placesOfRegion = Int(rowPlaces * rowPlaces)

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  struct Region {
    /// In regions.
    var x: Int32
    var y: Int32
    var firstPiece: Int32
  }

  struct Entry {
    var piece: Int32
    var next: Int32
  }

  /// Whether a tile beside this one may have smaller cells.
  @inline(__always)
  mutating func hasFinerNeighbour(_ tile: AreaTile) -> Bool {
    let own = UInt8(truncatingIfNeeded: tile.cellSteps)
    if own == 1 { return false }
    let (x, y) = (Int(tile.x & (Self.regionUnits - 1)), Int(tile.y & (Self.regionUnits - 1)))
    let (far, row) = (Int(tile.units), Int(Self.regionUnits))
    // Beyond the region only ``finerCells`` knows.
    if x == 0 || y == 0 || x + far == row || y + far == row { return true }
    let steps = stepsOfUnit.base + (Int(tile.region) * Self.unitsOfRegion + y * row + x)
    // Without branches. Where there is no tile the steps are 0, one less the greatest number.
    func isFiner(_ at: Int) -> Bool { steps[at] &- 1 < own &- 1 }
    let isBeside = isFiner(-1) || isFiner(-row) || isFiner(far) || isFiner(far * row)
    if far == 1 || isBeside { return isBeside }
    return isFiner(row - 1) || isFiner(1 - row) || isFiner(far + row) || isFiner(far * row + 1)
  }

  /// Cells along a side of the tile at the unit when they are smaller than those of `tile`, else 0.
  @inline(__always)
  mutating func finerCells(_ tile: AreaTile, _ x: Int32, _ y: Int32) -> Int32 {
    var region = Int(tile.region)
    if ((x ^ tile.x) | (y ^ tile.y)) >> Self.regionUnitsLog != 0 {
      guard let other = regionNumbers.known(x >> Self.regionUnitsLog, y >> Self.regionUnitsLog) else { return 0 }
      region = other
    }
    let steps = Int32(stepsOfUnit[region * Self.unitsOfRegion + Self.unitOfRegion(x, y)])
    return steps > 0 && steps < tile.cellSteps ? AreaTile.unitSteps / steps : 0
  }

  @inline(__always)
  private static func unitOfRegion(_ x: Int32, _ y: Int32) -> Int {
    Int((y & (regionUnits - 1)) << regionUnitsLog | x & (regionUnits - 1))
  }

  mutating func divide(_ runs: borrowing ReachRuns, isSingle: Bool) {
    tiles.truncate(to: 0)
    candidates.truncate(to: 0)
    atCentre.truncate(to: 0)
    addRegions(runs)
    let radius = Quarters.radius(ofSide: Float(Self.squareUnits) * AreaTile.unit)
    for region in 0..<regions.count {
      findNear(runs, isSingle, regions[region])
      sortBySquare()
      let (x, y) = (regions[region].x * Self.regionUnits, regions[region].y * Self.regionUnits)
      for row in 0..<Self.regionSquares {
        for column in 0..<Self.regionSquares {
          let place = Int(row * Self.rowPlaces + column)
          // Who covers a square is not in its list, but others may be, that came before.
          if ends[place] == firsts[place] || (isSingle && highest[place] <= -radius) { continue }
          let (first, count) = (Int(firsts[place]), Int(ends[place] - firsts[place]))
          work.truncate(to: 0)
          work.reserve(count)
          work.base.update(from: sorted.base + first, count: count)
          work.extend(by: count)
          divide(
            runs, isSingle, region, x + column * Self.squareUnits, y + row * Self.squareUnits, Self.squareUnits, 0)
        }
      }
    }
  }

  /// The squares between which a piece may matter.
  @inline(__always)
  private static func box(_ shape: UnsafePointer<ReachShape>) -> reach_box {
    let box = shape.pointee.bounds
    let perSide = 1 / (Float(squareUnits) * AreaTile.unit)
    // As far as the sums below are rounded, a square more.
    let half: Float = 0.51
    return reach_box(
      west: nearest(box.west * perSide - half), south: nearest(box.south * perSide - half),
      east: nearest(box.east * perSide - 1 + half), north: nearest(box.north * perSide - 1 + half))
  }

  /// The nearest whole number, below four millions: beside 3 · 2²² a single-precision number has no place for fractions.
  @inline(__always)
  private static func nearest(_ number: Float) -> Int32 {
    Int32(bitPattern: (number + 12_582_912).bitPattern &- (12_582_912 as Float).bitPattern)
  }

  /// The regions in which pieces may matter, and their pieces in order: the first mostly reach far.
  private mutating func addRegions(_ runs: borrowing ReachRuns) {
    regionNumbers.removeAll()
    regions.truncate(to: 0)
    pieces.truncate(to: 0)
    boxes.truncate(to: 0)
    boxes.reserve(runs.shapes.count)
    // Most pieces are in the region of the one before.
    var (lastX, lastY, last): (Int32, Int32, Int) = (.max, .max, 0)
    var number = runs.shapes.count
    while number > 0 {
      number &-= 1
      let box = Self.box(runs.shapes.base + number)
      boxes[number] = box
      let (east, north) = (box.east >> Self.regionSquaresLog, box.north >> Self.regionSquaresLog)
      var y = box.south >> Self.regionSquaresLog
      while y <= north {
        var x = box.west >> Self.regionSquaresLog
        while x <= east {
          if x != lastX || y != lastY {
            let (region, isNew) = regionNumbers.number(x, y)
            if isNew { regions.append(Region(x: x, y: y, firstPiece: -1)) }
            (lastX, lastY, last) = (x, y, region)
          }
          let of = regions.base + last
          pieces.append(Entry(piece: Int32(truncatingIfNeeded: number), next: of.pointee.firstPiece))
          of.pointee.firstPiece = Int32(truncatingIfNeeded: pieces.count &- 1)
          x &+= 1
        }
        y &+= 1
      }
    }
    stepsOfUnit.truncate(to: 0)
    stepsOfUnit.append(repeating: 0, count: regions.count * Self.unitsOfRegion)
  }

  /// Which pieces may matter in which squares of the region.
  private mutating func findNear(_ runs: borrowing ReachRuns, _ isSingle: Bool, _ region: Region) {
    highest.base.update(repeating: .infinity, count: Self.placesOfRegion)
    let side = Float(Self.squareUnits) * AreaTile.unit
    var table = reach_table(
      west: region.x * Self.regionSquares, south: region.y * Self.regionSquares, squares: Self.regionSquares,
      side: side, radius: Quarters.radius(ofSide: side), isSingle: isSingle ? 1 : 0)
    numbers.truncate(to: 0)
    var room = 0
    var next = region.firstPiece
    while next >= 0 {
      let entry = pieces[Int(next)]
      next = entry.next
      numbers.append(entry.piece)
      let box = boxes.base + Int(entry.piece)
      let (width, height) = (
        min(box.pointee.east &- box.pointee.west, Self.regionSquares),
        min(box.pointee.north &- box.pointee.south, Self.regionSquares)
      )
      room &+= Int((width / 2 &+ 1) &* (height / 2 &+ 1))
    }
    nears.truncate(to: 0)
    // One more, which is written before it is known whether it counts.
    nears.reserve(room + 1)
    nears.extend(
      by: reach_find_near(
        runs.shapes.base, boxes.base, numbers.base, numbers.count, &table, highest.base, nears.base))
  }

  /// The pieces of each square of the region, square by square.
  private mutating func sortBySquare() {
    firsts.base.update(repeating: 0, count: Self.placesOfRegion + 1)
    for number in 0..<nears.count {
      let (place, squares) = Self.split(nears[number])
      var left = squares
      while left != 0 {
        firsts[Self.place(place, left) &+ 1] &+= 1
        left &= left &- 1
      }
    }
    for place in 0..<Self.placesOfRegion {
      firsts[place &+ 1] &+= firsts[place]
      ends[place] = firsts[place]
    }
    sorted.truncate(to: 0)
    sorted.reserve(Int(firsts[Self.placesOfRegion]))
    for number in 0..<nears.count {
      let (place, squares) = Self.split(nears[number])
      var left = squares
      while left != 0 {
        let at = Self.place(place, left)
        sorted[Int(ends[at])] = nears[number].number
        ends[at] &+= 1
        left &= left &- 1
      }
    }
  }

  @inline(__always)
  private static func split(_ near: reach_near) -> (place: Int, squares: UInt32) {
    (Int(near.squares >> 4), UInt32(truncatingIfNeeded: near.squares & 15))
  }

  /// The place of the first of the four squares whose bits are set.
  @inline(__always)
  private static func place(_ southWest: Int, _ lanes: UInt32) -> Int {
    let lane = lanes.trailingZeroBitCount
    return southWest &+ (lane & 1) &+ (lane >> 1) &* Int(rowPlaces)
  }

  /// Divides a square with the pieces `work[first...]`.
  private mutating func divide(
    _ runs: borrowing ReachRuns, _ isSingle: Bool, _ region: Int, _ x: Int32, _ y: Int32, _ units: Int32, _ first: Int
  ) {
    if units == 2 { return addTiles(runs, isSingle, region, x, y, first) }
    let quarters = Quarters(x, y, units)
    let lowest = addBounds(runs, quarters, first)
    let half = units / 2
    let end = work.count
    for quarter in 0..<4 where keep(runs, isSingle, quarters, quarter, lowest[quarter], first, end) {
      divide(runs, isSingle, region, x + Int32(quarter & 1) * half, y + Int32(quarter >> 1) * half, half, end)
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
    return UnsafePointer(runs.shapes.base).distances(
      work.base + first, count, quarters.x, quarters.y, bounds.base + first, reaches.base + first)
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
    var bound = UnsafeRawPointer(bounds.base + first) + quarter * 4
    var count = 0
    // Whether one is kept is hard to foretell: without a branch, and without checks that make one.
    for index in 0..<end - first {
      kept[count] = numbers[index]
      count &+= bound.load(as: Float.self) <= most ? 1 : 0
      bound += 16
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
          cells: cell >= AreaTile.unit ? 1 : cell >= AreaTile.unit / 2 ? 2 : cell >= AreaTile.unit / 4 ? 4 : 8,
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
    atCentre.reserve(count)
    let (numbers, kept, centre) = (
      work.base + first, candidates.base + candidates.count, atCentre.base + atCentre.count
    )
    var bound = UnsafeRawPointer(bounds.base + first) + quarter * 4
    var reach = UnsafeRawPointer(reaches.base + first) + quarter * 4
    var finest = Float.infinity
    var at = 0
    // Without a branch, as in `keep`.
    for index in 0..<count {
      let here = bound.load(as: Float.self)
      let isKept = here <= most
      (kept[at], centre[at]) = (numbers[index], here)
      at &+= isKept ? 1 : 0
      let fine = isKept ? reach.load(as: Float.self) : .infinity
      finest = fine < finest ? fine : finest
      bound += 16
      reach += 16
    }
    candidates.extend(by: at)
    atCentre.extend(by: at)
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
      kept[at] = numbers[index]
      at &+= any(isNear) ? 1 : 0
    }
    if Self.widestCell(finest.min(), true) < 2 * AreaTile.unit { return false }
    candidates.extend(by: at)
    atCentre.append(repeating: -.infinity, count: at)
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
      candidates.append(work[index])
      atCentre.append(bound(index, quarter))
      finest = min(finest, reaches[index][quarter])
    }
    return finest
  }

  /// No cell is wider than what is reached to both sides of a road, and an arc lies within 6 of its chord; within 24
  /// where the outline can be bent.
  private static func widestCell(_ reach: Float, _ isBent: Bool) -> Float {
    min(1.5 * reach, ((isBent ? 192 : 48) * reach).squareRoot())
  }

  private mutating func addTile(_ tile: AreaTile) {
    for row in tile.y..<tile.y + tile.units {
      for column in tile.x..<tile.x + tile.units {
        stepsOfUnit[Int(tile.region) * Self.unitsOfRegion + Self.unitOfRegion(column, row)] = UInt8(
          truncatingIfNeeded: tile.cellSteps)
      }
    }
    tiles.append(tile)
  }
}
