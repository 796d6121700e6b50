import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Which health centres a profile's thresholds leave out, and how the candidates are told by criterion.
@Suite struct SubCentreThresholdsTests {
  private static func at(_ kilometres: Double) -> Coordinate {
    Geodesic.destination(from: Coordinate(longitude: 121, latitude: 46), azimuth: 90, distance: .kilometres(kilometres))
  }

  /// Along a road: a hospital of county 1 at 0 km, health centres at 4, 9, 12, 29.5, 59 km; that at 9 km is of county 2.
  private static func area(origin: Origin = .surveyed, precision: CoordinatePrecision = .exact) -> PlanningArea {
    let centres: [(id: String, place: Double, county: String, people: Int)] = [
      ("a", 4.0, "1", 30_000), ("b", 9, "2", 20_000), ("c", 12, "1", 4_000), ("d", 29.5, "1", 9_000),
      ("e", 59, "2", 50_000),
    ]
    return PlanningArea(
      name: "", counties: [County(id: "1", name: "甲县"), County(id: "2", name: "乙县")], townships: [],
      settlements: centres.map {
        Settlement(
          id: "v" + $0.id, name: "", townshipID: "t" + $0.id, countyID: $0.county, location: at($0.place),
          population: $0.people, origin: origin)
      },
      facilities: centres.map {
        Facility(
          id: $0.id, name: $0.id + "卫生院", tier: .townshipHealthCentre, location: at($0.place),
          precision: precision, countyID: $0.county, townshipID: "t" + $0.id)
      } + [Facility(id: "h", name: "甲县医院", tier: .secondaryHospital, location: at(0), countyID: "1")])
  }

  private static func question(
    _ area: PlanningArea = area(), profile: String = "xingan", counts: PlanFile.SiteCounts? = .init(count: 1)
  ) throws -> SitingQuestion {
    let travel = try StraightLineTravel(mode: .drive, direction: .towardFacility, speed: .kilometres(40), detour: 1)
    let overrides: [FacilityTier: PlanFile.SiteCounts] = counts.map { [.countySubCentre: $0] } ?? [:]
    let questions = SitingQuestions(
      area: area, profile: try PolicyLibrary(environment: [:]).profile(profile), overrides: overrides,
      clinicTravel: travel, clinicLimit: .seconds(900), emergencyTravel: travel)
    let none = PlanFile.Layer(file: "")
    var plan = PlanFile(
      name: "", profile: "", inputs: PlanFile.Inputs(townships: .boundaries(none), facilities: none), file: "",
      folder: URL(fileURLWithPath: "/"))
    plan.siting.counts = overrides
    return try #require(try questions.decided(by: plan).first { $0.service == .countySubCentre })
  }

