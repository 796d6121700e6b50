import EMSModel
import Foundation

/// A CSV file: comma, semicolon, tab or bar; UTF-8, GB 18030 or UTF-16; RFC 4180 quotes; any line ending.
///
/// The bytes are kept and cells are found by their offsets, so that a cell costs nothing until it is asked for.
package struct DelimitedTable: SourceTable, Sendable {
  package let file: String
  /// The headers, and behind them the town where only sections name it.
  package var columns: [String] { shown }
  private let shown: [String]
  private let width: Int
  let separator: UInt8
  private let bytes: [UInt8]
  /// The row of each record as a spreadsheet counts it.
  private let rowNumbers: [Int]
  /// Starts and ends of the cells, `width` pairs for each record; quotes left out.
  private let cells: [(start: Int, end: Int)]
  package let textEncoding: String?
  package let passedOver: [PassedRow]
  package let remarks: [Phrase]
  package let linesBeside: [String]
  /// The town of the section that each row stands in, where sections head the table; else empty.
  private let towns: [String?]
  /// The column that takes it.
  private let townColumn: Int

  package var rowCount: Int { rowNumbers.count }
  package var hasShapes: Bool { false }
  package var declaredCRS: String? { nil }

  /// Reads a table.
  ///
  /// - Parameter isPlain: a list that programs write: a header of one row, and every row below it is data, though it be
  ///   1, 2, 3 or say its name alone.
  /// - Throws: every problem of the file's form at once; problems of its values are found by who knows their meaning.
  package init(
    _ data: Data, file: String, encoding: String? = nil, isPlain: Bool = false, ofFigures: Bool = false
  ) throws(InputProblems) {
    let (decoded, encodingRead, refusal) = try TextEncoding.markedUTF8(data, declared: encoding, file: file)
    let parted = isPlain ? nil : try OtherSeparators.read(decoded, file: file)
    let bytes = parted?.bytes ?? decoded
    var records = RecordScanner(bytes: bytes)
    // The top rows are looked at together, for titles may stand above the header and a second row below it.
    var top: [(cells: [(start: Int, end: Int)], row: Int)] = []
    while top.count < TableForm.top, let record = records.next() { top.append((record, records.row)) }
    let broken = isPlain ? nil : BrokenHeader(in: top.map(\.cells)) { Self.text(bytes, $0) }
    if let broken {
      top[broken.rows.lowerBound].cells = broken.cells
      top.removeSubrange((broken.rows.lowerBound + 1)...broken.rows.upperBound)
    }
    guard let form = TableForm.header(of: top.map { $0.cells.map { Self.text(bytes, $0) } }, isPlain: isPlain) else {
      throw InputProblems([Self.problem(file, "the file has no header row", "文件没有表头", row: nil)])
    }
    var columns = form.columns
    var waiting = top[form.below...]
    var passedOver = form.passedOver
    // Nearly all rows begin otherwise than the header does.
    let headings = (form.rows + form.above).compactMap { $0.lazy.compactMap { $0 }.first { !$0.isEmpty } }.map {
      Array($0.utf8)
    }
    var rowNumbers: [Int] = []
    var cells: [(start: Int, end: Int)] = []
    var problems: [InputProblem] = []
    var tooLong: (row: Int, count: Int, more: Int)?
    /// Rows of a single cell, which may head sections, and the last row that is shorter than the header.
    var lone = 0
    var lastShort: Int?
    var fullRows = 0
    var (unitRow, unitBeside): (SecondTable.UnitRow?, SecondTable.UnitRow?) = (nil, nil)
    let nameless = columns.indices.filter { columns[$0].isEmpty }
    let below = TableForm.Rows(below: columns, ofFigures: ofFigures)
    rowNumbers.reserveCapacity(bytes.count / 64)
    cells.reserveCapacity(bytes.count / 8)
    while let (record, row) = waiting.popFirst() ?? records.next().map({ ($0, records.row) }) {
      // Separators alone are an empty row, as spreadsheets leave them below a list.
      if record.allSatisfy({ $0.start == $0.end }) { continue }
      let isLone = Self.isLone(record)
      if isLone {
        let cells = record.map { Self.text(bytes, $0) }
        if let other = SecondTable.UnitRow(cells, below: form, row: row, file: file) {
          unitRow = other
          passedOver.append(other.passed)
          continue
        }
      }
      if isLone || Self.mayBePassedOver(bytes, record),
        let passed = below.passedOver(record.map { Self.text(bytes, $0) }, row: row)
      {
        passedOver.append(passed)
        continue
      }
      if let first = record.first(where: { $0.end > $0.start }),
        headings.contains(where: { bytes[first.start..<first.end].elementsEqual($0) }),
        form.isSaidAgain(by: record.map { Self.text(bytes, $0) })
      {
        passedOver.append(PassedRow(kind: .heading, word: Self.text(bytes, first) ?? "", row: row))
        continue
      }
      if !Self.holdsDigit(bytes, record),
        let second = SecondTable.problem(
          ofHeaderIn: record.map { Self.text(bytes, $0) }, below: form, row: row, file: file)
      {
        problems.append(second)
        break
      }
      if let unitRow {
        problems.append(unitRow.problem)
        break
      }
      let extra = record.dropFirst(columns.count)
      if extra.contains(where: { $0.end > $0.start }) {
        if tooLong == nil { tooLong = (row, record.count, 0) } else { tooLong?.more += 1 }
      }
      if rowNumbers.count == InputLimits.rows {
        throw InputProblems([
          Self.problem(
            file, "the table has more than the \(InputLimits.rows) rows that are read",
            "表格超过可读取的 \(InputLimits.rows) 行", row: row)
        ])
      }
      // Numbers of rows have no header either, and say nothing.
      let saysMore = nameless.contains { column in
        column < record.count && record[column].start < record[column].end && bytes[record[column].start] &- 0x30 > 9
      }
      if saysMore, unitBeside == nil {
        unitBeside = SecondTable.UnitRow(beside: record.map { Self.text(bytes, $0) }, of: form, row: row, file: file)
      }
      if record.count < columns.count { lastShort = row } else { (lastShort, fullRows) = (nil, fullRows + 1) }
      if !isPlain, columns.count > 2, isLone { lone += 1 }
      rowNumbers.append(row)
      cells.append(contentsOf: record.prefix(columns.count))
      for _ in record.count..<max(record.count, columns.count) { cells.append((0, 0)) }
    }
    if let tooLong {
      var problem = Self.problem(
        file, "\(tooLong.count) cells, but the header has \(columns.count)",
        "有 \(tooLong.count) 个单元格，而表头只有 \(columns.count) 个", row: tooLong.row)
      problem.repeats = tooLong.more
      problem.remedyEnglish = "Put cells that contain the separator in double quotes"
      problem.remedyChinese = "含分隔符的单元格请加双引号"
      problems.append(problem)
    }
    if let row = records.openQuote {
      var problem = Self.problem(file, "a double quote is opened and never closed", "双引号没有成对", row: row)
      problem.remedyEnglish = "Close the quote, or write the file again"
      problem.remedyChinese = "请补上双引号，或重新导出文件"
      problems.append(problem)
    }
    let beside = SecondTable.problem(
      beside: columns,
      isEmpty: { column in
        stride(from: column, to: cells.count, by: columns.count).allSatisfy { Self.text(bytes, cells[$0]) == nil }
      }, file: file)
    if let beside { problems.insert(beside, at: 0) }
    if rowNumbers.isEmpty, problems.isEmpty {
      problems.append(Self.problem(file, "there is a header and no row below it", "只有表头，没有数据行", row: nil))
    }
    if !problems.isEmpty { throw InputProblems(problems) }
    if let unit = unitRow ?? unitBeside { columns = try unit.columns(columns) }
    var remarks: [Phrase] = []
    // A file may end so, and one that was cut off does: nothing in it tells the two apart.
    if let lastShort, lastShort == rowNumbers.last, fullRows == rowNumbers.count - 1, fullRows > 0,
      let end = bytes.last, end != 0x0A, end != 0x0D
    {
      remarks.append(
        Phrase(
          "row \(lastShort), the last, has fewer cells than all others and no line end; if the file was cut off, copy it again",
          "第 \(lastShort) 行（末行）的单元格少于其他各行，且没有换行；如文件不完整，请重新复制"))
    }
    if !form.columns.isEmpty, lastShort == nil, let end = bytes.last, end != 0x0A, end != 0x0D,
      let row = rowNumbers.last
    {
      let width = columns.count
      let ends = stride(from: cells.count - 1, to: 0, by: -width).lazy.compactMap { Self.text(bytes, cells[$0]) }
      if let last = Self.text(bytes, cells[cells.count - 1]), CutCell.looksCut(last, others: ends.dropFirst()) {
        remarks.append(
          Phrase(
            "“\(last)”, the last cell (row \(row)), looks cut off, and the file has no line end; if it was cut off, copy it again",
            "最后一个单元格“\(last)”（第 \(row) 行）似不完整，且文件末尾没有换行；如文件不完整，请重新复制"))
      }
    }
    if let refusal {
      var unreadable: [(place: InputProblem.Place, column: String)] = []
      for row in rowNumbers.indices {
        let ofRow = (row * columns.count)..<((row + 1) * columns.count)
        let marked = ofRow.filter { Self.holdsMark(bytes, cells[$0]) }
        for index in marked {
          unreadable.append((.row(rowNumbers[row]), columns[index - ofRow.lowerBound]))
          cells[index] = (0, 0)
        }
        // A row that says nothing else is none of a table with a bad cell.
        if !marked.isEmpty, cells[ofRow].allSatisfy({ $0.end == $0.start }) { throw refusal }
      }
      remarks += UnreadableCells.remarks(unreadable)
    }
    var sections = SectionRows(columns: columns)
    var towns: [String?] = []
    if lone > 0 {
      let width = columns.count
      func texts(_ row: Int) -> [String?] { cells[(row * width)..<((row + 1) * width)].map { Self.text(bytes, $0) } }
      for row in rowNumbers.indices { sections.see(texts(row)) }
      var kept: [Int] = []
      for row in rowNumbers.indices {
        if sections.isSection(texts(row)) {
          passedOver.append(PassedRow(kind: .section, word: sections.town ?? "", row: rowNumbers[row]))
          continue
        }
        kept.append(row)
        towns.append(sections.town)
      }
      if kept.count < rowNumbers.count {
        cells = kept.flatMap { cells[($0 * width)..<(($0 + 1) * width)] }
        rowNumbers = kept.map { rowNumbers[$0] }
      }
    }
    if towns.allSatisfy({ $0 == nil }) { towns = [] }
    self.file = file
    width = columns.count
    shown = sections.columnsWithTown
    self.separator = records.separator
    self.bytes = bytes
    self.rowNumbers = rowNumbers
    self.cells = cells
    self.passedOver = passedOver
    textEncoding = encodingRead.text
    let remark = encoding == nil ? encodingRead.remark : nil
    self.remarks = [remark, parted?.remark, broken?.remark].compactMap { $0 } + remarks + sections.remarks
    linesBeside = form.linesAbove + passedOver.linesOfRemarks + sections.others
    self.towns = towns
    townColumn = sections.column
  }

  /// Whether the first two cells that say anything may be words of a sum or a signature; looks at bytes alone, for
  /// nearly all rows are data.
  private static func mayBePassedOver(_ bytes: [UInt8], _ record: [(start: Int, end: Int)]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var seen = 0
      for cell in record where cell.end > cell.start && seen < 2 {
        seen += 1
        var hasDigit = false
        var isLatin = true
        for at in cell.start..<cell.end {
          let byte = bytes[at]
          if byte &- 0x30 < 10 { hasDigit = true }
          if byte == 0x3A { return true }
          // Letters with accents begin so.
          if byte < 0x80 || byte &- 0xC3 < 3 || byte &- 0x80 < 0x40 { continue }
          isLatin = false
          guard byte >= 0xE0, at + 2 < cell.end else { continue }
          // Any symbol may be the mark of a remark.
          if byte == 0xE2 || isMark[scalar(byte, bytes[at + 1], bytes[at + 2])] { return true }
        }
        let length = cell.end - cell.start
        if isLatin, !hasDigit, (3...40).contains(length) { return true }
        if length > 4, seen == 1, hasWordOfSum(bytes, cell) { return true }
      }
      return false
    }
  }

  /// Whether each character that UTF-8 writes with three bytes is one of ``TableForm/marks``.
  private static let isMark: [Bool] = TableForm.marks.unicodeScalars.reduce(
    into: [Bool](repeating: false, count: 1 << 16)
  ) { $0[Int($1.value & 0xFFFF)] = true }

  private static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(third & 0x3F)
  }

  private static func holdsDigit(_ bytes: [UInt8], _ record: [(start: Int, end: Int)]) -> Bool {
    guard let first = record.first, let last = record.last else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes[first.start..<max(first.start, last.end)].contains { $0 &- 0x30 < 10 }
    }
  }

  /// Whether a cell begins like Total or Page, or with a mark of a remark, in Latin letters.
  private static func hasWordOfSum(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: (start: Int, end: Int)) -> Bool {
    let word = (bytes[cell.start] | 0x20, bytes[cell.start + 1] | 0x20, bytes[cell.start + 2] | 0x20)
    return word == (0x74, 0x6F, 0x74) || word == (0x70, 0x61, 0x67) || [0x2A, 0xC2].contains(bytes[cell.start])
  }

  /// Whether one cell alone says anything, and stands in front.
  private static func isLone(_ record: [(start: Int, end: Int)]) -> Bool {
    guard let first = record.firstIndex(where: { $0.end > $0.start }), first < 2 else { return false }
    return record[(first + 1)...].allSatisfy { $0.end == $0.start }
  }

  /// Whether a cell holds the mark of bytes that are no text, U+FFFD.
  private static func holdsMark(_ bytes: [UInt8], _ cell: (start: Int, end: Int)) -> Bool {
    guard cell.end - cell.start > 2 else { return false }
    return (cell.start..<(cell.end - 2)).contains {
      bytes[$0] == 0xEF && bytes[$0 + 1] == 0xBF && bytes[$0 + 2] == 0xBD
    }
  }

  private static func problem(_ file: String, _ english: String, _ chinese: String, row: Int?) -> InputProblem {
    InputProblem(
      file: file, place: row.map { .row($0) } ?? .file, english: english, chinese: chinese,
      remedyEnglish: "Save the data into it again", remedyChinese: "请重新保存数据")
  }

  package func place(ofRow row: Int) -> InputProblem.Place { .row(rowNumbers[row]) }
  package func shape(ofRow row: Int) -> SourceShape? { nil }
  package func text(_ row: Int, _ column: Int) -> String? {
    let own = column < width ? Self.text(bytes, cells[row * width + column]) : nil
    return own ?? (column == townColumn && !towns.isEmpty ? towns[row] : nil)
  }

  package func number(_ row: Int, _ column: Int) -> NumberCell {
    guard column < width else { return text(row, column).map { .text($0) } ?? .empty }
    let cell = Self.trimmed(bytes, cells[row * width + column])
    if cell.start == cell.end { return .empty }
    let value = bytes.withUnsafeBufferPointer { bytes in
      let slice = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
      return DecimalNumber.whole(slice)
    }
    if let value { return .number(value) }
    guard let text = text(row, column) else { return .empty }
    switch bytes[cell.start] {
    // What WrittenText leaves out begins so.
    case 0x22, 0x27, 0x3D, 0xE2, 0xEF:
      let value = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
      if let value { return .number(value) }
    default: break
    }
    return .text(text)
  }

  private static func trimmed(_ bytes: [UInt8], _ cell: (start: Int, end: Int)) -> (start: Int, end: Int) {
    var (start, end) = cell
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
    return (start, end)
  }

  private static func text(_ bytes: [UInt8], _ cell: (start: Int, end: Int)) -> String? {
    let (start, end) = trimmed(bytes, cell)
    if start == end { return nil }
    var text = String(decoding: bytes[start..<end], as: UTF8.self)
    if cell.start > 0, bytes[cell.start - 1] == 0x22 { text = text.replacing("\"\"", with: "\"") }
    // Spreadsheets leave no-break and ideographic spaces behind.
    if bytes[start] >= 0x80 || bytes[end - 1] >= 0x80 {
      text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return text.isEmpty ? nil : WrittenText.asMeant(text)
  }
}

