import EMSModel

/// Doctors of villages as the list of clinics names them, where the villages' own list says nothing.
enum VillageDoctors {
  /// The area with what the clinics say of the villages in which they stand.
  ///
  /// A village has a doctor where one of its clinics has, and none where each of them says that it has none.
  static func told(_ area: PlanningArea, _ findings: inout Findings) -> PlanningArea {
    guard area.facilities.contains(where: { $0.hasDoctor != nil }), let clinics = area.clinicsOfVillages else {
      return area
    }
    var taken = 0
    var contrary: [String] = []
    let settlements = area.settlements.map { settlement in
      let said = (clinics[settlement.id] ?? []).map(\.hasDoctor)
      let answer: Bool? =
        said.contains(true) ? true : said.isEmpty || said.contains(nil) ? nil : false
      guard let answer else { return settlement }
      if let own = settlement.hasDoctor {
        if own != answer { contrary.append(settlement.name) }
        return settlement
      }
      taken += 1
      var settlement = settlement
      settlement.hasDoctor = answer
      return settlement
    }
    if taken > 0 {
      findings.note(
        .derivation,
        "whether a doctor works there is told of \(taken.of("village", "villages")) by the list of clinics; each clinic is taken for that of the nearest village within 1 km",
        "\(taken) 个村有无村医取自卫生室名单；每个卫生室归 1 公里内最近的村")
    }
    if !contrary.isEmpty {
      let list = contrary.sorted().shortList
      findings.note(
        .warning,
        "of \(contrary.count.of("village", "villages")) the list of villages and that of clinics differ on whether a doctor works there; the list of villages counts: \(list.english)",
        "\(contrary.count) 个村有无村医，村居名单与卫生室名单不一致，以村居名单为准：\(list.chinese)")
    }
    return area.with(settlements: settlements)
  }
}
