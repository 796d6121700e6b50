import EMSFormats
import EMSModel

/// Copies GeoJSON text with its positions replaced; everything else keeps its bytes.
enum GeoJSONRewriting {
  typealias Change = (Double, Double) throws(InputProblems) -> (x: Double, y: Double)

  /// - Parameter text: GeoJSON that has been read once, so that its form is known to be sound.
  static func rewritten(_ text: [UInt8], _ change: Change) throws(InputProblems) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var failure: InputProblems?
    text.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONScanner.SyntaxError) {
        try object(&scanner, &out) { x, y in
          do throws(InputProblems) {
            return try change(x, y)
          } catch {
            failure = failure ?? error
            return (x, y)
          }
        }
      } catch {
        out = Array(bytes)
      }
    }
    if let failure { throw failure }
    return out + [0x0A]
  }

  private static func object(
    _ scanner: inout JSONScanner, _ out: inout [UInt8], _ change: (Double, Double) -> (x: Double, y: Double)
  ) throws(JSONScanner.SyntaxError) {
    out.append(0x7B)
    var isFirst = true
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      if key == "crs" || key == "bbox" {
        try scanner.skipValue()
        return
      }
      out.append(contentsOf: (isFirst ? "" : ",").utf8)
      isFirst = false
      out.append(contentsOf: "\(quoted(key)):".utf8)
      let next = scanner.peek()
      switch key {
      case "coordinates" where next == 0x5B: try positions(&scanner, &out, change)
      case "geometry" where next == 0x7B: try object(&scanner, &out, change)
      case "features" where next == 0x5B, "geometries" where next == 0x5B:
        out.append(0x5B)
        var isFirstElement = true
        try scanner.array { (scanner) throws(JSONScanner.SyntaxError) in
          out.append(contentsOf: (isFirstElement ? "\n" : ",\n").utf8)
          isFirstElement = false
          try object(&scanner, &out, change)
        }
        out.append(0x5D)
      default:
        let range = try scanner.skipValue()
        out.append(contentsOf: scanner.bytes[range])
      }
    }
    out.append(0x7D)
  }

  private static func positions(
    _ scanner: inout JSONScanner, _ out: inout [UInt8], _ change: (Double, Double) -> (x: Double, y: Double)
  ) throws(JSONScanner.SyntaxError) {
    out.append(0x5B)
    var isFirst = true
    var numbers: [Double] = []
    try scanner.array { (scanner) throws(JSONScanner.SyntaxError) in
      if scanner.peek() == 0x5B {
        if !isFirst { out.append(0x2C) }
        isFirst = false
        try positions(&scanner, &out, change)
      } else if let number = DecimalNumber.scan(scanner.bytes, &scanner.at) {
        numbers.append(number)
      } else {
        try scanner.skipValue()
      }
    }
    if numbers.count >= 2 {
      let changed = change(numbers[0], numbers[1])
      let rest = numbers.dropFirst(2).map { ",\($0)" }.joined()
      out.append(contentsOf: "\(changed.x),\(changed.y)\(rest)".utf8)
    }
    out.append(0x5D)
  }

  private static func quoted(_ key: String) -> String {
    var text = "\""
    for scalar in key.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text += "\\" }
      if scalar.value < 0x20 {
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
