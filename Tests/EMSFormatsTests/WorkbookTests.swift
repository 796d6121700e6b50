import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

/// Workbooks as bureaus have them: merged cells, sections, formulas, a sheet for each town; and hostile ones.
struct WorkbookTests {
  private func open(_ data: Data, layer: String? = nil, ofPlaces: Bool = false) throws -> WorkbookTable {
    try WorkbookTable.open(try Workbook(data, file: "v.xlsx"), layer: layer, ofPlaces: ofPlaces)
  }

  private func cells(_ table: any SourceTable) -> [[String?]] {
    (0..<table.rowCount).map { row in table.columns.indices.map { table.text(row, $0) } }
  }

  private static let header = ["乡镇", "村名", "经度", "纬度", "人口"]

  @Test func mergedCellsHoldForAllTheirRows() throws {
    let rows = [
      ["一览表"], Self.header, ["甲镇", "一村", "122.1", "46.1", "100"], ["", "二村", "122.2", "46.2", "200"],
      ["", "三村", "122.3", "46.3", "=SUM(A1)"], ["乙镇", "四村", "122.4", "46.4", "0"],
    ]
    let merged = #"<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="A3:A5"/></mergeCells>"#
    let table = try open(ZipWriting.workbook([("表", ZipWriting.rows(rows), merged)]))
    #expect(table.columns == Self.header)
    #expect(cells(table).map { $0[0] } == ["甲镇", "甲镇", "甲镇", "乙镇"])
    #expect((0..<4).map { table.place(ofRow: $0) } == [.row(3), .row(4), .row(5), .row(6)])
    // A formula that nobody computed is unknown and told; a zero is a zero.
    #expect(table.number(2, 4) == .empty)
    #expect(table.number(3, 4) == .number(0))
    #expect(table.remarks.contains { $0.english.contains("1 cell of 人口, from row 5") })
  }

  /// What programs put before a figure or code so that it stays a text is none of it; a name keeps its apostrophe.
  @Test(arguments: ["'", "’", "‘", "＇"])
  func anApostropheBeforeDigitsIsNone(mark: String) throws {
    let rows = [
      ["编码", "村名", "经度", "纬度", "人口"], ["\(mark)0152", "\(mark)s-Hertogenbosch", "122.1", "46.1", "\(mark)1500"],
    ]
    let table = try open(ZipWriting.workbook([("表", ZipWriting.rows(rows), "")]))
    #expect(cells(table) == [["0152", "\(mark)s-Hertogenbosch", "122.1", "46.1", "1500"]])
    #expect(table.number(0, 4) == .number(1500))
    let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
    let csv = try DelimitedTable(Data(text.utf8), file: "v.csv")
    #expect(cells(csv) == cells(table) && csv.number(0, 4) == .number(1500))
  }

  /// A figure in a cell over two rows is of both together: it counts once, and never twice.
  @Test func aMergedFigureOfPeopleCountsOnce() throws {
    let rows = [Self.header, ["甲镇", "一村", "122.1", "46.1", "100"], ["甲镇", "二村", "122.2", "46.2", ""]]
    let merged = #"<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>"#
    let table = try open(ZipWriting.workbook([("表", ZipWriting.rows(rows), merged)]))
    #expect(cells(table).map { $0[4] } == ["100", nil])
    #expect(table.remarks.contains { $0.english.contains("rows 2 to 3 together") })
  }

  @Test(arguments: [
    ("yyyy\\-mm\\-dd", "2020-03-01"), ("m月d日", "2020-03-01"), ("000000", "043891"), ("0", "43891"),
    ("#,##0.00", "43891"), ("[Red]0;[Blue]-0", "43891"), ("0&quot;d&quot;", "43891"), ("General", "43891"),
  ])
  func aNumberIsWhatItsFormatMakesOfIt(format: String, text: String) throws {
    let rows =
      ZipWriting.rows([["id", "name", "lon", "lat", "population"]])
      + #"<row r="2"><c r="A2" s="1"><v>43891</v></c><c r="B2" t="inlineStr"><is><t>a</t></is></c></row>"#
    let table = try open(ZipWriting.workbook([("s", rows, "")], formats: [format]))
    #expect(table.text(0, 0) == text)
  }

