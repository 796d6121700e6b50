import EMSModel
import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSRobustness

/// Whole runs on the paper region, where everything is known.
@Suite struct RobustRunTests {
  private static let exact = """
    uncertainty:
      scenarios: 20
      speed_factor: [1, 1]

    """

  private func robustness(adding text: String) throws -> Robustness {
    let region = try PaperRegion()
    defer { region.remove() }
    let plan = try String(contentsOf: region.plan, encoding: .utf8)
    try region.write(plan + text, to: "plan.yaml")
    return try RobustRun(of: region.plan).robustness
  }

  @Test func withoutErrorEverySiteIsSure() throws {
    let found = try robustness(adding: Self.exact)
    #expect(found.sources.isEmpty)
    #expect(found.flips.isEmpty)
    let answer = try #require(found.answers.first { $0.service == .centralVillageClinic })
    #expect(answer.sites.map(\.site.name).sorted() == ["丙村", "己村"])
    for site in answer.sites {
      #expect(site.share == 1)
      #expect(site.standing == .core)
    }
    #expect(answer.regret.greatest == 0)
    #expect(answer.gapOnAverage < 1e-6)
    #expect(answer.served.tenth == Double(answer.servedAtEstimate))
    for choice in answer.choices {
      #expect(choice.isProven)
      #expect(choice.value - choice.valueOfPlan < 1e-6)
    }
  }

  /// C has 1,200 people, F 900, N 850 (no clinic: a clinic serves its own village alone). With ± 40 % at each, F and N
  /// change places; C stays.
  @Test func peopleThatAreOffDecide() throws {
    let text = "uncertainty: {scenarios: 100, speed_factor: [1, 1], listed_people: 0.4}\n"
    let found = try robustness(adding: text)
    #expect(found.sources.map(\.source) == [.listedPeople])
    #expect(found.sources.map(\.figure) == [.plan])
    let answer = try #require(found.answers.first { $0.service == .centralVillageClinic })
    let sites = Dictionary(uniqueKeysWithValues: answer.sites.map { ($0.site.name, $0) })
    let largest = try #require(sites["丙村"])
    let second = try #require(sites["己村"])
    #expect(largest.share > second.share)
    #expect(second.standing == .swing)
    #expect(answer.sites.reduce(0) { $0 + $1.bestIn } == 200)
    #expect(answer.regret.greatest > 0)
    #expect(answer.sources.map(\.source) == [.listedPeople])
    #expect(answer.sources[0].valueOfKnowing > 0)
  }

  /// Figures that call themselves estimates are off by the tool's default; F and N, 900 and 850, change places by it.
  @Test func peopleThatTheListCallsAnEstimateAreOff() throws {
    func robustness(_ uncertainty: String, rewriting rewrite: (String) -> String) throws -> Robustness {
      let region = try PaperRegion()
      defer { region.remove() }
      let villages = region.plan.deletingLastPathComponent().appendingPathComponent("villages.csv")
      try region.write(rewrite(try String(contentsOf: villages, encoding: .utf8)), to: "villages.csv")
      let plan = try String(contentsOf: region.plan, encoding: .utf8)
      try region.write(plan + "uncertainty: {scenarios: 100, speed_factor: [1, 1]\(uncertainty)}\n", to: "plan.yaml")
      return try RobustRun(of: region.plan).robustness
    }
    let about: (String) -> String = { $0.replacing(",900,", with: ",约900,").replacing(",850,", with: ",850左右,") }
    let found = try robustness("", rewriting: about)
    #expect(found.sources.map(\.source) == [.approximatePeople])
    #expect(found.sources.map(\.figure) == [.toolDefault])
    let answer = try #require(found.answers.first { $0.service == .centralVillageClinic })
    let sites = Dictionary(uniqueKeysWithValues: answer.sites.map { ($0.site.name, $0) })
    #expect(sites["丙村"]?.share == 1)
    #expect(sites["己村"]?.standing == .swing)

    let exact = try robustness(", approximate_people: 0", rewriting: about)
    #expect(exact.sources.isEmpty)
    // What is said of listed people holds for estimates at least.
    let listed = try robustness(", listed_people: 0.4", rewriting: about)
    #expect(listed.sources.map(\.source) == [.listedPeople, .approximatePeople])
    // Where no figure is an estimate there is nothing to draw, and a range for it is refused.
    #expect(try robustness("", rewriting: { $0 }).sources.isEmpty)
    #expect(throws: InputProblems.self) { try robustness(", approximate_people: 0.2", rewriting: { $0 }) }
  }

  @Test func twoSeedsAgreeWithinTheirIntervals() throws {
    func shares(_ seed: Int) throws -> [String: SiteCertainty] {
      let found = try robustness(
        adding: "uncertainty: {scenarios: 200, seed: \(seed), speed_factor: [1, 1], listed_people: 0.3}\n")
      let answer = try #require(found.answers.first { $0.service == .centralVillageClinic })
      return Dictionary(uniqueKeysWithValues: answer.sites.map { ($0.site.name, $0) })
    }
    let (first, second) = (try shares(1), try shares(2))
    for (name, site) in first {
      let other = second[name]?.interval ?? 0...SiteCertainty.interval(ofNone: 200)
      #expect(site.interval.overlaps(other), "\(name)")
    }
  }

