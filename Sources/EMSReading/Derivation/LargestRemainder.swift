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

  /// Each value rounded down, or up where its fraction is among the largest, so that their sum is that of the values to the
  /// nearest whole number; ties to the earlier value. Values are not negative.
  static func rounded(_ values: [Double]) -> [Int] {
    var parts = values.map { Int($0.rounded(.down)) }
    let left = Int(values.reduce(0, +).rounded()) - parts.reduce(0, +)
    let order = values.indices.sorted { a, b in
      let (first, second) = (values[a] - Double(parts[a]), values[b] - Double(parts[b]))
      return first != second ? first > second : a < b
    }
    for at in order.prefix(max(0, left)) { parts[at] += 1 }
    return parts
  }
}
