import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Which clinics make a central village clinic unnecessary, and which do not.
@Suite struct CentralClinicCandidatesTests {
  private static func at(_ kilometres: Double) -> Coordinate {
    Geodesic.destination(from: Coordinate(longitude: 121, latitude: 46), azimuth: 90, distance: .kilometres(kilometres))
  }

  /// A health centre at 0 km and ten villages of 600 people each, 10 to 100 km off; some have an ordinary clinic.
  private static func answer(
    listed: [Int] = [], said: [Int] = [], central: [Int] = []
  ) throws -> (ids: [String], existing: [String], notes: [Note]) {
    let villages = (1...10).map { number in
      var village = Settlement(id: "v\(number + 10)", name: "", location: at(Double(number) * 10), population: 600)
      village.hasClinic = said.contains(number) ? true : nil
      return village
    }
    func clinics(_ numbers: [Int], _ tier: FacilityTier) -> [Facility] {
      numbers.map { Facility(id: "\(tier.rawValue)\($0)", name: "", tier: tier, location: at(Double($0) * 10)) }
    }
    let area = PlanningArea(
      name: "", counties: [], townships: [], settlements: villages,
      facilities: [Facility(id: "h", name: "卫生院", tier: .townshipHealthCentre, location: at(0))]
        + clinics(listed, .villageClinic) + clinics(central, .centralVillageClinic))
    let travel = try StraightLineTravel(mode: .drive, direction: .towardFacility, speed: .kilometres(40), detour: 1)
    let question = try #require(
      SitingQuestions(
        area: area, profile: try PolicyLibrary(environment: [:]).profile("xingan"), clinicTravel: travel,
        clinicLimit: .seconds(900)
      ).centralVillageClinics())
    let answer = try SiteRecommender().answer(question)
    return (answer.recommendations.map(\.site.id).sorted(), question.existing.map(\.id), answer.notes)
  }

  /// An ordinary clinic serves its own village, whichever table names it: the same central clinics are proposed with it and
  /// without, and the run says so.
  @Test(arguments: [[2], [1, 5, 9], Array(1...10)])
  func anOrdinaryClinicMakesNoneUnnecessary(villages: [Int]) throws {
    let none = try Self.answer()
    let (listed, said) = (try Self.answer(listed: villages), try Self.answer(said: villages))
    #expect(!none.ids.isEmpty && listed.ids == none.ids && said.ids == none.ids)
    #expect(listed.existing == ["h"] && said.existing == ["h"])
    for notes in [listed.notes, said.notes] {
      #expect(notes.contains { $0.english.contains("makes no central village clinic unnecessary") })
    }
    #expect(none.notes.isEmpty)
  }

  @Test func aCentralClinicDoes() throws {
    let central = try Self.answer(central: [5])
    #expect(Set(central.existing) == ["h", "central_village_clinic5"])
    #expect(try central.ids.count < Self.answer().ids.count)
  }

  /// A central clinic whose own row names a subdistrict gives way to a station, with or without a boundary.
  @Test(arguments: [true, false])
  func aClinicOfASubdistrictWithoutABoundaryIsReplaced(namesTownship: Bool) throws {
    var clinic = Facility(
      id: "z", name: "砚东卫生室", tier: .centralVillageClinic, location: Self.at(40), countyID: "K", townshipID: "S")
    clinic.namesTownship = namesTownship
    let area = PlanningArea(
      name: "", counties: [County(id: "K", name: "甲县")],
      townships: [
        Township(
          id: "S", name: "砚街道", kind: .subdistrict, countyID: "K", boundary: MultiPolygon(), boundaryOrigin: .derived)
      ],
      settlements: [], facilities: [clinic])
    let profile = try PolicyLibrary(environment: [:]).profile("xingan")
    #expect(area.centralClinicsReplaced(by: profile).map(\.place) == (namesTownship ? [.facility("z")] : []))
  }
}
