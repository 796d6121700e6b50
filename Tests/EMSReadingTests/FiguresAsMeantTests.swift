import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What a table says beside its figures is obeyed or refused: groups of ages, units, years, a second table, signs.
extension ColumnReadingTests {
  // MARK: Headers

  /// The total is taken, not the first group, in whatever words the groups are.
  @Test(arguments: [
    "0-14岁,15-64岁,65岁以上,合计", "0—14岁,15～64岁,65岁及以上,总数", "7岁以下儿童,8-59岁,60岁以上老人,合计", "0-14,15-64,65+,Total",
    "<15 years,15 to 64,65 and over,Total", "甲,乙,丙,合计", "0-14 ans,15-64 ans,65 ans et plus,Total",
  ])
  func groupsOfAgesBelowAHeaderAreParts(groups: String) throws {
    let found = try read("村名,人口,,,,经度,纬度\n,\(groups),,\na,2,6,2,10,118.05,43.15\nb,1,5,1,7,118.25,43.35\n")
    #expect(found.people == [10, 7], "\(found.header ?? "")")
    #expect(found.problems.isEmpty)
  }

  @Test func headersOfThreeRowsAreOne() throws {
    let found = try read(
      "村名,地理位置,,人口,,\n,坐标,,户籍,常住,\n,经度,纬度,人,人,备注\na,118.05,43.15,6,5,\nb,118.25,43.35,8,7,x\n")
    #expect(found.people == [5, 7])
    #expect(found.places == Self.places)
  }

  @Test(arguments: ["人口（‰）", "人口（人/㎢）", "人口（人/k㎡）", "人口（人/㏊）", "人口‱"])
  func signsOfSharesAndAreasMakeNoPeople(header: String) throws {
    let found = try people(["12", "8"], header: header)
    #expect(found.header == nil)
    #expect(found.notes.contains("\(header) counts a part of the people or something else"))
  }

  @Test(arguments: [
    "Nº habitantes", "Hab.", "Population estimée 2024", "População estimada", "P_TOTAL", "截至2024年底总人口", "ppp_sum",
    "renkou",
    "Janasankhya",
  ])
  func otherWordsOfPeopleAreKnown(header: String) throws {
    #expect(try people(["5", "7"], header: header).people == [5, 7])
  }

  // MARK: Units

  @Test(arguments: [
    ("Population by village (thousands),,,", 1000), ("Population ('000 persons) by ward,,,", 1000),
    ("某县人口统计（万人）,,,", 10_000), ("某县人口统计（单位：万人）,,,", 10_000), ("某县耕地统计（万亩）,,,", 1), ("某县统计（2024年）,,,", 1),
  ])
  func aTitleSaysTheUnit(title: String, factor: Int) throws {
    let found = try read("\(title)\n村名,经度,纬度,人口\na,118.05,43.15,1\nb,118.25,43.35,2\n")
    #expect(found.people == [factor, 2 * factor])
  }

  @Test(arguments: [
    ("注：人口单位为万人,,,", 10_000), ("单位：万人,,,", 10_000), ("Note: population in thousands,,,", 1000), ("单位：人,,,", 1),
  ])
  func aLineBelowTheTableSaysTheUnitOfAll(line: String, factor: Int) throws {
    let top = "村名,经度,纬度,人口\na,118.05,43.15,1\nb,118.25,43.35,2\n"
    #expect(try read(top + line + "\n").people == [factor, 2 * factor])
    // Between rows the unit of the ones above is not known to be the same.
    if factor > 1 { #expect(throws: InputProblems.self) { try read(top + line + "\nc,118.25,43.15,3\n") } }
    // A header of another unit is not of this one.
    if factor > 1 {
      #expect(throws: InputProblems.self) { try read(top.replacing("人口", with: "人口（百人）") + line + "\n") }
    }
  }

  @Test func aUnitThatLeavesTooManyPeopleIsDoubted() throws {
    let found = try people(["1000", "0.08"], header: "人口（万人）")
    #expect(found.people == [10_000_000, 800])
    #expect(
      found.notes.contains(
        "1 row of 人口（万人） would have more than 1,000,000 people: 1000 is multiplied by 10000. Are the figures of single people?"
      ), "\(found.notes)")
    #expect(try !people(["0.1", "0.08"], header: "人口（万人）").notes.contains("would have more"))
  }

  // MARK: Several rows of one place

  private func rows(_ header: String, _ values: [String], places: [String] = ["a,118.05,43.15", "b,118.25,43.35"])
    -> String
  {
    "村名,经度,纬度,\(header),人口\n"
      + places.map { place in values.map { "\(place),\($0),5\n" }.joined() }.joined()
  }

