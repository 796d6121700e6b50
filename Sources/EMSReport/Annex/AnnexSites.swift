import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表3: the sites to build, in the order of building, each with its reason.
  static func sites(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      3, Phrase("Sites to build", "新建选址"), units: Phrase("people, settlements", "人、个"),
      columns: [
        Column("kind", "类别"), Column("order", "次序", .count), Column("site", "站点"), Column("id", "编号"),
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"),
        Column("people gained", "新增覆盖人口", .count),
        Column("settlements gained", "新增覆盖村居", .count), Column("best substitute", "最佳替代点"),
        Column("reason", "选址理由", .text(upTo: 60)), Column("source", "依据", .text(upTo: 40)),
      ])
    for siting in scope.report.sitings {
      let chosen = scope.report.sites.filter {
        $0.service == siting.service && $0.status == .recommended
          && scope.holds(countyID: $0.countyID, townshipID: $0.townshipID)
      }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
      for site in chosen {
        sheet.append([
          scope.say(site.serviceName), .optional(site.rank), .text(site.name), .text(site.place.text),
          scope.county(site.countyID, site.townshipID), scope.township(site.townshipID),
          .optional(site.populationGained), .optional(site.settlementsGained), .optional(site.alternativeName),
          site.reason.map { scope.say($0) } ?? .null, .optional(site.citation),
        ])
      }
      guard !chosen.isEmpty else { continue }
      sheet.append(total: [
        scope.say(siting.serviceName), .null,
        scope.say(Phrase("sum: \(chosen.count.of("site", "sites"))", "小计：\(NumberText.grouped(chosen.count))个")), .null,
        .null, .null,
        .sum(chosen.map(\.populationGained)), .sum(chosen.map(\.settlementsGained)), .null, .null, .null,
      ])
      let proof = siting.proof
      sheet.append(
        note: Phrase(
          "\(siting.serviceName.english): \(proof.english)", "\(siting.serviceName.chinese)：\(proof.chinese)"))
    }
    return sheet
  }
}
