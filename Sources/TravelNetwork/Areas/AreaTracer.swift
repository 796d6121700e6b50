import CReach

/// Traces the outline of what pieces of road reach, label by label.
///
/// All lengths are those of the ``AreaPlane``: metres where areas are wide, fractions of one where they are small. The
/// tiles through which an outline may pass are cut into cells that follow the reach, from 160 down to 20, so a road's thin
/// end is seen as well as a wide area. The signed distance is taken at the corners of the cells (marching
/// squares); in each cell the outline runs between the points at which it crosses the sides, around an area of one
/// label over a third point between them, moved onto the outline. Along the border of two tiles the finer cells count,
/// and the crossings are shared. The rings are therefore closed, never cross, and areas of different labels share their
/// border exactly.
///
/// One tracer is one workspace: use it as often as needed, from one thread at a time.
// Methods of the innermost loops are mutating though they change nothing: others get a copy of the whole workspace.
struct AreaTracer: ~Copyable {
  /// The smallest cell, in which places of the grid are counted.
  private static let step = AreaTile.unit / Float(AreaTile.unitSteps)
  /// How far the outline may lie off a chord's middle and off its crossings.
  private static let bend: Float = 2
  /// Room for a side of the tables of borders: eight cells.
  private static let borderPlaces = 9

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  struct Crossing {
    var x: Float
    var y: Float
    /// The labels on both sides; -1 is outside.
    var labels: (Int32, Int32)
    /// Where the outline of each of the two labels goes from here.
    var next: (Int32, Int32) = (-1, -1)
  }

  struct Cut {
    var crossing: Int32
    var before: Int32
    var after: Int32
  }

  struct Corner {
    var label: Int32
    /// Signed distance.
    var distance: Float
  }

  /// Crossings of the tile that are still to be found between the ends of their sides.
  struct Guesses: ~Copyable {
    var count = 0
    let crossing = GrowingBuffer<Int32>(capacity: Self.most)
    /// The begin of the side, and the way along it.
    let x = GrowingBuffer<Float>(capacity: Self.most)
    let y = GrowingBuffer<Float>(capacity: Self.most)
    let east = GrowingBuffer<Float>(capacity: Self.most)
    let north = GrowingBuffer<Float>(capacity: Self.most)
    /// Signed distances at its ends.
    let begin = GrowingBuffer<Float>(capacity: Self.most)
    let end = GrowingBuffer<Float>(capacity: Self.most)
    /// All sides of 8 × 8 cells, and a few to fill up the last four.
    static let most = 9 * 8 * 2 + 4

    @inline(__always)
    mutating func append(
      _ crossing: Int32, x: Float, y: Float, east: Float, north: Float, begin: Float, end: Float
    ) {
      let at = count
      (self.crossing[at], self.x[at], self.y[at]) = (crossing, x, y)
      (self.east[at], self.north[at], self.begin[at], self.end[at]) = (east, north, begin, end)
      count += 1
    }

    @inline(__always)
    static func four(_ values: borrowing GrowingBuffer<Float>, _ first: Int) -> SIMD4<Float> {
      UnsafeRawPointer(values.base + first).loadUnaligned(as: SIMD4<Float>.self)
    }
  }

  /// A part of the outline through a cell, to be bent.
  struct Chord {
    var start: Int32
    var end: Int32
    /// The cell's south-west corner.
    var west: Float
    var south: Float
  }

