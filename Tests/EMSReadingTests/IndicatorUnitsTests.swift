import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Of which unit the rows of a table of indicators are, by the words of bureaus for a whole, a part and a mean.
struct IndicatorUnitsTests {
  private func read(_ table: String, counties: String? = nil) throws(InputProblems) -> PlanningArea {
    try InputFilesTests().read([
      "plan.yaml": InputFilesTests.plan + "\n  indicators: {file: indicators.csv}\n", "indicators.csv": table,
      "counties.geojson": counties ?? InputFilesTests.counties,
      "townships.geojson": counties == nil
        ? InputFilesTests.townships : InputFilesTests.townships.replacing("西旗", with: "1"),
    ])
  }

  /// 东旗 alone, as a county of both townships.
  private static let oneCounty = #"""
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"1","name":"东旗"},
     "geometry":{"type":"Polygon","coordinates":[[[121.5,46],[122.5,46],[122.5,46.5],[121.5,46.5],[121.5,46]]]}}]}
    """#

  private func grids(_ area: PlanningArea) -> [String: Int?] {
    Dictionary(area.indicators.map { ($0.unitID ?? "region", $0.healthGrids) }, uniquingKeysWith: { first, _ in first })
  }

  private func notes(_ area: PlanningArea) -> String { area.notes.map(\.english).joined(separator: "\n") }

  private func count(_ item: InputAccount.Item, _ area: PlanningArea) -> Int? {
    area.account.entries.first { $0.input == "indicators" && $0.item == item }?.count
  }

  @Test(arguments: ["合计", "全市", "全盟", "合 计", "总计：", "合计（2个旗）", "Total", "Grand total", "全市合计", "全域", "region"])
  func aRowOfTheWholeIsTheRegions(unit: String) throws {
    for rows in ["\(unit),30", "东旗,10\n西旗,20\n\(unit),30"] {
      let area = try read("单位,健康网格数\n\(rows)\n")
      #expect(grids(area)["region"] == 30, "\(rows)")
      #expect(count(.rowsRead, area) == rows.split(separator: "\n").count)
      let isPlain = ["全域", "region"].contains(unit)
      #expect(notes(area).contains("the unit \(unit) is taken as the whole region") != isPlain, "\(notes(area))")
    }
  }

  @Test(arguments: ["全县", "全旗", "全区", "全旗合计"])
  func aWholeCountyIsTheRegionWhereItIsTheOnlyOne(unit: String) throws {
    for rows in ["\(unit),30", "甲镇,10\n乙苏木,20\n\(unit),30"] {
      #expect(grids(try read("单位,健康网格数\n\(rows)\n", counties: Self.oneCounty))["region"] == 30)
    }
  }

  /// In a region of several counties 全旗 is all of them where they are the rows; else nothing tells which is meant.
  @Test func aWholeCountyAmongSeveralIsTheRegionOrRefused() throws {
    for table in ["单位,健康网格数\n东旗,10\n西旗,20\n全旗,30\n", "单位,指标,数值\n东旗,健康网格数,10\n西旗,健康网格数,20\n全旗,健康网格数,30\n"] {
      let area = try read(table)
      #expect(area.indicators.map(\.unitID) == [nil, "1", "2"])
      #expect(notes(area).contains("the unit 全旗 is taken as the whole region"))
      #expect(count(.rowsRead, area) == 3)
    }
    for rows in ["全旗,30", "东旗,10\n全旗,30", "甲镇,10\n全旗,30", "东旗,10\n西旗,20\n甲镇,5\n全旗,30"] {
      let problems = #expect(throws: InputProblems.self) { try read("单位,健康网格数\n\(rows)\n") }?.problems
      #expect(problems?.map(\.value) == ["全旗"] && problems?.first?.field == "单位")
      #expect(problems?.first?.english == "“全旗” may be one of the 2 counties or the whole region")
      #expect(problems?.first?.remedyChinese.contains("请写“全域”或留空") == true)
    }
  }

  /// A sum of some counties is not the region's figure.
  @Test func theSumOfAPartIsNotTheRegions() throws {
    let area = try read("单位,健康网格数\n东旗,10\n合计,10\n")
    #expect(grids(area) == ["1": 10])
    #expect(
      notes(area).contains("1 row of indicators sums up a part of the region or gives a mean, and decides nothing: 合计"))
    #expect(count(.rowsRead, area) == 1 && count(.rowsLeftOut, area) == 1)
    // Of the towns of every county it is.
    #expect(grids(try read("单位,健康网格数\n甲镇,10\n乙苏木,20\n合计,30\n"))["region"] == 30)
  }

  @Test func sumsOfOneUnitAreItsAndMeansAreNobodys() throws {
    let area = try read("序号,单位,健康网格数\n1,甲镇,7\n东旗合计,,10\n小计,,10\n2,西旗小计,20\n合计,,30\n平均,,15\n")
    #expect(grids(area) == ["1": 10, "11": 7, "2": 20, "region": 30])
    #expect(notes(area).contains("the unit 东旗合计 is taken as 东旗") && notes(area).contains("nothing: 小计, 平均"))
    let problems = #expect(throws: InputProblems.self) { try read("单位,健康网格数\n北旗合计,10\n") }?.problems
    #expect(problems?.map(\.english) == ["there is no county or township “北旗合计”"])
  }

  /// What is called a sum in the column of the indicators is none of units.
  @Test func indicatorsMayBeCalledSums() throws {
    let area = try read("指标,单位,数值\n床位合计,,30\n平均住院日,东旗,8\n总人口,东旗,不详\n")
    #expect(area.indicators.map(\.unitID) == [nil, "1"])
    #expect(area.indicators.flatMap(\.rows).map(\.name) == ["床位合计", "平均住院日"])
    #expect(count(.rowsRead, area) == 2 && count(.rowsLeftOut, area) == 1)
  }

  /// Serial numbers are no indicator of which the profile knows nothing.
  @Test(arguments: ["序号", "No.", "#"])
  func serialNumbersAreNoIndicators(header: String) throws {
    let area = try read("\(header),单位,健康网格数,某指标\n1,东旗,10,5\n2,西旗,20,7\n")
    #expect(area.indicators.flatMap(\.rows).map(\.valueHeader) == ["某指标", "健康网格数", "某指标", "健康网格数"])
  }

  /// A county that has other towns, too, is not in the sum of one of them.
  @Test func aSumOfOneTownOfEachCountyIsNotTheRegions() throws {
    let third = InputFilesTests.townships.replacing(
      "[[121.5,46],[122,46],[122,46.5],[121.5,46.5],[121.5,46]]",
      with: "[[121.5,46],[121.7,46],[121.7,46.5],[121.5,46.5],[121.5,46]]"
    )
    .replacing(
      "]]]}}]}",
      with:
        "]]]}},{\"type\":\"Feature\",\"properties\":{\"code\":\"22\",\"name\":\"丙镇\",\"county\":\"西旗\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[121.7,46],[122,46],[122,46.5],[121.7,46.5],[121.7,46]]]}}]}"
    )
    func units(_ rows: String) throws -> [String: Int?] {
      grids(
        try InputFilesTests().read([
          "plan.yaml": InputFilesTests.plan + "\n  indicators: {file: indicators.csv}\n", "townships.geojson": third,
          "indicators.csv": "单位,健康网格数\n\(rows)合计,30\n",
        ]))
    }
    #expect(try units("甲镇,10\n乙苏木,20\n")["region"] == nil)
    #expect(try units("甲镇,10\n乙苏木,5\n丙镇,15\n")["region"] == 30)
    #expect(try units("甲镇,10\n西旗,20\n")["region"] == 30)
  }
}
