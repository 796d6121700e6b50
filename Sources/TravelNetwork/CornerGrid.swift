/// A bit for each corner of the cells of a tile, row by row: up to 9 × 9.
struct CornerBits {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// The bits of the corners so many places on; `places` is between 1 and 63.
  @inline(__always)
  func advanced(by places: Int) -> CornerBits {
    CornerBits(low: low &>> UInt64(places) | high &<< UInt64(64 - places), high: high &>> UInt64(places))
  }

  @inline(__always)
  func has(_ corner: Int) -> Bool { (corner < 64 ? low : high) &>> UInt64(corner & 63) & 1 != 0 }

  @inline(__always)
  mutating func insert(_ corner: Int) {
    if corner < 64 { low |= 1 &<< UInt64(corner) } else { high |= 1 &<< UInt64(corner & 63) }
  }

  @inline(__always)
  var isEmpty: Bool { low | high == 0 }

  /// Takes the first corner out; nil where there is none.
  @inline(__always)
  mutating func popFirst() -> Int? {
    if low != 0 {
      let first = low.trailingZeroBitCount
      low &= low &- 1
      return first
    }
    if high != 0 {
      let first = high.trailingZeroBitCount
      high &= high &- 1
      return 64 + first
    }
    return nil
  }

  @inline(__always)
  static func | (a: CornerBits, b: CornerBits) -> CornerBits { CornerBits(low: a.low | b.low, high: a.high | b.high) }
  @inline(__always)
  static func & (a: CornerBits, b: CornerBits) -> CornerBits { CornerBits(low: a.low & b.low, high: a.high & b.high) }
  @inline(__always)
  static func ^ (a: CornerBits, b: CornerBits) -> CornerBits { CornerBits(low: a.low ^ b.low, high: a.high ^ b.high) }
  @inline(__always)
  static prefix func ~ (a: CornerBits) -> CornerBits { CornerBits(low: ~a.low, high: ~a.high) }
}

/// The corners of so many by so many cells, row by row.
struct CornerGrid: ~Copyable {
  let cells: Int
  /// In a row.
  var places: Int { cells + 1 }
  /// Of each corner, and a few more to fill up the last four.
  let columns = GrowingBuffer<Float>(capacity: 84)
  let rows = GrowingBuffer<Float>(capacity: 84)
  /// The corners of the rows and columns on the tile's south, east, north and west side.
  let south: CornerBits
  let east: CornerBits
  let north: CornerBits
  let west: CornerBits
  let all: CornerBits

  init(cells: Int) {
    self.cells = cells
    let places = cells + 1
    var (south, east, north, west, all) = (CornerBits(), CornerBits(), CornerBits(), CornerBits(), CornerBits())
    for corner in 0..<84 {
      let (column, row) = (corner % places, corner / places)
      columns[corner] = Float(column)
      rows[corner] = Float(row)
      if row > cells { continue }
      all.insert(corner)
      if row == 0 { south.insert(corner) }
      if column == cells { east.insert(corner) }
      if row == cells { north.insert(corner) }
      if column == 0 { west.insert(corner) }
    }
    (self.south, self.east, self.north, self.west, self.all) = (south, east, north, west, all)
  }
}
