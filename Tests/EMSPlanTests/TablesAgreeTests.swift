import Foundation
import TestSupport
import Testing

@testable import EMSPlan

/// The five regions planned into a folder, and their scorecards and pages held against their tables by plain code that
/// shares nothing with the rules.
@Suite struct TablesAgreeTests {
  /// Every verdict on people and sites that the scorecard decides, before and after, for region, counties and townships.
  @Test(arguments: PlannedRegion.names)
  func theScorecardFollowsFromTheTables(region: String) async throws {
    let run = try await PlannedRegion.of(region).tables
    var decided = 0
    for line in run.scores {
      for isAfter in [false, true] {
        guard let found = line[isAfter ? "found" : "found_before"], let first = RunTables.firstNumber(found),
          let status = line[isAfter ? "status" : "status_before"],
          ["met", "not_met", "by_construction"].contains(status),
          let expected = run.recomputed(line, isAfter: isAfter)
        else { continue }
        decided += 1
        let place = "\(line["rule"] ?? "") \(line["unit"] ?? "") \(isAfter ? "with the plan" : "today"): \(found)"
        #expect(first == expected.number, "\(place)")
        #expect(expected.isMet.map { $0 == (status != "not_met") } ?? true, "\(place)")
      }
    }
    #expect(decided > 8)
    // Whatever is decided for the region is decided by something that this test works out, too.
    for line in run.scores where line["level"] == "region" && ["met", "not_met"].contains(line["status"] ?? "") {
      let isKnown = run.recomputed(line, isAfter: true) != nil || line["rule"] == "sub-centre-named"
      #expect(isKnown, "\(line["rule"] ?? "") is decided and not worked out")
    }
  }

  /// What a unit needs is the same in the scorecard and in the table of needs, the least and the most of every way in which
  /// town people may be spread.
  @Test(arguments: PlannedRegion.names)
  func theNeedsAreThoseOfTheScorecard(region: String) async throws {
    let run = try await PlannedRegion.of(region).tables
    let lines = Dictionary(
      run.scores.map { ([$0["rule"], $0["level"], $0["unit_id"]], $0) }, uniquingKeysWith: { first, _ in first })
    var rows = 0
    for row in run.csv("needs.csv") where row["unit_id"] != "" || row["level"] == "region" {
      // That rule is judged by the towns without one, not by how many are needed.
      if row["rule"] == "health-centre-per-town" { continue }
      guard let line = lines[[row["rule"], row["level"], row["unit_id"]]], let found = line["found_before"],
        row["thing"].map(found.contains) == true, let least = row["needed_min"], let most = row["needed_max"]
      else { continue }
      rows += 1
      let place = "\(row["rule"] ?? "") \(row["unit"] ?? ""): \(found)"
      let numbers = Set(found.matches(of: /[0-9][0-9,]*/).map { $0.0.filter { $0 != "," } })
      #expect(numbers.contains(least), "\(place)")
      if row["has"] == "" {
        #expect(numbers.contains(most), "\(place)")
        #expect(
          numbers.allSatisfy { (Int($0) ?? 0) >= (Int(least) ?? 0) && (Int($0) ?? 0) <= (Int(most) ?? 0) }, "\(place)"
        )
      }
    }
    #expect(rows > 0 || !["bayannur", "beibei"].contains(region))
  }

  /// Every point at which people live hangs on a unit of its own county, 微山县's among them.
  @Test(arguments: ["xingan", "jining"])
  func theChainStaysWithinItsCounty(region: String) async throws {
    let run = try await PlannedRegion.of(region).tables
    let counties = Dictionary(
      try RunTables.csv(Checkout.root.appendingPathComponent("GeoData/\(region)"), "facilities.csv").map {
        ($0["id"] ?? "", $0["county_code"] ?? $0["county"] ?? "")
      }, uniquingKeysWith: { first, _ in first })
    let points = Set(run.csv("settlements.csv").compactMap { $0["id"] })
    var counted: [String: Int] = [:]
    for link in run.layer("network") {
      guard let point = link["facility_id"], points.contains(point), let parent = link["parent_id"] else { continue }
      let own = String(point.prefix(6))
      #expect(counties[parent] == own, "\(point) hangs on \(parent)")
      counted[own, default: 0] += 1
    }
    #expect(counted.count == (region == "jining" ? 11 : 6))
    if region == "jining" { #expect((counted["370826"] ?? 0) > 20) }
  }

  /// Each row of the page's tables has the numbers of one row of the table or layer that it shows.
  @Test(arguments: PlannedRegion.names)
  func theNumbersOfThePageAreThoseOfTheTables(region: String) async throws {
    let run = try await PlannedRegion.of(region).tables
    let sources: [String: [[String: String]]] = [
      "townships": run.csv("townships.csv"), "sites": run.csv("sites.csv") + run.csv("site-criteria.csv"),
      "needs": run.csv("needs.csv"), "gaps": run.layer("gaps"), "stations": run.layer("coverage"),
      "chain": run.layer("network") + run.csv("settlements.csv"),
    ]
    var rows = 0
    for (section, records) in sources {
      let values = records.map { record in (record.values, Set(record.values.compactMap { Double($0) })) }
      for row in run.pageRows(of: section) {
        rows += 1
        let fits = values.contains { texts, numbers in
          texts.contains(row.name)
            && row.numbers.allSatisfy { number in
              // Person-minutes stand as whole numbers on the page, and what an exchange would lose is rounded away from 0.
              numbers.contains {
                let whole = number == number.rounded() && $0 != $0.rounded()
                return abs($0 - number) <= (whole ? 0.9999 : 6e-4) + 1e-6 * abs(number)
              }
            }
        }
        #expect(fits, "\(section): \(row.name) \(row.numbers)")
      }
    }
    #expect(rows > 30)
    // The scorecard's words are those of the table, in both languages.
    let page = run.page
    // Banners are counties of Inner Mongolia alone.
    if ["beibei", "jining"].contains(region) { #expect(!page.contains("旗县")) }
    for line in run.scores where line["level"] == "region" {
      for key in ["found", "found_zh"] {
        #expect(page.contains(RunTables.escaped(line[key] ?? "?")), "\(line["rule"] ?? ""): \(line[key] ?? "")")
      }
    }
  }
}
