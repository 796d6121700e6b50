import EMSModel
import Foundation

/// A sheet of a workbook: its header found, its merged cells carried down, its sections told.
struct WorkbookTable: SourceTable, Sendable {
  private(set) var file: String
  let layer: String?
  let columns: [String]
  let passedOver: [PassedRow]
  private(set) var remarks: [Phrase]
  let linesBeside: [String]
  private let rows: [Workbook.Sheet.Row]
  /// Why the sheet cannot be read, if it is the one that is asked for.
  private let second: InputProblem?

  var rowCount: Int { rows.count }
  var hasShapes: Bool { false }
  var declaredCRS: String? { nil }

  /// Reads a sheet.
  ///
  /// - Parameters:
  ///   - layer: its name; nil takes the only one whose headers are known, or the first that has rows.
  ///   - ofFigures: as ``TableForm/Rows`` has it.
  ///   - ofPlaces: whether one with columns of coordinates goes before those without.
  static func open(
    _ workbook: any SheetSource, layer: String?, ofFigures: Bool = false, ofPlaces: Bool = false
  ) throws(InputProblems) -> WorkbookTable {
    let names = workbook.sheets.map(\.name)
    if let layer, !names.contains(layer) { throw LayerChoice.missing(layer, of: names, workbook.file) }
    let (filled, hidden) = try tables(of: workbook, ofFigures) { layer == nil || $0 == layer }
    let known = filled.filter { LayerChoice.hasKnownHeaders($0.columns) }
    guard var taken = known.first ?? filled.first else { throw LayerChoice.empty(workbook.file) }
    if layer == nil, ofPlaces, !LayerChoice.holdsPlaces(taken.columns) {
      let ofPlaces = known.filter { LayerChoice.holdsPlaces($0.columns) }
      taken = ofPlaces.first ?? taken
      if ofPlaces.contains(where: { !LayerChoice.areAlike($0.columns, taken.columns) }) {
        throw LayerChoice.several(places: ofPlaces.compactMap(\.layer), workbook.file)
      }
    }
    if let second = taken.second { throw InputProblems([second]) }
    if layer != nil { return taken }
    let alike = filled.filter { LayerChoice.areAlike($0.columns, taken.columns) }
    if alike.count > 1 { throw LayerChoice.several(alike.compactMap(\.layer), workbook.file) }
    let others = filled.compactMap(\.layer).filter { $0 != taken.layer }
    return taken.telling(LayerChoice.remark(notRead: others)).telling(LayerChoice.remark(hidden: hidden))
  }

  /// Every sheet that holds the same kind of rows as the first with known headers; the others by name.
  ///
  /// - Parameter ofPlaces: whether the first with columns of coordinates goes before those without.
  static func openAll(
    _ workbook: any SheetSource, ofFigures: Bool = false, ofPlaces: Bool = false
  ) throws(InputProblems) -> (tables: [any SourceTable], others: [String]) {
    let (filled, hidden) = try tables(of: workbook, ofFigures) { _ in true }
    let known = filled.filter { LayerChoice.hasKnownHeaders($0.columns) }
    let withPlaces = ofPlaces ? known.first { LayerChoice.holdsPlaces($0.columns) } : nil
    guard let first = withPlaces ?? known.first ?? filled.first else { throw LayerChoice.empty(workbook.file) }
    let isAlike = filled.map { LayerChoice.areAlike($0.columns, first.columns) }
    let seconds = zip(filled, isAlike).compactMap { $1 ? $0.second : nil }
    if !seconds.isEmpty { throw InputProblems(seconds) }
    return (
      zip(filled, isAlike).compactMap { table, isAlike in
        isAlike ? table.called(LayerChoice.label(workbook.file, table.layer ?? "")) : nil
      }, zip(filled, isAlike).compactMap { $1 ? nil : $0.layer } + hidden
    )
  }

  /// The sheets with rows, and the names of those that are hidden, which are none where another one has rows.
  private static func tables(
    of workbook: any SheetSource, _ ofFigures: Bool, _ isWanted: (String) -> Bool
  ) throws(InputProblems) -> (tables: [WorkbookTable], hidden: [String]) {
    var tables: [WorkbookTable] = []
    for (name, member) in workbook.sheets where isWanted(name) {
      let sheet = try workbook.sheet(member)
      if let table = WorkbookTable(sheet, named: name, file: workbook.file, ofFigures: ofFigures), table.rowCount > 0 {
        tables.append(table)
      }
    }
    let shown = tables.filter { !workbook.hidden.contains($0.layer ?? "") }
    guard !shown.isEmpty, shown.count < tables.count else { return (tables, []) }
    return (shown, tables.compactMap(\.layer).filter { workbook.hidden.contains($0) })
  }

