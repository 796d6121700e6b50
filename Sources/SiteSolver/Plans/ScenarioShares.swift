/// How much each of several scenarios counts.
package enum ScenarioShares {
  /// The least of Σ q v over shares of at most `most` each: the mean of the worst values.
  package static func worst(_ values: [Double], most: Double) -> Double {
    var left = 1.0
    var sum = 0.0
    for value in values.sorted() {
      let share = min(most, left)
      sum += share * value
      left -= share
      if left <= 1e-15 { break }
    }
    return sum
  }

  /// The nearest shares of at most `most` each that add up to one.
  package static func projected(_ values: [Double], most: Double) -> [Double] {
    func sum(_ shift: Double) -> Double { values.reduce(0) { $0 + min(most, max(0, $1 - shift)) } }
    var low = (values.min() ?? 0) - 1
    var high = values.max() ?? 0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if sum(middle) > 1 { low = middle } else { high = middle }
    }
    let shares = values.map { min(most, max(0, $0 - high)) }
    let total = shares.reduce(0, +)
    return total > 0 ? shares.map { $0 / total } : values.map { _ in 1 / Double(values.count) }
  }

  /// The shares moved toward the scenarios in which a choice loses most, by a step that shortens with the rounds (projected
  /// subgradients); nil where it loses as much in all of them.
  ///
  /// - Parameters:
  ///   - losses: what the choice loses in each scenario, against whatever is the same for every choice.
  ///   - round: from 1.
  ///   - most: no share is greater.
  package static func moved(_ shares: [Double], toward losses: [Double], round: Int, most: Double) -> [Double]? {
    let mean = losses.reduce(0, +) / Double(losses.count)
    let spread = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    if spread <= 1e-12 * max(1, abs(mean)) { return nil }
    let step = 0.5 * most / Double(round).squareRoot()
    return projected(zip(shares, losses).map { $0 + step * ($1 - mean) / spread }, most: most)
  }
}
