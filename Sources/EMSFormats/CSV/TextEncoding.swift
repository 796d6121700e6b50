import EMSModel
import Foundation

/// Turns the bytes of a text file into UTF-8.
package enum TextEncoding {
  /// The text as UTF-8 without byte-order mark.
  ///
  /// - Parameter declared: the name of an encoding; nil finds out: a byte-order mark decides, then whether the bytes are
  ///   valid UTF-8 or, by their zeros, UTF-16, else what they look like.
  /// - Throws: the problem when the bytes are not text in that encoding.
  package static func utf8(_ data: Data, declared: String?, file: String) throws(InputProblems) -> [UInt8] {
    try withUTF8(data, declared: declared, file: file) { Array($0) }.value
  }

  /// Whether `encoding:` may name it.
  package static func isKnown(_ name: String) -> Bool { CodePage.isKnown(name) }

  /// The same text, with U+FFFD for each stretch between separators that is no text in the encoding, where few are.
  ///
  /// - Returns: the text, the encoding that it was in, and where it holds such marks the problem that they are for a text
  ///   that must be whole.
  /// - Throws: the problem when most of what is not ASCII is no text in that encoding.
  static func markedUTF8(
    _ data: Data, declared: String?, file: String
  ) throws(InputProblems) -> (bytes: [UInt8], encoding: EncodingName, refusal: InputProblems?) {
    var stretches: [Stretch]?
    do throws(InputProblems) {
      let (bytes, encoding) = try withUTF8(data, declared: declared, file: file, &stretches) { Array($0) }
      return (bytes, encoding, nil)
    } catch {
      guard let marked = try marked(data, declared: declared, file, &stretches), 2 * marked.wrong <= marked.foreign
      else {
        throw error
      }
      return (marked.bytes, marked.encoding, error)
    }
  }

  /// A stretch that no character of an encoding that contains ASCII reaches across, and the separator behind it.
  private typealias Stretch = (text: ArraySlice<UInt8>, separator: UInt8?)

  /// - Parameter kept: those of the same data where they were looked for before, which is once.
  private static func stretches(_ data: Data, _ kept: inout [Stretch]?) -> [Stretch] {
    if let kept { return kept }
    let all = Array(hasMark(data) ? data.dropFirst(3) : data)
    let separators: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B]
    var stretches: [Stretch] = []
    var start = 0
    for at in 0...all.count where at == all.count || separators.contains(all[at]) {
      stretches.append((all[start..<at], at < all.count ? all[at] : nil))
      start = at + 1
    }
    kept = stretches
    return stretches
  }

  /// The text by stretches, and how many are not ASCII, and none in the encoding; nil for what is no text of single bytes.
  private static func marked(
    _ data: Data, declared: String?, _ file: String, _ kept: inout [Stretch]?
  ) throws(InputProblems) -> (bytes: [UInt8], encoding: EncodingName, foreign: Int, wrong: Int)? {
    if isUTF16(data) || data.contains(0) { return nil }
    let stretches = stretches(data, &kept)
    let encoding = declared.map { EncodingName($0) } ?? EncodingName(of: stretches.lazy.map(\.text))
    let page = encoding == .utf8 ? nil : try CodePage(encoding.text, file: file, field: "encoding")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(data.count + data.count / 2)
    var (foreign, wrong) = (0, 0)
    for (text, separator) in stretches {
      if !text.contains(where: { $0 >= 0x80 }) {
        bytes.append(contentsOf: text)
      } else {
        foreign += 1
        let decoded = page.map { $0.utf8(text) } ?? text.withUnsafeBufferPointer { isUTF8($0) ? Array(text) : nil }
        if decoded == nil { wrong += 1 }
        bytes.append(contentsOf: decoded ?? Array("\u{FFFD}".utf8))
      }
      if let separator { bytes.append(separator) }
    }
    return (bytes, encoding, foreign, wrong)
  }

  private static func hasMark(_ data: Data) -> Bool { data.starts(with: ByteOrderMark.utf8) }
  private static func isUTF16(_ data: Data) -> Bool {
    // Two bytes of zero behind the mark make UTF-32 of it, which is not read.
    data.starts(with: [0xFF, 0xFE]) && !data.starts(with: [0xFF, 0xFE, 0, 0]) || data.starts(with: [0xFE, 0xFF])
  }

  /// Hands the same text to `body`, without a copy where the data are UTF-8 already; besides its value, the encoding
  /// that the data were in.
  static func withUTF8<Value>(
    _ data: Data, declared: String?, file: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) throws(InputProblems) -> (value: Value, encoding: EncodingName) {
    var stretches: [Stretch]?
    return try withUTF8(data, declared: declared, file: file, &stretches, body)
  }

  private static func withUTF8<Value>(
    _ data: Data, declared: String?, file: String, _ kept: inout [Stretch]?,
    _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) throws(InputProblems) -> (value: Value, encoding: EncodingName) {
    if isUTF16(data), declared == nil {
      guard let text = String(data: data, encoding: .utf16) else { throw refusal("UTF-16", file) }
      return (Array(text.utf8).withUnsafeBufferPointer(body), EncodingName("UTF-16"))
    }
    if declared == nil, let order = orderOfUTF16(data) {
      guard let text = String(data: data, encoding: order), !text.unicodeScalars.contains("\0") else {
        throw refusal("UTF-16", file)
      }
      return (Array(text.utf8).withUnsafeBufferPointer(body), EncodingName("UTF-16"))
    }
    let name = declared.map { EncodingName($0) }
    let hasMark = hasMark(data)
    if name == nil || name == .utf8 || hasMark {
      let result: Value? = data.withUnsafeBytes { bytes in
        let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[(hasMark ? 3 : 0)...])
        return isUTF8(text) ? body(text) : nil
      }
      if let result { return (result, .utf8) }
      if name == .utf8 || hasMark { throw refusal("UTF-8", file) }
    }
    let encoding = name ?? EncodingName(of: stretches(data, &kept).lazy.map(\.text))
    let page = try CodePage(encoding.text, file: file, field: "encoding")
    guard encoding != .utf8, let text = page.utf8(data), !text.contains(0) else {
      let other = data.contains(0) ? "UTF-16" : encoding.remark == nil ? EncodingName.gb18030.text : encoding.text
      throw refusal(name?.text ?? "UTF-8 or \(other)", file)
    }
    // A mark is none of the first header.
    let mark = text.starts(with: ByteOrderMark.utf8) ? 3 : 0
    return (text[mark...].withUnsafeBufferPointer(body), encoding)
  }

  /// The order of bytes of UTF-16 without a mark: every other byte of Latin letters, digits and separators is zero, and
  /// hardly any of the others; nil for what has no such zeros.
  private static func orderOfUTF16(_ data: Data) -> String.Encoding? {
    let start = data.prefix(1 << 16)
    guard data.count > 3, data.count % 2 == 0, start.contains(0) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in start.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let most = max(zeros[0], zeros[1])
    guard 16 * most >= start.count, 8 * min(zeros[0], zeros[1]) <= most else { return nil }
    return zeros[0] > zeros[1] ? .utf16BigEndian : .utf16LittleEndian
  }

  private static func refusal(_ encoding: String, _ file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, english: "the bytes are not \(encoding) text", chinese: "文件内容不是 \(encoding) 编码的文本",
        remedyEnglish:
          "Save it as UTF-8 (in Excel: CSV UTF-8), or declare encoding: utf-8, gb18030, windows-1252 or another",
        remedyChinese: "请另存为 UTF-8（Excel 中选“CSV UTF-8”），或声明 encoding: utf-8、gb18030、windows-1252 等")
    ])
  }

  /// Whether the bytes are UTF-8 and hold no NUL, which no text does.
  static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    let end = bytes.count
    let base = UnsafeRawBufferPointer(bytes)
    while at < end {
      // Most bytes are ASCII: eight at once, none of them NUL or beyond 0x7F.
      while at + 8 <= end {
        let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let hasNUL = (word &- 0x0101_0101_0101_0101) & ~word
        guard (word | hasNUL) & 0x8080_8080_8080_8080 == 0 else { break }
        at += 8
      }
      guard at < end else { break }
      let lead = bytes[at]
      if lead < 0x80 {
        if lead == 0 { return false }
        at += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      guard lead >= 0xC2, lead <= 0xF4, at + length <= end else { return false }
      for offset in 1..<length where bytes[at + offset] & 0xC0 != 0x80 { return false }
      let second = bytes[at + 1]
      // Overlong forms, surrogates, and what lies beyond U+10FFFF.
      if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F { return false }
      if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F { return false }
      at += length
    }
    return true
  }
}
