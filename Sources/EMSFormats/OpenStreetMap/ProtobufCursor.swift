import EMSModel

/// Why bytes are not an OpenStreetMap extract, and where: `offset` counts bytes from the start of the file.
public struct OpenStreetMapError: Error, Equatable, Sendable {
  /// What is wrong with the bytes.
  public enum Reason: Equatable, Sendable {
    /// The file, a blob or a message inside one ends in the middle of a value.
    case truncated
    /// A variable-length integer runs over ten bytes or past 64 bits.
    case badInteger
    /// A protocol-buffers wire type that does not exist, or not for this field.
    case badWireType(Int)
    /// A size that the format forbids (blob header over 64 KiB, blob over 32 MiB) or that its container cannot hold.
    case badSize(Int)
    /// The first blob is not an `OSMHeader`.
    case noHeader
    /// The compressed bytes of a blob do not inflate to the size that it declares.
    case damagedBlob
    /// A compression other than zlib or none.
    case unsupportedCompression(String)
    /// A required feature that this reader does not know.
    case unsupportedFeature(String)
    /// A string, node or coordinate number that is outside its table or off the globe.
    case badReference(Int)
    /// The header promises nodes before ways, and a way stands among the nodes.
    case notSorted
    /// The extract has no way that any mode can travel.
    case noRoads
  }

  public var reason: Reason
  public var offset: Int

  public init(_ reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// What a person reads.
  public var words: Phrase {
    let what =
      switch reason {
      case .truncated:
        Phrase("the data end in the middle of a value; the file is truncated or damaged", "数据中途结束；文件已截断或损坏")
      case .badInteger: Phrase("an integer is longer than 64 bits; the file is damaged", "整数超过 64 位；文件已损坏")
      case .badWireType(let type):
        Phrase("wire type \(type) is not possible here; the file is damaged", "此处不应有字段类型 \(type)；文件已损坏")
      case .badSize(let size):
        Phrase("a size of \(size) bytes is not possible here; the file is damaged", "此处不应有 \(size) 字节；文件已损坏")
      case .noHeader: Phrase("no OSMHeader; this is not an .osm.pbf file", "没有 OSMHeader；不是 .osm.pbf 文件")
      case .damagedBlob: Phrase("a block does not decompress; the file is damaged", "数据块无法解压；文件已损坏")
      case .unsupportedCompression(let name):
        Phrase("a block is compressed with \(name); convert the file to zlib", "数据块以 \(name) 压缩；请转换为 zlib 压缩")
      case .unsupportedFeature(let name):
        Phrase("the file needs the feature \(name), which is not supported", "文件需要不受支持的特性 \(name)")
      case .badReference(let value):
        Phrase("the reference \(value) points outside its table; the file is damaged", "引用 \(value) 超出范围；文件已损坏")
      case .notSorted:
        Phrase(
          "the header promises nodes before ways, but they are mixed; sort the file", "文件头声明节点在道路之前，实际混排；请先排序")
      case .noRoads: Phrase("the file holds no roads", "文件不含道路")
      }
    return Phrase("byte \(offset): \(what.english)", "第 \(offset) 字节：\(what.chinese)")
  }
}

/// A position in protocol-buffers bytes that cannot leave them: every read is checked, and a failed one throws.
///
/// Offsets in errors are `origin` plus the position, so that they name a place in the file; inside an inflated
/// blob every position is reported as the start of the blob.
struct ProtobufCursor {
  private let base: UnsafePointer<UInt8>
  private(set) var position: Int
  let end: Int
  private let origin: Int
  private let inflated: Bool

  init(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, origin: Int, inflated: Bool) {
    self.base = base
    self.position = start
    self.end = end
    self.origin = origin
    self.inflated = inflated
  }

  @inline(__always) var isAtEnd: Bool { position >= end }

  func failure(_ reason: OpenStreetMapError.Reason) -> OpenStreetMapError {
    OpenStreetMapError(reason, offset: inflated ? origin : origin + position)
  }

  @inline(__always)
  mutating func varint() throws(OpenStreetMapError) -> UInt64 {
    guard position < end else { throw failure(.truncated) }
    let first = base[position]
    if first < 0x80 {
      position += 1
      return UInt64(first)
    }
    return try longVarint()
  }

  private mutating func longVarint() throws(OpenStreetMapError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var at = position
    while at < end {
      let byte = base[at]
      at += 1
      if shift == 63 && byte > 1 { throw failure(.badInteger) }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        position = at
        return value
      }
      shift += 7
      if shift > 63 { throw failure(.badInteger) }
    }
    throw failure(.truncated)
  }

  @inline(__always)
  mutating func signed() throws(OpenStreetMapError) -> Int64 {
    let raw = try varint()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  /// A varint that must fit a table of `limit` entries.
  @inline(__always)
  mutating func index(below limit: Int) throws(OpenStreetMapError) -> Int {
    let raw = try varint()
    guard raw < UInt64(limit) else { throw failure(.badReference(Int(clamping: raw))) }
    return Int(raw)
  }

  /// The next field's number and wire type, or nil at the end.
  @inline(__always)
  mutating func field() throws(OpenStreetMapError) -> (number: UInt64, wire: Int)? {
    if isAtEnd { return nil }
    let key = try varint()
    return (key >> 3, Int(key & 7))
  }

  /// The bytes of a length-delimited field, as a cursor of their own.
  @inline(__always)
  mutating func message(wire: Int) throws(OpenStreetMapError) -> ProtobufCursor {
    guard wire == 2 else { throw failure(.badWireType(wire)) }
    let size = try varint()
    guard size <= UInt64(end - position) else { throw failure(.truncated) }
    let inner = ProtobufCursor(
      base, from: position, to: position + Int(size), origin: origin, inflated: inflated)
    position += Int(size)
    return inner
  }

  @inline(__always)
  mutating func integer(wire: Int) throws(OpenStreetMapError) -> UInt64 {
    guard wire == 0 else { throw failure(.badWireType(wire)) }
    return try varint()
  }

  mutating func skip(wire: Int) throws(OpenStreetMapError) {
    switch wire {
    case 0: _ = try varint()
    case 1: try advance(8)
    case 2: _ = try message(wire: 2)
    case 5: try advance(4)
    default: throw failure(.badWireType(wire))
    }
  }

  private mutating func advance(_ count: Int) throws(OpenStreetMapError) {
    guard count <= end - position else { throw failure(.truncated) }
    position += count
  }

  /// The bytes that are left.
  var rest: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + position, count: end - position)
  }

  /// How many varints are left, so that arrays can be sized once.
  func countVarints() -> Int {
    var count = 0
    for byte in rest where byte < 0x80 { count += 1 }
    return count
  }

  func text() -> String { String(decoding: rest, as: UTF8.self) }
}
