import EMSModel

#if GDAL
  import CGDAL
  import Foundation

  /// An encoding that the system knows by a name, such as `1252`, `ISO 88591`, `BIG5` or `GB18030`.
  final class CodePage {
    private let handle: iconv_t

    /// - Throws: one problem: the name is of no encoding that the system knows.
    init(_ name: String, file: String) throws(InputProblems) {
      let opened = iconv_open("UTF-8", Self.systemName(of: name))
      guard opened != iconv_t(bitPattern: -1), let opened else {
        throw InputProblems([
          InputProblem(
            file: file, field: ".cpg", value: name, english: "“\(name)” is not a known encoding",
            chinese: "不认识的编码“\(name)”", remedyEnglish: "Correct the .cpg file, or export as UTF-8",
            remedyChinese: "请更正 .cpg 文件，或导出为 UTF-8")
        ])
      }
      handle = opened
    }

    deinit { iconv_close(handle) }

    /// What iconv calls the encoding: `1252`, `ANSI 1252` and `OEM 437` are code pages, `88591` is ISO 8859-1.
    static func systemName(of name: String) -> String {
      let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
      let digits = String(word.drop { !$0.isNumber })
      if digits.hasPrefix("8859"), digits.count > 4, ["", "iso"].contains(word.prefix { !$0.isNumber }) {
        return "ISO-8859-\(digits.dropFirst(4))"
      }
      if !digits.isEmpty, ["", "ansi", "oem", "cp", "windows"].contains(word.prefix { !$0.isNumber }) {
        return "CP\(digits)"
      }
      return name
    }

    /// nil where the bytes are no text of the encoding.
    func decoded(_ bytes: [UInt8]) -> String? {
      var source = bytes.map { CChar(bitPattern: $0) }
      // No character of a code page takes more than four bytes of UTF-8.
      var target = [CChar](repeating: 0, count: 4 * bytes.count + 4)
      let room = target.count
      var (left, free) = (source.count, room)
      iconv(handle, nil, nil, nil, nil)
      let status = source.withUnsafeMutableBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          var (from, to) = (source.baseAddress, target.baseAddress)
          return iconv(handle, &from, &left, &to, &free)
        }
      }
      guard status != -1, left == 0 else { return nil }
      return String(decoding: target[..<(room - free)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#endif
