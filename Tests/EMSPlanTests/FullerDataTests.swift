import Foundation
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// The regional plans on data with many more townships than the open ones; skipped where the data are not there.
@Suite(.enabled(if: FullerRegion.isThere)) struct FullerDataTests {
  private static func report(
    _ region: String, profile: String, gridKilometres: Int, _ body: (PlanReport) throws -> Void
  ) throws {
    let fuller = try FullerRegion(region, profile: profile, gridKilometres: gridKilometres)
    defer { fuller.remove() }
    try body(try PlanRun.report(of: fuller.plan))
  }

  private static func siting(_ service: SiteService, in report: PlanReport) throws -> SitingRecord {
    try #require(report.sitings.first { $0.service == service.rawValue })
  }

  /// Whether the score of a rule is not known and the run says what is missing.
  private static func expectNotKnown(_ rules: [String], in report: PlanReport) {
    for rule in rules {
      let record = report.rules.first { $0.id == rule }
      #expect(record?.status == .unknown, "\(rule)")
      let words = record?.found.english ?? ""
      #expect(words.hasPrefix("not known: ") || words.hasPrefix("no "), "\(rule) does not say what is missing")
    }
  }

  /// 二(一)3: 6 in the league; 二(一)9: 12 in the league.
  @Test func xinganProposesSixAndTwelveWithProof() throws {
    try Self.report("兴安盟", profile: "xingan", gridKilometres: 10) { report in
      for (service, count) in [(SiteService.countySubCentre, 6), (.emergencySubCentre, 12)] {
        let siting = try Self.siting(service, in: report)
        #expect(
          siting.chosen == count && siting.freeChoices == 0 && siting.status == "optimal" && siting.infeasibility == nil
        )
        let (objective, bound) = (try #require(siting.objective), try #require(siting.bound))
        #expect(abs(objective - bound) <= 1e-9 * bound)
        #expect(report.sites.count { $0.service == service.rawValue && $0.status == .recommended } == count)
      }
      #expect(report.area.townships.count > 60, "the league has about 65 located towns")
      #expect(Set(report.links.map(\.tier)).count == 6)
      Self.expectNotKnown(["basic-standard", "health-grid", "sub-centre-at-secondary-level"], in: report)
      // The plan meets the two counts itself, which proves nothing.
      for rule in ["sub-centres-in-region", "emergency-sub-centres-in-region"] {
        #expect(report.rules.first { $0.id == rule }?.status == .byConstruction, "\(rule)")
      }
    }
  }

  /// 二4: at least 30 in the city, 1 to 3 in each of the 11 counties; 500 central clinics.
  @Test func jiningProposesThirtyWithOneToThreePerCounty() throws {
    try Self.report("济宁市", profile: "jining", gridKilometres: 8) { report in
      let siting = try Self.siting(.countySubCentre, in: report)
      #expect((30...33).contains(siting.chosen) && siting.status == "optimal" && siting.infeasibility == nil)
      let sites = report.sites.filter { $0.service == siting.service && $0.status == .recommended }
      let perCounty = Dictionary(grouping: sites, by: \.countyID).mapValues(\.count)
      #expect(perCounty.count == 11 && perCounty.values.allSatisfy { (1...3).contains($0) })
      for rule in ["sub-centres-in-region", "sub-centres-per-county"] {
        #expect(report.rules.first { $0.id == rule }?.status == .byConstruction, "\(rule)")
        #expect(report.rules.first { $0.id == rule }?.statusBefore == .notMet, "\(rule)")
      }
      Self.expectNotKnown(["recommended-standard-count"], in: report)
    }
  }

  /// 二(一)4: 静观镇中心卫生院, one in the district, three tiers.
  @Test func beibeiNamesJingguan() throws {
    try Self.report("北碚区", profile: "beibei", gridKilometres: 3) { report in
      let named = report.sites.filter { $0.service == "county_sub_centre" && $0.status == .recommended }
      #expect(named.map(\.name) == ["静观镇中心卫生院"] && named.first?.isNamed == true)
      #expect(Set(report.links.map(\.tier)).count == 3)
      #expect(report.rules.first { $0.id == "sub-centre-named" }?.status == .byConstruction)
      Self.expectNotKnown(
        ["community-station-per-people", "grade-a-health-centres", "community-hospitals"], in: report)
      let stations = try #require(
        report.needs.first { $0.rule == "community-station-per-people" && $0.level == .region })
      #expect(stations.need.needed.lowerBound > 0 && stations.need.has == nil && stations.need.toAdd == nil)
    }
  }

  @Test func hohhotGetsTheFewestThatServeEverybodyInReach() throws {
    try Self.report("呼和浩特市", profile: "hohhot", gridKilometres: 10) { report in
      let siting = try Self.siting(.countySubCentre, in: report)
      #expect(siting.model == "lscp" && siting.status == "optimal")
      Self.expectNotKnown(["community-hospitals", "clinic-follows-people"], in: report)
    }
  }
}
