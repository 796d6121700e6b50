import EMSModel

extension IndicatorNames {
  /// The units of a table with its figures where the rules look for them.
  package struct Resolved {
    package var units: [UnitIndicators]
    /// What decides nothing, so that no figure is lost without a word.
    package var notes: [Note]
    /// Of each file, the figure for which each header of a wide table was taken.
    package var columns: [String: [String: String]]
  }

  /// Puts the figures that the table names where the rules look for them.
  ///
  /// Of a region of one county what is said of the one is said of the other.
  ///
  /// - Throws: every row whose name the profile does not know, whose share may be read in two ways or is above 100 %, that
  ///   stands twice, or that counts more than there are.
  package func resolve(_ units: [UnitIndicators], counties: [County] = []) throws(InputProblems) -> Resolved {
    var problems: [InputProblem] = []
    var unknown: Set<String> = []
    var columns: [String: [String: String]] = [:]
    var resolved = units.map { unit in
      var unit = unit
      for row in unit.rows {
        let found = entries(named: row.name).first
        if row.isColumn, let found { columns[row.file, default: [:]][row.name] = found.key }
        if row.isColumn, found == nil {
          unknown.insert(ownName(of: row.name))
        } else {
          take(row, into: &unit, &problems)
        }
      }
      checkParts(of: unit, &problems)
      for (field, name, _) in Self.ownFigures where unit.says(field) && !entries.contains(where: { $0.field == field })
      {
        unknown.insert(name.chinese)
      }
      return unit
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    if counties.count == 1, let county = counties.first {
      for id in [nil, county.id] where !resolved.isEmpty && !resolved.contains(where: { $0.unitID == id }) {
        resolved.append(UnitIndicators(unitID: id))
      }
      resolved.sort { ($0.unitID ?? "") < ($1.unitID ?? "") }
      let said = resolved
      for unit in resolved.indices where resolved[unit].unitID == nil || resolved[unit].unitID == county.id {
        for other in said
        where other.unitID != resolved[unit].unitID && (other.unitID == nil || other.unitID == county.id) {
          resolved[unit].fill(from: other)
        }
      }
    }
    let notes = [columnsNote(unknown), counties.count == 1 ? nil : levelNote(resolved, counties: counties)]
    return Resolved(units: resolved, notes: undatedNotes(units) + notes.compactMap { $0 }, columns: columns)
  }

  /// The name of a figure that has a column of its own; the header itself otherwise.
  private func ownName(of header: String) -> String {
    Self.ownFigures.first { $0.0.rawValue == header }?.1.chinese ?? header
  }

  private func columnsNote(_ columns: Set<String>) -> Note? {
    if columns.isEmpty { return nil }
    let list = columns.sorted().shortList
    return Note(
      .warning,
      english: "columns of the indicators that the profile does not use, and that decide nothing: \(list.english)",
      chinese: "指标表中政策配置不使用、不参与判定的列：\(list.chinese)")
  }

  /// Of each file in which some figures that a rule uses have a year, those that have none.
  private func undatedNotes(_ units: [UnitIndicators]) -> [Note] {
    let used = units.flatMap(\.rows).filter { !entries(named: $0.name).isEmpty }
    return Dictionary(grouping: used, by: \.file).sorted { $0.key < $1.key }.compactMap { file, rows in
      guard rows.contains(where: { $0.year != nil }) else { return nil }
      let names = rows.reduce(into: [String]()) { names, row in
        let name = row.isColumn ? row.valueHeader : row.name
        if row.year == nil, !names.contains(name) { names.append(name) }
      }
      if names.isEmpty { return nil }
      let list = names.shortList
      return Note(
        .warning,
        english:
          "\(file): others name a year, and these do not, so that their figures are of no given year: \(list.english)",
        chinese: "\(file)：其他指标注明了年份，下列各项未注明，按未注明年份计：\(list.chinese)")
    }
  }

  /// The figures of units of which no rule asks them: nothing is added up from the units below, nor shared out to them.
  private func levelNote(_ units: [UnitIndicators], counties: [County]) -> Note? {
    let names = Dictionary(counties.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func level(_ unit: UnitIndicators) -> ScoreLevel {
      unit.unitID.map { names[$0] == nil ? .township : .county } ?? .region
    }
    var asked: [String: Set<ScoreLevel>] = [:]
    for entry in entries { asked[entry.key, default: []].formUnion(entry.levels) }
    var (english, chinese): ([String], [String]) = ([], [])
    for entry in entries {
      let idle = units.filter { unit in
        let isSaid = entry.field.map(unit.says) ?? (unit.values[entry.key] != nil)
        return isSaid && asked[entry.key]?.contains(level(unit)) != true
      }
      if idle.isEmpty { continue }
      let idlers = idle.map { unit in
        unit.unitID.map { Phrase(names[$0] ?? $0, names[$0] ?? $0) } ?? Phrase("the region", "全域")
      }
      english.append("\(entry.name.english) of \(idlers.map(\.english).shortList.english)")
      chinese.append("\(idlers.map(\.chinese).shortList.chinese)的\(entry.name.chinese)")
    }
    if english.isEmpty { return nil }
    return Note(
      .warning,
      english:
        "indicators that the profile does not ask of these units, and that decide nothing (nothing is added up): \(english.shortList.english)",
      chinese: "政策配置不对下列单位要求、不参与判定的指标（不自动汇总）：\(chinese.shortList.chinese)")
  }

  /// Refuses a part that is more than its whole, and a part and a whole of different years.
  private func checkParts(of unit: UnitIndicators, _ problems: inout [InputProblem]) {
    func complain(_ key: String, value: Double, _ what: Phrase, _ remedy: Phrase) {
      // The last row of that name; a cell of a wide table without years is checked where it is read.
      guard let row = unit.rows.last(where: { row in entries(named: row.name).contains { $0.key == key } }) else {
        return
      }
      problems.append(
        InputProblem(
          file: row.file, place: row.place, field: row.valueHeader, value: FigureUnit.factor.text(value, in: .english),
          what, remedy))
    }
    func check(_ part: Entry, _ number: Double, of whole: Entry, _ all: Double) {
      guard number > all else { return }
      let (some, every) = (FigureUnit.factor.text(number, in: .english), FigureUnit.factor.text(all, in: .english))
      complain(
        part.key, value: number,
        Phrase(
          "\(some) \(part.name.english), and only \(every) \(whole.name.english)",
          "\(part.name.chinese)\(some)，而\(whole.name.chinese)只有\(every)"),
        Phrase("Correct one of the two numbers", "请改正其中一个数"))
    }
    let byKey = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for part in entries {
      if let whole = byKey[part.key + CountableTarget.amongSuffix] {
        for value in unit.values[part.key] ?? [] {
          guard let all = unit.values[whole.key]?.last(where: { $0.year == value.year }) else { continue }
          check(part, value.number, of: whole, all.number)
        }
      } else if part.field == .centresAtBasicStandard || part.field == .centresAtRecommendedStandard,
        let whole = byKey[Field.assessedCentres.rawValue],
        let number = part.field == .centresAtBasicStandard
          ? unit.centresAtBasicStandard : unit.centresAtRecommendedStandard,
        let all = unit.assessedCentres
      {
        if let year = unit.years[part.key] ?? nil, let other = unit.years[whole.key] ?? nil, year != other {
          complain(
            part.key, value: Double(number),
            Phrase(
              "\(part.name.english) are of \(year), and \(whole.name.english) of \(other)",
              "\(part.name.chinese)为\(year)年，而\(whole.name.chinese)为\(other)年"),
            Phrase("Give both of one year", "请填写同一年份的两个数"))
        } else {
          check(part, Double(number), of: whole, Double(all))
        }
      }
    }
  }

  private func take(_ row: IndicatorRow, into unit: inout UnitIndicators, _ problems: inout [InputProblem]) {
    func complain(_ what: Phrase, _ remedy: Phrase, ofName: Bool = false) {
      let value = FigureUnit.factor.text(row.number, in: .english)
      problems.append(
        InputProblem(
          file: row.file, place: row.place, field: ofName ? row.nameHeader : row.valueHeader,
          value: ofName ? row.name : value, what, remedy))
    }
    let found = entries(named: row.name)
    guard let entry = found.first else {
      let near = NearestWord.to(row.name, in: entries.flatMap { [$0.key, $0.name.chinese] })
      complain(
        Phrase("the profile uses no indicator “\(row.name)”", "政策配置不使用指标“\(row.name)”"),
        near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") }
          ?? Phrase(
            "Take the names that emsplan init --indicators writes", "请使用 emsplan init --indicators 写出的名称"),
        ofName: true)
      return
    }
    if entry.unit == .percent, !row.isPercent, row.number > 0, row.number <= 1 {
      complain(
        Phrase(
          "\(row.name): \(row.number) may be \(row.number) % or \(row.number * 100) %",
          "\(row.name)：\(row.number) 可能是 \(row.number)% 或 \(row.number * 100)%"),
        Phrase("Write it with a per cent sign", "请写上百分号"))
      return
    }
    if entry.unit == .percent, row.number > 100 {
      let share = FigureUnit.percent.text(row.number, in: .english)
      complain(
        Phrase(
          "\(row.name): \(share) is above 100 %",
          "\(row.name)：\(FigureUnit.percent.text(row.number, in: .chinese))超过100%"),
        Phrase("Correct the share", "请改正该比例"))
      return
    }
    if entry.unit != .percent, row.isPercent, !entry.isNumberOrShare {
      complain(
        Phrase("\(row.name) is a number, not a share", "\(row.name)应为数量，不是比例"),
        entry.unit == .points
          ? Phrase("Write the percentage points without a sign", "请填写百分点数，不加百分号")
          : Phrase("Write how many there are", "请填写数量"))
      return
    }
    if entry.isCounted, Int(exactly: row.number) == nil {
      complain(
        Phrase(
          "\(row.name) is counted, and \(row.number) is no whole number",
          "\(row.name)按个数统计，\(row.number) 不是整数"),
        Phrase("Write a whole number, or leave the cell empty when it is unknown", "请填写整数；不明时请留空"))
      return
    }
    if let field = entry.field {
      guard unit.set(field, row.number / (field == .turnoutShare ? 100 : 1), year: row.year) else {
        complain(
          Phrase("\(row.name) stands twice for one unit", "同一单位的“\(row.name)”重复出现"),
          Phrase("Keep one of the rows, or give each its year", "请只保留一行，或写明年份"), ofName: true)
        return
      }
      return
    }
    for entry in found {
      var values = unit.values[entry.key] ?? []
      guard !values.contains(where: { $0.year == row.year }) else {
        complain(
          Phrase("\(row.name) stands twice for one unit and year", "同一单位同一年份的“\(row.name)”重复出现"),
          Phrase("Keep one of the rows, or give each its year", "请只保留一行，或写明年份"), ofName: true)
        return
      }
      guard !entry.isNumberOrShare || values.allSatisfy({ $0.isPercent == row.isPercent }) else {
        complain(
          Phrase(
            "\(row.name) stands with a per cent sign in one year and without one in another",
            "“\(row.name)”一年有百分号，另一年没有"),
          Phrase("Write all its years alike", "请统一各年份的写法"))
        return
      }
      let isPercent = row.isPercent && entry.isNumberOrShare
      values.append(IndicatorValue(year: row.year, number: row.number, isPercent: isPercent))
      unit.values[entry.key] = values.sorted { ($0.year ?? 0) < ($1.year ?? 0) }
    }
  }
}
