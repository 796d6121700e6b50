import EMSFormats
import EMSModel

/// Which rows of a table are read: `status = open`, `county = 甲县|乙旗`, `status != closed and county = 甲县`.
struct RowFilter {
  private struct Condition {
    var column: String
    var values: Set<String>
    var isEqual: Bool
  }

  private let conditions: [Condition]

  /// Nil where the text is no condition.
  init?(_ text: String) {
    var conditions: [Condition] = []
    for part in HalfWidth.of(text).split(separator: /\s+(?:and|AND|且|并且)\s+/).map(String.init) {
      let sign = part.contains("!=") ? "!=" : "="
      let sides = part.components(separatedBy: sign)
      let column = sides[0].trimmed
      let values = sides.dropFirst().joined(separator: sign).split(separator: "|").map { String($0).trimmed }
      guard sides.count > 1, !column.isEmpty, !values.isEmpty else { return nil }
      conditions.append(Condition(column: column, values: Set(values.map(TierWords.key)), isEqual: sign == "="))
    }
    self.conditions = conditions
  }

  /// The rows of a table that fit; nil, with the problem, where the table lacks a column of the conditions.
  func rows(of table: any SourceTable, text: String, _ findings: inout Findings) -> [Int]? {
    var columns: [Int] = []
    for condition in conditions {
      let name = FieldSynonyms.normalised(condition.column)
      guard
        let column = table.columns.firstIndex(of: condition.column)
          ?? table.columns.firstIndex(where: { FieldSynonyms.normalised($0) == name })
      else {
        findings.add(
          InputProblem(
            file: table.file, field: "where", value: text,
            Phrase("there is no column “\(condition.column)”", "没有“\(condition.column)”列"),
            Phrase(
              "The columns are \(table.columns.joined(separator: ", "))", "现有列：\(table.columns.joined(separator: ", "))"
            )),
          rule: "where")
        return nil
      }
      columns.append(column)
    }
    for (condition, column) in zip(conditions, columns) { note(condition, column, of: table, &findings) }
    return (0..<table.rowCount).filter { row in
      zip(conditions, columns).allSatisfy { condition, column in
        condition.values.contains(TierWords.key(of: table.text(row, column) ?? "")) == condition.isEqual
      }
    }
  }
}

extension RowFilter {
  /// Says which values of a condition no row has, and which ones there are: one that is misspelt lets nothing through, or
  /// everything.
  private func note(
    _ condition: Condition, _ column: Int, of table: any SourceTable, _ findings: inout Findings
  ) {
    let header = table.columns[column]
    var missing = condition.values
    for row in 0..<table.rowCount where !missing.isEmpty {
      missing.remove(TierWords.key(of: table.text(row, column) ?? ""))
    }
    if missing.isEmpty { return }
    var seen: Set<String> = []
    for row in 0..<table.rowCount where seen.count < 7 { if let text = table.text(row, column) { seen.insert(text) } }
    let (list, there) = (missing.sorted().shortList, seen.sorted().shortList)
    findings.note(
      .warning,
      "\(table.file): no row has \(list.english) in \(header); there are, among others, \(there.english)",
      "\(table.file)：\(header) 列中没有 \(list.chinese)；该列有 \(there.chinese) 等")
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}

/// Some rows of a table, at their own places.
struct FilteredTable: SourceTable {
  let whole: any SourceTable
  let rows: [Int]

  var file: String { whole.file }
  var layer: String? { whole.layer }
  var columns: [String] { whole.columns }
  var cutsHeaders: Bool { whole.cutsHeaders }
  var rowCount: Int { rows.count }
  var hasShapes: Bool { whole.hasShapes }
  var declaredCRS: String? { whole.declaredCRS }
  var passedOver: [PassedRow] { whole.passedOver }
  var remarks: [Phrase] { whole.remarks }
  var textEncoding: String? { whole.textEncoding }
  var linesBeside: [String] { whole.linesBeside }

  func place(ofRow row: Int) -> InputProblem.Place { whole.place(ofRow: rows[row]) }
  func text(_ row: Int, _ column: Int) -> String? { whole.text(rows[row], column) }
  func number(_ row: Int, _ column: Int) -> NumberCell { whole.number(rows[row], column) }
  func writtenText(_ row: Int, _ column: Int) -> String? { whole.writtenText(rows[row], column) }
  func shape(ofRow row: Int) -> SourceShape? { whole.shape(ofRow: rows[row]) }
}
