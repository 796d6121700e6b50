import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Stations, centres, grids and posts on paper: one city of two subdistricts and a town.
///
/// A step is 0.05° of longitude on the equator, 5.57 km: nobody walks that in 15 minutes, so a site serves its own
/// community alone.
///
///     community  in              people   stands there
///     P1         A subdistrict   10,000   the health centre of A
///     P2         A               14,000
///     P3         A               12,000
///     P4         A                8,000
///     P5         A                6,000
///     Q1         B subdistrict    9,000   a station
///     V1, V2     T town           3,000 and 2,000, a village each; the township health centre in V1
///
/// A: 50,000 people need ⌈50,000 / 20,000⌉ = 3 to ⌊50,000 / 8,000⌋ = 6 stations, one fewer for the community of the
/// centre: 2 to 5. It has none, so 2 are missing; the best are P2 and P3. B: 9,000 people need 1; it has 1.
/// Centres: 59,000 people need ⌈59,000 / 100,000⌉ = 1, two subdistricts would have 2; 1 is enough, and there is one.
@Suite struct TownNeedsTests {
  private static func at(_ step: Int) -> Coordinate { Coordinate(longitude: Double(step) / 20, latitude: 0) }

  private static func area(stationInB: Bool = true) -> PlanningArea {
    let none = MultiPolygon()
    let communities: [(String, String, Int, Int)] = [
      ("P1", "A", 0, 10_000), ("P2", "A", 1, 14_000), ("P3", "A", 2, 12_000), ("P4", "A", 3, 8000),
      ("P5", "A", 4, 6000), ("Q1", "B", 6, 9000), ("V1", "T", 10, 3000), ("V2", "T", 11, 2000),
    ]
    return PlanningArea(
      name: "市", counties: [County(id: "1", name: "区")],
      townships: [
        Township(id: "A", name: "甲街道", kind: .subdistrict, countyID: "1", boundary: none),
        Township(id: "B", name: "乙街道", kind: .subdistrict, countyID: "1", boundary: none),
        Township(id: "T", name: "丙镇", kind: .town, countyID: "1", boundary: none),
      ],
      settlements: communities.map {
        Settlement(
          id: $0.0, name: $0.0, townshipID: $0.1, countyID: "1", location: at($0.2), population: $0.3,
          isUrban: $0.1 != "T")
      },
      facilities: [
        Facility(
          id: "C", name: "甲中心", tier: .communityHealthCentre, location: at(0), countyID: "1", townshipID: "A"),
        Facility(
          id: "H", name: "丙镇卫生院", tier: .townshipHealthCentre, location: at(10), countyID: "1", townshipID: "T"),
      ]
        + (stationInB
          ? [
            Facility(
              id: "S", name: "乙站", tier: .communityHealthStation, location: at(6), countyID: "1", townshipID: "B")
          ] : []))
  }

