import CZlib
import Foundation

/// Unpacks deflated bytes, never more than a limit.
package enum Inflation {
  /// nil where the bytes are damaged or unpack to more than the limit.
  ///
  /// - Parameter isGzip: whether they are a gzip file (RFC 1952, perhaps of several members), or bare deflate (RFC 1951).
  package static func inflated(
    _ packed: some RandomAccessCollection<UInt8>, atMost limit: Int, isGzip: Bool
  ) -> [UInt8]? {
    var input = Array(packed)
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, max(64, 4 * input.count)))
    var stream = z_stream()
    // 15 bits of window: negative for bare deflate, 16 more for gzip.
    let window: Int32 = isGzip ? 31 : -15
    guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var used = 0
    return input.withUnsafeMutableBufferPointer { input -> [UInt8]? in
      while true {
        let status = chunk.withUnsafeMutableBufferPointer { chunk -> Int32 in
          stream.next_in = input.baseAddress.map { $0 + used }
          stream.avail_in = UInt32(clamping: input.count - used)
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(chunk.count)
          let before = stream.avail_in
          let status = inflate(&stream, Z_NO_FLUSH)
          used += Int(before - stream.avail_in)
          return status
        }
        let written = chunk.count - Int(stream.avail_out)
        guard output.count + written <= limit else { return nil }
        output.append(contentsOf: chunk[..<written])
        switch status {
        case Z_STREAM_END:
          if !isGzip || used >= input.count { return output }
          guard inflateReset2(&stream, window) == Z_OK else { return nil }
        case Z_OK: continue
        default: return nil
        }
      }
    }
  }

  /// Whether bytes are a whole zlib stream (RFC 1950) whose sum is that of what it unpacks to; what it unpacks to is not
  /// kept.
  static func isWholeStream(_ packed: UnsafeRawBufferPointer) -> Bool {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(mutating: packed.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(clamping: packed.count)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
      while true {
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        if status != Z_OK { return status == Z_STREAM_END }
      }
    }
  }

  /// CRC-32, as zip and gzip have it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      var sum = crc32(0, nil, 0)
      var at = 0
      while at < buffer.count {
        let count = min(buffer.count - at, 1 << 30)
        sum = crc32(sum, buffer.baseAddress.map { $0 + at }, UInt32(count))
        at += count
      }
      return UInt32(truncatingIfNeeded: sum)
    }
  }
}
