import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning

/// Sites that a plan declares, excludes and forces, and what that costs.
@Suite struct SiteDecisionTests {
  private static func at(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 46) }

  private static let area = PlanningArea(
    name: "", counties: [County(id: "1", name: "甲县"), County(id: "2", name: "乙县")],
    townships: [
      Township(id: "t1", name: "子镇", countyID: "1", boundary: MultiPolygon()),
      Township(id: "t2", name: "丑镇", countyID: "1", boundary: MultiPolygon()),
      Township(id: "t3", name: "寅镇", countyID: "2", boundary: MultiPolygon()),
    ],
    settlements: [(121.0, 1_000), (122, 700), (123, 400)].enumerated().map { number, place in
      Settlement(id: "v\(number)", name: "", location: at(place.0), population: place.1)
    },
    facilities: [("a", 121.0, "t1", "1"), ("b", 122, "t2", "1"), ("c", 123, "t3", "2")].map { id, place, town, county in
      Facility(
        id: id, name: "\(id)卫生院", tier: .townshipHealthCentre, location: at(place), countyID: county, townshipID: town)
    } + [Facility(id: "h", name: "甲县医院", tier: .secondaryHospital, location: at(130), countyID: "1")])

  /// One site of three, each of which reaches the people of its own town alone.
  private static func question(
    _ counts: PlanFile.SiteCounts, add: [String] = [], remove: [String] = [], sites: SiteCount = .exactly(1),
    perCounty: CountyLimits? = nil
  ) -> (SitingQuestion, [InputProblem]) {
    var questions = [
      SitingQuestion(
        service: .countySubCentre, aim: .mclp(), existing: [],
        candidates: area.facilities.filter { $0.tier == .townshipHealthCentre }.map { CandidateSite($0) },
        settlements: area.settlements, standard: .distance(.kilometres(30)), count: sites, perCounty: perCounty)
    ]
    let none = PlanFile.Layer(file: "")
    var plan = PlanFile(
      name: "", profile: "", inputs: PlanFile.Inputs(townships: .boundaries(none), facilities: none), file: "plan.yaml",
      folder: URL(fileURLWithPath: "/"))
    plan.siting.counts[.countySubCentre] = counts
    (plan.siting.added, plan.siting.removed) = (add, remove)
    var decisions = SiteDecisions(area, plan: plan)
    decisions.apply(to: &questions)
    return (questions[0], decisions.problems)
  }

  private static func counts(_ set: (inout PlanFile.SiteCounts) -> Void) -> PlanFile.SiteCounts {
    var counts = PlanFile.SiteCounts()
    set(&counts)
    return counts
  }

  @Test(arguments: ["b", "b卫生院", "t2", "丑镇"])
  func aForcedSiteIsChosenAndSaysWhatItCosts(name: String) throws {
    let (question, problems) = Self.question(Self.counts { $0.forced = [name] })
    #expect(problems.isEmpty)
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.map(\.site.id) == ["b"] && answer.recommendations[0].isForced)
    #expect(answer.decisions.map(\.cost) == [SiteLoss(objective: 300)])
    #expect(
      answer.decisions[0].text.english
        == "b卫生院 is forced by the plan: without that, 300 more people would be within the standard")
    #expect(answer.decisions[0].text.chinese == "方案指定b卫生院必建：否则标准内可多300人")
    #expect(answer.status == .optimal, "the best of the choices that keep the decision")
  }

  /// Two decisions together cost what the best choice without both has more, which is not the sum: without a and b the
  /// 400 of c are left of 1,000; a alone costs 600 and b alone 300 while the other stays.
  @Test func decisionsTogetherSayWhatTheyCostTogether() throws {
    let answer = try SiteRecommender().answer(Self.question(Self.counts { $0.excluded = ["a", "b"] }).0)
    let together = try #require(answer.decisionsTogether)
    #expect(together.count == 2 && together.cost == SiteLoss(objective: 600) && together.isExact)
    #expect(
      together.text.english
        == "The 2 decisions of the plan together: without that, 600 more people would be within the standard")
    #expect(together.text.chinese == "以上2项指定合计：否则标准内可多600人")
    #expect(answer.decisions.map(\.cost) == [SiteLoss(objective: 600), SiteLoss(objective: 300)])
    // One added and one removed: c for a, 600 people fewer.
    let both = try SiteRecommender().answer(
      Self.question(PlanFile.SiteCounts(), add: ["county_sub_centre:寅镇"], remove: ["a"]).0)
    #expect(both.decisionsTogether?.cost == SiteLoss(objective: 600))
    #expect(try SiteRecommender().answer(Self.question(Self.counts { $0.forced = ["b"] }).0).decisionsTogether == nil)
  }

  /// Of a county all candidates are excluded, and each says what it alone costs.
  @Test func whatIsExcludedIsNotChosen() throws {
    let (question, problems) = Self.question(Self.counts { $0.excluded = ["甲县"] })
    #expect(problems.isEmpty && question.excluded == [.facility("a"), .facility("b")])
    let answer = try SiteRecommender().answer(question)
    #expect(answer.recommendations.map(\.site.id) == ["c"])
    #expect(answer.decisions.map(\.cost) == [SiteLoss(objective: 600), SiteLoss(objective: 300)])
    #expect(answer.notChosen.isEmpty)
    let free = try SiteRecommender().answer(Self.question(Self.counts { $0.excluded = ["c"] }).0)
    #expect(free.decisions.map(\.text.english) == ["c卫生院 is excluded by the plan: which costs nothing"])
  }

  @Test func whatIsDeclaredServesAlready() throws {
    let (question, _) = Self.question(Self.counts { $0.existing = ["子镇", "甲县医院"] })
    let answer = try SiteRecommender().answer(question)
    #expect(answer.existingSites.map(\.id) == ["a", "h"] && answer.givenSites == [.facility("a"), .facility("h")])
    #expect(answer.servedBefore.people == 1_000 && answer.recommendations.map(\.site.id) == ["b"])
  }

  @Test func candidatesAreThoseOfAListOrOfATier() throws {
    #expect(Self.question(Self.counts { $0.candidates = ["乙县", "甲县医院"] }).0.candidates.map(\.id) == ["c", "h"])
    let tier = Self.question(Self.counts { $0.candidates = ["secondary_hospital"] }).0
    #expect(tier.candidates.map(\.id) == ["h"])
  }

  @Test func whatIsNotFoundOrNotOneIsRefusedWithARemedy() throws {
    let (_, problems) = Self.question(
      Self.counts { ($0.forced, $0.excluded) = (["甲县", "b卫生所"], ["没有的地方"]) }, add: ["t9"])
    #expect(
      problems.map(\.field) == [
        "siting.county_sub_centre.exclude", "siting.county_sub_centre.force", "siting.county_sub_centre.force", "--add",
      ])
    #expect(problems[1].english.contains("names several candidates: a卫生院 (a), b卫生院 (b)"))
    #expect(problems[2].remedyEnglish == "Did you mean b卫生院?")
    #expect(problems.allSatisfy { !$0.chinese.isEmpty && $0.file == "plan.yaml" })
  }

  @Test func aSiteOfOneRunIsAddedByItsService() throws {
    let (question, problems) = Self.question(PlanFile.SiteCounts(), add: ["county_sub_centre:寅镇"])
    #expect(problems.isEmpty && question.forced == [.facility("c")])
  }

  /// The same site cannot be both; but for a site that is forced a town or county may be excluded, and what is decided for
  /// one run goes before the plan.
  @Test func whatIsForcedIsNotExcluded() throws {
    let (_, both) = Self.question(Self.counts { ($0.forced, $0.excluded) = (["t2"], ["b卫生院"]) })
    #expect(both.map(\.english) == ["“t2” is forced and excluded at once"])
    #expect(both[0].field == "siting.county_sub_centre.force" && both[0].chinese == "“t2”既被指定又被排除")
    let (_, inOneRun) = Self.question(PlanFile.SiteCounts(), add: ["b"], remove: ["b卫生院"])
    #expect(inOneRun.map(\.field) == ["--remove"])
    let (butOne, none) = Self.question(Self.counts { ($0.forced, $0.excluded) = (["b"], ["甲县"]) })
    #expect(none.isEmpty)
    #expect(try SiteRecommender().answer(butOne).recommendations.map(\.site.id) == ["b"])
    let (removed, _) = Self.question(Self.counts { $0.forced = ["b"] }, remove: ["b"])
    #expect(removed.forced.isEmpty && removed.excluded == [.facility("b")])
    let (added, _) = Self.question(Self.counts { $0.excluded = ["b"] }, add: ["b"])
    #expect(added.excluded.isEmpty && added.forced == [.facility("b")])
  }

  /// More sites are forced than are asked for: they stand. The minima of counties ask for more than the number: it stands,
  /// with the best sites. Both clashes are named.
  @Test func wherePartsOfAQuestionClashTheNearestIsAnswered() throws {
    let forced = try SiteRecommender().answer(Self.question(Self.counts { $0.forced = ["b", "c"] }).0)
    #expect(forced.recommendations.map(\.site.id) == ["b", "c"] && forced.clash != nil)
    #expect(forced.servedAfter.people == 1_100)
    let minima = Self.question(
      PlanFile.SiteCounts(), sites: .exactly(1), perCounty: CountyLimits(minimum: 1, maximum: 2)
    ).0
    let answer = try SiteRecommender().answer(minima)
    #expect(answer.recommendations.map(\.site.id) == ["a"] && answer.clash != nil)
    let bothMinima = Self.question(
      PlanFile.SiteCounts(), sites: .exactly(2), perCounty: CountyLimits(minimum: 1, maximum: 2)
    ).0
    let kept = try SiteRecommender().answer(bothMinima)
    #expect(kept.recommendations.map(\.site.id) == ["a", "c"] && kept.clash == nil, "one of each county")
    // Three candidates, but one of each county at most: the clash names what is proposed.
    let maxima = Self.question(
      PlanFile.SiteCounts(), sites: .exactly(5), perCounty: CountyLimits(minimum: 0, maximum: 1)
    ).0
    let most = try SiteRecommender().answer(maxima)
    #expect(most.recommendations.map(\.site.id) == ["a", "c"] && most.clash?.english.hasSuffix("allow 2") == true)
  }

  /// A document asks for so many in all and in each county: what stands counts. What the plan sets is to be added.
  @Test func whatStandsCountsToTheNumberOfADocument() throws {
    var question = Self.question(PlanFile.SiteCounts(), sites: .exactly(2)).0
    question.existing = [question.candidates[0]]
    question.candidates.removeFirst()
    question.listed = [.facility("a")]
    question.perCounty = CountyLimits(minimum: 1, maximum: 1)
    var ofDocument = question
    (ofDocument.countsStanding, ofDocument.countsStandingByCounty) = (true, true)
    ofDocument.countStanding()
    #expect(ofDocument.count == .exactly(1) && ofDocument.askedInAll == 2)
    #expect(ofDocument.limits(ofCounty: "1") == CountyLimits(minimum: 0, maximum: 0))
    #expect(ofDocument.limits(ofCounty: "2") == CountyLimits(minimum: 1, maximum: 1))
    let answer = try SiteRecommender().answer(ofDocument)
    #expect(
      answer.recommendations.map(\.site.id) == ["c"] && answer.clash == nil, "b would be the second of its county")
    #expect(
      answer.standingNote?.english
        == "2 county sub-centres are asked for in all, and 1 stands already (a卫生院): 1 more is to be chosen")
    #expect(answer.standingNote?.chinese == "共要求2个县域医疗次中心，已有1个（a卫生院），另需选定1个")
    question.countStanding()
    #expect(question.count == .exactly(2) && question.askedInAll == nil)
    #expect(question.limits(ofCounty: "1") == CountyLimits(minimum: 1, maximum: 1))
  }

  /// What is forced stays among the sites when it adds nothing, and the others are the best beside it.
  @Test(arguments: UInt64(0)..<25)
  func aDecisionIsTheBestOfAllChoicesThatKeepIt(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func place() -> Coordinate {
      Coordinate(longitude: 121 + .random(in: 0...1, using: &random), latitude: 46 + .random(in: 0...1, using: &random))
    }
    let candidates = (0..<7).map { CandidateSite(place: .facility("c\($0)"), name: "", location: place()) }
    let settlements = (0..<20).map {
      Settlement(id: "s\($0)", name: "", location: place(), population: .random(in: 1...900, using: &random))
    }
    func question(_ forced: Set<PlaceID>, _ excluded: Set<PlaceID>) -> SitingQuestion {
      var question = SitingQuestion(
        service: .countySubCentre, aim: .mclp(), existing: [], candidates: candidates, settlements: settlements,
        standard: .distance(.kilometres(25)), count: .exactly(3))
      (question.forced, question.excluded) = (forced, excluded)
      return question
    }
    func people(_ sites: [CandidateSite]) -> Int {
      settlements.reduce(0) { sum, settlement in
        sites.contains { Geodesic.distance($0.location, settlement.location) <= .kilometres(25) }
          ? sum + (settlement.population ?? 0) : sum
      }
    }
    func best(_ holds: ([CandidateSite]) -> Bool) -> Int {
      (0..<128).filter { $0.nonzeroBitCount == 3 }
        .map { mask in candidates.indices.filter { mask & (1 << $0) != 0 }.map { candidates[$0] } }
        .filter(holds).map(people).max() ?? 0
    }
    let answer = try SiteRecommender().answer(question([.facility("c0")], [.facility("c1")]))
    #expect(
      answer.recommendations.contains { $0.site.id == "c0" } && !answer.recommendations.contains { $0.site.id == "c1" })
    let own = best { $0.contains(candidates[0]) && !$0.contains(candidates[1]) }
    #expect(answer.servedAfter.people == own)
    let costs = [best { !$0.contains(candidates[1]) } - own, best { $0.contains(candidates[0]) } - own]
    #expect(answer.decisions.map(\.cost?.objective) == costs.map { Double($0) })
  }
}
