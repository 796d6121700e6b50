import EMSPlan
import Foundation
import SiteSolver

/// What `emsplan sites` prints for a person.
extension SitesReport {
  func lines(in language: Language) -> [String] {
    guard let solution else { return [] }
    let isChinese = language == .chinese
    let serves = instance.problem.model != .pDispersion
    var table = TerminalTable(alignments: [.left, .left])
    func add(_ english: String, _ chinese: String, _ text: String) {
      table.append([isChinese ? chinese : english, text])
    }
    add("model", "模型", instance.problem.model.rawValue)
    add("status", "状态", solution.status.name[language])
    if let reason = solution.infeasibility {
      add("because", "原因", InfeasibilityWords(instance: instance).phrase(for: reason)[language])
    }
    table.append(objective: solution.objective, bound: solution.bound, gap: solution.gap, in: language)
    if !solution.selected.isEmpty {
      add("selected", "选定", solution.selected.map(name).joined(separator: " "))
      if serves { add("uncovered", "未服务", "\(solution.uncovered.count) / \(instance.demandIDs.count)") }
    }
    let served = ServedDemand(instance, solution)
    if let served, serves {
      let share = served.share.map { " (\(text(($0 * 10_000).rounded() / 100)) %)" } ?? ""
      add("covered", "已覆盖", "\(text(served.weight)) / \(text(served.totalWeight))\(share)")
      if let within = served.weightWithinStandard, within != served.weight {
        add("within standard", "标准以内", text(within))
      }
      if !instance.leftOut.isEmpty {
        add("left out", "未计入", instance.leftOut.map { instance.demandIDs[$0] }.joined(separator: " "))
      }
    }
    if let served {
      if !served.closed.isEmpty { add("closed", "关闭", served.closed.map(name).joined(separator: " ")) }
    }
    if solution.objective != nil, let spread = instance.costSpread(of: solution) {
      add(
        "costs", "成本分布",
        Phrase(
          "mean \(text(spread.mean)), median \(text(spread.deciles[4])), 90 % within \(text(spread.deciles[8])), worst tenth \(text(spread.worstTenthMean)) on average, greatest \(text(spread.greatest)), Gini \(text((spread.gini * 1000).rounded() / 1000))",
          "平均 \(text(spread.mean))，中位 \(text(spread.deciles[4]))，90% 在 \(text(spread.deciles[8])) 以内，最差一成平均 \(text(spread.worstTenthMean))，最远 \(text(spread.greatest))，基尼系数 \(text((spread.gini * 1000).rounded() / 1000))"
        )[language])
      if spread.countWithoutSite > 0 {
        add(
          "no site", "无站点可达",
          "\(spread.countWithoutSite) / \(instance.demandIDs.count) (\(text(spread.weightWithoutSite)))")
      }
    }
    add("time", "用时", "\(text((seconds * 1000).rounded() / 1000)) s")
    return table.lines() + (serves ? siteLines(served, isChinese) : nearestLines(solution, isChinese))
      + planLines(language)
  }

  private func name(_ j: Int) -> String { Self.word(instance.candidateIDs[j]) }

  /// An id, in quotes where it would not stand as one word.
  static func word(_ id: String) -> String {
    id.contains { $0 == "," || $0 == "\"" || $0.isWhitespace }
      ? "\"" + id.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : id
  }

  /// Alternatives, values, order and curve beside the choice that serves the least served first.
  static let othersCompareRadius = Phrase(
    "alternatives, values, order and curve compare choices by the greatest cost (the objective) alone",
    "备选方案、站点价值、建设顺序和数量权衡仅按最大成本（目标值）比较")

  private func siteLines(_ served: ServedDemand?, _ isChinese: Bool) -> [String] {
    guard let served, !served.sites.isEmpty else { return [] }
    let holdsUnits = instance.problem.model.holdsUnits
    let holdsCapacity = instance.problem.model.holdsCapacity
    var columns = isChinese ? ["站点", "需求点", "负荷"] : ["site", "demand points", "load"]
    if holdsUnits { columns.append(isChinese ? "单元" : "units") }
    if holdsCapacity { columns += isChinese ? ["容量", "利用率"] : ["capacity", "utilisation"] }
    var table = TerminalTable(columns: columns.map { ($0, .left) })
    for site in served.sites {
      let existing = site.isExisting ? (isChinese ? "（已有）" : " (existing)") : ""
      var cells = [name(site.site) + existing, "\(site.demandPoints)", text(site.load)]
      if holdsUnits { cells.append("\(site.units)") }
      if holdsCapacity {
        cells.append(site.capacity.map(text) ?? "–")
        cells.append(site.utilisation.map { "\(text(($0 * 1000).rounded() / 10)) %" } ?? "–")
      }
      table.append(cells)
    }
    return [""] + table.lines()
  }

  /// The nearest other site of each open one.
  private func nearestLines(_ solution: SitingSolution, _ isChinese: Bool) -> [String] {
    let nearest = instance.problem.nearestSites(among: solution.selected)
    if nearest.isEmpty { return [] }
    let existing = instance.problem.existingSites
    var table = TerminalTable(
      columns: (isChinese ? ["站点", "最近站点", "距离"] : ["site", "nearest site", "distance"]).map { ($0, .left) })
    for row in nearest {
      let mark = existing.contains(row.site) ? (isChinese ? "（已有）" : " (existing)") : ""
      table.append([name(row.site) + mark, name(row.nearest), text(row.distance)])
    }
    return [""] + table.lines()
  }

  private func text(_ value: Double) -> String { Self.text(value) }

  static func text(_ value: Double) -> String {
    String(decoding: JSONWriter.compact(.decimal(value, places: 6)), as: UTF8.self)
  }

