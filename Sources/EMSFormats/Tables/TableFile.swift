import EMSModel
import Foundation

/// Opens a file of rows, whatever its format.
package enum TableFile {
  /// The endings of the files that hold tables or layers, lower case; a build without GDAL says of some, when they are
  /// opened, that it cannot read them.
  package static let kinds: Set<String> = Set([
    "csv", "tsv", "txt", "geojson", "json", "geojsonl", "geojsons", "ndjson", "xlsx", "xlsm", "xls", "zip", "gz",
  ]).union(VectorDrivers.byKind.keys.filter { $0 != "dbf" })

  /// The sheets or layers of a file, in its order; one that is nil for a file without such names.
  package static func layers(of url: URL, as name: String) throws(InputProblems) -> [String?] {
    switch url.pathExtension.lowercased() {
    case "gz": return [nil]
    case "zip": return try FileParts.layerNames(of: url, file: name)
    default: break
    }
    switch try content(of: try FileParts(url, file: name)) {
    case .text: return [nil]
    case .workbook(let workbook): return workbook.sheets.map(\.name)
    case .library:
      #if GDAL
        if let names = try GDALTable.layerNames(of: url, file: name), !names.isEmpty { return names }
      #endif
      return [nil]
    }
  }

  /// - Parameters:
  ///   - name: the file as the plan names it.
  ///   - layer: the sheet or layer, for formats that have several, or the file in a zip file.
  ///   - ofFigures: as ``TableForm/Rows`` has it.
  ///   - ofPlaces: whether rows without coordinates are of no use, so that of the sheets of a workbook one with columns of
  ///     them is meant.
  ///   - ofPoints: whether the places are points, so that of several layers one of points is meant.
  /// - Throws: every problem of the file's form.
  package static func open(
    _ url: URL, as name: String, encoding: String? = nil, layer: String? = nil, ofFigures: Bool = false,
    ofPlaces: Bool = false, ofPoints: Bool = false
  ) throws(InputProblems) -> any SourceTable {
    let reading = Reading(encoding: encoding, ofFigures: ofFigures, ofPlaces: ofPlaces, ofPoints: ofPoints)
    if url.pathExtension.lowercased() == "gz" { return try unpacked(url, as: name, reading) }
    let isZip = FileParts.isZip(url)
    let parts = try FileParts(url, file: name, layer: layer)
    return try open(parts, reading, layer: isZip ? nil : layer)
  }

  /// How the rows of a file are read, whatever its format.
  private struct Reading {
    /// Of its texts; nil finds out.
    var encoding: String?
    var ofFigures: Bool
    var ofPlaces = false
    var ofPoints = false
  }

  /// Every layer that holds the same kind of rows as the first of which the headers are known, each called by the file
  /// and its name; and the names of the others. Those of places go before, as in ``open(_:as:encoding:layer:ofFigures:ofPlaces:ofPoints:)``.
  package static func openAll(
    _ url: URL, as name: String, encoding: String? = nil, ofFigures: Bool = false, ofPlaces: Bool = false,
    ofPoints: Bool = false
  ) throws(InputProblems) -> (tables: [any SourceTable], others: [String]) {
    let reading = Reading(encoding: encoding, ofFigures: ofFigures, ofPlaces: ofPlaces, ofPoints: ofPoints)
    switch url.pathExtension.lowercased() {
    case "gz": return ([try unpacked(url, as: name, reading)], [])
    case "zip":
      let archive = try ZipArchive(try InputFile.read(url, as: name), file: name)
      let names = try FileParts.files(in: archive)
      var tables: [any SourceTable] = []
      for member in names {
        let parts = try FileParts(member, in: archive, called: LayerChoice.label(name, member))
        tables.append(try open(parts, reading, layer: nil))
      }
      let withPlaces = ofPlaces ? tables.first { $0.hasShapes || LayerChoice.holdsPlaces($0.columns) } : nil
      guard let first = withPlaces ?? tables.first else { throw LayerChoice.empty(name) }
      let isAlike = tables.map { LayerChoice.areAlike($0.columns, first.columns) && $0.hasShapes == first.hasShapes }
      return (
        zip(tables, isAlike).compactMap { $1 ? $0 : nil }, zip(names, isAlike).compactMap { $1 ? nil : $0 }
      )
    default: break
    }
    let parts = try FileParts(url, file: name)
    switch try content(of: parts) {
    case .text(let data, let kind): return ([try text(data, kind, as: name, reading)], [])
    case .workbook(let workbook):
      var (tables, others) = try WorkbookTable.openAll(workbook, ofFigures: ofFigures, ofPlaces: ofPlaces)
      for index in tables.indices {
        if let shapes = try WellKnownTextTable(tables[index]) { tables[index] = shapes }
      }
      return (tables, others)
    case .library:
      #if GDAL
        if VectorDrivers.byKind[parts.kind] != nil {
          let (tables, others) = try GDALTable.openAll(parts, encoding: encoding, ofPoints: ofPoints)
          return (tables.map { described($0, parts.kind) }, others)
        }
      #endif
      throw notRead(parts)
    }
  }

  /// - Parameter layer: the sheet or layer inside the file.
  private static func open(
    _ parts: FileParts, _ reading: Reading, layer: String?
  ) throws(InputProblems) -> any SourceTable {
    switch try content(of: parts) {
    case .text(let data, let kind): return try text(data, kind, as: parts.file, reading)
    case .workbook(let workbook):
      let table = try WorkbookTable.open(
        workbook, layer: layer, ofFigures: reading.ofFigures, ofPlaces: reading.ofPlaces)
      return try WellKnownTextTable(table) ?? table
    case .library:
      #if GDAL
        if VectorDrivers.byKind[parts.kind] != nil {
          let table = try GDALTable.open(
            parts, encoding: reading.encoding, layer: layer, ofPoints: reading.ofPoints)
          return described(table, parts.kind)
        }
      #endif
      throw notRead(parts)
    }
  }

  /// A layer of KML with the fields of its descriptions; another one as it is.
  private static func described(_ table: any SourceTable, _ kind: String) -> any SourceTable {
    guard ["kml", "kmz"].contains(kind) else { return table }
    return DescribedTable(table) ?? table
  }

  private enum Content {
    /// - Parameter kind: the ending of files of such texts.
    case text(Data, kind: String)
    case workbook(any SheetSource)
    /// What GDAL reads, if anything does.
    case library
  }

  /// What a file is, by its content where it may be a text or a workbook.
  private static func content(of parts: FileParts) throws(InputProblems) -> Content {
    switch parts.kind {
    case "geojson", "json", "geojsonl", "geojsons", "ndjson": return .text(try parts.data(), kind: parts.kind)
    case "csv", "tsv", "txt", "xls", "xlsx", "xlsm":
      if let url = parts.url { try check(url, parts.kind, parts.file) }
      let data = try parts.data()
      switch try kind(of: data, called: parts.kind, parts.file) {
      case .delimited: return .text(data, kind: "csv")
      case .workbook: return .workbook(try Workbook(data, file: parts.file))
      case .oldWorkbook:
        if FileContent(data) == .compound, let old = try OldWorkbook(data, file: parts.file) { return .workbook(old) }
        guard parts.kind == "xls" else { throw Self.olderWorkbook(parts.file) }
        return try ofLibrary(parts)
      }
    case let kind:
      if let url = parts.url { try check(url, kind, parts.file) }
      return try ofLibrary(parts)
    }
  }

  /// What GDAL reads: workbooks of OpenDocument, and of Excel 95 and before, and layers.
  private static func ofLibrary(_ parts: FileParts) throws(InputProblems) -> Content {
    #if GDAL
      if GDALSheets.kinds.contains(parts.kind) { return .workbook(try GDALSheets(parts)) }
    #endif
    return .library
  }

  private enum TextOrWorkbook { case delimited, workbook, oldWorkbook }

  /// What a text or workbook is by its content, whatever its ending: programs write workbooks, texts and web pages as
  /// `.xls`.
  ///
  /// - Throws: one problem, for a web page.
  private static func kind(
    of data: Data, called ending: String, _ file: String
  ) throws(InputProblems) -> TextOrWorkbook {
    let named: TextOrWorkbook = ending == "xls" ? .oldWorkbook : ending.hasPrefix("xls") ? .workbook : .delimited
    switch FileContent(data) {
    case .zip: return .workbook
    case .compound: return .oldWorkbook
    case .markup: throw (MarkupContent(data) ?? .other).problem(of: file)
    case .text: return .delimited
    case .other: return named
    }
  }

  private static func olderWorkbook(_ file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file,
        Phrase(
          "by its content the file is a document of an old program, and no workbook of Excel 97 or later",
          "按内容，该文件是旧版程序的文档，不是 Excel 97 及以后的工作簿"),
        Phrase("Open it in a spreadsheet and save it as .xlsx", "请用电子表格软件打开后另存为 .xlsx"))
    ])
  }

  private static func text(
    _ data: Data, _ kind: String, as name: String, _ reading: Reading
  ) throws(InputProblems) -> any SourceTable {
    switch kind {
    case "geojson", "json": return try GeoJSONTable(data, file: name, encoding: reading.encoding)
    case "geojsonl", "geojsons", "ndjson":
      return try GeoJSONTable(data, file: name, encoding: reading.encoding, isSequence: true)
    default:
      let table = try DelimitedTable(data, file: name, encoding: reading.encoding, ofFigures: reading.ofFigures)
      return try WellKnownTextTable(table) ?? table
    }
  }

  /// A text of rows that is packed by gzip.
  private static func unpacked(
    _ url: URL, as name: String, _ reading: Reading
  ) throws(InputProblems) -> any SourceTable {
    let data = try InputFile.read(url, as: name)
    let kind = url.deletingPathExtension().pathExtension.lowercased()
    guard ["csv", "tsv", "txt", "geojson", "json", "geojsonl", "geojsons", "ndjson"].contains(kind) else {
      throw notRead(kind.isEmpty ? "gz" : "\(kind).gz", name)
    }
    guard let bytes = Inflation.inflated(data, atMost: InputLimits.unpackedBytes, isGzip: true) else {
      throw ZipArchive.problem(
        name,
        Phrase(
          "the file is damaged, or unpacks to more than the \(NumberText.grouped(InputLimits.unpackedBytes)) bytes that are read",
          "文件已损坏，或解压后超过可读取的 \(NumberText.grouped(InputLimits.unpackedBytes)) 字节"),
        Phrase("Unpack it and give the file itself", "请解压后直接提供原文件"))
    }
    return try text(Data(bytes), kind, as: name, reading)
  }

  /// A file geodatabase is a folder; everything else must be a file that can be read.
  private static func check(_ url: URL, _ kind: String, _ name: String) throws(InputProblems) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    if kind == "gdb", isThere, isFolder.boolValue { return }
    try InputFile.check(url, as: name)
  }

  /// The problem of a file of which nobody knows how to read it: by its content where that is markup, or by its ending.
  private static func notRead(_ parts: FileParts) -> InputProblems {
    MarkupContent.problem(ofUnread: parts) ?? notRead(parts.kind, parts.file)
  }

  private static func notRead(_ kind: String, _ name: String) -> InputProblems {
    #if GDAL
      let kinds = Phrase(
        "Save it as CSV, GeoJSON, Shapefile, GeoPackage, KML, XLSX or ODS, a layer with QGIS or ogr2ogr",
        "请另存为 CSV、GeoJSON、Shapefile、GeoPackage、KML、XLSX 或 ODS；图层可用 QGIS 或 ogr2ogr 转换")
    #else
      let kinds = Phrase(
        "Save it as CSV, XLSX or GeoJSON, or use a build with GDAL", "请另存为 CSV、XLSX 或 GeoJSON，或使用带 GDAL 的版本")
    #endif
    return InputProblems([
      InputProblem(
        file: name, value: kind, english: "files of the kind “.\(kind)” cannot be read",
        chinese: "无法读取“.\(kind)”格式的文件", remedyEnglish: kinds.english, remedyChinese: kinds.chinese)
    ])
  }
}
