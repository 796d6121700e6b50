#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSModel
  @testable import EMSReading

  /// What the fields of a line layer say of its roads: obeyed, or told.
  struct LineLayerWordsTests {
    /// A layer of one line for each set of properties, one after the other.
    private func read(_ properties: [String]) throws -> RoadFile {
      let folder = try TemporaryFolder()
      let features = properties.enumerated().map { index, text in
        let (west, east) = (118 + Double(index) / 10, 118.1 + Double(index) / 10)
        return
          "{\"type\":\"Feature\",\"properties\":{\(text)},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[\(west),43],[\(east),43]]}}"
      }
      let file = try folder.write(
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}", to: "roads.geojson")
      return try RoadFile(file.path, as: "roads.geojson")
    }

    private func tags(_ file: RoadFile, _ line: Int) -> [String: String] {
      file.lines.attributeSets[Int(file.lines.attributes[line])]
    }

    private func warnings(_ file: RoadFile) -> String {
      file.notes.filter { $0.kind == .warning }.map(\.english).joined(separator: "\n")
    }

    @Test func roadsThatAreNotOpenAreLeftOutAndTold() throws {
      let file = try read([
        "\"等级\":\"县道\",\"状态\":\"通车\"", "\"等级\":\"县道\",\"状态\":\"在建\"", "\"等级\":\"县道\",\"状态\":\"未通车\"",
        "\"等级\":\"县道\",\"状态\":\"改线\"",
      ])
      #expect((0..<4).map { tags(file, $0)["access"] } == [nil, "no", "no", nil])
      #expect(warnings(file).contains("not open, left out: 在建 (1), 未通车 (1)"))
      #expect(warnings(file).contains("neither open nor closed, taken as open: 改线 (1)"))
    }

    @Test func accessIsObeyed() throws {
      let file = try read(["\"highway\":\"tertiary\",\"access\":\"No\"", "\"highway\":\"tertiary\",\"access\":null"])
      #expect(tags(file, 0)["access"] == "no")
      #expect(tags(file, 1)["access"] == nil)
    }

    @Test(arguments: [
      ("Provincial road", "secondary"), ("Village Road", "village_road"), ("PRIMARY", "primary"),
      ("Secondary Road", "secondary"), ("Expressway", "motorway"), ("国道", "primary"), ("primary_link", "primary_link"),
      ("Goat path", "Goat path"),
    ])
    func classesInWordsAreThoseOfOpenStreetMap(word: String, highway: String) throws {
      #expect(tags(try read(["\"class\":\"\(word)\""]), 0)["highway"] == highway)
    }

    @Test func linesWithoutAClassAreCounted() throws {
      let file = try read(["\"class\":\"primary\"", "\"class\":null", "\"class\":\"\""])
      #expect(warnings(file).contains("2 lines have no class and the speed of a road of no class"))
    }

    @Test func headersWithUnitsAreSpeeds() throws {
      let file = try read(["\"class\":\"primary\",\"限速（km/h）\":35"])
      #expect(tags(file, 0)["speed_kmh"] == "35")
      #expect(throws: InputProblems.self) { _ = try read(["\"class\":\"primary\",\"speed (m/s)\":10"]) }
      let zero = try read(["\"class\":\"primary\",\"speed\":\"0\"", "\"class\":\"primary\",\"speed\":\"none\""])
      #expect(tags(zero, 0)["speed_kmh"] == nil)
      #expect(warnings(zero).contains("1 lines with speed 0 have the speed of their class"))
    }

    /// In the tags of `oneway` that each sign of the last line of a column means.
    @Test(arguments: [
      ("oneway", ["B", "F"], "yes"), ("oneway", ["B", "T"], "-1"), ("oneway", ["N", "TF"], "-1"),
      ("ONEWAY", ["双向通行", "正向单行"], "yes"), ("oneway", ["Two Way", "One Way"], "yes"),
      ("oneway", ["both", "backward"], "-1"),
      ("是否单行", ["否", "是"], "yes"), ("通行方向", ["双向", "逆向"], "-1"), ("DIR_TRAVEL", ["F", "T"], "-1"),
      ("DIR_TRAVEL", ["F", "F"], "yes"),
      ("direction", ["1", "2"], "yes"), ("direction", ["1", "3"], "-1"), ("方向", ["3", "1"], "no"),
      ("oneway", ["3", "1"], "no"),
      ("oneway", ["0", "1"], "yes"), ("oneway", ["0", "-1"], "-1"),
    ])
    func oneWaySigns(field: String, signs: [String], meaning: String) throws {
      let file = try read(signs.map { "\"class\":\"tertiary\",\"\(field)\":\"\($0)\"" })
      #expect(tags(file, 1)["oneway"] == meaning)
      #expect(!warnings(file).contains("one-way"))
    }

    @Test func doubtfulOneWaySignsAreTold() throws {
      let logical = try read(["\"class\":\"tertiary\",\"oneway\":\"T\"", "\"class\":\"tertiary\",\"oneway\":\"F\""])
      #expect(warnings(logical).contains("T and F alone"))
      let bearing = try read(["\"class\":\"tertiary\",\"direction\":90", "\"class\":\"tertiary\",\"direction\":1"])
      #expect(tags(bearing, 1)["oneway"] == nil)
      #expect(warnings(bearing).contains("not understood, taken as two-way: 1 (1), 90 (1)"))
      let unread = try read(["\"class\":\"tertiary\",\"Tempo_speed\":50,\"onewayness\":1,\"SPEED_CAT\":6"])
      #expect(
        warnings(unread).contains("not read, though the name speaks of speeds or directions: Tempo_speed, onewayness"))
    }

    @Test(arguments: [
      ("四级路", "tertiary"), ("4级", "tertiary"), ("Ⅳ级", "tertiary"), ("III", "secondary"), ("四级公路（硬化）", "tertiary"),
      ("县级道路", "tertiary"), ("国道G110", "primary"), ("G110", "primary"), ("G6", "motorway"), ("S23", "motorway"),
      ("S203", "secondary"),
      ("X412", "tertiary"), ("等外路", "track"), ("农村公路", "village_road"), ("国家高速公路", "motorway"), ("其他", "road"),
      ("Gasse", "Gasse"),
    ])
    func classesInChineseSpellings(word: String, highway: String) throws {
      #expect(tags(try read(["\"技术等级\":\"\(word)\""]), 0)["highway"] == highway)
    }

    @Test func anEmptyClassIsLookedUpInTheNextField() throws {
      let file = try read(["\"技术等级\":null,\"行政等级\":\"县道\"", "\"技术等级\":\"二级\",\"行政等级\":\"县道\""])
      #expect((0..<2).map { tags(file, $0)["highway"] } == ["tertiary", "primary"])
    }

    /// A layer that keeps the keys of OpenStreetMap says what the extract says.
    @Test func layersOfOpenStreetMapKeepItsKeys() throws {
      let file = try read([
        "\"highway\":\"tertiary\",\"surface\":\"mud\",\"maxspeed\":\"30\",\"motor_vehicle\":\"no\"",
        #""highway":"tertiary","other_tags":"\"oneway\"=>\"-1\",\"tracktype\"=>\"grade5\",\"note\"=>\"a \\\"b\\\"\"""#,
        "\"highway\":null,\"route\":\"ferry\",\"duration\":\"00:20\"", "\"highway\":null,\"waterway\":\"river\"",
        "\"highway\":\"proposed\"",
      ])
      #expect(file.lines.count == 3)
      #expect(
        tags(file, 0) == ["highway": "tertiary", "surface": "mud", "maxspeed": "30", "motor_vehicle": "no"])
      #expect(tags(file, 1) == ["highway": "tertiary", "oneway": "-1", "tracktype": "grade5"])
      #expect(tags(file, 2) == ["route": "ferry", "duration": "00:20:00"])
      #expect(warnings(file).contains("2 features have no road in highway, left out"))
    }

    @Test func anEmptyBridgeIsNoneWhereOthersAreNamed() throws {
      let named = try read(["\"class\":\"tertiary\",\"bridge\":\"yes\"", "\"class\":\"tertiary\",\"bridge\":null"])
      #expect((0..<2).map { tags(named, $0)["bridge"] } == ["yes", "no"])
      let silent = try read(["\"class\":\"tertiary\",\"bridge\":null", "\"class\":\"tertiary\",\"bridge\":null"])
      #expect(tags(silent, 1)["bridge"] == nil)
    }

    @Test func linesWithHeightsAreRead() throws {
      let folder = try TemporaryFolder()
      let file = try folder.write(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"class":"tertiary"},"geometry":{"type":"LineString","coordinates":[[118,43,1200],[118.1,43,1300]]}}]}"#,
        to: "roads.geojson")
      #expect(try RoadFile(file.path, as: "roads.geojson").lines.count == 1)
    }
  }
#endif
