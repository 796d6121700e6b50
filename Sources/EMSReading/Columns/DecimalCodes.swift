import EMSFormats
import EMSModel

/// Codes that a program has written as decimals, such as `152221100.0`, as programs do with the numbers of a column that
/// has empty cells, or as powers of ten with all digits, such as `1.52221100E8`.
enum DecimalCodes {
  /// Whether a column is written so: every cell with a point is a whole number with zeros behind it, the first cell that
  /// says anything among them. 1.0 and 1.1 are no such codes.
  static func are(in column: Int, of table: any SourceTable) -> Bool {
    let cells = (0..<table.rowCount).lazy.compactMap { table.text($0, column) }
    guard let first = cells.first, whole(first) != nil else { return false }
    return cells.allSatisfy { !$0.utf8.contains(UInt8(ascii: ".")) || whole($0) != nil }
  }

  /// `152221100` of `152221100.0`; nil for a text of another form.
  static func whole(_ text: String) -> String? {
    // Without a pattern, for this is asked of every cell.
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, 1...24 ~= parts[0].count, parts[0].allSatisfy({ $0 &- 0x30 < 10 }), !parts[1].isEmpty
    else { return nil }
    if parts[1].allSatisfy({ $0 == 0x30 }) { return String(Substring(parts[0])) }
    return ofPower(Substring(parts[0]), Substring(parts[1]))
  }

  /// The digits of a power of ten, of which none is lost: its fraction has as many as the power. Programs in Java leave out
  /// zeros at the end and write the power without a sign; spreadsheets, which lose digits, write `E+08`.
  private static func ofPower(_ first: Substring, _ rest: Substring) -> String? {
    guard first.utf8.count == 1, first != "0", let mark = rest.firstIndex(where: { $0 == "E" || $0 == "e" }) else {
      return nil
    }
    let (fraction, power) = (rest[..<mark], rest[rest.index(after: mark)...])
    let isSigned = power.hasPrefix("+")
    guard let count = Int(isSigned ? power.dropFirst() : power), (7...17).contains(count), !fraction.isEmpty,
      fraction.utf8.allSatisfy({ $0 &- 0x30 < 10 }), fraction.utf8.count <= count,
      !isSigned || fraction.utf8.count == count
    else { return nil }
    return first + fraction + String(repeating: "0", count: count - fraction.utf8.count)
  }
}
