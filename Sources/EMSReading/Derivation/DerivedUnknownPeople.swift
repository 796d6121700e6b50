import EMSModel

extension UnknownPeople {
  /// Spreads what each township has more people than its settlements of known people equally over its others.
  ///
  /// Whole people, the first by id getting one more; nothing where the township's people are not known, or its
  /// settlements have as many already.
  static func derived(
    _ settlements: [Settlement], townships: [Township], _ findings: inout Findings
  ) -> [Settlement] {
    var result = settlements
    let ofTownship = Dictionary(grouping: settlements.indices, by: { settlements[$0].townshipID })
    var count = 0
    var people = 0
    for township in townships {
      guard let total = township.population, let members = ofTownship[township.id] else { continue }
      let unknown = members.filter { settlements[$0].population == nil }.sorted {
        settlements[$0].id < settlements[$1].id
      }
      let left = total - members.compactMap { settlements[$0].population }.reduce(0, +)
      guard left > 0, !unknown.isEmpty else { continue }
      for (number, index) in unknown.enumerated() {
        result[index].population = left / unknown.count + (number < left % unknown.count ? 1 : 0)
        result[index].origin = .derived
      }
      count += unknown.count
      people += left
    }
    if count > 0 {
      findings.note(
        .derivation,
        "\(NumberText.grouped(people)) people at \(count.of("settlement", "settlements")) without a figure are derived: what the townships' people leave, in equal parts",
        "\(count) 个没有人口数的村居共 \(NumberText.grouped(people)) 人为推算：所在乡镇人口的余数，平均分配")
    }
    noteUnderived(result, townships, &findings)
    return result
  }

  /// Says whose people stay unknown though the plan asks to derive them, and why.
  private static func noteUnderived(_ settlements: [Settlement], _ townships: [Township], _ findings: inout Findings) {
    let unknown = settlements.filter { $0.population == nil }
    if unknown.isEmpty { return }
    let known = Dictionary(townships.map { ($0.id, $0.population != nil) }, uniquingKeysWith: { first, _ in first })
    let reasons: [(Phrase, (Settlement) -> Bool)] = [
      (Phrase("in no township", "不在任何乡镇"), { $0.townshipID.flatMap { known[$0] } == nil }),
      (
        Phrase("the people of the township are not known", "所在乡镇人口未知"), { $0.townshipID.flatMap { known[$0] } == false }
      ),
      (
        Phrase("the township has no more people than its settlements of known people", "所在乡镇人口不多于其中已知人口"),
        { $0.townshipID.flatMap { known[$0] } == true }
      ),
    ]
    let list = reasons.compactMap { reason, holds -> Phrase? in
      let names = unknown.filter(holds).map(\.name)
      if names.isEmpty { return nil }
      return Phrase(
        "\(reason.english): \(names.shortList.english)", "\(reason.chinese)：\(names.shortList.chinese)")
    }
    findings.note(
      .warning,
      "unknown_people: derive finds no people for \(unknown.count.of("settlement", "settlements")): \(list.map(\.english).joined(separator: "; "))",
      "unknown_people: derive 未能推算 \(unknown.count) 个村居的人口：\(list.map(\.chinese).joined(separator: "；"))")
  }
}
