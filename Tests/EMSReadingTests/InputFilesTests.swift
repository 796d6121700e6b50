import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPolicy
@testable import EMSReading

/// Reading whole plans: what comes out, and every kind of bad input with its words.
struct InputFilesTests {
  static let counties = #"""
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"1","name":"东旗","population":10001,"urban_share":0.4},
     "geometry":{"type":"Polygon","coordinates":[[[122,46],[122.5,46],[122.5,46.5],[122,46.5],[122,46]]]}},
    {"type":"Feature","properties":{"code":"2","name":"西旗","population":500,"urban_share":0.5},
     "geometry":{"type":"Polygon","coordinates":[[[121.5,46],[122,46],[122,46.5],[121.5,46.5],[121.5,46]]]}}]}
    """#
  static let townships = #"""
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"11","name":"甲镇","county":"1","population":6000},
     "geometry":{"type":"Polygon","coordinates":[[[122,46],[122.5,46],[122.5,46.5],[122,46.5],[122,46]]]}},
    {"type":"Feature","properties":{"code":"21","name":"乙苏木","county":"西旗"},
     "geometry":{"type":"Polygon","coordinates":[[[121.5,46],[122,46],[122,46.5],[121.5,46.5],[121.5,46]]]}}]}
    """#
  static let seats = "编码,名称,所属旗县,经度,纬度\n11,甲镇,1,122.1,46.2\n12,丙乡,1,122.4,46.3\n21,乙苏木,2,121.7,46.2\n"
  static let facilities = """
    编码,名称,级别,经度,纬度,所属乡镇
    h1,东旗医院,二级甲等,122.1,46.2,11
    h2,乙苏木卫生院,卫生院,121.7,46.2,乙苏木

    """
  static let villages = "编码,名称,经度,纬度,人口,所属乡镇\nv1,一村,122.2,46.1,300,11\nv2,二村,121.8,46.4,,21\n"
  static let plan = """
    name: Test
    profile: xingan
    inputs:
      counties: {file: counties.geojson}
      townships: {file: townships.geojson}
      facilities: {file: facilities.csv}
      settlements: {file: villages.csv}
    """

  /// Writes a plan's files to a folder of its own, reads them, and removes them; nil leaves a file out.
  func read(_ changes: [String: String?] = [:]) throws(InputProblems) -> PlanningArea {
    var files: [String: String?] = [
      "plan.yaml": Self.plan, "counties.geojson": Self.counties, "townships.geojson": Self.townships,
      "seats.csv": Self.seats, "facilities.csv": Self.facilities, "villages.csv": Self.villages,
    ]
    files.merge(changes) { $1 }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inputs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try? text.map { Data($0.utf8) }?.write(to: folder.appendingPathComponent(name))
    }
    return try InputFiles(of: try PlanFile.read(at: folder.appendingPathComponent("plan.yaml"))).read()
  }

  func problems(_ changes: [String: String?]) -> [InputProblem] {
    do {
      _ = try read(changes)
      return []
    } catch {
      return error.problems
    }
  }

  /// Whether a note is about rows: the few villages of these plans never add up to their towns' people.
  private static func isOfRows(_ note: String) -> Bool { !note.hasPrefix("the settlements add up to") }

  func english(_ changes: [String: String?]) -> [String] { problems(changes).map { $0.text(in: .english) } }

  private static func facilities(_ rows: String...) -> [String: String?] {
    ["facilities.csv": "id,name,tier,lon,lat,township\n" + rows.map { $0 + "\n" }.joined()]
  }

  // MARK: What is read

  @Test func everythingIsReadAndPlaced() throws {
    let area = try read()
    #expect(area.counties.map(\.id) == ["1", "2"])
    #expect(area.counties.map(\.population) == [10001, 500])
    #expect(area.counties.map(\.urbanShare) == [0.4, 0.5])
    #expect(area.townships.map(\.countyID) == ["1", "2"])
    #expect(area.townships.map(\.kind) == [.town, .sumu])
    #expect(area.townships.map(\.population) == [6000, nil])
    #expect(area.facilities.map(\.tier) == [.secondaryHospital, .townshipHealthCentre])
    #expect(area.facilities.map(\.grade) == ["二级甲等", nil])
    #expect(area.facilities.map(\.townshipID) == ["11", "21"])
    #expect(area.facilities.map(\.countyID) == ["1", "2"])
    #expect(area.settlements.map(\.population) == [300, nil])
    #expect(area.settlements.map(\.townshipID) == ["11", "21"])
    #expect(area.settlements.map(\.countyID) == ["1", "2"])
    #expect(
      area.notes.map(\.english).filter(Self.isOfRows) == ["1 of 2 settlements has no figure of people and adds none"])
  }

  /// Villages of one name in two townships are told apart where no column has ids.
  @Test func namesThatSeveralVillagesHaveTakeTheirTownship() throws {
    let area = try read([
      "villages.csv": "名称,经度,纬度,所属乡镇\n一村,122.2,46.1,甲镇\n一村,121.8,46.4,乙苏木\n二村,121.9,46.4,乙苏木\n"
    ])
    #expect(area.settlements.map(\.id) == ["乙苏木/一村", "二村", "甲镇/一村"])
    #expect(area.settlements.map(\.name) == ["一村", "二村", "一村"])
    let numbered = try read(["villages.csv": "名称,经度,纬度,所属乡镇\n一村,122.3,46.1,甲镇\n一村,122.2,46.1,甲镇\n"])
    #expect(numbered.settlements.map(\.id) == ["甲镇/一村#1", "甲镇/一村#2"])
    #expect(numbered.settlements.map(\.location.longitude) == [122.2, 122.3], "by what the rows say, not their order")
    #expect(numbered.notes.contains { $0.english.contains("2 rows have the name of another and no id") })
  }

  /// Numbers that start again in each town say which row it is there, and no more.
  @Test func numbersThatStartAgainAreNoIDs() throws {
    for header in ["序号", "编号", "No."] {
      let area = try read([
        "villages.csv":
          "\(header),名称,经度,纬度,人口,所属乡镇\n1,一村,122.2,46.1,300,11\n2,二村,122.3,46.1,200,11\n1,三村,121.8,46.4,9,21\n2,四村,121.9,46.4,8,21\n"
      ])
      #expect(area.settlements.map(\.id) == ["一村", "三村", "二村", "四村"], "\(header)")
      #expect(area.notes.contains { $0.english.contains("starts again at 1") } == (header == "编号"))
    }
    let told = english(["villages.csv": "编号,名称,经度,纬度\n7,一村,122.2,46.1\n7,二村,122.3,46.1\n"])
    #expect(told.count == 1 && told[0].contains("the id 7 is already that of"), "an id twice stays a mistake")
  }

  @Test func rowsWithoutAnIDAreKnownByTheirNames() throws {
    let area = try read(["villages.csv": "编码,名称,经度,纬度\nv1,一村,122.2,46.1\n,二村,122.3,46.1\n"])
    #expect(area.settlements.map(\.id) == ["v1", "二村"])
    #expect(area.notes.contains { $0.english == "villages.csv: 1 row has no id and is known by its name" })
  }

  @Test func theNameDecidesWhereNoColumnSaysTheTier() throws {
    let area = try read([
      "villages.csv": "id,name,lon,lat,人口\nv,a,122.1,46.1,3\n",
      "facilities.csv":
        "编码,名称,经度,纬度\nh1,东旗人民医院,122.1,46.2\nh2,乙苏木卫生院,121.7,46.2\nh3,东旗疾控中心,122.1,46.21\n",
    ])
    #expect(area.facilities.map(\.tier) == [.secondaryHospital, .townshipHealthCentre])
    #expect(
      area.notes.map(\.english).filter(Self.isOfRows) == [
        "1 facility is of a kind that treats no patients, or at no fixed place, and left out",
        "2 facilities have their tier from their names: secondary hospital 1, township health centre 1",
      ])
  }

  @Test func thePlanSaysWhatWordsMean() throws {
    let plan = Self.plan.replacing(
      "facilities: {file: facilities.csv}",
      with: "facilities: {file: facilities.csv, tiers: {K1: village_clinic, 疾控中心: ignore}}")
    let area = try read([
      "plan.yaml": plan,
      "facilities.csv": "id,name,tier,lon,lat\nh1,a,K1,122.1,46.2\nh2,b,疾控中心,121.7,46.2\nh3,c,二级,122.1,46.21\n",
    ])
    #expect(area.facilities.map(\.tier) == [.villageClinic, .secondaryHospital])
    let wrong = english(["plan.yaml": plan.replacing("village_clinic", with: "klinik")])
    #expect(wrong.count == 1 && wrong[0].contains("key inputs.facilities.tiers.K1: “klinik” is not one of"))
  }

  @Test func aFileThatIsNotNamedIsSaid() throws {
    let told = english(["plan.yaml": Self.plan.replacing("{file: villages.csv}", with: "{file: ''}")])
    #expect(told == ["plan.yaml, line 7, key inputs.settlements.file: no file is named. Name the file"])
  }

  @Test func seatsMayHeadTheirNamesAsTownships() throws {
    let derived = Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
    let area = try read([
      "plan.yaml": derived, "seats.csv": "乡镇,所属旗县,经度,纬度\n甲镇,1,122.1,46.2\n乙苏木,2,121.7,46.2\n",
      "facilities.csv": "编码,名称,级别,经度,纬度\nh1,东旗医院,二级甲等,122.1,46.2\n",
      "villages.csv": "编码,名称,经度,纬度\nv1,一村,122.2,46.1\n",
    ])
    #expect(area.townships.map(\.name) == ["乙苏木", "甲镇"])
  }

  private static let withIndicators = plan + "\n  indicators: {file: books.csv}\n"

  @Test func indicatorsAreReadByUnit() throws {
    let area = try read([
      "plan.yaml": Self.withIndicators,
      "books.csv": "单位,编制数,已评估机构数,达到基本标准,3分钟出车率\n乙苏木,12,,,\n全域,,10,7,96%\n1,40,,,\n",
    ])
    #expect(area.indicators.map(\.unitID) == [nil, "1", "21"])
    #expect(area.indicators.map(\.posts) == [nil, 40, 12])
    #expect(area.indicators[0].assessedCentres == 10 && area.indicators[0].centresAtBasicStandard == 7)
    #expect(area.indicators[0].turnoutShare == 0.96 && area.indicators[0].healthGrids == nil)
    let facts = PolicyFacts.known(of: area, regionID: "")
    #expect(facts.map(\.posts) == [nil, 40, nil, nil, 12])
    #expect(facts[0].turnoutShare == 96 && facts[0].centresAtBasicStandard == 7)
  }

  /// Wherever the people come from, what the books say stays.
  @Test(arguments: [
    "", "\n  demand: {method: urban-at-seats-rural-on-grid, grid_km: 10}",
    "\n  demand: {method: urban-at-seats-rural-at-settlements}", "\n  demand: {method: township-area, grid_km: 10}",
  ])
  func indicatorsStayWithDerivedPeople(demand: String) throws {
    let area = try read([
      "plan.yaml": Self.withIndicators + demand.dropFirst(), "books.csv": "单位,编制数,健康网格数\n乙苏木,12,\n全域,,900\n",
      "villages.csv": "编码,名称,经度,纬度,人口,所属乡镇\nv1,一村,122.2,46.1,,11\nv2,二村,121.8,46.4,,21\n",
    ])
    #expect(area.settlements.contains { $0.origin == .derived } == !demand.isEmpty)
    #expect(area.indicators.map(\.unitID) == [nil, "21"])
    #expect(area.indicators.map(\.healthGrids) == [900, nil] && area.indicators.map(\.posts) == [nil, 12])
  }

  @Test func wrongIndicatorsAreAllTold() {
    let told = english([
      "plan.yaml": Self.withIndicators,
      "books.csv": "unit,posts,assessed_centres,basic_standard_centres,turnout_share\n9,4,,,\n1,-3,,,\n1,,4,5,120%\n",
    ])
    #expect(told.count == 5)
    for words in [
      "books.csv, row 2, column unit: there is no county or township “9”",
      "books.csv, row 3, column posts: -3 is negative",
      "books.csv, row 4, column unit: the unit stands in row 3 already", "5 centres, and only 4 were assessed",
      "120% is not a share between 0 and 1",
    ] { #expect(told.contains { $0.contains(words) }, "\(words) in \(told)") }
    let none = english(["plan.yaml": Self.withIndicators, "books.csv": "unit,remarks\n1,x\n"])
    #expect(none.count == 1 && none[0].contains("no column is an indicator"))
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    func reversed(_ table: String) -> String {
      let lines = table.split(separator: "\n")
      return ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    }
    let derived =
      Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
      + "\n  demand: {method: urban-at-seats-rural-on-grid, grid_km: 4}\n"
    let one = try read(["plan.yaml": derived])
    let other = try read([
      "plan.yaml": derived, "facilities.csv": reversed(Self.facilities), "villages.csv": reversed(Self.villages),
      "seats.csv": reversed(Self.seats),
    ])
    #expect(one.counties == other.counties)
    #expect(one.townships == other.townships)
    #expect(one.settlements == other.settlements)
    #expect(one.facilities == other.facilities)
    // Places name rows, which the outputs leave out.
    #expect(one.notes.map(\.english) == other.notes.map(\.english))
  }

  @Test(arguments: ["gcj02", "bd09", "cgcs2000", "epsg:4528"])
  func everyDatumGivesTheSameArea(datum: String) throws {
    let converter = try DatumConverter(from: .wgs84, to: try #require(Datum(name: datum)))
    let expected = try read()
    var table = "id,name,tier,lon,lat,township\n"
    for facility in expected.facilities {
      let (x, y) = try converter.convert(x: facility.location.longitude, y: facility.location.latitude)
      table +=
        "\(facility.id),\(facility.name),\(facility.tier?.rawValue ?? ""),\(x),\(y),\(facility.townshipID ?? "")\n"
    }
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, crs: \(datum)}")
    let area = try read(["plan.yaml": plan, "facilities.csv": table])
    for (read, wanted) in zip(area.facilities, expected.facilities) {
      #expect(abs(read.location.longitude - wanted.location.longitude) < 1e-9)
      #expect(abs(read.location.latitude - wanted.location.latitude) < 1e-9)
    }
  }

  /// Zone 41 of 3° holds 122.1° E: EPSG:4529 writes its number before eastings, EPSG:4550 does not.
  @Test(arguments: [
    ("epsg:4529", true, false, 0), ("epsg:4529", true, true, 1), ("epsg:4529", false, false, 1),
    ("epsg:4550", false, true, 1), ("epsg:4550", true, true, 2), ("cgcs2000-gk", true, false, 1),
    ("cgcs2000-gk", true, true, 2),
  ])
  func surveyTablesAreReadAsTheyCome(crs: String, numbered: Bool, northingFirst: Bool, notes: Int) throws {
    let zone = try DatumConverter(from: .wgs84, to: .epsg(numbered ? 4529 : 4550))
    func cells(_ longitude: Double, _ latitude: Double) throws -> (Double, Double) {
      let (x, y) = try zone.convert(x: longitude, y: latitude)
      return northingFirst ? (y, x) : (x, y)
    }
    let (a, b) = try cells(122.1, 46.2)
    let corners = try [(122.0, 46.0), (122.5, 46.0), (122.5, 46.5), (122.0, 46.5), (122.0, 46.0)].map(cells)
    let ring = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    let townships =
      #"{"type":"Feature","properties":{"code":"11","name":"甲镇","county":"1"},"geometry":{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, crs: \(crs)}")
      .replacing("{file: townships.geojson}", with: "{file: townships.geojson, crs: \(crs)}")
    let area = try read([
      "plan.yaml": plan, "facilities.csv": "id,name,tier,X坐标,Y坐标\nh1,东旗医院,二级,\(a),\(b)\n",
      "townships.geojson": townships, "villages.csv": "id,name,lon,lat\nv,v,122.2,46.1\n",
    ])
    #expect(abs(area.facilities[0].location.longitude - 122.1) < 1e-9)
    #expect(abs(area.facilities[0].location.latitude - 46.2) < 1e-9)
    #expect(abs((area.townships[0].boundary.polygons[0].shell.coordinates.map(\.latitude).max() ?? 0) - 46.5) < 1e-9)
    #expect(area.facilities[0].townshipID == "11")
    #expect(area.notes.count { $0.kind == .assumption && $0.english.contains("facilities.csv") } == notes)
  }

  @Test func zonesThatDisagreeAreRefused() throws {
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, crs: epsg:4528}")
    let table = "id,name,tier,lon,lat\nh1,a,二级,41430500,5117000\n"
    #expect(
      english(["plan.yaml": plan, "facilities.csv": table]).first?.contains(
        "the easting bears the number of another zone than zone 40 (3°, central meridian 120° E)") == true)
    let none = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, crs: cgcs2000-gk}")
    #expect(
      problems(["plan.yaml": none, "facilities.csv": table.replacing("41430500", with: "430500")]).map(\.english) == [
        "the eastings bear no zone number"
      ])
  }

  @Test func degreesMinutesAndSecondsAreRead() throws {
    let area = try read(Self.facilities("h1,a,二级,122°06′00″E,46度12分,11"))
    #expect(abs(area.facilities[0].location.longitude - 122.1) < 1e-12)
    #expect(abs(area.facilities[0].location.latitude - 46.2) < 1e-12)
    for text in ["122°61′", "abc°", "1°2′3″4", "122.5"] { #expect(DegreesMinutesSeconds.read(text) == nil) }
    #expect(DegreesMinutesSeconds.read("南纬12°30′") == -12.5)
    for text in ["１２２°３０′", "122:30:00", "122-30-0.0", "122度30分"] { #expect(DegreesMinutesSeconds.read(text) == 122.5) }
    for text in ["2020-05-30", "122-60-00", "122:30", "0472-8261234"] {
      #expect(DegreesMinutesSeconds.read(text) == nil)
    }
  }

  @Test func swappedColumnsAreReadWhenThePlanSaysSo() throws {
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, swap_xy: true}")
    let area = try read(["plan.yaml": plan].merging(Self.facilities("h1,a,二级,46.2,122.1,11")) { $1 })
    #expect(area.facilities[0].location == Coordinate(longitude: 122.1, latitude: 46.2))
  }

  // MARK: What is refused

  @Test func missingFilesAreMissingAndNothingElse() {
    let error = #expect(throws: InputProblems.self) { try read(["facilities.csv": nil, "villages.csv": nil]) }
    #expect(error?.problems.map(\.file) == ["facilities.csv", "villages.csv"])
    #expect(error?.onlyMissingFiles == true)
    let mixed = #expect(throws: InputProblems.self) { try read(["facilities.csv": nil, "villages.csv": ""]) }
    #expect(mixed?.onlyMissingFiles == false)
  }

  @Test func problemsOfAllFilesComeAtOnce() {
    let found = problems([
      "counties.geojson": "{", "facilities.csv": "", "villages.csv": "id,name,lon,lat\nv,v,x,46\n",
    ])
    #expect(found.map(\.file) == ["counties.geojson", "facilities.csv", "villages.csv"])
  }

  @Test func coordinateColumnsAreAskedFor() {
    let found = english(["facilities.csv": "id,name,tier,地址\nh1,a,二级,b\n"])
    #expect(found.count == 2)
    #expect(
      found.first
        == "facilities.csv, column lon: there is no column of the longitude. Name it in the plan (lon: …); the columns are id, name, tier, 地址"
    )
  }

  @Test func aNamedColumnThatIsNotThereSuggestsTheNearOne() {
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, name: 名秤, tier: teir}")
    let found = problems(["plan.yaml": plan, "facilities.csv": "id,名称,tier,lon,lat\nh1,a,二级,122.1,46.2\n"])
    #expect(found.map(\.field) == ["名秤", "teir"])
    #expect(found.last?.remedyEnglish == "Did you mean tier?")
  }

  @Test func swappedCoordinatesAreOneProblem() {
    let rows = (0..<9).map { "h\($0),a,二级,46.\($0),122.1,11" } + ["h9,a,二级,122.1,46.1,11"]
    let table = "id,name,tier,lon,纬度,township\n" + rows.joined(separator: "\n")
    #expect(
      english(["facilities.csv": table]) == [
        "facilities.csv, row 2, column 纬度: 122.1 is not a latitude; longitude and latitude look swapped in 9 of 10 rows. Set swap_xy: true, or correct the file"
      ])
  }

  @Test(arguments: [
    ("h,a,二级,122.1,96,11", "column lat: 96.0 is not a latitude"),
    ("h,a,二级,222.1,46,11", "column lon: 222.1 is not a longitude"),
    ("h,a,二级,0,0,11", "column lon: the facility has no coordinates (or 0, 0)"),
    ("h,a,二级,东,46,11", "column lon: “东” is not a coordinate"),
    ("h,a,二级,,46,11", "column lon: half of the coordinates is missing"),
    ("h,a,二级,,,11", "column lon: the facility has no coordinates"),
    ("h,a,二级,46,122.1,11", "column lat: 122.1 is not a latitude; longitude and latitude look swapped"),
    ("h1,a,二级,122.1,46.2,11", "column id: the id h1 is already that of facilities.csv, row 2"),
    (",,二级,122.1,46.2,11", "column id: the row has neither an id nor a name"),
    ("h,a,二级,122.1,46.2,99", "column township: there is no township “99”"),
    ("h,a,门诊,122.1,46.2,11", "column tier: “门诊” is not a known tier"),
  ])
  func wrongRowsAreNamed(row: String, english: String) {
    let found = self.english(Self.facilities("h1,a,二级,122.1,46.2,11", "h2,b,二级,122.2,46.2,11", row))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("facilities.csv, row 4") == true)
    #expect(found.first?.contains(english) == true, "\(found)")
  }

  @Test(arguments: [
    ("-3", "-3 is negative"), ("many", "“many” is not a number of people"), ("12.5", "12.5 is not a number of people"),
    ("1e99", "1e99 is not a number of people"), ("1,23", "“1,23” is not a number of people"),
  ])
  func wrongPopulationsAreNamed(cell: String, english: String) {
    let found = problems(["villages.csv": "id,name,lon,lat,人口\nv1,a,122.1,46.1,\"\(cell)\"\n"])
    #expect(found.map(\.english) == [english])
    #expect(found.map(\.place) == [.row(2)])
    #expect(found.map(\.field) == ["人口"])
  }

  @Test func groupedAndEmptyPopulationsAreRead() throws {
    let area = try read(["villages.csv": "id,name,lon,lat,人口\nv1,a,122.1,46.1,\"1,234\"\nv2,b,122.1,46.1,\n"])
    #expect(area.settlements.map(\.population) == [1234, nil])
  }

  @Test func manyAlikeProblemsAreCounted() {
    let rows = (0..<40).map { "h\($0),a,二级,122.1,96,11" }.joined(separator: "\n")
    let found = problems(["facilities.csv": "id,name,tier,lon,lat,township\n" + rows])
    #expect(found.count == Findings.spelledOut)
    #expect(found.last?.repeats == 40 - Findings.spelledOut)
    #expect(found.last?.text(in: .english).contains("(and 35 more like it)") == true)
    let tiers = problems([
      "facilities.csv": "id,name,tier,lon,lat\n" + rows.replacing("二级", with: "其他").replacing(",96", with: ",46.1")
    ])
    #expect(tiers.map(\.repeats) == [39])
  }

  @Test(arguments: ["epsg:4214", "epsg:4610", "mars", "epsg:999999"])
  func untrustworthyDatumsAreRefused(datum: String) {
    let plan = Self.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, crs: \(datum)}")
    let found = problems(["plan.yaml": plan])
    #expect(found.map(\.field) == ["crs"])
    #expect(found.map(\.value) == [datum])
  }

  @Test func invalidShapesAreRepairedOrRefused() throws {
    // The north-eastern corner drawn twice over: a small loop outside the square.
    let loop = Self.townships.replacing(
      "[122.5,46.5],[122,46.5]", with: "[122.5,46.5],[122.51,46.52],[122.49,46.52],[122.51,46.5],[122,46.5]")
    let area = try read(["townships.geojson": loop])
    #expect(area.notes.contains { $0.kind == .repair && $0.english.contains("甲镇: the outline crosses itself") })
    #expect(area.townships.allSatisfy { Validity.problems(of: $0.boundary).isEmpty })

    let hole = Self.townships.replacing("[121.5,46]]]", with: "[121.5,46]],[[10,10],[11,10],[11,11],[10,10]]]")
    #expect(
      english(["townships.geojson": hole]).contains {
        $0.contains("feature 2: hole 1: the hole lies outside its shell")
      })
    let open = Self.townships.replacing("[121.5,46.5],[121.5,46]]]", with: "[121.5,46.5]]]")
    #expect(english(["townships.geojson": open]).contains { $0.contains("feature 2: the outer ring is not closed") })
  }

  // MARK: What is flagged

  @Test func pointsOutsideEveryCountyAreFlagged() throws {
    let area = try read(Self.facilities("h1,a,二级,122.1,46.2,11", "h2,b,二级,130.1,46.2,11"))
    #expect(
      area.notes.prefix(1).map { $0.text(in: .english) } == [
        "1 facility lies outside every county (facilities.csv, row 3)"
      ])
  }

  @Test func coarsePrecisionIsFlaggedWithItsRows() throws {
    let table =
      "id,name,tier,lon,lat,coord_precision\n" + (1...3).map { "h\($0),a\($0),二级,122.1,46.2,county_seat\n" }.joined()
    let area = try read(["facilities.csv": table, "villages.csv": "id,name,lon,lat,人口\nv,a,122.1,46.1,3\n"])
    #expect(
      area.notes.map { $0.text(in: .english) }.filter(Self.isOfRows) == [
        "3 facilities are known only to their county seat; 15-minute areas around them are left out (facilities.csv, rows 2–4)"
      ])
  }

  /// Villages whose rows name their township, in a datum that nobody declared: those near the border lie outside it.
  @Test func pointsAShiftAwayFromTheirTownshipAreFlaggedAndNotMoved() throws {
    let places = (0..<30).map {
      Coordinate(longitude: 122.0005 + Double($0 % 3) * 0.0005, latitude: 46.01 + Double($0) * 0.015)
    }
    func table(_ shift: (Coordinate) -> Coordinate) -> String {
      "编码,名称,经度,纬度,人口,所属乡镇\n"
        + places.map(shift).enumerated().map { "v\($0),村\($0),\($1.longitude),\($1.latitude),100,11\n" }.joined()
    }
    func flags(_ shift: (Coordinate) -> Coordinate) throws -> [String] {
      let area = try read(["villages.csv": table(shift)])
      #expect(Set(area.settlements.map(\.location)) == Set(places.map(shift)), "nothing is moved")
      return area.notes.map(\.english).filter {
        $0.contains("outside the township that their row names, and a map shift")
      }
    }
    // West of the border by a shift that was undone once too often.
    #expect(try flags { GCJ02.toWGS84($0) }.first?.contains("was not in GCJ-02 though declared so") == true)
    #expect(try flags { BD09.toWGS84($0) }.first?.contains("BD-09") == true)
    #expect(try flags { $0 } == [])
    // Wrong by themselves, each another way: no shift mends them.
    let wrong = try flags { Coordinate(longitude: $0.longitude - 0.1, latitude: $0.latitude) }
    #expect(wrong == [])
  }

  @Test func aFileInAnotherDatumIsFlaggedAndNotMoved() throws {
    let derived = Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
    let seats = [(122.1, 46.2), (122.4, 46.3), (121.7, 46.2)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
    for (shift, word) in [
      (GCJ02.fromWGS84, "is in GCJ-02"), (BD09.fromWGS84, "is in BD-09"), (GCJ02.toWGS84, "was not in GCJ-02"),
    ] {
      let shifted = seats.map(shift)
      let rows = shifted.enumerated().map { "h\($0),a,卫生院,\($1.longitude),\($1.latitude)\n" }.joined()
      let area = try read(["plan.yaml": derived, "facilities.csv": "id,name,tier,lon,lat\n" + rows])
      #expect(area.notes.contains { $0.kind == .warning && $0.english.contains(word) }, "\(word)")
      #expect(area.facilities.map(\.location) == shifted)
    }
    let area = try read(["plan.yaml": derived])
    #expect(!area.notes.contains { $0.english.contains("map shift") })
  }

  @Test func townshipsWithoutASeatAreNamedAndMayBeReferredTo() throws {
    let derived = Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
    let area = try read([
      "plan.yaml": derived, "seats.csv": Self.seats + "13,丁镇,1,,\n",
      "villages.csv": "id,name,lon,lat,township\nv1,a,122.11,46.2,13\nv2,b,122.11,46.2,丁镇\nv3,c,,,11\n",
    ])
    #expect(area.townships.map(\.id) == ["11", "12", "13", "21"])
    #expect(area.townships.map(\.isLocated) == [true, true, false, true] && area.townships[2].boundary.isEmpty)
    #expect(area.settlements.map(\.townshipID) == ["13", "13"])
    #expect(
      area.notes.contains {
        $0.text(in: .english)
          == "the place of 3 of 4 townships is known; of the other 1 only the name is known, and the cells of those located cover their ground (seats.csv, row 5)"
      })
    #expect(area.notes.contains { $0.english.hasPrefix("1 settlement has no coordinates") })
  }

  @Test func unknownReferencesAreCountedByWhatTheyName() {
    let rows = (0..<9).map { "v\($0),a,122.1,46.1,\($0 < 7 ? 98 : 99)\n" }.joined()
    let found = problems(["villages.csv": "id,name,lon,lat,township\n" + rows])
    #expect(found.map(\.value) == ["98", "99"])
    #expect(found.map(\.repeats) == [6, 1])
  }

  // MARK: What is derived

  @Test func cellsFillTheirCounty() throws {
    let derived = Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
    let area = try read(["plan.yaml": derived, "villages.csv": "编码,名称,经度,纬度\nv1,一村,122.45,46.4\n"])
    #expect(area.townships.map(\.id) == ["11", "12", "21"])
    #expect(area.townships.allSatisfy { $0.boundaryOrigin == .derived })
    for county in area.counties {
      let cells = area.townships.filter { $0.countyID == county.id }.reduce(0) {
        $0 + Geodesic.area(of: $1.boundary).squareMetres
      }
      let whole = Geodesic.area(of: try #require(county.outline)).squareMetres
      #expect(abs(cells - whole) < whole * 1e-6)
    }
    #expect(area.settlements.map(\.townshipID) == ["12"])
    #expect(area.notes.map(\.kind) == [.derivation, .warning])
  }

  /// The methods that spread the counties' own people; a raster has people of its own (`PopulationRasterTests`).
  @Test(arguments: PlanFile.DemandMethod.allCases.filter { $0 != .populationRaster })
  func derivedDemandConservesEachCounty(method: PlanFile.DemandMethod) throws {
    let derived =
      Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
      + "\n  demand: {method: \(method.rawValue), grid_km: 3}\n"
    let villages = "编码,名称,经度,纬度,人口\nv1,一村,122.2,46.1,300\nv2,二村,121.8,46.4,\nv3,三村,122.3,46.3,\n"
    let area = try read(["plan.yaml": derived, "villages.csv": villages])
    for county in area.counties {
      let people = area.settlements.filter { $0.countyID == county.id }.reduce(0) { $0 + ($1.population ?? 0) }
      #expect(people == county.population)
    }
    #expect(area.settlements.first { $0.id == "v1" }?.population == 300)
    #expect(Set(area.settlements.map(\.id)).count == area.settlements.count)
    #expect(area.settlements.allSatisfy { $0.townshipID != nil })
    let urban = area.settlements.filter { $0.isUrban == true && $0.countyID == "1" }.reduce(0) {
      $0 + ($1.population ?? 0)
    }
    #expect(urban == (method == .townshipArea ? 0 : 4000))
    #expect(area.notes.contains { $0.kind == .derivation && $0.english.contains(method.rawValue) })
  }

  @Test func demandThatCannotBeDerivedSaysWhy() {
    let plan = Self.plan + "\n  demand: {method: urban-at-seats-rural-on-grid}\n"
    let without = Self.counties.replacing("\"population\":500,", with: "")
    #expect(problems(["plan.yaml": plan, "counties.geojson": without]).map(\.field) == ["population"])
    let few = Self.counties.replacing("\"population\":10001,", with: "\"population\":10,")
    #expect(
      english(["plan.yaml": plan, "counties.geojson": few]).contains {
        $0.contains("东旗: its parts have 300 people, more than the 10 of the whole")
      })
  }

  @Test func wholePeopleAddUp() {
    var generator = SeededGenerator(seed: 2020)
    for _ in 0..<2000 {
      let weights = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        Bool.random(using: &generator) ? 0 : Double.random(in: 0...1e9, using: &generator)
      }
      let people = Int.random(in: 0...2_000_000, using: &generator)
      let parts = LargestRemainder.divide(people, by: weights)
      let total = weights.reduce(0, +)
      #expect(parts.reduce(0, +) == people)
      for (part, weight) in zip(parts, weights) where total > 0 {
        #expect(abs(Double(part) - Double(people) * weight / total) < 1.000001)
      }
    }
    #expect(LargestRemainder.divide(5, by: [1, 1, 1]) == [2, 2, 1])
    #expect(LargestRemainder.divide(3, by: []) == [])
  }

  // MARK: Damage

  /// Whatever happens to a file, the answer is an area or a list of problems.
  @Test func damagedFilesNeverCrash() {
    var generator = SeededGenerator(seed: 65)
    let derived =
      Self.plan.replacing("{file: townships.geojson}", with: "{derive: thiessen, seats: seats.csv}")
      + "\n  demand: {method: urban-at-seats-rural-on-grid, grid_km: 20}\n"
    let files = [
      "counties.geojson": Self.counties, "townships.geojson": Self.townships, "seats.csv": Self.seats,
      "facilities.csv": Self.facilities, "villages.csv": Self.villages,
    ]
    var outcomes: Set<Bool> = []
    for round in 0..<300 {
      let name = files.keys.sorted()[round % files.count]
      var bytes = Array((files[name] ?? "").utf8)
      if round % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
        // Digits and marks do more harm than bytes that are no text.
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          Array("0123456789-.,[]{}e\"".utf8).randomElement(using: &generator) ?? 0
      }
      let text = String(decoding: bytes, as: UTF8.self)
      outcomes.insert(problems([name: text, "plan.yaml": round % 2 == 0 ? Self.plan : derived]).isEmpty)
    }
    #expect(outcomes == [true, false])
  }

  // MARK: Real data

  @Test(arguments: ["xingan", "beibei", "hohhot", "jining", "bayannur"])
  func theShippedRegionsAreRead(region: String) throws {
    let plan = try PlanFile.read(at: PlanFileTests.root.appendingPathComponent("GeoData/\(region)/plan.yaml"))
    let area = try InputFiles(of: plan).read()
    #expect(area.countedPeople == area.counties.reduce(0) { $0 + ($1.population ?? 0) })
    for county in area.counties {
      for spread in TownSpread.allCases {
        let ways = area.spread(spread)
        let placed = ways.settlements.filter { $0.countyID == county.id }.compactMap(\.population).reduce(0, +)
        let unplaced = ways.unplaced.filter { $0.countyID == county.id }.reduce(0) { $0 + $1.people.middle }
        #expect(placed + unplaced == county.population, "\(county.name) \(spread)")
      }
    }
    #expect(area.settlements.allSatisfy { $0.countyID != nil })
    #expect(area.notes.contains { $0.kind == .derivation })
    #expect(!area.notes.contains { $0.english.contains("map shift") }, "\(area.notes.map(\.english))")
  }
}
