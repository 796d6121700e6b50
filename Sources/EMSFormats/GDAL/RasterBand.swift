#if GDAL
  import CGDAL
  import EMSModel

  /// Reads windows of a raster's band, whole or not at all.
  package enum RasterBand {
    /// A type of cells that GDAL converts to.
    package protocol Cell: Equatable {
      static var type: GDALDataType { get }
      static var zero: Self { get }
      /// What stands for no data.
      static var void: Self { get }
    }

    /// The cells of a window.
    package struct Window<Value: Cell> {
      /// Row by row; void where the file holds no block.
      package var values: [Value]
      /// How many of them lie in blocks that the file leaves out, as sparse files leave out those without data.
      package let leftOut: Int

      /// Tells that blocks are left out; nil where none is.
      package func note(_ file: String) -> Note? {
        if leftOut == 0 { return nil }
        let percent = NumberText.oneDecimal(Double(leftOut) / Double(values.count) * 100)
        return Note(
          .warning,
          english:
            "\(file): blocks with \(percent) % of the cells that are read are left out of the file, and count as cells without data; if they should hold any, copy or export it again",
          chinese: "\(file)：文件省略了所读单元 \(percent)% 所在的数据块，按无数据处理；如本应有数据，请重新复制或导出")
      }
    }

    /// The cells of a window.
    ///
    /// - Parameters:
    ///   - path: where the file lies.
    ///   - file: what messages call it.
    /// - Throws: one problem: the file is damaged, or it holds no block of the window, or none with any other value than 0
    ///   beside those that it leaves out: a machine that stops while it writes leaves such a file.
    package static func cells<Value: Cell>(
      of band: GDALRasterBandH, columns: Range<Int>, rows: Range<Int>, path: String, file: String
    ) throws(InputProblems) -> Window<Value> {
      let (x, y, width, height) = (
        Int32(columns.lowerBound), Int32(rows.lowerBound), Int32(columns.count), Int32(rows.count)
      )
      var values = [Value](repeating: Value.zero, count: columns.count * rows.count)
      var voids: [Range<Int>] = []
      let isWhole = try GDALErrors.collecting(of: file) { errors throws(InputProblems) in
        let status = values.withUnsafeMutableBytes { buffer in
          GDALRasterIO(band, GF_Read, x, y, width, height, buffer.baseAddress, width, height, Value.type, 0, 0)
        }
        guard status == CE_None, errors.failures.isEmpty else { return false }
        var share = 100.0
        let coverage = GDALGetDataCoverageStatus(band, x, y, width, height, 0, &share)
        if coverage & GDAL_DATA_COVERAGE_STATUS_EMPTY != 0 {
          voids = leftOut(of: band, columns: columns, rows: rows)
          // GDAL hands over what stands for no data, where the file says so.
          for run in voids { for cell in run { values[cell] = Value.zero } }
          guard values.contains(where: { $0 != Value.zero }) else { throw missingBlocks(100 - share, file) }
        }
        return DeflatedBlocks.areWhole(of: band, columns: columns, rows: rows, path: path)
      }
      if isWhole {
        for run in voids { for cell in run { values[cell] = Value.void } }
        return Window(values: values, leftOut: voids.reduce(0) { $0 + $1.count })
      }
      throw InputProblems([
        InputProblem(
          file: file, Phrase("the raster is damaged", "栅格已损坏"),
          Phrase("Copy or export the file again", "请重新复制或导出文件"))
      ])
    }

    /// The runs of a window, by their positions in it, that lie in blocks which the file leaves out.
    private static func leftOut(of band: GDALRasterBandH, columns: Range<Int>, rows: Range<Int>) -> [Range<Int>] {
      RasterBlock.all(of: band, columns: columns, rows: rows).filter { $0.isLeftOut(of: band) }.flatMap { block in
        block.rows.map { row in
          let start = (row - rows.lowerBound) * columns.count - columns.lowerBound
          return start + block.columns.lowerBound..<start + block.columns.upperBound
        }
      }
    }

    private static func missingBlocks(_ share: Double, _ file: String) -> InputProblems {
      let percent = NumberText.oneDecimal(share)
      return InputProblems([
        InputProblem(
          file: file,
          Phrase(
            "blocks with \(percent) % of the cells that are read are missing in the raster, and no other cell holds a value: it is damaged, or holds nothing here",
            "栅格中缺少所读单元 \(percent)% 所在的数据块，其余单元也没有数值：文件已损坏，或此处没有数据"),
          Phrase("Copy or export it again, or give the raster of this region", "请重新复制或导出，或提供本区域的栅格"))
      ])
    }
  }

  extension Double: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Float64 }
    package static var void: Double { .nan }
  }
  extension Float: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Float32 }
    package static var void: Float { .nan }
  }
  extension UInt8: RasterBand.Cell {
    package static var type: GDALDataType { GDT_Byte }
    package static var void: UInt8 { 0 }
  }
#endif
