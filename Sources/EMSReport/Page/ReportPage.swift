import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

/// `report.html`: everything about a plan on one page that opens without a network.
struct ReportPage {
  private let report: PlanReport
  private let leaflet: Leaflet?
  private let names: PlanNames
  private let box: BoundingBox?
  private let screen: ScreenShape?
  private let layers: [MapLayer]
  private let basis: FigureBasis

  /// - Parameter leaflet: nil draws a plain map instead of one that can be moved.
  init(_ report: PlanReport, leaflet: Leaflet?) {
    self.report = report
    self.leaflet = leaflet
    names = PlanNames(report.area)
    basis = FigureBasis(report)
    let box = Self.box(of: report)
    self.box = box
    screen = box.map(ScreenShape.init)
    layers = screen.map { MapLayer.all(of: report, screen: $0) } ?? []
  }

  /// The page as bytes.
  func bytes() -> [UInt8] {
    var page: Markup = "<!doctype html>\n"
    page += "<html lang=\"\(report.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n"
    // The page may run its own scripts, told by their hashes, and ask nobody for anything.
    let scripts = [leaflet?.script, "\n\(ReportScript.source)\n"].compactMap { $0 }
    let hashes = scripts.map { "'sha256-\(ContentHash(of: $0).base64)'" }.joined(separator: " ")
    page +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src \(Markup(unescaped: hashes)); img-src data:; base-uri 'none'; form-action 'none'\">\n"
    page +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n"
    page += "<title>\(report.area.title[report.language])</title>\n"
    if let leaflet {
      page += "<!--\n\(Leaflet.licence)\n-->\n<style>\(Markup(unescaped: leaflet.style))</style>\n"
    }
    page += "<style>\n\(Markup(unescaped: ReportStyle.sheet))\n</style>\n</head>\n<body>\n"
    page += header
    page += "<main>\n"
    page += overview
    page += figures
    let sections = sections.filter { !$0.content.source.isEmpty }
    page += finder
    page += "<nav>"
    for section in sections { page += "<a href=\"#\(section.id)\">\(section.title)</a>\n" }
    page += "</nav>\n"
    for section in sections {
      page += "<section id=\"\(section.id)\">\n<h2>\(section.title)</h2>\n"
      if let basis = section.basis { page += "<p class=\"faint rests\">\(Self.rests) \(basis)</p>\n" }
      page += "\(section.content)</section>\n"
    }
    page += "</main>\n<script type=\"application/json\" id=\"map-data\">"
    page += Markup(
      unescaped: String(
        decoding: MapData.json(
          layers: leaflet == nil ? [] : layers, box: box, stations: report.nearestStations, words: report.word),
        as: UTF8.self))
    page += "</script>\n"
    if let leaflet { page += "<script>\(Markup(unescaped: leaflet.script))</script>\n" }
    page += "<script>\n\(Markup(unescaped: ReportScript.source))\n</script>\n</body>\n</html>\n"
    return Array(page.source.utf8)
  }

  // MARK: Frame

  /// The box around counties, townships and places.
  private static func box(of report: PlanReport) -> BoundingBox? {
    let shapes = report.area.counties.compactMap(\.outline) + report.area.townships.map(\.boundary)
    let corners = shapes.compactMap { BoundingBox(around: $0) }.flatMap {
      [Coordinate(longitude: $0.west, latitude: $0.south), Coordinate(longitude: $0.east, latitude: $0.north)]
    }
    let places = report.area.settlements.map(\.location) + report.area.facilities.map(\.location)
    return BoundingBox(around: corners.isEmpty ? places : corners)
  }

  private struct Section {
    var id: String
    var title: Phrase
    var content: Markup
    /// What its figures rest on; nil where each says so itself.
    var basis: Phrase?
  }

  private static let rests = Phrase("Rests on:", "依据：")

