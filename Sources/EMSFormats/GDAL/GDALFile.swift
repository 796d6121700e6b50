#if GDAL
  import CGDAL
  import EMSModel
  import Foundation
  import GeoKit

  /// A vector file that GDAL writes, one table after the other.
  package final class GDALFile {
    /// What the cells of a column are.
    package enum ColumnType { case text, whole, decimal }

    package struct Column {
      package var name: String
      package var type: ColumnType
      /// What a reader is shown in place of the name; nil shows the name.
      package var title: String?

      package init(name: String, type: ColumnType, title: String? = nil) {
        self.name = name
        self.type = type
        self.title = title
      }
    }

    /// A row with the shape that stands in it.
    package struct Row {
      /// Well-known binary; nil for no shape.
      package var shape: [UInt8]?
      /// One for each column.
      package var cells: [PropertyValue]

      package init(shape: [UInt8]?, cells: [PropertyValue]) {
        self.shape = shape
        self.cells = cells
      }
    }

    private var dataset: GDALDatasetH?
    private let name: String
    /// The titles of columns, by table, that are still to be written.
    private var titles: [(table: String, column: String, title: String)] = []

    /// - Parameters:
    ///   - driver: GDAL's short name of the format.
    ///   - path: where the file is written; it must not exist.
    ///   - name: what errors call it.
    package init(driver: String, path: String, name: String) throws(OutputError) {
      self.name = name
      guard ProjTransformation.databaseIsThere else { throw OutputError(path: name, reason: .noDatabaseOfSystems) }
      GDALDrivers.register()
      // Without it the file would hold the hour of writing.
      CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z")
      let made: GDALDatasetH? = Self.quietly {
        guard let driver = GDALGetDriverByName(driver) else { return nil }
        return GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
      }
      guard let made else { throw Self.failure(name) }
      dataset = made
    }

    deinit { if let dataset { Self.quietly { GDALClose(dataset) } } }

    /// Adds a table.
    ///
    /// - Parameters:
    ///   - shape: the type of its shapes; `wkbNone` for none.
    ///   - options: creation options of the driver, `KEY=value`.
    package func add(
      table: String, shape: OGRwkbGeometryType, columns: [Column], rows: [Row], options: [String] = []
    ) throws(OutputError) {
      guard let dataset else { return }
      let isWritten = Self.quietly {
        Self.write(table, to: dataset, shape: shape, columns: columns, rows: rows, options: options)
      }
      guard isWritten else { throw Self.failure(name) }
      titles += columns.compactMap { column in column.title.map { (table, column.name, $0) } }
    }

    /// Writes the titles of the columns as the schema extension of GeoPackage 1.2 (Annex F.9) holds them, which GDAL 3.6
    /// does not write.
    package func writeTitles() throws(OutputError) {
      guard let dataset, !titles.isEmpty else { return }
      let definition = "http://www.geopackage.org/spec121/#extension_schema"
      var statements = [
        """
        CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, \
        definition TEXT NOT NULL, scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name))
        """,
        """
        CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, \
        description TEXT, mime_type TEXT, constraint_name TEXT, \
        CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))
        """,
        """
        CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, \
        value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, \
        CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))
        """,
      ]
      for table in ["gpkg_data_columns", "gpkg_data_column_constraints"] {
        statements.append(
          "INSERT INTO gpkg_extensions VALUES ('\(table)', NULL, 'gpkg_schema', '\(definition)', 'read-write')")
      }
      func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
      statements += titles.map { table, column, title in
        "INSERT INTO gpkg_data_columns (table_name, column_name, title) VALUES (\(quoted(table)), \(quoted(column)), \(quoted(title)))"
      }
      let isWritten = Self.quietly {
        for statement in statements {
          CPLErrorReset()
          if let result = GDALDatasetExecuteSQL(dataset, statement, nil, nil) {
            GDALDatasetReleaseResultSet(dataset, result)
          }
          if CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Fatal { return false }
        }
        return true
      }
      guard isWritten else { throw Self.failure(name) }
    }

    /// Closes the file; some failures show only now.
    package func finish() throws(OutputError) {
      guard let dataset else { return }
      self.dataset = nil
      let isClosed = Self.quietly {
        CPLErrorReset()
        GDALClose(dataset)
        return CPLGetLastErrorType() != CE_Failure && CPLGetLastErrorType() != CE_Fatal
      }
      guard isClosed else { throw Self.failure(name) }
    }

    private static func write(
      _ table: String, to dataset: GDALDatasetH, shape: OGRwkbGeometryType, columns: [Column], rows: [Row],
      options: [String]
    ) -> Bool {
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      for option in options { list = CSLAddString(list, option) }
      defer { CSLDestroy(list) }
      guard let reference = OSRNewSpatialReference(nil) else { return false }
      defer { OSRRelease(reference) }
      guard OSRImportFromEPSG(reference, 4326) == OGRERR_NONE else { return false }
      OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER)
      let hasShapes = shape != wkbNone
      guard let layer = GDALDatasetCreateLayer(dataset, table, hasShapes ? reference : nil, shape, list) else {
        return false
      }
      for column in columns {
        let type =
          switch column.type {
          case .text: OFTString
          case .whole: OFTInteger64
          case .decimal: OFTReal
          }
        guard let field = OGR_Fld_Create(column.name, type) else { return false }
        defer { OGR_Fld_Destroy(field) }
        guard OGR_L_CreateField(layer, field, 1) == OGRERR_NONE else { return false }
      }
      let isTransaction = GDALDatasetStartTransaction(dataset, 0) == OGRERR_NONE
      for row in rows where !write(row, to: layer, columns: columns) { return false }
      return !isTransaction || GDALDatasetCommitTransaction(dataset) == OGRERR_NONE
    }

    private static func write(_ row: Row, to layer: OGRLayerH, columns: [Column]) -> Bool {
      guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { return false }
      defer { OGR_F_Destroy(feature) }
      for (index, cell) in row.cells.enumerated() { set(Int32(index), of: feature, to: cell) }
      if let shape = row.shape {
        var geometry: OGRGeometryH?
        guard OGR_G_CreateFromWkb(shape, nil, &geometry, Int32(shape.count)) == OGRERR_NONE, let geometry else {
          return false
        }
        guard OGR_F_SetGeometryDirectly(feature, geometry) == OGRERR_NONE else { return false }
      }
      return OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
    }

    private static func set(_ field: Int32, of feature: OGRFeatureH, to cell: PropertyValue) {
      switch cell {
      case .null: OGR_F_SetFieldNull(feature, field)
      case .flag(let flag): OGR_F_SetFieldString(feature, field, flag ? "true" : "false")
      case .whole(let count): OGR_F_SetFieldInteger64(feature, field, GIntBig(count))
      case .decimal(let number, let places):
        // The number as the other files have it.
        let rounded = Double(NumberText.plain(number, places: places))
        if let rounded { OGR_F_SetFieldDouble(feature, field, rounded) } else { OGR_F_SetFieldNull(feature, field) }
      case .text(let text): OGR_F_SetFieldString(feature, field, text)
      case .list, .members:
        OGR_F_SetFieldString(feature, field, String(decoding: JSONWriter.compact(cell), as: UTF8.self))
      }
    }

    /// Keeps GDAL from printing; its last message stays to be asked for.
    private static func quietly<Result>(_ body: () -> Result) -> Result {
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      return body()
    }

    private static func failure(_ name: String) -> OutputError {
      let message = String(cString: CPLGetLastErrorMsg())
      return OutputError(path: name, reason: .library(message.isEmpty ? "no reason given" : message))
    }
  }

  extension GDALFile.Column {
    /// The columns that hold all members of the records, in the order in which they first stand, each of the type that
    /// holds all its values.
    package static func all(of records: [[PropertyValue.Member]]) -> [GDALFile.Column] {
      var columns: [GDALFile.Column] = []
      var position: [String: Int] = [:]
      var isTyped: [Bool] = []
      for member in records.joined() {
        let index = position[member.name] ?? columns.count
        if index == columns.count {
          position[member.name] = index
          columns.append(GDALFile.Column(name: member.name, type: .text))
          isTyped.append(false)
        }
        guard let type = member.value.columnType else { continue }
        columns[index].type = isTyped[index] ? columns[index].type.joined(with: type) : type
        isTyped[index] = true
      }
      return columns
    }
  }

  extension GDALFile.ColumnType {
    fileprivate func joined(with other: Self) -> Self {
      if self == other { return self }
      return self == .text || other == .text ? .text : .decimal
    }
  }

  extension PropertyValue {
    /// nil for an unknown value, which any column holds.
    fileprivate var columnType: GDALFile.ColumnType? {
      switch self {
      case .null: nil
      case .whole: .whole
      case .decimal: .decimal
      case .flag, .text, .list, .members: .text
      }
    }
  }
#endif
