import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Sums that a table states beside its rows are held against them.
extension ColumnReadingTests {
  private static let head = "乡镇,村名,经度,纬度,人口\n"
  private static let first = "上河镇,一村,118.05,43.05,1000\n上河镇,二村,118.15,43.15,800\n"
  private static let second = "下河镇,三村,118.25,43.05,700\n下河镇,四村,118.35,43.15,500\n"

  @Test(arguments: ["合计,,,,%", "全县合计,,,,%", ",合计,,,%", "Total,,,,%", "总计：,,,,\"%人\""])
  func aSumThatDiffersIsToldWithBothFigures(row: String) throws {
    for isFirst in [true, false] {
      func table(_ figure: String) -> String {
        let sum = row.replacing("%", with: figure) + "\n"
        return Self.head + (isFirst ? sum : "") + Self.first + Self.second + (isFirst ? "" : sum)
      }
      let wrong = try read(table("2900"))
      #expect(wrong.people.compactMap { $0 }.reduce(0, +) == 3000)
      #expect(wrong.notes.contains("is 2,900, and its 4 rows add up to 3,000"), "\(wrong.notes)")
      #expect(wrong.findings.notes.contains { $0.chinese.contains("为 2,900，其 4 行相加为 3,000") })
      #expect(!(try read(table("3000"))).notes.contains("differ from"))
    }
  }

  /// Sums of parts, above or below their rows, by a word or by the name of the unit.
  @Test(arguments: [
    ("小计,,,,1800", "小计,,,,1200", false), ("上河镇合计,,,,1800", "下河镇合计,,,,1200", false), ("小计,,,,1800", "小计,,,,1200", true),
    ("上河镇合计,,,,1800", "下河镇合计,,,,1200", true),
  ])
  func sumsOfPartsAreThoseOfTheirRows(one: String, other: String, isAbove: Bool) throws {
    func table(_ one: String) -> String {
      let parts = isAbove ? [one, Self.first, other, Self.second] : [Self.first, one, Self.second, other]
      return Self.head + parts.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined() + "合计,,,,3000\n"
    }
    #expect(!(try read(table(one))).notes.contains("differ from"))
    let wrong = try read(table(one.replacing("1800", with: "1700")))
    #expect(wrong.notes.contains("is 1,700, and its 2 rows add up to 1,800"), "\(wrong.notes)")
  }

  @Test func whatIsNoSumOfTheRowsIsNotHeldAgainstThem() throws {
    for row in ["平均,,,,750", "合计,,,,", "合计,,,,不详", "其中,,,,5"] {
      #expect(!(try read(Self.head + Self.first + Self.second + row + "\n")).notes.contains("differ from"), "\(row)")
    }
    // 0.18 万 is right to its last digit.
    let scaled = "村名,经度,纬度,人口（万人）\na,118.05,43.05,0.1004\nb,118.15,43.15,0.0803\n合计,,,0.18\n"
    #expect(!(try read(scaled)).notes.contains("differ from"))
    #expect(
      try read(scaled.replacing("0.18\n", with: "0.28\n")).notes.contains("differ from"))
    // A figure that is not known is said.
    let unknown = Self.head + Self.first + "下河镇,三村,118.25,43.05,不详\n合计,,,,2500\n"
    #expect(try read(unknown).notes.contains("its 3 rows, 1 of them without a figure, add up to 1,800") == false)
    #expect(try read(unknown).notes.contains("add up to 1,800, 1 of them without a figure"))
  }

  @Test func sumsOfBedsAndOfWorkbooksAreHeldAgainstTheirRows() throws {
    let beds = "编码,名称,级别,经度,纬度,床位\nh1,东旗医院,二级,122.1,46.2,100\nh2,乙卫生院,卫生院,121.7,46.2,20\n合计,,,,,150\n"
    let area = try InputFilesTests().read(["facilities.csv": beds])
    #expect(
      area.notes.contains {
        $0.english.contains("sums of 床位") && $0.english.contains("is 150, and its 2 rows add up to 120")
      })
  }
}
