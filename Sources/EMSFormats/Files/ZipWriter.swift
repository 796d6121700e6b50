import CZlib

/// A zip file in memory, as office documents are; the same parts give the same bytes, for it holds no time.
package struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Adds a part.
  ///
  /// - Parameter name: its path in the file, in ASCII.
  package mutating func add(_ name: String, _ content: [UInt8]) {
    let packed = Self.deflated(content)
    // Version 2.0, deflated, 1 January 1980, checksum and sizes.
    var head: [UInt8] = []
    for (value, size) in [
      (20, 2), (0, 2), (8, 2), (0, 2), (0x21, 2), (Int(crc32(0, content, UInt32(content.count))), 4), (packed.count, 4),
      (content.count, 4), (name.utf8.count, 2), (0, 2),
    ] { Self.append(value, size, to: &head) }
    Self.append(0x0201_4B50, 4, to: &directory)
    Self.append(20, 2, to: &directory)
    directory += head
    for (value, size) in [(0, 2), (0, 2), (0, 2), (0, 4), (bytes.count, 4)] { Self.append(value, size, to: &directory) }
    directory += Array(name.utf8)
    Self.append(0x0403_4B50, 4, to: &bytes)
    bytes += head + Array(name.utf8) + packed
    count += 1
  }

  package mutating func add(_ name: String, _ content: String) { add(name, Array(content.utf8)) }

  /// The whole file.
  package func finished() -> [UInt8] {
    var end: [UInt8] = []
    for (value, size) in [
      (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4), (bytes.count, 4), (0, 2),
    ] { Self.append(value, size, to: &end) }
    return bytes + directory + end
  }

  private static func append(_ value: Int, _ size: Int, to bytes: inout [UInt8]) {
    for byte in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var input = content
    var stream = z_stream()
    // Raw deflate, as zip has it; the level is zlib's own.
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
    let size = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
        (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
        // The output is as long as the longest that there may be.
        _ = deflate(&stream, Z_FINISH)
        return to.count - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(size))
  }
}
