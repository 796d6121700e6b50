import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// What a site at a cost covers, from a table of `cost` and `share`, in any order of its rows.
struct DecayRows {
  let decay: CoverDecay
  let notes: [Phrase]

  init(_ url: URL) throws(InputProblems) {
    var table = try InstanceTable(url)
    let cost = table.requiredColumn("cost", "费用", why: Phrase("what is covered depends on it", "覆盖比例随其变化"))
    let share = table.requiredColumn("share", "比例", why: Phrase("it says what is covered", "表示覆盖比例"))
    var rows: [(row: Int, point: CoverDecay.Point)] = []
    if let cost, let share {
      for row in 0..<table.table.rowCount {
        guard let cost = table.number(row, cost), let value = table.share(row, share) else { continue }
        if value > 1 {
          let text = NumberText.plain(value, places: 6)
          table.add(
            row: row, share, value: text, Phrase("\(text) is more than all", "\(text) 大于全部"),
            remedy: Phrase("Write a share from 0 to 1", "请填写 0 至 1 的比例"))
        }
        rows.append((row, CoverDecay.Point(cost: cost, share: value)))
      }
      rows.sort { ($0.point.cost, -$0.point.share) < ($1.point.cost, -$1.point.share) }
      for (nearer, farther) in zip(rows, rows.dropFirst()) where farther.point.share > nearer.point.share {
        let texts = [farther, nearer].map { NumberText.plain($0.point.share, places: 6) }
        table.add(
          row: farther.row, share, value: texts[0],
          Phrase(
            "\(texts[0]) is more than \(texts[1]), which a lower cost covers",
            "\(texts[0]) 大于较低费用处的 \(texts[1])"),
          remedy: Phrase("Give shares that do not rise with the cost", "比例不应随费用增大"))
      }
      if rows.isEmpty, table.problems.isEmpty {
        table.add(
          row: nil, cost, Phrase("the table has no row", "表中没有数据行"),
          remedy: Phrase("Give one cost and its share at least", "请至少填写一行费用与比例"))
      }
    }
    if !table.problems.isEmpty { throw InputProblems(table.problems) }
    decay = CoverDecay(rows.map(\.point))
    let points = decay.points.map {
      "\(NumberText.plain($0.share, places: 6)) @ \(NumberText.plain($0.cost, places: 6))"
    }.joined(separator: ", ")
    notes =
      table.notes + [
        Phrase(
          "\(table.table.file): sites cover these shares at these costs, straight between them and nothing beyond: \(points)",
          "\(table.table.file)：站点在各费用处的覆盖比例如下，其间按直线，之外不覆盖：\(points)")
      ]
  }
}
