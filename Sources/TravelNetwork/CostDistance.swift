import GeoKit

/// The ways out of a cell.
public enum GridNeighbourhood: Sendable {
  /// The eight cells around: at most 8.2 % longer than the straight line on even ground.
  case eight
  /// And the eight knight's moves: at most 2.8 % longer.
  case sixteen
}

/// Where a search over a grid starts.
public struct GridSeed: Hashable, Sendable {
  public var cell: Int
  public var time: Duration
  /// The number of the facility.
  public var owner: Int

  public init(cell: Int, time: Duration = .zero, owner: Int) {
    self.cell = cell
    self.time = time
    self.owner = owner
  }
}

/// The least accumulated time over a friction grid from any number of seeds, and whose seed it is.
///
/// A step from cell to cell costs its geodesic length in that row times the mean pace of the cells that it passes,
/// times the effect of its slope in the direction of travel. A diagonal step may not squeeze between two impassable
/// cells, and a knight's move passes two cells that must both be passable. The least sum over all chains of steps is
/// exact: labels are corrected until none improves, in buckets of time (Dial 1969, Dinitz 1978).
public struct CostDistance: Sendable {
  public let frame: GridFrame
  /// Seconds for each cell; infinite where nothing reaches within the limit.
  public let seconds: [Float]
  /// The owner for each cell; -1 where nothing reaches. Of equal times the lowest owner.
  public let owners: [Int32]

  public func time(ofCell cell: Int) -> Duration? {
    seconds[cell].isFinite ? .seconds(Double(seconds[cell])) : nil
  }

  /// - Parameter limit: nothing beyond it is reported (`<=`); nil searches everything.
  public init(
    _ grid: FrictionGrid, from seeds: [GridSeed], _ direction: SearchDirection = .outward,
    _ neighbourhood: GridNeighbourhood = .eight, within limit: Duration? = nil
  ) {
    let search = GridSearch(grid, direction, neighbourhood)
    search.run(seeds, limit: Float(limit?.seconds ?? .infinity))
    frame = grid.frame
    (seconds, owners) = search.results()
  }

  /// One search for each source on the same grid; `visit` gets the source's number and the time of any cell, nil where
  /// the source does not reach it within the limit (`<=`).
  public static func forEachSource(
    _ grid: FrictionGrid, from sources: [GridSeed?], _ direction: SearchDirection = .outward,
    _ neighbourhood: GridNeighbourhood = .eight, within limit: Duration? = nil,
    visit: (Int, (Int) -> Duration?) -> Void
  ) {
    let search = GridSearch(grid, direction, neighbourhood, keepsTouched: true)
    for (number, source) in sources.enumerated() {
      search.run([source].compactMap { $0 }, limit: Float(limit?.seconds ?? .infinity))
      visit(number) { search.time(ofCell: $0) }
      search.reset()
    }
  }
}

/// The search itself, on arrays with an impassable margin of two cells, so that no step needs a check of bounds.
private final class GridSearch {
  private struct Step {
    var offset: Int
    var row: Int
    /// Cells passed on the way; zero offsets where there are none.
    var first: Int
    var second: Int
  }

  private let grid: FrictionGrid
  private let stride: Int
  private let pace: UnsafeMutablePointer<Float>
  private let times: UnsafeMutablePointer<Float>
  private let owners: UnsafeMutablePointer<Int32>
  private let heights: UnsafeMutablePointer<Float>?
  private let size: Int
  private let steps: [Step]
  /// For each row and step, the length in metres.
  private let lengths: [Float]
  private let isOutward: Bool
  /// Cells reached, in any order, when the search is to be used again.
  private var touched: [Int32] = []
  private let keepsTouched: Bool
  /// Seconds that a bucket holds, and how many there are; nil where nothing can be crossed.
  private let buckets: (width: Float, count: Int)?
  /// Slopes change a pace by at most this in the steepest case that still gets a bucket of its own.
  private let slopeRange: Float

  // Buckets of equal width in a ring; their entries are lists in one pool.
  private var bucketHeads: [Int32] = []
  private var entryCells: [Int32] = []
  private var entryNext: [Int32] = []
  private var freeEntry: Int32 = -1

