import EMSFormats
import EMSModel
import EMSPolicy

extension AnnexSheet {
  /// 附表5: how each village is served, by whom and by which rule.
  static func villages(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      5, Phrase("How villages are served", "村级服务方式"), units: Phrase("people, km", "人、公里"),
      columns: [
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"),
        Column("village", scope.report.area.villageWord),
        Column("id", "编号"),
        Column("people", "人口", .count), Column("clinic today", "现有卫生室"), Column("doctor today", "现有合格村医"),
        Column("way of serving", "服务方式"),
        Column("served by", "服务机构", .text(upTo: 30)), Column("distance (km)", "距离（公里）", .decimal),
        Column("rule", "适用规则", .text(upTo: 36)),
      ])
    let clinics = scope.clinics
    let standing = scope.report.area.haveClinics(clinics.map(\.settlement))
    for (clinic, hasClinic) in zip(clinics, standing) {
      let village = clinic.settlement
      sheet.append([
        scope.county(village.countyID, village.townshipID), scope.township(village.townshipID), .text(village.name),
        .text(village.id), .optional(village.population), .answer(hasClinic, in: scope.language),
        .answer(village.hasDoctor, in: scope.language),
        scope.say(clinic.provisionName), .optional(clinic.servedByName ?? clinic.servedBy?.text),
        .kilometres(clinic.distance), clinic.rule.map { scope.rule($0) } ?? .null,
      ])
    }
    guard !clinics.isEmpty else { return sheet }
    sheet.append(total: [
      scope.total, .null, .whole(clinics.count), .null, .sum(clinics.map(\.settlement.population)), .null, .null,
      .null, .null, .null, .null,
    ])
    sheet.appendNote(ofUnknownPeople: clinics.map(\.settlement))
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
    let kept = zip(clinics, standing).filter { $0.0.provision == VillageService.own.rawValue }.map(\.1)
    let (there, missing) = (kept.count { $0 == true }, kept.count { $0 == false })
    if !kept.isEmpty, there < kept.count {
      let unknown = kept.count - there - missing
      sheet.append(
        note: Phrase(
          "Of the \(kept.count.of("village", "villages")) with a clinic of \(kept.count == 1 ? "its" : "their") own: in \(there) it stands today, in \(missing) it is to be set up, of \(unknown) no file says.",
          "自有卫生室的\(NumberText.grouped(kept.count))个村中：现已设立\(NumberText.grouped(there))个，需新设\(NumberText.grouped(missing))个，资料未载明\(NumberText.grouped(unknown))个。"
        ))
    }
    if let note = scope.report.servedFromOtherTowns(of: clinics) { sheet.append(note: note) }
    // A sentence for hundreds of villages stands once.
    var rules: [String] = []
    for clinic in clinics {
      guard let rule = clinic.rule, let citation = clinic.citation, !rules.contains(rule) else { continue }
      rules.append(rule)
      let name = scope.name(ofRule: rule)
      sheet.append(note: Phrase("\(name.english): \(citation)", "\(name.chinese)的依据：\(citation)"))
    }
    return sheet
  }
}
