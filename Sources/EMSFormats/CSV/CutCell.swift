/// Whether the last cell of a table without a line end at its end looks cut off.
enum CutCell {
  /// So many rows above are looked at, and at least so many must say the same.
  private static let (most, least) = (200, 4)

  /// - Parameter others: the cells of the same column above it, the nearest first.
  static func looksCut(_ cell: String, others: some Sequence<String>) -> Bool {
    let others = Array(others.prefix(most))
    guard others.count >= least, let first = others.first, !others.contains(cell) else { return false }
    // Codes and dates of one length.
    if first.count > 2, others.allSatisfy({ $0.count == first.count }) { return cell.count < first.count }
    func decimals(_ text: String) -> Int? {
      guard Double(text) != nil, let point = text.firstIndex(of: ".") else { return nil }
      return text.distance(from: point, to: text.endIndex) - 1
    }
    // Numbers of as many decimals.
    if let count = decimals(first), count > 1, others.allSatisfy({ decimals($0) == count }) {
      return Double(cell) == nil || decimals(cell) ?? 0 < count
    }
    // The beginning of a word that others say whole.
    return Double(cell) == nil && others.count { $0.hasPrefix(cell) } > 1
  }
}
