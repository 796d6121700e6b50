import GeoKit
import SiteSolver
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

/// The second aim of siting, against every choice tried by plain loops.
@Suite struct SitingJourneyTests {
  /// Places within a degree, a hospital or two, and people of whom a standard of some radius leaves part outside.
  private struct Case {
    let travel: StraightLineTravel
    var candidates: [CandidateSite]
    var existing: [CandidateSite]
    var settlements: [Settlement]
    let radius: Distance
    let count: Int

    init(seed: UInt64) throws {
      var random = SeededGenerator(seed: seed)
      func place() -> Coordinate {
        Coordinate(
          longitude: 121 + .random(in: 0...1, using: &random), latitude: 46 + .random(in: 0...1, using: &random))
      }
      candidates = (0..<Int.random(in: 4...9, using: &random)).map {
        CandidateSite(place: .facility("c\($0)"), name: "C\($0)", location: place(), countyID: "\($0 % 3)")
      }
      existing = (0..<Int.random(in: 1...2, using: &random)).map {
        CandidateSite(place: .facility("e\($0)"), name: "E\($0)", location: place())
      }
      settlements = (0..<Int.random(in: 8...30, using: &random)).map { index in
        Settlement(
          id: "s\(index + 100)", name: "S\(index)", location: place(),
          population: index % 6 == 0 ? nil : Int.random(in: 1...3000, using: &random))
      }
      // From nobody within the standard today to everybody.
      radius = .kilometres([10, 30, 200][Int(seed % 3)])
      count = Int.random(in: 1...3, using: &random)
      travel = try StraightLineTravel(
        mode: .ambulance, direction: .fromFacility, speed: .kilometres(47), detour: 1.4, turnout: .seconds(180))
    }

    var question: SitingQuestion {
      var question = SitingQuestion(
        service: .countySubCentre, aim: .mclp(), existing: existing, candidates: candidates, settlements: settlements,
        standard: .distance(radius), count: .exactly(count), perCounty: CountyLimits(minimum: 0, maximum: 2))
      question.journey = SitingJourney(
        care: Phrase("second-level care", "二级医疗服务"), today: existing, travel: travel)
      return question
    }

    /// People within the standard, and seconds that they all save, once these stand.
    func worth(_ sites: [CandidateSite]) -> (people: Int, seconds: Int) {
      func seconds(_ sites: [CandidateSite], _ settlement: Settlement) -> Int {
        sites.map { site in
          Int((travel.time(over: Geodesic.distance(site.location, settlement.location)) / .seconds(1)).rounded())
        }.min() ?? 0
      }
      return settlements.reduce(into: (0, 0)) { sum, settlement in
        let people = settlement.population ?? 0
        let isNear = (existing + sites).contains { Geodesic.distance($0.location, settlement.location) <= radius }
        if isNear { sum.0 += people }
        sum.1 += people * (seconds(existing, settlement) - seconds(existing + sites, settlement))
      }
    }

    /// Every choice of so many that keeps the limits.
    var choices: [[CandidateSite]] {
      (0..<(1 << candidates.count)).filter { $0.nonzeroBitCount == min(count, candidates.count) }
        .map { mask in candidates.indices.filter { mask & (1 << $0) != 0 }.map { candidates[$0] } }
        .filter { Dictionary(grouping: $0, by: \.countyID).values.allSatisfy { $0.count <= 2 } }
    }
  }

  @Test(arguments: UInt64(0)..<45)
  func theAnswerIsTheBestOfAllChoicesByPeopleAndThenByTime(seed: UInt64) throws {
    let area = try Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question)
    let best = try #require(area.choices.map(area.worth).max { $0 < $1 })
    let journey = try #require(answer.journey)
    #expect(answer.servedAfter.people == best.people)
    #expect(journey.saved.personSeconds == Double(best.seconds))
    #expect(answer.status == .optimal && journey.isOptimal && journey.gap == 0)
    #expect(try #require(journey.bound) >= journey.saved.personSeconds)
    #expect(answer.recommendations.count + answer.freeChoices == min(area.count, area.candidates.count))
    // What is gained in the order of building adds up, and nobody's journey is longer than today.
    let gains = answer.recommendations.reduce(0) { $0 + $1.gainedTime.personSeconds }
    #expect(gains == journey.saved.personSeconds)
    #expect(
      answer.recommendations.allSatisfy { $0.gained.people > 0 || $0.gained.settlements > 0 || $0.gainedTime.heads > 0 }
    )
  }

  @Test(arguments: UInt64(100)..<120)
  func lossesAreWhatTryingShows(seed: UInt64) throws {
    let area = try Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question)
    let chosen = answer.recommendations.map(\.site)
    let all = area.worth(chosen)
    func loss(_ sites: [CandidateSite]) -> SiteLoss {
      let worth = area.worth(sites)
      return SiteLoss(objective: Double(all.people - worth.people), personSeconds: Double(all.seconds - worth.seconds))
    }
    for recommendation in answer.recommendations {
      let others = chosen.filter { $0 != recommendation.site }
      let without = loss(others)
      #expect(recommendation.marginalValue == without.objective)
      #expect(recommendation.marginalTime.personSeconds == without.personSeconds)
      let swaps = area.candidates.filter { !chosen.contains($0) }.map { others + [$0] }
        .filter { Dictionary(grouping: $0, by: \.countyID).values.allSatisfy { $0.count <= 2 } }.map(loss)
      #expect(recommendation.substitute?.loss == swaps.min())
      #expect(recommendation.substitute.map { $0.loss >= .zero } ?? true)
    }
  }

  /// Everybody is within 30 km today: the site goes where most people come nearer, and the words say so.
  @Test func whereEverybodyIsWithinTheStandardPeopleComeNearer() throws {
    func at(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 46) }
    func site(_ id: String, _ longitude: Double) -> CandidateSite {
      CandidateSite(place: .facility(id), name: id, location: at(longitude))
    }
    let hospital = site("H", 121)
    let travel = try StraightLineTravel(mode: .ambulance, direction: .fromFacility, speed: .kilometres(60), detour: 1)
    var question = SitingQuestion(
      service: .countySubCentre, aim: .mclp(), existing: [hospital], candidates: [site("甲", 121.1), site("乙", 121.2)],
      settlements: [
        Settlement(id: "v", name: "v", location: at(121.1), population: 1_000),
        Settlement(id: "w", name: "w", location: at(121.2), population: 400),
      ], standard: .distance(.kilometres(30)), count: .exactly(1))
    question.journey = SitingJourney(care: Phrase("second-level care", "二级医疗服务"), today: [hospital], travel: travel)
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.map(\.site.id) == ["甲"])
    #expect(answer.servedAfter.people == answer.servedBefore.people)
    // 7.74 km at 1 km a minute: 465 s for each of both villages.
    let reason = try #require(answer.recommendations.first?.reason)
    #expect(
      reason.english
        == "甲: every place within 30 km of it is also reached by another site. It brings 1,400 people 7.8 minutes "
        + "nearer to second-level care. The best substitute, 乙, reaches as many people and saves 4,650 person-minutes less."
    )
    #expect(
      reason.chinese
        == "甲：其30公里范围内的人口点均另有站点可达。1,400人到二级医疗服务的时间平均缩短7.8分钟。最佳替代点乙覆盖人数相同，少节省4,650人·分钟。")
    #expect(answer.notChosen.first?.reason.english.contains("saves 4,650 person-minutes less") == true)
  }
}
