import EMSFormats
import EMSModel
import Foundation

/// A table of a siting instance whose columns have fixed names, and the problems found in it.
struct InstanceTable {
  let table: DelimitedTable
  /// A problem of many rows is told for the first few of them.
  private static let mostTold = 20
  private var styles: [Int: ColumnStyle] = [:]
  private var told: [String: (count: Int, last: Int)] = [:]
  private(set) var problems: [InputProblem] = []
  private var read = Set<Int>()

  /// - Parameter isPlain: every row below the header is data (`DelimitedTable`).
  /// - Throws: what makes the file no table at all.
  init(_ url: URL, isPlain: Bool = true) throws(InputProblems) {
    let data = try InputFile.read(url, as: url.lastPathComponent)
    table = try DelimitedTable(data, file: url.lastPathComponent, isPlain: isPlain)
  }

  /// The column of the first of these names that the header has, whatever its case; a problem when it has it twice.
  mutating func column(_ names: String...) -> Int? { firstColumn(names) }

  private mutating func firstColumn(_ names: [String]) -> Int? {
    for name in names {
      let found = table.columns.indices.filter { table.columns[$0].lowercased() == name }
      guard let first = found.first else { continue }
      if found.count > 1, !read.contains(first) {
        add(
          row: nil, first, Phrase("\(found.count) columns are named \(name)", "有 \(found.count) 列名为 \(name)"),
          remedy: Phrase("Keep one of them, or rename the others", "请只保留一列，或将其余列改名"))
      }
      read.formUnion(found)
      return first
    }
    return nil
  }

  /// Whether the header has one of these names.
  func has(_ names: [String]) -> Bool { table.columns.contains { names.contains($0.lowercased()) } }

  /// The columns that nothing was read from; names and places of things are expected and left out.
  var columnsNotRead: [String] {
    let expected: Set<String> = [
      "", "name", "名称", "x", "y", "lon", "lng", "longitude", "经度", "lat", "latitude", "纬度",
    ]
    return table.columns.indices.filter { !read.contains($0) && !expected.contains(table.columns[$0].lowercased()) }
      .map { table.columns[$0] }
  }

  /// What to say of rows that are not read, and of how the file was read.
  var notesOnRows: [Phrase] {
    ([table.notePassedOver].compactMap { $0 } + table.remarks).map {
      Phrase("\(table.file): \($0.english)", "\(table.file)：\($0.chinese)")
    }
  }

  /// What to say of the rows and columns that nothing was read from.
  var notes: [Phrase] { notesOnRows + notesOnColumns }

  private var notesOnColumns: [Phrase] {
    let names = columnsNotRead
    if names.isEmpty { return [] }
    let list = names.joined(separator: ", ")
    let roles: Set<String> = ["existing", "exists", "open", "is_existing", "built", "current", "已有", "现有", "已建"]
    let isRole = names.contains { roles.contains($0.lowercased()) }
    return [
      Phrase(
        "\(table.file): nothing is read from \(list)" + (isRole ? "; existing sites are marked by fixed" : ""),
        "\(table.file)：未读取 \(list)" + (isRole ? "；已有站点请用 fixed 标记" : ""))
    ]
  }

  /// The column of the first of these names; a problem when there is none.
  mutating func requiredColumn(_ names: String..., why: Phrase) -> Int? {
    if let found = firstColumn(names) { return found }
    problems.append(
      InputProblem(
        file: table.file, place: .row(1), field: names[0], english: "there is no such column; \(why.english)",
        chinese: "缺少该列；\(why.chinese)", remedyEnglish: "Add the column, or rename the one that holds it",
        remedyChinese: "请添加该列，或将对应列改名"))
    return nil
  }

  mutating func add(
    row: Int?, _ column: Int?, value: String? = nil, _ what: Phrase, remedy: Phrase
  ) {
    let field = column.map { table.columns[$0] }
    let key = "\(field ?? "") \(remedy.english)"
    if let earlier = told[key], earlier.count >= Self.mostTold {
      problems[earlier.last].repeats += 1
      return
    }
    problems.append(
      InputProblem(
        file: table.file, place: row.map { table.place(ofRow: $0) } ?? .file, field: field, value: value, what,
        remedy))
    told[key] = ((told[key]?.count ?? 0) + 1, problems.count - 1)
  }

