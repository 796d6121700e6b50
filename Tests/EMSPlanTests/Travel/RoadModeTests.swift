import EMSPlan
import Testing
import TravelNetwork

@Suite struct RoadModeTests {
  private func speeds(_ mode: RoadMode, _ tags: [String: String]) -> (Double?, Double?) {
    let traversal = mode.traversal(tags)
    func rounded(_ speed: RoadTraversal.Speed?) -> Double? {
      speed.map { ($0.kilometresPerHour * 1000).rounded() / 1000 }
    }
    return (rounded(traversal.forward), rounded(traversal.backward))
  }

  @Test func theTablesAreThoseCited() {
    #expect(speeds(.ambulance, ["highway": "primary"]) == (54, 54))
    #expect(speeds(.ambulance, ["highway": "track"]) == (35, 35))
    #expect(speeds(.ambulance, ["highway": "motorway"]) == (105, nil))
    #expect(speeds(.drive, ["highway": "residential"]) == (25, 25))
    #expect(speeds(.eBike, ["highway": "tertiary"]) == (20, 20))
    #expect(speeds(.walk, ["highway": "path"]) == (5, 5))
    #expect(speeds(.drive, ["highway": "footway"]) == (nil, nil))
  }

  @Test func limitsSlowCarsOnly() {
    let tags = ["highway": "primary", "maxspeed": "30", "maxspeed:backward": "20 mph"]
    #expect(speeds(.drive, tags) == (30, 32.187))
    #expect(speeds(.ambulance, tags) == (54, 54))
    #expect(speeds(.drive, ["highway": "primary", "maxspeed": "-50"]) == (65, 65))
  }

  @Test func groundSlows() {
    #expect(speeds(.ambulance, ["highway": "track", "tracktype": "grade5"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "secondary", "surface": "mud"]) == (10, 10))
    #expect(speeds(.drive, ["highway": "track", "smoothness": "impassable"]) == (nil, nil))
  }

  @Test func oneWaysAndAccess() {
    #expect(speeds(.drive, ["highway": "service", "oneway": "-1"]) == (nil, 15))
    #expect(speeds(.drive, ["highway": "tertiary", "junction": "roundabout"]) == (40, nil))
    #expect(speeds(.walk, ["highway": "service", "oneway": "yes"]) == (5, 5))
    #expect(speeds(.eBike, ["highway": "service", "oneway": "yes", "oneway:bicycle": "no"]) == (20, 20))
    #expect(speeds(.drive, ["highway": "service", "access": "private"]) == (nil, nil))
    #expect(speeds(.ambulance, ["highway": "service", "access": "private"]) == (9, 9))
    #expect(speeds(.ambulance, ["highway": "service", "access": "no", "emergency": "yes"]) == (9, 9))
    #expect(speeds(.drive, ["highway": "service", "access": "no", "motor_vehicle": "destination"]) == (15, 15))
    #expect(speeds(.ambulance, ["highway": "pedestrian"]) == (nil, nil))
    #expect(speeds(.ambulance, ["highway": "pedestrian", "emergency": "yes"]) == (9, 9))
  }

  @Test func barriersStopWhatTheyStop() {
    #expect(RoadMode.drive.isStopped(by: ["barrier": "bollard"]))
    #expect(!RoadMode.drive.isStopped(by: ["barrier": "gate"]))
    #expect(RoadMode.drive.isStopped(by: ["barrier": "gate", "access": "private"]))
    #expect(!RoadMode.ambulance.isStopped(by: ["barrier": "bollard", "emergency": "yes"]))
    #expect(!RoadMode.walk.isStopped(by: ["barrier": "bollard"]))
  }

  @Test func seasonsSlowAndClose() {
    let winter = RoadScenario(classFactors: ["track": 0, "primary": 0.5])
    #expect(RoadMode.drive.traversal(["highway": "track"], in: winter).isClosed)
    #expect(RoadMode.ambulance.traversal(["highway": "primary"], in: winter).forward?.kilometresPerHour == 27)
    let ice = ["highway": "track", "ice_road": "yes"]
    #expect(RoadMode.drive.traversal(ice).isClosed)
    #expect(RoadMode.drive.traversal(ice, in: RoadScenario(classFactors: ["ice_road": 0])).isClosed)
    let frozen = [1, 0.5].map {
      RoadMode.drive.traversal(ice, in: RoadScenario(classFactors: ["ice_road": $0])).forward
    }
    #expect((frozen[0]?.kilometresPerHour ?? 0) > 0)
    #expect(frozen[1]?.kilometresPerHour == (frozen[0]?.kilometresPerHour ?? 0) / 2)
  }

  @Test func ferriesKeepTheirTimetable() {
    let ferry = RoadMode.drive.traversal(["route": "ferry", "duration": "00:20"])
    #expect(ferry.duration == .seconds(1200))
    #expect(!ferry.isClosed)
  }

  @Test func statedSpeedsAreDriven() {
    let tags = ["highway": "tertiary", "speed_kmh": "62"]
    #expect(speeds(.ambulance, tags) == (62, 62))
    #expect(speeds(.walk, tags) == (5, 5))
  }

  @Test func unknownClassesAreCounted() {
    let lines = RoadLines(
      longitudes: [0, 1], latitudes: [0, 1], firstPoint: [0, 2, 4], points: [0, 1, 1, 0], attributes: [0, 0],
      identifiers: [1, 2], attributeSets: [["highway": "escape"]])
    #expect(RoadMode.unknownClasses(in: lines).map(\.lines) == [2])
  }

  @Test func floatingCatchmentsEqualPlainLoops() {
    let minutes: [[Double?]] = [[5, 15, nil], [25, 10, 30], [nil, nil, 31]]
    let (supply, people) = ([10.0, 4, 2], [100, 50, nil])
    let times = minutes.map { row in
      row.enumerated().compactMap { facility, value in
        value.flatMap { $0 <= 30 ? TravelTime(facility: facility, time: .seconds($0 * 60)) : nil }
      }
    }
    let ratios = FloatingCatchment(supply: supply, people: people, times: times).ratios
    let r0 = 10 / (100 + 50 * 0.22)
    let r1 = 4 / (100 * 0.68 + 50)
    let r2 = 2 / (50 * 0.22)
    #expect(abs(ratios[0] - (r0 + r1 * 0.68)) < 1e-15)
    #expect(abs(ratios[1] - (r0 * 0.22 + r1 + r2 * 0.22)) < 1e-15)
    #expect(ratios[2] == 0)
  }
}
