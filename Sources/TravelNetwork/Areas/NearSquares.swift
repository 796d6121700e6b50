import CReach

/// Which pieces of road may draw an outline in which squares of the plane.
///
/// Every signed distance changes by at most one metre per metre, so what it is at the centre of a square bounds it over
/// the square: squares that one piece covers and pieces that cannot matter are dropped.
struct NearSquares: ~Copyable {
  /// A length in the plane.
  let side: Float
  /// Squares of so many by so many.
  static let regionSquares: Int32 = 1 << regionSquaresLog
  private static let regionSquaresLog: Int32 = 4
  /// Places of a region's tables: its squares, and more so that every square is the south-west one of 4 × 2.
  private static let rowPlaces = regionSquares + 3
  private static let places = Int(rowPlaces * (regionSquares + 1))

  private(set) var regions = GrowingBuffer<Region>()
  private var regionNumbers = PackedTable(capacity: 64)
  private var boxes = GrowingBuffer<reach_box>()
  private var entries = GrowingBuffer<Entry>()
  /// The pieces of one region.
  private var numbers = GrowingBuffer<Int32>()
  /// Of each place of one region, row by row: the most that the least signed distance of its centre may be, and where its
  /// pieces begin and end in the list of them.
  private let highest = GrowingBuffer<Float>(capacity: Self.places)
  private let firsts = GrowingBuffer<Int32>(capacity: Self.places)
  private let ends = GrowingBuffer<Int32>(capacity: Self.places)
  private var sorted = GrowingBuffer<Int32>()
  private var nears = GrowingBuffer<reach_near>()

  // Not private: in debug builds the compiler fails on buffers of private types that another file must release.
  /// A square of squares, with a list of the pieces that may matter in it.
  struct Region {
    /// In regions.
    var x: Int32
    var y: Int32
    var firstEntry: Int32
  }

  struct Entry {
    var piece: Int32
    var next: Int32
  }

  init(side: Float) { self.side = side }

  /// Half the diagonal of a square, rounded up by more than the error of a signed distance.
  static func radius(ofSide side: Float) -> Float { side / 2 * 1.414_214 + 0.2 }

  /// The number of a region among ``regions``, or nil where no piece matters.
  @inline(__always)
  func region(_ x: Int32, _ y: Int32) -> Int? { regionNumbers.known(x, y) }

  /// Finds the regions in which pieces may matter.
  mutating func load(_ runs: borrowing ReachRuns) {
    regionNumbers.removeAll()
    regions.truncate(to: 0)
    entries.truncate(to: 0)
    boxes.truncate(to: 0)
    boxes.reserve(runs.shapes.count)
    reach_boxes(runs.shapes.base, runs.shapes.count, side, boxes.base)
    // Most pieces are in the region of the one before.
    var (lastX, lastY, last): (Int32, Int32, Int) = (.max, .max, 0)
    var number = runs.shapes.count
    // From the last piece, for the first of a list is the last one put in: the first pieces mostly reach far.
    while number > 0 {
      number &-= 1
      let box = boxes[number]
      let (east, north) = (box.east >> Self.regionSquaresLog, box.north >> Self.regionSquaresLog)
      var y = box.south >> Self.regionSquaresLog
      while y <= north {
        var x = box.west >> Self.regionSquaresLog
        while x <= east {
          if x != lastX || y != lastY {
            let (region, isNew) = regionNumbers.number(x, y)
            if isNew { regions.append(Region(x: x, y: y, firstEntry: -1)) }
            (lastX, lastY, last) = (x, y, region)
          }
          let region = regions.base + last
          entries.append(Entry(piece: Int32(truncatingIfNeeded: number), next: region.pointee.firstEntry))
          region.pointee.firstEntry = Int32(truncatingIfNeeded: entries.count &- 1)
          x &+= 1
        }
        y &+= 1
      }
    }
  }

  /// Finds which pieces may matter in which squares of the region.
  mutating func find(_ runs: borrowing ReachRuns, isSingle: Bool, inRegion index: Int) {
    let region = regions[index]
    highest.base.update(repeating: .infinity, count: Self.places)
    numbers.truncate(to: 0)
    var next = region.firstEntry
    while next >= 0 {
      let entry = entries[Int(next)]
      numbers.append(entry.piece)
      next = entry.next
    }
    var table = reach_table(
      west: region.x * Self.regionSquares, south: region.y * Self.regionSquares, squares: Self.regionSquares,
      row_places: Self.rowPlaces, side: side, radius: Self.radius(ofSide: side), isSingle: isSingle ? 1 : 0)
    nears.truncate(to: 0)
    // One more, which is written before it is known whether it counts.
    nears.reserve(numbers.count * Int(Self.regionSquares / 4 * Self.regionSquares / 2) + 1)
    nears.extend(
      by: reach_find_near(
        runs.shapes.base, boxes.base, numbers.base, numbers.count, &table, highest.base, nears.base))
    sorted.truncate(to: 0)
    sorted.reserve(nears.count * 8 + Self.places)
    reach_sort(nears.base, nears.count, Self.rowPlaces, Self.places, firsts.base, ends.base, sorted.base)
  }

  /// The pieces that may matter in a square of the region, where an outline may pass, else none.
  @inline(__always)
  func pieces(_ column: Int32, _ row: Int32, isSingle: Bool) -> UnsafeBufferPointer<Int32> {
    let place = Int(row * Self.rowPlaces + column)
    // Who covers a square is not in its list, but others may be, that came before.
    let isCovered = isSingle && highest[place] <= -Self.radius(ofSide: side)
    return UnsafeBufferPointer(
      start: sorted.base + Int(firsts[place]), count: isCovered ? 0 : Int(ends[place] - firsts[place]))
  }
}
