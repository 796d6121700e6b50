import EMSModel

/// A table of the page whose columns sort at a click.
struct ReportTable {
  enum Cell {
    case text(String)
    case phrase(Phrase)
    case number(Double?, String)
    /// A number with words behind it.
    case measured(Double?, Phrase)
    case markup(Markup)
    /// The word for a verdict, in its colour.
    case badge(String)

    /// Whether it stands at the right, as numbers do.
    fileprivate var isNumber: Bool {
      switch self {
      case .number, .measured: true
      case .text, .phrase, .markup, .badge: false
      }
    }

    fileprivate var isEmpty: Bool {
      switch self {
      case .text(let text), .number(_, let text): text.isEmpty
      case .phrase(let phrase), .measured(_, let phrase): phrase.english.isEmpty && phrase.chinese.isEmpty
      case .markup(let markup): markup.source.isEmpty
      case .badge: false
      }
    }

    /// A count with separators; empty where unknown.
    static func count(_ count: Int?) -> Cell { .number(count.map(Double.init), count.map(NumberText.grouped) ?? "") }

    static func decimal(_ number: Double?, places: Int) -> Cell {
      .number(number, number.map { NumberText.grouped($0, places: places) } ?? "")
    }

    /// A sum of parts of a whole, such as half posts: without decimals where it has none.
    static func amount(_ number: Double?) -> Cell { decimal(number, places: number == number?.rounded() ? 0 : 2) }

    static func percent(_ share: Double?) -> Cell {
      .number(share, share.map { NumberText.decimals($0 * 100, 1) + " %" } ?? "")
    }
  }

  /// How many rows are printed; the style sheet hides the others on paper.
  private static let rowsOnPaper = 60
  /// More columns than this are printed across.
  private static let columnsOnUprightPaper = 8

  private var titles: [Phrase]
  private var rows: [[Cell]] = []

  init(_ titles: [Phrase]) { self.titles = titles }

  var isEmpty: Bool { rows.isEmpty }

  mutating func append(_ cells: [Cell]) {
    precondition(cells.count == titles.count, "a row has \(cells.count) cells, the table \(titles.count)")
    rows.append(cells)
  }

  /// Without the columns in which no row has anything: a criterion that no candidate has a figure for.
  var withoutEmptyColumns: ReportTable {
    let kept = titles.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    var table = self
    table.titles = kept.map { titles[$0] }
    table.rows = rows.map { row in kept.map { row[$0] } }
    return table
  }

  /// The table; one of more than twenty rows scrolls on the screen.
  func markup() -> Markup {
    let classes = [rows.count > 20 ? "long" : nil, "scroll", titles.count > Self.columnsOnUprightPaper ? "broad" : nil]
    var table: Markup =
      "<div class=\"\(classes.compactMap { $0 }.joined(separator: " "))\" tabindex=\"0\" role=\"group\">"
    table += "<table class=\"data sortable\"><thead><tr>"
    for (column, title) in titles.enumerated() {
      let isNumber = rows.contains { $0[column].isNumber }
      table +=
        isNumber
        ? "<th scope=\"col\" class=\"number\">\(Self.sorter(title))</th>"
        : "<th scope=\"col\">\(Self.sorter(title))</th>"
    }
    table += "</tr></thead><tbody>\n"
    for row in rows {
      table += "<tr>"
      for cell in row { table += Self.markup(cell) }
      table += "</tr>\n"
    }
    table += "</tbody></table></div>\n"
    if rows.count > Self.rowsOnPaper {
      let note = Phrase(
        "The first \(Self.rowsOnPaper) of \(NumberText.grouped(rows.count)) rows; all are in the annex tables.",
        "仅列前\(Self.rowsOnPaper)行，共\(NumberText.grouped(rows.count))行，全部见附表。")
      table += "<p class=\"faint on-paper\">\(note)</p>\n"
    }
    return table
  }

  /// Not a button element: browsers leave those out of the headers that they repeat on each sheet of paper.
  private static func sorter(_ title: Phrase) -> Markup { "<span role=\"button\" tabindex=\"0\">\(title)</span>" }

  private static func markup(_ cell: Cell) -> Markup {
    switch cell {
    case .text(let text): "<td\(look(text))>\(text)</td>"
    case .phrase(let phrase): "<td\(look(phrase.chinese))>\(phrase)</td>"
    case .number(nil, let text): "<td class=\"number\">\(text)</td>"
    case .number(let number?, let text): "<td class=\"number\" data-v=\"\(NumberText.plain(number))\">\(text)</td>"
    case .measured(let number, let phrase):
      "<td class=\"number\" data-v=\"\(number.map { NumberText.plain($0) } ?? "")\">\(phrase)</td>"
    case .badge(let status): "<td><span class=\"badge \(status)\">\(FieldTitle.word(status))</span></td>"
    case .markup(let markup): "<td class=\"words\">\(markup)</td>"
    }
  }

  /// A name stays on one line, words break at their stops, and a text of several sentences takes a broad column.
  private static func look(_ text: String) -> Markup {
    switch TextWidth.of(text) {
    case ...28: ""
    case ...100: " class=\"words\""
    default: " class=\"words text\""
    }
  }
}
