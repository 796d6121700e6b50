import Foundation

/// Decimal numbers read straight from bytes, correctly rounded.
package enum DecimalNumber {
  /// Powers of ten that fit in 64 bits.
  private static let powers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// The number that begins at `position`, as JSON writes numbers (a leading `+`, `.5` and `5.` are let through).
  ///
  /// Moves `position` behind the number; nil, with `position` unmoved, when none begins there.
  @inline(__always)
  package static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, decimalMark: UInt8 = 0x2E)
    -> Double?
  {
    let end = bytes.count
    var at = position
    var negative = false
    if at < end, bytes[at] == 0x2D || bytes[at] == 0x2B {
      negative = bytes[at] == 0x2D
      at += 1
    }
    // Nineteen digits always fit; should there be more, the number is read again another way.
    var mantissa: UInt64 = 0
    let start = at
    while at < end, case let digit = bytes[at] &- 0x30, digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at += 1
    }
    var digits = at - start
    var scale = 0
    if at < end, bytes[at] == decimalMark {
      at += 1
      let start = at
      while at < end, case let digit = bytes[at] &- 0x30, digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        at += 1
      }
      scale = start - at
      digits += at - start
    }
    if digits == 0 { return nil }
    if at < end, bytes[at] | 0x20 == 0x65 {
      var mark = at + 1
      var exponentNegative = false
      if mark < end, bytes[mark] == 0x2D || bytes[mark] == 0x2B {
        exponentNegative = bytes[mark] == 0x2D
        mark += 1
      }
      if mark < end, bytes[mark] &- 0x30 < 10 {
        var exponent = 0
        while mark < end, bytes[mark] &- 0x30 < 10 {
          if exponent < 10_000 { exponent = exponent &* 10 &+ Int(bytes[mark] &- 0x30) }
          mark += 1
        }
        scale &+= exponentNegative ? -exponent : exponent
        at = mark
      }
    }
    let magnitude: Double
    if digits <= 19, scale <= 0, scale >= -19 {
      magnitude = ratio(mantissa, powers[-scale])
    } else {
      magnitude = slow(bytes, position, at, decimalMark).magnitude
    }
    position = at
    return negative ? -magnitude : magnitude
  }

  /// The number that the bytes are, spaces around it aside; nil when they are anything else.
  package static func whole(_ bytes: UnsafeBufferPointer<UInt8>, decimalMark: UInt8 = 0x2E) -> Double? {
    var position = 0
    guard let value = scan(bytes, &position, decimalMark: decimalMark), position == bytes.count else { return nil }
    return value
  }

  /// numerator / denominator, rounded to nearest, ties to even.
  @inline(__always)
  private static func ratio(_ numerator: UInt64, _ denominator: UInt64) -> Double {
    if numerator == 0 { return 0 }
    if numerator < 1 << 53 {
      // Both are exact as doubles (powers of ten up to 10^22 are), and the division rounds once.
      return Double(numerator) / Double(denominator)
    }
    // A quotient of 63 or 64 bits, whose last bit remembers whether anything remained, rounds like the true ratio.
    let up = denominator.leadingZeroBitCount
    let divisor = denominator << UInt64(up)
    let shifted = numerator << UInt64(numerator.leadingZeroBitCount)
    let (quotient, remainder) = divisor.dividingFullWidth((shifted >> 1, shifted << 63))
    let sticky = quotient | (remainder == 0 ? 0 : 1)
    let exponent = up - numerator.leadingZeroBitCount - 63
    return Double(sticky) * Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// For the rest, which no planner's file holds many of.
  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ decimalMark: UInt8
  ) -> Double {
    var text = bytes[start..<end].map { CChar(bitPattern: $0 == decimalMark ? 0x2E : $0) }
    text.append(0)
    return strtod(text, nil)
  }
}
