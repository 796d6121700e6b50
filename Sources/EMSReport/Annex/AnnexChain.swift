import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表6: who hangs on whom in the emergency chain, how soon help is there, and who stands in.
  static func chain(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      6, Phrase("Emergency chain", "急救链"), units: Phrase("minutes, km", "分钟、公里"),
      columns: [
        Column("tier", "层级"), Column("unit", "单位", .text(upTo: 30)), Column("id", "编号"),
        Column("standing", "现状或规划"), Column("hangs on", "上级单位", .text(upTo: 30)),
        Column("minutes", "时间（分钟）", .decimal), Column("km", "距离（公里）", .decimal),
        Column("backup", "后备单位", .text(upTo: 30)), Column("backup minutes", "后备时间（分钟）", .decimal),
        Column("minutes from the top", "自顶层时间（分钟）", .decimal), Column("within the standard", "符合标准"),
      ])
    // Cells at which a method put people are nobody's village; who lives there is counted, not listed.
    let cells = Set(scope.report.area.settlements.filter(\.isDerivedPlace).map(\.id))
    let places = Set(scope.report.area.facilities.map(\.id))
    let listed = scope.report.links.filter { !cells.contains($0.unitID) || places.contains($0.unitID) }
    let names = Dictionary(listed.map { ($0.unitID, $0.unitName) }, uniquingKeysWith: { first, _ in first })
    let homes = Homes(scope.report.area)
    for link in listed where scope.holds(countyID: homes.county(of: link), townshipID: homes.township(of: link)) {
      sheet.append([
        scope.say(link.tierName), .text(link.unitName), .text(link.unitID), scope.word(link.status),
        .optional(link.parentName), .minutes(link.time), .kilometres(link.distance),
        .optional(link.backupID.map { names[$0] ?? $0 }), .minutes(link.backupTime), .minutes(link.timeFromTop),
        link.isWithinStandard == nil ? .null : .answer(link.isWithinStandard, in: scope.language),
      ])
    }
    let left = scope.report.links.count - listed.count
    if left > 0, !sheet.isEmpty {
      sheet.append(
        note: Phrase(
          "\(left.of("point", "points")) of derived demand hang on these units and are not listed; see the layer network.",
          "另有\(NumberText.grouped(left))个推算点挂靠于上列单位，未逐一列出，见图层network。"))
    }
    return sheet
  }

  /// Where the units of the chain are at home, facilities and settlements apart.
  private struct Homes {
    private var facilities: [String: Facility] = [:]
    private var settlements: [String: Settlement] = [:]

    init(_ area: PlanningArea) {
      for facility in area.facilities { facilities[facility.id] = facility }
      for settlement in area.settlements { settlements[settlement.id] = settlement }
    }

    private func isFacility(_ link: LinkRecord) -> Bool { facilities[link.unitID]?.location == link.location }

    func county(of link: LinkRecord) -> String? {
      isFacility(link) ? facilities[link.unitID]?.countyID : settlements[link.unitID]?.countyID
    }

    func township(of link: LinkRecord) -> String? {
      isFacility(link) ? facilities[link.unitID]?.townshipID : settlements[link.unitID]?.townshipID
    }
  }
}
