import EMSModel

/// What is different from another run, as a section of the page.
struct ChangeSection {
  private let comparison: RunComparison
  /// More changes of one kind than this stand in the file alone.
  private static let longestKind = 200

  init(_ comparison: RunComparison) { self.comparison = comparison }

  var markup: Markup {
    var section: Markup =
      "<p class=\"faint\">\(Phrase("Compared with another run of “\(comparison.otherName)”; only what changed is told.", "与“\(comparison.otherName)”的另一次结果比较，仅列变化。"))</p>\n"
    for sentence in comparison.sentences { section += "<p>\(sentence)</p>\n" }
    var table = ReportTable([
      Phrase("What", "类别"), Phrase("Name", "名称"), Phrase("Before", "原"), Phrase("After", "现"), Phrase("Why", "原因"),
    ])
    var leftOut = 0
    for kind in RunChange.Kind.allCases {
      let own = comparison.changes.filter { $0.kind == kind }
      for change in own.prefix(Self.longestKind) {
        table.append([
          .phrase(kind.name), .phrase(change.name), .phrase(change.before), .phrase(change.after),
          .phrase(change.reason),
        ])
      }
      leftOut += max(0, own.count - Self.longestKind)
    }
    if !table.isEmpty { section += table.markup() }
    if leftOut > 0 {
      section +=
        "<p class=\"faint\">\(Phrase("\(NumberText.grouped(leftOut)) more in changes.csv.", "其余\(NumberText.grouped(leftOut))项见 changes.csv。"))</p>\n"
    }
    return section
  }
}
