import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSReport

/// A number that stands in two outputs is the same in both, for the five regions that ship with the tool.
@Suite struct EqualNumbersTests {
  private static let geoData = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("GeoData")

  private typealias JSON = [String: Any]

  /// The sum of a column of a table that is written as CSV; nil where no cell has a number.
  private func sum(_ table: PlanTable, _ column: String, where isCounted: ([PropertyValue]) -> Bool = { _ in true })
    throws -> Int
  {
    let index = try #require(table.columns.firstIndex(of: column), "\(column)")
    return table.rows.filter(isCounted).reduce(0) { sum, row in
      if case .whole(let count) = row[index] { sum + count } else { sum }
    }
  }

  private func total(_ sheet: AnnexSheet, _ column: String) throws -> Int? {
    let index = try #require(sheet.columns.firstIndex { $0.title.english == column }, "\(column)")
    guard case .whole(let count)? = sheet.rows.last(where: \.isTotal)?.cells[index] else { return nil }
    return count
  }

  @Test(arguments: ["xingan", "beibei", "hohhot", "jining", "bayannur"])
  func everyOutputSaysTheSame(_ region: String) throws {
    let report = try PlanRun.report(of: Self.geoData.appendingPathComponent("\(region)/plan.yaml"))
    let summary = try #require(
      JSONSerialization.jsonObject(with: Data(JSONWriter.indented(PlanSummary.value(of: report)))) as? JSON)
    let annex = Dictionary(uniqueKeysWithValues: Annex(of: report).sheets.map { ($0.number, $0) })
    let document = try #require(ZipReader.texts(of: WordReport.bytes(of: report, maps: []))["word/document.xml"])
    let page = String(decoding: ReportPage(report, leaflet: nil).bytes(), as: UTF8.self)
    let tables = Dictionary(uniqueKeysWithValues: PlanTable.all(of: report).map { ($0.name, $0) })
    let (settlements, sites) = (try #require(tables["settlements"]), try #require(tables["sites"]))
    let towns = try #require(tables["townships"])

    // People, and those within each radius: summary, tables, layer, annex, text, page.
    let people = try #require((summary["read"] as? JSON)?["population"] as? Int)
    #expect(try sum(settlements, "population") == people)
    let coverage = try #require(annex[2])
    #expect(try total(coverage, "people") == people)
    #expect(document.contains(NumberText.grouped(people)) && page.contains(NumberText.grouped(people)))
    let bands = try #require(summary["coverage"] as? [JSON])
    #expect(!bands.isEmpty)
    for (band, record) in zip(bands, report.bands) {
      let within = try #require(band["population_within"] as? Int)
      let figure = LimitName(record.radius).figure
      #expect(try total(coverage, "people within \(figure) km") == within)
      #expect(document.contains(NumberText.grouped(within)))
      let share = NumberText.oneDecimal(Double(within) / Double(people) * 100)
      #expect(document.contains("\(share)%") && page.contains("<b>\(share) %</b>"))
      let outside = report.settlements.filter {
        $0.settlement.townshipID == nil && $0.band.map { $0 <= record.radius } ?? false
      }
      let inTowns = try sum(towns, "population_within_\(figure)")
      #expect(inTowns + outside.reduce(0) { $0 + ($1.settlement.population ?? 0) } == within)
    }

    // Gaps: the totals are the sums of the shapes, with what lies in no town beside them.
    for gap in try #require(summary["gaps"] as? [JSON]) {
      let own = report.gaps.filter { $0.service == gap["service"] as? String }
      #expect(gap["population_uncovered"] as? Int == own.reduce(0) { $0 + ($1.population ?? 0) })
    }

    // Whom the first sentence leaves out, and in how many towns: the emergency gaps alone, not those of a service circle.
    let radius = try #require(report.greatestRadius)
    let outermost = LimitName(radius).figure
    let beyond = try #require(
      (summary["gaps"] as? [JSON])?.first { $0["service"] as? String == "emergency_\(outermost)_km" })
    let all = try #require(towns.columns.firstIndex(of: "population"))
    let near = try #require(towns.columns.firstIndex(of: "population_within_\(outermost)"))
    let townsBeyond = towns.rows.count { row in
      if case (.whole(let all), .whole(let near)) = (row[all], row[near]) { all > near } else { false }
    }
    let sentence = try #require(PlanSentences(report).coverage)
    if townsBeyond == 0 {
      #expect(sentence.english.hasPrefix("Today all "))
    } else {
      let missed = NumberText.grouped(try #require(beyond["population_uncovered"] as? Int))
      #expect(sentence.english.contains("\(missed) do not, in \(townsBeyond.of("town", "towns"))"))
      #expect(sentence.chinese.contains("\(missed)人在\(LimitName(radius).text.chinese)以外，涉及\(townsBeyond)个乡镇"))
    }

    // Sites: what they add together is what is within the standard afterwards more than before.
    // A plan that proposes nothing has no such list.
    let proposals = annex[3]
    #expect((proposals == nil) == !report.sites.contains { $0.status == .recommended })
    for siting in try #require(summary["sites"] as? [JSON]) {
      let service = try #require(siting["service"] as? String)
      guard let before = siting["population_before"] as? Int, let after = siting["population_after"] as? Int else {
        continue
      }
      let (kind, status) = (sites.columns.firstIndex(of: "service") ?? 0, sites.columns.firstIndex(of: "status") ?? 0)
      #expect(
        try sum(sites, "population_gained") { $0[kind] == .text(service) && $0[status] == .text("recommended") }
          == after - before)
      let name = try #require(report.sitings.first { $0.service == service }?.serviceName.english)
      let subtotal = proposals?.rows.first { $0.isTotal && $0.cells[1] == .text(name) }
      let gained = proposals?.columns.firstIndex { $0.title.english == "people gained" }
      if let subtotal, let gained { #expect(subtotal.cells[gained] == .whole(after - before)) }
      #expect(page.contains("+\(NumberText.grouped(after - before))"))
      let told =
        siting["candidates"] as? Int == 0
        ? "there is no candidate"
        : after == before ? "nobody newly within" : (after - before).of("more person", "more people")
      #expect(document.contains(told))
    }

    // Who remains with the plan.
    let remaining = try #require(summary["beyond_with_plan"] as? [JSON]).reduce(0) {
      $0 + ($1["population"] as? Int ?? 0)
    }
    let after = report.comparisons.first { record in
      report.greatestRadius.map { record.id == "population_within_\(LimitName($0).word)" } ?? false
    }?.after
    #expect(after.map { Double(people) - $0 } == Double(remaining))
    if let sentence = PlanSentences(report).remainder {
      #expect(remaining == 0 || sentence.english.contains("\(NumberText.grouped(remaining)) people"))
      #expect(page.contains(Markup.escaped(sentence.english)) && document.contains(Markup.escaped(sentence.english)))
    }

    // Verdicts.
    let score = try #require(summary["score"] as? JSON)
    let met = try #require(score["met"] as? Int)
    let scores = try #require(annex[9])
    let verdicts = try #require(scores.columns.firstIndex { $0.title.english == "with the plan" })
    #expect(scores.rows.count { $0.cells[verdicts] == .text("met") } == met)
    let verb = met == 1 ? "is" : "are"
    #expect(PlanSentences(report).score?.english.contains("\(met) \(verb) met with the plan") == true)
    let facilities = try #require(annex[1])
    #expect(facilities.rows.count { !$0.isTotal } == (summary["read"] as? JSON)?["facilities"] as? Int)
  }
}
