import SiteSolver

/// What each candidate is worth to whom in each scenario, on indices: whom it serves, or what it saves of their journeys.
///
/// The people of a scenario to whom the candidates are worth the same shares are one row: a row is a set of candidates
/// with the share that each brings and, in each scenario where it occurs, a weight. What open sites give already is a
/// constant. The value of a choice in a scenario is the constant and, of each row, the weight times the greatest share that
/// an open candidate brings.
package struct ScenarioCover: Sendable {
  /// Candidates, ascending, and what each brings of the row's weight.
  package struct Row: Hashable, Sendable {
    let candidates: [Int32]
    /// Above 0, the greatest of them 1; empty where each brings all of it.
    let shares: [Double]

    func share(_ at: Int) -> Double { shares.isEmpty ? 1 : shares[at] }

    /// The greatest share that an open candidate brings; 0 where none is open.
    func best(_ isOpen: [Bool]) -> Double {
      if shares.isEmpty { return candidates.contains { isOpen[Int($0)] } ? 1 : 0 }
      var best = 0.0
      for (at, candidate) in candidates.enumerated() where isOpen[Int(candidate)] { best = max(best, shares[at]) }
      return best
    }
  }

  /// A row in one scenario.
  package struct Part: Hashable, Sendable {
    /// The index into `rows`.
    let row: Int32
    let weight: Double
  }

  package let candidateCount: Int
  /// Distinct.
  package private(set) var rows: [Row] = []
  /// The rows of each scenario.
  package private(set) var parts: [[Part]] = []
  /// Served whatever is chosen, by scenario.
  package private(set) var constants: [Double] = []
  /// Everyone, by scenario.
  package private(set) var totals: [Double] = []
  private var rowOf: [Row: Int32] = [:]

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
      weights[number(of: Row(candidates: candidates, shares: [])), default: 0] += weight
    }
    close(weights, constant: constant, total: total)
  }

  /// Adds a scenario: the weight of each demand point, and what each candidate saves it, above 0; candidates ascending.
  ///
  /// Shares of the greatest saving are told to 2⁻³², so that demand points that differ in scale alone are one row.
  package mutating func add(savings demand: [(weight: Double, savings: [(candidate: Int32, amount: Double)])]) {
    var weights: [Int32: Double] = [:]
    var total = 0.0
    for (weight, savings) in demand where weight > 0 {
      guard let most = savings.map(\.amount).max() else { continue }
      let row = Row(
        candidates: savings.map(\.candidate),
        shares: savings.map { max(1, ($0.amount / most * 0x1p32).rounded()) * 0x1p-32 })
      weights[number(of: row), default: 0] += weight * most
      total += weight * most
    }
    close(weights, constant: 0, total: total)
  }

  private mutating func number(of row: Row) -> Int32 {
    if let known = rowOf[row] { return known }
    let number = Int32(rows.count)
    rows.append(row)
    rowOf[row] = number
    return number
  }

  private mutating func close(_ weights: [Int32: Double], constant: Double, total: Double) {
    parts.append(weights.sorted { $0.key < $1.key }.map { Part(row: $0.key, weight: $0.value) })
    constants.append(constant)
    totals.append(total)
  }

  /// What a choice is worth in each scenario.
  package func values(of choice: [Int]) -> [Double] {
    var isOpen = [Bool](repeating: false, count: candidateCount)
    for candidate in choice { isOpen[candidate] = true }
    let best = rows.map { $0.best(isOpen) }
    return parts.indices.map { scenario in
      parts[scenario].reduce(constants[scenario]) { $0 + best[Int($1.row)] * $1.weight }
    }
  }

  /// What a choice is worth in one scenario.
  func value(of choice: [Int], in scenario: Int) -> Double {
    var isOpen = [Bool](repeating: false, count: candidateCount)
    for candidate in choice { isOpen[candidate] = true }
    return parts[scenario].reduce(constants[scenario]) { $0 + rows[Int($1.row)].best(isOpen) * $1.weight }
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

  /// The rows of one scenario in the order of their numbers.
  func weightedRows(of scenario: Int) -> [(row: Row, weight: Double)] {
    parts[scenario].map { (rows[Int($0.row)], $0.weight) }
  }
}
