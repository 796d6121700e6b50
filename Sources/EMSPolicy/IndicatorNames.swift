import EMSModel

/// What the names of a long table of indicators mean by a profile: its targets, and the figures that its rules use.
package struct IndicatorNames {
  /// One figure that a profile can use.
  package struct Entry {
    package var key: String
    package var name: Phrase
    /// nil for a plain number.
    package var unit: FigureUnit?
    /// The rule or target that uses it.
    package var rule: String
    package var levels: [ScoreLevel]
    /// Where the figures of the wide table are kept.
    package var field: Field?
  }

  package let entries: [Entry]
  private let index: [String: Int]

  package init(_ profile: PolicyProfile) {
    var entries: [Entry] = []
    for (field, name, rules) in Self.ownFigures {
      guard let rule = rules.first(where: { profile.stated($0) != nil }), let own = PolicyRules[key: rule] else {
        continue
      }
      entries.append(
        Entry(
          key: field.rawValue, name: name, unit: field == .turnoutShare ? .percent : nil, rule: rule,
          levels: own.levels,
          field: field))
    }
    for target in profile.targets {
      let unit = target.among == nil ? target.figureUnit : nil
      entries.append(Entry(key: target.key, name: target.counted, unit: unit, rule: target.key, levels: target.levels))
      if let among = target.among {
        entries.append(Entry(key: target.amongKey, name: among, rule: target.key, levels: target.levels))
      }
    }
    self.entries = entries
    var index: [String: Int] = [:]
    for (position, entry) in entries.enumerated() {
      var names = [entry.key, entry.name.chinese, entry.name.english]
      if let field = entry.field { names += FieldSynonyms.headers(of: field) }
      for name in names { index[Self.normalised(name), default: position] = index[Self.normalised(name)] ?? position }
    }
    self.index = index
  }

  /// Every entry of that name: several targets may count among the same.
  private func entries(named name: String) -> [Entry] {
    guard let first = index[Self.normalised(name)] else { return [] }
    let found = entries[first]
    return entries.filter {
      $0.key == found.key || Self.normalised($0.name.chinese) == Self.normalised(found.name.chinese)
    }
  }

  package static func normalised(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The same units with the rows of the long table put where the rules look for them.
  ///
  /// - Throws: every row whose name the profile does not know, whose share may be read in two ways, or that stands twice.
  package func resolve(_ units: [UnitIndicators]) throws(InputProblems) -> [UnitIndicators] {
    var problems: [InputProblem] = []
    let resolved = units.map { unit in
      var unit = unit
      for row in unit.rows { take(row, into: &unit, &problems) }
      return unit
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    return resolved
  }

  private func take(_ row: IndicatorRow, into unit: inout UnitIndicators, _ problems: inout [InputProblem]) {
    func complain(_ what: Phrase, _ remedy: Phrase, value: String) {
      problems.append(
        InputProblem(file: row.file, place: row.place, field: Field.indicator.rawValue, value: value, what, remedy))
    }
    let found = entries(named: row.name)
    guard let entry = found.first else {
      let near = NearestWord.to(row.name, in: entries.flatMap { [$0.key, $0.name.chinese] })
      complain(
        Phrase("the profile uses no indicator “\(row.name)”", "政策配置不使用指标“\(row.name)”"),
        near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") }
          ?? Phrase(
            "Take the names that emsplan init --indicators writes", "请使用 emsplan init --indicators 写出的名称"),
        value: row.name)
      return
    }
    if entry.unit == .percent, !row.isPercent, row.number > 0, row.number <= 1 {
      complain(
        Phrase(
          "\(row.name): \(row.number) may be \(row.number) % or \(row.number * 100) %",
          "\(row.name)：\(row.number) 可能是 \(row.number)% 或 \(row.number * 100)%"),
        Phrase("Write it with a per cent sign", "请写上百分号"), value: "\(row.number)")
      return
    }
    if let field = entry.field {
      guard unit.set(field, row.number / (field == .turnoutShare ? 100 : 1), year: row.year) else {
        complain(
          Phrase("\(row.name) is no whole number, or stands twice", "\(row.name)不是整数，或重复出现"),
          Phrase("Keep one whole number for each unit", "每个单位只保留一个整数"), value: "\(row.number)")
        return
      }
      return
    }
    for entry in found {
      var values = unit.values[entry.key] ?? []
      guard !values.contains(where: { $0.year == row.year }) else {
        complain(
          Phrase("\(row.name) stands twice for one unit and year", "同一单位同一年份的“\(row.name)”重复出现"),
          Phrase("Keep one of the rows, or give each its year", "请只保留一行，或写明年份"), value: row.name)
        return
      }
      values.append(IndicatorValue(year: row.year, number: row.number))
      unit.values[entry.key] = values.sorted { ($0.year ?? 0) < ($1.year ?? 0) }
    }
  }

  /// The figures of the wide table, what they are called, and the rules that use them.
  private static let ownFigures: [(Field, Phrase, [String])] = [
    (.posts, Phrase("posts at township health centres", "乡镇卫生院编制数"), ["posts-per-thousand"]),
    (.healthGrids, Phrase("health grids", "健康管理网格数"), ["health-grid"]),
    (.communityHospitals, Phrase("community hospitals", "社区医院数"), ["community-hospitals"]),
    (
      .createdCommunityHospitals, Phrase("community hospitals created anew", "新创建社区医院数"), ["community-hospitals"]
    ),
    (
      .createdCommunityHealthCentres, Phrase("community health centres created anew", "新创建社区卫生服务中心数"),
      ["community-health-centres"]
    ),
    (.gradeAHealthCentres, Phrase("grade-A township health centres", "甲级卫生院数"), ["grade-a-health-centres"]),
    (
      .townsBelowStandard,
      Phrase("towns whose health centre is not run by the government or not to standard", "卫生院非政府举办或未达标准化的镇数"),
      ["health-centre-per-town"]
    ),
    (
      .hospitalsWithoutFiveCentres, Phrase("county hospitals without all five centres", "“五大中心”不全的县级医院数"),
      ["county-emergency-centres"]
    ),
    (
      .assessedCentres, Phrase("centres whose capability was assessed", "已评估机构数"),
      ["basic-standard", "recommended-standard"]
    ),
    (.centresAtBasicStandard, Phrase("centres at the basic standard", "达到基本标准机构数"), ["basic-standard"]),
    (
      .centresAtRecommendedStandard, Phrase("centres at the recommended standard", "达到推荐标准机构数"),
      ["recommended-standard", "recommended-standard-count"]
    ),
    (.turnoutShare, Phrase("share of ambulances that leave in time", "3分钟出车率"), ["ambulance-turnout"]),
    (.clinicsAwayFromPeople, Phrase("clinics away from where people are", "远离居民卫生室数"), ["clinic-follows-people"]),
  ]
}
