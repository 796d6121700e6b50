/// Divides a whole number of people in proportion to weights, so that the parts add up to it exactly.
enum LargestRemainder {
  /// The parts, in the order of the weights: each quota rounded down, then one more to those with the largest
  /// remainders (Hamilton's method; ties to the earlier weight). Weights are not negative; all zero means equal.
  static func divide(_ people: Int, by weights: [Double]) -> [Int] {
    if weights.isEmpty { return [] }
    let total = weights.reduce(0, +)
    let quotas = weights.map { total > 0 ? Double(people) * ($0 / total) : Double(people) / Double(weights.count) }
    var parts = quotas.map { Int($0.rounded(.down)) }
    let left = people - parts.reduce(0, +)
    let order = quotas.indices.sorted { a, b in
      let (first, second) = (quotas[a] - Double(parts[a]), quotas[b] - Double(parts[b]))
      return first != second ? first > second : a < b
    }
    // Rounding of the quotas themselves may leave one too many or too few.
    for step in 0..<abs(left) { parts[order[step % order.count]] += left.signum() }
    return parts
  }
}
