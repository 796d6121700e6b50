/// The order in which a person looks for ids and names: 2 before 10.
enum NaturalOrder {
  /// Runs of digits count as numbers, all else by its bytes; texts of equal worth (`07`, `7`) by their bytes.
  static func isAscending(_ left: String, _ right: String) -> Bool {
    let (a, b) = (Array(left.utf8), Array(right.utf8))
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let (first, second) = (run(in: a, from: &i), run(in: b, from: &j))
        if first.count != second.count { return first.count < second.count }
        if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
      } else {
        if a[i] != b[j] { return a[i] < b[j] }
        i += 1
        j += 1
      }
    }
    if a.count - i != b.count - j { return a.count - i < b.count - j }
    return left < right
  }

  /// By the first part that differs: county, then township, then id.
  static func isAscending(_ left: [String], _ right: [String]) -> Bool {
    for (one, other) in zip(left, right) where one != other { return isAscending(one, other) }
    return left.count < right.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The digits from a position on, without leading zeros; the position moves behind them.
  private static func run(in bytes: [UInt8], from position: inout Int) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    return bytes[start..<position].drop { $0 == 0x30 }
  }
}
