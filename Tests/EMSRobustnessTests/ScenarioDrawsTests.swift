import EMSModel
import EMSPlanning
import GeoKit
import TestSupport
import Testing

@testable import EMSRobustness

@Suite struct ScenarioDrawsTests {
  private func draws(_ change: (inout Uncertainty) -> Void = { _ in }) -> ScenarioDraws {
    var uncertainty = Uncertainty()
    change(&uncertainty)
    return ScenarioDraws(uncertainty: uncertainty)
  }

  private static let villages = (0..<60).map { at in
    Settlement(
      id: "V\(at)", name: "V\(at)", countyID: at % 2 == 0 ? "A" : "B",
      location: Coordinate(longitude: 120 + Double(at) / 100, latitude: 46),
      precision: at % 3 == 0 ? .townshipSeat : .exact, population: at == 7 ? nil : 100 + at * 13,
      origin: at % 5 == 0 ? .surveyed : .derived, isDerivedPlace: at % 5 != 0)
  }

  private static let area = PlanningArea(
    name: "A", counties: [], townships: [], settlements: villages,
    facilities: [
      Facility(
        id: "F", name: "F", tier: .townshipHealthCentre, location: Coordinate(longitude: 120, latitude: 46),
        precision: .countySeat)
    ])

  @Test func peopleOfACountyStayAsMany() {
    let draws = draws { $0.derivedPeople = 0.9 }
    for scenario in 0..<50 {
      let drawn = Self.area.drawn(draws, cell: .kilometres(5), scenario)
      for county in ["A", "B"] {
        func people(_ area: PlanningArea) -> Int {
          area.settlements.filter { $0.countyID == county }.reduce(0) { $0 + ($1.population ?? 0) }
        }
        #expect(people(drawn) == people(Self.area))
      }
      #expect(drawn.settlements != Self.area.settlements)
      // Surveyed people are exact unless the plan says otherwise, and unknown ones stay unknown.
      for (before, after) in zip(Self.area.settlements, drawn.settlements) where before.origin == .surveyed {
        #expect(before.population == after.population)
      }
      #expect(drawn.settlements.first { $0.id == "V7" }?.population == nil)
    }
  }

  @Test func placesStayWithinTheirRange() {
    let draws = draws()
    var farthest = 0.0
    for scenario in 0..<200 {
      let drawn = Self.area.drawn(draws, cell: .kilometres(5), scenario)
      for (before, after) in zip(Self.area.settlements, drawn.settlements) {
        let moved = Geodesic.distance(before.location, after.location)
        if before.precision == .townshipSeat {
          #expect(moved <= .metres(1000.001))
        } else if before.isDerivedPlace {
          #expect(moved <= .metres(2500 * 2.0.squareRoot() + 0.01))
        } else {
          #expect(moved == .metres(0))
        }
      }
      let moved = Geodesic.distance(Self.area.facilities[0].location, drawn.facilities[0].location)
      #expect(moved <= .metres(3000.001))
      farthest = max(farthest, moved.kilometres)
    }
    #expect(farthest > 2.8)
  }

