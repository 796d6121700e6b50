import Testing

@testable import EMSFormats

/// Numbers written in Chinese numerals.
struct ChineseNumeralTests {
  /// A number below ten thousand as people write it.
  private func written(_ number: Int, behindOthers: Bool) -> String {
    let digits = "零一二三四五六七八九".map(String.init)
    var text = ""
    var skips = behindOthers && number < 1000
    for (size, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = number / size % 10
      if digit > 0 {
        text += (skips ? "零" : "") + digits[digit] + word
        skips = false
      } else if !text.isEmpty {
        skips = true
      }
    }
    return text
  }

  private func written(_ number: Int) -> String {
    let rest = number % 10_000
    let text =
      (number < 10_000 ? "" : written(number / 10_000, behindOthers: false) + "万")
      + (rest == 0 ? "" : written(rest, behindOthers: number >= 10_000))
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  @Test func everyNumberIsReadAsItIsWritten() {
    for number in Array(1...11_000) + Array(stride(from: 11_001, through: 90_000_000, by: 9_973)) {
      let text = written(number)
      #expect(ChineseNumeral(text)?.value == Double(number), "\(text)")
    }
  }

  @Test(arguments: [("两千", 2000), ("肆佰零柒", 407), ("三〇二", 302), ("零", 0), ("五亿", 500_000_000)])
  func otherWaysOfWriting(text: String, number: Double) {
    #expect(ChineseNumeral(text)?.value == number)
    #expect(WrittenNumber.read("约\(text)人", style: .point) != .other)
  }

  /// What may be several numbers, or lacks its end, is none.
  @Test(arguments: ["三百二", "一万五", "三五", "一千五十", "一百零", "零三", "百", "万", "二十十", "三三百", "一级", "三队"])
  func whatIsNotSureIsNone(text: String) { #expect(ChineseNumeral(text) == nil) }

  /// 三千 in a column of 万人 says its own unit, as 3千 does.
  @Test func theUnitIsTheLastNumerals() {
    #expect(WrittenNumber.read("三千", style: .point) == .number(3, isAbout: false, unit: 1000))
    #expect(WrittenNumber.read("三百二十", style: .point) == .number(320, isAbout: false, unit: 1))
  }
}
