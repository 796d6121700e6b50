import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy

/// What becomes of a verdict where people could live in several ways.
@Suite struct VerdictRangeTests {
  private func beyond(_ people: Int) -> Verdict {
    .nobody(people, Phrase("", "人"), beyond: Phrase("30 km", "30公里"), missing: .farPeople)
  }

  @Test func whereEveryWayDecidesAlikeTheFigureHasARange() {
    let verdict = beyond(12_000).within([beyond(8_000), beyond(15_000), beyond(15_000)])
    #expect(verdict.status == .notMet)
    #expect(verdict.text.english == "12,000 (8,000 to 15,000) people beyond 30 km")
    #expect(verdict.text.chinese == "12,000（8,000至15,000）人在30公里以外")
    #expect(beyond(3).within([]) == beyond(3) && beyond(3).within([beyond(3)]) == beyond(3))
  }

  /// One person is no "people", so that the ways are said beside one another.
  @Test func oneOfManyWaysIsSaidByItself() {
    let verdict = beyond(12).within([beyond(1), beyond(15)])
    #expect(verdict.text.english == "12 people beyond 30 km, or 1 person beyond 30 km, or 15 people beyond 30 km")
    #expect(verdict.text.chinese == "12（1至15）人在30公里以外")
  }

  @Test func whereTheLimitLiesWithinTheRangeNothingIsDecided() {
    let verdict = beyond(0).within([beyond(0), beyond(1_500)])
    #expect(verdict.status == .notKnown)
    #expect(verdict.text.english == "met or not by where town people live: 0 to 1,500 people beyond 30 km")
    #expect(verdict.text.chinese == "取决于城镇人口分布：0至1,500人在30公里以外")
  }

  /// Where the ends of what is needed differ, each way has its own: the least and the greatest of all stand in the verdict,
  /// as they stand in the table of needs.
  @Test func aRangeOfRangesHasTheOuterEnds() {
    func need(_ needed: ClosedRange<Int>, has: Int? = nil) -> Need {
      Need(of: Phrase("stations", "服务站"), needed: needed, has: has)
    }
    let ways = [need(28...72), need(19...60), need(37...81), need(40...40)]
    let verdict = ways[0].verdict.within(ways.dropFirst().map(\.verdict))
    #expect(verdict.status == .notKnown)
    #expect(verdict.text == Phrase("no list of stations; 19 to 81 are needed", "缺少服务站名单；需要19至81个"))
    #expect(ways[0].within(ways.dropFirst()).needed == 19...81)
    let short = [need(28...72, has: 5), need(19...60, has: 5)]
    #expect(short[0].verdict.within([short[1].verdict]).text.english == "5 of at least 28 (19 to 28) stations")
  }

  /// What is missing in every way of spreading is missing; what is missing in one alone need not be added.
  @Test(arguments: 1...50)
  func whatIsMissingIsMissingInEveryWay(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let has = Int(random.next() % 40)
    let ways = (0..<5).map { _ -> Need in
      let least = Int(random.next() % 30)
      return Need(
        of: Phrase("stations", "服务站"), needed: least...(least + Int(random.next() % 30)), has: has,
        lacking: Int(random.next() % 10))
    }
    let all = ways[0].within(ways.dropFirst())
    #expect(ways.allSatisfy { (all.toAdd ?? 0) <= $0.toAdd ?? 0 })
    #expect(ways.allSatisfy { all.needed.contains($0.needed.lowerBound) && all.needed.contains($0.needed.upperBound) })
  }

  @Test func sentencesThatDifferInMoreAreBothSaid() {
    let (a, b) = (Verdict.decided(true, "no stations needed", "不需要站"), Verdict.decided(false, "1 of 2", "2中的1"))
    let other = Verdict.decided(true, "2 of 2", "2中的2")
    #expect(a.within([other]).text == Phrase("no stations needed, or 2 of 2", "不需要站，或2中的2"))
    #expect(a.within([b]).text.english == "met or not by where town people live: no stations needed, or 1 of 2")
    #expect(NumberRange.text(["1 of 2", "2 of 3"]) { "\($0)/\($1)/\($2)" } == "1/1/2 of 2/2/3")
    #expect(NumberRange.text(["1 of 2", "2 or 3"]) { "\($0)/\($1)/\($2)" } == nil)
    // The stop behind a number is none of its digits.
    #expect(
      NumberRange.text(["of 9, or 1.5.", "of 8, or 2.5."]) { "\($0)/\($1)/\($2)" } == "of 9/8/9, or 1.5/1.5/2.5.")
    #expect(NumberRange.text(["9.5 km, 3", "10.5 km, 3"]) { "\($0)/\($1)/\($2)" } == "9.5/9.5/10.5 km, 3")
  }
}
