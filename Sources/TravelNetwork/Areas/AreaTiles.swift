import CReach

/// A unit of the plane, a square, through which an outline may pass, with the pieces of road that may draw it there.
struct AreaTile {
  /// The south-west corner, in units.
  var x: Int32
  var y: Int32
  /// Cells along a side: 1, 2, 4 or 8.
  var cells: Int32
  /// Side of a cell, in the smallest cells.
  @inline(__always)
  var cellSteps: Int32 { Self.unitSteps >> Int32(truncatingIfNeeded: cells.trailingZeroBitCount) }
  var firstCandidate: Int32
  var candidateCount: Int32
  /// The region of 64 × 64 units that it is in.
  var region: Int32

  /// The side of a tile: a length in the plane.
  static let unit: Float = 160
  static let unitSteps: Int32 = 8

  /// How far two places in the tile must lie apart to be two in single precision, twice over or more.
  var resolution: Float { max(abs(west), abs(south)) * 0x1p-22 }

  var west: Float { Float(x) * Self.unit }
  var south: Float { Float(y) * Self.unit }
  /// Side of a cell.
  @inline(__always)
  var cell: Float { Float(cellSteps) * (Self.unit / Float(Self.unitSteps)) }
}

/// Finds the tiles of the plane through which an outline may pass.
///
/// As in ``NearSquares``, the signed distances of a unit's centre bound those over the unit.
struct AreaTiles: ~Copyable {
  private(set) var tiles = GrowingBuffer<AreaTile>()
  /// The pieces that may decide, tile by tile.
  private(set) var candidates = GrowingBuffer<Int32>()
  private var squares = NearSquares(side: Float(Self.squareUnits) * AreaTile.unit)
  /// The side of the cells at each unit, region by region and row by row, in the smallest cells; 0 where no outline can
  /// be.
  private var stepsOfUnit = GrowingBuffer<UInt8>()
  /// The pieces of a square, and of each unit and each of them the signed distance of its centre, the reach where that is
  /// decided, and a bit where the piece may matter: as in ``reach_units``.
  private var shapes = NearShapes()
  private var distances = GrowingBuffer<Float>()
  private var reaches = GrowingBuffer<Float>()
  private var near = GrowingBuffer<UInt8>()
  /// Of each unit, the least distance, and the least reach of the pieces that may matter.
  private let lowest = GrowingBuffer<Float>(capacity: 16)
  private let finest = GrowingBuffer<Float>(capacity: 16)
  /// Where there are several labels: the pieces of a square, and the places of those that may be first somewhere in it
  /// or in a unit.
  private var work = GrowingBuffer<Int32>()
  private var rivals = GrowingBuffer<Int32>()
  private var barriers: PlaneBarriers?

  private static let squareUnits: Int32 = 4
  /// The least cells along a side of a unit that several labels share: their border follows the roads, however wide the
  /// reach.
  private static let sharedCells: Int32 = 4
  /// The units of a square, row by row, in an order in which neighbours are near each other.
  private static let unitsOfSquare = [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]
  private static let regionUnitsLog: Int32 = 6
  private static let regionUnits: Int32 = 1 << regionUnitsLog
  private static let unitsOfRegion = Int(regionUnits * regionUnits)
  private static var radius: Float { NearSquares.radius(ofSide: AreaTile.unit) }

  /// Whether a tile beside this one may have smaller cells.
  @inline(__always)
  mutating func hasFinerNeighbour(_ tile: AreaTile) -> Bool {
    let own = UInt8(truncatingIfNeeded: tile.cellSteps)
    if own == 1 { return false }
    let (x, y) = (Int(tile.x & (Self.regionUnits - 1)), Int(tile.y & (Self.regionUnits - 1)))
    let row = Int(Self.regionUnits)
    // Beyond the region only ``finerCells`` knows.
    if x == 0 || y == 0 || x == row - 1 || y == row - 1 { return true }
    let steps = stepsOfUnit.base + (Int(tile.region) * Self.unitsOfRegion + y * row + x)
    // Without branches. Where there is no tile the steps are 0, one less the greatest number.
    func isFiner(_ at: Int) -> Bool { steps[at] &- 1 < own &- 1 }
    return isFiner(-1) || isFiner(-row) || isFiner(1) || isFiner(row)
  }

  /// Cells along a side of the tile at the unit when they are smaller than those of `tile`, else 0.
  @inline(__always)
  mutating func finerCells(_ tile: AreaTile, _ x: Int32, _ y: Int32) -> Int32 {
    var region = Int(tile.region)
    if ((x ^ tile.x) | (y ^ tile.y)) >> Self.regionUnitsLog != 0 {
      guard let other = squares.region(x >> Self.regionUnitsLog, y >> Self.regionUnitsLog) else { return 0 }
      region = other
    }
    let steps = Int32(stepsOfUnit[region * Self.unitsOfRegion + Self.unitOfRegion(x, y)])
    return steps > 0 && steps < tile.cellSteps ? AreaTile.unitSteps / steps : 0
  }