  private static func profile(_ rules: String = "") throws -> PolicyProfile {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      key: town
      extends: beibei
      name: {en: Town, zh: 城}
      document: town
      documents:
        - {key: town, title: 城区方案, status: draft}
      rules:
        health-grid:
          section: 一
          people: {value: 2000, unit: people}
        posts-per-thousand:
          section: 二
          rate: {value: 1, unit: per mille}
      """, to: "town.yaml")
    return try PolicyLibrary(environment: [:]).profile(file.path)
  }

  private static func proposal(_ area: PlanningArea, _ profile: PolicyProfile) throws -> [SitingAnswer] {
    let travel = try StraightLineTravel(mode: .walk, direction: .towardFacility, speed: .kilometres(5), detour: 1)
    let questions = SitingQuestions(area: area, profile: profile, clinicTravel: travel, clinicLimit: .seconds(900))
    let centres = try questions.communityHealthCentres().map { try SiteRecommender().answer($0) }
    let stations = try questions.communityHealthStations(
      after: centres?.recommendations.map(\.site) ?? []
    ).map { try SiteRecommender().answer($0) }
    return [centres, stations].compactMap { $0 }
  }

  @Test func eachSubdistrictGetsWhatItLacksWhereMostPeopleWalk() throws {
    let answers = try Self.proposal(Self.area(), Self.profile())
    #expect(answers.map(\.service) == [.communityHealthStation], "one centre is enough")
    let stations = try #require(answers.first)
    #expect(stations.recommendations.map(\.site.id) == ["P2", "P3"])
    #expect(stations.status == .optimal)
    #expect(stations.servedAfter.people - stations.servedBefore.people == 26_000)
  }

  @Test func theTableSaysWhatIsNeededAndWhatThereIs() throws {
    let (area, profile) = (Self.area(), try Self.profile())
    let facts = PolicyFacts.known(of: area, regionID: "")
    func need(_ rule: String, _ unit: String) throws -> Need? {
      let unitFacts = try #require(facts.first { $0.unitID == unit })
      return PolicyRules[key: rule]?.need(unitFacts, by: try #require(profile.stated(rule)))
    }
    func grids(_ unit: String) throws -> Need? {
      let unitFacts = try #require(facts.first { $0.unitID == unit })
      return PolicyRules[key: "health-grid"]?.needs(unitFacts, by: try #require(profile.stated("health-grid"))).first
    }
    let stationsOfA = try #require(try need("community-station-per-people", "A"))
    #expect(stationsOfA.needed == 2...5 && stationsOfA.has == 0 && stationsOfA.toAdd == 2)
    let stationsOfB = try #require(try need("community-station-per-people", "B"))
    #expect(stationsOfB.needed == 1...1 && stationsOfB.has == 1 && stationsOfB.toAdd == 0)
    #expect(try need("community-station-per-people", "T")?.needed == 0...0)
    // The city needs what its subdistricts need together; 59,000 people in one would need ⌈59,000 / 20,000⌉ - 1 = 2.
    for unit in ["", "1"] {
      let stations = try #require(try need("community-station-per-people", unit))
      #expect(stations.needed == 3...6 && stations.has == 1, "\(unit)")
    }
    let centres = try #require(try need("community-centre-per-people", ""))
    #expect(centres.needed == 1...2 && centres.toAdd == 0)
    #expect(try need("health-centre-per-town", "")?.has == 1)
    // A village is a grid each: 2; 59,000 people of subdistricts make ⌈59,000 / 2,000⌉ = 30.
    #expect(try grids("")?.needed == 32...32)
    #expect(try grids("T")?.needed == 2...2)
    // 5,000 people outside the subdistricts at 1 ‰; a subdistrict has no township health centre.
    #expect(try need("posts-per-thousand", "")?.needed == 5...5)
    #expect(try need("posts-per-thousand", "A") == nil)
    #expect(try need("posts-per-thousand", "T")?.needed == 5...5)
    #expect(try need("posts-per-thousand", "T")?.has == nil, "no list of posts")
  }

  /// Two counties of two subdistricts each lack one centre: 90,000 and 15,000 people need one. The two of the first bring
  /// more people than any other two, and yet each county gets its own, in the subdistrict with the most people.
  @Test func noCountyGetsTheCentreThatAnotherLacks() throws {
    let none = MultiPolygon()
    let communities: [(id: String, county: String, people: Int)] = [
      ("A", "1", 60_000), ("B", "1", 30_000), ("C", "2", 5000), ("D", "2", 10_000), ("E", "3", 20_000),
    ]
    let area = PlanningArea(
      name: "市", counties: ["1", "2", "3"].map { County(id: $0, name: "区\($0)") },
      townships: communities.map {
        Township(id: $0.id, name: "\($0.id)街道", kind: .subdistrict, countyID: $0.county, boundary: none)
      },
      settlements: communities.enumerated().map { place, community in
        Settlement(
          id: "P\(community.id)", name: "", townshipID: community.id, countyID: community.county,
          location: Self.at(place), population: community.people, isUrban: true)
      },
      facilities: [
        Facility(id: "Z", name: "", tier: .communityHealthCentre, location: Self.at(4), countyID: "3", townshipID: "E")
      ])
    let travel = try StraightLineTravel(mode: .walk, direction: .towardFacility, speed: .kilometres(5), detour: 1)
    let questions = SitingQuestions(
      area: area, profile: try PolicyLibrary(environment: [:]).profile("beibei"), clinicTravel: travel,
      clinicLimit: .seconds(900))
    let answer = try SiteRecommender().answer(try #require(questions.communityHealthCentres()))
    #expect(answer.recommendations.map(\.site.townshipID).sorted { ($0 ?? "") < ($1 ?? "") } == ["A", "D"])
    let note = try #require(answer.notes.first)
    #expect(note.english.contains("each of 2 counties gets as many community health centres as it lacks"))
    #expect(note.english.hasSuffix("(A街道 and D街道)") || note.english.contains("A街道"))
  }

  @Test func withoutAListOfStationsNothingIsGuessed() throws {
    let area = Self.area(stationInB: false)
    let profile = try Self.profile()
    #expect(try Self.proposal(area, profile).isEmpty)
    let rule = try #require(profile.stated("community-station-per-people"))
    let facts = try #require(PolicyFacts.known(of: area, regionID: "").first { $0.unitID == "A" })
    let verdict = try #require(PolicyRules[key: rule.key]).judge(facts, by: rule)
    #expect(verdict.status == .notKnown)
    #expect(verdict.text.english == "no list of community health stations; 2 to 5 are needed")
  }
}
