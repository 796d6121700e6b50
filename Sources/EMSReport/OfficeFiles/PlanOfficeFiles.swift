#if GDAL
  import CGDAL
  import EMSFormats
  import EMSModel
  import GeoKit

  /// The plan as one GeoPackage that opens drawn in QGIS, and its layers as FlatGeobuf.
  enum PlanOfficeFiles {
    static let geoPackageName = "plan.gpkg"

    /// The layers of the GeoPackage that have features: those of the plan, the counties and the facilities.
    static func layers(of report: PlanReport) -> [PlanLayer] {
      ([.counties(of: report.area), .facilities(of: report.area)] + PlanLayer.all(of: report))
        .filter { !$0.features.isEmpty }
    }

    /// What the table of a layer is called.
    static func table(of layer: PlanLayer) -> String { layer.name.replacing("-", with: "_") }

    /// Writes a GeoPackage with the layers, and their styles in `layer_styles`.
    ///
    /// - Parameter layers: those of ``layers(of:)``.
    /// - Throws: `OutputError`; `GeoKitError` where a shape cannot be rounded.
    static func writeGeoPackage(
      _ report: PlanReport, layers: [PlanLayer], to path: String, name: String
    ) throws {
      let file = try GDALFile(driver: "GPKG", path: path, name: name)
      var styles: [[PropertyValue.Member]] = []
      for layer in layers {
        let table = table(of: layer)
        // "fid" and not "id": the layers have ids of their own.
        try add(
          layer, to: file, as: table, options: ["FID=fid", "GEOMETRY_NAME=geom", "IDENTIFIER=\(layer.title.both)"])
        styles.append(styleRow(table, LayerStyle(layer, words: report.inItsTerms).document))
      }
      let notes: [[PropertyValue.Member]] = report.notes.map { note in
        [
          .init("kind", .text(note.kind.rawValue)), .init("en", .text(note.english)), .init("zh", .text(note.chinese)),
        ]
      }
      for (table, records, key) in [("notes", notes, "fid"), ("layer_styles", styles, "id")] where !records.isEmpty {
        try file.add(
          table: table, shape: wkbNone, columns: GDALFile.Column.all(of: records),
          rows: records.map { GDALFile.Row(shape: nil, cells: $0.map(\.value)) }, options: ["FID=\(key)"])
      }
      try file.writeTitles()
      try file.finish()
    }

    /// Writes a layer with features as FlatGeobuf, which leaves out features without a shape.
    ///
    /// - Throws: `OutputError`; `GeoKitError` where a shape cannot be rounded.
    static func writeFlatGeobuf(_ layer: PlanLayer, to path: String, name: String) throws {
      let file = try GDALFile(driver: "FlatGeobuf", path: path, name: name)
      try add(layer, to: file, as: layer.name)
      try file.finish()
    }

    private static func add(
      _ layer: PlanLayer, to file: GDALFile, as table: String, options: [String] = []
    ) throws {
      let columns = layer.fields.map {
        GDALFile.Column(name: $0, type: FieldType.of($0), title: FieldTitle.of($0).both)
      }
      let position = Dictionary(
        columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
      var rows: [GDALFile.Row] = []
      for feature in layer.features {
        var cells = [PropertyValue](repeating: .null, count: columns.count)
        for member in feature.properties { if let index = position[member.name] { cells[index] = member.value } }
        rows.append(GDALFile.Row(shape: try feature.geometry.flatMap(WellKnownBinary.bytes), cells: cells))
      }
      try file.add(table: table, shape: shapeType(of: layer), columns: columns, rows: rows, options: options)
    }

    private static func shapeType(of layer: PlanLayer) -> OGRwkbGeometryType {
      switch layer.features.lazy.compactMap(\.geometry).first {
      case .point: wkbPoint
      case .line: wkbLineString
      case .area, nil: wkbMultiPolygon
      }
    }

    /// The columns that QGIS looks for.
    private static func styleRow(_ table: String, _ style: String) -> [PropertyValue.Member] {
      [
        .init("f_table_catalog", ""), .init("f_table_schema", ""), .init("f_table_name", .text(table)),
        .init("f_geometry_column", "geom"), .init("styleName", .text(table)), .init("styleQML", .text(style)),
        .init("styleSLD", ""), .init("useAsDefault", 1), .init("description", ""), .init("owner", ""),
        .init("ui", ""), .init("update_time", "2000-01-01T00:00:00.000Z"),
      ]
    }
  }
#endif
