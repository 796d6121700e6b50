import EMSModel
import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSRobustness

/// What scenarios draw of roads, against plans that travel on such roads.
@Suite struct DrawnRoadsTests {
  #if GDAL
    /// Two ways from west to east: a short one by a village road over a bridge, and a long one by a county road.
    private struct Valley {
      let region: PaperRegion

      init() throws {
        region = try PaperRegion()
        func road(_ roadClass: String, _ isBridge: Bool, _ places: [(Double, Double)]) -> String {
          let line = places.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
          return """
            {"type":"Feature","properties":{"dengji":"\(roadClass)","qiao":"\(isBridge ? "yes" : "no")"},
            "geometry":{"type":"LineString","coordinates":[\(line)]}}
            """
        }
        let roads = [
          road("县道", false, [(10.0, 0.0), (10.0, 0.1), (10.2, 0.1), (10.2, 0.0)]),
          road("村道", false, [(10.0, 0.0), (10.09, 0.0)]), road("村道", true, [(10.09, 0.0), (10.11, 0.0)]),
          road("村道", false, [(10.11, 0.0), (10.2, 0.0)]),
        ]
        try region.write(
          "{\"type\":\"FeatureCollection\",\"features\":[\(roads.joined(separator: ","))]}", to: "roads.geojson")
      }

      func travel(_ roads: String = "") throws -> PlanTravel {
        var plan = try String(contentsOf: region.plan, encoding: .utf8)
        plan = plan.replacing(
          "clinics: {model: straight-line, mode: walk}", with: "clinics: {model: roads, mode: drive}")
        plan = plan.replacing(
          "settlements: {file: villages.csv}",
          with: "settlements: {file: villages.csv}\n  roads: {file: roads.geojson, class: dengji\(roads)}")
        try region.write(plan, to: "roads.yaml")
        return try PlanRun.inputs(
          of: region.folder.appendingPathComponent("roads.yaml"), options: PlanRun.Options()
        ).travel
      }
    }

    private static let usual = ScenarioDraws.Common(ambulanceSpeed: 1, otherSpeed: 1, turnout: nil, detour: nil)

    private func seconds(_ model: any TravelModel) throws -> Double? {
      try model.nearest(
        of: [Coordinate(longitude: 10.001, latitude: 0)], to: [Coordinate(longitude: 10.199, latitude: 0)])[0]
        .map { $0.time / .seconds(1) }
    }

    @Test func aClassThatIsSlowerIsSearchedAnew() throws {
      let valley = try Valley()
      defer { valley.region.remove() }
      let travel = try valley.travel()
      for factor in [0.2, 0.5, 1.4] {
        let drawn = try travel.drawn(Self.usual) { _, _ in RoadState(classFactors: ["village_road": factor]) }
        let expected = try valley.travel(", season: \"village_road=\(factor)\"")
        #expect(try seconds(drawn.clinics) == seconds(expected.clinics))
        #expect(try seconds(drawn.clinics) != seconds(travel.clinics))
      }
    }

    @Test func closedRoadsAndSeasonsAreThoseOfAPlanThatHasThem() throws {
      let valley = try Valley()
      defer { valley.region.remove() }
      let travel = try valley.travel()
      let closed = try seconds(try valley.travel(", season: \"village_road=0\"").clinics)
      #expect(closed != nil)
      let kinds = try #require(travel.roadKinds)
      var always = Uncertainty()
      always.closedRoads = ["village_road": 1]
      var season = Uncertainty()
      season.seasons = [.init(text: "村道=0", share: 1)]
      for uncertainty in [always, season] {
        let draws = ScenarioDraws(uncertainty: uncertainty)
        let roads = try DrawnRoads(kinds, uncertainty, file: "plan.yaml")
        let drawn = try travel.drawn(Self.usual) { roads.state(for: $0, speed: $1, draws, 3) }
        #expect(try seconds(drawn.clinics) == closed)
      }
      // A class's own speed takes the place of the speed that all journeys share.
      var slow = Uncertainty()
      slow.classSpeeds = [
        .init(roadClass: "village_road", factor: 0.5...0.5), .init(roadClass: "tertiary", factor: 0.5...0.5),
      ]
      let draws = ScenarioDraws(uncertainty: slow)
      let roads = try DrawnRoads(kinds, slow, file: "plan.yaml")
      let common = ScenarioDraws.Common(ambulanceSpeed: 1, otherSpeed: 1.25, turnout: nil, detour: nil)
      let half = try travel.drawn(common) { roads.state(for: $0, speed: $1, draws, 0) }
      let allHalf = try travel.drawn(
        ScenarioDraws.Common(ambulanceSpeed: 1, otherSpeed: 0.5, turnout: nil, detour: nil))
      // The ways off the road are the only difference, and there are none to speak of.
      #expect(abs((try seconds(half.clinics) ?? 0) - (try seconds(allHalf.clinics) ?? 1)) < 1)
    }

