/// A whole number in Chinese numerals: 三百二十, 一万零五百, 两千, 肆佰零柒, and by its digits alone 三二〇.
///
/// Only what has one reading is read: 三百二 may be 320 or lack its end.
struct ChineseNumeral: Hashable, Sendable {
  let value: Double
  /// What the last numeral stands for where it is a hundred or more, as in 三千 and 五百万; else 1.
  let unit: Double

  /// nil for any other text.
  init?(_ text: String) {
    guard let first = text.unicodeScalars.first, Self.digits[first] != nil || Self.tens[first] != nil else {
      return nil
    }
    let scalars = Array(text.unicodeScalars)
    if scalars.count > 1, scalars.allSatisfy({ Self.digits[$0] != nil }) {
      // 〇五 is part of a code, 三五 a few, and 两 stands for no digit.
      guard (3..<10).contains(scalars.count), Self.digits[first] != 0, !scalars.contains("两") else { return nil }
      (value, unit) = (scalars.reduce(0) { $0 * 10 + Double(Self.digits[$1] ?? 0) }, 1)
      return
    }
    var total = 0.0
    var myriad = 0.0
    var digit: Double?
    /// What the numeral before stands for, and whether a zero stands behind it.
    var (last, hasZero) = (Double.infinity, false)
    var lastMyriad = Double.infinity
    var end = 1.0
    for scalar in scalars {
      if let figure = Self.digits[scalar] {
        guard digit == nil else { return nil }
        if figure == 0 {
          guard !hasZero, last.isFinite || lastMyriad.isFinite || scalars.count == 1 else { return nil }
          hasZero = true
        } else {
          digit = figure
        }
        end = 1
      } else if let ten = Self.tens[scalar] {
        // 十五 leaves its one out where nothing stands before it.
        let isBare = digit == nil && ten == 10 && last == .infinity && lastMyriad == .infinity
        guard ten < last, let factor = digit ?? (isBare ? 1 : nil),
          hasZero == Self.skips(from: last, to: ten, lastMyriad)
        else { return nil }
        myriad += factor * ten
        (digit, last, hasZero, end) = (nil, ten, false, ten)
      } else if let size = Self.myriads[scalar] {
        guard size < lastMyriad, digit != nil || myriad > 0, Self.isClosed(digit, last, hasZero, lastMyriad) else {
          return nil
        }
        total += (myriad + (digit ?? 0)) * size
        (myriad, digit, last, hasZero, lastMyriad, end) = (0, nil, .infinity, false, size, size)
      } else {
        return nil
      }
    }
    guard Self.isClosed(digit, last, hasZero, lastMyriad) || scalars.count == 1 else { return nil }
    value = total + myriad + (digit ?? 0)
    unit = end >= 100 ? end : 1
  }

  /// Whether places are left out between two numerals, which a zero says: 一千零五十.
  private static func skips(from last: Double, to ten: Double, _ lastMyriad: Double) -> Bool {
    last.isFinite ? ten * 10 < last : lastMyriad.isFinite && ten < 1000
  }

  /// Whether the last digit stands where it may: behind 十 or behind a zero.
  private static func isClosed(_ digit: Double?, _ last: Double, _ hasZero: Bool, _ lastMyriad: Double) -> Bool {
    digit == nil ? !hasZero : hasZero == skips(from: last, to: 1, lastMyriad)
  }

  private static let digits = numerals("零一二三四五六七八九", from: 0).merging(numerals("〇壹贰叁肆伍陆柒捌玖", from: 0)) { a, _ in a }
    .merging(["两": 2, "貳": 2, "兩": 2, "參": 3, "陸": 6]) { a, _ in a }
  private static let tens: [Unicode.Scalar: Double] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
  ]
  private static let myriads: [Unicode.Scalar: Double] = ["万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8]

  private static func numerals(_ text: String, from first: Double) -> [Unicode.Scalar: Double] {
    Dictionary(uniqueKeysWithValues: text.unicodeScalars.enumerated().map { ($1, first + Double($0)) })
  }
}
