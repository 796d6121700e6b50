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
    /// GDAL's number of the band of people.
    private var band: Int32 = 1
    /// From longitude and latitude to the raster's own system and back; nil where that is the same.
    private var converters: (forward: DatumConverter, backward: DatumConverter)?

    /// So many cells are read at once.
    static let mostCells = 60_000_000

    /// - Throws: one problem: not a GeoTIFF, not north-up, no system or one that is not of WGS 84 or CGCS2000.
    package init(_ url: URL, file: String) throws(InputProblems) {
      try InputFile.check(url, as: file)
      try GDALDataset.requireDatabaseOfSystems(for: file)
      try ASCIIGrid.check(url, file: file)
      let opened = GDALErrors.collecting(of: file) { _ in
        GDALOpening.open(url.path, .raster, drivers: GDALOpening.rasterDrivers)
      }
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
      guard GDALGetGeoTransform(opened, &transform) == CE_None else {
        let points = GDALGetGCPCount(opened)
        throw Self.problem(
          file,
          points > 0
            ? Phrase("the raster lies only by \(points) ground control points", "栅格仅以 \(points) 个地面控制点定位")
            : Phrase(
              "the raster does not say where its cells lie; files beside it, such as .tfw and .aux.xml, are not read",
              "栅格未说明各单元的位置；不读取 .tfw、.aux.xml 等附属文件"),
          points > 0
            ? Self.reproject
            : Phrase("Write it into the file: gdal_translate IN.tif OUT.tif", "请写入文件内：gdal_translate IN.tif OUT.tif"))
      }
      guard transform[2] == 0, transform[4] == 0, transform[1] > 0, transform[5] < 0 else {
        throw Self.problem(file, Phrase("the raster is not a grid with north on top", "栅格不是正北朝上的网格"), Self.reproject)
      }
      try requireOneBandOfPeople()
      try setTransformations()
    }

    /// What to do with a grid that is turned, or in a system of which nothing is known; nearest cells would not keep the sum.
    private static let reproject = Phrase(
      "Reproject it and keep the sum: gdalwarp -t_srs EPSG:4326 -r sum -co COMPRESS=DEFLATE",
      "请重投影并保持总数：gdalwarp -t_srs EPSG:4326 -r sum -co COMPRESS=DEFLATE")

    /// Refuses bands of which one would be taken unasked, pictures, and people of an area instead of a cell.
    private func requireOneBandOfPeople() throws(InputProblems) {
      let numbers = (1...max(1, GDALGetRasterCount(dataset))).filter { number in
        GDALGetRasterBand(dataset, number).map { GDALGetRasterColorInterpretation($0) != GCI_AlphaBand } ?? false
      }
      guard numbers.count == 1 else {
        throw Self.problem(
          file, Phrase("the raster has \(numbers.count) bands of values", "栅格有 \(numbers.count) 个数值波段"),
          Phrase("Keep the one of the people: gdal_translate -b N", "请只保留人口波段：gdal_translate -b N"))
      }
      band = numbers[0]
      let band = GDALGetRasterBand(dataset, band)
      if let band, GDALGetRasterColorInterpretation(band) == GCI_PaletteIndex {
        throw Self.problem(
          file, Phrase("the raster is a picture: its cells are numbers of colours", "栅格是图片：单元值是颜色编号"),
          Phrase("Give the raster of counts that it was drawn from", "请提供绘制该图所用的人数栅格"))
      }
      if let band, GDALDataTypeIsComplex(GDALGetRasterDataType(band)) != 0 {
        throw Self.problem(
          file, Phrase("the raster holds complex numbers", "栅格为复数类型"),
          Phrase("Give the raster of counts", "请提供每个单元人数的栅格"))
      }
      let units = [band.flatMap { GDALGetRasterUnitType($0) }.map { String(cString: $0) } ?? ""]
      if let unit = (units + Self.units(of: band) + Self.units(of: dataset)).first(where: {
        !RasterWords.isOfPeople($0)
      }) {
        throw Self.problem(
          file,
          Phrase("the raster's unit is “\(unit)” and not people of a cell", "栅格的单位是“\(unit)”，不是每个单元的人数"),
          Phrase(
            "Give the raster of counts, or correct the word where it is wrong: gdal_edit.py -units people, or -unsetmd",
            "请提供每个单元人数的栅格；如单位有误，请更正：gdal_edit.py -units people，或 -unsetmd"))
      }
      if let band, let said = Self.saying(of: band) ?? Self.saying(of: dataset) ?? RasterWords.other(inName: file) {
        throw Self.problem(
          file,
          Phrase(
            "the raster calls itself “\(said)”, which is not people of a cell", "栅格自述为“\(said)”，不是每个单元的人数"),
          Phrase(
            "Give the raster of counts, or take the words out of the file and its name where they are wrong: gdal_edit.py -unsetmd",
            "请提供每个单元人数的栅格；如说明或文件名有误，请将其删除：gdal_edit.py -unsetmd"))
      }
    }

    /// What a band or file says of its values where that is no count of all people; nil where it says no such thing.
    private static func saying(of object: GDALMajorObjectH) -> String? {
      let description = GDALGetDescription(object).map { String(cString: $0) } ?? ""
      // A file is described by its path.
      let texts =
        (description.contains("/") ? [] : [description]) + metadata(of: object).filter { !isUnit($0.key) }.map(\.value)
      return texts.first(where: RasterWords.isOfOthers)
    }

    private static func units(of object: GDALMajorObjectH?) -> [String] {
      object.map { metadata(of: $0).filter { isUnit($0.key) }.map(\.value) } ?? []
    }

    private static func isUnit(_ key: String) -> Bool { key.contains("unit") && !key.contains("resolution") }

    /// What a band or file says under keys of its values, in lower case: not of the program that wrote it, its sources
    /// and its statistics.
    private static func metadata(of object: GDALMajorObjectH) -> [(key: String, value: String)] {
      var entries: [(key: String, value: String)] = []
      var at = GDALGetMetadata(object, nil)
      while let entry = at?.pointee {
        let text = String(cString: entry)
        let key = text.prefix { $0 != "=" }.lowercased()
        if !RasterWords.keysOfOtherThings.contains(where: { key.contains($0) }) {
          entries.append((key, String(text.dropFirst(key.count + 1))))
        }
        at = at?.advanced(by: 1)
      }
      return entries
    }

    deinit { GDALErrors.collecting(of: file) { _ in GDALClose(dataset) } }

    private func setTransformations() throws(InputProblems) {
      guard let system = GDALGetSpatialRef(dataset) else {
        throw Self.problem(
          file, Phrase("the raster does not say its coordinate system", "栅格未说明坐标系"),
          Phrase("Write it into the file: gdal_translate -a_srs EPSG:N", "请写入文件内：gdal_translate -a_srs EPSG:N"))
      }
      if let secret = SecretDatum.name(of: system) {
        throw Self.problem(
          file,
          Phrase(
            "the raster rests on \(secret), whose parameters to CGCS2000 are not public; it would be off by 50 to 150 m",
            "栅格基于 \(secret)，其与 CGCS2000 的转换参数不公开，直接使用会偏移 50–150 米"),
          Phrase("Have the surveying office convert it to CGCS2000", "请由测绘部门将其转换为 CGCS2000"))
      }
      let declared = GDALLayer.declared(system)
      guard let datum = declared.flatMap({ Datum(name: $0) }) else {
        throw Self.problem(
          file,
          Phrase("the raster's system “\(declared ?? "")” is unknown", "栅格的坐标系“\(declared ?? "")”未知"), Self.reproject)
      }
      do throws(DatumError) {
        let forward = try DatumConverter(from: .wgs84, to: datum)
        if !forward.isIdentity { converters = (forward, try DatumConverter(from: datum)) }
      } catch {
        if case .unavailable(let reason) = error {
          throw Self.problem(
            file, Phrase("PROJ does not work: \(reason)", "PROJ 无法使用：\(reason)"),
            Phrase("Install PROJ with its database proj.db", "请安装 PROJ 及其数据库 proj.db"))
        }
        throw Self.problem(
          file,
          Phrase(
            "the raster's system \(datum.name) cannot be brought to WGS 84 but by a guess",
            "栅格的坐标系 \(datum.name) 到 WGS 84 只有粗略转换"), Self.reproject)
      }
    }

    package static func problem(_ file: String, _ what: Phrase, _ remedy: Phrase) -> InputProblems {
      InputProblems([InputProblem(file: file, what, remedy)])
    }

    /// Column and row of a place; the first cell reaches from 0 to 1. nil where the projection has no such place.
    package func gridPlace(of point: Coordinate) -> SIMD2<Double>? {
      var (x, y) = (point.longitude, point.latitude)
      if let converters {
        guard let own = try? converters.forward.convert(x: x, y: y) else { return nil }
        (x, y) = own
      }
      return SIMD2((x - transform[0]) / transform[1], (y - transform[3]) / transform[5])
    }

    /// The place of a column and row.
    package func coordinate(of place: SIMD2<Double>) -> Coordinate? {
      let own = Coordinate(
        longitude: transform[0] + place.x * transform[1], latitude: transform[3] + place.y * transform[5])
      return converters.map { try? $0.backward.toWGS84(own) } ?? own
    }

    /// The side of a cell there, the root of its area.
    package func cellSide(at place: SIMD2<Double>) -> Distance? {
      guard let west = coordinate(of: place - SIMD2(0.5, 0)), let east = coordinate(of: place + SIMD2(0.5, 0)),
        let north = coordinate(of: place - SIMD2(0, 0.5)), let south = coordinate(of: place + SIMD2(0, 0.5))
      else { return nil }
      let area = Geodesic.distance(west, east).metres * Geodesic.distance(north, south).metres
      return area.isFinite ? .metres(area.squareRoot()) : nil
    }

    /// The people of the cells of a window, row by row; 0 where the raster has no data, and what a reader must know of
    /// blocks that the file leaves out and of a scale.
    ///
    /// - Throws: a window of too many cells, a file that is damaged, a value that is no number of people.
    package func people(
      columns: Range<Int>, rows: Range<Int>
    ) throws(InputProblems) -> (ofCells: [Double], notes: [Note]) {
      guard columns.count * rows.count <= Self.mostCells else {
        throw Self.problem(
          file,
          Phrase(
            "the area has \(columns.count) × \(rows.count) cells, more than the \(Self.mostCells) that are read",
            "区域内有 \(columns.count) × \(rows.count) 个单元，超过可读取的 \(Self.mostCells) 个"),
          Phrase("Use larger cells: gdalwarp -tr … -r sum", "请合并单元：gdalwarp -tr … -r sum"))
      }
      guard let band = GDALGetRasterBand(dataset, band) else {
        throw Self.problem(file, Phrase("the raster is damaged", "栅格已损坏"), Phrase("Export it again", "请重新导出"))
      }
      let window: RasterBand.Window<Double> = try RasterBand.cells(
        of: band, columns: columns, rows: rows, path: path, file: file)
      var values = window.values
      let isData = try mask(of: band, columns, rows)
      var hasNoData: Int32 = 0
      let noData = GDALGetRasterNoDataValue(band, &hasNoData)
      // A single-precision band holds its no-data value in single precision, whatever the header says.
      let isNoData = { (value: Double) in
        value.isNaN || hasNoData != 0 && (value == noData || Float(value) == Float(noData))
      }
      if hasNoData == 0, isData == nil { try refuseNines(values) }
      let largest = Self.largest[GDALGetRasterDataType(band).rawValue]
      // Where a file declares what stands for no data, another type's largest value is a count like others.
      let otherFills = hasNoData == 0 && isData == nil ? Self.largestOfTypes : []
      var (hasScale, hasOffset): (Int32, Int32) = (0, 0)
      let (scale, offset) = (GDALGetRasterScale(band, &hasScale), GDALGetRasterOffset(band, &hasOffset))
      let isScaled = hasScale != 0 && scale != 1 || hasOffset != 0 && offset != 0
      guard hasScale == 0 || scale.isFinite && scale > 0, hasOffset == 0 || offset.isFinite else {
        throw Self.problem(
          file,
          Phrase(
            "the file says that its values are to be multiplied by \(scale) and \(offset) added, which leaves no numbers of people",
            "文件声明数值需乘以 \(scale) 再加 \(offset)，所得不是人数"),
          Phrase(
            "Set the scale and offset that the values have: gdal_edit.py -scale 1 -offset 0",
            "请改为正确的比例与偏移：gdal_edit.py -scale 1 -offset 0"))
      }
      var belowZero = 0
      for index in values.indices {
        let stored = values[index]
        if isNoData(stored) || isData.map({ $0[index] == 0 }) ?? false {
          values[index] = 0
          continue
        }
        // What the band stores stands for scale × value + offset.
        values[index] = (hasScale == 0 ? 1 : scale) * stored + (hasOffset == 0 ? 0 : offset)
        // What a program that warps leaves of 0.
        if values[index] < 0, values[index] > -Self.noise {
          belowZero += 1
          values[index] = 0
        }
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
      let ofScale =
        isScaled
        ? Note(
          .warning,
          english:
            "\(file): the file says that its values are to be multiplied by \(NumberText.plain(scale)) and \(NumberText.plain(offset)) added, and the people are those",
          chinese: "\(file)：按文件声明，数值乘以 \(NumberText.plain(scale)) 再加 \(NumberText.plain(offset)) 作为人数") : nil
      let ofNoise =
        belowZero > 0
        ? Note(
          .warning,
          english:
            "\(file): \(belowZero.of("cell holds", "cells hold")) a little less than 0, as programs that resample leave it, and count as 0",
          chinese: "\(file)：\(belowZero) 个单元的值略小于 0（重采样所致），按 0 计") : nil
      let ofYear = RasterWords.yearToCome(inName: file).map { year in
        Note(
          .warning,
          english: "\(file): its name says \(year), for which nobody has been counted: the people are a projection",
          chinese: "\(file)：文件名所示年份为 \(year) 年，尚无统计，其人口为预测")
      }
      return (values, [window.note(file), ofScale, ofNoise, ofYear].compactMap { $0 })
    }

    /// Refuses the largest value of a raster where it is of nines alone and stands in several cells: 9999 and 99999 fill
    /// cells without data.
    private func refuseNines(_ values: [Double]) throws(InputProblems) {
      guard let most = values.lazy.filter(\.isFinite).max(), [9999, 99_999, 999_999, 9_999_999].contains(most),
        values.lazy.filter({ $0 == most }).prefix(2).count == 2
      else { return }
      let number = NumberText.plain(most)
      throw Self.problem(
        file,
        Phrase("several cells hold \(number), which looks like no data", "多个单元的值为 \(number)，似为无数据"),
        Phrase(
          "Declare what stands for no data: gdal_translate -a_nodata \(number); where these are counts, -a_nodata -1 -ot Float64",
          "请声明无数据的值：gdal_translate -a_nodata \(number)；如确为人数，请用 -a_nodata -1 -ot Float64"))
    }

    /// So much below 0 is an error of calculation: a thousandth of a person.
    private static let noise = 1e-3
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
      let window: RasterBand.Window<UInt8> = try RasterBand.cells(
        of: mask, columns: columns, rows: rows, path: path, file: file)
      return window.values
    }
  }
#endif