  /// In the order of the page; those without content are left out of it.
  private var sections: [Section] {
    [
      Section(
        id: "compared", title: Phrase("What changed", "变化"),
        content: report.comparison.map { ChangeSection($0).markup } ?? ""
      ),
      Section(id: "map-section", title: Phrase("Map", "地图"), content: map),
      Section(id: "score", title: Phrase("Scorecard", "评分"), content: "\(scorecard)\(unitScores)"),
      Section(id: "needs", title: Phrase("Needs", "配置需求"), content: needs),
      Section(
        id: "change", title: Phrase("Before and after", "实施前后"), content: comparisons,
        basis: FigureBasis.joined([basis.coverage, basis.travel])),
      Section(id: "sites", title: Phrase("Sites", "站点"), content: sites),
      Section(
        id: "phases", title: Phrase("Phases", "分期实施"),
        content: report.phases.map { PhaseSection($0, countyWord: report.area.countyWord).markup } ?? ""),
      Section(
        id: "robust", title: Phrase("How sure", "把握"),
        content: report.robustness.map { RobustSection($0, words: report.inItsTerms).markup } ?? ""
      ),
      // Those of the service circle are of times.
      Section(
        id: "gaps", title: Phrase("Gaps", "覆盖空白"), content: gaps,
        basis: report.gaps.contains { $0.service != report.emergencyService }
          ? FigureBasis.joined([basis.coverage, basis.travel]) : basis.coverage),
      Section(id: "stations", title: Phrase("Emergency stations", "急救站点"), content: stations, basis: basis.coverage),
      Section(id: "chain", title: Phrase("Emergency chain", "急救链"), content: chain, basis: basis.travel),
      Section(id: "provision", title: Phrase("Village clinics", "村卫生室"), content: provision, basis: basis.people),
      Section(id: "rounds", title: Phrase("Mobile rounds", "巡诊路线"), content: rounds, basis: basis.travel),
      Section(id: "townships", title: Phrase("Townships", "乡镇"), content: townships, basis: basis.coverage),
      Section(id: "curves", title: Phrase("Curves", "曲线"), content: curves),
      Section(id: "method", title: Phrase("Method", "方法"), content: methods),
      Section(id: "data", title: Phrase("Data", "数据"), content: sources),
      Section(id: "inputs", title: Phrase("What went in", "输入数据"), content: inputs),
      Section(id: "notes", title: Phrase("Assumptions and warnings", "假定与提示"), content: notes),
    ]
  }

  private var header: Markup {
    let other = Phrase("中文", "English")
    return """
      <header><h1>\(report.area.title)</h1>
      <span class="faint">\(report.profileTitle) · <span class="en">profile</span><span class="zh">政策配置</span> \(report.profileID)</span>
      <button type="button" id="language">\(other)</button></header>

      """
  }

  /// What the plan comes to, in sentences.
  private var overview: Markup {
    var result: Markup = "<div class=\"overview\">\n"
    for sentence in PlanSentences(report).all { result += "<p>\(sentence)</p>\n" }
    result += "</div>\n"
    return result
  }

  /// Finds a town, a village or a site in all tables; `#town=` with a name or a town's code in the address does the same.
  private var finder: Markup {
    var result: Markup =
      "<form class=\"finder\" role=\"search\"><label>\(Phrase("Find a place", "查找地名")) <input type=\"search\" id=\"find\" autocomplete=\"off\"></label>\n"
    result += "<label>\(Phrase("County", report.area.countyWord)) <select id=\"county\"><option value=\"\">—</option>"
    for county in report.area.counties { result += "<option>\(county.name)</option>" }
    result += "</select></label> <span id=\"found\" role=\"status\"></span></form>\n"
    result += "<div id=\"cards\" aria-live=\"polite\">\n\(TownCards(report).markup)</div>\n"
    return result
  }

