import EMSFormats
import EMSModel
import GeoKit
import SiteSolver

/// The coordinates of an instance and the distance between them.
struct InstancePlaces: Sendable {
  private let isGeodesic: Bool
  private let demand: [InstancePoint]
  private let candidates: [InstancePoint]

  init(_ metric: SitingRequest.Metric, _ demand: DemandRows, _ candidates: CandidateRows) {
    if case .geodesic = metric { isGeodesic = true } else { isGeodesic = false }
    self.demand = demand.points ?? []
    self.candidates = candidates.points ?? []
  }

  /// Candidates alone, for their distance from one another where costs are listed.
  init(_ candidates: CandidateRows) {
    isGeodesic = candidates.isGeodesic
    demand = []
    self.candidates = candidates.points ?? []
  }

  private func distance(_ a: InstancePoint, _ b: InstancePoint) -> Double {
    if isGeodesic {
      return Geodesic.distance(
        Coordinate(longitude: a.x, latitude: a.y), Coordinate(longitude: b.x, latitude: b.y)
      ).metres
    }
    let dx = a.x - b.x
    let dy = a.y - b.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The distance from one candidate to another.
  func distance(between a: Int, and b: Int) -> Double { distance(candidates[a], candidates[b]) }

  /// The distance from a demand point to a candidate.
  func distance(demand: Int, candidate: Int) -> Double { distance(self.demand[demand], candidates[candidate]) }

  /// The nearest of some candidates; ties to the lower index.
  func nearest(to demandIndex: Int, of sites: [Int]) -> Int? {
    var best: Int?
    var least = Double.infinity
    for j in sites {
      let d = distance(demand[demandIndex], candidates[j])
      if d < least {
        least = d
        best = j
      }
    }
    return best
  }

  /// Pairs of candidates nearer to each other than a distance.
  func pairs(nearerThan separation: Double) -> [ConflictingPair] {
    var pairs: [ConflictingPair] = []
    for a in candidates.indices {
      for b in candidates.indices where b > a && distance(candidates[a], candidates[b]) < separation {
        pairs.append(ConflictingPair(a, b))
      }
    }
    return pairs
  }

  /// The pairs within reach; all of them where there is no limit.
  ///
  /// - Throws: one problem of the demand's file: more pairs than fit into memory.
  func costs(within reach: Double?, keepingCosts: Bool, file: String) throws(InputProblems) -> SparseCosts {
    guard let reach else { return try allCosts(file) }
    return isGeodesic
      ? try geodesicCosts(within: reach, keepingCosts: keepingCosts, file: file)
      : try planeCosts(within: reach, keepingCosts: keepingCosts, file: file)
  }

  static func requireMemory(pairs: Int, _ file: String) throws(InputProblems) {
    try MemoryLimit.require(
      pairs: pairs, of: MemoryLimit.bytesOfSitingPair, for: file,
      remedy: Phrase("Give fewer points or candidates", "请减少需求点或候选点"))
  }

  private func made(
    _ start: [Int], _ columns: [Int32], _ costs: [Double], _ file: String
  ) throws(InputProblems) -> SparseCosts {
    try InstanceCosts.checked(file) { () throws(SitingError) in
      try SparseCosts(candidateCount: candidates.count, rowStart: start, candidates: columns, costs: costs)
    }
  }

  private func allCosts(_ file: String) throws(InputProblems) -> SparseCosts {
    try Self.requireMemory(pairs: demand.count * candidates.count, file)
    var columns: [Int32] = []
    var costs: [Double] = []
    columns.reserveCapacity(demand.count * candidates.count)
    costs.reserveCapacity(demand.count * candidates.count)
    for point in demand {
      for j in candidates.indices {
        columns.append(Int32(j))
        costs.append(distance(point, candidates[j]))
      }
    }
    return try made((0...demand.count).map { $0 * candidates.count }, columns, costs, file)
  }

  private func geodesicCosts(
    within reach: Double, keepingCosts: Bool, file: String
  ) throws(InputProblems) -> SparseCosts {
    let most = MemoryLimit.mostPairs(of: MemoryLimit.bytesOfSitingPair)
    let index = NearestIndex(candidates.map { Coordinate(longitude: $0.x, latitude: $0.y) })
    var start = [0]
    var columns: [Int32] = []
    var costs: [Double] = []
    for point in demand {
      let near = index.within(Distance(metres: reach), of: Coordinate(longitude: point.x, latitude: point.y))
      for j in near.sorted() {
        columns.append(Int32(j))
        if keepingCosts { costs.append(distance(point, candidates[j])) }
      }
      start.append(columns.count)
      if columns.count > most { try Self.requireMemory(pairs: columns.count, file) }
    }
    return try made(start, columns, costs, file)
  }

  /// Buckets the demand points into squares as wide as the reach; a candidate then looks at nine of them. Going
  /// through the candidates in order leaves every row sorted.
  private func planeCosts(
    within reach: Double, keepingCosts: Bool, file: String
  ) throws(InputProblems) -> SparseCosts {
    let grid = PointGrid(demand, cell: reach)
    var count = [Int](repeating: 0, count: demand.count + 1)
    for candidate in candidates { grid.forEach(near: candidate, within: reach) { i, _ in count[i + 1] += 1 } }
    for i in demand.indices { count[i + 1] += count[i] }
    try Self.requireMemory(pairs: count[demand.count], file)
    var next = count
    var columns = [Int32](repeating: 0, count: count[demand.count])
    var costs = [Double](repeating: 0, count: keepingCosts ? columns.count : 0)
    columns.withUnsafeMutableBufferPointer { columns in
      costs.withUnsafeMutableBufferPointer { costs in
        next.withUnsafeMutableBufferPointer { next in
          for (j, candidate) in candidates.enumerated() {
            grid.forEach(near: candidate, within: reach) { i, distance in
              columns[next[i]] = Int32(j)
              if keepingCosts { costs[next[i]] = distance }
              next[i] += 1
            }
          }
        }
      }
    }
    return try made(count, columns, costs, file)
  }
}

/// Points of the plane in square buckets.
private struct PointGrid {
  private let points: [InstancePoint]
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private let origin: InstancePoint
  private let start: [Int]
  private let members: [Int32]
  private let x: [Double]
  private let y: [Double]

