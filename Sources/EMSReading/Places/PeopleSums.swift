import EMSModel

/// Whether the people of settlements add up to what the townships' own figures say.
enum PeopleSums {
  /// The share of the townships' people by which the settlements' may differ unsaid.
  private static let tolerance = 0.1

  /// Warns where they differ by more, with the townships that differ most.
  static func check(_ area: PlanningArea, of plan: PlanFile, _ findings: inout Findings) {
    let inTownship = Dictionary(grouping: area.settlements.filter { $0.population != nil }, by: \.townshipID)
    var differences: [(name: String, settlements: Int, township: Int)] = []
    for township in area.townships {
      guard let people = township.population, let inside = inTownship[township.id] else { continue }
      differences.append((township.name, inside.compactMap(\.population).reduce(0, +), people))
    }
    let there = differences.reduce(0) { $0 + $1.settlements }
    let said = differences.reduce(0) { $0 + $1.township }
    guard said > 0, Double(abs(there - said)) > tolerance * Double(said) else { return }
    let worst = differences.sorted {
      (abs($1.settlements - $1.township), $0.name) < (abs($0.settlements - $0.township), $1.name)
    }
    let names = worst.prefix(3).map {
      "\($0.name) \(NumberText.grouped($0.settlements)) / \(NumberText.grouped($0.township))"
    }
    let unknown = area.settlements.count { $0.population == nil }
    let percent = NumberText.oneDecimal(Double(there - said) / Double(said) * 100)
    let file = plan.inputs.townships.layer.peopleFile
    findings.note(
      .warning,
      "the settlements add up to \(NumberText.grouped(there)) people where the townships of \(file) have \(NumberText.grouped(said)) (\(percent) %)"
        + (unknown > 0 ? ", \(unknown.of("settlement", "settlements")) without a figure" : "")
        + "; most in \(names.joined(separator: ", ")). Do both count the same people (resident, registered)?",
      "村居人口合计 \(NumberText.grouped(there))，而 \(file) 中各乡镇为 \(NumberText.grouped(said))（\(percent) %）"
        + (unknown > 0 ? "，\(unknown) 个村居没有人口数" : "")
        + "；相差最大：\(names.joined(separator: "、"))。请核对两者口径（常住、户籍）是否一致")
  }
}
