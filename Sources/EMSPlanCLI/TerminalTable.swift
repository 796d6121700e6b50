/// Rows of cells in columns that line up, with Chinese text two columns to the character.
struct TerminalTable {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private let header: [String]?
  private var rows: [[String]] = []

  /// A table with a header row.
  init(columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    header = columns.map(\.title)
  }

  /// A table without a header.
  init(alignments: [Alignment]) {
    self.alignments = alignments
    header = nil
  }

  /// Whether it has no row.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; cells left out at its end are empty.
  mutating func append(_ cells: [String]) {
    precondition(cells.count <= alignments.count, "a row has \(cells.count) cells, the table \(alignments.count)")
    rows.append(cells.map(TerminalText.harmless))
  }

  /// The lines of the table: two spaces between columns, a rule under the header, no spaces at the end of a line.
  func lines(style: TerminalStyle = .plain) -> [String] {
    var widths = header?.map(TerminalText.width) ?? alignments.map { _ in 0 }
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TerminalText.width(cell)) }
    }
    var lines: [String] = []
    if let header {
      lines.append(style.bold(line(header, widths)))
      lines.append(style.faint(line(widths.map { String(repeating: "─", count: $0) }, widths)))
    }
    return lines + rows.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      if column > 0 { line += "  " }
      line +=
        alignments[column] == .left
        ? TerminalText.padded(cell, to: widths[column]) : TerminalText.rightAligned(cell, to: widths[column])
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
