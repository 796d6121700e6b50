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
    return result
  }
}