  @Test(arguments: [
    ("年份", ["2015", "2020"], "年份 = 2020"), ("Year", ["2020", "2010"], "Year = 2020"),
    ("统计年份", ["2023年", "2024年"], "统计年份 = 2024年"), ("Sex", ["Male", "Female", "Total"], "Sex = Total"),
    ("性别", ["合计", "男", "女"], "性别 = 合计"), ("Age group", ["0-14", "15+", "All ages"], "Age group = All ages"),
  ])
  func rowsOfYearsOrOfAllBesideTheirPartsAreRefused(header: String, values: [String], condition: String) throws {
    let found = try read(rows(header, values))
    #expect(found.problems.map(\.remedyEnglish) == ["Say which rows are read: where: \(condition)"])
    #expect(found.problems.first?.remedyChinese == "请说明读取哪些行：where: \(condition)")
    // The condition that it names mends it.
    let table = try DelimitedTable(Data(rows(header, values).utf8), file: "v.csv")
    var layer = PlanFile.Layer(file: "v.csv")
    layer.rowsWhere = condition
    var findings = Findings()
    let filtered = try #require(LayerReader.filtered(table, by: layer, &findings))
    #expect(filtered.rowCount == 2)
    _ = LayerReader(filtered, layer, fields: PlanFile.settlementFields, required: [], findings: &findings)
    #expect(findings.problems.isEmpty)
  }

  /// One year for each place, the sexes without their sum, and columns that are no years are rows like others.
  @Test(arguments: [("年份", ["2020"]), ("性别", ["男", "女"]), ("年份", ["一", "二"]), ("届别", ["2015", "2020"])])
  func rowsThatMayBeAddedUpAreRead(header: String, values: [String]) throws {
    #expect(try read(rows(header, values)).problems.isEmpty)
  }

  // MARK: Two tables

  @Test(arguments: [".1", "_1", "2", "(2)", "（2）", " 2"]) func numberedHeadersOfASecondTableAreRefused(mark: String)
    throws
  {
    let right = ["村名", "经度", "纬度", "人口"].map { $0 + mark }.joined(separator: ",")
    let found = try read("村名,经度,纬度,人口,\(right)\na,118.05,43.15,5,b,118.25,43.35,7\n")
    #expect(found.problems.map(\.field) == ["村名\(mark)"])
    // A second pair of coordinates, and a name beside them, are none.
    #expect(try read("村名,经度,纬度,经度\(mark),纬度\(mark),人口\na,118.05,43.15,118,43,5\n").problems.isEmpty)
    #expect(try read("村名,村名\(mark),经度,纬度,人口\na,b,118.05,43.15,5\n").problems.isEmpty)
  }

  @Test func headersInTheFirstColumnAreTold() throws {
    let found = try read("村名,一村,二村\n经度,118.05,118.25\n纬度,43.15,43.35\n人口,5,7\n")
    #expect(found.problems.count == 2)
    #expect(found.problems.allSatisfy { $0.remedyEnglish.hasPrefix("The headers stand in the first column") })
  }

  // MARK: Cells

  @Test func rangesAreRefusedWithARemedyOfTheirOwn() throws {
    for cells in [["900-1100", "700～900人"], ["500至600", "1,000—1,200"]] {
      let found = try people(cells)
      #expect(found.problems.count == 2)
      #expect(found.problems.allSatisfy { $0.remedyEnglish.contains("the middle of the range") })
    }
    #expect(try people(["5OO", "7"]).problems.first?.remedyEnglish.contains("range") == false)
  }

  @Test func signsBehindAFigureAndDittoMarksAreUnderstood() throws {
    let found = try people(["1000；", "800、", "700。", "―", "50 ppl"])
    #expect(found.people == [1000, 800, 700, nil, 50])
    let ditto = try people(["5", "〃"])
    #expect(ditto.people == [5, nil])
    #expect(ditto.problems.isEmpty)
  }

  // MARK: Coordinates

  @Test(arguments: [
    "118˚03'", "118°3ʹ0ʺ", "118 deg 3 min", "118deg 3min 0sec", "118 degrees 3 minutes", "118∘3′", "E118°03′",
    "东经118.05",
  ])
  func marksOfAnAngleMayBeOthers(text: String) {
    #expect(DegreesMinutesSeconds.read(text).map { abs($0 - 118.05) < 1e-9 } == true)
  }

  /// A sign goes before the letter that names the axis: never half of the earth away.
  @Test func aSignBehindALetterCounts() {
    #expect(DegreesMinutesSeconds.read("N-1.35") == -1.35)
    #expect(DegreesMinutesSeconds.read("E -70.5") == -70.5)
    #expect(DegreesMinutesSeconds.read("W70.5") == -70.5)
    #expect(DegreesMinutesSeconds.read("-70.5W") == -70.5)
    #expect(DegreesMinutesSeconds.read("118-03-00") == 118.05)
  }

