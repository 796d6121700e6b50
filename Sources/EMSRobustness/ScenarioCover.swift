import SiteSolver

/// Who is within the standard of which candidate in each scenario, on indices.
///
/// The people of a scenario whom the same candidates serve are one row: a row is a set of candidates and, in each
/// scenario where it occurs, a weight. People whom an open site serves are a constant. The value of a choice in a
/// scenario is the weight of the rows that it meets, and the constant.
package struct ScenarioCover: Sendable {
  /// A row in one scenario.
  package struct Part: Hashable, Sendable {
    /// The index into `rows`.
    let row: Int32
    let weight: Double
  }

  package let candidateCount: Int
  /// Distinct sets of candidates, each ascending.
  package private(set) var rows: [[Int32]] = []
  /// The rows of each scenario.
  package private(set) var parts: [[Part]] = []
  /// Served whatever is chosen, by scenario.
  package private(set) var constants: [Double] = []
  /// Everyone, by scenario.
  package private(set) var totals: [Double] = []
  private var rowOf: [[Int32]: Int32] = [:]

  package init(candidateCount: Int) { self.candidateCount = candidateCount }

  package var scenarioCount: Int { parts.count }

  /// Adds a scenario: the weight of each demand point, and the candidates that serve it; nil where an open site does.
  package mutating func add(_ demand: [(weight: Double, candidates: [Int32]?)]) {
    var weights: [Int32: Double] = [:]
    var constant = 0.0
    var total = 0.0
    for (weight, candidates) in demand where weight > 0 {
      total += weight
      guard let candidates else {
        constant += weight
        continue
      }
      if candidates.isEmpty { continue }
      let row = rowOf[candidates] ?? Int32(rows.count)
      if Int(row) == rows.count {
        rows.append(candidates)
        rowOf[candidates] = row
      }
      weights[row, default: 0] += weight
    }
    parts.append(weights.sorted { $0.key < $1.key }.map { Part(row: $0.key, weight: $0.value) })
    constants.append(constant)
    totals.append(total)
  }

  /// What a choice is worth in each scenario.
  package func values(of choice: [Int]) -> [Double] {
    var isOpen = [Bool](repeating: false, count: candidateCount)
    for candidate in choice { isOpen[candidate] = true }
    let isMet = rows.map { row in row.contains { isOpen[Int($0)] } }
    return parts.indices.map { scenario in
      parts[scenario].reduce(constants[scenario]) { isMet[Int($1.row)] ? $0 + $1.weight : $0 }
    }
  }

  /// The weight of each row where scenarios count in these shares.
  func weights(in shares: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count)
    for (share, parts) in zip(shares, parts) where share > 0 {
      for part in parts { result[Int(part.row)] += share * part.weight }
    }
    return result
  }

  /// The constant where scenarios count in these shares.
  func constant(in shares: [Double]) -> Double { zip(shares, constants).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The rows of some weight and a row for each bonus of a candidate, and their weights.
  func costs(
    of weights: [Double], and bonuses: [(candidate: Int, weight: Double)] = []
  ) throws -> (costs: SparseCosts, weights: [Double]) {
    var rowStart = [0]
    var candidates: [Int32] = []
    var kept: [Double] = []
    for (row, weight) in zip(rows, weights) where weight > 0 {
      candidates += row
      rowStart.append(candidates.count)
      kept.append(weight)
    }
    for (candidate, weight) in bonuses {
      candidates.append(Int32(candidate))
      rowStart.append(candidates.count)
      kept.append(weight)
    }
    return (
      try SparseCosts(candidateCount: candidateCount, rowStart: rowStart, candidates: candidates, costs: []), kept
    )
  }
}
