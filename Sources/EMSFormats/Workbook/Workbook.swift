import EMSModel
import Foundation

/// An XLSX workbook (ECMA-376): its sheets by name, each read when it is asked for.
struct Workbook: SheetSource {
  /// A sheet as it stands in the file.
  struct Sheet {
    struct Row {
      /// As a spreadsheet counts it.
      var number: Int
      var cells: [Cell]
    }

    var rows: [Row] = []
    /// The first and last row, and the column, of cells that are merged downwards.
    var mergedDownwards: [(column: Int, rows: ClosedRange<Int>)] = []
    /// Formulas of which no program has computed the value: the row and the column.
    var formulasWithoutValue: [(row: Int, column: Int)] = []
    /// Formulas that could not be computed, such as #REF!.
    var errors: [(row: Int, column: Int)] = []
    /// Numbers that are shown as dates.
    var dates: [(row: Int, column: Int)] = []
    /// The rows that the sheet hides, as by a filter.
    var hiddenRows: [Int] = []
    /// The columns that the sheet hides, from 0.
    var hiddenColumns: Set<Int> = []
    /// Cells with something in them whose text is struck out.
    var struckCells: [(row: Int, column: Int)] = []
    /// Whether the reader of the format says which cells are merged.
    var tellsMergedCells = true
  }

  enum Cell: Hashable {
    case empty
    case text(String)
    case number(String)
  }

  let file: String
  private let archive: ZipArchive
  /// The sheets in their order, with the member of the archive that holds each; those of charts are none.
  let sheets: [(name: String, member: String)]
  /// The names of the sheets that the workbook hides.
  let hidden: Set<String>
  private let strings: [String]
  /// The styles of cells, by the number that a cell gives.
  private let styles: [CellStyle]
  /// The shared texts of which a part is struck out.
  private let struckStrings: Set<Int>
  private let datesFrom1904: Bool

  /// - Throws: one problem: no workbook, damaged, or more in it than is read.
  init(_ data: Data, file: String) throws(InputProblems) {
    self.file = file
    archive = try ZipArchive(data, file: file)
    let types = try Self.elements(
      of: "[Content_Types].xml", in: archive, named: "Override", ["PartName", "ContentType"])
    let main = types.first {
      $0[1]?.hasSuffix("sheet.main+xml") ?? false || $0[1]?.hasSuffix("macroEnabled.main+xml") ?? false
    }
    let workbook = main?[0].map { String($0.trimmingPrefix("/")) } ?? "xl/workbook.xml"
    let folder = workbook.split(separator: "/").dropLast().joined(separator: "/")
    let name = workbook.split(separator: "/").last.map(String.init) ?? "workbook.xml"
    func path(_ target: String) -> String {
      target.hasPrefix("/") ? String(target.dropFirst()) : folder.isEmpty ? target : "\(folder)/\(target)"
    }
    let links = try Self.elements(
      of: path("_rels/\(name).rels"), in: archive, named: "Relationship", ["Id", "Target", "Type"])
    let listed = try Self.elements(of: workbook, in: archive, named: "sheet", ["name", "id", "state"])
    hidden = Set(listed.compactMap { $0[2] == nil || $0[2] == "visible" ? nil : $0[0] })
    let settings = try Self.elements(of: workbook, in: archive, named: "workbookPr", ["date1904"])
    datesFrom1904 = settings.contains { ["1", "true"].contains($0[0]) }
    sheets = listed.compactMap { sheet in
      guard let name = sheet[0], let id = sheet[1],
        let link = links.first(where: { $0[0] == id && $0[2]?.hasSuffix("/worksheet") ?? false }), let target = link[1]
      else { return nil }
      return (name, path(target))
    }
    guard !sheets.isEmpty else { throw Self.damaged(file, workbook) }
    if let link = links.first(where: { $0[2]?.hasSuffix("/sharedStrings") ?? false }), let target = link[1] {
      (strings, struckStrings) = try Self.strings(of: path(target), in: archive)
    } else {
      (strings, struckStrings) = ([], [])
    }
    if let link = links.first(where: { $0[2]?.hasSuffix("/styles") ?? false }), let target = link[1] {
      styles = try Self.styles(of: path(target), in: archive)
    } else {
      styles = []
    }
  }

  private static func damaged(_ file: String, _ member: String) -> InputProblems {
    ZipArchive.problem(
      file, Phrase("the workbook is damaged: \(member) in it cannot be read", "工作簿已损坏：其中的 \(member) 无法读取"),
      Phrase("Open it and save it again as .xlsx", "请打开后重新另存为 .xlsx"))
  }

  /// The bytes of a member, by its path in any case.
  private static func bytes(of path: String, in archive: ZipArchive) throws(InputProblems) -> [UInt8] {
    guard
      let member = archive.members.first(where: { $0.name == path })
        ?? archive.members.first(where: { $0.name.lowercased() == path.lowercased() })
    else { throw damaged(archive.file, path) }
    return try archive.contents(of: member)
  }

