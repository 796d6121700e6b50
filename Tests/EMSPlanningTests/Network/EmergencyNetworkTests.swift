import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// The emergency chain on a line of the equator: one step is 0.01° of longitude, 1.113194908 km, and an ambulance
/// without turnout or detour at 66.79169448 km/h takes one minute for it.
@Suite struct EmergencyNetworkTests {
  private static func at(_ step: Int) -> Coordinate { Coordinate(longitude: Double(step) / 100, latitude: 0) }

  private static func travel() throws -> StraightLineTravel {
    try StraightLineTravel(
      mode: .ambulance, direction: .fromFacility, speed: .kilometres(1.113194908 * 60), detour: 1)
  }

  private static func facility(_ id: String, _ tier: FacilityTier, _ step: Int) -> Facility {
    Facility(id: id, name: id, tier: tier, location: at(step))
  }

  /// On paper, in steps: D and L at 0; county centres C1 at 0, C2 at 50; sub-centre S at 20; stations T1 at 9, T2 at
  /// 45; villages V1 at 12, V2 at 30, V3 at 90.
  private static func area(adding facilities: [Facility] = []) -> PlanningArea {
    PlanningArea(
      name: "纸", counties: [], townships: [],
      settlements: [("V1", 12), ("V2", 30), ("V3", 90)].map {
        Settlement(id: $0.0, name: $0.0, location: at($0.1), population: 100)
      },
      facilities: [
        facility("D", .dispatchCentre, 0), facility("L", .leagueEmergencyCentre, 0),
        facility("C1", .countyEmergencyCentre, 0), facility("C2", .countyEmergencyCentre, 50),
        facility("T1", .townshipHealthCentre, 9), facility("T2", .townshipHealthCentre, 45),
      ] + facilities)
  }

  private static func profile(_ key: String) throws -> PolicyProfile {
    try PolicyLibrary(environment: [:]).profile(key)
  }

  private static let subCentre = CandidateSite(place: .facility("S"), name: "S", location: at(20))

  @Test func theSixTiersHangTogetherAsOnPaper() throws {
    let network = try EmergencyNetwork(
      of: Self.area(), subCentres: [Self.subCentre], profile: try Self.profile("xingan"), travel: try Self.travel())
    // Unit: tier, parent, minutes, backup, its minutes, minutes from the top, within 30 km (26.9 steps).
    let paper: [(String, Int, String?, Int?, String?, Int?, Int, Bool?)] = [
      ("D", 0, nil, nil, nil, nil, 0, nil), ("L", 1, "D", 0, nil, nil, 0, nil),
      ("C1", 2, "L", 0, nil, nil, 0, nil), ("C2", 2, "L", 50, nil, nil, 50, nil),
      ("S", 3, "C1", 20, "C2", 30, 20, nil), ("T1", 4, "C1", 9, "S", 11, 9, nil),
      ("T2", 4, "C2", 5, "S", 25, 55, nil), ("V1", 5, "T1", 3, "S", 8, 12, true),
      ("V2", 5, "S", 10, "T2", 15, 30, true), ("V3", 5, "C2", 40, "T2", 45, 90, false),
    ]
    #expect(network.links.map(\.unit.id) == paper.map(\.0))
    for (link, row) in zip(network.links, paper) {
      #expect(link.tier == row.1 && link.parent?.id == row.2 && link.backup?.id == row.4, "\(row.0)")
      #expect(Self.minutes(link.time) == row.3 && Self.minutes(link.backupTime) == row.5, "\(row.0)")
      #expect(Self.minutes(link.timeFromTop) == row.6 && link.isWithinStandard == row.7, "\(row.0)")
    }
    let villages = try #require(network.summaries.last)
    #expect(villages.units == 3 && villages.withoutParent == 0)
    #expect(villages.beyondStandard == 1 && villages.peopleBeyond == 100)
    #expect(network.summaries[0].beyondStandard == nil, "only where patients are is held to the radius")
  }

  private static func minutes(_ time: Duration?) -> Int? { time.map { Int(($0 / .seconds(60)).rounded()) } }

  @Test func beibeiHasThreeTiers() throws {
    let network = try EmergencyNetwork(
      of: Self.area(adding: [Self.facility("H", .countySubCentre, 60)]), subCentres: [Self.subCentre],
      profile: try Self.profile("beibei"), travel: try Self.travel())
    #expect(network.tierNames.map(\.chinese) == ["区急救中心", "镇急救站", "村急救点"])
    #expect(network.links.filter { $0.tier == 1 }.map(\.unit.id) == ["H", "S", "T1", "T2"])
    #expect(network.links.first { $0.unit.id == "V3" }?.parent?.id == "H")
  }

  @Test func aTimeCanTakeThePlaceOfTheRadius() throws {
    let travel = try Self.travel()
    let inTime = try EmergencyNetwork(
      of: Self.area(), subCentres: [Self.subCentre], profile: try Self.profile("xingan"), travel: travel,
      standard: .time(travel.time(over: Geodesic.distance(Self.at(20), Self.at(30)))))
    let villages = inTime.links.filter { $0.tier == 5 }
    #expect(villages.map(\.isWithinStandard) == [true, true, false], "at the limit is within")
  }

