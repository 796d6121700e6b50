#if GDAL
  import CGDAL
  import EMSModel
  import Foundation
  import GeoKit

  /// A layer of a Shapefile, GeoPackage, FlatGeobuf, KML or KMZ file, or a sheet of an XLSX or ODS workbook.
  ///
  /// Only drivers that read a file and nothing else may open it: none that follows links, and no virtual file system.
  struct GDALTable: SourceTable, Sendable {
    /// The kinds of file that are opened, and by which drivers.
    static let drivers = GDALOpening.vectorDrivers
    private static let workbooks: Set<String> = ["xlsx", "ods"]
    /// Every placemark of KML has a name and a description, as a rule empty where the data stand in fields of their own.
    private static let kindsWithFieldsOfTheirOwn: Set<String> = ["kml", "kmz"]

    let file: String
    let columns: [String]
    let hasShapes: Bool
    let declaredCRS: String?
    private let rows: [GDALRow]
    private let isWorkbook: Bool
    let cutsHeaders: Bool
    let passedOver: [String]
    private let numbers: Set<Int>

    var rowCount: Int { rows.count }

    /// Reads a layer.
    ///
    /// - Parameters:
    ///   - encoding: of a Shapefile without `.cpg`; nil finds out, as for CSV.
    ///   - layer: the sheet or layer; nil takes the first that has rows.
    init(_ url: URL, file: String, encoding: String?, layer: String?) throws(InputProblems) {
      let kind = url.pathExtension.lowercased()
      let isWorkbook = Self.workbooks.contains(kind)
      let isShapefile = kind == "shp" || kind == "dbf"
      if kind == "tab" { try Self.refuseLinks(in: url, file: file) }
      let dataset = try GDALDataset(url, file: file, drivers: Self.drivers[kind] ?? [], keepsHeaders: isWorkbook)
      let encoding = encoding ?? Self.declaredEncoding(beside: url)
      var candidates: [(name: String, contents: GDALLayer.Contents)] = []
      for candidate in dataset.layers where layer == nil || candidate.name == layer {
        let read = try candidate.read(
          file: file, isBytes: isShapefile || kind == "tab" || kind == "mif", encoding: encoding)
        let contents =
          isWorkbook
          ? read.withHeaderRowFound : Self.kindsWithFieldsOfTheirOwn.contains(kind) ? read.withoutEmptyColumns : read
        candidates.append((candidate.name, contents))
      }
      // A sheet that explains another has no known headers.
      let filled = candidates.filter { !$0.contents.rows.isEmpty }
      let taken = isWorkbook ? filled.first { $0.contents.hasKnownHeaders } ?? filled.first : filled.first
      if layer == nil, let taken {
        try Self.refuseOthers(of: taken, in: filled, isKML: Self.kindsWithFieldsOfTheirOwn.contains(kind), file: file)
      }
      let chosen = (taken ?? candidates.last)?.contents
      guard let chosen else {
        let names = dataset.layers.map(\.name).joined(separator: ", ")
        throw InputProblems([
          InputProblem(
            file: file, field: "layer", value: layer,
            english: layer.map { "there is no layer “\($0)”; there are \(names)" } ?? "the file has no layer",
            chinese: layer.map { "没有图层或工作表“\($0)”，现有：\(names)" } ?? "文件中没有图层",
            remedyEnglish: "Name one of them in the plan (layer: …)", remedyChinese: "请在方案中指明（layer: …）")
        ])
      }
      guard !chosen.rows.isEmpty else {
        throw InputProblems([
          InputProblem(
            file: file, english: "the layer has no rows", chinese: "图层中没有数据",
            remedyEnglish: "Export it again", remedyChinese: "请重新导出")
        ])
      }
      self.file = file
      self.isWorkbook = isWorkbook
      cutsHeaders = isShapefile
      columns = chosen.columns
      rows = chosen.rows
      hasShapes = chosen.hasShapes
      declaredCRS = chosen.crs
      passedOver = chosen.passedOver
      numbers = chosen.numbers
    }

    /// The sheets of a workbook or layers of a database; nil for a format of one table.
    static func layerNames(of url: URL, file: String) throws(InputProblems) -> [String]? {
      let kind = url.pathExtension.lowercased()
      guard ["xlsx", "ods", "gpkg", "kml", "kmz"].contains(kind), let drivers = drivers[kind] else { return nil }
      try InputFile.check(url, as: file)
      return try GDALDataset(url, file: file, drivers: drivers, keepsHeaders: workbooks.contains(kind)).layers.map(
        \.name)
    }

    /// Refuses a file of several layers of one thing, such as a sheet for each town, of which one would be read.
    private static func refuseOthers(
      of taken: (name: String, contents: GDALLayer.Contents), in layers: [(name: String, contents: GDALLayer.Contents)],
      isKML: Bool, file: String
    ) throws(InputProblems) {
      let others = layers.filter { layer in
        layer.name != taken.name && layer.contents.hasShapes == taken.contents.hasShapes
          && (isKML || layer.contents.headers == taken.contents.headers)
      }
      if others.isEmpty { return }
      let names = ([taken] + others).map(\.name).joined(separator: ", ")
      throw InputProblems([
        InputProblem(
          file: file, field: "layer", english: "several layers or sheets hold the same columns: \(names)",
          chinese: "多个图层或工作表的列相同：\(names)",
          remedyEnglish: "Name one of them in the plan (layer: …), or put their rows into one",
          remedyChinese: "请在方案中指明其一（layer: …），或合并为一个")
      ])
    }

    /// Refuses a MapInfo table that is a view of other tables or made of them, which may lie anywhere.
    private static func refuseLinks(in url: URL, file: String) throws(InputProblems) {
      let data = try InputFile.read(url, as: file)
      let text = String(decoding: data.prefix(1 << 20), as: UTF8.self).lowercased()
      guard text.contains("create view") || text.contains("isseamless") else { return }
      throw InputProblems([
        InputProblem(
          file: file, english: "the table is a view of other tables", chinese: "该表是其他表的视图",
          remedyEnglish: "Save it as a table of its own", remedyChinese: "请另存为独立的表")
      ])
    }

    /// What the `.cpg` file beside a Shapefile says; nil where there is none or it is empty.
    private static func declaredEncoding(beside url: URL) -> String? {
      let cpg = url.deletingPathExtension()
      for ending in ["cpg", "CPG"] {
        guard let text = try? String(contentsOf: cpg.appendingPathExtension(ending), encoding: .utf8) else { continue }
        let word = text.lowercased().filter { $0.isLetter || $0.isNumber }
        if word.hasPrefix("utf8") || word == "65001" { return "utf-8" }
        if word.hasPrefix("gb") || word.hasSuffix("936") { return "gb18030" }
        if !word.isEmpty { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
      }
      return nil
    }

    func place(ofRow row: Int) -> InputProblem.Place {
      isWorkbook ? .row(rows[row].number) : .feature(row + 1, id: nil)
    }

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

  /// A row as GDAL gives it.
  struct GDALRow: Sendable {
    /// The row of a sheet, or the feature's own number.
    var number: Int
    var cells: [String?]
    var shape: SourceShape?
  }
#endif
