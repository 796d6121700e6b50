import CZlib
import Foundation

/// The parts of a zip file, such as a workbook or a document, by name; read by the central directory.
package enum ZipReader {
  /// nil where the file is no whole zip: a part that is not as long as it says is missing.
  package static func parts(of bytes: [UInt8]) -> [String: [UInt8]]? {
    func number(_ at: Int, _ size: Int) -> Int {
      guard at >= 0, at + size <= bytes.count else { return 0 }
      return (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    guard let end = (0...max(0, bytes.count - 22)).last(where: { number($0, 4) == 0x0605_4B50 }) else { return nil }
    var parts: [String: [UInt8]] = [:]
    var entry = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(entry, 4) == 0x0201_4B50 else { return nil }
      let (packed, size, local) = (number(entry + 20, 4), number(entry + 24, 4), number(entry + 42, 4))
      let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + number(entry + 28, 2))], as: UTF8.self)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let data = Array(bytes[start..<(start + packed)])
      let part = number(entry + 10, 2) == 0 ? data : inflated(data, to: size)
      guard part.count == size, crc32(0, part, UInt32(part.count)) == number(entry + 16, 4) else { return nil }
      parts[name] = part
      entry += 46 + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2)
    }
    return parts
  }

  /// The parts as text.
  package static func texts(of bytes: [UInt8]) -> [String: String] {
    (parts(of: bytes) ?? [:]).mapValues { String(decoding: $0, as: UTF8.self) }
  }

  private static func inflated(_ data: [UInt8], to size: Int) -> [UInt8] {
    var (input, output) = (data, [UInt8](repeating: 0, count: size))
    var stream = z_stream()
    // Raw deflate, as zip has it.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    let isWhole = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
        (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
        return inflate(&stream, Z_FINISH) == Z_STREAM_END
      }
    }
    return isWhole ? output : []
  }
}
