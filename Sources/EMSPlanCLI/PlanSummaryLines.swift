import EMSPlan
import Foundation

/// What `emsplan plan` says at its end.
struct PlanSummaryLines {
  let report: PlanReport
  let language: Language
  private static let repairsSpelledOut = 5

  func lines(folder: String, files: [String], leftOut: [Phrase] = [], elapsed: Duration, style: TerminalStyle)
    -> [String]
  {
    let area = report.area
    var summary = TerminalSummary(
      title: "\(area.title[language]) · " + say("profile \(report.profileID)", "政策配置 \(report.profileID)"))
    summary.append(say("read", "读取"), AreaWords(area: area, language: language).line)
    for line in area.account.lines(in: language, report.inItsTerms) { summary.append(say("inputs", "输入"), line) }
    let people = KnownPeople(area.settlements)
    if people.unknown > 0 { summary.append(say("people", "人口"), people.text[language]) }
    for note in report.notes where note.kind == .warning {
      summary.append(warning: say("warning", "注意"), note.text(in: language))
    }
    for (kind, label) in [(Note.Kind.assumption, say("assumed", "假定")), (.derivation, say("derived", "推算"))] {
      for note in report.notes where note.kind == kind { summary.append(label, note.text(in: language)) }
    }
    let repairs = report.notes.filter { $0.kind == .repair }
    for note in repairs.prefix(Self.repairsSpelledOut) {
      summary.append(say("repaired", "修复"), note.text(in: language))
    }
    if repairs.count > Self.repairsSpelledOut {
      let more = NumberText.grouped(repairs.count - Self.repairsSpelledOut)
      summary.append(
        say("repaired", "修复"), say("and \(more) more, which summary.json lists", "另有 \(more) 处，见 summary.json"))
    }
    summary.append(say("coverage", "覆盖"), coverageLine)
    if let line = careLine { summary.append(say("care", "接诊"), line) }
    if !report.sitings.isEmpty || report.clinicRanges != nil { summary.append(say("sites", "选址"), table: sitesTable) }
    for siting in report.sitings where !siting.criteria.isEmpty {
      if let words = siting.explanation { summary.append(say("why", "理由"), words[language]) }
    }
    for siting in report.sitings {
      for text in siting.decisionTexts { summary.append(say("decided", "指定"), text[language]) }
    }
    for siting in report.sitings {
      if let works = siting.worksText { summary.append(say("works", "建设"), works[language]) }
    }
    for siting in report.sitings {
      if let free = siting.freeChoiceText { summary.append(say("choice", "可选"), free[language]) }
    }
    for siting in report.sitings {
      guard let clash = siting.infeasibility else { continue }
      let sentence = say(
        "\(siting.serviceName.english): \(clash.english); the nearest that the data allow is proposed",
        "\(siting.serviceName.chinese)：\(clash.chinese)；已按数据所允许的最接近方案推荐")
      summary.append(warning: say("clash", "冲突"), sentence)
    }
    if let line = roundsLine { summary.append(say("rounds", "巡诊"), line) }
    if !needsTable.isEmpty { summary.append(say("needs", "配置"), table: needsTable) }
    if !report.rules.isEmpty { summary.append(say("score", "评分"), scoreLine) }
    let broken = brokenTable
    if !broken.isEmpty { summary.append(say("not met", "未达标"), table: broken) }
    for what in leftOut { summary.append(warning: say("not written", "未写出"), what[language]) }
    if files.contains(where: { $0.hasPrefix("map") }) {
      summary.append(say("maps", "地图"), MapReview.sentence[language])
    }
    summary.append(
      say("wrote", "写出"),
      say(
        "\(folder) (\(files.count) files\(files.contains("report.html") ? "; open report.html" : ""))",
        "\(folder)（\(files.count)个文件\(files.contains("report.html") ? "，请打开 report.html" : "")）"),
      trailing: NumberText.decimals(elapsed / .seconds(1), 1) + " s")
    return summary.lines(style: style)
  }