  init(_ points: [InstancePoint], cell wanted: Double) {
    self.points = points
    let minX = points.lazy.map(\.x).min() ?? 0
    let minY = points.lazy.map(\.y).min() ?? 0
    let width = max((points.lazy.map(\.x).max() ?? 0) - minX, (points.lazy.map(\.y).max() ?? 0) - minY)
    // No more buckets than a small multiple of the points, however small the reach.
    let cell = max(wanted, width / (2 * Double(points.count).squareRoot() + 1), 1e-9)
    let columns = Int(width / cell) + 1
    let rows = columns
    origin = InstancePoint(x: minX, y: minY)
    self.cell = cell
    self.columns = columns
    self.rows = rows
    func bucket(_ p: InstancePoint) -> Int {
      min(Int((p.y - minY) / cell), rows - 1) * columns + min(Int((p.x - minX) / cell), columns - 1)
    }
    var start = [Int](repeating: 0, count: columns * rows + 1)
    for p in points { start[bucket(p) + 1] += 1 }
    for b in 0..<(columns * rows) { start[b + 1] += start[b] }
    var next = start
    var members = [Int32](repeating: 0, count: points.count)
    for (i, p) in points.enumerated() {
      members[next[bucket(p)]] = Int32(i)
      next[bucket(p)] += 1
    }
    self.start = start
    self.members = members
    x = members.map { points[Int($0)].x }
    y = members.map { points[Int($0)].y }
  }

  @inline(__always)
  func forEach(near p: InstancePoint, within reach: Double, _ body: (Int, Double) -> Void) {
    func clamp(_ value: Double, _ most: Int) -> Int { Int(min(max(value.rounded(.down), 0), Double(most - 1))) }
    let firstColumn = clamp((p.x - reach - origin.x) / cell, columns)
    let lastColumn = clamp((p.x + reach - origin.x) / cell, columns)
    let firstRow = clamp((p.y - reach - origin.y) / cell, rows)
    let lastRow = clamp((p.y + reach - origin.y) / cell, rows)
    for row in firstRow...lastRow {
      for k in start[row * columns + firstColumn]..<start[row * columns + lastColumn + 1] {
        let dx = x[k] - p.x
        let dy = y[k] - p.y
        let distance = (dx * dx + dy * dy).squareRoot()
        if distance <= reach { body(Int(members[k]), distance) }
      }
    }
  }
}
