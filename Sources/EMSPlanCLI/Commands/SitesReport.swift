import EMSPlan
import SiteSolver

/// What `emsplan sites` prints: the solution with the ids of the files.
struct SitesReport {
  let instance: SitingInstance
  var solution: SitingSolution?
  var seconds = 0.0
  var alternatives: [SitingSolution]?
  var values: [SiteValue]?
  var order: [BuildStep]?
  var curve: [TradeOffPoint]?
  var efficient: [TradeOffPoint]?

  init(instance: SitingInstance) { self.instance = instance }

  private func site(_ j: Int) -> PropertyValue { .text(instance.candidateIDs[j]) }
  private func sites(_ list: [Int]) -> PropertyValue { .list(list.map(site)) }
  private func number(_ value: Double?) -> PropertyValue { .optional(value, places: 9) }

  var json: PropertyValue {
    guard let solution else { return .null }
    var members: [PropertyValue.Member] = [
      .init("model", .text(instance.problem.model.rawValue)),
      .init("status", .text(solution.status.rawValue)),
      .init("objective", number(solution.objective)),
      .init("bound", number(solution.bound)),
      .init("gap", number(solution.gap)),
      .init("selected", sites(solution.selected)),
      .init(
        "assignments",
        .members(
          solution.assignments.enumerated().map { demand, candidate in
            .init(instance.demandIDs[demand], candidate.map(site) ?? .null)
          })),
      .init("uncovered", .list(solution.uncovered.map { .text(instance.demandIDs[$0]) })),
      .init("iterations", .whole(solution.iterations)),
      .init("seconds", .decimal(seconds, places: 3)),
      .init("nodes", .whole(solution.nodes)),
    ]
    if instance.problem.model.holdsUnits {
      members.append(
        .init(
          "units",
          .members(
            zip(solution.selected, solution.units).map { .init(instance.candidateIDs[$0], .whole($1)) })))
    }
    if let reason = solution.infeasibility { members.append(.init("infeasibility", json(of: reason))) }
    members += planMembers(solution)
    return .members(members)
  }

  private func planMembers(_ solution: SitingSolution) -> [PropertyValue.Member] {
    var members: [PropertyValue.Member] = []
    if let alternatives {
      members.append(.init("alternatives", .list(alternatives.map { json(of: $0, against: solution) })))
      let common = alternatives.dropFirst().reduce(Set(solution.selected)) { $0.intersection($1.selected) }
      members.append(.init("in_all_alternatives", sites(common.sorted())))
    }
    if let values {
      members.append(
        .init(
          "values",
          .list(
            values.map {
              .members([
                .init("site", site($0.site)), .init("marginal", number($0.marginal)),
                .init("substitute", $0.substitute.map(site) ?? .null),
                .init("substitute_cost", number($0.substituteCost)),
              ])
            })))
    }
    if let order {
      members.append(
        .init(
          "order",
          .list(
            order.map {
              .members([
                .init("site", site($0.site)), .init("objective", number($0.objective)),
                .init("free_objective", number($0.freeObjective)),
              ])
            })))
    }
    if let curve { members.append(.init("curve", points(curve))) }
    if let efficient { members.append(.init("efficient", points(efficient))) }
    return members
  }

  private func json(of plan: SitingSolution, against best: SitingSolution) -> PropertyValue {
    .members([
      .init("objective", number(plan.objective)), .init("selected", sites(plan.selected)),
      .init("added", sites(plan.selected.filter { !best.selected.contains($0) })),
      .init("dropped", sites(best.selected.filter { !plan.selected.contains($0) })),
    ])
  }

  private func points(_ points: [TradeOffPoint]) -> PropertyValue {
    .list(
      points.map {
        .members([
          .init("count", .whole($0.count)), .init("status", .text($0.solution.status.rawValue)),
          .init("objective", number($0.solution.objective)), .init("bound", number($0.solution.bound)),
          .init("greatest_cost", number($0.greatestCost)), .init("selected", sites($0.solution.selected)),
        ])
      })
  }

  // MARK: Why nothing is feasible

  private func json(of reason: InfeasibilityReason) -> PropertyValue {
    var members: [PropertyValue.Member] = [
      .init("reason", .text(kind(of: reason))), .init("text", .text(phrase(for: reason).english)),
    ]
    switch reason {
    case .unreachableDemand(let demand):
      members.append(.init("demand", .list(demand.map { .text(instance.demandIDs[$0]) })))
    case .groupMinimumUnreachable(let group, _, _), .groupMaximumExceeded(let group, _, _):
      members.append(.init("group", .text(instance.groupIDs[group])))
    default: break
    }
    return .members(members)
  }

  private func kind(of reason: InfeasibilityReason) -> String {
    switch reason {
    case .unreachableDemand: "unreachable_demand"
    case .groupMinimumUnreachable: "group_minimum_unreachable"
    case .groupMaximumExceeded: "group_maximum_exceeded"
    case .countAboveAvailable: "count_above_available"
    case .groupMinimaAboveCount: "group_minima_above_count"
    case .shareUnreachable: "share_unreachable"
    case .limitsClash: "limits_clash"
    }
  }

