import EMSModel
import EMSPlanning
import EMSPolicy

/// A card for each town: what it has, needs and gets, who serves it, and what it lacks. The page shows one when its town is
/// looked for.
struct TownCards {
  /// More towns than this would make the page too large to send.
  private static let most = 600

  private let report: PlanReport
  private let names: PlanNames

  init(_ report: PlanReport) {
    self.report = report
    names = PlanNames(report.area)
  }

  var markup: Markup {
    guard report.townships.count <= Self.most else {
      return
        "<p class=\"faint\">\(Phrase("There are too many towns for a card of each; townships.csv has them all.", "乡镇过多，页面不列乡镇卡片，见 townships.csv。"))</p>\n"
    }
    let facilities = Dictionary(grouping: report.area.facilities.filter { $0.tier != .villageClinic }) {
      $0.townshipID ?? ""
    }
    let needs = Dictionary(grouping: report.needs.filter { $0.unit?.level == .township }, by: \.whole.id)
    let sites = Dictionary(grouping: report.sites.filter { $0.status == .recommended }) { $0.townshipID ?? "" }
    let gaps = Dictionary(grouping: report.gaps, by: \.townshipID)
    let broken = Dictionary(
      grouping: (report.scorecard?.lines ?? []).filter { $0.level == .township && $0.verdict.status == .notMet },
      by: \.unitID)
    let settlements = Dictionary(grouping: report.settlements) { $0.settlement.townshipID ?? "" }
    var result: Markup = ""
    for record in report.townships {
      let id = record.township.id
      result += card(
        record,
        [
          (Phrase("People", "人口"), people(record)),
          (Phrase("Has", "现有"), has(facilities[id] ?? [], record.township)),
          (Phrase("Needs", "需要"), needed(needs[id] ?? [])),
          (Phrase("Gets", "规划"), gets(sites[id] ?? [])),
          (Phrase("Served by", "由谁服务"), served(record, settlements[id] ?? [])),
          (Phrase("Gaps today", "现状空白"), lacks(gaps[id] ?? [])),
          (Phrase("Not met with the plan", "实施后未达标"), unmet(broken[id] ?? [])),
        ])
    }
    return result
  }

  private func card(_ record: TownshipRecord, _ rows: [(title: Phrase, text: Phrase)]) -> Markup {
    var card: Markup =
      "<article class=\"card\" hidden data-id=\"\(record.township.id)\" data-town=\"\(record.township.name)\" data-county=\"\(record.countyName ?? "")\"><h2>\(record.township.name) <small>\(record.countyName ?? "")</small></h2><dl>"
    for row in rows where !row.text.english.isEmpty { card += "<dt>\(row.title)</dt><dd>\(row.text)</dd>" }
    card += "</dl></article>\n"
    return card
  }

  private static func list(_ parts: [Phrase]) -> Phrase {
    Phrase(parts.map(\.english).joined(separator: "; "), parts.map(\.chinese).joined(separator: "；"))
  }

  private static let nothing = Phrase("nothing", "无")

  private func people(_ record: TownshipRecord) -> Phrase {
    guard let people = record.population else {
      return ofUrbanArea(record.township) ?? Phrase("not known", "未知")
    }
    let count = NumberText.grouped(people)
    let places = NumberText.grouped(record.settlements)
    return Phrase(
      "\(count) at \(record.settlements.of("place", "places"))", "\(count)人，\(places)个\(report.area.placesWord.chinese)"
    )
  }

  /// Where a town without a place of its own is counted; nil where that is nowhere.
  private func ofUrbanArea(_ township: Township) -> Phrase? {
    guard !township.isLocated, let area = names.township(township.urbanAreaID)?.name else { return nil }
    return Phrase("counted with \(area)", "计入\(area)")
  }

