import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy

/// The emergency chain of several counties, against plain loops, and what it tells of itself.
@Suite struct ChainWithinCountiesTests {
  private static func travel() throws -> StraightLineTravel {
    try StraightLineTravel(mode: .ambulance, direction: .fromFacility, speed: .kilometres(50), detour: 1)
  }

  private static func network(_ area: PlanningArea, adding sites: [CandidateSite] = []) throws -> EmergencyNetwork {
    try EmergencyNetwork(
      of: area, subCentres: sites, profile: try PolicyLibrary(environment: [:]).profile("xingan"), travel: try travel())
  }

  private static func area(_ settlements: [Settlement], _ facilities: [Facility]) -> PlanningArea {
    PlanningArea(
      name: "", counties: ["A", "B", "C"].map { County(id: $0, name: $0 + "县") }, townships: [],
      settlements: settlements, facilities: facilities)
  }

  private static func facility(
    _ id: String, _ tier: FacilityTier, _ county: String?, _ longitude: Double, name: String = "", grade: String? = nil
  ) -> Facility {
    Facility(
      id: id, name: name, tier: tier, grade: grade, location: Coordinate(longitude: longitude, latitude: 43),
      countyID: county)
  }

  private static func village(_ id: String, _ county: String?, _ longitude: Double, people: Int? = 100) -> Settlement {
    Settlement(
      id: id, name: id, countyID: county, location: Coordinate(longitude: longitude, latitude: 43), population: people)
  }

  /// Every parent is the nearest of the own county's units above, wherever the units of the others stand; a neighbour is
  /// named exactly where one is nearer.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func everyUnitHangsOnTheNearestOfItsCounty(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func place() -> Coordinate {
      Coordinate(longitude: .random(in: 118...119.5, using: &random), latitude: .random(in: 43...44, using: &random))
    }
    var facilities = [Facility(id: "D", name: "", tier: .dispatchCentre, location: place(), countyID: "A")]
    for county in ["A", "B"] {
      let tiers: [FacilityTier] = [
        .countyEmergencyCentre, .countySubCentre, .emergencySubCentre, .townshipHealthCentre,
      ]
      for (number, tier) in tiers.enumerated() {
        facilities.append(
          Facility(id: "\(county)\(number)", name: "", tier: tier, location: place(), countyID: county))
      }
    }
    // C has no unit of its own: its villages hang on none, for the dispatch centre sends no ambulance.
    let villages = (0..<40).map { number in
      Settlement(
        id: "v\(number + 10)", name: "", countyID: ["A", "B", "C"][number % 3], location: place(), population: 10)
    }
    let network = try Self.network(Self.area(villages, facilities))
    let tierOf = Dictionary(network.links.map { ($0.unit.id, $0.tier) }, uniquingKeysWith: { first, _ in first })
    for link in network.links where link.tier > 2 {
      let above = facilities.filter { $0.tier != .dispatchCentre && (tierOf[$0.id] ?? 9) < link.tier }
      func nearest(_ candidates: [Facility]) -> Facility? {
        candidates.min {
          Geodesic.distance($0.location, link.unit.location) < Geodesic.distance($1.location, link.unit.location)
        }
      }
      let own = above.filter { $0.countyID == link.unit.countyID }
      let isVillage = link.unit.people != nil
      #expect(link.parent?.id == (nearest(own)?.id ?? (isVillage ? nil : "D")))
      let first = nearest(above)
      #expect(link.neighbour?.id == (first?.countyID == link.unit.countyID ? nil : first?.id))
      if let time = link.time, let sooner = link.neighbourTime { #expect(sooner < time) }
    }
    #expect(network.loose.units == villages.count { $0.countyID == "C" })
    let told = network.notes(in: Self.area(villages, facilities)).map(\.english)
    #expect(told.contains { $0.contains("League emergency centre") && !$0.contains("Village") })
    #expect(told.contains { $0.contains("mutual aid") } == network.links.contains { $0.neighbour != nil })
  }

  @Test func theCountyHospitalStandsForACentreThatNoRowLists() throws {
    let facilities = [
      Self.facility("H1", .secondaryHospital, "A", 118.1, name: "甲县中医医院", grade: "三级甲等"),
      Self.facility("H2", .secondaryHospital, "A", 118.2, name: "甲县医院", grade: "二级乙等"),
      Self.facility("H3", .secondaryHospital, "A", 118.3, name: "甲县第二医院"),
      Self.facility("E", .countyEmergencyCentre, "B", 118.5), Self.facility("H4", .secondaryHospital, "B", 118.5),
      Self.facility("T", .townshipHealthCentre, "A", 118.4),
    ]
    let area = Self.area([Self.village("v", "A", 118.21)], facilities)
    let network = try Self.network(area)
    // The health centre, of which nothing says whether it has an ambulance, and the village are assumed as well.
    #expect(network.links.filter { $0.unit.standing == .assumed }.map(\.unit.id) == ["H2", "T", "v"])
    #expect(network.links.first { $0.unit.id == "T" }?.parent?.id == "H2")
    #expect(network.links.first { $0.unit.id == "v" }?.parent?.id == "H2", "beside the hospital it hangs on it")
    let told = network.notes(in: area)
    #expect(told.contains { $0.kind == .assumption && $0.english.hasSuffix("stands for it: 甲县医院 (A县)") })
  }

  /// A proposed sub-centre is marked, and what it was before is no unit beside it.
  @Test func whatThePlanProposesIsMarked() throws {
    let centre = Self.facility("T", .townshipHealthCentre, "A", 118.4)
    let area = Self.area(
      [Self.village("v", "A", 118.41)], [Self.facility("E", .countyEmergencyCentre, "A", 118), centre])
    let today = try Self.network(area)
    let planned = try Self.network(area, adding: [CandidateSite(centre)])
    #expect(today.links.first { $0.unit.id == "T" }?.unit.standing == .assumed)
    #expect(planned.links.filter { $0.unit.id == "T" }.map(\.unit.standing) == [.proposed])
    #expect(LinkRecord(planned.links[1], tierNames: planned.tierNames, words: { $0 }).status == "proposed")
  }

  /// Chain and coverage count the same people as beyond, or a note says why not.
  @Test func whereChainAndCoverageDifferANoteSaysWhy() throws {
    let villages = [Self.village("near", "A", 118), Self.village("far", "A", 119)]
    func note(_ facilities: [Facility]) throws -> Note? {
      let area = Self.area(villages, facilities)
      let coverage = EmergencyCoverage(
        stations: area.stations(with: []), settlements: area.settlements, radii: [.kilometres(30)],
        limits: .kilometres(10)...(.kilometres(30)))
      return try Self.network(area).note(besides: coverage, in: area)
    }
    let centre = Self.facility("E", .countyEmergencyCentre, "A", 118)
    #expect(try note([centre]) == nil)
    let told = try #require(try note([centre, Self.facility("T", .townshipHealthCentre, "A", 119)]))
    #expect(told.english.contains("0 people in the chain, 100 in the coverage") && told.english.contains("1 health"))
  }
}
