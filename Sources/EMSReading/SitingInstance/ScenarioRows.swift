import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// The scenarios of a siting instance, in the order of the file: `scenario`, its name, with `costs`, a table of pairs beside
/// the file, or `weights`, the column of the demand file that holds its weights, or both, and perhaps `share`.
struct ScenarioRows {
  struct Row {
    let name: String
    /// A table of `demand,candidate,cost`; nil: the costs of every scenario.
    let costs: URL?
    /// How much it counts in the mean.
    let share: Double
  }

  let file: String
  let rows: [Row]
  let ownWeights: DemandRows.OwnWeights
  let notes: [Phrase]

  /// - Parameter hasCosts: the command names costs for the scenarios that have none of their own.
  init(_ url: URL, hasCosts: Bool) throws(InputProblems) {
    var table = try InstanceTable(url)
    let names = table.ids(
      table.requiredColumn("scenario", "情景", why: Phrase("scenarios are named by it", "情景以此命名")))
    let columns = (costs: table.column("costs"), share: table.column("share"))
    let ownWeights = table.ownWeights(of: names)
    let folder = url.deletingLastPathComponent()
    var rows: [Row] = []
    for (row, name) in names.enumerated() {
      let costs = columns.costs.flatMap { table.table.text(row, $0) }
      if costs == nil, !hasCosts {
        table.add(
          row: row, columns.costs, Phrase("the scenario \(name) has no costs", "情景 \(name) 没有成本"),
          remedy: Phrase(
            "Name its table of demand,candidate,cost under costs, or give --costs, --matrix or --metric for all scenarios without one",
            "请在 costs 列填写其 demand,candidate,cost 表，或以 --costs、--matrix、--metric 给出未填写情景的成本"))
      }
      let share = table.positive(
        row, columns.share, Phrase("a scenario counts for more than 0", "情景的份额应大于 0"),
        remedy: Phrase("Give its share, or take the row out", "请填写份额，或删除该行"))
      rows.append(Row(name: name, costs: costs.map { URL(fileURLWithPath: $0, relativeTo: folder) }, share: share))
    }
    notes = table.notes
    if !table.problems.isEmpty { throw InputProblems(table.problems) }
    file = table.table.file
    self.rows = rows
    self.ownWeights = ownWeights
  }
}
