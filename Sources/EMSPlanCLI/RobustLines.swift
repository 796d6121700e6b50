import EMSPlan

/// What the terminal says of how sure a plan is.
struct RobustLines {
  let robustness: Robustness
  let language: Language
  /// As the document and the region say the names of kinds of facilities.
  let words: (Phrase) -> Phrase

  private var isChinese: Bool { language == .chinese }

  func lines(style: TerminalStyle) -> [String] {
    var lines = sources(style)
    for answer in robustness.answers { lines += [""] + self.lines(of: answer, style) }
    for service in robustness.notCompared {
      let name = words(service.name)[language]
      lines += ["", isChinese ? "\(name)：没有可比较的站点" : "\(name): nothing to compare"]
    }
    return lines + verdicts + roads(style)
  }

  private func sources(_ style: TerminalStyle) -> [String] {
    var table = TerminalTable(
      columns: isChinese
        ? [("不确定因素", .left), ("范围", .left), ("来源", .left)]
        : [("what may be off", .left), ("by", .left), ("figure of", .left)])
    for source in robustness.sources {
      table.append([
        source.source.name[language], source.range[language], source.figure.name[language],
      ])
    }
    let count = NumberText.grouped(robustness.uncertainty.scenarios)
    return [isChinese ? "\(count) 个情景" : "\(count) scenarios"] + table.lines(style: style)
  }

  private func lines(of answer: RobustAnswer, _ style: TerminalStyle) -> [String] {
    let unit = answer.objective.unit
    func number(_ value: Double) -> String {
      NumberText.grouped(Int(exactly: value.rounded()) ?? 0)
    }
    var lines = [style.bold(words(answer.service.name)[language]), answer.summary[language]]
    if let unproven = answer.unproven { lines.append(unproven[language]) }
    var table = TerminalTable(
      columns: isChinese
        ? [("站点", .left), ("最优情景", .right), ("95% 区间", .right), ("结论", .left), ("替代", .left)]
        : [("site", .left), ("right in", .right), ("95 %", .right), ("", .left), ("rival", .left)])
    let shown = answer.sites.filter { $0.isProposed || $0.share >= 0.1 }
    func percent(_ share: Double) -> String { NumberText.decimals(share * 100, 0) }
    for site in shown.prefix(30) {
      table.append([
        (site.isProposed ? "" : "+ ") + site.site.name, percent(site.share) + " %",
        "\(percent(site.interval.lowerBound))–\(percent(site.interval.upperBound))", site.standing.name[language],
        site.standing == .core ? "" : site.rival?.name ?? "",
      ])
    }
    lines += table.lines(style: style)
    if shown.count > 30 {
      lines.append(isChinese ? "另有 \(shown.count - 30) 个，见 robust.csv" : "and \(shown.count - 30) more in robust.csv")
    }
    if shown.contains(where: { !$0.isProposed }) {
      lines.append(isChinese ? "+ 未建议" : "+ not proposed")
    }
    for site in shown where site.standing != .core {
      if let decided = site.whatDecides { lines.append("\(site.site.name): \(decided[language])") }
    }
    lines += answer.choices.map { line(of: $0, besides: answer) } + [answer.onAverage[language]]
    if let first = answer.sources.first(where: { $0.valueOfKnowing > 0 }) {
      let name = first.source.name[language]
      lines.append(
        isChinese
          ? "最值得查清：\(name)（平均可多服务 \(number(first.valueOfKnowing)) \(unit.chinese)）"
          : "most worth measuring: \(name) (\(number(first.valueOfKnowing)) \(unit.english) on average)")
    }
    return lines
  }

  /// The choice that is best by an aim: the plan, or what it has instead of what.
  private func line(of choice: RobustAnswer.Choice, besides answer: RobustAnswer) -> String {
    let plan = answer.sites.filter(\.isProposed).map(\.site)
    let added = choice.sites.filter { site in !plan.contains { $0.place == site.place } }.map(\.name)
    let left = plan.filter { site in !choice.sites.contains { $0.place == site.place } }.map(\.name)
    let proof =
      choice.isProven ? (isChinese ? "已证明" : "proven") : "≤ " + NumberText.decimals(choice.gap * 100, 2) + " %"
    let name = choice.aim.name[language]
    if added.isEmpty { return isChinese ? "\(name)：即本方案（\(proof)）" : "\(name): this plan (\(proof))" }
    func number(_ value: Double) -> String { NumberText.grouped(Int(exactly: value.rounded()) ?? 0) }
    let (better, cost) = (number(choice.value - choice.valueOfPlan), number(choice.costAtEstimate))
    return isChinese
      ? "\(name)：以\(added.joined(separator: "、"))取代\(left.joined(separator: "、"))，好 \(better)，按估计值少 \(cost)（\(proof)）"
      : "\(name): \(added.joined(separator: ", ")) instead of \(left.joined(separator: ", ")), better by \(better); "
        + "costs \(cost) at the estimate (\(proof))"
  }

