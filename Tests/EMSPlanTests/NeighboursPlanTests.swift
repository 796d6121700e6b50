import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// A hospital beyond the border reaches people as one of the region does, and is nothing else of a plan.
@Suite struct NeighboursPlanTests {
  /// East of the subdistrict, whose people live 112 km from the region's own centre, and 17 km north of a village that
  /// hangs on a centre 27 km away.
  private static let hospitals = "X,邻县医院,secondary_hospital,11.3,0\nY,北县医院,secondary_hospital,10.24,0.15\n"

  private func report(_ change: (PaperRegion) throws -> Void) throws -> PlanReport {
    let region = try PaperRegion()
    defer { region.remove() }
    try change(region)
    return try PlanRun.report(of: region.plan)
  }

  private func withNeighbour() throws -> PlanReport {
    try report { region in
      try region.write("id,name,tier,longitude,latitude\n" + Self.hospitals, to: "neighbours.csv")
      let plan = try String(contentsOf: region.plan, encoding: .utf8)
      try region.write(
        plan.replacing(
          "settlements: {file: villages.csv}",
          with: "settlements: {file: villages.csv}\n  neighbours: {file: neighbours.csv}"), to: "plan.yaml")
    }
  }

  private func withOwn() throws -> PlanReport {
    try report { region in
      let url = region.folder.appendingPathComponent("facilities.csv")
      try region.write(try String(contentsOf: url, encoding: .utf8) + Self.hospitals, to: "facilities.csv")
    }
  }

  @Test func peopleAreReachedAsByAFacilityOfTheRegion() throws {
    let (neighbour, own, none) = (try withNeighbour(), try withOwn(), try report { _ in })
    #expect(neighbour.settlements.map(\.distance) == own.settlements.map(\.distance))
    #expect(neighbour.settlements.map(\.time) == own.settlements.map(\.time))
    #expect(neighbour.settlements.map(\.facilityID) == own.settlements.map(\.facilityID))
    #expect(neighbour.settlements.map(\.distance) != none.settlements.map(\.distance))
    #expect(neighbour.bands.map(\.population) == own.bands.map(\.population))
    #expect(neighbour.stations.filter(\.facility.isOutside).map(\.facility.id) == ["X", "Y"])
    #expect(
      neighbour.notes.contains { $0.english.contains("reached first by an ambulance from outside the region: ") })
  }

  @Test func itIsNeitherJudgedNorSitedNorHungIntoTheChain() throws {
    let (neighbour, none) = (try withNeighbour(), try report { _ in })
    #expect(neighbour.area.facilities.map(\.id) == none.area.facilities.map(\.id))
    #expect(neighbour.clinics.map(\.servedBy) == none.clinics.map(\.servedBy))
    #expect(neighbour.links.map(\.unitID) == none.links.map(\.unitID))
    #expect(neighbour.links.map(\.parentID) == none.links.map(\.parentID))
    #expect(neighbour.links.first { $0.unitID == "G" }?.neighbourID == "Y")
    #expect(!neighbour.sites.contains { $0.status == .recommended && ["X", "Y"].contains($0.place.text) })
    let ofReach: Set = ["emergency-radius", "service-circle", "rural-station-distance", "urban-station-distance"]
    for rule in none.rules where !ofReach.contains(rule.id) {
      let other = neighbour.rules.first { $0.id == rule.id }
      #expect(other?.status == rule.status, "\(rule.id)")
    }
  }
}
