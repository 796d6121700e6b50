import Foundation
import TestSupport
import Testing

/// What commands print of kinds of facilities, in the document's own words and the region's.
@Suite struct DocumentTermsCommandTests {
  @Test(arguments: [
    ("jining", "县域服务次中心", ["robust", "--scenarios", "10"]), ("beibei", "区域医疗卫生次中心", ["plan", "--dry-run"]),
  ])
  func commandsSayTheDocumentsWord(profile: String, name: String, command: [String]) throws {
    let county = try PaperCounty(profile: profile, indicators: "单位,指标,数值,年份\n全域,3分钟出车率,96,2025\n")
    defer { county.remove() }
    let out = county.folder.appendingPathComponent("out").path
    let run = try ToolRun(command + [county.plan.path, "-o", out, "--language", "zh"])
    #expect(run.code == 0, "\(run.err)")
    let told = run.out + run.err
    #expect(told.contains(name) && !told.contains("县域医疗次中心"), "\(told)")
  }

  /// Tiers are words in both languages, those of the document and of a region that is a league.
  @Test(arguments: [
    ("en", "facilities by tier community health centre 1", "league emergency centre 1", "league or city"),
    ("zh", "各级机构数 ", "盟级急诊急救中心 1", "盟市急救中心"),
  ])
  func theAccountHasTheDocumentsWords(language: String, first: String, centre: String, never: String) throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    try county.write(plan.replacing("Paper county 纸上旗", with: "纸上盟"), to: "plan.yaml")
    let run = try ToolRun(["check", county.plan.path, "--language", language])
    #expect(run.code == 0 && run.out.contains(first) && run.out.contains(centre), "\(run.out)")
    #expect(!run.out.contains(never) && !run.out.contains("league_emergency_centre"), "\(run.out)")
  }
}