  private func called(_ name: String) -> WorkbookTable {
    var table = self
    table.file = name
    return table
  }

  private func telling(_ remark: Phrase?) -> WorkbookTable {
    var table = self
    if let remark { table.remarks.append(remark) }
    return table
  }

  /// nil where no row says anything.
  init?(_ sheet: Workbook.Sheet, named name: String, file: String, ofFigures: Bool = false) {
    let texts = { (row: Workbook.Sheet.Row) in row.cells.map(\.text) }
    guard let form = TableForm.header(of: sheet.rows.prefix(TableForm.top).map(texts)) else { return nil }
    var body = Array(sheet.rows[form.below...])
    let (counts, others) = Self.parted(sheet.mergedDownwards, form.columns)
    let filled = Self.carryDown(others, in: &body)
    var remarks = Self.remarks(on: sheet, form.columns, body)
    remarks += Self.remarks(onMerged: counts, form.columns, body)
    if filled > 0 {
      remarks.append(Phrase("\(filled) merged cells are read as what stands at their top", "\(filled) 个合并单元格按首格内容读取"))
    }
    var sections = SectionRows(columns: form.columns)
    for row in body { sections.see(texts(row)) }
    var rows: [Workbook.Sheet.Row] = []
    var passedOver = form.passedOver
    let below = TableForm.Rows(below: form.columns, ofFigures: ofFigures)
    var (unitRow, unitBeside): (SecondTable.UnitRow?, SecondTable.UnitRow?) = (nil, nil)
    var second = SecondTable.problem(
      beside: form.columns,
      isEmpty: { column in body.allSatisfy { column >= $0.cells.count || $0.cells[column] == .empty } },
      file: LayerChoice.label(file, name))
    for row in body where row.cells.contains(where: { $0 != .empty }) {
      let cells = texts(row)
      second =
        second
        ?? SecondTable.problem(
          ofHeaderIn: cells, below: form, row: row.number, file: LayerChoice.label(file, name))
      if let other = SecondTable.UnitRow(cells, below: form, row: row.number, file: LayerChoice.label(file, name)) {
        unitRow = other
        passedOver.append(other.passed)
        continue
      }
      if let passed = below.passedOver(cells.padded(to: form.columns.count), row: row.number) {
        passedOver.append(passed)
      } else if form.isSaidAgain(by: cells) {
        passedOver.append(PassedRow(kind: .heading, word: form.columns.first ?? "", row: row.number))
      } else if sections.isSection(cells) {
        passedOver.append(PassedRow(kind: .section, word: sections.town ?? "", row: row.number))
      } else {
        var row = row
        if let town = sections.town { row.cells.set(.text(town), at: sections.column, unlessFilled: true) }
        second = second ?? unitRow?.problem
        unitBeside =
          unitBeside
          ?? SecondTable.UnitRow(beside: cells, of: form, row: row.number, file: LayerChoice.label(file, name))
        rows.append(row)
      }
    }
    self.file = file
    layer = name
    var columns = sections.columnsWithTown
    do throws(InputProblems) {
      if let unit = unitRow ?? unitBeside { columns = try unit.columns(columns) }
    } catch {
      second = second ?? error.problems.first
    }
    self.columns = columns
    self.rows = rows
    self.passedOver = passedOver
    self.remarks =
      remarks + sections.remarks
      + (sheet.tellsMergedCells ? [] : Self.remark(onBlanksIn: sections.column, columns, rows))
    linesBeside = form.linesAbove + passedOver.linesOfRemarks + sections.others
    self.second = second
  }

  /// Fills the cells below the top of merged ones; how many.
  private static func carryDown(
    _ merged: [(column: Int, rows: ClosedRange<Int>)], in body: inout [Workbook.Sheet.Row]
  ) -> Int {
    guard let first = body.first?.number else { return 0 }
    var positionOfRow: [Int: Int] = [:]
    for (position, row) in body.enumerated() { positionOfRow[row.number] = position }
    var filled = 0
    for (column, rows) in merged where rows.lowerBound >= first {
      guard let top = positionOfRow[rows.lowerBound], column < body[top].cells.count else { continue }
      let cell = body[top].cells[column]
      if cell == .empty { continue }
      for number in rows.dropFirst() {
        // Rows that say nothing else are no rows.
        guard let position = positionOfRow[number], body[position].cells.contains(where: { $0 != .empty }) else {
          continue
        }
        if body[position].cells.set(cell, at: column, unlessFilled: true) { filled += 1 }
      }
    }
    return filled
  }

