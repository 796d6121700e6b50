import EMSModel
import Foundation

/// An XLS workbook of Excel 97 and later, or of WPS (MS-XLS, BIFF8): its sheets by name, each read when it is asked for.
struct OldWorkbook: SheetSource {
  let file: String
  /// The sheets in their order, with the place of each in the stream; those of charts and macros are none.
  let sheets: [(name: String, member: String)]
  let hidden: Set<String>
  private let records: [BIFFRecord]
  private let strings: [String]
  private let styles: [CellStyle]
  private let datesFrom1904: Bool

  /// nil where the bytes are a workbook of another kind, such as one of Excel 95.
  ///
  /// - Throws: one problem: the workbook is damaged, or has a password.
  init?(_ data: Data, file: String) throws(InputProblems) {
    guard let compound = CompoundFile(data) else { throw Self.damaged(file, row: nil) }
    // A workbook of a later version with a password is another kind of compound file.
    if compound.has("EncryptedPackage") { throw Self.locked(file) }
    guard compound.has("Workbook") else { return nil }
    guard let stream = compound.stream("Workbook"), let records = BIFFRecord.all(in: stream), let first = records.first,
      first.type == BIFFRecord.begin
    else {
      throw Self.damaged(file, row: nil)
    }
    guard first.body.short(0) == 0x0600 else { return nil }
    self.file = file
    self.records = records
    var sheets: [(name: String, member: String)] = []
    var hidden: Set<String> = []
    var strings: [String] = []
    var codes: [Int: String] = [:]
    var formats: [(font: Int, number: Int)] = []
    var fontsStruckOut: [Bool] = []
    var datesFrom1904 = false
    for record in records.prefix(while: { $0.type != BIFFRecord.end }) {
      switch record.type {
      case 0x2F: throw Self.locked(file)
      case 0x22: datesFrom1904 = record.body.short(0) == 1
      case 0x85:
        guard let place = record.body.long(0), record.body.bytes.count > 8 else { throw Self.damaged(file, row: nil) }
        var text = BIFFText(record, from: 6)
        guard let name = text.short() else { throw Self.damaged(file, row: nil) }
        // Of the kinds of sheets, 0 has cells.
        if record.body.bytes[5] != 0 { continue }
        sheets.append((name, String(place)))
        if record.body.bytes[4] & 3 != 0 { hidden.insert(name) }
      case 0xFC:
        var text = BIFFText(record, from: 8)
        for _ in 0..<min(Int(record.body.long(4) ?? 0), stream.count) {
          guard let string = text.long() else { throw Self.damaged(file, row: nil) }
          strings.append(string)
        }
      case 0x041E:
        var text = BIFFText(record, from: 2)
        if let number = record.body.short(0) { codes[Int(number)] = text.long() }
      case 0x31: fontsStruckOut.append((record.body.short(2) ?? 0) & 8 != 0)
      case 0xE0: formats.append((Int(record.body.short(0) ?? 0), Int(record.body.short(2) ?? 0)))
      default: break
      }
    }
    guard !sheets.isEmpty else { throw Self.damaged(file, row: nil) }
    self.sheets = sheets
    self.hidden = hidden
    self.strings = strings
    styles = formats.map { font, number in
      // There is no font 4 (MS-XLS 2.5.129).
      let font = font > 4 ? font - 1 : font
      return CellStyle(
        format: CellFormat(number: number, code: codes[number]),
        isStruckOut: fontsStruckOut.indices.contains(font) && fontsStruckOut[font])
    }
    self.datesFrom1904 = datesFrom1904
  }

  /// - Throws: one problem: the sheet is damaged.
  func sheet(_ member: String) throws(InputProblems) -> Workbook.Sheet {
    guard let start = records.firstIndex(where: { String($0.start) == member }),
      records[start].type == BIFFRecord.begin
    else { throw Self.damaged(file, row: nil) }
    var reading = Reading(strings: strings, styles: styles, datesFrom1904: datesFrom1904)
    // Charts within the sheet have beginnings and ends of their own.
    var depth = 0
    for record in records[start...] {
      if record.type == BIFFRecord.begin { depth += 1 }
      if record.type == BIFFRecord.end { depth -= 1 }
      if depth == 0 { return reading.sheet }
      if depth == 1, !reading.take(record) { throw Self.damaged(file, row: reading.row + 1) }
    }
    throw Self.damaged(file, row: reading.row + 1)
  }

  private static func damaged(_ file: String, row: Int?) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, place: row.map { .row($0) } ?? .file,
        Phrase("the workbook is damaged", "工作簿已损坏"),
        Phrase("Open it in a spreadsheet and save it as .xlsx", "请用电子表格软件打开后另存为 .xlsx"))
    ])
  }

  private static func locked(_ file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, Phrase("the workbook has a password", "工作簿设有密码"),
        Phrase("Open it in a spreadsheet and save it as .xlsx without a password", "请用电子表格软件打开，取消密码后另存为 .xlsx"))
    ])
  }
}

