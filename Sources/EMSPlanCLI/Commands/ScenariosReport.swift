import EMSPlan
import SiteSolver

/// What `emsplan sites --scenarios` prints: one choice of sites, and what it is in every scenario.
struct ScenariosReport {
  let instance: SitingInstance
  let plan: ScenarioPlan
  let aim: ScenarioAim
  let seconds: Double

  private func number(_ value: Double?) -> PropertyValue { .optional(value, places: 9) }
  private func sites(_ list: [Int]) -> PropertyValue { .list(list.map { .text(instance.candidateIDs[$0]) }) }

  private func covered(_ outcome: ScenarioPlan.Outcome, _ scenario: SitingInstance.Scenario) -> (
    weight: Double, total: Double
  ) {
    let weights = scenario.state.weights
    let served = weights.indices.reduce(0) { outcome.standing.assignments[$1] == nil ? $0 : $0 + weights[$1] }
    return (served, weights.reduce(0, +))
  }

  private var infeasible: (scenario: String?, why: Phrase)? {
    guard let reason = plan.infeasibility else { return nil }
    let words = InfeasibilityWords(instance: instance).phrase(for: reason)
    guard let at = plan.infeasibleScenario else { return (nil, words) }
    let name = instance.scenarios[at].name
    return (name, Phrase("in \(name): \(words.english)", "情景“\(name)”：\(words.chinese)"))
  }

  // MARK: JSON

  var json: PropertyValue {
    var members: [PropertyValue.Member] = [
      .init("model", .text(instance.problem.model.rawValue)), .init("aim", .text(aim.rawValue)),
      .init("status", .text(plan.status.rawValue)), .init("objective", number(plan.objective)),
      .init("bound", number(plan.bound)), .init("gap", number(plan.gap)),
      .init("seconds", .decimal(seconds, places: 3)), .init("selected", sites(plan.selected)),
      .init("expected", number(plan.values[.expected])), .init("worst", number(plan.values[.worst])),
      .init("regret", number(plan.values[.regret])),
      .init("scenarios", .list(zip(instance.scenarios, plan.outcomes).map(json))),
      .init("notes", .list(instance.notes.map { .text($0.english) })),
    ]
    if let infeasible {
      members.append(
        .init(
          "infeasibility",
          .members([
            .init("scenario", infeasible.scenario.map { .text($0) } ?? .null),
            .init("text", .text(infeasible.why.english)), .init("text_zh", .text(infeasible.why.chinese)),
          ])))
    }
    return .members(members)
  }

  private func json(_ scenario: SitingInstance.Scenario, _ outcome: ScenarioPlan.Outcome) -> PropertyValue {
    let (weight, total) = covered(outcome, scenario)
    return .members([
      .init("scenario", .text(scenario.name)), .init("share", number(share(scenario))),
      .init("objective", number(outcome.standing.objective)), .init("regret", number(outcome.regret)),
      .init("covered_weight", number(weight)), .init("total_weight", number(total)),
      .init("covered_share", .share(total > 0 ? weight / total : nil)),
      .init(
        "alone",
        .members([
          .init("status", .text(outcome.alone.status.rawValue)), .init("objective", number(outcome.alone.objective)),
          .init("bound", number(outcome.alone.bound)), .init("selected", sites(outcome.alone.selected)),
        ])),
    ])
  }

  /// How much a scenario counts in the mean, of one.
  private func share(_ scenario: SitingInstance.Scenario) -> Double {
    scenario.state.share / instance.scenarios.reduce(0) { $0 + $1.state.share }
  }

  // MARK: Text

  func lines(in language: Language) -> [String] {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    func amount(_ value: Double?) -> String { value.map(SitesReport.text) ?? "–" }
    func percent(_ share: Double) -> String { "\(SitesReport.text((share * 10_000).rounded() / 100)) %" }
    func named(_ list: [Int]) -> String {
      list.isEmpty ? "–" : list.map { SitesReport.word(instance.candidateIDs[$0]) }.joined(separator: " ")
    }
    var head = TerminalTable(alignments: [.left, .left])
    head.append([say("model", "模型"), instance.problem.model.rawValue])
    head.append([say("aim", "目标"), aim.name[language]])
    head.append([say("status", "状态"), plan.status.name[language]])
    if let infeasible { head.append([say("because", "原因"), infeasible.why[language]]) }
    if let objective = plan.objective {
      head.append(objective: objective, bound: plan.bound, gap: plan.gap, in: language)
      head.append([say("sites", "站点"), named(plan.selected)])
    }
    head.append([say("time", "用时"), "\(SitesReport.text((seconds * 1000).rounded() / 1000)) s"])
    if plan.outcomes.isEmpty { return head.lines() }
    let columns =
      language == .chinese
      ? ["情景", "份额", "目标值", "已覆盖", "仅为该情景最优", "损失", "其站点"]
      : ["scenario", "share", "objective", "covered", "best for it alone", "loss", "its sites"]
    var table = TerminalTable(columns: columns.map { ($0, .left) })
    for (scenario, outcome) in zip(instance.scenarios, plan.outcomes) {
      let (weight, total) = covered(outcome, scenario)
      let isProven = outcome.alone.status == .optimal
      table.append([
        SitesReport.word(scenario.name), percent(share(scenario)), amount(outcome.standing.objective),
        total > 0 ? percent(weight / total) : "–",
        amount(outcome.alone.objective) + (isProven ? "" : " " + say("(not proven)", "（未证明）")),
        amount(outcome.regret), named(outcome.alone.selected),
      ])
    }
    let values = ScenarioAim.allCases.map { "\($0.name[language]) \(amount(plan.values[$0]))" }
    return head.lines() + [""] + table.lines() + [values.joined(separator: say("; ", "；"))]
  }
}

extension ScenarioAim {
  /// What the choice is judged by, as a name before its value.
  var name: Phrase {
    switch self {
    case .expected: Phrase("mean", "期望值")
    case .worst: Phrase("worst scenario", "最差情景")
    case .regret: Phrase("greatest regret", "最大后悔值")
    }
  }
}
