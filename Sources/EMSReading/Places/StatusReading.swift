import EMSFormats
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
        "the status “\(word)” of \(rows.count.of("facility", "facilities")) is not understood as open or closed; \(rows.count == 1 ? "it counts" : "they count") as open",
        "\(rows.count) 个机构的状态“\(word)”无法判断是否开放，按开放计", at: reader.rows(rows))
    }
  }
}

extension LayerReader {
  /// Says which columns that are not read seem to say which rows are open, or still there: words of that alone, some of
  /// them of rows that are not.
  ///
  /// - Parameters:
  ///   - what: what the rows are.
  ///   - isOpen: what a word says; nil where it says neither.
  func noteUnreadStatus(of what: Phrase, _ isOpen: (String) -> Bool?, _ findings: inout Findings) {
    noteClosures(of: what, &findings)
    noteOpeningsToCome(&findings)
    if has(.status) { return }
    for column in table.columns.indices where !isTaken(column) {
      var words: [String: (isOpen: Bool, count: Int)] = [:]
      // A remark says only what is not as usual.
      var isBlankSomewhere = false
      let isStatus = (0..<table.rowCount).allSatisfy { row in
        guard let word = table.text(row, column) else {
          isBlankSomewhere = true
          return true
        }
        if words[word] == nil {
          guard words.count < 12, word.count <= 40, YesNoWords.read(word) == nil, let isOpen = isOpen(word) else {
            return false
          }
          words[word] = (isOpen, 0)
        }
        words[word]?.count += 1
        return true
      }
      let closed = words.filter { !$0.value.isOpen }
      guard isStatus, !closed.isEmpty, isBlankSomewhere || closed.count < words.count else { continue }
      let header = table.columns[column]
      let list = closed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }.shortList
      findings.note(
        .warning,
        "\(layer.file): \(header) seems to say which \(what.english) (\(list.english)) and is not read; leave them out with where, such as \(header) != \(closed.keys.sorted()[0])",
        "\(layer.file)：\(header) 列似乎表明哪些\(what.chinese)（\(list.chinese)），未读取；如需排除，请用 where，如 \(header) != \(closed.keys.sorted()[0])"
      )
    }
  }

  /// Says which columns that are not read tell by their header that rows with a yes or a date in them are not open.
  private func noteClosures(of what: Phrase, _ findings: inout Findings) {
    for column in table.columns.indices
    where !isTaken(column) && Self.closures.contains(FieldSynonyms.normalised(table.columns[column])) {
      let rows = (0..<table.rowCount).filter { row in
        guard let text = table.text(row, column), WrittenNumber.read(text, style: .point) != .unknown else {
          return false
        }
        return YesNoWords.read(text) != false
      }
      if rows.isEmpty { continue }
      let header = table.columns[column]
      findings.note(
        .warning,
        "\(header) seems to say in \(rows.count.of("row", "rows")) which \(what.english), and is not read; leave them out with where, or remove them",
        "\(header) 列似乎表明 \(rows.count) 行\(what.chinese)，未读取；如需排除，请用 where 或删去这些行", at: self.rows(rows))
    }
  }

  /// Says which columns that are not read give a year to come as that in which rows open or are built, by name, and the
  /// condition that leaves them out.
  private func noteOpeningsToCome(_ findings: inout Findings) {
    for column in table.columns.indices
    where !isTaken(column) && Self.openings.contains(FieldSynonyms.normalised(table.columns[column])) {
      let rows = (0..<table.rowCount).filter { row in
        guard let text = table.text(row, column) else { return false }
        return WrittenNumber.plain(text).split { !$0.isNumber }.contains { digits in
          [4, 8].contains(digits.utf8.count) && Int(digits.prefix(4)).map(YearToCome.isSurelyOne) ?? false
        }
      }
      guard let first = rows.first, let word = table.text(first, column) else { continue }
      let header = table.columns[column]
      let names = rows.compactMap { text($0, .name) }
      let (list, listed) = (names.shortList, !names.isEmpty)
      let condition =
        (layer.rowsWhere.map { "\($0) and " } ?? "") + "\(header) != "
        + Set(rows.compactMap { table.text($0, column) }).sorted().joined(separator: "|")
      findings.note(
        .warning,
        "\(header) gives a year to come in \(rows.count.of("row", "rows")), such as \(word), and is not read: \(listed ? "\(list.english) \(names.count == 1 ? "counts as if it were" : "count as if they were")" : "they count as if they were") there today. Leave out what is not there yet: where: \(condition)",
        "\(header) 列有 \(rows.count) 行为尚未到来的年份（如 \(word)），未读取，\(listed ? list.chinese : "")现按已建成计；如需排除尚未建成的，请写 where: \(condition)",
        at: self.rows(rows))
    }
  }

  /// Headers of when something opens or is built.
  private static let openings: Set<String> = [
    "建成年份", "建成时间", "建成日期", "竣工时间", "竣工日期", "竣工年份", "投用时间", "投用日期", "投用年份", "投入使用时间", "投入使用日期", "启用时间", "启用日期",
    "启用年份", "开业时间", "开业日期", "开业年份", "开诊时间", "计划建成时间", "预计建成时间", "openingdate", "opendate", "dateopened", "openingyear",
    "yearopened", "yearofopening", "dateofopening", "commissioningdate", "completiondate", "operationaldate",
    "dateoperational", "yearbuilt", "yearofconstruction", "expectedopening", "plannedopening",
  ]

  /// Headers of what says yes, or when, where something is no longer open or there.
  private static let closures: Set<String> = [
    "closed", "isclosed", "permanentlyclosed", "temporarilyclosed", "closingdate", "dateclosed", "closeddate",
    "closuredate",
    "closedate", "dateofclosure", "dateofclosing", "closedon", "closedsince", "closure", "abandoned", "isabandoned",
    "disused",
    "demolished", "isdeleted", "deleted", "停业日期", "关闭日期", "撤销日期", "注销日期", "停办日期", "停诊日期", "停业时间", "关闭时间", "撤销时间",
    "注销时间",
    "是否停业", "是否关闭", "是否撤销", "是否停诊", "是否停办", "是否撤并", "是否注销", "是否搬迁", "是否已搬迁", "是否整村搬迁", "是否空心村", "撤并日期", "撤并时间", "搬迁时间",
    "搬迁日期",
  ]
}
