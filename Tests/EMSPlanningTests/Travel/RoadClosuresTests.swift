import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

/// Which roads matter, against searches on roads from which the closed ones were taken away by hand.
@Suite struct RoadClosuresTests {
  /// A grid of streets a kilometre apart with gaps, each street between two crossings a road of its own.
  private struct Town {
    var lines = RoadLines(attributeSets: [["highway": "residential"], ["highway": "primary", "bridge": "yes"]])
    var clinics: [Coordinate] = []
    var villages: [Settlement] = []

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let size = 5
      for row in 0..<size {
        for column in 0..<size {
          lines.longitudes.append(Int32(column * 100_000 + Int.random(in: -9_000...9_000, using: &random)))
          lines.latitudes.append(Int32(row * 100_000 + Int.random(in: -9_000...9_000, using: &random)))
        }
      }
      for point in 0..<size * size {
        for next in [(point % size < size - 1, point + 1), (point / size < size - 1, point + size)] where next.0 {
          if Int.random(in: 0..<10, using: &random) < 4 { continue }
          lines.points += [Int32(point), Int32(next.1)]
          lines.firstPoint.append(Int32(lines.points.count))
          lines.attributes.append(Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0)
          lines.identifiers.append(Int64(lines.identifiers.count + 100))
        }
      }
      func place() -> Coordinate {
        Coordinate(
          longitude: Double.random(in: 0...0.05, using: &random), latitude: Double.random(in: 0...0.05, using: &random))
      }
      clinics = [place(), place()]
      villages = (0..<30).map { number in
        Settlement(
          id: "\(number)", name: "\(number)", location: place(),
          population: number % 7 == 0 ? nil : Int.random(in: 1...900, using: &random))
      }
    }

