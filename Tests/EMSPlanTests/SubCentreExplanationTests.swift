import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport

/// The county sub-centres of the regions: proven again by looking at every choice, told by criteria and in sentences.
@Suite struct SubCentreExplanationTests {
  private static func report(_ region: String) async throws -> (report: PlanReport, siting: SitingRecord) {
    let report = try await PlannedRegion.of(region).report
    return (report, try #require(report.sitings.first { $0.service == "county_sub_centre" }))
  }

  /// For each candidate the people whom it brings within 30 km of hospital care, by geodesics alone.
  private static func newlyWithin(_ report: PlanReport, _ siting: SitingRecord) -> (people: [Int], reach: [[Int]]) {
    let limit = Distance.kilometres(30)
    let hospitals = report.area.facilities.filter(\.isHospital)
    let farther = report.area.settlements.filter { settlement in
      (settlement.population ?? 0) > 0
        && !hospitals.contains { Geodesic.distance($0.location, settlement.location) <= limit }
    }
    let candidates = siting.criteria.filter { $0.standing != .leftOut }
    return (
      farther.map { $0.population ?? 0 },
      candidates.map { candidate in
        farther.indices.filter { Geodesic.distance(farther[$0].location, candidate.site.location) <= limit }
      }
    )
  }

  /// The most people over every choice of so many candidates that is allowed.
  private static func most(_ reach: [[Int]], _ people: [Int], count: Int, allowed: ([Int]) -> Bool) -> Int {
    var best = 0
    func extend(_ chosen: [Int], _ covered: [Bool], _ sum: Int) {
      if chosen.count == count {
        if allowed(chosen) { best = max(best, sum) }
        return
      }
      for next in ((chosen.last ?? -1) + 1)..<reach.count {
        var (wider, more) = (covered, sum)
        for place in reach[next] where !wider[place] {
          wider[place] = true
          more += people[place]
        }
        extend(chosen + [next], wider, more)
      }
    }
    extend([], [Bool](repeating: false, count: people.count), 0)
    return best
  }

  /// 3,003 choices of six of fourteen: none brings more within 30 km with three of a county at most.
  @Test func xinganChoiceIsTheBestOfAllChoices() async throws {
    let (report, siting) = try await Self.report("xingan")
    let (people, reach) = Self.newlyWithin(report, siting)
    let counties = siting.criteria.filter { $0.standing != .leftOut }.map(\.site.countyID)
    let best = Self.most(reach, people, count: 6) { chosen in
      Dictionary(grouping: chosen) { counties[$0] }.values.allSatisfy { $0.count <= 3 }
    }
    #expect(siting.chosen == 6 && siting.isProven)
    #expect(siting.populationGained == best)
  }

  /// Hohhot's document has no number: the fewest that leave nobody outside whom a candidate can reach.
  @Test func hohhotCountIsTheFewestThatServeAll() async throws {
    let (report, siting) = try await Self.report("hohhot")
    let (people, reach) = Self.newlyWithin(report, siting)
    let all = Set(reach.flatMap { $0 }).reduce(0) { $0 + people[$1] }
    #expect(all > 0 && siting.chosen > 1 && siting.isProven && siting.infeasibility == nil)
    #expect(siting.populationGained == all)
    #expect(Self.most(reach, people, count: siting.chosen - 1) { _ in true } < all)
  }

  /// The document asks for 30 and for one to three of a county: the tool's defaults keep no centre of the data from it, and
  /// it is said which gave way, and that no document sets them.
  @Test func jiningDefaultsGiveWayToTheDocument() async throws {
    let (report, siting) = try await Self.report("jining")
    let centres = report.area.facilities.filter { $0.isOne(of: [.townshipHealthCentre, .communityHealthCentre]) }
    #expect(siting.candidates == centres.count && centres.count < 30)
    #expect(siting.criteria.allSatisfy { $0.standing != .leftOut })
    // Those that keep 5 km from any hospital and 10 km from one of the county, by geodesics alone.
    let hospitals = report.area.facilities.filter { $0.tier == .secondaryHospital || $0.tier == .tertiaryHospital }
    let kept = centres.filter { centre in
      hospitals.allSatisfy { hospital in
        let distance = Geodesic.distance(centre.location, hospital.location)
        return distance >= .kilometres(5) && (hospital.countyID != centre.countyID || distance >= .kilometres(10))
      }
    }
    let words = try #require(siting.explanation)
    #expect(kept.count == 2)
    #expect(words.english.contains("2 health centres keep every default of the tool, and 30 are asked for"))
    #expect(words.english.contains("\(centres.count - kept.count) more are candidates because defaults gave way"))
    #expect(words.english.contains("No document sets these."))
    #expect(words.chinese.contains("符合本工具全部默认条件的候选点为2个，而要求30个") && words.chinese.contains("非文件规定"))
    let below = siting.criteria.filter { $0.note != nil }
    #expect(Set(below.map(\.site.id)) == Set(centres.map(\.id)).subtracting(kept.map(\.id)))
    #expect(below.allSatisfy { $0.note?.english.contains("a default of the tool, which gave way") == true })
    #expect(siting.infeasibility?.english.contains("30") == true)
    #expect(
      siting.freeChoiceText?.english.contains("are possible") == true, "30 are asked for, not those that are possible")
  }

  /// Names, figures and the proof, in both languages, with nothing of one left in the other but names.
  @Test(arguments: ["xingan", "hohhot", "jining", "beibei", "bayannur"])
  func theExplanationCanBeReadAloud(region: String) async throws {
    let (report, siting) = try await Self.report(region)
    let words = try #require(siting.explanation)
    let recommended = report.sites.filter { $0.service == "county_sub_centre" && $0.status == .recommended }
    #expect(
      Set(recommended.map(\.name))
        == Set(siting.criteria.filter { $0.standing == .recommended }.map(\.site.name)))
    for site in recommended {
      #expect(words.english.contains(site.name) && words.chinese.contains(site.name), "\(site.name)")
    }
    if let gained = siting.populationGained, gained > 0 {
      // Of what, for the figures of coverage are of ambulances.
      let care = try #require(siting.journey?.care)
      let within = "within \(siting.standard.english) of \(care.english) who"
      #expect(
        words.english.contains(within) && words.chinese.contains("现状的\(care.chinese)\(siting.standard.chinese)以外"))
      let figure = NumberText.grouped(gained)
      #expect(words.english.contains(figure) && words.chinese.contains(figure))
    }
    #expect(!words.chinese.contains { $0.isASCII && $0.isLetter }, "\(words.chinese)")
    // The same move at several worths is one sentence.
    let moves = words.english.components(separatedBy: "more than the weakest, ").dropFirst()
      .map { $0.components(separatedBy: " person-minutes")[0] }
    #expect(Set(moves).count == moves.count, "\(words.english)")
    #expect(words.english.hasSuffix(".") && words.chinese.hasSuffix("。"))
    #expect(!words.english.contains("..") && !words.chinese.contains("。。") && !words.english.contains("  "))
  }
}
