import GeoKit
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

/// Logs made with known factors, on a grid of three classes of road.
struct SpeedCalibrationTests {
  private static let size = 14

  private static func lines(_ third: String = "village_road") -> RoadLines {
    var lines = RoadLines()
    lines.attributeSets = ["primary", "tertiary", third].map { ["highway": $0] }
    for row in 0..<size {
      for column in 0..<size {
        // No two ways alike: every street lies a little aside.
        lines.longitudes.append(1_100_000_000 + Int32(column * 120_000 + column * column * 700))
        lines.latitudes.append(400_000_000 + Int32(row * 90_000 + row * row * 500))
      }
    }
    func add(_ a: Int, _ b: Int, _ set: Int) {
      lines.points += [Int32(a), Int32(b)]
      lines.firstPoint.append(Int32(lines.points.count))
      lines.attributes.append(Int32(set))
      lines.identifiers.append(Int64(lines.count))
    }
    for row in 0..<size {
      for column in 0..<size {
        let here = row * size + column
        if column + 1 < size { add(here, here + 1, row % 5 == 2 ? 0 : row % 2 == 0 ? 1 : 2) }
        if row + 1 < size { add(here, here + size, column % 5 == 2 ? 0 : column % 3 == 0 ? 1 : 2) }
      }
    }
    return lines
  }

  /// - Parameters:
  ///   - bad: the share of runs that are mistakes.
  ///   - mistake: by what the minutes of those are multiplied.
  private func log(
    _ factors: [String: Double], noise: Double, bad: Double, mistake: Double = 3, count: Int,
    on third: String = "village_road"
  ) throws -> [SpeedCalibration.Run] {
    let lines = Self.lines(third)
    let graph = RoadMode.ambulance.graph(of: lines, in: RoadScenario(classFactors: factors))
    let router = RoadRouter(graph, .outward, try #require(RoadMode.ambulance.offRoad()))
    var state: UInt64 = 42
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    func place(_ point: Int) -> Coordinate {
      Coordinate(longitude: Double(lines.longitudes[point]) / 1e7, latitude: Double(lines.latitudes[point]) / 1e7)
    }
    let stations = [20, 95, 150].map(place)
    return (0..<count).compactMap { index in
      let from = stations[index % stations.count]
      let to = place(Int(random() * Double(Self.size * Self.size)))
      guard let journey = router.nearest(of: [from], to: [to])[0], journey.time > .seconds(60) else { return nil }
      let error = 1 + noise * (random() + random() + random() - 1.5) * 2
      return SpeedCalibration.Run(
        from: from, to: to, time: journey.time * error * (random() < bad ? mistake : 1))
    }
  }

  @Test func knownFactorsAreFound() throws {
    let truth = ["primary": 0.8, "tertiary": 1.15, "village_road": 0.65]
    let calibration = try SpeedCalibration(
      log(truth, noise: 0, bad: 0, count: 150), on: Self.lines(), mode: .ambulance, in: RoadScenario())
    #expect(calibration.factors.count == 3)
    for factor in calibration.factors {
      #expect(abs(factor.speed / (truth[factor.classes[0]] ?? 0) - 1) < 0.01, "\(factor)")
    }
    #expect(calibration.errorAfter < 0.005)
    #expect(calibration.errorBefore > 0.05)
  }

  /// Runs that took three times as long, or a third of the time, for a tenth of the log.
  @Test(arguments: [3, 0.3]) func outliersAndNoiseMoveThemLittle(mistake: Double) throws {
    let truth = ["primary": 0.8, "tertiary": 1.15, "village_road": 0.65]
    let calibration = try SpeedCalibration(
      log(truth, noise: 0.1, bad: 0.1, mistake: mistake, count: 400), on: Self.lines(), mode: .ambulance,
      in: RoadScenario())
    for factor in calibration.factors {
      let known = truth[factor.classes[0]] ?? 0
      #expect(abs(factor.speed / known - 1) < 0.06, "\(factor)")
      #expect(factor.low < factor.speed && factor.speed < factor.high)
      #expect(factor.high / factor.low < 1.2)
    }
    #expect(calibration.outlying > 10)
  }

  @Test func theTableSaysTheSame() throws {
    let truth = ["primary": 0.8, "tertiary": 0.9, "village_road": 0.65]
    let runs = try log(truth, noise: 0, bad: 0, count: 150)
    let calibration = try SpeedCalibration(runs, on: Self.lines(), mode: .ambulance, in: RoadScenario())
    let written = try CalibratedTable(calibration, base: .standard, mode: .ambulance, log: "dispatch.csv")
    let table = try SpeedTable(yaml: written.yaml, file: "ours.yaml", name: "ours.yaml")
    let again = try SpeedCalibration(runs, on: Self.lines(), mode: .ambulance, in: RoadScenario(speeds: table))
    #expect(again.errorBefore < 0.01)
    for factor in again.factors { #expect(abs(factor.speed - 1) < 0.01) }
    // A car is no quicker than the ambulances that were seen.
    #expect(table.factor(of: .drive, on: "village_road") < 0.66)
  }

  /// Seconds and hours in the column of minutes, and a log of other places.
  @Test(arguments: [(60.0, "that looks like seconds"), (1 / 60.0, "that looks like hours"), (8, "8.0 times as long")])
  func logsInOtherUnitsAreRefused(unit: Double, words: String) throws {
    let runs = try log([:], noise: 0, bad: 0, count: 60).map {
      SpeedCalibration.Run(from: $0.from, to: $0.to, time: $0.time * unit)
    }
    let error = try #require(throws: InputProblems.self) {
      try SpeedCalibration(runs, on: Self.lines(), mode: .ambulance, in: RoadScenario())
    }
    #expect(error.problems[0].english.contains(words))
  }

  /// On tracks an ambulance goes at 25 km/h and a car at 15. Its factor of 0.5954 is written as 0.595 (14.875 km/h), and a
  /// car held to the factor before it was rounded would go at 0.992 of 15 km/h (14.88 km/h).
  @Test(arguments: [0.5952, 0.5954, 0.5957]) func factorsAreHeldAgainstEachOtherAsTheyAreWritten(factor: Double) throws
  {
    let runs = try log(["track": factor], noise: 0, bad: 0, count: 60, on: "track")
    let calibration = try SpeedCalibration(runs, on: Self.lines("track"), mode: .ambulance, in: RoadScenario())
    #expect(throws: Never.self) {
      try CalibratedTable(calibration, base: .standard, mode: .ambulance, log: "dispatch.csv")
    }
  }

  @Test func tooFewRunsDecideNothing() throws {
    let runs = try log([:], noise: 0, bad: 0, count: 8)
    #expect(throws: InputProblems.self) {
      try SpeedCalibration(runs, on: Self.lines(), mode: .ambulance, in: RoadScenario())
    }
  }
}
