import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// What outputs of the regions say as a head of bureau reads it: nothing assumed passes for what there is, nothing that was
/// decided for what was weighed, and a region has its name in each language.
@Suite struct HeadOfBureauTests {
  @Test(arguments: PlannedRegion.names)
  func aRegionIsCalledByItsNameInEachLanguage(_ name: String) async throws {
    let report = try await PlannedRegion.of(name).report
    let tables = PlanTable.all(of: report).filter { ["needs", "scores"].contains($0.name) }
    #expect(tables.count == 2)
    for table in tables {
      let (level, unit, chinese) = (
        try #require(table.columns.firstIndex(of: "level")), try #require(table.columns.firstIndex(of: "unit")),
        try #require(table.columns.firstIndex(of: "unit_zh"))
      )
      for row in table.rows where row[level] == .text("region") {
        #expect(row[unit] == .text(report.area.title.english) && row[chinese] == .text(report.area.title.chinese))
      }
    }
  }

  /// Every document of whose sentences the plan is scored stands among those it is based on, reports called reports.
  @Test(arguments: PlannedRegion.names)
  func thePlanSaysOnWhichDocumentsItIsBased(_ name: String) async throws {
    let report = try await PlannedRegion.of(name).report
    let told = report.documents.map(\.chinese)
    #expect(told.first == report.profileTitle.chinese && Set(told).count == told.count)
    for line in try #require(report.scorecard?.lines) {
      guard let document = line.citation.document else { continue }
      #expect(told.contains { $0.hasPrefix(document.fullTitle) }, "\(line.rule)")
    }
    #expect(told.contains("关于进一步完善院前医疗急救服务的指导意见（国卫医发〔2020〕19号）（据报道）"))
  }

  /// Beibei names its sub-centre: nothing says that it is better than others.
  @Test func aNamedSiteIsNotCalledTheBest() async throws {
    let report = try await PlannedRegion.of("beibei").report
    let sentence = try #require(PlanSentences(report).sitings.first)
    #expect(sentence.english.contains("(named by the document; nothing was weighed against it)"))
    #expect(sentence.chinese.contains("（由文件点名，未经比选）") && !sentence.chinese.contains("最先建设"))
    #expect(!sentence.english.contains("proven"))
  }

  /// In Jining the three sub-centres reach nobody newly.
  @Test func nobodyNewIsSaidSo() async throws {
    let report = try await PlannedRegion.of("jining").report
    let sentence = try #require(PlanSentences(report).sitings.first)
    #expect(sentence.english.contains("bring nobody newly within 30 km") && !sentence.english.contains("bring 0"))
    #expect(sentence.chinese.contains("内人口没有新增") && !sentence.chinese.contains("增加0人"))
    // Those of no known place are known and not in the share.
    #expect(report.area.unplacedPeople > 0)
    let coverage = try #require(PlanSentences(report).coverage)
    #expect(coverage.english.contains("people with a known place") && coverage.chinese.contains("位置已知的人口"))
  }

  /// With a site excluded better choices are known, so that nothing is proven of all.
  @Test func aDecidedChoiceIsTheBestBesideTheDecisions() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("decided-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Checkout.root.appendingPathComponent("GeoData/xingan"), to: folder)
    let plan = folder.appendingPathComponent("plan.yaml")
    let lines = "\nsiting: {county_sub_centre: {exclude: [C152224105]}}\n"
    try (String(contentsOf: plan, encoding: .utf8) + lines).write(to: plan, atomically: true, encoding: .utf8)
    let report = try PlanRun.report(of: plan)
    let siting = try #require(report.sitings.first { $0.service == "county_sub_centre" })
    #expect(siting.isProven && siting.isDecided)
    let told = try #require(siting.explanation)
    #expect(told.english.contains("With what the plan forces and excludes it is proven that no other choice"))
    #expect(told.chinese.contains("在方案指定和排除的前提下，已证明没有同样数量"))
    #expect(
      siting.proofInWords.english == "proven: no other choice does better beside what the plan forces and excludes")
  }
}
