import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading
@testable import EMSReport

/// What of a proposal is built by which year.
@Suite struct PhaseTests {
  /// The report of Xing'an with lines added to its plan.
  private static func report(_ lines: String) throws -> PlanReport {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("phases-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Checkout.root.appendingPathComponent("GeoData/xingan"), to: folder)
    let plan = folder.appendingPathComponent("plan.yaml")
    try (String(contentsOf: plan, encoding: .utf8) + "\n" + lines).write(to: plan, atomically: true, encoding: .utf8)
    return try PlanRun.report(of: plan)
  }

  private static let lines = """
    phases:
      - {by: 2025, count: {county_sub_centre: 3}, budget: 5000}
      - {by: 2027, count: {county_sub_centre: 4, emergency_sub_centre: 5}, budget: 9000}
      - {by: 2030}
    costs:
      unit: 万元
      county_sub_centre: {upgrade: 2000, staff: 20}
      emergency_sub_centre: {upgrade: 300, staff: 6}
    """

  private static func combinations<Element>(_ elements: [Element], _ count: Int) -> [[Element]] {
    guard count > 0 else { return [[]] }
    return elements.indices.flatMap { index in
      combinations(Array(elements[(index + 1)...]), count - 1).map { [elements[index]] + $0 }
    }
  }

  /// Against every choice by plain loops, of the proposed sites and of all candidates.
  @Test func eachPhaseIsTheBestOfTheProposalAndFallsShortAsTold() throws {
    let report = try Self.report(Self.lines)
    let phases = try #require(report.phases)
    let own = phases.records.filter { $0.service == "county_sub_centre" }
    #expect(own.map(\.year) == [2025, 2027, 2030] && own.map(\.standing) == [3, 4, 6])
    let candidates = try #require(report.sitings.first { $0.service == "county_sub_centre" }).criteria
      .filter { $0.standing != .leftOut }.map(\.site.location)
    let final = report.sites.filter { $0.service == "county_sub_centre" && $0.status == .recommended }
    let hospitals = report.area.facilities.filter(\.isHospital).map(\.location)
    let settlements = report.area.settlements
    func reach(_ place: Coordinate) -> Set<Int> {
      Set(settlements.indices.filter { Geodesic.distance(place, settlements[$0].location) <= .kilometres(30) })
    }
    let today = hospitals.map(reach).reduce(into: Set()) { $0.formUnion($1) }
    func people(_ places: [Set<Int>]) -> Int {
      places.reduce(today) { $0.union($1) }.reduce(0) { $0 + (settlements[$1].population ?? 0) }
    }
    let first = Self.combinations(final.map { reach($0.location) }, 3).map(people).max()
    #expect(own[0].people == first && own[0].isProven)
    let best = Self.combinations(candidates.map(reach), 3).map(people).max()
    #expect(best.map { $0 - (own[0].people ?? 0) } == own[0].shortfall && own[0].isShortfallProven)
    // What stands stays: the fourth is the best beside the first three.
    let three = own[0].sites.map { reach($0.location) }
    let left = final.filter { site in !own[0].sites.contains { $0.place == site.place } }
    #expect(own[1].people == left.map { people(three + [reach($0.location)]) }.max())
  }

  @Test func phasesAreNestedAndEndAtTheProposal() throws {
    let report = try Self.report(Self.lines)
    let phases = try #require(report.phases)
    for siting in report.sitings where siting.chosen > 0 {
      let own = phases.records.filter { $0.service == siting.service }
      let places = own.flatMap { $0.sites.map(\.place) }
      #expect(Set(places).count == places.count && places.count == siting.chosen)
      #expect(own.last?.people == siting.populationAfter)
      #expect(own.last?.standing == siting.chosen)
      for (earlier, later) in zip(own, own.dropFirst()) { #expect((earlier.people ?? 0) <= (later.people ?? 0)) }
      for record in own { #expect((record.shortfall ?? 0) >= 0) }
    }
    let recommended = report.sites.filter { $0.status == .recommended }
    #expect(recommended.allSatisfy { [2025, 2027, 2030].contains($0.year) })
    // Money and posts: as the plan gives them, by county and in the whole.
    let region = phases.totals.filter { $0.countyName == nil }
    let (money, posts): ([Double?], [Double?]) = ([6000, 3500, 4900], [60, 50, 58])
    let kept: [Bool?] = [false, true, nil]
    #expect(region.map(\.cost) == money)
    #expect(region.map(\.staff) == posts)
    #expect(region.map(\.isWithinBudget) == kept)
    for total in region {
      let counties = phases.totals.filter { $0.countyName != nil && $0.year == total.year }
      #expect(counties.reduce(0) { $0 + $1.sites } == total.sites)
      let sum: Double = counties.compactMap(\.cost).reduce(0, +)
      #expect(sum == total.cost)
    }
    #expect(recommended.allSatisfy { $0.costUnit == "万元" && $0.staff != nil })
    // What 附表3 sums is what the sites cost one by one, and what the years cost together.
    let sheet = try #require(Annex(of: report).sheets.first { $0.number == 3 })
    let costs = try #require(sheet.columns.firstIndex { $0.title.english == "cost (万元)" })
    let totals = sheet.rows.filter(\.isTotal).compactMap { row -> Double? in
      if case .decimal(let sum, _) = row.cells[costs] { sum } else { nil }
    }
    #expect(totals.count == report.sitings.count { $0.chosen > 0 })
    let sums: [Double] = [totals.reduce(0, +), region.compactMap(\.cost).reduce(0, +)]
    #expect(sums[0] == sums[1])
    #expect(try RunDigest(report).phases["2025"]?.english == "3 sites, cost 6,000 万元, budget 5,000 万元")
    #expect(phases.sentences[0].english.contains("1,000 万元 more than the budget of 5,000 万元"))
    #expect(phases.sentences[0].chinese.contains("超出预算5,000万元达1,000万元"))
    // One standard has one name: that of the siting.
    let people = NumberText.grouped(try #require(phases.records[0].people))
    #expect(phases.sentences[0].english.contains("; then \(people) people within 30 km of second-level care"))
    #expect(phases.sentences[0].chinese.contains("；届时二级医疗服务30公里内人口\(people)人"))
    // Every output says the same year.
    let page = String(decoding: ReportPage(report, leaflet: nil).bytes(), as: UTF8.self)
    #expect(page.contains("id=\"phases\""))
    for sentence in phases.sentences { #expect(page.contains(Markup.escaped(sentence.chinese))) }
    let column = try #require(sheet.columns.firstIndex { $0.title.english == "stands by" })
    let years = sheet.rows.filter { !$0.isTotal }.map(\.cells[column])
    #expect(years.count == recommended.count && !years.contains(.null))
  }

  /// A cost that the plan does not give is not made up.
  @Test func whatThePlanDoesNotGiveIsNotKnown() async throws {
    let report = try Self.report(
      "phases: [{by: 2026, count: {county_sub_centre: 2}}, {by: 2028}]\ncosts: {unit: 万元, county_sub_centre: {upgrade: 10}}\n"
    )
    let phases = try #require(report.phases)
    let region = phases.totals.filter { $0.countyName == nil }
    let (costs, posts): ([Double?], [Double?]) = ([20, nil], [nil, nil])
    #expect(region.map(\.cost) == costs)
    #expect(region.map(\.staff) == posts)
    #expect(phases.sentences[1].english.contains("the costs of some of these sites are not given"))
    #expect(try await PlannedRegion.of("xingan").report.phases == nil)
  }

  @Test(arguments: [
    ("phases: [{by: 2027}, {by: 2026}]", "phases.by"),
    (
      "phases: [{by: 2026, count: {county_sub_centre: 4}}, {by: 2027, count: {county_sub_centre: 3}}]",
      "phases.count.county_sub_centre"
    ),
    ("phases: [{by: 2026, budget: 100}]", "phases.budget"),
    ("phases: [{count: {county_sub_centre: 4}}]", "phases.by"),
    ("costs: {county_sub_centre: {upgrade: 10}}", "costs.unit"),
  ])
  func whatMakesNoSenseIsRefused(_ lines: String, _ field: String) throws {
    let plan = "name: A\nprofile: xingan\ninputs: {townships: {file: t.geojson}, facilities: {file: f.csv}}\n" + lines
    do {
      _ = try PlanFile(yaml: plan, file: "plan.yaml", folder: URL(fileURLWithPath: "/nowhere"))
      Issue.record("it is read")
    } catch {
      #expect(error.problems.map(\.field).contains { $0?.hasSuffix(field) == true }, "\(error.problems)")
    }
  }
}
