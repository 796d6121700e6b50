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
}
