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
  /// The cell of the grid, row by row.
  public var cell: Int
  /// What has passed when the search starts, such as the turnout.
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
/// exact: labels are corrected until none improves, in buckets of time (Dial 1969, Dinitz 1978). With roads the cells and
/// the roads are one graph, as ``GroundRoads`` says.
public struct CostDistance: Sendable {
  /// Where the cells are.
  public let frame: GridFrame
  /// Seconds for each cell; infinite where nothing reaches within the limit.
  public let seconds: [Float]
  /// The owner for each cell; -1 where nothing reaches. Of equal times the lowest owner.
  public let owners: [Int32]

  /// nil where nothing reaches the cell within the limit.
  public func time(ofCell cell: Int) -> Duration? {
    seconds[cell].isFinite ? .seconds(Double(seconds[cell])) : nil
  }

  /// - Parameter limit: nothing beyond it is reported (`<=`); nil searches everything.
  public init(
    _ grid: FrictionGrid, roads: GroundRoads? = nil, from seeds: [GridSeed], _ direction: SearchDirection = .outward,
    _ neighbourhood: GridNeighbourhood = .eight, within limit: Duration? = nil
  ) {
    let search = GridSearch(grid, roads, direction, neighbourhood)
    search.run(seeds, limit: Float(limit?.seconds ?? .infinity))
    frame = grid.frame
    (seconds, owners) = search.results()
  }

  /// One search for each source on the same grid; `visit` gets the source's number and the time of any cell, nil where
  /// the source does not reach it within the limit (`<=`).
  public static func forEachSource(
    _ grid: FrictionGrid, roads: GroundRoads? = nil, from sources: [GridSeed?], _ direction: SearchDirection = .outward,
    _ neighbourhood: GridNeighbourhood = .eight, within limit: Duration? = nil,
    visit: (Int, (Int) -> Duration?) -> Void
  ) {
    let search = GridSearch(grid, roads, direction, neighbourhood, keepsTouched: true)
    for (number, source) in sources.enumerated() {
      search.run([source].compactMap { $0 }, limit: Float(limit?.seconds ?? .infinity))
      visit(number) { search.time(ofCell: $0) }
      search.reset()
    }
  }
}

extension CostDistance {
  /// For each cell the sum of the weights of the sources whose search reaches it within the limit (`<=`).
  ///
  /// One search for each source, which visits only what the limit reaches.
  ///
  /// - Parameters:
  ///   - sources: the cell of each; nil where it lies off the raster.
  ///   - weights: of each source.
  public static func weightsWithin(
    _ limit: Duration, _ grid: FrictionGrid, roads: GroundRoads? = nil, of sources: [Int?],
    weights: [SIMD2<Int64>], _ direction: SearchDirection, _ neighbourhood: GridNeighbourhood
  ) -> [SIMD2<Int64>] {
    let parts = max(1, min(sources.count, 4))
    let sums = parallelMap(parts) { part in
      var sums = [SIMD2<Int64>](repeating: .zero, count: grid.frame.count)
      let search = GridSearch(grid, roads, direction, neighbourhood, keepsTouched: true)
      for number in sources.count * part / parts..<sources.count * (part + 1) / parts {
        guard let cell = sources[number] else { continue }
        search.run([GridSeed(cell: cell, owner: number)], limit: Float(limit.seconds))
        search.forEachReached { sums[$0] &+= weights[number] }
        search.reset()
      }
      return sums
    }
    return grid.frame.count == 0 ? [] : (0..<grid.frame.count).map { cell in sums.reduce(.zero) { $0 &+ $1[cell] } }
  }
}

/// The search itself, on cells with an impassable margin of two, so that no step needs a check of bounds.
private final class GridSearch {
  /// What one step asks of a cell lies together in memory.
  private struct Cell {
    /// Least time so far; minus infinity where the cell is impassable, so that nothing ever improves it.
    var time: Float
    var pace: Float
    var owner: Int32

    static let impassable = Cell(time: -.infinity, pace: .infinity, owner: -1)
  }

