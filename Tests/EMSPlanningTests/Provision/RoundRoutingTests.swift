import GeoKit
import TestSupport
import Testing

@testable import EMSPlanning

/// Rounds against every way to split and order them, and on paper.
@Suite struct RoundRoutingTests {
  /// The least driving over all partitions into rounds and all orders within each.
  private static func bruteForce(_ routing: RoundRouting) -> Double {
    func permutations(_ stops: [Int]) -> [[Int]] {
      stops.count < 2
        ? [stops]
        : stops.indices.flatMap { at -> [[Int]] in
          var rest = stops
          let first = rest.remove(at: at)
          return permutations(rest).map { [first] + $0 }
        }
    }
    func best(_ round: [Int]) -> Double? {
      let driving = permutations(round).map(routing.length).min() ?? 0
      return round.count == 1 || driving + Double(round.count) * routing.visit <= routing.day + 1e-6 ? driving : nil
    }
    func partitions(_ stops: [Int]) -> [[[Int]]] {
      guard let first = stops.first else { return [[]] }
      let rest = Array(stops.dropFirst())
      return (0..<1 << rest.count).flatMap { mask -> [[[Int]]] in
        let with = rest.enumerated().filter { mask & 1 << $0.offset != 0 }.map(\.element)
        let without = rest.enumerated().filter { mask & 1 << $0.offset == 0 }.map(\.element)
        return partitions(without).map { [[first] + with] + $0 }
      }
    }
    return partitions(Array(1..<routing.seconds.count)).compactMap { split -> Double? in
      let lengths = split.map(best)
      return lengths.contains { $0 == nil } ? nil : lengths.compactMap { $0 }.reduce(0, +)
    }.min() ?? .infinity
  }

  private static func random(_ stops: Int, seed: UInt64, day: Double) -> RoundRouting {
    var random = SeededGenerator(seed: seed)
    let places = (0...stops).map { _ in
      (Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
    }
    return RoundRouting(
      seconds: places.map { from in
        places.map { to in
          let (dx, dy) = (from.0 - to.0, from.1 - to.1)
          return (dx * dx + dy * dy).squareRoot()
        }
      }, visit: 30, day: day)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6], [120.0, 200, 330, 1000])
  func upToTenStopsTheDrivingIsTheLeastThereIs(stops: Int, day: Double) {
    for seed in 0..<3 {
      let routing = Self.random(stops, seed: UInt64(seed * 100 + stops), day: day)
      let answer = routing.solve()
      #expect(answer.isOptimal)
      #expect(abs(answer.driving - Self.bruteForce(routing)) < 1e-6)
      #expect(answer.rounds.flatMap { $0 }.sorted() == Array(1...stops))
      #expect(routing.bound() <= answer.driving + 1e-6, "no split is below the bound")
      #expect(routing.bound(below: answer.driving) <= answer.driving + 1e-6)
    }
  }

  @Test(arguments: [11, 25, 40], [150.0, 200, 400])
  func manyStopsAreEachSeenOnceWithinADay(stops: Int, day: Double) {
    let routing = Self.random(stops, seed: UInt64(stops), day: day)
    let answer = routing.solve()
    #expect(answer.rounds.flatMap { $0 }.sorted() == Array(1...stops))
    for round in answer.rounds where round.count > 1 {
      #expect(routing.length(of: round) + 30 * Double(round.count) <= day + 1e-6)
    }
    #expect(answer.bound <= answer.driving && answer.bound > 0)
    #expect(!answer.isOptimal)
    // Savings and exchanges do at least as well as one round for each stop.
    #expect(answer.driving <= (1...stops).reduce(0) { $0 + 2 * routing.seconds[0][$1] })
    #expect(routing.solve().rounds == answer.rounds)
  }

  /// A line: the base at 0, stops at 1, 2, 3 and -1 minutes. One round of all drives 3 + 4 + 1 = 8 minutes; with a day
  /// of 130 minutes and stays of 60, rounds of two at most: {1, -1} drives 4, {2, 3} drives 6.
  @Test func aLineOnPaper() {
    let minutes = [0.0, 1, 2, 3, -1]
    let seconds = minutes.map { from in minutes.map { abs($0 - from) * 60 } }
    let free = RoundRouting(seconds: seconds, visit: 0, day: 3600).solve()
    #expect(free.driving == 8 * 60 && free.rounds.count == 1)
    let tight = RoundRouting(seconds: seconds, visit: 3600, day: 130 * 60).solve()
    #expect(tight.rounds == [[1, 4], [2, 3]] || tight.rounds == [[1, 4], [3, 2]])
    #expect(tight.driving == 10 * 60)
  }

  @Test func aStopThatTakesLongerThanADayGoesAlone() {
    let answer = RoundRouting(seconds: [[0, 500, 5], [500, 0, 505], [5, 505, 0]], visit: 10, day: 100).solve()
    #expect(answer.rounds == [[1], [2]])
  }
}
