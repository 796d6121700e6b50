/// Walks over the bytes of an XML text, tag by tag, without building a tree of it.
///
/// Prefixes of names are left out; document types, which could define entities without end, are refused.
struct XMLScanner {
  struct SyntaxError: Error {
    var offset: Int
  }

  enum Event: Equatable {
    /// A tag that opens an element; an element without content is opened and closed at once.
    case start(String)
    case end(String)
    case text
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// Of the tag that was read last: from behind its name to its end.
  private var attributes = 0..<0
  private var textRange = 0..<0
  private var hasPlainText = false
  /// The element that was opened and closed at once, whose end is still to be told.
  private var pendingEnd: String?
  private var open: [String] = []

  private static let deepest = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next tag or text; nil at the end of the document.
  ///
  /// - Throws: where the text is no XML or breaks off.
  mutating func next() throws(SyntaxError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while at < bytes.count {
      if bytes[at] != 0x3C {
        let start = at
        while at < bytes.count, bytes[at] != 0x3C { at += 1 }
        if open.isEmpty { continue }
        (textRange, hasPlainText) = (start..<at, false)
        return .text
      }
      guard at + 1 < bytes.count else { throw SyntaxError(offset: at) }
      switch bytes[at + 1] {
      case 0x3F: try skip(past: [0x3F, 0x3E])
      case 0x21 where starts(with: [0x3C, 0x21, 0x2D, 0x2D]): try skip(past: [0x2D, 0x2D, 0x3E])
      case 0x21 where starts(with: Array("<![CDATA[".utf8)):
        let start = at + 9
        try skip(past: [0x5D, 0x5D, 0x3E])
        (textRange, hasPlainText) = (start..<(at - 3), true)
        return .text
      case 0x21: throw SyntaxError(offset: at)
      case 0x2F: return try endTag()
      default: return try startTag()
      }
    }
    guard open.isEmpty else { throw SyntaxError(offset: at) }
    return nil
  }

  private func starts(with word: [UInt8]) -> Bool {
    at + word.count <= bytes.count && word.indices.allSatisfy { bytes[at + $0] == word[$0] }
  }

  private mutating func skip(past end: [UInt8]) throws(SyntaxError) {
    while at < bytes.count {
      if starts(with: end) {
        at += end.count
        return
      }
      at += 1
    }
    throw SyntaxError(offset: at)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Reads a name, without its prefix.
  private mutating func name() throws(SyntaxError) -> String {
    var start = at
    while at < bytes.count, !Self.isSpace(bytes[at]), bytes[at] != 0x3E, bytes[at] != 0x2F, bytes[at] != 0x3D {
      if bytes[at] == 0x3A { start = at + 1 }
      at += 1
    }
    guard at > start, at < bytes.count else { throw SyntaxError(offset: at) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func endTag() throws(SyntaxError) -> Event {
    at += 2
    let name = try name()
    while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count, bytes[at] == 0x3E, open.popLast() == name else { throw SyntaxError(offset: at) }
    at += 1
    return .end(name)
  }

  private mutating func startTag() throws(SyntaxError) -> Event {
    at += 1
    let name = try name()
    let start = at
    var quote: UInt8?
    while at < bytes.count {
      let byte = bytes[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      } else if byte == 0x3C {
        throw SyntaxError(offset: at)
      }
      at += 1
    }
    guard at < bytes.count else { throw SyntaxError(offset: at) }
    let isEmpty = bytes[at - 1] == 0x2F
    attributes = start..<(isEmpty ? at - 1 : at)
    at += 1
    if isEmpty {
      pendingEnd = name
    } else {
      guard open.count < Self.deepest else { throw SyntaxError(offset: at) }
      open.append(name)
    }
    return .start(name)
  }

  /// An attribute of the tag that was read last, by its name with any prefix; nil where it has none.
  func attribute(_ wanted: StaticString) -> String? { attributeRange(wanted).map { decoded($0) } }

  /// Where the value of an attribute of the tag that was read last stands, without its quotes; nil where there is none.
  func attributeRange(_ wanted: StaticString) -> Range<Int>? {
    var at = attributes.lowerBound
    let end = attributes.upperBound
    while at < end {
      while at < end, Self.isSpace(bytes[at]) { at += 1 }
      var start = at
      while at < end, bytes[at] != 0x3D, !Self.isSpace(bytes[at]) {
        if bytes[at] == 0x3A { start = at + 1 }
        at += 1
      }
      let name = start..<at
      while at < end, bytes[at] != 0x22, bytes[at] != 0x27 { at += 1 }
      guard at < end else { return nil }
      let quote = bytes[at]
      let value = at + 1
      at += 1
      while at < end, bytes[at] != quote { at += 1 }
      let isWanted =
        name.count == wanted.utf8CodeUnitCount
        && name.enumerated().allSatisfy { bytes[$0.element] == wanted.utf8Start[$0.offset] }
      if isWanted { return value..<at }
      at += 1
    }
    return nil
  }

  /// The text that was read last.
  var text: String {
    hasPlainText ? String(decoding: bytes[textRange], as: UTF8.self) : decoded(textRange)
  }

  /// The text with its references to characters resolved.
  private func decoded(_ range: Range<Int>) -> String {
    let slice = bytes[range]
    guard slice.contains(0x26) else { return String(decoding: slice, as: UTF8.self) }
    var text: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      guard byte == 0x26, let end = bytes[at..<min(range.upperBound, at + 10)].firstIndex(of: 0x3B) else {
        text.append(byte)
        continue
      }
      let word = String(decoding: bytes[at..<end], as: UTF8.self)
      guard let character = Self.character(word) else {
        text.append(byte)
        continue
      }
      text.append(contentsOf: String(character).utf8)
      at = end + 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func character(_ word: String) -> Character? {
    switch word {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard word.hasPrefix("#") else { return nil }
      let number = word.dropFirst()
      let value =
        number.first == "x" || number.first == "X" ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
      return value.flatMap { Unicode.Scalar($0) }.map { Character($0) }
    }
  }
}