  private var figures: Markup {
    let area = report.area
    var boxes: Markup = "<div class=\"figures\">\n"
    func figure(_ value: String, _ meaning: Phrase, _ basis: Phrase) {
      boxes +=
        "<div tabindex=\"0\"><b>\(value)</b>\(meaning)<small class=\"basis\">\(Self.rests) \(basis)</small></div>\n"
    }
    let people = area.knownPopulation
    if people > 0 {
      figure(
        NumberText.grouped(people),
        area.unplacedPeople > 0 ? Phrase("people with a known place", "位置已知的人口") : Phrase("people", "人口"),
        basis.people)
    }
    if area.unplacedPeople > 0 {
      let towns = area.unplaced.count
      figure(
        NumberText.grouped(area.unplacedPeople),
        Phrase("people of \(towns.of("town", "towns")) without a known place", "\(towns)个没有位置的乡镇的人口"),
        basis.people)
    }
    figure(
      "\(NumberText.grouped(area.counties.count)) · \(NumberText.grouped(TownshipCount(area.townships).all)) · \(NumberText.grouped(area.settlements.count))",
      Phrase(
        "counties · townships · \(area.placesWord.english)", "\(area.countyWord) · 乡镇 · \(area.placesWord.chinese)"),
      basis.people)
    for band in report.bands {
      guard let within = band.population, people > 0 else { continue }
      let radius = LimitName(band.radius).text
      figure(
        NumberText.oneDecimal(Double(within) / Double(people) * 100) + " %",
        Phrase(
          "of people within \(radius.english) of an emergency station", "的人口在急救站点\(radius.chinese)内"),
        basis.coverage)
    }
    for siting in report.sitings {
      let gained = siting.populationGained.map { "+" + NumberText.grouped($0) } ?? NumberText.grouped(siting.chosen)
      figure(
        gained,
        siting.populationGained == nil
          ? siting.serviceName
          : Phrase(
            "people by \(NumberText.grouped(siting.chosen)) \(siting.serviceName.english)",
            "人：\(NumberText.grouped(siting.chosen))个\(siting.serviceName.chinese)新增覆盖"),
        basis.siting(siting))
    }
    if !report.rules.isEmpty {
      let kinds: [(status: RuleRecord.Status, name: Phrase, always: Bool)] = [
        (.met, Phrase("met", "达标"), true), (.notMet, Phrase("not met", "未达标"), true),
        (.unknown, Phrase("not known", "未知"), false), (.byConstruction, Phrase("by construction", "由方案保证"), false),
        (.notNeeded, Phrase("not needed", "无需"), false), (.aimedFor, Phrase("aimed for", "力争目标"), false),
        (.notDue, Phrase("not due yet", "未到期"), false),
      ]
      let shown = kinds.compactMap { kind -> (count: Int, name: Phrase)? in
        let count = report.rules.count { $0.status == kind.status }
        return kind.always || count > 0 ? (count, kind.name) : nil
      }
      figure(
        shown.map { "\($0.count)" }.joined(separator: " · "),
        Phrase(
          "rules \(shown.map(\.name.english).joined(separator: " · "))",
          "规则：\(shown.map(\.name.chinese).joined(separator: " · "))"),
        basis.rules)
    }
    boxes += "</div>\n"
    return boxes
  }

  // MARK: Map

  private struct PaperMap {
    var id: String
    var title: Phrase
    var layers: [MapLayer]
    var box: BoundingBox

    var drawing: Markup {
      SVGMap(box).markup(title: title, layers: layers)
    }
  }

  /// Coverage, gaps, sites and chain, each on the outlines.
  private var paper: [PaperMap] {
    guard let box else { return [] }
    func chosen(_ prefixes: [String]) -> [MapLayer] {
      layers.filter { layer in prefixes.contains { layer.id.hasPrefix($0) } }
    }
    let maps = [
      PaperMap(
        id: "coverage", title: Phrase("Emergency coverage", "急救覆盖范围"),
        layers: chosen(["townships", "band-", "counties", "facilities"]), box: box),
      PaperMap(
        id: "gaps", title: Phrase("Gaps by people", "覆盖空白（按人口）"),
        layers: chosen(["townships", "gaps-emergency", "counties"]), box: box),
      PaperMap(
        id: "sites", title: Phrase("Existing and recommended sites", "现有与推荐站点"),
        layers: chosen(["townships", "counties"])
          + chosen(["counted-", "replaced-", "planned-", "existing-", "recommended-"]).filter(\.isShown), box: box),
      PaperMap(
        id: "clinics", title: Phrase("Village clinics", "村卫生室"),
        layers: chosen(["townships", "counties", "provision"]) + chosen(["recommended-"]).filter { !$0.isShown },
        box: box),
      PaperMap(
        id: "network", title: Phrase("Emergency chain", "急救链"),
        layers: chosen(["townships", "counties", "facilities"]) + layers.filter { $0.id == "network" }, box: box),
    ]
    let needed = [
      "coverage": ["band-"], "gaps": ["gaps-emergency"], "sites": ["recommended-"],
      "clinics": ["provision", "recommended-"],
      "network": ["network"],
    ]
    return maps.filter { map in
      (needed[map.id] ?? []).contains { prefix in map.layers.contains { $0.id.hasPrefix(prefix) } }
    }
  }

