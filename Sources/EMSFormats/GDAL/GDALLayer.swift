#if GDAL
  import CGDAL
  import EMSModel
  import Foundation

  /// A layer of an open dataset, which it keeps open.
  package struct GDALLayer {
    let owner: GDALDataset
    package let handle: OGRLayerH

    package var name: String { String(cString: OGR_L_GetName(handle)) }

    /// Hands over every feature, counted from 1.
    ///
    /// - Throws: one problem where the file breaks off, is damaged or holds fewer features than it says; what `body`
    ///   throws.
    package func forEachFeature(
      _ body: (OGRFeatureH, Int) throws(InputProblems) -> Void
    ) throws(InputProblems) {
      try GDALErrors.collecting(of: owner.file) { errors throws(InputProblems) in
        let expected = owner.count(of: self)
        var read = 0
        OGR_L_ResetReading(handle)
        while let feature = OGR_L_GetNextFeature(handle) {
          defer { OGR_F_Destroy(feature) }
          guard errors.failures.isEmpty else { break }
          read += 1
          guard read <= InputLimits.rows else { throw Self.tooLong(owner.file) }
          try body(feature, read)
        }
        guard errors.failures.isEmpty, expected.map({ read >= $0 }) ?? true else {
          throw Self.damaged(owner.file, after: read, of: expected)
        }
      }
    }

    static func damaged(_ file: String, after read: Int?, of expected: Int?) -> InputProblems {
      let (english, chinese) =
        switch (read, expected) {
        case (let read?, let expected?) where read < expected:
          ("; \(read) of its \(expected) features can be read", "；共 \(expected) 个要素，只能读取 \(read) 个")
        default: ("", "")
        }
      return InputProblems([
        InputProblem(
          file: file, place: read.map { .feature($0 + 1, id: nil) } ?? .file, english: "the file is damaged" + english,
          chinese: "文件已损坏" + chinese, remedyEnglish: "Copy or export the file again",
          remedyChinese: "请重新复制或导出文件")
      ])
    }

    private static func tooLong(_ file: String) -> InputProblems {
      InputProblems([
        InputProblem(
          file: file, english: "the layer has more than the \(InputLimits.rows) rows that are read",
          chinese: "图层超过可读取的 \(InputLimits.rows) 行", remedyEnglish: "Cut the file to the region",
          remedyChinese: "请将文件裁剪到规划区域")
      ])
    }

    // MARK: Texts

    /// The names of the fields as bytes.
    private var fieldNames: [[UInt8]] {
      let definition = OGR_L_GetLayerDefn(handle)
      return (0..<OGR_FD_GetFieldCount(definition)).map { index in
        OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index)).map { Self.bytes($0) } ?? []
      }
    }

    /// How the texts of the layer are read; looks at all of them where the format does not fix it.
    package func text() throws(InputProblems) -> LayerText {
      var foreign = Set(fieldNames.map { LayerText.wholeUTF8($0) ?? $0 }.filter { $0.contains { $0 >= 0x80 } })
      if owner.encoding.map({ EncodingName($0) }) != .utf8 {
        let definition = OGR_L_GetLayerDefn(handle)
        let fields = (0..<OGR_FD_GetFieldCount(definition)).filter { index in
          OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, index)) == OFTString
        }
        try forEachFeature { (feature, _) throws(InputProblems) in
          for field in fields {
            guard let bytes = Self.bytes(feature, field), bytes.contains(where: { $0 >= 0x80 }) else { continue }
            foreign.insert(bytes)
          }
        }
      }
      return try LayerText(of: foreign, declared: owner.encoding, mark: owner.mark, file: owner.file)
    }

    /// The names of the fields; what is no text in one bears U+FFFD.
    package func columns(_ text: LayerText) -> [String] {
      fieldNames.map { bytes in
        let name = text.name(bytes) ?? String(decoding: bytes, as: UTF8.self)
        return (owner.fieldNames[name] ?? name).trimmingCharacters(in: .whitespacesAndNewlines)
      }
    }

    /// The bytes of a cell as text; nil where it is empty. A whole number in a real field, as dBASE has codes, is
    /// written as one.
    package static func bytes(_ feature: OGRFeatureH, _ field: Int32) -> [UInt8]? {
      guard OGR_F_IsFieldSetAndNotNull(feature, field) != 0, let text = OGR_F_GetFieldAsString(feature, field) else {
        return nil
      }
      if OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTReal {
        let value = OGR_F_GetFieldAsDouble(feature, field)
        if abs(value) < 1e15, let whole = Int64(exactly: value) { return Array(String(whole).utf8) }
      }
      return bytes(text)
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
      Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    // MARK: The system of coordinates

    /// The system that the layer declares: `EPSG:N`, or its definition as well-known text where no code stands for it;
    /// nil where it declares none.
    package var declaredCRS: String? { OGR_L_GetSpatialRef(handle).flatMap { Self.declared($0) } }

    /// The same of any of GDAL's systems.
    package static func declared(_ system: OGRSpatialReferenceH) -> String? {
      // Lines with heights come in three dimensions, of which two are read.
      if OSRGetAxesCount(system) == 3, OSRIsCompound(system) == 0, let flat = OSRClone(system) {
        defer { OSRDestroySpatialReference(flat) }
        if OSRDemoteTo2D(flat, nil) == OGRERR_NONE, OSRGetAxesCount(flat) == 2 { return declared(flat) }
      }
      if let name = OSRGetAuthorityName(system, nil), let code = OSRGetAuthorityCode(system, nil) {
        let name = String(cString: name)
        let code = String(cString: code)
        // ESRI's and OGC's numbers are others than EPSG's.
        if name.uppercased() == "EPSG" || name == "OGC" && code == "CRS84" { return "\(name):\(code)" }
      }
      let name = OSRGetName(system).map { String(cString: $0) } ?? ""
      if OSRIsLocal(system) != 0 || name.hasPrefix("Undefined") { return nil }
      if isPlainDegrees(system) { return "wgs84" }
      var text: UnsafeMutablePointer<CChar>?
      defer { VSIFree(text) }
      let options: [String] = ["FORMAT=WKT2_2019"]
      let exported = GDALOpening.withList(options) { OSRExportToWktEx(system, &text, $0) }
      guard exported == OGRERR_NONE, let text else { return name.isEmpty ? "user_defined" : name }
      return String(cString: text)
    }

    /// Whether the system is longitude and latitude of WGS 84 or CGCS2000, in degrees from Greenwich.
    private static func isPlainDegrees(_ system: OGRSpatialReferenceH) -> Bool {
      let datum = OSRGetAttrValue(system, "DATUM", 0).map { String(cString: $0) } ?? ""
      let isKnown = ["WGS_1984", "WGS84", "World Geodetic System 1984", "China_2000"].contains { datum.contains($0) }
      return isKnown && OSRIsGeographic(system) != 0 && OSRGetPrimeMeridian(system, nil) == 0
        && abs(OSRGetAngularUnits(system, nil) - .pi / 180) < 1e-9
    }
  }
#endif
