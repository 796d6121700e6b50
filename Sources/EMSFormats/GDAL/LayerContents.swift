#if GDAL
  import CGDAL
  import EMSModel

  /// What a layer holds.
  struct LayerContents {
    var columns: [String]
    var rows: [GDALRow]
    var hasShapes: Bool
    var crs: String?
    /// The columns whose type is a number.
    var numbers: Set<Int> = []
    /// Cells whose bytes are no text: row and column.
    var unreadable: [(row: Int, column: Int)] = []
    /// The encoding of its texts; nil where the format fixes it.
    var textEncoding: String?
    /// What else is to be told of it.
    var remarks: [Phrase] = []
  }

  /// What the shapes of a layer are.
  enum KindOfShapes: Hashable {
    case points, polygons
    /// Lines, which no places are drawn as.
    case others
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

    /// What the first shape is; nil where no row has one.
    var kindOfShapes: KindOfShapes? {
      rows.lazy.compactMap(\.shape).first.map { shape in
        switch shape {
        case .point: .points
        case .polygons: .polygons
        case .other: .others
        }
      }
    }
  }
#endif
