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
    #expect(index.match("河东") == .unknown)
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
