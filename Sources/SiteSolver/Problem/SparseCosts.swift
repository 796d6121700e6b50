/// The pairs of demand point and candidate that can reach each other, by demand row, with their costs.
///
/// Compressed sparse rows: the pairs of demand point `i` stand at `rowStart[i]..<rowStart[i + 1]`, candidates
/// ascending. A pair that is absent is unreachable. `costs` holds one distance or time per pair in whatever unit
/// the standards of the problem use; it may be empty, and then every pair present is within every standard.
public struct SparseCosts: Sendable {
  /// Demand points are `0..<demandCount`.
  public let demandCount: Int
  /// Candidates are `0..<candidateCount`.
  public let candidateCount: Int
  /// Where the pairs of each demand point begin, and last where they end: one more than there are demand points.
  public let rowStart: [Int]
  /// The candidate of each pair, ascending within a row.
  public let candidates: [Int32]
  /// The cost of each pair, 0 or more; empty where none is kept.
  public let costs: [Double]

  /// Whether each pair has its cost; where none is kept, every pair is within every standard.
  public var areKept: Bool { costs.count == candidates.count }

  /// Takes finished rows as they are.
  ///
  /// - Throws: `SitingError.malformedCosts` when the rows do not fit together, a candidate is out of range or out
  ///   of order in its row, or a cost is negative or not finite.
  public init(
    candidateCount: Int, rowStart: [Int], candidates: [Int32], costs: [Double]
  ) throws(SitingError) {
    guard let last = rowStart.last, rowStart[0] == 0, last == candidates.count,
      costs.isEmpty || costs.count == candidates.count
    else { throw .malformedCosts(detail: "row starts, candidates and costs differ in length") }
    for row in 0..<(rowStart.count - 1) {
      guard rowStart[row] <= rowStart[row + 1] else {
        throw .malformedCosts(detail: "row \(row) ends before it starts")
      }
      var previous: Int32 = -1
      for k in rowStart[row]..<rowStart[row + 1] {
        let candidate = candidates[k]
        guard candidate > previous, Int(candidate) < candidateCount else {
          throw .malformedCosts(
            detail: "row \(row): candidate \(candidate) is out of range, repeated or out of order")
        }
        previous = candidate
      }
    }
    for (k, cost) in costs.enumerated() where !(cost.isFinite && cost >= 0) {
      throw .malformedCosts(detail: "cost \(cost) of pair \(k) is negative or not finite")
    }
    self.demandCount = rowStart.count - 1
    self.candidateCount = candidateCount
    self.rowStart = rowStart
    self.candidates = candidates
    self.costs = costs
  }

  /// Sorts pairs in any order into rows; of a pair given twice the smaller cost holds.
  public init(
    demandCount: Int, candidateCount: Int, pairs: [(demand: Int, candidate: Int, cost: Double)]
  ) throws(SitingError) {
    for pair in pairs {
      guard pair.demand >= 0, pair.demand < demandCount, pair.candidate >= 0, pair.candidate < candidateCount
      else { throw .malformedCosts(detail: "pair (\(pair.demand), \(pair.candidate)) is out of range") }
    }
    let sorted = pairs.sorted { ($0.demand, $0.candidate, $0.cost) < ($1.demand, $1.candidate, $1.cost) }
    var rowStart = [Int](repeating: 0, count: demandCount + 1)
    var candidates: [Int32] = []
    var costs: [Double] = []
    candidates.reserveCapacity(sorted.count)
    costs.reserveCapacity(sorted.count)
    var previous = (-1, -1)
    for pair in sorted where (pair.demand, pair.candidate) != previous {
      previous = (pair.demand, pair.candidate)
      candidates.append(Int32(pair.candidate))
      costs.append(pair.cost)
      rowStart[pair.demand + 1] = candidates.count
    }
    for row in 0..<demandCount where rowStart[row + 1] < rowStart[row] { rowStart[row + 1] = rowStart[row] }
    try self.init(candidateCount: candidateCount, rowStart: rowStart, candidates: candidates, costs: costs)
  }

  /// The cost of one pair; nil when the candidate cannot reach the demand point. Zero where no costs are kept.
  public func cost(demand: Int, candidate: Int) -> Double? {
    var low = rowStart[demand]
    var high = rowStart[demand + 1]
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] < candidate { low = middle + 1 } else { high = middle }
    }
    guard low < rowStart[demand + 1], candidates[low] == candidate else { return nil }
    return costs.isEmpty ? 0 : costs[low]
  }

  /// The rows of some demand points, in the given order.
  func restricted(toDemand kept: [Int]) -> SparseCosts { SparseCosts(self, rows: kept) }

  private init(_ all: SparseCosts, rows: [Int]) {
    var start = [0]
    var columns: [Int32] = []
    var costs: [Double] = []
    for i in rows {
      let range = all.rowStart[i]..<all.rowStart[i + 1]
      columns += all.candidates[range]
      if !all.costs.isEmpty { costs += all.costs[range] }
      start.append(columns.count)
    }
    demandCount = rows.count
    candidateCount = all.candidateCount
    rowStart = start
    candidates = columns
    self.costs = costs
  }

  @inline(__always) func cost(at pair: Int) -> Double { costs.isEmpty ? 0 : costs[pair] }
}
