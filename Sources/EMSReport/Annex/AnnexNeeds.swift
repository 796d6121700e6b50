import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy

extension AnnexSheet {
  /// 附表8: what each unit needs by the rules that count, has and lacks.
  static func needs(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      8, Phrase("Needs", "需求测算"), units: Phrase("people; things as named", "人；项目按所列单位"),
      columns: [
        Column("level", "层次"), Column("unit", "单位"), Column("what is needed", "配置项目", .text(upTo: 30)),
        Column("people", "人口", .count), Column("needed at least", "至少需要", .count),
        Column("needed at most", "至多需要", .count), Column("has", "现有", .count), Column("to add", "需新增", .count),
        Column("proposed", "推荐新增", .count), Column("rests on", "数据性质", .text(upTo: 30)),
        Column("source", "依据", .text(upTo: 40)),
      ])
    // The rest of a unit stands where the unit does.
    for row in scope.report.needs where scope.holds(unit: row.whole.id, of: row.whole.level) {
      sheet.append([
        scope.word("level_" + row.level.rawValue),
        scope.say(row.name), scope.say(row.need.thing),
        .optional(row.people), .whole(row.need.needed.lowerBound), .whole(row.need.needed.upperBound),
        .optional(row.need.has), .optional(row.need.toAdd), .optional(row.proposed),
        row.restsOn.map { scope.say($0) } ?? .null, .text(row.citation),
      ])
    }
    return sheet
  }
}

extension AnnexScope {
  /// Whether the annex lists a unit of the scorecard or of the needs.
  func holds(unit id: String, of level: ScoreLevel) -> Bool {
    switch level {
    case .region: county == nil
    case .county: holds(countyID: id, townshipID: nil)
    case .township: holds(countyID: nil, townshipID: id)
    }
  }
}
