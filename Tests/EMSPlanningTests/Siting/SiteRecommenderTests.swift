import GeoKit
import SiteSolver
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

@Suite struct SiteRecommenderTests {
  /// A random area of a few sites and settlements, small enough to try every choice.
  private struct Case {
    var candidates: [CandidateSite]
    var existing: [CandidateSite]
    var settlements: [Settlement]
    var count: Int

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      func place() -> Coordinate {
        Coordinate(
          longitude: 121 + Double.random(in: 0...1, using: &random),
          latitude: 46 + Double.random(in: 0...1, using: &random))
      }
      candidates = (0..<Int.random(in: 3...8, using: &random)).map {
        CandidateSite(place: .facility("c\($0)"), name: "C\($0)", location: place(), countyID: "\($0 % 3)")
      }
      existing = (0..<Int.random(in: 0...2, using: &random)).map {
        CandidateSite(place: .facility("e\($0)"), name: "E\($0)", location: place())
      }
      settlements = (0..<Int.random(in: 5...25, using: &random)).map { index in
        let known = Int.random(in: 0..<10, using: &random) > 0
        return Settlement(
          id: "s\(index)", name: "S\(index)", location: place(),
          population: known ? Int.random(in: 0...3000, using: &random) : nil)
      }
      count = Int.random(in: 1...min(3, candidates.count), using: &random)
    }

    func question(_ aim: SitingAim = .mclp(), count: SiteCount? = nil, perCounty: CountyLimits? = nil)
      -> SitingQuestion
    {
      SitingQuestion(
        service: .emergencySubCentre, aim: aim, existing: existing, candidates: candidates,
        settlements: settlements, standard: .distance(.kilometres(30)), count: count ?? .exactly(self.count),
        perCounty: perCounty)
    }

    /// People within the standard of any of these sites, by plain loops.
    func people(servedBy sites: [CandidateSite]) -> Int {
      settlements.reduce(0) { sum, settlement in
        let isServed = (sites + existing).contains {
          Geodesic.distance($0.location, settlement.location) <= .kilometres(30)
        }
        return isServed ? sum + (settlement.population ?? 0) : sum
      }
    }

    func choices(of size: Int) -> [[CandidateSite]] {
      (0..<(1 << candidates.count)).filter { $0.nonzeroBitCount == size }.map { mask in
        candidates.indices.filter { mask & (1 << $0) != 0 }.map { candidates[$0] }
      }
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func maximalCoveringIsTheBestOfAllChoices(seed: UInt64) throws {
    let area = Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question())
    let best = area.choices(of: area.count).map { area.people(servedBy: $0) }.max() ?? 0
    #expect(answer.status == .optimal)
    #expect(answer.recommendations.count + answer.freeChoices == area.count)
    #expect(answer.servedAfter.people == best)
    #expect(answer.servedBefore.people == area.people(servedBy: []))
    let gains = answer.recommendations.reduce(0) { $0 + $1.gained.people }
    #expect(answer.servedBefore.people + gains == answer.servedAfter.people, "gains in build order add up")
  }

