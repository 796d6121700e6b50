import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// The five regions of GeoData, planned end to end.
@Suite struct PlanRunTests {
  private static let geoData = Checkout.root.appendingPathComponent("GeoData")

  private func report(_ region: String, options: PlanRun.Options = PlanRun.Options()) throws -> PlanReport {
    try PlanRun.report(of: Self.geoData.appendingPathComponent("\(region)/plan.yaml"), options: options)
  }

  private func siting(_ service: SiteService, in report: PlanReport) throws -> SitingRecord {
    try #require(report.sitings.first { $0.service == service.rawValue })
  }

  /// 二(一)3 and 二(一)9: 6 sub-centres and 12 emergency sub-centres.
  @Test func xinganProposesSixAndTwelveWithProof() throws {
    let report = try report("xingan")
    let subCentres = try siting(.countySubCentre, in: report)
    let emergency = try siting(.emergencySubCentre, in: report)
    #expect(subCentres.chosen == 6)
    #expect(subCentres.status == "optimal")
    #expect(subCentres.bound == subCentres.objective)
    // Four of the twelve candidates stand beside a hospital, so that they would bring nobody nearer.
    #expect(emergency.chosen == 8 && emergency.freeChoices == 4)
    #expect(emergency.status == "optimal")
    for site in report.sites where site.status == .recommended {
      #expect(site.reason?.english.isEmpty == false)
      #expect(site.reason?.chinese.isEmpty == false)
      #expect(site.citation?.contains("二(一)") == true, "no sentence asks for \(site.name)")
    }
    #expect(ReportPage(report, leaflet: Leaflet.installed()).bytes().count < 5_000_000, "the page of a league")
    // Census of 1 November 2020: every person is somewhere.
    #expect(report.area.countedPeople == 1_416_929)
    let placed = report.townships.compactMap(\.population).reduce(0, +)
    let unplaced = report.townships.compactMap(\.populationUnplaced).reduce(0, +)
    #expect(placed + unplaced == 1_416_929 && unplaced == report.area.unplacedPeople && unplaced > 0)
    // The bands are those of plain loops over all pairs.
    let stations = report.stations.map(\.facility.location)
    for band in report.bands {
      let people = report.area.settlements.reduce(0) { sum, settlement in
        let isWithin = stations.contains { Geodesic.distance($0, settlement.location) <= band.radius }
        return isWithin ? sum + (settlement.population ?? 0) : sum
      }
      #expect(band.population == people)
    }
  }

  @Test func everySettlementIsEitherCoveredOrInAGap() throws {
    let report = try report("beibei")
    let outermost = try #require(report.bands.last)
    let uncovered = report.gaps.filter { $0.service.hasPrefix("emergency") }
    #expect((outermost.population ?? 0) + uncovered.reduce(0) { $0 + ($1.population ?? 0) } == 834_887)
    for (township, remainder) in report.townships.map({ ($0, $0.areaWithin.last) }) {
      let gap = uncovered.first { $0.townshipID == township.township.id }?.area ?? .zero
      let area = Geodesic.area(of: township.township.boundary)
      let sum = (remainder ?? .zero) + gap
      #expect(abs(sum.squareMetres - area.squareMetres) <= 1e-6 * area.squareMetres)
    }
  }

  @Test func beibeiNamesJingguan() throws {
    let report = try report("beibei")
    let named = report.sites.filter { $0.service == "county_sub_centre" && $0.status == .recommended }
    #expect(named.map(\.name) == ["静观镇中心卫生院"])
    #expect(named.first?.isNamed == true)
  }

  /// 二4 asks for at least 30, 1 to 3 in each county; the open data know four township health centres.
  @Test func jiningSaysWhichLimitTheDataCannotKeep() throws {
    let report = try report("jining")
    let subCentres = try siting(.countySubCentre, in: report)
    #expect(subCentres.infeasibility?.english.hasPrefix("30 sites are asked for") == true)
    #expect(subCentres.chosen + subCentres.freeChoices == subCentres.candidates)
    // No village is known: a number for each town, and no list.
    #expect(report.sitings.allSatisfy { $0.service != SiteService.centralVillageClinic.rawValue })
    #expect(report.clinicRanges?.clinics.upperBound == 500)
  }

  @Test(arguments: ["hohhot", "bayannur"])
  func aPlanWithoutANumberGetsTheFewestThatServeEverybodyInReach(region: String) throws {
    let subCentres = try siting(.countySubCentre, in: report(region))
    #expect(subCentres.model == "lscp")
    #expect(subCentres.status == "optimal")
  }

  /// Bytes of every output, by name.
  private func outputs(of plan: URL, threads: Int) throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try PlanRun.run(
      plan, into: folder.path, overwrite: false, options: PlanRun.Options(threads: threads))
    return try Dictionary(
      uniqueKeysWithValues: result.files.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) })
  }

  @Test func theBytesDependNeitherOnThreadsNorOnTheOrderOfRows() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shuffled-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.geoData.appendingPathComponent("beibei"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.appendingPathComponent("plan.yaml")
    let single = try outputs(of: plan, threads: 1)
    #expect(single.count >= 12)
    let eight = try outputs(of: plan, threads: 8)
    #expect(single.keys.sorted() == eight.keys.sorted())
    for (name, bytes) in single { #expect(eight[name] == bytes, "\(name) differs between 1 and 8 threads") }

    var random = SeededGenerator(seed: 11)
    for file in ["facilities.csv", "townships.csv"] {
      let url = folder.appendingPathComponent(file)
      var lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      let header = lines.removeFirst()
      lines.shuffle(using: &random)
      try Data(([header] + lines).joined(separator: "\n").utf8).write(to: url)
    }
    let shuffled = try outputs(of: plan, threads: 2)
    // The hashes of the files are others, and so is the workbook that has them.
    for (name, bytes) in single where name != "annex.xlsx" {
      let other = try #require(shuffled[name])
      #expect(withoutHashes(other) == withoutHashes(bytes), "\(name) depends on the order of rows")
    }
  }

  private func withoutHashes(_ bytes: Data) -> Data {
    guard let text = String(data: bytes, encoding: .utf8) else { return bytes }
    return Data(text.replacing(/[0-9a-f]{64}/, with: "").utf8)
  }
}
