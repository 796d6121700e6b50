import Testing

@testable import EMSModel
@testable import EMSReading

/// Facilities outside the region: which rows they are, and by which ids.
@Suite struct NeighboursTests {
  private static let plan = InputFilesTests.plan + "\n  neighbours: {file: neighbours.csv}"

  private func read(_ rows: String) throws -> PlanningArea {
    try InputFilesTests().read(["plan.yaml": Self.plan, "neighbours.csv": "编码,名称,级别,经度,纬度,所属乡镇\n" + rows])
  }

  @Test func whatLiesInTheRegionIsLeftOutAndNothingElseChanges() throws {
    let without = try InputFilesTests().read()
    let area = try read("n1,邻县医院,二级,122.6,46.2,无此镇\nn2,区内医院,二级,122.3,46.2,\nn3,南县卫生院,卫生院,122.1,45.9,\n")
    #expect(area.neighbours.map(\.id) == ["n1", "n3"])
    #expect(area.neighbours.allSatisfy { $0.isOutside && $0.countyID == nil && $0.townshipID == nil })
    #expect(area.facilities.map(\.id) == without.facilities.map(\.id))
    #expect(area.facilities.allSatisfy { !$0.isOutside })
    let notes = area.notes.map(\.english)
    #expect(notes.contains { $0.hasPrefix("1 facility of the neighbours lies in the region and is left out there") })
    #expect(notes.contains { $0.hasPrefix("2 facilities outside the region count") })
  }

  @Test func idsOfTwoListsAreKeptApart() throws {
    let area = try read("h1,邻县医院,二级,122.6,46.2,\n9,南县医院,二级,122.1,45.9,\n")
    #expect(area.neighbours.map(\.id) == ["outside-9", "outside-h1"])
    #expect(area.facilities.map(\.id) == ["h1", "h2"])
    #expect(area.notes.contains { $0.english.hasPrefix("Ids of the neighbours are those of facilities of the region") })
  }

  @Test func copiesOfAnAreaKeepThem() throws {
    let area = try read("n1,邻县医院,二级,122.6,46.2,\n")
    #expect(area.with(settlements: []).neighbours.map(\.id) == ["n1"])
    #expect(area.with(facilities: []).neighbours.map(\.id) == ["n1"])
    #expect(area.with(facilities: []).unplaced == area.unplaced)
    #expect(area.reachable.map(\.id) == ["h1", "h2", "n1"])
  }

  /// A village boundary layer: refused with the remedy, or a point inside each, which is said.
  @Test func villagesDrawnAsAreasAreRefusedOrStandAtAPointInside() throws {
    let areas = #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"code":"v1","name":"一村","population":300},"geometry":{"type":"Polygon",
       "coordinates":[[[122.2,46.1],[122.3,46.1],[122.3,46.2],[122.29,46.11],[122.2,46.1]]]}},
      {"type":"Feature","properties":{"code":"v2","name":"二村","population":200},"geometry":{"type":"Point","coordinates":[121.8,46.4]}}]}
      """#
    let plan = InputFilesTests.plan.replacing("{file: villages.csv}", with: "{file: v.geojson}")
    let refused = InputFilesTests().problems(["plan.yaml": plan, "v.geojson": areas])
    #expect(refused.map(\.english) == ["the shape is a polygon and must be a point"])
    #expect(refused.first?.remedyEnglish.hasPrefix("Set areas: inside") == true)
    #expect(refused.first?.remedyChinese.contains("areas: inside") == true)
    let inside = plan.replacing("v.geojson}", with: "v.geojson, areas: inside}")
    let area = try InputFilesTests().read(["plan.yaml": inside, "v.geojson": areas])
    #expect(area.settlements.map(\.population) == [300, 200])
    let place = area.settlements[0].location
    // Between the two long sides of the sliver.
    #expect(
      place.latitude > 46.1
        && place.latitude < 46.1 + (place.longitude - 122.2) * (place.longitude < 122.29 ? 1.0 / 9 : 10))
    #expect(area.settlements[1].location.longitude == 121.8)
    #expect(
      area.notes.contains {
        $0.kind == .derivation && $0.english.contains("v.geojson: 1 row is drawn as an area and stands")
      })
  }

  @Test func badRowsAreNamedWithTheirFile() {
    let problems = InputFilesTests().problems([
      "plan.yaml": Self.plan, "neighbours.csv": "编码,名称,级别,经度,纬度\nn1,某单位,不知何物,122.6,46.2\nn2,医院,二级,722,46.2\n",
    ])
    #expect(problems.count == 2)
    #expect(problems.allSatisfy { $0.file == "neighbours.csv" })
  }
}
