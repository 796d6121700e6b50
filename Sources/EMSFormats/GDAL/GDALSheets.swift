#if GDAL
  import EMSModel

  /// A workbook of OpenDocument, or of Excel 95 and before, whose sheets GDAL reads; it says nothing of merged cells and of
  /// sheets that are hidden.
  struct GDALSheets: SheetSource {
    /// The endings of such files.
    static let kinds: Set<String> = ["ods", "xls"]

    private let dataset: GDALDataset
    let sheets: [(name: String, member: String)]

    var file: String { dataset.file }
    var hidden: Set<String> { [] }

    /// - Throws: one problem: no workbook, or damaged.
    init(_ parts: FileParts) throws(InputProblems) {
      dataset = try GDALDataset(parts, keepsHeaders: true)
      sheets = dataset.layers.map { ($0.name, $0.name) }
    }

    func sheet(_ member: String) throws(InputProblems) -> Workbook.Sheet {
      guard let layer = dataset.layers.first(where: { $0.name == member }) else {
        throw LayerChoice.missing(member, of: sheets.map(\.name), file)
      }
      var sheet = Workbook.Sheet()
      sheet.tellsMergedCells = false
      sheet.rows = try layer.read().rows.map { row in
        Workbook.Sheet.Row(
          number: row.number, cells: row.cells.map { $0.map { $0.isEmpty ? .empty : .text($0) } ?? .empty })
      }
      return sheet
    }
  }
#endif
