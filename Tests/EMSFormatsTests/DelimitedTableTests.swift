import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

struct DelimitedTableTests {
  static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
  static let text = "名称,经度,纬度,人口\n好力保乡,122.93,46.5,21300\n\"图牧吉镇, \"\"新\"\"\",123.1,46.2,\n"

  private func table(_ text: String) throws -> DelimitedTable { try DelimitedTable(Data(text.utf8), file: "a.csv") }

  private func rows(_ table: DelimitedTable) -> [[String?]] {
    (0..<table.rowCount).map { row in table.columns.indices.map { table.text(row, $0) } }
  }

  private func problems(_ data: Data, encoding: String? = nil) -> [InputProblem] {
    do {
      _ = try DelimitedTable(data, file: "a.csv", encoding: encoding)
      return []
    } catch {
      return error.problems
    }
  }

  /// A header with line breaks outside of quotes gives the table that it gives without them.
  @Test(arguments: [
    "村名,户籍\n人口,经度,纬度", "村名,户籍人口,经\n度,纬度", "村名,户籍\n人口,经\n度,纬度", "村名,户籍人口\n（人）,经度,纬度",
  ])
  func aHeaderOfSeveralLinesIsOne(header: String) throws {
    let data = "\n一村,300,122.1,46.1\n二村,20,122.2,46.2\n"
    let whole = try table(header.replacing("\n", with: "") + data)
    let broken = try table(header + data)
    #expect(broken.columns == whole.columns && rows(broken) == rows(whole))
    #expect(whole.remarks.isEmpty && broken.remarks.count == 1)
  }

  @Test func aTableOfOneColumnHasNoBrokenHeader() throws {
    let table = try table("村名\n一村\n二村\n三村\n四村\n五村\n")
    #expect(table.columns == ["村名"] && table.rowCount == 5)
  }

  /// Titles with separators above a header are none of it, though they be short.
  @Test func aTitleIsNoPartOfTheHeader() throws {
    let table = try table("甲县,2024年\n村名,经度,纬度\n一村,122.1,46.1\n二村,122.2,46.2\n")
    #expect(table.columns == ["村名", "经度", "纬度"] && table.rowCount == 2)
  }

  @Test func aUnitBesideTheTableIsObeyed() throws {
    let table = try table("村名,经度,纬度,人口,\n一村,122.1,46.1,1.2,单位：千人\n二村,122.2,46.2,0.3,\n")
    #expect(table.columns[3] == "人口（千人）")
  }

  @Test func everyEncodingAndSeparatorGivesTheSameTable() throws {
    let expected = rows(try table(Self.text))
    #expect(expected == [["好力保乡", "122.93", "46.5", "21300"], ["图牧吉镇, \"新\"", "123.1", "46.2", nil]])
    let gbk = try #require(Self.text.data(using: Self.gb18030))
    let utf16 = try #require(Self.text.data(using: .utf16))
    for data in [Data([0xEF, 0xBB, 0xBF]) + Data(Self.text.utf8), gbk, utf16] {
      #expect(rows(try DelimitedTable(data, file: "a.csv")) == expected)
    }
    #expect(rows(try DelimitedTable(gbk, file: "a.csv", encoding: "gb18030")) == expected)
    #expect(rows(try table(Self.text.replacing("\n", with: "\r\n"))) == expected)
    #expect(rows(try table(Self.text.replacing("\n", with: "\r"))) == expected)
    for separator in [";", "\t"] {
      let other = Self.text.replacing("图牧吉镇,", with: "图牧吉镇、").replacing(",", with: separator)
        .replacing("图牧吉镇、", with: "图牧吉镇,")
      #expect(rows(try table(other)) == expected)
    }
  }

