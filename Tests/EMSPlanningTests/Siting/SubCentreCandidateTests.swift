import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Which health centres may become county sub-centres.
@Suite struct SubCentreCandidateTests {
  private static func candidates(_ names: [String], profile: String) throws -> [String] {
    let area = PlanningArea(
      name: "", counties: [], townships: [], settlements: [],
      facilities: names.map {
        Facility(
          id: $0, name: $0, tier: .townshipHealthCentre, location: Coordinate(longitude: 111, latitude: 41))
      })
    let travel = try StraightLineTravel(mode: .drive, direction: .towardFacility, speed: .kilometres(40), detour: 1)
    let questions = SitingQuestions(
      area: area, profile: try PolicyLibrary().profile(profile), clinicTravel: travel, clinicLimit: .seconds(900))
    return try #require(questions.countySubCentres()).candidates.map(\.name)
  }

  /// Bayannur 二(一)3 and Hohhot 三(一)3 ask for central township health centres; Xing'an 二(一)3 for any.
  @Test func thePlansThatAskForCentralHealthCentresGetThose() throws {
    let names = ["甲中心卫生院", "乙卫生院"]
    #expect(try Self.candidates(names, profile: "bayannur") == ["甲中心卫生院"])
    #expect(try Self.candidates(names, profile: "hohhot") == ["甲中心卫生院"])
    #expect(Set(try Self.candidates(names, profile: "xingan")) == Set(names))
  }

  @Test func whereNoneIsListedAllAreCandidates() throws {
    #expect(try Self.candidates(["乙卫生院"], profile: "bayannur") == ["乙卫生院"])
  }
}
