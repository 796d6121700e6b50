import EMSFormats
import EMSModel

/// Indicators of units out of their file.
enum IndicatorReading {
  /// Ascending by unit, the region first; nil when the file cannot be read at all.
  ///
  /// A unit is named by the id, or by a name that only one has, of a county or township; the region by its plan's name,
  /// 全域, 全市, `region` or an empty cell.
  static func read(
    _ layer: PlanFile.Layer, of files: InputFiles, counties: ReferenceIndex?, townships: ReferenceIndex?,
    _ findings: inout Findings
  ) -> [UnitIndicators]? {
    guard
      let reader = InputReader(
        layer, of: files, fields: PlanFile.indicatorFields, required: [.unit], findings: &findings)
    else { return nil }
    let account = LayerAccount(of: reader, as: "indicators", &findings)
    if reader.has(.indicator), reader.has(.value) { return long(reader, of: files, counties, townships, &findings) }
    var rowOfUnit: [[String?]: Int] = [:]
    var units: [String?: UnitIndicators] = [:]
    for row in 0..<reader.rowCount {
      guard let unitID = unit(row, of: files, reader, counties, townships, &findings) else { continue }
      let year = year(row, reader, &findings)
      if let first = rowOfUnit.updateValue(row, forKey: [unitID, year.map(String.init)]) {
        reader.complain(
          row, .unit, rule: "unit twice", value: reader.text(row, .unit),
          Phrase(
            "the unit stands in \(RowList.text([reader.place(ofRow: first)]).english) already",
            "该单位已出现在\(RowList.text([reader.place(ofRow: first)]).chinese)"),
          Phrase("Keep one row for each unit, or for each unit and year", "每个单位（或每个单位每年）只保留一行"), &findings)
      }
      let own =
        reader.has(.year) ? UnitIndicators(unitID: unitID) : indicators(row, of: unitID, reader, &findings)
      units[unitID, default: own].rows += figures(row, of: year, reader)
    }
    let hasFields = PlanFile.indicatorFields.contains { $0 != .unit && $0 != .year && reader.has($0) }
    if !hasFields, units.values.allSatisfy(\.rows.isEmpty) {
      findings.add(
        InputProblem(
          file: layer.file, english: "no column is an indicator", chinese: "没有任何指标列",
          remedyEnglish: "Name one of \(PlanFile.indicatorFields.dropFirst().map(\.rawValue).joined(separator: ", "))",
          remedyChinese: "请使用下列列名之一：\(PlanFile.indicatorFields.dropFirst().map(\.rawValue).joined(separator: "、"))"),
        rule: "no indicators")
    }
    account.add(.rowsRead, count: rowOfUnit.count, &findings)
    return units.values.sorted { ($0.unitID ?? "") < ($1.unitID ?? "") }
  }

  /// The figures of one row of a wide table that the profile has to name: those of columns that no field has, and of all
  /// columns where the rows have years.
  private static func figures(_ row: Int, of year: Int?, _ reader: InputReader) -> [IndicatorRow] {
    var cells = reader.cellsNotRead(row).map { (name: $0.header, header: $0.header, cell: $0.cell) }
    if reader.has(.year) {
      cells += PlanFile.indicatorFields.filter { $0 != .unit && $0 != .year && reader.has($0) }.map {
        (name: $0.rawValue, header: reader.header(ofRow: row, $0), cell: reader.number(row, $0))
      }
    }
    return cells.compactMap { name, header, cell in
      guard case .figure(let number, let isPercent) = BookFigure(cell) else { return nil }
      return IndicatorRow(
        name: name, number: number, isPercent: isPercent, year: year ?? BookFigure.year(in: header),
        file: reader.file(ofRow: row), place: reader.place(ofRow: row), headers: (header, header), isColumn: true)
    }
  }

  /// The year of a row, which may be written 2025年; nil where no cell tells.
  private static func year(_ row: Int, _ reader: InputReader, _ findings: inout Findings) -> Int? {
    reader.text(row, .year).flatMap(BookFigure.year) ?? reader.count(row, .year, &findings)
  }