  /// French, German and Spanish tables as Windows saves them: accents stand alone between letters, where the bytes would
  /// as often as not be Chinese characters.
  @Test(arguments: [
    ["Sénégal", "Kédougou", "Département Bandé", "Hôpital régional"], ["Köln", "Größe", "Mühlhausen"],
    ["España", "Centro de salud Añasco", "Río Ñu"], ["Côte d’Ivoire", "Zuénoula"],
  ])
  func windows1252IsFoundAndSaid(words: [String]) throws {
    let text = "id,name\n" + words.enumerated().map { "\($0),\($1)\n" }.joined()
    let table = try DelimitedTable(try #require(text.data(using: .windowsCP1252)), file: "a.csv")
    #expect(rows(table).map { $0[1] } == words)
    #expect(table.textEncoding == "Windows-1252")
    #expect(table.remarks.contains { $0.english.contains("read as Windows-1252") })
    let declared = try DelimitedTable(
      try #require(text.data(using: .windowsCP1252)), file: "a.csv", encoding: "windows-1252")
    #expect(rows(declared).map { $0[1] } == words && declared.remarks.isEmpty)
  }

  /// What is Chinese stays so: also with characters of two bytes of which the second is a letter, with those of four, and
  /// beside Latin words.
  @Test(arguments: ["好力保乡", "東方鎮丂丄", "𠮷林镇 Abc", "ᠮᠣᠩᠭᠣᠯ", "CT室（二楼）"])
  func gb18030IsFound(word: String) throws {
    let text = "编码,名称\n1,\(word)\n2,图牧吉镇\n"
    let table = try DelimitedTable(try #require(text.data(using: Self.gb18030)), file: "a.csv")
    #expect(rows(table).map { $0[1] } == [word, "图牧吉镇"])
    #expect(table.textEncoding == "GB18030" && table.remarks.isEmpty)
  }

  /// Tables of Taiwan, Japan, Korea and Mongolia as Windows saves them there, with headers in their words or in English.
  @Test(arguments: [
    ("Big5", 0x8000_0A03 as UInt, ["名稱", "信義里", "中正村", "北投"]), ("Big5", 0x8000_0A03, ["name", "新莊", "大安里"]),
    ("Shift_JIS", 0x8000_0420, ["名称", "サクラ町", "松山", "新宿"]), ("Shift_JIS", 0x8000_0420, ["name", "本町", "松山"]),
    ("EUC-KR", 0x8000_0422, ["이름", "상리", "하동면", "남산마을"]), ("EUC-KR", 0x8000_0422, ["name", "중앙동", "신평리"]),
    ("Windows-1251", 0x8000_0502, ["Название", "Улан-Батор", "Дархан"]),
    ("Windows-1251", 0x8000_0502, ["name", "Улан-Батор", "Дархан"]),
  ])
  func encodingsOfTheNeighboursAreFoundAndSaid(encoding: String, number: UInt, column: [String]) throws {
    let text = column.enumerated().map { "\($0 == 0 ? "id" : "\($0)"),\($1)\n" }.joined()
    let data = try #require(text.data(using: String.Encoding(rawValue: number)))
    let table = try DelimitedTable(data, file: "a.csv")
    #expect([table.columns[1]] + rows(table).map { $0[1] ?? "" } == column)
    #expect(table.textEncoding == encoding)
    #expect(
      table.remarks.map(\.english).contains { $0.contains("it is read as \(encoding)") && $0.contains("encoding:") })
  }

  /// Any few common characters, with rare ones among them, are Chinese without a word about it.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func anyChineseNamesStayGB18030(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rare = ["堽", "㙟", "镕", "丂", "𠮷", "囍", "畲", "垌", "嘎"]
    // The common characters of the standard, by their bytes.
    let names = try (0..<Int(seed % 6 + 2)).map { _ in
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 2...4, using: &random) {
        bytes += [UInt8.random(in: 0xB0...0xD6, using: &random), UInt8.random(in: 0xA1...0xFE, using: &random)]
      }
      let name = try #require(String(data: Data(bytes), encoding: Self.gb18030))
      return Int.random(in: 0...2, using: &random) == 0 ? name + (rare.randomElement(using: &random) ?? "") : name + "村"
    }
    let text = "id,name\n" + names.enumerated().map { "\($0),\($1)\n" }.joined()
    let table = try DelimitedTable(try #require(text.data(using: Self.gb18030)), file: "a.csv")
    #expect(rows(table).map { $0[1] } == names)
    #expect(table.textEncoding == "GB18030" && table.remarks.isEmpty)
  }

  /// As programs write it without a mark, where every other byte of digits and separators is zero.
  @Test func utf16WithoutAMarkIsRead() throws {
    let expected = rows(try table(Self.text))
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      let data = try #require(Self.text.data(using: encoding))
      let found = try DelimitedTable(data, file: "a.csv")
      #expect(rows(found) == expected)
      #expect(try found.columns == table(Self.text).columns)
      #expect(found.textEncoding == "UTF-16" && found.remarks.isEmpty)
      #expect(problems(data.dropLast()).map(\.english) == ["the bytes are not UTF-8 or UTF-16 text"])
      let declared = encoding == .utf16LittleEndian ? "UTF-16LE" : "UTF-16BE"
      let marked = try #require("\u{FEFF}\(Self.text)".data(using: encoding))
      #expect(rows(try DelimitedTable(marked, file: "a.csv", encoding: declared)) == expected)
      #expect(try DelimitedTable(marked, file: "a.csv", encoding: declared).columns == found.columns)
    }
    let wide = try #require(Self.text.data(using: .utf32LittleEndian))
    #expect(problems(wide).map(\.english) == ["the bytes are not UTF-8 or UTF-16 text"])
  }

