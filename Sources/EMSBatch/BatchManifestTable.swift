import EMSFormats
import EMSModel
import EMSReading
import Foundation

extension BatchManifest {
  /// Reads a manifest from a table: the columns `plan` and `name`, and one for each key of a plan that is set.
  ///
  /// An empty cell leaves the key as the plan has it; values joined by `|` are swept over.
  init(csv data: Data, file: String, folder: URL) throws(InputProblems) {
    let table = try DelimitedTable(data, file: file)
    var problems: [InputProblem] = []
    let keys = Self.checkedKeys(of: table, problems: &problems)
    guard let planColumn = table.columns.firstIndex(of: "plan") else {
      problems.append(
        InputProblem(
          file: file, place: .row(1), field: "plan", english: "this column is missing", chinese: "缺少此列",
          remedyEnglish: "Add the column “plan” with the path of each plan file",
          remedyChinese: "请添加“plan”列，填写每个方案文件的路径"))
      throw InputProblems(problems)
    }
    let nameColumn = table.columns.firstIndex(of: "name")
    var entries: [Entry] = []
    for row in 0..<table.rowCount {
      let place = table.place(ofRow: row)
      guard let path = table.text(row, planColumn) else {
        problems.append(
          InputProblem(
            file: file, place: place, field: "plan", english: "the cell is empty", chinese: "单元格为空",
            remedyEnglish: "Name the plan file", remedyChinese: "请填写方案文件"))
        continue
      }
      var entry = Entry(planPath: path, name: nameColumn.flatMap { table.text(row, $0) }, place: place)
      for (column, key) in keys {
        guard let cell = table.text(row, column) else { continue }
        var values: [String] = []
        for value in cell.split(separator: "|") {
          let value = value.trimmingCharacters(in: .whitespaces)
          problems += PlanFile.problems(ofSetting: key, to: value, file: file, place: place)
          if !values.contains(value) { values.append(value) }
        }
        if values.count == 1 { entry.settings.append(BatchItem.Setting(key, values[0])) }
        if values.count > 1 { entry.sweep.append(Axis(key: key, values: values)) }
      }
      entries.append(entry)
    }
    try self.init(file: file, folder: folder, name: nil, entries: entries, problems: problems)
  }

  /// The columns that are keys of a plan; the problems of the others.
  private static func checkedKeys(
    of table: DelimitedTable, problems: inout [InputProblem]
  ) -> [(column: Int, key: String)] {
    var keys: [(column: Int, key: String)] = []
    let known = ["plan", "name"] + PlanFile.settablePaths
    for (column, key) in table.columns.enumerated() {
      if table.columns[..<column].contains(key) {
        problems.append(
          InputProblem(
            file: table.file, place: .row(1), field: key, value: key, english: "the column is there twice",
            chinese: "此列重复", remedyEnglish: "Remove one of them", remedyChinese: "请删去一列"))
      } else if known.contains(key) {
        if key != "plan" && key != "name" { keys.append((column, key)) }
      } else {
        let near = NearestWord.to(key, in: known)
        problems.append(
          InputProblem(
            file: table.file, place: .row(1), field: key, value: key,
            english: "“\(key)” is neither plan, name nor a key of a plan", chinese: "“\(key)”不是 plan、name，也不是方案的键",
            remedyEnglish: near.map { "Did you mean \($0)?" } ?? "Join the keys of a plan by dots: siting.gap",
            remedyChinese: near.map { "是否应为 \($0)？" } ?? "请用点号连接方案文件的键，如 siting.gap"))
      }
    }
    return keys
  }
}
