import GeoKit
import Testing

@testable import EMSModel
@testable import EMSReading

/// Town people over towns of every kind, with and without a place, against the weights worked out by hand.
struct TownSpreadTests {
  private static let plan =
    InputFilesTests.plan.replacing("\n  settlements: {file: villages.csv}", with: "").replacing(
      "{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
    + "\n  demand: {method: urban-at-seats-rural-on-grid, grid_km: 20}\n"
  private static let counties = InputFilesTests.counties.replacing(
    "\"population\":10001,\"urban_share\":0.4", with: "\"population\":1000000,\"urban_share\":0.5")
  private static let header = "code,name,kind,rank,urban_area,urban_people,county,lon,lat\n"

  private func area(_ rows: String) throws(InputProblems) -> PlanningArea {
    try InputFilesTests().read([
      "plan.yaml": Self.plan, "counties.geojson": Self.counties,
      "facilities.csv": "id,name,tier,lon,lat\nh,东旗医院,二级,122.1,46.2\n",
      "seats.csv": Self.header + rows + "29,西镇,镇,,,,2,121.7,46.2\n",
    ])
  }

  private func people(of area: PlanningArea, _ id: String, _ spread: TownSpread) -> Int? {
    area.spread(spread).settlements.first { $0.id == "\(id)-seat" }?.population
  }

  /// 500,000 town people by 100,000 : 10,700 : 2,800, the seat half and twice as heavy.
  @Test func aCountySeatIsNoMarketTown() throws {
    let area = try area("11,甲镇,镇,county_seat,,,1,122.1,46.2\n12,丙镇,镇,,,,1,122.4,46.3\n13,丁苏木,苏木,,,,1,122.3,46.1\n")
    for (spread, seat) in [(TownSpread.even, 50_000.0), (.middle, 100_000), (.concentrated, 200_000)] {
      for (id, weight) in [("11", seat), ("12", 10_700), ("13", 2_800)] {
        let share = 500_000 * weight / (seat + 13_500)
        #expect(abs(Double(people(of: area, id, spread) ?? 0) - share) < 1, "\(id) \(spread)")
      }
    }
    #expect(area.unplaced.isEmpty && area.countedPeople == 1_000_500)
    let town = try #require(area.settlements.first { $0.id == "12-seat" }?.spread?.range)
    #expect(town.lowerBound < town.upperBound)
  }

  /// Known figures before weights: 30,000 in 丙镇 and nobody in 丁苏木.
  @Test func whatTheFileSaysOfATownGoesFirst() throws {
    let area = try area(
      "11,甲镇,镇,county_seat,,,1,122.1,46.2\n12,丙镇,镇,,,30000,1,122.4,46.3\n13,丁苏木,苏木,,,0,1,122.3,46.1\n")
    #expect(people(of: area, "12", .middle) == Int((500_000 * 30_000.0 / 130_000).rounded()))
    #expect(people(of: area, "13", .middle) == nil)
  }

  /// Two subdistricts without a point count at the urban area, a town without one to the county and nowhere.
  @Test func townsWithoutAPlaceKeepTheirShare() throws {
    let area = try area(
      "C1,甲县城,城区,county_seat,,,1,122.1,46.2\n11,东街道,街道,,C1,,1,,\n12,西街道,街道,,C1,,1,,\n13,丙镇,镇,,,,1,,\n")
    #expect(people(of: area, "C1", .middle) == 500_000 - 48_329)
    #expect(area.unplaced.map(\.townshipID) == ["13"] && area.unplacedPeople == 48_329)
    #expect(area.unplaced[0].people == SpreadPeople(even: 88_138, middle: 48_329, concentrated: 25_392))
    #expect(area.countedPeople == 1_000_500)
    let count = TownshipCount(area.townships.filter { $0.countyID == "1" })
    #expect([count.all, count.located, count.inUrbanArea, count.unlocated] == [3, 0, 2, 1])
    #expect(area.notes.contains { $0.english.hasPrefix("48,329 town people (25,392 to 88,138) of 1 township") })
  }

  @Test func anUrbanAreaThatIsNoneIsRefused() {
    let found = InputFilesTests().problems([
      "plan.yaml": Self.plan,
      "seats.csv": Self.header + "11,甲镇,镇,,,,1,122.1,46.2\n12,东街道,街道,,11,,1,,\n21,乙苏木,苏木,,,,2,121.7,46.2\n",
    ])
    #expect(found.map(\.value) == ["11"] && found[0].field == "urban_area")
  }
}
