import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

struct SpeedTableTests {
  private func table(_ rows: String, extends: String = "standard") throws -> SpeedTable {
    try SpeedTable(
      yaml: """
        title: {en: Ours, zh: 我们的}
        extends: \(extends)
        sources: {survey: {text: Survey of 2025, verified: true}}
        speeds:
        \(rows)
        """, file: "ours.yaml", name: "ours.yaml")
  }

  /// A table that cannot be read would close every road.
  @Test func everyTableOfTheToolIsReadAndNobodyOvertakesAnAmbulance() throws {
    #expect(SpeedTable.standard.speeds.count == TravelMode.allCases.count)
    for (name, _) in SpeedTable.embedded {
      let table = try SpeedTable(named: name)
      for mode in TravelMode.allCases {
        #expect(!table.classSpeeds(mode).isEmpty)
        for (roadClass, speed) in table.classSpeeds(mode) {
          #expect(speed <= mode.fastest)
          if let ambulance = table.classSpeeds(.ambulance)[roadClass] {
            #expect(speed <= ambulance, "\(name) \(roadClass)")
          }
        }
      }
    }
    #expect(try SpeedTable(named: "china").notes.contains { $0.english.contains("have not been held against") })
    #expect(SpeedTable.standard.notes.isEmpty)
  }

  @Test func aRowOverridesAndTheRestHolds() throws {
    let table = try table("  - {class: 村道, mode: ambulance, kmh: 28, source: survey}")
    #expect(table.classSpeeds(.ambulance)["village_road"] == 28)
    #expect(table.classSpeeds(.ambulance)["primary"] == SpeedTable.standard.classSpeeds(.ambulance)["primary"])
    #expect(table.speeds[.ambulance]?["village_road"]?.source == "Survey of 2025")
    let tags = ["highway": "village_road"]
    let scenario = RoadScenario(speeds: table)
    let lines = RoadLinesSample.line(tags)
    let graph = RoadMode.ambulance.graph(of: lines, in: scenario)
    let usual = RoadMode.ambulance.graph(of: lines)
    var seconds: [Double] = []
    for graph in [graph, usual] { graph.forEachArc { seconds.append($0.time.seconds) } }
    #expect(seconds.count == 4)
    #expect(abs(seconds[0] / seconds[2] - 25 / 28.0) < 1e-4)
  }

  @Test(arguments: [
    ("  - {class: primary, mode: drive, kmh: 90, source: survey}", "slower than others"),
    ("  - {class: primary, mode: walk, kmh: 50, source: survey}", "no walking goes above"),
    ("  - {class: primary, mode: ambulance, kmh: 90, source: hearsay}", "there is no source “hearsay”"),
    ("  - {class: prime, mode: ambulance, kmh: 90, source: survey}", "no mode knows the class"),
    ("  - {class: primary, mode: ambulance, kmh: 300, source: survey}", "is not between"),
    ("  []\nfactors:\n  - {factor: 0.5, mode: ambulance, source: survey}", "slower than others"),
    ("  []\nfactors:\n  - {factor: 2, mode: ambulance, source: survey}", "no ambulance goes above"),
    ("  []\nfactors:\n  - {factor: 0.9, hours: 9, source: survey}", "are no hours of the day"),
    (
      "  - {class: 国道, mode: ambulance, kmh: 90, source: survey}\n  - {class: primary, mode: ambulance, kmh: 80, source: survey}",
      "has two speeds"
    ),
  ])
  func whatIsWrongIsNamed(rows: String, words: String) {
    #expect {
      try table(rows)
    } throws: { error in
      ((error as? InputProblems)?.problems ?? []).contains { $0.english.contains(words) }
    }
  }

  @Test func factorsMultiplyByClassModeAndHour() throws {
    let table = try table(
      """
        - {class: primary, mode: ambulance, kmh: 60, source: survey}
      factors:
        - {factor: 0.5, hours: 22-6, source: survey}
        - {factor: 0.8, class: 国道, source: survey}
        - {factor: 0.9, mode: walk, source: survey}
        - {factor: 0.7, region: 150221, source: survey}
      """)
    #expect(table.factor(of: .ambulance, on: "primary", at: 23) == 0.4)
    #expect(table.factor(of: .ambulance, on: "primary", at: 5) == 0.4)
    #expect(table.factor(of: .ambulance, on: "primary", at: 6) == 0.8)
    #expect(table.factor(of: .walk, on: "track", at: 12) == 0.9)
    #expect(table.factor(of: .drive, on: "track", in: ["150221"], at: 12) == 0.7)
    #expect(table.regions == ["150221"])
    #expect(throws: InputProblems.self) { try RoadScenario(speeds: table).checkHour("hour", in: "plan.yaml") }
    #expect(throws: InputProblems.self) { try RoadScenario(hour: 3).checkHour("hour", in: "plan.yaml") }
  }

  /// A road across the border of two towns: the half in the slow one takes longer by its factor.
  @Test func aFactorOfARegionHoldsWithinIt() throws {
    let table = try table("  []\nfactors:\n  - {factor: 0.5, region: West, source: survey}")
    let corners = [(-1.0, -1.0), (0.001, -1), (0.001, 1), (-1, 1), (-1, -1)]
    let west = Polygon(shell: Ring(corners.map { Coordinate(longitude: $0, latitude: $1) }))
    let area = PlanningArea(
      name: "", counties: [],
      townships: [Township(id: "1", name: "West", kind: nil, countyID: nil, boundary: MultiPolygon([west]))],
      settlements: [], facilities: [], indicators: [], notes: [], account: InputAccount())
    let lines = RoadLines(
      longitudes: [0, 10_000, 20_000], latitudes: [0, 0, 0], firstPoint: [0, 3], points: [0, 1, 2], attributes: [0],
      identifiers: [1], attributeSets: [["highway": "primary"]])
    let marked = try RoadRegions.mark(lines, table.regions, in: area, file: "ours.yaml")
    #expect(marked.count == 2)
    func seconds(_ lines: RoadLines, _ scenario: RoadScenario) -> Double {
      let graph = RoadMode.ambulance.graph(of: lines, in: scenario)
      var total = 0.0
      graph.forEachArc { total += $0.time.seconds / 2 }
      return total
    }
    let (usual, slow) = (seconds(lines, RoadScenario()), seconds(marked, RoadScenario(speeds: table)))
    #expect(abs(slow / usual - 1.5) < 1e-3)
    #expect(throws: InputProblems.self) { try RoadRegions.mark(lines, ["Wset"], in: area, file: "ours.yaml") }
  }

  @Test func anUnknownTableIsRefused() {
    #expect {
      try SpeedTable(named: "chinna")
    } throws: { error in
      (error as? InputProblems)?.problems.first?.remedyEnglish == "Did you mean china?"
    }
  }
}

private enum RoadLinesSample {
  static func line(_ tags: [String: String]) -> RoadLines {
    RoadLines(
      longitudes: [0, 100_000], latitudes: [0, 0], firstPoint: [0, 2], points: [0, 1], attributes: [0],
      identifiers: [1], attributeSets: [tags])
  }
}
