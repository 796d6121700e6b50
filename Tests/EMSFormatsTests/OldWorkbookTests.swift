import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

/// Old workbooks (XLS) as bureaus still send them: header, merged cells, formulas, hidden sheets; and damaged ones.
struct OldWorkbookTests {
  private typealias Sheet = OldWorkbookWriting.Sheet

  private func open(_ bytes: [UInt8], layer: String? = nil) throws -> WorkbookTable {
    let workbook = try #require(try OldWorkbook(Data(bytes), file: "v.xls"))
    return try WorkbookTable.open(workbook, layer: layer, ofPlaces: false)
  }

  private func cells(_ table: any SourceTable) -> [[String?]] {
    (0..<table.rowCount).map { row in table.columns.indices.map { table.text(row, $0) } }
  }

  private static let header: [OldWorkbookWriting.Cell] = ["乡镇", "村名", "经度", "纬度", "人口"].map { .text($0) }

  private static func village(
    _ town: String, _ name: String, _ people: OldWorkbookWriting.Cell
  ) -> [OldWorkbookWriting.Cell] {
    [town.isEmpty ? .empty : .text(town), .text(name), .number(122.15), .number(-46.25), people]
  }

  @Test(arguments: [1, 40])
  func aPlainSheetIsReadFromItsHeaderOn(copies: Int) throws {
    // 40 copies make a stream that is too long for the small sectors.
    let rows = (0..<copies).map { Self.village("甲镇", "村\($0)", .number(Double(100 + $0))) }
    let bytes = OldWorkbookWriting.workbook([Sheet("表", [Self.header] + rows)])
    #expect((bytes.count > 5120) == (copies > 1))
    let table = try open(bytes)
    #expect(table.columns == ["乡镇", "村名", "经度", "纬度", "人口"])
    #expect(
      cells(table) == (0..<copies).map { ["甲镇", "村\($0)", "122.15", "-46.25", "\(100 + $0)"] })
    #expect(table.place(ofRow: 0) == .row(2))
    #expect(table.number(0, 2) == .number(122.15))
  }

  @Test func mergedCellsFormulasAndErrorsAreThoseOfNewWorkbooks() throws {
    var sheet = Sheet(
      "表",
      [
        [.text("一览表")], Self.header, Self.village("甲镇", "一村", .formula(1200)), Self.village("", "二村", .formula(nil)),
        Self.village("", "三村", .error), Self.village("乙镇", "四村", .number(0)),
        Self.village("乙镇", "五村", .formulaText("约800")), [.text("合计"), .empty, .empty, .empty, .number(2000)],
      ])
    sheet.merged = [(0...0, 0...4), (2...4, 0...0)]
    sheet.hiddenRows = [5]
    let table = try open(OldWorkbookWriting.workbook([sheet]))
    #expect(cells(table).map { $0[0] } == ["甲镇", "甲镇", "甲镇", "乙镇", "乙镇"])
    #expect(cells(table).map { $0[4] } == ["1200", nil, nil, "0", "约800"])
    #expect(table.passedOver.map(\.word) == ["合计"])
    let told = table.remarks.map(\.english).joined(separator: "\n")
    #expect(told.contains("2 merged cells are read"))
    #expect(told.contains("1 cell of 人口, from row 4, with formulas without a value"))
    #expect(told.contains("1 cell of 人口, from row 5, with errors"))
    #expect(told.contains("1 row is hidden"))
  }

  @Test func formatsSayWhatNumbersMean() throws {
    let rows: [[OldWorkbookWriting.Cell]] = [
      [.text("编码"), .text("村名"), .text("人口"), .text("日期")],
      [.number(12_345, format: 1), .text("a"), .number(7), .number(43891, format: 2)],
    ]
    let table = try open(
      OldWorkbookWriting.workbook([Sheet("s", rows)], formats: ["000000", "yyyy\\-mm\\-dd"]))
    #expect(cells(table) == [["012345", "a", "7", "2020-03-01"]])
  }

  @Test(arguments: [true, false]) func whatIsStruckOutOrHiddenIsReadAndTold(isStruckOut: Bool) throws {
    var sheet = Sheet(
      "s",
      [
        [.text("编码"), .text("村名"), .text("人口"), .text("备注")],
        [.number(1, format: 1), .text("a"), .number(7, format: 1), .text("x")], [.number(2), .text("b"), .number(8)],
      ])
    sheet.hiddenColumns = [2, 9]
    let table = try open(OldWorkbookWriting.workbook([sheet], formats: ["0.0"], isStruckOut: isStruckOut))
    #expect(cells(table).map { $0[2] } == ["7", "8"])
    let told = table.remarks.map(\.english).joined(separator: "\n")
    #expect(told.contains("1 column is hidden in the sheet, and read as the others: 人口"))
    #expect(told.contains("2 cells are struck out in the sheet, and read as the others (row number 2)") == isStruckOut)
  }

  /// Texts that are torn between two records, at every place where they can be.
  @Test(arguments: 12..<60)
  func tornTextsAreWhole(longest: Int) throws {
    let rows: [[OldWorkbookWriting.Cell]] = [Self.header, Self.village("甲镇", "Café No. 7, längs", .number(5))]
    let table = try open(OldWorkbookWriting.workbook([Sheet("s", rows)], longestRecord: longest))
    #expect(cells(table) == [["甲镇", "Café No. 7, längs", "122.15", "-46.25", "5"]])
  }

  @Test func sheetsAreJoinedOrChosenAndHiddenOnesAreNone() throws {
    var old = Sheet("旧数据", [Self.header, Self.village("甲镇", "旧村", .number(1))])
    old.isHidden = true
    let sheets = [
      Sheet("说明", [[.text("填报说明")]]), Sheet("甲镇", [Self.header, Self.village("甲镇", "一村", .number(1))]),
      Sheet("乙镇", [Self.header, Self.village("乙镇", "二村", .number(2))]), old,
    ]
    let bytes = OldWorkbookWriting.workbook(sheets)
    #expect(throws: InputProblems.self) { try open(bytes) }
    #expect(cells(try open(bytes, layer: "乙镇")).map { $0[1] } == ["二村"])
    let workbook = try #require(try OldWorkbook(Data(bytes), file: "v.xls"))
    let all = try WorkbookTable.openAll(workbook)
    #expect(all.tables.map { $0.text(0, 1) } == ["一村", "二村"])
    #expect(all.others.contains("旧数据"))
    let alone = try open(OldWorkbookWriting.workbook([sheets[1], old]))
    #expect(alone.remarks.contains { $0.english.contains("hidden sheets are not read: 旧数据") })
  }

  /// What a file holds is told by its content: old workbooks bear any name.
  @Test(arguments: ["v.xls", "v.xlsx", "v.csv"])
  func theNameOfTheFileDoesNotMatter(name: String) throws {
    let folder = try TemporaryFolder()
    let bytes = OldWorkbookWriting.workbook([Sheet("s", [Self.header, Self.village("甲镇", "一村", .number(5))])])
    let url = try folder.write(bytes, to: name)
    #expect(cells(try TableFile.open(url, as: name)) == [["甲镇", "一村", "122.15", "-46.25", "5"]])
    #expect(try TableFile.layers(of: url, as: name) == ["s"])
  }

  @Test func aPasswordIsSaid() {
    for bytes in [
      OldWorkbookWriting.stream([UInt8](repeating: 7, count: 5000), named: "EncryptedPackage"),
      OldWorkbookWriting.stream(
        [0x09, 0x08, 0x10, 0, 0, 6, 5, 0] + [UInt8](repeating: 0, count: 12) + [0x2F, 0, 2, 0, 0, 0, 0x0A, 0, 0, 0],
        named: "Workbook"),
    ] {
      let refused = #expect(throws: InputProblems.self) { try OldWorkbook(Data(bytes), file: "v.xls") }
      #expect(refused?.problems.first?.english.contains("has a password") == true)
    }
  }

  /// One of Excel 95 is left to who reads it, and is never half-read.
  @Test func anotherVersionIsNone() throws {
    let bytes = OldWorkbookWriting.workbook([Sheet("s", [Self.header])], version: 0x0500)
    #expect(try OldWorkbook(Data(bytes), file: "v.xls") == nil)
  }

  /// Such a sheet has 256 columns; a cell beyond them is damage, which would make tens of thousands of columns.
  @Test func aCellBeyondTheLastColumnIsDamage() throws {
    func sheet(_ columns: Int) -> [UInt8] {
      let more = Self.header.count..<columns
      return OldWorkbookWriting.workbook([
        Sheet(
          "s",
          [
            Self.header + more.map { .text("备注\($0)") },
            Self.village("甲镇", "一村", .number(5)) + more.map { .number(Double($0)) },
          ])
      ])
    }
    #expect(try open(sheet(256)).columns.count == 256)
    #expect(throws: InputProblems.self) { try open(sheet(257)) }
  }

  /// Cut anywhere, or with flipped bits, the file is refused or read, and never brings the program down.
  @Test func damageIsRefused() throws {
    let rows = (0..<60).map { Self.village("甲镇", "村\($0)", .number(Double($0) + 0.5)) }
    let whole = OldWorkbookWriting.workbook([Sheet("s", [Self.header] + rows)])
    for length in stride(from: 0, to: whole.count - 600, by: 97) {
      #expect(throws: InputProblems.self, "\(length)") { try open(Array(whole.prefix(length))) }
    }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      // A flipped bit may make it one of another version.
      guard let workbook = try? OldWorkbook(Data(bytes), file: "v.xls") else { continue }
      _ = try? WorkbookTable.openAll(workbook)
    }
  }
}
