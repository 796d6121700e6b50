#if GDAL
  import CGDAL
  import EMSModel
  import Foundation

  /// How the bytes of a layer's texts are read: one encoding for all of them, the declared one or the one they fit.
  package struct LayerText {
    private enum Encoding {
      case utf8
      case page(CodePage)
    }

    private let encoding: Encoding

    /// Decides for all texts of a layer.
    ///
    /// - Parameters:
    ///   - texts: the texts; those of ASCII alone decide nothing and may be left out.
    ///   - declared: the encoding that a `.cpg` or the plan names; nil takes UTF-8 where all texts are, else GB 18030,
    ///     else the one that fewer are not.
    /// - Throws: one problem: the name is of no encoding, or most texts are none in it.
    package init(
      of texts: some Collection<[UInt8]>, declared: String?, file: String
    ) throws(InputProblems) {
      let foreign = texts.filter { $0.contains { $0 >= 0x80 } }
      if let declared, declared != "utf-8" {
        encoding = .page(try CodePage(declared, file: file))
      } else if declared == nil, let first = foreign.count(where: { Self.utf8($0) == nil }).nonZero {
        let page = try CodePage("GB18030", file: file)
        encoding = foreign.count { page.decoded($0) == nil } < first ? .page(page) : .utf8
      } else {
        encoding = .utf8
      }
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
      switch encoding {
      case .utf8: Self.utf8(bytes)
      case .page(let page): bytes.contains { $0 >= 0x80 } ? page.decoded(bytes) : String(decoding: bytes, as: UTF8.self)
      }
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
      let word = text.lowercased().filter { $0.isLetter || $0.isNumber }
      if word.hasPrefix("utf8") || word == "65001" { return "utf-8" }
      if word.hasPrefix("gb") || word.hasSuffix("936") { return "gb18030" }
      return word.isEmpty ? nil : text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  extension Int {
    fileprivate var nonZero: Int? { self == 0 ? nil : self }
  }
#endif
