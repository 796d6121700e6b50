import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPolicy
@testable import EMSReport

/// A whole run over thirteen villages, against what the plan's sentences give on paper; and the same run after one
/// figure of the profile changed.
@Suite struct PaperRegionTests {
  private static func withRegion(_ body: (PaperRegion) throws -> Void) throws {
    let region = try PaperRegion()
    defer { region.remove() }
    try body(region)
  }

  @Test func everyVillageIsServedAsOnPaper() throws {
    try Self.withRegion { region in
      let report = try PlanRun.report(of: region.plan)
      let paper: [(String, String, String?, String)] = [
        ("A", "mobile", "H", "near-health-centre-serves-village"), ("B", "own", "B", "village-has-clinic"),
        ("C", "central", "C", "central-village-clinics"), ("D", "shared", "C", "small-village-shares-clinic"),
        ("E", "own", "E", "village-has-clinic"), ("F", "central", "F", "central-village-clinics"),
        ("G", "extension", "F", "small-village-served-from-elsewhere"),
        ("J", "mobile", "H", "small-village-served-from-elsewhere"),
        ("K", "posted", "H", "small-village-served-from-elsewhere"),
        ("L", "shared", "L", "small-village-shares-clinic"), ("M", "shared", "L", "small-village-shares-clinic"),
        ("N", "posted", "H", "clinic-without-doctor-gets-posted"),
        ("O", "community_station", "S", "station-instead-of-clinic"),
      ]
      #expect(report.clinics.map(\.settlement.id) == paper.map(\.0))
      for (clinic, row) in zip(report.clinics, paper) {
        #expect(clinic.provision == row.1 && clinic.servedBy?.text == row.2 && clinic.rule == row.3, "\(row.0)")
      }
      #expect(
        Set(report.clinics.map(\.provision))
          == Set(VillageService.allCases.map(\.rawValue)).subtracting(["health_centre", "not_known"]))
    }
  }

  /// A would be served by rounds and keeps the clinic that its row names; N's row names none to which a doctor could be
  /// posted, and the rule for villages without a doctor has the neighbour C, 4.45 km off, serve it.
  @Test func theRowOfAVillageSaysWhetherItHasAClinic() throws {
    try Self.withRegion { region in
      let url = region.folder.appendingPathComponent("villages.csv")
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
        line + (line.hasPrefix("id,") ? ",有无卫生室" : line.hasPrefix("A,") ? ",有" : line.hasPrefix("N,") ? ",无" : ",")
      }
      try region.write(lines.joined(separator: "\n") + "\n", to: "villages.csv")
      let report = try PlanRun.report(of: region.plan)
      let served = Dictionary(uniqueKeysWithValues: report.clinics.map { ($0.settlement.id, ($0.provision, $0.rule)) })
      #expect(try #require(served["A"]) == ("own", "village-has-clinic"))
      #expect(try #require(served["N"]) == ("extension", "village-without-doctor"))
      #expect(try #require(served["J"]) == ("mobile", "small-village-served-from-elsewhere"))
    }
  }

  /// J is 20 steps of 1.113194908 km from H, and A is 2 steps off on the other side: 44 steps there and back, 48.9806 km,
  /// on the road 69.4055 km with the detour of 1.417, at 40 km/h 104.1082 minutes; with two hours in each village the round
  /// takes 344.1082 minutes.
  @Test func theOneRoundTakesThePapersTime() throws {
    try Self.withRegion { region in
      let report = try PlanRun.report(of: region.plan)
      let rounds = try #require(report.rounds)
      let base = try #require(rounds.bases.first)
      #expect(rounds.bases.count == 1 && base.facility.id == "H" && base.rounds.count == 1)
      #expect(Set(base.rounds[0].stops.map(\.id)) == ["A", "J"])
      #expect(abs(base.rounds[0].total / .seconds(60) - 344.1082) < 1e-3)
      #expect(base.teams == 1 && base.isOptimal && base.villagesPerDay == 2)
    }
  }

  @Test func theScorecardKnowsWhatTheFilesTell() throws {
    try Self.withRegion { region in
      let report = try PlanRun.report(of: region.plan)
      func status(_ rule: String, before: Bool = false) -> RuleRecord.Status? {
        report.rules.first { $0.id == rule }.flatMap { before ? $0.statusBefore : $0.status }
      }
      #expect(status("central-village-clinics", before: true) == .unknown, "no list of clinics today")
      #expect(status("village-without-doctor") == .byConstruction)
      #expect(status("small-village-shares-clinic") == .byConstruction)
      #expect(status("station-instead-of-clinic") == .byConstruction)
      #expect(status("basic-standard") == .unknown)
      // K, L and M are 44.5, 66.8 and 67.9 km off, O 112.4 km: 150 + 450 + 300 + 3,000 people.
      #expect(status("emergency-radius") == .notMet)
      #expect(report.rules.first { $0.id == "emergency-radius" }?.found.english == "3,900 people beyond 30 km")
      // Every line of the card stands in the table and in the summary.
      let lines = try #require(report.scorecard?.lines)
      #expect(Set(lines.map(\.level)) == [.region, .township])
      #expect(PlanTable.scores(report.scorecard, of: report.area.title).rows.count == lines.count)
    }
  }

  /// 600 in place of 500: E, with 500 people one step from C, now shares C's clinic. Nothing
  /// else changes: not a site, not a score, not a measure.
  @Test func anotherThresholdChangesThatRuleAndNothingElse() throws {
    try Self.withRegion { region in
      let before = region.folder.appendingPathComponent("before").path
      _ = try PlanRun.run(region.plan, into: before, overwrite: false)
      try region.write(PaperRegion.profile(share: 600), to: "paper.yaml")
      let after = region.folder.appendingPathComponent("after").path
      let options = PlanRun.Options(otherRun: URL(fileURLWithPath: before))
      let result = try PlanRun.run(region.plan, into: after, overwrite: false, options: options)
      let changes = try #require(result.comparison).changes
      #expect(changes.map(\.kind) == [.file, .figure, .provision])
      #expect(changes.map(\.id) == ["paper.yaml", "small-village-shares-clinic people", "E"])
      #expect(changes[1].before.english == "500 people" && changes[1].after.chinese == "600人")
      #expect(changes[2].before.english == "own clinic" && changes[2].after.english == "shared clinic, by 丙村")
      #expect(changes[2].after.chinese == "联办卫生室（丙村）")
      #expect(
        changes[2].reason.english == "small-village-shares-clinic changed (population 500 people → 600 people)")
      #expect(result.files.contains("changes.csv") && result.files.contains("changes.json"))
    }
  }

  @Test func aRunComparedWithItselfHasNoChanges() throws {
    try Self.withRegion { region in
      let first = region.folder.appendingPathComponent("first").path
      _ = try PlanRun.run(region.plan, into: first, overwrite: false)
      let options = PlanRun.Options(otherRun: URL(fileURLWithPath: first))
      let again = try PlanRun.run(region.plan, into: first, overwrite: true, options: options)
      #expect(again.comparison?.changes.isEmpty == true)
    }
  }

  @Test func anotherSiteAndAnotherVillageAreExplained() throws {
    try Self.withRegion { region in
      let before = region.folder.appendingPathComponent("before").path
      _ = try PlanRun.run(region.plan, into: before, overwrite: false)
      // G grows past F: the second central clinic moves there, and F keeps a clinic of its own.
      let villages = try String(
        contentsOf: region.folder.appendingPathComponent("villages.csv"), encoding: .utf8)
      try region.write(villages.replacing("10.24,0,300,", with: "10.24,0,950,"), to: "villages.csv")
      let options = PlanRun.Options(otherRun: URL(fileURLWithPath: before))
      let after = region.folder.appendingPathComponent("after").path
      let comparison = try #require(
        try PlanRun.run(region.plan, into: after, overwrite: false, options: options).comparison)
      let clinics = comparison.changes.filter { $0.kind == .site && $0.id.hasPrefix("central_village_clinic") }
      #expect(clinics.map(\.name.chinese) == ["己村", "庚村"])
      #expect(clinics[0].reason.english.hasPrefix("no longer chosen"))
      #expect(clinics[1].reason.english.hasPrefix("newly chosen"))
      let served = comparison.changes.filter { $0.kind == .provision }
      #expect(served.map(\.id) == ["F", "G"])
      #expect(served[1].reason.english == "its people: 300 → 950")
    }
  }

  @Test func aFolderThatIsNoRunIsRefusedBeforeTheWork() throws {
    try Self.withRegion { region in
      let options = PlanRun.Options(otherRun: region.folder)
      let out = region.folder.appendingPathComponent("out").path
      #expect(throws: InputProblems.self) {
        try PlanRun.run(region.plan, into: out, overwrite: false, options: options)
      }
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }
}