  @Test(arguments: UInt64(100)..<140)
  func substitutesAndMarginalsAreWhatTryingShows(seed: UInt64) throws {
    let area = Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question())
    guard answer.weighting == .people else { return }
    let chosen = answer.recommendations.map(\.site)
    let full = area.people(servedBy: chosen)
    for recommendation in answer.recommendations {
      let others = chosen.filter { $0.id != recommendation.site.id }
      #expect(recommendation.marginal.people == full - area.people(servedBy: others))
      #expect(recommendation.marginalValue == Double(full - area.people(servedBy: others)))
      let closed = area.candidates.filter { candidate in !chosen.contains { $0.id == candidate.id } }
      let losses = closed.map { full - area.people(servedBy: others + [$0]) }
      #expect(recommendation.substitute?.loss.objective == losses.min().map { Double($0) })
    }
    for rejected in answer.notChosen {
      let losses = chosen.map { out in
        full - area.people(servedBy: chosen.filter { $0.id != out.id } + [rejected.site])
      }
      #expect(rejected.bestSwap?.loss.objective == losses.min().map { Double($0) })
    }
  }

  /// Two towns need one site each; a third site would add nothing, and where it stands is left to the bureau.
  @Test func aSiteThatGainsNothingIsNotProposed() throws {
    func site(_ id: String, _ longitude: Double) -> CandidateSite {
      CandidateSite(place: .facility(id), name: id, location: Coordinate(longitude: longitude, latitude: 46))
    }
    func village(_ id: String, _ longitude: Double, _ people: Int) -> Settlement {
      Settlement(id: id, name: id, location: Coordinate(longitude: longitude, latitude: 46), population: people)
    }
    let question = SitingQuestion(
      service: .emergencySubCentre, aim: .mclp(), existing: [],
      candidates: [site("a", 121), site("b", 121.05), site("c", 123), site("d", 123.05)],
      settlements: [village("few", 121, 100), village("many", 123, 900)], standard: .distance(.kilometres(30)),
      count: .exactly(3))
    let answer = try SiteRecommender().answer(question)
    #expect(answer.servedAfter.people == 1_000)
    #expect(answer.status == .optimal)
    #expect(answer.recommendations.count == 2 && answer.freeChoices == 1)
  }

  @Test(arguments: UInt64(200)..<220)
  func theOrderOfRowsChangesNothing(seed: UInt64) throws {
    var area = Case(seed: seed)
    let first = try SiteRecommender().answer(area.question())
    var random = SeededGenerator(seed: seed &+ 1)
    area.candidates.shuffle(using: &random)
    area.existing.shuffle(using: &random)
    area.settlements.shuffle(using: &random)
    let second = try SiteRecommender().answer(area.question())
    #expect(first.recommendations == second.recommendations)
    #expect(first.notChosen == second.notChosen)
    #expect(first.unservedSettlementIDs == second.unservedSettlementIDs)
  }

  @Test(arguments: UInt64(300)..<330)
  func setCoveringServesEverybodyWhomACandidateReachesWithTheFewest(seed: UInt64) throws {
    let area = Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question(.lscp, count: .fewest))
    func reached(by sites: [CandidateSite]) -> Set<String> {
      Set(
        area.settlements.filter { settlement in
          (sites + area.existing).contains { Geodesic.distance($0.location, settlement.location) <= .kilometres(30) }
        }.map(\.id))
    }
    let reachable = reached(by: area.candidates)
    let fewest = (0...area.candidates.count).first { size in
      area.choices(of: size).contains { reached(by: $0) == reachable }
    }
    #expect(answer.recommendations.count == fewest)
    #expect(reached(by: answer.recommendations.map(\.site)) == reachable)
    #expect(Set(answer.unservedSettlementIDs) == Set(area.settlements.map(\.id)).subtracting(reachable))
  }

  @Test(arguments: [SitingAim.pMedian(), .pCentre], UInt64(400)..<415)
  func medianAndCentreAreTheBestOfAllChoices(aim: SitingAim, seed: UInt64) throws {
    let area = Case(seed: seed)
    let answer = try SiteRecommender().answer(area.question(aim))
    func cost(_ sites: [CandidateSite]) -> Double {
      var total = 0.0
      var greatest = 0.0
      for settlement in area.settlements {
        let metres =
          (sites + area.existing).map { Geodesic.distance($0.location, settlement.location).metres }.min() ?? 0
        total += metres * Double(settlement.population ?? 0)
        greatest = max(greatest, metres)
      }
      return aim.model == .pCentre ? greatest : total
    }
    let best = area.choices(of: area.count).map(cost).min() ?? 0
    let objective = try #require(answer.objective)
    #expect(abs(objective - best) <= 1e-9 * max(1, best))
    #expect(answer.status == .optimal)
  }

  /// Jining 二4: 11 counties, 1 to 3 each and at least 30 in all.
  private func jining(candidatesPerCounty: Int, count: Int) -> SitingQuestion {
    var candidates: [CandidateSite] = []
    var settlements: [Settlement] = []
    for county in 0..<11 {
      for site in 0..<candidatesPerCounty {
        let place = Coordinate(longitude: 116 + Double(county) * 0.1, latitude: 35 + Double(site) * 0.1)
        candidates.append(
          CandidateSite(
            place: .facility("c\(county)-\(site)"), name: "c\(county)-\(site)", location: place,
            countyID: "37080\(county)"))
        settlements.append(
          Settlement(id: "s\(county)-\(site)", name: "s", location: place, population: 100 + county * 10 + site))
      }
    }
    return SitingQuestion(
      service: .countySubCentre, aim: .mclp(), existing: [], candidates: candidates, settlements: settlements,
      standard: .distance(.kilometres(1)), count: .exactly(count), perCounty: CountyLimits(minimum: 1, maximum: 3))
  }

  @Test func jiningsTotalAndCountyLimitsHoldAtOnce() throws {
    let answer = try SiteRecommender().answer(jining(candidatesPerCounty: 5, count: 30))
    #expect(answer.clash == nil)
    #expect(answer.status == .optimal)
    #expect(answer.recommendations.count == 30)
    let perCounty = Dictionary(grouping: answer.recommendations, by: { $0.site.countyID }).mapValues(\.count)
    #expect(perCounty.count == 11)
    #expect(perCounty.values.allSatisfy { (1...3).contains($0) })
  }

  @Test func thirtyFiveOfAtMostThirtyThreeIsNamedAsTheClashThatItIs() throws {
    let answer = try SiteRecommender().answer(jining(candidatesPerCounty: 5, count: 35))
    #expect(answer.clash?.english == "35 sites are asked for, and the candidates and the maxima of counties allow 33")
    #expect(answer.recommendations.count == 33, "the nearest question that has an answer")
  }

  /// Lists of facilities and of settlements are numbered by themselves: settlement 2 is not facility 2.
  @Test func aSettlementMayHaveTheIDOfAFacility() throws {
    func at(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 46) }
    let village = Settlement(id: "2", name: "village", location: at(122), population: 900)
    let question = SitingQuestion(
      service: .centralVillageClinic, aim: .mclp(),
      existing: [CandidateSite(place: .facility("2"), name: "centre", location: at(121))],
      candidates: [CandidateSite(village)], settlements: [village], standard: .distance(.kilometres(1)),
      count: .exactly(1))
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.map(\.site.place) == [.settlement("2")])
    #expect(answer.servedBefore.people == 0 && answer.servedAfter.people == 900)
  }

  @Test func aNamedSiteIsChosenAndCounted() throws {
    var area = Case(seed: 7)
    area.count = 2
    var question = area.question()
    question.named = [.facility("c0")]
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.count == 2)
    let named = try #require(answer.recommendations.first { $0.site.id == "c0" })
    #expect(named.isNamed)
    #expect(named.substitute == nil, "a decision has no substitute")
  }

  @Test func reasonsSayWhatTheTablesSay() throws {
    func site(_ id: String, _ longitude: Double) -> CandidateSite {
      CandidateSite(place: .facility(id), name: id, location: Coordinate(longitude: longitude, latitude: 46))
    }
    func village(_ id: String, _ longitude: Double, _ people: Int) -> Settlement {
      Settlement(id: id, name: id, location: Coordinate(longitude: longitude, latitude: 46), population: people)
    }
    let question = SitingQuestion(
      service: .emergencySubCentre, aim: .mclp(), existing: [], candidates: [site("好力保乡", 121), site("图牧吉镇", 122)],
      settlements: [village("a", 121, 21_000), village("b", 121.1, 300), village("c", 122, 17_400)],
      standard: .distance(.kilometres(30)), count: .exactly(1))
    let answer = try SiteRecommender().answer(question)
    let reason = try #require(answer.recommendations.first?.reason)
    #expect(
      reason.english
        == "好力保乡: 2 places with 21,300 people come within 30 km that no other site reaches. "
        + "The best substitute, 图牧吉镇, reaches 3,900 fewer people.")
    #expect(reason.chinese == "好力保乡：2个人口点、21,300人进入30公里范围，其他站点均不能到达。最佳替代点图牧吉镇少覆盖3,900人。")
    #expect(
      answer.notChosen.first?.reason.english
        == "图牧吉镇: even in place of 好力保乡, where it does least harm, it reaches 3,900 fewer people.")
  }
}
