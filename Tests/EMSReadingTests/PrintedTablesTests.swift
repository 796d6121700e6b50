import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Tables as they were printed or exported: pages, notes, texts made safe for spreadsheets, names of places by level.
extension ColumnReadingTests {
  // MARK: Pages

  /// Each page says title, unit and header again, wherever they stand in their rows.
  @Test(arguments: ["村情表,,,", "甲县村情表（单位：万人）,,,", "村情表,,,\n,,单位：万人,", "村情表,,,\n,,,单位：人"])
  func everyPageSaysItsHeadAgain(title: String) throws {
    let factor = title.contains("万人") ? 10_000 : 1
    let head = "\(title)\n村名,经度,纬度,人口\n"
    let found = try read(head + "a,118.05,43.15,5\n第1页,,,\n\(head)b,118.25,43.35,7\n第2页,,,\n")
    #expect(found.problems.isEmpty)
    #expect(found.people == [5 * factor, 7 * factor])
    #expect(found.places == Self.places)
  }

  /// A page in another unit than the first is refused, not read in the first one's.
  @Test(arguments: [("万人", "人"), ("人", "万人"), ("千人", "万人")])
  func aPageInAnotherUnitIsRefused(first: String, second: String) {
    let header = "村名,经度,纬度,人口\n"
    let text = "表（单位：\(first)）,,,\n\(header)a,118.05,43.15,5\n续表（单位：\(second)）,,,\n\(header)b,118.25,43.35,7\n"
    let refused = #expect(throws: InputProblems.self) { try read(text) }
    #expect(refused?.problems.first?.place == .row(4))
    #expect(refused?.problems.first?.english.contains("the unit changes here") == true)
  }

