import EMSFormats
import EMSModel

/// Of which unit a row of a table of indicators is.
///
/// A unit is named by the id, or by a name that only one has, of a county or township; the region by its plan's name, 全域,
/// `region` or an empty cell, and by what a bureau calls its whole: 全市, and 合计 where the other rows are of no unit or of
/// every county. 全县 is the region where it is one county, or where the other rows are counties; elsewhere nothing tells
/// which county is meant. A row of 甲县合计 is 甲县's, and one of 小计 or 平均 is of no unit.
struct IndicatorUnits {
  private let reader: InputReader
  private let files: InputFiles
  private let counties: ReferenceIndex?
  private let townships: ReferenceIndex?
  /// The ids that the rows of each file name: of counties, of the townships, and of the counties of those.
  private var named: [String: (counties: Set<String>, townships: Set<String>, countiesOfTownships: Set<String>)] = [:]
  /// The rows that sum up a part of the others, or give their mean.
  private var ofOtherRows: [Int] = []

  init(_ reader: InputReader, of files: InputFiles, _ counties: ReferenceIndex?, _ townships: ReferenceIndex?) {
    self.reader = reader
    self.files = files
    self.counties = counties
    self.townships = townships
    for row in 0..<reader.rowCount {
      guard var text = Self.name(row, reader) else { continue }
      if case .unit(let name)? = SumWords.read(text), counties?.match(text).isUndecided != false { text = name }
      let file = reader.file(ofRow: row)
      if case .found(let id, _)? = counties?.match(text) {
        named[file, default: ([], [], [])].counties.insert(id)
      } else if case .found(let id, _)? = townships?.match(text) {
        named[file, default: ([], [], [])].townships.insert(id)
        if let county = townships?.county(of: id) { named[file]?.countiesOfTownships.insert(county) }
      }
    }
  }

  /// The outer nil: no unit, which is told; the inner one: the region. A name of the plan and of its only county is the
  /// county's.
  mutating func unit(_ row: Int, _ findings: inout Findings) -> String?? {
    guard let text = Self.name(row, reader), text != "全域", text.lowercased() != "region" else { return .some(nil) }
    if text == files.name, counties?.count != 1 { return .some(nil) }
    if case .found(let id, _) = counties?.match(text) { return id }
    if text == files.name { return .some(nil) }
    if case .found(let id, _) = townships?.match(text) { return id }
    let file = reader.file(ofRow: row)
    let (count, named) = (counties?.count ?? 0, named[file])
    // Of a county of which no row is its own every township has one.
    let areAll =
      named.map { named in
        named.counties.union(named.countiesOfTownships).count == count
          && named.countiesOfTownships.subtracting(named.counties).allSatisfy { county in
            townships?.ids(in: county).allSatisfy(named.townships.contains) ?? false
          }
      } ?? true
    let areCounties = named.map { $0.counties.count > 1 && $0.townships.isEmpty } ?? false
    switch SumWords.read(text) {
    case .otherRows?:
      ofOtherRows.append(row)
      return nil
    case .allRows? where count > 1 && !areAll:
      ofOtherRows.append(row)
      return nil
    case .county? where count > 1 && !areCounties:
      complain(
        row, text,
        Phrase(
          "“\(text)” may be one of the \(count) counties or the whole region", "“\(text)”可指 \(count) 个县中的一个，也可指全域"),
        Phrase(
          "Write the name or id of the county; for the whole region write 全域, or leave the cell empty",
          "请写县名或编码；如指整个区域，请写“全域”或留空"), &findings)
      return nil
    case .region?, .allRows?, .county?:
      findings.note(
        .assumption, "\(file): the unit \(text) is taken as the whole region", "\(file)：单位“\(text)”按全域计")
      return .some(nil)
    case .unit(let name)?:
      for case .found(let id, _)? in [counties?.match(name), townships?.match(name)] {
        findings.note(.assumption, "\(file): the unit \(text) is taken as \(name)", "\(file)：单位“\(text)”按\(name)计")
        return id
      }
    case nil: break
    }
    if townships?.match(text) == .leftOut {
      let rows = reader.rows([row])
      findings.note(
        .warning, "the figures of \(text), a township without a place, decide nothing (\(rows.english))",
        "\(text)没有位置，其指标不参与判定（\(rows.chinese)）")
      return nil
    }
    // Where a file of units could not be read, its own problem is told already.
    guard counties != nil || files.counties == nil, let townships, townships.match(text).isUndecided,
      counties.map({ $0.match(text).isUndecided }) ?? true
    else { return nil }
    let several = [counties, townships].lazy.compactMap { $0?.several(called: text) }.first
    complain(
      row, text, several ?? Phrase("there is no county or township “\(text)”", "不存在县或乡镇“\(text)”"),
      Phrase("Use an id (or a name that only one has), or leave the cell empty for the region", "请使用编码（或唯一的名称）；全域请留空"),
      &findings)
    return nil
  }

  /// What a row calls its unit; where that cell is empty, the word of a sum that stands in a column of no meaning, as below
  /// serial numbers.
  private static func name(_ row: Int, _ reader: InputReader) -> String? {
    if let text = reader.text(row, .unit) { return text }
    return reader.textsNotRead(row, leftOf: .unit).first { SumWords.read($0) != nil }
  }

  private func complain(
    _ row: Int, _ text: String, _ what: Phrase, _ remedy: Phrase, _ findings: inout Findings
  ) {
    reader.complain(row, .unit, rule: "unknown unit", value: text, what, remedy, &findings)
  }

  /// Tells which rows are of no unit.
  func tell(_ account: LayerAccount, _ findings: inout Findings) {
    if ofOtherRows.isEmpty { return }
    let list = ofOtherRows.compactMap { Self.name($0, reader) }.shortList
    findings.note(
      .warning,
      "\(ofOtherRows.count.of("row of indicators sums up a part of the region or gives a mean, and decides", "rows of indicators sum up a part of the region or give a mean, and decide")) nothing: \(list.english)",
      "指标表中有 \(ofOtherRows.count) 行只合计部分单位或为平均数，不参与判定：\(list.chinese)", at: reader.rows(ofOtherRows))
    account.leaveOut(ofOtherRows.count, Phrase("sums of a part, means", "部分单位的合计或平均数"), &findings)
  }
}
