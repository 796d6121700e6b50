import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Codes that programs have written otherwise than they are meant.
struct CodesOfTablesTests {
  private static let towns = InputFilesTests.townships.replacing("\"11\"", with: "\"152221100\"").replacing(
    "\"21\"", with: "\"152222101\"")

  private func read(_ villages: String, townships: String = towns) throws -> PlanningArea {
    try InputFilesTests().read([
      "townships.geojson": townships, "villages.csv": villages,
      "facilities.csv": "编码,名称,级别,经度,纬度\nh1,东旗医院,二级,122.1,46.2\n",
    ])
  }

  /// A table says the same of its townships however its codes were written: as numbers with decimals, or with the twelve
  /// digits of statistics.
  @Test(arguments: [".0", ".00", "000", ""])
  func codesOfTownshipsAreTheSame(ending: String) throws {
    let area = try read(
      "编码,名称,经度,纬度,人口,township_id\nv1,一村,122.2,46.1,300,152221100\(ending)\nv2,二村,121.8,46.4,20,152222101\(ending)\nv3,三村,121.8,46.3,20,\n"
    )
    #expect(area.settlements.map(\.townshipID) == ["152221100", "152222101", "152222101"])
    #expect(area.settlements.map(\.namesTownship) == [true, true, false])
    let isTold = area.notes.contains {
      $0.english.contains("township_id are written as decimals") && $0.english.contains("is 152221100")
    }
    #expect(isTold == ending.hasPrefix("."))
    #expect(area.notes.contains { $0.english.contains("codes may have nine digits or twelve") } == (ending == "000"))
  }

  @Test func idsOfRowsAreTheWholeNumbers() throws {
    let area = try read("编码,名称,经度,纬度,人口\n152221100201.0,一村,122.2,46.1,300\n152222101201.0,二村,121.8,46.4,20\n")
    #expect(area.settlements.map(\.id) == ["152221100201", "152222101201"])
    // 1.0 and 1.1 are codes of their own.
    let others = try read("编码,名称,经度,纬度,人口\n1.0,一村,122.2,46.1,300\n1.1,二村,121.8,46.4,20\n")
    #expect(others.settlements.map(\.id) == ["1.0", "1.1"])
    #expect(!others.notes.contains { $0.english.contains("written as decimals") })
  }

  @Test func codesOfTownshipsMayBeTheDecimalOnes() throws {
    let layer = InputFilesTests.townships.replacing("\"11\"", with: "\"152221100.0\"").replacing(
      "\"21\"", with: "\"152222101.0\"")
    let area = try read("编码,名称,经度,纬度,人口,township_id\nv1,一村,122.2,46.1,300,152221100\n", townships: layer)
    #expect(area.townships.map(\.id) == ["152221100", "152222101"])
    #expect(area.settlements.map(\.townshipID) == ["152221100"])
  }

  /// A spreadsheet rounds all numbers of a column: where one has more digits, none was.
  @Test func longCodesAreRoundedOnlyWhereASpreadsheetMayHave() {
    func ids(_ codes: [String]) -> [InputProblem] {
      let rows = codes.enumerated().map { "\($1),村\($0),122.2,46.1,5\n" }.joined()
      do throws(InputProblems) {
        _ = try InputFilesTests().read(["villages.csv": "编码,名称,经度,纬度,人口\n" + rows])
        return []
      } catch { return error.problems }
    }
    let (round, whole) = ("152221100201000000", "152221100201000123")
    #expect(ids([round, round]).map(\.english).first?.contains("rounded") == true)
    #expect(ids([round, round, whole]).map(\.english) == ["the id \(round) is already that of villages.csv, row 2"])
    #expect(ids([round, whole]).isEmpty)
    let zero = "0" + round.dropLast()
    #expect(!RoundedCode.maybe(zero) && ids([zero, zero]).first?.english.contains("is already that of") == true)
  }
}
