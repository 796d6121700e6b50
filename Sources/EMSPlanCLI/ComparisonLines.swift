import EMSPlan

/// What `emsplan plan --compare` says below the summary: only what changed, and why.
struct ComparisonLines {
  let comparison: RunComparison
  let other: String
  let language: Language

  var lines: [String] {
    let isChinese = language == .chinese
    let title = isChinese ? "与 \(other) 比较" : "compared with \(other)"
    guard !comparison.changes.isEmpty else { return ["", title + (isChinese ? "：没有变化" : ": nothing changed")] }
    let count = comparison.changes.count
    return ["", title] + comparison.sentences.map { "  " + $0[language] }
      + [
        isChinese
          ? "  全部\(NumberText.grouped(count))项变化见 changes.csv"
          : "  \(count.of("change", "changes")) in all, each with its reason: changes.csv"
      ]
  }
}
