import EMSModel

/// What is built by which year, as a section of the page.
struct PhaseSection {
  private let phases: PlanPhases
  private let countyWord: String

  init(_ phases: PlanPhases, countyWord: String) {
    self.phases = phases
    self.countyWord = countyWord
  }

  var markup: Markup {
    var section: Markup = ""
    for sentence in phases.sentences { section += "<p>\(sentence)</p>\n" }
    var table = ReportTable([
      Phrase("By the end of", "到年底"), Phrase("Service", "服务"), Phrase("Sites of the phase", "本期站点"),
      Phrase("Stand then", "累计建成"), Phrase("People within", "范围内人口"), Phrase("Of what", "范围"), Phrase("Cost", "造价"),
      Phrase("Posts", "新增人员"), Phrase("Proof", "证明"),
    ])
    for record in phases.records {
      table.append([
        .number(Double(record.year), String(record.year)), .phrase(record.serviceName),
        .phrase(record.sites.map(\.name).list(upTo: 20)),
        .count(record.standing), .count(record.people), .phrase(record.reach), money(record.cost),
        .amount(record.staff),
        .phrase(record.proof),
      ])
    }
    section += table.markup()
    var totals = ReportTable([
      Phrase("By the end of", "到年底"), Phrase("County", countyWord), Phrase("Sites", "站点"), Phrase("Cost", "造价"),
      Phrase("Posts", "新增人员"), Phrase("Budget", "预算"),
    ])
    for total in phases.totals {
      totals.append([
        .number(Double(total.year), String(total.year)),
        total.countyName.map { .text($0) } ?? .phrase(Phrase("the whole region", "全域")), .count(total.sites),
        money(total.cost), .amount(total.staff), money(total.budget),
      ])
    }
    section += "<h3>\(Phrase("By county and year", "分县分年"))</h3>\n\(totals.markup())"
    return section + "<p class=\"faint\">\(PlanPhases.rule)</p>\n"
  }

  private func money(_ value: Double?) -> ReportTable.Cell {
    value.map { .measured($0, phases.money($0)) } ?? .number(nil, "")
  }
}