  /// The cell as a number, by the way in which its column is written where it is no plain number.
  private mutating func cell(_ row: Int, _ column: Int) -> NumberCell {
    let plain = table.number(row, column)
    guard case .text(let text) = plain else { return plain }
    if styles[column] == nil { styles[column] = ColumnStyle(of: column, in: table, .decimal, hint: nil) }
    // A column of decimal commas has points between groups, which plain reading takes for decimals.
    if case .decided(let style)? = styles[column],
      style == .point || !(0..<table.rowCount).contains(where: { table.text($0, column)?.contains(".") ?? false }),
      case .number(let value, false, 1) = WrittenNumber.read(text, style: style)
    {
      return .number(value)
    }
    return plain
  }

  /// A finite number; nil for an empty cell, and for one that is none, which is a problem.
  mutating func number(_ row: Int, _ column: Int, isRequired: Bool = true, isNegativeAllowed: Bool = false) -> Double? {
    switch cell(row, column) {
    case .number(let value) where value.isFinite:
      if value >= 0 || isNegativeAllowed { return value }
      let text = table.text(row, column) ?? ""
      add(
        row: row, column, value: text, Phrase("\(text) is negative", "\(text) 是负数"),
        remedy: Phrase("Give a number that is zero or more", "请填写不小于零的数"))
    case .empty:
      if isRequired {
        add(
          row: row, column, Phrase("the cell is empty", "单元格为空"),
          remedy: Phrase("Fill it in, or take the row out", "请填写，或删除该行"))
      }
    case .number, .text:
      let text = table.text(row, column) ?? ""
      add(
        row: row, column, value: text, Phrase("\"\(text)\" is not a number", "“\(text)”不是数字"),
        remedy: Phrase("Give a number without units or words", "请填写不带单位和文字的数字"))
    }
    return nil
  }

  /// A share, in percent or not; one above 1 is the caller's to refuse.
  mutating func share(_ row: Int, _ column: Int) -> Double? {
    table.text(row, column).flatMap(WrittenShare.value) ?? number(row, column)
  }

  /// Yes or no; an empty cell is no.
  mutating func flag(_ row: Int, _ column: Int) -> Bool {
    guard let text = table.text(row, column) else { return false }
    switch text.lowercased() {
    case "1", "true", "yes", "y", "是": return true
    case "0", "false", "no", "n", "否": return false
    default:
      add(
        row: row, column, value: text, Phrase("\"\(text)\" is neither yes nor no", "“\(text)”不是“是”或“否”"),
        remedy: Phrase("Write 1 or 0", "请填写 1 或 0"))
      return false
    }
  }

  /// The ids of the rows, with a problem for each that is empty or repeated; nil when there is no such column.
  mutating func ids(_ column: Int?) -> [String] {
    guard let column else { return [] }
    var firstRow: [String: Int] = [:]
    return (0..<table.rowCount).map { row in
      guard let id = table.text(row, column) else {
        add(
          row: row, column, Phrase("the id is empty", "编号为空"),
          remedy: Phrase("Give each row an id of its own", "请为每行填写唯一编号"))
        return ""
      }
      if firstRow.updateValue(row, forKey: id) != nil {
        add(
          row: row, column, value: id, Phrase("the id \(id) is used before", "编号 \(id) 重复"),
          remedy: Phrase("Give each row an id of its own", "请为每行填写唯一编号"))
      }
      return id
    }
  }

  mutating func addUnknownID(_ id: String, row: Int, _ column: Int, of file: String) {
    add(
      row: row, column, value: id, Phrase("\(id) is not an id of \(file)", "\(file) 中没有编号 \(id)"),
      remedy: Phrase("Correct the id, or add the row to \(file)", "请更正编号，或在 \(file) 中添加该行"))
  }
}
