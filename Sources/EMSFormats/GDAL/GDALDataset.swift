#if GDAL
  import CGDAL
  import EMSModel
  import Foundation
  import GeoKit

  /// An open vector dataset, checked as far as its format can be before rows are read; closed with its owner.
  package final class GDALDataset {
    /// The file as the plan names it.
    let file: String
    /// Its ending, lower case.
    let kind: String
    /// In what its texts are written, where the format does not fix it; nil finds out.
    let encoding: String?
    /// The encoding that a dBASE table's head names; nil for none.
    let mark: String?
    /// Whether GDAL hands the texts over as bytes of any encoding.
    var isOfBytes: Bool { Self.kindsOfBytes.contains(kind) }
    /// The views of a database, which are not read: they may lead anywhere and never end.
    let views: [String]
    /// The rows of the table beside a MapInfo interchange file; nil for other kinds.
    private let rowsBeside: Int?
    private let handle: GDALDatasetH
    /// What the dataset reads where it comes out of a zip file or was changed before the library reads it.
    private let memory: MemoryFiles?
    /// The names of fields that the library knows by others.
    let fieldNames: [String: String]

    /// The kinds whose texts GDAL hands over as bytes of any encoding.
    private static let kindsOfBytes: Set<String> = ["shp", "dbf", "tab", "mif", "csv"]
    /// Headers of columns of shapes, for lines in a table.
    private static let shapesOfTables = ["GEOM_POSSIBLE_NAMES=WKT,*wkt*,*geom*,shape,几何*", "KEEP_GEOM_COLUMNS=NO"]

    /// - Parameters:
    ///   - encoding: what the plan declares; nil takes the `.cpg`, or finds out.
    ///   - keepsHeaders: whether a workbook's header row is read as a row and every cell as text.
    /// - Throws: one problem: not of its kind, damaged, or of tables that are in truth other files.
    package init(
      _ parts: FileParts, encoding: String? = nil, keepsHeaders: Bool = false
    ) throws(InputProblems) {
      let (kind, file) = (parts.kind, parts.file)
      try Self.requireDatabaseOfSystems(for: file)
      try parts.requireFilesBeside()
      if kind == "tab" { try Self.refuseLinks(in: try parts.data(), file: file) }
      if kind == "shp" || kind == "dbf" { try ShapefileStructure.check(parts) }
      try MarkupCheck.check(parts)
      let isGeoJSON = kind == "geojson" || kind == "json"
      let drivers = VectorDrivers.byKind[kind] ?? (isGeoJSON ? ["GeoJSON"] : kind == "csv" ? ["CSV"] : [])
      self.file = file
      self.kind = kind
      rowsBeside = try kind == "mif" ? Self.tableRows(beside: parts) : nil
      if !Self.kindsOfBytes.contains(kind) {
        self.encoding = EncodingName.utf8.text
      } else if let encoding {
        self.encoding = encoding
      } else {
        self.encoding = try LayerText.declared(beside: parts)
      }
      mark = try kind == "shp" || kind == "dbf" ? LayerText.marked(in: parts) : nil
      let renamed = try KMLFieldNames(parts)
      fieldNames = renamed?.names ?? [:]
      let read = renamed?.parts ?? parts
      let memory = read.url == nil ? MemoryFiles(read) : nil
      guard let path = read.url?.path ?? memory?.path else { throw Self.cannotBeOpened(file) }
      let (handle, views) = try GDALErrors.collecting(of: file) { errors throws(InputProblems) in
        if keepsHeaders {
          for kind in ["ODS", "XLS"] {
            CPLSetThreadLocalConfigOption("OGR_\(kind)_HEADERS", "DISABLE")
            CPLSetThreadLocalConfigOption("OGR_\(kind)_FIELD_TYPES", "STRING")
          }
        }
        // Shapefiles are read as bytes and decoded here: GDAL takes those without .cpg for Latin-1.
        let options =
          drivers == ["ESRI Shapefile"] ? ["ENCODING="] : drivers == ["CSV"] ? Self.shapesOfTables : []
        guard let opened = GDALOpening.open(path, .vector, drivers: drivers, options: options) else {
          throw (drivers.isEmpty ? MarkupContent.problem(ofUnread: parts) : nil) ?? Self.cannotBeOpened(file)
        }
        do throws(InputProblems) {
          return (opened, kind == "gpkg" ? try Self.checkedDatabase(opened, file, errors) : [])
        } catch {
          GDALClose(opened)
          throw error
        }
      }
      self.handle = handle
      self.views = views
      self.memory = memory
    }

    deinit { GDALErrors.collecting(of: file) { _ in GDALClose(handle) } }

    /// The layers that are read, in the order of the file.
    package var layers: [GDALLayer] {
      (0..<GDALDatasetGetLayerCount(handle)).compactMap { index in
        GDALDatasetGetLayer(handle, index).map { GDALLayer(owner: self, handle: $0) }
      }.filter { !views.contains($0.name) }
    }

    /// The rows of the table beside a MapInfo interchange file, one a line; nil where there is none.
    private static func tableRows(beside parts: FileParts) throws(InputProblems) -> Int? {
      try parts.part("mid").map { bytes in
        bytes.split(separator: UInt8(ascii: "\n")).count { line in line.contains { $0 > 0x20 } }
      }
    }

    /// So many rows the file says the layer has; nil where its format keeps no count of its own.
    func count(of layer: GDALLayer) -> Int? {
      switch kind {
      // Rows that are deleted count in the file's header and are never handed over.
      case "shp", "dbf": nil
      // What no longer looks like an object is passed over; its row stands in the table beside it.
      case "mif": rowsBeside
      // The count that the database keeps beside the table may be an old one.
      case "gpkg":
        Self.rows(of: handle, "SELECT COUNT(*) FROM \"\(layer.name.replacing("\"", with: "\"\""))\"").first?.first
          .flatMap { Int($0) }
      default:
        Int(exactly: OGR_L_GetFeatureCount(layer.handle, 0)).flatMap { $0 < 0 ? nil : $0 }
      }
    }

    /// Without PROJ's database GDAL takes every file that declares its system for a damaged one.
    package static func requireDatabaseOfSystems(for file: String) throws(InputProblems) {
      if ProjTransformation.databaseIsThere { return }
      var problem = InputProblem(
        file: file, english: "PROJ's database proj.db is not found, without which no such file is read",
        chinese: "找不到 PROJ 的数据库 proj.db，无法读取此类文件",
        remedyEnglish: "Install PROJ with its database, or set PROJ_DATA to its folder",
        remedyChinese: "请安装 PROJ 及其数据库，或将 PROJ_DATA 设为其所在文件夹")
      problem.isOfMachine = true
      throw InputProblems([problem])
    }

    private static func cannotBeOpened(_ file: String) -> InputProblems {
      InputProblems([
        InputProblem(
          file: file, english: "the file cannot be opened: it is damaged or not of its kind",
          chinese: "无法打开文件：文件已损坏，或格式与扩展名不符",
          remedyEnglish: "Export it again, or save it as CSV or GeoJSON", remedyChinese: "请重新导出，或另存为 CSV 或 GeoJSON")
      ])
    }

    /// The views of a GeoPackage, after its pages have been checked and tables that are windows on other files refused.
    private static func checkedDatabase(
      _ dataset: GDALDatasetH, _ file: String, _ errors: GDALErrors
    ) throws(InputProblems) -> [String] {
      let objects = rows(of: dataset, "SELECT type, name, sql FROM sqlite_master")
      for object in objects where object.count == 3 {
        guard let what = DatabaseObject.suspicion(kind: object[0], name: object[1], statement: object[2]) else {
          continue
        }
        throw InputProblems([
          InputProblem(
            file: file, field: "layer", value: object[1], what,
            Phrase("Export the layers to a new GeoPackage", "请将图层导出为新的 GeoPackage"))
        ])
      }
      let verdict = rows(of: dataset, "PRAGMA quick_check(1)").first?.first
      guard verdict == "ok", errors.failures.isEmpty else { throw GDALLayer.damaged(file, after: nil, of: nil) }
      return rows(of: dataset, "SELECT name FROM sqlite_master WHERE type = 'view'").compactMap(\.first)
    }

    /// The texts of the rows that a statement of SQLite's gives.
    private static func rows(of dataset: GDALDatasetH, _ statement: String) -> [[String]] {
      guard let result = GDALDatasetExecuteSQL(dataset, statement, nil, nil) else { return [] }
      defer { GDALDatasetReleaseResultSet(dataset, result) }
      var rows: [[String]] = []
      while let feature = OGR_L_GetNextFeature(result) {
        defer { OGR_F_Destroy(feature) }
        rows.append(
          (0..<OGR_F_GetFieldCount(feature)).map { field in
            OGR_F_GetFieldAsString(feature, field).map { String(cString: $0) } ?? ""
          })
      }
      return rows
    }

    /// Refuses a MapInfo table that is a view of other tables or made of them, which may lie anywhere.
    private static func refuseLinks(in data: Data, file: String) throws(InputProblems) {
      // Such a file holds a few lines; what stands behind a million bytes is hidden there.
      let text = String(decoding: data.prefix(1 << 20), as: UTF8.self).lowercased()
      guard text.contains("create view") || text.contains("isseamless") || data.count > 1 << 20 else { return }
      throw InputProblems([
        InputProblem(
          file: file, english: "the table is a view of other tables", chinese: "该表是其他表的视图",
          remedyEnglish: "Save it as a table of its own", remedyChinese: "请另存为独立的表")
      ])
    }
  }
#endif
