import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

/// Two tables on one sheet are never read as one: the place where the second begins is named.
struct SecondTableTests {
  private static let villages = [
    ["村名", "经度", "纬度", "人口"], ["一村", "118.05", "43.05", "100"], ["二村", "118.06", "43.06", "200"],
    ["三村", "118.07", "43.07", "300"],
  ]
  private static let facilities = [
    ["机构名称", "级别", "经度", "纬度", "床位"], ["甲医院", "二级", "118.05", "43.05", "20"], ["乙卫生院", "", "118.06", "43.06", "10"],
  ]

  private func csv(_ rows: [[String]]) throws -> any SourceTable {
    try DelimitedTable(Data(rows.map { $0.joined(separator: ",") + "\n" }.joined().utf8), file: "v")
  }

  private func workbook(_ rows: [[String]], _ more: [(String, String, String)] = []) throws -> any SourceTable {
    let data = ZipWriting.workbook([("S", ZipWriting.rows(rows), "")] + more)
    return try WorkbookTable.open(try Workbook(data, file: "v"), layer: nil, ofPlaces: false)
  }

  private func problems(_ body: () throws -> any SourceTable) -> [InputProblem] {
    do {
      _ = try body()
      return []
    } catch { return (error as? InputProblems)?.problems ?? [] }
  }

  @Test(arguments: [[], [[""]], [[""], ["二、医疗机构"]]] as [[[String]]])
  func oneBelowIsNamedByItsRow(between: [[String]]) {
    let rows = Self.villages + between + Self.facilities
    for read in [{ try csv(rows) }, { try workbook(rows) }] {
      let problem = problems(read).first
      #expect(problem?.place == .row(5 + between.count))
      #expect(problem?.english == "a second table begins below the first here, headed 机构名称, 级别, 经度, 纬度 …")
      #expect(problem?.chinese == "此处起是第二张表（表头：机构名称, 级别, 经度, 纬度 …）")
    }
  }

  @Test func oneBesideIsNamedByItsColumn() {
    let right = Self.facilities + [["", "", "", "", ""]]
    for left in [Self.villages, [["村名", "东经", "北纬", "人口"]] + Self.villages.dropFirst()] {
      let rows = zip(left, right).map { $0 + [""] + $1 }
      for read in [{ try csv(rows) }, { try workbook(rows) }] {
        let problem = problems(read).first
        #expect(problem?.english == "a second table begins beside the first, in column F (机构名称)")
      }
    }
  }

  /// Each gap by itself, with all that stands on either side looked at anew.
  @Test func whatIsFoundBesideIsWhatEveryGapByItselfSays() {
    let headers = ["", "编号", "村名", "经度", "纬度", "备注"]
    let meant = ["编号", "村名", "经度", "纬度"]
    var dice = SeededGenerator(seed: 11)
    var found = 0
    for _ in 0..<2000 {
      let row = (0..<Int.random(in: 2...14, using: &dice)).map { _ in headers.randomElement(using: &dice) ?? "" }
      let expected = row.indices.dropFirst().first { gap in
        guard row[gap].isEmpty, !row[gap - 1].isEmpty else { return false }
        let (left, right) = (Set(row[..<gap]).intersection(meant), Set(row[gap...]).intersection(meant))
        return left.count > 1 && right.count > 1 && !left.isDisjoint(with: right)
      }
      let named = expected.flatMap { gap in row[gap...].first { !$0.isEmpty } }
      #expect(SecondTable.problem(beside: row, isEmpty: { _ in true }, file: "t")?.field == named)
      found += named == nil ? 0 : 1
    }
    #expect(found > 20)
  }

  /// An empty column, the header again, another sheet: one table.
  @Test func oneTableStaysOne() throws {
    let spaced = Self.villages.map { [$0[0], ""] + $0[1...] }
    let again = Self.villages + [[""]] + [Self.villages[0]] + [["四村", "118.08", "43.08", "400"]]
    for (rows, count) in [(spaced, 3), (again, 4)] {
      #expect(try csv(rows).rowCount == count)
      #expect(try workbook(rows).rowCount == count)
    }
    let twice = ZipWriting.rows(Self.facilities + Self.villages)
    #expect(try workbook(Self.villages, [("T", twice, "")]).rowCount == 3)
  }

  /// A unit below the last row is that of all figures, of a workbook as of a text; between rows it is a problem.
  @Test func aUnitBelowTheTableIsThatOfItsFigures() throws {
    for (line, factor) in [("注：人口单位为万人", 10_000.0), ("Note: population in thousands", 1000), ("单位：人", 1)] {
      let rows = Self.villages + [[line, "", "", ""]]
      for read in [{ try csv(rows) }, { try workbook(rows) }] {
        let table = try read()
        #expect(HeaderMeaning(table.columns[3]).factor == factor)
        #expect(table.rowCount == 3)
      }
      if factor == 1 { continue }
      let paged = rows + [["四村", "118.08", "43.08", "400"]]
      for read in [{ try csv(paged) }, { try workbook(paged) }] {
        #expect(problems(read).map(\.english) == ["the unit changes here, and 人口 is in another one above"])
      }
    }
  }
}
