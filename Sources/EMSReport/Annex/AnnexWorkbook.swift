#if Paper
  import CXlsxWriter
  import EMSFormats
  import EMSModel

  /// Writes an annex as one workbook, ready for the printer: a sheet for each table, with the header repeated on every
  /// page. The same annex gives the same bytes.
  final class AnnexWorkbook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let language: Language
    private let name: String
    private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
    /// The first thing that went wrong, if any.
    private var failure: lxw_error = LXW_NO_ERROR

    /// Writes the workbook.
    ///
    /// - Parameters:
    ///   - path: where; it must not exist.
    ///   - name: what errors call it.
    static func write(_ annex: Annex, to path: String, name: String) throws(OutputError) {
      guard let workbook = workbook_new(path) else {
        throw OutputError(path: name, reason: .library("out of memory"))
      }
      let writer = AnnexWorkbook(workbook, language: annex.language, name: name)
      writer.setProperties(annex.title)
      for sheet in annex.sheets { writer.add(sheet, of: annex.title) }
      // Closing frees the workbook, whatever it says; of a failure the library also tells the terminal in its own words.
      guard let error = QuietStream.during({ workbook_close(workbook) }) else {
        lxw_workbook_free(workbook)
        throw OutputError(path: name, reason: .tooManyOpenFiles)
      }
      guard writer.failure == LXW_NO_ERROR, error == LXW_NO_ERROR else {
        let code = writer.failure == LXW_NO_ERROR ? error : writer.failure
        throw OutputError(path: name, reason: .library(String(cString: lxw_strerror(code))))
      }
    }

    private init(_ workbook: UnsafeMutablePointer<lxw_workbook>, language: Language, name: String) {
      self.workbook = workbook
      self.language = language
      self.name = name
    }

    private func setProperties(_ title: String) {
      title.withCString { title in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        // Without one of its own the file would hold the hour of writing.
        properties.created = 946_684_800
        note(workbook_set_properties(workbook, &properties))
      }
    }

    // MARK: A sheet

    private static let headerRow: lxw_row_t = 2
    private static let lineHeight = 15.0

    private func add(_ sheet: AnnexSheet, of title: String) {
      guard let page = workbook_add_worksheet(workbook, Self.tabName(sheet.name(in: language))) else {
        failure = LXW_ERROR_MEMORY_MALLOC_FAILED
        return
      }
      let widths = sheet.columns.indices.map { width(of: $0, in: sheet) }
      let last = lxw_col_t(sheet.columns.count - 1)
      for (column, width) in widths.enumerated() {
        note(worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), Double(width) + 1.5, nil))
      }
      let label = language == .chinese ? "附表\(sheet.number)  " : "Annex \(sheet.number)  "
      merge(
        page, row: 0, from: 0, to: last, "\(label)\(title) \(sheet.title[language])\(sheet.remark[language])", .title,
        height: 30)
      let units = Phrase("Units: ", "计量单位：")[language] + sheet.units[language]
      let date = Phrase("Date: ____________", "填报日期：        年    月    日")[language]
      let middle = max(1, last / 2)
      merge(page, row: 1, from: 0, to: middle - 1, units, .left, height: 20)
      merge(page, row: 1, from: middle, to: last, date, .right, height: 20)
      let lines = zip(sheet.columns, widths).map { Self.lines(of: $0.title[language], in: $1) }.max() ?? 1
      note(worksheet_set_row(page, Self.headerRow, Double(lines) * Self.lineHeight + 6, nil))
      for (index, column) in sheet.columns.enumerated() {
        write(column.title[language], to: page, Self.headerRow, lxw_col_t(index), .header)
      }
      var row = Self.headerRow + 1
      for record in sheet.rows {
        for (index, cell) in record.cells.enumerated() {
          write(cell, sheet.columns[index].content, isTotal: record.isTotal, to: page, row, lxw_col_t(index))
        }
        let lines =
          zip(record.cells, zip(sheet.columns, widths)).map { cell, column in
            Self.lines(of: Self.shown(cell, column.0.content, isTotal: record.isTotal), in: column.1)
          }.max() ?? 1
        note(worksheet_set_row(page, row, Double(lines) * Self.lineHeight + 3, nil))
        row += 1
      }
      let breadth = widths.reduce(0, +)
      let dash = Phrase("— not known, or does not apply.", "“—”表示未知或不适用。")
      for text in sheet.notes + [dash] {
        let note = Phrase("Note: ", "注：")[language] + text[language]
        merge(
          page, row: row, from: 0, to: last, note, .note,
          height: Double(Self.lines(of: note, in: breadth)) * Self.lineHeight + 2)
        row += 1
      }
      setUp(page, sheet, of: title, lastRow: row - 1, lastColumn: last, breadth: breadth)
    }

    /// The page as it is printed: landscape, as wide as the paper, the header on every page.
    private func setUp(
      _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: AnnexSheet, of title: String, lastRow: lxw_row_t,
      lastColumn: lxw_col_t, breadth: Int
    ) {
      worksheet_set_landscape(page)
      // More columns than this would be too small to read on A4.
      let (a4, a3): (UInt8, UInt8) = (9, 8)
      worksheet_set_paper(page, breadth > 170 ? a3 : a4)
      worksheet_fit_to_pages(page, 1, 0)
      worksheet_set_margins(page, 0.5, 0.5, 0.7, 0.7)
      worksheet_center_horizontally(page)
      note(worksheet_repeat_rows(page, Self.headerRow, Self.headerRow))
      note(worksheet_print_area(page, 0, 0, lastRow, lastColumn))
      worksheet_freeze_panes(page, Self.headerRow + 1, 0)
      note(worksheet_set_footer(page, Phrase("&CPage &P of &N", "&C第 &P 页  共 &N 页")[language]))
    }

    /// Excel allows 31 characters, and some not at all; no word is cut.
    static func tabName(_ name: String) -> String {
      let allowed = String(name.map { "[]:*?/\\".contains($0) ? " " : $0 })
      guard allowed.count > 31 else { return allowed }
      let whole = allowed.prefix(32).split(separator: " ", omittingEmptySubsequences: false).dropLast()
      return whole.isEmpty ? String(allowed.prefix(31)) : whole.joined(separator: " ")
    }

    // MARK: Cells

    private func write(
      _ cell: PropertyValue, _ content: AnnexSheet.Content, isTotal: Bool,
      to page: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t
    ) {
      let style = Style(content, isTotal: isTotal)
      let shown = Self.shown(cell, content, isTotal: isTotal)
      switch cell {
      case .whole(let count): note(worksheet_write_number(page, row, column, Double(count), format(style)))
      case .decimal(let number, let places) where number.isFinite:
        // The number as the other files have it.
        let rounded = Double(NumberText.plain(number, places: places)) ?? number
        note(worksheet_write_number(page, row, column, rounded, format(style)))
      case .null, .decimal, .flag, .text, .list, .members:
        write(shown, to: page, row, column, shown == Self.dash ? .dash(isTotal: isTotal) : style)
      }
    }

    private func write(
      _ text: String, to page: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
      _ style: Style
    ) {
      note(
        text.isEmpty
          ? worksheet_write_blank(page, row, column, format(style))
          : worksheet_write_string(page, row, column, CSVWriter.inert(text), format(style)))
    }

    private func merge(
      _ page: UnsafeMutablePointer<lxw_worksheet>, row: lxw_row_t, from first: lxw_col_t, to last: lxw_col_t,
      _ text: String, _ style: Style, height: Double
    ) {
      note(worksheet_set_row(page, row, height, nil))
      if last > first {
        note(worksheet_merge_range(page, row, first, row, last, CSVWriter.inert(text), format(style)))
      } else {
        write(text, to: page, row, first, style)
      }
    }

    /// Stands for what is not known or does not apply.
    private static let dash = "—"

    /// What a reader sees of a cell.
    private static func shown(_ cell: PropertyValue, _ content: AnnexSheet.Content, isTotal: Bool) -> String {
      switch (cell, content) {
      case (.null, .signature): ""
      case (.null, .text) where isTotal, (.null, .year) where isTotal, (.null, .number): ""
      case (.null, _): dash
      case (.decimal(let number, _), _) where !number.isFinite: dash
      case (.whole(let year), .year): String(year)
      case (.whole(let count), _): NumberText.grouped(count)
      case (.decimal(let number, _), .share): NumberText.oneDecimal(number * 100) + "%"
      case (.decimal(let number, _), _):
        Int(exactly: number.rounded()).map { NumberText.grouped($0) + ".0" } ?? "\(number)"
      case (.text(let text), _): text
      case (.flag, _), (.list, _), (.members, _): String(decoding: JSONWriter.compact(cell), as: UTF8.self)
      }
    }

    /// The columns that fit what stands in one, CJK characters counted double; the header may break into lines.
    private func width(of column: Int, in sheet: AnnexSheet) -> Int {
      let content = sheet.columns[column].content
      let heading = sheet.columns[column].title[language]
      // On two lines, but no word on two; bold letters are broader.
      let longest = heading.split(separator: " ").map { TextWidth.of(String($0)) }.max() ?? 0
      let title = max((TextWidth.of(heading) + 1) / 2, language == .chinese ? 0 : longest) + 2
      let cells = sheet.rows.map { TextWidth.of(Self.shown($0.cells[column], content, isTotal: $0.isTotal)) }.max() ?? 0
      switch content {
      case .signature: return 26
      case .text(let most): return max(6, title, min(most, cells))
      case .number, .count, .year, .decimal, .share: return max(5, min(title, 16), cells)
      }
    }

    /// The lines that a text takes in a column, broken at any character, as CJK text is.
    private static func lines(of text: String, in width: Int) -> Int {
      text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
        let own = TextWidth.of(String($1))
        // Words are not broken, so that a line of them is not filled.
        return $0 + (own <= width ? 1 : (own * 21 / 20 + width - 1) / max(1, width))
      }
    }

    // MARK: Formats

    /// How a cell looks.
    private enum Style: Hashable {
      case title, left, right, header, note, number
      case dash(isTotal: Bool), text(isTotal: Bool), count(isTotal: Bool), decimal(isTotal: Bool), share(isTotal: Bool)

      init(_ content: AnnexSheet.Content, isTotal: Bool) {
        self =
          switch content {
          case .text, .signature: .text(isTotal: isTotal)
          case .number, .year: .number
          case .count: .count(isTotal: isTotal)
          case .decimal: .decimal(isTotal: isTotal)
          case .share: .share(isTotal: isTotal)
          }
      }
    }

    private func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
      if let format = formats[style] { return format }
      guard let format = workbook_add_format(workbook) else { return nil }
      // 黑体 and 宋体, as such tables are set; where they are missing a reader takes its own.
      let (heading, body) = language == .chinese ? ("黑体", "宋体") : ("Arial", "Arial")
      format_set_font_name(format, body)
      format_set_font_size(format, 10)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      func align(_ side: lxw_format_alignments) { format_set_align(format, UInt8(side.rawValue)) }
      func box(isTotal: Bool) {
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        guard isTotal else { return }
        format_set_bold(format)
        format_set_bg_color(format, 0xEEEEEE)
      }
      func number(_ pattern: String, isTotal: Bool) {
        box(isTotal: isTotal)
        align(LXW_ALIGN_RIGHT)
        format_set_num_format(format, pattern)
      }
      switch style {
      case .title:
        format_set_font_name(format, heading)
        format_set_font_size(format, 16)
        format_set_bold(format)
        align(LXW_ALIGN_CENTER)
      case .left, .note: align(LXW_ALIGN_LEFT)
      case .right: align(LXW_ALIGN_RIGHT)
      case .header:
        format_set_font_name(format, heading)
        box(isTotal: true)
        align(LXW_ALIGN_CENTER)
      case .number:
        box(isTotal: false)
        align(LXW_ALIGN_CENTER)
      case .dash(let isTotal):
        box(isTotal: isTotal)
        align(LXW_ALIGN_CENTER)
      case .text(let isTotal):
        box(isTotal: isTotal)
        align(LXW_ALIGN_LEFT)
      case .count(let isTotal): number("#,##0_ ", isTotal: isTotal)
      case .decimal(let isTotal): number("#,##0.0_ ", isTotal: isTotal)
      case .share(let isTotal): number("0.0%_ ", isTotal: isTotal)
      }
      formats[style] = format
      return format
    }

    private func note(_ error: lxw_error) { if failure == LXW_NO_ERROR { failure = error } }
  }
#endif
