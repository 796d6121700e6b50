import EMSFormats
import EMSModel

/// Of which year the figures of a table of indicators are.
///
/// The row's own year goes first, then that of the figure's header or name, then the one that the header of the units or a
/// line beside the table says for all of them.
struct IndicatorYears {
  private let reader: InputReader
  /// What each file says for all its figures: the years, and where they stand.
  private var said: [String: (years: Set<Int>, text: String)] = [:]
  /// Whether figures of a file took the year that it says for all.
  private var taken: Set<String> = []
  /// The files with figures of which nothing tells a year.
  private var undated: Set<String> = []
  /// The rows of another year than a header or name, by that.
  private var rivals: [String: [Int]] = [:]

  init(_ reader: InputReader) {
    self.reader = reader
    for row in 0..<reader.rowCount {
      let file = reader.file(ofRow: row)
      guard said[file] == nil else { continue }
      let header = reader.header(ofRow: row, .unit)
      let ofHeader = Set(BookFigure.years(in: header))
      let lines = reader.linesBeside(ofRow: row).map { ($0, Self.years(inLine: $0)) }.filter { !$0.1.isEmpty }
      said[file] =
        ofHeader.isEmpty
        ? (Set(lines.flatMap(\.1)), lines.map { $0.0 }.joined(separator: "; ")) : (ofHeader, header)
    }
  }

  /// The years that a line beside a table gives its figures; none where it tells when the table was filled in, or the
  /// number of a document (〔2024〕22号).
  private static func years(inLine line: String) -> [Int] {
    guard line.contains("年") || !line.contains(where: { $0.unicodeScalars.allSatisfy { $0.value >= 0x4E00 } }),
      !["填报", "填表", "填写", "制表", "打印", "报送", "上报", "印发", "修订"].contains(where: line.contains)
    else { return [] }
    var plain = ""
    var depth = 0
    for character in line {
      if character == "〔" { depth += 1 }
      if depth == 0 { plain.append(character) }
      if character == "〕" { depth = max(0, depth - 1) }
    }
    return BookFigure.years(in: plain)
  }

  /// The year of a figure; nil where nothing tells one.
  ///
  /// - Parameters:
  ///   - names: its name and its header.
  ///   - rowYear: what the row says.
  mutating func year(_ row: Int, _ names: [String], of rowYear: Int?) -> Int? {
    let own = names.lazy.compactMap { name in BookFigure.year(in: name).map { (name, $0) } }.first
    if let rowYear {
      if let own, own.1 != rowYear { rivals[own.0, default: []].append(row) }
      return rowYear
    }
    if let own { return own.1 }
    let file = reader.file(ofRow: row)
    if let all = said[file], all.years.count == 1, let year = all.years.first {
      taken.insert(file)
      return year
    }
    undated.insert(file)
    return nil
  }

  /// Tells which years are taken from beside the figures, and where these name more than one.
  func tell(_ findings: inout Findings) {
    for file in taken.sorted() {
      guard let (years, text) = said[file], let year = years.first else { continue }
      findings.note(
        .assumption, "\(file): figures without a year of their own are taken as of \(year), for “\(text)” says so",
        "\(file)：未单独注明年份的指标按“\(text)”计为\(year)年")
    }
    for file in undated.sorted() {
      guard let (years, text) = said[file], years.count > 1 else { continue }
      findings.note(
        .warning,
        "\(file): “\(text)” names several years, so that figures without a year of their own are of no given year",
        "\(file)：“\(text)”含有多个年份，未单独注明年份的指标按未注明年份计")
    }
    for (name, rows) in rivals.sorted(by: { $0.key < $1.key }) {
      let (file, own) = (reader.file(ofRow: rows[0]), BookFigure.year(in: name) ?? 0)
      findings.note(
        .warning, "\(file): “\(name)” says the year \(own), and its rows say others, which are taken",
        "\(file)：“\(name)”写有\(own)年，所在行为其他年份，按行计", at: reader.rows(rows))
    }
  }
}