  /// One broken cell makes no other encoding of a whole table.
  @Test func aBrokenCellOfUTF8IsOneUnknownCell() throws {
    let bytes = Data("id,name\n1,Kédougou\n2,".utf8) + Data([0x41, 0xE9]) + Data("\n3,Sénégal\n4,Thiès\n".utf8)
    let table = try DelimitedTable(bytes, file: "a.csv")
    #expect(rows(table).map { $0[1] } == ["Kédougou", nil, "Sénégal", "Thiès"])
    #expect(table.textEncoding == "UTF-8" && table.remarks.count == 1)
  }

  @Test(arguments: [("Big5", 0x8000_0A03 as UInt), ("windows-1251", 0x8000_0502), ("EUC-KR", 0x8000_0940)])
  func whatThePlanDeclaresIsObeyed(name: String, number: UInt) throws {
    let word = name == "windows-1251" ? "Улан-Батор" : name == "Big5" ? "臺北" : "서울"
    let data = try #require("id,name\n1,\(word)\n".data(using: String.Encoding(rawValue: number)))
    #expect(rows(try DelimitedTable(data, file: "a.csv", encoding: name)) == [["1", word]])
    #expect(problems(data, encoding: "no such name").map(\.field) == ["encoding"])
  }

  @Test func wrongEncodingIsRefused() throws {
    let gbk = try #require(Self.text.data(using: Self.gb18030))
    #expect(problems(gbk, encoding: "utf-8").map(\.english) == ["the bytes are not UTF-8 text"])
    #expect(
      problems(Data([0x61, 0xFF, 0xFF, 0x80, 0x0A])).map(\.english) == ["the bytes are not UTF-8 or GB18030 text"])
  }

  @Test func rowsCountAsInASpreadsheet() throws {
    let table = try table("\nid,note\n1,\"two\nlines\"\n\n2,x\n")
    #expect(table.rowCount == 2)
    #expect(table.place(ofRow: 0) == .row(3))
    #expect(table.place(ofRow: 1) == .row(5))
  }

  @Test func formProblemsAreReportedTogether() {
    let found = problems(Data("id,name\n1,a,b,c\n2,c,d\n3,\"open\n".utf8))
    #expect(found.map(\.place) == [.row(2), .row(4)])
    #expect(found.map(\.repeats) == [1, 0])
    #expect(problems(Data("id,name\n".utf8)).map(\.english) == ["there is a header and no row below it"])
    #expect(problems(Data("\n\n".utf8)).map(\.english) == ["the file has no header row"])
  }

  @Test func numbersAreExactDoubles() throws {
    var generator = SystemRandomNumberGenerator()
    var texts = ["0", "-0", "1e3", "1E-7", "9007199254740993", "18446744073709551615", "0.1", "121.52721060000001"]
    texts += ["1e400", "-1e-400", "123456789012345678901234567890", "2.2250738585072011e-308", "8.41E+21"]
    for _ in 0..<20_000 {
      texts.append("\(Double.random(in: -180...180, using: &generator))")
      let digits = (0..<Int.random(in: 1...19, using: &generator)).map { _ in "0123456789".randomElement() ?? "0" }
      let whole = Int.random(in: 0...179, using: &generator)
      texts.append("\(whole).\(String(digits))")
    }
    for text in texts {
      let read = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
      #expect(read == strtod(text, nil), "\(text)")
    }
    for text in ["", "-", ".", "e5", "1e", "1.2.3", "12a", "0x10", "１２"] {
      #expect(Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) } == nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("人口（人）", "人口"), ("Population_2020", "population"), ("2020年人口", "人口"), ("经度(°)", "经度"),
    ("coord_precision", "coordprecision"), ("code12", "code12"), ("人口2020年", "人口"), ("2020", "2020"),
  ])
  func headersAreCompared(header: String, normalised: String) {
    #expect(FieldSynonyms.normalised(header) == normalised)
  }

  @Test func everySynonymIsNormalised() {
    for field in Field.allCases {
      for header in field.headers { #expect(FieldSynonyms.normalised(header) == header) }
    }
  }

  /// Any table written by the rules of RFC 4180 is read back as it was.
  @Test func randomTablesComeBack() throws {
    var generator = SeededGenerator(seed: 4180)
    // No letter of it is a header by itself.
    let alphabet = Array("a,\"\n;\t好z ")
    for _ in 0..<300 {
      let width = Int.random(in: 2...5, using: &generator)
      let cells = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        (0..<width).map { _ in
          String(
            (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) }
          )
        }
      }
      let header = (0..<width).map { "c\($0)" }
      let text = ([header] + cells).map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      }.joined(separator: "\r\n")
      // Rows of separators alone are empty.
      let expected = cells.filter { $0.contains { !$0.isEmpty } }.map { row in
        row.map { cell -> String? in
          let trimmed = cell.trimmingCharacters(in: .whitespacesAndNewlines)
          return trimmed.isEmpty ? nil : trimmed
        }
      }
      if expected.isEmpty {
        #expect(throws: InputProblems.self) { _ = try table(text) }
      } else {
        #expect(rows(try table(text)) == expected)
      }
    }
  }

  /// Whatever happens to a file, it is refused or has no more rows than lines below its header.
  @Test func damagedBytesNeverCrash() {
    var (read, refused) = (0, 0)
    var generator = SeededGenerator(seed: 1)
    let whole = Array(Self.text.utf8)
    for _ in 0..<2000 {
      var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
      for _ in 0..<3 where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
      guard let table = try? DelimitedTable(Data(bytes), file: "a.csv") else {
        refused += 1
        continue
      }
      read += 1
      for row in 0..<table.rowCount { for column in table.columns.indices { _ = table.number(row, column) } }
      #expect(table.rowCount < bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.count)
    }
    #expect(read > 0 && refused > 0)
  }

  /// What CSV files look for in bytes before a row is looked at is in every word that such a row may begin with.
  @Test func everyWordOfSumsAndRemarksHasAMark() {
    let words =
      Array(SumWords.all) + [
        "合计", "小計", "總計", "盖章", "第 1 页", "备注", "備註", "续表", "說明：", "说明、略", "注1：略", "填表人：甲", "资料来源：统计局", "＊估计",
      ]
    for word in words where word.contains(where: { !$0.isASCII }) {
      #expect(word.contains(where: TableForm.marks.contains), "\(word)")
    }
    #expect(TableForm.marks.allSatisfy { String($0).utf8.count == 3 })
  }

  @Test(arguments: ["均值", "总人口", "全县", "说明、略", "第 1 页", "合计", "＊估计"])
  func rowsOfSumsAndRemarksArePassedOver(word: String) throws {
    let table = try DelimitedTable(Data("名称,经度,纬度,人口\n甲村,118,43,5\n\(word),,,\n".utf8), file: "t.csv")
    #expect(table.rowCount == 1)
  }
}
