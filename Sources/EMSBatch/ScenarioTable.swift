import EMSFormats
import EMSModel
import EMSReport

/// The runs of a batch side by side: a row for each scenario, a column for each indicator, and what each differs from its
/// base by.
struct ScenarioTable {
  let rows: [BatchSummaryRow]
  let language: Language
  /// The id of the run that all others are held against; nil: for each plan the run in which nothing is set.
  let base: String?

  /// The base of a run; nil where it has none.
  private func base(of row: BatchSummaryRow) -> BatchSummaryRow? {
    guard let base else { return rows.first { $0.run.plan == row.run.plan && $0.run.settings.isEmpty } }
    return rows.first { $0.run.id == base }
  }

  private static func number(_ row: BatchSummaryRow?, _ indicator: ScenarioIndicator) -> Double? {
    guard let row, case .number(let number) = row.figure(indicator.rawValue) else { return nil }
    return number
  }

  /// By how much an indicator of a run is more than that of its base; nil where either is not known, and of a base.
  private func change(_ row: BatchSummaryRow, _ indicator: ScenarioIndicator) -> Double? {
    guard let base = base(of: row), base.run.id != row.run.id, let was = Self.number(base, indicator),
      let now = Self.number(row, indicator)
    else { return nil }
    return now - was
  }

  /// The rows with their bases first, each base before its scenarios.
  private var ordered: [BatchSummaryRow] {
    let (bases, others) = (
      rows.filter { base(of: $0)?.run.id == $0.run.id }, rows.filter { base(of: $0)?.run.id != $0.run.id }
    )
    let ids = Set(bases.map(\.run.id))
    return bases.flatMap { one in [one] + others.filter { base(of: $0)?.run.id == one.run.id } }
      + others.filter { row in !(base(of: row).map { ids.contains($0.run.id) } ?? false) }
  }

  /// `id,plan,status,is_base,base`, a column for each key that is set, the indicators, and their differences from the base.
  func csv() -> [UInt8] {
    let settings = rows.settingKeys
    let indicators = ScenarioIndicator.allCases
    var table = CSVWriter(
      columns: ["id", "plan", "status", "is_base", "base"] + settings + indicators.map(\.rawValue)
        + indicators.map { $0.rawValue + "_change" }, for: .spreadsheet)
    for row in ordered {
      let base = base(of: row)
      var cells: [PropertyValue] = [
        .text(row.run.id), .text(row.run.plan), .text(row.failure == nil ? "done" : "failed"),
        .flag(base?.run.id == row.run.id), .optional(base?.run.id),
      ]
      cells += settings.map { .optional(row.run.settings[$0]) }
      cells += indicators.map { row.figure($0.rawValue).property }
      cells += indicators.map { .optional(change(row, $0), places: 6) }
      table.append(cells)
    }
    return table.takeBytes()
  }

  /// The same for machines, with the titles of the indicators in both languages.
  func json() -> [UInt8] {
    let value: PropertyValue = [
      "indicators": .list(
        ScenarioIndicator.allCases.map {
          [
            "id": .text($0.rawValue), "title": .text($0.title.english), "title_zh": .text($0.title.chinese),
            "unit": .text($0.unit.rawValue),
          ]
        }),
      "scenarios": .list(
        ordered.map { row in
          let base = base(of: row)
          return [
            "id": .text(row.run.id), "plan": .text(row.run.plan), "done": .flag(row.failure == nil),
            "is_base": .flag(base?.run.id == row.run.id), "base": .optional(base?.run.id),
            "settings": .members(row.run.settings.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) }),
            "indicators": .members(
              ScenarioIndicator.allCases.map { .init($0.rawValue, row.figure($0.rawValue).property) }),
            "changes": .members(
              ScenarioIndicator.allCases.map { .init($0.rawValue, .optional(change(row, $0), places: 6)) }),
          ]
        }),
    ]
    return JSONWriter.indented(value)
  }

  /// The table of the page; nothing where no run tells an indicator.
  var markup: Markup {
    let done = ordered.filter { $0.failure == nil }
    let shown = ScenarioIndicator.allCases.filter { indicator in done.contains { Self.number($0, indicator) != nil } }
    guard !shown.isEmpty else { return "" }
    let hasBase = done.contains { base(of: $0)?.run.id == $0.run.id }
    let note =
      hasBase
      ? Phrase(
        "The base is marked; below each figure stands by how much it differs from its base. Shares differ in percentage points.",
        "已标出基准；各数字下方为与基准的差，占比之差为百分点。")
      : Phrase(
        "No run is the base: none leaves its plan as it is. Name one by base: in the manifest.",
        "没有基准：没有一次运行保持方案原样。可在清单中用 base: 指定。")
    var table: Markup =
      "<h2>\(Phrase("Scenarios", "情景对比"))</h2>\n<p>\(note)</p>\n<div class=\"scroll\" tabindex=\"0\"><table class=\"scenarios\"><thead><tr><th>\(Phrase("scenario", "情景"))</th>"
    for indicator in shown { table += "<th>\(indicator.title)</th>" }
    table += "</tr></thead><tbody>\n"
    for row in done {
      let isBase = base(of: row)?.run.id == row.run.id
      table += isBase ? "<tr class=\"base\"><th scope=\"row\">" : "<tr><th scope=\"row\">"
      table += "\(row.run.id)"
      if isBase { table += " <b>\(Phrase("(base)", "（基准）"))</b>" }
      table += "</th>"
      for indicator in shown {
        table += "<td class=\"number\">"
        if let value = Self.number(row, indicator) { table += "\(indicator.unit.text(value))" }
        if let change = change(row, indicator), change != 0 {
          table += "<br><small>\(indicator.unit.changeText(change))</small>"
        }
        table += "</td>"
      }
      table += "</tr>\n"
    }
    return table + "</tbody></table></div>"
  }
}
