import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

@Suite("Emergency coverage")
struct EmergencyCoverageTests {
  private let centre = Coordinate(longitude: 122.07, latitude: 46.08)
  private let limits = Distance.kilometres(10)...Distance.kilometres(30)

  private func station(_ id: String, _ location: Coordinate) -> Facility {
    Facility(id: id, name: id, tier: .townshipHealthCentre, location: location)
  }

  private func settlement(_ id: String, metres: Double, people: Int?, township: String? = nil) -> Settlement {
    Settlement(
      id: id, name: id, townshipID: township,
      location: Geodesic.destination(from: centre, azimuth: 60, distance: .metres(metres)), population: people)
  }

  private func coverage(_ settlements: [Settlement]) -> EmergencyCoverage {
    EmergencyCoverage(
      stations: [station("a", centre)], settlements: settlements,
      radii: [.kilometres(30), .kilometres(10), .kilometres(20)], limits: limits)
  }

  @Test(
    "status and radius on both sides of each limit",
    arguments: [
      (9_999.0, StationStatus.dense, 10_000.0), (10_001, .within, 10_001), (29_999, .within, 29_999),
      (30_001, .beyond, 30_000),
    ])
  func statusAtLimits(metres: Double, status: StationStatus, resolved: Double) throws {
    let territory = try #require(coverage([settlement("s", metres: metres, people: 7)]).territories.first)
    #expect(territory.status == status)
    #expect(abs(territory.resolvedRadius.metres - resolved) < 1e-5)
    #expect(abs((territory.requiredRadius?.metres ?? 0) - metres) < 1e-5)
    #expect(territory.beyond.people == (status == .beyond ? 7 : 0))
  }

  @Test("the limits themselves are within")
  func limitsAreWithin() throws {
    let far = settlement("s", metres: 20_000, people: 1)
    let distance = Geodesic.distance(centre, far.location)
    for limits in [distance...Distance.kilometres(30), Distance.kilometres(10)...distance] {
      let coverage = EmergencyCoverage(
        stations: [station("a", centre)], settlements: [far], radii: [distance], limits: limits)
      #expect(coverage.territories[0].status == .within)
      #expect(coverage.territories[0].resolvedRadius == distance)
      #expect(coverage.reaches[0].band == 0)
      #expect(coverage.headcount(within: distance).settlements == 1)
    }
  }

  @Test("the smallest radius that reaches a settlement is its band")
  func bands() {
    let coverage = coverage([
      settlement("1", metres: 9_999, people: 1), settlement("2", metres: 10_001, people: 20),
      settlement("3", metres: 29_999, people: 300), settlement("4", metres: 30_001, people: 4000),
    ])
    #expect(coverage.radii == [.kilometres(10), .kilometres(20), .kilometres(30)])
    #expect(coverage.reaches.map(\.band) == [0, 1, 2, nil])
    #expect(coverage.radii.map { coverage.headcount(within: $0).people } == [1, 21, 321])
    #expect(coverage.headcount(beyond: .kilometres(30)).people == 4000)
    #expect(coverage.regionShare(name: "x").within.map(\.people) == [1, 21, 321])
  }

  @Test("a settlement of unknown population is a settlement and no people")
  func unknownPopulation() {
    let coverage = coverage([
      settlement("1", metres: 5_000, people: nil, township: "t"),
      settlement("2", metres: 31_000, people: 8, township: "u"),
    ])
    #expect(coverage.total == Headcount(people: 8, settlements: 2, settlementsOfUnknownPopulation: 1))
    #expect(coverage.headcount(within: .kilometres(10)).knownPeople == nil)
    #expect(coverage.territories[0].beyond == Headcount(people: 8, settlements: 1, settlementsOfUnknownPopulation: 0))
    let townships = ["t", "u"].map { Township(id: $0, name: $0, boundary: MultiPolygon()) }
    let shares = coverage.shares(of: townships)
    #expect(shares[0].peopleShare(radius: 0) == nil)
    #expect(shares[0].settlementShare(radius: 0) == 1)
    #expect(shares[1].peopleShare(radius: 2) == 0)
  }

  @Test("of stations at one place the lowest id has the territory, whatever the order")
  func ties() {
    let stations = ["c", "a", "b"].map { station($0, centre) }
    let coverage = EmergencyCoverage(
      stations: stations, settlements: [settlement("s", metres: 5_000, people: 3)], radii: [.kilometres(10)],
      limits: limits)
    #expect(coverage.stations.map(\.id) == ["a", "b", "c"])
    #expect(coverage.reaches[0].station == 0)
    #expect(coverage.territories.map(\.headcount.people) == [3, 0, 0])
    #expect(coverage.territories[1].requiredRadius == nil)
    #expect(coverage.territories[1].resolvedRadius == .kilometres(10))
  }

  @Test("without stations nobody is reached, and nobody is lost")
  func noStations() {
    let coverage = EmergencyCoverage(
      stations: [], settlements: [settlement("s", metres: 5, people: 3)], radii: [.kilometres(10)], limits: limits)
    #expect(coverage.reaches == [SettlementReach(station: nil, distance: nil, band: nil)])
    #expect(coverage.headcount(beyond: .kilometres(10)).people == 3)
    #expect(coverage.territories.isEmpty)
  }

  @Test("equal to brute force over all pairs; conserved; the same for shuffled rows", arguments: [1, 2, 3] as [UInt64])
  func bruteForce(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let stations = (0..<40).map { station("f\($0)", random.place()) }
    let settlements = (0..<500).map { index in
      Settlement(
        id: "s\(index)", name: "", townshipID: "t\(index % 7)", location: random.place(),
        population: index % 11 == 0 ? nil : index)
    }
    let radii = [Distance.kilometres(10), .kilometres(20), .kilometres(30)]
    let coverage = EmergencyCoverage(stations: stations, settlements: settlements, radii: radii, limits: limits)
    for (settlement, reach) in zip(coverage.settlements, coverage.reaches) {
      let distances = coverage.stations.map { Geodesic.distance(settlement.location, $0.location) }
      let least = try #require(distances.min())
      #expect(reach.distance == least)
      #expect(reach.station == distances.firstIndex(of: least))
    }
    let townships = (0..<7).map { Township(id: "t\($0)", name: "", boundary: MultiPolygon()) }
    let sum = coverage.shares(of: townships).reduce(Headcount.zero) { $0 + $1.total }
    #expect(sum == coverage.total)
    #expect(coverage.territories.reduce(Headcount.zero) { $0 + $1.headcount } == coverage.total)
    for (narrow, wide) in zip(radii, radii.dropFirst()) {
      #expect(coverage.headcount(within: narrow).people <= coverage.headcount(within: wide).people)
      #expect(coverage.headcount(within: wide) + coverage.headcount(beyond: wide) == coverage.total)
    }
    let shuffled = EmergencyCoverage(
      stations: stations.shuffled(using: &random), settlements: settlements.shuffled(using: &random),
      radii: radii.reversed(), limits: limits)
    #expect(shuffled.reaches == coverage.reaches)
    #expect(shuffled.territories == coverage.territories)
  }
}
