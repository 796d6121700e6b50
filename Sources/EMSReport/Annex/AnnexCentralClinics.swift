import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表4: each central village clinic with the villages that it serves, and room for their signature.
  static func centralClinics(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      4, Phrase("Central village clinics", "中心村卫生室"), units: Phrase("villages, people", "个、人"),
      columns: [
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"), Column("central village", "中心村"),
        Column("id", "编号"),
        Column("people", "本村人口", .count), Column("villages served", "服务村数（含本村）", .count),
        Column("people served", "服务人口", .count), Column("other villages served", "所服务的其他村", .text(upTo: 60)),
        Column("signature of the village committee", "村（居）民委员会确认签字", .signature),
      ])
    var guests: [String: [ClinicRecord]] = [:]
    for clinic in scope.inOrder(
      scope.report.clinics, { ($0.settlement.countyID, $0.settlement.townshipID, $0.settlement.id) })
    {
      if case .settlement(let host)? = clinic.servedBy, host != clinic.settlement.id {
        guests[host, default: []].append(clinic)
      }
    }
    let central = scope.clinics.filter { $0.provision == "central" }
    var served: [ClinicRecord] = []
    for clinic in central {
      let others = guests[clinic.settlement.id] ?? []
      let all = [clinic] + others
      served += all
      sheet.append([
        scope.county(clinic.settlement.countyID, clinic.settlement.townshipID),
        scope.township(clinic.settlement.townshipID), .text(clinic.settlement.name), .text(clinic.settlement.id),
        .optional(clinic.settlement.population), .whole(all.count), .sum(all.map(\.settlement.population)),
        .text(others.map(\.settlement.name).joined(separator: scope.language == .chinese ? "、" : ", ")), .null,
      ])
    }
    guard !central.isEmpty else { return sheet }
    sheet.append(total: [
      scope.total, .null, .whole(central.count), .null, .sum(central.map(\.settlement.population)),
      .whole(served.count), .sum(served.map(\.settlement.population)), .null, .null,
    ])
    sheet.appendNote(ofUnknownPeople: served.map(\.settlement))
    return sheet
  }
}