  @Test(arguments: ["總計,,,12", "合計,118.15,43.25,12", "小計,,,12", "総計,,,12", "製表：張三,,,", "資料來源：統計局,,,", "續表,,,"])
  func sumsAndSignaturesInTraditionalCharactersAreNone(row: String) throws {
    let found = try read("村名,經度,緯度,人口\na,118.05,43.15,5\nb,118.25,43.35,7\n\(row)\n")
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("passed over") || found.notes.contains("not read"))
  }

  @Test func aDatumMayStandInTheMiddleOfThreeRowsOfHeaders() throws {
    let header = "村名,地理坐标,,,,2022年末人口,\n,WGS84,,百度,,常住,户籍\n,经度,纬度,经度,纬度,,\n"
    let found = try read(header + "a,118.05,43.15,118.07,43.17,5,6\nb,118.25,43.35,118.27,43.37,7,8\n")
    #expect(found.problems.isEmpty)
    #expect(found.places == Self.places)
    #expect(found.people == [5, 7])
  }

  // MARK: Figures

  @Test(arguments: ["7*", "7①", "7 [1]", "7†", "7²", "7人*", "7〔注2〕", "7＊＊"])
  func aNoteBehindAFigureChangesNothingAndIsSaid(cell: String) throws {
    let found = try people(["5", cell])
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("mark of a note"))
  }

  @Test(arguments: ["7#", "[1]", "7a"])
  func otherSignsBehindAFigureAreNone(cell: String) throws {
    #expect(try people(["5", cell]).problems.count == 1)
  }

  @Test(arguments: ["1.200E+03", "1.2e3", "1.200e+3", "+1.200E3"])
  func anExponentMakesAFigureOneNumber(cell: String) throws {
    #expect(try people(["850", cell]).people == [850, 1200])
  }

  /// What programs write so that spreadsheets take texts for texts.
  @Test(arguments: ["'%", "=\"%\"", "\"=\"\"%\"\"\"", "'%\t"])
  func textsMadeSafeForSpreadsheetsAreTheTexts(form: String) throws {
    func cell(_ text: String) -> String { form.replacing("%", with: text).replacing("\t", with: "") }
    let rows = [["0012", "118.05", "43.15", "1200"], ["0013", "-118.25", "43.35", "7"]].map { row in
      row.map(cell).joined(separator: ",")
    }
    let table = try DelimitedTable(
      Data(("id,lon,lat,population\n" + rows.joined(separator: "\n") + "\n").utf8), file: "v.csv")
    #expect((0..<2).map { table.text($0, 0) } == ["0012", "0013"])
    #expect(table.number(0, 1) == .number(118.05))
    #expect(table.number(1, 1) == .number(-118.25))
    #expect(table.number(0, 3) == .number(1200))
  }

  // MARK: Names by level

  /// The row's own name is that of the finest place, whatever else the row is in.
  @Test(arguments: [
    ("旗县,乡镇,村", 2), ("县名,乡镇名称,村社区", 2), ("省份,地市,区县,街道,社区", 4), ("盟市,旗县市区,苏木乡镇街道,嘎查村社区", 3),
    ("乡镇,行政村,自然屯", 2), ("旗县名称,乡镇名,自然村", 2), ("村,乡镇,旗县", 0), ("名称,旗县,乡镇", 0), ("旗县,村名", 1),
  ])
  func villagesAreCalledByTheFinestName(headers: String, column: Int) throws {
    let names = headers.split(separator: ",").indices.map { "第\($0)" }
    let text =
      "\(headers),经度,纬度,人口\n" + names.joined(separator: ",") + ",118.05,43.15,5\n"
      + names.map { $0 + "乙" }.joined(separator: ",") + ",118.25,43.35,7\n"
    var findings = Findings()
    let table = try DelimitedTable(Data(text.utf8), file: "v.csv")
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "v.csv"), fields: PlanFile.settlementFields, required: [.name],
        findings: &findings))
    #expect(reader.text(0, .name) == "第\(column)")
    let town = headers.split(separator: ",").firstIndex { $0.contains("乡") || $0.contains("街道") }
    #expect(reader.text(0, .township) == town.map { "第\($0)" })
  }

  /// A column of hamlets that some rows leave empty does not name the rows.
  @Test func hamletsNameTheRowsOnlyWhereAllHaveOne() throws {
    let text = "乡镇,行政村,自然屯,经度,纬度\n甲镇,大村,东屯,118.05,43.15\n甲镇,小村,,118.25,43.35\n"
    var findings = Findings()
    let reader = try #require(
      LayerReader(
        try DelimitedTable(Data(text.utf8), file: "v.csv"), PlanFile.Layer(file: "v.csv"),
        fields: PlanFile.settlementFields, required: [.name], findings: &findings))
    #expect((0..<2).map { reader.text($0, .name) } == ["大村", "小村"])
  }

  @Test(arguments: [
    (PlanFile.townshipFields, "旗县,乡镇", "乡镇"), (PlanFile.tableFields, "旗县,乡镇,人口", "乡镇"),
    (PlanFile.townshipFields, "省,市,县,乡", "乡"), (PlanFile.townshipFields, "县级,乡级,乡级码", "乡级"),
    (PlanFile.countyFields, "市,旗县", "旗县"), (PlanFile.facilityFields, "旗县,乡镇,卫生室名称,经度,纬度", "卫生室名称"),
    (PlanFile.facilityFields, "旗县,机构名称,经度,纬度", "机构名称"),
  ])
  func townshipsAndFacilitiesHaveTheirOwnNames(fields: [Field], headers: String, name: String) throws {
    let count = headers.split(separator: ",").count
    let rows = ["a", "b"].map { row in (0..<count).map { "\(row)\($0)" }.joined(separator: ",") }
    var findings = Findings()
    let table = try DelimitedTable(Data(([headers] + rows).joined(separator: "\n").utf8), file: "t.csv")
    let reader = try #require(
      LayerReader(table, PlanFile.Layer(file: "t.csv"), fields: fields, required: [.name], findings: &findings))
    #expect(reader.header(.name) == name)
  }

  // MARK: Headers that dBASE cut

  /// A table whose headers a format cut to ten bytes.
  private struct CutTable: SourceTable {
    let whole: DelimitedTable
    var file: String { whole.file }
    var columns: [String] { whole.columns }
    var cutsHeaders: Bool { true }
    var rowCount: Int { whole.rowCount }
    var hasShapes: Bool { false }
    var declaredCRS: String? { nil }
    func place(ofRow row: Int) -> InputProblem.Place { whole.place(ofRow: row) }
    func text(_ row: Int, _ column: Int) -> String? { whole.text(row, column) }
    func number(_ row: Int, _ column: Int) -> NumberCell { whole.number(row, column) }
    func shape(ofRow row: Int) -> SourceShape? { nil }
  }

  @Test(arguments: [
    ("population,populati_1", true), ("population,populatio1", true), ("population,pop_2010", false),
    ("population,density", false), ("pop,pop_1", false), ("常住人口,常住人_1", true),
  ])
  func numberedHeadersOfOneBeginningAreRefused(headers: String, isRefused: Bool) throws {
    let table = CutTable(
      whole: try DelimitedTable(Data("name,lon,lat,\(headers)\na,118.05,43.15,5,9\n".utf8), file: "v.shp"))
    var findings = Findings()
    _ = LayerReader(
      table, PlanFile.Layer(file: "v.shp"), fields: PlanFile.settlementFields, required: [], findings: &findings)
    #expect(findings.problems.contains { $0.english.contains("what dBASE left") } == isRefused)
    if isRefused {
      var layer = PlanFile.Layer(file: "v.shp")
      layer.columns[.population] = String(headers.prefix { $0 != "," })
      var named = Findings()
      _ = LayerReader(table, layer, fields: PlanFile.settlementFields, required: [], findings: &named)
      #expect(named.problems.isEmpty)
    }
  }

  // MARK: Other languages

  @Test(arguments: [
    "Ort;Länge;Breite;Einwohner", "Название;Долгота;Широта;Численность населения", "Нэр;Уртраг;Өргөрөг;Хүн ам",
    "Tên thôn;Kinh độ;Vĩ độ;Dân số", "Nama Desa;Bujur;Lintang;Jumlah Penduduk", "Köy;Boylam;Enlem;Nüfus",
    "마을명;경도;위도;인구수", "اسم القرية;خط الطول;خط العرض;عدد السكان", "Kijiji;Longitudo;Latitudo;Idadi ya watu",
  ])
  func headersOfMoreLanguagesAreKnown(header: String) throws {
    let found = try read("\(header)\na;118.05;43.15;5\nb;118.25;43.35;7\n")
    #expect(found.places == Self.places)
    #expect(found.people == [5, 7])
  }
}
