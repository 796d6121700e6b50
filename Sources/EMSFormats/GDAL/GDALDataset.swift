#if GDAL
  import CGDAL
  import EMSModel
  import Foundation
  import GeoKit

  /// An open vector dataset; closed with its owner.
  final class GDALDataset {
    private let handle: GDALDatasetH

    /// - Parameter keepsHeaders: whether a workbook's header row is read as a row and every cell as text.
    init(_ url: URL, file: String, drivers: [String], keepsHeaders: Bool) throws(InputProblems) {
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      if keepsHeaders {
        for kind in ["XLSX", "ODS"] {
          CPLSetThreadLocalConfigOption("OGR_\(kind)_HEADERS", "DISABLE")
          CPLSetThreadLocalConfigOption("OGR_\(kind)_FIELD_TYPES", "STRING")
        }
      }
      // Shapefiles are read as bytes and decoded here: GDAL takes those without .cpg for Latin-1.
      let options = drivers == ["ESRI Shapefile"] ? ["ENCODING="] : []
      let opened = GDALOpening.open(url.path, .vector, drivers: drivers, options: options)
      guard let opened else {
        let reason = String(cString: CPLGetLastErrorMsg())
        throw InputProblems([
          InputProblem(
            file: file, english: "the file cannot be opened: \(reason.isEmpty ? "not of its kind" : reason)",
            chinese: "无法打开文件：\(reason.isEmpty ? "格式不符" : reason)",
            remedyEnglish: "Export it again, or save it as CSV or GeoJSON", remedyChinese: "请重新导出，或另存为 CSV 或 GeoJSON")
        ])
      }
      handle = opened
    }

    deinit { GDALClose(handle) }

    var layers: [GDALLayer] {
      (0..<GDALDatasetGetLayerCount(handle)).compactMap { index in
        GDALDatasetGetLayer(handle, index).map { GDALLayer(owner: self, handle: $0) }
      }
    }
  }

  /// A layer of an open dataset, which it keeps open.
  struct GDALLayer {
    /// What a layer holds.
    struct Contents {
      var columns: [String]
      var rows: [GDALRow]
      var hasShapes: Bool
      var crs: String?
      var passedOver: [String] = []
      /// The columns whose type is a number.
      var numbers: Set<Int> = []
    }

    let owner: GDALDataset
    let handle: OGRLayerH

    var name: String { String(cString: OGR_L_GetName(handle)) }

    /// Reads all rows; text that GDAL hands over as bytes, as of Shapefiles, is decoded as a whole, so that one name
    /// decides for all.
    func read(file: String, isBytes: Bool, encoding: String?) throws(InputProblems) -> Contents {
      let definition = OGR_L_GetLayerDefn(handle)
      let count = OGR_FD_GetFieldCount(definition)
      var texts: [[UInt8]] = (0..<count).map { index in
        OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index)).map { Self.bytes($0) } ?? []
      }
      // Cells in one list behind the headers, so that they are decoded together; -1 where a cell is empty.
      var cells: [[Int]] = []
      var numbers: [Int] = []
      var shapes: [SourceShape?] = []
      var hasShapes = false
      OGR_L_ResetReading(handle)
      while let feature = OGR_L_GetNextFeature(handle) {
        defer { OGR_F_Destroy(feature) }
        var row: [Int] = []
        for field in 0..<count {
          guard OGR_F_IsFieldSetAndNotNull(feature, field) != 0, let text = OGR_F_GetFieldAsString(feature, field)
          else {
            row.append(-1)
            continue
          }
          row.append(texts.count)
          texts.append(Self.wholeNumber(feature, field).map { Array(String($0).utf8) } ?? Self.bytes(text))
        }
        cells.append(row)
        numbers.append(Int(OGR_F_GetFID(feature)))
        let shape = OGR_F_GetGeometryRef(feature).flatMap { GDALShape.read($0) }
        hasShapes = hasShapes || shape != nil
        shapes.append(shape)
      }
      let decoded = try Self.decoded(texts, file: file, encoding: isBytes ? encoding : "utf-8")
      let rows = cells.indices.map { index in
        GDALRow(
          number: numbers[index], cells: cells[index].map { $0 < 0 ? nil : decoded[$0] }, shape: shapes[index])
      }
      let numeric = (0..<count).filter { index in
        [OFTInteger, OFTInteger64, OFTReal].contains(OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, index)))
      }
      return Contents(
        columns: Array(decoded.prefix(Int(count))), rows: rows, hasShapes: hasShapes, crs: declaredCRS,
        numbers: Set(numeric.map(Int.init)))
    }

    /// The whole number that a real field holds, as codes do in dBASE; nil for any other field or value.
    private static func wholeNumber(_ feature: OGRFeatureH, _ field: Int32) -> Int64? {
      guard OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTReal else { return nil }
      let value = OGR_F_GetFieldAsDouble(feature, field)
      return abs(value) < 1e15 ? Int64(exactly: value) : nil
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
      Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// The texts, decoded with one encoding for all of them.
    private static func decoded(
      _ texts: [[UInt8]], file: String, encoding: String?
    ) throws(InputProblems) -> [String] {
      if let encoding, encoding != "utf-8", encoding != "gb18030" {
        let page = try CodePage(encoding, file: file)
        var decoded: [String] = []
        for text in texts { decoded.append(try page.decoded(text)) }
        return decoded
      }
      // Line feeds join the texts into one, which no cell of a database holds.
      let clean = texts.map { $0.map { $0 == 0x0A ? 0x20 : $0 } }
      let joined = Data(clean.joined(separator: [0x0A]))
      let utf8 = try TextEncoding.utf8(joined, declared: encoding, file: file)
      return utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    private var declaredCRS: String? {
      guard let system = OGR_L_GetSpatialRef(handle) else { return nil }
      if let name = OSRGetAuthorityName(system, nil), let code = OSRGetAuthorityCode(system, nil) {
        return "\(String(cString: name)):\(String(cString: code))"
      }
      let name = OSRGetName(system).map { String(cString: $0) } ?? ""
      if OSRIsLocal(system) != 0 || name.hasPrefix("Undefined") || isPlainDegrees(system) { return nil }
      return name.isEmpty ? "user_defined" : name
    }

    /// Whether the system is longitude and latitude of WGS 84 or CGCS2000, in degrees from Greenwich.
    private func isPlainDegrees(_ system: OGRSpatialReferenceH) -> Bool {
      let datum = OSRGetAttrValue(system, "DATUM", 0).map { String(cString: $0) } ?? ""
      let isKnown = ["WGS_1984", "WGS84", "World Geodetic System 1984", "China_2000"].contains { datum.contains($0) }
      return isKnown && OSRIsGeographic(system) != 0 && OSRGetPrimeMeridian(system, nil) == 0
        && abs(OSRGetAngularUnits(system, nil) - .pi / 180) < 1e-9
    }
  }

  extension GDALLayer.Contents {
    /// The layer without the columns in which no row says anything.
    var withoutEmptyColumns: GDALLayer.Contents {
      let kept = columns.indices.filter { column in rows.contains { $0.cells[column]?.isEmpty == false } }
      var contents = self
      contents.columns = kept.map { columns[$0] }
      contents.numbers = Set(kept.indices.filter { numbers.contains(kept[$0]) })
      for row in rows.indices { contents.rows[row].cells = kept.map { rows[row].cells[$0] } }
      return contents
    }

    /// The columns' headers as they are compared with others'.
    var headers: Set<String> { Set(columns.map(FieldSynonyms.normalised)) }

    /// Whether at least two columns are headed by known words.
    var hasKnownHeaders: Bool {
      let known = Set(Field.allCases.flatMap { FieldSynonyms.headers(of: $0) })
      return headers.intersection(known).count >= 2
    }

    /// The sheet with its header found, and without the rows that are none of its own.
    var withHeaderRowFound: GDALLayer.Contents {
      guard let form = TableForm.header(of: rows.prefix(TableForm.top).map(\.cells)) else {
        return GDALLayer.Contents(columns: [], rows: [], hasShapes: false, crs: nil)
      }
      var contents = GDALLayer.Contents(columns: form.columns, rows: [], hasShapes: false, crs: nil)
      for row in rows[form.below...] where row.cells.contains(where: { $0?.isEmpty == false }) {
        if let what = TableForm.passedOver(row.cells) {
          contents.passedOver.append(what)
        } else {
          contents.rows.append(row)
        }
      }
      return contents
    }
  }
#endif