  /// Half as fast is twice as long, with the patient aboard, too; and nobody turns out twice.
  @Test func theJourneyToHospitalIsDrawnToo() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let travel = try PlanRun.inputs(of: region.plan, options: PlanRun.Options()).travel
    let slow = try travel.drawn(
      ScenarioDraws.Common(ambulanceSpeed: 0.5, otherSpeed: 1, turnout: .seconds(600), detour: nil))
    let (from, to) = (Coordinate(longitude: 120, latitude: 46), Coordinate(longitude: 120.1, latitude: 46))
    func time(_ model: any TravelModel) throws -> Double {
      try #require(try model.nearest(of: [from], to: [to])[0]).time / .seconds(1)
    }
    #expect(abs(try time(slow.transport) - 2 * (try time(travel.transport))) < 1e-6)
    let riding = try time(travel.emergency) - travel.emergency.turnout / .seconds(1)
    #expect(abs(try time(slow.emergency) - 600 - 2 * riding) < 1e-6)
    #expect(try time(slow.clinics) == (try time(travel.clinics)))
  }

  /// What an earlier service proposes stands where the scenario has its place.
  @Test func proposedSitesLieWhereTheirPlacesAreDrawn() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let area = try PlanRun.inputs(of: region.plan, options: PlanRun.Options()).area
    var moved = area.settlements
    for at in moved.indices { moved[at].location.longitude += 0.01 }
    let sites = area.settlements.map { CandidateSite($0) } + area.facilities.map { CandidateSite($0) }
    let located = area.with(settlements: moved).located(sites)
    for (before, after) in zip(sites, located) {
      let isSettlement = before.place.kind == "settlement"
      #expect(abs(after.location.longitude - before.location.longitude - (isSettlement ? 0.01 : 0)) < 1e-12)
      #expect(after.place == before.place)
    }
  }

  @Test(arguments: [
    ("speed_factor: [1.2, 0.8]", "uncertainty.speed_factor", "upside down"),
    ("speed_factor: [1]", "uncertainty.speed_factor", "two numbers"),
    ("out_of_service: 1.5", "uncertainty.out_of_service", "between 0.0 and 1.0"),
    ("unknown_people: [0, 50]", "uncertainty.unknown_people", "nothing that this could be about"),
    ("county_seat_km: 3", "uncertainty.county_seat_km", "nothing that this could be about"),
    ("class_speeds: {tertiary: [0.8, 1.1]}", "uncertainty.class_speeds", "nothing that this could be about"),
    ("closed_roads: {bridge: 0.1}", "uncertainty.closed_roads", "nothing that this could be about"),
    ("closed_roads: {bridge: 1.1}", "uncertainty.closed_roads.bridge", "between 0.0 and 1.0"),
    ("class_speeds: {track: [1.1, 0.8]}", "uncertainty.class_speeds.track", "upside down"),
    ("class_speeds: {村道: [1, 1], village_road: [1, 1]}", "uncertainty.class_speeds.village_road", "given twice"),
    (
      "seasons: [{season: \"track=0\", share: 0.7}, {season: \"track=1\", share: 0.4}]", "uncertainty.seasons",
      "more than 1"
    ),
    ("unknown_people: [1.5, 3]", "uncertainty.unknown_people", "whole numbers"),
    ("speed_factor: [.nan, 1]", "uncertainty.speed_factor", "not a number"),
    ("turnout: [1, 2]", "uncertainty.turnout", "not a known key"),
  ])
  func badUncertaintyIsNamed(text: String, field: String, words: String) throws {
    do {
      _ = try robustness(adding: "uncertainty: {\(text)}\n")
      Issue.record("accepted")
    } catch let error as InputProblems {
      let problem = try #require(error.problems.first)
      #expect(problem.field == field)
      #expect(problem.english.contains(words), "\(problem.english)")
    }
  }

  /// The table of sites says the same as robust.csv, and nothing where nobody asked.
  @Test func sitesAreAsSureInTheirTableAsInTheirOwn() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let plan = try String(contentsOf: region.plan, encoding: .utf8)
    try region.write(plan + "uncertainty: {scenarios: 40, listed_people: 0.3}\n", to: "plan.yaml")
    func table(_ name: String, isRobust: Bool) throws -> [[String: PropertyValue]] {
      let report = try PlanRun.report(of: region.plan, options: PlanRun.Options(isRobust: isRobust))
      let all = PlanTable.all(of: report) + [report.robustness.map { .robust($0, area: report.area) }].compactMap { $0 }
      let table = try #require(all.first { $0.name == name })
      return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0)) }
    }
    let columns = ["standing", "best_share", "best_share_low", "best_share_high"]
    #expect(try table("sites", isRobust: false).allSatisfy { row in columns.allSatisfy { row[$0] == nil } })
    let sites = try table("sites", isRobust: true)
    var told = 0
    for row in try table("robust", isRobust: true) where row["status"] == .text("proposed") {
      let site = try #require(
        sites.first { $0["id"] == row["id"] && $0["service"] == row["service"] && $0["status"] == .text("recommended") }
      )
      for column in columns { #expect(site[column] == row[column], "\(column)") }
      told += 1
    }
    #expect(told > 0)
    #expect(sites.count { $0["standing"] != .null } == told)
  }

  @Test func sameBytesForAnyThreads() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let plan = try String(contentsOf: region.plan, encoding: .utf8)
    try region.write(plan + "uncertainty: {scenarios: 40, listed_people: 0.3}\n", to: "plan.yaml")
    let texts = try [1, 2, 5].map { threads in
      let run = try RobustRun(of: region.plan, options: PlanRun.Options(threads: threads))
      return JSONWriter.indented(RobustOutput.value(of: run.robustness, area: run.area))
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0] == texts[2])
  }
}

extension SiteCertainty {
  /// The upper end of the interval of a site that no scenario of so many chooses.
  fileprivate static func interval(ofNone total: Int) -> Double {
    let z = 1.959_963_984_540_054
    return z * z / (Double(total) + z * z)
  }
}
