import TestSupport
import Testing

@testable import EMSPlanning

@Suite struct ResponseTimesTests {
  private func minutes(_ number: Int?) -> Duration? { number.map { .seconds($0 * 60) } }

  @Test func percentilesCountPeople() {
    let times = ResponseTimes([(30, minutes(40)), (10, minutes(5)), (50, minutes(15)), (10, nil), (0, minutes(1))])
    #expect(times.total == 100)
    #expect(times.unreached == 10)
    // 10 people by 5 minutes, 60 by 15, 90 by 40: nine tenths are reached exactly then.
    #expect(times.median == minutes(15))
    #expect(times.ninetieth == minutes(40))
    #expect(times.shareWithin15 == 0.6)
    #expect(times.shareWithin30 == 0.6)
  }

  @Test func thoseWhomNothingReachesWaitForEver() {
    let times = ResponseTimes([(89, minutes(10)), (11, nil)])
    #expect(times.median == minutes(10))
    #expect(times.ninetieth == nil)
    #expect(ResponseTimes([(1, nil)]).median == nil)
    let nobody = ResponseTimes([])
    #expect(nobody.median == nil)
    #expect(nobody.shareWithin15 == nil)
  }

  /// Against the definition, every candidate time tried.
  @Test func equalsTheDefinition() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let entries = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        (
          Int.random(in: 0...9, using: &random),
          minutes(Bool.random(using: &random) ? Int.random(in: 0...60, using: &random) : nil)
        )
      }
      let times = ResponseTimes(entries)
      let all = entries.reduce(0) { $0 + $1.0 }
      func within(_ limit: Duration) -> Int {
        entries.reduce(0) { $0 + (($1.1).map { $0 <= limit } ?? false ? $1.0 : 0) }
      }
      for (tenths, found) in [(5, times.median), (9, times.ninetieth)] {
        let expected = entries.filter { $0.0 > 0 }.compactMap(\.1).filter { within($0) * 10 >= all * tenths }.min()
        #expect(found == expected)
      }
      if all > 0 { #expect(times.shareWithin30 == Double(within(.seconds(1800))) / Double(all)) }
    }
  }
}