  private func planLines(_ language: Language) -> [String] {
    let isChinese = language == .chinese
    var lines: [String] = []
    func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }
    func add(_ title: String, _ columns: [String], _ rows: [[String]]) {
      var table = TerminalTable(columns: columns.map { ($0, .left) })
      for row in rows { table.append(row) }
      lines += ["", title] + table.lines()
    }
    func amount(_ value: Double?) -> String { value.map(text) ?? "–" }
    func gini(_ spread: CostSpread?) -> String { amount(spread.map { ($0.gini * 1000).rounded() / 1000 }) }
    let unproven = say("not proven", "未证明")
    let holdsUnits = instance.problem.model.holdsUnits
    func named(_ plan: SitingSolution) -> String {
      zip(plan.selected, plan.units).map { holdsUnits ? "\(name($0))×\($1)" : name($0) }.joined(separator: " ")
    }
    if let alternatives, let solution {
      add(
        say("alternatives", "备选方案"),
        isChinese
          ? ["目标值", "状态", "基尼", "新增", "去掉", "站点"] : ["objective", "status", "Gini", "added", "dropped", "sites"],
        zip(alternatives.plans, spreads(of: alternatives)).map { plan, spread in
          [
            amount(plan.objective), plan.status.name[language], gini(spread),
            plan.selected.filter { !solution.selected.contains($0) }.map(name).joined(separator: " "),
            solution.selected.filter { !plan.selected.contains($0) }.map(name).joined(separator: " "), named(plan),
          ]
        })
      lines.append(
        say("left out: plans that only add sites to one that is listed", "未列出：仅在已列方案上增加站点的方案"))
      if !alternatives.isComplete {
        lines.append(say("not complete: a better plan may be missing", "未列全：可能缺少更好的方案"))
      }
    }
    if let values {
      add(
        say("values", "各站点的价值"),
        isChinese
          ? ["站点", "单元", "缺少时损失", "最佳替代", "替代损失", ""]
          : ["site", "units", "lost without", "substitute", "lost with it", ""],
        values.map {
          [
            name($0.site), "\($0.units)", amount($0.marginal), $0.substitute.map(name) ?? "–",
            amount($0.substituteCost), $0.isProven ? "" : unproven,
          ]
        })
    }
    if let order {
      add(
        say("order", "建设顺序"),
        isChinese ? ["步骤", "站点", "单元", "目标值", "自由最优", ""] : ["step", "site", "units", "objective", "free best", ""],
        order.map {
          [
            $0.isClosing ? say("close", "关闭") : say("open", "开放"), name($0.site), "\($0.units)",
            amount($0.objective), amount($0.freeObjective), $0.isProven ? "" : unproven,
          ]
        })
    }
    for (title, points) in [(say("curve", "数量权衡"), curve), (say("efficient choices", "有效方案"), efficient)] {
      guard let points else { continue }
      add(
        title,
        isChinese
          ? ["数量", "状态", "目标值", "最远", "基尼", "站点"]
          : ["count", "status", "objective", "greatest cost", "Gini", "sites"],
        points.map {
          let spread = spread(of: $0)
          return [
            "\($0.count)", $0.solution.status.name[language], amount($0.solution.objective),
            amount(greatest($0, spread)), gini(spread), named($0.solution),
          ]
        })
    }
    if let leastServed {
      add(
        say("least served first", "最不利者优先"),
        isChinese ? ["成本", "达到或超过该成本的权重", ""] : ["cost", "weight at it or more", ""],
        leastServed.levels.map { [text($0.cost), text($0.weight), $0.isProven ? "" : unproven] })
      if !leastServed.isProven { lines.append(say("a fairer choice is not ruled out", "尚不能排除更公平的方案")) }
      if alternatives != nil || values != nil || order != nil || curve != nil {
        lines.append(Self.othersCompareRadius[language])
      }
    }
    if let frontier {
      add(
        say("from least total to least served first", "从总量最小到最不利者优先"),
        isChinese
          ? ["公平指数", "平均", "中位", "最差一成", "最远", "基尼", "", "站点"]
          : ["fairness", "mean", "median", "worst tenth", "greatest", "Gini", "", "sites"],
        frontier.map {
          let spread = spread(of: $0)
          return [
            $0.fairness.map(text) ?? say("least served first", "最不利者优先"), amount(spread?.mean),
            amount(spread?.deciles[4]), amount(spread?.worstTenthMean), amount(greatest(spread)), gini(spread),
            $0.isProven ? "" : unproven, named($0.solution),
          ]
        })
    }
    if let curveEnd {
      lines.append(say("the candidates allow no more than \(curveEnd)", "候选点最多允许 \(curveEnd) 个"))
    }
    return lines
  }
}

extension SitingSolution.Status {
  var name: Phrase {
    switch self {
    case .optimal: Phrase("optimal", "最优（已证明）")
    case .feasible: Phrase("feasible", "可行（未证明最优）")
    case .infeasible: Phrase("infeasible", "无可行方案")
    case .timeLimit: Phrase("time_limit", "时间用尽")
    }
  }
}

extension TerminalTable {
  /// What an answer of the solver is worth, its bound and its gap, a row each, as far as they are known.
  mutating func append(objective: Double?, bound: Double?, gap: Double?, in language: Language) {
    func add(_ english: String, _ chinese: String, _ text: String) {
      append([language == .chinese ? chinese : english, text])
    }
    if let objective { add("objective", "目标值", SitesReport.text(objective)) }
    if let bound { add("bound", "界", SitesReport.text(bound)) }
    if let gap { add("gap", "差距", "\(SitesReport.text((gap * 1e6).rounded() / 1e4)) %") }
  }
}