  /// Words that a format shows beside a figure are read as in a cell of text, and not those that only change how it is shown.
  @Test(arguments: [
    ("0.0&quot;万&quot;", "1.5", "1.5万"), ("0.0\\万", "1.234", "1.2340万"), ("0!万", "3", "3万"), ("0万人", "3", "3万人"),
    ("General&quot;户&quot;", "407", "407户"), ("G/通用格式&quot;千人&quot;", "2", "2千人"), ("&quot;约&quot;0", "490", "约490"),
    ("0&quot;人&quot;", "407", "407"), ("0.0,&quot;千&quot;", "1500", "1500"), ("0!.0,&quot;万&quot;", "15000", "15000"),
    ("0!.0000&quot;万&quot;", "15000", "15000"), ("[&gt;=10000]0!.0,&quot;万&quot;;0", "15000", "15000"),
  ])
  func wordsOfAFormatAreRead(format: String, figure: String, text: String) throws {
    let rows =
      ZipWriting.rows([["人口", "村名", "经度", "纬度"]])
      + #"<row r="2"><c r="A2" s="1"><v>\#(figure)</v></c><c r="B2" t="inlineStr"><is><t>a</t></is></c></row>"#
    let table = try open(ZipWriting.workbook([("s", rows, "")], formats: [format]))
    #expect(table.text(0, 0) == text)
  }

  /// A unit that stands beside the rows holds for the table.
  @Test func aUnitBesideTheTableIsObeyed() throws {
    let rows = [
      ["村名", "经度", "纬度", "人口"], ["一村", "122.1", "46.1", "1.2", "", "单位：千人"], ["二村", "122.2", "46.2", "0.3"],
    ]
    #expect(try open(ZipWriting.workbook([("表", ZipWriting.rows(rows), "")])).columns.last == "人口（千人）")
  }

