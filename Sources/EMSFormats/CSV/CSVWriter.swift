/// Writes a table as CSV (RFC 4180 quoting, UTF-8, lines ended by a line feed).
public struct CSVWriter: Sendable {
  /// Who reads the table.
  public enum Reader: Sendable {
    /// A spreadsheet: a byte-order mark, and a text that a spreadsheet would run as a formula is made inert.
    case spreadsheet
    /// A program: no byte-order mark, and every text exactly as it is, so that ids can be joined.
    case program
  }

  private let reader: Reader
  private let columnCount: Int
  /// What has been written and not yet taken.
  private var bytes: [UInt8] = []

  public init(columns: [String], for reader: Reader) {
    self.reader = reader
    columnCount = columns.count
    if reader == .spreadsheet { bytes += ByteOrderMark.utf8 }
    append(columns.map { .text($0) })
  }

  /// Appends one row; the number of cells must be that of the columns.
  public mutating func append(_ cells: [PropertyValue]) {
    precondition(cells.count == columnCount, "a row has \(cells.count) cells, the header \(columnCount)")
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(ascii: ",") }
      append(cell)
    }
    bytes.append(ascii: "\n")
  }

  /// Takes what has been written since the last call, so that a long table need not be held whole.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(_ cell: PropertyValue) {
    switch cell {
    case .null: break
    case .flag(let flag): bytes.append(text: flag ? "true" : "false")
    case .whole(let count): bytes.append(integer: count)
    case .decimal(let number, let places): bytes.append(decimal: number, places: places)
    case .text(let text): append(text: text)
    case .list, .members: append(text: String(decoding: JSONWriter.compact(cell), as: UTF8.self))
    }
  }

  private mutating func append(text: String) {
    let text = reader == .spreadsheet ? Self.inert(text) : text
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      bytes.append(text: text)
      return
    }
    bytes.append(ascii: "\"")
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(ascii: "\"")
  }

  /// The text with an apostrophe before it where a spreadsheet would take its first character for a formula.
  ///
  /// The characters are those that OWASP's note on CSV injection names, with their full-width forms.
  package static func inert(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + text
    default: return text
    }
  }
}
