import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表7: the rounds of mobile care, stop by stop.
  static func rounds(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      7, Phrase("Mobile rounds", "巡回医疗"), units: Phrase("people, minutes", "人、分钟"),
      columns: [
        Column("base", "巡诊基地", .text(upTo: 30)), Column("round", "路线", .count), Column("stop", "站序", .count),
        Column("village", scope.report.area.villageWord), Column("id", "编号"), Column("people", "人口", .count),
        Column("driving of the round (min)", "路线行车（分钟）", .decimal),
        Column("stays of the round (min)", "路线停留（分钟）", .decimal),
        Column("whole round (min)", "路线全程（分钟）", .decimal), Column("longer than a day", "超出一个工作日"),
      ])
    let bases = (scope.report.rounds?.bases ?? []).filter {
      !$0.rounds.isEmpty && scope.holds(countyID: $0.facility.countyID, townshipID: $0.facility.townshipID)
    }
    guard !bases.isEmpty else { return sheet }
    for base in scope.inOrder(bases, { ($0.facility.countyID, $0.facility.townshipID, $0.facility.id) }) {
      for round in base.rounds {
        for (index, village) in round.stops.enumerated() {
          sheet.append([
            .text(base.facility.name), .whole(round.number), .whole(index + 1), .text(village.name),
            .text(village.id), .optional(village.population), .minutes(round.driving), .minutes(round.visits),
            .minutes(round.total), .answer(round.exceedsDay, in: scope.language),
          ])
        }
      }
    }
    let rounds = bases.flatMap(\.rounds)
    let stops = rounds.flatMap(\.stops)
    func minutes(_ times: [Duration]) -> PropertyValue { .minutes(times.reduce(.zero, +)) }
    sheet.append(total: [
      scope.total, .whole(rounds.count), .whole(stops.count), .null, .null, .sum(stops.map(\.population)),
      minutes(rounds.map(\.driving)), minutes(rounds.map(\.visits)), minutes(rounds.map(\.total)), .null,
    ])
    if let standard = scope.report.rounds?.standard {
      let visit = LimitName(standard.visit).figure
      sheet.append(
        note: Phrase(
          "Every village once in \(standard.cycleDays) days, \(visit) minutes each. The times of a round stand at each of its stops and count once in the total.",
          "每村每\(standard.cycleDays)天一次，每次停留\(visit)分钟。路线时间在各站重复列示，合计中只计一次。"))
    }
    return sheet
  }
}
