import EMSFormats
import EMSMaps
import EMSModel
import EMSPlanning
import EMSPolicy

/// The plan as a text to edit (文本稿), in the order of such documents, with its figures, tables and maps.
struct WordReport {
  private let report: PlanReport
  private let names: PlanNames
  private let sentences: PlanSentences
  private var document: WordDocument
  private var tables = 0
  private var pictures = 0

  /// - Parameter maps: pixels of the themes by their names; empty where none are drawn.
  /// - Returns: a docx file.
  static func bytes(of report: PlanReport, maps: [(name: String, title: String, png: [UInt8])]) -> [UInt8] {
    var writer = WordReport(report)
    writer.write(maps)
    return writer.document.bytes()
  }

  private init(_ report: PlanReport) {
    self.report = report
    names = PlanNames(report.area)
    sentences = PlanSentences(report)
    let title = Phrase(
      "\(report.area.title.english): emergency and primary care plan (draft text)",
      "\(report.area.title.chinese)医疗急救与基层卫生服务布局规划（文本稿）")
    document = WordDocument(language: report.language, title: title[report.language])
    document.blocks = [.title(document.title)]
  }

  private mutating func write(_ maps: [(name: String, title: String, png: [UInt8])]) {
    func map(_ name: String) -> (name: String, title: String, png: [UInt8])? { maps.first { $0.name == name } }
    chapter(1, Phrase("The situation today", "现状"))
    paragraph(opening)
    table(FacilitiesTitle(of: report.area.facilities).whole, facilities)
    if let coverage = sentences.coverage { paragraph(coverage) }
    table(Phrase("People within each radius", "各半径内人口"), bands)
    picture(map("coverage"))
    chapter(2, Phrase("Problems", "存在问题"))
    let heading = document.blocks.count
    table(Phrase("Towns with most people beyond the greatest radius", "覆盖空白人口最多的乡镇"), gaps)
    picture(map("gaps"))
    for sentence in otherGaps { paragraph(sentence) }
    rules(where: { $0.statusBefore == .notMet }, Phrase("Not met today — ", "现状未达标——"))
    if document.blocks.count == heading { paragraph(noProblem) }
    chapter(3, Phrase("Aims", "规划目标"))
    let documents = report.documents.map { $0[report.language] }
    paragraph(
      Phrase("Based on: \(documents.joined(separator: "; ")).", "规划依据：\(documents.joined(separator: "；"))。"))
    table(Phrase("Aims and how the plan stands to them", "目标与达成情况"), aims)
    chapter(4, Phrase("Layout", "空间布局"))
    layout(map)
    chapter(5, Phrase("Safeguards", "保障措施"))
    for (index, heading) in [
      Phrase("Organisation", "组织领导"), Phrase("Funds", "经费保障"), Phrase("Staff", "人才队伍"),
      Phrase("Oversight and assessment", "监督评估"),
    ].enumerated() { section(index + 1, heading) }
    chapter(6, Phrase("Data and method", "数据与方法"))
    paragraph(sentences.basis)
    for note in report.notes where note.kind == .derivation || note.kind == .assumption {
      paragraph(Self.sentence(note))
    }
    for method in report.methods { paragraph(method) }
    chapter(7, Phrase("Annexes", "附表"))
    for sheet in Annex(of: report).sheets { text(sheet.name(in: report.language)) }
  }

