import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSReport

@Suite struct PlanReportCurvesTests {
  private func record(_ id: Int, people: Int?, minutes: Double?) -> SettlementRecord {
    SettlementRecord(
      settlement: Settlement(
        id: "\(id)", name: "", location: Coordinate(longitude: 122, latitude: 46), population: people),
      facilityID: nil, distance: nil, band: nil, time: minutes.map { .seconds($0 * 60) })
  }

  @Test func theResponseCurveCountsPeopleNotReachedInTheWhole() throws {
    var report = try SampleReport.make()
    report.settlements = [
      record(1, people: 100, minutes: 1), record(2, people: 200, minutes: 2.5), record(3, people: 700, minutes: nil),
      record(4, people: nil, minutes: 1),
    ]
    report.sitings = []
    let curve = try #require(report.derivedCurves.first)
    #expect(
      curve.series[0].points == [.init(x: 0, y: 0), .init(x: 1, y: 0.1), .init(x: 2, y: 0.1), .init(x: 3, y: 0.3)])
  }

  @Test func theResponseCurveShowsTodayAndThePlan() throws {
    var report = try SampleReport.make()
    report.settlements = [record(1, people: 100, minutes: 1), record(2, people: 300, minutes: 3)]
    report.sitings = []
    #expect(report.derivedCurves.first?.series.map(\.name.english) == ["today"], "nothing changes")
    report.settlements[1].timeWithPlan = .seconds(90)
    let curve = try #require(report.derivedCurves.first)
    #expect(curve.series.map(\.name.english) == ["today", "with the plan"])
    #expect(curve.series[0].points.map(\.y) == [0, 0.25, 0.25, 1])
    #expect(curve.series[1].points.map(\.y) == [0, 0.25, 1, 1])
  }

  @Test func theBuildCurveStartsFromTodayAndEndsAtThePlan() throws {
    var report = try SampleReport.make()
    var second = report.sites[1]
    second.place = .facility("C2")
    second.rank = 2
    second.populationGained = 70
    report.sites.insert(second, at: 0)
    let curve = try #require(report.derivedCurves.first { $0.id == "build_order_emergency_sub_centre" })
    #expect(curve.series[0].points == [.init(x: 0, y: 6870), .init(x: 1, y: 9000), .init(x: 2, y: 9070)])
  }

  @Test func nothingIsDrawnFromNothing() throws {
    var report = try SampleReport.make()
    report.settlements = [record(1, people: nil, minutes: 3)]
    report.sitings = []
    #expect(report.derivedCurves.isEmpty)
  }
}