  /// A table with one row for each figure: unit, indicator, value, year. Rows without a value say nothing.
  private static func long(
    _ reader: InputReader, of files: InputFiles, _ counties: ReferenceIndex?, _ townships: ReferenceIndex?,
    _ findings: inout Findings
  ) -> [UnitIndicators] {
    var units: [String?: UnitIndicators] = [:]
    for row in 0..<reader.rowCount {
      guard let shown = reader.text(row, .value), let name = reader.text(row, .indicator) else { continue }
      guard let unitID = unit(row, of: files, reader, counties, townships, &findings) else { continue }
      switch BookFigure(reader.number(row, .value)) {
      case .unknown: continue
      case .figure(let number, let isPercent):
        units[unitID, default: UnitIndicators(unitID: unitID)].rows.append(
          IndicatorRow(
            name: name, number: number, isPercent: isPercent, year: year(row, reader, &findings),
            file: reader.file(ofRow: row), place: reader.place(ofRow: row),
            headers: (reader.header(ofRow: row, .indicator), reader.header(ofRow: row, .value))))
      case .other:
        reader.complain(
          row, .value, rule: "indicator value", value: shown,
          Phrase("“\(shown)” is not a figure", "“\(shown)”不是数值"),
          Phrase("Write digits, or leave the cell empty when it is unknown", "请填写数字；不明时请留空"), &findings)
      }
    }
    return units.values.sorted { ($0.unitID ?? "") < ($1.unitID ?? "") }
  }

  /// The outer nil: no such unit; the inner one: the region. A name of the plan and of its only county is the county's.
  private static func unit(
    _ row: Int, of files: InputFiles, _ reader: InputReader, _ counties: ReferenceIndex?, _ townships: ReferenceIndex?,
    _ findings: inout Findings
  ) -> String?? {
    guard let text = reader.text(row, .unit), text != "全域", text.lowercased() != "region" else { return .some(nil) }
    if text == files.name, counties?.count != 1 { return .some(nil) }
    if wholes.contains(text) || wholesOfOne.contains(text) && counties?.count ?? 1 == 1 {
      findings.note(
        .assumption, "\(reader.file(ofRow: row)): the unit \(text) is taken as the whole region",
        "\(reader.file(ofRow: row))：单位“\(text)”按全域计")
      return .some(nil)
    }
    if case .found(let id, _) = counties?.match(text) { return id }
    if text == files.name { return .some(nil) }
    if case .found(let id, _) = townships?.match(text) { return id }
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
    reader.complain(
      row, .unit, rule: "unknown unit", value: text,
      several ?? Phrase("there is no county or township “\(text)”", "不存在县或乡镇“\(text)”"),
      Phrase("Use an id (or a name that only one has), or leave the cell empty for the region", "请使用编码（或唯一的名称）；全域请留空"),
      &findings)
    return nil
  }

  /// What a bureau calls its whole region.
  private static let wholes: Set<String> = ["全市", "全盟", "全州", "合计", "总计", "Total", "total"]
  /// The same where it is one county.
  private static let wholesOfOne: Set<String> = ["全县", "全旗", "全区"]

  private static func indicators(
    _ row: Int, of unitID: String?, _ reader: InputReader, _ findings: inout Findings
  ) -> UnitIndicators {
    var unit = UnitIndicators(unitID: unitID)
    unit.posts = reader.count(row, .posts, &findings)
    unit.healthGrids = reader.count(row, .healthGrids, &findings)
    unit.communityHospitals = reader.count(row, .communityHospitals, &findings)
    unit.gradeAHealthCentres = reader.count(row, .gradeAHealthCentres, &findings)
    unit.assessedCentres = reader.count(row, .assessedCentres, &findings)
    unit.centresAtBasicStandard = reader.count(row, .centresAtBasicStandard, &findings)
    unit.centresAtRecommendedStandard = reader.count(row, .centresAtRecommendedStandard, &findings)
    unit.turnoutShare = reader.share(row, .turnoutShare, &findings)
    unit.clinicsAwayFromPeople = reader.count(row, .clinicsAwayFromPeople, &findings)
    unit.createdCommunityHospitals = reader.count(row, .createdCommunityHospitals, &findings)
    unit.createdCommunityHealthCentres = reader.count(row, .createdCommunityHealthCentres, &findings)
    unit.townsBelowStandard = reader.count(row, .townsBelowStandard, &findings)
    unit.hospitalsWithoutFiveCentres = reader.count(row, .hospitalsWithoutFiveCentres, &findings)
    if let assessed = unit.assessedCentres {
      for (field, reached) in [
        (Field.centresAtBasicStandard, unit.centresAtBasicStandard),
        (.centresAtRecommendedStandard, unit.centresAtRecommendedStandard),
      ] {
        guard let reached, reached > assessed else { continue }
        reader.complain(
          row, field, rule: "more than assessed", value: String(reached),
          Phrase("\(reached) centres, and only \(assessed) were assessed", "\(reached)所，而已评估机构只有\(assessed)所"),
          Phrase("Correct one of the two numbers", "请改正其中一个数"), &findings)
      }
    }
    return unit
  }
}
