import Testing

@testable import EMSModel
@testable import EMSReading

/// People, kinds and seats of townships out of a table, joined by id or by name.
struct TownshipTableTests {
  private func read(_ table: String, _ keys: String = "") throws(InputProblems) -> PlanningArea {
    let plan = InputFilesTests.plan.replacing(
      "{file: townships.geojson}", with: "{file: townships.geojson, table: {file: t.csv\(keys)}}")
    return try InputFilesTests().read(["plan.yaml": plan, "t.csv": table])
  }

  @Test(arguments: [
    "乡镇,常住人口\n甲镇,\"5,000\"\n乙苏木,70\n合计,\"5,070\"\n", "编码,人口（万人）\n21,0.007\n11,0.5\n",
    "序号,乡镇名称,人口\n1,乙苏木,70\n2,甲镇,5000人\n",
  ])
  func peopleAreJoined(table: String) throws {
    let area = try read(table)
    #expect(area.townships.map(\.population) == [5000, 70])
    let own = area.account.entries.filter { $0.input == "townships' table" }
    #expect(own.first { $0.item == .people }?.count == 5070)
    #expect(own.first { $0.item == .rowsRead }?.count == 2)
  }

  @Test func kindsAndSeatsAreJoined() throws {
    let area = try read("乡镇,类别,驻地经度,驻地纬度\n甲镇,街道,122.3,46.25\n")
    #expect(area.townships.map(\.kind) == [.subdistrict, .sumu])
    #expect(area.townships[0].seat?.longitude == 122.3)
    #expect(area.townships.map(\.population) == [6000, nil], "what the table does not say stays")
    #expect(area.notes.contains { $0.english.contains("1 township has no row there: 乙苏木") })
  }

  @Test func whatFindsNothingIsTold() throws {
    let area = try read("乡镇,人口\n甲镇,5000\n丁镇,9\n乙苏木,—\n")
    #expect(area.townships.map(\.population) == [5000, nil])
    #expect(area.notes.contains { $0.english.hasPrefix("1 row names no township of the boundaries") })
    let own = area.account.entries.filter { $0.input == "townships' table" }
    let rows = own.filter { $0.item == .rowsRead || $0.item == .rowsLeftOut }.compactMap(\.count).reduce(0, +)
    #expect(rows == own.first { $0.item == .rowsThere }?.count)
  }

  @Test func twoRowsOfOneTownshipAreAProblem() {
    do {
      _ = try read("乡镇,人口\n甲镇,5000\n甲镇,9\n")
      Issue.record("taken")
    } catch {
      let text = error.problems.map { $0.text(in: .english) }
      #expect(text.contains { $0.contains("row 3") && $0.contains("already has a row: t.csv, row 2") }, "\(text)")
    }
  }

  private static func twoOfOneName(_ counties: (String, String)) -> String {
    """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"11","name":"东风镇"\(counties.0)},
     "geometry":{"type":"Polygon","coordinates":[[[122,46],[122.5,46],[122.5,46.5],[122,46.5],[122,46]]]}},
    {"type":"Feature","properties":{"code":"21","name":"东风镇"\(counties.1)},
     "geometry":{"type":"Polygon","coordinates":[[[121.5,46],[122,46],[122,46.5],[121.5,46.5],[121.5,46]]]}}]}
    """
  }

  /// Of two towns of one name the county tells which, whether the boundaries name it or the counties' outlines do, in the
  /// joined table and where settlements refer to a town.
  @Test(arguments: [(",\"county\":\"1\"", ",\"county\":\"西旗\""), ("", "")], [true, false])
  func theCountyTellsTownsOfOneNameApart(counties: (String, String), isReversed: Bool) throws {
    let rows = ["东旗,东风镇,5000\n", "西旗,东风镇,70\n"]
    let area = try InputFilesTests().read([
      "plan.yaml": InputFilesTests.plan.replacing(
        "{file: townships.geojson}", with: "{file: townships.geojson, table: {file: t.csv}}"),
      "townships.geojson": Self.twoOfOneName(counties),
      "t.csv": "旗县,乡镇,人口\n" + (isReversed ? rows.reversed() : rows).joined(),
      "facilities.csv": "编码,名称,级别,经度,纬度\nh1,东旗医院,二级甲等,122.1,46.2\n",
      "villages.csv": "编码,名称,经度,纬度,人口,所属旗县,所属乡镇\nv1,一村,122.2,46.1,300,东旗,东风镇\nv2,二村,121.8,46.4,9,2,东风\n",
    ])
    #expect(area.townships.map(\.population) == [5000, 70])
    #expect(area.settlements.map(\.townshipID) == ["11", "21"])
  }