  private var tiles = AreaTiles()
  private var barriers: PlaneBarriers?
  /// Those that may stand between a place in the tile and a piece that reaches it.
  private var tileBarriers: [Sight.Line] = []
  /// The farthest that any piece of the tile reaches.
  private var tileReach = 0.0
  /// What stands around the place that is asked about.
  private var sight = Sight(barriers: [])
  private var hasOneLabel = true
  /// What decides about the signed distance in the tile.
  private var near = NearShapes()
  private var isSingle = true
  /// The corners of 1, 2, 4 and 8 cells along a side, and cells from a tile's corner to each, row by row.
  private let grids = GrowingBuffer<CornerGrid>(capacity: 4)
  private let columns = GrowingBuffer<Float>(capacity: 4 * Self.cornerRoom)
  private let rows = GrowingBuffer<Float>(capacity: 4 * Self.cornerRoom)
  private static let cornerRoom = 96
  /// Where the corners of the tile's cells are, row by row.
  private let cornerX = GrowingBuffer<Float>(capacity: 128)
  private let cornerY = GrowingBuffer<Float>(capacity: 128)
  /// Of the corners of the tile's cells, row by row.
  private let distances = GrowingBuffer<Float>(capacity: 128)
  /// Of the same corners, where there are several labels.
  private let labels = GrowingBuffer<Int32>(capacity: 96)
  /// The corners that are inside, where there is one label, and those at which a side begins that is crossed.
  private var inside = CornerBits()
  private var eastCrossed = CornerBits()
  private var northCrossed = CornerBits()
  /// Of each corner, the crossings on the side that runs east and the one that runs north.
  private let sideCrossings = GrowingBuffer<Int32>(capacity: 2 * Self.cornerRoom)
  /// The least share of a side between a crossing and a corner.
  private var margin: Float = 0
  /// The tile's south, east, north and west side where a neighbour is finer: labels of its corners, and crossings behind
  /// them, where there are any.
  private let borderLabels = GrowingBuffer<Int32>(capacity: 4 * Self.borderPlaces)
  private let borderCrossings = GrowingBuffer<Int32>(capacity: 4 * Self.borderPlaces)
  /// Cells of the neighbour along each side where it is finer, else 0.
  private var borderParts = SIMD4<Int>(repeating: 0)
  private var crossingNumbers = PackedTable()
  /// The crossing of each number on the border of a tile; the others are not shared.
  private var crossingOfNumber = GrowingBuffer<Int32>()
  private var crossings = GrowingBuffer<Crossing>()
  private var guesses = Guesses()
  private var cuts = GrowingBuffer<Cut>()
  private var chords = GrowingBuffer<Chord>()
  private var ring = GrowingBuffer<(x: Double, y: Double)>()

  /// A closed line in the plane, its area to the left.
  struct TracedRing {
    var label: Int32
    var points: [(x: Double, y: Double)]
  }

  init() {
    for level in 0..<4 {
      let places = (1 << level) + 1
      grids[level] = CornerGrid(cells: 1 << level)
      for at in 0..<Self.cornerRoom {
        columns[level * Self.cornerRoom + at] = Float(at % places)
        rows[level * Self.cornerRoom + at] = Float(at / places)
      }
    }
  }

  /// The outlines of all labels, which lie below `labels`. With barriers the runs need their claims.
  mutating func trace(_ runs: borrowing ReachRuns, labels: Int, barriers: PlaneBarriers? = nil) -> [TracedRing] {
    if runs.shapes.count == 0 { return [] }
    // What a barrier hides has no signed distance: the outline is then that of one label among several.
    isSingle = labels == 1 && barriers == nil
    hasOneLabel = labels == 1
    self.barriers = barriers
    (tileBarriers, sight.barriers) = ([], [])
    crossingNumbers.removeAll()
    crossingOfNumber.truncate(to: 0)
    crossings.truncate(to: 0)
    tiles.divide(runs, isSingle: isSingle, barriers)
    for number in 0..<tiles.tiles.count { outline(tiles.tiles[number], runs) }
    return rings()
  }

  // MARK: Corners

  /// The label and the signed distance at a place in the tile.
  private mutating func evaluate(_ px: Float, _ py: Float, _ tile: AreaTile, _ runs: borrowing ReachRuns) -> Corner {
    if isSingle {
      let distance = near.lowest(SIMD4(repeating: px), SIMD4(repeating: py), count: 1)[0]
      return Corner(label: distance <= 0 ? 0 : -1, distance: distance)
    }
    var lowest = Float.infinity
    var label: Int32 = -1
    var best = Double.infinity
    let pieces = tiles.candidates.base + Int(tile.firstCandidate)
    if barriers != nil { look(Double(px), Double(py)) }
    for index in 0..<Int(tile.candidateCount) {
      let distance = runs.shapes.base[Int(pieces[index])].signedDistance(Double(px), Double(py))
      lowest = min(lowest, distance)
      if distance > 0 { continue }
      let claim = runs.claims.base + Int(pieces[index])
      // Whoever reaches the place by its shape has a rank there.
      let limit = claim.pointee.limit * 1.000_001 + 0.05
      let rank =
        sight.barriers.isEmpty
        ? claim.pointee.rank(Double(px), Double(py), limit: limit)
        : visibleRank(Double(px), Double(py), runs.pieces[Int(pieces[index])], claim, limit: limit)
      if rank < best || (rank == best && claim.pointee.label < label) {
        best = rank
        label = claim.pointee.label
        // Where nobody else may have it; of the distance nobody asks among barriers.
        if hasOneLabel, !tileBarriers.isEmpty { break }
      }
    }
    return Corner(label: label, distance: lowest)
  }

