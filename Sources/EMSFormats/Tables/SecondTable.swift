import EMSModel

/// A table that begins below or beside the first one of a sheet: rows and columns of both would be read as one.
package enum SecondTable {
  /// The problem of a row that heads another table than the one above it; nil for any other row.
  static func problem(
    ofHeaderIn cells: [String?], below form: TableForm.Header, row: Int, file: String
  ) -> InputProblem? {
    let filled = cells.compactMap { $0 }.filter { !$0.isEmpty }
    guard filled.count > 1, !filled.contains(where: { $0.contains { $0.isNumber } }),
      !form.rows.contains(where: { filled == $0.compactMap { $0 }.filter { !$0.isEmpty } })
    else { return nil }
    let known = filled.filter(isKnown)
    guard Set(known.map(FieldSynonyms.normalised)).count > 1, 2 * known.count >= filled.count else { return nil }
    let list = filled.prefix(4).joined(separator: ", ") + (filled.count > 4 ? " …" : "")
    return InputProblem(
      file: file, place: .row(row), value: list,
      Phrase("a second table begins below the first here, headed \(list)", "此处起是第二张表（表头：\(list)）"),
      Phrase(
        "Put each table on a sheet or in a file of its own", "请将两张表分别放在各自的工作表或文件中"))
  }

  /// A row below the header that declares another unit of the people than the header does.
  struct UnitRow {
    /// Its word; nil where the figures are of single people.
    let unit: String?
    /// What it is where rows of data follow it, or where the header says a unit of its own.
    let problem: InputProblem
    /// The row as a remark that is passed over.
    let passed: PassedRow
    private let headerSaysUnit: Bool

    /// nil for any other row.
    init?(_ cells: [String?], below form: TableForm.Header, row: Int, file: String) {
      let filled = cells.compactMap { $0 }.filter { !$0.isEmpty }
      guard filled.count < 3, let text = filled.first(where: Self.isOfUnit),
        let column = form.columns.first(where: { HeaderMeaning($0).isPeople })
      else { return nil }
      unit = TableForm.unit(in: [text])
      let own = HeaderMeaning(column)
      guard unit != nil || WrittenNumber.plain(text).contains(/单位\s*[:为是]\s*人/),
        unit.map({ HeaderMeaning($0).factor }) ?? 1 != own.factor
      else { return nil }
      headerSaysUnit = own.unit != nil
      passed = PassedRow(kind: .remark, word: cells.lazy.compactMap { $0 }.first ?? "", row: row, cells: cells)
      problem = InputProblem(
        file: file, place: .row(row), field: column, value: text,
        Phrase("the unit changes here, and \(column) is in another one above", "此处起单位改变，与上方的 \(column) 不同"),
        Phrase("Write all figures of the column in one unit", "请将该列的数字统一为同一单位"))
    }

    /// One that stands beside a row of data, below no header; nil where there is none.
    init?(beside cells: [String?], of form: TableForm.Header, row: Int, file: String) {
      let others = cells.enumerated().map { column, cell in
        column < form.columns.count && !form.columns[column].isEmpty ? nil : cell
      }
      guard others.contains(where: { $0 != nil }) else { return nil }
      self.init(others, below: form, row: row, file: file)
    }

    /// The headers where no row of data follows: a line below a table says of all its figures what one above it does.
    ///
    /// - Throws: the problem, where the header says another unit.
    func columns(_ columns: [String]) throws(InputProblems) -> [String] {
      guard !headerSaysUnit, let unit else { throw InputProblems([problem]) }
      return TableForm.columns(columns, in: unit)
    }

    /// Whether a line may speak of the unit of people: 单位：万人, Note: population in thousands.
    private static func isOfUnit(_ text: String) -> Bool {
      let lower = text.lowercased()
      if text.contains("单位") || lower.contains("unit") { return true }
      return ["人口", "人数", "population", "people", "persons", "figures", "poblaci", "popula", "habitant"]
        .contains { lower.contains($0) } && TableForm.unit(in: [text]) != nil
    }
  }

  /// The problem of a column that begins another table beside the first one, behind a column without a header or a cell;
  /// nil where there is one table.
  static func problem(beside columns: [String], isEmpty: (Int) -> Bool, file: String) -> InputProblem? {
    let own = columns.map(fields)
    // The fields of each column and of those right of it.
    var right = own
    for column in own.indices.dropLast().reversed() { right[column].formUnion(right[column + 1]) }
    var left: Set<Field> = []
    for gap in columns.indices.dropFirst() {
      left.formUnion(own[gap - 1])
      guard columns[gap].isEmpty, !columns[gap - 1].isEmpty, isEmpty(gap) else { continue }
      guard let second = columns[gap...].firstIndex(where: { !$0.isEmpty }) else { return nil }
      // One table may have a column without a header: its fields stand once.
      guard left.count > 1, right[second].count > 1, !left.isDisjoint(with: right[second]) else { continue }
      let letter = letters(of: second)
      return InputProblem(
        file: file, field: columns[second], value: letter,
        Phrase(
          "a second table begins beside the first, in column \(letter) (\(columns[second]))",
          "自 \(letter) 列（\(columns[second])）起是并排的第二张表"),
        Phrase(
          "Put each table on a sheet or in a file of its own", "请将两张表分别放在各自的工作表或文件中"))
    }
    return nil
  }

  /// The problem of columns that a program numbered because their headers stand twice, as those of two tables side by side
  /// do: 村名, 经度, 纬度 and 村名.1, 经度.1, 纬度.1; nil where there are none. Rows and people of the second would be lost.
  ///
  /// - Parameter columns: the headers; those of coordinates alone may be of a second datum.
  package static func problem(numbered columns: [String], file: String) -> InputProblem? {
    var marks: [String: [(column: Int, fields: Set<Field>)]] = [:]
    for (index, column) in columns.enumerated() {
      guard let found = column.wholeMatch(of: /(.+?)(?:[._ ]([0-9]{1,2})|\(([0-9]{1,2})\)|（([0-9]{1,2})）|([2-9]))/),
        columns[..<index].contains(String(found.1))
      else { continue }
      let mark = String(column.dropFirst(found.1.count))
      marks[mark, default: []].append((index, fields(String(found.1))))
    }
    for (mark, own) in marks.sorted(by: { $0.key < $1.key }) {
      let fields = own.reduce(into: Set<Field>()) { $0.formUnion($1.fields) }
      guard !fields.isDisjoint(with: [.id, .name]), fields.isSuperset(of: [.longitude, .latitude]),
        let first = own.map(\.column).min()
      else { continue }
      let list = own.map { columns[$0.column] }.joined(separator: ", ")
      return InputProblem(
        file: file, field: columns[first], value: mark,
        Phrase(
          "a second table stands beside the first: \(list), and its rows would not be read",
          "有并排的第二张表（\(list)），其各行不会被读取"),
        Phrase(
          "Put each table on a sheet or in a file of its own, or remove these columns where they tell something else",
          "请将两张表分别放在各自的工作表或文件中；如这些列另有含义，请删去"))
    }
    return nil
  }

  private static func isKnown(_ header: String) -> Bool {
    FieldSynonyms.isListed(header) || HeaderMeaning(header).isPeople
  }

  /// What tells of a table's rows what and where they are.
  private static let ofEveryTable: [Field] = [.id, .name, .longitude, .latitude, .population]

  private static func fields(_ column: String) -> Set<Field> {
    let header = FieldSynonyms.normalised(column)
    let named = FieldSynonyms.idOrName(header)?.field
    return Set(
      ofEveryTable.filter { field in
        field.headers.contains(header) || named == field
          || field == .population && HeaderMeaning(column).isPeople
      })
  }

  /// What a spreadsheet calls a column: A for the first, AA for the 27th.
  private static func letters(of column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      letters = String(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}
