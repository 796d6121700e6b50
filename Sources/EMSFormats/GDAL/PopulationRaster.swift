#if GDAL
  import CGDAL
  import EMSModel
  import Foundation
  import GeoKit

  /// A raster of people per cell (WorldPop, GHS-POP) and where its cells lie; closed with its owner.
  package final class PopulationRaster {
    /// Cells of the whole file.
    package let columns: Int
    package let rows: Int
    private let file: String
    private let path: String
    private let dataset: GDALDatasetH
    private var transform = [Double](repeating: 0, count: 6)
    /// From longitude and latitude to the raster's plane and back; nil where the plane is of degrees.
    private var forward: OGRCoordinateTransformationH?
    private var backward: OGRCoordinateTransformationH?

    /// So many cells are read at once.
    static let mostCells = 60_000_000

    /// - Throws: one problem: not a GeoTIFF, not north-up, no system or one that is not of WGS 84 or CGCS2000.
    package init(_ url: URL, file: String) throws(InputProblems) {
      try InputFile.check(url, as: file)
      try GDALDataset.requireDatabaseOfSystems(for: file)
      try ASCIIGrid.check(url, file: file)
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      let opened = GDALOpening.open(url.path, .raster, drivers: GDALOpening.rasterDrivers)
      guard let opened else {
        throw Self.problem(
          file, Phrase("the file is no GeoTIFF and no ASCII grid", "文件不是 GeoTIFF 或 ASCII 栅格"),
          Phrase("Export it as GeoTIFF", "请导出为 GeoTIFF"))
      }
      dataset = opened
      self.file = file
      path = url.path
      columns = Int(GDALGetRasterXSize(opened))
      rows = Int(GDALGetRasterYSize(opened))
      guard GDALGetGeoTransform(opened, &transform) == CE_None, transform[2] == 0, transform[4] == 0, transform[1] > 0,
        transform[5] < 0
      else {
        throw Self.problem(
          file, Phrase("the raster is not a grid with north on top", "栅格不是正北朝上的网格"),
          Phrase("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
      }
      try requireOneBandOfPeople()
      try setTransformations()
    }

    /// Refuses bands of which one would be taken unasked, and people of an area instead of a cell.
    private func requireOneBandOfPeople() throws(InputProblems) {
      let bands = (1...max(1, GDALGetRasterCount(dataset))).compactMap { GDALGetRasterBand(dataset, $0) }
      let ofPeople = bands.count { GDALGetRasterColorInterpretation($0) != GCI_AlphaBand }
      guard ofPeople == 1 else {
        throw Self.problem(
          file, Phrase("the raster has \(ofPeople) bands of values", "栅格有 \(ofPeople) 个数值波段"),
          Phrase("Keep the one of the people: gdal_translate -b N", "请只保留人口波段：gdal_translate -b N"))
      }
      let unit = bands.first.flatMap { GDALGetRasterUnitType($0) }.map { String(cString: $0) } ?? ""
      let word = unit.lowercased()
      if ["/", "per ", "km", "^-", "密度", "公里", "万", "thousand"].contains(where: { word.contains($0) }) {
        throw Self.problem(
          file,
          Phrase("the raster's unit is “\(unit)” and not people of a cell", "栅格的单位是“\(unit)”，不是每个单元的人数"),
          Phrase("Give the raster of counts", "请提供每个单元人数的栅格"))
      }
      if let band = bands.first, let said = Self.saying(of: band) ?? Self.saying(of: dataset) {
        throw Self.problem(
          file,
          Phrase(
            "the raster calls itself “\(said)”, which is not people of a cell", "栅格自述为“\(said)”，不是每个单元的人数"),
          Phrase(
            "Give the raster of counts, or take the words out of the file where they are wrong: gdal_edit.py -unsetmd",
            "请提供每个单元人数的栅格；如说明有误，请将其删除：gdal_edit.py -unsetmd"))
      }
    }

    /// What a band or file says of its values where that is a density or a logarithm; nil where it says neither.
    private static func saying(of object: GDALMajorObjectH) -> String? {
      var texts = [GDALGetDescription(object).map { String(cString: $0) } ?? ""]
      // A file is described by its path.
      if texts[0].contains("/") { texts = [] }
      var at = GDALGetMetadata(object, nil)
      while let entry = at?.pointee {
        let text = String(cString: entry)
        let name = text.prefix { $0 != "=" }.lowercased()
        let isOfValues = ["unit", "description", "long_name", "standard_name", "title", "variable", "quantity"]
          .contains { name.contains($0) }
        if isOfValues { texts.append(String(text.dropFirst(name.count + 1))) }
        at = at?.advanced(by: 1)
      }
      return texts.first { text in
        text.lowercased().contains(
          /densit|\bper (?:sq|km|ha\b|hectare|square)|\/ ?(?:sq|km|ha\b)|km ?(?:\^?-2|⁻²)|\blog(?:10|arithm)?\b|\bln\b|密度|每平方|对数/
        )
      }
    }

    deinit {
      if let forward { OCTDestroyCoordinateTransformation(forward) }
      if let backward { OCTDestroyCoordinateTransformation(backward) }
      GDALClose(dataset)
    }

    private func setTransformations() throws(InputProblems) {
      let datum = GDALGetSpatialRef(dataset).flatMap { OSRGetAttrValue($0, "DATUM", 0) }.map { String(cString: $0) }
      guard let system = GDALGetSpatialRef(dataset), let datum,
        ["WGS_1984", "WGS_1984_ensemble", "D_WGS_1984", "China_2000", "China_2000_datum"].contains(datum)
          || datum.hasPrefix("World Geodetic System 1984")
      else {
        throw Self.problem(
          file,
          Phrase(
            "the raster is not on WGS 84 or CGCS2000, but on “\(datum ?? "")”",
            "栅格不在 WGS 84 或 CGCS2000 上，而在“\(datum ?? "")”上"
          ),
          Phrase("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
      }
      if OSRIsGeographic(system) != 0 { return }
      let degrees = OSRClone(system).flatMap { own -> OGRSpatialReferenceH? in
        defer { OSRRelease(own) }
        return OSRCloneGeogCS(own)
      }
      let plane = OSRClone(system)
      defer {
        if let degrees { OSRRelease(degrees) }
        if let plane { OSRRelease(plane) }
      }
      if let degrees, let plane {
        for reference in [degrees, plane] { OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER) }
        forward = OCTNewCoordinateTransformation(degrees, plane)
        backward = OCTNewCoordinateTransformation(plane, degrees)
      }
      guard forward != nil, backward != nil else {
        throw Self.problem(
          file, Phrase("the raster's projection is unknown", "栅格的投影未知"),
          Phrase("Reproject it: gdalwarp -t_srs EPSG:4326", "请重投影：gdalwarp -t_srs EPSG:4326"))
      }
    }

    package static func problem(_ file: String, _ what: Phrase, _ remedy: Phrase) -> InputProblems {
      InputProblems([InputProblem(file: file, what, remedy)])
    }

    /// Column and row of a place; the first cell reaches from 0 to 1. nil where the projection has no such place.
    package func gridPlace(of point: Coordinate) -> SIMD2<Double>? {
      var (x, y) = (point.longitude, point.latitude)
      if let forward, OCTTransform(forward, 1, &x, &y, nil) == 0 { return nil }
      return SIMD2((x - transform[0]) / transform[1], (y - transform[3]) / transform[5])
    }

    /// The place of a column and row.
    package func coordinate(of place: SIMD2<Double>) -> Coordinate? {
      var (x, y) = (transform[0] + place.x * transform[1], transform[3] + place.y * transform[5])
      if let backward, OCTTransform(backward, 1, &x, &y, nil) == 0 { return nil }
      return Coordinate(longitude: x, latitude: y)
    }

    /// The side of a cell there, the root of its area.
    package func cellSide(at place: SIMD2<Double>) -> Distance? {
      guard let west = coordinate(of: place - SIMD2(0.5, 0)), let east = coordinate(of: place + SIMD2(0.5, 0)),
        let north = coordinate(of: place - SIMD2(0, 0.5)), let south = coordinate(of: place + SIMD2(0, 0.5))
      else { return nil }
      let area = Geodesic.distance(west, east).metres * Geodesic.distance(north, south).metres
      return area.isFinite ? .metres(area.squareRoot()) : nil
    }

    /// The people of the cells of a window, row by row; 0 where the raster has no data.
    ///
    /// - Throws: a window of too many cells, a file that is damaged, a value that is no number of people.
    package func people(columns: Range<Int>, rows: Range<Int>) throws(InputProblems) -> [Double] {
      guard columns.count * rows.count <= Self.mostCells else {
        throw Self.problem(
          file,
          Phrase(
            "the area has \(columns.count) × \(rows.count) cells, more than the \(Self.mostCells) that are read",
            "区域内有 \(columns.count) × \(rows.count) 个单元，超过可读取的 \(Self.mostCells) 个"),
          Phrase("Use larger cells: gdalwarp -tr … -r sum", "请合并单元：gdalwarp -tr … -r sum"))
      }
      guard let band = GDALGetRasterBand(dataset, 1) else {
        throw Self.problem(file, Phrase("the raster is damaged", "栅格已损坏"), Phrase("Export it again", "请重新导出"))
      }
      var values: [Double] = try RasterBand.cells(of: band, columns: columns, rows: rows, path: path, file: file)
      let isData = try mask(of: band, columns, rows)
      var hasNoData: Int32 = 0
      let noData = GDALGetRasterNoDataValue(band, &hasNoData)
      // A single-precision band holds its no-data value in single precision, whatever the header says.
      let isNoData = { (value: Double) in
        value.isNaN || hasNoData != 0 && (value == noData || Float(value) == Float(noData))
      }
      let largest = Self.largest[GDALGetRasterDataType(band).rawValue]
      // Where a file declares what stands for no data, another type's largest value is a count like others.
      let otherFills = hasNoData == 0 && isData == nil ? Self.largestOfTypes : []
      var (hasScale, hasOffset): (Int32, Int32) = (0, 0)
      let (scale, offset) = (GDALGetRasterScale(band, &hasScale), GDALGetRasterOffset(band, &hasOffset))
      for index in values.indices {
        let stored = values[index]
        if isNoData(stored) || isData.map({ $0[index] == 0 }) ?? false {
          values[index] = 0
          continue
        }
        // What the band stores stands for scale × value + offset.
        values[index] = (hasScale == 0 ? 1 : scale) * stored + (hasOffset == 0 ? 0 : offset)
        let isFill = stored == largest || otherFills.contains(stored)
        guard !isFill, values[index] >= 0, values[index] <= Self.mostPeople else {
          let (column, row) = (index % columns.count + columns.lowerBound, index / columns.count + rows.lowerBound)
          throw Self.problem(
            file,
            Phrase(
              "\(stored) in column \(column), row \(row) is no number of people",
              "第 \(column) 列、第 \(row) 行的 \(stored) 不是人数"),
            Phrase(
              "Declare it as no data: gdal_translate -a_nodata \(stored)"
                + (isFill ? "; if so many people live there, -a_nodata -1 -ot Float64" : ""),
              "请声明为无数据：gdal_translate -a_nodata \(stored)" + (isFill ? "；如确为人数，请用 -a_nodata -1 -ot Float64" : "")))
        }
      }
      return values
    }

    /// More people than any cell holds.
    private static let mostPeople = 1e8
    /// The largest values of whole-number types, which fill cells without data where none is declared.
    private static let largestOfTypes: Set<Double> = [32_767, 65_535, 2_147_483_647, 4_294_967_295]
    /// The same by GDAL's number of the type, the byte among them.
    private static let largest: [UInt32: Double] = [
      GDT_Byte.rawValue: 255, GDT_Int16.rawValue: 32_767, GDT_UInt16.rawValue: 65_535,
      GDT_Int32.rawValue: 2_147_483_647, GDT_UInt32.rawValue: 4_294_967_295,
    ]

    /// 0 where a mask of the file or its alpha band leaves a cell out; nil where it has neither.
    private func mask(
      of band: GDALRasterBandH, _ columns: Range<Int>, _ rows: Range<Int>
    ) throws(InputProblems) -> [UInt8]? {
      guard GDALGetMaskFlags(band) & (GMF_ALL_VALID | GMF_NODATA) == 0, let mask = GDALGetMaskBand(band) else {
        return nil
      }
      return try RasterBand.cells(of: mask, columns: columns, rows: rows, path: path, file: file)
    }
  }
#endif
