import EMSPlan
import Testing

/// Who finds room, by hand and by enumeration.
@Suite struct CapacityCoverageTests {
  private func times(_ minutes: [[Double?]]) -> [[TravelTime]] {
    minutes.map { row in
      row.enumerated().compactMap { j, time in time.map { TravelTime(facility: j, time: .seconds($0 * 60)) } }
    }
  }

  @Test func theShortestJourneysGoFirstAndOthersGoOn() throws {
    // The far village of 60 finds the near unit full and goes to the other; the last one is refused.
    let coverage = try CapacityCoverage(
      people: [50, 60, 70, nil, 40, 0], room: [100, 60],
      times: times([[5, 20], [10, 25], [15, nil], [1, 1], [nil, nil], [9, nil]]), order: .time, isDivided: false)
    #expect(
      coverage.places.map(\.status) == [.covered, .covered, .refused, .unknownPeople, .tooFar, .covered])
    #expect(coverage.places.map(\.facility) == [0, 1, nil, nil, nil, nil])
    #expect(coverage.places[1].time == .seconds(1500) && coverage.places[1].nearest?.facility == 0)
    #expect(coverage.taken == [50, 60] && coverage.placesOf == [1, 1])
  }

  @Test func dividedPeopleFillTheRoom() throws {
    let coverage = try CapacityCoverage(
      people: [50, 60, 70], room: [100, 60], times: times([[5, 20], [10, 25], [15, nil]]), order: .time, isDivided: true
    )
    // 50 and 50 fill the first; 10 go to the second.
    #expect(coverage.taken == [100, 10])
    #expect(coverage.places.map(\.served) == [50, 60, 0])
    #expect(coverage.places.map(\.facility) == [0, 0, nil])
  }

  #if CBC
    @Test func theMostPeopleAreThoseOfEnumeration() throws {
      var state: UInt64 = 7
      func draw(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
      }
      for _ in 0..<40 {
        let people = (0..<6).map { _ in draw(40) }
        let room = (0..<3).map { _ in draw(80) }
        let minutes = (0..<6).map { _ in (0..<3).map { _ in draw(4) == 0 ? nil : Double(draw(30)) } }
        var best = 0
        func visit(_ i: Int, _ left: [Int], _ sum: Int) {
          best = max(best, sum)
          if i == people.count { return }
          visit(i + 1, left, sum)
          for j in left.indices where minutes[i][j] != nil && left[j] >= people[i] {
            var next = left
            next[j] -= people[i]
            visit(i + 1, next, sum + people[i])
          }
        }
        visit(0, room, 0)
        let most = try CapacityCoverage(
          people: people, room: room, times: times(minutes), order: .people, isDivided: false)
        let byTime = try CapacityCoverage(
          people: people, room: room, times: times(minutes), order: .time, isDivided: false)
        #expect(most.isProven && most.places.reduce(0) { $0 + $1.served } == best)
        #expect(byTime.places.reduce(0) { $0 + $1.served } <= best)
        for (taken, room) in zip(most.taken, room) { #expect(taken <= room) }
      }
    }
  #endif
}
