#if GDAL
  import EMSModel
  import Foundation

  /// A layer of a Shapefile, GeoPackage, file geodatabase, FlatGeobuf, KML or KMZ file.
  ///
  /// Only drivers that read a file and nothing else may open it: none that follows links, and no virtual file system.
  struct GDALTable: SourceTable, Sendable {
    /// Every placemark of KML has a name and a description, and every point of GPX much else, as a rule empty.
    private static let kindsWithFieldsOfTheirOwn: Set<String> = ["kml", "kmz", "gpx"]
    /// Formats of several layers.
    private static let kindsOfLayers: Set<String> = ["gpkg", "gdb", "kml", "kmz", "gpx"]

    let file: String
    let layer: String?
    let columns: [String]
    let hasShapes: Bool
    let declaredCRS: String?
    let cutsHeaders: Bool
    let textEncoding: String?
    let remarks: [Phrase]
    private let rows: [GDALRow]
    private let numbers: Set<Int>

    var rowCount: Int { rows.count }

    /// - Parameters:
    ///   - called: what messages call the file.
    ///   - more: what is to be told of it besides.
    private init(
      _ named: (name: String, contents: LayerContents), of dataset: GDALDataset, called: String, more: [Phrase] = []
    ) {
      let contents = named.contents
      file = called
      layer = named.name
      cutsHeaders = dataset.kind == "shp" || dataset.kind == "dbf"
      columns = contents.columns
      rows = contents.rows
      textEncoding = contents.textEncoding
      hasShapes = contents.hasShapes
      declaredCRS = contents.crs
      numbers = contents.numbers
      var remarks = more + contents.remarks
      remarks += UnreadableCells.remarks(
        contents.unreadable.map { cell in
          (.feature(cell.row + 1, id: nil), contents.columns[cell.column])
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
    ///   - layer: nil takes the only one that has rows and is none of lines, which no places are drawn as.
    ///   - ofPoints: whether one of points goes before one of areas.
    static func open(
      _ parts: FileParts, encoding: String?, layer: String?, ofPoints: Bool
    ) throws(InputProblems) -> GDALTable {
      let (dataset, filled) = try read(parts, encoding: encoding, layer: layer)
      let places = filled.filter { $0.contents.kindOfShapes != .others }
      let points = ofPoints ? places.filter { $0.contents.kindOfShapes == .points } : []
      guard let taken = points.first ?? places.first ?? filled.first else { throw LayerChoice.empty(parts.file) }
      guard layer == nil else { return GDALTable(taken, of: dataset, called: parts.file) }
      let others = filled.filter { areAlike($0.contents, taken.contents, dataset) }
      if others.count > 1 { throw LayerChoice.several(others.map(\.name), parts.file) }
      let notRead = LayerChoice.remark(notRead: filled.map(\.name).filter { $0 != taken.name })
      return GDALTable(taken, of: dataset, called: parts.file, more: [notRead].compactMap { $0 })
    }

    /// Every layer that holds the same kind of rows as the first of places with known headers; the others by name.
    static func openAll(
      _ parts: FileParts, encoding: String?, ofPoints: Bool
    ) throws(InputProblems) -> (tables: [any SourceTable], others: [String]) {
      let (dataset, filled) = try read(parts, encoding: encoding, layer: nil)
      let places = filled.filter { $0.contents.kindOfShapes != .others }
      let points = ofPoints ? places.filter { $0.contents.kindOfShapes == .points } : []
      let asked = points.isEmpty ? places.isEmpty ? filled : places : points
      guard let first = asked.first(where: { LayerChoice.hasKnownHeaders($0.contents.columns) }) ?? asked.first else {
        throw LayerChoice.empty(parts.file)
      }
      let alike = filled.filter { $0.name == first.name || areAlike($0.contents, first.contents, dataset) }
      let names = Set(alike.map(\.name))
      return (
        alike.map { GDALTable($0, of: dataset, called: LayerChoice.label(parts.file, $0.name)) },
        filled.map(\.name).filter { !names.contains($0) }
      )
    }

    /// Whether two layers hold the same kind of rows; the folders of KML sort places and say nothing of their kind.
    private static func areAlike(_ a: LayerContents, _ b: LayerContents, _ dataset: GDALDataset) -> Bool {
      // GPX has points that somebody marked, and tracks and their points.
      dataset.kind != "gpx" && a.hasShapes == b.hasShapes && a.kindOfShapes == b.kindOfShapes
        && (kindsWithFieldsOfTheirOwn.contains(dataset.kind) || LayerChoice.areAlike(a.columns, b.columns))
    }

    /// The layers with rows, or the one that is named.
    private static func read(
      _ parts: FileParts, encoding: String?, layer: String?
    ) throws(InputProblems) -> (GDALDataset, [(name: String, contents: LayerContents)]) {
      try ShapefileStructure.requireTable(parts)
      let dataset = try GDALDataset(parts, encoding: encoding)
      if let layer, dataset.views.contains(layer) { throw isView(layer, parts.file) }
      var candidates: [(name: String, contents: LayerContents)] = []
      for candidate in dataset.layers where layer == nil || candidate.name == layer {
        let read = try candidate.read()
        candidates.append(
          (candidate.name, kindsWithFieldsOfTheirOwn.contains(parts.kind) ? read.withoutEmptyColumns : read))
      }
      if candidates.isEmpty { throw LayerChoice.missing(layer, of: dataset.layers.map(\.name), parts.file) }
      return (dataset, candidates.filter { !$0.contents.rows.isEmpty })
    }

    /// The layers of a database; nil for a format of one table.
    static func layerNames(of url: URL, file: String) throws(InputProblems) -> [String]? {
      let parts = try FileParts(url, file: file)
      guard kindsOfLayers.contains(parts.kind) else { return nil }
      return try GDALDataset(parts).layers.map(\.name)
    }

    private static func isView(_ layer: String, _ file: String) -> InputProblems {
      InputProblems([
        InputProblem(
          file: file, field: "layer", value: layer,
          Phrase("the layer “\(layer)” is a view, which is not read", "图层“\(layer)”是视图，不予读取"),
          Phrase("Export it as a table of its own", "请将其导出为独立的表"))
      ])
    }

    func place(ofRow row: Int) -> InputProblem.Place { .feature(row + 1, id: nil) }

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
