#if GDAL
  import EMSModel
  import Foundation

  /// A layer of a Shapefile, GeoPackage, file geodatabase, FlatGeobuf, KML or KMZ file, or a sheet of a workbook.
  ///
  /// Only drivers that read a file and nothing else may open it: none that follows links, and no virtual file system.
  struct GDALTable: SourceTable, Sendable {
    /// Sheets, whose headers stand in a row of their own.
    private static let workbooks: Set<String> = ["xlsx", "ods", "xls"]
    /// Every placemark of KML has a name and a description, as a rule empty where the data stand in fields of their own.
    private static let kindsWithFieldsOfTheirOwn: Set<String> = ["kml", "kmz"]
    /// Formats of several layers.
    private static let kindsOfLayers: Set<String> = ["xlsx", "ods", "xls", "gpkg", "gdb", "kml", "kmz"]

    let file: String
    let layer: String?
    let columns: [String]
    let hasShapes: Bool
    let declaredCRS: String?
    let cutsHeaders: Bool
    let passedOver: [String]
    let remarks: [Phrase]
    private let rows: [GDALRow]
    private let isWorkbook: Bool
    private let numbers: Set<Int>

    var rowCount: Int { rows.count }

    private init(_ named: (name: String, contents: LayerContents), of dataset: GDALDataset) {
      let contents = named.contents
      file = dataset.file
      layer = named.name
      let isWorkbook = Self.workbooks.contains(dataset.kind)
      self.isWorkbook = isWorkbook
      cutsHeaders = dataset.kind == "shp" || dataset.kind == "dbf"
      columns = contents.columns
      rows = contents.rows
      hasShapes = contents.hasShapes
      declaredCRS = contents.crs
      passedOver = contents.passedOver
      numbers = contents.numbers
      var remarks = UnreadableCells.remarks(
        contents.unreadable.map { cell in
          (Self.place(contents.rows[cell.row], cell.row, isWorkbook), contents.columns[cell.column])
        })
      if !dataset.views.isEmpty {
        let names = dataset.views.joined(separator: ", ")
        remarks.append(Phrase("views of the database are not read: \(names)", "数据库中的视图未读取：\(names)"))
      }
      self.remarks = remarks
    }

    /// Reads a layer.
    ///
    /// - Parameters:
    ///   - encoding: of a Shapefile; nil takes its `.cpg`, or finds out as for CSV.
    ///   - layer: the sheet or layer; nil takes the only one that has rows.
    static func open(
      _ url: URL, file: String, encoding: String?, layer: String?
    ) throws(InputProblems) -> GDALTable {
      let (dataset, filled) = try read(url, file: file, encoding: encoding, layer: layer)
      // A sheet that explains another has no known headers.
      let isWorkbook = workbooks.contains(dataset.kind)
      let taken = isWorkbook ? filled.first { $0.contents.hasKnownHeaders } ?? filled.first : filled.first
      guard let taken else {
        throw InputProblems([
          InputProblem(
            file: file, english: "the layer has no rows", chinese: "图层中没有数据",
            remedyEnglish: "Export it again", remedyChinese: "请重新导出")
        ])
      }
      if layer == nil {
        let others = alike(taken, in: filled, isKML: kindsWithFieldsOfTheirOwn.contains(dataset.kind))
        if others.count > 1 { throw severalLayers(others.map(\.name), file) }
      }
      return GDALTable(taken, of: dataset)
    }

    /// Reads every layer that holds the same kind of rows as the first with known headers, for a plan that joins them;
    /// the others by name.
    static func openAll(
      _ url: URL, file: String, encoding: String?
    ) throws(InputProblems) -> (tables: [GDALTable], others: [String]) {
      let (dataset, filled) = try read(url, file: file, encoding: encoding, layer: nil)
      let taken = filled.filter { layer in
        workbooks.contains(dataset.kind)
          ? layer.contents.hasKnownHeaders : layer.contents.hasShapes == filled[0].contents.hasShapes
      }
      let names = Set(taken.map(\.name))
      return (taken.map { GDALTable($0, of: dataset) }, dataset.layers.map(\.name).filter { !names.contains($0) })
    }

    /// The layers with rows, or the one that is named.
    private static func read(
      _ url: URL, file: String, encoding: String?, layer: String?
    ) throws(InputProblems) -> (GDALDataset, [(name: String, contents: LayerContents)]) {
      let kind = url.pathExtension.lowercased()
      let isWorkbook = workbooks.contains(kind)
      let dataset = try GDALDataset(url, file: file, encoding: encoding, keepsHeaders: isWorkbook)
      var candidates: [(name: String, contents: LayerContents)] = []
      var names: [String] = []
      for candidate in dataset.layers {
        names.append(candidate.name)
        guard layer == nil || candidate.name == layer else { continue }
        let read = try candidate.read()
        let contents =
          isWorkbook
          ? read.withHeaderRowFound : kindsWithFieldsOfTheirOwn.contains(kind) ? read.withoutEmptyColumns : read
        candidates.append((candidate.name, contents))
      }
      if let layer, candidates.isEmpty { throw noLayer(layer, of: names, views: dataset.views, file) }
      if names.isEmpty { throw noLayer(nil, of: [], views: dataset.views, file) }
      return (dataset, candidates.filter { !$0.contents.rows.isEmpty })
    }

    /// The sheets of a workbook or layers of a database; nil for a format of one table.
    static func layerNames(of url: URL, file: String) throws(InputProblems) -> [String]? {
      let kind = url.pathExtension.lowercased()
      guard kindsOfLayers.contains(kind), GDALOpening.vectorDrivers[kind] != nil else { return nil }
      return try GDALDataset(url, file: file, keepsHeaders: workbooks.contains(kind)).layers.map(\.name)
    }

    private static func noLayer(
      _ layer: String?, of names: [String], views: [String], _ file: String
    ) -> InputProblems {
      let list = names.joined(separator: ", ")
      let isView = layer.map(views.contains) ?? false
      let what =
        isView
        ? Phrase("the layer “\(layer ?? "")” is a view, which is not read", "图层“\(layer ?? "")”是视图，不予读取")
        : layer.map {
          Phrase("there is no layer “\($0)”; there are \(list)", "没有图层或工作表“\($0)”，现有：\(list)")
        } ?? Phrase("the file has no layer", "文件中没有图层")
      return InputProblems([
        InputProblem(
          file: file, field: "layer", value: layer, what,
          isView
            ? Phrase("Export it as a table of its own", "请将其导出为独立的表")
            : Phrase("Name one of them in the plan (layer: …)", "请在方案中指明（layer: …）"))
      ])
    }

    /// The layers that hold what one of them does, itself included.
    private static func alike(
      _ taken: (name: String, contents: LayerContents), in layers: [(name: String, contents: LayerContents)],
      isKML: Bool
    ) -> [(name: String, contents: LayerContents)] {
      layers.filter { layer in
        layer.name == taken.name
          || layer.contents.hasShapes == taken.contents.hasShapes
            && (isKML || layer.contents.headers == taken.contents.headers)
      }
    }

    /// Refuses a file of several layers of one thing, such as a sheet for each town, of which one would be read.
    static func severalLayers(_ names: [String], _ file: String) -> InputProblems {
      let list = names.joined(separator: ", ")
      return InputProblems([
        InputProblem(
          file: file, field: "layer", english: "several layers or sheets hold the same columns: \(list)",
          chinese: "多个图层或工作表的列相同：\(list)",
          remedyEnglish: "Name one of them in the plan (layer: …), or join them all (layer: '*')",
          remedyChinese: "请在方案中指明其一（layer: …），或全部合并（layer: '*'）")
      ])
    }

    private static func place(_ row: GDALRow, _ index: Int, _ isWorkbook: Bool) -> InputProblem.Place {
      isWorkbook ? .row(row.number) : .feature(index + 1, id: nil)
    }

    func place(ofRow row: Int) -> InputProblem.Place { Self.place(rows[row], row, isWorkbook) }

    func shape(ofRow row: Int) -> SourceShape? { rows[row].shape }

    func text(_ row: Int, _ column: Int) -> String? {
      let cells = rows[row].cells
      guard column < cells.count, let cell = cells[column] else { return nil }
      let trimmed = cell.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : trimmed
    }

    func writtenText(_ row: Int, _ column: Int) -> String? { numbers.contains(column) ? nil : text(row, column) }

    func number(_ row: Int, _ column: Int) -> NumberCell {
      guard let text = text(row, column) else { return .empty }
      let value = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
      return value.map { .number($0) } ?? .text(text)
    }
  }
#endif
