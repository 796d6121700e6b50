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

  func html() -> String {
    let heading = Markup.escaped(title ?? words("Batch of plans", "批量规划"))
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(heading)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>\(heading)</h1>
      <p>\(counts())</p>
      \(failures())
      \(curves())
      \(ranking())
      <script>\(Self.sorting)</script>
      </body>
      </html>

      """
  }

  private func words(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  private func counts() -> String {
    let failed = rows.count { $0.failure != nil }
    return words(
      "\(rows.count) runs · \(rows.count - failed) finished · \(failed) failed",
      "共 \(rows.count) 次运行 · 完成 \(rows.count - failed) · 失败 \(failed)")
  }

  private func failures() -> String {
    let failed = rows.filter { $0.failure != nil }
    guard !failed.isEmpty else { return "" }
    let items = failed.map { row in
      let lines = (row.failure?.lines(in: language) ?? []).map(Markup.escaped).joined(separator: "<br>")
      return "<tr><td>\(Markup.escaped(row.run.id))</td><td>\(lines)</td></tr>"
    }
    return """
      <h2>\(words("Failed", "失败"))</h2>
      <table><tbody>
      \(items.joined(separator: "\n"))
      </tbody></table>
      """
  }

  private func curves() -> String {
    let curves = BatchCurve.curves(of: rows)
    guard !curves.isEmpty else { return "" }
    let figures = curves.map { curve in
      let drawing = BatchCurveDrawing(curve)
      let legend = drawing.legend(median: words("median of \(curve.lines.count) plans", "\(curve.lines.count) 个方案的中位数"))
        .map { "<span style=\"color:\($0.colour)\">&#9632;</span> \(Markup.escaped($0.name))" }
      return """
        <figure>
        <figcaption>\(Markup.escaped(curve.figure))</figcaption>
        \(drawing.svg())
        <p class="legend">\(legend.joined(separator: " "))</p>
        </figure>
        """
    }
    return "<h2>\(words("Sweep", "参数变化"))</h2>\n<div class=\"curves\">\n\(figures.joined(separator: "\n"))\n</div>"
  }

  private func ranking() -> String {
    let settings = rows.settingKeys
    let figures = rows.figureNames
    let titles = [words("run", "运行")] + settings + figures
    let done = rows.filter { $0.failure == nil }
    let lines = Self.ranked(done, by: figures.first).map { row in
      let link =
        "<a href=\"runs/\(Markup.escaped(Self.percentEncoded(row.run.id)))/report.html\">\(Markup.escaped(row.run.id))</a>"
      var cells = ["<td>\(link)</td>"]
      cells += settings.map { "<td>\(Markup.escaped(row.run.settings[$0] ?? ""))</td>" }
      cells += figures.map { Self.cell(row.figure($0)) }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <h2>\(words("Ranking", "排序"))</h2>
      <table class="sortable"><thead><tr>\(titles.map { "<th>\(Markup.escaped($0))</th>" }.joined())</tr></thead><tbody>
      \(lines.joined(separator: "\n"))
      </tbody></table>
      """
  }

  /// By the first figure, the largest first; unknown last, ties by id.
  private static func ranked(_ rows: [BatchSummaryRow], by figure: String?) -> [BatchSummaryRow] {
    guard let figure else { return rows }
    func value(_ row: BatchSummaryRow) -> Double {
      if case .number(let number) = row.figure(figure) { number } else { -.infinity }
    }
    return rows.sorted { (value($1), $0.run.id) < (value($0), $1.run.id) }
  }

  private static func cell(_ value: BatchOutcome.Figure.Value) -> String {
    let text = String(decoding: JSONWriter.compact(value.property), as: UTF8.self)
    return switch value {
    case .number: "<td class=\"number\">\(text)</td>"
    case .text(let text): "<td>\(Markup.escaped(text))</td>"
    case .unknown: "<td></td>"
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
    td.number{text-align:right;font-variant-numeric:tabular-nums}.sortable th{cursor:pointer}
    .curves{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:30rem;max-width:100%}figcaption{font-weight:600}
    svg{width:100%;font-size:11px}svg text{fill:#333}.grid{stroke:#ddd}polyline{fill:none}
    .thin{stroke-width:.5;opacity:.5}.bold{stroke-width:2}.legend{font-size:12px;margin:0}
    @media print{body{margin:0;max-width:none}}
    """

  /// A click on a column's title sorts by it, and again the other way round.
  private static let sorting = """
    document.querySelectorAll('.sortable th').forEach((th,column)=>th.addEventListener('click',()=>{
    const body=th.closest('table').tBodies[0],down=th.dataset.down!=='1';th.dataset.down=down?'1':'';
    const key=r=>r.cells[column].textContent,rows=[...body.rows];
    rows.sort((a,b)=>{const x=key(a),y=key(b),n=x-y;
    const c=x===''||y===''?(x==='')-(y===''):(isNaN(n)?x.localeCompare(y):n)*(down?-1:1);return c});
    rows.forEach(r=>body.appendChild(r))}));
    """
}
