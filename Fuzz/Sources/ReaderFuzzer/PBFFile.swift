/// A whole `.osm.pbf` file around one block (wiki.openstreetmap.org/wiki/PBF_Format).
enum PBFFile {
  /// A header block without features, and the block as uncompressed data.
  static func bytes(ofBlock block: [UInt8]) -> [UInt8] {
    let schema = field(4, Array("OsmSchema-V0.6".utf8))
    return blob(type: "OSMHeader", schema) + blob(type: "OSMData", block)
  }

  private static func blob(type: String, _ content: [UInt8]) -> [UInt8] {
    let blob = field(1, content) + number(2, content.count)
    let header = field(1, Array(type.utf8)) + number(3, blob.count)
    let length = UInt32(header.count).bigEndian
    return withUnsafeBytes(of: length) { Array($0) } + header + blob
  }

  private static func field(_ key: Int, _ bytes: [UInt8]) -> [UInt8] {
    varint(UInt64(key << 3 | 2)) + varint(UInt64(bytes.count)) + bytes
  }

  private static func number(_ key: Int, _ value: Int) -> [UInt8] { varint(UInt64(key << 3)) + varint(UInt64(value)) }

  static func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(truncatingIfNeeded: rest)]
  }
}
