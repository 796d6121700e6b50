import EMSPlan
import SiteSolver

/// What `emsplan sites --periods` prints: the sites of every period, and what each decision costs the others.
struct PeriodsReport {
  let instance: SitingInstance
  let plan: PeriodPlan
  let seconds: Double

  /// What a choice loses against another one; nil when either has no objective.
  private func loss(of objective: Double?, against best: Double?) -> Double? {
    guard let objective, let best else { return nil }
    return instance.problem.model.minimises ? objective - best : best - objective
  }

  private func number(_ value: Double?) -> PropertyValue { .optional(value, places: 9) }
  private func sites(_ list: [Int]) -> PropertyValue { .list(list.map { .text(instance.candidateIDs[$0]) }) }

  // MARK: JSON

  var json: PropertyValue {
    var members: [PropertyValue.Member] = [
      .init("model", .text(instance.problem.model.rawValue)), .init("status", .text(plan.status.rawValue)),
      .init("objective", number(plan.objective)), .init("bound", number(plan.bound)), .init("gap", number(plan.gap)),
      .init("seconds", .decimal(seconds, places: 3)),
      .init("step_by_step_objective", number(plan.stepByStepObjective)),
      .init("step_by_step_loss", number(loss(of: plan.stepByStepObjective, against: plan.objective))),
      .init("periods", .list(zip(instance.periods, plan.choices).map(json))),
    ]
    if !instance.leftOut.isEmpty {
      members.append(.init("left_out", .list(instance.leftOut.map { .text(instance.demandIDs[$0]) })))
    }
    members.append(.init("notes", .list(instance.notes.map { .text($0.english) })))
    if let infeasible {
      members.append(
        .init(
          "infeasibility",
          .members([
            .init("period", .text(infeasible.period)), .init("text", .text(infeasible.why.english)),
            .init("text_zh", .text(infeasible.why.chinese)),
          ])))
    }
    return .members(members)
  }

  private func json(_ period: SitingInstance.Period, _ choice: PeriodPlan.Choice) -> PropertyValue {
    let total = period.weights.reduce(0, +)
    let covered = instance.coveredWeight(of: choice.standing, in: period)
    return .members([
      .init("period", .text(period.name)), .init("years", number(period.limits.years)),
      .init("opened", sites(choice.opened)), .init("selected", sites(choice.standing.selected)),
      .init("objective", number(choice.standing.objective)), .init("covered_weight", number(covered)),
      .init("total_weight", number(total)), .init("covered_share", .share(total > 0 ? covered / total : nil)),
      .init(
        "alone",
        .members([
          .init("status", .text(choice.alone.status.rawValue)), .init("objective", number(choice.alone.objective)),
          .init("bound", number(choice.alone.bound)), .init("selected", sites(choice.alone.selected)),
          .init("loss", number(loss(of: choice.standing.objective, against: choice.alone.objective))),
          .init("gap", number(gap(choice))),
        ])),
      .init(
        "step_by_step",
        choice.stepByStep.map { step in
          .members([
            .init("status", .text(step.status.rawValue)), .init("objective", number(step.objective)),
            .init("selected", sites(step.selected)),
            .init("loss", number(loss(of: step.objective, against: choice.standing.objective))),
          ])
        } ?? .null),
    ])
  }

  /// How far a period's own choice may be from the best for it alone.
  private func gap(_ choice: PeriodPlan.Choice) -> Double? {
    guard let objective = choice.standing.objective, let bound = choice.alone.bound else { return nil }
    return abs(bound - objective) / max(abs(objective), 1e-12)
  }

  private var infeasible: (period: String, why: Phrase)? {
    guard let at = plan.infeasiblePeriod, instance.periods.indices.contains(at) else { return nil }
    let name = instance.periods[at].name
    if let reason = plan.infeasibility {
      let words = InfeasibilityWords(instance: instance).phrase(for: reason)
      return (name, Phrase("up to \(name): \(words.english)", "至 \(name)：\(words.chinese)"))
    }
    return (
      name,
      Phrase(
        "up to \(name) no choice of sites that stay keeps the counts and budgets of every period",
        "至 \(name)，没有任何方案能满足各阶段的数量与预算限制")
    )
  }

  // MARK: Text

  func lines(in language: Language) -> [String] {
    let isChinese = language == .chinese
    func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }
    func amount(_ value: Double?) -> String { value.map(SitesReport.text) ?? "–" }
    func percent(_ share: Double?) -> String {
      share.map { "\(SitesReport.text(($0 * 10_000).rounded() / 100)) %" } ?? "–"
    }
    func named(_ list: [Int]) -> String {
      list.isEmpty ? "–" : list.map { SitesReport.word(instance.candidateIDs[$0]) }.joined(separator: " ")
    }
    var head = TerminalTable(alignments: [.left, .left])
    head.append([say("model", "模型"), instance.problem.model.rawValue])
    head.append([say("status", "状态"), plan.status.name[language]])
    if let infeasible { head.append([say("because", "原因"), infeasible.why[language]]) }
    if let objective = plan.objective {
      head.append(objective: objective, bound: plan.bound, gap: plan.gap, in: language)
    }
    if !instance.leftOut.isEmpty {
      head.append([
        say("left out", "未计入"),
        instance.leftOut.map { SitesReport.word(instance.demandIDs[$0]) }.joined(separator: " "),
      ])
    }
    head.append([say("time", "用时"), "\(SitesReport.text((seconds * 1000).rounded() / 1000)) s"])
    if plan.choices.isEmpty { return head.lines() }
    let columns =
      isChinese
      ? ["阶段", "新增", "站点数", "目标值", "已覆盖", "仅为本阶段最优", "损失", "逐阶段决策", "损失"]
      : [
        "period", "opened", "sites", "objective", "covered", "best for it alone", "loss", "step by step", "loss",
      ]
    var table = TerminalTable(columns: columns.map { ($0, .left) })
    for (period, choice) in zip(instance.periods, plan.choices) {
      let total = period.weights.reduce(0, +)
      let covered = instance.coveredWeight(of: choice.standing, in: period)
      func told(_ solution: SitingSolution?) -> String {
        amount(solution?.objective)
          + (solution.map { $0.status == .optimal } ?? true ? "" : " " + say("(not proven)", "（未证明）"))
      }
      table.append([
        SitesReport.word(period.name), named(choice.opened), "\(choice.standing.selected.count)",
        amount(choice.standing.objective), percent(total > 0 ? covered / total : nil),
        told(choice.alone),
        amount(loss(of: choice.standing.objective, against: choice.alone.objective)),
        told(choice.stepByStep),
        amount(loss(of: choice.stepByStep?.objective, against: choice.standing.objective)),
      ])
    }
    var lines = head.lines() + [""] + table.lines()
    if let step = plan.stepByStepObjective {
      let lost = amount(loss(of: step, against: plan.objective))
      lines.append(
        say(
          "decided step by step, each period for itself: \(SitesReport.text(step)) in all, which loses \(lost)",
          "逐阶段分别决策：合计 \(SitesReport.text(step))，损失 \(lost)"))
    } else {
      lines.append(
        say(
          "decided step by step, each period for itself, a later one has no choice, or time ran out",
          "逐阶段分别决策时，后续阶段无可行方案，或时间用尽"))
    }
    return lines
  }
}