  @inline(__always)
  private static func unitOfRegion(_ x: Int32, _ y: Int32) -> Int {
    Int((y & (regionUnits - 1)) << regionUnitsLog | x & (regionUnits - 1))
  }

  mutating func divide(_ runs: borrowing ReachRuns, isSingle: Bool, _ barriers: PlaneBarriers? = nil) {
    self.barriers = barriers
    tiles.truncate(to: 0)
    candidates.truncate(to: 0)
    squares.load(runs)
    stepsOfUnit.truncate(to: 0)
    stepsOfUnit.append(repeating: 0, count: squares.regions.count * Self.unitsOfRegion)
    for region in 0..<squares.regions.count {
      squares.find(runs, isSingle: isSingle, inRegion: region)
      let (x, y) = (squares.regions[region].x * Self.regionUnits, squares.regions[region].y * Self.regionUnits)
      for row in 0..<NearSquares.regionSquares {
        for column in 0..<NearSquares.regionSquares {
          let pieces = squares.pieces(column, row, isSingle: isSingle)
          guard let numbers = pieces.baseAddress, pieces.count > 0 else { continue }
          let square = Square(
            x: x + column * Self.squareUnits, y: y + row * Self.squareUnits, region: Int32(truncatingIfNeeded: region))
          if isSingle {
            addTiles(square, runs, numbers, pieces.count)
          } else {
            addSharedTiles(square, runs, numbers, pieces.count)
          }
        }
      }
    }
  }

  /// One of 4 × 4 units.
  private struct Square {
    /// The south-west corner, in units.
    let x: Int32
    let y: Int32
    let region: Int32
  }

  /// Takes the signed distances of all centres of units.
  private mutating func load(
    _ square: Square, _ runs: borrowing ReachRuns, _ numbers: UnsafePointer<Int32>, _ count: Int
  ) {
    shapes.load(runs.shapes.base, numbers, count: count)
    distances.reserve(16 * (count + 7))
    reaches.reserve(16 * (count + 7))
    let unit = AreaTile.unit
    reach_units(
      shapes.eights.base, count, (Float(square.x) + 0.5) * unit, (Float(square.y) + 0.5) * unit, unit, distances.base,
      reaches.base, lowest.base)
  }

  // MARK: One label

  private mutating func addTiles(
    _ square: Square, _ runs: borrowing ReachRuns, _ numbers: UnsafePointer<Int32>, _ count: Int
  ) {
    load(square, runs, numbers, count)
    near.reserve(16 * (count + 63) / 8)
    let open = reach_near_units(
      distances.base, reaches.base, count, lowest.base, Self.radius, near.base, finest.base)
    if open == 0 { return }
    for unit in Self.unitsOfSquare {
      if open >> Int32(truncatingIfNeeded: unit) & 1 == 0 { continue }
      let first = candidates.count
      candidates.reserve(count)
      candidates.extend(
        by: reach_keep(numbers, near.base + unit * ((count + 63) / 64 * 8), count, candidates.base + first))
      addTile(square, unit, cells: Self.cells(finest[unit]), first)
    }
  }

  // MARK: Several labels

  private mutating func addSharedTiles(
    _ square: Square, _ runs: borrowing ReachRuns, _ numbers: UnsafePointer<Int32>, _ count: Int
  ) {
    let half = Float(Self.squareUnits) / 2
    let (x, y) = ((Float(square.x) + half) * AreaTile.unit, (Float(square.y) + half) * AreaTile.unit)
    let radius = NearSquares.radius(ofSide: Float(Self.squareUnits) * AreaTile.unit)
    let shapes = runs.shapes.base
    let owner = findRivals(runs, numbers, count, x, y, radius, barriers) { index in
      (shapes + Int(numbers[index])).pointee.signedDistance(Double(x), Double(y))
    }
    if owner == .one { return }
    work.truncate(to: 0)
    for index in 0..<rivals.count { work.append(numbers[Int(rivals[index])]) }
    load(square, runs, work.base, work.count)
    for unit in Self.unitsOfSquare {
      if lowest[unit] > Self.radius { continue }
      let (column, row) = (Int32(unit & 3), Int32(unit >> 2))
      let (x, y) = (
        (Float(square.x + column) + 0.5) * AreaTile.unit, (Float(square.y + row) + 0.5) * AreaTile.unit
      )
      let distances = distances.base + unit * ((work.count + 7) / 8 * 8)
      let reaches = reaches.base + unit * ((work.count + 7) / 8 * 8)
      let owner = findRivals(runs, work.base, work.count, x, y, Self.radius, barriers) { distances[$0] }
      if owner == .one { continue }
      let first = candidates.count
      var finest = Float.infinity
      for at in 0..<rivals.count {
        let index = Int(rivals[at])
        candidates.append(work[index])
        finest = min(finest, reaches[index])
        // A shadow is as sharp as the barrier, however wide the reach.
        if finest > 0, let barriers, Self.mayHide(barriers, runs, Int(work[index]), x, y, Self.radius) { finest = 0 }
      }
      let cells = Self.cells(finest, isBent: false)
      addTile(square, unit, cells: owner == .several ? max(cells, Self.sharedCells) : cells, first)
    }
  }

