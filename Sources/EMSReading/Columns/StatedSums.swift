import EMSFormats
import EMSModel

/// Whether the sums that a table states, such as its row of 合计, are those of its rows: where they are not, a row or a
/// figure is wrong or missing.
///
/// A sum may be that of all rows, of those above it up to the sum before it, of those below it down to the next, or of the
/// rows of the unit that it names (甲镇合计); whichever it equals, nothing is said.
struct StatedSums {
  private let reader: LayerReader

  init(_ reader: LayerReader) { self.reader = reader }

  /// So many differences of one column are spelt out.
  private static let spelledOut = 5

  /// Tells of sums that differ, with both figures.
  func check(_ findings: inout Findings) {
    let sums = reader.table.passedOver.filter { $0.kind == .sum && $0.row != nil }
    // A filter leaves rows out that a sum counts.
    if sums.isEmpty || reader.layer.rowsWhere != nil { return }
    let numbers = (0..<reader.table.rowCount).map { row -> Int in
      if case .row(let number) = reader.table.place(ofRow: row) { number } else { 0 }
    }
    let bounds = reader.table.passedOver.filter { $0.kind == .sum || $0.kind == .section }.compactMap(\.row).sorted()
    for field in [Field.population, .beds] {
      guard let column = reader.column(field) else { continue }
      let figures = (0..<reader.table.rowCount).map { row in
        reader.table.text(row, column).flatMap { reader.figure($0, field)?.value }
      }
      var differences: [Phrase] = []
      for sum in sums {
        guard let at = sum.row, column < sum.cells.count, let text = sum.cells[column],
          let stated = reader.figure(text, field),
          let found = difference(sum, at: at, stated.value, numbers, bounds, figures)
        else { continue }
        // A figure of 1.2万 is right to its last digit.
        let step = stated.unit > 1 ? (0..<decimals(of: text)).reduce(stated.unit) { step, _ in step / 10 } : 0
        // So is one of fractions of people.
        let least = field == .population && reader.hasFractionsOfPeople ? 1 : 1e-6
        guard abs(found.sum - stated.value) > step * 0.5 * Double(found.count + 1) + least else { continue }
        differences.append(told(sum.word, at, text, stated.value, found))
      }
      if differences.isEmpty { continue }
      let header = reader.header(field)
      let (shown, rest) = (differences.prefix(Self.spelledOut), differences.dropFirst(Self.spelledOut).count)
      findings.note(
        .warning,
        "\(reader.layer.file): sums of \(header) that the table states differ from those of its rows: "
          + shown.map(\.english).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
          + ". The rows are counted; is one missing or wrong?",
        "\(reader.layer.file)：\(header) 列写明的合计与各行相加不符：" + shown.map(\.chinese).joined(separator: "；")
          + (rest > 0 ? "；另有 \(rest) 处" : "") + "。以各行为准，请核对是否漏行或填错")
    }
  }

  private typealias Block = (sum: Double, count: Int, unknown: Int)

  /// The rows that a sum most likely is of; nil where it equals those of any that it may be of, or is no sum at all.
  private func difference(
    _ row: PassedRow, at: Int, _ stated: Double, _ numbers: [Int], _ bounds: [Int], _ figures: [Double?]
  ) -> Block? {
    func block(_ holds: (Int) -> Bool) -> Block {
      let rows = figures.indices.filter(holds)
      return (rows.reduce(0) { $0 + (figures[$1] ?? 0) }, rows.count, rows.count { figures[$0] == nil })
    }
    let previous = bounds.last { $0 < at } ?? 0
    let next = bounds.first { $0 > at } ?? Int.max
    let all = block { _ in true }
    let above = block { numbers[$0] > previous && numbers[$0] < at }
    let below = block { numbers[$0] > at && numbers[$0] < next }
    let meaning = SumWords.read(row.word)
    var ofUnit: Block = (0, 0, 0)
    if case .unit(let name)? = meaning {
      ofUnit = block { index in
        [Field.township, .county].contains { reader.text(index, $0)?.hasPrefix(name) ?? false }
      }
    }
    let possible = [ofUnit, all, above, below].filter { $0.count > 0 }
    // Sums of 万 and of fractions are right to what a double keeps.
    if possible.contains(where: { abs($0.sum - stated) <= 1e-9 * max(1, abs(stated)) }) { return nil }
    switch meaning {
    case .allRows?, .region?, .county?, nil: return all
    case .otherRows? where SumWords.isMeanOrPart(row.word): return nil
    case .unit?, .otherRows?: return [ofUnit, above, below, all].first { $0.count > 0 }
    }
  }

  private func told(_ word: String, _ row: Int, _ text: String, _ stated: Double, _ block: Block) -> Phrase {
    func number(_ value: Double) -> String {
      // 1,234.6 万 is 12,346,000 people, though a double of it has a tail.
      let steadied = abs(value - value.rounded()) <= 1e-9 * max(1, abs(value)) ? value.rounded() : value
      if let whole = Int(exactly: steadied) { return NumberText.grouped(whole) }
      let parts = NumberText.plain(value).split(separator: ".")
      return parts.count == 2 ? "\(NumberText.grouped(Int(value))).\(parts[1])" : NumberText.plain(value)
    }
    let unknown = Phrase(
      block.unknown > 0 ? ", \(block.unknown) of them without a figure" : "",
      block.unknown > 0 ? "，其中 \(block.unknown) 行没有数值" : "")
    return Phrase(
      "\(word) (row \(row)) is \(number(stated)), and its \(block.count.of("row", "rows")) add up to \(number(block.sum))\(unknown.english)",
      "“\(word)”（第 \(row) 行）为 \(number(stated))，其 \(block.count) 行相加为 \(number(block.sum))\(unknown.chinese)")
  }

  private func decimals(of text: String) -> Int {
    let plain = WrittenNumber.plain(text)
    guard let mark = plain.firstIndex(of: ".") else { return 0 }
    return plain[mark...].dropFirst().prefix { $0.isNumber }.count
  }
}
