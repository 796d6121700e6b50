import Testing

@testable import EMSFormats

struct SumWordsTests {
  @Test(
    arguments: [
      ("合计", .allRows), ("总 计", .allRows), ("Grand Total", .allRows), ("合计（3个县）", .allRows), ("全市", .region),
      ("全市合计", .region), ("全州", .region), ("全县", .county), ("全旗总计", .county), ("小计", .otherRows), ("平均值", .otherRows),
      ("其中：", .otherRows), ("全镇小计", .otherRows), ("甲县合计", .unit("甲县")), ("甲镇小计", .unit("甲镇")),
      ("Jia County total", .unit("Jia County")), ("甲县", nil), ("全州县", nil), ("计生委", nil), ("Totalville", nil),
      ("", nil),
    ] as [(String, SumWords?)])
  func wordsOfSums(text: String, word: SumWords?) {
    #expect(SumWords.read(text) == word)
  }

  /// Of places only words that name none are sums.
  @Test(arguments: [("全盟", true), ("累计", true), ("合计", true), ("全州", false), ("总村", false)])
  func rowsOfPlacesThatAreSums(word: String, isSum: Bool) {
    let columns = ["名称", "户数", "床位", "人数"]
    let cells: [String?] = [word, "118", "43", "5"]
    #expect((TableForm.Rows(below: columns, ofFigures: false).passedOver(cells, row: 2) != nil) == isSum)
    #expect(TableForm.Rows(below: columns, ofFigures: true).passedOver(cells, row: 2) == nil)
  }
}
