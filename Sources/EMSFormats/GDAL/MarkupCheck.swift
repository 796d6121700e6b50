#if GDAL
  import EMSModel

  /// What GDAL passes over in formats of XML: a KML that breaks off, one of so many folders that it takes hours, a sheet
  /// that it ends at a row that is repeated too often.
  enum MarkupCheck {
    private enum Finding {
      case noMarkup(offset: Int)
      case folders(Int)
      case repeated(row: Int, times: Int)
    }

    /// Each folder is a layer, and the library looks for a layer among all of them.
    private static let mostFolders = 1000
    /// More repetitions end a sheet without a word.
    private static let mostRepetitions = 10_000

    /// - Throws: one problem; none for files of other kinds.
    static func check(_ parts: FileParts) throws(InputProblems) {
      switch parts.kind {
      case "kml", "gpx": try report(inKML(Array(try parts.data())), parts.file)
      case "kmz", "ods":
        let archive = try ZipArchive(try parts.data(), file: parts.file)
        for member in archive.members where !member.name.hasSuffix("/") {
          let bytes = try archive.contents(of: member)
          if member.name == "content.xml", parts.kind == "ods" { try report(inSheets(bytes), parts.file) }
          if member.name.lowercased().hasSuffix(".kml") { try report(inKML(bytes), parts.file) }
        }
      default: break
      }
    }

    private static func inKML(_ bytes: [UInt8]) -> Finding? {
      walk(bytes) { scanner throws(XMLScanner.SyntaxError) in
        var folders = 0
        while let event = try scanner.next() {
          if event == .start("Folder") || event == .start("Document") { folders += 1 }
        }
        return folders > mostFolders ? .folders(folders) : nil
      }
    }

    /// The first row that holds something, or holds it in a cell, and is repeated too often. Empty ones fill a sheet up.
    private static func inSheets(_ bytes: [UInt8]) -> Finding? {
      walk(bytes) { scanner throws(XMLScanner.SyntaxError) in
        var (row, ofRow, ofCell) = (0, 1, 1)
        var isCell = false
        while let event = try scanner.next() {
          switch event {
          case .start("table"): row = 0
          case .start("table-row"):
            ofRow = scanner.attribute("number-rows-repeated").flatMap { Int($0) } ?? 1
            (row, ofCell) = (row + 1, 1)
          case .start("table-cell"):
            ofCell = scanner.attribute("number-columns-repeated").flatMap { Int($0) } ?? 1
            isCell = true
            let isFilled = scanner.attribute("value") != nil || scanner.attribute("string-value") != nil
            if isFilled, max(ofRow, ofCell) > mostRepetitions { return .repeated(row: row, times: max(ofRow, ofCell)) }
          case .end("table-cell"): isCell = false
          case .end("table-row"): row += max(0, min(ofRow, mostRepetitions) - 1)
          case .text where isCell:
            if max(ofRow, ofCell) > mostRepetitions, !scanner.text.allSatisfy(\.isWhitespace) {
              return .repeated(row: row, times: max(ofRow, ofCell))
            }
          default: break
          }
        }
        return nil
      }
    }

    private static func walk(
      _ bytes: [UInt8], _ look: (inout XMLScanner) throws(XMLScanner.SyntaxError) -> Finding?
    ) -> Finding? {
      bytes.withUnsafeBufferPointer { bytes in
        var scanner = XMLScanner(bytes)
        do throws(XMLScanner.SyntaxError) { return try look(&scanner) } catch { return .noMarkup(offset: error.offset) }
      }
    }

    private static func report(_ finding: Finding?, _ file: String) throws(InputProblems) {
      let again = Phrase("Copy or export the file again", "请重新复制或导出文件")
      switch finding {
      case .none: return
      case .noMarkup(let offset):
        throw InputProblems([
          InputProblem(
            file: file,
            Phrase(
              "the file is damaged: it is no XML from byte \(offset) on", "文件已损坏：自第 \(offset) 字节起不是 XML"), again)
        ])
      case .folders(let count):
        throw InputProblems([
          InputProblem(
            file: file,
            Phrase(
              "the file has \(NumberText.grouped(count)) folders, more than the \(NumberText.grouped(mostFolders)) that are read",
              "文件有 \(NumberText.grouped(count)) 个文件夹，超过可读取的 \(NumberText.grouped(mostFolders)) 个"),
            Phrase("Put the places into one folder", "请将地标放入同一文件夹"))
        ])
      case .repeated(let row, let times):
        throw InputProblems([
          InputProblem(
            file: file, place: .row(row),
            Phrase(
              "what stands here is repeated \(NumberText.grouped(times)) times, more than the \(NumberText.grouped(mostRepetitions)) that are read",
              "此处内容重复 \(NumberText.grouped(times)) 次，超过可读取的 \(NumberText.grouped(mostRepetitions)) 次"),
            Phrase("Delete the repeated cells, or save the table as CSV", "请删除重复的单元格，或另存为 CSV"))
        ])
      }
    }
  }
#endif
