#if GDAL
  import CGDAL

  /// A block in which a raster's file stores its cells, as far as it lies in a window.
  struct RasterBlock {
    /// `column_row`, as GDAL's metadata call it.
    let name: String
    /// Of the raster.
    let columns: Range<Int>
    let rows: Range<Int>

    /// The blocks that a window touches, row by row; none of an empty window.
    static func all(of band: GDALRasterBandH, columns: Range<Int>, rows: Range<Int>) -> [RasterBlock] {
      var size: (width: Int32, height: Int32) = (0, 0)
      GDALGetBlockSize(band, &size.width, &size.height)
      let (width, height) = (Int(size.width), Int(size.height))
      guard width > 0, height > 0, let last = columns.last, let bottom = rows.last else { return [] }
      return (rows.lowerBound / height...bottom / height).flatMap { row in
        (columns.lowerBound / width...last / width).map { column in
          RasterBlock(
            name: "\(column)_\(row)",
            columns: (column * width..<(column + 1) * width).clamped(to: columns),
            rows: (row * height..<(row + 1) * height).clamped(to: rows))
        }
      }
    }

    /// Whether the file leaves the block out.
    func isLeftOut(of band: GDALRasterBandH) -> Bool {
      let coverage = GDALGetDataCoverageStatus(
        band, Int32(columns.lowerBound), Int32(rows.lowerBound), Int32(columns.count), Int32(rows.count), 0, nil)
      return coverage & GDAL_DATA_COVERAGE_STATUS_EMPTY != 0
    }
  }
#endif
