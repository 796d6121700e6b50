#if GDAL
  import CGDAL
  import EMSModel

  /// What a layer holds.
  struct LayerContents {
    var columns: [String]
    var rows: [GDALRow]
    var hasShapes: Bool
    var crs: String?
    var passedOver: [PassedRow] = []
    /// The columns whose type is a number.
    var numbers: Set<Int> = []
    /// Cells whose bytes are no text: row and column.
    var unreadable: [(row: Int, column: Int)] = []
    /// The encoding of its texts; nil where the format fixes it.
    var textEncoding: String?
    /// Why a sheet cannot be read, if it is the one that is asked for.
    var second: InputProblem?
    /// What else is to be told of it.
    var remarks: [Phrase] = []
  }

  /// A row as GDAL gives it.
  struct GDALRow: Sendable {
    /// The row of a sheet, or the feature's own number.
    var number: Int
    var cells: [String?]
    var shape: SourceShape?
  }

  extension GDALLayer {
    /// Reads all rows.
    ///
    /// - Throws: one problem: the file is damaged, or its texts are in no encoding that is known.
    func read() throws(InputProblems) -> LayerContents {
      let text = try text()
      let columns = columns(text)
      var contents = LayerContents(columns: columns, rows: [], hasShapes: false, crs: declaredCRS)
      try forEachFeature { (feature, _) throws(InputProblems) in
        var cells: [String?] = []
        cells.reserveCapacity(columns.count)
        for field in columns.indices {
          guard let bytes = Self.bytes(feature, Int32(field)) else {
            cells.append(nil)
            continue
          }
          let cell = text.text(bytes)
          if cell == nil { contents.unreadable.append((contents.rows.count, field)) }
          cells.append(cell)
        }
        let shape = OGR_F_GetGeometryRef(feature).flatMap { GDALShape.read($0) }
        contents.hasShapes = contents.hasShapes || shape != nil
        contents.rows.append(GDALRow(number: Int(OGR_F_GetFID(feature)), cells: cells, shape: shape))
      }
      if owner.isOfBytes {
        contents.textEncoding = text.encoding.text
        contents.remarks += [text.remark].compactMap { $0 }
      }
      let definition = OGR_L_GetLayerDefn(handle)
      contents.numbers = Set(
        columns.indices.filter { index in
          [OFTInteger, OFTInteger64, OFTReal].contains(
            OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, Int32(index))))
        })
      return contents
    }
  }

  extension LayerContents {
    /// The layer without the columns in which no row says anything.
    var withoutEmptyColumns: LayerContents {
      let kept = columns.indices.filter { column in rows.contains { $0.cells[column]?.isEmpty == false } }
      var contents = self
      contents.columns = kept.map { columns[$0] }
      contents.numbers = Set(kept.indices.filter { numbers.contains(kept[$0]) })
      for row in rows.indices { contents.rows[row].cells = kept.map { rows[row].cells[$0] } }
      return contents
    }

    /// Whether the first shape is of polygons; nil where no row has a shape.
    var isOfPolygons: Bool? {
      rows.lazy.compactMap(\.shape).first.map { if case .polygons = $0 { true } else { false } }
    }

    /// The sheet with its header found, and without the rows that are none of its own.
    ///
    /// - Parameter ofFigures: as ``TableForm/Rows`` has it.
    func withHeaderRowFound(ofFigures: Bool) -> LayerContents {
      guard let form = TableForm.header(of: rows.prefix(TableForm.top).map(\.cells)) else {
        return LayerContents(columns: [], rows: [], hasShapes: false, crs: nil)
      }
      var sections = SectionRows(columns: form.columns)
      for row in rows[form.below...] { sections.see(row.cells) }
      var contents = LayerContents(columns: form.columns, rows: [], hasShapes: false, crs: nil)
      contents.passedOver = form.passedOver
      let below = TableForm.Rows(below: form.columns, ofFigures: ofFigures)
      contents.second = SecondTable.problem(
        beside: form.columns,
        isEmpty: { column in
          rows[form.below...].allSatisfy { column >= $0.cells.count || $0.cells[column]?.isEmpty ?? true }
        }, file: "")
      for var row in rows[form.below...] where row.cells.contains(where: { $0?.isEmpty == false }) {
        contents.second =
          contents.second ?? SecondTable.problem(ofHeaderIn: row.cells, below: form, row: row.number, file: "")
          ?? SecondTable.problem(ofUnitIn: row.cells, below: form, row: row.number, file: "")
        if let passed = below.passedOver(row.cells, row: row.number) {
          contents.passedOver.append(passed)
        } else if form.isSaidAgain(by: row.cells) {
          contents.passedOver.append(PassedRow(kind: .heading, word: form.columns.first ?? "", row: row.number))
        } else if sections.isSection(row.cells) {
          contents.passedOver.append(PassedRow(kind: .section, word: sections.town ?? "", row: row.number))
        } else {
          if let town = sections.town { row.cells.fill(sections.column, with: town) }
          contents.rows.append(row)
        }
      }
      contents.columns = sections.columnsWithTown
      contents.remarks = sections.remarks + contents.blanksInTownColumn(sections.column)
      return contents
    }

    /// Tells of towns that stand in the first of several rows alone: cells that are merged, perhaps, of which these
    /// formats say nothing.
    private func blanksInTownColumn(_ column: Int) -> [Phrase] {
      guard column < columns.count else { return [] }
      let blank = rows.count { column >= $0.cells.count || $0.cells[column]?.isEmpty ?? true }
      guard blank > 0, blank < rows.count else { return [] }
      return [
        Phrase(
          "\(blank) rows have no \(columns[column]); if its cells are merged, save the workbook as .xlsx, of which merged cells are read",
          "\(blank) 行没有\(columns[column])；若为合并单元格，请另存为 .xlsx，其合并单元格可以读取")
      ]
    }
  }

  extension [String?] {
    /// Puts a text where a cell is empty.
    fileprivate mutating func fill(_ column: Int, with text: String) {
      if column >= count { append(contentsOf: [String?](repeating: nil, count: column + 1 - count)) }
      if self[column]?.isEmpty ?? true { self[column] = text }
    }
  }
#endif
