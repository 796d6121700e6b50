import EMSModel
import EMSPlanning
import EMSRobustness

/// How sure the sites are, as a section of the page.
struct RobustSection {
  private let robustness: Robustness
  /// As the document and the region say the names of kinds of facilities.
  private let words: (Phrase) -> Phrase

  init(_ robustness: Robustness, words: @escaping (Phrase) -> Phrase) {
    self.robustness = robustness
    self.words = words
  }

  var markup: Markup {
    let count = NumberText.grouped(robustness.uncertainty.scenarios)
    var section: Markup =
      "<p>\(Phrase("\(count) scenarios of what the plan rests on; the siting is solved anew in each.", "对方案所依据的内容抽取 \(count) 个情景，在每个情景中重新选址。"))</p>\n"
    section += sources
    for answer in robustness.answers { section += self.section(of: answer) }
    section += verdicts
    return section
  }

  private var sources: Markup {
    var table = ReportTable([
      Phrase("What may be off", "不确定因素"), Phrase("By", "范围"), Phrase("Figure of", "来源"),
    ])
    for source in robustness.sources {
      table.append([
        .phrase(source.source.name), .phrase(source.range),
        .phrase(source.figure.name),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private func section(of answer: RobustAnswer) -> Markup {
    var section: Markup = "<h3>\(words(answer.service.name))</h3>\n<p>\(answer.summary)</p>\n"
    if let unproven = answer.unproven { section += "<p>\(unproven)</p>\n" }
    var table = ReportTable([
      Phrase("Site", "站点"), Phrase("Right in", "最优情景"), Phrase("95 % interval", "95% 区间"),
      Phrase("Standing", "结论"), Phrase("Rival", "替代"), Phrase("What decides", "取决于"),
    ])
    for site in answer.sites where site.isProposed || site.share >= 0.1 {
      table.append([
        .markup(
          site.isProposed
            ? "\(site.site.name)"
            : "\(site.site.name) <span class=\"faint\">\(Phrase("(not proposed)", "（未建议）"))</span>"),
        .percent(site.share), .markup(strip(site)), .phrase(site.standing.name), .text(site.rival?.name ?? ""),
        site.whatDecides.map { .phrase($0) } ?? .text(""),
      ])
    }
    return section + table.markup() + choices(of: answer) + "<p>\(answer.onAverage)</p>\n"
  }

  /// The share as a dot on a line from none to all, with its interval.
  private func strip(_ site: SiteCertainty) -> Markup {
    let interval = site.interval
    let words =
      "\(NumberText.decimals(interval.lowerBound * 100, 0))–\(NumberText.decimals(interval.upperBound * 100, 0)) %"
    let colour = site.isProposed ? "#0072B2" : "#D55E00"
    return """
      <svg width="110" height="14" role="img" aria-label="\(words)"><path d="M5 7H105" stroke="#d5d5d5"/>\
      <path d="M\(drawn: 5 + interval.lowerBound * 100) 7H\(drawn: 5 + interval.upperBound * 100)" stroke="\(colour)" stroke-width="3"/>\
      <circle cx="\(drawn: 5 + site.share * 100)" cy="7" r="4.5" fill="\(colour)"/></svg> <small>\(words)</small>
      """
  }

  private func choices(of answer: RobustAnswer) -> Markup {
    let plan = Set(answer.sites.filter(\.isProposed).map(\.site.place))
    func number(_ value: Double) -> String { NumberText.grouped(Int(exactly: value.rounded()) ?? 0) }
    let unit = answer.objective.unit
    var table = ReportTable([
      Phrase("Choice", "选择"), Phrase("Instead of the plan's sites", "取代本方案站点"),
      Phrase("Better by (\(unit.english))", "好（\(unit.chinese)）"),
      Phrase("Costs at the estimate", "按估计值少"), Phrase("Proof", "证明"),
    ])
    for choice in answer.choices {
      let others = choice.sites.filter { !plan.contains($0.place) }.map(\.name)
      table.append([
        .phrase(choice.aim.name),
        others.isEmpty
          ? .phrase(Phrase("this plan", "即本方案")) : .text(others.joined(separator: "、")),
        .number(choice.value - choice.valueOfPlan, number(choice.value - choice.valueOfPlan)),
        .number(choice.costAtEstimate, number(choice.costAtEstimate)),
        .phrase(
          choice.isProven
            ? Phrase("proven", "已证明")
            : Phrase(
              "gap at most \(NumberText.decimals(choice.gap * 100, 2)) %",
              "差距至多 \(NumberText.decimals(choice.gap * 100, 2))%")
        ),
      ])
    }
    return table.markup()
  }

  private var verdicts: Markup {
    if robustness.flips.isEmpty { return "" }
    var table = ReportTable([
      Phrase("Verdict that may be another", "可能改变的评分"), Phrase("At the estimate", "按估计值"),
      Phrase("Over the scenarios", "各情景中"),
    ])
    for flip in robustness.flips {
      table.append([.phrase(flip.name), .phrase(flip.atEstimate.name), .phrase(flip.text)])
    }
    return "\(table.markup())"
  }
}