  /// The rank of a piece at a place by what is in sight of it; infinite where that does not reach it.
  private mutating func visibleRank(
    _ px: Double, _ py: Double, _ piece: reach_piece, _ claim: UnsafePointer<ReachClaim>, limit: Double
  ) -> Double {
    guard let parts = sight.parts((piece.x - px, piece.y - py), (piece.end_x - px, piece.end_y - py)) else {
      return claim.pointee.rank(px, py, limit: limit)
    }
    var best = Double.infinity
    for part in parts where piece.signedDistance(px, py, over: part) <= 0 {
      best = min(best, claim.pointee.rank(px, py, limit: limit, over: part))
    }
    return best
  }

  /// Finds the barriers that may stand between a place in the tile and a piece that reaches it.
  private mutating func loadBarriers(_ tile: AreaTile, _ runs: borrowing ReachRuns) {
    guard let barriers else { return }
    let (west, south, side) = (Double(tile.west), Double(tile.south), Double(AreaTile.unit))
    var box = PlaneBarriers.Box(west: west, south: south, east: west + side, north: south + side)
    let numbers = tiles.candidates.base + Int(tile.firstCandidate)
    tileReach = 0
    for index in 0..<Int(tile.candidateCount) {
      let piece = runs.pieces[Int(numbers[index])]
      box.extend(to: piece)
      tileReach = max(tileReach, piece.reach, piece.end_reach)
    }
    tileBarriers = barriers.lines(box)
  }

  /// Finds what stands around a place.
  private mutating func look(_ px: Double, _ py: Double) {
    sight.barriers.removeAll(keepingCapacity: true)
    for line in tileBarriers where line.mayMeet(px - tileReach, py - tileReach, px + tileReach, py + tileReach) {
      sight.barriers.append(line.seen(fromX: px, py))
    }
  }

  /// Fills the tables of the tile's corners, where there is one label.
  private mutating func fillCorners(_ tile: AreaTile, _ grid: CornerGrid) {
    let (west, south, side) = (tile.west, tile.south, tile.cell)
    let first = grid.cells.trailingZeroBitCount * Self.cornerRoom
    let count = (grid.places * grid.places + 3) & ~3
    for at in stride(from: 0, to: count, by: 4) {
      UnsafeMutableRawPointer(cornerX.base + at).storeBytes(
        of: west + side * Guesses.four(columns, first + at), as: SIMD4<Float>.self)
      UnsafeMutableRawPointer(cornerY.base + at).storeBytes(
        of: south + side * Guesses.four(rows, first + at), as: SIMD4<Float>.self)
    }
    near.lowest(cornerX.base, cornerY.base, count: grid.places * grid.places, distances.base)
    inside = CornerBits()
    for at in stride(from: 0, to: count, by: 4) {
      let four = UInt64((Guesses.four(distances, at) .<= 0).bits)
      if at < 64 { inside.low |= four &<< UInt64(at) } else { inside.high |= four &<< UInt64(at & 63) }
    }
    eastCrossed = (inside ^ inside.back(1)) & grid.eastBegins
    northCrossed = (inside ^ inside.back(grid.places)) & grid.northBegins
  }