  /// 5 km from any hospital, 10 km from one of the county, 5,000 people: the defaults of the tool.
  @Test func theDefaultsLeaveOutWhatIsBesideAHospitalOrTooSmall() throws {
    let question = try Self.question()
    #expect(question.candidates.map(\.id) == ["b", "d", "e"])
    #expect(question.leftOut.map(\.site.id) == ["a", "c"])
    #expect(
      question.leftOut[0].reason.english
        == "it stands 4.0 km from 甲县医院, less than 5 km; it stands 4.0 km from 甲县医院 of its own county, less than 10 km")
    #expect(question.leftOut[1].reason.chinese == "所在乡镇4,000人，不足5,000人")
    #expect(question.perCounty?.maximum == 3 && question.gaveWay.isEmpty && question.takenBelowDefault == nil)
    let rule = try PolicyLibrary(environment: [:]).profile("xingan").stated("sub-centre-from-health-centre")
    for key in ["town-people", "hospital-distance", "county-hospital-distance", "per-county"] {
      #expect(rule?.figure(key)?.citation.origin == "default", "no document gives \(key)")
    }
  }

  /// People whom a method put there leave nobody out, and it is said of whom that is so.
  @Test func whoIsBelowByDerivedPeopleAloneIsTold() throws {
    let area = Self.area(origin: .derived)
    let question = try Self.question(area, counts: .init(count: 3))
    #expect(question.leftOut.map(\.site.id) == ["a"])
    #expect(question.belowByDerivedPeople.map(\.site.id) == ["c"])
    #expect(try Self.question().belowByDerivedPeople.isEmpty, "counted people do")
    let answer = try SiteRecommender().answer(question)
    let note = answer.criteria.first { $0.site.id == "c" }?.note
    #expect(
      note?.english
        == "its town has 4,000 people, all or some of them derived, fewer than 5,000: a default of the tool, which derived people do not decide"
    )
    #expect(note?.chinese == "所在乡镇4,000人（含推算），不足5,000人；此为本工具默认值，推算人口不作取舍依据")
    let strength = question.candidates.first { $0.id == "c" }?.strength?.words
    #expect(strength?.english.hasPrefix("Its town: 4,000 people (all or some of them derived)") == true)
  }

  @Test func everyCandidateIsToldWithWhatItWouldDoAlone() throws {
    let answer = try SiteRecommender().answer(Self.question())
    #expect(answer.recommendations.map(\.site.id) == ["e"])
    #expect(answer.criteria.map(\.site.id) == ["a", "b", "c", "d", "e"])
    #expect(answer.criteria.map(\.standing) == [.leftOut, .candidate, .leftOut, .candidate, .recommended])
    // Only the town at 59 km is beyond 30 km of the hospital, and within it of that at 29.5 km.
    #expect(answer.criteria.map { $0.alone?.people } == [nil, 0, nil, 50_000, 50_000])
    #expect(answer.criteria[3].site.strength?.hospitalDistance.map { Int($0.kilometres.rounded()) } == 30)
    #expect(answer.criteria[1].swap?.site.id == "e" && answer.criteria[1].swap?.loss.objective == 50_000)
    // Another site would bring as many within 30 km, and saves less.
    #expect(answer.criteria[3].swap?.loss.objective == 0 && (answer.criteria[3].swap?.loss.personSeconds ?? 0) > 0)
    #expect(answer.shifts.map(\.worth) == [500, 2_500, 10_000, 50_000])
    // Without e the best is d: as many within 30 km, a shorter journey for fewer minutes.
    #expect(answer.runnersUp?.sites.map(\.id) == ["d"] && answer.runnersUp?.gained.people == 50_000)
    #expect((answer.runnersUp?.saved.personSeconds ?? .infinity) < (answer.journey?.saved.personSeconds ?? 0))
  }

  /// A bound of the tool's own must not leave people unserved where as few as serve everybody are sought.
  @Test func withoutACountNoBoundOfTheToolHolds() throws {
    let question = try Self.question(profile: "hohhot", counts: nil)
    #expect(question.count == .fewest && question.perCounty == nil)
    #expect(question.leftOut.map(\.site.id) == ["a", "c"], "nothing gives way where no number is asked for")
    #expect(try SiteRecommender().answer(question).clash == nil)
  }

  /// People whom a method put there leave nobody out; a place that is assumed is called so.
  @Test func whatIsDerivedOrAssumedIsCalledSo() throws {
    let leftOut = try Self.question(Self.area(origin: .derived, precision: .countySeat)).leftOut
    #expect(leftOut.map(\.site.id) == ["a"])
    let words = "it stands 4.0 km from 甲县医院 (places known to the seat only, or assumed), less than 5 km"
    #expect(leftOut[0].reason.english.hasPrefix(words))
    #expect(leftOut[0].reason.chinese.hasPrefix("距甲县医院4.0公里（位置仅知到驻地或为假定），不足5公里"))
  }

  /// Three keep the defaults. c misses a fifth of 5,000 people, a three fifths of 10 km: c comes first, and only as many
  /// come as are asked for.
  @Test func defaultsGiveWayNoFartherThanTheNumberNeeds() throws {
    let four = try Self.question(counts: .init(count: 4))
    #expect(four.candidates.map(\.id) == ["b", "d", "e", "c"] && four.leftOut.map(\.site.id) == ["a"])
    #expect(four.gaveWay.map(\.name.english) == ["people of the town"])
    #expect(four.gaveWay[0].asked.english == "5,000 people" && four.gaveWay[0].given.chinese == "4,000人")
    #expect(four.takenBelowDefault?.kept == 3 && four.takenBelowDefault?.asked == 4)
    let answer = try SiteRecommender().answer(four)
    #expect(answer.clash == nil && answer.criteria.map(\.standing.rawValue).filter { $0 == "left_out" }.count == 1)
    #expect(
      answer.criteria.first { $0.site.id == "c" }?.note?.english
        == "its town has 4,000 people, fewer than 5,000: a default of the tool, which gave way to the number asked for")

    let all = try Self.question(counts: .init(count: 9))
    #expect(all.leftOut.isEmpty)
    #expect(all.gaveWay.map(\.given.english) == ["4,000 people", "4 km", "4 km"])
    #expect(all.gaveWay.map(\.asked.english) == ["5,000 people", "5 km", "10 km"])
  }

  /// Two of each county: county 1 has d alone above the defaults, and c misses less of them than a.
  @Test func defaultsGiveWayToTheLeastOfACounty() throws {
    let question = try Self.question(counts: .init(count: 2, minimumPerCounty: 2))
    #expect(question.candidates.map(\.id).sorted() == ["b", "c", "d", "e"])
    #expect(question.leftOut.map(\.site.id) == ["a"])
  }

  /// A threshold that a document gives holds, whatever number is asked for.
  @Test func aDocumentsThresholdNeverGivesWay() throws {
    var question = try Self.question(profile: "hohhot", counts: nil)
    question.count = .exactly(9)
    for index in question.leftOut.indices {
      for shortfall in question.leftOut[index].shortfalls.indices {
        question.leftOut[index].shortfalls[shortfall].isDefault = false
      }
    }
    question.letDefaultsGiveWay()
    #expect(question.leftOut.map(\.site.id) == ["a", "c"] && question.gaveWay.isEmpty)
  }

  /// Three of a county are the most by default, and more where the number cannot be had otherwise: 3 candidates of one
  /// county and 7 of another.
  @Test(arguments: [(3, 3), (6, 3), (7, 4), (10, 7), (12, 7)])
  func theMostOfACountyGivesWayToTheNumber(count: Int, most: Int) throws {
    var question = try Self.question()
    let site = try #require(question.candidates.first)
    question.leftOut = []
    question.candidates = (0..<10).map { number in
      var other = site
      (other.place, other.countyID) = (.facility("\(number)"), number < 3 ? "1" : "2")
      return other
    }
    question.perCounty = nil
    question.count = .exactly(count)
    var decided = question
    question.letDefaultsGiveWay()
    #expect(question.perCounty?.maximum == most)
    #expect(question.gaveWay.map(\.given.english) == (most > 3 ? ["\(most)"] : []))
    // Four that are decided in one county, too.
    decided.forced = Set(decided.candidates[3..<7].map(\.place))
    decided.letDefaultsGiveWay()
    #expect(decided.perCounty?.maximum == max(4, most))
  }

  /// A plan may exclude, declare or force what a threshold leaves out, and list the candidates itself.
  @Test func thePlanMayNameWhatAThresholdLeavesOut() throws {
    var counts = PlanFile.SiteCounts(count: 1)
    counts.excluded = ["a"]
    let excluded = try Self.question(counts: counts)
    #expect(excluded.leftOut.map(\.site.id) == ["a", "c"])
    let answer = try SiteRecommender().answer(excluded)
    #expect(answer.criteria.first { $0.site.id == "a" }?.note?.english == "excluded by the plan")
    // What is excluded does not come back for the number.
    counts.count = 9
    #expect(try Self.question(counts: counts).leftOut.map(\.site.id) == ["a"])

    counts = PlanFile.SiteCounts(count: 1)
    counts.existing = ["a"]
    #expect(try Self.question(counts: counts).leftOut.map(\.site.id) == ["c"])
    counts = PlanFile.SiteCounts(count: 1)
    counts.forced = ["a"]
    let forced = try SiteRecommender().answer(Self.question(counts: counts))
    #expect(forced.recommendations.map(\.site.id) == ["a"])
    counts = PlanFile.SiteCounts(count: 4)
    counts.candidates = ["a", "b"]
    let listed = try Self.question(counts: counts)
    #expect(listed.candidates.map(\.id) == ["a", "b"] && listed.leftOut.isEmpty && listed.takenBelowDefault == nil)
  }
}
