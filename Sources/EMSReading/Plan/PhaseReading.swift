import EMSFormats
import EMSModel
import Yams

extension PlanFile {
  /// What can be built in phases.
  private static let phasedTiers = sitedTiers + [.communityHealthCentre]

  static let phasesSchema: YAMLSchema = .list(
    .object([
      .init("by", .integer(1950...2200), required: true, "The year by whose end the sites of the phase stand."),
      .init(
        "count",
        .object(
          phasedTiers.map {
            .init(
              $0.rawValue, .integer(0...1_000_000),
              "Proposed sites that stand by then, those of earlier phases among them; what is not named stays as before, in the last phase all stand."
            )
          }), "How many sites of each service stand."),
      .init("budget", .number(0...1e15), "What the sites of this phase may cost together, in the unit of costs."),
    ]))

  static let costsSchema: YAMLSchema = .object(
    [.init("unit", .text, required: true, "The unit of money of all figures, such as 万元.")]
      + phasedTiers.map {
        .init(
          $0.rawValue,
          .object([
            .init("new_build", .number(0...1e15), "What one costs where nothing stands."),
            .init("upgrade", .number(0...1e15), "What one costs where what stands is built up."),
            .init("staff", .number(0...100_000), "How many posts one adds."),
          ]), "Costs and staff of one site.")
      })

  /// Years that do not ascend, counts that fall, and budgets without costs.
  static func checkPhases(_ root: Node, file: String, problems: inout [InputProblem]) {
    var before: (year: Int, counts: [String: Int]) = (.min, [:])
    for phase in root["phases"]?.sequence.map(Array.init) ?? [] {
      func complain(_ field: String, _ value: String, _ what: Phrase, _ remedy: Phrase) {
        problems.append(
          InputProblem(
            file: file, place: .line(phase.mark?.line ?? 1), field: "phases." + field, value: value, what, remedy))
      }
      guard let year = phase["by"]?.int else { continue }
      if year <= before.year {
        complain(
          "by", "\(year)", Phrase("the years of the phases do not ascend", "分期年份未递增"),
          Phrase("List the phases from the first to the last", "请按先后顺序列出各期"))
      }
      before.year = max(before.year, year)
      for (key, value) in phase["count"]?.mapping ?? [:] {
        guard let service = key.scalar?.string, let count = value.int else { continue }
        if let held = before.counts[service], count < held {
          complain(
            "count.\(service)", "\(count)",
            Phrase("fewer sites stand than in the phase before (\(held))", "少于上一期（\(held)）"),
            Phrase("A site stays once it stands: give the number by the end of the year", "站点建成后保留，请填写到该年底的累计数"))
        }
        before.counts[service] = max(before.counts[service] ?? 0, count)
      }
      if phase["budget"] != nil, root["costs"] == nil {
        complain(
          "budget", phase["budget"]?.scalar?.string ?? "", Phrase("the plan gives no costs", "方案没有给出造价"),
          Phrase("Give what each kind of site costs under costs:", "请在 costs: 下填写各类站点的造价"))
      }
    }
  }

  static func phases(of root: Node) -> [Phase] {
    (root["phases"]?.sequence.map(Array.init) ?? []).compactMap { node in
      guard let year = node["by"]?.int else { return nil }
      var phase = Phase(year: year, budget: number(node["budget"]))
      for tier in phasedTiers { phase.counts[tier] = node["count"]?[tier.rawValue]?.int }
      return phase
    }
  }

  static func costs(of root: Node) -> Costs? {
    guard let node = root["costs"], let unit = node["unit"]?.scalar?.string else { return nil }
    var costs = Costs(unit: unit)
    for tier in phasedTiers {
      guard let own = node[tier.rawValue] else { continue }
      costs.ofService[tier] = SiteCost(
        newBuild: number(own["new_build"]), upgrade: number(own["upgrade"]), staff: number(own["staff"]))
    }
    return costs
  }

  private static func number(_ node: Node?) -> Double? { node.flatMap { $0.float ?? $0.int.map(Double.init) } }
}
