/// Traces the outline of what capsules reach, label by label.
///
/// The tiles through which an outline may pass are cut into cells that follow the reach (`sqrt(32 r)` metres for a
/// reach of r metres keeps an arc within four metres of its chord, from 64 m down to 8 m), so a road's thin end is
/// seen as well as a wide area. The signed distance is taken at the corners of the cells (marching squares), and in
/// each cell the outline runs straight between the points at which it crosses the sides. Along the border of two
/// tiles the finer cells count, and the crossings are shared. The rings are therefore closed, never cross, and areas
/// of different labels share their border exactly.
/// One tracer is one workspace: use it as often as needed, from one thread at a time.
struct AreaTracer: ~Copyable {
  /// Side of the smallest cell in metres, the unit of the grid.
  private static let unit = 8.0
  private static let tileUnits: Int32 = 8
  /// Room for a side of the tables of borders.
  private static let borderPlaces = 9

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  struct Crossing {
    var x: Double
    var y: Double
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
    /// Signed distance, in metres.
    var distance: Float
  }

  /// Crossings of the tile that are still where they would be were the signed distance even along the side.
  struct Guesses: ~Copyable {
    var count = 0
    let crossing = GrowingBuffer<Int32>(capacity: Self.most)
    /// The way from the tile's corner to the begin of the side, and along it.
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
    static func four(_ values: borrowing GrowingBuffer<Float>, _ first: Int) -> SIMD4<Float> {
      UnsafeRawPointer(values.base + first).loadUnaligned(as: SIMD4<Float>.self)
    }
  }

  private var tiles = AreaTiles()
  private var isSingle = true
  private var singleLabel: Int32 = 0
  /// The way from a tile's corner to those of its cells, row by row, for 1, 2, 4 and 8 cells along a side.
  private let cornerX = GrowingBuffer<Float>(capacity: 4 * Self.cornerRoom)
  private let cornerY = GrowingBuffer<Float>(capacity: 4 * Self.cornerRoom)
  private static let cornerRoom = 96
  /// Of the corners of the tile's cells, row by row.
  private let distances = GrowingBuffer<Float>(capacity: 128)
  private let labels = GrowingBuffer<Int32>(capacity: 96)
  /// Crossings on the sides of the tile's cells that run east and north, by the corner at which they begin.
  private let eastCrossings = GrowingBuffer<Int32>(capacity: 96)
  private let northCrossings = GrowingBuffer<Int32>(capacity: 96)
  /// Bit i of row j: the side that begins at corner (i, j) is crossed.
  private let eastBits = GrowingBuffer<UInt32>(capacity: 16)
  private let northBits = GrowingBuffer<UInt32>(capacity: 16)
  /// The tile's south, east, north and west side where its neighbour is finer: corners and crossings of the
  /// neighbour's cells, -1 where there is none.
  private let borderLabels = GrowingBuffer<Int32>(capacity: 48)
  private let borderCrossings = GrowingBuffer<Int32>(capacity: 48)
  /// Cells of a finer neighbour along each side, else 0.
  private var borderCells: (Int, Int, Int, Int) = (0, 0, 0, 0)
  private var crossingNumbers = PackedTable()
  /// The crossing of each number on the border of a tile; the others are not shared.
  private var crossingOfNumber = GrowingBuffer<Int32>()
  private var crossings = GrowingBuffer<Crossing>()
  private var guesses = Guesses()
  private var cuts = GrowingBuffer<Cut>()

  /// A closed line in the plane, its area to the left.
  struct TracedRing {
    var label: Int32
    var points: [(x: Double, y: Double)]
  }

  init() {
    for level in 0..<4 {
      let places = (1 << level) + 1
      for at in 0..<Self.cornerRoom {
        cornerX[level * Self.cornerRoom + at] = Float(at % places) * Float(AreaTile.side) / Float(places - 1)
        cornerY[level * Self.cornerRoom + at] = Float(at / places) * Float(AreaTile.side) / Float(places - 1)
      }
    }
  }

  mutating func trace(_ runs: borrowing CapsuleRuns) -> [TracedRing] {
    if runs.groups.count == 0 { return [] }
    singleLabel = runs.groups[0].label
    isSingle = (0..<runs.groups.count).allSatisfy { runs.groups[$0].label == singleLabel }
    crossingNumbers.removeAll()
    crossingOfNumber.truncate(to: 0)
    crossings.truncate(to: 0)
    tiles.divide(runs, isSingle: isSingle)
    for number in 0..<tiles.tiles.count { outline(tiles.tiles[number], runs) }
    return rings()
  }

