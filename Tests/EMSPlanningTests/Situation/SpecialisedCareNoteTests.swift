import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

/// Hospitals that by their names treat some patients only count as the lists say, and whose nearest they are is told.
@Suite struct SpecialisedCareNoteTests {
  private static func place(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 41) }

  /// The village of 100 people lies beside the first hospital, that of 200 beside the second.
  private static func note(_ hospitals: [(name: String, longitude: Double)]) -> Note? {
    PlanningArea(
      name: "", counties: [], townships: [],
      settlements: [(100, 111.01), (200, 111.19)].map { (people: Int, longitude: Double) in
        Settlement(id: "\(people)", name: "\(people)", location: place(longitude), population: people)
      },
      facilities: hospitals.map {
        Facility(id: $0.name, name: $0.name, tier: .secondaryHospital, location: place($0.longitude))
      }
    ).specialisedCareNote
  }

  @Test func whoseNearestTreatsSomeOnlyIsTold() throws {
    let note = try #require(Self.note([("甲县妇幼保健院", 111), ("甲县人民医院", 111.2)]))
    #expect(note.english.contains("the nearest hospital of 1 place (100 people)"))
    #expect(note.chinese.contains("甲县妇幼保健院") && note.chinese.contains("1个村居（100人）"))
    // Nobody's nearest where a general hospital is as near, and what treats all by traditional medicine is no such one.
    #expect(Self.note([("甲县妇幼保健院", 111), ("甲县人民医院", 111)]) == nil)
    #expect(Self.note([("甲县中医院", 111), ("甲县人民医院", 111.2)]) == nil)
    #expect(Self.note([("甲县精神病医院", 111)])?.english.contains("2 places (300 people)") == true)
  }
}
