import EMSFormats
import EMSModel

/// The cells of beds and of turnout times that say more than a figure, or none, and how they were understood.
struct WordedFigures {
  /// The cells of beds by how they were read, in the order of their rows.
  private var bedsRead: [(row: Int, words: BedWords)] = []
  private var bounds: [Int] = []
  private var withoutFigure: [Int] = []

  /// The beds of a row; nil where the cell is empty or unknown, or with a problem.
  mutating func beds(_ row: Int, of reader: InputReader, _ findings: inout Findings) -> Int? {
    guard let text = reader.text(row, .beds), let words = BedWords.read(text),
      // Of two figures the header says what they are.
      reader.pair(row, .beds).map({ pair in pair.text(text) == nil && words.tellsBoth }) ?? true
    else { return reader.count(row, .beds, &findings) }
    bedsRead.append((row, words))
    return words.count
  }

  /// The time until a station's ambulance leaves: minutes, or seconds where the cell or the header says so.
  mutating func turnout(_ row: Int, of reader: InputReader, _ findings: inout Findings) -> Duration? {
    guard let text = reader.text(row, .turnout) else { return nil }
    if case .unknown = WrittenNumber.read(text, style: .point) { return nil }
    switch TurnoutWords.answer(text, header: reader.header(ofRow: row, .turnout)) {
    case .time(let time)?: return time
    case .atMost(let time)?:
      bounds.append(row)
      return time
    case .noFigure?:
      withoutFigure.append(row)
      return nil
    case nil:
      reader.complain(
        row, .turnout, rule: "turnout", value: text,
        Phrase("“\(text)” is not a turnout time of 0 to 120 minutes", "“\(text)”不是 0 至 120 分钟的出车时间"),
        Phrase("Write minutes, such as 3 or 2.5, or leave the cell empty", "请填写分钟数，如 3 或 2.5；不明时请留空"), &findings)
      return nil
    }
  }

  /// Tells how the words were understood and adds it to the account.
  func tell(_ reader: InputReader, _ account: LayerAccount, _ findings: inout Findings) {
    func tell(
      _ rows: [Int], _ field: Field, _ verb: (one: String, many: String), _ what: Phrase, _ value: Phrase,
      read: (Int) -> String = { _ in "" }
    ) {
      if rows.isEmpty { return }
      let header = reader.header(field)
      let list = rows.map { "\(reader.text($0, field) ?? "")\(read($0))" }.shortList
      findings.note(
        .warning,
        "\(rows.count.of("cell", "cells")) of \(header) \(rows.count == 1 ? verb.one : verb.many) \(what.english): \(list.english)",
        "\(header) 列有 \(rows.count) 格\(what.chinese)：\(list.chinese)", at: reader.rows(rows))
      account.add(
        .words, field: field.rawValue, value: Phrase("\(value.english) in \(header)", "\(header)中\(value.chinese)"),
        count: rows.count, &findings)
    }
    func beds(_ isOne: (BedWords) -> Bool) -> [Int] { bedsRead.filter { isOne($0.words) }.map(\.row) }
    let counts = Dictionary(bedsRead.map { ($0.row, $0.words.count ?? 0) }, uniquingKeysWith: { first, _ in first })
    func counted(_ row: Int) -> String { " → \(counts[row] ?? 0)" }
    tell(
      beds(\.tellsBoth), .beds, ("tells", "tell"),
      Phrase("the beds that are there and those allowed; those that are there are counted", "同时写有实有与编制床位，按实有计"),
      Phrase("beds that are there, of two figures", "两个数取实有"), read: counted)
    tell(
      beds { if case .allowedAlone = $0 { true } else { false } }, .beds, ("tells", "tell"),
      Phrase("the beds allowed alone, which are counted", "只写编制床位，按编制计"),
      Phrase("beds allowed, for no others are told", "仅有编制数"), read: counted)
    tell(
      beds { if case .sum = $0 { true } else { false } }, .beds, ("is a sum,", "are sums,"),
      Phrase("added up", "为相加的数，按合计计"), Phrase("sums", "按合计"), read: counted)
    tell(
      beds { if case .whole = $0 { true } else { false } }, .beds, ("says", "say"),
      Phrase(
        "more of the beds, such as a part of them; the figure that names none is counted", "除床位数外另有说明（如其中一部分），按未加说明的数计"),
      Phrase("the figure without words", "取未加说明的数"), read: counted)
    tell(
      beds { $0 == .undecided }, .beds, ("holds", "hold"),
      Phrase(
        "figures of which nothing says which the beds are; the beds count as unknown, until one figure is written",
        "有多个数或含义不明的数，无法判断哪个是床位数，视为不明；请只填写一个数"),
      Phrase("figures that nothing decides as unknown", "无法判断的数视为不明"))
    let withoutBeds = beds { $0 == .noFigure }
    for (rows, field) in [(withoutBeds, Field.beds), (withoutFigure, .turnout)] {
      tell(
        rows, field, ("holds", "hold"),
        Phrase("no figure and \(rows.count == 1 ? "counts" : "count") as unknown", "没有数值，视为不明"),
        Phrase("words without a figure as unknown", "没有数值的内容视为不明"))
    }
    tell(
      bounds, .turnout, ("tells", "tell"), Phrase("a range or a bound, of which the longest is taken", "为范围或上限，按最长计"),
      Phrase("the longest of a range or bound", "范围或上限按最长计"))
  }
}
