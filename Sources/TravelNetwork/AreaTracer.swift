/// Traces the outline of what pieces of road reach, label by label.
///
/// All lengths are those of the ``AreaPlane``: metres where areas are wide, fractions of one where they are small. The
/// tiles through which an outline may pass are cut into cells that follow the reach, from 160 down to 10, so a road's thin
/// end is seen as well as a wide area. The signed distance is taken at the corners of the cells (marching
/// squares); in each cell the outline runs between the points at which it crosses the sides, around an area of one
/// label over a third point between them, moved onto the outline. Along the border of two tiles the finer cells count,
/// and the crossings are shared. The rings are therefore closed, never cross, and areas of different labels share their
/// border exactly.
/// One tracer is one workspace: use it as often as needed, from one thread at a time.
// Methods of the innermost loops are mutating though they change nothing: others get a copy of the whole workspace.
struct AreaTracer: ~Copyable {
  /// The smallest cell, in which places of the grid are counted.
  private static let step = AreaTile.unit / Float(AreaTile.unitSteps)
  /// How far the outline may lie off a chord's middle and off its crossings.
  private static let bend: Float = 2
  /// Room for a side of the tables of borders: two units of eight cells.
  private static let borderPlaces = 17

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

    /// Repeats the last one, so that every four are whole.
    mutating func fillUp() {
      let last = count - 1
      while count % 4 != 0 {
        append(
          crossing[last], x: x[last], y: y[last], east: east[last], north: north[last], begin: begin[last],
          end: end[last])
      }
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
  /// What decides about the signed distance in the tile.
  private var near = NearShapes()
  private var isSingle = true
  /// Cells from a tile's corner to those of its cells, row by row, for 1, 2, 4 and 8 cells along a side.
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
  /// Crossings on the sides of the tile's cells that run east and north, by the corner at which they begin.
  private let eastCrossings = GrowingBuffer<Int32>(capacity: 96)
  private let northCrossings = GrowingBuffer<Int32>(capacity: 96)
  /// Bit i of row j: the side that begins at corner (i, j) is crossed.
  private let eastBits = GrowingBuffer<UInt32>(capacity: 16)
  private let northBits = GrowingBuffer<UInt32>(capacity: 16)
  /// Bit i of row j: the corner is inside, where there is one label.
  private let insideBits = GrowingBuffer<UInt32>(capacity: 16)
  /// The tile's south, east, north and west side where a neighbour is finer: steps from the begin, labels, and
  /// crossings behind them, where there are any.
  private let borderSteps = GrowingBuffer<Int32>(capacity: 4 * Self.borderPlaces)
  private let borderLabels = GrowingBuffer<Int32>(capacity: 4 * Self.borderPlaces)
  private let borderCrossings = GrowingBuffer<Int32>(capacity: 4 * Self.borderPlaces)
  /// Parts of each side where a neighbour is finer, else 0.
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
      for at in 0..<Self.cornerRoom {
        columns[level * Self.cornerRoom + at] = Float(at % places)
        rows[level * Self.cornerRoom + at] = Float(at / places)
      }
    }
  }

  /// The outlines of all labels, which lie below `labels`.
  mutating func trace(_ runs: borrowing ReachRuns, labels: Int) -> [TracedRing] {
    if runs.shapes.count == 0 { return [] }
    isSingle = labels == 1
    crossingNumbers.removeAll()
    crossingOfNumber.truncate(to: 0)
    crossings.truncate(to: 0)
    tiles.divide(runs, isSingle: isSingle)
    for number in 0..<tiles.tiles.count { outline(tiles.tiles[number], runs) }
    return rings()
  }

  // MARK: Corners

  /// The label and the signed distance at a place in the tile.
  private mutating func evaluate(_ px: Float, _ py: Float, _ tile: AreaTile, _ runs: borrowing ReachRuns) -> Corner {
    if isSingle {
      let distance = near.lowest(SIMD4(repeating: px), SIMD4(repeating: py))[0]
      return Corner(label: distance <= 0 ? 0 : -1, distance: distance)
    }
    var lowest = Float.infinity
    var label: Int32 = -1
    var best = Double.infinity
    let pieces = tiles.candidates.base + Int(tile.firstCandidate)
    for index in 0..<Int(tile.candidateCount) {
      let distance = runs.shapes.base[Int(pieces[index])].signedDistance(Double(px), Double(py))
      lowest = min(lowest, distance)
      if distance > 0 { continue }
      let claim = runs.claims.base + Int(pieces[index])
      // Whoever reaches the place by its shape has a rank there.
      let rank = claim.pointee.rank(Double(px), Double(py), limit: claim.pointee.limit * 1.000_001 + 0.05)
      if rank < best || (rank == best && claim.pointee.label < label) {
        best = rank
        label = claim.pointee.label
      }
    }
    return Corner(label: label, distance: lowest)
  }

  /// Fills the tables of the tile's corners, where there is one label; false when all are on one side of the outline.
  /// `outer`: the signed distances of the tile's own corners.
  private mutating func fillCorners(_ tile: AreaTile, _ outer: SIMD4<Float>) -> Bool {
    let cells = Int(tile.cells)
    let places = cells + 1
    // Bit i: whether corner i is inside, row by row.
    var (bits, more): (UInt64, UInt64) = (0, 0)
    if cells == 1 {
      UnsafeMutableRawPointer(distances.base).storeBytes(of: outer, as: SIMD4<Float>.self)
      bits = UInt64((outer .<= 0).bits)
    } else {
      let (west, south, side) = (tile.west, tile.south, tile.cell)
      let first = cells.trailingZeroBitCount * Self.cornerRoom
      let count = (places * places + 3) & ~3
      for at in stride(from: 0, to: count, by: 4) {
        UnsafeMutableRawPointer(cornerX.base + at).storeBytes(
          of: west + side * Guesses.four(columns, first + at), as: SIMD4<Float>.self)
        UnsafeMutableRawPointer(cornerY.base + at).storeBytes(
          of: south + side * Guesses.four(rows, first + at), as: SIMD4<Float>.self)
      }
      near.lowest(cornerX.base, cornerY.base, count: count, distances.base)
      for at in stride(from: 0, to: count, by: 4) {
        let four = UInt64((Guesses.four(distances, at) .<= 0).bits)
        if at < 64 { bits |= four << UInt64(at) } else { more |= four << UInt64(at - 64) }
      }
    }
    let all = UInt32(1) << UInt32(places) - 1
    var (below, isMixed): (UInt32, UInt32) = (0, 0)
    for row in 0..<places {
      let shift = row * places
      // Shifted by less than nothing, bits go the other way.
      let inside = UInt32(truncatingIfNeeded: bits >> shift | more << (64 - shift)) & all
      insideBits[row] = inside
      eastBits[row] = (inside ^ inside >> 1) & all >> 1
      if row > 0 { northBits[row - 1] = inside ^ below }
      isMixed |= eastBits[row] | (row > 0 ? inside ^ below : 0)
      below = inside
    }
    return isMixed != 0
  }

  /// Fills the tables of the tile's corners, where there are several labels; false when all have one label.
  private mutating func fillCorners(_ tile: AreaTile, _ runs: borrowing ReachRuns) -> Bool {
    let places = Int(tile.cells) + 1
    let (west, south, side) = (tile.west, tile.south, tile.cell)
    var isMixed: UInt32 = 0
    for row in 0..<places {
      var (east, north): (UInt32, UInt32) = (0, 0)
      for column in 0..<places {
        let at = row * places + column
        let corner = evaluate(west + Float(column) * side, south + Float(row) * side, tile, runs)
        distances[at] = corner.distance
        labels[at] = corner.label
        if column > 0, labels[at - 1] != corner.label { east |= 1 << UInt32(column - 1) }
        if row > 0, labels[at - places] != corner.label { north |= 1 << UInt32(column) }
      }
      eastBits[row] = east
      if row > 0 { northBits[row - 1] = north }
      isMixed |= east | north
    }
    return isMixed != 0
  }

  // MARK: Outline

  private mutating func outline(_ tile: AreaTile, _ runs: borrowing ReachRuns) {
    let cells = Int(tile.cells)
    guesses.count = 0
    chords.truncate(to: 0)
    let first = Int(tile.firstCandidate)
    let outer = near.load(
      tile, runs.shapes.base, tiles.candidates.base + first, atCentre: tiles.atCentre.base + first)
    // Before the tile's own corners: they share the tables.
    let hasBorderCrossing = addBorders(tile, runs)
    let isMixed = isSingle ? fillCorners(tile, outer) : fillCorners(tile, runs)
    if !isMixed && !hasBorderCrossing { return }
    addCrossings(tile, runs)
    settleGuesses(tile)
    let all = UInt32(1) << UInt32(cells) - 1
    for row in 0..<cells {
      var mixed = (eastBits[row] | eastBits[row + 1] | northBits[row] | northBits[row] >> 1) & all
      if borderParts[0] > 0, row == 0 { mixed = all }
      if borderParts[2] > 0, row == cells - 1 { mixed = all }
      if borderParts[1] > 0 { mixed |= 1 << UInt32(cells - 1) }
      if borderParts[3] > 0 { mixed |= 1 }
      while mixed != 0 {
        let column = mixed.trailingZeroBitCount
        mixed &= mixed - 1
        if isSingle, borderParts == .zero, addChord(tile, column, row) { continue }
        outline(tile, runs, column, row)
      }
    }
    bendChords(tile)
  }

  /// The corners and crossings of finer neighbours along the tile's sides; false when there is no crossing.
  private mutating func addBorders(_ tile: AreaTile, _ runs: borrowing ReachRuns) -> Bool {
    borderParts = .zero
    if !tiles.hasFinerNeighbour(tile) { return false }
    var isMixed = false
    let side = tile.units * AreaTile.unitSteps
    let (left, low) = (tile.x * AreaTile.unitSteps, tile.y * AreaTile.unitSteps)
    for border in 0..<4 {
      let parts = addBorderSteps(tile, border)
      borderParts[border] = parts
      if parts == 0 { continue }
      let isEast = border % 2 == 0
      let first = border * Self.borderPlaces
      let x = left + (border == 1 ? side : 0)
      let y = low + (border == 2 ? side : 0)
      fillBorder(tile, runs, parts, first, Float(x) * Self.step, Float(y) * Self.step, isEast)
      for place in 1...parts where borderLabels[first + place - 1] != borderLabels[first + place] {
        isMixed = true
        let (begin, end) = (borderSteps[first + place - 1], borderSteps[first + place])
        let crossing = sharedCrossing(
          isEast ? x + begin : x, isEast ? y : y + begin, end - begin, isEast,
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
      for lane in 0..<min(4, parts + 1 - at) { ways[lane] = Float(borderSteps[first + at + lane]) * Self.step }
      if isSingle {
        let found = near.lowest(
          isEast ? x + ways : SIMD4(repeating: x), isEast ? SIMD4(repeating: y) : y + ways)
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

  /// Where the cells of finer neighbours end along a side of the tile; the number of parts, 0 without such neighbours.
  private mutating func addBorderSteps(_ tile: AreaTile, _ border: Int) -> Int {
    let (isEast, isFar) = (border % 2 == 0, border == 1 || border == 2)
    let off = isFar ? tile.units : -1
    let (x, y) = isEast ? (tile.x, tile.y + off) : (tile.x + off, tile.y)
    let cells = (
      tiles.finerCells(tile, x, y), tile.units == 1 ? 0 : tiles.finerCells(tile, isEast ? x + 1 : x, isEast ? y : y + 1)
    )
    if cells == (0, 0) { return 0 }
    var place = border * Self.borderPlaces
    borderSteps[place] = 0
    for unit in 0..<tile.units {
      let parts = max(unit == 0 ? cells.0 : cells.1, 1)
      for part in 1...parts {
        place += 1
        borderSteps[place] = unit * AreaTile.unitSteps + part * AreaTile.unitSteps / parts
      }
    }
    return place - border * Self.borderPlaces
  }

  private mutating func addCrossings(_ tile: AreaTile, _ runs: borrowing ReachRuns) {
    let cells = Int(tile.cells)
    let step = tile.cellSteps
    let (west, south) = (tile.x * AreaTile.unitSteps, tile.y * AreaTile.unitSteps)
    for row in 0...cells {
      let y = south + Int32(row) * step
      let isBorder = row == 0 || row == cells
      var bits = eastBits[row]
      if (row == 0 && borderParts[0] > 0) || (row == cells && borderParts[2] > 0) { bits = 0 }
      while bits != 0 {
        let column = bits.trailingZeroBitCount
        bits &= bits - 1
        let at = row * (cells + 1) + column
        let before = Corner(label: label(at), distance: distances[at])
        let after = Corner(label: label(at + 1), distance: distances[at + 1])
        let x = west + Int32(column) * step
        let crossing =
          isBorder
          ? sharedCrossing(x, y, step, true, before, after, tile, runs)
          : addCrossing(x, y, step, true, before, after, tile, runs)
        eastCrossings[at] = crossing
      }
      if row == cells { break }
      bits = northBits[row]
      if borderParts[3] > 0 { bits &= ~1 }
      if borderParts[1] > 0 { bits &= ~(1 << UInt32(cells)) }
      while bits != 0 {
        let column = bits.trailingZeroBitCount
        bits &= bits - 1
        let at = row * (cells + 1) + column
        let before = Corner(label: label(at), distance: distances[at])
        let after = Corner(label: label(at + cells + 1), distance: distances[at + cells + 1])
        let x = west + Int32(column) * step
        let crossing =
          column == 0 || column == cells
          ? sharedCrossing(x, y, step, false, before, after, tile, runs)
          : addCrossing(x, y, step, false, before, after, tile, runs)
        northCrossings[at] = crossing
      }
    }
  }

  /// The outline through a cell of which two sides are crossed; false when there are four. Nothing of it is on a border
  /// with a finer neighbour, and there is one label.
  @inline(__always)
  private mutating func addChord(_ tile: AreaTile, _ column: Int, _ row: Int) -> Bool {
    let at = row * (Int(tile.cells) + 1) + column
    let above = at + Int(tile.cells) + 1
    let bit = UInt32(truncatingIfNeeded: column)
    // Counterclockwise from the south.
    let sides =
      (eastBits[row] >> bit & 1) | (northBits[row] >> (bit + 1) & 1) << 1 | (eastBits[row + 1] >> bit & 1) << 2
      | (northBits[row] >> bit & 1) << 3
    let (first, second): (Int32, Int32)
    switch sides {
    case 0b0011: (first, second) = (eastCrossings[at], northCrossings[at + 1])
    case 0b0101: (first, second) = (eastCrossings[at], eastCrossings[above])
    case 0b1001: (first, second) = (eastCrossings[at], northCrossings[at])
    case 0b0110: (first, second) = (northCrossings[at + 1], eastCrossings[above])
    case 0b1010: (first, second) = (northCrossings[at + 1], northCrossings[at])
    case 0b1100: (first, second) = (eastCrossings[above], northCrossings[at])
    default: return false
    }
    // The way around enters the area at the first where the south-west corner is outside.
    let isEntry = insideBits[row] >> bit & 1 == 0
    let side = tile.cell
    chords.append(
      Chord(
        start: isEntry ? second : first, end: isEntry ? first : second, west: tile.west + Float(column) * side,
        south: tile.south + Float(row) * side))
    return true
  }

  /// The label of a corner of the tile's cells.
  @inline(__always)
  private mutating func label(_ at: Int) -> Int32 {
    isSingle ? (distances[at] <= 0 ? 0 : -1) : labels[at]
  }

  /// The outline within one cell.
  private mutating func outline(
    _ tile: AreaTile, _ runs: borrowing ReachRuns, _ column: Int, _ row: Int
  ) {
    let cells = Int(tile.cells)
    let last = cells - 1
    let at = row * (cells + 1) + column
    let above = at + cells + 1
    let bit = UInt32(1) << UInt32(column)
    cuts.truncate(to: 0)
    if row == 0, borderParts[0] > 0 {
      cutBorder(0, cells, column, isForward: true)
    } else if eastBits[row] & bit != 0 {
      cuts.append(Cut(crossing: eastCrossings[at], before: label(at), after: label(at + 1)))
    }
    if column == last, borderParts[1] > 0 {
      cutBorder(1, cells, row, isForward: true)
    } else if northBits[row] & bit << 1 != 0 {
      cuts.append(Cut(crossing: northCrossings[at + 1], before: label(at + 1), after: label(above + 1)))
    }
    if row == last, borderParts[2] > 0 {
      cutBorder(2, cells, column, isForward: false)
    } else if eastBits[row + 1] & bit != 0 {
      cuts.append(Cut(crossing: eastCrossings[above], before: label(above + 1), after: label(above)))
    }
    if column == 0, borderParts[3] > 0 {
      cutBorder(3, cells, row, isForward: false)
    } else if northBits[row] & bit != 0 {
      cuts.append(Cut(crossing: northCrossings[at], before: label(above), after: label(at)))
    }
    if cuts.count == 0 { return }
    let side = tile.cell
    let (x, y) = (tile.west + Float(column) * side, tile.south + Float(row) * side)
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
      for lane in 0..<4 {
        let chord = chords[first + min(lane, count - 1)]
        let (start, end) = (crossings[Int(chord.start)], crossings[Int(chord.end)])
        (west[lane], south[lane]) = (chord.west, chord.south)
        (x[lane], y[lane]) = ((start.x + end.x) / 2, (start.y + end.y) / 2)
        (east[lane], north[lane]) = (end.x - start.x, end.y - start.y)
      }
      let distance = near.lowest(x, y)
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
    if before.label < 0 || after.label < 0 {
      // The outline: a zero of the signed distance, to be settled.
      let (f, g) = (before.distance, after.distance)
      if length - abs(f) - abs(g) > 2 * Self.bend {
        guesses.append(
          Int32(truncatingIfNeeded: crossings.count), x: x1, y: y1, east: dx, north: dy, begin: f, end: g)
      } else {
        let margin = max(0.002, tile.resolution / Self.step)
        share = min(max(f / (f - g), margin), 1 - margin)
      }
    } else {
      // The border of two areas: bisection on who is quicker.
      var (from, to): (Float, Float) = (0, 1)
      for _ in 0..<12 {
        share = (from + to) / 2
        let label = evaluate(x1 + share * dx, y1 + share * dy, tile, runs).label
        if label == before.label { from = share } else { to = share }
      }
    }
    crossings.append(
      Crossing(x: x1 + share * dx, y: y1 + share * dy, labels: (before.label, after.label)))
    return Int32(truncatingIfNeeded: crossings.count - 1)
  }

  /// Moves the guessed crossings to the zero of the signed distance: two steps of the secant, four sides at once.
  private mutating func settleGuesses(_ tile: AreaTile) {
    if guesses.count == 0 { return }
    // No side is shorter than the smallest cell.
    let margin = max(0.002, tile.resolution / Self.step)
    guesses.fillUp()
    for first in stride(from: 0, to: guesses.count, by: 4) {
      let (x, y) = (Guesses.four(guesses.x, first), Guesses.four(guesses.y, first))
      let (east, north) = (Guesses.four(guesses.east, first), Guesses.four(guesses.north, first))
      var (f, g) = (Guesses.four(guesses.begin, first), Guesses.four(guesses.end, first))
      var (from, to) = (SIMD4<Float>(repeating: 0), SIMD4<Float>(repeating: 1))
      var share = f / (f - g)
      for _ in 0..<2 {
        let value = near.lowest(x + share * east, y + share * north)
        let isBefore = value * f .> 0
        from = from.replacing(with: share, where: isBefore)
        f = f.replacing(with: value, where: isBefore)
        to = share.replacing(with: to, where: isBefore)
        g = value.replacing(with: g, where: isBefore)
        share = from + (to - from) * (f / (f - g))
        if all(value .> -Self.bend .& (value .< Self.bend)) { break }
      }
      // Never at a corner, so that no two crossings are the same point.
      share = share.replacing(with: 1 - margin, where: share .> 1 - margin)
      share = SIMD4(repeating: margin).replacing(with: share, where: share .> margin)
      let (px, py) = (x + share * east, y + share * north)
      for lane in 0..<4 {
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
    for start in 0..<crossings.count {
      for slot in 0..<2 {
        let first = crossings.base + start
        let label = slot == 0 ? first.pointee.labels.0 : first.pointee.labels.1
        if label < 0 { continue }
        ring.truncate(to: 0)
        var at = first
        while true {
          let isFirst = at.pointee.labels.0 == label
          let next = isFirst ? at.pointee.next.0 : at.pointee.next.1
          if next < 0 { break }
          ring.append((Double(at.pointee.x), Double(at.pointee.y)))
          if isFirst { at.pointee.next.0 = -1 } else { at.pointee.next.1 = -1 }
          at = crossings.base + Int(next)
        }
        if ring.count < 3 { continue }
        let points = UnsafeBufferPointer(start: ring.base, count: ring.count)
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
