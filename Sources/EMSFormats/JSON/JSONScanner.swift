/// Walks over the bytes of a JSON text without building a tree of it.
package struct JSONScanner {
  /// Where and why the text is not JSON.
  package struct SyntaxError: Error {
    var offset: Int
    /// Whether the text ends where something must follow: the file was cut off.
    var atEnd: Bool
    var expected: String
  }

  static let deepestNesting = 128

  package let bytes: UnsafeBufferPointer<UInt8>
  package var at = 0

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func error(_ expected: String) -> SyntaxError {
    SyntaxError(offset: at, atEnd: at >= bytes.count, expected: expected)
  }

  @inline(__always)
  mutating func skipSpace() {
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      at += 1
    }
  }

  /// The next byte that is no space; nil at the end.
  @inline(__always)
  package mutating func peek() -> UInt8? {
    skipSpace()
    return at < bytes.count ? bytes[at] : nil
  }

  /// Moves behind the byte when it is the next one.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    at += 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ name: String) throws(SyntaxError) {
    if !take(byte) { throw error(name) }
  }

  /// Calls `member` for each member of the object that begins here, with the scanner at the member's value.
  package mutating func object(
    _ member: (inout JSONScanner, String) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    try expect(0x7B, "{")
    if take(0x7D) { return }
    while true {
      let key = try string()
      try expect(0x3A, ":")
      try member(&self, key)
      if take(0x2C) { continue }
      if take(0x7D) { return }
      throw error(", or }")
    }
  }

  /// Calls `element` for each element of the array that begins here.
  package mutating func array(_ element: (inout JSONScanner) throws(SyntaxError) -> Void) throws(SyntaxError) {
    try expect(0x5B, "[")
    if take(0x5D) { return }
    while true {
      try element(&self)
      if take(0x2C) { continue }
      if take(0x5D) { return }
      throw error(", or ]")
    }
  }

  mutating func string() throws(SyntaxError) -> String {
    guard take(0x22) else { throw error("a string") }
    let start = at
    while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
    guard at < bytes.count else { throw error("the end of a string") }
    if bytes[at] == 0x22 {
      at += 1
      return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
      if byte != 0x5C {
        text.append(byte)
        continue
      }
      guard at < bytes.count else { break }
      let escaped = bytes[at]
      at += 1
      switch escaped {
      case 0x22, 0x5C, 0x2F: text.append(escaped)
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x6E: text.append(0x0A)
      case 0x72: text.append(0x0D)
      case 0x74: text.append(0x09)
      case 0x75: text.append(contentsOf: String(try escapedScalar()).utf8)
      default:
        at -= 1
        throw error("an escape that JSON knows")
      }
    }
    throw error("the end of a string")
  }

  /// The scalar after `\u`; half of a surrogate pair alone becomes U+FFFD.
  private mutating func escapedScalar() throws(SyntaxError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if first & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 {
      let mark = at
      at += 2
      let second = try fourHexDigits()
      if second & 0xFC00 == 0xDC00 {
        let value = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
      at = mark
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(SyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        throw error("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }

  /// Moves behind a literal such as `null` when it is next.
  mutating func take(literal: StaticString) -> Bool {
    skipSpace()
    let length = literal.utf8CodeUnitCount
    guard at + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[at + offset] != literal.utf8Start[offset] { return false }
    at += length
    return true
  }

  /// Whether a number comes next that JSON does not have, such as 012.
  var hasLeadingZero: Bool {
    let first = at < bytes.count && bytes[at] == 0x2D ? at + 1 : at
    return first + 1 < bytes.count && bytes[first] == 0x30 && bytes[first + 1] &- 0x30 < 10
  }

  /// Moves behind any value and returns its bytes.
  @discardableResult
  package mutating func skipValue(depth: Int = 0) throws(SyntaxError) -> Range<Int> {
    guard depth < Self.deepestNesting else { throw error("fewer than \(Self.deepestNesting) levels of nesting") }
    guard let byte = peek() else { throw error("a value") }
    let start = at
    switch byte {
    case 0x7B: try object { (scanner, _) throws(SyntaxError) in try scanner.skipValue(depth: depth + 1) }
    case 0x5B: try array { (scanner) throws(SyntaxError) in try scanner.skipValue(depth: depth + 1) }
    case 0x22: _ = try string()
    default:
      if take(literal: "null") || take(literal: "true") || take(literal: "false") || takeNotANumber() { break }
      guard DecimalNumber.scan(bytes, &at) != nil else { throw error("a value") }
    }
    return start..<at
  }

  /// The words that some writers put where JSON has no number.
  mutating func takeNotANumber() -> Bool {
    take(literal: "NaN") || take(literal: "Infinity") || take(literal: "-Infinity") || take(literal: "nan")
  }
}