  /// What the events of a member of XML add up to.
  private static func read<Value>(
    _ path: String, in archive: ZipArchive, into start: Value,
    _ add: (inout Value, XMLScanner.Event, XMLScanner) -> Void
  ) throws(InputProblems) -> Value {
    let bytes = try bytes(of: path, in: archive)
    let found: Value? = bytes.withUnsafeBufferPointer { bytes in
      var scanner = XMLScanner(bytes)
      var value = start
      do throws(XMLScanner.SyntaxError) {
        while let event = try scanner.next() { add(&value, event, scanner) }
        return value
      } catch {
        return nil
      }
    }
    guard let found else { throw damaged(archive.file, path) }
    return found
  }

  /// The attributes of each element of one name.
  private static func elements(
    of path: String, in archive: ZipArchive, named name: String, _ attributes: [StaticString]
  ) throws(InputProblems) -> [[String?]] {
    try read(path, in: archive, into: []) { found, event, scanner in
      if event == .start(name) { found.append(attributes.map { scanner.attribute($0) }) }
    }
  }

  /// The texts that cells share, and those of which a part is struck out; readings of Chinese characters (`rPh`) are left
  /// out.
  private static func strings(
    of path: String, in archive: ZipArchive
  ) throws(InputProblems) -> (texts: [String], struck: Set<Int>) {
    var text = ""
    var (isText, isReading, isStruck) = (false, false, false)
    return try read(path, in: archive, into: ([], [])) { strings, event, scanner in
      switch event {
      case .start("si"): (text, isStruck) = ("", false)
      case .start("rPh"): isReading = true
      case .end("rPh"): isReading = false
      case .start("strike"): isStruck = isStruck || Self.isOn(scanner)
      case .start("t"): isText = !isReading
      case .end("t"): isText = false
      case .text where isText: text += scanner.text
      case .end("si"):
        if isStruck { strings.struck.insert(strings.texts.count) }
        strings.texts.append(text)
      default: break
      }
    }
  }

  /// Whether an element that stands for a property says that it holds.
  private static func isOn(_ scanner: XMLScanner) -> Bool {
    scanner.attribute("val").map { !["0", "false"].contains($0) } ?? true
  }

  /// The styles of cells.
  private static func styles(of path: String, in archive: ZipArchive) throws(InputProblems) -> [CellStyle] {
    var codes: [Int: String] = [:]
    var (isOfCells, isOfFonts, isStruck) = (false, false, false)
    var struckFonts: Set<Int> = []
    var fonts = 0
    return try read(path, in: archive, into: []) { styles, event, scanner in
      switch event {
      case .start("numFmt"):
        if let number = scanner.attribute("numFmtId").flatMap({ Int($0) }) {
          codes[number] = scanner.attribute("formatCode")
        }
      // Those of conditions, behind the cells' own, are of no cell.
      case .start("fonts"): isOfFonts = true
      case .end("fonts"): isOfFonts = false
      case .start("font") where isOfFonts: isStruck = false
      case .start("strike") where isOfFonts: isStruck = Self.isOn(scanner)
      case .end("font") where isOfFonts:
        if isStruck { struckFonts.insert(fonts) }
        fonts += 1
      case .start("cellXfs"): isOfCells = true
      case .end("cellXfs"): isOfCells = false
      case .start("xf") where isOfCells:
        let number = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        let font = scanner.attribute("fontId").flatMap { Int($0) } ?? 0
        styles.append(
          CellStyle(format: CellFormat(number: number, code: codes[number]), isStruckOut: struckFonts.contains(font)))
      default: break
      }
    }
  }

  // MARK: Sheets

  /// - Throws: one problem: the sheet is damaged, or has more rows or cells than are read.
  func sheet(_ member: String) throws(InputProblems) -> Sheet {
    let bytes = try Self.bytes(of: member, in: archive)
    let reading = bytes.withUnsafeBufferPointer { bytes -> Result<Sheet, SheetReader.Failure> in
      var reader = SheetReader(
        strings: strings, struckStrings: struckStrings, styles: styles, datesFrom1904: datesFrom1904)
      do throws(SheetReader.Failure) { return .success(try reader.read(bytes)) } catch { return .failure(error) }
    }
    switch reading {
    case .success(let sheet): return sheet
    case .failure(.damaged(let row)):
      var problems = Self.damaged(file, member)
      if let row { problems.problems[0].place = .row(row) }
      throw problems
    case .failure(.tooLarge(let row)):
      throw InputProblems([
        InputProblem(
          file: file, place: .row(row),
          Phrase("the sheet has more cells than are read", "工作表的单元格超过可读取的数量"),
          Phrase("Save the table as CSV", "请将表另存为 CSV"))
      ])
    }
  }
}
