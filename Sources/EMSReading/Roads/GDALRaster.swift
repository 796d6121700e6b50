#if GDAL
  import CGDAL
  import EMSFormats
  import EMSModel
  import Foundation
  import GeoKit
  import TravelNetwork

  /// Reads the first band of a raster: its scale and offset applied, its voids and what its mask leaves out missing.
  enum GDALRaster {
    static func read(_ path: String) throws(InputProblems) -> RasterFile {
      try GDALDataset.requireDatabaseOfSystems(for: path)
      try ASCIIGrid.check(URL(fileURLWithPath: path), file: path)
      return try GDALErrors.collecting(of: path) { _ throws(InputProblems) in try raster(path) }
    }

    private static func raster(_ path: String) throws(InputProblems) -> RasterFile {
      guard let dataset = GDALOpening.open(path, .raster, drivers: GDALOpening.rasterDrivers) else {
        throw RasterFile.problem(
          path, "this is not a raster", "这不是栅格文件",
          ("Give a GeoTIFF; gdal_translate makes one of other formats", "请提供 GeoTIFF；其他格式可用 gdal_translate 转换"))
      }
      defer { GDALClose(dataset) }
      let system = GDALGetSpatialRef(dataset)
      if let secret = system.flatMap({ SecretDatum.name(of: $0) }) {
        throw RasterFile.problem(
          path,
          "the raster rests on \(secret), whose parameters to CGCS2000 are not public; it would be off by 50 to 150 m",
          "栅格基于 \(secret)，其与 CGCS2000 的转换参数不公开，直接使用会偏移 50–150 米",
          ("Have the surveying office convert it to CGCS2000", "请由测绘部门将其转换为 CGCS2000"))
      }
      if let system, OSRIsGeographic(system) == 0 {
        throw RasterFile.problem(
          path, "the raster is in metres; it must be in degrees", "栅格以米为单位；应以度为单位",
          ("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
      }
      var transform = [Double](repeating: 0, count: 6)
      let (columns, rows) = (Int(GDALGetRasterXSize(dataset)), Int(GDALGetRasterYSize(dataset)))
      if columns * rows > InputLimits.cellsOfRaster {
        throw RasterFile.problem(
          path, "the raster has \(columns) × \(rows) cells; at most \(InputLimits.cellsOfRaster) are read",
          "栅格有 \(columns) × \(rows) 个单元；最多读取 \(InputLimits.cellsOfRaster) 个",
          ("Clip it to the area, or use larger cells: gdalwarp -te, -tr", "请裁剪到本区域或使用更大的单元：gdalwarp -te、-tr"))
      }
      try MemoryLimit.require(InputLimits.memory(ofRasterCells: columns * rows), for: path)
      guard GDALGetGeoTransform(dataset, &transform) == CE_None, transform[2] == 0, transform[4] == 0,
        transform[5] < 0,
        let frame = GridFrame(
          rows: rows, columns: columns, west: transform[0], north: transform[3], cellWidth: transform[1],
          cellHeight: -transform[5]), let band = GDALGetRasterBand(dataset, 1)
      else {
        throw RasterFile.problem(
          path, "the raster is not a north-up grid in degrees", "栅格不是以度为单位的正北网格",
          ("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
      }
      if let system { try checkDatum(of: system, frame, path) }
      let window: RasterBand.Window<Float> = try RasterBand.cells(
        of: band, columns: 0..<columns, rows: 0..<rows, path: path, file: path)
      var values = window.values
      var hasNoData: Int32 = 0
      let noData = Float(GDALGetRasterNoDataValue(band, &hasNoData))
      if hasNoData != 0 { for cell in values.indices where values[cell] == noData { values[cell] = .nan } }
      try leaveOutMasked(&values, band, columns, rows, path)
      scale(&values, band)
      let unit = GDALGetRasterUnitType(band).map { String(cString: $0) } ?? ""
      let datum =
        system == nil
        ? Note(
          .warning,
          english:
            "\(path): nothing declares the datum of the raster, wgs84 is taken (gdal_edit.py -a_srs EPSG:4326 declares it)",
          chinese: "\(path)：栅格没有坐标系声明，按 wgs84 处理（可用 gdal_edit.py -a_srs EPSG:4326 声明）") : nil
      return RasterFile(
        frame: frame, values: values, unit: unit, notes: [window.note(path), datum].compactMap { $0 })
    }

    /// Refuses a raster whose datum lies a tenth of a cell or more off WGS 84 in its middle.
    private static func checkDatum(
      of system: OGRSpatialReferenceH, _ frame: GridFrame, _ path: String
    ) throws(InputProblems) {
      guard let name = GDALLayer.declared(system), let datum = Datum(name: name),
        let converter = try? DatumConverter(from: datum), !converter.isIdentity
      else { return }
      let middle = frame.centre(ofCell: frame.rows / 2 * frame.columns + frame.columns / 2)
      guard let moved = try? converter.toWGS84(middle) else { return }
      let shift = max(
        abs(moved.longitude - middle.longitude) / frame.cellWidth,
        abs(moved.latitude - middle.latitude) / frame.cellHeight)
      if shift < 0.1 { return }
      let metres = NumberText.grouped(Int(Geodesic.distance(middle, moved).metres.rounded()))
      throw RasterFile.problem(
        path, "the raster rests on \(datum.name), \(metres) m off WGS 84", "栅格基于 \(datum.name)，与 WGS 84 相差 \(metres) 米",
        ("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
    }

    /// A mask of its own, as of an alpha band, says which cells hold data.
    private static func leaveOutMasked(
      _ values: inout [Float], _ band: GDALRasterBandH, _ columns: Int, _ rows: Int, _ path: String
    ) throws(InputProblems) {
      let flags = GDALGetMaskFlags(band)
      guard flags & (GMF_ALL_VALID | GMF_NODATA) == 0, let mask = GDALGetMaskBand(band) else { return }
      let isData: RasterBand.Window<UInt8> = try RasterBand.cells(
        of: mask, columns: 0..<columns, rows: 0..<rows, path: path, file: path)
      for cell in values.indices where isData.values[cell] == 0 { values[cell] = .nan }
    }

    /// What the band stores stands for `scale × value + offset`.
    private static func scale(_ values: inout [Float], _ band: GDALRasterBandH) {
      var (hasScale, hasOffset): (Int32, Int32) = (0, 0)
      let scale = GDALGetRasterScale(band, &hasScale)
      let offset = GDALGetRasterOffset(band, &hasOffset)
      if (hasScale == 0 || scale == 1) && (hasOffset == 0 || offset == 0) { return }
      for cell in values.indices { values[cell] = Float(Double(values[cell]) * scale + offset) }
    }
  }
#endif
