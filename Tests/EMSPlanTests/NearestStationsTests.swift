import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSReport

@Suite struct NearestStationsTests {
  /// The table of the page says what the tables of the folder say: the soonest station, its time, and the people within the
  /// radii once the plan stands.
  @Test func theTableIsThatOfTheOtherOutputs() async throws {
    let report = try await PlannedRegion.of("xingan").report
    let table = try #require(report.nearestStations)
    #expect(table.ofSettlements.count == report.settlements.count)
    var (compared, nearer) = (0, 0)
    for (record, near) in zip(report.settlements, table.ofSettlements) {
      #expect(near.today.count <= 3 && near.withPlan.count <= 3)
      #expect(near.today.map(\.time) == near.today.map(\.time).sorted())
      #expect(!near.today.contains { table.isProposed[$0.station] })
      guard let time = record.time, time <= NearestStations.limit else {
        #expect(near.today.isEmpty)
        continue
      }
      compared += 1
      let first = try #require(near.today.first)
      #expect(first.time == time && table.stations[first.station].id == record.quickestFacilityID)
      #expect(near.withPlan.first?.time == record.timeWithPlan)
      if let distance = record.distance {
        #expect(near.today.allSatisfy { $0.distance.metres >= distance.metres - 0.001 })
      }
      if near.withPlan.first != first { nearer += 1 }
    }
    #expect(compared > 1000 && nearer > 100)
    for band in report.bandsWithPlan {
      let row = report.comparisons.first { $0.id == "population_within_\(LimitName(band.radius).word)" }
      #expect(row?.after == band.population.map(Double.init))
      #expect((band.area?.squareKilometres ?? 0) > 0)
    }
    #expect(report.bandsWithPlan.count == report.bands.count)
    // Whose figures they are.
    #expect(report.travelMethods.count == 3)
    #expect(
      report.travelMethods[0].english.contains("km/h (") && report.travelMethods[0].english.contains("turnout 3 min ("))
  }
}
