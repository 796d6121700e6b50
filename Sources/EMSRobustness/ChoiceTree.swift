/// Goes through the choices that could be worth more than the best one known.
///
/// What a choice brings by one set of shares bounds what it is worth, and that is submodular: so many more sites bring
/// at most the sum of their greatest gains (Nemhauser, Wolsey & Fisher 1978). A branch that cannot beat the best known
/// choice is left.
struct ChoiceTree {
  private let siting: ScenarioSiting
  private let weights: [Double]
  private let constant: Double
  /// Pairs of row and candidate that may still be looked at.
  private var work: Int
  /// What it takes to see what a choice is worth.
  private let pairsOfLeaf: Int
  /// The rows of each candidate, and the share that it brings.
  private let reach: [[(row: Int, share: Double)]]
  /// Candidates by what they cover alone, greatest first.
  private let order: [Int]
  /// The greatest share of each row that the choice brings.
  private var brought: [Double]
  private var chosen: [Int] = []
  private var covered = 0.0

  init(siting: ScenarioSiting, weights: [Double], constant: Double, work: Int) {
    self.siting = siting
    self.weights = weights
    self.constant = constant
    self.work = work
    pairsOfLeaf =
      siting.cover.parts.reduce(0) { $0 + $1.count } + siting.cover.rows.reduce(0) { $0 + $1.candidates.count }
    var reach = [[(row: Int, share: Double)]](repeating: [], count: siting.cover.candidateCount)
    for (number, row) in siting.cover.rows.enumerated() where weights[number] > 0 {
      for (at, candidate) in row.candidates.enumerated() { reach[Int(candidate)].append((number, row.share(at))) }
    }
    let alone = reach.map { $0.reduce(0) { $0 + $1.share * weights[$1.row] } }
    self.reach = reach
    order = reach.indices.sorted { (alone[$1], $0) < (alone[$0], $1) }
    brought = [Double](repeating: 0, count: weights.count)
  }

  /// - Returns: the best choice, and whether the whole tree was looked at.
  mutating func search(
    from start: (sites: [Int], worth: Double), worth: ([Int]) -> Double
  ) -> (best: (sites: [Int], worth: Double), isComplete: Bool) {
    var best = start
    let isComplete = descend(from: 0, &best, worth)
    return (best, isComplete)
  }

  private mutating func descend(
    from position: Int, _ best: inout (sites: [Int], worth: Double), _ worth: ([Int]) -> Double
  ) -> Bool {
    let missing = siting.count - chosen.count
    if missing == 0 {
      work -= pairsOfLeaf
      let sites = chosen.sorted()
      guard siting.keepsLimits(sites) else { return work >= 0 }
      let value = worth(sites)
      if value > best.worth { best = (sites, value) }
      return work >= 0
    }
    guard order.count - position >= missing, work >= 0 else { return work >= 0 }
    var gains: [Double] = []
    gains.reserveCapacity(order.count - position)
    for at in position..<order.count {
      gains.append(
        reach[order[at]].reduce(0) { $0 + max(0, $1.share - brought[$1.row]) * weights[$1.row] })
      work -= reach[order[at]].count + 1
    }
    for at in position...(order.count - missing) {
      work -= order.count - at
      let greatest = gains[(at - position)...].sorted(by: >).prefix(missing).reduce(0, +)
      let limit = constant + covered + greatest
      // Rounding must not close a branch that is as good.
      if limit <= best.worth + 1e-9 * max(1, abs(best.worth)) { return work >= 0 }
      let before = open(order[at])
      let isComplete = descend(from: at + 1, &best, worth)
      close(order[at], before)
      if !isComplete { return false }
    }
    return work >= 0
  }

  /// - Returns: what the choice brought of the candidate's rows before.
  private mutating func open(_ candidate: Int) -> (shares: [Double], covered: Double) {
    chosen.append(candidate)
    let before = (shares: reach[candidate].map { brought[$0.row] }, covered: covered)
    for (row, share) in reach[candidate] where share > brought[row] {
      covered += (share - brought[row]) * weights[row]
      brought[row] = share
    }
    return before
  }

  private mutating func close(_ candidate: Int, _ before: (shares: [Double], covered: Double)) {
    chosen.removeLast()
    for ((row, _), share) in zip(reach[candidate], before.shares) { brought[row] = share }
    covered = before.covered
  }
}
