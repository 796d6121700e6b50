import EMSFormats
import EMSModel

/// Rows of which a table has several for most places: one for each year, or one for all of the people beside their parts.
/// Read as they are, people would be added up, and a facility would count once for every year.
struct RowsOfOnePlace {
  enum Kind {
    /// Each row is of a year.
    case years
    /// Each row is of a part of the people, or of all of them.
    case parts
  }

  let kind: Kind
  let header: String
  /// The value of the rows that are to be read: the newest year in which anybody has counted, or what stands for all.
  let whole: String
  /// The other values.
  let others: [String]

  /// The condition that lets the rows to be read through, as a plan says it.
  var condition: String { "\(header) = \(whole)" }

  /// What the columns of a table tell of such rows, each column by itself.
  static func found(in reader: LayerReader) -> [RowsOfOnePlace] {
    reader.table.columns.indices.compactMap { RowsOfOnePlace($0, of: reader) }
  }

  /// Refuses the table, with the condition to write.
  static func refuse(in reader: LayerReader, ofPlaces: Bool, _ findings: inout Findings) {
    let countsPeople = reader.has(.population)
    guard countsPeople || ofPlaces else { return }
    for one in found(in: reader) where countsPeople || one.kind == .years {
      let condition = (reader.layer.rowsWhere.map { "\($0) and " } ?? "") + one.condition
      findings.add(
        InputProblem(
          file: reader.table.file, field: one.header, value: one.whole, one.words(countsPeople: countsPeople),
          Phrase("Say which rows are read: where: \(condition)", "请说明读取哪些行：where: \(condition)")),
        rule: "rows of one place")
    }
  }

  private func words(countsPeople: Bool) -> Phrase {
    let list = others.shortList
    return switch (kind, countsPeople) {
    case (.years, true):
      Phrase(
        "the table has a row of each place for every year (\(header): \(whole), \(list.english)), and the people of all years would be added up",
        "同一地点每年一行（\(header)：\(whole)、\(list.chinese)），各年人口会被相加")
    case (.years, false):
      Phrase(
        "the table has a row of each place for every year (\(header): \(whole), \(list.english)), and each place would count once for every year",
        "同一地点每年一行（\(header)：\(whole)、\(list.chinese)），同一机构或村居会按年份重复计数")
    case (.parts, _):
      Phrase(
        "the table has rows of all people of a place and of parts of them (\(header): \(whole), \(list.english)), which would be added up",
        "同一地点既有合计行又有分项行（\(header)：\(whole)、\(list.chinese)），人口会被重复相加")
    }
  }

  /// More values than these are no years or parts but dates or figures.
  private static let mostValues = 200

  /// nil where the column is of something else, or tells of rows that may be added up.
  private init?(_ column: Int, of reader: LayerReader) {
    let table = reader.table
    let header = table.columns[column]
    guard let kind = Self.kind(header), column != reader.column(.id), column != reader.column(.name) else { return nil }
    var values: [String] = []
    var ofPlace: [String: Set<String>] = [:]
    var rowsOfPlace: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard let value = table.text(row, column) else { continue }
      if !values.contains(value) {
        values.append(value)
        if values.count > Self.mostValues { return nil }
      }
      let place = Self.place(row, reader)
      ofPlace[place, default: []].insert(value)
      rowsOfPlace[place, default: 0] += 1
    }
    let repeated = ofPlace.filter { $1.count > 1 }.keys.reduce(0) { $0 + (rowsOfPlace[$1] ?? 0) }
    guard values.count > 1, 2 * repeated >= table.rowCount, repeated > 0, let whole = Self.whole(of: values, kind)
    else { return nil }
    (self.kind, self.header, self.whole) = (kind, header, whole)
    others = values.filter { $0 != whole }
  }

  private static let ofYears: Set<String> = [
    "年份", "年度", "年", "统计年份", "统计年度", "普查年份", "报告年份", "数据年份", "year", "yr", "censusyear", "reportingyear",
    "annee", "ano", "anio", "fiscalyear", "financialyear", "surveyyear", "mwaka", "वर्ष", "साल",
  ]
  private static func kind(_ header: String) -> Kind? {
    let letters = PartsOfPeople.letters(header)
    return ofYears.contains(letters) ? .years : PartsOfPeople.isHeader(letters) ? .parts : nil
  }

  /// Whether a column says of which year a row is.
  static func isOfYears(_ header: String) -> Bool { kind(header) == .years }

  /// What a row is of, without its figures.
  private static func place(_ row: Int, _ reader: LayerReader) -> String {
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

  /// The value of the rows that are to be read; nil where rows may be added up.
  private static func whole(of values: [String], _ kind: Kind) -> String? {
    switch kind {
    case .years:
      let years = values.map { Int($0.prefix { $0.isNumber }) ?? 0 }
      guard years.allSatisfy({ (1900...2100).contains($0) }) else { return nil }
      // Of years to come there are projections alone.
      let counted = zip(years, values).filter { $0.0 <= HeaderMeaning.latestCount }
      return (counted.isEmpty ? Array(zip(years, values)) : counted).max { $0.0 < $1.0 }?.1
    case .parts:
      return values.first { HeaderMeaning($0).isTotal || ["小计", "全部", "不分", "all"].contains($0.lowercased()) }
    }
  }
}
