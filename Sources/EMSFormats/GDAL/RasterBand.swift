#if GDAL
  import CGDAL
  import EMSModel

  /// Reads windows of a raster's band, whole or not at all.
  package enum RasterBand {
    /// A type of cells that GDAL converts to.
    package protocol Cell {
      static var type: GDALDataType { get }
      static var zero: Self { get }
    }

    /// The cells of a window, row by row.
    ///
    /// - Parameters:
    ///   - path: where the file lies.
    ///   - file: what messages call it.
    /// - Throws: one problem: the file is damaged, or blocks of the window are missing in it, which GDAL would hand over
    ///   as cells without data.
    package static func cells<Value: Cell>(
      of band: GDALRasterBandH, columns: Range<Int>, rows: Range<Int>, path: String, file: String
    ) throws(InputProblems) -> [Value] {
      let (x, y, width, height) = (
        Int32(columns.lowerBound), Int32(rows.lowerBound), Int32(columns.count), Int32(rows.count)
      )
      var values = [Value](repeating: Value.zero, count: columns.count * rows.count)
      let isWhole = try GDALErrors.collecting { errors throws(InputProblems) in
        let status = values.withUnsafeMutableBytes { buffer in
          GDALRasterIO(band, GF_Read, x, y, width, height, buffer.baseAddress, width, height, Value.type, 0, 0)
        }
        guard status == CE_None, errors.failures.isEmpty else { return false }
        var share = 100.0
        let coverage = GDALGetDataCoverageStatus(band, x, y, width, height, 0, &share)
        if coverage & GDAL_DATA_COVERAGE_STATUS_EMPTY != 0 { throw missingBlocks(100 - share, file) }
        return DeflatedBlocks.areWhole(of: band, columns: columns, rows: rows, path: path)
      }
      if isWhole { return values }
      throw InputProblems([
        InputProblem(
          file: file, Phrase("the raster is damaged", "栅格已损坏"),
          Phrase("Copy or export the file again", "请重新复制或导出文件"))
      ])
    }

    private static func missingBlocks(_ share: Double, _ file: String) -> InputProblems {
      let percent = NumberText.oneDecimal(share)
      return InputProblems([
        InputProblem(
          file: file,
          Phrase(
            "blocks with \(percent) % of the cells that are read are missing in the raster: it is damaged, or was written without its empty blocks",
            "栅格中缺少所读单元 \(percent)% 所在的数据块：文件已损坏，或写出时省略了空数据块"),
          Phrase(
            "Copy or export it again; if its blocks are empty on purpose, write them out: gdal_translate IN.tif OUT.tif",
            "请重新复制或导出；若这些数据块本来就是空的，请写出完整文件：gdal_translate IN.tif OUT.tif"))
      ])
    }
  }

  extension Double: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Float64 }
  }
  extension Float: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Float32 }
  }
  extension UInt8: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Byte }
  }
#endif
