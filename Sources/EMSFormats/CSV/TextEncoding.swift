import EMSModel
import Foundation

/// Turns the bytes of a text file into UTF-8.
package enum TextEncoding {
  /// GB 18030 in CoreFoundation's numbering; it contains GBK and GB 2312.
  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  /// The text as UTF-8 without byte-order mark.
  ///
  /// - Parameter declared: `utf-8` or `gb18030`; nil finds out: a byte-order mark decides, then whether the bytes are
  ///   valid UTF-8, else GB 18030.
  /// - Throws: the problem when the bytes are not text in that encoding.
  package static func utf8(_ data: Data, declared: String?, file: String) throws(InputProblems) -> [UInt8] {
    try withUTF8(data, declared: declared, file: file) { Array($0) }
  }

  /// Hands the same text to `body`, without a copy where the data are UTF-8 already.
  static func withUTF8<Value>(
    _ data: Data, declared: String?, file: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) throws(InputProblems) -> Value {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]), declared == nil {
      guard let text = String(data: data, encoding: .utf16) else { throw refusal("UTF-16", data, file) }
      return Array(text.utf8).withUnsafeBufferPointer(body)
    }
    let hasMark = data.starts(with: [0xEF, 0xBB, 0xBF])
    if declared != "gb18030" || hasMark {
      let result: Value? = data.withUnsafeBytes { bytes in
        let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[(hasMark ? 3 : 0)...])
        return isUTF8(text) ? body(text) : nil
      }
      if let result { return result }
      if declared == "utf-8" || hasMark { throw refusal("UTF-8", data, file) }
    }
    guard let text = String(data: data, encoding: gb18030), !text.unicodeScalars.contains("\u{FFFD}") else {
      throw refusal(declared == nil ? "UTF-8 or GB18030" : "GB18030", data, file)
    }
    return Array(text.utf8).withUnsafeBufferPointer(body)
  }

  private static func refusal(_ encoding: String, _ data: Data, _ file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, english: "the bytes are not \(encoding) text", chinese: "文件内容不是 \(encoding) 编码的文本",
        remedyEnglish: "Save it as UTF-8 (in Excel: CSV UTF-8), or declare encoding: utf-8 or gb18030",
        remedyChinese: "请另存为 UTF-8（Excel 中选“CSV UTF-8”），或声明 encoding: utf-8 或 gb18030")
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