  /// Fills the tables of the tile's corners, where there are several labels.
  private mutating func fillCorners(_ tile: AreaTile, _ grid: CornerGrid, _ runs: borrowing ReachRuns) {
    let places = grid.places
    let (west, south, side) = (tile.west, tile.south, tile.cell)
    (eastCrossed, northCrossed) = (CornerBits(), CornerBits())
    for at in 0..<places * places {
      let (column, row) = (at % places, at / places)
      (cornerX[at], cornerY[at]) = (west + Float(column) * side, south + Float(row) * side)
      let corner = evaluate(cornerX[at], cornerY[at], tile, runs)
      distances[at] = corner.distance
      labels[at] = corner.label
      if column > 0, labels[at - 1] != corner.label { eastCrossed.insert(at - 1) }
      if row > 0, labels[at - places] != corner.label { northCrossed.insert(at - places) }
    }
  }

  // MARK: Outline

  private mutating func outline(_ tile: AreaTile, _ runs: borrowing ReachRuns) {
    let grid = grids[tile.cells.trailingZeroBitCount]
    guesses.count = 0
    chords.truncate(to: 0)
    margin = max(0.002, tile.resolution / Self.step)
    loadBarriers(tile, runs)
    let first = Int(tile.firstCandidate)
    near.load(runs.shapes.base, tiles.candidates.base + first, count: Int(tile.candidateCount))
    let side = AreaTile.unit
    let hasFinerNeighbour = tiles.hasFinerNeighbour(tile)
    if isSingle, tile.cells == 1, !hasFinerNeighbour {
      let outer = near.lowest(tile.west + SIMD4(0, side, 0, side), tile.south + SIMD4(0, 0, side, side))
      let inside = Int((outer .<= 0).bits)
      if inside == 0 || inside == 15 { return }
      if let ends = CellSide.ends(inside) { return outlineCell(tile, runs, outer, ends) }
    }
    borderParts = .zero
    // Before the tile's own corners: they share the tables.
    let hasBorderCrossing = hasFinerNeighbour && addBorders(tile, runs)
    if isSingle { fillCorners(tile, grid) } else { fillCorners(tile, grid, runs) }
    if eastCrossed.isEmpty && northCrossed.isEmpty && !hasBorderCrossing { return }
    addCrossings(tile, grid, runs)
    settleGuesses()
    var mixed = eastCrossed | eastCrossed.back(grid.places) | northCrossed | northCrossed.back(1)
    if borderParts[0] > 0 { mixed = mixed | grid.south }
    if borderParts[1] > 0 { mixed = mixed | grid.east.back(1) }
    if borderParts[2] > 0 { mixed = mixed | grid.north.back(grid.places) }
    if borderParts[3] > 0 { mixed = mixed | grid.west }
    mixed = mixed & grid.eastBegins & grid.northBegins
    let isPlain = isSingle && borderParts == .zero
    while let at = mixed.popFirst() {
      if isPlain, addChord(at, grid.places) { continue }
      outlineCell(tile, grid, runs, at)
    }
    bendChords(tile)
  }

  /// The outline of a tile of one cell, of which two sides are crossed, with no finer neighbour.
  private mutating func outlineCell(
    _ tile: AreaTile, _ runs: borrowing ReachRuns, _ outer: SIMD4<Float>, _ ends: (start: Int, end: Int)
  ) {
    let (x, y, steps) = (tile.x * AreaTile.unitSteps, tile.y * AreaTile.unitSteps, tile.cellSteps)
    func crossing(_ side: Int) -> Int32 {
      // The corners are numbered from the south-west, first east, then north.
      let isEast = side == CellSide.south || side == CellSide.north
      let begin = side == CellSide.east ? 1 : side == CellSide.north ? 2 : 0
      return sharedCrossing(
        x + (side == CellSide.east ? steps : 0), y + (side == CellSide.north ? steps : 0), steps, isEast,
        Self.corner(outer[begin]), Self.corner(outer[begin + (isEast ? 1 : 2)]), tile, runs)
    }
    let (start, end) = (crossing(ends.start), crossing(ends.end))
    settleGuesses()
    chords.append(Chord(start: start, end: end, west: tile.west, south: tile.south))
    bendChords(tile)
  }

  @inline(__always)
  private static func corner(_ distance: Float) -> Corner { Corner(label: distance <= 0 ? 0 : -1, distance: distance) }

