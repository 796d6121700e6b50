import CZlib

/// The blobs of an `.osm.pbf` file: where each is, and its bytes when asked.
///
/// Format: OpenStreetMap wiki, "PBF Format" (fileformat.proto). Sizes are checked against the format's own limits
/// before anything is allocated, so a hostile file costs no more memory than the largest honest one.
struct OpenStreetMapBlobs {
  struct Blob {
    var isData: Bool
    var offset: Int
    var size: Int
  }

  let blobs: [Blob]
  private let bytes: UnsafeBufferPointer<UInt8>

  private static let largestHeader = 64 * 1024
  private static let largestBlob = 32 * 1024 * 1024

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(OpenStreetMapError) {
    guard let base = bytes.baseAddress, bytes.count >= 4 else { throw OpenStreetMapError(.noHeader, offset: 0) }
    var found: [Blob] = []
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 4 else { throw OpenStreetMapError(.truncated, offset: position) }
      let headerSize = (0..<4).reduce(0) { $0 << 8 | Int(base[position + $1]) }
      guard headerSize > 0, headerSize <= Self.largestHeader else {
        throw OpenStreetMapError(position == 0 ? .noHeader : .badSize(headerSize), offset: position)
      }
      guard headerSize <= bytes.count - position - 4 else {
        throw OpenStreetMapError(.truncated, offset: position)
      }
      var cursor = ProtobufCursor(
        base, from: position + 4, to: position + 4 + headerSize, origin: 0, inflated: false)
      var type = ""
      var size: UInt64?
      while let field = try cursor.field() {
        switch field.number {
        case 1: type = try cursor.message(wire: field.wire).text()
        case 3: size = try cursor.integer(wire: field.wire)
        default: try cursor.skip(wire: field.wire)
        }
      }
      guard let size, size <= UInt64(Self.largestBlob) else {
        throw OpenStreetMapError(.badSize(Int(clamping: size ?? 0)), offset: position)
      }
      position += 4 + headerSize
      guard Int(size) <= bytes.count - position else { throw OpenStreetMapError(.truncated, offset: position) }
      if found.isEmpty && type != "OSMHeader" { throw OpenStreetMapError(.noHeader, offset: 0) }
      found.append(Blob(isData: type == "OSMData", offset: position, size: Int(size)))
      position += Int(size)
    }
    self.blobs = found
    self.bytes = bytes
  }

  /// Calls `body` with a cursor over the uncompressed bytes of blob `index`.
  func withContents<T>(
    of index: Int, _ body: (ProtobufCursor) throws(OpenStreetMapError) -> T
  ) throws(OpenStreetMapError) -> T {
    let blob = blobs[index]
    guard let base = bytes.baseAddress else { throw OpenStreetMapError(.truncated, offset: 0) }
    var cursor = ProtobufCursor(
      base, from: blob.offset, to: blob.offset + blob.size, origin: 0, inflated: false)
    var rawSize: UInt64 = 0
    var plain: ProtobufCursor?
    var compressed: ProtobufCursor?
    while let field = try cursor.field() {
      switch field.number {
      case 1: plain = try cursor.message(wire: field.wire)
      case 2: rawSize = try cursor.integer(wire: field.wire)
      case 3: compressed = try cursor.message(wire: field.wire)
      case 4: throw cursor.failure(.unsupportedCompression("lzma"))
      case 5: throw cursor.failure(.unsupportedCompression("bzip2"))
      case 6: throw cursor.failure(.unsupportedCompression("lz4"))
      case 7: throw cursor.failure(.unsupportedCompression("zstd"))
      default: try cursor.skip(wire: field.wire)
      }
    }
    if let plain { return try body(plain) }
    guard let compressed else { throw OpenStreetMapError(.truncated, offset: blob.offset) }
    guard rawSize <= UInt64(Self.largestBlob) else {
      throw OpenStreetMapError(.badSize(Int(clamping: rawSize)), offset: blob.offset)
    }
    let size = Int(rawSize)
    let output = UnsafeMutablePointer<UInt8>.allocate(capacity: max(size, 1))
    defer { output.deallocate() }
    var written = uLongf(size)
    let input = compressed.rest
    let status = uncompress(output, &written, input.baseAddress, uLong(input.count))
    guard status == Z_OK, Int(written) == size else {
      throw OpenStreetMapError(.damagedBlob, offset: blob.offset)
    }
    return try body(
      ProtobufCursor(output, from: 0, to: size, origin: blob.offset, inflated: true))
  }
}
