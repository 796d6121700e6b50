/// What a run says at its end: a title, and under it labelled lines.
///
/// ```
/// Xing'an League · profile xingan
///   read      6 counties · 25 towns
///   sites     county sub-centres            6 of 24   +212,340 people   optimal
///             rural emergency sub-centres  12 of 24   +287,002 people   optimal
///   wrote     out/xingan (12 files; open report.html)                        1.3 s
/// ```
struct TerminalSummary {
  /// The width at whose right edge the time stands.
  static let lineWidth = 120
  private static let leastLabelWidth = 8

  private struct Entry {
    var label: String
    var lines: [String]
    var trailing: String?
    var isWarning: Bool
  }

  private let title: String
  private var entries: [Entry] = []

  init(title: String) { self.title = TerminalText.harmless(title) }

  /// Adds a labelled line; `trailing` stands at the right edge.
  mutating func append(_ label: String, _ text: String, trailing: String? = nil) {
    append(label, lines: [text], trailing: trailing)
  }

  /// Adds a labelled line that the planner should look at.
  mutating func append(warning label: String, _ text: String) {
    entries.append(Entry(label: label, lines: [TerminalText.harmless(text)], trailing: nil, isWarning: true))
  }

  /// Adds a table with one label.
  mutating func append(_ label: String, table: TerminalTable) { append(label, lines: table.lines(), trailing: nil) }

  private mutating func append(_ label: String, lines: [String], trailing: String?) {
    guard !lines.isEmpty else { return }
    entries.append(
      Entry(label: label, lines: lines.map(TerminalText.harmless), trailing: trailing, isWarning: false))
  }

  func lines(style: TerminalStyle = .plain) -> [String] {
    let labelWidth = entries.reduce(Self.leastLabelWidth) { max($0, TerminalText.width($1.label)) }
    var lines = [style.bold(title)]
    for entry in entries {
      for (index, text) in entry.lines.enumerated() {
        let label = TerminalText.padded(index == 0 ? entry.label : "", to: labelWidth)
        let styled = entry.isWarning ? style.warning(label) : style.faint(label)
        var line = "  \(styled)  \(text)"
        if index == 0, let trailing = entry.trailing {
          let used = 4 + labelWidth + TerminalText.width(text)
          let gap = max(2, Self.lineWidth - used - TerminalText.width(trailing))
          line += String(repeating: " ", count: gap) + trailing
        }
        lines.append(line)
      }
    }
    return lines
  }
}