  private func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  private var coverageLine: String {
    let people = report.area.knownPopulation
    var parts: [String] = []
    for (index, band) in report.bands.enumerated() {
      let radius = LimitName(band.radius).text
      let figure: String
      if let within = band.population, people > 0 {
        figure = MeasureUnit.share.text(Double(within) / Double(people))[language]
      } else {
        figure = say(band.settlements.of("settlement", "settlements"), "\(band.settlements)个村居")
      }
      parts.append((index == 0 ? say("people within ", "人口覆盖 ") : "") + "\(radius[language]) \(figure)")
    }
    if let outermost = report.outermostBand, let within = outermost.population {
      let beyond = report.settlements.filter { $0.distance.map { $0 > outermost.radius } ?? true }.map(\.settlement)
      // Those whose people nobody knows stand by themselves: nobody counted is not nobody.
      let unknown = beyond.count { $0.population == nil }
      let towns = Set(beyond.compactMap(\.townshipID)).count
      let count = NumberText.grouped(people - within)
      // Where wider bands stand before it, the greatest radius is named.
      let limit = LimitName(outermost.radius).text
      let isLast = outermost.radius == report.bands.last?.radius
      let places = unknown.of("place of unknown people", "places of unknown people")
      parts.append(
        say(
          "beyond \(isLast ? "" : limit.english + " ")\(count)\(unknown > 0 ? " and \(places)" : "") in \(towns.of("town", "towns"))",
          "\(isLast ? "" : limit.chinese)范围外\(count)人\(unknown > 0 ? "和人口不明的\(NumberText.grouped(unknown))处" : "")，涉及\(towns)个乡镇"
        ))
    }
    if report.area.unplacedPeople > 0 {
      let placed = NumberText.grouped(people)
      parts.append(say("(of \(placed) with a known place)", "（以位置已知的\(placed)人计）"))
    }
    return parts.joined(separator: "   ")
  }

  /// Who is in a hospital's care in time along the chain, and where that takes longest.
  private var careLine: String? {
    func percent(_ share: Double?) -> String? { share.map { MeasureUnit.share.text($0)[language] } }
    let parts = zip([60, 90], report.careShares).compactMap { limit, share -> String? in
      guard let after = percent(share.after), let before = percent(share.before) else { return nil }
      return say("\(limit) min \(after) (today \(before))", "\(limit)分钟\(after)（现状\(before)）")
    }
    guard !parts.isEmpty else { return nil }
    var line = say("people handed over within ", "人口接诊 ") + parts.joined(separator: "   ")
    if let worst = report.farthest.first, let time = worst.journeyWithPlan?.toCare {
      let town = report.area.townships.first { $0.id == worst.settlement.townshipID }?.name ?? worst.settlement.name
      let minutes = NumberText.decimals(time / .seconds(60), 0)
      line += say("   longest: \(town), \(minutes) min", "   最长：\(town)，\(minutes)分钟")
    }
    return line
  }

  private var sitesTable: TerminalTable {
    var table = TerminalTable(alignments: [.left, .right, .right, .left, .left])
    for siting in report.sitings {
      let gained: String
      if let people = siting.populationGained {
        gained = say("+\(people.of("person", "people"))", "+\(NumberText.grouped(people))人")
      } else {
        let settlements = siting.settlementsAfter - siting.settlementsBefore
        gained = say("+\(settlements.of("settlement", "settlements"))", "+\(NumberText.grouped(settlements))个村居")
      }
      table.append([
        siting.serviceName[language],
        say(
          "\(siting.chosen) of \(siting.candidates.of("candidate", "candidates"))",
          "\(siting.chosen)个（候选\(siting.candidates)个）"),
        gained, siting.journeyText?[language] ?? "",
        siting.hasCandidates ? proof(of: siting) : say("no candidate", "没有候选点"),
      ])
    }
    if let ranges = report.clinicRanges {
      let count = CountRange(minimum: ranges.clinics.lowerBound, maximum: ranges.clinics.upperBound)
      table.append([
        SiteService.centralVillageClinic.name[language], count.text(in: language), "", "",
        say("by where people live: villages are not known (derived cells)", "取决于人口分布：没有村庄名单（推算格点）"),
      ])
    }
    return table
  }

  private func proof(of siting: SitingRecord) -> String {
    if let named = siting.namedBy { return named[language] }
    guard siting.hasDemand else { return SitingRecord.nobodyToWeigh[language] }
    if siting.isProven { return say("optimal", "已证最优") }
    if siting.status == "optimal", let journey = siting.journey {
      let people = say("people optimal, ", "覆盖已证最优，")
      guard let gap = journey.gap else { return people + say("time: no proof", "时间无证明") }
      let percent = NumberText.decimals(gap * 100, 2)
      return people + say("time within \(percent) %", "时间差距\(percent)%")
    }
    guard let gap = siting.gap else { return say("no proof", "无证明") }
    let percent = NumberText.decimals(gap * 100, 2)
    return say("gap \(percent) %", "差距\(percent)%")
  }

