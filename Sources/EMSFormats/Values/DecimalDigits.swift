/// Numbers as decimal digits, written straight into memory.
enum DecimalDigits {
  /// So many bytes at most are written for one number.
  static let mostBytes = 32

  /// Writes a number rounded to at most `places` decimals (0 to 9, half away from zero), without trailing zeros, an
  /// exponent or a negative zero.
  ///
  /// - Returns: how many bytes were written; zero where the number is not finite.
  @inline(__always)
  static func write(_ number: Double, places: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let scale = powerOfTen(places)
    let scaled = number.magnitude * Double(scale)
    guard scaled < 9e15 else { return writeBeyondWholeNumbers(number, to: bytes) }
    // By way of the signed type, which the processor converts in one step.
    let floor = Int64(scaled)
    let value = UInt64(truncatingIfNeeded: scaled - Double(floor) >= 0.5 ? floor + 1 : floor)
    var count = 0
    if number < 0 && value != 0 {
      bytes[0] = UInt8(ascii: "-")
      count = 1
    }
    let whole = value / scale
    var fraction = UInt32(truncatingIfNeeded: value - whole * scale)
    count += write(whole, to: bytes + count)
    guard fraction != 0 else { return count }
    bytes[count] = UInt8(ascii: ".")
    var at = count + places
    count = at + 1
    // From the last decimal to the first, two at once.
    for _ in 0..<places / 2 {
      let pair = fraction % 100
      fraction /= 100
      bytes[at] = 48 + UInt8(truncatingIfNeeded: pair % 10)
      bytes[at - 1] = 48 + UInt8(truncatingIfNeeded: pair / 10)
      at -= 2
    }
    if places % 2 == 1 { bytes[at] = 48 + UInt8(truncatingIfNeeded: fraction) }
    while bytes[count - 1] == 48 { count -= 1 }
    return count
  }

  /// Writes a whole number and returns how many digits it has.
  @inline(__always)
  static func write(_ number: UInt64, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 1
    var bound: UInt64 = 10
    while count < 20, number >= bound {
      bound &*= 10
      count += 1
    }
    var rest = number
    for at in stride(from: count - 1, through: 0, by: -1) {
      bytes[at] = 48 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return count
  }

  /// There a Double has no decimals to round.
  private static func writeBeyondWholeNumbers(_ number: Double, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    guard number.isFinite else { return 0 }
    var count = 0
    for byte in "\(number)".utf8 {
      bytes[count] = byte
      count += 1
    }
    return count
  }

  /// A switch, so that a constant number of decimals makes a constant.
  @inline(__always)
  private static func powerOfTen(_ power: Int) -> UInt64 {
    switch power {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1_000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    default: 1_000_000_000
    }
  }
}
