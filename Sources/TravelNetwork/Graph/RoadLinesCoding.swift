/// Why bytes are not stored roads.
public enum RoadLinesCodingError: Error, Hashable, Sendable {
  /// They do not begin as stored roads do.
  case notRoads
  /// They were written by another version of the format.
  case version(Int)
  /// They end early, or their checksum does not fit.
  case damaged
}

extension RoadLines {
  /// The first bytes of stored roads.
  public static let signature = Array("EMSROADS".utf8)
  private static let version: UInt64 = 2

  /// A compact form: differences as variable-length integers, with a checksum.
  ///
  /// - Parameter sourceKey: a number that stands for the content of the source, kept to tell whether it changed.
  public func encoded(sourceKey: UInt64) -> [UInt8] {
    var body = ByteSink()
    body.append(sourceKey)
    body.appendDifferences(longitudes.map(Int64.init))
    body.appendDifferences(latitudes.map(Int64.init))
    body.appendDifferences(firstPoint.map(Int64.init))
    body.appendDifferences(points.map(Int64.init))
    body.appendDifferences(attributes.map(Int64.init))
    body.appendDifferences(identifiers)
    body.append(UInt64(attributeSets.count))
    for set in attributeSets {
      body.append(UInt64(set.count))
      for (key, value) in set.sorted(by: { $0.key < $1.key }) {
        body.append(key)
        body.append(value)
      }
    }
    body.appendDifferences(obstacles.map { Int64($0.point) })
    body.appendDifferences(obstacles.map { Int64($0.attributes) })
    body.appendDifferences(restrictions.map(\.from))
    body.appendDifferences(restrictions.map { Int64($0.viaPoint) })
    body.appendDifferences(restrictions.map(\.to))
    body.appendDifferences(restrictions.map { Int64($0.attributes) })
    for restriction in restrictions { body.appendDifferences(restriction.viaLines) }
    var head = ByteSink()
    head.append(Self.version)
    head.append(UInt64(body.bytes.count))
    head.append(body.bytes.withUnsafeBufferPointer(ContentKey.of))
    return Self.signature + head.bytes + body.bytes
  }

  /// The roads in bytes that ``encoded(sourceKey:)`` made, with the key of their source.
  ///
  /// Throws ``RoadLinesCodingError``; damaged bytes never give roads.
  public static func decoded(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(RoadLinesCodingError) -> (lines: RoadLines, sourceKey: UInt64) {
    guard bytes.count > signature.count, bytes.prefix(signature.count).elementsEqual(signature) else {
      throw .notRoads
    }
    var source = ByteSource(bytes, at: signature.count)
    let version = try source.integer()
    guard version == Self.version else { throw .version(Int(clamping: version)) }
    let size = try source.integer()
    let checksum = try source.integer()
    let body = UnsafeBufferPointer(rebasing: bytes[source.position...])
    guard size == UInt64(body.count), ContentKey.of(body) == checksum else { throw .damaged }
    let key = try source.integer()
    var lines = RoadLines()
    lines.longitudes = try source.differences()
    lines.latitudes = try source.differences()
    lines.firstPoint = try source.differences()
    lines.points = try source.differences()
    lines.attributes = try source.differences()
    lines.identifiers = try source.differences()
    for _ in 0..<(try source.count()) {
      var set: [String: String] = [:]
      for _ in 0..<(try source.count()) {
        let name = try source.text()
        set[name] = try source.text()
      }
      lines.attributeSets.append(set)
    }
    let points: [Int32] = try source.differences()
    let attributes: [Int32] = try source.differences()
    guard points.count == attributes.count else { throw .damaged }
    lines.obstacles = zip(points, attributes).map { Obstacle(point: $0, attributes: $1) }
    let from: [Int64] = try source.differences()
    let via: [Int32] = try source.differences()
    let to: [Int64] = try source.differences()
    let rules: [Int32] = try source.differences()
    guard via.count == from.count, to.count == from.count, rules.count == from.count else { throw .damaged }
    for index in from.indices {
      lines.restrictions.append(
        TurnRestriction(
          from: from[index], viaPoint: via[index], viaLines: try source.differences(), to: to[index],
          attributes: rules[index]))
    }
    guard lines.inconsistency == nil else { throw .damaged }
    return (lines, key)
  }
}

/// A number that stands for a content: FNV-1a (Fowler, Noll and Vo) over eight bytes at a time.
public enum ContentKey {
  /// The same for the same bytes on every machine.
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at + 8 <= raw.count {
      hash = (hash ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))) &* 0x100_0000_01b3
      hash ^= hash >> 29
      at += 8
    }
    while at < raw.count {
      hash = (hash ^ UInt64(raw[at])) &* 0x100_0000_01b3
      at += 1
    }
    return hash ^ UInt64(raw.count)
  }
}

private struct ByteSink {
  var bytes: [UInt8] = []

  mutating func append(_ value: UInt64) {
    var rest = value
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func appendDifferences(_ values: [Int64]) {
    append(UInt64(values.count))
    var previous: Int64 = 0
    for value in values {
      let step = value &- previous
      append(UInt64(bitPattern: step << 1 ^ step >> 63))
      previous = value
    }
  }
}

private struct ByteSource {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func integer() throws(RoadLinesCodingError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      // The tenth byte has room for one bit.
      if shift == 63, byte > 1 { throw .damaged }
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
    throw .damaged
  }

  /// A count of things that take a byte each at least.
  mutating func count() throws(RoadLinesCodingError) -> Int {
    let value = try integer()
    guard value <= UInt64(bytes.count - position) else { throw .damaged }
    return Int(value)
  }

  mutating func text() throws(RoadLinesCodingError) -> String {
    let size = try count()
    defer { position += size }
    return String(decoding: bytes[position..<position + size], as: UTF8.self)
  }

  mutating func differences<T: FixedWidthInteger>() throws(RoadLinesCodingError) -> [T] {
    let total = try count()
    var values: [T] = []
    values.reserveCapacity(total)
    var value: Int64 = 0
    for _ in 0..<total {
      let raw = try integer()
      value &+= Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
      guard let exact = T(exactly: value) else { throw .damaged }
      values.append(exact)
    }
    return values
  }
}