  /// Where rows need places, a sheet that sums them up is not taken, whatever the order; two of them are refused by name.
  @Test func theSheetWithCoordinatesIsTakenForPlaces() throws {
    let sums = ("汇总", ZipWriting.rows([["乡镇", "人口"], ["甲镇", "300"]]), "")
    let all = ("明细", ZipWriting.rows([Self.header, ["甲镇", "一村", "122.1", "46.1", "100"]]), "")
    let seats = ("驻地", ZipWriting.rows([["乡镇", "经度", "纬度", "电话"], ["甲镇", "122.1", "46.1", "1"]]), "")
    for sheets in [[sums, all], [all, sums]] {
      let table = try open(ZipWriting.workbook(sheets), ofPlaces: true)
      #expect(table.layer == "明细")
      #expect(table.remarks.map(\.english) == ["other layers or sheets are not read: 汇总"])
    }
    #expect(try open(ZipWriting.workbook([sums, all])).layer == "汇总")
    #expect(try open(ZipWriting.workbook([sums]), ofPlaces: true).layer == "汇总")
    let refused = #expect(throws: InputProblems.self) {
      try open(ZipWriting.workbook([sums, all, seats]), ofPlaces: true)
    }
    #expect(refused?.problems.first?.english.hasSuffix("which is meant: 明细, 驻地") == true)
  }

  /// Codes keep the digits that the file holds; where its double has lost some, the text says so.
  @Test(arguments: [
    ("152221100201", "152221100201"), ("1522211002010001", "1522211002010001"),
    ("152221100201000123", "152221100201000123"),
    ("1.522211002010001e+17", "1.522211002010001e+17"), ("1.52221100201E+15", "1522211002010000"), ("3.0", "3"),
    ("9007199254740992", "9007199254740992"),
  ])
  func codesKeepTheirDigits(written: String, text: String) throws {
    let rows =
      ZipWriting.rows([["id", "name"]])
      + #"<row r="2"><c r="A2"><v>\#(written)</v></c><c r="B2" t="inlineStr"><is><t>a</t></is></c></row>"#
    #expect(try open(ZipWriting.workbook([("s", rows, "")])).text(0, 0) == text)
  }

  /// Against the calendar of Foundation.
  @Test func theDaysOfAWorkbookAreThoseOfTheCalendar() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    for serial in stride(from: 61, through: 60_000, by: 7) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(serial - 25_569) * 86_400))
      let said = [parts.year ?? 0, parts.month ?? 0, parts.day ?? 0].map { ($0 < 10 ? "0" : "") + "\($0)" }
      #expect(CellFormat.day(Double(serial) + 0.4, from1904: false) == said.joined(separator: "-"))
      #expect(
        CellFormat.day(Double(serial - 1462), from1904: true)
          == (serial > 1462 ? said.joined(separator: "-") : CellFormat.day(Double(serial - 1462), from1904: true)))
    }
  }

  @Test func hiddenSheetsAreNotReadAndHiddenRowsAre() throws {
    let rows = [Self.header, ["甲镇", "一村", "122.1", "46.1", "100"]]
    let old = [Self.header, ["甲镇", "一村", "122.1", "46.1", "99"]]
    let hiding = ZipWriting.rows(rows).replacing(#"<row r="2">"#, with: #"<row r="2" hidden="1">"#)
    let data = ZipWriting.workbook([("旧", ZipWriting.rows(old), ""), ("表", hiding, "")], hiding: ["旧"])
    let table = try open(data)
    #expect(table.layer == "表")
    #expect(table.text(0, 4) == "100")
    #expect(table.remarks.contains { $0.english.contains("hidden sheets are not read: 旧") })
    #expect(table.remarks.contains { $0.english.contains("1 row is hidden") })
    #expect(try open(data, layer: "旧").text(0, 4) == "99")
  }

  @Test(arguments: [true, false]) func whatIsStruckOutOrHiddenIsReadAndTold(isStruckOut: Bool) throws {
    let rows = ZipWriting.rows([
      Self.header, ["甲镇", "一村", "122.1", "46.1", "100"], ["甲镇", "二村", "122.2", "46.1", "90"],
    ])
    let marked = rows.replacing(#"<c r="E3""#, with: #"<c r="E3" s="1""#)
    let hiding = #"<cols><col min="1" max="2" width="9"/><col min="4" max="5" hidden="1"/></cols>"#
    let table = try open(
      ZipWriting.workbook([("表", marked, "")], formats: ["0.0"], isStruckOut: isStruckOut, columns: hiding))
    #expect((0..<2).map { table.text($0, 4) } == ["100", "90"])
    let told = table.remarks.map(\.english).joined(separator: "\n")
    #expect(
      told.contains("2 columns are hidden in the sheet, and read as the others: \(Self.header[3]), \(Self.header[4])"))
    #expect(
      told.contains("1 cell is struck out in the sheet, and read as the others (row number 3)") == isStruckOut,
      "\(told)")
    #expect(table.remarks.contains { $0.chinese.contains("有 1 个单元格带删除线") } == isStruckOut)
  }

  @Test func errorsOfFormulasAreUnknownAndTold() throws {
    let rows =
      ZipWriting.rows([Self.header])
      + ##"<row r="2"><c r="B2" t="inlineStr"><is><t>一村</t></is></c><c r="E2" t="e"><v>#REF!</v></c></row>"##
    let table = try open(ZipWriting.workbook([("表", rows, "")]))
    #expect(table.number(0, 4) == .empty)
    #expect(table.remarks.contains { $0.english.contains("1 cell of 人口") && $0.english.contains("#REF!") })
  }

  @Test func sectionRowsNameTheTownOfTheRowsBelowThem() throws {
    let header = ["序号", "村名", "经度", "纬度"]
    let rows = [
      header, ["一、甲镇"], ["1", "一村", "122.1", "46.1"], ["2", "二村", "122.2", "46.2"], ["（二）乙苏木（共1个嘎查）"],
      ["1", "三嘎查", "122.3", "46.3"], ["三、其他"], ["1", "四村", "122.4", "46.4"],
    ]
    let expected: [String?] = ["甲镇", "甲镇", "乙苏木", nil]
    let workbook = try open(ZipWriting.workbook([("表", ZipWriting.rows(rows), "")]))
    let csv = try DelimitedTable(
      Data(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8), file: "v.csv")
    for table in [workbook as any SourceTable, csv] {
      #expect(table.columns == header + ["乡镇"])
      #expect(cells(table).map { $0[4] } == expected)
      #expect(cells(table).map { $0[1] } == ["一村", "二村", "三嘎查", "四村"])
      #expect(table.remarks.contains { $0.english.contains("甲镇, 乙苏木") })
      #expect(table.remarks.contains { $0.english.contains("三、其他") })
    }
    // A table of towns has none, whatever stands alone in a row.
    let towns = "乡镇,人口,面积\n甲镇,100,5\n乙镇,,\n丙镇,300,7\n"
    #expect(try DelimitedTable(Data(towns.utf8), file: "t.csv").rowCount == 3)
  }

  @Test func rowsOfSeparatorsAloneAreEmpty() throws {
    let text = "id,name,lon,lat\n,,,\n1,a,122,46\n,,,\n2,b,123,46\n,,,\n,,,"
    let table = try DelimitedTable(Data(text.utf8), file: "v.csv")
    #expect(cells(table).map { $0[1] } == ["a", "b"])
    #expect((0..<2).map { table.place(ofRow: $0) } == [.row(3), .row(5)])
    #expect(table.remarks.isEmpty)
  }

  /// A last row without a line end may be one that leaves its last cells out: it is read, and said.
  @Test func aShortLastRowIsReadAndTold() throws {
    let text = "id,name,lon,lat,remark\n1,a,122,46,x\n2,b,123,46"
    let table = try DelimitedTable(Data(text.utf8), file: "v.csv")
    #expect(cells(table).map { $0[1] } == ["a", "b"])
    #expect(table.remarks.contains { $0.english.contains("row 3, the last,") })
    #expect(try DelimitedTable(Data((text + "\n").utf8), file: "v.csv").remarks.isEmpty)
  }

  @Test func sheetsOfOneThingAreNamedOrAllRead() throws {
    func sheet(_ name: String, _ village: String) -> (name: String, rows: String, behind: String) {
      (name, ZipWriting.rows([["村名", "经度", "纬度", "人口"], [village, "122", "46", "5"]]), "")
    }
    let note = (name: "说明", rows: ZipWriting.rows([["请填写下表"]]), behind: "")
    let longNote = (name: "说明", rows: ZipWriting.rows([["请填写下表"], ["每村一行"]]), behind: "")
    let data = ZipWriting.workbook([longNote, sheet("甲镇", "一村"), sheet("乙镇", "二村")])
    let error = #expect(throws: InputProblems.self) { try open(data) }
    #expect(error?.problems.first?.english.contains("甲镇, 乙镇") == true)
    #expect(try cells(open(data, layer: "乙镇")).map { $0[0] } == ["二村"])
    let all = try WorkbookTable.openAll(try Workbook(data, file: "v.xlsx"))
    #expect(all.tables.map(\.file) == ["v.xlsx [甲镇]", "v.xlsx [乙镇]"])
    #expect(all.others == ["说明"])
    // What is not read of a workbook is said.
    let one = try open(ZipWriting.workbook([sheet("甲镇", "一村"), note]))
    #expect(one.remarks.contains { $0.english.contains("not read: 说明") } == false)
  }

  /// All sheets of a workbook are read, and named, by its content, whatever its ending; a text under another name is one
  /// table.
  @Test(arguments: ["xlsx", "xls", "csv", "txt"])
  func allSheetsAreFoundByContent(ending: String) throws {
    let scratch = try ScratchFolder()
    let url = URL(fileURLWithPath: "\(scratch.path)/v.\(ending)")
    let towns = ["甲镇", "乙镇"].map { town in
      (town, ZipWriting.rows([Self.header, [town, "\(town)一村", "122.1", "46.1", "100"]]), "")
    }
    try ZipWriting.workbook(towns + [("说明", ZipWriting.rows([["填表说明"], ["请填写"]]), "")]).write(to: url)
    #expect(try TableFile.layers(of: url, as: "v") == ["甲镇", "乙镇", "说明"])
    let all = try TableFile.openAll(url, as: "v")
    #expect(all.tables.map(\.file) == ["v [甲镇]", "v [乙镇]"] && all.others == ["说明"])
    try Data("乡镇,村名,经度,纬度,人口\n甲镇,一村,122.1,46.1,100\n".utf8).write(to: url)
    #expect(try TableFile.layers(of: url, as: "v") == [nil])
    #expect(try TableFile.openAll(url, as: "v").tables.map { cells($0) } == [[["甲镇", "一村", "122.1", "46.1", "100"]]])
  }

  @Test func hostileWorkbooksAreRefusedAtOnce() throws {
    let sheet = ("表", ZipWriting.rows([["村名", "人口"], ["一村", "5"]]), "")
    let name = "xl/worksheets/sheet1.xml"
    // What the directory says is believed before anything is unpacked.
    let bomb = ZipWriting.workbook([sheet], saying: [name: 1_500_000_000])
    let refused = #expect(throws: InputProblems.self) { try Workbook(bomb, file: "v.xlsx") }
    #expect(refused?.problems.first?.english.contains("1,500,0") == true)
    for rows in [
      #"<row r="99999999"><c r="A99999999"><v>1</v></c></row>"#, #"<row r="1"><c r="ZZZZ1"><v>1</v></c></row>"#,
      #"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>"#, #"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#,
      #"<row r="1"><c r="A1"><v>1</v></row>"#,
    ] {
      #expect(throws: InputProblems.self) { try open(ZipWriting.workbook([("表", rows, "")])) }
    }
    // A cell at the far end of each row would take sixteen thousand cells for one.
    let wide = (1...1_000).map { #"<row r="\#($0)"><c r="XFD\#($0)"><v>1</v></c></row>"# }.joined()
    #expect(throws: InputProblems.self) { try open(ZipWriting.workbook([("表", wide, "")])) }
    let entity = #"<!DOCTYPE x [<!ENTITY a "aaaa">]>"#
    #expect(throws: InputProblems.self) { try open(ZipWriting.workbook([("表", entity, "")])) }
  }

  /// Whatever bytes are damaged, the workbook is refused: each part has a checksum.
  @Test func damagedWorkbooksAreRefused() throws {
    let rows = [["村名", "人口"]] + (0..<50).map { ["村\($0)", "\($0)"] }
    let sound = ZipWriting.workbook([("表", ZipWriting.rows(rows), "")])
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var bytes = Array(sound)
      if Bool.random(using: &random) {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      } else {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      guard let table = try? open(Data(bytes)) else { continue }
      #expect(table.rowCount == 50)
    }
  }

  /// What a file holds is told by its content: programs write workbooks, texts and web pages as `.xls`.
  @Test func aFileIsWhatItHoldsWhateverItsEnding() throws {
    let folder = try TemporaryFolder()
    let rows = [Self.header, ["甲镇", "一村", "122.1", "46.1", "100"]]
    let workbook = Array(ZipWriting.workbook([("表", ZipWriting.rows(rows), "")]))
    let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    for (name, bytes) in [
      ("a.xls", workbook), ("b.csv", workbook), ("c.xls", Array(text.utf8)), ("d.xlsx", Array(text.utf8)),
      ("e.csv", Array(text.utf8)),
    ] {
      let table = try TableFile.open(folder.write(bytes, to: name), as: name)
      #expect(table.columns == Self.header, "\(name)")
      #expect(table.text(0, 4) == "100")
    }
    for (name, start) in [
      ("f.xls", Array("<html><table>".utf8)), ("g.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 1, 2] as [UInt8]),
    ] {
      #expect(throws: InputProblems.self) { try TableFile.open(folder.write(start, to: name), as: name) }
    }
  }

  /// A summary that stands before the sheets of the towns is none of them.
  @Test func allSheetsOfPlacesAreJoinedThoughASummaryComesFirst() throws {
    let towns = ["甲镇", "乙镇"].map { town in
      (town, ZipWriting.rows([Self.header, [town, "一村", "122.1", "46.1", "100"]]), "")
    }
    let summary = ("汇总", ZipWriting.rows([["乡镇", "人口", "村数"], ["甲镇", "100", "1"]]), "")
    let workbook = try Workbook(ZipWriting.workbook([summary] + towns), file: "v.xlsx")
    let all = try WorkbookTable.openAll(workbook, ofPlaces: true)
    #expect(all.tables.map(\.layer) == ["甲镇", "乙镇"] && all.others == ["汇总"])
    #expect(try WorkbookTable.openAll(workbook).tables.map(\.layer) == ["汇总"])
  }
}
