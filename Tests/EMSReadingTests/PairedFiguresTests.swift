import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Two figures in a cell, of which the header says what they are.
struct PairedFiguresTests {
  @Test(arguments: [
    ("编制/实有床位", "280"), ("床位（实有/编制）", "300"), ("床位数（编制／开放）", "280"), ("核定床位/实际开放床位", "280"),
    ("Beds (approved/actual)", "280"), ("Beds operational / authorised", "300"),
  ])
  func actualBedsAreTaken(header: String, read: String) {
    #expect(PairedFigures(header, of: .beds)?.text("300/280") == read)
  }

  @Test(arguments: [
    ("户籍/常住人口", "280"), ("人口（常住/户籍）", "300"), ("户数/人口", "280"), ("户数/人数（户/人）", "280"), ("Households/Population", "280"),
  ])
  func whoLivesThereIsTaken(header: String, read: String) {
    #expect(PairedFigures(header, of: .population)?.text("300／280") == read)
  }

  /// A slash before a unit makes no pair, nor do men and women.
  @Test(arguments: ["人口/人", "人口（人/户）", "男/女", "床位/张", "农业/非农业人口", "床位数", "编制/实有人员"])
  func otherHeadersNameNoPair(header: String) {
    #expect(PairedFigures(header, of: .population) == nil && PairedFigures(header, of: .beds) == nil)
  }

  @Test func theHalfKeepsItsUnit() {
    #expect(HeaderMeaning(PairedFigures("户数/人口（户/万人）", of: .population)?.header ?? "").factor == 10_000)
    #expect(HeaderMeaning(PairedFigures("户籍/常住人口（千人）", of: .population)?.header ?? "").factor == 1000)
  }

  private func beds(_ header: String, _ cells: [String]) throws(InputProblems) -> [Int?] {
    let rows = cells.enumerated().map { "h\($0.offset),甲\($0.offset)卫生院,卫生院,122.\($0.offset + 1),46.2,\($0.element)\n" }
    let text = "编码,名称,级别,经度,纬度,\(header)\n" + rows.joined()
    return try InputFilesTests().read(["facilities.csv": text]).facilities.map(\.beds)
  }

  @Test func halvesMayBeUnknown() throws {
    #expect(try beds("编制/实有床位", ["30/28", "—/12", "20/—", "", "不详"]) == [28, 12, nil, nil, nil])
  }

  /// One figure in a column of two may be either.
  @Test func oneFigureIsRefused() {
    do {
      _ = try beds("编制/实有床位", ["30/28", "30"])
      Issue.record("taken")
    } catch {
      let text = error.problems.map { $0.text(in: .english) }
      #expect(text.contains { $0.contains("row 3") && $0.contains("“30” is not two figures") }, "\(text)")
    }
  }

  /// Words in a cell say what its figures are, be it against the order of the header; one figure of no word is refused.
  @Test func wordsInACellGoBeforeTheHeader() throws {
    #expect(try beds("编制/实有床位", ["30/28", "实有15张/编制20张"]) == [28, 15])
    #expect(throws: InputProblems.self) { try beds("编制/实有床位", ["30/28", "20（观察5）"]) }
  }

  @Test func bedsThatAreThereComeBeforeThoseAllowed() throws {
    #expect(try beds("编制床位,实有床位", ["30,28"]) == [28])
    #expect(try beds("实有床位,编制床位", ["28,30"]) == [28])
  }

  @Test func peopleOfAPairCount() throws {
    let found = try ColumnReadingTests().people(["\"1,200/1,100\"", "520/500", "600/—"], header: "户籍/常住人口")
    #expect(found.people == [1100, 500, nil])
    #expect(found.notes.contains("the second (常住) is taken"))
    let houses = try ColumnReadingTests().people(["120/500", "200/700"], header: "户数/人口（户/人）")
    #expect(houses.people == [500, 700])
  }
}
