import EMSModel
import Foundation

/// An encoding that the system knows by a name, such as `1252`, `ISO 88591`, `BIG5` or `GB18030`; closed with its owner.
final class CodePage {
  /// What the account of inputs calls it.
  let name: String
  private let handle: iconv_t

  /// - Parameter field: where the name stands, as problems say.
  /// - Throws: one problem: the name is of no encoding that the system knows.
  init(_ name: String, file: String, field: String = ".cpg") throws(InputProblems) {
    guard let handle = Self.opened(name) else {
      throw InputProblems([
        InputProblem(
          file: file, field: field, value: name,
          Phrase("“\(name)” is not a known encoding", "不认识的编码“\(name)”"),
          Phrase(
            "Correct it: utf-8, gb18030, windows-1252 or another name; or export as UTF-8",
            "请更正：utf-8、gb18030、windows-1252 或其他名称；或导出为 UTF-8"))
      ])
    }
    self.name = EncodingName(name).text
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// Whether the system knows an encoding of this name.
  static func isKnown(_ name: String) -> Bool {
    guard let handle = opened(name) else { return false }
    iconv_close(handle)
    return true
  }

  /// nil where the system knows no such encoding.
  private static func opened(_ name: String) -> iconv_t? {
    let handle = iconv_open("UTF-8", systemName(of: name))
    return handle == iconv_t(bitPattern: -1) ? nil : handle
  }

  /// What iconv calls the encoding: `1252`, `ANSI 1252` and `OEM 437` are code pages, `88591` is ISO 8859-1; Shift-JIS and
  /// EUC-KR are read as Windows writes them, which contains them.
  static func systemName(of name: String) -> String {
    let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if ["shiftjis", "sjis"].contains(word) { return "CP932" }
    if word == "euckr" { return "CP949" }
    let digits = String(word.drop { !$0.isNumber })
    if digits.hasPrefix("8859"), digits.count > 4, ["", "iso"].contains(word.prefix { !$0.isNumber }) {
      return "ISO-8859-\(digits.dropFirst(4))"
    }
    if !digits.isEmpty, ["", "ansi", "oem", "cp", "windows"].contains(word.prefix { !$0.isNumber }) {
      return "CP\(digits)"
    }
    return EncodingName(name).text
  }

  /// The bytes in UTF-8; nil where they are no text of the encoding.
  func utf8(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    var source = bytes.map { CChar(bitPattern: $0) }
    var text: [UInt8] = []
    text.reserveCapacity(source.count + source.count / 2)
    var piece = [CChar](repeating: 0, count: min(65_536, 4 * source.count + 4))
    iconv(handle, nil, nil, nil, nil)
    let isWhole = source.withUnsafeMutableBufferPointer { source in
      piece.withUnsafeMutableBufferPointer { piece in
        var (from, left) = (source.baseAddress, source.count)
        while left > 0 {
          var (to, free) = (piece.baseAddress, piece.count)
          let status = iconv(handle, &from, &left, &to, &free)
          text.append(contentsOf: piece[..<(piece.count - free)].lazy.map { UInt8(bitPattern: $0) })
          // A piece is full before its text is; whatever else stops the reading is no text.
          if status == -1, errno != E2BIG || free == piece.count { return false }
        }
        return true
      }
    }
    return isWhole ? text : nil
  }

  /// nil where the bytes are no text of the encoding.
  func decoded(_ bytes: some Collection<UInt8>) -> String? { utf8(bytes).map { String(decoding: $0, as: UTF8.self) } }
}