  /// The corners and crossings of finer neighbours along the tile's sides; false when there is no crossing.
  private mutating func addBorders(_ tile: AreaTile, _ runs: borrowing ReachRuns) -> Bool {
    var isMixed = false
    let side = AreaTile.unitSteps
    let (left, low) = (tile.x * AreaTile.unitSteps, tile.y * AreaTile.unitSteps)
    for border in 0..<4 {
      let parts = finerCells(tile, border)
      borderParts[border] = parts
      if parts == 0 { continue }
      let isEast = border % 2 == 0
      let first = border * Self.borderPlaces
      let x = left + (border == 1 ? side : 0)
      let y = low + (border == 2 ? side : 0)
      fillBorder(tile, runs, parts, first, Float(x) * Self.step, Float(y) * Self.step, isEast)
      for place in 1...parts where borderLabels[first + place - 1] != borderLabels[first + place] {
        isMixed = true
        let steps = side / Int32(parts)
        let begin = Int32(place - 1) * steps
        let crossing = sharedCrossing(
          isEast ? x + begin : x, isEast ? y : y + begin, steps, isEast,
          Corner(label: borderLabels[first + place - 1], distance: distances[place - 1]),
          Corner(label: borderLabels[first + place], distance: distances[place]), tile, runs)
        borderCrossings[first + place - 1] = crossing
      }
    }
    return isMixed
  }

  /// Labels and signed distances at the places of a border.
  private mutating func fillBorder(
    _ tile: AreaTile, _ runs: borrowing ReachRuns, _ parts: Int, _ first: Int, _ x: Float, _ y: Float,
    _ isEast: Bool
  ) {
    for at in stride(from: 0, through: parts, by: 4) {
      var ways = SIMD4<Float>(repeating: 0)
      for lane in 0..<min(4, parts + 1 - at) { ways[lane] = Float(at + lane) * (AreaTile.unit / Float(parts)) }
      if isSingle {
        let found = near.lowest(
          isEast ? x + ways : SIMD4(repeating: x), isEast ? SIMD4(repeating: y) : y + ways,
          count: min(4, parts + 1 - at))
        for lane in 0..<min(4, parts + 1 - at) {
          distances[at + lane] = found[lane]
          borderLabels[first + at + lane] = found[lane] <= 0 ? 0 : -1
        }
      } else {
        for lane in 0..<min(4, parts + 1 - at) {
          let corner = evaluate(isEast ? x + ways[lane] : x, isEast ? y : y + ways[lane], tile, runs)
          distances[at + lane] = corner.distance
          borderLabels[first + at + lane] = corner.label
        }
      }
    }
  }

  /// Cells of the neighbour beyond a side of the tile where they are finer, else 0.
  private mutating func finerCells(_ tile: AreaTile, _ border: Int) -> Int {
    let off: Int32 = border == 1 || border == 2 ? 1 : -1
    let isEast = border % 2 == 0
    return Int(tiles.finerCells(tile, isEast ? tile.x : tile.x + off, isEast ? tile.y + off : tile.y))
  }

  private mutating func addCrossings(_ tile: AreaTile, _ grid: CornerGrid, _ runs: borrowing ReachRuns) {
    var bits = eastCrossed
    if borderParts[0] > 0 { bits = bits & ~grid.south }
    if borderParts[2] > 0 { bits = bits & ~grid.north }
    let ends = grid.south | grid.north
    while let at = bits.popFirst() { addCrossing(tile, runs, at, at + 1, ends.bit(at) != 0) }
    bits = northCrossed
    if borderParts[1] > 0 { bits = bits & ~grid.east }
    if borderParts[3] > 0 { bits = bits & ~grid.west }
    let sides = grid.east | grid.west
    while let at = bits.popFirst() { addCrossing(tile, runs, at, at + grid.places, sides.bit(at) != 0) }
  }

