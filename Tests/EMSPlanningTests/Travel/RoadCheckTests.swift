import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

struct RoadCheckTests {
  /// A road from the clinic to the east, and one from the village that ends 20 m short of it.
  private var lines: RoadLines {
    RoadLines(
      longitudes: [0, 200_000, 400_000, 200_000, 200_000, 900_000, 990_000],
      latitudes: [0, 0, 0, 1_800, 400_000, 0, 0],
      firstPoint: [0, 3, 5, 7], points: [0, 1, 2, 3, 4, 5, 6], attributes: [0, 0, 0], identifiers: [7, 8, 9],
      attributeSets: [["highway": "tertiary"]])
  }

  @Test func aNearMissSaysWhomItWouldBring() throws {
    let clinic = Facility(id: "c", name: "c", tier: .villageClinic, location: Coordinate(longitude: 0, latitude: 0))
    func village(_ id: String, _ longitude: Double, _ latitude: Double, _ people: Int?) -> Settlement {
      Settlement(id: id, name: id, location: Coordinate(longitude: longitude, latitude: latitude), population: people)
    }
    let users = RoadCheck.Users(
      facilities: [clinic],
      settlements: [village("near", 0.03, 0, 50), village("cut", 0.02, 0.04, 120), village("far", 0.5, 0, 9)],
      limit: .seconds(1200), turnout: .zero)
    let check = RoadCheck(lines, mode: .ambulance, in: RoadScenario(), for: users)
    #expect(check.gaps.count == 1)
    let gap = try #require(check.gaps.first)
    #expect(abs(gap.miss.gap.metres - 19.9) < 0.2)
    #expect(gap.miss.line == 8 && gap.miss.other == 7)
    #expect(gap.gained?.map(\.id) == ["cut"])
    #expect(gap.people == 120)
    #expect(check.islands.count == 2)
    #expect(check.classes.map(\.name) == ["tertiary"])
    #expect(check.classes[0].speeds[.ambulance] == 40...40)
    #expect(check.unused?.isEmpty == false)
    // Without users nothing is tried, and nothing is said of it.
    #expect(RoadCheck(lines, mode: .ambulance, in: RoadScenario()).gaps.allSatisfy { $0.gained == nil })
  }
}
