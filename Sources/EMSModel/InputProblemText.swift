extension InputProblem {
  /// The problem as one line: where, what, and what to do.
  ///
  /// For example `facilities.csv, row 17, column 纬度: 122.93 is not a latitude; … Set swap_xy: true.`
  public func text(in language: Language) -> String {
    let message = language == .chinese ? chinese : english
    let remedy = language == .chinese ? remedyChinese : remedyEnglish
    var line = whereabouts(in: language) + (language == .chinese ? "：" : ": ") + message
    if repeats > 0 {
      line += language == .chinese ? "（另有 \(repeats) 处相同）" : " (and \(repeats) more like it)"
    }
    if !remedy.isEmpty { line += language == .chinese ? "。" + remedy : ". " + remedy }
    return line
  }

  /// Whether the field is a key of a plan or profile, and not a column.
  private var isKeyOfYAML: Bool {
    if case .line = place { return true }
    return field == "crs" || file.hasSuffix(".yaml") || file.hasSuffix(".yml")
  }

  private func whereabouts(in language: Language) -> String {
    let chinese = language == .chinese
    var parts = [file]
    switch place {
    case .file: break
    case .row(let row): parts.append(chinese ? "第 \(row) 行" : "row \(row)")
    case .line(let line): parts.append(chinese ? "第 \(line) 行" : "line \(line)")
    case .feature(let number, let id):
      let name = id.map { chinese ? "（\($0)）" : " (\($0))" } ?? ""
      parts.append((chinese ? "第 \(number) 个要素" : "feature \(number)") + name)
    }
    if let field {
      if isKeyOfYAML {
        parts.append(chinese ? "键 \(field)" : "key \(field)")
      } else {
        parts.append(chinese ? "列 \(field)" : "column \(field)")
      }
    }
    return parts.joined(separator: chinese ? "，" : ", ")
  }
}
