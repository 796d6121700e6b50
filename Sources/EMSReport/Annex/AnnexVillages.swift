import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表5: how each village is served, by whom and by which rule.
  static func villages(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      5, Phrase("How villages are served", "村级服务方式"), units: Phrase("people, km", "人、公里"),
      columns: [
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"), Column("village", "村（嘎查）"),
        Column("id", "编号"),
        Column("people", "人口", .count), Column("doctor today", "现有合格村医"), Column("way of serving", "服务方式"),
        Column("served by", "服务机构", .text(upTo: 30)), Column("distance (km)", "距离（公里）", .decimal),
        Column("rule", "适用规则", .text(upTo: 36)), Column("source", "依据", .text(upTo: 40)),
      ])
    let clinics = scope.clinics
    for clinic in clinics {
      let village = clinic.settlement
      sheet.append([
        scope.county(village.countyID, village.townshipID), scope.township(village.townshipID), .text(village.name),
        .text(village.id), .optional(village.population), .answer(village.hasDoctor, in: scope.language),
        scope.say(clinic.provisionName), .optional(clinic.servedByName ?? clinic.servedBy?.text),
        .kilometres(clinic.distance), clinic.rule.map { scope.rule($0) } ?? .null, .optional(clinic.citation),
      ])
    }
    guard !clinics.isEmpty else { return sheet }
    sheet.append(total: [
      scope.total, .null, .whole(clinics.count), .null, .sum(clinics.map(\.settlement.population)), .null, .null,
      .null, .null, .null, .null,
    ])
    let counts = MapColour.provisions.compactMap { way -> Phrase? in
      let served = clinics.filter { $0.provision == way }
      guard let name = served.first?.provisionName else { return nil }
      let number = NumberText.grouped(served.count)
      return Phrase("\(name.english) \(number)", "\(name.chinese)\(number)")
    }
    sheet.append(
      note: Phrase(
        "Villages: " + counts.map(\.english).joined(separator: ", "),
        "按服务方式（村数）：" + counts.map(\.chinese).joined(separator: "，")))
    return sheet
  }
}
