import EMSModel

/// Tables of which no separator of CSV parts the cells: full-width commas do, as Chinese input methods write them, or spaces.
///
/// Full-width commas are read as commas where every row has as many as the header; what is not so, and what spaces part, is
/// refused, for a cell may hold both.
enum OtherSeparators {
  /// The bytes with commas between the cells, and a remark that says so; nil for a table of the usual separators.
  ///
  /// - Throws: the problem of a table whose cells cannot be told apart.
  static func read(_ bytes: [UInt8], file: String) throws(InputProblems) -> (bytes: [UInt8], remark: Phrase)? {
    let top = lines(of: bytes, atMost: TableForm.top)
    guard let header = header(of: top) else {
      if top.allSatisfy({ $0.usual == 0 && $0.wide == 0 }) { try refuseSpaces(top, bytes, file) }
      return nil
    }
    let width = top[header].wide
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    for (index, line) in lines(of: bytes, atMost: .max).enumerated() {
      plain += bytes[at..<line.range.lowerBound]
      at = line.range.upperBound
      let isOfWide = line.wide == width && line.usual == 0
      if isOfWide {
        var byte = line.range.lowerBound
        var quoted = false
        while byte < line.range.upperBound {
          if bytes[byte] == 0x22 { quoted.toggle() }
          let isMark = !quoted && isWide(bytes, byte)
          plain.append(isMark ? 0x2C : bytes[byte])
          byte += isMark ? 3 : 1
        }
        continue
      }
      // What stands above and below a table has no cells.
      guard index < header || line.commas == width || line.usual == 0 && line.wide < 2 else {
        throw problem(
          file, row: line.row,
          Phrase(
            "the cells are parted by full-width commas (，), and row \(line.row) has not the \(width) of the header",
            "各单元格以全角逗号（，）分隔，而第 \(line.row) 行的逗号数与表头（\(width) 个）不同"),
          Phrase(
            "Replace them by commas, with double quotes around cells that hold one; or save the table as .xlsx",
            "请改用半角逗号，含逗号的单元格加双引号；或另存为 .xlsx"))
      }
      plain += bytes[line.range]
    }
    plain += bytes[at...]
    return (
      plain,
      Phrase("full-width commas (，) part the cells, and are read as commas", "各单元格以全角逗号（，）分隔，按半角逗号读取")
    )
  }

  private struct Line {
    var row: Int
    var range: Range<Int>
    /// How many full-width commas, commas, and separators of CSV stand outside quotes.
    var wide = 0
    var commas = 0
    var usual = 0
    var hasDigit = false
  }

  private static func isWide(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes[at] == 0xEF && at + 2 < bytes.count && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x8C
  }

  /// The lines that are not blank.
  private static func lines(of bytes: [UInt8], atMost most: Int) -> [Line] {
    var lines: [Line] = []
    var (row, start, quoted) = (1, 0, false)
    var line = Line(row: 1, range: 0..<0)
    func end(_ at: Int) {
      line.row = row
      line.range = start..<at
      if bytes[start..<at].contains(where: { $0 > 0x20 }) { lines.append(line) }
      line = Line(row: row, range: at..<at)
    }
    for at in bytes.indices {
      switch bytes[at] {
      case 0x22: quoted.toggle()
      case 0x0A, 0x0D:
        if quoted { continue }
        end(at)
        if lines.count >= most { return lines }
        if bytes[at] == 0x0A || at + 1 == bytes.count || bytes[at + 1] != 0x0A { row += 1 }
        start = at + 1
      case 0x2C:
        if quoted { continue }
        line.commas += 1
        line.usual += 1
      case 0x09, 0x3B, 0x7C: if !quoted { line.usual += 1 }
      case 0x30...0x39: line.hasDigit = true
      default: if !quoted, isWide(bytes, at) { line.wide += 1 }
      }
    }
    end(bytes.count)
    return lines
  }

  /// The first line that full-width commas alone part, and the next, or the lines altogether, as it does; nil where there
  /// is none. A title may hold some, too.
  private static func header(of lines: [Line]) -> Int? {
    let isOfWideAlone = lines.allSatisfy { $0.usual == 0 }
    let isOfPairs = isOfWideAlone && lines.allSatisfy { $0.wide == 1 }
    return lines.indices.dropLast().first { index in
      let (line, next) = (lines[index], lines[index + 1])
      guard line.usual == 0, line.wide > (isOfPairs ? 0 : 1), isOfPairs ? next.hasDigit : true else { return false }
      return next.wide == line.wide && next.usual == 0 || next.commas == line.wide && next.hasDigit
        || isOfWideAlone && next.wide > 1 && next.hasDigit
    }
  }

  /// Refuses lines of words that spaces alone part into as many as the first has, several figures among them.
  private static func refuseSpaces(_ lines: [Line], _ bytes: [UInt8], _ file: String) throws(InputProblems) {
    let words = lines.map { line in
      String(decoding: bytes[line.range], as: UTF8.self).split { $0.isWhitespace }
    }
    guard let header = words.first, header.count > 2, words.count > 2 else { return }
    let alike = words.dropFirst().count { row in
      row.count == header.count && row.count { $0.first?.isNumber ?? false } > 1
    }
    guard 2 * alike > words.count - 1, !header.contains(where: { $0.first?.isNumber ?? false }) else { return }
    throw problem(
      file, row: lines[0].row,
      Phrase("spaces alone part the cells, which may hold some themselves", "各单元格仅以空格分隔，而单元格本身也可能含空格"),
      Phrase(
        "Separate the cells by commas or tabs (in a spreadsheet: Data, Text to Columns), and save as CSV or .xlsx",
        "请以逗号或制表符分隔（电子表格中：数据—分列），并另存为 CSV 或 .xlsx"))
  }

  private static func problem(_ file: String, row: Int, _ what: Phrase, _ remedy: Phrase) -> InputProblems {
    InputProblems([InputProblem(file: file, place: .row(row), what, remedy)])
  }
}
