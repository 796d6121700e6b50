import Foundation
import Testing

@testable import EMSFormats

@Suite struct CSVWriterTests {
  private func table(_ rows: [[PropertyValue]], columns: [String], for reader: CSVWriter.Reader) -> [UInt8] {
    var writer = CSVWriter(columns: columns, for: reader)
    for row in rows { writer.append(row) }
    return writer.takeBytes()
  }

  @Test func cellsAreQuotedWhereTheyMustBe() {
    let bytes = table(
      [["好力保乡", 1, nil, true], ["a,b", .decimal(-2.50, places: 3), "say \"so\"", "two\nlines"]],
      columns: ["name", "n", "x", "y"], for: .program)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        name,n,x,y
        好力保乡,1,,true
        "a,b",-2.5,"say ""so\""","two
        lines"

        """)
  }

  @Test func spreadsheetsGetAByteOrderMarkAndProgramsDoNot() {
    #expect(table([], columns: ["编码"], for: .spreadsheet).starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(table([], columns: ["编码"], for: .program) == Array("编码\n".utf8))
  }

  @Test(arguments: ["=1+1", "+86", "-5", "@SUM(A1)", "\tx", "\rx", "＝1"])
  func aFormulaIsInertInASpreadsheetAndExactForAProgram(text: String) throws {
    let spreadsheet = table([[.text(text)]], columns: ["c"], for: .spreadsheet)
    #expect(String(decoding: spreadsheet.dropFirst(5), as: UTF8.self).trimmingPrefix("\"").hasPrefix("'"))
    let program = String(decoding: table([[.text(text)]], columns: ["c"], for: .program), as: UTF8.self)
    #expect(program == (text == "\rx" ? "c\n\"\rx\"\n" : "c\n\(text)\n"))
  }

  @Test func numbersStayNumbersInASpreadsheet() {
    let bytes = table([[-5, .decimal(-0.5, places: 2)]], columns: ["a", "b"], for: .spreadsheet)
    #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == "a,b\n-5,-0.5\n")
  }

  @Test func bytesAreTakenOnce() {
    var writer = CSVWriter(columns: ["a"], for: .program)
    #expect(writer.takeBytes() == Array("a\n".utf8))
    writer.append([1])
    #expect(writer.takeBytes() == Array("1\n".utf8))
    #expect(writer.takeBytes().isEmpty)
  }
}
