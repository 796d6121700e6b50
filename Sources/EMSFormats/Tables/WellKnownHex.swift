import EMSModel
import GeoKit

/// Shapes as well-known binary (OGC Simple Features, section 8) in hexadecimal digits, and PostGIS's extended form of it;
/// heights and measures left out.
enum WellKnownHex {
  /// The bytes that a text stands for; nil where it is no binary shape: not of digits, too short, or of no byte order.
  ///
  /// - Parameter text: it may begin as databases write bytes, `\\x` or `0x`.
  static func bytes(of text: String) -> [UInt8]? {
    var digits = Array(text.utf8)[...]
    for mark in ["\\x", "\\X", "0x", "0X"] where text.hasPrefix(mark) { digits = digits.dropFirst(2) }
    // The smallest shape is a byte of order, a type and two numbers.
    guard digits.count >= 42, digits.count.isMultiple(of: 2), digits.first == 0x30 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x41...0x46: value = digit - 0x37
      case 0x61...0x66: value = digit - 0x57
      default: return nil
      }
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return bytes[0] < 2 ? bytes : nil
  }

  /// The shape and the EPSG code; nil where the bytes are no point, multipoint of one point, polygon or multipolygon, break
  /// off, go on behind it, or have a ring that is open or of fewer than four corners.
  static func shape(_ bytes: [UInt8]) -> (shape: SourceShape, code: Int?)? {
    var cursor = Cursor(bytes: bytes)
    guard let (shape, code) = cursor.shape(), cursor.at == bytes.count else { return nil }
    return (shape, code)
  }

  private struct Cursor {
    let bytes: [UInt8]
    var at = 0
    private var isLittle = true

    init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func word(_ size: Int) -> UInt64? {
      guard bytes.count - at >= size else { return nil }
      var value: UInt64 = 0
      for offset in 0..<size {
        value = value << 8 | UInt64(bytes[isLittle ? at + size - 1 - offset : at + offset])
      }
      at += size
      return value
    }

    private mutating func number() -> Double? {
      word(8).map { Double(bitPattern: $0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    private mutating func position(_ dimensions: Int) -> Coordinate? {
      guard let x = number(), let y = number() else { return nil }
      // A height or measure may be no number.
      for _ in 2..<dimensions { guard word(8) != nil else { return nil } }
      return Coordinate(longitude: x, latitude: y)
    }

    /// The order, type and code that begin a shape.
    private mutating func head() -> (type: UInt64, dimensions: Int, code: Int?)? {
      guard let order = word(1), order < 2 else { return nil }
      isLittle = order == 1
      guard let word = word(4) else { return nil }
      // The three highest bits are PostGIS's, thousands are ISO's.
      var type = word & 0x1FFF_FFFF
      var more = (word >> 31 & 1) + (word >> 30 & 1)
      if type >= 1000 {
        guard more == 0, type < 4000 else { return nil }
        more = type / 1000 == 3 ? 2 : 1
        type %= 1000
      }
      var code: Int?
      if word >> 29 & 1 == 1 {
        guard let own = self.word(4) else { return nil }
        code = own == 0 ? nil : Int(own)
      }
      return (type, 2 + Int(more), code)
    }

    private mutating func list<Element>(_ size: Int, _ element: (inout Cursor) -> Element?) -> [Element]? {
      guard let count = word(4), count > 0, count <= UInt64((bytes.count - at) / size) else { return nil }
      var elements: [Element] = []
      elements.reserveCapacity(Int(count))
      for _ in 0..<count {
        guard let next = element(&self) else { return nil }
        elements.append(next)
      }
      return elements
    }

    private mutating func polygon(_ dimensions: Int) -> Polygon? {
      let rings = list(4) { cursor in cursor.list(8 * dimensions) { $0.position(dimensions) }.map { Ring($0) } }
      guard let rings, let shell = rings.first,
        rings.allSatisfy({ $0.coordinates.count > 3 && $0.coordinates.first == $0.coordinates.last })
      else { return nil }
      return Polygon(shell: shell, holes: Array(rings.dropFirst()))
    }

    mutating func shape() -> (SourceShape, Int?)? {
      guard let (type, dimensions, code) = head() else { return nil }
      switch type {
      case 1: return position(dimensions).map { (.point($0), code) }
      case 3: return polygon(dimensions).map { (.polygons(MultiPolygon([$0])), code) }
      case 4:
        let points = list(21) { cursor -> Coordinate? in
          guard let (type, dimensions, _) = cursor.head(), type == 1 else { return nil }
          return cursor.position(dimensions)
        }
        guard let points, points.count == 1 else { return nil }
        return (.point(points[0]), code)
      case 6:
        let polygons = list(9) { cursor -> Polygon? in
          guard let (type, dimensions, _) = cursor.head(), type == 3 else { return nil }
          return cursor.polygon(dimensions)
        }
        return polygons.map { (.polygons(MultiPolygon($0)), code) }
      default: return nil
      }
    }
  }
}
