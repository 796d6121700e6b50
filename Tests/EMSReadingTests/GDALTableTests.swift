#if GDAL
  import Foundation
  import GeoKit
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSReading

  /// The formats of planners' offices, written by ogr2ogr, read as the GeoJSON and CSV that they were made from.
  struct GDALTableTests {
    private static let ogr2ogr = "/usr/bin/ogr2ogr"
    private static let isThere = FileManager.default.isExecutableFile(atPath: ogr2ogr)

    private static let townships = #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"编码":"150102001","名称":"好力保乡","人口":6000},
       "geometry":{"type":"Polygon","coordinates":[[[122,46],[122.5,46],[122.5,46.5],[122,46.5],[122,46]],[[122.1,46.1],[122.1,46.2],[122.2,46.2],[122.1,46.1]]]}},
      {"type":"Feature","properties":{"编码":"150102002","名称":"图牧吉镇","人口":null},
       "geometry":{"type":"MultiPolygon","coordinates":[[[[121,46],[121.5,46],[121.5,46.5],[121,46]]],[[[120,46],[120.5,46],[120.5,46.5],[120,46]]]]}}]}
      """#

    /// Converts a text to a file of another format in a folder of its own.
    private func converted(
      _ text: String, _ source: String, to target: String, _ options: [String] = [],
      _ read: (URL) throws -> Void
    ) throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gdal-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let input = folder.appendingPathComponent(source)
      try Data(text.utf8).write(to: input)
      let output = folder.appendingPathComponent(target)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.ogr2ogr)
      process.arguments = options + [output.path, input.path]
      process.standardError = Pipe()
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      try read(output)
    }

    @Test(
      .enabled(if: isThere),
      arguments: [
        ("t.shp", ["-lco", "ENCODING=GBK"]), ("t.shp", ["-lco", "ENCODING=UTF-8"]), ("t.gpkg", []), ("t.fgb", []),
      ])
    func polygonsAreThoseOfTheGeoJSON(target: String, options: [String]) throws {
      let expected = try GeoJSONTable(Data(Self.townships.utf8), file: "t.geojson")
      // FlatGeobuf sorts its features; ids are compared where they come.
      try converted(Self.townships, "t.geojson", to: target, options) { url in
        for hasCPG in [true, false] {
          if !hasCPG {
            try? FileManager.default.removeItem(at: url.deletingPathExtension().appendingPathExtension("cpg"))
          }
          let table = try TableFile.open(url, as: target)
          #expect(table.rowCount == 2)
          #expect(table.declaredCRS == "EPSG:4326")
          let columns = try ["编码", "名称", "人口"].map { try #require(table.columns.firstIndex(of: $0)) }
          for row in 0..<2 {
            let wanted = table.text(row, columns[0]) == "150102001" ? 0 : 1
            #expect(columns.map { table.text(row, $0) } == (0..<3).map { expected.text(wanted, $0) })
            guard case .polygons(let shape) = table.shape(ofRow: row),
              case .polygons(let other) = expected.shape(ofRow: wanted)
            else {
              Issue.record("no polygons")
              continue
            }
            let difference = Geodesic.area(of: shape).squareMetres - Geodesic.area(of: other).squareMetres
            #expect(abs(difference) < 1)
          }
        }
      }
    }

    /// The points that somebody marked, and not the track between them; an old workbook of Excel 95 is GDAL's, and a GPX
    /// that breaks off is refused.
    @Test func pointsOfGPXAreRead() throws {
      let folder = try TemporaryFolder()
      let text = """
        <?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">
        <wpt lat="46.1" lon="122.1"><name>一村</name></wpt><wpt lat="46.2" lon="122.2"><name>二村</name></wpt>
        <trk><name>way</name><trkseg><trkpt lat="46.1" lon="122.1"/><trkpt lat="46.2" lon="122.2"/></trkseg></trk></gpx>
        """
      let url = try folder.write(text, to: "v.gpx")
      let table = try TableFile.open(url, as: "v.gpx")
      #expect(table.rowCount == 2)
      let name = try #require(table.columns.firstIndex(of: "name"))
      #expect((0..<2).map { table.text($0, name) } == ["一村", "二村"])
      #expect(table.shape(ofRow: 0) == .point(Coordinate(longitude: 122.1, latitude: 46.1)))
      #expect(table.remarks.contains { $0.english.contains("tracks") })
      #expect(try TableFile.openAll(url, as: "v.gpx").tables.count == 1)
      let broken = try folder.write(String(text.prefix(250)), to: "b.gpx")
      #expect(throws: InputProblems.self) { try TableFile.open(broken, as: "b.gpx") }
    }

    @Test(.enabled(if: isThere), arguments: ["v.xlsx", "v.ods"])
    func sheetsAreReadBelowTheirTitle(target: String) throws {
      // Without headers ogr2ogr puts a row of its own (field_1 …) on top, so the title stands in row 2.
      let csv = "兴安盟行政村一览表,,,\n编码,名称,经度,人口\n150102001001,一村,122.1234567,\"1,234\"\n,,,\n0123,二村,122.5,\n"
      try converted(csv, "v.csv", to: target, ["-oo", "HEADERS=NO"]) { url in
        let table = try TableFile.open(url, as: target)
        #expect(table.columns == ["编码", "名称", "经度", "人口"])
        #expect(
          (0..<table.rowCount).map { row in (0..<4).map { table.text(row, $0) } } == [
            ["150102001001", "一村", "122.1234567", "1,234"], ["0123", "二村", "122.5", nil],
          ])
        #expect((0..<table.rowCount).map { table.place(ofRow: $0) } == [.row(4), .row(6)])
        #expect(table.number(0, 2) == .number(122.1234567))
        let wrong = #expect(throws: InputProblems.self) { try TableFile.open(url, as: target, layer: "无此表") }
        #expect(wrong?.problems.first?.english.contains("there is no layer “无此表”") == true)
      }
    }

    /// dBASE keeps ten bytes of a header: 行政区划代码 becomes 行政区划代, all_population becomes all_popula.
    @Test(.enabled(if: isThere)) func headersThatDBaseCutsAreKnown() throws {
      let point =
        #"{"type":"Feature","properties":{"行政区划代码":"7","医疗机构名称":"甲","医院等级":"二级"},"geometry":{"type":"Point","coordinates":[122.5,46.25]}}"#
      try converted(point, "f.geojson", to: "f.shp", ["-lco", "ENCODING=GBK"]) { url in
        let table = try TableFile.open(url, as: "f.shp")
        #expect(table.columns == ["行政区划代", "医疗机构名", "医院等级"])
        var findings = Findings()
        let reader = LayerReader(
          table, PlanFile.Layer(file: "f.shp"), fields: PlanFile.facilityFields, required: [.id, .name, .tier],
          findings: &findings)
        #expect(findings.problems.isEmpty)
        #expect([.id, .name, .tier].map { reader?.text(0, $0) } == ["7", "甲", "二级"])
      }
    }

    @Test(.enabled(if: isThere)) func kmlPointsAreRead() throws {
      let point =
        #"{"type":"Feature","properties":{"Name":"一村"},"geometry":{"type":"Point","coordinates":[122.5,46.25]}}"#
      try converted(point, "v.geojson", to: "v.kml") { url in
        let table = try TableFile.open(url, as: "v.kml")
        #expect(table.shape(ofRow: 0) == .point(Coordinate(longitude: 122.5, latitude: 46.25)))
        #expect(table.columns.firstIndex(of: "Name").flatMap { table.text(0, $0) } == "一村")
      }
    }

    @Test(.enabled(if: isThere)) func codesInRealFieldsAreCodes() throws {
      let point =
        #"{"type":"Feature","properties":{"code":990101,"share":0.25},"geometry":{"type":"Point","coordinates":[122.5,46.25]}}"#
      try converted(point, "v.geojson", to: "v.shp", ["-mapFieldType", "Integer=Real"]) { url in
        let table = try TableFile.open(url, as: "v.shp")
        #expect(table.text(0, 0) == "990101")
        #expect(table.number(0, 1) == .number(0.25))
      }
    }

    @Test(arguments: [
      ("1252", "CP1252"), ("ANSI 1251", "CP1251"), ("OEM 437", "CP437"), ("ISO 88591", "ISO-8859-1"),
      ("ISO-8859-15", "ISO-8859-15"), ("BIG5", "BIG5"),
    ])
    func codePagesAreKnownByTheirNames(name: String, system: String) throws {
      #expect(CodePage.systemName(of: name) == system)
      #expect(try CodePage(name, file: "t.shp").decoded(Array("abc".utf8)) == "abc")
    }

    @Test func bytesAreReadInTheNamedCodePageOrNotAtAll() throws {
      #expect(try CodePage("1252", file: "t.shp").decoded([0x48, 0xF4, 0x70] as [UInt8]) == "Hôp")
      #expect(try CodePage("BIG5", file: "t.shp").decoded([0xFF, 0x41] as [UInt8]) == nil)
      #expect(throws: InputProblems.self) { try CodePage("no such page", file: "t.shp") }
    }

    @Test func layersOfOneThingAreNamedAndNotReadByTheFirstAlone() throws {
      let places = ["西片", "东片"].map {
        "<Folder><name>\($0)</name><Placemark><name>一村</name><Point><coordinates>122.5,46.25</coordinates></Point></Placemark></Folder>"
      }
      let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\(places.joined())</Document></kml>"
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).kml")
      try Data(text.utf8).write(to: url)
      defer { try? FileManager.default.removeItem(at: url) }
      let error = #expect(throws: InputProblems.self) { try TableFile.open(url, as: "v.kml") }
      #expect(error?.problems.first?.english.contains("西片, 东片") == true)
      #expect(try TableFile.open(url, as: "v.kml", layer: "东片").rowCount == 1)
    }

    /// Google Earth keeps the name of an area as a point beside its parts.
    @Test func areasWithTheirLabelAreAreas() throws {
      func part(_ west: Double) -> String {
        let ring = [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0)].map { "\(west + $0.0),\(46 + $0.1)" }.joined(separator: " ")
        return
          "<Polygon><outerBoundaryIs><LinearRing><coordinates>\(ring)</coordinates></LinearRing></outerBoundaryIs></Polygon>"
      }
      let label = "<Point><coordinates>122.05,46.05</coordinates></Point>"
      let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>甲镇</name><MultiGeometry>\(label)\(part(122))\(part(123))</MultiGeometry></Placemark></Document></kml>"
      let folder = try TemporaryFolder()
      let table = try TableFile.open(folder.write(text, to: "t.kml"), as: "t.kml")
      guard case .polygons(let shape)? = table.shape(ofRow: 0) else {
        Issue.record("no area was read")
        return
      }
      #expect(shape.polygons.map { $0.shell.coordinates.first?.longitude } == [122, 123])
    }

    /// A window on another file (here: of the table itself) under the name of a table.
    @Test(.enabled(if: isThere)) func virtualTablesAndViewsOfADatabaseAreNotRead() throws {
      let point =
        #"{"type":"Feature","properties":{"name":"一村"},"geometry":{"type":"Point","coordinates":[122.5,46.25]}}"#
      func sql(_ text: String, _ url: URL) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ogrinfo")
        process.arguments = ["-q", url.path, "-sql", text]
        (process.standardError, process.standardOutput) = (Pipe(), Pipe())
        try process.run()
        process.waitUntilExit()
      }
      try converted(point, "v.geojson", to: "v.gpkg") { url in
        try sql(
          "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", url)
        try sql(
          "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('endless', 'attributes', 'endless')",
          url)
        let table = try TableFile.open(url, as: "v.gpkg")
        #expect(table.rowCount == 1)
        #expect(table.remarks.contains { $0.english.contains("endless") })
        let chosen = #expect(throws: InputProblems.self) { try TableFile.open(url, as: "v.gpkg", layer: "endless") }
        #expect(chosen?.problems.first?.english.contains("is a view") == true)

        try sql("CREATE VIRTUAL TABLE window USING fts3(body)", url)
        let refused = #expect(throws: InputProblems.self) { try TableFile.open(url, as: "v.gpkg") }
        #expect(refused?.problems.first?.value == "window")
      }
    }

    @Test(arguments: ["a.shp", "a.gpkg", "a.xlsx", "a.kml", "a.vrt", "a.doc"])
    func whatIsNotOfItsKindIsRefused(name: String) throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
      try Data("nonsense".utf8).write(to: url)
      defer { try? FileManager.default.removeItem(at: url) }
      let error = #expect(throws: InputProblems.self) { try TableFile.open(url, as: name) }
      #expect(error?.problems.count == 1)
    }

    /// A VRT may lead anywhere; under another name it is not opened either.
    @Test func linksToElsewhereAreNotFollowed() throws {
      let text =
        "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
      for ending in ["gpkg", "kml", "shp", "tab"] {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(ending)")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(throws: InputProblems.self) { try TableFile.open(url, as: "x.\(ending)") }
      }
    }

    /// Lines beside points are no rivals of theirs, whichever comes first; a layer of areas is none where points are asked
    /// for.
    @Test(.enabled(if: isThere), arguments: [true, false])
    func pointsAreReadThoughLinesStandBesideThem(linesFirst: Bool) throws {
      func feature(_ id: String, _ geometry: String) -> String {
        #"{"type":"Feature","properties":{"id":"\#(id)","name":"\#(id)村","population":5},"geometry":\#(geometry)}"#
      }
      func layer(_ features: [String]) -> String {
        #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
      }
      let points = layer(["V1", "V2"].map { feature($0, #"{"type":"Point","coordinates":[118.05,43.05]}"#) })
      let lines = layer([feature("R1", #"{"type":"LineString","coordinates":[[118,43],[118.1,43.1]]}"#)])
      let areas = layer([feature("T1", #"{"type":"Polygon","coordinates":[[[118,43],[119,43],[119,44],[118,43]]]}"#)])
      let scratch = try ScratchFolder()
      let target = URL(fileURLWithPath: "\(scratch.path)/v.gpkg")
      let order =
        linesFirst ? [("l", lines), ("a", areas), ("p", points)] : [("p", points), ("a", areas), ("l", lines)]
      for (name, text) in order {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name).geojson"))
        let made = try OutputReader.run(
          ["ogr2ogr", "-f", "GPKG", "-update", "-append", target.path, "\(scratch.path)/\(name).geojson", "-nln", name])
        try #require(made?.code == 0, "\(made?.output ?? "")")
      }
      let table = try TableFile.open(target, as: "v.gpkg", ofPoints: true)
      #expect(table.layer == "p" && table.rowCount == 2)
      #expect(table.remarks.contains { $0.english.contains("other layers or sheets are not read") })
      let all = try TableFile.openAll(target, as: "v.gpkg", ofPoints: true)
      #expect(all.tables.map(\.layer) == ["p"] && Set(all.others) == ["l", "a"])
      // Where shapes of any kind serve, lines still do not.
      #expect(try TableFile.open(target, as: "v.gpkg").layer == (linesFirst ? "a" : "p"))
    }

    /// Sheets of OpenDocument are those of XLSX: the one with coordinates, several of one kind joined, sums told.
    @Test(.enabled(if: isThere)) func sheetsOfOpenDocumentAreReadAsThoseOfExcel() throws {
      let scratch = try ScratchFolder()
      func file(_ name: String, _ sheets: [(String, String)]) throws -> URL {
        let target = URL(fileURLWithPath: "\(scratch.path)/\(name)")
        for (sheet, text) in sheets {
          try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(sheet).csv"))
          let made = try OutputReader.run(
            ["ogr2ogr", "-f", "ODS", "-update", "-append", target.path, "\(scratch.path)/\(sheet).csv", "-nln", sheet])
          try #require(made?.code == 0, "\(made?.output ?? "")")
        }
        return target
      }
      let towns = ["上河镇", "下河镇"].enumerated().map { index, town in
        (town, "村名,经度,纬度,人口\n\(town)一村,118.0\(index),43.05,100\n合计,,,90\n")
      }
      let several = try file("several.ods", towns)
      let error = #expect(throws: InputProblems.self) { try TableFile.open(several, as: "several.ods") }
      #expect(error?.problems.first?.english.contains("several layers or sheets hold the same columns") == true)
      let all = try TableFile.openAll(several, as: "several.ods")
      #expect(all.tables.map(\.file) == ["several.ods [上河镇]", "several.ods [下河镇]"])
      #expect(all.tables.map(\.rowCount) == [1, 1] && all.tables.allSatisfy { $0.passedOver.map(\.word) == ["合计"] })
      #expect(try TableFile.open(several, as: "several.ods", layer: "下河镇").text(0, 0) == "下河镇一村")
      let summary = try file("summary.ods", [("汇总", "乡镇,人口\n上河镇,100\n"), towns[0]])
      #expect(try TableFile.open(summary, as: "summary.ods", ofPlaces: true).layer == "上河镇")
      let unknown = #expect(throws: InputProblems.self) { try TableFile.open(summary, as: "summary.ods", layer: "x") }
      #expect(unknown?.problems.first?.english.contains("there is no layer “x”; there are 汇总, 上河镇") == true)
    }
  }
#endif
