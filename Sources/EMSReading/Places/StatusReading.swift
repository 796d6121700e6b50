import EMSModel

/// The facilities that a column says are not open, and the words that say neither.
struct StatusReading {
  private var closed: [String: [Int]] = [:]
  private var unknown: [String: [Int]] = [:]

  /// Whether a row counts as open; one whose word says neither does, which is told.
  mutating func isOpen(_ text: String, row: Int) -> Bool {
    switch StatusWords.isOpen(text) {
    case true?: return true
    case false?:
      closed[text, default: []].append(row)
      return false
    case nil:
      unknown[text, default: []].append(row)
      return true
    }
  }

  /// Tells of both, and adds the rows left out to the account.
  func tell(_ reader: InputReader, _ account: LayerAccount, _ findings: inout Findings) {
    for (word, rows) in closed.sorted(by: { $0.key < $1.key }) {
      findings.note(
        .warning, rows.count.of("facility is", "facilities are") + " “\(word)” and left out",
        "\(rows.count) 个机构状态为“\(word)”，未纳入", at: reader.rows(rows))
      account.leaveOut(rows.count, Phrase("not open: \(word)", "未开放：\(word)"), &findings)
    }
    for (word, rows) in unknown.sorted(by: { $0.key < $1.key }) {
      findings.note(
        .warning,
        "the status “\(word)” of \(rows.count.of("facility", "facilities")) says neither open nor closed; they count as open",
        "\(rows.count) 个机构的状态“\(word)”未说明是否开放，按开放计", at: reader.rows(rows))
    }
  }
}