  /// What a list says to have no ambulance is no station, and a village is a point as far as its own row tells.
  @Test func whatStandsInTheChainIsWhatTheFilesSay() throws {
    var without = Self.facility("T3", .townshipHealthCentre, 12)
    without.hasAmbulance = false
    var with = Self.facility("T4", .townshipHealthCentre, 60)
    with.hasAmbulance = true
    let area = Self.area(adding: [without, with])
    var villages = area.settlements
    villages[0].hasClinic = true
    villages[1].hasClinic = false
    let network = try EmergencyNetwork(
      of: area.with(settlements: villages), subCentres: [],
      emergencySubCentres: [CandidateSite(Self.facility("T2", .townshipHealthCentre, 45))],
      profile: try Self.profile("xingan"), travel: try Self.travel())
    let standing = Dictionary(uniqueKeysWithValues: network.links.map { ($0.unit.id, $0.unit.standing) })
    #expect(standing["T3"] == nil && standing["T4"] == .existing)
    #expect(standing["T1"] == .assumed, "no file says whether an ambulance is there")
    #expect(standing["T2"] == .proposed)
    #expect(standing["V1"] == .existing && standing["V2"] == .place && standing["V3"] == .assumed)
    #expect(network.summaries.last?.units == 2 && network.summaries.last?.places == 1)
    let told = network.notes(in: area.with(settlements: villages)).map(\.english)
    #expect(told.contains { $0.contains("1 health centre of a town stands") })
    #expect(told.contains { $0.contains("1 village of which no file names a clinic") && $0.contains("1 place") })
  }

  /// A tier without units is passed over: the stations hang on the county centres.
  @Test func aMissingTierIsPassedOver() throws {
    let network = try EmergencyNetwork(
      of: Self.area(), subCentres: [], profile: try Self.profile("xingan"), travel: try Self.travel())
    #expect(network.links.first { $0.unit.id == "T1" }?.parent?.id == "C1")
    #expect(network.links.first { $0.unit.id == "T2" }?.parent?.id == "C2")
  }

  /// Against loops over all pairs, places scattered over hundreds of kilometres so that every step of the search acts.
  @Test func parentAndBackupAreTheTwoQuickestOfAll() throws {
    var random = SeededGenerator(seed: 5)
    func place() -> Coordinate {
      Coordinate(longitude: .random(in: 100...112, using: &random), latitude: .random(in: 38...46, using: &random))
    }
    let stations = (0..<9).map { Facility(id: "T\($0)", name: "", tier: .townshipHealthCentre, location: place()) }
    let villages = (0..<80).map { Settlement(id: "V\($0)", name: "", location: place()) }
    let area = PlanningArea(name: "", counties: [], townships: [], settlements: villages, facilities: stations)
    let travel = try Self.travel()
    let network = try EmergencyNetwork(
      of: area, subCentres: [], profile: try Self.profile("xingan"), travel: travel)
    for link in network.links where link.unit.id.hasPrefix("V") {
      let order = stations.map {
        (time: travel.time(over: Geodesic.distance($0.location, link.unit.location)), id: $0.id)
      }
      .sorted { ($0.time, $0.id) < ($1.time, $1.id) }
      #expect(link.parent?.id == order[0].id && link.backup?.id == order[1].id)
      #expect(link.time == order[0].time && link.backupTime == order[1].time)
    }
    #expect(
      try EmergencyNetwork(
        of: PlanningArea(
          name: "", counties: [], townships: [], settlements: villages.reversed(), facilities: stations.reversed()),
        subCentres: [], profile: try Self.profile("xingan"), travel: travel
      ).links == network.links)
  }
  /// S of community B is nearest to T3 and to its village, both of A: they hang on what is of A or of none.
  @Test func nobodyHangsOnAnotherMedicalCommunity() throws {
    func centre(_ id: String, _ tier: FacilityTier, _ step: Int, _ community: String?) -> Facility {
      var facility = Facility(id: id, name: id, tier: tier, location: Self.at(step), townshipID: "t" + id)
      facility.medicalCommunity = community
      return facility
    }
    let area = PlanningArea(
      name: "", counties: [], townships: [],
      settlements: [("V1", "tT3", 21), ("V2", "tS", 21), ("V3", "t", 21)].map {
        Settlement(id: $0.0, name: "", townshipID: $0.1, location: Self.at($0.2))
      },
      facilities: [
        centre("C", .countyEmergencyCentre, 0, nil), centre("S", .countySubCentre, 20, "B"),
        centre("T3", .townshipHealthCentre, 18, "A"),
      ])
    let network = try EmergencyNetwork(
      of: area, subCentres: [], profile: try Self.profile("xingan"), travel: try Self.travel())
    let parents = Dictionary(uniqueKeysWithValues: network.links.map { ($0.unit.id, $0.parent?.id) })
    #expect(parents["T3"] == "C" && parents["V1"] == "T3" && parents["V2"] == "S" && parents["V3"] == "S")
    #expect(network.loose.isNone)
  }
}
