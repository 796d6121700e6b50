import EMSPlan

/// What `emsplan plan --dry-run` says.
struct PlanPreviewLines {
  let preview: PlanPreview
  let language: Language

  func lines(folder: String, style: TerminalStyle) -> [String] {
    let area = preview.area
    var summary = TerminalSummary(
      title: "\(area.title[language]) · " + say("profile \(preview.profileID)", "政策配置 \(preview.profileID)"))
    summary.append(say("read", "读取"), AreaWords(area: area, language: language).line)
    for note in area.notes where note.kind == .warning {
      summary.append(warning: say("warning", "注意"), note.text(in: language))
    }
    summary.append(
      say("travel", "出行"),
      preview.travel.map { "\($0.purpose[language]) \($0.how[language])" }.joined(separator: " · "))
    var table = TerminalTable(alignments: [.left, .left, .left])
    for siting in preview.sitings {
      table.append([
        siting.serviceName[language],
        say("\(siting.wanted.english), from \(siting.candidates)", "\(siting.wanted.chinese)，候选\(siting.candidates)个"),
        siting.standard[language],
      ])
    }
    if !preview.sitings.isEmpty { summary.append(say("sites", "选址"), table: table) }
    summary.append(say("dry run", "试运行"), say("nothing was written to \(folder)", "未写入 \(folder)"))
    return summary.lines(style: style)
  }

  var json: PropertyValue {
    [
      "plan": .text(preview.area.name), "profile": .text(preview.profileID),
      "counties": .whole(preview.area.counties.count), "townships": .whole(TownshipCount(preview.area.townships).all),
      "settlements": .whole(preview.area.settlements.count), "facilities": .whole(preview.area.facilities.count),
      "population": .whole(preview.area.countedPeople),
      "travel": .list(
        preview.travel.map { ["purpose": .text($0.purpose[language]), "how": .text($0.how[language])] }),
      "sites": .list(
        preview.sitings.map { siting in
          [
            "service": .text(siting.service.rawValue), "candidates": .whole(siting.candidates),
            "wanted": .text(siting.wanted[language]), "standard": .text(siting.standard[language]),
          ]
        }),
      "notes": .list(preview.area.notes.map { .text($0.text(in: language)) }),
    ]
  }

  private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
}
