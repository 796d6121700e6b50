import EMSFormats
import EMSModel
import EMSReport

/// The runs of a batch side by side: a row for each scenario, a column for each indicator, and what each differs from its
/// base by.
struct ScenarioTable {
  /// Each base before its scenarios, then those without a base.
  private let rows: [BatchSummaryRow]
  /// For each row the position of its base, its own where it is one; nil where it has none.
  private let bases: [Int?]
  private let settings: [String]

  /// - Parameter base: the id of the run that all others are held against; nil: for each plan the run in which nothing is
  ///   set.
  init(rows: [BatchSummaryRow], base: String?) {
    func firsts(_ key: (BatchSummaryRow) -> String?) -> [String: Int] {
      rows.enumerated().reduce(into: [:]) { firsts, row in
        if let key = key(row.element), firsts[key] == nil { firsts[key] = row.offset }
      }
    }
    let found: [Int?]
    if let base {
      let named = firsts { $0.run.id }[base]
      found = rows.map { _ in named }
    } else {
      let plain = firsts { $0.run.settings.isEmpty ? $0.run.plan : nil }
      found = rows.map { plain[$0.run.plan] }
    }
    let scenarios = Dictionary(grouping: rows.indices.filter { found[$0] != $0 }) { found[$0] }
    let order =
      rows.indices.filter { found[$0] == $0 }.flatMap { [$0] + (scenarios[$0] ?? []) } + (scenarios[nil] ?? [])
    let positions = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.rows = order.map { rows[$0] }
    bases = order.map { found[$0].flatMap { positions[$0] } }
    settings = rows.settingKeys
  }

  private func isBase(_ at: Int) -> Bool { bases[at] == at }
  private func baseID(_ at: Int) -> String? { bases[at].map { rows[$0].run.id } }

  private static func number(_ row: BatchSummaryRow, _ indicator: ScenarioIndicator) -> Double? {
    guard case .number(let number) = row.figure(indicator.rawValue) else { return nil }
    return number
  }

  /// An indicator of a run's base and of the run; nil where either is not known, and of a base.
  private func pair(_ at: Int, _ indicator: ScenarioIndicator) -> (was: Double, now: Double)? {
    guard let base = bases[at], base != at, let was = Self.number(rows[base], indicator),
      let now = Self.number(rows[at], indicator)
    else { return nil }
    return (was, now)
  }

  /// By how much an indicator of a run is more than that of its base; nil as of the pair.
  private func change(_ at: Int, _ indicator: ScenarioIndicator) -> Double? {
    pair(at, indicator).map { $0.now - $0.was }
  }

  /// `id,plan,status,is_base,base`, a column for each key that is set, the indicators, and their differences from the base.
  func csv() -> [UInt8] {
    let indicators = ScenarioIndicator.allCases
    var table = CSVWriter(
      columns: ["id", "plan", "status", "is_base", "base"] + settings + indicators.map(\.rawValue)
        + indicators.map { $0.rawValue + "_change" }, for: .spreadsheet)
    for (at, row) in rows.enumerated() {
      var cells: [PropertyValue] = [
        .text(row.run.id), .text(row.run.plan), .text(row.failure == nil ? "done" : "failed"),
        .flag(isBase(at)), .optional(baseID(at)),
      ]
      cells += settings.map { .optional(row.run.settings[$0]) }
      cells += indicators.map { row.figure($0.rawValue).property }
      cells += indicators.map { .optional(change(at, $0), places: 6) }
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
        rows.enumerated().map { at, row in
          [
            "id": .text(row.run.id), "plan": .text(row.run.plan), "done": .flag(row.failure == nil),
            "is_base": .flag(isBase(at)), "base": .optional(baseID(at)),
            "settings": .members(row.run.settings.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) }),
            "indicators": .members(
              ScenarioIndicator.allCases.map { .init($0.rawValue, row.figure($0.rawValue).property) }),
            "changes": .members(
              ScenarioIndicator.allCases.map { .init($0.rawValue, .optional(change(at, $0), places: 6)) }),
          ]
        }),
    ]
    return JSONWriter.indented(value)
  }

  /// The table of the page; nothing where no run tells an indicator.
  var markup: Markup {
    let done = rows.indices.filter { rows[$0].failure == nil }
    let shown = ScenarioIndicator.allCases.filter { indicator in
      done.contains { Self.number(rows[$0], indicator) != nil }
    }
    guard !shown.isEmpty else { return "" }
    let hasBase = done.contains(where: isBase)
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
    for at in done {
      let isBase = isBase(at)
      table += isBase ? "<tr class=\"base\"><th scope=\"row\">" : "<tr><th scope=\"row\">"
      table += "\(rows[at].run.id)"
      if isBase { table += " <b>\(Phrase("(base)", "（基准）"))</b>" }
      table += "</th>"
      for indicator in shown {
        table += "<td class=\"number\">"
        if let value = Self.number(rows[at], indicator) { table += "\(indicator.unit.text(value))" }
        if let (was, now) = pair(at, indicator), was != now {
          table += "<br><small>\(indicator.unit.changeText(from: was, to: now))</small>"
        }
        table += "</td>"
      }
      table += "</tr>\n"
    }
    return table + "</tbody></table></div>"
  }
}