  /// The crossing between two corners of the tile's cells, on the tile's border or not.
  @inline(__always)
  private mutating func addCrossing(
    _ tile: AreaTile, _ runs: borrowing ReachRuns, _ begin: Int, _ end: Int, _ isShared: Bool
  ) {
    let isEast = end == begin + 1
    let before = Corner(label: label(begin), distance: distances[begin])
    let after = Corner(label: label(end), distance: distances[end])
    let (x, y) = (Int32(cornerX[begin] * (1 / Self.step)), Int32(cornerY[begin] * (1 / Self.step)))
    let crossing =
      isShared
      ? sharedCrossing(x, y, tile.cellSteps, isEast, before, after, tile, runs)
      : addCrossing(x, y, tile.cellSteps, isEast, before, after, tile, runs)
    sideCrossings[2 * begin + (isEast ? 0 : 1)] = crossing
  }

  /// The outline through a cell of which two sides are crossed; false when there are four. Nothing of it is on a border
  /// with a finer neighbour, and there is one label.
  @inline(__always)
  private mutating func addChord(_ at: Int, _ places: Int) -> Bool {
    let above = at + places
    let corners = inside.bit(at) | inside.bit(at + 1) << 1 | inside.bit(above) << 2 | inside.bit(above + 1) << 3
    guard let ends = CellSide.ends(corners) else { return false }
    func crossing(_ side: Int) -> Int32 {
      sideCrossings[2 * at + (side == CellSide.north ? 2 * places : side == CellSide.east ? 3 : side)]
    }
    chords.append(
      Chord(start: crossing(ends.start), end: crossing(ends.end), west: cornerX[at], south: cornerY[at]))
    return true
  }

  /// The label of a corner of the tile's cells.
  @inline(__always)
  private mutating func label(_ at: Int) -> Int32 {
    isSingle ? (distances[at] <= 0 ? 0 : -1) : labels[at]
  }

  /// The outline within one cell.
  private mutating func outlineCell(_ tile: AreaTile, _ grid: CornerGrid, _ runs: borrowing ReachRuns, _ at: Int) {
    let (column, row) = (at % grid.places, at / grid.places)
    let above = at + grid.places
    let last = grid.cells - 1
    cuts.truncate(to: 0)
    if row == 0, borderParts[0] > 0 {
      cutBorder(0, grid.cells, column, isForward: true)
    } else if eastCrossed.bit(at) != 0 {
      cuts.append(Cut(crossing: sideCrossings[2 * at], before: label(at), after: label(at + 1)))
    }
    if column == last, borderParts[1] > 0 {
      cutBorder(1, grid.cells, row, isForward: true)
    } else if northCrossed.bit(at + 1) != 0 {
      cuts.append(Cut(crossing: sideCrossings[2 * at + 3], before: label(at + 1), after: label(above + 1)))
    }
    if row == last, borderParts[2] > 0 {
      cutBorder(2, grid.cells, column, isForward: false)
    } else if eastCrossed.bit(above) != 0 {
      cuts.append(Cut(crossing: sideCrossings[2 * above], before: label(above + 1), after: label(above)))
    }
    if column == 0, borderParts[3] > 0 {
      cutBorder(3, grid.cells, row, isForward: false)
    } else if northCrossed.bit(at) != 0 {
      cuts.append(Cut(crossing: sideCrossings[2 * at + 1], before: label(above), after: label(at)))
    }
    if cuts.count == 0 { return }
    let side = tile.cell
    let (x, y) = (cornerX[at], cornerY[at])
    if isSingle, cuts.count == 2 {
      // The area lies along the sides from where it is entered to where it is left.
      let isEntry = cuts[0].after >= 0
      chords.append(
        Chord(start: cuts[isEntry ? 1 : 0].crossing, end: cuts[isEntry ? 0 : 1].crossing, west: x, south: y))
      return
    }
    var centre = cuts[0].before
    if cuts.count > 2 {
      let middle = evaluate(x + side / 2, y + side / 2, tile, runs).label
      if (0..<cuts.count).contains(where: { cuts[$0].after == middle }) { centre = middle }
    }
    linkCuts(centre)
  }

  /// The cuts along a cell's part of a border with a finer neighbour, counterclockwise around the cell.
  private mutating func cutBorder(_ border: Int, _ cells: Int, _ cell: Int, isForward: Bool) {
    let parts = borderParts[border] / cells
    for step in 0..<parts {
      let at = border * Self.borderPlaces + cell * parts + (isForward ? step : parts - 1 - step)
      let (low, high) = (borderLabels[at], borderLabels[at + 1])
      if low == high { continue }
      cuts.append(
        Cut(crossing: borderCrossings[at], before: isForward ? low : high, after: isForward ? high : low))
    }
  }

