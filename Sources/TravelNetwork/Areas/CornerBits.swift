/// A bit for each corner of the cells of a tile, row by row: up to 9 × 9.
struct CornerBits: BitwiseCopyable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// Each bit in the place of the one so many places before; `places` is between 1 and 63.
  @inline(__always)
  func back(_ places: Int) -> CornerBits {
    CornerBits(
      low: low &>> UInt64(places) | high &<< UInt64(64 - places), high: high &>> UInt64(places))
  }

  /// 1 where the corner's bit is set, else 0.
  @inline(__always)
  func bit(_ corner: Int) -> Int {
    Int(truncatingIfNeeded: (corner < 64 ? low : high) &>> UInt64(corner & 63) & 1)
  }

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

/// The corners of so many by so many cells.
struct CornerGrid: BitwiseCopyable {
  let cells: Int
  /// Those on the tile's south, east, north and west side.
  private(set) var south = CornerBits()
  private(set) var east = CornerBits()
  private(set) var north = CornerBits()
  private(set) var west = CornerBits()
  private var all = CornerBits()

  /// Corners in a row.
  @inline(__always)
  var places: Int { cells + 1 }
  /// The corners at which a side of a cell begins that runs east, and north; a cell begins where both do.
  var eastBegins: CornerBits { all & ~east }
  var northBegins: CornerBits { all & ~north }

  init(cells: Int) {
    self.cells = cells
    for corner in 0..<places * places {
      let (column, row) = (corner % places, corner / places)
      all.insert(corner)
      if row == 0 { south.insert(corner) }
      if column == cells { east.insert(corner) }
      if row == cells { north.insert(corner) }
      if column == 0 { west.insert(corner) }
    }
  }
}

/// A side of a cell.
enum CellSide {
  static let (south, west, east, north) = (0, 1, 2, 3)

  /// The sides between which the outline runs through a cell, the area on its left, by the corners that are inside: 1 for
  /// the south-west one, 2 south-east, 4 north-west, 8 north-east. Nil where there is no outline, or two.
  @inline(__always)
  static func ends(_ inside: Int) -> (start: Int, end: Int)? {
    // All sides are crossed at 6 and 9, none at 0 and 15.
    if 0b1000_0010_0100_0001 &>> inside & 1 != 0 { return nil }
    // A digit for each of the corners, from the last to the first.
    let starts: UInt64 = 0x0101_3303_2001_2200
    let ends: UInt64 = 0x0022_1002_3033_1010
    let shift = UInt64(truncatingIfNeeded: inside * 4)
    return (Int(truncatingIfNeeded: starts &>> shift & 3), Int(truncatingIfNeeded: ends &>> shift & 3))
  }
}
