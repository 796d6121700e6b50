/// Writes XLS workbooks (MS-XLS, BIFF8, in a compound file of MS-CFB) for tests, by the published formats alone.
package enum OldWorkbookWriting {
  package enum Cell {
    case empty
    case text(String)
    /// - Parameter format: its place among the formats; 0 is the general one.
    case number(Double, format: Int = 0)
    /// A formula with the value that a program left, or none.
    case formula(Double?)
    case formulaText(String)
    case error
  }

  package struct Sheet {
    package var name: String
    package var rows: [[Cell]]
    package var isHidden = false
    /// First and last row and column, from 0.
    package var merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
    package var hiddenRows: [Int] = []
    package var hiddenColumns: [Int] = []

    package init(_ name: String, _ rows: [[Cell]]) { (self.name, self.rows) = (name, rows) }
  }

  /// - Parameters:
  ///   - formats: codes of number formats, which cells name by their place from 1.
  ///   - isStruckOut: whether a line runs through the numbers of a format.
  ///   - longestRecord: after so many bytes texts go on in the next record.
  package static func workbook(
    _ sheets: [Sheet], formats: [String] = [], isStruckOut: Bool = false, longestRecord: Int = 8224,
    version: Int = 0x0600
  ) -> [UInt8] {
    stream(globalsAnd(sheets, formats, isStruckOut, longestRecord, version), named: "Workbook")
  }

  // MARK: Records

  private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
  private static func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16 & 0xFFFF) }
  private static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(value.bitPattern >> (8 * UInt64($0)) & 0xFF) }
  }
  private static func record(_ type: Int, _ body: [UInt8]) -> [UInt8] { short(type) + short(body.count) + body }
  private static func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { short(Int($0)) } }

  private static func globalsAnd(
    _ sheets: [Sheet], _ formats: [String], _ isStruckOut: Bool, _ longest: Int, _ version: Int
  ) -> [UInt8] {
    var texts: [String] = []
    let bodies = sheets.map { body($0, &texts) }
    func globals(_ starts: [Int]) -> [UInt8] {
      var bytes = record(0x0809, short(version) + short(5) + [UInt8](repeating: 0, count: 12))
      // There is no font 4: the sixth is font 6.
      for font in 0..<6 {
        bytes += record(0x31, short(200) + short(font == 5 && isStruckOut ? 8 : 0) + [UInt8](repeating: 0, count: 10))
      }
      for (index, format) in formats.enumerated() {
        bytes += record(0x041E, short(164 + index) + short(format.utf16.count) + [1] + wide(format))
      }
      for format in 0...formats.count {
        bytes += record(
          0xE0, short(format == 0 ? 0 : 6) + short(format == 0 ? 0 : 163 + format) + [UInt8](repeating: 0, count: 16))
      }
      for (sheet, start) in zip(sheets, starts) {
        bytes += record(
          0x85,
          long(start) + [sheet.isHidden ? 1 : 0, 0, UInt8(sheet.name.utf16.count), 1] + wide(sheet.name))
      }
      return bytes + sharedTexts(texts, longest) + record(0x0A, [])
    }
    let length = globals(sheets.map { _ in 0 }).count
    var starts: [Int] = []
    var next = length
    for body in bodies {
      starts.append(next)
      next += body.count
    }
    return globals(starts) + bodies.joined()
  }

  /// The table of texts, torn in the middle of a text where a record is full: narrow ones in one byte, others in two.
  private static func sharedTexts(_ texts: [String], _ longest: Int) -> [UInt8] {
    var records: [[UInt8]] = [long(texts.count) + long(texts.count)]
    for text in texts {
      let isNarrow = text.unicodeScalars.allSatisfy { $0.value < 0x100 }
      if records[records.count - 1].count + 3 > longest { records.append([]) }
      records[records.count - 1] += short(text.utf16.count) + [isNarrow ? 0 : 1]
      for unit in text.utf16 {
        let bytes = isNarrow ? [UInt8(unit)] : short(Int(unit))
        if records[records.count - 1].count + bytes.count > longest { records.append([isNarrow ? 0 : 1]) }
        records[records.count - 1] += bytes
      }
    }
    return record(0xFC, records[0]) + records.dropFirst().flatMap { record(0x3C, $0) }
  }

  private static func body(_ sheet: Sheet, _ texts: inout [String]) -> [UInt8] {
    var bytes = record(0x0809, short(0x0600) + short(0x10) + [UInt8](repeating: 0, count: 12))
    for column in sheet.hiddenColumns {
      bytes += record(0x7D, short(column) + short(column) + short(0) + short(0) + short(1) + short(0))
    }
    for row in sheet.hiddenRows {
      bytes += record(0x0208, short(row) + [UInt8](repeating: 0, count: 10) + short(0x20) + short(0))
    }
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let place = short(row) + short(column)
        switch cell {
        case .empty: break
        case .text(let text):
          bytes += record(0xFD, place + short(0) + long(texts.count))
          texts.append(text)
        case .number(let value, let format):
          let whole = Int32(exactly: value).flatMap { abs($0) < 1 << 29 ? $0 : nil }
          // Whole numbers are packed into four bytes.
          bytes +=
            whole.map { record(0x027E, place + short(format) + long(Int(UInt32(bitPattern: $0 << 2 | 2)))) }
            ?? record(0x0203, place + short(format) + double(value))
        case .formula(let value):
          let result = value.map(double) ?? [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]
          bytes += record(0x06, place + short(0) + result + [UInt8](repeating: 0, count: 8))
        case .formulaText(let text):
          bytes += record(0x06, place + short(0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8))
          bytes += record(0x0207, short(text.utf16.count) + [1] + wide(text))
        case .error: bytes += record(0x0205, place + short(0) + [0x2A, 1])
        }
      }
    }
    // A chart in the sheet has a beginning and an end of its own.
    bytes += record(0x0809, short(0x0600) + short(0x20) + [UInt8](repeating: 0, count: 12)) + record(0x0A, [])
    if !sheet.merged.isEmpty {
      bytes += record(
        0xE5,
        short(sheet.merged.count)
          + sheet.merged.flatMap { rows, columns in
            short(rows.lowerBound) + short(rows.upperBound) + short(columns.lowerBound) + short(columns.upperBound)
          })
    }
    return bytes + record(0x0A, [])
  }

  // MARK: The compound file

  /// A compound file with one stream, in sectors of 512 bytes; a short one lies among the small sectors of 64.
  package static func stream(_ bytes: [UInt8], named name: String) -> [UInt8] {
    func padded(_ bytes: [UInt8], to size: Int) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
    }
    let isSmall = bytes.count < 4096
    let data = padded(isSmall ? padded(bytes, to: 64) : bytes, to: 512)
    let dataSectors = data.count / 512
    let smallTable = isSmall ? 1 : 0
    var tableSectors = 1
    while tableSectors * 128 < dataSectors + 1 + smallTable + tableSectors { tableSectors += 1 }
    let end = 0xFFFF_FFFE
    // The sectors: data, directory, table of small sectors, table of sectors.
    var table = (1...dataSectors).map { $0 == dataSectors ? end : $0 } + [end]
    if isSmall { table.append(end) }
    table += [Int](repeating: 0xFFFF_FFFD, count: tableSectors)
    let first = dataSectors + 1 + smallTable
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += short(0x3E) + short(3) + short(0xFFFE) + short(9) + short(6) + [UInt8](repeating: 0, count: 10)
    header += long(tableSectors) + long(dataSectors) + long(0) + long(4096)
    header += long(isSmall ? dataSectors + 1 : end) + long(smallTable) + long(end) + long(0)
    header += (0..<109).flatMap { long($0 < tableSectors ? first + $0 : 0xFFFF_FFFF) }
    func entry(_ name: String, _ type: UInt8, start: Int, size: Int, child: Int) -> [UInt8] {
      var entry = wide(name)
      entry += [UInt8](repeating: 0, count: 64 - entry.count) + short(2 * (name.utf16.count + 1)) + [type, 1]
      entry += long(0xFFFF_FFFF) + long(0xFFFF_FFFF) + long(child) + [UInt8](repeating: 0, count: 36)
      return entry + long(start) + long(size) + long(0)
    }
    var directory = entry(
      "Root Entry", 5, start: isSmall ? 0 : end, size: isSmall ? data.count : 0, child: 1)
    directory += entry(name, 2, start: 0, size: bytes.count, child: 0xFFFF_FFFF)
    var file = header + data + padded(directory, to: 512)
    if isSmall {
      let count = (bytes.count + 63) / 64
      let links = (1...count).map { $0 == count ? end : $0 }
      file += (0..<128).flatMap { long($0 < count ? links[$0] : 0xFFFF_FFFF) }
    }
    file += (0..<tableSectors * 128).flatMap { long($0 < table.count ? table[$0] : 0xFFFF_FFFF) }
    return file
  }
}