  @Test(arguments: ["乡镇,人口\n东风镇,5000\n", "旗县,乡镇,人口\n丙旗,东风镇,5000\n", "旗县,乡镇,人口\n,东风,5000\n"])
  func whatMayBeTwoTownsIsRefusedWithBothNamed(table: String) {
    let plan = InputFilesTests.plan.replacing(
      "{file: townships.geojson}", with: "{file: townships.geojson, table: {file: t.csv}}")
    do {
      _ = try InputFilesTests().read([
        "plan.yaml": plan, "t.csv": table,
        "townships.geojson": Self.twoOfOneName((",\"county\":\"1\"", ",\"county\":\"2\"")),
      ])
      Issue.record("taken")
    } catch {
      let text = error.problems.map { $0.text(in: .english) }
      #expect(
        text.contains { $0.contains("t.csv, row 2") && $0.contains("东风镇 (11, county 1), 东风镇 (21, county 2)") },
        "\(text)")
    }
  }

  /// A row is not joined to the town of another county because that is the only one of its name.
  @Test func aTownOfAnotherCountyIsRefused() {
    do {
      _ = try read("旗县,乡镇,人口\n西旗,甲镇,5000\n")
      Issue.record("taken")
    } catch {
      let text = error.problems.map { $0.text(in: .english) }
      #expect(text.contains { $0.contains("row 2") && $0.contains("lies in county 1") }, "\(text)")
    }
  }

  /// 人民政府, spaces, traditional characters and an ending that one side leaves out do not matter where only one is
  /// meant, which is said; another ending is another place.
  @Test(arguments: [
    ("甲镇人民政府", "乙 苏 木", [5000, 70]), ("甲鎮", "乙苏木政府", [5000, 70]), ("甲乡", "乙镇", [6000, nil]),
    ("甲", "乙", [6000, nil]),
  ])
  func namesMayBeWrittenOtherwise(first: String, second: String, people: [Int?]) throws {
    let area = try read("乡镇,人口\n\(first),5000\n\(second),70\n")
    #expect(area.townships.map(\.population) == people)
    let isJoined = people == [5000, 70]
    #expect(area.notes.contains { $0.english.contains("written otherwise") } == isJoined)
    #expect(area.notes.contains { $0.english.contains("no township of the boundaries") } == !isJoined)
  }

  @Test func anEndingIsLeftOutWhereOneIsMeant() {
    let index = ReferenceIndex([("1", "沙日镇"), ("2", "河东乡"), ("3", "河东镇"), ("4", "城关街道"), ("5", "Mlolo Ward")])
    #expect(index.match("沙日") == .found("1", isAsWritten: false))
    #expect(index.match("沙日镇") == .found("1", isAsWritten: true))
    #expect(index.match("河东") == .several(["2", "3"]))
    #expect(index.match("河东鄉") == .found("2", isAsWritten: false))
    #expect(index.match("城关镇") == .unknown)
    #expect(index.match("城关街道办事处") == .found("4", isAsWritten: false))
    #expect(index.match("MLOLO") == .found("5", isAsWritten: false))
  }

  @Test func anIDAndANameOfTwoTownshipsAreAProblem() {
    do {
      _ = try read("编码,乡镇,人口\n11,乙苏木,5000\n21,甲镇,9\n")
      Issue.record("taken")
    } catch {
      let text = error.problems.map { $0.text(in: .english) }
      #expect(text.count { $0.contains("the id") && $0.contains("and the name of") } == 2, "\(text)")
    }
  }

  @Test func theTableStaysInTheFolder() {
    let plan = InputFilesTests.plan.replacing(
      "{file: townships.geojson}", with: "{file: townships.geojson, table: {file: ../t.csv}}")
    #expect(InputFilesTests().english(["plan.yaml": plan]).contains { $0.contains("inputs.townships.table.file") })
  }
}
