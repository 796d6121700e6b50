#if GDAL
  import EMSModel
  import Foundation

  /// Whether a raster that is written as text (Esri ASCII grid) holds a number for each of its cells, which GDAL does not
  /// look at: it takes what is no number for 0, and a number too many moves all that follow.
  package enum ASCIIGrid {
    /// - Throws: one problem: the first cell that is no number, or more or fewer of them than cells; none for a file that
    ///   is no such grid.
    package static func check(_ url: URL, file: String) throws(InputProblems) {
      guard isGrid(url) else { return }
      let bytes = Array(try InputFile.read(url, as: file))
      var at = 0
      /// The next word between spaces; nil at the end.
      func word() -> Range<Int>? {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        let start = at
        while at < bytes.count, bytes[at] > 0x20 { at += 1 }
        return start < at ? start..<at : nil
      }
      var header: [String: Int] = [:]
      var first = word()
      while let name = first, isLetter(bytes[name.lowerBound]), !isNumber(bytes[name]), let value = word() {
        header[String(decoding: bytes[name], as: UTF8.self).lowercased()] = Int(
          String(decoding: bytes[value], as: UTF8.self))
        first = word()
      }
      // What has no such header is refused by GDAL.
      guard let columns = header["ncols"], let rows = header["nrows"], columns > 0, rows > 0 else { return }
      var count = 0
      while let cell = first {
        guard isNumber(bytes[cell]) else {
          let text = String(decoding: bytes[cell].prefix(40), as: UTF8.self)
          let (row, column) = (count / columns + 1, count % columns + 1)
          throw damaged(
            file,
            Phrase("“\(text)” in row \(row), column \(column) is no number", "第 \(row) 行第 \(column) 列的“\(text)”不是数"))
        }
        count += 1
        first = word()
      }
      let (wanted, overflows) = columns.multipliedReportingOverflow(by: rows)
      guard !overflows, count == wanted else {
        throw damaged(
          file,
          Phrase(
            "its header says \(columns) × \(rows) cells, and \(count) numbers stand in it",
            "文件头称有 \(columns) × \(rows) 个单元，实有 \(count) 个数"))
      }
    }

    private static func isGrid(_ url: URL) -> Bool {
      guard let start = try? FileHandle(forReadingFrom: url) else { return false }
      defer { try? start.close() }
      let bytes = (try? start.read(upToCount: 5)) ?? Data()
      return String(decoding: bytes, as: UTF8.self).lowercased() == "ncols"
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    /// A number as programs write one, with a point or a comma; or one of the words for none.
    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
      let text = String(decoding: bytes, as: UTF8.self).replacing(",", with: ".").lowercased()
      return Double(text) != nil && !text.hasPrefix("0x")
        || ["nan", "-nan", "1.#qnan", "-1.#ind", "null"].contains(text)
    }

    private static func damaged(_ file: String, _ what: Phrase) -> InputProblems {
      InputProblems([
        InputProblem(
          file: file, Phrase("the raster is damaged: \(what.english)", "栅格已损坏：\(what.chinese)"),
          Phrase("Copy or export the file again", "请重新复制或导出文件"))
      ])
    }
  }
#endif
