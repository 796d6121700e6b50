#if GDAL
  import CGDAL
  import TravelNetwork

  /// Writes rasters of whole numbers.
  public enum GeoTIFF {
    /// What stands for no value.
    public static let noValue: Int32 = -1

    /// One layer of a raster.
    public struct Band {
      public var name: String
      /// Row by row from the north; nil is written as ``noValue``.
      public var values: [Int32?]

      public init(name: String, values: [Int32?]) {
        self.name = name
        self.values = values
      }
    }

    /// - Parameter name: what errors call the file.
    /// - Throws: `OutputError` where the file cannot be written.
    public static func write(_ bands: [Band], on frame: GridFrame, to path: String, as name: String) throws(OutputError)
    {
      GDALDrivers.register()
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      let options = CSLAddString(CSLAddString(nil, "COMPRESS=DEFLATE"), "TILED=YES")
      defer { CSLDestroy(options) }
      guard let driver = GDALGetDriverByName("GTiff"), let reference = OSRNewSpatialReference(nil),
        let dataset = GDALCreate(
          driver, path, Int32(frame.columns), Int32(frame.rows), Int32(bands.count), GDT_Int32, options)
      else { throw OutputError(path: name, reason: .library(String(cString: CPLGetLastErrorMsg()))) }
      defer { OSRRelease(reference) }
      var transform = [frame.west, frame.cellWidth, 0, frame.north, 0, -frame.cellHeight]
      var isWritten =
        OSRImportFromEPSG(reference, 4326) == OGRERR_NONE && GDALSetSpatialRef(dataset, reference) == CE_None
        && GDALSetGeoTransform(dataset, &transform) == CE_None
      for (number, band) in bands.enumerated() {
        guard let target = GDALGetRasterBand(dataset, Int32(number + 1)) else { continue }
        var values = band.values.map { $0 ?? noValue }
        GDALSetDescription(target, band.name)
        isWritten = GDALSetRasterNoDataValue(target, Double(noValue)) == CE_None && isWritten
        let status = values.withUnsafeMutableBytes { buffer in
          GDALRasterIO(
            target, GF_Write, 0, 0, Int32(frame.columns), Int32(frame.rows), buffer.baseAddress, Int32(frame.columns),
            Int32(frame.rows), GDT_Int32, 0, 0)
        }
        isWritten = status == CE_None && isWritten
      }
      CPLErrorReset()
      GDALClose(dataset)
      let last = CPLGetLastErrorType()
      guard isWritten, last != CE_Failure, last != CE_Fatal else {
        throw OutputError(path: name, reason: .library(String(cString: CPLGetLastErrorMsg())))
      }
    }
  }
#endif
