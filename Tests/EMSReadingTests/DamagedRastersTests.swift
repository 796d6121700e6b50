#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSReading

  /// Rasters that are cut, have blocks missing or hold what is no number: no cell is lost in silence.
  struct DamagedRastersTests {
    private static let side = 64

    /// A grid of text with a different number in each cell.
    private func text() -> String {
      let rows = (0..<Self.side).map { row in
        (0..<Self.side).map { "\(row * Self.side + $0 + 1).5" }.joined(separator: " ")
      }
      return "ncols \(Self.side)\nnrows \(Self.side)\nxllcorner 120\nyllcorner 45\ncellsize 0.01\n"
        + rows.joined(separator: "\n") + "\n"
    }

    /// The grid as a tiled GeoTIFF; the test is cancelled where gdal_translate is not installed.
    private func tiled(in folder: TemporaryFolder, packing: String = "DEFLATE") throws -> [UInt8] {
      let source = try folder.write(text(), to: "in.asc")
      let target = folder.url.appendingPathComponent("sound.tif")
      let made = try OutputReader.run(
        ["gdal_translate", "-q", "-a_srs", "EPSG:4326", "-co", "TILED=YES", "-co", "COMPRESS=\(packing)"]
          + ["-co", "BLOCKXSIZE=16", "-co", "BLOCKYSIZE=16", source.path, target.path])
      guard let made else { try Test.cancel("gdal_translate is not installed") }
      try #require(made.code == 0, "\(made.output)")
      return Array(try Data(contentsOf: target))
    }

    /// Where the values of a tag of the first directory stand, little-endian.
    private func place(ofTag tag: Int, in bytes: [UInt8]) throws -> (start: Int, count: Int, size: Int) {
      func little(_ at: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
      let directory = little(4, 4)
      for entry in 0..<little(directory, 2) {
        let at = directory + 2 + 12 * entry
        if little(at, 2) == tag { return (little(at + 8, 4), little(at + 4, 4), little(at + 2, 2) == 3 ? 2 : 4) }
      }
      Issue.record("the raster has no tag \(tag)")
      return (0, 0, 0)
    }

    /// Zeros as the place and length of a tile mean that it was never written: its cells have no data, which is told, in
    /// files that are packed and in others.
    @Test(arguments: [0..<1, 5..<8, 15..<16], ["DEFLATE", "NONE"])
    func tilesLeftOutHaveNoData(tiles: Range<Int>, packing: String) throws {
      let folder = try TemporaryFolder()
      var bytes = try tiled(in: folder, packing: packing)
      let sound = try RasterFile(folder.write(bytes, to: "sound.tif").path)
      #expect(sound.values.count { $0.isFinite } == Self.side * Self.side && sound.notes.isEmpty)
      for tag in [324, 325] {
        let (start, count, size) = try place(ofTag: tag, in: bytes)
        try #require(count == 16)
        for at in (start + size * tiles.lowerBound)..<(start + size * tiles.upperBound) { bytes[at] = 0 }
      }
      let sparse = try folder.write(bytes, to: "sparse.tif")
      let read = try RasterFile(sparse.path)
      let isVoid = (0..<Self.side * Self.side).map { cell in
        tiles.contains(cell / Self.side / 16 * 4 + cell % Self.side / 16)
      }
      #expect(zip(read.values, isVoid).allSatisfy { $0.isNaN == $1 })
      #expect(zip(read.values, sound.values).allSatisfy { $0.isNaN || $0 == $1 })
      let share = NumberText.oneDecimal(100 * Double(tiles.count) / 16)
      #expect(read.notes.first?.english.contains("\(share) % of the cells") == true)
      let people = try PopulationRaster(sparse, file: "sparse.tif")
      let all = try people.people(columns: 0..<Self.side, rows: 0..<Self.side)
      #expect(zip(all.ofCells, isVoid).allSatisfy { ($0 == 0) == $1 })
      #expect(all.notes.first?.chinese.contains("\(share)%") == true)
      // What lies outside the window that is read is of no concern.
      if tiles == 0..<1 { #expect(try people.people(columns: 16..<Self.side, rows: 16..<Self.side).notes.isEmpty) }
    }

    /// Where nothing but zeros is beside what is left out, or nothing at all, the file is refused.
    @Test(arguments: [0, 1])
    func aRasterOfNothingIsRefused(tilesKept: Int) throws {
      let folder = try TemporaryFolder()
      var bytes = try tiled(in: folder, packing: "NONE")
      let data = try place(ofTag: 324, in: bytes)
      let first = (0..<data.size).reduce(0) { $0 | Int(bytes[data.start + $1]) << (8 * $1) }
      for tag in [324, 325] {
        let (start, count, size) = try place(ofTag: tag, in: bytes)
        for at in (start + size * tilesKept)..<(start + size * count) { bytes[at] = 0 }
      }
      for at in first..<bytes.count { bytes[at] = 0 }
      let damaged = try folder.write(bytes, to: "damaged.tif")
      let error = #expect(throws: InputProblems.self) { try RasterFile(damaged.path) }
      #expect(error?.problems.first?.english.contains("no other cell holds a value") == true)
      #expect(error?.problems.first?.file.hasSuffix("damaged.tif") == true)
    }

    @Test func cutRastersAreRefusedOrWhole() throws {
      let folder = try TemporaryFolder()
      let bytes = try tiled(in: folder)
      let sound = try RasterFile(folder.write(bytes, to: "sound.tif").path).values
      for length in stride(from: 1, to: bytes.count, by: bytes.count / 60) {
        // A machine that stops while it writes leaves zeros.
        for content in [Array(bytes[..<length]), bytes[..<length] + [UInt8](repeating: 0, count: bytes.count - length)]
        {
          let url = try folder.write(content, to: "cut.tif")
          guard let read = try? RasterFile(url.path) else { continue }
          let others = zip(read.values, sound).count { $0 != $1 }
          #expect(others == 0, "cut at \(length) of \(bytes.count), then \(content.count - length) zeros")
        }
      }
    }

    /// A number that lost its space, one that has a space in it, one that is none, and a row less.
    @Test func textThatDoesNotFillTheGridIsRefused() throws {
      let folder = try TemporaryFolder()
      let text = text()
      #expect(try RasterFile(folder.write(text, to: "sound.asc").path).values.count == Self.side * Self.side)
      let rows = text.split(separator: "\n").map(String.init)
      for (wrong, words) in [
        (text.replacing("70.5 71.5", with: "70.571.5"), "“70.571.5” in row 2, column 6"),
        (text.replacing("70.5 71.5", with: "70 .5 71.5"), "4097 numbers"),
        (text.replacing("70.5 71.5", with: "70.x 71.5"), "“70.x” in row 2, column 6"),
        (rows.dropLast().joined(separator: "\n"), "4032 numbers"),
      ] {
        let url = try folder.write(wrong, to: "wrong.asc")
        let error = #expect(throws: InputProblems.self) { try RasterFile(url.path) }
        #expect(error?.problems.first?.english.contains(words) == true, "\(error?.problems.first?.english ?? "")")
      }
    }
  }
#endif
