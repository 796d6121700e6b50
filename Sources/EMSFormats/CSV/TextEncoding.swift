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

  /// The same text, with U+FFFD for each stretch between separators that is no text in the encoding, where few are.
  ///
  /// - Returns: the text, and where it holds such marks the problem that they are for a text that must be whole.
  /// - Throws: the problem when most of what is not ASCII is no text in that encoding.
  static func markedUTF8(
    _ data: Data, declared: String?, file: String
  ) throws(InputProblems) -> (bytes: [UInt8], refusal: InputProblems?) {
    do throws(InputProblems) {
      return (try utf8(data, declared: declared, file: file), nil)
    } catch {
      let tries = (declared.map { [$0] } ?? ["utf-8", "gb18030"]).compactMap { marked(data, encoding: $0) }
      guard let best = tries.min(by: { $0.wrong < $1.wrong }), 2 * best.wrong <= best.foreign else {
        throw error
      }
      return (best.bytes, error)
    }
  }

  /// The text by stretches that no character of GB 18030 or UTF-8 reaches across, and how many are not ASCII, and none.
  private static func marked(_ data: Data, encoding: String) -> (bytes: [UInt8], foreign: Int, wrong: Int)? {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) || data.contains(0) { return nil }
    let all = Array(data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data)
    let separators: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(all.count + all.count / 2)
    var (foreign, wrong, start) = (0, 0, 0)
    for at in 0...all.count where at == all.count || separators.contains(all[at]) {
      let stretch = all[start..<at]
      if !stretch.contains(where: { $0 >= 0x80 }) {
        bytes.append(contentsOf: stretch)
      } else {
        foreign += 1
        if let text = text(Array(stretch), encoding: encoding) {
          bytes.append(contentsOf: text.utf8)
        } else {
          wrong += 1
          bytes.append(contentsOf: "\u{FFFD}".utf8)
        }
      }
      if at < all.count { bytes.append(all[at]) }
      start = at + 1
    }
    return (bytes, foreign, wrong)
  }

  private static func text(_ bytes: [UInt8], encoding: String) -> String? {
    if encoding == "utf-8" { return String(validating: bytes, as: UTF8.self) }
    guard let text = String(data: Data(bytes), encoding: gb18030), !text.unicodeScalars.contains("\u{FFFD}") else {
      return nil
    }
    return text
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
