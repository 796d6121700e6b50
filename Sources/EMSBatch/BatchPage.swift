import EMSFormats
import EMSModel
import EMSReport

/// The page over all runs of a batch: a ranking that sorts by any column, the curves of the sweep, and what failed.
///
/// One file without scripts from elsewhere; without any script it still reads.
struct BatchPage {
  let title: String?
  let rows: [BatchSummaryRow]
  let language: Language
  /// nil leaves the runs' scenarios out.
  var scenarios: ScenarioTable?

  func html() -> String {
    let heading = title ?? words("Batch of plans", "批量规划")
    // The page may run its own script, told by its hash, and ask nobody for anything.
    let hash = ContentHash(of: Self.sorting).base64
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; img-src data:; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>\(heading)</title>
      <style>\(Markup(unescaped: Self.style))
      .\(language == .chinese ? "en" : "zh"){display:none}</style>
      </head>
      <body>
      <main>
      <h1>\(heading)</h1>
      <p>\(counts)</p>
      \(failures)
      \(scenarios?.markup ?? "")
      \(curves)
      \(ranking)
      </main>
      <script>\(Markup(unescaped: Self.sorting))</script>
      </body>
      </html>

      """
    return page.source
  }

  private func words(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  private var counts: String {
    let failed = rows.count { $0.failure != nil }
    return words(
      "\(rows.count) runs · \(rows.count - failed) finished · \(failed) failed",
      "共 \(rows.count) 次运行 · 完成 \(rows.count - failed) · 失败 \(failed)")
  }

  private var failures: Markup {
    let failed = rows.filter { $0.failure != nil }
    if failed.isEmpty { return "" }
    var table: Markup = "<h2>\(words("Failed", "失败"))</h2>\n<table><tbody>\n"
    for row in failed {
      table += "<tr><td>\(row.run.id)</td><td>"
      for (number, line) in (row.failure?.lines(in: language) ?? []).enumerated() {
        table += number == 0 ? "\(line)" : "<br>\(line)"
      }
      table += "</td></tr>\n"
    }
    return table + "</tbody></table>"
  }

  private var curves: Markup {
    var figures: Markup = ""
    for curve in BatchCurve.curves(of: rows) {
      guard let drawing = curve.drawing.markup else { continue }
      figures +=
        "<figure>\n<figcaption>\(BatchOutcome.Figure.title(of: curve.figure)[language])</figcaption>\n\(drawing)</figure>\n"
    }
    if figures.source.isEmpty { return "" }
    return "<h2>\(words("Sweep", "参数变化"))</h2>\n<div class=\"curves\">\n\(figures)</div>"
  }

  private var ranking: Markup {
    let settings = rows.settingKeys
    let figures = rows.figureNames
    let heading = words("Ranking", "排序")
    func title(_ text: String) -> Markup { "<th><button type=\"button\">\(text)</button></th>" }
    var table: Markup =
      "<h2>\(heading)</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(heading)\">"
    table += "<table class=\"sortable\"><thead><tr>\(title(words("run", "运行")))"
    for key in settings { table += title(key) }
    for figure in figures { table += title(BatchOutcome.Figure.title(of: figure)[language]) }
    table += "</tr></thead><tbody>\n"
    for row in Self.ranked(rows.filter { $0.failure == nil }, by: figures.first) {
      table += "<tr><td><a href=\"runs/\(Self.percentEncoded(row.run.id))/report.html\">\(row.run.id)</a></td>"
      for key in settings { table += "<td>\(row.run.settings[key] ?? "")</td>" }
      for figure in figures { table += cell(row.figure(figure), of: figure) }
      table += "</tr>\n"
    }
    return table + "</tbody></table></div>"
  }

  /// By the first figure, the largest first; unknown last, ties by id.
  private static func ranked(_ rows: [BatchSummaryRow], by figure: String?) -> [BatchSummaryRow] {
    guard let figure else { return rows }
    func value(_ row: BatchSummaryRow) -> Double {
      if case .number(let number) = row.figure(figure) { number } else { -.infinity }
    }
    return rows.sorted { (value($1), $0.run.id) < (value($0), $1.run.id) }
  }

  /// As a reader has it, with the figure of the table for sorting.
  private func cell(_ value: BatchOutcome.Figure.Value, of figure: String) -> Markup {
    switch value {
    case .number(let number):
      let exact = String(decoding: JSONWriter.compact(value.property), as: UTF8.self)
      let text =
        BatchOutcome.Figure.unit(of: figure).map { $0.text(number)[language] }
        ?? Int(exactly: number).map(NumberText.grouped) ?? exact
      return "<td class=\"number\" data-v=\"\(exact)\">\(text)</td>"
    case .text(let text): return "<td>\(FieldTitle.word(text)[language])</td>"
    case .unknown: return "<td></td>"
    }
  }

  private static func percentEncoded(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var result = ""
    for byte in name.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-_.~".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%"
        result.unicodeScalars.append(digits[Int(byte >> 4)])
        result.unicodeScalars.append(digits[Int(byte & 15)])
      }
    }
    return result
  }

  private static let style = """
    body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}
    table{border-collapse:collapse;font-size:13px}th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left}
    td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.sortable th{vertical-align:bottom}
    th button{font:inherit;text-align:inherit;background:none;border:0;padding:0;cursor:pointer;min-width:5em}
    :focus-visible{outline:3px solid #0072B2;outline-offset:1px}
    .curves{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:30rem;max-width:100%}figcaption{font-weight:600}
    .curve{width:100%;height:auto}.scroll{overflow-x:auto}.scenarios th{font-weight:600}.scenarios tbody th{white-space:nowrap}
    .scenarios small{color:#555;white-space:nowrap}.base{background:#eef5fb}
    @media print{body{margin:0;max-width:none}}
    """

  /// A click on a column's title sorts by it, and again the other way round.
  private static let sorting = """
    document.querySelectorAll('.sortable th').forEach((th,column)=>th.firstChild.addEventListener('click',()=>{
    const table=th.closest('table'),body=table.tBodies[0],down=th.getAttribute('aria-sort')!=='descending';
    table.querySelectorAll('th').forEach(other=>other.removeAttribute('aria-sort'));
    th.setAttribute('aria-sort',down?'descending':'ascending');
    const key=r=>r.cells[column].dataset.v??r.cells[column].textContent,rows=[...body.rows];
    rows.sort((a,b)=>{const x=key(a),y=key(b),n=x-y;
    return x===''||y===''?(x==='')-(y===''):(isNaN(n)?x.localeCompare(y):n)*(down?-1:1)});
    rows.forEach(r=>body.appendChild(r))}));
    """
}
