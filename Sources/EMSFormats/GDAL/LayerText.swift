#if GDAL
  import CGDAL
  import EMSModel
  import Foundation

  /// How the bytes of a layer's texts are read: one encoding for all of them, the declared one or the one they fit.
  package struct LayerText {
    /// nil for UTF-8.
    private let page: CodePage?
    /// Whether neither the plan nor the file names the encoding.
    private let isFoundOut: Bool

    /// What the encoding is called.
    var encoding: EncodingName { page.map { EncodingName($0.name) } ?? .utf8 }
    /// What is to be told of an encoding that was found out.
    var remark: Phrase? { isFoundOut ? encoding.remark : nil }

    /// Decides for all texts of a layer.
    ///
    /// - Parameters:
    ///   - texts: the texts; those of ASCII alone decide nothing and may be left out.
    ///   - declared: the encoding that a `.cpg` or the plan names; nil finds out.
    ///   - mark: the encoding that the mark of a dBASE table names, which holds where the texts are no UTF-8.
    /// - Throws: one problem: the name is of no encoding, or most texts are none in it.
    package init(
      of texts: some Collection<[UInt8]>, declared: String?, mark: String? = nil, file: String
    ) throws(InputProblems) {
      let foreign = texts.filter { $0.contains { $0 >= 0x80 } }
      let found = EncodingName(of: foreign)
      let said = declared ?? (found == .utf8 ? nil : mark)
      isFoundOut = said == nil
      let taken = said.map { EncodingName($0) } ?? found
      page = taken == .utf8 ? nil : try CodePage(taken.text, file: file)
      let wrong = foreign.filter { text($0) == nil }
      // A cell or two that a program cut in the middle of a character are no other encoding.
      guard wrong.count > 2, wrong.count * 2 > foreign.count, let first = wrong.first else { return }
      let shown = first.prefix(40).map { String($0, radix: 16) }.joined(separator: " ")
      let name = declared ?? "UTF-8, GB18030"
      throw InputProblems([
        InputProblem(
          file: file, field: declared == nil ? nil : "encoding", value: shown,
          english:
            "\(wrong.count) of \(foreign.count) texts are none in the encoding \(name), such as the bytes \(shown)",
          chinese: "\(foreign.count) 个文本中有 \(wrong.count) 个不是“\(name)”编码，如字节 \(shown)",
          remedyEnglish: "Correct the .cpg file or encoding: in the plan, or export as UTF-8",
          remedyChinese: "请更正 .cpg 文件或方案中的 encoding:，或导出为 UTF-8")
      ])
    }

    /// nil where the bytes are no text of the encoding.
    package func text(_ bytes: [UInt8]) -> String? {
      guard let page, bytes.contains(where: { $0 >= 0x80 }) else { return Self.utf8(bytes) }
      return page.decoded(bytes)
    }

    /// The name of a field, which dBASE may have cut in the middle of a character.
    package func name(_ bytes: [UInt8]) -> String? {
      (0...3).lazy.compactMap { text(Array(bytes.dropLast($0))) }.first
    }

    /// The bytes without a character that is cut at their end; nil where they are no UTF-8 at all.
    static func wholeUTF8(_ bytes: [UInt8]) -> [UInt8]? {
      (0...3).lazy.map { Array(bytes.dropLast($0)) }.first { utf8($0) != nil }
    }

    private static func utf8(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

    /// What the `.cpg` file beside a Shapefile says; nil where there is none or it is empty.
    static func declared(beside parts: FileParts) throws(InputProblems) -> String? {
      guard let bytes = try parts.part("cpg"), let text = String(validating: bytes, as: UTF8.self) else { return nil }
      let name = EncodingName(text).text
      return name.contains { $0.isLetter || $0.isNumber } ? name : nil
    }

    /// The encoding that the mark in the head of a dBASE table names; nil for none, and for those that programs set
    /// whatever they write: the page of the machine and the Western ones.
    static func marked(in parts: FileParts) throws(InputProblems) -> String? {
      guard let head = try parts.part("dbf")?.prefix(30), head.count == 30, let mark = head.last else { return nil }
      return pages[mark].map { "CP\($0)" }
    }

    /// Language drivers of dBASE and FoxPro, and their code pages.
    private static let pages: [UInt8: Int] = [
      0x64: 852, 0x65: 866, 0x66: 865, 0x6A: 737, 0x6B: 857, 0x78: 950, 0x79: 949, 0x7A: 936, 0x7B: 932,
      0x7C: 874, 0x7D: 1255, 0x7E: 1256, 0xC8: 1250, 0xC9: 1251, 0xCA: 1254, 0xCB: 1253,
      0xCC: 1257, 0x13: 932, 0x4D: 936, 0x4E: 949, 0x4F: 950, 0x50: 874,
    ]
  }
#endif