  private var map: Markup {
    guard let box, let screen else { return "" }
    var map: Markup = ""
    if !report.bandsWithPlan.isEmpty {
      let steps = [
        ("today", Phrase("today", "现状")), ("both", Phrase("today, with what is proposed", "现状与推荐站点")),
        ("plan", Phrase("with the plan", "实施后")),
      ]
      map +=
        "<div class=\"when\"><label for=\"when\">\(Phrase("Show", "显示"))</label><input type=\"range\" id=\"when\" min=\"0\" max=\"\(steps.count - 1)\" step=\"1\" value=\"1\"><output for=\"when\">"
      for (word, title) in steps {
        let hidden: Markup = word == "both" ? "" : " hidden"
        map += "<span data-step=\"\(word)\"\(hidden)>\(title)</span>"
      }
      map += "</output></div>\n"
    }
    map += "<div class=\"map\"><div><div id=\"map\"></div>"
    if leaflet == nil {
      let drawing = SVGMap(box).markup(
        title: Phrase("Map", "地图"), layers: layers.filter { $0.id != "villages" })
      map += "<div id=\"plain-map\">\(drawing)</div>"
    }
    map += "</div><div class=\"layers\">\n"
    for layer in layers.reversed() {
      let checked: Markup = layer.isShown ? " checked" : ""
      map +=
        "<label data-layer=\"\(layer.id)\"><input type=\"checkbox\" value=\"\(layer.id)\"\(checked)>\(swatch(layer, layer.colour))\(layer.title)</label>\n"
      if !layer.legend.isEmpty {
        map += "<ul>"
        for entry in layer.legend { map += "<li>\(swatch(layer, entry.colour))\(entry.meaning)</li>" }
        map += "</ul>\n"
      }
    }
    map += "</div></div>\n"
    let tolerance = NumberText.plain(screen.tolerance.metres)
    map +=
      "<p class=\"faint\">\(Phrase("Click a shape or site to see why. Lines are simplified for the screen and stray by up to \(tolerance) m; the GeoJSON files are exact.", "点击图形或站点查看依据。图上线条为便于显示作了简化，偏差不超过\(tolerance)米；GeoJSON 文件为精确数据。"))</p>\n"
    map += "<div class=\"paper\">\n"
    for one in paper {
      map +=
        "<figure><figcaption>\(one.title)</figcaption>\(one.drawing)</figure>\n"
    }
    map += "</div>\n"
    return map
  }

  private func swatch(_ layer: MapLayer, _ colour: String) -> Markup {
    if let mark = layer.mark { return mark.icon }
    let symbol = layer.symbol
    return switch symbol {
    case .line, .outline, .ring: "<i class=\"swatch \(symbol.rawValue)\" style=\"color:\(colour)\"></i>"
    default: "<i class=\"swatch \(symbol.rawValue)\" style=\"background:\(colour)\"></i>"
    }
  }

  // MARK: Sections

