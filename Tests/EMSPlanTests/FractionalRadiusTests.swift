import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSReport

/// A profile with radii that are no whole kilometres, and with bands wider than its greatest radius.
@Suite struct FractionalRadiusTests {
  private static func report() throws -> PlanReport {
    let region = try PaperRegion()
    defer { region.remove() }
    try region.write(
      PaperRegion.profile(share: 500) + """
          emergency-radius:
            section: 五
            minimum: {value: 5, unit: km}
            maximum: {value: 10.4, unit: km}
            bands: {value: [10.2, 10.4, 12.5], unit: km}

        """, to: "paper.yaml")
    return try PlanRun.report(of: region.plan)
  }

  @Test func threeRadiiHaveThreeNames() throws {
    let report = try Self.report()
    let ids = report.comparisons.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(
      ids.prefix(3) == ["population_within_10.2_km", "population_within_10.4_km", "population_within_12.5_km"])
    #expect(report.comparisons[2].measure.english == "People within 12.5 km of an emergency station")
  }

  /// The gap is that of the greatest radius, whatever band is the widest.
  @Test func whoIsBeyondIsBeyondTheGreatestRadius() throws {
    let report = try Self.report()
    let greatest = Distance.kilometres(10.4)
    #expect(report.outermostBand?.radius == greatest)
    let beyond = report.settlements.filter { ($0.distance ?? .kilometres(1e9)) > greatest }
    let people = beyond.reduce(0) { $0 + ($1.settlement.population ?? 0) }
    let gaps = report.gaps.filter { $0.service == "emergency_10.4_km" }
    #expect(people > 0 && gaps.reduce(0) { $0 + ($1.population ?? 0) } == people)
    #expect(report.area.knownPopulation - (report.outermostBand?.population ?? 0) == people)
    for township in report.townships {
      let share = try #require(township.shares.first { $0.service == "emergency_10.4_km" }?.population)
      let own = report.settlements.filter { $0.settlement.townshipID == township.township.id }
      let all = own.reduce(0) { $0 + ($1.settlement.population ?? 0) }
      let within =
        all
        - own.filter { ($0.distance ?? .kilometres(1e9)) > greatest }
        .reduce(0) { $0 + ($1.settlement.population ?? 0) }
      #expect(abs(share - Double(within) / Double(all)) < 1e-12)
    }
  }
}