  // MARK: Corners

  /// The label and the signed distance at a place in the tile.
  private func evaluate(
    _ px: Double, _ py: Double, _ tile: AreaTile, _ runs: borrowing CapsuleRuns
  ) -> Corner {
    var lowest = Double.infinity
    let pieces = tiles.candidates.base + Int(tile.firstCandidate)
    let count = Int(tile.candidateCount)
    if isSingle {
      for index in 0..<count {
        lowest = min(lowest, runs.capsules.base[Int(pieces[index])].shape.signedDistance(px, py))
      }
      return Corner(label: lowest <= 0 ? singleLabel : -1, distance: Float(lowest))
    }
    var label: Int32 = -1
    var best = Double.infinity
    for index in 0..<count {
      let distance = runs.capsules.base[Int(pieces[index])].shape.signedDistance(px, py)
      lowest = min(lowest, distance)
      if distance > 0 { continue }
      let capsule = runs.capsules[Int(pieces[index])]
      let rank = capsule.rank(px, py, limit: capsule.limit * 1.000_001)
      if rank < best || (rank == best && capsule.label < label) {
        best = rank
        label = capsule.label
      }
    }
    return Corner(label: label, distance: Float(lowest))
  }

  /// Fills the tables of the tile's corners; false when all have one label.
  private func fillCorners(_ tile: AreaTile, _ runs: borrowing CapsuleRuns) -> Bool {
    let places = Int(tile.cells) + 1
    let (west, south) = (Double(tile.x) * AreaTile.side, Double(tile.y) * AreaTile.side)
    let side = Float(AreaTile.side) / Float(tile.cells)
    var isMixed: UInt32 = 0
    if isSingle {
      // Four corners at a time, row by row.
      let first = tile.cells.trailingZeroBitCount * Self.cornerRoom
      for at in stride(from: 0, to: places * places, by: 4) {
        let px = Guesses.four(cornerX, first + at)
        let py = Guesses.four(cornerY, first + at)
        store(lowest(tile, runs, west, south, px, py), px, py, at, tile, runs)
      }
      var below: UInt32 = 0
      for row in 0..<places {
        let found = distances.base + row * places
        var inside: UInt32 = 0
        for column in 0..<places { inside |= (found[column] <= 0 ? 1 : 0) << UInt32(column) }
        eastBits[row] = (inside ^ inside >> 1) & (1 << UInt32(places - 1) - 1)
        isMixed |= eastBits[row]
        if row > 0 {
          northBits[row - 1] = inside ^ below
          isMixed |= northBits[row - 1]
        }
        below = inside
      }
      if isMixed == 0 { return false }
      for at in 0..<places * places { labels[at] = distances[at] <= 0 ? singleLabel : -1 }
      return true
    }
    for row in 0..<places {
      var (east, north): (UInt32, UInt32) = (0, 0)
      for column in 0..<places {
        let at = row * places + column
        let corner = evaluate(
          west + Double(Float(column) * side), south + Double(Float(row) * side), tile, runs)
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

  /// Keeps four signed distances from a place in the table on; where single precision leaves the sign in doubt it is
  /// found exactly, so that neighbouring tiles agree on their common corners.
  @inline(__always)
  private func store(
    _ found: SIMD4<Float>, _ px: SIMD4<Float>, _ py: SIMD4<Float>, _ at: Int, _ tile: AreaTile,
    _ runs: borrowing CapsuleRuns
  ) {
    for lane in 0..<4 { distances[at + lane] = found[lane] }
    if any(found .<= tile.doubt .& (found .>= -tile.doubt)) {
      for lane in 0..<4 where abs(found[lane]) <= tile.doubt {
        let (west, south) = (Double(tile.x) * AreaTile.side, Double(tile.y) * AreaTile.side)
        let exact = evaluate(west + Double(px[lane]), south + Double(py[lane]), tile, runs)
        distances[at + lane] = exact.label < 0 ? max(exact.distance, .leastNormalMagnitude) : min(exact.distance, 0)
      }
    }
  }

  /// The least signed distance at four places, from the tile's corner.
  @inline(__always)
  private func lowest(
    _ tile: AreaTile, _ runs: borrowing CapsuleRuns, _ west: Double, _ south: Double, _ px: SIMD4<Float>,
    _ py: SIMD4<Float>
  ) -> SIMD4<Float> {
    var lowest = SIMD4<Float>(repeating: .infinity)
    let pieces = tiles.candidates.base + Int(tile.firstCandidate)
    for index in 0..<Int(tile.candidateCount) {
      let found = (runs.capsules.base + Int(pieces[index])).pointee.shape.signedDistances(
        fromX: west, fromY: south, px, py)
      lowest = lowest.replacing(with: found, where: found .< lowest)
    }
    return lowest
  }

  // MARK: Outline

  private mutating func outline(_ tile: AreaTile, _ runs: borrowing CapsuleRuns) {
    let cells = Int(tile.cells)
    guesses.count = 0
    var isMixed = false
    borderCells = tiles.finerNeighbours(tile)
    // Before the tile's own corners: they share the tables.
    if borderCells != (0, 0, 0, 0), addBorders(tile, runs) { isMixed = true }
    if fillCorners(tile, runs) { isMixed = true }
    if !isMixed { return }
    addCrossings(tile, runs)
    settleGuesses(tile, runs)
    let all = UInt32(1) << UInt32(cells) - 1
    for row in 0..<cells {
      var mixed = (eastBits[row] | eastBits[row + 1] | northBits[row] | northBits[row] >> 1) & all
      if borderCells.0 > 0, row == 0 { mixed = all }
      if borderCells.2 > 0, row == cells - 1 { mixed = all }
      if borderCells.1 > 0 { mixed |= 1 << UInt32(cells - 1) }
      if borderCells.3 > 0 { mixed |= 1 }
      while mixed != 0 {
        let column = mixed.trailingZeroBitCount
        mixed &= mixed - 1
        outline(tile, runs, column, row)
      }
    }
  }

  /// The corners and crossings of finer neighbours along the tile's sides; false when there is no crossing.
  private mutating func addBorders(_ tile: AreaTile, _ runs: borrowing CapsuleRuns) -> Bool {
    var isMixed = false
    for (border, cells) in zip(0..<4, [borderCells.0, borderCells.1, borderCells.2, borderCells.3]) {
      if cells == 0 { continue }
      let isEast = border % 2 == 0
      let step = Self.tileUnits / Int32(cells)
      var x = tile.x * Self.tileUnits + (border == 1 ? Self.tileUnits : 0)
      var y = tile.y * Self.tileUnits + (border == 2 ? Self.tileUnits : 0)
      let east = Float(x - tile.x * Self.tileUnits) * Float(Self.unit)
      let north = Float(y - tile.y * Self.tileUnits) * Float(Self.unit)
      let (west, south) = (Double(tile.x) * AreaTile.side, Double(tile.y) * AreaTile.side)
      if isSingle {
        var ways = SIMD4<Float>(0, 1, 2, 3) * Float(step) * Float(Self.unit)
        for at in stride(from: 0, through: cells, by: 4) {
          let px = isEast ? ways : SIMD4(repeating: east)
          let py = isEast ? SIMD4(repeating: north) : ways
          store(lowest(tile, runs, west, south, px, py), px, py, at, tile, runs)
          ways += 4 * Float(step) * Float(Self.unit)
        }
      }
      for place in 0...cells {
        let at = border * Self.borderPlaces + place
        if isSingle {
          borderLabels[at] = distances[place] <= 0 ? singleLabel : -1
        } else {
          let corner = evaluate(Double(x) * Self.unit, Double(y) * Self.unit, tile, runs)
          distances[place] = corner.distance
          borderLabels[at] = corner.label
        }
        if place > 0, borderLabels[at - 1] != borderLabels[at] {
          isMixed = true
          let before = Corner(label: borderLabels[at - 1], distance: distances[place - 1])
          let after = Corner(label: borderLabels[at], distance: distances[place])
          let crossing = sharedCrossing(
            isEast ? x - step : x, isEast ? y : y - step, step, isEast, before, after, tile, runs)
          borderCrossings[at - 1] = crossing
        }
        (x, y) = isEast ? (x + step, y) : (x, y + step)
      }
    }
    return isMixed
  }

  private mutating func addCrossings(_ tile: AreaTile, _ runs: borrowing CapsuleRuns) {
    let cells = Int(tile.cells)
    let step = Self.tileUnits / tile.cells
    let (west, south) = (tile.x * Self.tileUnits, tile.y * Self.tileUnits)
    for row in 0...cells {
      let y = south + Int32(row) * step
      let isBorder = row == 0 || row == cells
      var bits = eastBits[row]
      if (row == 0 && borderCells.0 > 0) || (row == cells && borderCells.2 > 0) { bits = 0 }
      while bits != 0 {
        let column = bits.trailingZeroBitCount
        bits &= bits - 1
        let at = row * (cells + 1) + column
        let before = Corner(label: labels[at], distance: distances[at])
        let after = Corner(label: labels[at + 1], distance: distances[at + 1])
        let x = west + Int32(column) * step
        let crossing =
          isBorder
          ? sharedCrossing(x, y, step, true, before, after, tile, runs)
          : addCrossing(x, y, step, true, before, after, tile, runs)
        eastCrossings[at] = crossing
      }
      if row == cells { break }
      bits = northBits[row]
      if borderCells.3 > 0 { bits &= ~1 }
      if borderCells.1 > 0 { bits &= ~(1 << UInt32(cells)) }
      while bits != 0 {
        let column = bits.trailingZeroBitCount
        bits &= bits - 1
        let at = row * (cells + 1) + column
        let before = Corner(label: labels[at], distance: distances[at])
        let after = Corner(label: labels[at + cells + 1], distance: distances[at + cells + 1])
        let x = west + Int32(column) * step
        let crossing =
          column == 0 || column == cells
          ? sharedCrossing(x, y, step, false, before, after, tile, runs)
          : addCrossing(x, y, step, false, before, after, tile, runs)
        northCrossings[at] = crossing
      }
    }
  }

  /// The outline within one cell.
  private mutating func outline(
    _ tile: AreaTile, _ runs: borrowing CapsuleRuns, _ column: Int, _ row: Int
  ) {
    let cells = Int(tile.cells)
    let last = cells - 1
    let at = row * (cells + 1) + column
    let above = at + cells + 1
    let bit = UInt32(1) << UInt32(column)
    cuts.truncate(to: 0)
    if row == 0, borderCells.0 > 0 {
      cutBorder(0, borderCells.0 / cells, column, isForward: true)
    } else if eastBits[row] & bit != 0 {
      cuts.append(Cut(crossing: eastCrossings[at], before: labels[at], after: labels[at + 1]))
    }
    if column == last, borderCells.1 > 0 {
      cutBorder(1, borderCells.1 / cells, row, isForward: true)
    } else if northBits[row] & bit << 1 != 0 {
      cuts.append(Cut(crossing: northCrossings[at + 1], before: labels[at + 1], after: labels[above + 1]))
    }
    if row == last, borderCells.2 > 0 {
      cutBorder(2, borderCells.2 / cells, column, isForward: false)
    } else if eastBits[row + 1] & bit != 0 {
      cuts.append(Cut(crossing: eastCrossings[above], before: labels[above + 1], after: labels[above]))
    }
    if column == 0, borderCells.3 > 0 {
      cutBorder(3, borderCells.3 / cells, row, isForward: false)
    } else if northBits[row] & bit != 0 {
      cuts.append(Cut(crossing: northCrossings[at], before: labels[above], after: labels[at]))
    }
    if cuts.count == 0 { return }
    var centre = cuts[0].before
    if cuts.count > 2 {
      let side = AreaTile.side / Double(cells)
      let x = Double(tile.x) * AreaTile.side + (Double(column) + 0.5) * side
      let y = Double(tile.y) * AreaTile.side + (Double(row) + 0.5) * side
      let middle = evaluate(x, y, tile, runs).label
      if (0..<cuts.count).contains(where: { cuts[$0].after == middle }) { centre = middle }
    }
    linkCuts(centre)
  }

  /// The cuts along a cell's part of a border with a finer neighbour, counterclockwise around the cell.
  private mutating func cutBorder(_ border: Int, _ parts: Int, _ cell: Int, isForward: Bool) {
    for step in 0..<parts {
      let at = border * Self.borderPlaces + cell * parts + (isForward ? step : parts - 1 - step)
      let (low, high) = (borderLabels[at], borderLabels[at + 1])
      if low == high { continue }
      cuts.append(
        Cut(crossing: borderCrossings[at], before: isForward ? low : high, after: isForward ? high : low))
    }
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
    _ x: Int32, _ y: Int32, _ step: Int32, _ isEast: Bool, _ before: Corner, _ after: Corner, _ tile: AreaTile,
    _ runs: borrowing CapsuleRuns
  ) -> Int32 {
    let (number, isNew) = crossingNumbers.number(x &* 2 &+ (isEast ? 1 : 0), y)
    if !isNew { return crossingOfNumber[number] }
    let found = addCrossing(x, y, step, isEast, before, after, tile, runs)
    crossingOfNumber.append(found)
    return found
  }

  /// Where the label changes on the way of so many units east or north.
  private mutating func addCrossing(
    _ x: Int32, _ y: Int32, _ step: Int32, _ isEast: Bool, _ before: Corner, _ after: Corner, _ tile: AreaTile,
    _ runs: borrowing CapsuleRuns
  ) -> Int32 {
    let (x1, y1) = (Double(x) * Self.unit, Double(y) * Self.unit)
    let length = Double(step) * Self.unit
    let (dx, dy) = isEast ? (length, 0) : (0, length)
    var share = 0.5
    if before.label < 0 || after.label < 0 {
      // The outline: a zero of the signed distance, to be settled.
      let at = guesses.count
      guesses.crossing[at] = Int32(crossings.count)
      guesses.x[at] = Float(x - tile.x * Self.tileUnits) * Float(Self.unit)
      guesses.y[at] = Float(y - tile.y * Self.tileUnits) * Float(Self.unit)
      guesses.east[at] = Float(dx)
      guesses.north[at] = Float(dy)
      guesses.begin[at] = before.distance
      guesses.end[at] = after.distance
      guesses.count += 1
    } else {
      // The border of two areas: bisection on who is quicker.
      var (from, to) = (0.0, 1.0)
      for _ in 0..<12 {
        share = (from + to) / 2
        let label = evaluate(x1 + share * dx, y1 + share * dy, tile, runs).label
        if label == before.label { from = share } else { to = share }
      }
    }
    crossings.append(
      Crossing(x: x1 + share * dx, y: y1 + share * dy, labels: (before.label, after.label)))
    return Int32(crossings.count - 1)
  }

  /// Moves the guessed crossings to the zero of the signed distance: two steps of the secant, four sides at once.
  private mutating func settleGuesses(_ tile: AreaTile, _ runs: borrowing CapsuleRuns) {
    let (west, south) = (Double(tile.x) * AreaTile.side, Double(tile.y) * AreaTile.side)
    for first in stride(from: 0, to: guesses.count, by: 4) {
      let (x, y) = (Guesses.four(guesses.x, first), Guesses.four(guesses.y, first))
      let (east, north) = (Guesses.four(guesses.east, first), Guesses.four(guesses.north, first))
      var (f, g) = (Guesses.four(guesses.begin, first), Guesses.four(guesses.end, first))
      var (from, to) = (SIMD4<Float>(repeating: 0), SIMD4<Float>(repeating: 1))
      var share = f / (f - g)
      for _ in 0..<2 {
        let value = lowest(tile, runs, west, south, x + share * east, y + share * north)
        let isBefore = value * f .> 0
        from = from.replacing(with: share, where: isBefore)
        f = f.replacing(with: value, where: isBefore)
        to = share.replacing(with: to, where: isBefore)
        g = value.replacing(with: g, where: isBefore)
        share = from + (to - from) * (f / (f - g))
        if all(value .> -0.5 .& (value .< 0.5)) { break }
      }
      // Never at a corner, so that no two crossings are the same point.
      share = share.replacing(with: 0.998, where: share .> 0.998)
      share = SIMD4(repeating: 0.002).replacing(with: share, where: share .> 0.002)
      let (px, py) = (x + share * east, y + share * north)
      for lane in 0..<min(4, guesses.count - first) {
        let crossing = crossings.base + Int(guesses.crossing[first + lane])
        crossing.pointee.x = west + Double(px[lane])
        crossing.pointee.y = south + Double(py[lane])
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