  /// Links the ends of the chords, over a third point where the outline is off the chord: from the middle of the chord
  /// straight to the outline, but not out of the cell, so that nothing crosses.
  private mutating func bendChords(_ tile: AreaTile) {
    let side = tile.cell
    if side <= Self.step {
      for index in 0..<chords.count { link(from: chords[index].start, to: chords[index].end, label: 0) }
      return
    }
    let edge = max(side / 1000, tile.resolution)
    for first in stride(from: 0, to: chords.count, by: 4) {
      var (west, south) = (SIMD4<Float>(repeating: 0), SIMD4<Float>(repeating: 0))
      var (x, y, east, north) = (west, west, west, west)
      let count = min(4, chords.count - first)
      for lane in 0..<count {
        let chord = chords[first + lane]
        let (start, end) = (crossings[Int(chord.start)], crossings[Int(chord.end)])
        (west[lane], south[lane]) = (chord.west, chord.south)
        (x[lane], y[lane]) = ((start.x + end.x) / 2, (start.y + end.y) / 2)
        (east[lane], north[lane]) = (end.x - start.x, end.y - start.y)
      }
      let distance = near.lowest(x, y, count: count)
      // The area is on the left.
      let length = (east * east + north * north).squareRoot()
      let inward = distance / length.replacing(with: 1, where: length .< 1)
      (x, y) = (x - inward * north, y + inward * east)
      x = Self.clamped(x, west + edge, west + (side - edge))
      y = Self.clamped(y, south + edge, south + (side - edge))
      for lane in 0..<count {
        let chord = chords[first + lane]
        if abs(distance[lane]) < Self.bend {
          link(from: chord.start, to: chord.end, label: 0)
        } else {
          let bend = Int32(crossings.count)
          link(from: chord.start, to: bend, label: 0)
          crossings.append(
            Crossing(x: x[lane], y: y[lane], labels: (0, -1), next: (chord.end, -1)))
        }
      }
    }
  }

  // That of the standard library is a call for each vector.
  @inline(__always)
  private static func clamped(_ values: SIMD4<Float>, _ low: SIMD4<Float>, _ high: SIMD4<Float>) -> SIMD4<Float> {
    let raised = values.replacing(with: low, where: values .< low)
    return raised.replacing(with: high, where: raised .> high)
  }

