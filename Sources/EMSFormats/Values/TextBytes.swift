// Text is built as bytes: a String per number would cost several times the writing itself.
extension [UInt8] {
  package mutating func append(text: String) { append(contentsOf: text.utf8) }

  package mutating func append(ascii character: Unicode.Scalar) { append(UInt8(truncatingIfNeeded: character.value)) }

  mutating func append(integer: Int) {
    if integer < 0 { append(ascii: "-") }
    appendDigits { DecimalDigits.write(UInt64(integer.magnitude), to: $0) }
  }

  /// Appends a finite number rounded to at most `places` decimals (half away from zero), without trailing zeros, an
  /// exponent or a negative zero; returns false, having appended nothing, where the number is not finite.
  @discardableResult
  package mutating func append(decimal number: Double, places: Int) -> Bool {
    let places = Swift.min(Swift.max(places, 0), 9)
    return appendDigits { DecimalDigits.write(number, places: places, to: $0) } > 0
  }

  /// Appends what `write` writes, and returns its length.
  @discardableResult
  private mutating func appendDigits(_ write: (UnsafeMutablePointer<UInt8>) -> Int) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DecimalDigits.mostBytes) { digits in
      guard let start = digits.baseAddress else { return 0 }
      let count = write(start)
      append(contentsOf: digits[..<count])
      return count
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
}
