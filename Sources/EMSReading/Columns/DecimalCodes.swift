import EMSFormats
import EMSModel

/// Codes that a program has written as decimals, such as `152221100.0`, as programs do with the numbers of a column that
/// has empty cells.
enum DecimalCodes {
  /// Whether a column is written so: every cell with a point is a whole number with zeros behind it, the first cell that
  /// says anything among them. 1.0 and 1.1 are no such codes.
  static func are(in column: Int, of table: any SourceTable) -> Bool {
    let cells = (0..<table.rowCount).lazy.compactMap { table.text($0, column) }
    guard let first = cells.first, whole(first) != nil else { return false }
    return cells.allSatisfy { !$0.contains(".") || whole($0) != nil }
  }

  /// `152221100` of `152221100.0`; nil for a text of another form.
  static func whole(_ text: String) -> String? {
    // Without a pattern, for this is asked of every cell.
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, 1...24 ~= parts[0].count, parts[0].allSatisfy({ $0 &- 0x30 < 10 }), !parts[1].isEmpty,
      parts[1].allSatisfy({ $0 == 0x30 })
    else { return nil }
    return String(Substring(parts[0]))
  }
}
