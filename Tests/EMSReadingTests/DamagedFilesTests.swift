#if GDAL
  import Foundation
  import GeoKit
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSReading

  /// Copies of a layer that are cut, overwritten with zeros or flipped at random: each is read whole or refused.
  struct DamagedFilesTests {
    private static let ogr2ogr = "/usr/bin/ogr2ogr"
    private static let isThere = FileManager.default.isExecutableFile(atPath: ogr2ogr)
    private static let rows = 300

    private static let points: String = {
      let features = (0..<rows).map { number in
        #"{"type":"Feature","properties":{"code":"\#(1000 + number)","name":"村\#(number)","people":\#(100 + number)},"geometry":{"type":"Point","coordinates":[\#(122 + Double(number) / 1000),46.25]}}"#
      }
      return #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    }()

    /// Writes the layer in a format, and hands over its folder.
    private func withLayer(_ name: String, _ body: (URL) throws -> Void) throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("damage-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let source = folder.appendingPathComponent("source.geojson")
      try Data(Self.points.utf8).write(to: source)
      let target = folder.appendingPathComponent(name)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.ogr2ogr)
      process.arguments = [target.path, source.path]
      process.standardError = Pipe()
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      try FileManager.default.removeItem(at: source)
      try body(folder)
    }

    private func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
      var bytes = bytes
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.removeLast(bytes.count - at)
      case 1:
        for index in at..<min(bytes.count, at + Int.random(in: 1...512, using: &random)) { bytes[index] = 0 }
      default:
        for _ in 0..<8 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      }
      return bytes
    }

    @Test(
      .enabled(if: isThere),
      arguments: ["v.shp", "v.gpkg", "v.fgb", "v.kml", "v.tab", "v.mif", "v.xlsx", "v.ods", "v.geojson"])
    func damagedCopiesAreReadWholeOrRefused(name: String) throws {
      try withLayer(name) { folder in
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let layer = folder.appendingPathComponent(name)
        let whole = try TableFile.open(layer, as: name).rowCount
        #expect(whole == Self.rows)
        var random = SeededGenerator(seed: 11)
        for part in parts where !part.hasSuffix(".prj") && !part.hasSuffix(".cpg") {
          let url = folder.appendingPathComponent(part)
          let sound = Array(try Data(contentsOf: url))
          for copy in 0..<25 {
            try Data(damaged(sound, &random)).write(to: url)
            guard let table = try? TableFile.open(layer, as: name) else { continue }
            #expect(table.rowCount >= whole, "\(part), copy \(copy): \(table.rowCount) rows and no word")
          }
          try Data(sound).write(to: url)
        }
      }
    }

    @Test(.enabled(if: isThere)) func theFeatureAtWhichALayerBreaksOffIsNamed() throws {
      try withLayer("v.fgb") { folder in
        let url = folder.appendingPathComponent("v.fgb")
        let bytes = try Data(contentsOf: url)
        try bytes.prefix(bytes.count * 3 / 4).write(to: url)
        let error = #expect(throws: InputProblems.self) { try TableFile.open(url, as: "v.fgb") }
        #expect(error?.problems.first?.english.contains("of its 300 features") == true)
      }
    }
  }
#endif
