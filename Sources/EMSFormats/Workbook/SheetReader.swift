/// Reads the cells of one sheet of a workbook out of its XML.
struct SheetReader {
  enum Failure: Error {
    /// In or behind this row.
    case damaged(row: Int?)
    case tooLarge(row: Int)
  }

  private let strings: [String]
  private let struckStrings: Set<Int>
  private let styles: [CellStyle]
  private let datesFrom1904: Bool
  private var sheet = Workbook.Sheet()
  private var row: Workbook.Sheet.Row?
  private var cells = 0
  // Of the cell that is being read.
  private var column = 0
  private var type: String?
  private var style = CellStyle.plain
  private var value = ""
  private var hasFormula = false
  private var isInCell = false
  private var isInValue = false
  private var isReading = false

  /// As spreadsheets have them.
  private static let most = (rows: 1_048_576, columns: 16_384)
  /// So many cells are read of one sheet: 600,000 villages in 20 columns.
  private static let mostCells = 12_000_000
  /// In bytes; spreadsheets keep 32,767 characters.
  private static let longestCell = 1 << 18

  init(
    strings: [String], struckStrings: Set<Int> = [], styles: [CellStyle] = [], datesFrom1904: Bool = false
  ) {
    self.strings = strings
    self.struckStrings = struckStrings
    self.styles = styles
    self.datesFrom1904 = datesFrom1904
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> Workbook.Sheet {
    var scanner = XMLScanner(bytes)
    do {
      while let event = try scanner.next() { try take(event, scanner) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .damaged(row: row?.number ?? sheet.rows.last.map { $0.number + 1 })
    }
    return sheet
  }

  private mutating func take(_ event: XMLScanner.Event, _ scanner: XMLScanner) throws(Failure) {
    switch event {
    case .start("row"):
      let number = scanner.attribute("r").flatMap { Int($0) } ?? (sheet.rows.last?.number ?? 0) + 1
      guard number > sheet.rows.last?.number ?? 0, number <= Self.most.rows else {
        throw .damaged(row: sheet.rows.last.map { $0.number + 1 })
      }
      row = Workbook.Sheet.Row(number: number, cells: [])
      if let hidden = scanner.attribute("hidden"), hidden != "0", hidden != "false" { sheet.hiddenRows.append(number) }
    case .end("row"):
      if let row { sheet.rows.append(row) }
      row = nil
    case .start("c"): try begin(scanner)
    case .end("c"): try end()
    case .start("f"): hasFormula = true
    case .start("rPh"): isReading = true
    case .end("rPh"): isReading = false
    case .start("v"), .start("t"): isInValue = isInCell && !isReading
    case .end("v"), .end("t"): isInValue = false
    case .text where isInValue:
      value += scanner.text
      guard value.utf8.count <= Self.longestCell else { throw .tooLarge(row: row?.number ?? 1) }
    case .start("col"):
      if let hidden = scanner.attribute("hidden"), hidden != "0", hidden != "false",
        let first = scanner.attribute("min").flatMap({ Int($0) }),
        let last = scanner.attribute("max").flatMap({ Int($0) }), first > 0, first <= last, last <= Self.most.columns
      {
        sheet.hiddenColumns.formUnion(first - 1..<last)
      }
    case .start("mergeCell"):
      if let range = scanner.attribute("ref") { addMerged(range) }
    default: break
    }
  }

  private mutating func begin(_ scanner: XMLScanner) throws(Failure) {
    guard let row else { throw .damaged(row: nil) }
    if let reference = scanner.attribute("r") {
      guard let place = Self.place(reference), place.row == row.number else { throw .damaged(row: row.number) }
      column = place.column
    } else {
      column = row.cells.count
    }
    guard column >= row.cells.count, column < Self.most.columns else { throw .damaged(row: row.number) }
    type = scanner.attribute("t")
    let number = scanner.attribute("s").flatMap { Int($0) } ?? 0
    style = styles.indices.contains(number) ? styles[number] : .plain
    (value, hasFormula, isInCell) = ("", false, true)
  }

  private mutating func end() throws(Failure) {
    isInCell = false
    guard let number = row?.number else { throw .damaged(row: nil) }
    let cell = try cell(inRow: number)
    // A text of a formula may be empty by right.
    if hasFormula, value.isEmpty, type != "str" { sheet.formulasWithoutValue.append((number, column)) }
    if cell == .empty { return }
    if style.isStruckOut || type == "s" && Int(value).map(struckStrings.contains) ?? false {
      sheet.struckCells.append((number, column))
    }
    let gap = column - (row?.cells.count ?? 0)
    cells += gap + 1
    guard cells <= Self.mostCells else { throw .tooLarge(row: number) }
    row?.cells.append(contentsOf: repeatElement(.empty, count: gap))
    row?.cells.append(cell)
  }

  /// What the cell that ends holds.
  private mutating func cell(inRow number: Int) throws(Failure) -> Workbook.Cell {
    if value.isEmpty { return .empty }
    switch type {
    case "s":
      guard let index = Int(value), strings.indices.contains(index) else { throw .damaged(row: number) }
      return strings[index].isEmpty ? .empty : .text(strings[index])
    case "b": return .text(value == "1" ? "true" : "false")
    // A formula that could not be computed says so, such as #N/A: nothing is known.
    case "e":
      sheet.errors.append((number, column))
      return .empty
    case "str", "inlineStr", "d": return .text(value)
    default:
      guard let figure = Double(value), figure.isFinite else { throw .damaged(row: number) }
      let (cell, isDate) = style.format.cell(figure, written: value, from1904: datesFrom1904)
      if isDate { sheet.dates.append((number, column)) }
      return cell
    }
  }

  /// Column and row of a reference such as `AB12`, the column from 0; nil where it is none.
  static func place(_ reference: some StringProtocol) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    for byte in reference.utf8 {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
      case 0x61...0x7A where row == 0: column = column * 26 + Int(byte) - 0x60
      case 0x30...0x39 where column > 0: row = row * 10 + Int(byte) - 0x30
      case 0x24: continue
      default: return nil
      }
      if column > most.columns || row > most.rows { return nil }
    }
    return column > 0 && row > 0 ? (column - 1, row) : nil
  }

  private mutating func addMerged(_ range: String) {
    let ends = range.split(separator: ":")
    guard ends.count == 2, let first = Self.place(ends[0]), let last = Self.place(ends[1]), last.row > first.row else {
      return
    }
    sheet.mergedDownwards.append((first.column, first.row...last.row))
  }
}
