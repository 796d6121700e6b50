import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

/// Health centres weighed by population, concentration, capacity and grade.
struct CentreStrengthTests {
  private func centre(_ id: String, _ latitude: Double, beds: Int?, grade: String?) -> Facility {
    Facility(
      id: id, name: id, tier: .townshipHealthCentre, grade: grade,
      location: Coordinate(longitude: 121, latitude: latitude), townshipID: "t" + id, beds: beds)
  }

  private func village(_ id: String, of town: String, _ latitude: Double, _ people: Int?) -> Settlement {
    Settlement(
      id: id, name: id, townshipID: town, location: Coordinate(longitude: 121, latitude: latitude), population: people)
  }

  /// On paper: a has 900 people, 600 of them within 5 km; b 300, all of them; nothing is known of c's.
  @Test func strengthIsTheMeanStandingInFourCriteria() throws {
    let area = PlanningArea(
      name: "", counties: [], townships: [],
      settlements: [
        village("1", of: "ta", 46.01, 600), village("2", of: "ta", 46.2, 300), village("3", of: "tb", 47.01, 300),
        village("4", of: "tc", 48, nil),
      ], facilities: [])
    let centres = [
      centre("a", 46, beds: 40, grade: "一级甲等"), centre("b", 47, beds: nil, grade: "二级"),
      centre("c", 48, beds: 20, grade: nil),
    ]
    let strengths = CentreStrength.of(centres, in: area, near: .kilometres(5))
    #expect(strengths.map(\.townPeople) == [900, 300, nil])
    #expect(strengths.map(\.concentration) == [600.0 / 900, 1, nil])
    // a: most people, least concentrated, most beds, lower grade. c: least beds, the rest not known.
    let (a, b, c): (Double, Double, Double) = (1 + 0 + 1 + 0, 0 + 1 + 0.5 + 1, 0.5 + 0.5 + 0 + 0.5)
    #expect(strengths.map(\.score) == [a / 4, b / 4, c / 4])
    #expect(strengths[2].words.english == "Its town: people not known; beds: 20; grade: not known.")
    #expect(strengths[0].words.chinese == "所在乡镇：900人，其中67%居住在其附近；床位：40；等级：一级甲等。")
    #expect(CentreStrength.of(centres, in: area, near: nil).map(\.concentration) == [nil, nil, nil])
  }

  /// The table of townships says 1,000 of a town whose settlements have 900: both stand in the sentence.
  @Test func twoNumbersOfOneTownAreBothTold() throws {
    func strength(_ people: Int?) throws -> CentreStrength {
      let town = Township(id: "ta", name: "甲镇", boundary: MultiPolygon([]), population: people)
      let area = PlanningArea(
        name: "", counties: [], townships: [town],
        settlements: [village("1", of: "ta", 46.01, 600), village("2", of: "ta", 46.2, 300)], facilities: [])
      return try #require(
        CentreStrength.of([centre("a", 46, beds: 40, grade: nil)], in: area, near: .kilometres(5)).first)
    }
    #expect(try strength(1_000).words.chinese.hasPrefix("所在乡镇：1,000人（乡镇表数），其村居合计900人，其中67%居住在其附近；"))
    #expect(
      try strength(1_000).words.english.hasPrefix(
        "Its town: 1,000 people by the table of townships; its settlements have 900, 67 % of them near it;"))
    for people in [nil, 900] {
      #expect(try strength(people).words.english.hasPrefix("Its town: 900 people, 67 % of them near it;"))
    }
  }

  /// Two centres in the same place: "a" has the lower id, "b" the beds.
  private func twoAlike(others people: [Int]) -> SitingQuestion {
    let area = PlanningArea(name: "", counties: [], townships: [], settlements: [], facilities: [])
    let centres = [
      centre("a", 46, beds: 10, grade: nil), centre("b", 46, beds: 60, grade: nil),
      centre("c", 48, beds: 90, grade: nil),
    ]
    let candidates = zip(centres, CentreStrength.of(centres, in: area, near: nil)).map { centre, strength in
      var site = CandidateSite(centre)
      site.strength = strength
      return site
    }
    return SitingQuestion(
      service: .countySubCentre, aim: .mclp(), existing: [], candidates: candidates,
      settlements: zip([46.0, 48.0], people).map { village("v\($0)", of: "", $0, $1) },
      standard: .distance(.kilometres(10)), count: .exactly(1))
  }

  @Test func betweenEqualsTheStrongerCentreIsTaken() throws {
    let answer = try SiteRecommender().answer(twoAlike(others: [1000, 990]))
    #expect(answer.recommendations.map(\.site.id) == ["b"])
    #expect(answer.status == .optimal)
    #expect(answer.objective == 1000)
    let other = try #require(answer.notChosen.first { $0.site.id == "a" })
    #expect(other.reason.english.contains("ties go to the stronger centre"))
  }

  /// Scores by beds alone: a 3/8, b 4/8, c 5/8. At 100 people, c's 13 more outweigh 10 people; at 50 its 6 do not.
  @Test(arguments: [(100, "c", 1053.0), (50, "b", 1025)])
  func strengthIsWorthAsManyPeopleAsTheProfileSays(worth: Int, site: String, objective: Double) throws {
    var question = twoAlike(others: [1000, 990])
    question.strengthWorth = worth
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.map(\.site.id) == [site])
    #expect(answer.objective == objective)
    #expect(answer.status == .optimal)
    #expect(answer.servedAfter.people == (site == "c" ? 990 : 1000), "people served are people alone")
    #expect(answer.notChosen.allSatisfy { ($0.bestSwap?.loss ?? .zero) >= .zero })
  }
}
