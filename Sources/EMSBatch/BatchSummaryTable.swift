import EMSFormats
import EMSModel

/// The table of a batch: a row a run, sorted by id.
struct BatchSummaryTable {
  let rows: [BatchSummaryRow]
  let language: Language

  /// `id,plan,status`, a column for each key that is set, then the figures, then `cause,errors`.
  func csv() -> [UInt8] {
    let settings = rows.settingKeys
    let figures = rows.figureNames
    var table = CSVWriter(
      columns: ["id", "plan", "status"] + settings + figures + ["cause", "errors"], for: .spreadsheet)
    for row in rows {
      var cells: [PropertyValue] = [
        .text(row.run.id), .text(row.run.plan), .text(row.failure == nil ? "done" : "failed"),
      ]
      cells += settings.map { .optional(row.run.settings[$0]) }
      cells += figures.map { row.figure($0).property }
      cells.append(.optional(row.failure?.cause.rawValue))
      cells.append(.optional(row.failure?.lines(in: language).joined(separator: "; ")))
      table.append(cells)
    }
    return table.takeBytes()
  }
}

extension BatchOutcome.Figure.Value {
  /// As tables and layers write it.
  var property: PropertyValue {
    switch self {
    case .number(let number):
      if let whole = Int(exactly: number) { .whole(whole) } else { .decimal(number, places: 6) }
    case .text(let text): .text(text)
    case .unknown: .null
    }
  }
}
