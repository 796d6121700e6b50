// Text is built as bytes: a String per number would cost several times the writing itself.
extension [UInt8] {
  mutating func append(text: String) { append(contentsOf: text.utf8) }

  mutating func append(ascii character: Unicode.Scalar) { append(UInt8(truncatingIfNeeded: character.value)) }

  mutating func append(integer: Int) {
    if integer < 0 { append(ascii: "-") }
    append(magnitude: UInt64(integer.magnitude), leastDigits: 1)
  }

  /// Appends a finite number rounded to at most `places` decimals (half away from zero), without trailing zeros, an
  /// exponent or a negative zero; returns false, having appended nothing, where the number is not finite.
  @discardableResult
  mutating func append(decimal number: Double, places: Int) -> Bool {
    guard number.isFinite else { return false }
    let places = Swift.min(Swift.max(places, 0), 9)
    let scale = Self.powersOfTen[places]
    let scaled = (number.magnitude * Double(scale)).rounded()
    guard scaled < 9e15 else {
      // Beyond the whole numbers that a Double holds exactly there are no decimals to round.
      append(text: "\(number)")
      return true
    }
    append(scaled: UInt64(scaled), isNegative: number < 0, scale: scale, places: places)
    return true
  }

  /// Appends `value / scale`, where scale is ten to the power of `places`.
  mutating func append(scaled value: UInt64, isNegative: Bool, scale: UInt64, places: Int) {
    if isNegative && value != 0 { append(ascii: "-") }
    append(magnitude: value / scale, leastDigits: 1)
    var fraction = value % scale
    guard fraction != 0 else { return }
    var digits = places
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    append(ascii: ".")
    append(magnitude: fraction, leastDigits: digits)
  }

  private mutating func append(magnitude: UInt64, leastDigits: Int) {
    var rest = magnitude
    var count = 0
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      while rest != 0 || count < leastDigits {
        digits[count] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
        count += 1
      }
      while count > 0 {
        count -= 1
        append(digits[count])
      }
    }
  }

  /// Appends a JSON string: quotes, backslashes and control characters escaped, everything else as UTF-8.
  ///
  /// `<` is escaped too, so that the same bytes may stand inside a script element of a page.
  mutating func append(jsonString text: String) {
    append(ascii: "\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append(text: "\\\"")
      case UInt8(ascii: "\\"): append(text: "\\\\")
      case UInt8(ascii: "\n"): append(text: "\\n")
      case UInt8(ascii: "\r"): append(text: "\\r")
      case UInt8(ascii: "\t"): append(text: "\\t")
      case 0..<0x20, 0x7F, UInt8(ascii: "<"):
        append(text: "\\u00")
        append(Self.hexDigits[Int(byte >> 4)])
        append(Self.hexDigits[Int(byte & 15)])
      default: append(byte)
      }
    }
    append(ascii: "\"")
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
  static let powersOfTen: [UInt64] = (0...9).map { power in (0..<power).reduce(1) { product, _ in product * 10 } }
}
