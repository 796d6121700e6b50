import Foundation
import TravelNetwork

/// A raster file of one band, in degrees.
public struct RasterFile: Sendable {
  public var frame: GridFrame
  /// Row by row from the north-west; not a number where there is no data.
  public var values: [Float]

  /// - Throws: ``InputProblems`` when the file is missing, not a raster, not north-up in degrees, or needs GDAL and
  ///   this build has none.
  public init(_ path: String) throws(InputProblems) {
    _ = try InputFile.read(URL(fileURLWithPath: path), as: path)
    #if GDAL
      self = try GDALRaster.read(path)
    #else
      throw Self.problem(path, "this build reads no rasters", "此版本不能读取栅格", ("Use a build with GDAL", "请使用含 GDAL 的版本"))
    #endif
  }

  init(frame: GridFrame, values: [Float]) {
    self.frame = frame
    self.values = values
  }

  static func problem(
    _ path: String, _ english: String, _ chinese: String, _ remedy: (String, String)
  ) -> InputProblems {
    InputProblems([
      InputProblem(file: path, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
    ])
  }

  /// The values of this raster at the middles of another's cells; not a number outside.
  public func sampled(at frame: GridFrame) -> [Float] {
    if frame == self.frame { return values }
    return (0..<frame.count).map { cell in
      self.frame.cell(at: frame.centre(ofCell: cell)).map { values[$0] } ?? .nan
    }
  }
}

/// Ground from files: a raster of seconds per metre, heights where slopes count, roads burned in.
public enum FrictionFile {
  /// - Throws: ``InputProblems`` for a raster that cannot be read, or heights that do not lie under the friction.
  public static func read(
    friction: String, elevation: String? = nil, slope: SlopeEffect = .none
  ) throws(InputProblems) -> FrictionGrid {
    let raster = try RasterFile(friction)
    var heights: [Float]?
    if let elevation {
      let sampled = try RasterFile(elevation).sampled(at: raster.frame)
      guard sampled.contains(where: { $0.isFinite }) else {
        throw RasterFile.problem(
          elevation, "the heights do not lie where the friction surface lies", "高程与阻力面不重叠",
          ("Give heights of the same area, in degrees", "请提供同一区域、以度为单位的高程"))
      }
      heights = sampled
    }
    let grid = FrictionGrid(frame: raster.frame, secondsPerMetre: raster.values, elevation: heights, slope: slope)
    let negative = raster.values.count { $0 < 0 }
    if negative > 0 {
      let least = raster.values.reduce(0) { $1 < $0 ? $1 : $0 }
      throw RasterFile.problem(
        friction, "\(negative) cells have a friction below zero; the least is \(least)",
        "有 \(negative) 个栅格单元的阻力值小于零，最小为 \(least)",
        (
          "Correct them, or declare the value as nodata: gdal_translate -a_nodata",
          "请更正，或声明为无数据值：gdal_translate -a_nodata"
        ))
    }
    guard let grid, raster.values.contains(where: { $0 > 0 && $0.isFinite }) else {
      throw RasterFile.problem(
        friction, "no cell has a friction above zero", "没有大于零的阻力值",
        ("Give seconds per metre in the first band", "第一波段应为每米秒数"))
    }
    return grid
  }
}

#if GDAL
  import CGDAL

  private enum GDALRaster {
    static func read(_ path: String) throws(InputProblems) -> RasterFile {
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      guard let dataset = GDALOpening.open(path, .raster, drivers: GDALOpening.rasterDrivers) else {
        throw RasterFile.problem(path, "this is not a raster", "这不是栅格文件", ("Give a GeoTIFF", "请提供 GeoTIFF"))
      }
      defer { GDALClose(dataset) }
      if let system = GDALGetSpatialRef(dataset), OSRIsGeographic(system) == 0 {
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
      var values = [Float](repeating: .nan, count: frame.count)
      let status = values.withUnsafeMutableBytes { buffer in
        GDALRasterIO(
          band, GF_Read, 0, 0, Int32(columns), Int32(rows), buffer.baseAddress, Int32(columns), Int32(rows),
          GDT_Float32, 0, 0)
      }
      guard status == CE_None else {
        throw RasterFile.problem(path, "the raster is damaged", "栅格已损坏", ("Export it again", "请重新导出"))
      }
      var hasNoData: Int32 = 0
      let noData = Float(GDALGetRasterNoDataValue(band, &hasNoData))
      if hasNoData != 0 { for cell in values.indices where values[cell] == noData { values[cell] = .nan } }
      return RasterFile(frame: frame, values: values)
    }
  }
#endif
