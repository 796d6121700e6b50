import EMSPlan
import SiteSolver

/// What `emsplan sites --tiers` prints: the sites of every tier, and what deciding one after the other would give.
struct TiersReport {
  let instance: SitingInstance
  let plan: TierPlan
  let isNested: Bool
  let seconds: Double

  private func number(_ value: Double?) -> PropertyValue { .optional(value, places: 9) }
  private func sites(_ list: [Int]) -> PropertyValue { .list(list.map { .text(instance.candidateIDs[$0]) }) }

  /// What the joint choice covers more than one tier after the other.
  private var gain: Double? {
    plan.oneAfterTheOtherObjective.flatMap { step in plan.objective.map { $0 - step } }
  }

  private func total(_ tier: SitingInstance.Tier) -> Double { tier.limits.weights.reduce(0, +) }

  private func step(_ tier: Int) -> TierPlan.Choice? {
    plan.oneAfterTheOther.indices.contains(tier) ? plan.oneAfterTheOther[tier] : nil
  }

  // MARK: JSON

  var json: PropertyValue {
    var members: [PropertyValue.Member] = [
      .init("model", .text(instance.problem.model.rawValue)), .init("nested", .flag(isNested)),
      .init("status", .text(plan.status.rawValue)), .init("objective", number(plan.objective)),
      .init("bound", number(plan.bound)), .init("gap", number(plan.gap)),
      .init("seconds", .decimal(seconds, places: 3)),
      .init("cost", number(plan.objective == nil ? nil : plan.money)),
      .init("one_after_the_other_objective", number(plan.oneAfterTheOtherObjective)), .init("gain", number(gain)),
      .init("tiers", .list(plan.choices.indices.map(json))),
      .init("notes", .list(instance.notes.map { .text($0.english) })),
    ]
    if let reason = plan.infeasibility {
      members.append(.init("infeasibility", InfeasibilityWords(tiersOf: instance).json(of: reason)))
    }
    return .members(members)
  }

  private func json(_ number: Int) -> PropertyValue {
    let (tier, choice) = (instance.tiers[number], plan.choices[number])
    let total = total(tier)
    return .members([
      .init("tier", .text(tier.name)), .init("factor", self.number(tier.limits.factor)),
      .init("opened", sites(choice.opened)), .init("selected", sites(choice.selected)),
      .init("covered_weight", self.number(choice.coveredWeight)), .init("total_weight", self.number(total)),
      .init("covered_share", .share(total > 0 ? choice.coveredWeight / total : nil)),
      .init(
        "one_after_the_other",
        step(number).map {
          .members([
            .init("selected", sites($0.selected)), .init("covered_weight", self.number($0.coveredWeight)),
          ])
        } ?? .null),
    ])
  }

  // MARK: Text

  func lines(in language: Language) -> [String] {
    let isChinese = language == .chinese
    func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }
    func text(_ value: Double) -> String { SitesReport.text(value) }
    func percent(_ weight: Double, of total: Double) -> String {
      total > 0 ? "\(text((weight / total * 10_000).rounded() / 100)) %" : "–"
    }
    func named(_ list: [Int]) -> String {
      list.isEmpty ? "–" : list.map { SitesReport.word(instance.candidateIDs[$0]) }.joined(separator: " ")
    }
    var head = TerminalTable(alignments: [.left, .left])
    head.append([say("model", "模型"), instance.problem.model.rawValue])
    head.append([
      say("tiers", "层级"),
      isNested
        ? say("nested: a site gives the services of the lower tiers, too", "嵌套：站点同时提供下级服务") : say("not nested", "非嵌套"),
    ])
    head.append([say("status", "状态"), plan.status.name[language]])
    if let reason = plan.infeasibility {
      head.append([say("because", "原因"), InfeasibilityWords(tiersOf: instance).phrase(for: reason)[language]])
    }
    if let objective = plan.objective {
      head.append(objective: objective, bound: plan.bound, gap: plan.gap, in: language)
      head.append([say("cost", "费用"), text(plan.money)])
    }
    head.append([say("time", "用时"), "\(text((seconds * 1000).rounded() / 1000)) s"])
    if plan.choices.isEmpty { return head.lines() }
    let columns =
      isChinese
      ? ["层级", "新增", "站点数", "已覆盖", "", "逐级决策：已覆盖", "其站点"]
      : ["tier", "opened", "sites", "covered", "", "one after the other: covered", "its sites"]
    var table = TerminalTable(columns: columns.map { ($0, .left) })
    for (number, choice) in plan.choices.enumerated() {
      let tier = instance.tiers[number]
      let step = step(number)
      table.append([
        SitesReport.word(tier.name), named(choice.opened), "\(choice.selected.count)", text(choice.coveredWeight),
        percent(choice.coveredWeight, of: total(tier)), step.map { text($0.coveredWeight) } ?? "–",
        step.map { named($0.selected) } ?? "–",
      ])
    }
    var lines = head.lines() + [""] + table.lines()
    if let step = plan.oneAfterTheOtherObjective, let gain {
      lines.append(
        say(
          "decided one after the other, the first tier first: \(text(step)) in all; together gains \(text(gain))",
          "自上而下逐级决策：合计 \(text(step))；统一决策多得 \(text(gain))"))
    } else {
      lines.append(
        say(
          "decided one after the other, a later tier has no choice, or time ran out",
          "自上而下逐级决策时，后续层级无可行方案，或时间用尽"))
    }
    return lines
  }
}
