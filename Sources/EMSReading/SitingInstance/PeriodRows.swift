import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// The periods of a siting instance, in the order of the file: `period`, `count` or `budget` or both, and perhaps
/// `weights`, the column of the demand file that holds the weights of the period, and `years`.
struct PeriodRows {
  struct Row {
    let name: String
    /// As a number or a range; nil leaves it free.
    let count: ClosedRange<Int>?
    let budget: Double?
    let years: Double
  }

  let file: String
  let rows: [Row]
  let ownWeights: DemandRows.OwnWeights
  let notes: [Phrase]

  init(_ url: URL) throws(InputProblems) {
    var table = try InstanceTable(url)
    let names = table.ids(table.requiredColumn("period", "阶段", why: Phrase("periods are named by it", "阶段以此命名")))
    let columns = (count: table.column("count"), budget: table.column("budget"), years: table.column("years"))
    let ownWeights = table.ownWeights(of: names)
    var rows: [Row] = []
    for (row, name) in names.enumerated() {
      let budget = columns.budget.flatMap { table.number(row, $0, isRequired: false) }
      let count = columns.count.flatMap { table.count(row, $0) }
      if columns.count.flatMap({ table.table.text(row, $0) }) == nil,
        columns.budget.flatMap({ table.table.text(row, $0) }) == nil
      {
        table.add(
          row: row, columns.count ?? columns.budget,
          Phrase("the period has neither count nor budget", "该阶段既无 count 也无 budget"),
          remedy: Phrase(
            "Give the number of sites to add in the period, or the money for them", "请填写该阶段新增站点数或其预算"))
      }
      let years = table.positive(
        row, columns.years, Phrase("a period lasts longer than 0", "阶段时长应大于 0"),
        remedy: Phrase("Give its years, or leave the cell empty", "请填写年数，或留空"))
      rows.append(Row(name: name, count: count, budget: budget, years: years))
    }
    notes = table.notes
    if !table.problems.isEmpty { throw InputProblems(table.problems) }
    file = table.table.file
    self.rows = rows
    self.ownWeights = ownWeights
  }

  /// The problem when sites may be closed.
  func closing(_ candidates: CandidateRows) -> InputProblem? {
    if candidates.closingPrices.isEmpty { return nil }
    return InputProblem(
      file: candidates.file, field: "closing_price",
      english: "over periods no site is closed", chinese: "分阶段时不支持关闭站点",
      remedyEnglish: "Take the column out, or ask without --periods", remedyChinese: "请删除该列，或不使用 --periods")
  }
}

extension InstanceTable {
  /// A number above 0, which is 1 where there is no column or the cell is empty; 0 is a problem.
  mutating func positive(_ row: Int, _ column: Int?, _ what: Phrase, remedy: Phrase) -> Double {
    let value = column.flatMap { number(row, $0, isRequired: false) } ?? 1
    if value <= 0 { add(row: row, column, value: "0", what, remedy: remedy) }
    return value
  }

  /// `3` or `2-4`; nil for an empty cell, and for one that is none, which is a problem.
  mutating func count(_ row: Int, _ column: Int) -> ClosedRange<Int>? {
    guard let text = table.text(row, column) else { return nil }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if let first = ends.first, let low = first, let last = ends.last, let high = last, ends.count <= 2, low >= 0,
      low <= high, high <= Int(Int32.max)
    {
      return low...high
    }
    add(
      row: row, column, value: text,
      Phrase("\"\(text)\" is neither a whole number nor a range", "“\(text)”不是整数或范围"),
      remedy: Phrase("Write 3 or 2-4", "请填写 3 或 2-4"))
    return nil
  }
}
