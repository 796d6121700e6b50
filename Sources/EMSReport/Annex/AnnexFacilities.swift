import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表1: what there is today, or is taken to be.
  static func facilities(of scope: AnnexScope) -> AnnexSheet {
    let own = scope.report.area.facilities.filter { scope.holds(countyID: $0.countyID, townshipID: $0.townshipID) }
    let title = FacilitiesTitle(of: own)
    var sheet = AnnexSheet(
      1, title.title, remark: title.remark, units: Phrase("facilities, beds", "个、张"),
      columns: [
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"), Column("id", "机构编号"),
        Column("name", "机构名称", .text(upTo: 36)), Column("tier", "层级"), Column("grade", "等级"),
        Column("beds", "床位", .count), Column("place known to", "位置精度"), Column("origin", "数据性质"),
        Column("source", "资料来源", .text(upTo: 40)),
      ])
    guard !own.isEmpty else { return sheet }
    for facility in scope.inOrder(
      own,
      { facility in
        let rank = facility.tier.flatMap(FacilityTier.allCases.firstIndex) ?? FacilityTier.allCases.count
        return (facility.countyID, facility.townshipID, "\(rank) \(facility.id)")
      })
    {
      sheet.append([
        scope.county(facility.countyID, facility.townshipID), scope.township(facility.townshipID),
        .text(facility.id), .text(facility.name), facility.tier.map { scope.say(scope.report.name(of: $0)) } ?? .null,
        .optional(facility.grade),
        .optional(facility.beds), scope.word(facility.precision.rawValue), scope.word(facility.origin.rawValue),
        .optional(facility.source(in: scope.language)),
      ])
    }
    sheet.append(total: [
      scope.total, .null, .null, .whole(own.count), .null, .null, .sum(own.map(\.beds)), .null, .null, .null,
    ])
    let unknown = own.count { $0.beds == nil }
    if unknown > 0 {
      sheet.append(
        note: Phrase(
          "The beds of \(unknown.of("facility is", "facilities are")) not known and not in the total.",
          "有\(NumberText.grouped(unknown))个机构床位数未知，未计入合计。"))
    }
    return sheet
  }
}
