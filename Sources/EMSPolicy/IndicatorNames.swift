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
    /// Whether it counts things, so that a fraction is a slip.
    package var isCounted = true
    /// Whether it may be a number or a share: figures of two years that are held against one another.
    package var isNumberOrShare: Bool { unit == nil && !isCounted }
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
          levels: own.levels, field: field, isCounted: field != .turnoutShare))
    }
    for target in profile.targets {
      let unit = target.among == nil ? target.figureUnit : nil
      entries.append(
        Entry(
          key: target.key, name: target.counted, unit: unit, rule: target.key, levels: target.levels,
          isCounted: target.among != nil || unit?.isWhole == true))
      if let among = target.among {
        entries.append(Entry(key: target.amongKey, name: among, rule: target.key, levels: target.levels))
      }
    }
    self.entries = entries
    var index: [String: Int] = [:]
    var short: [String: [Int]] = [:]
    for (position, entry) in entries.enumerated() {
      var names = [entry.key, entry.name.chinese, entry.name.english]
      if let field = entry.field { names += field.headers }
      for name in names { index[Self.normalised(name), default: position] = index[Self.normalised(name)] ?? position }
      for name in [entry.name.chinese, entry.name.english] {
        short[FieldSynonyms.normalised(name), default: []].append(position)
      }
    }
    // A name without its brackets and year, where only one is meant.
    for (name, positions) in short where !name.isEmpty && index[name] == nil {
      let meant = Set(positions.map { Self.normalised(entries[$0].name.chinese) })
      if meant.count == 1 { index[name] = positions[0] }
    }
    self.index = index
  }

  /// Every entry of that name: several targets may count among the same.
  func entries(named name: String) -> [Entry] {
    guard let first = index[Self.normalised(name)] ?? index[FieldSynonyms.normalised(name)] else { return [] }
    let found = entries[first]
    return entries.filter {
      $0.key == found.key || Self.normalised($0.name.chinese) == Self.normalised(found.name.chinese)
    }
  }

  package static func normalised(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The figures of the wide table, what they are called, and the rules that use them.
  static let ownFigures: [(Field, Phrase, [String])] = [
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