/// The cells of a sheet, as its records say them.
private struct Reading {
  let strings: [String]
  let styles: [CellStyle]
  let datesFrom1904: Bool
  /// The row that was read last, from 0.
  private(set) var row = 0
  private var cells: [Int: [Int: Workbook.Cell]] = [:]
  private var found = Workbook.Sheet()
  /// The formula whose text comes in the next record.
  private var formula: (row: Int, column: Int)?

  init(strings: [String], styles: [CellStyle], datesFrom1904: Bool) {
    self.strings = strings
    self.styles = styles
    self.datesFrom1904 = datesFrom1904
  }

  var sheet: Workbook.Sheet {
    var sheet = found
    sheet.rows = cells.keys.sorted().map { row in
      let ofRow = cells[row] ?? [:]
      let width = (ofRow.keys.max() ?? -1) + 1
      return Workbook.Sheet.Row(number: row + 1, cells: (0..<width).map { ofRow[$0] ?? .empty })
    }
    return sheet
  }

  /// Takes what a record says of the cells; false where it is shorter than its kind.
  mutating func take(_ record: BIFFRecord) -> Bool {
    let body = record.body
    switch record.type {
    case 0x0203: return number(body, body.double(6))
    case 0x027E: return number(body, body.long(6).map(Self.figure))
    case 0xBD:
      let count = max(0, (body.bytes.count - 6) / 6)
      guard let row = body.short(0), let first = body.short(2), Int(first) + count <= Self.columns else { return false }
      for index in 0..<count {
        guard let format = body.short(4 + 6 * index), let packed = body.long(6 + 6 * index) else { return false }
        note(format, Int(row), Int(first) + index)
        set(Self.figure(packed), Int(row), Int(first) + index, format)
      }
    case 0xFD:
      guard let place = place(body), let index = body.long(6), strings.indices.contains(Int(index)) else {
        return false
      }
      set(.text(strings[Int(index)]), place)
    case 0x0204, 0xD6:
      var text = BIFFText(record, from: 6)
      guard let place = place(body), let string = text.long() else { return false }
      set(.text(string), place)
    case 0x0205:
      guard let place = place(body), body.bytes.count >= 8 else { return false }
      truth(body.bytes[6], isError: body.bytes[7] != 0, place)
    case 0x06: return formula(body)
    case 0x0207:
      var text = BIFFText(record, from: 0)
      guard let string = text.long() else { return false }
      if let formula { set(.text(string), formula) }
      formula = nil
    case 0x0208:
      guard let row = body.short(0), let flags = body.short(12) else { return false }
      if flags & 0x20 != 0 { found.hiddenRows.append(Int(row) + 1) }
    case 0x7D:
      guard let first = body.short(0), let last = body.short(2), let flags = body.short(8) else { return false }
      if flags & 1 != 0, first <= last {
        found.hiddenColumns.formUnion(Int(first)..<min(max(Int(last) + 1, Int(first)), max(Self.columns, Int(first))))
      }
    case 0xE5:
      for index in 0..<Int(body.short(0) ?? 0) {
        let at = 2 + 8 * index
        guard let first = body.short(at), let last = body.short(at + 2), let column = body.short(at + 4) else {
          return false
        }
        if last > first { found.mergedDownwards.append((Int(column), Int(first) + 1...Int(last) + 1)) }
      }
    default: break
    }
    return true
  }

  /// A sheet of BIFF8 ends at column IV (MS-XLS 2.5.51), so that a cell beyond it is damage.
  private static let columns = 256

  private mutating func place(_ body: LittleEndian) -> (row: Int, column: Int)? {
    guard let row = body.short(0), let column = body.short(2), column < Self.columns else { return nil }
    self.row = Int(row)
    if let style = body.short(4) { note(style, Int(row), Int(column)) }
    return (Int(row), Int(column))
  }

  private mutating func note(_ style: UInt16, _ row: Int, _ column: Int) {
    if styles.indices.contains(Int(style)), styles[Int(style)].isStruckOut {
      found.struckCells.append((row + 1, column))
    }
  }

  private mutating func set(_ cell: Workbook.Cell, _ place: (row: Int, column: Int)) {
    if cell == .text("") { return }
    cells[place.row, default: [:]][place.column] = cell
  }

  private mutating func set(_ figure: Double, _ row: Int, _ column: Int, _ format: UInt16) {
    self.row = row
    let format = styles.indices.contains(Int(format)) ? styles[Int(format)].format : .plain
    let (cell, isDate) = format.cell(figure, written: "\(figure)", from1904: datesFrom1904)
    if isDate { found.dates.append((row + 1, column)) }
    set(cell, (row, column))
  }