  /// Each run of another label than the centre's is cut off by a chord. The centre's own outline passes the same
  /// chord the other way; where two such runs meet it turns at their border.
  private mutating func linkCuts(_ centre: Int32) {
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

  // MARK: Crossings

  /// A crossing on the border of two tiles: the first to ask computes it.
  private mutating func sharedCrossing(
    _ x: Int32, _ y: Int32, _ steps: Int32, _ isEast: Bool, _ before: Corner, _ after: Corner, _ tile: AreaTile,
    _ runs: borrowing ReachRuns
  ) -> Int32 {
    let (number, isNew) = crossingNumbers.number(x &* 2 &+ (isEast ? 1 : 0), y)
    if !isNew { return crossingOfNumber[number] }
    let found = addCrossing(x, y, steps, isEast, before, after, tile, runs)
    crossingOfNumber.append(found)
    return found
  }

  /// Where the label changes on the way of so many steps east or north.
  private mutating func addCrossing(
    _ x: Int32, _ y: Int32, _ steps: Int32, _ isEast: Bool, _ before: Corner, _ after: Corner, _ tile: AreaTile,
    _ runs: borrowing ReachRuns
  ) -> Int32 {
    let (x1, y1) = (Float(x) * Self.step, Float(y) * Self.step)
    let length = Float(steps) * Self.step
    let (dx, dy) = isEast ? (length, 0) : (0, length)
    var share: Float = 0.5
    if tileBarriers.isEmpty, before.label < 0 || after.label < 0 {
      // The outline: a zero of the signed distance, to be settled.
      let (f, g) = (before.distance, after.distance)
      if length - abs(f) - abs(g) > 2 * Self.bend {
        guesses.append(
          Int32(truncatingIfNeeded: crossings.count), x: x1, y: y1, east: dx, north: dy, begin: f, end: g)
      } else {
        share = min(max(f / (f - g), margin), 1 - margin)
      }
    } else {
      // The border of two areas, or of what is in sight: bisection on who is quicker.
      var (from, to): (Float, Float) = (0, 1)
      for _ in 0..<12 {
        share = (from + to) / 2
        let label = evaluate(x1 + share * dx, y1 + share * dy, tile, runs).label
        if label == before.label { from = share } else { to = share }
      }
      share = min(max(share, margin), 1 - margin)
    }
    // Where there is one label it is the first.
    crossings.append(
      Crossing(
        x: x1 + share * dx, y: y1 + share * dy, labels: isSingle ? (0, -1) : (before.label, after.label)))
    return Int32(truncatingIfNeeded: crossings.count - 1)
  }

  /// Moves the guessed crossings to the zero of the signed distance: two steps of the secant, four sides at once.
  private mutating func settleGuesses() {
    for first in stride(from: 0, to: guesses.count, by: 4) {
      // The last four need not be whole: what is behind them counts for nothing.
      let count = min(4, guesses.count - first)
      let isBehind = SIMD4<Int32>(0, 1, 2, 3) .>= Int32(truncatingIfNeeded: count)
      let (x, y) = (Guesses.four(guesses.x, first), Guesses.four(guesses.y, first))
      let (east, north) = (Guesses.four(guesses.east, first), Guesses.four(guesses.north, first))
      var (f, g) = (Guesses.four(guesses.begin, first), Guesses.four(guesses.end, first))
      var (from, to) = (SIMD4<Float>(repeating: 0), SIMD4<Float>(repeating: 1))
      var share = f / (f - g)
      for _ in 0..<2 {
        let value = near.lowest(x + share * east, y + share * north, count: count)
        let isBefore = value * f .> 0
        from = from.replacing(with: share, where: isBefore)
        f = f.replacing(with: value, where: isBefore)
        to = share.replacing(with: to, where: isBefore)
        g = value.replacing(with: g, where: isBefore)
        share = from + (to - from) * (f / (f - g))
        if all((value .> -Self.bend .& (value .< Self.bend)) .| isBehind) { break }
      }
      // Never at a corner, so that no two crossings are the same point.
      share = share.replacing(with: 1 - margin, where: share .> 1 - margin)
      share = SIMD4(repeating: margin).replacing(with: share, where: share .> margin)
      let (px, py) = (x + share * east, y + share * north)
      for lane in 0..<count {
        let crossing = crossings.base + Int(guesses.crossing[first + lane])
        (crossing.pointee.x, crossing.pointee.y) = (px[lane], py[lane])
      }
    }
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
    ring.truncate(to: 0)
    ring.reserve(crossings.count)
    for start in 0..<crossings.count {
      for slot in 0..<(isSingle ? 1 : 2) {
        let first = crossings.base + start
        let label = slot == 0 ? first.pointee.labels.0 : first.pointee.labels.1
        if label < 0 { continue }
        var count = 0
        var at = first
        while true {
          let isFirst = at.pointee.labels.0 == label
          let next = isFirst ? at.pointee.next.0 : at.pointee.next.1
          if next < 0 { break }
          ring[count] = (Double(at.pointee.x), Double(at.pointee.y))
          count += 1
          if isFirst { at.pointee.next.0 = -1 } else { at.pointee.next.1 = -1 }
          at = crossings.base + Int(next)
        }
        if count < 3 { continue }
        let points = UnsafeBufferPointer(start: ring.base, count: count)
        if isSingle {
          found.append(TracedRing(label: label, points: Array(points)))
        } else {
          // Where three labels meet on the side of a cell, an area may pass the place on both sides of it.
          for part in simpleRings(points.map { SIMD2($0.x, $0.y) }) where part.count >= 3 {
            found.append(TracedRing(label: label, points: part.map { ($0.x, $0.y) }))
          }
        }
      }
    }
    return found
  }
}
