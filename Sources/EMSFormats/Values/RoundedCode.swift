/// Codes of which a spreadsheet has left the first digits alone, such as `1.52E+08`, when it wrote them as text.
package enum RoundedCode {
  package static func isOne(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count > 5, bytes.count <= 24, bytes[0] &- 0x30 < 10,
      let mark = bytes.firstIndex(where: { $0 | 0x20 == 0x65 }),
      mark + 2 < bytes.count, bytes[mark + 1] == 0x2B
    else { return false }
    return bytes[1] == 0x2E && bytes[2..<mark].allSatisfy { $0 &- 0x30 < 10 }
      && bytes[(mark + 2)...].allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Whether a code may be one of which a spreadsheet has kept fifteen digits and put zeros for the others, as it does to
  /// numbers: true of some codes that are not, so that only a second row with the same one tells.
  package static func maybe(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return isLong(bytes) && bytes[kept...].allSatisfy { $0 == 0x30 }
  }

  /// Whether a code has digits that a spreadsheet would have lost: the column of such a one has been rounded by none.
  package static func keepsAll(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return isLong(bytes) && bytes[kept...].contains { $0 != 0x30 }
  }

  /// Whether a code is a number of more digits than spreadsheets keep; no number begins with 0.
  private static func isLong(_ bytes: [UInt8]) -> Bool {
    bytes.count > kept && bytes.count < 25 && bytes[0] != 0x30 && bytes.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// The digits of a number that spreadsheets keep.
  private static let kept = 15
}