  private mutating func layout(_ map: (String) -> (name: String, title: String, png: [UInt8])?) {
    var number = 0
    func next() -> Int {
      number += 1
      return number
    }
    for (siting, sentence) in zip(report.sitings, sentences.sitings) {
      section(next(), siting.serviceName)
      paragraph(sentence)
      if let free = siting.freeChoiceText { paragraph(Phrase(free.english + ".", free.chinese + "。")) }
      let chosen = report.sites.filter { $0.service == siting.service && $0.status == .recommended }
        .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
      // A long list stands in the annex alone.
      if chosen.count <= 40 { table(siting.serviceName.heading, sites(chosen)) }
    }
    if let remainder = sentences.remainder { paragraph(remainder) }
    picture(map("sites"))
    if let phases = report.phases {
      section(next(), Phrase("Phases", "分期实施"))
      for sentence in phases.sentences { paragraph(sentence) }
      paragraph(PlanPhases.rule)
    }
    if !report.links.isEmpty {
      section(next(), Phrase("Emergency chain", "急救链"))
      table(Phrase("Tiers of the emergency chain", "急救链各层级"), chain)
      picture(map("network"))
    }
    section(next(), Phrase("Village clinics", "村级卫生服务"))
    if report.clinics.isEmpty {
      paragraph(
        report.clinicRanges.map { Phrase($0.note.english + ".", $0.note.chinese + "。") }
          ?? Phrase(
            "No village is known, so that no way of serving a village is proposed; a list of villages decides.",
            "没有村庄名单，故不提出村级服务方式；以村庄名单为准。"))
    } else {
      table(Phrase("How villages are served", "村级服务方式"), provision)
      if let note = report.servedFromOtherTowns(of: report.clinics) { paragraph(note) }
      picture(map("clinics"))
    }
    let needs = report.needs.filter { $0.level == .region }
    if !needs.isEmpty {
      section(next(), Phrase("Needs", "需求测算"))
      table(Phrase("Needs of the region", "全域配置需求"), self.needs(needs))
    }
    if !report.comparisons.isEmpty {
      section(next(), Phrase("Before and after", "实施前后"))
      table(Phrase("Before and after", "实施前后对比"), comparison)
    }
    if let score = sentences.score { paragraph(score) }
    rules(where: { $0.status == .notMet }, Phrase("Not met with the plan — ", "实施后仍未达标——"))
  }

  // MARK: Blocks

  private static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

  private mutating func chapter(_ number: Int, _ title: Phrase) {
    let chinese = "\(Self.numerals[number - 1])、\(title.chinese)"
    document.blocks.append(.heading(1, Phrase("\(number). \(title.english)", chinese)[report.language]))
  }

  private mutating func section(_ number: Int, _ title: Phrase) {
    let numeral = number <= Self.numerals.count ? Self.numerals[number - 1] : String(number)
    document.blocks.append(
      .heading(2, Phrase("(\(number)) \(title.heading.english)", "（\(numeral)）\(title.chinese)")[report.language]))
  }

  private mutating func paragraph(_ phrase: Phrase) { text(phrase[report.language]) }

  private mutating func text(_ text: String) { document.blocks.append(.paragraph(text)) }

  /// Nothing where the table has no row.
  private mutating func table(_ title: Phrase, _ table: WordDocument.Table) {
    guard !table.rows.isEmpty else { return }
    tables += 1
    document.blocks.append(
      .caption(Phrase("Table \(tables)  \(title.english)", "表\(tables)  \(title.chinese)")[report.language]))
    document.blocks.append(.table(table))
  }

