import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy

@Suite struct AreaFactsTests {
  static func area(assumed: Bool = false, grade: String? = nil) -> PlanningArea {
    let place = Coordinate(longitude: 121, latitude: 45)
    let none = MultiPolygon()
    return PlanningArea(
      name: "盟", counties: [County(id: "1", name: "甲"), County(id: "2", name: "乙")],
      townships: [
        Township(id: "11", name: "甲镇", kind: .town, countyID: "1", boundary: none),
        Township(id: "12", name: "甲街道", kind: .subdistrict, countyID: "1", boundary: none),
        Township(id: "21", name: "乙乡", kind: .township, countyID: "2", boundary: none),
      ],
      settlements: [
        Settlement(id: "a", name: "a", townshipID: "11", countyID: "1", location: place, population: 700),
        Settlement(
          id: "b", name: "b", townshipID: "12", countyID: "1", location: place, population: 9000, isUrban: true),
        Settlement(id: "c", name: "c", townshipID: "21", countyID: "2", location: place),
      ],
      facilities: [
        Facility(
          id: "h", name: "甲镇卫生院", tier: .townshipHealthCentre, grade: grade, location: place, countyID: "1",
          townshipID: "11",
          origin: assumed ? .assumed : .surveyed),
        Facility(
          id: "s", name: "次中心", tier: .countySubCentre, grade: grade, location: place, countyID: "2", townshipID: "21"),
      ])
  }

  @Test func countsWhatTheListsSay() throws {
    let facts = PolicyFacts.known(of: Self.area(), regionID: "0")
    #expect(facts.map(\.unitID) == ["0", "1", "2", "11", "12", "21"])
    let region = facts[0]
    #expect(region.people == 9700 && region.villages == 2 && region.subCentres == 1)
    #expect(region.subdistricts == 1 && region.subdistrictPeople == 9000)
    #expect(region.healthCentres == 1 && region.townsWithoutHealthCentre == 0, "a sub-centre is its town's")
    #expect(facts[1].subCentres == 0 && facts[1].townsWithoutHealthCentre == 0)
    #expect(facts[2].people == nil && facts[2].townsWithoutHealthCentre == 0)
    #expect(facts.map(\.peopleOutsideSubdistricts) == [700, 700, nil, 700, 0, nil])
    #expect(facts[4].isSubdistrict == true && facts[3].isSubdistrict == false)
  }

  @Test func gradesAreCountedWhereEveryHealthCentreHasOne() throws {
    #expect(PolicyFacts.known(of: Self.area(), regionID: "0")[0].gradeAHealthCentres == nil)
    let area = Self.area(grade: "甲级")
    #expect(PolicyFacts.known(of: area, regionID: "0").map(\.gradeAHealthCentres) == [2, 1, 1, 1, nil, 1])
  }

  @Test func whatIsOnlyAssumedIsNotKnown() throws {
    let region = PolicyFacts.known(of: Self.area(assumed: true), regionID: "0")[0]
    #expect(region.healthCentres == nil && region.townsWithoutHealthCentre == nil)
    #expect(region.communityStations == nil, "a list without stations says nothing of stations")
  }

  /// One town's centre is assumed and the other's surveyed: of the other it is known that it has one, and of the region why
  /// nobody knows how many there are.
  @Test func aSurveyedRowTellsOfItsTownWhateverIsAssumedOfOthers() throws {
    let facts = PolicyFacts.known(of: Self.area(assumed: true), regionID: "0")
    #expect(facts[2].townsWithoutHealthCentre == 0 && facts[1].townsWithoutHealthCentre == nil)
    #expect(facts[0].listed == [.townshipHealthCentre: ListedFacilities(all: 1, assumed: 1)])
    let rule = try #require(PolicyRules[key: "health-centre-per-town"])
    let stated = try #require(try PolicyRuleTests.profile("beibei").stated("health-centre-per-town"))
    let words = facts.prefix(3).map { rule.need($0, by: stated)?.hasText }
    let unknown = Phrase("not known (the one listed is assumed)", "未知（名单所列1个均为假定）")
    #expect(words == [unknown, unknown, Phrase("1", "1")])
    #expect(
      rule.judge(facts[0], by: stated).text.english
        == "not known: towns without a health centre (the one listed is assumed)")
    #expect(ListedFacilities(all: 8, assumed: 7).words == Phrase("7 of the 8 listed are assumed", "名单所列8个中7个为假定"))
  }
}