  /// Whose the ground is within a radius.
  private enum Owner {
    case one
    /// Of one label or nobody.
    case oneAtMost
    case several
  }

  /// Whether a barrier may stand between a piece and a place within the radius.
  private static func mayHide(
    _ barriers: PlaneBarriers, _ runs: borrowing ReachRuns, _ number: Int, _ x: Float, _ y: Float, _ radius: Float
  ) -> Bool {
    let (x, y, radius) = (Double(x), Double(y), Double(radius))
    var box = PlaneBarriers.Box(west: x - radius, south: y - radius, east: x + radius, north: y + radius)
    box.extend(to: runs.pieces[number])
    return barriers.meets(box)
  }

  /// Finds the places of those of the pieces that may be first somewhere within the radius. `distance`: the signed
  /// distance of the piece at a place.
  @inline(__always)
  private mutating func findRivals(
    _ runs: borrowing ReachRuns, _ numbers: UnsafePointer<Int32>, _ count: Int, _ x: Float, _ y: Float, _ radius: Float,
    _ barriers: PlaneBarriers?, _ distance: (Int) -> Float
  ) -> Owner {
    let (centreX, centreY) = (x, y)
    let (x, y) = (Double(x), Double(y))
    let within = Double(radius)
    var rank = Double.infinity
    for index in 0..<count {
      let far = distance(index)
      if far > -radius { continue }
      let claim = runs.claims.base + Int(numbers[index])
      if Double(far) - claim.pointee.openSlack >= rank { continue }
      let own = claim.pointee.rank(x, y, limit: claim.pointee.limit - within)
      // Who may be hidden somewhere keeps nobody else away.
      if own >= rank { continue }
      if let barriers, Self.mayHide(barriers, runs, Int(numbers[index]), centreX, centreY, radius) { continue }
      rank = own
    }
    rivals.truncate(to: 0)
    var label: Int32 = -1
    var isShared = false
    for index in 0..<count {
      let far = distance(index)
      if far > radius { continue }
      let claim = runs.claims.base + Int(numbers[index])
      if Double(far) - claim.pointee.openSlack > rank + 2 * within { continue }
      if claim.pointee.rank(x, y, limit: .infinity) > rank + 2 * within { continue }
      rivals.append(Int32(truncatingIfNeeded: index))
      if label >= 0, claim.pointee.label != label { isShared = true }
      label = claim.pointee.label
    }
    return isShared ? .several : rank == .infinity ? .oneAtMost : .one
  }

  // MARK: Cells

  /// The reach from which on a cell may be so wide. No cell is wider than what is reached to both sides of a road, and an
  /// arc lies within 6 of its chord; within 12 where the outline can be bent.
  private static func leastReach(ofCell cell: Float, isBent: Bool = true) -> Float {
    max(cell / 2, cell * cell / (isBent ? 96 : 48))
  }

  /// Cells along a side of a unit.
  private static func cells(_ reach: Float, isBent: Bool = true) -> Int32 {
    func isWide(_ cell: Float) -> Bool { reach >= leastReach(ofCell: cell, isBent: isBent) }
    return isWide(AreaTile.unit) ? 1 : isWide(AreaTile.unit / 2) ? 2 : isWide(AreaTile.unit / 4) ? 4 : 8
  }

  /// Adds the tile at a unit of the square, with the candidates from `first` on.
  private mutating func addTile(_ square: Square, _ unit: Int, cells: Int32, _ first: Int) {
    let tile = AreaTile(
      x: square.x + Int32(unit & 3), y: square.y + Int32(unit >> 2), cells: cells,
      firstCandidate: Int32(truncatingIfNeeded: first),
      candidateCount: Int32(truncatingIfNeeded: candidates.count - first), region: square.region)
    stepsOfUnit[Int(tile.region) * Self.unitsOfRegion + Self.unitOfRegion(tile.x, tile.y)] =
      UInt8(truncatingIfNeeded: tile.cellSteps)
    tiles.append(tile)
  }
}