  /// The merged cells of columns that count things, and the others: a figure that stands in one cell for several rows is
  /// the sum of them, and no row's own.
  private static func parted(
    _ merged: [(column: Int, rows: ClosedRange<Int>)], _ columns: [String]
  ) -> (counts: [(column: Int, rows: ClosedRange<Int>)], others: [(column: Int, rows: ClosedRange<Int>)]) {
    let beds = Set(Field.beds.headers)
    func counts(_ column: Int) -> Bool {
      guard columns.indices.contains(column) else { return false }
      return HeaderMeaning(columns[column]).isPeople || beds.contains(FieldSynonyms.normalised(columns[column]))
    }
    return (merged.filter { counts($0.column) }, merged.filter { !counts($0.column) })
  }

  /// Says which figures stand for several rows together.
  private static func remarks(
    onMerged counts: [(column: Int, rows: ClosedRange<Int>)], _ columns: [String], _ body: [Workbook.Sheet.Row]
  ) -> [Phrase] {
    let filled = Dictionary(body.map { ($0.number, $0.cells) }, uniquingKeysWith: { first, _ in first })
    return counts.filter { column, rows in
      guard let cells = filled[rows.lowerBound], column < cells.count else { return false }
      return cells[column] != .empty
    }.map { column, rows in
      Phrase(
        "a merged cell of \(columns[column]) is one figure for rows \(rows.lowerBound) to \(rows.upperBound) together: it counts once, at the first, and the others are unknown; write a figure for each row",
        "\(columns[column]) 列的合并单元格是第 \(rows.lowerBound) 至 \(rows.upperBound) 行合计的一个数：只在首行计入一次，其余各行按未知处理；请逐行填写")
    }
  }

  /// Tells of towns that stand in the first of several rows alone: cells that are merged, perhaps, of which the format's
  /// reader says nothing.
  private static func remark(
    onBlanksIn column: Int, _ columns: [String], _ rows: [Workbook.Sheet.Row]
  ) -> [Phrase] {
    guard column < columns.count else { return [] }
    let blank = rows.count { column >= $0.cells.count || $0.cells[column] == .empty }
    guard blank > 0, blank < rows.count else { return [] }
    return [
      Phrase(
        "\(blank.of("row has", "rows have")) no \(columns[column]); if its cells are merged, save the workbook as .xlsx, of which merged cells are read",
        "\(blank) 行没有\(columns[column])；若为合并单元格，请另存为 .xlsx，其合并单元格可以读取")
    ]
  }