  private func phrase(for reason: InfeasibilityReason) -> Phrase {
    switch reason {
    case .unreachableDemand(let demand):
      let names = demand.prefix(10).map { instance.demandIDs[$0] }.joined(separator: ", ")
      let more = demand.count > 10 ? " …" : ""
      return Phrase(
        "no candidate reaches \(demand.count.of("demand point", "demand points")): \(names)\(more)",
        "\(demand.count) 个需求点没有候选点可达：\(names)\(more)")
    case .groupMinimumUnreachable(let group, let minimum, let available):
      let name = instance.groupIDs[group]
      return Phrase(
        "group \(name) must have \(minimum) sites and can have \(available)",
        "组 \(name) 至少需要 \(minimum) 个站点，而最多只有 \(available) 个")
    case .groupMaximumExceeded(let group, let maximum, let fixed):
      let name = instance.groupIDs[group]
      return Phrase(
        "group \(name) may have \(maximum) sites and \(fixed) are open already",
        "组 \(name) 最多允许 \(maximum) 个站点，而已有 \(fixed) 个")
    case .countAboveAvailable(let count, let available):
      return Phrase(
        "\(count) sites are asked for, and the candidates and group maxima allow \(available)",
        "要求 \(count) 个站点，而候选点和各组上限只允许 \(available) 个")
    case .groupMinimaAboveCount(let required, let count):
      return Phrase(
        "group minima and forced sites ask for \(required) more sites, and \(count) may be added",
        "各组下限与必选站点至少还需要 \(required) 个站点，而只能新增 \(count) 个")
    case .shareUnreachable(let target, let reachable):
      return Phrase(
        "a share of \(target) is asked for, and all candidates together reach \(reachable)",
        "要求覆盖比例 \(target)，而全部候选点只能覆盖 \(reachable)")
    case .limitsClash:
      return Phrase(
        "each limit can be kept alone, but not all of them together", "各项限制单独可行，但不能同时满足")
    }
  }

  // MARK: For a person

  func lines(in language: Language) -> [String] {
    guard let solution else { return [] }
    let isChinese = language == .chinese
    var table = TerminalTable(alignments: [.left, .left])
    func add(_ english: String, _ chinese: String, _ text: String) {
      table.append([isChinese ? chinese : english, text])
    }
    add("model", "模型", instance.problem.model.rawValue)
    add("status", "状态", solution.status.rawValue)
    if let reason = solution.infeasibility { add("because", "原因", phrase(for: reason)[language]) }
    if let objective = solution.objective { add("objective", "目标值", text(objective)) }
    if let bound = solution.bound { add("bound", "界", text(bound)) }
    if let gap = solution.gap { add("gap", "差距", "\(text((gap * 1e6).rounded() / 1e4)) %") }
    if !solution.selected.isEmpty {
      add("selected", "选定", solution.selected.map { instance.candidateIDs[$0] }.joined(separator: " "))
      add("uncovered", "未服务", "\(solution.uncovered.count) / \(instance.demandIDs.count)")
    }
    add("time", "用时", "\(text((seconds * 1000).rounded() / 1000)) s")
    return table.lines() + planLines(isChinese)
  }

  private func text(_ value: Double) -> String {
    String(decoding: JSONWriter.compact(.decimal(value, places: 6)), as: UTF8.self)
  }

  private func planLines(_ isChinese: Bool) -> [String] {
    var lines: [String] = []
    func add(_ title: String, _ columns: [String], _ rows: [[String]]) {
      var table = TerminalTable(columns: columns.map { ($0, .left) })
      for row in rows { table.append(row) }
      lines += ["", title] + table.lines()
    }
    func name(_ j: Int) -> String { instance.candidateIDs[j] }
    func amount(_ value: Double?) -> String { value.map(text) ?? "–" }
    if let alternatives, let solution {
      add(
        isChinese ? "备选方案" : "alternatives",
        isChinese ? ["目标值", "新增", "去掉"] : ["objective", "added", "dropped"],
        alternatives.map { plan in
          [
            amount(plan.objective),
            plan.selected.filter { !solution.selected.contains($0) }.map(name).joined(separator: " "),
            solution.selected.filter { !plan.selected.contains($0) }.map(name).joined(separator: " "),
          ]
        })
    }
    if let values {
      add(
        isChinese ? "各站点的价值" : "values",
        isChinese ? ["站点", "缺少时损失", "最佳替代", "替代损失"] : ["site", "lost without", "substitute", "lost with it"],
        values.map { [name($0.site), amount($0.marginal), $0.substitute.map(name) ?? "–", amount($0.substituteCost)] })
    }
    if let order {
      add(
        isChinese ? "建设顺序" : "order",
        isChinese ? ["站点", "目标值", "自由最优"] : ["site", "objective", "free best"],
        order.map { [name($0.site), amount($0.objective), amount($0.freeObjective)] })
    }
    for (title, points) in [
      (isChinese ? "数量权衡" : "curve", curve), (isChinese ? "有效方案" : "efficient choices", efficient),
    ] {
      guard let points else { continue }
      add(
        title,
        isChinese ? ["数量", "状态", "目标值", "最远"] : ["count", "status", "objective", "greatest cost"],
        points.map {
          ["\($0.count)", $0.solution.status.rawValue, amount($0.solution.objective), amount($0.greatestCost)]
        })
    }
    return lines
  }
}