  @Test(arguments: [
    "lat:43.15,lng:118.05", "Lng: 118.05; Lat: 43.15", "纬度：43.15，经度：118.05", "longitude=118.05 latitude=43.15",
    #"{"lng":118.05,"lat":43.15}"#, "118.05,43.15,320.5", "43.15,118.05,320.5", "118.05_43.15",
  ])
  func oneCellMayNameItsCoordinates(cell: String) throws {
    let quoted = "\"\(cell.replacing("\"", with: "\"\""))\""
    let found = try read("村名,坐标,人口\na,\(quoted),5\nb,\(quoted),7\n")
    #expect(found.problems.isEmpty)
    #expect(found.places == [Self.places[0], Self.places[0]])
  }

  @Test(arguments: ["东经E,北纬N", "E,N", "XCOORD,YCOORD", "Deshantar,Akshansh"])
  func otherHeadersOfCoordinatesAreKnown(headers: String) throws {
    #expect(try read("name,\(headers),人口\na,118.05,43.15,5\nb,118.25,43.35,7\n").places == Self.places)
  }
}

/// Totals that no word tells, of whole files.
struct NamelessTotalsTests {
  private static let rows = ["v1,一村,122.2,46.1,300", "v2,二村,121.8,46.4,200"]

  private func read(_ rows: [String]) throws -> PlanningArea {
    try InputFilesTests().read(["villages.csv": "编码,名称,经度,纬度,人口\n" + rows.joined(separator: "\n") + "\n"])
  }

  /// A row of figures alone is the sum of the others wherever it stands; the villages are those without it.
  @Test func aRowOfTheSumAloneIsLeftOutAndTold() throws {
    let plain = try read(Self.rows)
    for at in 0...2 {
      var rows = Self.rows
      rows.insert(",,,,500", at: at)
      let area = try read(rows)
      #expect(area.settlements == plain.settlements)
      #expect(
        area.notes.contains {
          $0.english.contains("1 row without a place is left out, for the figure is the sum of other rows")
        })
    }
  }

  @Test func anotherFigureWithoutANameIsAProblem() {
    let text = "编码,名称,经度,纬度,人口\n" + (Self.rows + [",,,,501"]).joined(separator: "\n") + "\n"
    let found = InputFilesTests().english(["villages.csv": text])
    #expect(found.contains { $0.contains("neither an id nor a name") })
  }

  /// A table joined to the townships: its towns under the header of a yearbook, a row of people without a town told.
  @Test func tablesOfYearbooksAreJoined() throws {
    let plan = InputFilesTests.plan.replacing("townships.geojson", with: "townships.geojson, table: {file: p.csv}")
    let table = "地区,常住人口\n全县,30\n甲镇,10\n乙苏木,20\n,7\n"
    let area = try InputFilesTests().read(["plan.yaml": plan, "p.csv": table])
    #expect(area.townships.map(\.population).sorted { $0 ?? 0 < $1 ?? 0 } == [10, 20])
    #expect(
      area.notes.contains { $0.english.contains("1 row of people has neither the id nor the name of a township") })
  }

  // MARK: Whether facilities are there

  @Test(arguments: ["Functional (Y/N)", "Operational", "Active?", "Fonctionnel"])
  func aColumnOfYesAndNoSaysWhichAreOpen(header: String) throws {
    let table = "编码,名称,级别,经度,纬度,\(header)\nh1,东旗医院,二级甲等,122.1,46.2,Y\nh2,乙苏木卫生院,卫生院,121.7,46.2,N\n"
    let area = try InputFilesTests().read(["facilities.csv": table])
    #expect(area.facilities.map(\.id) == ["h1"])
    #expect(area.notes.contains { $0.english == "1 facility is “N” and left out" })
  }

  @Test(arguments: [
    ("建成年份", "2031"), ("投入使用时间", "2028年3月"), ("opening_date", "2029-01-01"), ("竣工日期", "20300501"),
  ])
  func aYearToComeIsTold(header: String, word: String) throws {
    func area(_ word: String) throws -> PlanningArea {
      try InputFilesTests().read([
        "facilities.csv":
          "编码,名称,级别,经度,纬度,\(header)\nh1,东旗医院,二级甲等,122.1,46.2,1998\nh2,乙苏木卫生院,卫生院,121.7,46.2,\(word)\n"
      ])
    }
    let told = "\(header) gives a year to come in 1 row, such as \(word)"
    #expect(try area(word).notes.contains { $0.english.hasPrefix(told) })
    #expect(try !area("2020").notes.contains { $0.english.contains("a year to come") })
  }
}