  /// Says which columns hold formulas that no program has computed or that failed, and dates; and that rows are hidden.
  private static func remarks(
    on sheet: Workbook.Sheet, _ columns: [String], _ body: [Workbook.Sheet.Row]
  ) -> [Phrase] {
    guard let first = body.first?.number else { return [] }
    func perColumn(
      _ cells: [(row: Int, column: Int)], _ says: (_ count: Int, _ name: String, _ first: Int) -> Phrase
    ) -> [Phrase] {
      let ofData = cells.filter { $0.row >= first }
      return Set(ofData.map(\.column)).sorted().map { column in
        let rows = ofData.filter { $0.column == column }
        let name = column < columns.count && !columns[column].isEmpty ? columns[column] : "\(column + 1)"
        return says(rows.count, name, rows[0].row)
      }
    }
    var remarks = perColumn(sheet.formulasWithoutValue) { count, name, first in
      Phrase(
        count.of("cell", "cells")
          + " of \(name), from row \(first), with formulas without a value: taken as unknown; open the workbook in a spreadsheet and save it",
        "\(name) 列有 \(count) 个单元格（自第 \(first) 行起）是没有计算结果的公式，按未知处理；请用电子表格软件打开后保存")
    }
    remarks += perColumn(sheet.errors) { count, name, first in
      Phrase(
        count.of("cell", "cells")
          + " of \(name), from row \(first), with errors such as #REF! or #N/A: taken as unknown",
        "\(name) 列有 \(count) 个单元格（自第 \(first) 行起）是 #REF!、#N/A 等错误值，按未知处理")
    }
    // A column of dates alone is one.
    let mixed = Set(sheet.dates.map(\.column)).filter { column in
      let cells = body.count { column < $0.cells.count && $0.cells[column] != .empty }
      let header = column < columns.count ? columns[column] : ""
      let isRead =
        HeaderMeaning(header).isPeople || FieldSynonyms.isIDOrName(header)
        || Field.name.headers.contains(FieldSynonyms.normalised(header))
      return isRead || sheet.dates.count { $0.column == column && $0.row >= first } < cells
    }
    remarks += perColumn(sheet.dates.filter { mixed.contains($0.column) }) { count, name, first in
      Phrase(
        count.of("cell", "cells")
          + " of \(name), from row \(first), with dates; a spreadsheet makes them of texts such as 3-1, and of figures formatted as dates",
        "\(name) 列有 \(count) 个单元格（自第 \(first) 行起）是日期；电子表格会把 3-1 之类的文字、或设为日期格式的数字变成日期")
    }
    let hidden = Set(sheet.hiddenRows)
    let count = body.count { hidden.contains($0.number) && $0.cells.contains { $0 != .empty } }
    if count > 0 {
      remarks.append(
        Phrase(
          count.of("row is", "rows are") + " hidden in the sheet, by a filter perhaps, and read as the others",
          "工作表中有 \(count) 行被隐藏（可能由筛选造成），与其他行同样读取"))
    }
    let shown = columns.indices.filter { sheet.hiddenColumns.contains($0) && !columns[$0].isEmpty }.map { columns[$0] }
    if !shown.isEmpty {
      remarks.append(
        Phrase(
          shown.count.of("column is", "columns are")
            + " hidden in the sheet, and read as the others: \(shown.shortList.english)",
          "工作表中有 \(shown.count) 列被隐藏，与其他列同样读取：\(shown.shortList.chinese)"))
    }
    // A row of which one cell is struck out may be one that no longer holds.
    let struck = Set(sheet.struckCells.lazy.filter { $0.row >= first }.map(\.row)).sorted()
    if !struck.isEmpty {
      let cells = sheet.struckCells.count { $0.row >= first }
      let list = struck.map(String.init).shortList
      remarks.append(
        Phrase(
          "\(cells.of("cell is", "cells are")) struck out in the sheet, and read as the others (row number \(list.english)); delete what no longer holds",
          "工作表中有 \(cells) 个单元格带删除线，与其他单元格同样读取（第 \(list.chinese) 行）；如已作废，请删除"))
    }
    return remarks
  }

  func place(ofRow row: Int) -> InputProblem.Place { .row(rows[row].number) }
  func shape(ofRow row: Int) -> SourceShape? { nil }

  private func cell(_ row: Int, _ column: Int) -> Workbook.Cell {
    column < rows[row].cells.count ? rows[row].cells[column] : .empty
  }

  func text(_ row: Int, _ column: Int) -> String? { cell(row, column).text }

  func writtenText(_ row: Int, _ column: Int) -> String? {
    if case .number = cell(row, column) { return nil }
    return text(row, column)
  }

  func number(_ row: Int, _ column: Int) -> NumberCell {
    let cell = cell(row, column)
    if case .number(let written) = cell, let value = Double(written) { return .number(value) }
    guard let text = cell.text else { return .empty }
    let value = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
    return value.map { .number($0) } ?? .text(text)
  }
}

extension Workbook.Cell {
  /// Whole numbers up to here are exact in a double: 2⁵³.
  private static let mostExact = 9_007_199_254_740_992.0

  /// What the cell says, trimmed; a whole number without decimals, as codes are meant: with the digits that the file
  /// holds, or, where its double holds no more of them, in the form of ``RoundedCode``.
  fileprivate var text: String? {
    switch self {
    case .empty: return nil
    case .text(let text):
      return WrittenText.asMeant(text.trimmingCharacters(in: .whitespacesAndNewlines))
    case .number(let written):
      guard let value = Double(written) else { return written }
      if abs(value) <= Self.mostExact, let whole = Int64(exactly: value) { return String(whole) }
      if written.count < 30, written.utf8.allSatisfy({ $0 &- 0x30 < 10 }) { return written }
      return "\(value)"
    }
  }
}

extension [Workbook.Cell] {
  /// Whether the cell was set.
  @discardableResult
  fileprivate mutating func set(_ cell: Workbook.Cell, at column: Int, unlessFilled: Bool) -> Bool {
    if column < count {
      if unlessFilled, self[column] != .empty { return false }
      self[column] = cell
      return true
    }
    append(contentsOf: repeatElement(.empty, count: column - count))
    append(cell)
    return true
  }
}

extension [String?] {
  fileprivate func padded(to width: Int) -> [String?] {
    count >= width ? self : self + [String?](repeating: nil, count: width - count)
  }
}
