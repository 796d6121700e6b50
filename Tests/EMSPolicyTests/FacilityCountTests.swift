import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy
@testable import EMSReading

/// What the columns of a bureau's own list of facilities decide, and what they leave open.
@Suite struct FacilityCountTests {
  private static func centre(
    _ id: String, hall: Bool?, community: String? = nil, origin: Origin = .surveyed
  ) -> Facility {
    var facility = Facility(
      id: id, name: id, tier: .townshipHealthCentre, location: Coordinate(longitude: 106, latitude: 29), countyID: "1",
      origin: origin)
    facility.features[.tcmHall] = hall
    facility.medicalCommunity = community
    return facility
  }

  private static func verdict(_ facilities: [Facility], _ target: String) throws -> Verdict {
    let profile = try PolicyRuleTests.profile("beibei")
    let rule = try #require(profile.targets.first { $0.key == target })
    var facts = PolicyFacts(level: .region, unitID: "", unitName: "")
    rule.count(in: facilities, into: &facts)
    return rule.judge(facts, by: try #require(profile.stated(target)))
  }

  @Test func aShareIsCountedWhereEveryCellIsFilled() throws {
    let three = [Self.centre("a", hall: true), Self.centre("b", hall: true), Self.centre("c", hall: false)]
    let verdict = try Self.verdict(three, "tcm-hall-per-centre")
    #expect(verdict.status == .notMet && verdict.text.english == "2 of 3")
    #expect(try Self.verdict(Array(three.prefix(2)), "tcm-hall-per-centre").status == .met)
    #expect(try Self.verdict(three + [Self.centre("d", hall: nil)], "tcm-hall-per-centre").status == .notKnown)
    let assumed = [Self.centre("a", hall: true, origin: .assumed)]
    #expect(try Self.verdict(assumed, "tcm-hall-per-centre").status == .notKnown)
    #expect(try Self.verdict([], "tcm-hall-per-centre").status == .notKnown)
  }

  @Test func theBooksGoBeforeTheList() throws {
    let profile = try PolicyRuleTests.profile("beibei")
    let target = try #require(profile.targets.first { $0.key == "tcm-hall-per-centre" })
    var facts = PolicyFacts(level: .region, unitID: "", unitName: "")
    facts.indicators[target.key] = [IndicatorValue(year: 2024, number: 5)]
    target.count(in: [Self.centre("a", hall: false)], into: &facts)
    #expect(facts.indicators[target.key] == [IndicatorValue(year: 2024, number: 5)])
  }

  /// Eight communities are asked for; the centres name seven.
  @Test func communitiesAreCountedOnceEach() throws {
    let centres = (0..<14).map { Self.centre("c\($0)", hall: nil, community: "医共体\($0 % 7)") }
    #expect(try Self.verdict(centres, "medical-communities").status == .notMet)
    let eighth = Self.centre("x", hall: nil, community: "医共体7")
    #expect(try Self.verdict(centres + [eighth], "medical-communities").status == .met)
  }

  @Test func theFiveCentresAreAllFive() {
    #expect(FiveCentresWords.read("是") == true && FiveCentresWords.read("否") == false)
    #expect(FiveCentresWords.read("5") == true && FiveCentresWords.read("1") == false)
    #expect(FiveCentresWords.read("胸痛、卒中、创伤、危重孕产妇、危重儿童和新生儿") == true)
    #expect(FiveCentresWords.read("胸痛、卒中") == false)
    #expect(FiveCentresWords.read("待定") == nil)
  }

  @Test func hospitalsOfEveryCountyMustSaySo() throws {
    func hospital(_ county: String, _ has: Bool?) -> Facility {
      var facility = Facility(
        id: "h" + county, name: county, tier: .secondaryHospital, location: Coordinate(longitude: 1, latitude: 1),
        countyID: county)
      facility.features[.fiveCentres] = has
      return facility
    }
    func missing(_ facilities: [Facility]) -> [Int?] {
      let area = PlanningArea(
        name: "盟", counties: [County(id: "1", name: "甲"), County(id: "2", name: "乙")], townships: [], settlements: [],
        facilities: facilities)
      return PolicyFacts.known(of: area, regionID: "").map(\.hospitalsWithoutFiveCentres)
    }
    #expect(missing([hospital("1", true), hospital("2", false)]) == [1, 0, 1])
    #expect(missing([hospital("1", true), hospital("2", nil)]) == [nil, 0, nil])
  }
}