  private mutating func number(_ body: LittleEndian, _ figure: Double?) -> Bool {
    guard let place = place(body), let format = body.short(4), let figure, figure.isFinite else { return false }
    set(figure, place.row, place.column, format)
    return true
  }

  private mutating func truth(_ value: UInt8, isError: Bool, _ place: (row: Int, column: Int)) {
    if isError {
      found.errors.append((place.row + 1, place.column))
    } else {
      set(.text(value == 1 ? "true" : "false"), place)
    }
  }

  private mutating func formula(_ body: LittleEndian) -> Bool {
    guard let place = place(body), body.bytes.count >= 14, let mark = body.short(12) else { return false }
    guard mark == 0xFFFF else { return number(body, body.double(6)) }
    switch body.bytes[6] {
    case 0: formula = place
    case 1: truth(body.bytes[8], isError: false, place)
    case 2: truth(body.bytes[8], isError: true, place)
    default: found.formulasWithoutValue.append((place.row + 1, place.column))
    }
    return true
  }

  /// A number in four bytes: a whole one, or the upper half of a double; perhaps a hundred times what is meant.
  private static func figure(_ packed: UInt32) -> Double {
    let value =
      packed & 2 != 0
      ? Double(Int32(bitPattern: packed) >> 2) : Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
    return packed & 1 != 0 ? value / 100 : value
  }
}

/// A record of a workbook's stream, with those that continue it.
struct BIFFRecord {
  static let begin: UInt16 = 0x0809
  static let end: UInt16 = 0x0A

  var type: UInt16
  /// Where in the stream it begins.
  var start: Int
  /// Its first part.
  var body: LittleEndian
  /// The parts that continue it.
  var more: [[UInt8]] = []

  /// nil where the stream ends within a record.
  static func all(in stream: [UInt8]) -> [BIFFRecord]? {
    let numbers = LittleEndian(stream)
    var records: [BIFFRecord] = []
    var at = 0
    while at + 4 <= stream.count {
      guard let type = numbers.short(at), let length = numbers.short(at + 2) else { return nil }
      // Zeros fill the last sector.
      if type == 0, length == 0 { break }
      let end = at + 4 + Int(length)
      guard end <= stream.count else { return nil }
      let bytes = Array(stream[at + 4..<end])
      if type == 0x3C, !records.isEmpty {
        records[records.count - 1].more.append(bytes)
      } else {
        records.append(BIFFRecord(type: type, start: at, body: LittleEndian(bytes)))
      }
      at = end
    }
    return records
  }
}

/// Reads the texts of a record, which may be torn between it and those that continue it.
struct BIFFText {
  private let parts: [[UInt8]]
  private var part = 0
  private var at: Int

  init(_ record: BIFFRecord, from start: Int) {
    parts = [record.body.bytes] + record.more
    at = start
  }

  /// A text whose length stands in one byte; nil where the record is too short.
  mutating func short() -> String? {
    guard let count = byte() else { return nil }
    return characters(Int(count))
  }

  /// A text whose length stands in two bytes, without its formats and readings; nil where the record is too short.
  mutating func long() -> String? {
    guard let low = byte(), let high = byte() else { return nil }
    return characters(Int(low) | Int(high) << 8)
  }

  private mutating func characters(_ count: Int) -> String? {
    guard var flags = byte() else { return nil }
    var behind = 0
    if flags & 8 != 0 {
      guard let low = byte(), let high = byte() else { return nil }
      behind += 4 * (Int(low) | Int(high) << 8)
    }
    if flags & 4 != 0 {
      var size = 0
      for shift in stride(from: 0, to: 32, by: 8) {
        guard let byte = byte() else { return nil }
        size |= Int(byte) << shift
      }
      behind += size
    }
    var text: [UInt16] = []
    while text.count < count {
      // A torn text says anew whether its characters have one byte or two.
      if at >= parts[part].count {
        guard let again = byte() else { return nil }
        flags = again
      }
      guard let low = byte() else { return nil }
      if flags & 1 == 0 {
        text.append(UInt16(low))
      } else {
        guard let high = byte() else { return nil }
        text.append(UInt16(low) | UInt16(high) << 8)
      }
    }
    while behind > 0 {
      let step = min(behind, max(0, parts[part].count - at))
      at += step
      behind -= step
      if behind > 0 {
        guard part + 1 < parts.count else { return nil }
        (part, at) = (part + 1, 0)
      }
    }
    return String(decoding: text, as: UTF16.self)
  }

  private mutating func byte() -> UInt8? {
    while at >= parts[part].count {
      guard part + 1 < parts.count else { return nil }
      (part, at) = (part + 1, 0)
    }
    at += 1
    return parts[part][at - 1]
  }
}