/// Splits the bytes of a table into records of cells.
private struct RecordScanner {
  let bytes: [UInt8]
  let separator: UInt8
  /// The row of the record that came last, counted from 1.
  private(set) var row = 0
  /// The row in which a quote opened that nothing closes.
  private(set) var openQuote: Int?
  private var at = 0
  private var record: [(start: Int, end: Int)] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
    separator = Self.likelySeparator(bytes)
  }

  /// The separator that occurs most often in the first line that has one twice, or else in the first that has one,
  /// outside quotes; titles have none. The comma when no line has any.
  private static func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
    let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
    var counts = [0, 0, 0, 0]
    var first: UInt8?
    var lines = 0
    var quoted = false
    func most() -> (separator: UInt8, count: Int) {
      let best = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
      return (candidates[best], counts[best])
    }
    for byte in bytes {
      if byte == 0x22 { quoted.toggle() }
      if quoted { continue }
      if byte == 0x0A || byte == 0x0D {
        let most = most()
        if most.count > 1 { return most.separator }
        if most.count == 1, first == nil { first = most.separator }
        lines += 1
        if lines > TableForm.top { break }
        counts = [0, 0, 0, 0]
      } else if let index = candidates.firstIndex(of: byte) {
        counts[index] += 1
      }
    }
    if let first { return first }
    return most().separator
  }

  /// The cells of the next record; nil at the end.
  mutating func next() -> [(start: Int, end: Int)]? {
    guard at < bytes.count else { return nil }
    record.removeAll(keepingCapacity: true)
    row += 1
    let bytes = bytes
    bytes.withUnsafeBufferPointer { scan($0) }
    return record
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    let end = bytes.count
    while true {
      var start = at
      var stop = at
      var closed = false
      if at < end, bytes[at] == 0x22 {
        var mark = at + 1
        while mark < end {
          if bytes[mark] != 0x22 {
            mark += 1
          } else if mark + 1 < end, bytes[mark + 1] == 0x22 {
            mark += 2
          } else {
            break
          }
        }
        if mark >= end {
          openQuote = row
          record.append((start + 1, end))
          at = end
          return
        }
        let after = mark + 1
        if after == end || bytes[after] == separator || bytes[after] == 0x0A || bytes[after] == 0x0D {
          (start, stop, at, closed) = (start + 1, mark, after, true)
        }
      }
      if !closed {
        while at < end, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        stop = at
      }
      record.append((start, stop))
      if at >= end { return }
      let byte = bytes[at]
      at += 1
      if byte == separator { continue }
      if byte == 0x0D, at < end, bytes[at] == 0x0A { at += 1 }
      return
    }
  }
}
