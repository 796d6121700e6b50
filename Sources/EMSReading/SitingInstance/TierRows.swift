import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// The tiers of a siting instance, the highest first: `tier`, its name, and `standard`, with perhaps `count`, `costs`, a
/// table of pairs beside the file, `weights`, a column of the demand file, `site_costs` and `fixed`, columns of the
/// candidates file, and `factor`.
struct TierRows {
  struct Row {
    let name: String
    let standard: Double
    /// As a number or a range; nil leaves it free.
    let count: ClosedRange<Int>?
    /// A table of `demand,candidate,cost`; nil: the costs of every tier.
    let costs: URL?
    /// The column of the candidates file that says what a site of the tier costs; nil: `cost`.
    let siteCosts: String?
    /// The column of the candidates file that says where the tier stands; nil: nowhere.
    let fixed: String?
    let factor: Double
  }

  let file: String
  let rows: [Row]
  let ownWeights: DemandRows.OwnWeights
  let notes: [Phrase]

  /// - Parameter hasBudget: a budget limits what no count does.
  init(_ url: URL, hasBudget: Bool) throws(InputProblems) {
    var table = try InstanceTable(url)
    let names = table.ids(table.requiredColumn("tier", "层级", why: Phrase("tiers are named by it", "层级以此命名")))
    let standard = table.requiredColumn("standard", why: Phrase("a tier covers within it", "各层级在此范围内覆盖"))
    let columns = (
      count: table.column("count"), costs: table.column("costs"), siteCosts: table.column("site_costs"),
      fixed: table.column("fixed"), factor: table.column("factor")
    )
    let ownWeights = table.ownWeights(of: names)
    let folder = url.deletingLastPathComponent()
    var rows: [Row] = []
    for (row, name) in names.enumerated() {
      func text(_ column: Int?) -> String? { column.flatMap { table.table.text(row, $0) } }
      let isLimited = hasBudget || text(columns.count) != nil
      if !isLimited {
        table.add(
          row: row, columns.count, Phrase("nothing limits the number of sites of \(name)", "“\(name)”的站点数没有限制"),
          remedy: Phrase("Give its count, or --budget for all tiers", "请填写 count，或以 --budget 给出总预算"))
      }
      let factor = table.positive(
        row, columns.factor, Phrase("a tier counts for more than 0", "层级的权重系数应大于 0"),
        remedy: Phrase("Give its factor, or leave the cell empty", "请填写系数，或留空"))
      rows.append(
        Row(
          name: name, standard: standard.flatMap { table.number(row, $0) } ?? 0,
          count: columns.count.flatMap { table.count(row, $0) },
          costs: text(columns.costs).map { URL(fileURLWithPath: $0, relativeTo: folder) },
          siteCosts: text(columns.siteCosts), fixed: text(columns.fixed), factor: factor))
    }
    notes = table.notes
    if !table.problems.isEmpty { throw InputProblems(table.problems) }
    file = table.table.file
    self.rows = rows
    self.ownWeights = ownWeights
  }
}
