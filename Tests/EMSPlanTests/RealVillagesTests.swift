import Foundation
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// The villages of Xing'an League whose points are known, without people: what can be said of them is said, and nothing that
/// needs people.
@Suite struct RealVillagesTests {
  private static let data = Checkout.root.deletingLastPathComponent().appendingPathComponent("shared/geodata/cn")
  static let hasData = FileManager.default.fileExists(atPath: data.appendingPathComponent("villages.csv").path)

  /// A plan of the league's own data with the village points beside them.
  private static func report(_ body: (PlanReport) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("villages-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Checkout.root.appendingPathComponent("GeoData/xingan"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The list refers to townships of 2016, which the plan's list has no more: the points alone are taken.
    let lines = try String(contentsOf: data.appendingPathComponent("villages.csv"), encoding: .utf8).split(
      whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let columns = ["code12", "name", "county_adcode", "ur_code", "lon", "lat"].map {
      header.firstIndex(of: Substring($0))
    }
    let (region, flag) = (
      try #require(header.firstIndex(of: "region")), try #require(header.firstIndex(of: "coord_flag"))
    )
    let kept = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }.filter {
      $0[region] == "兴安盟" && $0[flag] == "ok"
    }
    let rows =
      ["id,name,county,ur_code,lon,lat"]
      + (try kept.map { row in
        try columns.map { row[try #require($0)] }.joined(separator: ",")
      })
    try Data(rows.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("villages.csv"))
    let plan = folder.appendingPathComponent("plan.yaml")
    var text = try String(contentsOf: plan, encoding: .utf8)
    let start = try #require(text.range(of: "  demand:"))
    let end = try #require(text.range(of: "travel:"))
    text.replaceSubrange(
      start.lowerBound..<end.lowerBound,
      with: "  settlements: {file: villages.csv}\n")
    try Data(text.utf8).write(to: plan)
    try body(try PlanRun.report(of: plan))
  }

  @Test(.enabled(if: hasData)) func whatCanBeSaidWithoutPeopleIsSaid() throws {
    try Self.report { report in
      let villages = report.area.settlements
      #expect(villages.count == 304 && villages.allSatisfy { $0.population == nil && !$0.isDerivedPlace })
      #expect(report.clinicRanges == nil, "villages are known")
      // Every village of the country has one way to be served, by a rule that asks for no people.
      let country = villages.filter { $0.isUrban != true }
      #expect(report.clinics.count == country.count && country.count > 200)
      for clinic in report.clinics {
        #expect(!["shared", "extension", "mobile"].contains(clinic.provision), "\(clinic.settlement.name)")
      }
      // How far each is, and how many lie beyond, is known; how many people that are is not.
      #expect(report.settlements.allSatisfy { $0.distance != nil })
      #expect(report.bands.allSatisfy { $0.population == nil && $0.settlements > 0 })
      let gaps = report.gaps.filter { $0.settlements > 0 }
      #expect(!gaps.isEmpty && gaps.allSatisfy { $0.population == nil })
      // 42, 91 and 124 of them lie within 10, 20 and 30 km of the listed hospitals' seats.
      #expect(report.bands.map(\.settlements) == [42, 91, 124])
      for rule in ["emergency-radius", "rural-station-distance", "small-village-served-from-elsewhere"] {
        #expect(report.rules.first { $0.id == rule }?.status == .unknown, "\(rule) asks for people")
      }
    }
  }
}
