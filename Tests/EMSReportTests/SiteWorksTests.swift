import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSReport

/// Whether a proposed site builds up what stands or is new.
@Suite struct SiteWorksTests {
  private static func at(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 45) }

  /// Villages a (has a clinic), b (has none) and c (no word of it), half a degree apart.
  private static func area(clinics: [Facility] = []) -> PlanningArea {
    var villages = [("a", 120.0), ("b", 120.5), ("c", 121)].map { Settlement(id: $0.0, name: "", location: at($0.1)) }
    (villages[0].hasClinic, villages[1].hasClinic) = (true, false)
    return PlanningArea(name: "", counties: [], townships: [], settlements: villages, facilities: clinics)
  }

  private static let places = ["a", "b", "c"].map { PlaceID.settlement($0) }

  @Test func theRowOfAVillageDecidesAndNothingIsGuessed() {
    #expect(Self.area().works(at: Self.places, for: .centralVillageClinic) == [.upgrade, .newBuild, nil])
  }

  @Test func aListOfClinicsDecidesWhereTheRowDoesNot() {
    func clinic(_ longitude: Double) -> [Facility] {
      [Facility(id: "k", name: "", tier: .villageClinic, location: Self.at(longitude))]
    }
    // 0.01° of longitude at 45° are 0.79 km, 0.02° 1.58 km.
    #expect(
      Self.area(clinics: clinic(121.01)).works(at: Self.places, for: .centralVillageClinic)
        == [.upgrade, .newBuild, .upgrade])
    #expect(
      Self.area(clinics: clinic(121.02)).works(at: Self.places, for: .centralVillageClinic)
        == [.upgrade, .newBuild, .newBuild])
  }

  @Test func aHealthCentreIsBuiltUpAndAStationIsNew() {
    #expect(Self.area().works(at: [.facility("h")], for: .countySubCentre) == [.upgrade])
    #expect(Self.area().works(at: [.settlement("a")], for: .communityHealthStation) == [.newBuild])
  }

  @Test func theSentenceCountsEachKind() throws {
    var siting = SitingRecord(
      service: "central_village_clinic", serviceName: Phrase("clinics", "卫生室"), model: "mclp", status: "optimal",
      chosen: 4, candidates: 9, objective: nil, bound: nil, gap: nil, standard: Phrase("", ""), populationDemand: nil,
      populationBefore: nil, populationAfter: nil, settlementsDemand: 0, settlementsBefore: 0, settlementsAfter: 0,
      citations: [])
    siting.works = [.upgrade, .upgrade, .newBuild, nil]
    #expect(
      siting.worksText?.english
        == "clinics: 2 in villages with a clinic today, 1 to build, 1 where no list says whether there is one")
    #expect(siting.worksText?.chinese == "卫生室：现有卫生室改扩建2个，新建1个，有无卫生室不明1个")
    siting.works = [.upgrade, .upgrade]
    #expect(siting.worksText?.english == "clinics: 2 in villages with a clinic today, 0 to build")
    siting.works = [nil, nil]
    #expect(siting.worksText == nil, "nothing is known")
  }
}
