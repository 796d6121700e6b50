import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Cells of people that say more than a number: understood and told, or unknown by row.
struct WordedPeopleTests {
  private func words(_ cell: String, header: String = "人口") -> PeopleWords? {
    PeopleWords.read(cell, style: .point, header: header)
  }

  private func count(_ cell: String, header: String = "人口") -> Int? {
    guard case .figure(let value, let unit, _)? = words(cell, header: header) else { return nil }
    return Int(exactly: (value * unit).rounded())
  }

  @Test(arguments: [
    "1200（含流动50）", "1200（不含外出200）", "1200（其中女600）", "1200，其中流动50", "1200人（含外来人口）", "约1200（含50）", "1200（户籍）",
    "1200（户籍1300）", "1200(2020年)", "户籍1300常住1200", "300户1200人", "1200人300户", "1200人（300户）", "300户（1200人）", "1200?",
    "1200（待核）", ">1200", "1200以上", "不足1200", "1200±50", "1200 (incl. 50 seasonal)", "1200 (of which 600 women)",
    "1200 persons, 300 households", "男650女550", "男650人，女550人", "1150+50", "男650，女550，共1200", "共1200人，男650人，女550人",
    "0.12万（含流动0.01万）", "1,200（含流动50）",
    "1200（其中户籍1100人）", "常住人口1200", "1200（含流动50）*",
  ])
  func thePeopleAreRead(cell: String) {
    #expect(count(cell) == 1200, "\(String(describing: words(cell)))")
  }

  @Test(arguments: [
    ("约1200（含50）", true), ("1200（待核）", true), (">1200", true), ("1200以上", true), ("1200±50", true), ("1200?", true),
    ("1200（含流动50）", false), ("1200（不含外出200）", false), ("300户1200人", false),
  ])
  func estimatesAndBoundsAreApproximate(cell: String, isAbout: Bool) {
    guard case .figure(_, _, let about)? = words(cell) else {
      Issue.record("no figure")
      return
    }
    #expect(about == isAbout)
  }

  /// Who lives there goes before a figure of no word; under a header that says who is counted that figure is theirs.
  @Test func theHeaderSaysWhomTheFigureOfNoWordCounts() {
    #expect(count("1300（常住1200）") == 1200)
    #expect(count("1200（常住900）", header: "户籍人口") == 1200)
    #expect(count("1200（户籍1300）", header: "常住人口") == 1200)
    #expect(words("1200（常住900）", header: "常住人口") == .undecided)
  }

  @Test(arguments: [
    "1200-1300", "1200~1300", "1200/1300", "1200（1300）", "（1200）", "490户", "流动50", "3万5千万", "1200（50人）",
    "2024-03-01", "1组2组", "1200人，已搬迁300",
  ])
  func whatNothingDecidesIsUnknown(cell: String) { #expect(words(cell) == .undecided) }

  @Test(arguments: ["搬迁", "空心村", "一千二", "many", "已并入甲村"])
  func wordsWithoutAFigureAreUnknown(cell: String) { #expect(words(cell) == .noFigure) }

  /// Numbers are none of these, however they are written, and neither is what is wrong without a word.
  @Test(arguments: [
    "1200", "1,200", "约1200", "1.2万", "1200人左右", "不详", "—", "850*", "1.2.3", "1 23", "12;13", "12OO", "12a",
  ])
  func plainFiguresAreLeftToTheColumn(cell: String) { #expect(words(cell) == nil) }

  @Test func eachIsToldByRowAndCountedInTheAccount() throws {
    let rows = """
      编码,名称,经度,纬度,人口,所属乡镇
      v1,一村,122.2,46.1,1200（含流动50）,11
      v2,二村,121.8,46.4,1200-1300,21
      v3,三村,121.8,46.3,搬迁,21
      v4,四村,121.8,46.2,约300（待核）,21
      v5,五村,121.8,46.15,7,21

      """
    let area = try InputFilesTests().read(["villages.csv": rows])
    #expect(area.settlements.map(\.population) == [1200, nil, nil, 300, 7])
    #expect(area.settlements.map(\.isPopulationApproximate) == [false, false, false, true, false])
    let notes = area.notes.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(notes.contains("2 cells of 人口 say more of the people than a figure"), "\(notes)")
    #expect(notes.contains("1200（含流动50） → 1,200") && notes.contains("(villages.csv, rows 2, 5)"), "\(notes)")
    #expect(notes.contains("until one figure is written: 1200-1300 (villages.csv, row 3)"), "\(notes)")
    #expect(notes.contains("1 cell of 人口 holds no figure and counts as unknown: 搬迁 (villages.csv, row 4)"), "\(notes)")
    #expect(area.notes.contains { $0.chinese.contains("人口 列有 1 格没有数值，视为不明：搬迁") })
    let words = area.account.entries.filter { $0.item == .words && $0.input == "settlements" }
    #expect(words.map(\.count) == [2, 1, 1])
  }

  /// A column in which no cell holds a number is no column of people, and refused as before.
  @Test func aColumnOfWordsIsRefused() {
    let rows = "编码,名称,经度,纬度,人口,所属乡镇\nv1,一村,122.2,46.1,张三,11\nv2,二村,121.8,46.4,李四,21\n"
    let problems = #expect(throws: InputProblems.self) { try InputFilesTests().read(["villages.csv": rows]) }?.problems
    #expect(problems?.map(\.value) == ["张三", "李四"])
  }

  /// Under a header of thousands a cell of single people contradicts it.
  @Test(
    arguments: [("人口（千人）", "800人", nil), ("人口（千人）", "0.8", 800), ("人口（千人）", "0.8千", 800), ("人口", "800人", 800)]
      as [(String, String, Int?)])
  func aCounterUnderAHeaderOfThousandsDecidesNothing(header: String, cell: String, count: Int?) throws {
    let rows = "编码,名称,经度,纬度,\(header),所属乡镇\nv1,一村,122.2,46.1,1,11\nv2,二村,121.8,46.4,\(cell),21\n"
    let area = try InputFilesTests().read(["villages.csv": rows])
    #expect(area.settlements.last?.population == count)
    #expect(area.notes.contains { $0.english.contains("nothing says which the people are") } == (count == nil))
  }
}