  private mutating func picture(_ map: (name: String, title: String, png: [UInt8])?) {
    guard let map, map.png.count > 24 else { return }
    pictures += 1
    // Width and height as the PNG's head has them.
    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(map.png[at + $1]) } }
    document.blocks.append(.picture(map.png, width: number(16), height: number(20), description: map.title))
    document.blocks.append(
      .legend(Phrase("Figure \(pictures)  \(map.title)", "图\(pictures)  \(map.title)")[report.language]))
  }

  private mutating func rules(where isListed: (RuleRecord) -> Bool, _ lead: Phrase) {
    let broken = report.rules.filter(isListed)
    guard !broken.isEmpty else { return }
    let isToday = lead.english.contains("today")
    let english = broken.map { "\($0.title.english): \((isToday ? $0.foundBefore : $0.found)?.english ?? "")" }
    let chinese = broken.map { "\($0.title.chinese)：\((isToday ? $0.foundBefore : $0.found)?.chinese ?? "")" }
    paragraph(
      Phrase(lead.english + english.joined(separator: "; ") + ".", lead.chinese + chinese.joined(separator: "；") + "。"))
  }

  /// A note as it stands in a text: from a capital, unless it begins with the name of a file or a key, to a full stop.
  private static func sentence(_ note: Note) -> Phrase {
    let word = note.english.prefix { !$0.isWhitespace }
    let isWord = word.allSatisfy { $0.isLetter || $0 == "," }
    var english = isWord ? note.english.prefix(1).uppercased() + note.english.dropFirst() : note.english
    if english.last.map({ !".!?:;".contains($0) }) ?? false { english += "." }
    var chinese = note.chinese
    if chinese.last.map({ !"。！？：；.".contains($0) }) ?? false { chinese += "。" }
    return Phrase(english, chinese)
  }

  /// Whom a service other than the emergency one does not reach today, and where most of them are.
  private var otherGaps: [Phrase] {
    var services: [String] = []
    for gap in report.gaps where gap.service != report.emergencyService && !services.contains(gap.service) {
      services.append(gap.service)
    }
    return services.compactMap { service in
      let own = report.gaps.filter { $0.service == service && ($0.population ?? 0) > 0 }
      guard let first = own.first else { return nil }
      let people = own.reduce(0) { $0 + ($1.population ?? 0) }
      let most = own.sorted { $0.rank < $1.rank }.prefix(5).map { gap in
        (names.township(gap.townshipID)?.name ?? gap.townshipID, NumberText.grouped(gap.population ?? 0))
      }
      let english = most.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      let chinese = most.map { "\($0.0)\($0.1)人" }.joined(separator: "、")
      let isAll = own.count == most.count
      return Phrase(
        "\(first.serviceName.english): \(people.of("person is", "people are")) not covered, in \(own.count.of("town", "towns"))\(isAll ? "" : ", most") (\(english)).",
        "\(first.serviceName.chinese)：未覆盖\(NumberText.grouped(people))人，涉及\(NumberText.grouped(own.count))个乡镇\(isAll ? "" : "，最多的为")（\(chinese)）。"
      )
    }
  }

  /// What stands where the data show no problem; what they cannot show is said with it.
  private var noProblem: Phrase {
    let unknown = report.rules.count { $0.statusBefore == .unknown }
    let more =
      unknown == 0
      ? Phrase("", "")
      : Phrase(
        " \(unknown.of("rule", "rules")) cannot be judged from the data.",
        "另有\(NumberText.grouped(unknown))条要求因数据不足无法判断。")
    return Phrase(
      "The data show nobody who is not covered and no rule that is not met.\(more.english)",
      "现有数据未显示未覆盖人口和未达标要求。\(more.chinese)")
  }

  // MARK: Tables

  private func column(_ english: String, _ chinese: String, isNumber: Bool = false) -> (title: String, isNumber: Bool) {
    (Phrase(english, chinese)[report.language], isNumber)
  }

  private static func count(_ value: Int?) -> String { value.map(NumberText.grouped) ?? "—" }

  private var opening: Phrase {
    let area = report.area
    let people = KnownPeople(area.settlements)
    let known = NumberText.grouped(area.knownPopulation)
    let towns = TownshipCount(area.townships).all
    let places = NumberText.grouped(area.settlements.count)
    // A region of one county is that county.
    let counties = area.counties.count
    let parts =
      counties == 1
      ? Phrase("", "")
      : Phrase("\(counties.of("county", "counties")), ", "\(NumberText.grouped(counties))个\(area.countyWord)、")
    let assumed = area.facilities.count { $0.origin != .surveyed }
    let listed = NumberText.grouped(area.facilities.count)
    let isAll = assumed == area.facilities.count
    let whether =
      assumed == 0
      ? Phrase("", "")
      : Phrase(
        ", \(isAll ? "all" : NumberText.grouped(assumed) + " of them") assumed or derived,",
        isAll ? "（均为假定或推算，并非现有）" : "（其中\(NumberText.grouped(assumed))个为假定或推算，并非现有）"
      )
    // Nobody is counted where no figure is known: that is not a count of 0.
    let counted =
      area.settlements.isEmpty
      ? Phrase("no place of people is known", "没有已知的人口点")
      : people.unknown == area.settlements.count
        ? Phrase(
          "of none of the \(places) \(area.placesWord.english) are the people known",
          "\(places)个\(area.placesWord.chinese)的人口均未知")
        : Phrase(
          "\(known) people are counted at \(places) \(area.placesWord.english)",
          "在\(places)个\(area.placesWord.chinese)上计人口\(known)人")
    var english =
      "\(area.title.english) has \(parts.english)\(towns.of("town", "towns")) and \(area.facilities.count.of("listed facility", "listed facilities"))\(whether.english)\(whether.english.isEmpty ? ";" : " and") \(counted.english)."
    var chinese =
      "\(area.title.chinese)共\(parts.chinese)\(NumberText.grouped(towns))个乡镇，列入机构\(listed)个\(whether.chinese)；\(counted.chinese)。"
    if people.unknown > 0, people.unknown < area.settlements.count {
      english += " The people of \(people.unknown.of("settlement are", "settlements are")) not known."
      chinese += "另有\(NumberText.grouped(people.unknown))个村居人口未知。"
    }
    if area.unplacedPeople > 0 {
      let (more, towns) = (NumberText.grouped(area.unplacedPeople), area.unplaced.count)
      english += " \(more) more live in \(towns.of("town", "towns")) without a known place."
      chinese += "另有\(more)人在\(towns)个没有位置的乡镇。"
    }
    return Phrase(english, chinese)
  }

  private var facilities: WordDocument.Table {
    let tiers = FacilityTier.allCases.map { Optional($0) } + [nil]
    let rows = tiers.compactMap { tier -> [String]? in
      let own = report.area.facilities.filter { $0.tier == tier }
      guard !own.isEmpty else { return nil }
      let name = report.name(of: tier)[report.language]
      return [name, Self.count(own.count), Self.count(own.count { $0.origin != .surveyed })]
    }
    return .init(
      columns: [
        column("tier", "层级"), column("facilities", "数量", isNumber: true),
        column("of which assumed or derived", "其中假定或推算", isNumber: true),
      ], rows: rows)
  }

  private var bands: WordDocument.Table {
    let people = report.area.knownPopulation
    let rows = report.bands.compactMap { band -> [String]? in
      guard let within = band.population, people > 0 else { return nil }
      return [
        LimitName(band.radius).text[report.language], Self.count(within),
        NumberText.oneDecimal(Double(within) / Double(people) * 100) + "%", Self.count(people - within),
      ]
    }
    return .init(
      columns: [
        column("radius", "半径"), column("people within", "半径内人口", isNumber: true),
        column("share", "占比", isNumber: true), column("people beyond", "半径外人口", isNumber: true),
      ], rows: rows)
  }

  private var gaps: WordDocument.Table {
    let places = report.area.placesWord
    let own = report.emergencyGaps.filter { ($0.population ?? 0) > 0 }
      .sorted { $0.rank < $1.rank }.prefix(10)
    return .init(
      columns: [
        column("order", "次序", isNumber: true), column("county", report.area.countyWord), column("town", "乡镇"),
        column("people not covered", "未覆盖人口", isNumber: true),
        column("\(places.english) not covered", "未覆盖\(places.chinese)", isNumber: true),
      ],
      rows: own.map { gap in
        let town = names.township(gap.townshipID)
        return [
          String(gap.rank), names.county(town?.countyID) ?? "—", town?.name ?? gap.townshipID,
          Self.count(gap.population), Self.count(gap.settlements),
        ]
      })
  }

  private var aims: WordDocument.Table {
    .init(
      columns: [
        column("rule", "要求"), column("asked for", "指标"), column("today", "现状"), column("with the plan", "实施后"),
        column("source", "依据"),
      ],
      rows: report.rules.map { rule in
        [
          rule.title[report.language], rule.wanted[report.language],
          rule.statusBefore.map { FieldTitle.word($0.rawValue)[report.language] } ?? "—",
          FieldTitle.word(rule.status.rawValue)[report.language], rule.citation ?? "—",
        ]
      })
  }

  private func sites(_ sites: [SiteRecord]) -> WordDocument.Table {
    .init(
      columns: [
        column("order", "次序", isNumber: true), column("site", "站点"), column("county", report.area.countyWord),
        column("people gained", "新增覆盖人口", isNumber: true), column("best substitute", "最佳替代点"),
      ],
      rows: sites.map { site in
        [
          site.rank.map(String.init) ?? "—", site.name,
          names.county(site.countyID, orOfTownship: site.townshipID) ?? "—", Self.count(site.populationGained),
          site.alternativeName ?? "—",
        ]
      })
  }

  private var chain: WordDocument.Table {
    var order: [String] = []
    for link in report.links where !order.contains(link.tier) { order.append(link.tier) }
    return .init(
      columns: [
        column("tier", "层级"), column("units", "单位数", isNumber: true),
        column("places without a listed unit", "名单未列单位之处", isNumber: true),
        column("beyond the standard", "超出标准", isNumber: true), column("without a parent", "无上级", isNumber: true),
      ],
      rows: order.enumerated().map { index, tier in
        let own = report.links.filter { $0.tier == tier }
        let places = own.count { $0.status == ChainUnit.Standing.place.rawValue }
        return [
          own.first?.tierName[report.language] ?? tier, Self.count(own.count - places), Self.count(places),
          Self.count(own.count { $0.isWithinStandard == false }),
          index == 0 ? "—" : Self.count(own.count { $0.parentID == nil }),
        ]
      })
  }

  private var provision: WordDocument.Table {
    .init(
      columns: [
        column("way of serving", "服务方式"), column("villages", "村数", isNumber: true),
        column("people", "人口", isNumber: true),
      ],
      rows: MapColour.provisions.compactMap { way in
        let own = report.clinics.filter { $0.provision == way }
        guard let first = own.first else { return nil }
        let people = own.compactMap(\.settlement.population)
        return [
          first.provisionName[report.language], Self.count(own.count),
          Self.count(people.isEmpty ? nil : people.reduce(0, +)),
        ]
      })
  }

  private func needs(_ needs: [UnitNeed]) -> WordDocument.Table {
    .init(
      columns: [
        column("what", "项目"), column("needed", "需要", isNumber: true), column("has", "现有", isNumber: true),
        column("to add", "需新增", isNumber: true), column("source", "依据"),
      ],
      rows: needs.map { row in
        [
          row.need.thing[report.language],
          CountRange(minimum: row.need.needed.lowerBound, maximum: row.need.needed.upperBound).text(
            in: report.language),
          row.need.hasText[report.language],
          Self.count(row.need.toAdd), row.citation,
        ]
      })
  }

  private var comparison: WordDocument.Table {
    .init(
      columns: [
        column("measure", "指标"), column("today", "现状", isNumber: true),
        column("with the plan", "实施后", isNumber: true), column("change", "变化", isNumber: true),
      ],
      rows: report.comparisons.map { record in
        [
          record.measure[report.language], record.before.map { record.unit.text($0)[report.language] } ?? "—",
          record.after.map { record.unit.text($0)[report.language] } ?? "—", record.changeText?[report.language] ?? "—",
        ]
      })
  }
}