  init(
    _ grid: FrictionGrid, _ direction: SearchDirection, _ neighbourhood: GridNeighbourhood, keepsTouched: Bool = false
  ) {
    self.grid = grid
    self.keepsTouched = keepsTouched
    isOutward = direction == .outward
    let frame = grid.frame
    let stride = frame.columns + 4
    self.stride = stride
    size = stride * (frame.rows + 4)
    pace = .allocate(capacity: size)
    times = .allocate(capacity: size)
    owners = .allocate(capacity: size)
    pace.initialize(repeating: .infinity, count: size)
    times.initialize(repeating: .infinity, count: size)
    owners.initialize(repeating: -1, count: size)
    var heights: UnsafeMutablePointer<Float>?
    if case .none = grid.slope {
    } else if grid.elevation != nil {
      let storage = UnsafeMutablePointer<Float>.allocate(capacity: size)
      storage.initialize(repeating: 0, count: size)
      heights = storage
    }
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = row * frame.columns + column
        let at = (row + 2) * stride + column + 2
        if grid.isPassable(cell) { pace[at] = grid.secondsPerMetre[cell] }
        if let heights, let elevation = grid.elevation { heights[at] = elevation[cell] }
      }
    }
    self.heights = heights

    var moves = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
    if neighbourhood == .sixteen {
      moves += [(-2, -1), (-2, 1), (-1, -2), (-1, 2), (1, -2), (1, 2), (2, -1), (2, 1)]
    }
    steps = moves.map { row, column in
      let offset = row * stride + column
      if abs(row) == 2 {
        return Step(offset: offset, row: row, first: row / 2 * stride, second: row / 2 * stride + column)
      }
      if abs(column) == 2 {
        return Step(offset: offset, row: row, first: column / 2, second: row * stride + column / 2)
      }
      if row != 0 && column != 0 { return Step(offset: offset, row: row, first: row * stride, second: column) }
      return Step(offset: offset, row: row, first: 0, second: 0)
    }
    let lengths = (0..<frame.rows).flatMap { row in
      moves.map { move in
        let latitude = frame.north - (Double(row) + 0.5 + Double(move.0) / 2) * frame.cellHeight
        let metric = LocalMetric(latitude: latitude * 1e7)
        let dx = Double(move.1) * frame.cellWidth * 1e7 * metric.east
        let dy = Double(move.0) * frame.cellHeight * 1e7 * metric.north
        return Float((dx * dx + dy * dy).squareRoot())
      }
    }
    self.lengths = lengths

    slopeRange = heights == nil ? 1 : 64
    // A bucket no wider than the cheapest step settles every cell at once; a wider one only costs repetitions.
    var least = Float.infinity
    var most: Float = 0
    for at in 0..<size where pace[at].isFinite {
      least = min(least, pace[at])
      most = max(most, pace[at])
    }
    if least.isFinite, let shortest = lengths.filter({ $0 > 0 }).min(), let longest = lengths.max() {
      let largest = longest * most * slopeRange
      let width = max(least * shortest * (heights == nil ? 1 : 0.8), largest / Float(1 << 20))
      buckets = (width, Int(largest / width) + 3)
    } else {
      buckets = nil
    }
  }

  deinit {
    pace.deallocate()
    times.deallocate()
    owners.deallocate()
    heights?.deallocate()
  }

  func results() -> ([Float], [Int32]) {
    let frame = grid.frame
    var seconds: [Float] = []
    var owned: [Int32] = []
    seconds.reserveCapacity(frame.count)
    owned.reserveCapacity(frame.count)
    for row in 0..<frame.rows {
      let start = (row + 2) * stride + 2
      seconds.append(contentsOf: UnsafeBufferPointer(start: times + start, count: frame.columns))
      owned.append(contentsOf: UnsafeBufferPointer(start: owners + start, count: frame.columns))
    }
    return (seconds, owned)
  }

  func time(ofCell cell: Int) -> Duration? {
    let columns = grid.frame.columns
    let time = times[(cell / columns + 2) * stride + cell % columns + 2]
    return time.isFinite ? .seconds(Double(time)) : nil
  }

  /// Forgets the last search.
  func reset() {
    for at in touched {
      times[Int(at)] = .infinity
      owners[Int(at)] = -1
    }
    touched.removeAll(keepingCapacity: true)
  }

  func run(_ seeds: [GridSeed], limit: Float) {
    guard let (width, ring) = buckets else { return }
    // Every bucket is empty again when a search has ended.
    if bucketHeads.isEmpty { bucketHeads = [Int32](repeating: -1, count: ring) }
    var pending = 0
    var current = Int.max
    for seed in seeds.sorted(by: { ($0.owner, $0.cell) < ($1.owner, $1.cell) }) {
      guard seed.cell >= 0, seed.cell < grid.frame.count, grid.isPassable(seed.cell) else { continue }
      let at = (seed.cell / grid.frame.columns + 2) * stride + seed.cell % grid.frame.columns + 2
      let time = Float(seed.time.seconds)
      if time <= limit && time < times[at] {
        if keepsTouched { touched.append(Int32(at)) }
        times[at] = time
        owners[at] = Int32(seed.owner)
        current = min(current, Int(time / width))
      }
    }
    if current == .max { return }
    // Seeds may lie further apart in time than the ring is long: each enters when its turn comes.
    var waiting = seeds.indices.filter { seeds[$0].cell >= 0 && seeds[$0].cell < grid.frame.count }
      .map { index -> (bucket: Int, at: Int32) in
        let cell = seeds[index].cell
        let at = (cell / grid.frame.columns + 2) * stride + cell % grid.frame.columns + 2
        return (times[at].isFinite ? Int(times[at] / width) : .max, Int32(at))
      }
      .filter { $0.bucket != .max }
    waiting.sort { ($0.bucket, $0.at) > ($1.bucket, $1.at) }

    let stepCount = steps.count
    lengths.withUnsafeBufferPointer { lengths in
      steps.withUnsafeBufferPointer { steps in
        while pending > 0 || !waiting.isEmpty {
          if pending == 0, let next = waiting.last { current = max(current, next.bucket) }
          while let next = waiting.last, next.bucket <= current {
            push(next.at, current % ring)
            pending += 1
            waiting.removeLast()
          }
          let slot = current % ring
          while bucketHeads[slot] >= 0 {
            let entry = bucketHeads[slot]
            bucketHeads[slot] = entryNext[Int(entry)]
            let at = Int(entryCells[Int(entry)])
            entryNext[Int(entry)] = freeEntry
            freeEntry = entry
            pending -= 1
            let time = times[at]
            // Reached sooner since: settled in an earlier bucket.
            if Int(time / width) < current { continue }
            let owner = owners[at]
            let here = pace[at]
            let row = at / stride - 2
            for number in 0..<stepCount {
              let step = steps[number]
              let to = at + step.offset
              let there = pace[to]
              if !there.isFinite { continue }
              var mean = (here + there) * 0.5
              if step.first != 0 {
                let (p, q) = (pace[at + step.first], pace[at + step.second])
                if number < 8 {
                  if !p.isFinite && !q.isFinite { continue }
                } else {
                  if !p.isFinite || !q.isFinite { continue }
                  mean = (here + there + p + q) * 0.25
                }
              }
              let length = lengths[row * stepCount + number]
              var cost = mean * length
              if let heights {
                let rise = isOutward ? heights[to] - heights[at] : heights[at] - heights[to]
                cost *= Float(min(grid.slope.factor(Double(rise / length)), Double(slopeRange)))
              }
              let arrival = time + cost
              if arrival > limit || arrival > times[to] { continue }
              if arrival == times[to] && owner >= owners[to] { continue }
              if keepsTouched, times[to] == .infinity { touched.append(Int32(to)) }
              times[to] = arrival
              owners[to] = owner
              push(Int32(to), Int(arrival / width) % ring)
              pending += 1
            }
          }
          current += 1
        }
      }
    }
  }

  @inline(__always)
  private func push(_ cell: Int32, _ slot: Int) {
    let entry: Int32
    if freeEntry >= 0 {
      entry = freeEntry
      freeEntry = entryNext[Int(entry)]
      entryCells[Int(entry)] = cell
      entryNext[Int(entry)] = bucketHeads[slot]
    } else {
      entry = Int32(entryCells.count)
      entryCells.append(cell)
      entryNext.append(bucketHeads[slot])
    }
    bucketHeads[slot] = entry
  }
}
