import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSPlan
@testable import EMSReading

/// One region, saved in every format, encoding and datum that planners have: the same plan, byte for byte.
@Suite struct SamePlanFromEveryFormatTests {
  private static let region = SmallRegion()
  /// The outputs of the plan made from UTF-8 CSV and GeoJSON in WGS 84.
  private static let reference = Result {
    try withFolder { folder in
      try save(in: folder)
      return try outputs(of: folder)
    }
  }

  private static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("formats-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Saves the region and its plan as CSV and GeoJSON.
  private static func save(
    in folder: URL, crs: String? = nil, northingFirst: Bool = false, encoding: String.Encoding = .utf8,
    _ change: SmallRegion.Change = { $0 }
  ) throws {
    for layer in ["counties", "townships"] {
      try Data(region.geoJSON(layer, change).utf8).write(to: folder.appendingPathComponent("\(layer).geojson"))
    }
    for layer in ["facilities", "villages"] {
      let text = try region.csv(layer, northingFirst: northingFirst, change)
      try #require(text.data(using: encoding)).write(to: folder.appendingPathComponent("\(layer).csv"))
    }
    let plan = SmallRegion.plan(points: "csv", pointsCRS: crs, shapes: "geojson", shapesCRS: crs)
    try Data(plan.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
  }

  private static func outputs(of folder: URL) throws -> [String: Data] {
    let out = folder.appendingPathComponent("out")
    let run = try PlanRun.run(
      folder.appendingPathComponent("plan.yaml"), into: out.path, overwrite: false,
      options: PlanRun.Options(language: .chinese))
    return try Dictionary(
      uniqueKeysWithValues: run.files.map { ($0, try Data(contentsOf: out.appendingPathComponent($0))) })
  }

  /// Expects the outputs to be those of the reference, byte for byte. The page and the summary name the files that were
  /// read and what they hold: they are compared without that; the account, and the workbook and the text that have it, not
  /// at all.
  private static func expectTheSame(_ outputs: [String: Data], only: Set<String>? = nil) throws {
    let reference = try reference.get()
    #expect(reference.count >= 18)
    #expect(outputs.keys.sorted() == reference.keys.sorted())
    for (name, bytes) in reference where only?.contains(name) != false {
      let other = try #require(outputs[name])
      switch name {
      case "report.html": #expect(try withoutSources(bytes) == withoutSources(other), "\(name)")
      case "summary.json":
        let summaries = try [bytes, other].map { bytes in
          var summary = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
          summary["sources"] = nil
          summary["inputs"] = nil
          // Its keys name the files and their datums.
          summary["plan"] = nil
          return NSDictionary(dictionary: summary)
        }
        #expect(summaries[0] == summaries[1] && summaries[0].count > 5, "\(name)")
      case "inputs.csv", "annex.xlsx", "report.docx": break
      // Places from another datum differ by less than a billionth of a degree, which may move a name on a map.
      case _ where name.hasPrefix("map"): #expect(other.count * 2 > bytes.count, "\(name)")
      default:
        // Told by name alone: the difference of two files of half a megabyte takes minutes to work out.
        let isSame = bytes == other
        #expect(isSame, "\(name)")
      }
    }
  }

  private static func withoutSources(_ page: Data) throws -> String {
    var text = String(decoding: page, as: UTF8.self)
    for section in ["data", "inputs"] {
      let start = try #require(text.range(of: "<section id=\"\(section)\">"))
      let end = try #require(text.range(of: "</section>", range: start.upperBound..<text.endIndex))
      text = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
    }
    // What a figure rests on names files and datums.
    text.replace(/<p class="faint rests">[^\n]*<\/p>/, with: "")
    text.replace(/<small class="basis">.*?<\/small>/, with: "")
    return text
  }

  @Test func gb18030() throws {
    try Self.withFolder { folder in
      try Self.save(in: folder, encoding: String.Encoding(rawValue: 0x8000_0632))
      try Self.expectTheSame(try Self.outputs(of: folder))
    }
  }

  /// EPSG:4529 is zone 41 of 3° with numbered eastings, 4550 the same without, 4499 and 4510 zone 21 of 6°.
  @Test(arguments: ["gcj02", "bd09", "cgcs2000", "epsg:4490", "epsg:4529", "epsg:4550", "epsg:4499", "epsg:4510"])
  func everyDatum(crs: String) throws {
    let converter = try DatumConverter(from: .wgs84, to: try #require(Datum(name: crs)))
    try Self.withFolder { folder in
      try Self.save(in: folder, crs: crs) { place in
        let (x, y) = try converter.convert(x: place.longitude, y: place.latitude)
        return Coordinate(longitude: x, latitude: y)
      }
      try Self.expectTheSame(try Self.outputs(of: folder))
    }
  }

  /// Survey tables: the northing first, the zone found from the eastings' number or declared and left out of them. What
  /// was found is noted, so the files that carry notes differ by that note.
  @Test(arguments: [("cgcs2000-gk", true), ("epsg:4529", false)])
  func surveyTables(crs: String, numbered: Bool) throws {
    let converter = try DatumConverter(from: .wgs84, to: .epsg(numbered ? 4529 : 4550))
    try Self.withFolder { folder in
      try Self.save(in: folder, crs: crs, northingFirst: true) { place in
        let (x, y) = try converter.convert(x: place.longitude, y: place.latitude)
        return Coordinate(longitude: x, latitude: y)
      }
      let outputs = try Self.outputs(of: folder)
      let tables: Set = [
        "settlements.csv", "townships.csv", "sites.csv", "map-sites.svg", "map-gaps.svg", "map-coverage.svg",
      ]
      try Self.expectTheSame(outputs, only: tables)
      let summary = String(decoding: outputs["summary.json"] ?? Data(), as: UTF8.self)
      #expect(summary.contains("the first coordinate is taken as the northing"))
      #expect(summary.contains("zone 41 (3°, central meridian 123° E)"))
    }
  }

  #if GDAL
    /// Written by ogr2ogr from the GeoJSON of each layer; workbooks from the CSV.
    @Test(arguments: [
      ("shp", "ESRI Shapefile", ["-lco", "ENCODING=GBK"]), ("gpkg", "GPKG", []), ("fgb", "FlatGeobuf", []),
      ("kml", "LIBKML", []), ("kmz", "LIBKML", []), ("xlsx", "XLSX", []), ("ods", "ODS", []),
    ])
    func everyFormatOfAnOffice(kind: String, driver: String, options: [String]) throws {
      let isWorkbook = kind == "xlsx" || kind == "ods"
      try Self.withFolder { folder in
        for layer in SmallRegion.layers {
          let isTable = isWorkbook && ["facilities", "villages"].contains(layer)
          let source = folder.appendingPathComponent("source-\(layer)." + (isTable ? "csv" : "geojson")).path
          let text = try isTable ? Self.region.csv(layer) : Self.region.geoJSON(layer)
          try Data(text.utf8).write(to: URL(fileURLWithPath: source))
          if isWorkbook, !isTable {
            try FileManager.default.copyItem(
              atPath: source, toPath: folder.appendingPathComponent("\(layer).geojson").path)
            continue
          }
          let target = folder.appendingPathComponent("\(layer).\(kind)").path
          let made = try OutputReader.run(
            ["ogr2ogr", "-f", driver] + options + [target, source, "-nln", layer])
          guard let made else { try Test.cancel("ogr2ogr is not installed") }
          try #require(made.code == 0, "\(made.output)")
          // GBK must be told without it.
          try? FileManager.default.removeItem(at: folder.appendingPathComponent("\(layer).cpg"))
        }
        let plan = SmallRegion.plan(
          points: kind, pointsCRS: nil, shapes: isWorkbook ? "geojson" : kind, shapesCRS: nil)
        try Data(plan.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
        try Self.expectTheSame(try Self.outputs(of: folder))
      }
    }
  #endif
}
