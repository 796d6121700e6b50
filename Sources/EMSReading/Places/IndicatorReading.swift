import EMSFormats
import EMSModel

/// Indicators of units out of their file.
enum IndicatorReading {
  /// Ascending by unit, the region first; nil when the file cannot be read at all.
  static func read(
    _ layer: PlanFile.Layer, of files: InputFiles, counties: ReferenceIndex?, townships: ReferenceIndex?,
    _ findings: inout Findings
  ) -> [UnitIndicators]? {
    guard
      let reader = InputReader(
        layer, of: files, fields: PlanFile.indicatorFields, required: [.unit], findings: &findings)
    else { return nil }
    let account = LayerAccount(of: reader, as: "indicators", &findings)
    var unitOfRow = IndicatorUnits(reader, of: files, counties, townships)
    var years = IndicatorYears(reader)
    defer {
      unitOfRow.tell(account, &findings)
      years.tell(&findings)
    }
    if reader.has(.indicator), reader.has(.value) { return long(reader, &unitOfRow, &years, account, &findings) }
    var rowOfUnit: [[String?]: Int] = [:]
    var units: [String?: UnitIndicators] = [:]
    for row in 0..<reader.rowCount {
      guard let unitID = unitOfRow.unit(row, &findings) else { continue }
      let year = year(row, reader, &findings)
      if let first = rowOfUnit.updateValue(row, forKey: [unitID, year.map(String.init)]) {
        reader.complain(
          row, .unit, rule: "unit twice", value: reader.text(row, .unit),
          Phrase(
            "the unit stands in \(RowList.text([reader.place(ofRow: first)]).english) already",
            "该单位已出现在\(RowList.text([reader.place(ofRow: first)]).chinese)"),
          Phrase("Keep one row for each unit, or for each unit and year", "每个单位（或每个单位每年）只保留一行"), &findings)
      }
      let own = indicators(row, of: unitID, reader, &findings)
      let rows = figures(row, of: year, own, reader, &years)
      units[unitID, default: reader.has(.year) ? UnitIndicators(unitID: unitID) : own].rows += rows
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

  /// The figures of one row of a wide table, each of its year: those of fields, and those of columns that no field has,
  /// which the profile has to name.
  ///
  /// - Parameter own: the figures of the fields, as they were read.
  private static func figures(
    _ row: Int, of year: Int?, _ own: UnitIndicators, _ reader: InputReader, _ years: inout IndicatorYears
  ) -> [IndicatorRow] {
    func figure(_ name: String, _ header: String, _ number: Double, _ isPercent: Bool, _ year: Int?) -> IndicatorRow {
      IndicatorRow(
        name: name, number: number, isPercent: isPercent, year: year, file: reader.file(ofRow: row),
        place: reader.place(ofRow: row), headers: (header, header), isColumn: true)
    }
    var figures = reader.cellsNotRead(row).compactMap { header, cell -> IndicatorRow? in
      guard case .figure(let number, let isPercent) = BookFigure(cell) else { return nil }
      return figure(header, header, number, isPercent, years.year(row, [header], of: year))
    }
    for field in PlanFile.indicatorFields where field != .unit && field != .year && reader.has(field) {
      guard let number = own.figure(field) else { continue }
      let header = reader.header(ofRow: row, field)
      let its = years.year(row, [header], of: year)
      figures.append(figure(field.rawValue, header, number, field == .turnoutShare, its))
    }
    return figures
  }

  /// The year of a row, which may be written 2025年; nil where no cell tells.
  private static func year(_ row: Int, _ reader: InputReader, _ findings: inout Findings) -> Int? {
    reader.text(row, .year).flatMap(BookFigure.year) ?? reader.count(row, .year, &findings)
  }

  /// A table with one row for each figure: unit, indicator, value, year. Rows without a value say nothing.
  private static func long(
    _ reader: InputReader, _ unitOfRow: inout IndicatorUnits, _ years: inout IndicatorYears, _ account: LayerAccount,
    _ findings: inout Findings
  ) -> [UnitIndicators] {
    var units: [String?: UnitIndicators] = [:]
    var (read, withoutValue) = (0, 0)
    for row in 0..<reader.rowCount {
      guard let shown = reader.text(row, .value), let name = reader.text(row, .indicator) else {
        withoutValue += 1
        continue
      }
      guard let unitID = unitOfRow.unit(row, &findings) else { continue }
      switch BookFigure(reader.number(row, .value)) {
      case .unknown: withoutValue += 1
      case .figure(let number, let isPercent):
        read += 1
        let header = reader.header(ofRow: row, .value)
        units[unitID, default: UnitIndicators(unitID: unitID)].rows.append(
          IndicatorRow(
            name: name, number: number, isPercent: isPercent,
            year: years.year(row, [name, header], of: year(row, reader, &findings)),
            file: reader.file(ofRow: row), place: reader.place(ofRow: row),
            headers: (reader.header(ofRow: row, .indicator), header)))
      case .other:
        reader.complain(
          row, .value, rule: "indicator value", value: shown,
          Phrase("“\(shown)” is not a figure", "“\(shown)”不是数值"),
          Phrase("Write digits, or leave the cell empty when it is unknown", "请填写数字；不明时请留空"), &findings)
      }
    }
    account.leaveOut(withoutValue, Phrase("no figure", "没有数值"), &findings)
    account.add(.rowsRead, count: read, &findings)
    return units.values.sorted { ($0.unitID ?? "") < ($1.unitID ?? "") }
  }

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
