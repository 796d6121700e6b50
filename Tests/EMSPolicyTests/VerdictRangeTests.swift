import Testing

@testable import EMSModel
@testable import EMSPolicy

/// What becomes of a verdict where people could live in several ways.
@Suite struct VerdictRangeTests {
  private func beyond(_ people: Int) -> Verdict { .none(people, "people beyond 30 km", "人在30公里以外") }

  @Test func whereEveryWayDecidesAlikeTheFigureHasARange() {
    let verdict = beyond(12_000).within([beyond(8_000), beyond(15_000), beyond(15_000)])
    #expect(verdict.status == .notMet)
    #expect(verdict.text.english == "12,000 (8,000 to 15,000) people beyond 30 km")
    #expect(verdict.text.chinese == "12,000（8,000至15,000）人在30公里以外")
    #expect(beyond(3).within([]) == beyond(3) && beyond(3).within([beyond(3)]) == beyond(3))
  }

  @Test func whereTheLimitLiesWithinTheRangeNothingIsDecided() {
    let verdict = beyond(0).within([beyond(0), beyond(1_500)])
    #expect(verdict.status == .notKnown)
    #expect(verdict.text.english == "met or not by where town people live: 0 to 1,500 people beyond 30 km")
    #expect(verdict.text.chinese == "取决于城镇人口分布：0至1,500人在30公里以外")
  }

  @Test func sentencesThatDifferInMoreAreBothSaid() {
    let (a, b) = (Verdict.decided(true, "no stations needed", "不需要站"), Verdict.decided(false, "1 of 2", "2中的1"))
    #expect(a.within([b]).text.english == "met or not by where town people live: no stations needed, or 1 of 2")
    #expect(NumberRange.text(["1 of 2", "2 of 3"]) { "\($0) \($1) \($2)" } == nil)
    #expect(NumberRange.text(["9.5 km, 3", "10.5 km, 3"]) { "\($0)/\($1)/\($2)" } == "9.5/9.5/10.5 km, 3")
  }
}