  private func has(_ facilities: [Facility], _ township: Township) -> Phrase {
    guard !facilities.isEmpty else {
      // Facilities are put into towns by their place.
      return township.isLocated
        ? Self.nothing
        : ofUrbanArea(township) ?? Phrase("not known: no file says where the town is", "未知：资料未载明该乡镇的位置")
    }
    return Self.list(
      facilities.map { facility in
        let tier = report.name(of: facility.tier)
        let origin = facility.origin == .surveyed ? nil : FieldTitle.word(facility.origin.rawValue)
        return Phrase(
          "\(facility.name) (\([tier.english, origin?.english].compactMap { $0 }.joined(separator: ", ")))",
          "\(facility.name)（\([tier.chinese, origin?.chinese].compactMap { $0 }.joined(separator: "，"))）")
      })
  }

  private func needed(_ needs: [UnitNeed]) -> Phrase {
    Self.list(
      needs.map { row in
        let range = CountRange(minimum: row.need.needed.lowerBound, maximum: row.need.needed.upperBound)
        let has = row.need.hasText
        return Phrase(
          "\(row.need.thing.english): \(range.text(in: .english)) needed, there: \(has.english)",
          "\(row.need.thing.chinese)：需\(range.text(in: .chinese))，现有\(has.chinese)")
      })
  }

  private func gets(_ sites: [SiteRecord]) -> Phrase {
    guard !report.sitings.isEmpty else { return Phrase("", "") }
    guard !sites.isEmpty else { return Self.nothing }
    return Self.list(
      sites.map { site in
        let gained = site.populationGained.map(NumberText.grouped)
        return Phrase(
          "\(site.name) (\(FacilityTier.nameOfOne(site.service) ?? site.serviceName.english)\(site.populationGained.map { ", " + $0.of("person gained", "people gained") } ?? ""))",
          "\(site.name)（\(site.serviceName.chinese)\(gained.map { "，新增覆盖\($0)人" } ?? "")）")
      })
  }

  private func served(_ record: TownshipRecord, _ settlements: [SettlementRecord]) -> Phrase {
    var parts: [Phrase] = []
    let stations = Dictionary(grouping: settlements.filter { $0.facilityID != nil }) { $0.facilityID ?? "" }
    let most = stations.min { one, other in
      (-one.value.count, one.key) < (-other.value.count, other.key)
    }
    if let most, let station = report.area.reachable.first(where: { $0.id == most.key }) {
      let count = "\(NumberText.grouped(most.value.count))/\(NumberText.grouped(settlements.count))"
      parts.append(
        Phrase(
          "station \(station.name) (\(report.area.placesWord.english) nearest to it: \(count))",
          "急救站点\(station.name)（距\(count)个\(report.area.placesWord.chinese)最近）"))
    }
    if let median = record.response?.median {
      let minutes = MeasureUnit.minutes.text(median / .seconds(60))
      parts.append(Phrase("median response \(minutes.english)", "急救反应时间中位数\(minutes.chinese)"))
    }
    for near in record.nearest {
      let far = near.distance.map { MeasureUnit.kilometres.text($0.kilometres) }
      parts.append(
        Phrase(
          "hospital nearest to the seat: \(near.facilityName)\(far.map { ", \($0.english)" } ?? "")",
          "距驻地最近医院：\(near.facilityName)\(far.map { "，\($0.chinese)" } ?? "")"))
    }
    return Self.list(parts)
  }

  private func lacks(_ gaps: [GapRecord]) -> Phrase {
    Self.list(
      gaps.map { gap in
        let people = gap.population.map(NumberText.grouped)
        return Phrase(
          "\(gap.serviceName.english): \(people ?? "an unknown number of") people at \(gap.settlements.of("place", "places")) not covered",
          "\(gap.serviceName.chinese)：未覆盖\(people ?? "未知")人、\(NumberText.grouped(gap.settlements))个\(report.area.placesWord.chinese)"
        )
      })
  }

  private func unmet(_ lines: [Scorecard.Line]) -> Phrase {
    Self.list(
      lines.map {
        Phrase("\($0.name.english) (\($0.verdict.text.english))", "\($0.name.chinese)（\($0.verdict.text.chinese)）")
      })
  }
}
