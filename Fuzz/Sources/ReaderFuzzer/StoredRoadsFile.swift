import TravelNetwork

/// A whole file of stored roads around a body, with the checksum that fits.
enum StoredRoadsFile {
  static func bytes(ofBody body: [UInt8]) -> [UInt8] {
    let checksum = body.withUnsafeBufferPointer(ContentKey.of)
    return RoadLines.signature + integer(1) + integer(UInt64(body.count)) + integer(checksum) + body
  }

  private static func integer(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
