import EMSPlan

/// What `emsplan plan --compare` says below the summary.
struct ComparisonLines {
  let comparison: RunComparison
  let other: String
  let language: Language

  /// More lines of one kind than this are left to the file.
  private static let longestKind = 20

  var lines: [String] {
    let isChinese = language == .chinese
    let title = isChinese ? "与 \(other) 比较" : "compared with \(other)"
    guard !comparison.changes.isEmpty else { return ["", title + (isChinese ? "：没有变化" : ": nothing changed")] }
    var lines = ["", title]
    for kind in RunChange.Kind.allCases where comparison.count(kind) > 0 {
      let changes = comparison.changes.filter { $0.kind == kind }
      lines.append("  \(word(kind)) (\(changes.count))")
      for change in changes.prefix(Self.longestKind) {
        let (was, now) = (change.before[language], change.after[language])
        let (before, after) = (was.isEmpty ? "–" : was, now.isEmpty ? "–" : now)
        lines.append("    \(change.name[language]): \(before) → \(after) [\(change.reason[language])]")
      }
      let left = changes.count - Self.longestKind
      if left > 0 {
        lines.append(isChinese ? "    其余\(left)项见 changes.csv" : "    \(left) more in changes.csv")
      }
    }
    return lines
  }

  private func word(_ kind: RunChange.Kind) -> String {
    let word: Phrase =
      switch kind {
      case .input: Phrase("inputs", "输入")
      case .figure: Phrase("figures of the profile", "政策数值")
      case .site: Phrase("sites", "站点")
      case .provision: Phrase("how villages are served", "村级服务方式")
      case .score: Phrase("scores", "评分")
      case .measure: Phrase("measures", "指标")
      }
    return word[language]
  }
}