  private var verdicts: [String] {
    let flips = robustness.flips.filter { $0.share >= 0.05 }
    if flips.isEmpty { return [] }
    return [""]
      + flips.map { flip in
        isChinese
          ? "评分“\(flip.name.chinese)”按估计值为\(flip.atEstimate.name.chinese)；情景中\(flip.text.chinese)"
          : "the verdict “\(flip.name.english)” is \(flip.atEstimate.name.english) at the estimate, and over the scenarios \(flip.text.english)"
      }
  }

  /// The five roads that matter most to each kind of journey.
  private func roads(_ style: TerminalStyle) -> [String] {
    robustness.closures.flatMap { closures -> [String] in
      let name = closures.purpose.name[language]
      var lines = ["", style.bold(isChinese ? "\(name)：哪些道路最要紧" : "which roads matter to \(name)")]
      if closures.closures.isEmpty {
        lines.append(isChinese ? "任一条中断都无影响" : "none: closing any one of them changes nothing")
      }
      let shown = closures.distinct.prefix(5)
      for closure in shown { lines.append(line(of: closure, closures.limit)) }
      if closures.closures.count > shown.count {
        let more = closures.closures.count - shown.count
        lines.append(
          isChinese
            ? "另有 \(more) 条，见 road-closures.csv；影响相同村居的道路此处只列一条"
            : "and \(more) more in road-closures.csv; of roads that harm the same settlements one is shown")
      }
      if let most = closures.mostPeopleUntried {
        let people = NumberText.grouped(most)
        lines.append(
          isChinese
            ? "所经 \(closures.used) 条道路中，试断了人数最多的 \(closures.tried) 条" + (most > 0 ? "；其余各条所经至多 \(people) 人" : "")
            : "of \(closures.used) roads used the \(closures.tried) that most people pass were closed"
              + (most > 0 ? "; \(people) people at most pass any other one" : ""))
      }
      return lines
    }
  }

  private func line(of closure: RoadClosure, _ limit: Duration?) -> String {
    let road = closure.roads.first
    let place = road?.courses.first.map { $0[$0.count / 2] }
    let at = place.map { "\(NumberText.decimals($0.longitude, 5)), \(NumberText.decimals($0.latitude, 5))" } ?? ""
    let kind = [road?.roadClass, road?.isBridge == true ? (isChinese ? "桥" : "bridge") : nil].compactMap { $0 }
      .joined(separator: isChinese ? "，" : ", ")
    let title = "\(road?.identifier.map(String.init) ?? "–") (\(kind.isEmpty ? "" : kind + "; ")\(at))"
    func count(_ count: Headcount) -> String {
      if count.people == 0 {
        return isChinese ? "\(count.settlements) 个村居" : count.settlements.of("settlement", "settlements")
      }
      return isChinese
        ? "\(NumberText.grouped(count.people)) 人（\(count.settlements) 个村居）"
        : "\(NumberText.grouped(count.people)) people in \(count.settlements.of("settlement", "settlements"))"
    }
    var parts: [String] = []
    if let lost = closure.lost, let limit, lost.settlements > 0 {
      let minutes = NumberText.decimals(limit / .seconds(60), 0)
      parts.append(isChinese ? "\(count(lost))超出 \(minutes) 分钟" : "\(count(lost)) fall out of \(minutes) min")
    }
    if closure.unreached.settlements > 0 {
      parts.append(isChinese ? "\(count(closure.unreached))无法到达" : "\(count(closure.unreached)) cannot be reached")
    }
    if closure.delayed.settlements > 0 {
      let longest = NumberText.decimals(closure.longestDelay / .seconds(60), 1)
      parts.append(
        isChinese
          ? "\(count(closure.delayed))延迟，至多 \(longest) 分钟"
          : "\(count(closure.delayed)) later, by \(longest) min at most")
    }
    return title + (isChinese ? "：" : ": ") + parts.joined(separator: isChinese ? "；" : "; ")
  }
}