    /// No road open at all is nobody reached, not a failure.
    @Test func whereEveryRoadIsClosedNobodyArrives() throws {
      let valley = try Valley()
      defer { valley.region.remove() }
      let drawn = try valley.travel().drawn(Self.usual) { _, _ in
        RoadState(classFactors: ["village_road": 0, "tertiary": 0])
      }
      #expect(try seconds(drawn.clinics) == nil)
    }
  #endif

  @Test func roadsCloseAsOftenAsSaidAndSeasonsAsTheirShares() {
    var uncertainty = Uncertainty()
    uncertainty.seasons = [.init(text: "track=0", share: 0.25), .init(text: "track=0.5", share: 0.35)]
    let draws = ScenarioDraws(uncertainty: uncertainty)
    let seasons = (0..<200).map { draws.season($0) }
    #expect(seasons.count { $0 == 0 } == 50)
    #expect(seasons.count { $0 == 1 } == 70)
    #expect(seasons.count { $0 == nil } == 80)
    let closed = (0..<100).reduce(0) { sum, road in
      sum + (0..<200).count { draws.isClosed(Int64(road), probability: 0.1, $0) }
    }
    // Two in each replicate of twenty.
    #expect(closed == 2000)
  }

  @Test func speedsOfClassesStayInTheirRangeAndTakeTheirMode() {
    var uncertainty = Uncertainty()
    uncertainty.classSpeeds = [
      .init(roadClass: "track", factor: 0.5...0.7), .init(roadClass: "primary", mode: .ambulance, factor: 1...1.2),
    ]
    let draws = ScenarioDraws(uncertainty: uncertainty)
    for scenario in 0..<200 {
      let ambulance = draws.classSpeeds(of: .ambulance, scenario)
      #expect(ambulance["track"].map { (0.5...0.7).contains($0) } ?? false)
      #expect(ambulance["primary"].map { (1...1.2).contains($0) } ?? false)
      #expect(draws.classSpeeds(of: .walk, scenario).keys.sorted() == ["track"])
    }
  }

  /// A table that `roads calibrate` wrote says how far its factors are known.
  @Test func intervalsAreReadFromTheSpeedTable() throws {
    func table(_ row: String) throws -> SpeedTable {
      try SpeedTable(
        yaml: """
          title: {en: Log, zh: 记录}
          extends: standard
          sources: {log: {text: log.csv, verified: true}}
          factors:
            - {class: primary, mode: walk, \(row), source: log}
          """, file: "speeds.yaml", name: "speeds.yaml")
    }
    let found = try #require(try table("factor: 0.8, low: 0.72, high: 0.9").intervals(of: .walk)["primary"])
    #expect(abs(found.lowerBound - 0.9) < 1e-12 && abs(found.upperBound - 1.125) < 1e-12)
    #expect(try table("factor: 0.8, low: 0.72, high: 0.9").intervals(of: .ambulance).isEmpty)
    #expect(try table("factor: 0.8").intervals(of: .walk).isEmpty)
    for bad in ["factor: 0.8, low: 0.85, high: 0.9", "factor: 0.8, low: 0.7", "factor: 0.8, low: 0.9, high: 0.7"] {
      #expect(throws: InputProblems.self) { try table(bad) }
    }
  }
}