  @Test func rowsInAnotherOrderDrawTheSame() {
    let draws = draws { $0.unknownPeople = 0...500 }
    let shuffled = Self.area.with(settlements: Self.villages.reversed())
    for scenario in 0..<5 {
      #expect(
        Self.area.drawn(draws, cell: .kilometres(5), scenario).settlements
          == shuffled.drawn(draws, cell: .kilometres(5), scenario).settlements)
    }
  }

  @Test func commonFactorsFillTheirRangeEvenly() {
    let draws = draws { $0.turnout = .seconds(60)...(.seconds(300)) }
    let speeds = (0..<200).map { draws.common($0).ambulanceSpeed }
    #expect(speeds.allSatisfy { (0.8...1.25).contains($0) })
    // Each tenth of the range gets about a tenth of the draws; plain random numbers miss this by far more.
    for tenth in 0..<10 {
      let low = 0.8 + 0.045 * Double(tenth)
      #expect((10...30).contains(speeds.count { $0 >= low && $0 < low + 0.045 }))
    }
    let mean = speeds.reduce(0, +) / 200
    #expect(abs(mean - 1.025) < 0.005)
    #expect((0..<200).allSatisfy { (.seconds(60)...(.seconds(300))).contains(draws.common($0).turnout ?? .zero) })
  }

  /// In each replicate a place's draws fall one into each of as many parts of the range as it has scenarios.
  @Test(arguments: [10, 37, 200, 1000]) func aPlacesDrawsAreALatinHypercube(count: Int) {
    let draws = draws { $0.scenarios = count }
    for id in ["V1", "V2"] {
      for block in 0..<ScenarioDraws.blocks {
        let members = (0..<count).filter { draws.block(of: $0) == block }
        let parts = members.map { Int(draws.own("people", id, $0) * Double(members.count)) }
        #expect(parts.sorted() == Array(members.indices))
      }
    }
  }

  /// Every order of a key is a permutation, every place of it equally frequent, and neighbours are not tied.
  @Test func ordersOfKeysAreEven() {
    let count = 20
    var found = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    var together = 0
    for key: UInt64 in 0..<4000 {
      let order = (0..<count).map { ScenarioDraws.permuted($0, of: count, by: key &* 0x9e37_79b9_7f4a_7c15) }
      #expect(order.sorted() == Array(0..<count))
      for (position, number) in order.enumerated() { found[position][number] += 1 }
      together += order[0] + 1 == order[1] ? 1 : 0
    }
    // 200 expected, standard deviation 13.8.
    #expect(found.joined().allSatisfy { (120...280).contains($0) })
    // 19 of 380 ordered pairs are neighbours: 200 expected.
    #expect((120...300).contains(together))
  }

  /// Draws of two places have nothing to do with each other.
  @Test func placesDrawApart() {
    let draws = draws { $0.scenarios = 1000 }
    for other in 2..<40 {
      let products = (0..<1000).map {
        (draws.own("people", "V1", $0) - 0.5) * (draws.own("people", "V\(other)", $0) - 0.5)
      }
      // 12 times the mean is the correlation: four standard deviations of 1 / sqrt(1000).
      #expect(abs(products.reduce(0, +) / 1000 * 12) < 0.13)
    }
  }

  @Test func outagesAreAsFrequentAsSaid() {
    let draws = draws { $0.outOfService = 0.05 }
    var out = 0
    for scenario in 0..<200 { for site in 0..<100 { out += draws.isOut(.facility("F\(site)"), scenario) ? 1 : 0 } }
    // 20,000 draws of 0.05: 1,000 ± 4 standard deviations of 31.
    #expect(abs(out - 1000) < 125)
    let never = self.draws()
    #expect((0..<100).count { never.isOut(.facility("F"), $0) } == 0)
  }

  @Test func unknownPeopleAreDrawnInTheirRangeAlone() {
    let draws = draws { $0.unknownPeople = 3...5 }
    var seen: Set<Int> = []
    for scenario in 0..<100 { seen.insert(draws.unknownPeople(of: "V7", scenario) ?? -1) }
    #expect(seen == [3, 4, 5])
  }

  @Test func sharesAreTheLargestRemainders() {
    #expect(PlanningArea.shares(of: 10, by: [1, 1, 1]) == [4, 3, 3])
    #expect(PlanningArea.shares(of: 7, by: [5, 0, 2]) == [5, 0, 2])
    #expect(PlanningArea.shares(of: 3, by: [0, 0]) == [0, 0])
  }

  @Test func scaledTravelIsTravelAtThatSpeed() throws {
    var random = SeededGenerator(seed: 4)
    func place() -> Coordinate {
      Coordinate(
        longitude: 120 + Double.random(in: 0...0.4, using: &random),
        latitude: 46 + Double.random(in: 0...0.3, using: &random))
    }
    let facilities = (0..<12).map { _ in place() }
    let places = (0..<60).map { _ in place() }
    for factor in [0.7, 1, 1.3] {
      let scaled = ScaledTravel(
        try StraightLineTravel(
          mode: .ambulance, direction: .fromFacility, speed: .kilometres(50), detour: 1.3, turnout: .seconds(180)),
        factor: factor, turnout: .seconds(240))
      let plain = try StraightLineTravel(
        mode: .ambulance, direction: .fromFacility, speed: .kilometres(50 * factor), detour: 1.3,
        turnout: .seconds(240))
      let limit = Duration.seconds(900)
      let expected = plain.times(from: facilities, to: places, within: limit)
      let found = try scaled.times(from: facilities, to: places, within: limit)
      #expect(expected.map { $0.map(\.facility) } == found.map { $0.map(\.facility) })
      for (a, b) in zip(expected.joined(), found.joined()) { #expect(abs((a.time - b.time) / .seconds(1)) < 1e-6) }
      let nearest = try scaled.nearest(of: facilities, to: places)
      for (a, b) in zip(plain.nearest(of: facilities, to: places), nearest) {
        #expect(a?.facility == b?.facility)
        #expect(abs(((a?.time ?? .zero) - (b?.time ?? .zero)) / .seconds(1)) < 1e-6)
      }
      // A limit that the turnout uses up.
      let none = try scaled.times(from: facilities, to: places, within: .seconds(200))
      #expect(none.joined().isEmpty)
    }
  }
}