  private var scorecard: Markup {
    var table = ReportTable([
      Phrase("Today", "现状"), Phrase("With the plan", "实施后"), Phrase("Rule", "规则"), Phrase("Asked for", "要求"),
      Phrase("Found with the plan", "实施后情况"), Phrase("Source", "依据"),
    ])
    for rule in report.rules {
      table.append([
        rule.statusBefore.map { .badge($0.rawValue) } ?? .text(""), .badge(rule.status.rawValue),
        .markup(words(of: rule)), .phrase(rule.wanted), .phrase(rule.foundText), .text(rule.citation ?? ""),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  /// The title of a rule, the document's own words, and how the tool reads them.
  private func words(of rule: RuleRecord) -> Markup {
    guard let quote = rule.quote else { return "\(rule.title)" }
    return "\(rule.title)<br><q>\(quote)</q><br><small>\(rule.reading)</small>"
  }

  /// How each county and township stands, and what it does not meet.
  private var unitScores: Markup {
    guard let scorecard = report.scorecard else { return "" }
    var table = ReportTable([
      Phrase("Level", "层次"), Phrase("Unit", "单位"), Phrase("Met today", "现状达标"), Phrase("Met", "达标"),
      Phrase("Not met", "未达标"), Phrase("Not known", "未知"), Phrase("What is not met", "未达标内容"),
    ])
    var order: [String] = []
    var units: [String: [Scorecard.Line]] = [:]
    for line in scorecard.lines where line.level != .region {
      let key = "\(line.level == .county ? 0 : 1) \(line.unitID)"
      if units[key] == nil { order.append(key) }
      units[key, default: []].append(line)
    }
    for key in order.sorted() {
      guard let lines = units[key], let first = lines.first else { continue }
      let broken = lines.filter { $0.verdict.status == .notMet }
      table.append([
        .phrase(FieldTitle.word("level_" + first.level.rawValue)), .text(first.unitName),
        .count(lines.count { $0.before.status == .met }), .count(lines.count { $0.verdict.status == .met }),
        .count(broken.count), .count(lines.count { $0.verdict.status == .notKnown }),
        .phrase(
          Phrase(
            broken.map { "\($0.name.english): \($0.verdict.text.english)" }.joined(separator: "; "),
            broken.map { "\($0.name.chinese)：\($0.verdict.text.chinese)" }.joined(separator: "；"))),
      ])
    }
    let title = Phrase("Counties and townships", "\(report.area.countyWord)与乡镇")
    return table.isEmpty ? "" : "<h3>\(title)</h3>\n\(table.markup())"
  }

  private var needs: Markup {
    var table = ReportTable([
      Phrase("Level", "层次"), Phrase("Unit", "单位"), Phrase("What", "项目"), Phrase("Needed at least", "至少需要"),
      Phrase("Needed at most", "至多需要"), Phrase("Has", "现有"), Phrase("To add", "需新增"), Phrase("Proposed", "推荐新增"),
      Phrase("Source", "依据"),
    ])
    for row in report.needs {
      table.append([
        .phrase(FieldTitle.word("level_" + row.level.rawValue)),
        .phrase(row.name), .phrase(row.need.thing),
        .count(row.need.needed.lowerBound), .count(row.need.needed.upperBound),
        row.need.has == nil ? .phrase(row.need.hasText) : .count(row.need.has), .count(row.need.toAdd),
        .count(row.proposed), .text(row.citation),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var rounds: Markup {
    guard let rounds = report.rounds, let standard = rounds.standard else { return "" }
    var table = ReportTable([
      Phrase("Base", "巡诊基地"), Phrase("Villages", "村数"), Phrase("Rounds in the cycle", "周期内路线"),
      Phrase("Villages a day", "每日村数"), Phrase("Teams", "巡诊队"), Phrase("Hours of a round", "每条路线小时数"),
      Phrase("Longest round (hours)", "最长路线（小时）"), Phrase("Driving (hours)", "行车（小时）"),
      Phrase("At least (hours)", "行车下界（小时）"),
    ])
    func hours(_ time: Duration) -> ReportTable.Cell { .decimal(time / .seconds(3600), places: 1) }
    for base in rounds.bases where !base.rounds.isEmpty {
      let whole = base.rounds.reduce(Duration.zero) { $0 + $1.total }
      table.append([
        .text(base.facility.name), .count(base.rounds.reduce(0) { $0 + $1.stops.count }), .count(base.rounds.count),
        .decimal(base.villagesPerDay, places: 1), .count(base.teams), hours(whole / base.rounds.count),
        hours(base.rounds.map(\.total).max() ?? .zero), hours(base.driving), hours(base.bound),
      ])
    }
    guard !table.isEmpty else { return "" }
    let minutes = LimitName(standard.visit).figure
    let day = NumberText.oneDecimal(standard.day / .seconds(3600))
    let note = Phrase(
      "Every village is seen once in \(standard.cycleDays) days, for \(minutes) minutes; a round takes at most \(day) hours. The driving is least where it equals its bound.",
      "每村每\(standard.cycleDays)天巡诊一次，停留\(minutes)分钟；每条路线不超过\(day)小时。行车时间等于下界者为最优。")
    return "<p>\(note)</p>\n\(table.markup())"
  }

  private var comparisons: Markup {
    var table = ReportTable([
      Phrase("Measure", "指标"), Phrase("Today", "现状"), Phrase("With the plan", "实施后"), Phrase("Change", "变化"),
    ])
    for comparison in report.comparisons {
      let change = comparison.after.flatMap { after in comparison.before.map { after - $0 } }
      table.append([
        .phrase(comparison.measure), Self.cell(comparison.before, comparison.unit),
        Self.cell(comparison.after, comparison.unit),
        comparison.changeText.map { .measured(change, $0) } ?? .number(nil, ""),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private static func cell(_ value: Double?, _ unit: MeasureUnit) -> ReportTable.Cell {
    value.map { .measured($0, unit.text($0)) } ?? .number(nil, "")
  }

  private var sites: Markup {
    var result: Markup = ""
    let places = report.area.placesWord
    for siting in report.sitings {
      result += "<h3>\(siting.serviceName.heading)</h3>\n<p>\(siting.proof)</p>\n"
      if let words = siting.explanation { result += "<p>\(words)</p>\n" }
      for text in siting.decisionTexts { result += "<p class=\"note\">\(text)</p>\n" }
      if let works = siting.worksText { result += "<p class=\"note\">\(works)</p>\n" }
      if let free = siting.freeChoiceText { result += "<p class=\"note\">\(free)</p>\n" }
      if let infeasibility = siting.infeasibility { result += "<p class=\"note\">\(infeasibility)</p>\n" }
      var table = ReportTable([
        Phrase("Rank", "次序"), Phrase("Site", "站点"), Phrase("County", report.area.countyWord), Phrase("Township", "乡镇"),
        Phrase("People gained", "新增覆盖人口"), Phrase("\(places.english) gained", "新增覆盖\(places.chinese)").heading,
        Phrase("Come nearer", "就医缩短人数"), Phrase("By minutes", "平均缩短（分钟）"),
        Phrase("Best substitute", "最佳替代点"), Phrase("Reason", "理由"),
      ])
      for site in report.sites where site.service == siting.service && site.status == .recommended {
        table.append([
          .count(site.rank), .text(site.name),
          .text(names.county(site.countyID, orOfTownship: site.townshipID) ?? ""),
          .text(names.township(site.townshipID)?.name ?? ""), .count(site.populationGained),
          .count(site.settlementsGained), .count(site.gainedTime?.heads), minutes(site.gainedTime?.mean),
          .text(site.alternativeName ?? ""),
          .phrase(site.reason ?? Phrase("", "")),
        ])
      }
      if !table.isEmpty { result += table.markup() }
      result += criteria(of: siting)
      if !siting.citations.isEmpty {
        let source = Phrase(
          "Source: \(siting.citations.joined(separator: "; "))", "依据：\(siting.citations.joined(separator: "；"))")
        result += "<p class=\"faint\">\(source)</p>\n"
      }
    }
    return result
  }

  /// Every candidate by each criterion, its rank behind the figure.
  private func criteria(of siting: SitingRecord) -> Markup {
    let countsPeople = siting.populationDemand != nil
    let gain = countsPeople ? 0 : 1
    let places = report.area.placesWord.chinese
    var table = ReportTable([
      Phrase("Candidate", "候选点"), Phrase("County", report.area.countyWord), Phrase("Standing", "结果"),
      countsPeople ? Phrase("People alone", "单独新增人口") : Phrase("Places alone", "单独新增\(places)"), Phrase("Rank", "名次"),
      countsPeople
        ? Phrase("Person-minutes alone", "单独节省人·分钟") : Phrase("Minutes alone (places)", "单独节省分钟（\(places)）"),
      Phrase("Rank", "名次"), Phrase("People of the town", "乡镇人口"), Phrase("Rank", "名次"),
      Phrase("Near the centre", "集中程度"), Phrase("Rank", "名次"), Phrase("Beds", "床位"), Phrase("Rank", "名次"),
      Phrase("Grade", "等级"), Phrase("Km to the nearest hospital", "距最近医院（公里）"), Phrase("Rank", "名次"),
      Phrase("Best exchange", "最佳互换"),
      countsPeople ? Phrase("Loses people", "少覆盖人口") : Phrase("Loses places", "少覆盖\(places)"),
      countsPeople
        ? Phrase("Loses person-minutes", "少节省人·分钟") : Phrase("Loses minutes (places)", "少节省分钟（\(places)）"),
      Phrase("Note", "说明"),
    ])
    for row in CriteriaTable(siting.criteria, countsPeople: countsPeople).rows {
      let one = row.criteria
      func minutes(_ value: Double?) -> ReportTable.Cell { .decimal(value.map { $0.rounded() }, places: 0) }
      func count(_ index: Int) -> ReportTable.Cell { .count(row.values[index].map { Int($0.rounded()) }) }
      let swap = one.swap
      table.append([
        .text(one.site.name), .text(names.county(one.site.countyID, orOfTownship: one.site.townshipID) ?? ""),
        .phrase(FieldTitle.word(one.standing.rawValue)), count(gain), .count(row.ranks[gain]),
        minutes(row.values[2]), .count(row.ranks[2]), count(3), .count(row.ranks[3]), .percent(row.values[4]),
        .count(row.ranks[4]), count(5), .count(row.ranks[5]),
        .text(one.site.strength?.grade ?? ""), .decimal(row.values[7], places: 1), .count(row.ranks[7]),
        .text(swap?.site.name ?? ""), .count(swap.map { Int($0.loss.objective.rounded()) }),
        // A loss is no less than it is, as the sentences have it.
        minutes(swap.map { ($0.loss.personSeconds / 60 * 1e6).rounded() / 1e6 }.map { $0.rounded(.awayFromZero) }),
        .phrase(one.note ?? Phrase("", "")),
      ])
    }
    let title = Phrase("All candidates by each criterion", "全部候选点各项指标")
    return table.isEmpty ? "" : "<h4>\(title)</h4>\n\(table.withoutEmptyColumns.markup())"
  }

  private var gaps: Markup {
    let places = report.area.placesWord
    var table = ReportTable([
      Phrase("Service", "服务"), Phrase("Rank", "次序"), Phrase("Township", "乡镇"), Phrase("County", report.area.countyWord),
      Phrase("People not covered", "未覆盖人口"), Phrase("\(places.english) not covered", "未覆盖\(places.chinese)").heading,
      Phrase("Area (km²)", "面积（平方公里）"),
    ])
    for gap in report.gaps {
      let township = names.township(gap.townshipID)
      table.append([
        .phrase(gap.serviceName), .count(gap.rank), .text(township?.name ?? gap.townshipID),
        .text(names.county(township?.countyID) ?? ""), .count(gap.population), .count(gap.settlements),
        .decimal(gap.area?.squareKilometres, places: 1),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var stations: Markup {
    var table = ReportTable([
      Phrase("Station", "站点"), Phrase("Tier", "层级"), Phrase("Radius (km)", "半径（公里）"),
      Phrase("Required (km)", "所需（公里）"), Phrase("Status", "状态"),
      report.area.placesWord.heading,
      Phrase("People", "人口"), Phrase("People beyond", "超出人口"),
    ])
    for station in report.stations {
      table.append([
        station.facility.isOutside
          ? .phrase(
            Phrase("\(station.facility.name) (outside the region)", "\(station.facility.name)（界外）"))
          : .text(station.facility.name),
        .phrase(station.facility.tier.map { report.word($0.rawValue) } ?? Phrase("unknown", "不明")),
        .decimal(station.radius.kilometres, places: 1), .decimal(station.requiredRadius?.kilometres, places: 1),
        .phrase(FieldTitle.word(station.status)), .count(station.settlements), .count(station.population),
        .count(station.populationBeyond),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var chain: Markup {
    let unitNames = Dictionary(report.links.map { ($0.unitID, $0.unitName) }, uniquingKeysWith: { first, _ in first })
    var table = ReportTable([
      Phrase("Unit", "单位"), Phrase("Tier", "层级"), Phrase("Hangs on", "上级"), Phrase("Minutes", "时间（分钟）"),
      Phrase("Backup", "后备"), Phrase("Minutes", "时间（分钟）"), Phrase("Minutes from the top", "自顶层（分钟）"),
    ])
    // The lowest tiers are villages; their links are on the map and in the layer.
    let sizes = Dictionary(grouping: report.links, by: \.tier).mapValues(\.count)
    let leftOut = Set(sizes.filter { $0.value > PlanReport.longestListedTier }.keys)
    for link in report.links where !leftOut.contains(link.tier) {
      table.append([
        .text(link.unitName), .phrase(link.tierName), .text(link.parentName ?? ""), minutes(link.time),
        .text(link.backupID.map { unitNames[$0] ?? $0 } ?? ""), minutes(link.backupTime), minutes(link.timeFromTop),
      ])
    }
    guard !leftOut.isEmpty else { return "\(farthest)\(table.isEmpty ? "" : table.markup())" }
    var names: [Phrase] = []
    for link in report.links where leftOut.contains(link.tier) && !names.contains(link.tierName) {
      names.append(link.tierName)
    }
    let note = Phrase(
      "Not listed here: \(names.map(\.english).joined(separator: ", ")); see network.geojson.",
      "未列出：\(names.map(\.chinese).joined(separator: "、"))，见 network.geojson。")
    return "\(farthest)\(table.isEmpty ? "" : table.markup())<p class=\"faint\">\(note)</p>\n"
  }

  /// Where patients have the longest way, a place of each town.
  private var farthest: Markup {
    var table = ReportTable([
      Phrase("Township", "乡镇"), Phrase("County", report.area.countyWord), Phrase("Place", "地点"), Phrase("People", "人口"),
      Phrase("Station", "急救站"), Phrase("Ambulance (minutes)", "救护车到达（分钟）"), Phrase("Care", "接诊机构"),
      Phrase("To care today (minutes)", "现状接诊（分钟）"), Phrase("With the plan (minutes)", "实施后接诊（分钟）"),
    ])
    for record in report.farthest.prefix(10) {
      let settlement = record.settlement
      let journey = record.journeyWithPlan
      table.append([
        .text(names.township(settlement.townshipID)?.name ?? ""),
        .text(names.county(settlement.countyID, orOfTownship: settlement.townshipID) ?? ""), .text(settlement.name),
        .count(settlement.population), .text(journey?.station?.name ?? ""), minutes(journey?.ambulance),
        .text(journey?.care?.name ?? ""), minutes(record.journey?.toCare), minutes(journey?.toCare),
      ])
    }
    let title = Phrase("The longest ways to care along the chain, one of each town", "沿急救链接诊时间最长的地点（每乡镇一处）")
    return table.isEmpty ? "" : "<h3>\(title)</h3>\n\(table.markup())"
  }

  private func minutes(_ time: Duration?) -> ReportTable.Cell {
    .decimal(time.map { $0 / .seconds(60) }, places: 1)
  }

  private var provision: Markup {
    var table = ReportTable([
      Phrase("Provision", "服务方式"), Phrase("Villages", "村数"), Phrase("People", "人口"),
    ])
    for provision in MapColour.provisions {
      let clinics = report.clinics.filter { $0.provision == provision }
      guard !clinics.isEmpty else { continue }
      let people = clinics.compactMap(\.settlement.population)
      table.append([
        .phrase(FieldTitle.word(provision)), .count(clinics.count),
        .count(people.isEmpty ? nil : people.reduce(0, +)),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var townships: Markup {
    let shares = report.townships.first?.shares ?? []
    let near = Phrase("people within # km", "#公里内人口")
    var titles = [
      Phrase("Township", "乡镇"), Phrase("County", report.area.countyWord), Phrase("Area (km²)", "面积（平方公里）"),
      Phrase("People", "人口"),
    ]
    titles += report.radii.map { radius in
      let word = LimitName(radius).figure
      return Phrase(near.english.replacing("#", with: word), near.chinese.replacing("#", with: word))
    }
    titles += shares.map { share in
      Phrase("\(share.serviceName.heading.english): share of people", "\(share.serviceName.chinese)：人口占比")
    }
    titles.append(Phrase("Boundary", "边界"))
    var table = ReportTable(titles)
    for record in report.townships {
      var row: [ReportTable.Cell] = [
        .text(record.township.name), .text(record.countyName ?? ""),
        .decimal(record.area?.squareKilometres, places: 1), .count(record.population),
      ]
      row += report.radii.indices.map { index in
        .count(record.populationWithin.indices.contains(index) ? record.populationWithin[index] : nil)
      }
      row += shares.map { share in
        .percent(record.shares.first { $0.service == share.service }.flatMap { $0.population ?? $0.settlements })
      }
      let isKnown = !record.township.boundary.isEmpty
      row.append(isKnown ? .phrase(FieldTitle.word(record.township.boundaryOrigin.rawValue)) : .text(""))
      table.append(row)
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var curves: Markup {
    var result: Markup = ""
    for curve in report.curves + report.derivedCurves {
      guard let drawing = SVGCurve(curve).markup else { continue }
      result += "<figure><figcaption>\(curve.title)</figcaption>\(drawing)</figure>\n"
    }
    return result.source.isEmpty ? "" : "<div class=\"curves\">\n\(result)</div>\n"
  }

  private var methods: Markup {
    var result: Markup = ""
    for method in report.methods { result += "<p>\(method)</p>\n" }
    return result
  }

  private var sources: Markup {
    var table = ReportTable([
      Phrase("Content", "内容"), Phrase("File", "文件"), Phrase("Count", "数量"), Phrase("Datum", "坐标系"),
      Phrase("Licence", "许可"), Phrase("Data as of", "数据截至"), Phrase("Origin", "性质"),
    ])
    for source in report.sources {
      table.append([
        .phrase(source.content), .text(source.file ?? ""), .count(source.count),
        .phrase(source.datum ?? Phrase("", "")),
        .text(source.licence ?? ""), .text(source.dataUntil ?? ""), .phrase(source.originText),
      ])
    }
    return table.isEmpty ? "" : table.markup()
  }

  private var inputs: Markup {
    var table = ReportTable([
      Phrase("File", "文件"), Phrase("What", "项目"), Phrase("Field", "字段"), Phrase("Value", "内容"),
      Phrase("Count", "数量"),
    ])
    for entry in report.area.account.entries {
      table.append([
        .text(entry.file), .phrase(entry.item.name), .phrase(entry.fieldTitle.map(report.inItsTerms) ?? Phrase("", "")),
        .phrase(entry.value ?? Phrase("", "")),
        .count(entry.count),
      ])
    }
    return table.isEmpty ? "" : "\(table.markup())<p class=\"faint\">emsplan \(ToolVersion.text)</p>\n"
  }

  private var notes: Markup {
    var result: Markup = ""
    for note in report.notes {
      result += "<p class=\"note \(note.kind.rawValue)\">\(Phrase(note.english, note.chinese))</p>\n"
    }
    return result
  }
}