    func without(_ closed: Set<Int64>) -> RoadLines {
      var left = RoadLines(
        longitudes: lines.longitudes, latitudes: lines.latitudes, attributeSets: lines.attributeSets)
      for line in 0..<lines.count where !closed.contains(lines.identifiers[line]) {
        left.points += lines.points[Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])]
        left.firstPoint.append(Int32(left.points.count))
        left.attributes.append(lines.attributes[line])
        left.identifiers.append(lines.identifiers[line])
      }
      return left
    }

    func travel(_ lines: RoadLines) throws -> RoadTravel {
      RoadTravel(
        RoadMode.drive.graph(of: lines), mode: .drive, direction: .towardFacility,
        offRoad: try #require(RoadMode.drive.offRoad(within: .metres(500))))
    }

    func times(_ lines: RoadLines) throws -> [Duration?] {
      try travel(lines).nearest(of: clinics, to: villages.map(\.location)).map { $0?.time }
    }
  }

  /// Towns in which some closed road matters to somebody.
  @Test(arguments: [1, 3] as [UInt64]) func aClosureEqualsAFreshSearch(seed: UInt64) throws {
    let town = Town(seed: seed)
    let limit = Duration.seconds(420)
    let found = RoadClosures(
      for: .serviceCircle, by: try town.travel(town.lines),
      on: PlanRoads(lines: town.lines, scenario: RoadScenario()), of: town.clinics, to: town.villages, within: limit)
    let before = try town.times(town.lines)
    func check(_ closure: RoadClosure) throws {
      let after = try town.times(town.without(Set(closure.roads.compactMap(\.identifier))))
      var (lost, unreached, delayed) = (Headcount.zero, Headcount.zero, Headcount.zero)
      var minutes = 0.0
      for (village, (old, new)) in zip(town.villages, zip(before, after)) {
        guard let old else { continue }
        if old <= limit, (new ?? .seconds(1e6)) > limit { lost.add(village) }
        if new == nil { unreached.add(village) }
        if let new, new - old >= RoadClosure.leastDelay {
          delayed.add(village)
          minutes += (new - old) / .seconds(60) * Double(village.population ?? 0)
        }
      }
      #expect(closure.lost == lost)
      #expect(closure.unreached == unreached)
      #expect(closure.delayed == delayed)
      #expect(abs(closure.personMinutes - minutes) < 0.05)
    }
    for closure in found.closures + found.pairs { try check(closure) }
    #expect(found.tried == found.used && found.mostPeopleUntried == nil)
    #expect(!found.closures.isEmpty)
    let worst = min(found.distinct.count, 10)
    #expect(found.pairs.count == worst * (worst - 1) / 2)
    let lost = found.closures.map { $0.lost?.people ?? 0 }
    #expect(lost == lost.sorted(by: >))

    // A road that is not listed takes nobody out of reach and nobody out of the standard.
    let listed = Set(found.closures.flatMap { $0.roads.compactMap(\.identifier) })
    for road in town.lines.identifiers where !listed.contains(road) {
      for (old, new) in zip(before, try town.times(town.without([road]))) {
        // The end of a bridge that a closed road leaves alone may be joined there.
        guard let old else { continue }
        #expect(new.map { ($0 - old) / .seconds(1) < 30 } ?? false)
      }
    }
  }

  /// One bridge to three villages, a roundabout way for one of them: who is cut off, and who is late.
  @Test func aBridgeCutsOffWhoHasNoOtherWay() throws {
    // West bank 0–1, the bridge 1–2, east bank 2–3; a long way round 1–4–3.
    let lines = RoadLines(
      longitudes: [0, 100_000, 110_000, 300_000, 300_000], latitudes: [0, 0, 0, 0, 900_000],
      firstPoint: [0, 2, 4, 6, 9], points: [0, 1, 1, 2, 2, 3, 1, 4, 3], attributes: [0, 1, 0, 0],
      identifiers: [1, 2, 3, 4], attributeSets: [["highway": "primary"], ["highway": "primary", "bridge": "yes"]])
    func village(_ id: String, _ longitude: Double, _ people: Int?) -> Settlement {
      Settlement(id: id, name: id, location: Coordinate(longitude: longitude, latitude: 0), population: people)
    }
    let roads = PlanRoads(lines: lines, scenario: RoadScenario())
    let travel = RoadTravel(
      RoadMode.ambulance.graph(of: lines), mode: .ambulance, direction: .fromFacility,
      offRoad: try #require(RoadMode.ambulance.offRoad(within: .metres(100))))
    let found = RoadClosures(
      for: .emergency, by: travel, on: roads, of: [Coordinate(longitude: 0, latitude: 0)],
      to: [village("west", 0.005, 10), village("east", 0.03, 200)], within: .seconds(300))
    let bridge = try #require(found.closures.first { $0.roads.first?.identifier == 2 })
    #expect(bridge.roads.first?.isBridge == true)
    #expect(bridge.lost == Headcount(people: 200, settlements: 1, settlementsOfUnknownPopulation: 0))
    #expect(bridge.unreached == Headcount.zero)
    #expect(bridge.delayed == Headcount(people: 200, settlements: 1, settlementsOfUnknownPopulation: 0))
    // Without the way round nobody gets there at all.
    let both = try #require(found.pairs.first { Set($0.roads.map(\.identifier)) == [1, 2] })
    #expect(both.unreached.people == 210)
    // The way round itself is used by nobody.
    #expect(!found.closures.contains { $0.roads.first?.identifier == 4 })
    // A plan without a time knows who is cut off, but of no standard.
    let open = RoadClosures(
      for: .emergency, by: travel, on: roads, of: [Coordinate(longitude: 0, latitude: 0)],
      to: [village("east", 0.03, 200)], within: nil)
    #expect(open.closures.allSatisfy { $0.lost == nil })
    // Where nobody knows how many people live there, nobody says that they are none.
    let unknown = RoadClosures(
      for: .emergency, by: travel, on: roads, of: [Coordinate(longitude: 0, latitude: 0)],
      to: [village("east", 0.03, nil)], within: .seconds(300))
    let closed = try #require(unknown.closures.first { $0.roads.first?.identifier == 2 })
    #expect(closed.lost?.settlements == 1 && closed.lost?.knownPeople == nil)
    #expect(closed.roads.first?.using.knownPeople == nil && closed.unreached.knownPeople == 0)
  }
}
