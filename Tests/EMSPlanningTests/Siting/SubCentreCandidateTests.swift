import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Which health centres may become county sub-centres.
@Suite struct SubCentreCandidateTests {
  private static func question(_ names: [String], profile: String) throws -> SitingQuestion {
    try #require(try questions(names, profile: profile).countySubCentres())
  }

  private static func candidates(_ names: [String], profile: String) throws -> [String] {
    try question(names, profile: profile).candidates.map(\.name)
  }

  private static func questions(
    _ names: [String], profile: String, ambulances: Set<String> = []
  ) throws -> SitingQuestions {
    let area = PlanningArea(
      name: "", counties: [], townships: [], settlements: [],
      facilities: names.map {
        Facility(
          id: $0, name: $0, tier: .townshipHealthCentre, location: Coordinate(longitude: 111, latitude: 41),
          hasAmbulance: ambulances.contains($0) ? true : nil)
      })
    let travel = try StraightLineTravel(mode: .drive, direction: .towardFacility, speed: .kilometres(40), detour: 1)
    return SitingQuestions(
      area: area, profile: try PolicyLibrary().profile(profile), clinicTravel: travel, clinicLimit: .seconds(900))
  }

  /// Bayannur 二(一)3 and Hohhot 三(一)3 ask for central township health centres; Xing'an 二(一)3 for any.
  @Test func thePlansThatAskForCentralHealthCentresGetThose() throws {
    let names = ["甲中心卫生院", "乙卫生院"]
    #expect(try Self.candidates(names, profile: "bayannur") == ["甲中心卫生院"])
    #expect(try Self.candidates(names, profile: "hohhot") == ["甲中心卫生院"])
    #expect(Set(try Self.candidates(names, profile: "xingan")) == Set(names))
  }

  /// Which may become one is then not known, which the plan says.
  @Test func whereNoneIsListedAllAreCandidates() throws {
    #expect(try Self.candidates(["乙卫生院"], profile: "bayannur") == ["乙卫生院"])
    let note = try #require(try Self.question(["乙卫生院"], profile: "bayannur").candidateNote)
    #expect(note.kind == .assumption && note.chinese.hasPrefix("文件只允许中心卫生院建设次中心，而名单中没有名称含此的机构"))
    #expect(try Self.question(["甲中心卫生院"], profile: "bayannur").candidateNote == nil)
    #expect(try Self.question(["乙卫生院"], profile: "xingan").candidateNote == nil)
  }

  /// A health centre that sends ambulances today and that the plan makes a county sub-centre is a station already: it stands
  /// once, and not as planned; of the two others one is a station, and is told.
  @Test func aStationOfTodayIsNotPlanned() throws {
    let questions = try Self.questions(["甲", "乙", "丙"], profile: "xingan", ambulances: ["甲", "乙"])
    let sites = questions.area.facilities.filter { ["甲", "丙"].contains($0.id) }.map { CandidateSite($0) }
    let question = try #require(questions.emergencySubCentres(after: sites))
    #expect(question.existing.map(\.name).sorted() == ["丙", "乙", "甲"])
    #expect(question.planned == [.facility("丙")])
    let note = try #require(question.candidateNote)
    #expect(note.english.contains("2 health centres are no candidates for rural emergency sub-centres"))
    #expect(note.english.contains("1 health centre counts as an emergency station today"))
  }

  /// Sites within the greatest radius rest on what gives the greatest: the document where it does, else the tool's default.
  @Test func theGreatestRadiusIsCited() throws {
    let radius = try #require(try Self.question(["甲卫生院"], profile: "beibei").citations.last)
    #expect(radius.text(in: .english) == "default: the upper bound of the Xing'an plan")
    let document = try #require(try Self.question(["甲卫生院"], profile: "xingan").citations.last)
    #expect(document.text(in: .chinese).hasSuffix("二(一)9"))
  }
}
