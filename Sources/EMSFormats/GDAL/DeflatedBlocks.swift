#if GDAL
  import CGDAL
  import Foundation

  /// The sums of deflated blocks of a GeoTIFF, which the library does not look at where a block unpacks to more than it
  /// wants: a file whose end is zeros would be read as one with other values.
  enum DeflatedBlocks {
    /// Whether every block of a window is whole; true for files that are packed in another way, which bear no sums.
    static func areWhole(of band: GDALRasterBandH, columns: Range<Int>, rows: Range<Int>, path: String) -> Bool {
      guard let dataset = GDALGetBandDataset(band), item("COMPRESSION", of: dataset, "IMAGE_STRUCTURE") == "DEFLATE"
      else { return true }
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return false }
      defer { close(file) }
      var bytes: [UInt8] = []
      for block in RasterBlock.all(of: band, columns: columns, rows: rows) {
        // A block that was never written is told by itself.
        guard let start = item("BLOCK_OFFSET_\(block.name)", of: band, "TIFF").flatMap({ off_t($0) }),
          let size = item("BLOCK_SIZE_\(block.name)", of: band, "TIFF").flatMap({ Int($0) })
        else { continue }
        if bytes.count < size { bytes = [UInt8](repeating: 0, count: size) }
        let isWhole = bytes.withUnsafeMutableBytes { buffer in
          let stored = UnsafeMutableRawBufferPointer(rebasing: buffer[..<size])
          return pread(file, stored.baseAddress, size, start) == size
            && Inflation.isWholeStream(UnsafeRawBufferPointer(stored))
        }
        if !isWhole { return false }
      }
      return true
    }

    private static func item(_ name: String, of object: GDALMajorObjectH, _ domain: String) -> String? {
      GDALGetMetadataItem(object, name, domain).map { String(cString: $0) }
    }
  }
#endif