  private struct Step {
    var offset: Int
    /// Cells passed on the way; zero offsets where there are none.
    var first: Int
    var second: Int
  }

  /// Straight steps, diagonal ones, knight's moves.
  private static let moves = [
    (-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1), (-2, -1), (-2, 1), (-1, -2), (-1, 2), (1, -2),
    (1, 2), (2, -1), (2, 1),
  ]

  private let grid: FrictionGrid
  private let roads: GridRoads?
  private let stride: Int
  private let cells: UnsafeMutablePointer<Cell>
  private let heights: UnsafeMutablePointer<Float>?
  private let steps: [Step]
  /// For each row and step, the length in metres.
  private let lengths: [Float]
  private let isOutward: Bool
  /// Cells reached, in any order, when the search is to be used again.
  private var touched: [Int32] = []
  private let keepsTouched: Bool
  /// Buckets for each second; zero where nothing can be crossed.
  private let bucketsPerSecond: Float
  /// Slopes change a pace by at most this in the steepest case that still gets a bucket of its own.
  private let slopeRange: Float
  private var queue: BucketQueue
  /// A sum of what was only read so that it lies in the cache when it is needed; without it the reads would be left out.
  private var lastWarmed: Int32 = 0
  private var limit = Float.infinity

  init(
    _ grid: FrictionGrid, _ roads: GroundRoads?, _ direction: SearchDirection, _ neighbourhood: GridNeighbourhood,
    keepsTouched: Bool = false
  ) {
    self.grid = grid
    self.keepsTouched = keepsTouched
    isOutward = direction == .outward
    let frame = grid.frame
    let stride = frame.columns + 4
    self.stride = stride
    let size = stride * (frame.rows + 4)
    let ways = roads.map { GridRoads($0, frame, stride: stride, firstNode: size, direction) }
    self.roads = ways
    // The nodes of the roads lie behind the cells, and behind them a row that is read in vain.
    let nodeCount = roads?.nodeCount ?? 0
    cells = .allocate(capacity: size + nodeCount + stride)
    cells.initialize(repeating: .impassable, count: size + nodeCount + stride)
    for node in 0..<nodeCount { cells[size + node].time = .infinity }
    var heights: UnsafeMutablePointer<Float>?
    if case .none = grid.slope {
    } else if grid.elevation != nil {
      let storage = UnsafeMutablePointer<Float>.allocate(capacity: size)
      storage.initialize(repeating: 0, count: size)
      heights = storage
    }
    var least = Float.infinity
    var most: Float = 0
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = row * frame.columns + column
        let at = (row + 2) * stride + column + 2
        let pace = grid.secondsPerMetre[cell]
        if pace > 0 && pace.isFinite {
          cells[at] = Cell(time: .infinity, pace: pace, owner: -1)
          least = min(least, pace)
          most = max(most, pace)
        }
        if let heights, let elevation = grid.elevation { heights[at] = elevation[cell] }
      }
    }
    self.heights = heights

    let moves = Self.moves.prefix(neighbourhood == .sixteen ? 16 : 8)
    steps = moves.map { row, column in
      let offset = row * stride + column
      if abs(row) == 2 { return Step(offset: offset, first: row / 2 * stride, second: row / 2 * stride + column) }
      if abs(column) == 2 { return Step(offset: offset, first: column / 2, second: row * stride + column / 2) }
      return Step(offset: offset, first: row * stride, second: column)
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

    // Roads alone, over ground that cannot be crossed.
    if ways?.usual != nil, !least.isFinite { (least, most) = (1, 1) }
    slopeRange = heights == nil ? 1 : 64
    // A bucket no wider than the cheapest step settles every cell at once; a wider one only costs repetitions.
    if least.isFinite, let shortest = lengths.filter({ $0 > 0 }).min(), let longest = lengths.max() {
      let largest = longest * most * slopeRange
      // What is slower than the ring is long waits in its last bucket: one very slow cell must not widen all buckets.
      let step = least * shortest * (heights == nil ? 1 : 0.8)
      let width = max(min(step, max(ways?.usual ?? step, step / 64)), 4 * .leastNormalMagnitude)
      bucketsPerSecond = 1 / width
      queue = BucketQueue(ring: Int(min(largest / width, Float(1 << 20))) + 3)
    } else {
      bucketsPerSecond = 0
      queue = BucketQueue(ring: 1)
    }
  }

  deinit {
    cells.deallocate()
    heights?.deallocate()
  }

  private func position(_ cell: Int) -> Int {
    (cell / grid.frame.columns + 2) * stride + cell % grid.frame.columns + 2
  }

  func results() -> ([Float], [Int32]) {
    let frame = grid.frame
    var owned: [Int32] = []
    owned.reserveCapacity(frame.count)
    let seconds = [Float](unsafeUninitializedCapacity: frame.count) { seconds, count in
      for row in 0..<frame.rows {
        let start = cells + (row + 2) * stride + 2
        for column in 0..<frame.columns {
          seconds[count] = abs(start[column].time)
          owned.append(start[column].owner)
          count += 1
        }
      }
      for stop in roads?.roadside ?? [] {
        let time = cells[stop.node].time + stop.seconds
        let (known, owner) = (seconds[stop.cell], cells[stop.node].owner)
        if time > limit || time > known || (time == known && owner >= owned[stop.cell]) { continue }
        if time.isFinite { (seconds[stop.cell], owned[stop.cell]) = (time, owner) }
      }
    }
    return (seconds, owned)
  }

  func time(ofCell cell: Int) -> Duration? {
    var time = cells[position(cell)].time
    // Ground that cannot be crossed is reached from the road alone.
    if time == -.infinity {
      time = roads?.roadside(ofCell: cell).reduce(Float.infinity) { min($0, cells[$1.node].time + $1.seconds) } ?? time
      if time > limit { return nil }
    }
    return time.isFinite ? .seconds(Double(time)) : nil
  }

  /// Every cell of the raster that the last search reached, once.
  func forEachReached(_ body: (Int) -> Void) {
    let most = roads?.firstNode ?? Int.max
    for at in touched where Int(at) < most {
      body((Int(at) / stride - 2) * grid.frame.columns + Int(at) % stride - 2)
    }
    var last = -1
    for stop in roads?.roadside ?? [] where stop.cell != last && cells[stop.node].time + stop.seconds <= limit {
      last = stop.cell
      body(stop.cell)
    }
  }

  /// Forgets the last search.
  func reset() {
    for at in touched {
      cells[Int(at)].time = .infinity
      cells[Int(at)].owner = -1
    }
    touched.removeAll(keepingCapacity: true)
  }

  func run(_ seeds: [GridSeed], limit: Float) {
    self.limit = limit
    if bucketsPerSecond > 0 { run(seeds, limit, &queue) }
  }

  private func run(_ seeds: [GridSeed], _ limit: Float, _ queue: inout BucketQueue) {
    // Seeds may lie further apart in time than the ring is long: each enters when its turn comes.
    var waiting: [(bucket: Int, at: Int32, time: Float)] = []
    for seed in seeds.sorted(by: { ($0.owner, $0.cell) < ($1.owner, $1.cell) }) {
      guard seed.cell >= 0, seed.cell < grid.frame.count else { continue }
      let time = Float(seed.time.seconds)
      func start(_ at: Int, _ time: Float) {
        guard time <= limit && time < cells[at].time else { return }
        if keepsTouched { touched.append(Int32(at)) }
        cells[at].time = time
        cells[at].owner = Int32(seed.owner)
        waiting.append((bucket(time), Int32(at), time))
      }
      start(position(seed.cell), time)
      for stop in roads?.roadside(ofCell: seed.cell) ?? [] { start(stop.node, time + stop.seconds) }
    }
    waiting.sort { ($0.bucket, $0.at) > ($1.bucket, $1.at) }
    var current = 0
    var warmed: Int32 = 0
    while queue.count > 0 || !waiting.isEmpty {
      if queue.count == 0, let next = waiting.last { current = max(current, next.bucket) }
      while let next = waiting.last, next.bucket <= current {
        queue.push(cell: next.at, time: next.time, bucket: current)
        waiting.removeLast()
      }
      while true {
        let count = queue.take(bucket: current)
        if count == 0 { break }
        // Which of them were reached sooner since: asked together, so that the waits for memory overlap.
        var isCurrent: UInt8 = 0
        for number in 0..<count {
          let cell = queue.cell(number)
          if cells[cell].time == queue.time(number) { isCurrent |= 1 << UInt8(number) }
          // The rows above and below, which lie elsewhere in memory.
          warmed &+= cells[cell - stride].owner &+ cells[cell + stride].owner
        }
        for number in 0..<count where isCurrent & (1 << UInt8(number)) != 0 {
          spread(queue.cell(number), current, limit, &queue)
        }
      }
      current += 1
    }
    lastWarmed = warmed
  }

  @inline(__always)
  private func bucket(_ time: Float) -> Int { Int(min(time * bucketsPerSecond, 1e15)) }

  /// Offers the time of a cell to its neighbours.
  @inline(__always)
  private func spread(_ at: Int, _ current: Int, _ limit: Float, _ queue: inout BucketQueue) {
    if let roads {
      for way in roads.ways(from: at) {
        offer(cells[at].time + way.seconds, cells[at].owner, Int(way.to), current, limit, &queue)
      }
      if at >= roads.firstNode { return }
    }
    let from = cells[at]
    let stepCount = steps.count
    lengths.withUnsafeBufferPointer { lengths in
      steps.withUnsafeBufferPointer { steps in
        let row = (at / stride - 2) * stepCount
        for number in 0..<stepCount {
          let step = steps[number]
          let to = cells + (at + step.offset)
          // Impassable, or reached sooner than from here.
          if to.pointee.time < from.time { continue }
          var mean = (from.pace + to.pointee.pace) * 0.5
          if number >= 4 {
            let (p, q) = (cells[at + step.first], cells[at + step.second])
            if number < 8 {
              if p.time == -.infinity && q.time == -.infinity { continue }
            } else {
              if p.time == -.infinity || q.time == -.infinity { continue }
              mean = (from.pace + to.pointee.pace + p.pace + q.pace) * 0.25
            }
          }
          let length = lengths[row + number]
          var cost = mean * length
          if let heights {
            let rise = isOutward ? heights[at + step.offset] - heights[at] : heights[at] - heights[at + step.offset]
            cost *= Float(min(grid.slope.factor(Double(rise / length)), Double(slopeRange)))
          }
          let arrival = from.time + cost
          let known = to.pointee.time
          if arrival > known || arrival > limit { continue }
          if arrival == known && from.owner >= to.pointee.owner { continue }
          if keepsTouched, known == .infinity { touched.append(Int32(at + step.offset)) }
          to.pointee.time = arrival
          to.pointee.owner = from.owner
          // A time that is too coarse for the ring enters early and is corrected like any other.
          let bucket = max(min(bucket(arrival), current + queue.ring - 1), current)
          queue.push(cell: Int32(at + step.offset), time: arrival, bucket: bucket)
        }
      }
    }
  }

  /// Offers a time by road to a node of the roads, or from one to its cell.
  private func offer(
    _ arrival: Float, _ owner: Int32, _ to: Int, _ current: Int, _ limit: Float, _ queue: inout BucketQueue
  ) {
    let known = cells[to]
    if arrival > known.time || arrival > limit || (arrival == known.time && owner >= known.owner) { return }
    if keepsTouched, known.time == .infinity { touched.append(Int32(to)) }
    cells[to].time = arrival
    cells[to].owner = owner
    queue.push(
      cell: Int32(to), time: arrival, bucket: max(min(bucket(arrival), current + queue.ring - 1), current))
  }
}
