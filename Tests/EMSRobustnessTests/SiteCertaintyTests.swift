import EMSModel
import EMSPlanning
import GeoKit
import TestSupport
import Testing

@testable import EMSRobustness

@Suite struct SiteCertaintyTests {
  /// Values of the Wilson interval as statistics packages print them.
  @Test func intervalIsWilsons() {
    for (count, total, low, high) in [
      (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (180, 200, 0.8506, 0.9343),
    ] {
      let interval = SiteCertainty.interval(of: count, in: total)
      #expect(abs(interval.lowerBound - low) < 5e-5)
      #expect(abs(interval.upperBound - high) < 5e-5)
    }
  }

  /// A cell that is empty means that there is nothing to decide, not that nobody knows what does.
  @Test func aSiteThatDependsSaysSoWhereNoSingleFactorDecides() {
    func decided(_ bestIn: Int, _ decidedBy: Phrase? = nil) -> String? {
      let village = Settlement(id: "v", name: "村", location: Coordinate(longitude: 120, latitude: 45))
      return SiteCertainty(
        site: CandidateSite(village), isProposed: true, bestIn: bestIn, scenarios: 100, meanLoss: 0, meanTimeLoss: nil,
        rival: nil, decidedBy: decidedBy
      ).whatDecides?.english
    }
    #expect(decided(50) == "no single factor decides")
    #expect(decided(50, Phrase("decided by speed", "取决于车速")) == "decided by speed")
    #expect(decided(95) == nil && decided(5) == nil)
  }

  @Test func aFactorThatDecidesIsFoundWithItsTurningPoint() {
    let speeds = (0..<100).map { 0.8 + Double($0 * 37 % 100) * 0.0045 }
    func factor(_ name: String, _ values: [Double]) -> DecidingFactor {
      DecidingFactor(name: Phrase(name, name), text: { Phrase(NumberText.decimals($0, 2), "") }, values: values)
    }
    let noise = factor("noise", (0..<100).map { Double($0 * 61 % 100) })
    let decided = DecidingFactor.deciding(
      speeds.map { $0 < 0.95 }, among: [noise, factor("speed", speeds)], site: "A", rival: "B")
    #expect(decided?.english == "decided by speed: below 0.95 A is better (right in 100 % of scenarios)")
    // The other way round.
    let other = DecidingFactor.deciding(
      speeds.map { $0 >= 0.95 }, among: [noise, factor("speed", speeds)], site: "A", rival: "B")
    #expect(other?.english == "decided by speed: below 0.95 B is better (right in 100 % of scenarios)")
    // What no factor tells apart is not explained.
    let mixed = (0..<100).map { $0 % 2 == 0 }
    #expect(DecidingFactor.deciding(mixed, among: [factor("speed", speeds)], site: "A", rival: "B") == nil)
    #expect(DecidingFactor.deciding(mixed.map { _ in true }, among: [noise], site: "A", rival: "B") == nil)
  }
}
