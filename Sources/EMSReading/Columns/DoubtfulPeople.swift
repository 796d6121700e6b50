import EMSFormats
import EMSModel

/// Figures of people of which the table itself tells that they would be too many: units that the figures do not have, and
/// years in which nobody has been counted.
struct DoubtfulPeople {
  private let reader: LayerReader
  private let isOfVillages: Bool
  private let factor: Double

  /// - Parameters:
  ///   - isOfVillages: whether the rows are settlements.
  ///   - factor: how many people the header makes of one unit of the column.
  init(_ reader: LayerReader, isOfVillages: Bool, factor: Double) {
    self.reader = reader
    self.isOfVillages = isOfVillages
    self.factor = factor
  }

  func check(_ findings: inout Findings) {
    guard reader.has(.population) else { return }
    noteUnit(&findings)
    noteYearsToCome(&findings)
  }

  /// More people than a village, or another place of a table, has.
  private var most: Double { isOfVillages ? 1e6 : 5e7 }

  /// Tells of places that would have more people than any has, once the unit of the header is obeyed.
  private func noteUnit(_ findings: inout Findings) {
    guard factor > 1 else { return }
    let rows = (0..<reader.table.rowCount).filter { row in
      if case .number(let value) = reader.number(row, .population) { value * factor > most } else { false }
    }
    guard let first = rows.first else { return }
    let header = reader.header(.population)
    let figure = reader.text(first, .population) ?? ""
    findings.note(
      .warning,
      "\(rows.count.of("row", "rows")) of \(header) would have more than \(NumberText.grouped(Int(most))) people: \(figure) is multiplied by \(NumberText.plain(factor)). Are the figures of single people?",
      "\(header) 列有 \(rows.count) 行超过 \(NumberText.grouped(Int(most))) 人：\(figure) 乘以 \(NumberText.plain(factor))。这些数是否实为单位“人”？",
      at: reader.rows(rows))
  }

  /// Tells of rows whose people nobody has counted, by a year of their own.
  private func noteYearsToCome(_ findings: inout Findings) {
    for column in reader.table.columns.indices where RowsOfOnePlace.isOfYears(reader.table.columns[column]) {
      let years = (0..<reader.table.rowCount).compactMap { row in
        reader.table.text(row, column).flatMap { Int($0.prefix { $0.isNumber }) }.map { (row: row, year: $0) }
      }
      let later = years.filter { YearToCome.isOne($0.year) }
      guard let first = later.first else { continue }
      let header = reader.table.columns[column]
      let remark = YearToCome.remark(on: first.year) ?? Phrase("", "")
      findings.note(
        .warning,
        "\(header) says \(first.year) in \(later.count.of("row", "rows")), for which nobody has been counted: the people are a projection\(remark.english)",
        "\(header) 列有 \(later.count) 行为 \(first.year) 年，尚无统计，其人口为预测\(remark.chinese)",
        at: reader.rows(later.map(\.row)))
    }
  }
}
