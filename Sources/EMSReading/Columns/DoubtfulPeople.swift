import EMSFormats
import EMSModel

/// Figures of people of which the table itself tells that they would count people twice, or too many: rows of one place for
/// several years or for all beside its parts, and units that the figures do not have.
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
    refuseRowsOfOnePlace(&findings)
    noteUnit(&findings)
  }

  // MARK: Rows of one place

  private enum Kind {
    /// Each row is of a year.
    case years
    /// Each row is of a part of the people, or of all of them.
    case parts
  }

  private static let ofYears: Set<String> = [
    "年份", "年度", "年", "统计年份", "统计年度", "普查年份", "year", "yr", "censusyear", "annee", "ano", "anio",
  ]
  private static let ofParts: Set<String> = [
    "性别", "sex", "gender", "sexe", "sexo", "年龄", "年龄段", "年龄组", "age", "ages", "agegroup", "agegroups", "ageclass",
    "agerange", "groupedage",
  ]

  private static func kind(_ header: String) -> Kind? {
    let letters = FieldSynonyms.withoutAccents(WrittenNumber.plain(header).lowercased()).filter(\.isLetter)
    return ofYears.contains(letters) ? .years : ofParts.contains(letters) ? .parts : nil
  }

  /// Refuses a table that has several rows of most places, one for each year or for all beside its parts: the people of all
  /// would be added up.
  private func refuseRowsOfOnePlace(_ findings: inout Findings) {
    let table = reader.table
    for (column, header) in table.columns.enumerated() {
      guard let kind = Self.kind(header), column != reader.column(.id), column != reader.column(.name) else { continue }
      var values: [String] = []
      var ofPlace: [String: Set<String>] = [:]
      var rowsOfPlace: [String: Int] = [:]
      for row in 0..<table.rowCount {
        guard let value = table.text(row, column) else { continue }
        if !values.contains(value) {
          values.append(value)
          // A column of dates or figures is none of these.
          if values.count > 200 { break }
        }
        let place = place(row)
        ofPlace[place, default: []].insert(value)
        rowsOfPlace[place, default: 0] += 1
      }
      let repeated = ofPlace.filter { $1.count > 1 }.keys.reduce(0) { $0 + (rowsOfPlace[$1] ?? 0) }
      guard values.count > 1, values.count <= 200, 2 * repeated >= table.rowCount, repeated > 0,
        let whole = whole(of: values, kind)
      else { continue }
      let list = values.filter { $0 != whole }.shortList
      let condition = (reader.layer.rowsWhere.map { "\($0) and " } ?? "") + "\(header) = \(whole)"
      findings.add(
        InputProblem(
          file: table.file, field: header, value: whole,
          kind == .years
            ? Phrase(
              "the table has a row of each place for every year (\(header): \(whole), \(list.english)), and the people of all years would be added up",
              "同一地点每年一行（\(header)：\(whole)、\(list.chinese)），各年人口会被相加")
            : Phrase(
              "the table has rows of all people of a place and of parts of them (\(header): \(whole), \(list.english)), which would be added up",
              "同一地点既有合计行又有分项行（\(header)：\(whole)、\(list.chinese)），人口会被重复相加"),
          Phrase("Say which rows are read: where: \(condition)", "请说明读取哪些行：where: \(condition)")),
        rule: "rows of one place")
    }
  }

  /// What a row is of, without its figures.
  private func place(_ row: Int) -> String {
    var words = [reader.text(row, .name) ?? reader.text(row, .id) ?? "", reader.text(row, .township) ?? ""]
    if reader.table.hasShapes {
      if case .point(let point)? = reader.table.shape(ofRow: row) {
        words.append("\(point.longitude) \(point.latitude)")
      }
    } else {
      let columns = reader.pair.map { [$0.column] } ?? [Field.longitude, .latitude].compactMap { reader.column($0) }
      words += columns.map { reader.table.text(row, $0) ?? "" }
    }
    return words.joined(separator: "\u{1F}")
  }

  /// The value of the rows that are to be read: the newest year, or what stands for all; nil where rows may be added up.
  private func whole(of values: [String], _ kind: Kind) -> String? {
    switch kind {
    case .years:
      let years = values.map { Int($0.prefix { $0.isNumber }) ?? 0 }
      guard years.allSatisfy({ (1900...2100).contains($0) }) else { return nil }
      return zip(years, values).max { $0.0 < $1.0 }?.1
    case .parts:
      return values.first { HeaderMeaning($0).isTotal || ["小计", "全部", "不分", "all"].contains($0.lowercased()) }
    }
  }

  // MARK: Units

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
}
