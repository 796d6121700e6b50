import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// The two times along the chain, against plain loops.
@Suite struct ChainJourneysTests {
  private static let speed = Distance.kilometres(60)

  private static func area(seed: UInt64, leagueCentre: Bool) -> PlanningArea {
    var random = SeededGenerator(seed: seed)
    func place() -> Coordinate {
      Coordinate(longitude: .random(in: 118...119.5, using: &random), latitude: .random(in: 43...44, using: &random))
    }
    var facilities: [Facility] = []
    for county in ["A", "B"] {
      for (number, tier) in [
        FacilityTier.countyEmergencyCentre, .secondaryHospital, .secondaryHospital, .townshipHealthCentre,
      ].enumerated() {
        facilities.append(
          Facility(id: "\(county)\(number)", name: "", tier: tier, location: place(), countyID: county))
      }
    }
    facilities.append(Facility(id: "C0", name: "", tier: .townshipHealthCentre, location: place(), countyID: "C"))
    if leagueCentre {
      facilities.append(Facility(id: "L", name: "", tier: .leagueEmergencyCentre, location: place(), countyID: "A"))
    }
    let settlements = (0..<45).map { number in
      Settlement(
        id: "v\(number + 10)", name: "", townshipID: "t\(number % 5)", countyID: ["A", "B", "C"][number % 3],
        location: place(), population: number % 8 == 0 ? nil : number * 7)
    }
    return PlanningArea(
      name: "", counties: ["A", "B", "C"].map { County(id: $0, name: $0) }, townships: [], settlements: settlements,
      facilities: facilities)
  }

  private static func travel(turnout: Duration) throws -> StraightLineTravel {
    try StraightLineTravel(
      mode: .ambulance, direction: .fromFacility, speed: speed, detour: 1, turnout: turnout)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func ambulanceThenHospitalOfTheCountyThenHandover(seed: UInt64) throws {
    let area = Self.area(seed: seed, leagueCentre: false)
    let network = try EmergencyNetwork(
      of: area, subCentres: [], profile: try PolicyLibrary(environment: [:]).profile("xingan"),
      travel: try Self.travel(turnout: .seconds(180)))
    let hospitals = area.facilities.filter(\.isHospital)
    let journeys = try ChainJourneys(
      of: area.settlements, along: network.tiers, hospitals: hospitals.map { ChainUnit($0) },
      travel: try Self.travel(turnout: .seconds(180)), transport: try Self.travel(turnout: .zero),
      handover: .seconds(600))
    func minutes(_ facility: Facility, _ settlement: Settlement) -> Double {
      Geodesic.distance(facility.location, settlement.location).kilometres
    }
    var within = 0
    for (settlement, journey) in zip(area.settlements, journeys.journeys) {
      // Hospitals are no stations of the chain where the county lists its emergency centre.
      let stations = area.facilities.filter { $0.countyID == settlement.countyID && $0.tier != .secondaryHospital }
      let ambulance = try #require(stations.map { minutes($0, settlement) }.min()) + 3
      let own = hospitals.filter { $0.countyID == settlement.countyID }
      let care = try #require((own.isEmpty ? hospitals : own).map { minutes($0, settlement) }.min())
      #expect(abs(try #require(journey.ambulance) / .seconds(60) - ambulance) < 1e-6)
      #expect(abs(try #require(journey.toCare) / .seconds(60) - (ambulance + care + 10)) < 1e-6)
      if ambulance + care + 10 <= 60 { within += settlement.population ?? 0 }
    }
    let all = area.settlements.reduce(0) { $0 + ($1.population ?? 0) }
    #expect(journeys.share(within: .seconds(3600)) == Double(within) / Double(all))
    let farthest = journeys.farthestOfTownships
    #expect(farthest.count == 5 && Set(farthest.map { area.settlements[$0].townshipID }).count == 5)
    let times = farthest.compactMap { journeys.journeys[$0].toCare }
    #expect(times == times.sorted(by: >) && times.first == journeys.journeys.compactMap(\.toCare).max())
  }

  /// The villages of a county without a centre hang on that of the league, which is no way to the top within the county.
  @Test func whoHangsOnTheRegionDoesNotReachTheTopWithinTheCounty() throws {
    var area = Self.area(seed: 4, leagueCentre: true)
    area = PlanningArea(
      name: "", counties: area.counties, townships: [], settlements: area.settlements,
      facilities: area.facilities.filter { $0.countyID != "C" })
    let network = try EmergencyNetwork(
      of: area, subCentres: [], profile: try PolicyLibrary(environment: [:]).profile("xingan"),
      travel: try Self.travel(turnout: .zero))
    let leaving = network.links.filter(\.leavesCounty)
    #expect(leaving.map(\.unit.countyID) == area.settlements.filter { $0.countyID == "C" }.map(\.countyID))
    #expect(leaving.allSatisfy { $0.parent?.id == "L" && $0.timeFromTop != nil })
    #expect(network.loose.units == leaving.count)
  }
}