  private var scoreLine: String {
    let met = report.rules.count { $0.status == .met }
    let notMet = report.rules.count { $0.status == .notMet }
    let unknown = report.rules.count { $0.status == .unknown }
    let today = report.rules.count { $0.statusBefore == .met }
    var counts = say(
      "\(met.of("rule", "rules")) met (\(today) today) · \(notMet) not met · \(unknown) not known",
      "达标\(met)条（现状\(today)条）· 未达标\(notMet)条 · 未知\(unknown)条")
    let held = report.rules.count { $0.status == .byConstruction }
    if held > 0 { counts += say(" · \(held) by construction", " · 由方案保证\(held)条") }
    let idle = report.rules.count { $0.status == .notNeeded }
    if idle > 0 { counts += say(" · \(idle) not needed", " · 无需\(idle)条") }
    let aims = report.rules.count { $0.status == .aimedFor }
    if aims > 0 { counts += say(" · \(aims) aimed for", " · 力争目标\(aims)条") }
    let early = report.rules.count { $0.status == .notDue }
    if early > 0 { counts += say(" · \(early) not due yet", " · 未到期\(early)条") }
    guard let worst = worstGap else { return counts }
    return counts + say("   worst gap: ", "   最大缺口：") + worst
  }

  /// The township whose seat is farthest from a hospital, when that is beyond the greatest radius.
  private var worstGap: String? {
    var worst: (name: String, kilometres: Double)?
    for record in report.townships {
      guard let distance = record.nearest.first?.distance?.kilometres else { continue }
      if worst.map({ distance > $0.kilometres }) ?? true { worst = (record.township.name, distance) }
    }
    guard let worst, worst.kilometres > report.outermostBand?.radius.kilometres ?? 0 else { return nil }
    let kilometres = NumberText.decimals(worst.kilometres, 0)
    return say(
      "\(worst.name), \(kilometres) km to the nearest hospital", "\(worst.name)，距最近医院\(kilometres)公里")
  }

  private var brokenTable: TerminalTable {
    var table = TerminalTable(alignments: [.left, .left, .left])
    for rule in report.rules where rule.status == .notMet {
      table.append([rule.title[language], rule.foundText[language], rule.citation ?? ""])
    }
    return table
  }

  private var roundsLine: String? {
    guard let rounds = report.rounds, let standard = rounds.standard else { return nil }
    let all = rounds.bases.flatMap(\.rounds)
    guard let longest = all.map(\.total).max() else { return nil }
    let villages = all.reduce(0) { $0 + $1.stops.count }
    let teams = rounds.bases.reduce(0) { $0 + $1.teams }
    let hours = NumberText.oneDecimal(longest / .seconds(3600))
    let driving = rounds.bases.reduce(Duration.zero) { $0 + $1.driving }
    let bound = rounds.bases.reduce(Duration.zero) { $0 + $1.bound }
    let proof =
      rounds.bases.allSatisfy(\.isOptimal)
      ? say("least driving", "行车最少（已证）")
      : say("driving within ", "行车距下界") + NumberText.oneDecimal((driving / bound - 1) * 100)
        + say(" % of its bound", "%")
    return say(
      "\(all.count.of("round", "rounds")) every \(standard.cycleDays) days from \(rounds.bases.count.of("health centre", "health centres")) to \(villages.of("village", "villages")) · \(teams.of("team", "teams")) · longest \(hours) h · \(proof)",
      "\(rounds.bases.count)所卫生院每\(standard.cycleDays)天\(NumberText.grouped(all.count))条路线，服务\(NumberText.grouped(villages))个村 · \(NumberText.grouped(teams))支巡诊队 · 最长\(hours)小时 · \(proof)"
    )
  }

  /// What the region needs by the rules that count.
  private var needsTable: TerminalTable {
    var table = TerminalTable(alignments: [.left, .right, .left])
    for row in report.needs where row.level == .region {
      let range = CountRange(minimum: row.need.needed.lowerBound, maximum: row.need.needed.upperBound)
      let text = row.need.hasText[language]
      let has = row.need.has == nil ? say("has: \(text)", "现有：\(text)") : say("has \(text)", "现有\(text)")
      let added = row.need.toAdd.map { say(", \(NumberText.grouped($0)) to add", "，需新增\(NumberText.grouped($0))") }
      table.append([row.need.thing[language], range.text(in: language), has + (added ?? "")])
    }
    return table
  }
}
