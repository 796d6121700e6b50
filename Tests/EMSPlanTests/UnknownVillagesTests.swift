import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// Where people live is derived: numbers for each town, and no clinic, mode or round. And whatever rests on what is derived or
/// assumed says so.
@Suite struct UnknownVillagesTests {
  @Test func noClinicModeOrRoundIsProposedOnAGrid() async throws {
    let report = try await PlannedRegion.of("bayannur").report
    #expect(report.clinics.isEmpty && report.rounds?.bases.isEmpty == true)
    #expect(!report.sites.contains { $0.service == SiteService.centralVillageClinic.rawValue })
    let ranges = try #require(report.clinicRanges)
    #expect(ranges.grids.count > 2 && ranges.clinics.lowerBound < ranges.clinics.upperBound)
    #expect(Set(ranges.towns.compactMap(\.townshipID)) == Set(report.area.townships.map(\.id)))
    // The whole is never outside the sums of its parts.
    let towns = ranges.towns.compactMap(\.clinics)
    #expect(towns.reduce(0) { $0 + $1.lowerBound } <= ranges.clinics.lowerBound)
    #expect(towns.reduce(0) { $0 + $1.upperBound } >= ranges.clinics.upperBound)
    #expect(towns.count == report.area.townships.count { $0.isLocated }, "nothing is said of towns without a place")
    #expect(report.notes.contains { $0.english.hasPrefix("No village is known") })
    #expect(PlanTable.all(of: report).contains { $0.name == "clinic-ranges" })
    for rule in ["central-village-clinics", "small-village-served-from-elsewhere"] {
      #expect(report.rules.first { $0.id == rule }?.status == .unknown, "\(rule)")
    }
  }

  @Test func whereVillagesAreKnownThereAreNoRanges() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let report = try PlanRun.report(of: region.plan)
    #expect(report.clinicRanges == nil && !report.clinics.isEmpty)
    #expect(!PlanTable.all(of: report).contains { $0.name == "clinic-ranges" })
    #expect(report.scorecard?.lines.allSatisfy { $0.restsOn == nil } == true, "all of it is surveyed")
  }

  @Test func aVerdictOnDerivedPeopleAndAssumedFacilitiesSaysSo() async throws {
    let report = try await PlannedRegion.of("bayannur").report
    let rural = try #require(report.rules.first { $0.id == "rural-station-distance" })
    #expect(rural.status == .notMet)
    #expect(rural.restsOn?.english == "derived people, assumed facilities")
    #expect(rural.foundText.chinese.hasSuffix("（依据：推算人口、假定机构）"))
    let lines = try #require(report.scorecard?.lines)
    for line in lines where line.before.status == .notKnown && line.verdict.status == .notKnown {
      #expect(line.restsOn == nil, "\(line.rule) decides nothing")
    }
    #expect(report.needs.filter { $0.rule == "posts-per-thousand" }.allSatisfy { $0.restsOn != nil })
  }

  @Test func theListOfSourcesCountsTheOriginsOfItsRows() async throws {
    let report = try await PlannedRegion.of("jining").report
    let facilities = try #require(report.sources.first { $0.content.english == "Facilities" })
    #expect(
      facilities.origin == "assumed" && facilities.count(of: .assumed) == 38 && facilities.count(of: .surveyed) == 0)
    #expect(report.notes.contains { $0.kind == .assumption && $0.english.hasPrefix("38 of 38 facilities are assumed") })
    let mixed = SourceRecord(content: Phrase("a", "甲"), file: nil, origins: [.surveyed, .assumed, .assumed])
    #expect(mixed.origin == "mixed" && mixed.originText.english == "1 surveyed, 2 assumed")
  }
}
