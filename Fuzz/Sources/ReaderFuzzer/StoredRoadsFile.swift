import TravelNetwork

/// A whole file of stored roads around a body, with the checksum that fits.
enum StoredRoadsFile {
  static func bytes(ofBody body: [UInt8]) -> [UInt8] {
    let checksum = body.withUnsafeBufferPointer(ContentKey.of)
    let head = [1, UInt64(body.count), checksum].flatMap(PBFFile.varint)
    return RoadLines.signature + head + body
  }
}
